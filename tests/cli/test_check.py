from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Write = Callable[[str, str | bytes], Path]


@pytest.mark.parametrize(
    ("text", "fail_on", "code"),
    [
        ("All quiet.", "note", 0),
        ("An ERROR here.", "error", 1),
        ("A WARNING here.", "error", 0),
        ("A WARNING here.", "warning", 1),
        ("A WARNING here.", "note", 1),
        ("An ERROR here.", "never", 0),
    ],
)
def test_exit_code_goes_by_fail_on(invoke, write: Write, text: str, fail_on: str, code: int) -> None:
    write("story.txt", text)
    result = invoke("check", "--fail-on", fail_on, "story.txt")
    assert result.exit_code == code
    assert (text == "All quiet.") == ("Nothing found" in result.stdout)


def test_errors_fail_and_warnings_do_not_unless_told(invoke, write: Write) -> None:
    write("warned.txt", "A WARNING here.")
    write("wrong.txt", "An ERROR here.")
    assert invoke("check", "warned.txt").exit_code == 0
    assert invoke("check", "wrong.txt").exit_code == 1


def test_what_cannot_be_read_is_a_finding_and_the_others_are_checked(invoke, write: Write) -> None:
    write("good.txt", "An ERROR here.")
    write("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00" * 20)
    result = invoke("check", "--format", "json", "gone.txt", "picture.txt", "good.txt")
    assert result.exit_code == 2
    files = {
        row["path"]: [finding["code"] for finding in row["findings"]] for row in json.loads(result.stdout)["files"]
    }
    assert files["gone.txt"] == ["AT901"]
    assert files["picture.txt"] == ["AT901"]
    assert "AT101" in files["good.txt"]
    assert result.stderr == ""


def test_an_unforeseen_error_names_the_article_and_the_others_go_on(invoke, write: Write) -> None:
    write("a.txt", "This will crash.")
    write("b.txt", "An ERROR here.")
    result = invoke("check", "a.txt", "b.txt")
    assert result.exit_code == 2
    assert "Traceback" not in result.output
    assert "IndexError: tuple index out of range" in result.stdout
    assert result.stdout.index("a.txt") < result.stdout.index("b.txt")
    assert "AT101" in result.stdout


