"""How a run goes about its work: with how many processes, with which cache, over which part of the files."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from attrib.cli.changes import Changes, changes_since
from attrib.cli.guard import say
from attrib.errors import ConfigError
from attrib.readers import STDIN

if TYPE_CHECKING:
    from attrib.cli.plan import Plan
    from attrib.cli.store import Store
    from attrib.settings import Desk


@dataclass(frozen=True)
class Means:
    """How a run goes about its work.

    `jobs` is the number of processes, 0 for one a processor; `cache` the folder of results, `None` for that of the
    project; without `caching` there is none.  `since` is the revision of git's whose changes alone are told of.
    """

    jobs: int = 1
    cache: Path | None = None
    caching: bool = True
    since: str | None = None
    verbose: bool = False

    @property
    def processes(self) -> int:
        """How many processes read articles."""
        from attrib.cli.workers import processors

        return self.jobs or processors()

    @contextlib.contextmanager
    def store(self, desk: Desk) -> Iterator[Store | None]:
        """Give the results that are kept, `None` where none are."""
        if not self.caching:
            yield None
            return
        from attrib.cli.store import Store

        store = Store(self.cache or cache_folder(desk), self.note)
        try:
            yield store
        finally:
            store.close()

    def note(self, message: str) -> None:
        """Tell what is of use only to those who ask."""
        if self.verbose:
            say(message)

    def changes(self, plan: Plan) -> Changes | None:
        """Return what has changed, the plan left with the files that have; `None` where all of it is wanted.

        Raises `ConfigError` as `changes_since`, and for standard input, which no revision knows.
        """
        if self.since is None:
            return None
        if STDIN in plan.paths:
            raise ConfigError("--diff: standard input is in no repository", hint="name the file")
        changes = changes_since(self.since, plan.paths)
        plan.keep([path for path in plan.paths if changes.has_file(path)])
        return changes


def cache_folder(desk: Desk) -> Path:
    """Return the folder that results are kept in: beside the project's config file, or in the working directory."""
    from attrib.cli.store import DEFAULT_FOLDER
    from attrib.errors import RuleFilesError

    try:
        config = desk.finder.of_folder(Path())
    except RuleFilesError:  # told of where the articles are read
        return Path(DEFAULT_FOLDER)
    return (config.folder if config.path is not None else Path()) / DEFAULT_FOLDER
