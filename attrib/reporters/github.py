"""GitHub Actions: workflow commands, which become annotations, and a summary of the step in Markdown.

A step shows ten annotations of each severity, so what is graver comes first; the summary has more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from attrib.model import ArticleReport, Severity, Trouble
from attrib.reporters.base import Totals
from attrib.reporters.places import STDIN, Repository
from attrib.reporters.rules import open_findings
from attrib.reporters.terminal import one_line
from attrib.reporters.text import summary

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
# GitHub takes a megabyte of summary a step; a reader takes less.
MOST_ROWS = 200
LONGEST_MESSAGE = 400
_MARKUP = re.compile(r"([\\`*_{}\[\]()#+!|~@-])")


@dataclass(frozen=True, slots=True)
class _Note:
    """One annotation to be; `columns` only where it stands on one line."""

    severity: Severity
    path: str
    code: str
    name: str
    message: str
    line: int | None = None
    end_line: int | None = None
    column: int | None = None
    end_column: int | None = None

    @property
    def title(self) -> str:
        """Code and name."""
        return f"{self.code} {self.name}"


class GithubCheck:
    """`attrib check --format github`: one workflow command a finding, the gravest first, when all has been read."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._notes: list[_Note] = []
        self._totals = Totals()

    def begin(self) -> str:
        """Return nothing: what is graver comes first, and may be found last."""
        return ""

    def article(self, report: ArticleReport, troubles: Sequence[Trouble] = ()) -> str:
        """Keep the findings that are not let stand."""
        article = report.article
        self.trouble(article.path, troubles)
        path = self._path(article.path)
        for finding in open_findings(report.findings):
            start, end = article.locate(finding.span)
            one_row = start.line == end.line
            self._notes.append(
                _Note(
                    finding.severity,
                    path,
                    finding.code,
                    finding.name,
                    finding.message,
                    line=start.line,
                    end_line=end.line,
                    column=start.column if one_row else None,
                    end_column=end.column if one_row else None,
                )
            )
        return ""

    def trouble(self, path: str, troubles: Sequence[Trouble]) -> str:
        """Keep the troubles of a file."""
        for one in troubles:
            seen = self._path(one.path)
            note = _Note(one.severity, seen, one.code, one.name, one.message, one.line, one.line, one.column)
            self._notes.append(note)
        return ""

    def end(self, totals: Totals) -> str:
        """Return the workflow commands."""
        self._totals = totals
        self._notes.sort(key=lambda note: -note.severity.rank)
        return "".join(_command(note) for note in self._notes)

    def step_summary(self) -> str:
        """Return the summary of the step, in Markdown; it is complete once `end` was called."""
        lines = ["## attrib", "", _markdown(summary(self._totals)), ""]
        if self._notes:
            lines += ["| | place | check | what was seen |", "|---|---|---|---|"]
            lines += [_row(note) for note in self._notes[:MOST_ROWS]]
            more = len(self._notes) - MOST_ROWS
            if more > 0:
                lines += ["", f"{more:,} more are not listed here."]
            lines.append("")
        return "\n".join(lines)

    def _path(self, path: str) -> str:
        return path if path == STDIN else self._repository.path(path)


def _command(note: _Note) -> str:
    properties: dict[str, object] = {"title": note.title}
    if note.path != STDIN:
        properties = {"file": note.path, "line": note.line, "endLine": note.end_line, **properties}
        properties |= {"col": note.column, "endColumn": note.end_column}
    said = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items() if value is not None)
    return f"::{COMMANDS[note.severity]} {said}::{_data(one_line(note.message))}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _row(note: _Note) -> str:
    place = note.path if note.line is None else f"{note.path}:{note.line}"
    message = one_line(note.message)
    if len(message) > LONGEST_MESSAGE:
        message = message[:LONGEST_MESSAGE].rstrip() + " …"
    return f"| {note.severity.value} | {_markdown(place)} | {_markdown(note.title)} | {_markdown(message)} |"


def _markdown(text: str) -> str:
    """Return `text` so that Markdown and HTML show it as it is."""
    whole = one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKUP.sub(r"\\\1", whole)
