"""The errors attrib raises on purpose; the command line turns each into a message and exit code 2."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return a hint naming the known word most like `word`, whatever its case, or `None` where none is like it."""
    by_fold = {name.casefold(): name for name in known}
    close = difflib.get_close_matches(word.casefold(), list(by_fold), n=1, cutoff=0.6)
    return f"did you mean `{by_fold[close[0]]}`?" if close else None


def listed(words: Iterable[str]) -> str:
    """Return the words as a list to be read: `a, b or c`."""
    words = list(words)
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


class AttribError(Exception):
    """A fault that attrib can name: what was wrong, where, and what was expected.

    `path` is the file as the user named it, `line` is 1-based, `field` is the key inside the file, `hint` says
    what would settle it.  Only `message` is always there.
    """

    def __init__(
        self,
        message: str,
        *,
        path: str | None = None,
        line: int | None = None,
        field: str | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line
        self.field = field
        self.hint = hint

    def __str__(self) -> str:
        place = self.path or ""
        if self.line is not None:
            place += f":{self.line}"
        head = f"{place}: " if place else ""
        field = f"{self.field}: " if self.field else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{head}{field}{self.message}{hint}"


class ReadError(AttribError):
    """An article that cannot be opened, decoded, or is not the format it says."""


class PipelineError(AttribError):
    """A spaCy pipeline that is missing or lacks a part attrib needs."""


class ConfigError(AttribError):
    """A setting or option that does not exist or cannot hold that value."""


class RuleFileError(AttribError):
    """One fault in a rule, lexicon or config file; `shown` is the offending line as it stands there."""

    def __init__(
        self,
        message: str,
        *,
        path: str | None = None,
        line: int | None = None,
        field: str | None = None,
        hint: str | None = None,
        shown: str | None = None,
    ) -> None:
        super().__init__(message, path=path, line=line, field=field, hint=hint)
        self.shown = shown

    def __str__(self) -> str:
        said = super().__str__()
        return f"{said}\n    | {self.shown}" if self.shown else said


class RuleFilesError(AttribError):
    """All the faults of the rule or config files that were read, so that they can be mended in one go."""

    def __init__(self, faults: list[RuleFileError]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = tuple(faults)
