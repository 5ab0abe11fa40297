"""What an article tells of a party that bears on an accusation: a verdict, an acquittal, a charge, a death."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrib.checking.context import CheckContext
from attrib.checking.parties import Party

if TYPE_CHECKING:
    from spacy.tokens import Token

_HIMSELF = frozenset({"himself", "herself", "him", "her"})
_LATE = frozenset({"late", "deceased"})


class Verdicts:
    """The sentences of an article that speak of the law or of deaths, by the lexicon `wrongdoing`."""

    def __init__(self, context: CheckContext) -> None:
        self._parse = context.parse
        words = context.lexicon("wrongdoing")
        self._found: dict[str, list[Token]] = {}
        groups = {group: frozenset(words[group]) for group in ("verdicts", "acquittals", "charges", "deaths")}
        for token in context.parse.doc:
            lemma = token.lemma_.lower()
            for group, lemmas in groups.items():
                if lemma in lemmas or (group == "deaths" and token.lower_ in _LATE):
                    self._found.setdefault(group, []).append(token)

    def verdict_on(self, party: Party) -> Token | None:
        """Return a word of the law that settles it against `party`: convicted, guilty, jailed."""
        for token in self._found.get("verdicts", ()):
            if not _is_negated(token) and self._is_near(token, party):
                return token
        return None

    def acquittal_of(self, party: Party) -> Token | None:
        """Return a word of the law that settles it for `party`: acquitted, cleared."""
        return self._done_to(party, "acquittals")

    def charge_against(self, party: Party) -> Token | None:
        """Return a word of the law that settles nothing: charged, arrested, indicted."""
        return self._done_to(party, "charges")

    def _done_to(self, party: Party, group: str) -> Token | None:
        """Return a verb of `group` that the party is the object of, or a noun of it near the party's name."""
        for token in self._found.get(group, ()):
            if token.pos_ == "VERB":
                patients = [child for child in token.children if child.dep_ in {"nsubjpass", "dobj", "obj"}]
                if any(self._means(patient, party) for patient in patients):
                    return token
            elif token.pos_ == "NOUN" and self._is_near(token, party):
                return token
        return None

    def is_dead(self, party: Party) -> bool:
        """Whether the article tells that `party` is dead."""
        for token in self._found.get("deaths", ()):
            if token.lower_ in _LATE:
                if token.head.text == party.surname:
                    return True
                continue
            for child in token.children:
                dies = child.dep_ == "nsubjpass" or (
                    token.lemma_.lower() in {"die", "perish"} and child.dep_ == "nsubj"
                )
                dies = dies or (child.dep_ in {"dobj", "obj"} and child.lower_ in _HIMSELF | {party.surname.lower()})
                if dies and self._means(child, party):
                    return True
        return False

    def _means(self, token: Token, party: Party) -> bool:
        return token.text == party.surname or (token.pos_ == "PRON" and self._is_near(token, party))

    def _is_near(self, token: Token, party: Party) -> bool:
        """Whether the paragraph of `token`, or the one before it, names the party."""
        block = self._parse.blocks[token.i]
        for other in (block, block - 1):
            for index in self._parse.block_tokens.get(other, range(0)):
                if self._parse.doc[index].text == party.surname:
                    return True
        return False


def _is_negated(token: Token) -> bool:
    here = token
    for _ in range(2):
        if any(child.dep_ == "neg" for child in here.children):
            return True
        here = here.head
    return any(child.lower_ in {"no", "without"} for child in token.lefts)
