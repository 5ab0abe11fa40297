"""Through whom words came to the article: agencies, ministries, papers, leaked documents, and other speakers.

What the sentence of a cue tells of that is found in `attrib.resolution.relaying`; here it is joined with the relations
in whose contents others stand, and with the credit of the dateline.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from attrib.model import (
    Act,
    Article,
    AttributionRelation,
    CharSpan,
    Evidence,
    EvidenceKind,
    ReportingSource,
    Speaker,
    SpeakerKind,
)
from attrib.nlp import Parse
from attrib.resolution.lexicons import Lexicons
from attrib.resolution.names import NameTable
from attrib.resolution.relaying import Around, RelayFinder

if TYPE_CHECKING:
    pass

NOMINAL = frozenset({"NOUN", "PROPN"})
PERSONS_RELAY = frozenset({"quote", "cite", "relay", "report", "recount"})
DEEPEST = 8
LONGEST = 14  # words of a relay's description
DATELINE = re.compile(r"[A-Z][^\n()]{0,60}\(([A-Z][^()\n]{1,40})\)\s*[-–—]")
DATELINE_BLOCKS = 5


def credited(article: Article) -> ReportingSource | None:
    """Return the agency that the dateline credits: "PORT LISLE (Meridian Press) - The harbour ..."."""
    for block in article.blocks[:DATELINE_BLOCKS]:
        match = DATELINE.match(article.text, block.span.start, block.span.end)
        if match is not None:
            return ReportingSource(match.group(1), CharSpan(*match.span(1)))
    return None


def add_relays(
    relations: Sequence[AttributionRelation],
    article: Article,
    parse: Parse,
    table: NameTable,
    lexicons: Lexicons,
    speaker_at: Callable[[CharSpan], Speaker],
) -> tuple[AttributionRelation, ...]:
    """Return `relations` with reporting sources, outermost first, and chain.

    A relation in whose content another stands relays that other one; so does whoever the sentence names between
    the article and the speaker.  `speaker_at` resolves a source that no relation has.
    """
    finder = RelayFinder(article, parse, table, lexicons)
    parents = _parents(relations)
    local: dict[str, Around] = {}
    by_id: dict[str, AttributionRelation] = {}
    for relation in relations:
        around = local[relation.id] = finder.around(relation)
        by_id[relation.id] = _with_origin(relation, around, speaker_at)
    for relation in relations:
        by_id[relation.id] = _first_person(by_id[relation.id], by_id.get(parents.get(relation.id) or ""))
    credit = credited(article)
    out = []
    for relation in by_id.values():
        sources = _collected(relation, by_id, parents, local)
        if credit is not None and relation.start > credit.span.end:
            sources.insert(0, credit)
        kept = [source for source in sources if not finder.is_own(source)]
        end = relation.speaker.name if relation.speaker else None
        kept = _distinct(kept, end)
        venue = _trimmed(relation.venue, kept, local[relation.id].cuts)
        chain = (*(source.name for source in kept), *((end,) if end else ()))
        parent = parents.get(relation.id)
        out.append(
            dataclasses.replace(relation, parent=parent, reporting_sources=tuple(kept), venue=venue, chain=chain)
        )
    return tuple(out)


def _with_origin(
    relation: AttributionRelation, around: Around, speaker_at: Callable[[CharSpan], Speaker]
) -> AttributionRelation:
    """Return a relation with the person its source quotes as speaker, and the source among the relays."""
    speaker = relation.speaker
    if around.origin is None or speaker is None or speaker.name is None:
        around.origin = None
        return relation
    origin = speaker_at(around.origin)
    if origin.name is None or _folded(origin.name) == _folded(speaker.name):
        around.origin = None
        return relation
    around.sources.insert(0, ReportingSource(speaker.name, relation.source[0]))
    around.cuts.append(-1)
    return dataclasses.replace(relation, speaker=origin)


def _first_person(relation: AttributionRelation, parent: AttributionRelation | None) -> AttributionRelation:
    """Return a relation whose "I" stands in somebody's words with that person as its speaker, not the author."""
    speaker = relation.speaker
    if parent is None or parent.speaker is None or speaker is None or speaker.kind is not SpeakerKind.AUTHOR:
        return relation
    named = (Evidence(span, EvidenceKind.NAME) for span in parent.source)
    evidence = (*speaker.evidence, *named)
    return dataclasses.replace(
        relation, speaker=dataclasses.replace(parent.speaker, resolved_by="pronoun", evidence=evidence)
    )


def _trimmed(
    venue: Sequence[CharSpan], sources: Sequence[ReportingSource], cuts: Sequence[int]
) -> tuple[CharSpan, ...]:
    """Return `venue` without the words that tell of a relay: "a letter" of "a letter seen by the Post"."""
    out = []
    for span in venue:
        end = span.end
        if any(span.overlaps(source.span) for source in sources):
            inside = [cut for cut in cuts if span.start <= cut < end]
            end = min(inside, default=span.start)
        if end > span.start:
            out.append(CharSpan(span.start, end - (1 if end < span.end else 0)))
    return tuple(span for span in out if span)


def _parents(relations: Sequence[AttributionRelation]) -> dict[str, str | None]:
    """Return each relation's parent: as extraction gives it, or the smallest content that holds cue and source."""
    out: dict[str, str | None] = {relation.id: relation.parent for relation in relations}
    if any(out.values()):
        return out
    open_contents: list[tuple[CharSpan, str]] = []
    anchors: list[tuple[int, int, int, CharSpan, str]] = []
    for relation in relations:
        anchors.extend((span.start, 0, -span.end, span, relation.id) for span in relation.content)
        parts = (*relation.cue, *relation.source)
        if relation.cue:
            span = CharSpan(min(part.start for part in parts), max(part.end for part in parts))
            anchors.append((span.start, 1, -span.end, span, relation.id))
    for _, is_anchor, _, span, identity in sorted(anchors):
        while open_contents and open_contents[-1][0].end <= span.start:
            open_contents.pop()
        if not is_anchor:
            open_contents.append((span, identity))
            continue
        for content, holder in reversed(open_contents[-DEEPEST:]):
            if holder != identity and content.covers(span):
                out[identity] = holder
                break
    return out


def _collected(
    relation: AttributionRelation,
    by_id: dict[str, AttributionRelation],
    parents: dict[str, str | None],
    local: dict[str, Around],
) -> list[ReportingSource]:
    """Return the relays of a relation from the outermost to those beside its own cue."""
    out = list(local[relation.id].sources)
    at, seen = parents.get(relation.id), {relation.id}
    while at is not None and at in by_id and at not in seen and len(seen) < DEEPEST:
        seen.add(at)
        above = by_id[at]
        speaker = above.speaker
        # Who wants or fears that somebody says something has brought no words of theirs.
        tells = above.act is Act.STATEMENT and bool(above.source)
        if tells and speaker is not None and speaker.name and speaker.kind is not SpeakerKind.AUTHOR:
            out.insert(0, ReportingSource(speaker.name, local[at].origin or above.source[0]))
        out[:0] = local[at].sources
        at = parents.get(at)
    return out


def _distinct(sources: Sequence[ReportingSource], speaker: str | None) -> list[ReportingSource]:
    """Return `sources` each once, without the speaker: nobody relays himself."""
    out: list[ReportingSource] = []
    names = {_folded(speaker)} if speaker else set()
    for source in sources:
        name = _folded(source.name)
        if name not in names and not any(source.span.overlaps(other.span) for other in out):
            names.add(name)
            out.append(source)
    return out


def _folded(name: str) -> str:
    return name.lower().removeprefix("the ").strip()
