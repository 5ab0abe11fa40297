"""However attributions, quotations and findings overlap, each character of the copy bears exactly what is on it."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st
from support.samples import article_of

from attrib.ledger import make_ledger
from attrib.model import (
    Act,
    ArticleReport,
    AttributionRelation,
    CharSpan,
    Finding,
    Modality,
    Quotation,
    QuotationKind,
    QuotationUse,
    Severity,
    Speaker,
    SpeakerKind,
)
from attrib.reporters.report.cast import MARKED, Cast, Register
from attrib.reporters.report.segments import Cutter, Flag, Segment

TEXT = "“Ice took it,” Pia said.\n\n“And I” — Ines, to the Post — “saw.”\nNobody asked.\n"
NAMES = ("Pia", "Ines", None)


@st.composite
def spans(draw: st.DrawFn, *, least: int = 1) -> CharSpan:
    start = draw(st.integers(0, len(TEXT) - least))
    return CharSpan(start, draw(st.integers(start + least, len(TEXT))))


@st.composite
def relations(draw: st.DrawFn, number: int) -> AttributionRelation:
    some = st.lists(spans(), max_size=1).map(tuple)
    name = draw(st.sampled_from(NAMES))
    return AttributionRelation(
        f"a{number}",
        draw(st.sampled_from(QuotationKind)),
        draw(st.lists(spans(), min_size=1, max_size=2).map(tuple)),
        draw(some),
        draw(some),
        draw(st.sampled_from(Act)),
        Modality.ASSERTED,
        "probe",
        parent=draw(st.sampled_from([None, "a0", "a1"])),
        speaker=Speaker(name, SpeakerKind.PERSON) if name else None,
        venue=draw(some),
    )


@st.composite
def reports(draw: st.DrawFn) -> ArticleReport:
    article = article_of(TEXT)
    found = tuple(draw(relations(number)) for number in range(draw(st.integers(0, 4))))
    findings = [
        Finding("AT101", "x", draw(st.sampled_from(Severity)), "m", span)
        for span in draw(st.lists(spans(least=0), max_size=4))
    ]
    marks = [
        Quotation(span, span, "curly-double", 0, use=draw(st.sampled_from(QuotationUse)))
        for span in draw(st.lists(spans(), max_size=3))
    ]
    ledger = make_ledger(article, marks, found)
    return ArticleReport(article, found, tuple(findings), ledger, tuple(marks))


def cut(report: ArticleReport) -> tuple[list[Segment], list[Flag]]:
    assert report.ledger is not None
    flags = [Flag(at, one) for at, one in enumerate(report.findings, 1)]
    cutter = Cutter(report, Cast(report.ledger, report.relations, Register()), flags)
    out = []
    for block in report.article.blocks:
        pieces = cutter.cut(block.span)
        assert "".join(piece.text for piece in pieces) == block.span.of(TEXT)
        assert [piece.span.start for piece in pieces] == [block.span.start, *(one.span.end for one in pieces[:-1])]
        out.extend(pieces)
    return out, flags


def characters(spans: Iterable[CharSpan], report: ArticleReport) -> set[int]:
    """Return the offsets of the spans that stand in blocks."""
    copy = {at for block in report.article.blocks for at in range(block.span.start, block.span.end)}
    return {at for span in spans for at in range(span.start, span.end)} & copy


@given(reports())
def test_each_character_bears_what_is_on_it(report: ArticleReport) -> None:
    pieces, flags = cut(report)
    marked = [one for one in report.relations if one.act in MARKED]
    for flag in flags:
        bearing = characters((piece.span for piece in pieces if flag in piece.flags), report)
        assert bearing == characters([flag.finding.span], report)
    sources = characters((span for one in marked for span in one.source), report)
    assert characters((piece.span for piece in pieces if piece.part == "source"), report) == sources
    cues = characters((span for one in marked for span in one.cue), report) - sources
    assert characters((piece.span for piece in pieces if piece.part == "cue"), report) == cues
    spoken = [one.span for one in report.quotations if one.use in {QuotationUse.SPEECH, QuotationUse.FRAGMENT}]
    direct = [span for one in marked if one.kind is QuotationKind.DIRECT for span in one.content]
    quoted = characters([*spoken, *direct], report)
    assert characters((piece.span for piece in pieces if piece.quoted), report) == quoted
    contents = characters((span for one in marked for span in one.content), report)
    assert characters((piece.span for piece in pieces if piece.speaker is not None), report) == quoted | contents


@given(reports())
def test_every_finding_begins_once_in_its_block(report: ArticleReport) -> None:
    assert report.ledger is not None
    flags = [Flag(at, one) for at, one in enumerate(sorted(report.findings, key=lambda one: one.span.start), 1)]
    cutter = Cutter(report, Cast(report.ledger, report.relations, Register()), flags)
    block = report.article.blocks[1]
    here = [flag for flag in flags if block.span.start <= flag.finding.span.start <= block.span.end]
    begun = [(flag, piece) for piece in cutter.cut(block.span, here) for flag in piece.begins]
    assert [flag for flag, _ in begun] == here
    for flag, piece in begun:
        assert piece.span.start == flag.finding.span.start or piece.span.end == block.span.end
