"""What the user named on the command line, made into files: folders, glob patterns, standard input."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from attrib.errors import ReadError
from attrib.readers.formats import has_known_extension, is_article
from attrib.readers.opening import cannot_open
from attrib.readers.sidecars import is_sidecar

STDIN = "-"
# Folders that hold other people's files; hidden ones are left out as well.
JUNK_FOLDERS = frozenset(
    {"__pycache__", "__pypackages__", "bower_components", "node_modules", "site-packages", "venv", "virtualenv"}
)


Exclude = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Expansion:
    """The files to read, in order and each once; what could not be found; what was empty."""

    paths: tuple[str, ...] = ()
    errors: tuple[ReadError, ...] = ()
    warnings: tuple[str, ...] = ()


def expand_paths(paths: Sequence[str], *, exclude: Exclude | None = None) -> Expansion:
    """Return the files that `paths` stand for.

    A path is a file (whatever its extension), a folder (searched to the bottom for extensions attrib reads, hidden
    and junk folders left out, in sorted order), a glob pattern, or `-`.  One that does not exist, or a pattern that
    matches no article, is among `errors` and the others still count; a folder without articles is a warning.

    Files and folders that `exclude` says yes to are left out, unless one of `paths` is their very name.
    """
    found: dict[str, str] = {}
    errors: list[ReadError] = []
    warnings: list[str] = []
    for path in paths:
        for item in _expand(path, warnings, exclude or _none):
            if isinstance(item, ReadError):
                errors.append(item)
            else:
                found.setdefault(_identity(item), item)
    return Expansion(tuple(found.values()), tuple(errors), tuple(warnings))


def _none(path: str) -> bool:
    return False


def _identity(path: str) -> str:
    """Return what two names of one file share."""
    return path if path == STDIN else os.path.normcase(os.path.abspath(path))  # noqa: PTH100 - keeps symbolic links apart


def _expand(path: str, warnings: list[str], exclude: Exclude) -> Iterator[str | ReadError]:
    if path == STDIN:
        yield path
        return
    try:
        is_folder = _is_folder(path)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        yield from _missing(path, exclude)
    except OSError as error:
        yield cannot_open(path, error)
    else:
        if not is_folder:
            if is_sidecar(path):  # named by a shell's `stories/*`
                warnings.append(f"{path}: left out, for it is the sidecar of an article")
            else:
                yield path
            return
        empty = True
        for item in _walk(path, exclude):
            empty = False
            yield item
        if empty:
            warnings.append(f"{path}: no articles in this folder")


def _is_folder(path: str) -> bool:
    """Return whether `path` is a folder; raises `OSError` where it does not exist or may not be looked at."""
    if not path:
        raise FileNotFoundError(path)
    Path(path).stat()
    return Path(path).is_dir()


def _missing(path: str, exclude: Exclude) -> Iterator[str | ReadError]:
    """Yield what a path that does not exist matches as a pattern, or the error."""
    if not glob.has_magic(path):
        yield ReadError(
            "no such file or folder", path=path or "''", hint="check the spelling, and the folder you are in"
        )
        return
    matched = False
    for match in sorted(glob.glob(path, recursive=True)):  # noqa: PTH207 - `**` and absolute patterns in one call
        if Path(match).is_dir():
            # `stories/**` names the files below by itself; `stories/*` names folders to look into.
            items: Iterator[str | ReadError] = iter(()) if "**" in path else _walk(match, exclude)
        else:
            items = iter([match] if is_article(match) or _spells_extension(path, match) else [])
        for item in items:
            if isinstance(item, str) and exclude(item):
                continue
            matched = True
            yield item
    if not matched:
        yield ReadError("no article matches this pattern", path=path)


def _spells_extension(pattern: str, match: str) -> bool:
    """Whether `pattern` itself asks for the extension of `match`, as `*.wire` does."""
    extension = Path(pattern).suffix
    return bool(extension) and not glob.has_magic(extension) and match.endswith(extension)


def _walk(folder: str, exclude: Exclude) -> Iterator[str | ReadError]:
    """Yield the articles below `folder`, sorted; links to folders are not followed, for they may lead in circles."""
    faults: list[OSError] = []
    for root, folders, files in os.walk(folder, onerror=faults.append):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in JUNK_FOLDERS)
        folders[:] = [name for name in folders if not exclude(str(Path(root) / name))]
        for name in sorted(files):
            if name.startswith(".") or not has_known_extension(name) or exclude(str(Path(root) / name)):
                continue
            if is_article(str(Path(root) / name)):
                yield str(Path(root) / name)
    for fault in faults:
        yield cannot_open(str(fault.filename or folder), fault)
