"""Processes that read articles side by side; their results come back in the order of the articles.

Where the system can, they are forked once rules and pipeline are loaded, which they then share; elsewhere each loads
its own.  Only articles go to them and only results come back, through pipes that nobody else can write to.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING, Any

from attrib.cli.work import Failed, Item, Outcome, Result, Wish, work_out
from attrib.errors import AttribError
from attrib.model import Article

if TYPE_CHECKING:
    from attrib.cli.plan import Plan

# Articles that wait at each process while it works, so that it never waits for this one.
WAITING = 2
# Results kept back for their turn, in articles for each process: one long article must not idle the others.
WINDOW = 16
SECONDS_TO_END = 2.0


class WorkerError(AttribError):
    """A process that ended before its work was done."""


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def start_method() -> str:
    """Return how processes are started: forked on Linux, anew elsewhere, where a fork is not safe."""
    return "fork" if sys.platform == "linux" else "spawn"


@dataclass
class _Ticket:
    """An article on its way, in its place among the others."""

    place: tuple[str, Item]
    known: bool = False
    done: bool = False
    result: Result = None


@dataclass
class _Worker:
    process: BaseProcess
    pipe: Connection
    tickets: deque[_Ticket] = field(default_factory=deque)


class Workers:
    """Processes for the articles of `plan`; they start with the first article that needs work."""

    def __init__(self, plan: Plan, wish: Wish, number: int, method: str | None = None) -> None:
        self._plan = plan
        self._wish = wish
        self._number = number
        self._context: Any = multiprocessing.get_context(method or start_method())
        self._workers: list[_Worker] = []
        self._queue: deque[_Ticket] = deque()

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self._end(quickly=kind is not None)

    def each(
        self, items: Iterable[tuple[tuple[str, Item], Outcome | None]]
    ) -> Iterator[tuple[tuple[str, Item], bool, Result]]:
        """Yield each item in order, whether its result was known, and the result; `None` for what is no article.

        Raises `WorkerError` where a process ends before its work is done.
        """
        order: deque[_Ticket] = deque()
        for place, known in items:
            ticket = _Ticket(place, known is not None, True, known)
            if known is None and isinstance(place[1], Article):
                ticket = _Ticket(place)
                self._queue.append(ticket)
                self._hand_out()
            order.append(ticket)
            while order and (order[0].done or len(order) > self._number * WINDOW):
                yield self._next(order)
        while order:
            yield self._next(order)

    def _next(self, order: deque[_Ticket]) -> tuple[tuple[str, Item], bool, Result]:
        while not order[0].done:
            self._collect()
        ticket = order.popleft()
        return ticket.place, ticket.known, ticket.result

    def _hand_out(self) -> None:
        """Give waiting articles to processes that have room."""
        if not self._workers:
            self._start()
        self._collect(block=False)
        for worker in sorted(self._workers, key=lambda one: len(one.tickets)):
            while self._queue and len(worker.tickets) < WAITING:
                ticket = self._queue.popleft()
                path, article = ticket.place
                assert isinstance(article, Article)
                try:
                    worker.pipe.send((path, replace(article, meta=dict(article.meta))))
                except OSError as error:
                    raise _ended(worker) from error
                worker.tickets.append(ticket)

    def _collect(self, *, block: bool = True) -> None:
        """Take what results there are, waiting for one where `block`."""
        ready = set(wait([worker.pipe for worker in self._workers], None if block else 0))
        for worker in self._workers:
            if worker.pipe not in ready:
                continue
            try:
                result = worker.pipe.recv()
            except (EOFError, OSError) as error:
                raise _ended(worker) from error
            if not isinstance(result, (Outcome, Failed)):
                raise WorkerError(str(result), hint="try without --jobs")
            ticket = worker.tickets.popleft()
            ticket.result, ticket.done = result, True
        if block:
            self._hand_out()

    def _start(self) -> None:
        forked = self._context.get_start_method() == "fork"
        for _ in range(self._number):
            ours, theirs = self._context.Pipe()
            others = [worker.pipe for worker in self._workers] if forked else []
            given = self._plan if forked else self._plan.seed()
            process = self._context.Process(
                target=_serve, args=(theirs, given, self._wish, [*others, ours] if forked else []), daemon=True
            )
            process.start()
            theirs.close()
            self._workers.append(_Worker(process, ours))

    def _end(self, *, quickly: bool) -> None:
        for worker in self._workers:
            if quickly:
                worker.process.terminate()
            worker.pipe.close()  # which ends the others in their own time
        for worker in self._workers:
            worker.process.join(SECONDS_TO_END)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
        self._workers = []


def _ended(worker: _Worker) -> WorkerError:
    worker.process.join(SECONDS_TO_END)
    code = worker.process.exitcode
    how = f"was ended by signal {-code}" if code is not None and code < 0 else f"ended with code {code}"
    hint = "each process needs some 400 MB of memory; try fewer --jobs"
    return WorkerError(f"a process that reads articles {how}", hint=hint)


def _serve(pipe: Connection, given: Any, wish: Wish, others: list[Connection]) -> None:
    """Work on articles until there are no more; `given` is the plan, or the seed of one."""
    from attrib.cli.plan import Plan

    # An interrupt reaches the whole group; the process that started this one tells it to end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for other in others:
        other.close()  # or this process would keep those of its brothers open
    with contextlib.suppress(EOFError, OSError):
        try:
            plan = given if isinstance(given, Plan) else given.grow()
        except AttribError as error:
            pipe.send(str(error))
            return
        while True:
            path, article = pipe.recv()
            pipe.send(work_out(plan, path, article, wish))
