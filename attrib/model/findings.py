"""What checks see, and what a run comes to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from attrib.model.article import Article
from attrib.model.ledger import Ledger
from attrib.model.relations import AttributionRelation, Quotation
from attrib.model.spans import CharSpan


class Severity(StrEnum):
    """How grave a finding is; `rank` orders them."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """3 for an error, 2 for a warning, 1 for a note."""
        return {"error": 3, "warning": 2, "note": 1}[self.value]


@dataclass(frozen=True, slots=True)
class Related:
    """Another place a finding speaks of: the other quotation, a candidate, the rule file."""

    message: str
    span: CharSpan


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing seen: its check, what was seen, why it matters and what would settle it, and where.

    `suppressed` is why it is let stand, and `suppressed_by` the file that says so: the article, a sidecar, a baseline.
    """

    code: str
    name: str
    severity: Severity
    message: str
    span: CharSpan
    related: tuple[Related, ...] = ()
    fingerprint: str = ""
    suppressed: str | None = None
    suppressed_by: str | None = None


# The troubles after which an article counts as not checked.
FAILURES = frozenset({"AT901", "AT902", "AT905"})


@dataclass(frozen=True, slots=True)
class Trouble:
    """A finding of the AT9xx family: about attrib's own work; there may be no article to point into.

    `line` and `column` are 1-based, in the file at `path`;
    `check` is the code of the check that stopped, where one did.
    """

    code: str
    name: str
    severity: Severity
    message: str
    path: str
    line: int | None = None
    column: int | None = None
    check: str | None = None

    @property
    def is_failure(self) -> bool:
        """Whether attrib could not do what was asked; all other troubles count as findings do."""
        return self.code in FAILURES


@dataclass(frozen=True)
class ArticleReport:
    """An article, its relations and its findings; its quotation marks and its ledger where they were asked for."""

    article: Article
    relations: tuple[AttributionRelation, ...] = ()
    findings: tuple[Finding, ...] = ()
    ledger: Ledger | None = None
    quotations: tuple[Quotation, ...] = ()


@dataclass(frozen=True)
class Report:
    """All that was seen in a run, in the order the articles were given."""

    articles: tuple[ArticleReport, ...] = ()
    troubles: tuple[Trouble, ...] = ()
