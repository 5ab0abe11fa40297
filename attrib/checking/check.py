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
    """A setting of one check: its name, its value unless set, and what it does."""

    name: str
    default: int | float | str | bool | tuple[str, ...]
    help: str


@dataclass(frozen=True, slots=True)
class CheckInfo:
    """All that explain pages, reporters and tables need to know of a check.

    `message` is a format string for `CheckContext.finding`; `guides` are the style guides that ask for the check,
    by the short names of the README; `help` is its page in Markdown: the reason, flagged and clean copy.
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


@dataclass(frozen=True, slots=True)
class Check:
    """A check: its description, and the function that finds what it flags."""

    info: CheckInfo
    run: Callable[[CheckContext], Iterator[Finding]]
