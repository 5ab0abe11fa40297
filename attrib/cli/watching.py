"""`attrib check --watch`: checks again what changes, until it is interrupted."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from attrib.cli.commands import Wanted, make_engine
from attrib.cli.guard import say
from attrib.engine import Engine
from attrib.errors import AttribError, ConfigError, RuleFilesError
from attrib.nlp import Pipeline, load_pipeline
from attrib.readers import STDIN, expand_paths
from attrib.readers.sidecars import ENDING
from attrib.settings import Desk, Holding

# Often enough that a saved story is checked at once, seldom enough that thousands of files cost nothing to speak of.
SECONDS = 0.5
CLEAR = "\x1b[2J\x1b[3J\x1b[H"

# Of each file whether it is there: when it was changed, its size, its number.
Stamp = tuple[int, int, int]


@dataclass
class Kitchen:
    """Makes engines that share their pipelines, which take seconds to load and never change."""

    def __post_init__(self) -> None:
        self._pipelines: dict[str, Pipeline] = {}

    def make(self, holding: Holding) -> Engine:
        """Return what reads as `holding` asks for."""
        plain = make_engine(holding)
        return _Warm(
            self._pipelines, model=holding.model, rules=holding.rules, words=holding.words, policy=plain.policy
        )


class _Warm(Engine):
    """An engine whose pipeline may have been loaded for another one."""

    def __init__(self, pipelines: dict[str, Pipeline], **given: object) -> None:
        super().__init__(**given)  # type: ignore[arg-type]
        self._pipelines = pipelines

    @cached_property
    def pipeline(self) -> Pipeline:
        """The pipeline of `Engine`."""
        if self.model not in self._pipelines:
            self._pipelines[self.model] = load_pipeline(self.model)
        return self._pipelines[self.model]


def watch(
    wanted: Wanted,
    check: Callable[[Wanted, Kitchen], object],
    *,
    clear: bool,
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Check the files, and again whenever one of them, a config file or a rule file changes; never returns by itself.

    `clear` tells whether the screen is emptied before each time.  A config or rule file that is broken meanwhile is
    told of, and waited for.  Raises `ConfigError` for standard input, which cannot be read twice.
    """
    if STDIN in wanted.paths:
        raise ConfigError("--watch: standard input cannot be watched", hint="name files or folders")
    kitchen = Kitchen()
    for number, seen in enumerate(_looks(wanted, sleep)):
        if clear:
            sys.stdout.write(CLEAR)
        elif number:
            sys.stdout.write("\n")
        sys.stdout.flush()
        # What a file said before must not be believed: everything is found anew.
        fresh = Desk(type(wanted.desk.finder)(wanted.desk.finder.given, wanted.desk.finder.isolated), wanted.desk.flags)
        try:
            check(replace(wanted, desk=fresh), kitchen)
        except RuleFilesError as error:
            for fault in error.faults:
                say(str(fault))
        except AttribError as error:
            say(str(error))
        files = sum(1 for path in seen if not path.endswith(ENDING))
        say(f"{time.strftime('%H:%M:%S')}, watching {files} {'file' if files == 1 else 'files'}; Ctrl-C ends")


def _looks(wanted: Wanted, sleep: Callable[[float], None]) -> Iterator[dict[str, Stamp]]:
    """Yield the files with their stamps, at once and whenever there is a difference."""
    last: dict[str, Stamp] | None = None
    while True:
        seen = _stamps(wanted)
        if seen != last:
            yield seen
            last = seen
        sleep(SECONDS)


def _stamps(wanted: Wanted) -> dict[str, Stamp]:
    """Return the stamps of all files that a check depends on."""
    articles = [path for path in expand_paths(wanted.paths).paths if path != STDIN]
    named = [*articles, *(path + ENDING for path in articles)]
    folders = {str(Path(os.path.abspath(path)).parent) for path in articles}  # noqa: PTH100 - links stay links
    for folder in folders:
        named.extend(str(Path(above, name)) for above in _upward(folder) for name in _CONFIG_NAMES)
    if wanted.desk.finder.given is not None:
        named.append(str(wanted.desk.finder.given))
    if wanted.desk.flags.baseline is not None:
        named.append(str(wanted.desk.flags.baseline))
    for rules in wanted.desk.flags.rules:
        named.extend(str(path) for path in sorted(rules.rglob("*.yaml")))
    out = {}
    for path in named:
        try:
            stat = os.stat(path)  # noqa: PTH116 - thousands of them, twice a second
        except (OSError, ValueError):
            continue
        out[path] = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
    return out


def _upward(folder: str) -> Iterator[str]:
    yield folder
    yield from map(str, Path(folder).parents)


_CONFIG_NAMES = ("attrib.toml", ".attrib.toml", "pyproject.toml", ".attrib-baseline.json")
