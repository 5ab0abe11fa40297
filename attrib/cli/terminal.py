"""Where output goes and how it looks there: colour, width, files written whole, progress on standard error."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TextIO

from attrib.errors import ConfigError

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

# Wide enough for a line of copy, narrow enough to read.
WIDEST = 110
WIDTH_OF_A_FILE = 100
PROGRESS_FROM = 4  # files; fewer are done before a bar would be read
REFRESH_SECONDS = 0.1


def wants_colour(setting: str, stream: TextIO) -> bool:
    """Return whether `stream` gets colour: `--color` first, then NO_COLOR, FORCE_COLOR, CI and the terminal."""
    if setting != "auto":
        return setting == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in {"", "0"}:
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb" and not os.environ.get("CI")


def page_width(stream: TextIO) -> int:
    """Return how many cells a line may take."""
    if stream.isatty() or os.environ.get("COLUMNS"):
        return min(WIDEST, shutil.get_terminal_size().columns)
    return WIDTH_OF_A_FILE


class Output(Protocol):
    """Takes the pieces of a result in order."""

    def write(self, text: str) -> None:
        """Pass a piece on."""


class StandardOutput:
    """Standard output, each piece passed on at once so that a pipe's other end can work."""

    def __init__(self, progress: ProgressBar, *, machine: bool) -> None:
        self._progress = progress
        prepare(sys.stdout, utf8=machine)

    def write(self, text: str) -> None:
        """Print a piece, the progress bar taken away meanwhile."""
        if not text:
            return
        with self._progress.hidden():
            sys.stdout.write(text)
            sys.stdout.flush()


def prepare(stream: TextIO, *, utf8: bool) -> None:
    """Make `stream` print whatever an article holds: what it cannot encode is written as an escape.

    In JSON such an escape (of half a surrogate pair) is the character's own spelling.
    """
    if isinstance(stream, TextIOWrapper):
        if utf8:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
        else:
            stream.reconfigure(errors="backslashreplace")


class FileOutput:
    """A file that is open for text."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> None:
        """Write a piece."""
        self._stream.write(text)


@contextlib.contextmanager
def open_output(target: Path | None, progress: ProgressBar, *, machine: bool) -> Iterator[Output]:
    """Give the place results go to; a file appears, or is replaced, only when the run has come to its end.

    Raises `ConfigError` where the file cannot be made.
    """
    if target is None:
        yield StandardOutput(progress, machine=machine)
        return
    scratch, target = scratch_beside(target)
    if scratch == target:
        with open_file(scratch) as stream:
            yield FileOutput(stream)
        return
    try:
        with open_file(scratch) as stream:
            yield FileOutput(stream)
        scratch.replace(target)
    except BaseException:
        scratch.unlink(missing_ok=True)
        raise


def open_file(path: Path) -> TextIO:
    """Return the file at `path`, open for UTF-8 whose line ends are left as they are."""
    return path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n")


def scratch_beside(target: Path) -> tuple[Path, Path]:
    """Return a new empty file beside `target`, and `target` with its links followed, which it shall replace.

    They are the same where `target` is a pipe or a device: there is nothing to replace.  Raises `ConfigError` where
    the file cannot be made.
    """
    try:
        target = target.resolve()  # a link stays a link
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if target.exists() and not target.is_file():
            if not os.access(target, os.W_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            return target, target
        return _scratch(target), target
    except OSError as error:
        raise ConfigError(f"--output: cannot write {str(target)!r}: {_reason(error)}") from error


def _scratch(target: Path) -> Path:
    """Return a new empty file beside `target`, with the mode `target` has or would be given."""
    number, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    os.close(number)
    scratch = Path(name)
    if target.exists():
        scratch.chmod(target.stat().st_mode & 0o777)
    else:
        mask = os.umask(0)
        os.umask(mask)
        scratch.chmod(0o666 & ~mask)
    return scratch


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()


class ProgressBar:
    """How far a run has come, on standard error; silent unless somebody is there to see it.

    The bar is drawn only from `step`, never from a thread of its own, so that it cannot tear the results.
    """

    def __init__(self, total: int, *, wanted: bool) -> None:
        self._total = total
        self._progress: Progress | None = None
        self._task: TaskID | None = None
        self._drawn = 0.0
        shown = wanted and total >= PROGRESS_FROM and sys.stderr.isatty()
        if shown and not os.environ.get("CI") and os.environ.get("TERM") != "dumb":
            self._progress = self._make()

    def _make(self) -> Progress:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        progress = Progress(
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TimeRemainingColumn(compact=True),
            TextColumn("{task.fields[name]}", markup=False),
            console=Console(stderr=True, no_color=not wants_colour("auto", sys.stderr)),
            auto_refresh=False,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._task = progress.add_task("", total=self._total, name="")
        progress.start()
        return progress

    def step(self, done: int, name: str) -> None:
        """Show that `done` files are done and `name` is being read."""
        if self._progress is None or self._task is None:
            return
        self._progress.update(self._task, completed=done, name=name[-40:])
        now = time.monotonic()
        if now - self._drawn >= REFRESH_SECONDS:
            self._drawn = now
            self._progress.refresh()

    @contextlib.contextmanager
    def hidden(self) -> Iterator[None]:
        """Take the bar away while something else is printed."""
        if self._progress is None:
            yield
            return
        self._progress.stop()
        try:
            yield
        finally:
            self._progress.start()

    def __enter__(self) -> ProgressBar:
        return self

    def __exit__(self, *_: object) -> None:
        if self._progress is not None:
            self._progress.stop()
            self._progress = None
