"""The JSON Schemas say of shape what the strict loader says."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from attrib.errors import ConfigError
from attrib.rulefiles import checkfiles, housestyles, rule_paths, rules_dir, stage_of
from attrib.rulefiles.schemas import STAGES, any_schema, stage_schema

FIXTURES = Path(__file__).parents[2] / "fixtures" / "rulefiles"
STAGE = {"checks": "check", "extraction": "extraction", "lexicon": "lexicon", "house": "house"}
SHIPPED = [path for path in rule_paths(rules_dir()) if "weights" not in path.parts]
# Faults of what hangs together, of the file's own letters, or of its meeting attrib's own: no schema can see them.
BEYOND_SHAPE = {
    "bad_regex",
    "duplicate_key",
    "matches_nothing",
    "message_fields",
    "house_clash",
    "house_cue_frames",
    "house_lexicon_name",
    "house_lexicon_repair",
    "house_lexicon_words",
    "house_uncounted",
    "unquoted_no",  # to an editor, which reads YAML 1.2, `no` is a word
}
NOT_DATA = {"anchors", "not_yaml", "tab", "tag"}  # refused before there is anything to look at
BROKEN = sorted(path for path in FIXTURES.glob("*.yaml") if path.with_suffix(".txt").exists())


class EditorLoader(yaml.SafeLoader):
    """YAML 1.2 as editors read it: only true and false are truth values."""


EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:bool"]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
EditorLoader.add_implicit_resolver(  # type: ignore[no-untyped-call]
    "tag:yaml.org,2002:bool", __import__("re").compile("^(?:true|false)$"), list("tf")
)


def load(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), EditorLoader)


@cache
def validator(stage: str | None) -> Draft202012Validator:
    return Draft202012Validator(any_schema() if stage is None else stage_schema(stage))


@pytest.mark.parametrize("stage", [None, *STAGES])
def test_each_is_a_schema(stage: str | None) -> None:
    Draft202012Validator.check_schema(validator(stage).schema)
    assert "2020-12" in validator(stage).schema["$schema"]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_shipped_file_is_valid(path: Path) -> None:
    data = load(path)
    for stage in (STAGE[stage_of(path)], None):
        assert [error.message for error in validator(stage).iter_errors(data)] == []


def test_the_sound_file_is_valid() -> None:
    assert validator("check").is_valid(load(FIXTURES / "sound_check.yaml"))


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_every_broken_file_is_invalid_but_for_what_is_no_matter_of_shape(path: Path) -> None:
    if path.stem in NOT_DATA:
        return
    assert validator(None).is_valid(load(path)) == (path.stem in BEYOND_SHAPE)


def test_no_exception_is_made_for_a_file_that_is_not_there() -> None:
    assert {path.stem for path in BROKEN} >= BEYOND_SHAPE | NOT_DATA


def test_a_file_without_a_stage_or_with_a_wrong_one_is_invalid() -> None:
    sound = load(FIXTURES / "sound_check.yaml")
    assert validator(None).is_valid(sound)
    assert not validator(None).is_valid({key: value for key, value in sound.items() if key != "stage"})
    assert not validator(None).is_valid(sound | {"stage": "check"})
    assert not validator("extraction").is_valid(sound)


@pytest.mark.parametrize(
    "change",
    [
        {"code": "house1"},
        {"severity": "grave"},
        {"enabled": "on"},
        {"scope": "headline"},
        {"options": {"min_confidence": 2}},
        {"matcher": "dependency"},
        {"patterns": []},
        {"patterns": [{"id": "a", "pattern": [{"LOWER": "Voices"}]}]},
        {"patterns": [{"id": "a", "pattern": [{"DEP": "nsub"}]}]},
        {"patterns": [{"id": "a", "pattern": [{"LOWER": {"IN": "voices"}}]}]},
        {"patterns": [{"id": "a", "pattern": [{"LOWER": "voices", "OP": "??"}]}]},
        {"patterns": [{"id": "a", "pattern": [{"LOWER": "voices"}], "reach": "article"}]},
        {"patterns": [{"id": "a", "pattern": [{"LOWER": "voices"}], "flag": ["a"]}]},
        {"scope": "quotation", "patterns": [{"id": "a", "pattern": [{"LEMMA": "voice"}]}]},
        {"examples": {"flagged": ["Voices said so."], "clean": ["No."]}},
        {"examples": {"flagged": ["[[Voices]] said so."], "clean": ["[[No]]."]}},
        {"examples": {"flagged": ["[[Voices]] said so."]}},
        {"colour": "red"},
    ],
    ids=str,
)
def test_one_wrong_thing_makes_a_file_invalid(change: dict[str, Any]) -> None:
    assert not validator("check").is_valid(load(FIXTURES / "sound_check.yaml") | change)


@pytest.mark.parametrize(
    ("stage", "keys"),
    [
        ("check", (*checkfiles._REQUIRED, *checkfiles._OPTIONAL, "patterns", "examples")),
        ("house", (*housestyles._HEAD, *housestyles._SAYS, "examples")),
    ],
)
def test_every_key_the_loader_knows_is_described(stage: str, keys: tuple[str, ...]) -> None:
    properties = validator(stage).schema["properties"]
    assert set(properties) == set(keys)
    assert [key for key, schema in properties.items() if not schema] == []


def test_a_stage_that_does_not_exist_is_told_the_nearest() -> None:
    assert stage_schema("checks") == stage_schema("check")
    with pytest.raises(ConfigError, match="did you mean `extraction`"):
        stage_schema("extracton")
    with pytest.raises(ConfigError, match="check, extraction, lexicon or house"):
        stage_schema("zzz")
