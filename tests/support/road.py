"""The road from a text or a file to relations and findings, as `attrib` itself takes it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from attrib.dev.scoring import Characters, Marked, characters
from support.brat import Span

if TYPE_CHECKING:
    from attrib.engine import Engine, Reading
    from attrib.model import Article, AttributionRelation, CharSpan, Finding, SourceMap


class Result(NamedTuple):
    """An article, its relations, and the findings of the checks that are on by default."""

    article: Article
    relations: tuple[AttributionRelation, ...]
    findings: tuple[Finding, ...]


@cache
def engine() -> Engine:
    """Return the engine as `attrib check` sets it up; it is made once."""
    from attrib.catalogue import load_checks
    from attrib.checking import select_checks
    from attrib.engine import Engine

    return Engine(checks=select_checks(load_checks()))


@cache
def read_file(path: Path) -> Result:
    """Return what attrib makes of the one article at `path`."""
    from attrib.model import Article
    from attrib.readers import read_articles

    (article,) = read_articles(str(path))
    assert isinstance(article, Article), article
    return _result(engine().read(article))


@cache
def read_text(text: str) -> Result:
    """Return what attrib makes of `text` as a plain article without a headline."""
    return _result(engine().read_text(text))


def _result(reading: Reading) -> Result:
    report, troubles = engine().check(reading)
    assert troubles == ()
    return Result(reading.article, report.relations, report.findings)


def marked(relation: AttributionRelation, article: Article) -> Marked:
    """Return a relation as its word characters in the raw file."""

    def chars(spans: Iterable[CharSpan]) -> Characters:
        return characters((part for span in spans for part in raw_parts(article.source_map, span)), article.raw)

    return Marked(chars(relation.content), chars(relation.cue), chars(relation.source), relation.parent is not None)


def raw_parts(source_map: SourceMap, span: CharSpan) -> list[Span]:
    """Return where the characters of `span` stand in the raw file, without the markup between them."""
    parts = []
    for segment in source_map.segments:
        start, end = max(span.start, segment.text_start), min(span.end, segment.text_end)
        if start < end:
            shift = segment.raw_start - segment.text_start
            same = segment.text_end - segment.text_start == segment.raw_end - segment.raw_start
            parts.append((start + shift, end + shift) if same else (segment.raw_start, segment.raw_end))
    return parts
