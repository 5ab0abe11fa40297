"""`attrib rules new` writes files that hold at once, and `attrib rules schema` prints what editors ask for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator
from typer.testing import CliRunner, Result

from attrib.cli import app
from attrib.rulefiles import rule_paths
from attrib.rulefiles.house import EXTENDABLE
from attrib.rulefiles.schemas import any_schema


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):  # type: ignore[no-untyped-def]
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(app, list(arguments))

    return invoke


DRAFTS = [
    ("unplaced-residents",),
    ("shouted-statement", "--matcher", "dependency"),
    ("hearsay", "--stage", "extraction"),
    ("our-cues", "--stage", "lexicon"),
    ("roles", "--stage", "lexicon"),
    ("our-house", "--stage", "house"),
]


@pytest.mark.model
@pytest.mark.parametrize("arguments", DRAFTS, ids=" ".join)
def test_a_draft_passes_its_examples_at_once(run, arguments: tuple[str, ...]) -> None:
    made = run("rules", "new", *arguments)
    assert (made.exit_code, made.stdout) == (0, "")
    assert "written" in made.stderr
    result = run("rules", "test", f"{arguments[0]}.yaml")
    assert result.exit_code == 0, result.output
    assert ("0 of 0" in result.stdout) == ("lexicon" in arguments)


@pytest.mark.model
def test_all_drafts_hold_together_in_one_folder(run) -> None:
    Path("house").mkdir()
    for name, *rest in DRAFTS:
        assert run("rules", "new", name, *rest, "--output", "house").exit_code == 0
    assert run("rules", "new", "second-check", "-o", "house/second.yaml").exit_code == 0
    result = run("rules", "test", "house")
    assert result.exit_code == 0, result.output
    listed = run("rules", "list", "--rules", "house").stdout
    assert [line.split()[:2] for line in listed.splitlines() if line.startswith("HOUSE")] == [
        ["HOUSE101", "unplaced-residents"],
        ["HOUSE102", "shouted-statement"],
        ["HOUSE103", "second-check"],
    ]


@pytest.mark.parametrize("name", EXTENDABLE)
def test_words_can_be_added_to_every_lexicon_that_takes_some(run, name: str) -> None:
    assert run("rules", "new", name, "--stage", "lexicon").exit_code == 0
    assert yaml.safe_load(Path(f"{name}.yaml").read_text("utf-8"))["name"] == name


def test_drafts_are_valid_by_the_schema_and_commented(run) -> None:
    for name, *rest in DRAFTS:
        run("rules", "new", name, *rest)
    validator = Draft202012Validator(any_schema())
    paths = rule_paths(Path())
    assert len(paths) == len(DRAFTS)
    for path in paths:
        text = path.read_text("utf-8")
        assert [error.message for error in validator.iter_errors(yaml.safe_load(text))] == []
        assert text.startswith("# ")
        assert all(len(line) <= 120 for line in text.splitlines())


def test_nothing_is_overwritten(run) -> None:
    Path("a-check.yaml").write_text("mine")
    result = run("rules", "new", "a-check")
    assert result.exit_code == 2
    assert "a-check.yaml is there already" in result.stderr
    assert Path("a-check.yaml").read_text() == "mine"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("A_Check",), "did you mean a-check?"),
        (("../up",), "no name for a rule file"),
        (("",), "no name for a rule file"),
        (("a", "--stage", "chekc"), "did you mean `check`?"),
        (("a", "--matcher", "tree"), "token or dependency"),
        (("a", "--stage", "house", "--matcher", "dependency"), "--matcher is for checks"),
        (("a", "--output", "a.txt"), "rule files end in .yaml"),
        (("a", "--output", "none/a.yaml"), "cannot write"),
    ],
)
def test_what_cannot_be_is_named(run, arguments: tuple[str, ...], said: str) -> None:
    result = run("rules", "new", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.output
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize("stage", [None, "check", "extraction", "lexicon", "house"])
def test_schemas_are_printed_as_json(run, stage: str | None) -> None:
    result = run("rules", "schema", *([stage] if stage else []))
    assert result.exit_code == 0
    Draft202012Validator.check_schema(json.loads(result.stdout))


def test_a_stage_without_a_schema_is_named(run) -> None:
    result = run("rules", "schema", "weights")
    assert result.exit_code == 2
    assert "check, extraction, lexicon or house" in result.stderr
