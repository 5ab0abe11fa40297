"""GitLab's code quality report: a part of the Code Climate form, one list of issues."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from typing import Any

from attrib.model import ArticleReport, Severity, Trouble
from attrib.reporters.base import Totals
from attrib.reporters.places import Repository
from attrib.reporters.rules import open_findings
from attrib.reporters.streams import JsonList

SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}
# An article that was not checked is graver than whatever a check can find.
FAILURE = "blocker"
DIGITS = 32


class GitlabCheck:
    """`attrib check --format gitlab`: an artifact of `reports: codequality`."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._issues = JsonList()
        self._seen: Counter[tuple[str, ...]] = Counter()

    def begin(self) -> str:
        """Return the start of the list."""
        return "["

    def article(self, report: ArticleReport, troubles: Sequence[Trouble] = ()) -> str:
        """Return an issue for each finding that is not let stand."""
        article = report.article
        path = self._repository.path(article.path)
        out = [self.trouble(article.path, troubles)]
        for finding in open_findings(report.findings):
            start, end = article.locate(finding.span)
            place = {
                "begin": {"line": start.line, "column": start.column},
                "end": {"line": end.line, "column": end.column},
            }
            same = (path, article.id or "", finding.code, finding.fingerprint or finding.message)
            out.append(
                self._issues.item(
                    {
                        "type": "issue",
                        "check_name": f"{finding.code} {finding.name}",
                        "description": finding.message,
                        "categories": ["Style"],
                        "severity": SEVERITIES[finding.severity],
                        "fingerprint": self._fingerprint(same),
                        "location": {"path": path, "positions": place},
                    }
                )
            )
        return "".join(out)

    def trouble(self, path: str, troubles: Sequence[Trouble]) -> str:
        """Return an issue for each trouble of a file; where it has no line, on the first."""
        return "".join(self._issues.item(self._trouble(trouble)) for trouble in troubles)

    def end(self, totals: Totals) -> str:
        """Return the end of the list."""
        return self._issues.close() + "\n"

    def _trouble(self, trouble: Trouble) -> dict[str, Any]:
        path = self._repository.path(trouble.path)
        return {
            "type": "issue",
            "check_name": f"{trouble.code} {trouble.name}",
            "description": trouble.message,
            "categories": ["Style"],
            "severity": FAILURE if trouble.is_failure else SEVERITIES[trouble.severity],
            "fingerprint": self._fingerprint((path, "", trouble.code, trouble.message)),
            "location": {"path": path, "lines": {"begin": trouble.line or 1}},
        }

    def _fingerprint(self, same: tuple[str, ...]) -> str:
        """Return what an issue is known by: GitLab shows one of several that share it, so each gets its own."""
        self._seen[same] += 1
        parts = "\x1f".join([*same, str(self._seen[same])])
        return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]
