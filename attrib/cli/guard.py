"""Ends a command: every fault becomes one clean message and an exit code, never a traceback."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import traceback
from collections.abc import Iterator
from typing import NoReturn

import typer

from attrib.errors import AttribError, RuleFilesError

DEVELOPER_SWITCH = "ATTRIB_TRACEBACK"

CLEAN = 0
FINDINGS = 1
TROUBLE = 2
INTERRUPTED = 130
# What a place to write to says that takes no more: the disk is full, a quota is used up, the device fails.
FULL = frozenset({errno.ENOSPC, errno.EIO, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
# As a shell reports a command whose reader went away.
PIPE_CLOSED = 141


def say(message: str) -> None:
    """Print a diagnostic on standard error."""
    typer.echo(f"attrib: {message}", err=True)


def show_traceback(error: BaseException) -> None:
    """Print `error`'s traceback where a developer has asked for it, and nothing otherwise."""
    if os.environ.get(DEVELOPER_SWITCH):
        traceback.print_exception(error, file=sys.stderr)


def summed_up(error: BaseException) -> str:
    """Return an unforeseen error in one line."""
    return " ".join(f"{type(error).__name__}: {error}".split())[:200]


@contextlib.contextmanager
def guarded() -> Iterator[None]:
    """Run a command's body; turn whatever it raises into a message and an exit code."""
    try:
        yield
    except typer.Exit:
        raise
    except RuleFilesError as error:
        for fault in error.faults:
            say(str(fault))
        raise typer.Exit(TROUBLE) from error
    except AttribError as error:
        say(str(error))
        raise typer.Exit(TROUBLE) from error
    except KeyboardInterrupt as error:
        say("interrupted")
        raise typer.Exit(INTERRUPTED) from error
    except BrokenPipeError as error:
        _drop_output()
        raise typer.Exit(PIPE_CLOSED) from error
    except OSError as error:
        if error.errno not in FULL:
            _fail(error)
        _drop_output()
        say(f"cannot write: {(error.strerror or '').lower()}")
        raise typer.Exit(TROUBLE) from error
    except Exception as error:
        _fail(error)


def _fail(error: Exception) -> NoReturn:
    show_traceback(error)
    say(f"stopped with an error of its own ({summed_up(error)}). Please report it.")
    raise typer.Exit(TROUBLE) from error


def _drop_output() -> None:
    """Point standard output nowhere, so that what is still buffered cannot fail again at exit."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
