"""Finds the config file that holds for an article: the nearest one, from the article's folder upwards."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from attrib.config.load import PYPROJECT, has_table, read_config
from attrib.config.model import Config, named
from attrib.errors import RuleFilesError

# Of several in one folder the first one holds, as with ruff's.
NAMES = (".attrib.toml", "attrib.toml", PYPROJECT)
STDIN = "-"


def config_files(folder: Path) -> tuple[Path, ...]:
    """Return the config files in `folder`, the one that holds first; a `pyproject.toml` only with `[tool.attrib]`.

    What is called `attrib.toml` and cannot be read counts, for it was meant to hold.  Raises `RuleFilesError` where a
    `pyproject.toml` that might have the table cannot be read, unless another file holds in its place.
    """
    found: list[Path] = []
    for name in NAMES:
        path = folder / name
        if not os.path.lexists(path):
            continue
        if name == PYPROJECT:
            if path.is_dir():
                continue
            try:
                if not has_table(named(path)):
                    continue
            except RuleFilesError:
                if found:
                    continue
                raise
        found.append(path)
    return tuple(found)


@dataclass
class ConfigFinder:
    """Gives the config of each article, reading each file once.

    `given` is the one file that holds for all (`--config`); with `isolated` none is looked for.
    """

    given: Path | None = None
    isolated: bool = False
    _by_folder: dict[Path, Config | RuleFilesError] = field(default_factory=dict)
    _by_file: dict[str, Config | RuleFilesError] = field(default_factory=dict)

    def of(self, path: str, *, stdin_filename: str | None = None) -> Config:
        """Return the config that holds for the article at `path`; the defaults where there is no file.

        Standard input goes by the folder of `stdin_filename`, or else by the working directory.  A link is where it
        was named.  The faults of its form are in the config; raises `RuleFilesError` where the file cannot be read.
        """
        if path == STDIN:
            path = stdin_filename or str(Path.cwd() / STDIN)
        return self.of_folder(Path(os.path.abspath(path)).parent)  # noqa: PTH100 - resolve() would follow links

    def of_folder(self, folder: Path) -> Config:
        """Return the config that holds for articles in `folder`; errors as `of`."""
        folder = Path(os.path.abspath(folder))  # noqa: PTH100 - as above
        if self.given is not None or self.isolated:
            found = self._load(os.fspath(self.given)) if self.given is not None else Config()
        else:
            found = self._nearest(folder)
        if isinstance(found, RuleFilesError):
            raise found
        return found

    def _nearest(self, folder: Path) -> Config | RuleFilesError:
        passed: list[Path] = []
        found: Config | RuleFilesError = Config()
        for place in (folder, *folder.parents):
            if place in self._by_folder:
                found = self._by_folder[place]
                break
            passed.append(place)
            try:
                files = config_files(place)
            except RuleFilesError as error:
                found = error
                break
            if files:
                found = self._load(named(files[0]), tuple(named(path) for path in files[1:]))
                break
        self._by_folder.update(dict.fromkeys(passed, found))
        return found

    def _load(self, path: str, shadowed: tuple[str, ...] = ()) -> Config | RuleFilesError:
        if path not in self._by_file:
            try:
                self._by_file[path] = read_config(path, shadowed=shadowed)
            except RuleFilesError as error:
                self._by_file[path] = error
        return self._by_file[path]
