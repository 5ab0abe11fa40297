"""What reporters are told of the checks of a run: a description for other programs, and what holds for an article."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from attrib.model import Finding, Severity, Trouble

_SECTION = re.compile(r"^Why: (?P<why>.*?)(?=\n\n|\Z)", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Rule:
    """A check as other programs are told of it; `page` is its manual page in Markdown, `help` its docstring."""

    code: str
    name: str
    severity: Severity
    help: str = ""
    page: str = ""
    enabled: bool = True
    origin: str = "attrib"

    @property
    def summary(self) -> str:
        """What the check flags, in one sentence."""
        return self.help.strip().partition("\n")[0].strip() or self.name

    @property
    def why(self) -> str:
        """Why that matters, in one paragraph; empty where the page has none."""
        found = _SECTION.search(self.help)
        words = " ".join(found["why"].split()) if found else ""
        return words[:1].upper() + words[1:]


@dataclass(frozen=True, slots=True)
class Standard:
    """What an article was held to: the checks that looked at it, and the least severity that fails it."""

    active: tuple[Rule, ...] = ()
    fail_on: Severity | None = Severity.ERROR

    def fails(self, severity: Severity) -> bool:
        """Whether a finding of this severity ends in exit code 1."""
        return self.fail_on is not None and severity.rank >= self.fail_on.rank


@dataclass(frozen=True)
class Rulebook:
    """The checks of a run, attrib's own troubles among them, in the order of their codes.

    `standard` tells what the article at a path was held to.
    """

    version: str = ""
    rules: tuple[Rule, ...] = ()
    standard: Callable[[str], Standard] = field(default=lambda _: Standard())


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings by severity, those of one severity as they come."""
    return sorted(findings, key=lambda finding: -finding.severity.rank)


def open_findings(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings that nobody has let stand."""
    return [finding for finding in findings if finding.suppressed is None]


def notices(troubles: Sequence[Trouble]) -> list[Trouble]:
    """Return those of attrib's own findings that count as findings do."""
    return [trouble for trouble in troubles if not trouble.is_failure]
