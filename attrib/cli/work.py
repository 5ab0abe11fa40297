"""The work on one article, and who does it: this process, several others, or an earlier run whose results are kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from attrib.cli.guard import show_traceback, summed_up
from attrib.model import Article, AttributionRelation, Finding, Quotation, Trouble
from attrib.readers import STDIN

if TYPE_CHECKING:
    from attrib.cli.plan import Plan
    from attrib.cli.store import Store


class Wish(StrEnum):
    """What is wanted of an article: its relations alone, or its findings too."""

    READ = "read"
    CHECK = "check"


@dataclass(frozen=True)
class Outcome:
    """All that reading and checking an article gives; plain records, without its parse.

    What a baseline knows is not yet let stand in it.
    """

    quotations: tuple[Quotation, ...] = ()
    relations: tuple[AttributionRelation, ...] = ()
    findings: tuple[Finding, ...] = ()
    troubles: tuple[Trouble, ...] = ()


@dataclass(frozen=True)
class Failed:
    """The error of attrib's own that an article ended in, in one line."""

    summary: str


Item = Article | Trouble
Result = Outcome | Failed | None


def work_out(plan: Plan, path: str, article: Article, wish: Wish) -> Outcome | Failed:
    """Return what comes of an article of the file at `path`."""
    try:
        engine = plan.engine(path)
        reading = engine.read(article)
        if wish is Wish.READ:
            return Outcome(reading.quotations, reading.relations)
        report, troubles = engine.check(reading, plan.holdings[path].settings)
        return Outcome(reading.quotations, report.relations, report.findings, troubles)
    except Exception as error:
        show_traceback(error)
        return Failed(summed_up(error))


@dataclass
class Hands:
    """Does the work of a run: in this process, or in `jobs` others; what `store` knows is not done again."""

    plan: Plan
    wish: Wish
    jobs: int = 1
    store: Store | None = None
    kept: int = field(default=0, init=False)  # articles whose results were known

    def each(self, items: Iterator[tuple[str, Item]]) -> Iterator[tuple[str, Item, Result]]:
        """Yield the articles of files in their order, each with what comes of it; troubles pass by with `None`.

        Raises `WorkerError` where another process ends before its work is done.
        """
        if self.jobs == 1:
            for path, item in items:
                yield path, item, self._result(path, item)
            return
        from attrib.cli.workers import Workers

        with Workers(self.plan, self.wish, self.jobs) as workers:
            for (path, item), known, result in workers.each(self._looked_up(items)):
                if isinstance(result, Outcome) and not known:
                    self._keep(path, item, result)
                yield path, item, result

    def is_known(self, article: Article, path: str) -> bool:
        """Whether an earlier run has done an article's work."""
        return self.store is not None and self.store.knows(self._key(path, article))

    def _looked_up(self, items: Iterator[tuple[str, Item]]) -> Iterator[tuple[tuple[str, Item], Outcome | None]]:
        for path, item in items:
            yield (path, item), self._known(path, item)

    def _result(self, path: str, item: Item) -> Result:
        if not isinstance(item, Article):
            return None
        result: Outcome | Failed | None = self._known(path, item)
        if result is None:
            result = work_out(self.plan, path, item, self.wish)
            if isinstance(result, Outcome):
                self._keep(path, item, result)
        return result

    def _known(self, path: str, item: Item) -> Outcome | None:
        if self.store is None or not isinstance(item, Article) or path == STDIN:
            return None
        found = self.store.get(self._key(path, item), item)
        self.kept += found is not None
        return found

    def _keep(self, path: str, item: Item, outcome: Outcome) -> None:
        # A check that stopped may have stopped for a reason that is gone the next time.
        stopped = any(one.is_failure for one in outcome.troubles)
        if self.store is not None and isinstance(item, Article) and path != STDIN and not stopped:
            self.store.put(self._key(path, item), outcome)

    def _key(self, path: str, article: Article) -> str:
        assert self.store is not None
        return self.store.key(article, self.plan.holdings[path], self.wish)
