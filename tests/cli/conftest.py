from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from attrib.checking import Check, CheckContext, run_checks
from attrib.cli import app, commands
from attrib.engine import Engine, Reading
from attrib.model import (
    Act,
    Article,
    AttributionRelation,
    CharSpan,
    Finding,
    Modality,
    QuotationKind,
    Severity,
    Speaker,
    SpeakerKind,
    Trouble,
)


@dataclass(frozen=True)
class WordRelation:
    """A word that a `WordEngine` reads as an attribution."""

    word: str
    confidence: float = 1.0
    act: Act = Act.STATEMENT


RELATIONS = (WordRelation("said", 0.9), WordRelation("perhaps", 0.3), WordRelation("ordered", 0.8, Act.DECREE))
FLAGS = {"ERROR": Severity.ERROR, "WARNING": Severity.WARNING, "NOTE": Severity.NOTE}


class WordEngine(Engine):
    """An engine without a model: certain words are relations or findings, and the word "crash" an error."""

    def prepare(self, *, pipeline: bool = True) -> None:
        """Load nothing."""

    def read(self, article: Article) -> Reading:
        """Return a relation for each known word; raise at "crash"."""
        if "crash" in article.text:
            raise IndexError("tuple index out of range")
        found = [
            AttributionRelation(
                id=f"a{number}",
                kind=QuotationKind.INDIRECT,
                content=(CharSpan(at, at + len(known.word)),),
                cue=(),
                source=(),
                act=known.act,
                modality=Modality.ASSERTED,
                rule="probe",
                confidence=known.confidence,
                speaker=Speaker("Pia Berg", SpeakerKind.PERSON),
            )
            for number, known in enumerate(RELATIONS)
            if (at := article.text.find(known.word)) >= 0
        ]
        return Reading(article, None, (), tuple(found))  # type: ignore[arg-type]

    def find(self, reading: Reading, settings: Any = None) -> tuple[tuple[Finding, ...], tuple[Trouble, ...]]:
        """Return the findings of checks that look for words."""
        checks = [_word_check(check) for check in (self.checks if settings is None else settings.active)]
        return run_checks(checks, reading.article, None, (), reading.relations)  # type: ignore[arg-type]


def _word_check(check: Check) -> Check:
    """Return a check that flags the word that stands for its severity, and breaks at "break"."""

    def run(context: CheckContext):  # type: ignore[no-untyped-def]
        text = context.article.text
        if check.info.code == "AT101" and "break" in text:
            raise KeyError("no such token")
        for word, severity in FLAGS.items():
            at = text.find(word)
            if at >= 0 and check.info.severity is severity:
                fields = dict.fromkeys(_fields(check.info.message), "x")
                yield context.finding(CharSpan(at, at + len(word)), **fields)

    return Check(check.info, run)


def _fields(message: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(message) if name]


Invoke = Callable[..., Result]


@pytest.fixture
def invoke(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Invoke:
    """Run a command line in an empty folder, with an engine that needs no model."""
    monkeypatch.setattr(commands, "Engine", WordEngine)
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "CI", "COLUMNS", "ATTRIB_TRACEBACK"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
        words: Sequence[str] = arguments
        return CliRunner().invoke(app, list(words), input=stdin)

    return run


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Write a file into the folder the command runs in."""

    def put(name: str, text: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return put
