"""Who a clause is about, where it is somebody with a name: a person or a body that could be wronged by it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from attrib.checking.context import CheckContext
from attrib.checking.discourse import SUBJECTS
from attrib.model import SpeakerKind

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_NAMES = frozenset({"NNP", "NNPS"})
_PERSONAL = frozenset({"he", "she"})
_RELATIVE = frozenset({"who", "which", "that"})


class PartyKind(StrEnum):
    """What a party is."""

    PERSON = "person"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Party:
    """A person or body by name: its kind, the token that stands for it, and the last word of its name.

    `name` is the name as the article has it where it stands, without titles.
    """

    kind: PartyKind
    token: Token
    surname: str
    name: str


class Parties:
    """The named parties of an article.

    The pipeline's own names are a hint: a word is a person's where it is labelled so more often than otherwise in
    the article, or where a speaker bears it.
    """

    def __init__(self, context: CheckContext) -> None:
        self._context = context
        self._votes: dict[str, dict[str, int]] = {}
        for token in context.parse.doc:
            if token.ent_type_ and token.tag_ in _NAMES:
                counts = self._votes.setdefault(token.text, {})
                counts[token.ent_type_] = counts.get(token.ent_type_, 0) + 1
        # "Northline Works" at first mention, "Northline" from then on, whatever the pipeline takes that for.
        self._bodies = {
            entity[0].text for entity in context.parse.doc.ents if entity.label_ == "ORG" and entity[0].tag_ in _NAMES
        }
        # Names side by side that the pipeline has no label for: "Ada Lunn" at first mention, "Lunn" from then on.
        self._surnames = {
            token.text
            for token in context.parse.doc
            if token.tag_ in _NAMES and not token.ent_type_ and _has_forename(token)
        }
        self._speakers: dict[str, PartyKind] = {}
        kinds = {SpeakerKind.PERSON: PartyKind.PERSON, SpeakerKind.ORGANISATION: PartyKind.BODY}
        for relation in context.relations:
            speaker = relation.speaker
            if speaker is not None and speaker.name and speaker.kind in kinds:
                self._speakers[speaker.name.split()[-1]] = kinds[speaker.kind]

    def of(self, token: Token) -> Party | None:
        """Return the party that `token`, a subject or an agent, stands for; `None` where it has no name."""
        if token.lower_ in _RELATIVE:
            clause = token.head
            while clause.dep_ == "conj":
                clause = clause.head
            return self.of(clause.head) if clause.dep_ == "relcl" else None
        if token.lower_ in _PERSONAL:
            return self._before(token)
        if token.tag_ in _NAMES:
            kind = self._kind(token)
            return Party(kind, token, token.text, self._name(token)) if kind is not None else None
        return self._beside(token)

    def _beside(self, noun: Token) -> Party | None:
        """Return the person whose office or description `noun` is: "the chairman, Ann Lee", "Ann Lee, the chairman"."""
        near = [child for child in noun.rights if child.dep_ == "appos"]
        if noun.dep_ == "appos":
            near.append(noun.head)
        for token in near:
            if self._is_person(token):
                return Party(PartyKind.PERSON, token, token.text, self._name(token))
        return self._in_office(noun)

    def _in_office(self, noun: Token) -> Party | None:
        """Return the one person whom the article before calls what "the mayor" says: "Mayor Ada Lunn"."""
        if not any(child.lower_ == "the" for child in noun.lefts):
            return None
        holders: dict[str, Token] = {}
        for token in noun.doc[: noun.i]:
            if token.lower_ != noun.lower_:
                continue
            if token.dep_ in {"compound", "appos", "nmod"}:
                near = [token.head]
            else:
                near = [child for child in token.rights if child.dep_ == "appos"]
            for other in near:
                if self._is_person(other):
                    holders[other.text] = other
        if len(holders) != 1:
            return None
        ((surname, token),) = holders.items()
        return Party(PartyKind.PERSON, noun, surname, self._name(token))

    def _kind(self, token: Token) -> PartyKind | None:
        votes = self._votes.get(token.text, {})
        if token.text in self._speakers:
            return self._speakers[token.text]
        label = token.ent_type_ or max(votes, key=lambda name: (votes[name], name), default="")
        if votes.get("PERSON", 0) > sum(count for name, count in votes.items() if name != "PERSON"):
            label = "PERSON"
        if label != "PERSON" and token.text in self._bodies and votes.get("GPE", 0) <= 1:
            label = "ORG"
        if not label and token.text in self._surnames:
            label = "PERSON"
        return {"PERSON": PartyKind.PERSON, "ORG": PartyKind.BODY}.get(label)

    def _name(self, token: Token) -> str:
        titles = {"mr", "mrs", "ms", "dr", "sir", "mr.", "mrs.", "ms.", "dr."}
        parts = [child for child in token.lefts if child.dep_ == "compound" and child.tag_ in _NAMES]
        return " ".join(part.text for part in (*parts, token) if part.lower_ not in titles)

    def _before(self, pronoun: Token) -> Party | None:
        """Return the one person named before `pronoun` in its paragraph, a subject rather than another."""
        parse = self._context.parse
        sentence: Span | None = pronoun.sent
        limit = pronoun.i
        while sentence is not None:
            people = [token for token in pronoun.doc[sentence.start : limit] if self._is_person(token)]
            chosen = [token for token in people if token.dep_ in SUBJECTS] or [
                token for token in people if token.dep_ != "compound"
            ]
            if chosen:
                return self.of(chosen[-1]) if len({token.text for token in chosen}) == 1 else None
            first = sentence.start
            if first == 0 or parse.blocks[first - 1] != parse.blocks[first]:
                return None
            sentence, limit = pronoun.doc[first - 1].sent, first
        return None

    def _is_person(self, token: Token) -> bool:
        return token.tag_ in _NAMES and self._kind(token) is PartyKind.PERSON


def _has_forename(token: Token) -> bool:
    return any(child.dep_ == "compound" and child.tag_ in _NAMES for child in token.lefts)
