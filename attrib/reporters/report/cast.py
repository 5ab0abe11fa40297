"""Who speaks in a story, each with a letter and a look, so that no speaker is told by colour alone."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from string import ascii_uppercase

from attrib.ledger import row_keys
from attrib.model import Act, AttributionRelation, Ledger, LedgerRow, Standing
from attrib.reporters.terminal import one_line

# Whose acts are marked in the copy; plans and sights are nobody's words.
MARKED = frozenset({Act.STATEMENT, Act.BELIEF, Act.DECREE})
# How many looks the style sheet has.  One count is no multiple of the other: forty speakers differ in one or both.
COLOURS = 8
PATTERNS = 5
NEUTRAL = "none"
# The mark of words that are no one speaker's, and who is said to speak them.
OPEN = {
    Standing.AMBIGUOUS: ("?", "could be several people"),
    Standing.UNRESOLVED: ("?", "not resolved"),
    Standing.AUTHOR: ("a", "the author"),
    Standing.UNATTRIBUTED: ("–", "nobody named"),
}

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """One speaker of a story, or a collection of words that are no one speaker's.

    `letter` stands before the words in the copy; `number` is the speaker's on the whole page, for its filter; `look`
    and `pattern` name classes of the style sheet.
    """

    letter: str
    name: str
    number: int
    look: str = NEUTRAL
    pattern: str = NEUTRAL
    titles: tuple[str, ...] = ()
    kind: str = ""

    @property
    def is_speaker(self) -> bool:
        """Whether it is one speaker, with a look of its own."""
        return self.look != NEUTRAL


@dataclass
class Register:
    """Numbers the speakers of a page, the same one in two stories once."""

    names: dict[Key, tuple[int, str]] = field(default_factory=dict)

    def number(self, key: Key, name: str) -> int:
        """Return the number of the speaker that goes by `key`."""
        return self.names.setdefault(key, (len(self.names) + 1, name))[0]

    def choices(self) -> list[tuple[int, str]]:
        """Return number and name of each speaker, by name."""
        return sorted(self.names.values(), key=lambda choice: (choice[1].casefold(), choice[0]))


class Cast:
    """The members of one story, lettered in the order in which the article brings them in.

    `marked` are those whose words are marked in the copy; they have the first letters.
    """

    def __init__(self, ledger: Ledger, relations: Sequence[AttributionRelation], register: Register) -> None:
        self._keys = row_keys(relations)
        seen = {self._keys[relation.id] for relation in relations if relation.act in MARKED}
        rows = sorted(ledger.rows, key=lambda row: (not _is_seen(row, seen), row.start is None, row.start or 0))
        speakers = [row for row in rows if row.standing.has_speaker]
        self._members = {key_of(row): _speaker(index, row, register) for index, row in enumerate(speakers)}
        self._members.update({key_of(row): _open(row, register) for row in rows if not row.standing.has_speaker})
        self.marked = tuple(self._members[key_of(row)] for row in rows if _is_seen(row, seen))
        self._nobody = Member(*OPEN[Standing.UNATTRIBUTED], 0)

    def of(self, relation: AttributionRelation | None) -> Member:
        """Return whose words a relation holds; of none, nobody's."""
        if relation is None:
            return self._members.get((Standing.UNATTRIBUTED, None, "unknown", ()), self._nobody)
        return self._members.get(self._keys[relation.id], self._nobody)

    def of_row(self, row: LedgerRow) -> Member:
        """Return whose row of the ledger it is."""
        return self._members[key_of(row)]


def _is_seen(row: LedgerRow, seen: Container[Key]) -> bool:
    return row.quoted_words > 0 or key_of(row) in seen


def key_of(row: LedgerRow) -> Key:
    """Return what tells one row of a ledger from another, as `attrib.ledger.row_keys` does."""
    return (row.standing, row.name, row.kind, row.candidates)


def name_of(row: LedgerRow) -> str:
    """Return the name a row goes by: that of its speaker, or why there is none."""
    if row.standing is Standing.AMBIGUOUS:
        return f"{' or '.join(map(one_line, row.candidates))}?"
    if row.name is None:
        return OPEN.get(row.standing, OPEN[Standing.UNATTRIBUTED])[1]
    return one_line(row.name)


def letters(index: int) -> str:
    """Return A to Z, then AA, AB and so on."""
    head, last = divmod(index, len(ascii_uppercase))
    return (letters(head - 1) if head else "") + ascii_uppercase[last]


def _speaker(index: int, row: LedgerRow, register: Register) -> Member:
    name = name_of(row)
    return Member(
        letters(index),
        name,
        register.number(key_of(row), name),
        f"s{index % COLOURS}",
        f"p{index % PATTERNS}",
        tuple(map(one_line, row.titles)),
        row.kind.value,
    )


def _open(row: LedgerRow, register: Register) -> Member:
    name = name_of(row)
    return Member(OPEN[row.standing][0], name, register.number(key_of(row), name), kind=row.standing.value)
