"""The source ledger as tables and bars, and what many stories come to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from attrib.model import Ledger, LedgerRow, Severity
from attrib.reporters.report.cast import NEUTRAL, Cast, Member, name_of
from attrib.reporters.report.story import Story
from attrib.reporters.terminal import one_line

# Bars of a chart; what more there is stands in one, and each by itself in the table.
BARS = 15
# A table of more rows is folded, for it would stand before all the articles.
FOLDED = 60
# The look of a bar whose speaker has none of its own there.
PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the ledger; `letter`, `look` and `pattern` are those of its speaker in the copy, if it has one there."""

    name: str
    kind: str
    row: LedgerRow
    member: Member | None

    @property
    def titles(self) -> str:
        """Titles and roles, in words."""
        return "; ".join(map(one_line, self.row.titles))

    @property
    def relays(self) -> str:
        """Who passed words on."""
        return "; ".join(map(one_line, self.row.relays))

    @property
    def percent(self) -> str:
        """The share of all quoted words, as `12 %`."""
        return percent(self.row.share)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: `length` is the width of its drawing in hundredths of the longest bar's."""

    label: str
    words: int
    share: str
    length: str
    look: str = NEUTRAL
    pattern: str = NEUTRAL
    letter: str = ""


@dataclass(frozen=True, slots=True)
class CheckTotal:
    """How often a check found something, and in how many stories."""

    code: str
    name: str
    severity: Severity
    findings: int
    stories: int


def rows_of(ledger: Ledger, cast: Cast | None = None) -> list[Row]:
    """Return the rows of a ledger as the table shows them."""
    return [
        Row(
            name_of(row),
            row.kind.value if row.standing.has_speaker else row.standing.value,
            row,
            cast.of_row(row) if cast is not None else None,
        )
        for row in ledger.rows
    ]


def speaker_bars(ledger: Ledger, cast: Cast | None = None) -> list[Bar]:
    """Return a bar for each speaker with quoted words, the most first; past a number of them the rest by a number."""
    quoted = sorted((row for row in ledger.rows if row.quoted_words), key=lambda row: -row.quoted_words)
    shown, rest = (quoted, []) if len(quoted) <= BARS else (quoted[: BARS - 1], quoted[BARS - 1 :])
    most = max((row.quoted_words for row in quoted), default=0)
    bars = [_speaker_bar(row, most, cast) for row in shown]
    if rest:
        words, share = sum(row.quoted_words for row in rest), sum(row.share for row in rest)
        bars.append(Bar(f"{len(rest):,} others", words, percent(share), "0"))
    return bars


def kind_bars(ledger: Ledger) -> list[Bar]:
    """Return a bar for each kind of speaker with quoted words."""
    words: dict[tuple[str, str], int] = {}
    for kind in ledger.kinds:
        if kind.quoted_words:
            told = kind.standing.has_speaker
            key = (kind.standing.value + (f" {kind.kind.value}" if told else ""), PLAIN if told else NEUTRAL)
            words[key] = words.get(key, 0) + kind.quoted_words
    most, total = max(words.values(), default=0), ledger.quoted_words
    return [
        Bar(label, number, percent(number / total), _length(number, most), look)
        for (label, look), number in words.items()
    ]


def _speaker_bar(row: LedgerRow, most: int, cast: Cast | None) -> Bar:
    member = cast.of_row(row) if cast is not None else None
    look, pattern, letter = PLAIN if row.standing.has_speaker else NEUTRAL, NEUTRAL, ""
    if member is not None:
        look, pattern, letter = member.look, member.pattern, member.letter
    length = _length(row.quoted_words, most)
    return Bar(name_of(row), row.quoted_words, percent(row.share), length, look, pattern, letter)


def check_totals(stories: Sequence[Story]) -> list[CheckTotal]:
    """Return what each check found in all the stories, the gravest and most frequent first."""
    findings: dict[tuple[str, str, Severity], list[int]] = {}
    for story in stories:
        for code, name, severity in _found(story):
            findings.setdefault((code, name, severity), []).append(story.number)
    totals = [CheckTotal(*key, len(numbers), len(set(numbers))) for key, numbers in findings.items()]
    return sorted(totals, key=lambda one: (-one.severity.rank, -one.findings, one.code))


def _found(story: Story) -> Iterable[tuple[str, str, Severity]]:
    open_notes = [note.finding for note in story.notes if note.finding.suppressed is None]
    yield from ((one.code, one.name, one.severity) for one in open_notes)
    yield from ((one.code, one.name, one.severity) for one in story.troubles if not one.is_failure)


def percent(share: float) -> str:
    """Return a share of one as `12 %`."""
    return f"{100 * share:.0f} %"


def _length(words: int, most: int) -> str:
    return f"{100 * words / most:.2f}" if most else "0"
