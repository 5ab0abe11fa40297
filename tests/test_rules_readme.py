"""The files shown in `rules/README.md` are sound, and their examples hold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from attrib.catalogue import load_checks
from attrib.checking import run_examples
from attrib.engine import Engine
from attrib.extraction import load_knowledge
from attrib.houses import make_house, run_house_examples
from attrib.model import Act
from attrib.resolution.lexicons import extended_lexicons
from attrib.rulefiles import load_house_style, load_house_styles, stage_of

README = Path(__file__).parent.parent / "rules" / "README.md"


@pytest.fixture
def shown(tmp_path: Path) -> list[Path]:
    paths = []
    for number, block in enumerate(re.findall(r"```yaml\n(schema: 1\n.*?)```", README.read_text("utf-8"), re.DOTALL)):
        paths.append(tmp_path / f"{number}.yaml")
        paths[-1].write_text(block, "utf-8")
    return paths


def test_every_kind_of_file_is_shown(shown: list[Path]) -> None:
    assert [stage_of(path) for path in shown] == [
        *["checks", "checks", "lexicon", "extraction"],
        *["lexicon"] * 3,
        "house",
    ]


def test_a_newsroom_may_use_them_all_at_once(shown: list[Path]) -> None:
    folder = shown[0].parent
    assert {"HOUSE101", "HOUSE102"} <= {check.info.code for check in load_checks([folder])}
    known = load_knowledge(extra=[folder])
    assert (known.patterns[0].id, known.patterns[0].confidence) == ("word-has-it", 0.9)
    assert known.rates.seen("swoon", "preposition-over") == 10
    assert known.house_words["roles"] == {"office": ("harbourmaster", "verger")}
    assert known.acts["demand"] is Act.STATEMENT
    words = extended_lexicons(known.house_words).anonymity
    assert "whose name is known to the desk" in words.groups["request"]
    assert {"eviction", "deportation", "reprisals"} <= words.words("reason_fear")


@pytest.mark.model
def test_the_examples_shown_hold(shown: list[Path]) -> None:
    results = run_examples(shown, Engine(rules=shown).read_text)
    assert len(results) == 12
    assert [(result.example.text, result.message) for result in results if not result.passed] == []


@pytest.mark.model
def test_the_verb_shown_attributes_from_then_on(shown: list[Path]) -> None:
    text = "Critics swooned over the new organ."
    assert f'"{text}"' in README.read_text("utf-8")
    assert Engine().read_text(text).relations == ()
    (relation,) = Engine(rules=shown[2:3]).read_text(text).relations
    parts = [" ".join(span.of(text) for span in part) for part in (relation.source, relation.cue, relation.content)]
    assert parts == ["Critics", "swooned over", "the new organ"]
    assert relation.act is Act.BELIEF


@pytest.mark.model
def test_the_construction_shown_is_read_by_nothing_else_and_with_its_own_confidence(shown: list[Path]) -> None:
    text = "Word has it that the ferry will close."
    assert "word-has-it" not in {relation.rule for relation in Engine().read_text(text).relations}
    (relation,) = Engine(rules=shown[3:4]).read_text(text).relations
    assert (relation.rule, relation.confidence, relation.source) == ("word-has-it", 0.9, ())


@pytest.mark.model
def test_the_words_shown_make_one_speaker_of_two_mentions(shown: list[Path]) -> None:
    text = "Harbourmaster Ann Lee opened the gates. The harbourmaster said the water was high."

    def speakers(engine: Engine) -> list[str]:
        return [relation.speaker.name for relation in engine.read_text(text).relations if relation.speaker]

    assert speakers(Engine()) == ["The harbourmaster"]
    assert speakers(Engine(rules=shown[4:5])) == ["Ann Lee"]


@pytest.mark.model
def test_the_examples_of_the_house_shown_hold(shown: list[Path]) -> None:
    checks = load_checks()
    house = make_house(load_house_style(shown[-1]), load_house_styles(), [check.info for check in checks])
    results = run_house_examples(house, checks, lambda words: Engine(words=words).read_text)
    assert [(result.example.text, result.message) for result in results] == [
        (example.text, "") for example in house.styles[-1].examples
    ]
    assert len(results) == 3
