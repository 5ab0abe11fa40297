"""Relations as CSV (RFC 4180), a row each, for spreadsheets and data frames."""

from __future__ import annotations

from collections.abc import Iterable

from attrib.model import Article, ArticleReport, AttributionRelation, CharSpan, Speaker
from attrib.reporters.base import Totals
from attrib.reporters.sheets import BETWEEN, csv_line

COLUMNS = (
    "path", "id", "relation", "parent", "kind", "act", "modality", "speaker", "speaker_kind", "titles", "resolved_by",
    "candidates", "reporting_sources", "source", "cue", "venue", "content", "confidence", "rule", "line", "column",
    "end_line", "end_column", "start", "end",
)  # fmt: skip
# As RFC 4180 ends its rows.
LINE_END = "\r\n"
GAP = " … "


class CsvExtract:
    """`attrib extract --format csv`: `line` and `column` are where a relation starts in the user's file.

    `start` and `end` are offsets in the article's text, of the whole relation.
    """

    def begin(self) -> str:
        """Return the row of column names."""
        return csv_line(COLUMNS, line_end=LINE_END)

    def article(self, report: ArticleReport) -> str:
        """Return a row for each relation, in the order of the copy."""
        relations = sorted(report.relations, key=lambda one: one.start)
        return "".join(_row(report.article, relation) for relation in relations)

    def end(self, totals: Totals) -> str:
        """Return nothing: rows need no frame."""
        return ""


def _row(article: Article, relation: AttributionRelation) -> str:
    speaker = relation.speaker or Speaker(None)
    spans = (*relation.content, *relation.cue, *relation.source)
    whole = CharSpan(min(span.start for span in spans), max(span.end for span in spans))
    start, end = article.locate(whole)
    return csv_line(
        [
            article.path,
            article.id or "",
            relation.id,
            relation.parent or "",
            relation.kind.value,
            relation.act.value,
            relation.modality.value,
            speaker.name or "",
            speaker.kind.value,
            BETWEEN.join(speaker.titles),
            speaker.resolved_by or "",
            BETWEEN.join(candidate.name for candidate in speaker.candidates),
            BETWEEN.join(relay.name for relay in relation.reporting_sources),
            _words(article, relation.source),
            _words(article, relation.cue),
            _words(article, relation.venue),
            _words(article, relation.content),
            f"{relation.confidence:.3f}",
            relation.rule,
            start.line,
            start.column,
            end.line,
            end.column,
            whole.start,
            whole.end,
        ],
        line_end=LINE_END,
    )


def _words(article: Article, spans: Iterable[CharSpan]) -> str:
    return GAP.join(span.of(article.text) for span in spans)
