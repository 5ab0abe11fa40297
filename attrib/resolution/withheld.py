"""Finds where somebody asks not to be named, whose wish that is, and the reason that is given for it.

The wish and its reason may stand in the source, beside it ("said one official, who asked not to be named"), or in one
of the sentences after it ("He was not authorised to speak"): then its subject has to point back at the source, and
where two sources could be meant it is given to neither.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from attrib.model import Anonymity, AnonymityReason, CharSpan
from attrib.nlp import Parse
from attrib.resolution.phrases import AnonymityWords
from attrib.resolution.unnamed import Description

PERSONAL = frozenset(
    {"he", "she", "they", "who", "both", "all", "each", "neither", "none", "one", "him", "her", "them"}
)
SINGULAR = frozenset({"he", "she", "him", "her"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
GROUPS = ("request", "withheld", "unauthorised", "later_reason")
SENTENCES_ON = 2  # how far after its source a request is looked for
DEPTH = 7
AROUND = 12  # how many sources around a request are looked at
NEAR_WORDS = 6
LONGEST_REASON = 45  # tokens
_EDGE = ".,;:—–- ”\"'’"


@dataclass(slots=True)
class Source:
    """An unnamed source: its place among the relations, its description, and what is told of its anonymity."""

    index: int
    span: CharSpan
    name: str
    sentence: int
    description: Description
    limit: int  # the token of its cue, or the end of its sentence
    told: Anonymity


@dataclass(frozen=True, slots=True)
class Request:
    """The tokens that say it, from the first to the last, and the group of the lexicon they are in."""

    first: int
    last: int
    group: str


class Sentences:
    """Where the sentences of a parse start and end, by token."""

    def __init__(self, parse: Parse) -> None:
        opens = parse.doc.to_array("SENT_START").tolist()  # 1 opens a sentence; quicker than to ask every token
        self.starts = [index for index, value in enumerate(opens) if value == 1 or index == 0]
        self._length = len(parse.doc)

    def of(self, index: int) -> int:
        """Return the number of the sentence that token `index` stands in."""
        return bisect_left(self.starts, index + 1) - 1

    def end(self, index: int) -> int:
        """Return the token after the last of the sentence that token `index` stands in."""
        following = self.of(index) + 1
        return self.starts[following] if following < len(self.starts) else self._length


class RequestReader:
    """Adds to an article's unnamed sources who of them asked not to be named, and why.

    `words` are the parse's in lower case, `named` the offsets at which somebody named is a subject.
    """

    def __init__(
        self, parse: Parse, words: Sequence[str], lexicon: AnonymityWords, sentences: Sentences, named: Sequence[int]
    ) -> None:
        self.parse, self.words, self.lexicon = parse, words, lexicon
        self.sentences, self.named = sentences, named
        self.sources: Sequence[Source] = ()
        self._source_starts: list[int] = []

    def read(self, sources: Sequence[Source]) -> None:
        """Fill in what is told of `sources`, which are in the order of the article."""
        self.sources = sources
        self._source_starts = [source.span.start for source in sources]
        for request in self._requests():
            source = self._bearer(request)
            if source is not None:
                self._take(source, request)

    def _requests(self) -> list[Request]:
        """Return every place where somebody asks not to be named, or is not free to speak."""
        out: list[Request] = []
        groups = [(name, self.lexicon.phrases(name)) for name in GROUPS]
        needs = self.lexicon.phrases("needs_name")
        begin = frozenset[str]().union(*(phrases.first_words for _, phrases in groups))
        last = -1
        for index, word in enumerate(self.words):
            if word not in begin or index <= last:
                continue
            for group, phrases in groups:
                length = phrases.at(self.words, index)
                if not length:
                    continue
                after = self.words[index + length : index + length + NEAR_WORDS]
                near = set(after)
                if group == "unauthorised" and not near & self.lexicon.words("speaking"):
                    continue
                last_word = index + length - 1
                if group == "withheld":
                    last_word += bool(near & PERSONAL and after[0] in PERSONAL)
                if group == "request" and needs.at(self.words, index) == length:
                    named = [place for place, near_word in enumerate(after) if near_word in self.lexicon.words("name")]
                    if not named:
                        continue
                    last_word += named[0] + 1
                last = last_word
                out.append(Request(index, last, group))
                break
        # A reason alone counts once a request has been told of.
        out.sort(key=lambda request: request.group == "later_reason")
        return out

    def _bearer(self, request: Request) -> Source | None:
        """Return the one source whose request it is, or `None`."""
        at = self.parse.starts[request.first]
        near = self._around(at)
        inside = [source for source in near if at in source.span]
        if inside:
            return min(inside, key=lambda source: len(source.span))
        if request.group == "withheld":
            word = self.words[request.last]
            return self._pointed_at(word, request.last, by_paper=True) if word in PERSONAL else None
        subject = self._subject(request.first)
        if subject is None:
            return None
        where = self.parse.starts[subject]
        for source in near:
            if where in source.span or subject == source.description.head:
                return source
        return self._pointed_back(subject)

    def _around(self, offset: int) -> Sequence[Source]:
        """Return the sources that stand near a character: there may be thousands in all."""
        at = bisect_right(self._source_starts, offset)
        return self.sources[max(0, at - AROUND) : at + AROUND]

    def _subject(self, index: int) -> int | None:
        """Return the subject of the clause a word stands in, or the noun that its clause describes."""
        node = self.parse.doc[index]
        for _ in range(DEPTH):
            if node.dep_ not in {"pobj", "prep", "compound", "det"}:
                for child in node.lefts:
                    if child.dep_ in {"nsubj", "nsubjpass"} and (child.i < index or node.i > index):
                        if child.tag_ in {"WP", "WDT"} and node.dep_ == "relcl":
                            return int(node.head.i)
                        return int(child.i)
            if node.dep_ in {"relcl", "acl"}:
                return int(node.head.i)
            if node.head.i == node.i:
                # A participle alone before the clause it belongs to: "Speaking on condition of anonymity, an aide".
                return next((child.i for child in node.rights if child.dep_ in {"nsubj", "nsubjpass"}), None)
            node = node.head
        return None

    def _pointed_back(self, subject: int) -> Source | None:
        word, token = self.words[subject], self.parse.doc[subject]
        if word in PERSONAL:
            return self._pointed_at(word, subject)
        if token.pos_ not in {"NOUN", "NUM", "ADJ"}:
            return None
        first = self.words[token.left_edge.i]
        if first not in DEFINITE and first not in self.lexicon.words("numbers") | self.lexicon.words("several"):
            return None
        lemma = token.lemma_.lower()
        near = self._near(subject)
        same = [source for source in near if source.description.lemma == lemma]
        if not same and (word in self.lexicon.words("anyone") or lemma in self.lexicon.words("anyone")):
            same = near
        return only_one(same)

    def _pointed_at(self, pronoun: str, index: int, *, by_paper: bool = False) -> Source | None:
        near = self._near(index)
        if pronoun in SINGULAR:
            near = [source for source in near if not source.description.plural]
        source = only_one(near)
        if source is None or by_paper:
            return source
        # Somebody who was named in between is the likelier one to be "he".
        at = bisect_left(self.named, source.span.end)
        if at < len(self.named) and self.named[at] < self.parse.starts[index]:
            return None
        return source

    def _near(self, index: int) -> list[Source]:
        """Return the sources of the last sentence before a token that has any, if it is no further than two away."""
        sentence, at = self.sentences.of(index), self.parse.starts[index]
        before = [
            source
            for source in self._around(at)
            if source.span.start < at and 0 <= sentence - source.sentence <= SENTENCES_ON
        ]
        last = max((source.sentence for source in before), default=-1)
        return [source for source in before if source.sentence == last]

    def _take(self, source: Source, request: Request) -> None:
        """Add a request, and the reason that goes with it, to what is told of a source."""
        told = source.told
        if request.group in {"request", "withheld"}:
            if told.request is None:
                told = replace(told, request=self.parse.span_of(request.first, request.last))
            reason = self._reason_after(source, request) or self._reason_before(request)
        elif request.group == "unauthorised":
            reason = (request.first, self._clause_end(request.first, request.last + 1, self._end(source, request)))
        elif told.request is None:
            return
        else:
            reason = (request.first, self._end(source, request))
        if told.reason is None and reason is not None:
            told = self._explained(told, *reason, standalone=request.group == "later_reason")
        source.told = told

    def _explained(self, told: Anonymity, first: int, end: int, *, standalone: bool) -> Anonymity:
        while end > first + 1 and self.words[end - 1].strip(_EDGE) == "":
            end -= 1
        words = self.words[first:end]
        kind = self._reason_kind(words)
        if standalone and kind in {AnonymityReason.OTHER, AnonymityReason.SENSITIVITY}:
            return told
        return replace(told, reason=self.parse.span_of(first, end - 1), reason_kind=kind)

    def _reason_kind(self, words: Sequence[str]) -> AnonymityReason:
        for kind in AnonymityReason:
            if kind is not AnonymityReason.OTHER and self.lexicon.words(f"reason_{kind.value}") & set(words):
                return kind
        return AnonymityReason.OTHER

    def _end(self, source: Source, request: Request) -> int:
        """Return the token at which a reason after the request has to end."""
        end = min(self.sentences.end(request.first), request.first + LONGEST_REASON)
        # Of several cues of one source the last one is what it says, the others are part of its description.
        limit = max(one.limit for one in self._around(source.span.start) if one.span.overlaps(source.span))
        if request.last < limit:
            end = min(end, limit)
        for index in range(request.last + 1, end):
            if self.words[index] == "" or self.words[index] in {"—", "–", ";", "“", '"', "``"}:
                return index
        return end

    def _reason_after(self, source: Source, request: Request) -> tuple[int, int] | None:
        end = self._end(source, request)
        leads = self.lexicon.phrases("because")
        start = request.last + 1
        if start < end and self.words[start] == ",":
            start += 1
        if start + 1 < end and self.words[start] == "to" and self.parse.doc[start + 1].tag_ == "VB":
            return start, self._clause_end(start, start + 2, end)
        for index in range(start, end):
            length = leads.at(self.words, index)
            if not length:
                continue
            lead = self.parse.doc[index]
            if self.words[index] in {"as", "since"} and lead.dep_ != "mark":
                continue
            stop = self._clause_end(index, index + length, end)
            if self.words[index] == "under" and self._reason_kind(self.words[index:stop]) is AnonymityReason.OTHER:
                continue
            return index, stop
        return None

    def _reason_before(self, request: Request) -> tuple[int, int] | None:
        """Return the reason that opens the sentence: "Citing fear of reprisals, two nurses asked not to be named"."""
        start = self.sentences.starts[self.sentences.of(request.first)]
        if self.words[start] not in {"citing", "fearing", "because", "afraid"}:
            return None
        for index in range(start + 1, request.first):
            if self.words[index] == ",":
                return start, index
        return None

    def _clause_end(self, lead: int, after: int, end: int) -> int:
        """Return where the clause or phrase that `lead` opens ends: with what hangs on its verb, before `end`."""
        token = self.parse.doc[lead]
        top = token.head if token.dep_ in {"mark", "aux", "neg", "advmod"} else token
        edge = top.right_edge.i + 1
        if not after < edge <= end:
            return end
        return int(edge)


def only_one(sources: Sequence[Source]) -> Source | None:
    """Return the last of `sources` where all of them go by one name."""
    names = {source.name for source in sources}
    return sources[-1] if len(names) == 1 else None
