"""A tiny annotated corpus of our own, in the public form."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

TEXTS = {
    "council": (
        "“We will mend the pier,” said Ida Lund, the harbour master.\n\n"
        "The clerk said that the vote was void. According to the auditor, the fund is empty.\n\n"
        "The pier was built in 1911."
    ),
    "sport": (
        "Tomas Berg thinks the team will win. “They train at night,” he said.\n\n"
        "The match was called “a farce” by fans."
    ),
}
GOLD: dict[str, list[tuple[str, str, str]]] = {
    "council": [
        ("“We will mend the pier,”", "said", "Ida Lund, the harbour master"),
        ("that the vote was void", "said", "The clerk"),
        ("the fund is empty", "According to", "the auditor"),
    ],
    "sport": [
        ("the team will win", "thinks", "Tomas Berg"),
        ("“They train at night,”", "said", "he"),
    ],
}

Relation = dict[str, list[list[int]]]


def relation(text: str, content: str, cue: str, source: str) -> Relation:
    """Return a relation of these words; the cue is looked for near the source."""
    at = text.index(source) if source else 0
    near = max(0, at - len(cue) - 2) if cue and source else 0

    def span(words: str, start: int = 0) -> list[list[int]]:
        found = text.index(words, start)
        return [[found, found + len(words)]] if words else []

    return {"content": span(content), "cue": span(cue, near), "source": span(source)}


def record(name: str) -> dict[str, Any]:
    """Return one article of the corpus."""
    text = TEXTS[name]
    return {
        "id": name,
        "dataset": "tiny",
        "split": "dev",
        "text": text,
        "attributions": [relation(text, *words) for words in GOLD[name]],
    }


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., str]:
    """Return what writes objects, or lines as they stand, to a JSON lines file and returns its path."""

    def write_lines(*lines: object, name: str = "tiny.jsonl") -> str:
        path = tmp_path / name
        path.write_text(
            "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines), encoding="utf-8"
        )
        return str(path)

    return write_lines


@pytest.fixture
def tiny(write: Callable[..., str]) -> str:
    """Return the path of the corpus."""
    return write(*(record(name) for name in TEXTS))
