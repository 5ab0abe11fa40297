"""`--rules` of `check` and `extract`, and `rules test` on a newsroom's own folder."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from attrib.cli import app

Write = Callable[[str, str | bytes], Path]

CUES = """schema: 1
name: house-cues
stage: lexicon
language: en
why: To try the option on.
source: Made up.
entries:
  swoon: {act: belief, frames: {preposition-over: [9, 10]}}
"""
PATTERN = """schema: 1
name: house-hearsay
stage: extraction
language: en
matcher: dependency
why: To try the option on.
patterns:
  - id: word-has-it
    frame: word-has-it
    confidence: 0.9
    cue: [word, it]
    source: none
    pattern:
      - {RIGHT_ID: cue, RIGHT_ATTRS: {LEMMA: have}}
      - {LEFT_ID: cue, REL_OP: ">", RIGHT_ID: word, RIGHT_ATTRS: {LOWER: word, DEP: nsubj}}
      - {LEFT_ID: cue, REL_OP: ">", RIGHT_ID: it, RIGHT_ATTRS: {LOWER: it}}
      - {LEFT_ID: cue, REL_OP: ">", RIGHT_ID: content, RIGHT_ATTRS: {DEP: {IN: [ccomp, advcl]}}}
examples:
  relations:
    - {text: "Word has it that the ferry will close.", cue: Word has it, content: that the ferry will close}
  none:
    - "The word has four letters."
"""
STORY = "Critics swooned over the new organ.\n\nWord has it that the ferry will close.\n"


def rules_read(*options: str) -> set[str]:
    result = CliRunner().invoke(app, ["extract", "--format", "json", *options, "story.txt"])
    assert result.exit_code == 0, result.output
    (file,) = json.loads(result.stdout)["articles"]
    return {relation["rule"] for relation in file["attributions"]}


@pytest.mark.model
def test_extract_reads_with_every_folder_given(write: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    write("story.txt", STORY)
    write("arts/cues.yaml", CUES)
    write("news/hearsay.yaml", PATTERN)
    assert rules_read() == set()
    assert rules_read("--rules", "arts") == {"preposition-object"}
    assert rules_read("--rules", "arts", "--rules", "news") == {"preposition-object", "word-has-it"}


@pytest.mark.model
def test_check_looks_at_what_a_newsroom_s_patterns_read(
    write: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    write("story.txt", STORY)
    write("house/hearsay.yaml", PATTERN)
    write("house/check.yaml", CHECK)
    result = CliRunner().invoke(
        app, ["check", "--rules", "house", "--select", "HOUSE", "--format", "json", "story.txt"]
    )
    (file,) = json.loads(result.stdout)["files"]
    assert [finding["code"] for finding in file["findings"]] == ["HOUSE109"]


CHECK = """schema: 1
code: HOUSE109
name: hearsay
stage: checks
severity: warning
message: "Whose {match}?"
why: To try the option on.
since: 1.0.0
matcher: token
scope: cue
patterns:
  - id: word
    pattern: [{LOWER: word}, {LOWER: has}, {LOWER: it}]
examples:
  flagged: ["[[Word has it]] that the ferry will close."]
  clean: ["The word has four letters."]
"""


@pytest.mark.model
def test_examples_are_read_with_the_folder_s_own_patterns(
    write: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    write("house/hearsay.yaml", PATTERN)
    write("house/check.yaml", CHECK)
    result = CliRunner().invoke(app, ["rules", "test", "house"])
    assert (result.exit_code, result.stdout) == (0, "4 of 4 examples passed.\n")
    write("house/hearsay.yaml", PATTERN.replace("LOWER: word, ", "LOWER: rumour, "))
    result = CliRunner().invoke(app, ["rules", "test", "house"])
    assert result.exit_code == 1
    assert "house-hearsay (relation)" in result.stdout
    assert "HOUSE109 (flagged)" in result.stdout


@pytest.mark.parametrize("command", [("check",), ("extract",)])
@pytest.mark.parametrize("folder", ["none", "missing"])
def test_a_folder_of_nothing_ends_in_2(invoke, write: Write, tmp_path: Path, command: tuple[str], folder: str) -> None:
    write("a.txt", "Quiet.")
    (tmp_path / "none").mkdir()
    result = invoke(*command, "--rules", folder, "a.txt")
    assert result.exit_code == 2
    assert f"'{folder}'" in result.stderr
    assert result.stdout == ""


def test_a_folder_of_checks_alone_is_of_no_use_to_extract(invoke, write: Write) -> None:
    write("a.txt", "Quiet.")
    write("house/check.yaml", CHECK)
    assert invoke("check", "--rules", "house", "a.txt").exit_code == 0
    result = invoke("extract", "--rules", "house", "a.txt")
    assert result.exit_code == 2
    assert "no rule files with stage extraction or lexicon in 'house'" in result.stderr


def test_a_folder_without_checks_is_of_use_to_check(invoke, write: Write) -> None:
    write("a.txt", "Quiet.")
    write("house/cues.yaml", CUES)
    assert invoke("check", "--rules", "house", "a.txt").exit_code == 0


def test_a_file_that_cannot_be_used_is_named_with_its_line(invoke, write: Write) -> None:
    write("house/words.yaml", CUES.partition("entries")[0].replace("house-cues", "titels") + "groups:\n  office: [x]\n")
    write("a.txt", "Quiet.")
    result = invoke("rules", "test", "house")
    assert result.exit_code == 2
    said = "house/words.yaml:2: name: no lexicon `titels` takes further words (did you mean `titles`?)"
    assert said in result.stderr


def test_broken_patterns_are_findings_of_check_and_end_extract(
    write: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    write("a.txt", "Quiet.")
    write("house/hearsay.yaml", PATTERN.replace("cue: [word, it]", "cue: [wrod, it]"))
    result = CliRunner().invoke(app, ["check", "--rules", "house", "--format", "json", "a.txt"])
    assert result.exit_code == 2
    (file,) = json.loads(result.stdout)["files"]
    assert [(finding["code"], finding["line"]) for finding in file["findings"]] == [("AT902", 11), ("AT902", None)]
    assert file["findings"][1]["message"] == "1 article was not read because of this: a.txt"
    assert "did you mean `word`?" in file["findings"][0]["message"]
    result = CliRunner().invoke(app, ["extract", "--rules", "house", "a.txt"])
    assert result.exit_code == 2
    assert "hearsay.yaml:11: patterns[0].cue: no node is called `wrod` (did you mean `word`?)" in result.stderr
    assert result.stdout == ""
