"""Clauses that state a crime or another wrong of somebody, in whatever voice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from attrib.checking.discourse import SUBJECTS
from attrib.rulefiles import Lexicon, shipped_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

_OBJECTS = frozenset({"dobj", "obj"})
_VERBAL = frozenset({"VERB", "AUX"})
_PAST = frozenset({"VBD", "VBN", "VBG"})
_UNREAL = frozenset({"if", "unless", "whether", "though", "lest", "until", "that", "than"})
_NOT_QUITE = frozenset({"never", "nearly", "almost", "not"})
# Below these a clause is not stated: somebody's words, a purpose, what might be.
_UNSTATED = frozenset({"ccomp", "xcomp", "csubj", "csubjpass", "pcomp", "acl"})
_HUMAN_PRONOUNS = frozenset({"him", "her", "them", "me", "us", "people", "himself", "herself", "he", "she", "they"})


@dataclass(frozen=True, slots=True)
class Wrong:
    """A clause that states a wrong: the tokens that say what was done, in order, and who is said to have done it.

    `head` is its verb or noun; `violent` is true for what only people do to people.
    """

    head: Token
    said: tuple[Token, ...]
    doer: Token
    violent: bool = False


class Wrongs:
    """Finds statements of wrongdoing by the words of the lexicon `wrongdoing`."""

    def __init__(self, words: Lexicon) -> None:
        self._groups = {name: frozenset(group) for name, group in words.groups.items()}
        self._phrases = _by_verb(words["phrases"])
        self._particles = _by_verb((*words["particles"], *words["against_people"]))
        groups_of_heads = ("fraud", "violence", "against_people", "alone", "runs", "owned_wrongs", "wrongdoers")
        # Every statement of a wrong is headed by one of these words, or by the verb that one of the others hangs on.
        self.heads = frozenset(
            {"involve", *self._phrases, *self._particles, *(word for name in groups_of_heads for word in words[name])}
        )
        self.hints = frozenset({"responsible", "complicit", "behind", *words["adverbs"], *words["wrongdoers"]})
        roles, groups = shipped_lexicon("roles"), shipped_lexicon("groups")
        self._people = frozenset(
            (*roles["male"], *roles["female"], *roles["office"], *roles["person"], *groups["plural"])
        )

    def at(self, token: Token) -> Wrong | None:
        """Return the wrong that `token` heads, stated as a fact; `None` where it is none, or is not stated."""
        if token.tag_ in {"NN", "NNS"}:
            return self._owned(token) or self._named_so(token)
        if token.lemma_.lower() == "be" and token.tag_ in {"VBZ", "VBD", "VBP"}:
            return self._of_copula(token)
        if token.tag_ not in _PAST:
            return None
        part = self._part_in(token)
        said = part or self._said(token)
        if not said or not is_stated(token):
            return None
        doer, by = (_subject(token, passive=True), None) if part else _doer(token)
        if doer is None:
            return None
        violent = not {token.lemma_.lower()}.isdisjoint(self._groups["violence"] | self._groups["against_people"])
        return Wrong(token, _in_order(token, [*said, by] if by is not None else said), doer, violent)

    def _said(self, verb: Token) -> list[Token]:
        """Return the tokens that say the wrong, none where the verb and what stands by it are no wrong."""
        lemma = verb.lemma_.lower()
        passive = any(child.dep_ == "auxpass" for child in verb.lefts)
        patients = [
            child for child in (verb.lefts if passive else verb.rights) if child.dep_ in _OBJECTS | {"nsubjpass"}
        ]
        for patient in patients:
            if not _forms(patient).isdisjoint(self._phrases.get(lemma, ())):
                return [verb, patient]
            if lemma in self._groups["runs"] and patient.lemma_.lower() in self._groups["wrongs"]:
                return [verb, patient]
        for child in verb.children:
            if child.dep_ == "advmod" and child.lower_ in self._groups["adverbs"]:
                return [child, verb]
            if child.i > verb.i and child.lower_ in self._particles.get(lemma, ()):
                return [verb, child] if child.dep_ in {"prt", "prep"} else []
        if lemma == "lie":
            return _lied(verb)
        if lemma in self._groups["alone"]:
            return [verb]
        if not patients or any(self._is_harmless(patient) for patient in patients):
            return []
        if lemma in self._groups["against_people"]:
            return [verb] if any(self._is_person(patient) for patient in patients) else []
        return [verb] if lemma in self._groups["fraud"] or lemma in self._groups["violence"] else []

    def _is_harmless(self, thing: Token) -> bool:
        return (
            thing.lemma_.lower() in self._groups["harmless_objects"] or thing.lower_ in self._groups["harmless_objects"]
        )

    def _is_person(self, thing: Token) -> bool:
        if thing.ent_type_ == "PERSON" or thing.lower_ in _HUMAN_PRONOUNS:
            return True
        return thing.lower_ in self._people or thing.lemma_.lower() in self._people

    def _part_in(self, verb: Token) -> list[Token]:
        """Return the tokens of "was involved in the fraud", none where it is something else."""
        if verb.lemma_.lower() != "involve" or verb.tag_ != "VBN":
            return []
        return self._wrong_after(verb, {"in"})

    def _wrong_after(self, head: Token, words: Iterable[str]) -> list[Token]:
        """Return `head`, the preposition and the noun where a preposition of `words` leads from it to a wrong."""
        for preposition in head.rights:
            if preposition.dep_ == "prep" and preposition.lower_ in words:
                for noun in preposition.rights:
                    if noun.dep_ == "pobj" and noun.lemma_.lower() in self._groups["wrongs"]:
                        return [head, preposition, noun]
        return []

    def _of_copula(self, verb: Token) -> Wrong | None:
        """Return "is a thief", "was behind the robbery", "is responsible for the murder"."""
        said: list[Token] = []
        for child in verb.rights:
            if child.dep_ == "attr" and child.lemma_.lower() in self._groups["wrongdoers"]:
                if any(left.lower_ in {"no", "not", "any"} for left in child.lefts):
                    return None
                said = [*(left for left in child.lefts if left.dep_ == "det"), child]
            elif child.dep_ == "acomp" and child.lower_ in {"responsible", "complicit"}:
                said = self._wrong_after(child, {"for", "in"})
            elif child.dep_ == "prep" and child.lower_ == "behind":
                nouns = [noun for noun in child.rights if noun.lemma_.lower() in self._groups["wrongs"]]
                said = [child, *nouns] if nouns else []
            if said:
                break
        subject = _subject(verb, passive=False) if said and is_stated(verb) else None
        return Wrong(verb, _in_order(verb, [verb, *said]), subject) if subject is not None else None

    def _owned(self, noun: Token) -> Wrong | None:
        """Return "Ness's theft of …": a wrong that is taken for granted by saying whose it is."""
        if noun.lemma_.lower() not in self._groups["owned_wrongs"] or noun.dep_ == "compound":
            return None
        of = [child for child in noun.rights if child.lower_ == "of"]
        owners = [child for child in noun.lefts if child.dep_ == "poss"]
        return Wrong(noun, (noun, *of[:1]), owners[0]) if owners and of else None

    def _named_so(self, noun: Token) -> Wrong | None:
        """Return "the thief, Carl Ness": a wrong that is taken for granted by what somebody is called."""
        if noun.lemma_.lower() not in self._groups["wrongdoers"]:
            return None
        articles = [child for child in noun.lefts if child.dep_ == "det" and child.lower_ == "the"]
        names = [child for child in noun.rights if child.dep_ == "appos" and child.tag_ == "NNP"]
        # "the convicted thief": said with what settles it.
        if not articles or not names or any(child.dep_ == "amod" for child in noun.lefts):
            return None
        return Wrong(noun, (articles[0], noun), names[0])


def find_wrongs(tokens: Iterable[Token], words: Lexicon) -> Iterator[Wrong]:
    """Yield the wrongs stated at one of `tokens`, in their order; `words` is the lexicon `wrongdoing`."""
    wrongs = Wrongs(words)
    heads: dict[int, Token] = {}
    for token in tokens:
        lemma = token.lemma_.lower()
        if lemma in wrongs.heads:
            heads[token.i] = token
        if lemma in wrongs.hints:
            heads[token.head.i] = token.head
    for _, token in sorted(heads.items()):
        wrong = wrongs.at(token)
        if wrong is not None:
            yield wrong


def is_stated(verb: Token) -> bool:
    """Whether the clause of `verb` is stated as what is or was so: no modal, negation, question, supposition."""
    if verb.sent.text.rstrip(" ”\"'’").endswith("?"):
        return False
    if _is_unreal(verb) or not _is_finite(verb):
        return False
    here = verb
    while here.dep_ not in _UNSTATED:
        if here.head.i == here.i:
            return True
        is_joined = here.dep_ == "conj" and not _has_subject(here)
        here = _clause_above(here)
        if _is_supposed(here) or (is_joined and _is_unreal(here)):
            return False
    # The parser hangs what follows "Editor's note:" on the note; a clause with a subject of its own is stated.
    return here.dep_ == "acl" and here.tag_ in {"VBD", "VBZ"} and _has_subject(here)


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in SUBJECTS for child in verb.lefts)


def _is_supposed(verb: Token) -> bool:
    return any(child.dep_ == "mark" and child.lower_ in _UNREAL for child in verb.lefts)


def _is_unreal(verb: Token) -> bool:
    for child in verb.children:
        if child.dep_ == "neg" or (child.lower_ in _NOT_QUITE and child.dep_ == "advmod"):
            return True
        if child.tag_ == "MD" and child.i < verb.i:
            return True
        if child.dep_ in SUBJECTS and any(aux.lower_ == "had" and aux.i < child.i for aux in verb.lefts):
            return True  # "Had Lee stolen it, …"
    return _is_supposed(verb)


def _is_finite(verb: Token) -> bool:
    helped = any(child.dep_ in {"aux", "auxpass"} for child in verb.lefts)
    if verb.tag_ == "VB":
        return False
    if verb.tag_ == "VBG":
        return helped
    return verb.tag_ != "VBN" or helped or verb.dep_ == "conj"


def _clause_above(verb: Token) -> Token:
    """Return the verb that the clause of `verb` hangs on, or the root."""
    here = verb.head
    while here.pos_ not in _VERBAL and here.head.i != here.i and here.dep_ not in _UNSTATED:
        here = here.head
    found: Token = here
    return found


def _lied(verb: Token) -> list[Token]:
    """Return "lied", with whom it was told to; lying still, or where something lies, is another verb."""
    if verb.lower_ not in {"lied", "lying"} or any(child.dep_ in {"acomp", "prt"} for child in verb.rights):
        return []
    for word in verb.rights:
        if word.dep_ in {"prep", "dative"} and word.lower_ == "to":
            return [verb, word, *(child for child in word.rights if child.dep_ == "pobj")]
        if word.dep_ == "prep" and word.lower_ == "about":
            return [verb]
    return [verb] if verb.lower_ == "lied" else []


def _doer(verb: Token) -> tuple[Token | None, Token | None]:
    """Return who is said to have done it, and for a passive the *by* before that."""
    if not any(child.dep_ == "auxpass" for child in verb.lefts):
        return _subject(verb, passive=False), None
    for by in verb.rights:
        if by.dep_ == "agent":
            for agent in by.rights:
                if agent.dep_ == "pobj":
                    return agent, by
    return None, None


def _subject(verb: Token, *, passive: bool) -> Token | None:
    """Return the subject of the verb or of the one it is joined to; `passive` allows that of a passive."""
    here = verb
    while True:
        for child in here.lefts:
            if child.dep_ in SUBJECTS:
                return child if passive or child.dep_ == "nsubj" or here is not verb else None
        if here.dep_ != "conj":
            return None
        here = here.head


def _in_order(verb: Token, tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Return `tokens` in the order of the text, from the auxiliaries of a passive on."""
    passive = [child for child in verb.lefts if child.dep_ == "auxpass"]
    return tuple(sorted({*tokens, *passive}, key=lambda token: token.i))


def _forms(noun: Token) -> frozenset[str]:
    """Return the base form of a noun, and what is left without its ending: the pipeline's "taxes" is of a "taxis"."""
    word = noun.lower_
    return frozenset({noun.lemma_.lower(), word, word.removesuffix("s"), word.removesuffix("es")})


def _by_verb(phrases: Iterable[str]) -> dict[str, set[str]]:
    out: dict[str, set[str]] = {}
    for phrase in phrases:
        verb, _, rest = phrase.partition(" ")
        if rest:
            out.setdefault(verb, set()).add(rest)
    return out
