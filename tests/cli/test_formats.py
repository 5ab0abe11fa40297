from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from junitparser import JUnitXml
from support.awkward import validate

from attrib.cli.options import CHECK_FORMATS, EXTRACT_FORMATS

Write = Callable[[str, "str | bytes"], Path]


@pytest.mark.parametrize("form", CHECK_FORMATS)
def test_every_format_ends_with_the_same_exit_code(invoke, write: Write, form: str) -> None:
    write("flagged.txt", "An ERROR and a NOTE.")
    write("clean.txt", "Nothing here.")
    assert invoke("check", "--format", form, "clean.txt").exit_code == 0
    assert invoke("check", "--format", form, "clean.txt", "flagged.txt").exit_code == 1
    assert invoke("check", "--format", form, "flagged.txt", "gone.txt").exit_code == 2


@pytest.mark.parametrize("form", [form for form in EXTRACT_FORMATS if form != "text"])
def test_every_form_of_relations_has_them(invoke, write: Write, form: str) -> None:
    write("a.txt", "She said so.")
    result = invoke("extract", "--format", form, "a.txt")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Pia Berg" in result.stdout


def test_several_formats_come_of_one_run(invoke, write: Write, tmp_path: Path) -> None:
    write("a.txt", "An ERROR.\n\nA NOTE.")
    result = invoke(
        "check", "--format", "sarif", "--output", "a.sarif", "-f", "line", "-f", "junit", "-o", "a.xml", "a.txt"
    )
    assert result.exit_code == 1
    places = [line.split(": ")[0] for line in result.stdout.splitlines()]
    log = json.loads((tmp_path / "a.sarif").read_text("utf-8"))
    validate("sarif-2.1.0.json", log)
    regions = [one["locations"][0]["physicalLocation"]["region"] for one in log["runs"][0]["results"]]
    assert [f"a.txt:{region['startLine']}:{region['startColumn']}" for region in regions] == places
    errors = [one["ruleId"] for one in log["runs"][0]["results"] if one["level"] == "error"]
    assert JUnitXml.fromfile(str(tmp_path / "a.xml")).failures == len(set(errors)) > 0


def test_no_more_findings_than_asked_for_are_shown_and_the_exit_code_is_that_of_all(invoke, write: Write) -> None:
    write("a.txt", "A NOTE.")
    write("b.txt", "An ERROR and a WARNING.")
    result = invoke("check", "--format", "line", "--max-findings", "1", "a.txt", "b.txt")
    every = invoke("check", "--format", "line", "a.txt", "b.txt")
    assert result.stdout.count("\n") == 1
    assert (result.exit_code, every.exit_code) == (1, 1)
    left = every.stdout.count("\n") - 1
    assert f"{left} more findings are counted and not shown (--max-findings 1)" in result.stderr
    text = invoke("check", "--max-findings", "0", "a.txt", "b.txt")
    assert text.stdout.strip() in invoke("check", "a.txt", "b.txt").stdout.splitlines()


def test_the_summary_of_a_step_is_added_to_the_file_github_names(
    invoke, write: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write("a.txt", "An ERROR.")
    summary = write("summary.md", "before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    assert invoke("check", "--format", "line", "a.txt").exit_code == 1
    assert summary.read_text("utf-8") == "before\n"
    assert invoke("check", "--format", "github", "a.txt").stdout.startswith("::error file=a.txt,line=1")
    assert summary.read_text("utf-8").startswith("before\n## attrib\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "no" / "summary.md"))
    result = invoke("check", "--format", "github", "a.txt")
    assert result.exit_code == 1
    assert "the summary of the step was not written: no such file or directory" in result.stderr


def test_paths_are_told_from_the_repository(
    invoke, write: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".git").mkdir()
    write("site/a b.txt", "An ERROR.")
    monkeypatch.chdir(tmp_path / "site")
    assert json.loads(invoke("check", "-f", "gitlab", "a b.txt").stdout)[0]["location"]["path"] == "site/a b.txt"
    log = json.loads(invoke("check", "-f", "sarif", "a b.txt").stdout)
    assert log["runs"][0]["artifacts"][0]["location"]["uri"] == "site/a%20b.txt"
    # reviewdog and editors go by the folder they are in.
    found = json.loads(invoke("check", "-f", "rdjson", "a b.txt").stdout)["diagnostics"]
    assert found[0]["location"]["path"] == "a b.txt"


def test_standard_input_goes_by_the_name_it_is_given(invoke) -> None:
    named = invoke("check", "-f", "junit", "--stdin-filename", "desk.txt", "-", stdin="An ERROR.")
    (suite,) = JUnitXml.fromstring(named.stdout.encode())
    assert suite.name == "desk.txt"
    assert 0 < suite.failures < suite.tests  # the checks of other severities passed
    log = json.loads(invoke("check", "-f", "sarif", "-", stdin="An ERROR.").stdout)
    validate("sarif-2.1.0.json", log)


def test_broken_settings_are_told_in_every_format(invoke, write: Write) -> None:
    write("a.txt", "An ERROR.")
    write("attrib.toml", "selcet = []\n")
    for form in CHECK_FORMATS:
        result = invoke("check", "-f", form, "a.txt")
        assert result.exit_code == 2
        assert "AT902" in result.stdout, form


def test_brat_has_a_file_for_each_article(invoke, write: Write, tmp_path: Path) -> None:
    for name in ("a/s.txt", "b/s.txt", "c.jsonl"):
        write(name, '{"id": "r1", "text": "She said so."}\n' if name == "c.jsonl" else "She said so.")
    for several in (["a", "b"], ["c.jsonl"]):
        result = invoke("extract", "-f", "brat", *several)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "make a folder and name it with --output" in result.stderr
    (tmp_path / "out").mkdir()
    assert invoke("extract", "-f", "brat", "-o", "out", "a", "b", "c.jsonl").exit_code == 0
    found = sorted(str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("*.ann"))
    assert found == ["a/s.ann", "b/s.ann", "c.jsonl/r1.ann"]
    assert invoke("extract", "-f", "brat", "a/s.txt").stdout == (tmp_path / "out/a/s.ann").read_text("utf-8")


def test_an_unknown_format_is_named_with_the_nearest_right_one(invoke, write: Write) -> None:
    write("a.txt", "She said so.")
    result = invoke("check", "--format", "sarf", "a.txt")
    assert result.exit_code == 2
    assert "did you mean sarif?" in result.stderr
