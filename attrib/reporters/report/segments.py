"""The copy cut where anything begins or ends: whose words, cue, source, relay or finding a piece belongs to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from attrib.ledger import quoted_owner
from attrib.model import (
    ArticleReport,
    AttributionRelation,
    CharSpan,
    Finding,
    QuotationKind,
    QuotationUse,
    SpanIndex,
)
from attrib.reporters.report.cast import MARKED, Cast, Member
from attrib.reporters.terminal import printable

SPOKEN = frozenset({QuotationUse.SPEECH, QuotationUse.FRAGMENT})
SOURCE, CUE, RELAY, VENUE = "source", "cue", "relay", "venue"
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Flag:
    """A finding with its number in the story."""

    number: int
    finding: Finding


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of copy of which every character is alike.

    `speaker` is whose words it holds and `quoted` tells whether they stand in quotation marks; `part` is what it does
    in an attribution (`source`, `cue`, `relay`, `venue`) and `whose` that attribution's speaker.  `flags` are the
    findings it belongs to, and `begins` those that start with it.  `leads` is true where another speaker's words begin.
    """

    span: CharSpan
    text: str
    speaker: Member | None = None
    quoted: bool = False
    part: str | None = None
    whose: Member | None = None
    flags: tuple[Flag, ...] = ()
    begins: tuple[Flag, ...] = ()
    leads: bool = False

    @property
    def gravest(self) -> Flag | None:
        """The finding whose mark the words bear."""
        return max(self.flags, key=lambda flag: flag.finding.severity.rank, default=None)


class Cutter:
    """Cuts the blocks of one article."""

    def __init__(self, report: ArticleReport, cast: Cast, flags: Sequence[Flag]) -> None:
        self._text = report.article.text
        self._cast = cast
        marked = [relation for relation in report.relations if relation.act in MARKED]
        self._depths = _depths(report.relations)
        self._contents = SpanIndex((span, relation) for relation in marked for span in relation.content)
        self._parts = SpanIndex((span, (part, relation)) for relation in marked for part, span in _parts(relation))
        self._quoted = SpanIndex(
            (span, span)
            for span in (
                *(one.span for one in report.quotations if one.use in SPOKEN),
                *(span for one in marked if one.kind is QuotationKind.DIRECT for span in one.content),
            )
        )
        self._flagged = SpanIndex((flag.finding.span, flag) for flag in flags)
        self._owner = quoted_owner(report.quotations, report.relations)
        self._edges = sorted(_edges(report, marked, flags))

    def cut(self, block: CharSpan, here: Sequence[Flag] = ()) -> list[Segment]:
        """Return the pieces of `block` in order; their words joined are the block's.

        `here` are the findings told beside this block, in the order of the copy.
        """
        first, last = bisect_right(self._edges, block.start), bisect_right(self._edges, block.end - 1)
        edges = [block.start, *self._edges[first:last], block.end]
        out: list[Segment] = []
        pending = list(here)
        for start, end in pairwise(edges):
            segment = self._segment(CharSpan(start, end))
            # One that starts at the very end of the block has no later piece to stand before.
            begins = [flag for flag in pending if flag.finding.span.start <= start or end == block.end]
            pending = [flag for flag in pending if flag not in begins]
            previous = out[-1].speaker if out else None
            leads = segment.speaker is not None and segment.speaker != previous
            out.append(replace(segment, begins=tuple(begins), leads=leads))
        return out

    def _segment(self, span: CharSpan) -> Segment:
        part, of = self._part(span)
        quoted = bool(self._quoted.over(span))
        relation = self._quoted_owner(span) or of if quoted else self._innermost(span)
        return Segment(
            span,
            shown(span.of(self._text)),
            self._cast.of(relation) if quoted or relation is not None else None,
            quoted,
            part,
            self._cast.of(of) if of is not None else None,
            tuple(self._flagged.over(span)),
        )

    def _quoted_owner(self, span: CharSpan) -> AttributionRelation | None:
        """Return whose quoted words these are; marks and stops go with the next word that is somebody's."""
        word = _WORD.search(self._text, span.start, span.end)
        if word is not None:
            return self._owner(word.start())
        within = self._quoted.over(span)[-1]
        after = [match.start() for match in _WORD.finditer(self._text, span.end, within.end)]
        before = [match.start() for match in _WORD.finditer(self._text, within.start, span.start)]
        owners = (self._owner(at) for at in (*after, *reversed(before)))
        return next((owner for owner in owners if owner is not None), None)

    def _innermost(self, span: CharSpan) -> AttributionRelation | None:
        covering = self._contents.over(span)
        return min(covering, key=lambda one: (-self._depths[one.id], _size(one)), default=None)

    def _part(self, span: CharSpan) -> tuple[str | None, AttributionRelation | None]:
        """Return what the words do in an attribution, that of the innermost where several have them."""
        having = self._parts.over(span)
        if not having:
            return None, None
        order = (SOURCE, CUE, RELAY, VENUE)
        return min(having, key=lambda one: (order.index(one[0]), -self._depths[one[1].id]))


def shown(text: str) -> str:
    """Return `text` as a page may hold it, one character for one: its lines kept, control characters made marks."""
    return "\n".join(map(printable, text.split("\n")))


def _parts(relation: AttributionRelation) -> Iterable[tuple[str, CharSpan]]:
    yield from ((SOURCE, span) for span in relation.source)
    yield from ((CUE, span) for span in relation.cue)
    yield from ((RELAY, relay.span) for relay in relation.reporting_sources)
    yield from ((VENUE, span) for span in relation.venue)


def _edges(report: ArticleReport, marked: Sequence[AttributionRelation], flags: Sequence[Flag]) -> set[int]:
    spans = [span for relation in marked for span in relation.content]
    spans.extend(span for relation in marked for _, span in _parts(relation))
    spans.extend(one.span for one in report.quotations if one.use in SPOKEN)
    spans.extend(one.inner for one in report.quotations if one.use in SPOKEN)
    spans.extend(flag.finding.span for flag in flags)
    return {edge for span in spans for edge in (span.start, span.end)}


def _depths(relations: Sequence[AttributionRelation]) -> dict[str, int]:
    parents = {relation.id: relation.parent for relation in relations}
    return {number: _depth(number, parents) for number in parents}


def _depth(number: str, parents: dict[str, str | None]) -> int:
    depth, at, seen = 0, parents.get(number), {number}
    while at is not None and at not in seen:
        seen.add(at)
        depth, at = depth + 1, parents.get(at)
    return depth


def _size(relation: AttributionRelation) -> int:
    return sum(len(span) for span in relation.content)
