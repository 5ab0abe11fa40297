"""Short passages with gold: `fixtures/snippets.yaml` and `fixtures/relays.yaml`, read into plain records."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from support.brat import Span

FIXTURES = Path(__file__).parents[2] / "fixtures"


class PassageError(ValueError):
    """A passage file breaks the form: says which passage and what is wrong with it."""


@dataclass(frozen=True)
class Snippet:
    """A passage that shows one way of being misread; without `kind` nothing in it is attributed."""

    type: str
    text: str
    kind: str | None
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]


@dataclass(frozen=True)
class Relayed:
    """A passage whose words may have come through others; `reporting_sources` are outermost first."""

    form: str
    text: str
    content: tuple[Span, ...]
    speaker: str
    reporting_sources: tuple[str, ...]
    venue: tuple[str, ...]


def load_snippets(path: Path = FIXTURES / "snippets.yaml") -> tuple[Snippet, ...]:
    """Return the snippets of a file; raise `PassageError` where one breaks the form."""
    return tuple(_snippet(entry) for entry in _entries(path))


def load_relays(path: Path = FIXTURES / "relays.yaml") -> tuple[Relayed, ...]:
    """Return the passages of a file about relays; raise `PassageError` where one breaks the form."""
    return tuple(_relayed(entry) for entry in _entries(path))


def _entries(path: Path) -> list[dict[str, Any]]:
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise PassageError(f"{path.name}: not a list of passages")
    return entries


def _snippet(entry: dict[str, Any]) -> Snippet:
    text = entry["text"]
    if entry.get("none") is True:
        _keys(entry, {"type", "text", "none"})
        return Snippet(entry["type"], text, None, (), (), ())
    _keys(entry, {"type", "text", "kind", "content", "cue", "source"})
    content = _content(text, entry["content"])
    cue, source = (tuple(_near(text, words, content) for words in entry[key]) for key in ("cue", "source"))
    return Snippet(entry["type"], text, entry["kind"], content, cue, source)


def _relayed(entry: dict[str, Any]) -> Relayed:
    _keys(entry, {"form", "text", "content", "speaker", "reporting_sources", "venue"})
    text = entry["text"]
    for words in (entry["speaker"], *entry["reporting_sources"], *entry["venue"]):
        if words.casefold() not in text.casefold():
            raise PassageError(f"{words!r} does not stand in {text!r}")
    return Relayed(
        entry["form"],
        text,
        _content(text, entry["content"]),
        entry["speaker"],
        tuple(entry["reporting_sources"]),
        tuple(entry["venue"]),
    )


def _keys(entry: dict[str, Any], wanted: set[str]) -> None:
    if set(entry) != wanted:
        raise PassageError(f"{sorted(set(entry) ^ wanted)} missing or unknown in {entry['text']!r}")


def _content(text: str, parts: Sequence[str]) -> tuple[Span, ...]:
    """Return where the parts stand, each after the one before it."""
    spans, at = [], 0
    for part in parts:
        start = text.find(part, at)
        if start < 0:
            raise PassageError(f"{part!r} does not stand in {text!r}")
        at = start + len(part)
        spans.append((start, at))
    if not spans:
        raise PassageError(f"no content in {text!r}")
    return tuple(spans)


def _near(text: str, words: str, content: Sequence[Span]) -> Span:
    """Return the place of `words`, as whole words outside the content, that lies nearest to it."""
    pattern = rf"(?<!\w){re.escape(words)}" if words[0].isalnum() else re.escape(words)
    places = [m.span() for m in re.finditer(rf"{pattern}(?!\w)" if words[-1].isalnum() else pattern, text)]
    outside = [p for p in places if all(p[1] <= start or end <= p[0] for start, end in content)]
    if not outside:
        raise PassageError(f"{words!r} does not stand outside the content in {text!r}")
    return min(outside, key=lambda place: min(max(start - place[1], place[0] - end) for start, end in content))
