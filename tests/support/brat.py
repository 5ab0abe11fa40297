"""Gold in brat standoff, as `fixtures/README.md` describes it, read into plain records.

Every fault of a file is an error with its line: gold that is half read would pass tests it should fail.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from attrib.model import Act, Modality, QuotationKind, SpeakerKind

Span = tuple[int, int]

PARTS = ("Content", "Cue", "Source", "Venue", "Relay")
MARKS = ("Title", "Nickname", "Term")
NOTE_KEYS = ("speaker", "candidates", "kind")


class BratError(ValueError):
    """A gold file breaks the form: says which line and what is wrong with it."""


@dataclass(frozen=True)
class GoldRelation:
    """One attribution as a reader marked it; spans are offsets into the decoded file.

    `speaker` is `None` where the article leaves it open, and then `candidates` may name who it could be.  `relays`
    holds one span list a reporting source, outermost first.  `nested` marks a relation within another's content.
    """

    id: str
    line: int
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    venues: tuple[tuple[Span, ...], ...]
    relays: tuple[tuple[Span, ...], ...]
    kind: QuotationKind
    act: Act
    modality: Modality
    nested: bool
    speaker: str | None
    speaker_kind: SpeakerKind
    candidates: tuple[str, ...]


@dataclass(frozen=True)
class GoldMark:
    """Quotation marks that are no speech: a title, a nickname, a word as a word."""

    use: str
    span: Span


@dataclass(frozen=True)
class Gold:
    """All that a gold file says of its article."""

    relations: tuple[GoldRelation, ...]
    marks: tuple[GoldMark, ...]


@dataclass(frozen=True)
class Expected:
    """A finding that an editor would expect: line of the article, code, and what is wrong there."""

    line: int
    code: str
    what: str


@dataclass
class _Entity:
    label: str
    spans: tuple[Span, ...]
    used: bool = False


@dataclass
class _Event:
    line: int
    roles: dict[str, _Entity]
    attributes: dict[str, str] = field(default_factory=dict)
    note: dict[str, str] = field(default_factory=dict)


def load_gold(path: Path, text: str) -> Gold:
    """Return the gold in the file at `path` for the article `text`; raise `BratError` where it breaks the form."""
    return parse_gold(path.read_text(encoding="utf-8"), text, name=path.name)


def parse_gold(standoff: str, text: str, *, name: str = "gold") -> Gold:
    """Return what `standoff` says of the article `text`; raise `BratError` where it breaks the form."""
    reader = _Reader(text, name)
    for number, line in enumerate(standoff.splitlines(), 1):
        if line:
            reader.read(number, line)
    return reader.gold()


def load_expected(path: Path) -> tuple[Expected, ...]:
    """Return the findings an editor expects, in the file's order; raise `BratError` for a line of another form."""
    out = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        match = re.fullmatch(r"(\d+): (AT\d{3}) (\S.*)", line)
        if match is None:
            raise BratError(f"{path.name}:{number}: not `line: CODE what`: {line!r}")
        out.append(Expected(int(match[1]), match[2], match[3]))
    return tuple(out)


