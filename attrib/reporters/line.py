"""One line a finding, in the form compilers made common: editors and terminals open the place from it."""

from __future__ import annotations

from collections.abc import Sequence

from attrib.model import ArticleReport, Trouble
from attrib.reporters.base import Totals
from attrib.reporters.rules import open_findings
from attrib.reporters.terminal import one_line, printable


class LineCheck:
    """`attrib check --format line`: `PATH:LINE:COLUMN: SEVERITY: MESSAGE [CODE NAME]`."""

    def begin(self) -> str:
        """Return nothing: lines need no frame."""
        return ""

    def article(self, report: ArticleReport, troubles: Sequence[Trouble] = ()) -> str:
        """Return a line for each finding that is not let stand."""
        article = report.article
        lines = [_trouble_line(trouble, article.path) for trouble in troubles]
        for finding in open_findings(report.findings):
            start, _ = article.locate(finding.span)
            place = f"{article.path}:{start.line}:{start.column}"
            lines.append(_line(place, finding.severity.value, finding.message, finding.code, finding.name))
        return "".join(lines)

    def trouble(self, path: str, troubles: Sequence[Trouble]) -> str:
        """Return a line for each trouble of a file that gave no article."""
        return "".join(_trouble_line(trouble, path) for trouble in troubles)

    def end(self, totals: Totals) -> str:
        """Return nothing: lines need no frame."""
        return ""


def _trouble_line(trouble: Trouble, path: str) -> str:
    place = path
    if trouble.line is not None:
        place += f":{trouble.line}"
        if trouble.column is not None:
            place += f":{trouble.column}"
    return _line(place, trouble.severity.value, trouble.message, trouble.code, trouble.name)


def _line(place: str, severity: str, message: str, code: str, name: str) -> str:
    return f"{printable(place)}: {severity}: {one_line(message)} [{code} {name}]\n"
