"""How an unnamed source is described: role, number, where they belong, how they know."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from attrib.model import Anonymity, CharSpan, KnowledgeKind
from attrib.nlp import Parse
from attrib.resolution.lexicons import Lexicons
from attrib.resolution.phrases import AnonymityWords

if TYPE_CHECKING:
    from spacy.tokens import Token

STOPS = frozenset({",", ";", ":", "(", ")", "—", "–", "--", ".", "who", "which", "whose", "“", "”", '"', "''", "``"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
INNER = frozenset({"compound", "poss", "amod", "nummod", "det", "nmod", "quantmod", "predet"})
NOBODY = frozenset({"anybody", "anyone", "everybody", "everyone", "nobody", "none"})
ASKED = frozenset({"poll", "survey", "study", "sample"})  # people in these are not their members
PERCENT = frozenset({"percent", "%", "cent"})
FRACTIONS = frozenset(
    {"half", "halves", "third", "thirds", "quarter", "quarters", "fifth", "fifths", "tenth", "tenths"}
)
# How far a description is read, and a phrase of it.
LONGEST = 40
LONGEST_PHRASE = 16


@dataclass(frozen=True, slots=True)
class Description:
    """A source as described: its head noun's token and lemma, whether it is several people, and what is told."""

    head: int
    lemma: str
    plural: bool
    anonymity: Anonymity


