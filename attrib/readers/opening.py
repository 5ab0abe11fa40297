"""What a reader is given: a file or standard input, not yet opened, and bounds on what is read of it."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from attrib.errors import ReadError

MEGABYTE = 1024 * 1024
# An article of this size is a mistake, or an attack; a corpus belongs into JSON lines, which are read one by one.
MAX_FILE_BYTES = 64 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Input:
    """A file, or standard input where `stream` is set; `path` is what messages call it."""

    path: str
    stream: BinaryIO | None = None

    def open(self) -> BinaryIO:
        """Return the bytes as a stream.

        Raises `ReadError` where there is no such file or it may not be read.
        """
        if self.stream is not None:
            return self.stream
        try:
            return Path(self.path).open("rb")
        except (OSError, ValueError) as error:
            raise cannot_open(self.path, error) from error

    def read_all(self) -> bytes:
        """Return all bytes.

        Raises `ReadError` where they cannot be read or are more than `MAX_FILE_BYTES`.
        """
        stream = self.open()
        try:
            data = stream.read(MAX_FILE_BYTES + 1)
        except OSError as error:
            raise cannot_open(self.path, error) from error
        finally:
            if self.stream is None:
                stream.close()
        if len(data) > MAX_FILE_BYTES:
            raise ReadError(
                f"is larger than {MAX_FILE_BYTES // MEGABYTE} MB",
                path=self.path,
                hint="split it, or give a corpus as JSON lines, one article a line",
            )
        return data


def standard_input(stdin: BinaryIO | None, filename: str | None) -> Input:
    """Return standard input as something to read; `filename` is what it shall be called."""
    return Input(filename or "-", stdin if stdin is not None else sys.stdin.buffer)


def cannot_open(path: str, error: Exception) -> ReadError:
    """Return what to tell the user about a file that the system would not open or read."""
    if isinstance(error, FileNotFoundError):
        return ReadError("no such file", path=path, hint="check the spelling, and the folder you are in")
    if isinstance(error, IsADirectoryError):
        return ReadError("is a folder, not a file", path=path)
    if isinstance(error, PermissionError):
        return ReadError("may not be read", path=path, hint="check the file's permissions")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return ReadError(f"cannot be read: {reason}", path=path)
