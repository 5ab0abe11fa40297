"""The files shown in `rules/README.md` are sound, and their examples hold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from attrib.checking import run_examples
from attrib.engine import Engine
from attrib.rulefiles import prove_lexicon, stage_of

README = Path(__file__).parent.parent / "rules" / "README.md"


@pytest.fixture
def shown(tmp_path: Path) -> list[Path]:
    paths = []
    for number, block in enumerate(re.findall(r"```yaml\n(schema: 1\n.*?)```", README.read_text("utf-8"), re.DOTALL)):
        paths.append(tmp_path / f"{number}.yaml")
        paths[-1].write_text(block, "utf-8")
    return paths


def test_every_kind_of_file_is_shown(shown: list[Path]) -> None:
    assert [stage_of(path) for path in shown] == ["checks", "checks", "lexicon", "lexicon", "extraction"]
    for path in shown[2:4]:
        prove_lexicon(path)


@pytest.mark.model
def test_the_examples_shown_hold(shown: list[Path]) -> None:
    results = run_examples(shown, Engine().read_text)
    assert len(results) == 10
    assert [(result.example.text, result.message) for result in results if not result.passed] == []
