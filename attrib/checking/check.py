"""What a check is: a description of itself and a generator of findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from attrib.model import Finding, Severity

if TYPE_CHECKING:
    from attrib.checking.context import CheckContext


class Scope(StrEnum):
    """Whose words a check looks at: the reporter's, the quoted, or both."""

    NARRATION = "narration"
    QUOTATION = "quotation"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Option:
    """A setting of one check: its name, its value unless set, and what it does.

    A value must be of the default's type.  `low` and `high` bound a number; `choices` are all that a text, or each
    text of a list, may be, where not everything goes.
    """

    name: str
    default: int | float | str | bool | tuple[str, ...]
    help: str
    low: float = 0
    high: float | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckInfo:
    """All that explain pages, reporters and tables need to know of a check.

    `message` is a format string for `CheckContext.finding`; `guides` are the style guides that ask for the check,
    by the short names of the README; `help` is its page in Markdown: the reason, flagged and clean copy; `lexicons`
    are those it reads with `CheckContext.lexicon`, whose words a house may change.
    """

    code: str
    name: str
    severity: Severity
    message: str
    help: str
    since: str
    scope: Scope = Scope.NARRATION
    enabled: bool = True
    options: tuple[Option, ...] = ()
    guides: tuple[str, ...] = ()
    origin: str = "attrib"
    lexicons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """A check: its description, and the function that finds what it flags."""

    info: CheckInfo
    run: Callable[[CheckContext], Iterator[Finding]]
