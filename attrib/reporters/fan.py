"""Several forms of the same results at once, and a bound on how many findings are shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from attrib.model import ArticleReport, Finding, Trouble
from attrib.reporters.base import CheckReporter, ExtractReporter, Totals


class Sink(Protocol):
    """Takes the pieces of a result in order."""

    def write(self, text: str) -> None:
        """Pass a piece on."""


class _Fan:
    """Pieces for several sinks, kept until the run writes: a piece that was made only in part is never written."""

    def __init__(self, sinks: Sequence[Sink]) -> None:
        self._sinks = sinks
        self._pending: list[list[str]] = []

    def write(self, text: str) -> None:
        """Write what is pending; `text`, what the reporter gave the run, is empty."""
        pending, self._pending = self._pending, []
        for pieces in pending:
            for sink, piece in zip(self._sinks, pieces, strict=True):
                sink.write(piece)

    def _keep(self, pieces: list[str]) -> str:
        self._pending.append(pieces)
        return ""


class CheckFan(_Fan):
    """A reporter of findings that is made of several, and what the run writes to.

    Findings after the first `most` are counted in `hidden` and not passed on; those let stand do not count.
    """

    def __init__(self, reporters: Sequence[CheckReporter], sinks: Sequence[Sink], most: int | None = None) -> None:
        super().__init__(sinks)
        self.reporters = reporters
        self.hidden = 0
        self._left = most

    def begin(self) -> str:
        """Keep what stands before the first article."""
        return self._each(lambda one: one.begin())

    def article(self, report: ArticleReport, troubles: Sequence[Trouble] = ()) -> str:
        """Keep the output for an article, as many findings of it as are still to be shown."""
        shown_troubles = self._troubles(troubles)
        findings = tuple(finding for finding in report.findings if self._passes(finding))
        shown = report if len(findings) == len(report.findings) else replace(report, findings=findings)
        return self._each(lambda one: one.article(shown, shown_troubles))

    def trouble(self, path: str, troubles: Sequence[Trouble]) -> str:
        """Keep the output for a file that gave no article."""
        shown = self._troubles(troubles)
        return self._each(lambda one: one.trouble(path, shown)) if shown else ""

    def end(self, totals: Totals) -> str:
        """Keep what stands after the last article; the counts are those of all findings."""
        return self._each(lambda one: one.end(totals))

    def _each(self, ask: Callable[[CheckReporter], str]) -> str:
        return self._keep([ask(one) for one in self.reporters])

    def _troubles(self, troubles: Sequence[Trouble]) -> list[Trouble]:
        return [trouble for trouble in troubles if trouble.is_failure or self._spend()]

    def _passes(self, finding: Finding) -> bool:
        return finding.suppressed is not None or self._spend()

    def _spend(self) -> bool:
        """Whether one finding more is to be shown."""
        if self._left is None:
            return True
        if self._left == 0:
            self.hidden += 1
            return False
        self._left -= 1
        return True


class ExtractFan(_Fan):
    """A reporter of relations that is made of several, and what the run writes to."""

    def __init__(self, reporters: Sequence[ExtractReporter], sinks: Sequence[Sink]) -> None:
        super().__init__(sinks)
        self.reporters = reporters

    def begin(self) -> str:
        """Keep what stands before the first article."""
        return self._keep([one.begin() for one in self.reporters])

    def article(self, report: ArticleReport) -> str:
        """Keep the output for an article."""
        return self._keep([one.article(report) for one in self.reporters])

    def end(self, totals: Totals) -> str:
        """Keep what stands after the last article."""
        return self._keep([one.end(totals) for one in self.reporters])
