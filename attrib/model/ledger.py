"""The source ledger: who speaks in an article, or in many, how often and in how many words of their own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from attrib.model.relations import SpeakerKind
from attrib.model.spans import Position


class Standing(StrEnum):
    """What the article lets a reader know of who stands behind a row."""

    NAMED = "named"
    DESCRIBED = "described"  # a body, a group or a paper that has no name, only a description
    UNNAMED = "unnamed"  # people the article keeps anonymous, by their description
    AMBIGUOUS = "ambiguous"  # several people fit, and none was taken
    UNRESOLVED = "unresolved"  # words point at somebody, but the article does not say at whom
    AUTHOR = "author"
    UNATTRIBUTED = "unattributed"  # nobody is given at all

    @property
    def has_speaker(self) -> bool:
        """Whether the row is one speaker's, and not a collection of what could not be given to one."""
        return self in {Standing.NAMED, Standing.DESCRIBED, Standing.UNNAMED}


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One speaker's part in an article, or in all articles of a run.

    `name` is the fullest name or the description the article gives; `None` where there is none.  `candidates` are
    the names an ambiguous row is open between.  `quotations` counts pairs of quotation marks, `quoted_words` the
    words in them, `share` is their part of all quoted words, from 0 to 1.  `relays` are those who passed words on
    to the article.  `first` is the first mention that attributions know of, in the user's file, and `start` its
    offset in the article's text; a row of several articles has neither.
    """

    name: str | None
    standing: Standing
    kind: SpeakerKind
    titles: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    attributions: int = 0
    quotations: int = 0
    quoted_words: int = 0
    share: float = 0.0
    relays: tuple[str, ...] = ()
    first: Position | None = None
    start: int | None = None
    articles: int = 1


@dataclass(frozen=True, slots=True)
class KindTotal:
    """What all speakers of one kind and standing come to."""

    standing: Standing
    kind: SpeakerKind
    speakers: int
    attributions: int
    quotations: int
    quoted_words: int
    share: float


@dataclass(frozen=True, slots=True)
class Ledger:
    """The rows of an article, or of `articles` of them added up; counts are the sums of the rows."""

    rows: tuple[LedgerRow, ...] = ()
    articles: int = 1

    @property
    def attributions(self) -> int:
        """How many attributions there are."""
        return sum(row.attributions for row in self.rows)

    @property
    def quotations(self) -> int:
        """How many pairs of quotation marks hold somebody's words."""
        return sum(row.quotations for row in self.rows)

    @property
    def quoted_words(self) -> int:
        """How many words stand in those marks."""
        return sum(row.quoted_words for row in self.rows)

    @property
    def kinds(self) -> tuple[KindTotal, ...]:
        """The rows added up by standing and kind of speaker, in the order of the enumerations."""
        out = []
        for standing in Standing:
            for kind in SpeakerKind:
                rows = [row for row in self.rows if row.standing is standing and row.kind is kind]
                if rows:
                    out.append(_kind_total(standing, kind, rows, self.quoted_words))
        return tuple(out)


def _kind_total(standing: Standing, kind: SpeakerKind, rows: Iterable[LedgerRow], words: int) -> KindTotal:
    rows = list(rows)
    quoted = sum(row.quoted_words for row in rows)
    return KindTotal(
        standing,
        kind,
        speakers=len(rows) if standing.has_speaker else 0,
        attributions=sum(row.attributions for row in rows),
        quotations=sum(row.quotations for row in rows),
        quoted_words=quoted,
        share=quoted / words if words else 0.0,
    )