class DescriptionReader:
    """Reads the descriptions of one article's unnamed sources.

    `words` are the parse's in lower case, `names` the tokens that are part of a name.
    """

    def __init__(
        self, parse: Parse, words: Sequence[str], lexicons: Lexicons, names: Collection[int] = frozenset()
    ) -> None:
        self.parse, self.words, self.lexicons, self.names = parse, words, lexicons, names
        self.lexicon: AnonymityWords = lexicons.anonymity

    def read(self, span: CharSpan, end: int) -> Description | None:
        """Return what the source in `span` is described as; the description may run up to token `end`.

        `None` where there is no noun in it.
        """
        tokens = [index for index in self.parse.tokens_in(span) if not self.parse.masked[index]]
        if not tokens:
            return None
        first, limit = tokens[0], tokens[-1] + 1
        counted = self._counted(first, limit)
        head = self._head(counted if counted is not None else first, limit)
        if head is None:
            return None
        end = min(max(end, limit), head + LONGEST)
        number, count = self._count(first, head, counted)
        knowledge, kind = self._knowledge(head + 1, end)
        token = self.parse.doc[head]
        plural = number != 1 if number is not None or counted is not None else token.tag_ in {"NNS", "NNPS"}
        if number is None and not plural and token.lower_ != "people" and count is None:
            number = 1
        is_anyone = token.pos_ == "PRON" or token.lower_ in self.lexicons.groups["one"]
        if is_anyone and token.lower_ in NOBODY:
            number = None
        anonymity = Anonymity(
            role=None if is_anyone else self.parse.span_of(self._role_start(first, head), head),
            count=count,
            number=number,
            affiliation=self._affiliation_before(first, head) or self._affiliation_after(head, end),
            knowledge=knowledge,
            knowledge_kind=kind,
        )
        return Description(head, token.lemma_.lower(), plural or token.lower_ == "people", anonymity)

    def _counted(self, first: int, limit: int) -> int | None:
        """Return the token after "one of", "a number of": where the noun that is counted starts."""
        quantity = self.lexicon.words("numbers") | self.lexicon.words("several") | self.lexicons.groups["quantity"]
        for index in range(first, min(limit - 1, first + 4)):
            if self.words[index] in quantity and self.words[index + 1] == "of":
                return index + 2
            if self.parse.doc[index].pos_ == "NOUN":
                return None
        return None

    def _head(self, first: int, limit: int) -> int | None:
        """Return the first noun that no noun follows: "official" in "a senior ministry official in Riga"."""
        for index in range(first, limit):
            token: Token = self.parse.doc[index]
            if token.pos_ not in NOUNS or self.words[index] in STOPS or token.dep_ in {"poss", "nmod"}:
                continue
            after = self.parse.doc[index + 1] if index + 1 < limit else None
            if after is not None and (after.tag_ == "POS" or (after.pos_ in NOUNS and after.tag_ not in {"WP", "PRP"})):
                continue
            return index
        return None

    def _count(self, first: int, head: int, counted: int | None) -> tuple[int | None, CharSpan | None]:
        """Return how many there are, where that is said, and the words that say it."""
        numbers = self.lexicon.groups["numbers"]
        stop = counted if counted is not None else head
        if PERCENT & set(self.words[first:stop]):
            return None, None
        for index in range(first, stop):
            word = self.words[index]
            if self._is_share(index):
                return None, None
            if word in numbers or word.isdigit():
                number = numbers.index(word) + 1 if word in numbers else int(word) if len(word) < 4 else None
                return number, self.parse.span_of(index, index)
            if word in self.lexicon.words("several") or (counted and word in self.lexicons.groups["quantity"]):
                if word in {"other", "more"}:
                    continue
                start = index - 1 if index > first and self.words[index - 1] in {"a", "an"} else index
                return (2 if word == "both" else None), self.parse.span_of(start, index)
        return None, None

    def _is_share(self, index: int) -> bool:
        """Whether "two-thirds" or "three in five" starts here: a share of some number, which is not told."""
        after = [word for word in self.words[index + 1 : index + 5] if word not in {"-", "‑"}]
        numbers = self.lexicon.words("numbers")
        if len(after) < 2 or self.words[index] not in numbers:
            return False
        of_ten = after[0] in {"in", "out"} and (after[1] in numbers or after[1] == "of")
        return of_ten or after[0] in FRACTIONS

    def _role_start(self, first: int, head: int) -> int:
        """Return the first of the words before the noun that describe: not articles, numbers or owners."""
        barred = self.lexicon.words("anonymous") | self.lexicon.words("numbers") | self.lexicon.words("several")
        start = head
        while start > first:
            token = self.parse.doc[start - 1]
            described = token.pos_ in {"ADJ", "NOUN", "PROPN"} or token.tag_ in {"VBN", "VBG", "HYPH"}
            # "past and current employees"
            described = described or (token.pos_ == "CCONJ" and start - 1 > first and token.head.pos_ == "ADJ")
            if not described or self.words[start - 1] in barred or token.is_digit:
                break
            start -= 1
        return start

    def _affiliation_before(self, first: int, head: int) -> CharSpan | None:
        """Return the owner of "the ministry's spokesman" or the body in "a Treasury official"."""
        for index in range(first, head):
            if self.parse.doc[index].tag_ == "POS":
                start = index
                while start > first and self.parse.doc[start - 1].pos_ in NOUNS:
                    start -= 1
                return self.parse.span_of(start, index - 1) if start < index else None
        known = self.lexicons.organisations["common"] | self.lexicons.organisations["demonym"]
        known |= self.lexicons.organisations["place"]
        start, end = -1, -1
        for index in range(self._role_start(first, head), head):
            token = self.parse.doc[index]
            in_party = not token.is_lower and self.words[index] in self.lexicons.organisations["party"]
            if index in self.names or token.pos_ == "PROPN" or self.words[index] in known or in_party:
                start, end = (index if start < 0 else start), index
            elif start >= 0 and token.pos_ != "NOUN":
                break
        if start < 0:
            return None
        while start > first and self.parse.doc[start - 1].dep_ == "compound":  # "finance ministry"
            start -= 1
        return self.parse.span_of(start, end)

    def _affiliation_after(self, head: int, end: int) -> CharSpan | None:
        """Return "in the ministry", "of the board", "who works for the port": from its preposition on."""
        employed = self.lexicon.phrases("employed")
        for index in range(head + 1, end):
            if length := employed.at(self.words, index):
                return self._phrase(index, index + length, end)
        index = head + 1
        while index < end and self.words[index] in self.lexicon.words("affiliation"):
            span_end = self._phrase_end(index + 1, end)
            if not self._knows(index) and span_end > index + 1 and self._is_body(index + 1, span_end):
                return self.parse.span_of(index, span_end - 1)
            index = max(span_end, index + 1)
        return None

    def _is_body(self, start: int, end: int) -> bool:
        """Whether the words can be where somebody belongs: not an occasion, a medium or a day."""
        nouns = [index for index in range(start, end) if self.parse.doc[index].pos_ in {"NOUN", "PROPN"}]
        if not nouns:
            return False
        token = self.parse.doc[nouns[-1]]
        lemma = token.lemma_.lower()
        venues = (self.lexicons.venues["occasion"] | self.lexicons.venues["channel"]) - (
            self.lexicons.organisations["common"]
        )
        return lemma not in venues and lemma not in ASKED and token.ent_type_ not in {"DATE", "TIME"}

    def _knowledge(self, start: int, end: int) -> tuple[CharSpan | None, KnowledgeKind | None]:
        """Return "familiar with the matter", "who has seen the letter": the first such words, and of which sort."""
        for index in range(start, end):
            for kind in KnowledgeKind:
                if length := self.lexicon.phrases(kind.value).at(self.words, index):
                    return self._phrase(index, index + length, end), kind
        return None, None

    def _knows(self, index: int) -> bool:
        return any(self.lexicon.phrases(kind.value).at(self.words, index) for kind in KnowledgeKind)

    def _phrase(self, start: int, after: int, end: int) -> CharSpan:
        first = start + 1 if self.words[start] == "who" else start
        last = self._phrase_end(after, end) - 1
        while last > first and self.words[last] in {"and", "or", "but"}:
            last -= 1
        return self.parse.span_of(first, max(first, last))

    def _phrase_end(self, start: int, end: int) -> int:
        """Return where a phrase that runs from `start` ends: at a mark, a clause, or the next thing told."""
        for index in range(start, min(end, start + LONGEST_PHRASE)):
            token = self.parse.doc[index]
            if self.words[index] in STOPS or self.words[index] == "" or token.tag_ in FINITE:
                return index
            if self.words[index] == "-" and self.parse.doc[index - 1].whitespace_:
                return index
            if index > start and self._knows(index):
                return index
            if index > start and self.lexicon.phrases("request").at(self.words, index):
                return index
            if token.tag_ == "VBG" and self.words[index] in {"speaking", "citing", "requesting", "asking"}:
                return index
            if index > start and self.words[index] in {"in", "at", "on", "to", "with"} and token.tag_ == "IN":
                return index
        return min(end, start + LONGEST_PHRASE)
