"""reviewdog's diagnostic format: comments on the lines of a pull or merge request, wherever reviewdog runs.

Columns count bytes of UTF-8, whatever the encoding of the file, and ends are exclusive.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrib.model import Article, ArticleReport, CharSpan, Finding, Severity, Trouble
from attrib.reporters.base import Totals
from attrib.reporters.places import utf8_column
from attrib.reporters.rules import open_findings
from attrib.reporters.streams import JsonList, dump

SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.NOTE: "INFO"}
SOURCE = {"name": "attrib"}

Form = dict[str, Any]


class RdjsonCheck:
    """`attrib check --format rdjson`: one object, its findings under `diagnostics`."""

    def __init__(self) -> None:
        self._rows = JsonList()

    def begin(self) -> str:
        """Return the object's start."""
        return f'{{"source": {dump(SOURCE)}, "diagnostics": ['

    def article(self, report: ArticleReport, troubles: Sequence[Trouble] = ()) -> str:
        """Return a diagnostic for each finding that is not let stand."""
        return "".join(self._rows.item(form) for form in _diagnostics(report, troubles))

    def trouble(self, path: str, troubles: Sequence[Trouble]) -> str:
        """Return a diagnostic for each trouble of a file that gave no article."""
        return "".join(self._rows.item(_trouble(trouble)) for trouble in troubles)

    def end(self, totals: Totals) -> str:
        """Return the object's end."""
        return f"{self._rows.close()}}}\n"


class RdjsonlCheck:
    """`attrib check --format rdjsonl`: one diagnostic a line."""

    def begin(self) -> str:
        """Return nothing: lines need no frame."""
        return ""

    def article(self, report: ArticleReport, troubles: Sequence[Trouble] = ()) -> str:
        """Return a line for each finding that is not let stand."""
        return "".join(_line(form) for form in _diagnostics(report, troubles))

    def trouble(self, path: str, troubles: Sequence[Trouble]) -> str:
        """Return a line for each trouble of a file that gave no article."""
        return "".join(_line(_trouble(trouble)) for trouble in troubles)

    def end(self, totals: Totals) -> str:
        """Return nothing: lines need no frame."""
        return ""


def _line(form: Form) -> str:
    return dump({**form, "source": SOURCE}) + "\n"


def _diagnostics(report: ArticleReport, troubles: Sequence[Trouble]) -> list[Form]:
    findings = open_findings(report.findings)
    return [*(_trouble(trouble) for trouble in troubles), *(_finding(report.article, one) for one in findings)]


def _finding(article: Article, finding: Finding) -> Form:
    form: Form = {
        "message": finding.message,
        "location": _location(article, finding.span),
        "severity": SEVERITIES[finding.severity],
        "code": {"value": f"{finding.code} {finding.name}"},
    }
    if finding.related:
        form["related_locations"] = [
            {"message": related.message, "location": _location(article, related.span)} for related in finding.related
        ]
    return form


def _trouble(trouble: Trouble) -> Form:
    location: Form = {"path": trouble.path}
    if trouble.line is not None:
        # The column of a trouble counts characters, and there may be no text to count bytes in.
        location["range"] = {"start": {"line": trouble.line}}
    return {
        "message": trouble.message,
        "location": location,
        "severity": SEVERITIES[trouble.severity],
        "code": {"value": f"{trouble.code} {trouble.name}"},
    }


def _location(article: Article, span: CharSpan) -> Form:
    raw = article.source_map.to_raw(span)
    ends = []
    for offset in (raw.start, raw.end):
        position = article.position(offset)
        ends.append({"line": position.line, "column": utf8_column(article, position, offset)})
    return {"path": article.path, "range": {"start": ends[0], "end": ends[1]}}
