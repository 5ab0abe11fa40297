"""Reads unnamed sources closely: how they are described, and why their names are left out.

The description stands with the source (`attrib.resolution.unnamed`), the wish to stay unnamed and its reason there
or near it (`attrib.resolution.withheld`).  What is told at one naming of a source holds for all.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from attrib.model import Anonymity, Article, AttributionRelation, SpeakerKind
from attrib.nlp import Parse
from attrib.resolution.lexicons import Lexicons
from attrib.resolution.phrases import plain_words
from attrib.resolution.surroundings import Mention
from attrib.resolution.unnamed import DescriptionReader
from attrib.resolution.withheld import DEFINITE, PERSONAL, RequestReader, Sentences, Source, only_one

UNNAMED_KINDS = frozenset({SpeakerKind.GROUP, SpeakerKind.UNKNOWN})
MEMORY = 60  # how many sources before another are looked at


def read_anonymity(
    relations: Sequence[AttributionRelation],
    article: Article,
    parse: Parse,
    mentions: Sequence[Mention],
    lexicons: Lexicons,
) -> tuple[AttributionRelation, ...]:
    """Return `relations` with what is told of each unnamed speaker.

    People described and not named who ask for it become anonymous speakers as well, and so does one of a group.
    """
    if not any(_is_candidate(relation) for relation in relations):
        return tuple(relations)
    return _Reader(relations, parse, mentions, lexicons).read()


def _is_candidate(relation: AttributionRelation) -> bool:
    speaker = relation.speaker
    if speaker is None or not relation.source or speaker.name is None:
        return False
    described = speaker.resolved_by == "description"
    return speaker.kind is SpeakerKind.ANONYMOUS or (described and speaker.kind in UNNAMED_KINDS)


class _Reader:
    """Holds what is known of one article's unnamed sources."""

    def __init__(
        self,
        relations: Sequence[AttributionRelation],
        parse: Parse,
        mentions: Sequence[Mention],
        lexicons: Lexicons,
    ) -> None:
        self.relations, self.parse = list(relations), parse
        self.words = plain_words(parse)
        self.sentences = Sentences(parse)
        lexicon = lexicons.anonymity
        named = sorted(mention.span.start for mention in mentions if mention.use == "subject")
        names = {index for mention in mentions for index in parse.tokens_in(mention.span)}
        self.describer = DescriptionReader(parse, self.words, lexicons, names)
        self.requests = RequestReader(parse, self.words, lexicon, self.sentences, named)
        self.sources = self._sources()
        self._source_starts = [source.span.start for source in self.sources]

    def read(self) -> tuple[AttributionRelation, ...]:
        """Return the relations with their speakers' anonymity."""
        self.requests.read(self.sources)
        self._share()
        told = {source.index: source.told for source in self.sources}
        return tuple(self._with(index, relation, told) for index, relation in enumerate(self.relations))

    def _with(self, index: int, relation: AttributionRelation, told: dict[int, Anonymity]) -> AttributionRelation:
        speaker = relation.speaker
        if speaker is None:
            return relation
        anonymity = told.get(index)
        if anonymity is None and speaker.kind is SpeakerKind.ANONYMOUS:
            anonymity = self._of_same_name(relation)
        if anonymity is None or not (speaker.kind is SpeakerKind.ANONYMOUS or _is_withheld(anonymity)):
            return relation
        return replace(relation, speaker=replace(speaker, kind=SpeakerKind.ANONYMOUS, anonymity=anonymity))

    def _of_same_name(self, relation: AttributionRelation) -> Anonymity | None:
        """Return what was told, before or later, of the speaker a pronoun stands for."""
        name = relation.speaker.name if relation.speaker else None
        at = bisect_right(self._source_starts, relation.start)
        before = [one for one in self.sources[max(0, at - MEMORY) : at] if one.name == name]
        return before[-1].told if before else None

    def _sources(self) -> list[Source]:
        out = []
        for index, relation in enumerate(self.relations):
            if not _is_candidate(relation):
                continue
            span = relation.source[0]
            tokens = self.parse.tokens_in(span)
            if not tokens or (len(tokens) == 1 and self.words[tokens[0]] in PERSONAL):
                continue  # "both": what they ask for is asked by those it points back at
            limit = self._limit(relation, tokens[-1] + 1)
            description = self.describer.read(span, limit)
            if description is None or relation.speaker is None:
                continue
            name = relation.speaker.name or ""
            sentence = self.sentences.of(tokens[0])
            out.append(Source(index, span, name, sentence, description, limit, description.anonymity))
        out.sort(key=lambda source: source.span)
        return out

    def _limit(self, relation: AttributionRelation, after: int) -> int:
        """Return the token at which what may describe the source ends: its cue, its content, or its sentence."""
        ends = [self.sentences.end(after - 1)]
        for span in (*relation.cue, *relation.content):
            tokens = self.parse.tokens_in(span)
            if tokens and tokens[0] >= after:
                ends.append(tokens[0])
        return min(ends)

    def _share(self) -> None:
        """Give each naming of a source what is told of it at its other namings."""
        roots: dict[int, Source] = {}
        for number, source in enumerate(self.sources):
            earlier = self._earlier(source, self.sources[max(0, number - MEMORY) : number])
            root = source if earlier is None else roots[earlier.index]
            roots[source.index] = root
            if root is not source:
                root.told = _joined(root.told, source.told)
        for source in self.sources:
            source.told = _joined(source.told, roots[source.index].told)

    def _earlier(self, source: Source, before: Sequence[Source]) -> Source | None:
        """Return the source before this one that it takes up: the same words, or "the official" after "an official"."""
        for one in reversed(before):
            if one.span.overlaps(source.span):
                return one
        first = self.words[self.parse.tokens_in(source.span)[0]]
        speaker = self.relations[source.index].speaker
        if first not in DEFINITE and speaker is not None and speaker.resolved_by == "description":
            return None
        by_name = [one for one in before if one.name == source.name]
        if by_name:
            return by_name[-1]
        return only_one([one for one in before if one.description.lemma == source.description.lemma])


def _is_withheld(told: Anonymity) -> bool:
    """Whether somebody of whom only a description is known is left unnamed, and is no crowd: asked, or one of many."""
    return told.request is not None or told.reason is not None or (told.count is not None and told.number == 1)


def _joined(told: Anonymity, earlier: Anonymity) -> Anonymity:
    """Return `told` with what only the earlier description says."""
    return Anonymity(
        role=told.role or earlier.role,
        count=told.count or earlier.count,
        number=told.number or earlier.number,
        affiliation=told.affiliation or earlier.affiliation,
        knowledge=told.knowledge or earlier.knowledge,
        knowledge_kind=told.knowledge_kind or earlier.knowledge_kind,
        request=told.request or earlier.request,
        reason=told.reason or earlier.reason,
        reason_kind=told.reason_kind or earlier.reason_kind,
    )
