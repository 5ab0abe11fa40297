"""What a reporter is: pieces of output asked for as the run goes on, so that a corpus need not fit in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from attrib.model import ArticleReport, Severity, Trouble


@dataclass(slots=True)
class Totals:
    """What a run has come to so far: articles read, relations, findings by severity, troubles."""

    articles: int = 0
    flagged: int = 0
    relations: int = 0
    troubles: int = 0
    findings: Counter[Severity] = field(default_factory=Counter)

    def add(self, report: ArticleReport, troubles: Sequence[Trouble] = ()) -> None:
        """Count an article that was read; suppressed findings do not count."""
        open_findings = [finding for finding in report.findings if finding.suppressed is None]
        notices = [trouble for trouble in troubles if not trouble.is_failure]
        self.articles += 1
        self.flagged += bool(open_findings or notices)
        self.relations += len(report.relations)
        self.findings.update(finding.severity for finding in open_findings)
        self.add_troubles(troubles)

    def add_troubles(self, troubles: Sequence[Trouble]) -> None:
        """Count troubles: those that are no failure count as findings do."""
        for trouble in troubles:
            if trouble.is_failure:
                self.troubles += 1
            else:
                self.findings[trouble.severity] += 1

    def at_or_above(self, threshold: Severity) -> int:
        """Return how many findings are as grave as `threshold` or graver."""
        return sum(count for severity, count in self.findings.items() if severity.rank >= threshold.rank)


class ExtractReporter(Protocol):
    """Prints the relations of one article after another; `begin` and `end` frame them."""

    def begin(self) -> str:
        """Return what stands before the first article."""

    def article(self, report: ArticleReport) -> str:
        """Return the output for one article."""

    def end(self, totals: Totals) -> str:
        """Return what stands after the last article."""


class CheckReporter(Protocol):
    """Prints the findings of one article after another; `begin` and `end` frame them."""

    def begin(self) -> str:
        """Return what stands before the first article."""

    def article(self, report: ArticleReport, troubles: Sequence[Trouble] = ()) -> str:
        """Return the output for one article; `troubles` are attrib's own with it."""

    def trouble(self, path: str, troubles: Sequence[Trouble]) -> str:
        """Return the output for a file that gave no article."""

    def end(self, totals: Totals) -> str:
        """Return what stands after the last article."""
