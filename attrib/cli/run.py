"""Runs over articles one by one: what cannot be read is reported, the others go on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from attrib.checking import UNREADABLE_ARTICLE
from attrib.checking.troubles import trouble
from attrib.cli.guard import say, show_traceback, summed_up
from attrib.cli.terminal import Output, ProgressBar
from attrib.engine import Engine
from attrib.errors import ReadError
from attrib.ledger import make_ledger
from attrib.model import Article, ArticleReport, Trouble
from attrib.readers import read_articles
from attrib.reporters import CheckReporter, ExtractReporter, Totals


@dataclass(frozen=True)
class Inputs:
    """What to read: paths in order, what could not be found, and how to read."""

    paths: Sequence[str]
    errors: Sequence[ReadError] = ()
    input_format: str | None = None
    stdin_filename: str | None = None


@dataclass
class Run:
    """One pass over the inputs."""

    inputs: Inputs
    engine: Engine
    output: Output
    progress: ProgressBar
    totals: Totals = field(default_factory=Totals)

    def check(self, reporter: CheckReporter) -> Totals:
        """Check each article and print its findings; return the counts."""

        def visit(article: Article) -> str:
            report, troubles = self.engine.check(self.engine.read(article))
            self.totals.add(report, troubles)
            return reporter.article(report, troubles)

        def fail(trouble: Trouble) -> str:
            return reporter.trouble(trouble.path, [trouble])

        self.output.write(reporter.begin())
        self._each(visit, fail)
        self.output.write(reporter.end(self.totals))
        return self.totals

    def extract(self, reporter: ExtractReporter, *, min_confidence: float, ledger: bool = False) -> Totals:
        """Print the relations of each article that are at least so sure; return the counts.

        The reporter gets the `ledger` of those relations with them where it is asked for.
        """

        def visit(article: Article) -> str:
            reading = self.engine.read(article)
            kept = tuple(relation for relation in reading.relations if relation.confidence >= min_confidence)
            rows = make_ledger(article, reading.quotations, kept) if ledger else None
            report = ArticleReport(article, kept, ledger=rows)
            self.totals.add(report)
            return reporter.article(report)

        def fail(trouble: Trouble) -> str:
            with self.progress.hidden():
                say(describe(trouble))
            return ""

        self.output.write(reporter.begin())
        self._each(visit, fail)
        self.output.write(reporter.end(self.totals))
        return self.totals

    def _each(self, visit: Callable[[Article], str], fail: Callable[[Trouble], str]) -> None:
        for error in self.inputs.errors:
            self.output.write(self._result(_unreadable(error, "-"), visit, fail))
        for done, path in enumerate(self.inputs.paths):
            self.progress.step(done, path)
            for item in self._articles(path):
                self.output.write(self._result(item, visit, fail))

    def _result(self, item: Article | Trouble, visit: Callable[[Article], str], fail: Callable[[Trouble], str]) -> str:
        if isinstance(item, Article):
            try:
                return visit(item)
            except Exception as error:
                item = stopped(item.path, item.id, error)
        self.totals.troubles += 1
        return fail(item)

    def _articles(self, path: str) -> Iterator[Article | Trouble]:
        """Yield the articles at `path`, and what kept one from being read in its place."""
        try:
            for item in read_articles(
                path,
                input_format=self.inputs.input_format,
                stdin=sys.stdin.buffer if sys.stdin else None,
                stdin_filename=self.inputs.stdin_filename,
            ):
                yield item if isinstance(item, Article) else _unreadable(item, path)
        except ReadError as error:
            yield _unreadable(error, path)
        except Exception as error:
            yield stopped(path, None, error)


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
