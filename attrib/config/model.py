"""What a config file says, each value with its place."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from attrib.config.globs import Glob
from attrib.config.schema import BY_NAME
from attrib.errors import RuleFileError


@dataclass(frozen=True, slots=True)
class Placed:
    """A value, the file it stands in, and its 1-based line there as it reads; no line where attrib is not sure."""

    value: object
    path: str
    line: int | None = None
    shown: str | None = None

    @property
    def origin(self) -> str:
        """`attrib.toml:3`."""
        return self.path if self.line is None else f"{self.path}:{self.line}"


@dataclass(frozen=True)
class Section:
    """The keys at the top of a config file, or those of one `[[overrides]]` table with its `paths`.

    `values` are those of simple keys, of the type their key asks for.  `severity` and `checks` go by codes and names
    as they were written; options are as TOML has them, for only their check knows what they must be.
    `line` is the file and line where an override begins.
    """

    values: Mapping[str, Placed] = field(default_factory=dict)
    severity: Mapping[str, Placed] = field(default_factory=dict)
    checks: Mapping[str, Mapping[str, Placed]] = field(default_factory=dict)
    paths: tuple[Glob, ...] = ()
    line: str = ""

    def texts(self, key: str) -> tuple[str, ...] | None:
        """Return the list that `key` was set to, or `None` where it was not set."""
        placed = self.values.get(key)
        return tuple(map(str, placed.value)) if placed and isinstance(placed.value, tuple) else None


@dataclass(frozen=True, eq=False)
class Config:
    """What a config file says; without a `path` the defaults hold.

    `shadowed` are files beside it that would have held if it were not there.  `faults` are those of its form: what is
    at fault sets nothing.
    """

    path: str | None = None
    folder: Path = field(default_factory=Path.cwd)
    section: Section = field(default_factory=Section)
    overrides: tuple[Section, ...] = ()
    shadowed: tuple[str, ...] = ()
    faults: tuple[RuleFileError, ...] = ()

    def value(self, key: str) -> object:
        """Return what `key` was set to, or its default.

        Raises `KeyError` where there is no such key.
        """
        placed = self.section.values.get(key)
        return placed.value if placed is not None else BY_NAME[key].default

    @property
    def rules(self) -> tuple[Path, ...]:
        """The further folders of rule files."""
        return tuple(Path(named(self.folder / folder)) for folder in self.section.texts("rules") or ())

    def excludes(self, path: str) -> bool:
        """Whether the file or folder at `path` is to be left out of a folder."""
        placed = self.section.values.get("exclude")
        globs = placed.value if placed is not None and isinstance(placed.value, tuple) else ()
        seen = self.seen_from(path)
        return any(glob.matches(seen) for glob in globs if isinstance(glob, Glob))

    def overrides_for(self, path: str) -> tuple[Section, ...]:
        """Return the override tables that hold for the article at `path`, in order."""
        seen = self.seen_from(path)
        return tuple(section for section in self.overrides if any(glob.matches(seen) for glob in section.paths))

    def seen_from(self, path: str) -> str:
        """Return `path` as seen from the config file's folder, or else from the working directory, else all of it.

        Links are not followed: a file is where it was named.
        """
        whole = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links
        for folder in (self.folder, Path.cwd()):
            if whole.is_relative_to(folder):
                return whole.relative_to(folder).as_posix()
        return whole.as_posix()


def named(path: Path) -> str:
    """Return a path as a user would type it: from the working directory where it lies below."""
    cwd = Path.cwd()
    return str(path.relative_to(cwd)) if path.is_relative_to(cwd) else str(path)
