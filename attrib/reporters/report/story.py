"""One article as the report shows it: blocks of copy, each with who speaks in it and what was found there."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from attrib.model import (
    Act,
    Article,
    ArticleReport,
    AttributionRelation,
    BlockKind,
    CharSpan,
    Finding,
    Ledger,
    Modality,
    Severity,
    Trouble,
)
from attrib.reporters.report.cast import MARKED, Cast, Member, Register
from attrib.reporters.report.manual import page_html
from attrib.reporters.report.segments import Cutter, Flag, Segment
from attrib.reporters.terminal import one_line, shorten
from attrib.reporters.wording import speaker_line, spoken_by

if TYPE_CHECKING:
    from markupsafe import Markup

UNREAD = frozenset({BlockKind.FURNITURE, BlockKind.CODE})
RELATED = 90


@dataclass(frozen=True, slots=True)
class Saying:
    """An attribution as the gutter tells it: whose words, through whom, outermost first, and by which cue."""

    speaker: Member
    relays: tuple[str, ...]
    cue: str
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Another place a finding speaks of; `block` is the number of its block, where one holds it."""

    where: str
    message: str
    words: str
    block: int | None


@dataclass(frozen=True, slots=True)
class Note:
    """A finding as the margin tells it."""

    number: int
    finding: Finding
    where: str
    speaker: Member | None
    said: str
    places: tuple[Place, ...]
    page: Markup | None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of copy and what stands beside it."""

    number: int
    kind: BlockKind
    line: int
    segments: tuple[Segment, ...]
    sayings: tuple[Saying, ...]
    notes: tuple[Note, ...]
    level: int = 3

    @property
    def is_read(self) -> bool:
        """Whether attrib reads it as copy."""
        return self.kind not in UNREAD


@dataclass(frozen=True, slots=True)
class Story:
    """An article, all that the report shows of it; `number` is its own on the page, from 1."""

    number: int
    path: str
    record: str | None
    title: str
    paragraphs: tuple[Paragraph, ...]
    members: tuple[Member, ...]
    ledger: Ledger
    cast: Cast
    troubles: tuple[Trouble, ...]
    credit: tuple[str, ...]
    counts: Mapping[Severity, int]
    stands: int

    @property
    def findings(self) -> int:
        """How many findings count."""
        return sum(self.counts.values())

    @property
    def notes(self) -> list[Note]:
        """Every finding that is shown, in the order of the copy."""
        return [note for paragraph in self.paragraphs for note in paragraph.notes]


def make_story(
    number: int,
    report: ArticleReport,
    troubles: Sequence[Trouble],
    register: Register,
    pages: Mapping[str, str],
    *,
    show_suppressed: bool = False,
) -> Story:
    """Return the story of an article; `pages` are the manual pages of the checks by code, in Markdown."""
    article, ledger = report.article, report.ledger or Ledger()
    cast = Cast(ledger, report.relations, register)
    shown = [one for one in report.findings if show_suppressed or one.suppressed is None]
    flags = [Flag(at, one) for at, one in enumerate(sorted(shown, key=_order), 1)]
    homes = _homes(article, flags)
    cutter = Cutter(report, cast, flags)
    credit = _credit([one for one in report.relations if one.act in MARKED])
    notes = {flag.number: _note(flag, report, cast, pages) for flag in flags}
    sayings = _sayings(report, cast, len(credit))
    paragraphs = []
    for index, block in enumerate(article.blocks):
        here = homes.get(index, [])
        paragraphs.append(
            Paragraph(
                index + 1,
                block.kind,
                article.locate(CharSpan(block.span.start, block.span.start))[0].line,
                tuple(cutter.cut(block.span, here)),
                tuple(sayings.get(index, ())),
                tuple(notes[flag.number] for flag in here),
            )
        )
    counted = [one.severity for one in report.findings if one.suppressed is None]
    counted.extend(one.severity for one in troubles if not one.is_failure)
    return Story(
        number,
        one_line(article.path),
        None if article.id is None else one_line(article.id),
        _title(article),
        tuple(paragraphs),
        cast.marked,
        ledger,
        cast,
        tuple(troubles),
        credit,
        {severity: counted.count(severity) for severity in Severity},
        sum(one.suppressed is not None for one in report.findings),
    )


def _order(finding: Finding) -> tuple[int, int, int, str]:
    return (finding.span.start, -finding.severity.rank, finding.span.end, finding.code)


def _title(article: Article) -> str:
    headline = next((block for block in article.blocks if block.kind is BlockKind.HEADLINE), None)
    if headline is not None:
        return shorten(headline.span.of(article.text), 140)
    return shorten(article.meta.get("title") or article.id or article.path, 140)


def _homes(article: Article, flags: Sequence[Flag]) -> dict[int, list[Flag]]:
    """Return by the index of a block the findings that are told beside it: where they start, or the next one's."""
    out: dict[int, list[Flag]] = {}
    ends = [block.span.end for block in article.blocks]
    for flag in flags:
        index = min(bisect_left(ends, flag.finding.span.start), len(ends) - 1)
        out.setdefault(index, []).append(flag)
    return out


