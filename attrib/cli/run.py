"""Runs over articles one by one: what cannot be read is reported, the others go on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from attrib.checking import UNREADABLE_ARTICLE
from attrib.checking.troubles import trouble
from attrib.cli.guard import say, show_traceback, summed_up
from attrib.cli.plan import Plan
from attrib.cli.terminal import Output, ProgressBar
from attrib.errors import ReadError
from attrib.ledger import make_ledger
from attrib.model import Article, ArticleReport, Severity, Trouble
from attrib.readers import read_articles
from attrib.reporters import CheckReporter, ExtractReporter, Totals
from attrib.settings import Holding

NEVER = "never"


@dataclass
class Run:
    """One pass over the files of a plan; `failing` findings are as grave as what ends in exit code 1."""

    plan: Plan
    output: Output
    progress: ProgressBar
    totals: Totals = field(default_factory=Totals)
    failing: int = 0

    def check(self, reporter: CheckReporter) -> None:
        """Check each article and print its findings."""

        def visit(article: Article, path: str) -> str:
            engine, holding = self.plan.engine(path), self.plan.holdings[path]
            baseline = self.plan.baseline(holding)
            report, troubles = engine.check(engine.read(article), holding.settings, baseline=baseline)
            self.totals.add(report, troubles)
            self.failing += failing(report, troubles, holding.fail_on)
            own = [one for one in troubles if one.path == article.path]
            others = [one for one in troubles if one.path != article.path]  # those of its sidecar
            return reporter.article(report, own) + fail(others)

        def fail(troubles: Sequence[Trouble]) -> str:
            return "".join(reporter.trouble(path, group) for path, group in _by_path(troubles))

        self.output.write(reporter.begin())
        self._each(visit, fail)
        for holding, troubles in self.plan.stale():
            self.totals.add_troubles(troubles)
            self.failing += failing(None, troubles, holding.fail_on)
            self.output.write(fail(troubles))
        self.output.write(reporter.end(self.totals))

    def collect(self, take: Callable[[ArticleReport, Sequence[Trouble], Holding], None]) -> set[str]:
        """Give the findings of each article to `take`; return the files of which not all could be read.

        Nothing is printed but what kept an article or a check from being read or run.
        """
        failed: set[str] = set()

        def visit(article: Article, path: str) -> str:
            engine, holding = self.plan.engine(path), self.plan.holdings[path]
            report, troubles = engine.check(engine.read(article), holding.settings)
            self.totals.add(report, troubles)
            take(report, troubles, holding)
            return complain([one for one in troubles if one.is_failure])

        def fail(troubles: Sequence[Trouble]) -> str:
            failed.update(one.path for one in troubles)
            return complain(troubles)

        def complain(troubles: Sequence[Trouble]) -> str:
            with self.progress.hidden():
                for one in troubles:
                    say(describe(one))
            return ""

        self._each(visit, fail)
        return failed

    def extract(self, reporter: ExtractReporter, *, ledger: bool = False) -> None:
        """Print the relations of each article that are as sure as its settings ask.

        The reporter gets the `ledger` of those relations with them where it is asked for.
        """

        def visit(article: Article, path: str) -> str:
            floor = self.plan.holdings[path].min_confidence
            reading = self.plan.engine(path).read(article)
            kept = tuple(relation for relation in reading.relations if relation.confidence >= floor)
            rows = make_ledger(article, reading.quotations, kept) if ledger else None
            report = ArticleReport(article, kept, ledger=rows)
            self.totals.add(report)
            return reporter.article(report)

        def fail(troubles: Sequence[Trouble]) -> str:
            with self.progress.hidden():
                for one in troubles:
                    say(describe(one))
            return ""

        self.output.write(reporter.begin())
        self._each(visit, fail)
        self.output.write(reporter.end(self.totals))

    def _each(self, visit: Callable[[Article, str], str], fail: Callable[[Sequence[Trouble]], str]) -> None:
        for broken in self.plan.broken:
            self.totals.troubles += len(broken.troubles)
            self.output.write(fail(broken.troubles))
        for error in self.plan.errors:
            self.output.write(self._result(_unreadable(error, "-"), "-", visit, fail))
        for done, path in enumerate(self.plan.paths):
            self.progress.step(done, path)
            for item in self._articles(path):
                self.output.write(self._result(item, path, visit, fail))

    def _result(
        self,
        item: Article | Trouble,
        path: str,
        visit: Callable[[Article, str], str],
        fail: Callable[[Sequence[Trouble]], str],
    ) -> str:
        if isinstance(item, Article):
            try:
                return visit(item, path)
            except Exception as error:
                item = stopped(item.path, item.id, error)
        self.totals.troubles += 1
        return fail([item])

    def _articles(self, path: str) -> Iterator[Article | Trouble]:
        """Yield the articles at `path`, and what kept one from being read in its place."""
        try:
            for item in read_articles(
                path,
                input_format=self.plan.holdings[path].text("input-format"),
                stdin=sys.stdin.buffer if sys.stdin else None,
                stdin_filename=self.plan.stdin_filename,
            ):
                yield item if isinstance(item, Article) else _unreadable(item, path)
        except ReadError as error:
            yield _unreadable(error, path)
        except Exception as error:
            yield stopped(path, None, error)


def failing(report: ArticleReport | None, troubles: Sequence[Trouble], fail_on: str) -> int:
    """Return how many findings of an article end in exit code 1; suppressed ones do not."""
    if fail_on == NEVER:
        return 0
    rank = Severity(fail_on).rank
    findings = report.findings if report is not None else ()
    severities = [finding.severity for finding in findings if finding.suppressed is None]
    severities.extend(one.severity for one in troubles if not one.is_failure)
    return sum(severity.rank >= rank for severity in severities)


def _by_path(troubles: Sequence[Trouble]) -> list[tuple[str, list[Trouble]]]:
    out: dict[str, list[Trouble]] = {}
    for one in troubles:
        out.setdefault(one.path, []).append(one)
    return list(out.items())


def _unreadable(error: ReadError, path: str) -> Trouble:
    hint = f" ({error.hint})" if error.hint else ""
    return trouble(UNREADABLE_ARTICLE, f"{error.message}{hint}", path=error.path or path, line=error.line)


def stopped(path: str, record: str | None, error: Exception) -> Trouble:
    """Return the finding for an article on which attrib itself failed; print the traceback for developers only."""
    show_traceback(error)
    which = f"record {record}: " if record is not None else ""
    message = f"{which}attrib stopped here with an error of its own ({summed_up(error)}). Please report it."
    return trouble(UNREADABLE_ARTICLE, message, path=path)


def describe(trouble: Trouble) -> str:
    """Return a trouble on one line: place, code, message."""
    place = trouble.path if trouble.line is None else f"{trouble.path}:{trouble.line}"
    return f"{place}: {trouble.code} {trouble.message}"
