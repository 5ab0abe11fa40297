"""Runs over articles one by one: what cannot be read is reported, the others go on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from attrib.checking import UNREADABLE_ARTICLE
from attrib.checking.settling import let_stand
from attrib.checking.troubles import trouble
from attrib.cli.changes import Changes
from attrib.cli.guard import say, show_traceback, summed_up
from attrib.cli.plan import Plan
from attrib.cli.terminal import Output, ProgressBar
from attrib.cli.work import Failed, Hands, Item, Outcome, Result, Wish
from attrib.errors import ReadError
from attrib.ledger import make_ledger
from attrib.model import Article, ArticleReport, Quotation, Severity, Trouble
from attrib.readers import read_articles
from attrib.reporters import CheckReporter, ExtractReporter, Totals
from attrib.settings import Holding

NEVER = "never"

Visit = Callable[[Article, str, Outcome], str]


@dataclass
class Run:
    """One pass over the files of a plan; `failing` findings are as grave as what ends in exit code 1.

    `hands` do the work, this process unless set; of findings only those count that `changes` has a line of.
    """

    plan: Plan
    output: Output
    progress: ProgressBar
    hands: Hands | None = None
    changes: Changes | None = None
    totals: Totals = field(default_factory=Totals)
    failing: int = 0

    def check(self, reporter: CheckReporter, *, whole: bool = False) -> None:
        """Check each article and print its findings.

        Where it is asked for the `whole` of what was read, the reporter gets the quotation marks and the ledger too,
        and only relations as sure as the settings ask.
        """

        def visit(article: Article, path: str, outcome: Outcome) -> str:
            holding = self.plan.holdings[path]
            report, troubles = self._settled(article, holding, outcome)
            if whole:
                report = with_ledger(report, outcome.quotations, holding.min_confidence)
            self.totals.add(report, troubles)
            self.failing += failing(report, troubles, holding.fail_on)
            own = [one for one in troubles if one.path == article.path]
            others = [one for one in troubles if one.path != article.path]  # those of its sidecar
            return reporter.article(report, own) + fail(others)

        def fail(troubles: Sequence[Trouble]) -> str:
            return "".join(reporter.trouble(path, group) for path, group in _by_path(troubles))

        self.output.write(reporter.begin())
        self._each(Wish.CHECK, visit, fail)
        for holding, troubles in self.plan.stale() if self.changes is None else ():
            self.totals.add_troubles(troubles)
            self.failing += failing(None, troubles, holding.fail_on)
            self.output.write(fail(troubles))
        self.output.write(reporter.end(self.totals))

    def collect(self, take: Callable[[ArticleReport, Sequence[Trouble], Holding], None]) -> set[str]:
        """Give the findings of each article to `take`; return the files of which not all could be read.

        Nothing is printed but what kept an article or a check from being read or run.
        """
        failed: set[str] = set()

        def visit(article: Article, path: str, outcome: Outcome) -> str:
            report = ArticleReport(article, outcome.relations, outcome.findings)
            self.totals.add(report, outcome.troubles)
            take(report, outcome.troubles, self.plan.holdings[path])
            return complain([one for one in outcome.troubles if one.is_failure])

        def fail(troubles: Sequence[Trouble]) -> str:
            failed.update(one.path for one in troubles)
            return complain(troubles)

        def complain(troubles: Sequence[Trouble]) -> str:
            with self.progress.hidden():
                for one in troubles:
                    say(describe(one))
            return ""

        self._each(Wish.CHECK, visit, fail)
        return failed

    def extract(self, reporter: ExtractReporter, *, ledger: bool = False) -> None:
        """Print the relations of each article that are as sure as its settings ask.

        The reporter gets the `ledger` of those relations with them where it is asked for.
        """

        def visit(article: Article, path: str, outcome: Outcome) -> str:
            floor = self.plan.holdings[path].min_confidence
            kept = tuple(relation for relation in outcome.relations if relation.confidence >= floor)
            rows = make_ledger(article, outcome.quotations, kept) if ledger else None
            report = ArticleReport(article, kept, ledger=rows)
            self.totals.add(report)
            return reporter.article(report)

        def fail(troubles: Sequence[Trouble]) -> str:
            with self.progress.hidden():
                for one in troubles:
                    say(describe(one))
            return ""

        self.output.write(reporter.begin())
        self._each(Wish.READ, visit, fail)
        self.output.write(reporter.end(self.totals))

    def _settled(
        self, article: Article, holding: Holding, outcome: Outcome
    ) -> tuple[ArticleReport, tuple[Trouble, ...]]:
        """Return an article's report, what the baseline knows let stand, what is on no changed line left out."""
        codes = [check.info.code for check in holding.settings.active]
        found = (outcome.findings, outcome.troubles)
        findings, troubles = let_stand(article, found, codes, holding.settings.policy, self.plan.baseline(holding))
        if self.changes is not None:
            findings = tuple(one for one in findings if self.changes.concern(article, one))
            troubles = tuple(one for one in troubles if one.is_failure or self.changes.has_line(one.path, one.line))
        return ArticleReport(article, outcome.relations, findings), troubles

    def _each(self, wish: Wish, visit: Visit, fail: Callable[[Sequence[Trouble]], str]) -> None:
        for broken in self.plan.broken:
            self.totals.troubles += len(broken.troubles)
            self.output.write(fail(broken.troubles))
        for error in self.plan.errors:
            self.output.write(self._shown("-", _unreadable(error, "-"), None, visit, fail))
        hands = self.hands or Hands(self.plan, wish)
        for path, item, result in hands.each(self._items()):
            self.output.write(self._shown(path, item, result, visit, fail))

    def _items(self) -> Iterator[tuple[str, Item]]:
        for done, path in enumerate(self.plan.paths):
            self.progress.step(done, path)
            for item in self._articles(path):
                yield path, item

    def _shown(
        self, path: str, item: Item, result: Result, visit: Visit, fail: Callable[[Sequence[Trouble]], str]
    ) -> str:
        if isinstance(item, Article):
            if isinstance(result, Outcome):
                try:
                    return visit(item, path, result)
                except Exception as error:
                    show_traceback(error)
                    result = Failed(summed_up(error))
            item = stopped(item.path, item.id, result.summary if result is not None else "")
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
            show_traceback(error)
            yield stopped(path, None, summed_up(error))


def with_ledger(report: ArticleReport, quotations: tuple[Quotation, ...], floor: float) -> ArticleReport:
    """Return the report with the marks, the relations of at least the confidence `floor`, and the ledger of those."""
    kept = tuple(relation for relation in report.relations if relation.confidence >= floor)
    ledger = make_ledger(report.article, quotations, kept)
    return replace(report, relations=kept, quotations=quotations, ledger=ledger)


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


def stopped(path: str, record: str | None, summary: str) -> Trouble:
    """Return the finding for an article on which attrib itself failed, `summary` its error in one line."""
    which = f"record {record}: " if record is not None else ""
    message = f"{which}attrib stopped here with an error of its own ({summary}). Please report it."
    return trouble(UNREADABLE_ARTICLE, message, path=path)


def describe(trouble: Trouble) -> str:
    """Return a trouble on one line: place, code, message."""
    place = trouble.path if trouble.line is None else f"{trouble.path}:{trouble.line}"
    return f"{place}: {trouble.code} {trouble.message}"