class _Reader:
    def __init__(self, text: str, name: str) -> None:
        self.text = text
        self.name = name
        self.entities: dict[str, _Entity] = {}
        self.events: dict[str, _Event] = {}
        self.number = 0

    def fail(self, what: str) -> BratError:
        return BratError(f"{self.name}:{self.number}: {what}")

    def read(self, number: int, line: str) -> None:
        self.number = number
        fields = line.split("\t")
        readers = {"T": self._entity, "E": self._event, "A": self._attribute, "#": self._note}
        if line[0] not in readers:
            raise self.fail(f"unknown line: {line!r}")
        readers[line[0]](fields)

    def _entity(self, fields: list[str]) -> None:
        if len(fields) != 3:
            raise self.fail("an entity has an id, a label with offsets, and its words")
        label, _, offsets = fields[1].partition(" ")
        if label not in PARTS + MARKS:
            raise self.fail(f"unknown label {label!r}")
        if not re.fullmatch(r"\d+ \d+(;\d+ \d+)*", offsets):
            raise self.fail(f"offsets are not `start end;start end`: {offsets!r}")
        pairs = (part.split() for part in offsets.split(";"))
        spans = tuple((int(start), int(end)) for start, end in pairs)
        if any(not start < end <= len(self.text) for start, end in spans) or list(spans) != sorted(spans):
            raise self.fail(f"offsets out of order or outside the article: {offsets!r}")
        words = " ".join(self.text[start:end] for start, end in spans)
        if words != fields[2]:
            raise self.fail(f"the article has {words!r} there, not {fields[2]!r}")
        if fields[0] in self.entities:
            raise self.fail(f"{fields[0]} is given twice")
        self.entities[fields[0]] = _Entity(label, spans)

    def _event(self, fields: list[str]) -> None:
        if len(fields) != 2 or fields[0] in self.events:
            raise self.fail("an event has an id of its own and its roles")
        roles: dict[str, _Entity] = {}
        for item in fields[1].split():
            role, _, ident = item.partition(":")
            entity = self.entities.get(ident)
            if entity is None or role.rstrip("0123456789") != entity.label:
                raise self.fail(f"role {item!r} names no entity of that label")
            if role in roles:
                raise self.fail(f"role {role!r} is given twice")
            roles[role] = entity
            entity.used = True
        if next(iter(roles), None) != "Content":
            raise self.fail("an event starts with its content")
        self.events[fields[0]] = _Event(self.number, roles)

    def _attribute(self, fields: list[str]) -> None:
        name, ident, value = (*(fields[1] if len(fields) == 2 else "").split(), "", "", "")[:3]
        if ident not in self.events or name not in ("Kind", "Act", "Modality", "Nested"):
            raise self.fail(f"not an attribute of an event: {fields[1:]!r}")
        self.events[ident].attributes[name] = value

    def _note(self, fields: list[str]) -> None:
        what, _, ident = (fields[1] if len(fields) == 3 else "").partition(" ")
        if what != "AnnotatorNotes" or ident not in self.events:
            raise self.fail("not a note of an event")
        for item in fields[2].split("; "):
            key, equals, value = item.partition("=")
            if not equals or key not in NOTE_KEYS:
                raise self.fail(f"unknown note {item!r}")
            self.events[ident].note[key] = value

    def gold(self) -> Gold:
        relations = tuple(self._relation(ident, event) for ident, event in self.events.items())
        marks = []
        for ident, entity in self.entities.items():
            if entity.label in MARKS:
                marks.append(GoldMark(entity.label.lower(), entity.spans[0]))
            elif not entity.used:
                raise BratError(f"{self.name}: {ident} belongs to no event")
        return Gold(relations, tuple(marks))

    def _relation(self, ident: str, event: _Event) -> GoldRelation:
        self.number = event.line

        def spans(role: str) -> tuple[Span, ...]:
            return event.roles[role].spans if role in event.roles else ()

        def several(label: str) -> tuple[tuple[Span, ...], ...]:
            return tuple(entity.spans for entity in event.roles.values() if entity.label == label)

        name = event.note.get("speaker", "?")
        try:
            return GoldRelation(
                id=ident,
                line=self.text.count("\n", 0, spans("Content")[0][0]) + 1,
                content=spans("Content"),
                cue=spans("Cue"),
                source=spans("Source"),
                venues=several("Venue"),
                relays=several("Relay"),
                kind=QuotationKind(event.attributes.get("Kind", "")),
                act=Act(event.attributes.get("Act", "")),
                modality=Modality(event.attributes.get("Modality", "")),
                nested="Nested" in event.attributes,
                speaker=None if name == "?" else name,
                speaker_kind=SpeakerKind(event.note.get("kind", "")),
                candidates=tuple(_split(event.note.get("candidates", ""))),
            )
        except ValueError as error:
            raise self.fail(f"{ident}: {error}") from error


def _split(names: str) -> Iterable[str]:
    return (name for name in names.split("|") if name)