def _credit(relations: Sequence[AttributionRelation]) -> tuple[str, ...]:
    """Return the relays that all the words of an article of several attributions came through, outermost first."""
    if len(relations) < 2:
        return ()
    chains = [[one_line(relay.name) for relay in relation.reporting_sources] for relation in relations]
    common: list[str] = []
    for names in zip(*chains, strict=False):
        if len(set(names)) > 1:
            break
        common.append(names[0])
    return tuple(common)


def _sayings(report: ArticleReport, cast: Cast, skipped: int) -> dict[int, list[Saying]]:
    """Return by the index of a block the attributions that start there, without those inside one's own words."""
    article = report.article
    by_id = {relation.id: relation for relation in report.relations}
    starts = [block.span.start for block in article.blocks]
    out: dict[int, list[Saying]] = {}
    for relation in sorted(report.relations, key=lambda one: (one.start, one.parent is not None)):
        if relation.act not in MARKED:
            continue
        speaker = cast.of(relation)
        parent = by_id.get(relation.parent or "")
        if parent is not None and cast.of(parent) == speaker:
            continue
        index = max(bisect_right(starts, relation.start) - 1, 0)
        relays = tuple(one_line(relay.name) for relay in relation.reporting_sources)[skipped:]
        cue = shorten(" … ".join(span.of(article.text) for span in relation.cue), 40)
        out.setdefault(index, []).append(Saying(speaker, relays, cue, _details(article, relation)))
    return out


def _details(article: Article, relation: AttributionRelation) -> tuple[str, ...]:
    """Return what else there is to know of an attribution, in words."""
    out = [relation.kind.value]
    if relation.act is not Act.STATEMENT:
        out.append(relation.act.value)
    if relation.modality is not Modality.ASSERTED:
        out.append(relation.modality.value)
    out.extend(shorten(span.of(article.text), 60) for span in relation.venue)
    if relation.translation is not None:
        out.append("translated")
    return tuple(out)


def _note(flag: Flag, report: ArticleReport, cast: Cast, pages: Mapping[str, str]) -> Note:
    article, finding = report.article, flag.finding
    relation = spoken_by(report.relations, finding.span)
    page = pages.get(finding.code)
    return Note(
        flag.number,
        finding,
        _where(article, finding.span),
        cast.of(relation) if relation is not None else None,
        speaker_line(article, relation) if relation is not None else "",
        tuple(_place(article, one.span, one.message) for one in finding.related),
        page_html(page) if page else None,
    )


def _place(article: Article, span: CharSpan, message: str) -> Place:
    words = shorten(span.of(article.text), RELATED)
    number = bisect_left([block.span.end for block in article.blocks], span.start) + 1
    known = number <= len(article.blocks)
    return Place(_where(article, span), message, "" if words in message else words, number if known else None)


def _where(article: Article, span: CharSpan) -> str:
    start, _ = article.locate(span)
    return f"{start.line}:{start.column}"
