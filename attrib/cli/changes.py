"""Which lines of the user's files have changed since a revision of git's."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from attrib.errors import ConfigError
from attrib.model import Article, CharSpan, Finding
from attrib.readers import STDIN

SECONDS = 60
_HUNK = re.compile(rb"@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@")
# Git without what a repository or a user may have set: no pager, no programs that show or convert files.
_GIT = ("git", "-c", "core.quotePath=false", "-c", "core.fsmonitor=false", "-c", "diff.renames=true", "--no-pager")
_DIFF = ("diff", "--unified=0", "--no-color", "--no-ext-diff", "--no-textconv", "--find-renames", "--relative")


@dataclass(frozen=True)
class Changes:
    """The changed lines of each file, by its whole path; `None` for a file that is new or has no lines to compare."""

    lines: dict[str, tuple[range, ...] | None] = field(default_factory=dict)

    def has_file(self, path: str) -> bool:
        """Whether anything in the file has changed."""
        return _whole(path) in self.lines

    def has_line(self, path: str, line: int | None) -> bool:
        """Whether a line of the file has changed; without a line whether anything in it has."""
        return self.has_file(path) if line is None else self._has_lines(path, line, line)

    def concern(self, article: Article, finding: Finding) -> bool:
        """Whether a place that the finding speaks of lies, at least in part, on a changed line."""
        spans: Sequence[CharSpan] = (finding.span, *(related.span for related in finding.related))
        for span in spans:
            start, end = article.locate(span)
            if self._has_lines(article.path, start.line, end.line):
                return True
        return False

    def _has_lines(self, path: str, first: int, last: int) -> bool:
        ranges = self.lines.get(_whole(path), ())
        return ranges is None or any(one.start <= last and first < one.stop for one in ranges)


def changes_since(revision: str, paths: Iterable[str]) -> Changes:
    """Return what has changed since `revision` in the repositories that `paths` lie in, staged or not.

    A renamed file has the lines that differ from the one it was, a file that git does not know is new as a whole.
    Raises `ConfigError` where git is not installed, a file lies in no repository, or one has no such revision.
    """
    lines: dict[str, tuple[range, ...] | None] = {}
    tops: set[str] = set()
    for folder in sorted({str(Path(_whole(path)).parent) for path in paths if path != STDIN}):
        top = _git(folder, "rev-parse", "--show-toplevel").decode("utf-8", "surrogateescape").rstrip("\n")
        if top in tops:
            continue
        tops.add(top)
        commit = _commit(top, revision)
        lines.update(_changed(top, commit))
        for name in _git(top, "ls-files", "--others", "-z").split(b"\0"):
            if name:
                lines[_place(top, name)] = None
    return Changes(lines)


def _commit(top: str, revision: str) -> str:
    """Return the commit that a revision stands for; it cannot be taken for an option."""
    try:
        said = _git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except ConfigError as error:
        hint = "`git log` shows what there is; a shallow clone lacks older ones (`git fetch --unshallow`)"
        raise ConfigError(f"--diff: there is no revision {revision!r} in {top}", hint=hint) from error
    return said.decode("ascii", "replace").strip()


def _changed(top: str, commit: str) -> dict[str, tuple[range, ...] | None]:
    """Return the changed lines of the files that git knows."""
    names = _git(top, *_DIFF, "--name-only", "--diff-filter=d", "-z", commit).split(b"\0")
    out: dict[str, tuple[range, ...] | None] = {}
    for name in names:
        if name:
            out[_place(top, name)] = ()
    # A path may hold anything, so each file's lines are told by their order: it is that of the names.
    pieces = re.split(rb"^diff --git ", _git(top, *_DIFF, "--diff-filter=d", commit), flags=re.MULTILINE)[1:]
    for place, piece in zip(list(out), pieces, strict=False):
        out[place] = None if _is_binary(piece) else _ranges(piece)
    return out


def _is_binary(piece: bytes) -> bool:
    return re.search(rb"^(Binary files |GIT binary patch)", piece, re.MULTILINE) is not None


def _ranges(piece: bytes) -> tuple[range, ...]:
    out = []
    for line in piece.split(b"\n"):
        found = _HUNK.match(line)
        if found is not None:
            first, count = int(found[1]), int(found[2]) if found[2] is not None else 1
            if count:
                out.append(range(first, first + count))
    return tuple(out)


def _git(folder: str, *words: str) -> bytes:
    """Return what git prints; no shell reads the words."""
    environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        run = subprocess.run(
            [*_GIT, *words], cwd=folder, capture_output=True, env=environment, timeout=SECONDS, check=False
        )
    except FileNotFoundError as error:
        raise ConfigError("--diff: git is not installed", hint="or its folder is not on PATH") from error
    except NotADirectoryError as error:
        raise ConfigError(f"--diff: {folder} is no folder") from error
    except subprocess.TimeoutExpired as error:
        raise ConfigError(f"--diff: git took longer than {SECONDS} seconds") from error
    if run.returncode:
        said = run.stderr.decode("utf-8", "replace").strip().partition("\n")[0].removeprefix("fatal: ")
        if "not a git repository" in said:
            raise ConfigError(f"--diff: {folder} is in no git repository", hint="leave --diff out to check all of it")
        raise ConfigError(f"--diff: git says: {said or f'exit code {run.returncode}'}")
    return run.stdout


def _whole(path: str) -> str:
    """Return what all names of a file share: links in its folders followed, as git does."""
    return os.path.realpath(path)


def _place(top: str, name: bytes) -> str:
    return os.path.realpath(os.path.join(top, os.fsdecode(name)))  # noqa: PTH118 - as `_whole`