def test_a_traceback_is_for_developers(invoke, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.txt", "This will crash.")
    monkeypatch.setenv("ATTRIB_TRACEBACK", "1")
    result = invoke("check", "a.txt")
    assert "Traceback" in result.stderr
    assert "Traceback" not in result.stdout


def test_a_check_that_stops_is_a_finding_of_its_article(invoke, write: Write) -> None:
    write("a.txt", "A break and an ERROR.")
    result = invoke("check", "--format", "jsonl", "a.txt")
    assert result.exit_code == 2
    (row,) = (json.loads(line) for line in result.stdout.splitlines())
    codes = [finding["code"] for finding in row["findings"]]
    assert codes[0] == "AT905"
    assert "AT101" not in codes
    assert "AT102" in codes


def test_broken_rule_files_are_findings_with_all_their_faults(invoke, write: Write) -> None:
    write("house/rule.yaml", "schema: 1\nstage: checks\ncode: x\nname: 7\n")
    write("a.txt", "An ERROR here.")
    result = invoke("check", "--rules", "house", "--format", "json", "a.txt")
    assert result.exit_code == 2
    (row,) = json.loads(result.stdout)["files"]
    assert row["path"].endswith("rule.yaml")
    assert {finding["code"] for finding in row["findings"]} == {"AT902"}
    assert len(row["findings"]) > 2
    assert any(finding["line"] == 3 for finding in row["findings"])


def test_a_house_rule_cannot_take_a_code_that_is_taken(invoke, write: Write) -> None:
    rule = (Path(__file__).parents[2] / "rules" / "checks" / "AT301.yaml").read_text("utf-8")
    write("house/mine.yaml", rule)
    write("a.txt", "Quiet.")
    result = invoke("check", "--rules", "house", "a.txt")
    assert result.exit_code == 2
    assert "AT301" in result.stdout
    assert "taken" in result.stdout


def test_select_and_ignore_take_codes_prefixes_and_names(invoke, write: Write) -> None:
    write("a.txt", "An ERROR and a WARNING.")

    def codes(*arguments: str) -> set[str]:
        result = invoke("check", "--format", "json", *arguments, "a.txt")
        return {finding["code"] for row in json.loads(result.stdout)["files"] for finding in row["findings"]}

    every = codes()
    assert {"AT101", "AT501"} <= every
    assert codes("--select", "AT5") == {code for code in every if code.startswith("AT5")}
    assert codes("--select", "AT501,unattributed-quotation") == {"AT101", "AT501"}
    assert codes("--select", "AT501", "--select", "AT101") == {"AT101", "AT501"}
    assert codes("--ignore", "AT1, AT3") == {code for code in every if code[:3] not in {"AT1", "AT3"}}


@pytest.mark.parametrize(
    ("arguments", "guess"),
    [
        (("check", "--format", "jsnol", "a.txt"), "jsonl"),
        (("check", "--fail-on", "warn", "a.txt"), "warning"),
        (("check", "--color", "alway", "a.txt"), "always"),
        (("check", "--select", "vague-sauce", "a.txt"), "AT301 vague-source"),
        (("check", "--ignore", "AT1O1", "a.txt"), "AT101"),
        (("check", "--selct", "AT101", "a.txt"), "--select"),
        (("chekc", "a.txt"), "check"),
        (("explain", "unatributed-quotation"), "AT101"),
        (("rules", "lst"), "list"),
    ],
)
def test_a_misspelt_word_is_told_the_nearest_right_one(invoke, write: Write, arguments, guess: str) -> None:
    write("a.txt", "Quiet.")
    result = invoke(*arguments)
    assert result.exit_code == 2
    assert guess in result.stderr
    assert result.stdout == ""


def test_a_wrong_input_format_is_named(invoke, write: Write) -> None:
    write("a.txt", "Quiet.")
    result = invoke("check", "--input-format", "dox", "a.txt")
    assert result.exit_code == 2
    assert "dox" in result.output


def test_a_folder_without_articles_is_a_warning(invoke, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = invoke("check", "--format", "json", "empty")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["files"] == []
    assert "empty: no articles" in result.stderr
    assert invoke("check", "--quiet", "empty").output == ""


def test_standard_input_is_an_article(invoke) -> None:
    result = invoke("check", "--format", "json", "-", stdin="An ERROR here.\n")
    assert json.loads(result.stdout)["files"][0]["path"] == "-"
    named = invoke("check", "--format", "json", "--stdin-filename", "story.md", "-", stdin="# An ERROR here.\n")
    (finding, *_) = json.loads(named.stdout)["files"][0]["findings"]
    assert finding["column"] == 6


def test_folders_and_patterns_are_read_in_order(invoke, write: Write) -> None:
    for name in ("b.txt", "a.md", "sub/c.txt", "sub/skip.png"):
        write(name, "Quiet.")
    result = invoke("check", "--format", "json", ".")
    assert [Path(row["path"]).as_posix() for row in json.loads(result.stdout)["files"]] == [
        "a.md",
        "b.txt",
        "sub/c.txt",
    ]
    pattern = invoke("check", "--format", "json", "sub/*.txt")
    assert [Path(row["path"]).name for row in json.loads(pattern.stdout)["files"]] == ["c.txt"]


def test_quiet_leaves_only_findings(invoke, write: Write) -> None:
    write("a.txt", "Quiet.")
    assert invoke("check", "--quiet", "a.txt").output == ""


def test_the_same_bytes_give_the_same_output_alone_and_in_any_batch(invoke, write: Write) -> None:
    for number in range(6):
        write(f"{number}.txt", f"Story {number} with an ERROR and a WARNING.")
    names = [f"{number}.txt" for number in range(6)]
    alone = [invoke("check", "--format", "jsonl", name).stdout for name in names]
    assert "".join(alone) == invoke("check", "--format", "jsonl", *names).stdout
    assert "".join(reversed(alone)) == invoke("check", "--format", "jsonl", *reversed(names)).stdout


def test_colour_is_asked_for(invoke, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.txt", "An ERROR here.")
    assert "\x1b[" not in invoke("check", "a.txt").stdout
    assert "\x1b[" in invoke("check", "--color", "always", "a.txt").stdout
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in invoke("check", "a.txt").stdout
    assert "\x1b[" not in invoke("check", "--color", "never", "a.txt").stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in invoke("check", "a.txt").stdout


def test_output_is_written_whole(invoke, write: Write, tmp_path: Path) -> None:
    write("a.txt", "An ERROR here.")
    result = invoke("check", "--format", "json", "--output", "out.json", "a.txt")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert json.loads((tmp_path / "out.json").read_text("utf-8"))["files"][0]["path"] == "a.txt"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "out.json"]


def test_output_is_left_alone_where_the_run_is_cut_off(
    invoke, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from attrib.cli import commands

    def interrupt(self: object, article: object) -> None:
        raise KeyboardInterrupt

    write("a.txt", "An ERROR here.")
    write("out.json", "what was there")
    monkeypatch.setattr(commands.Engine, "read", interrupt)
    result = invoke("check", "--format", "json", "--output", "out.json", "a.txt")
    assert result.exit_code == 130
    assert (tmp_path / "out.json").read_text() == "what was there"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "out.json"]


def test_output_into_a_folder_that_does_not_exist_is_refused(invoke, write: Write) -> None:
    write("a.txt", "Quiet.")
    result = invoke("check", "--output", "no/such/out.txt", "a.txt")
    assert result.exit_code == 2
    assert "no such file or directory" in result.stderr


def test_a_missing_model_is_named_with_what_to_do(invoke, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    from attrib.cli import commands
    from attrib.engine import Engine

    monkeypatch.setattr(commands, "Engine", Engine)
    write("a.txt", "Quiet.")
    result = invoke("check", "--model", "en_no_such_model", "a.txt")
    assert result.exit_code == 2
    assert "en_no_such_model" in result.stderr
    assert "pip install" in result.stderr
    assert result.stdout == ""
