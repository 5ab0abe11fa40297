"""Comments and sidecars from the command line: what is shown, what counts, and in which form."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

Write = Callable[[str, str | bytes], Path]
SCHEMA = Path(__file__).parents[2] / "attrib" / "reporters" / "schemas" / "check-json-1.schema.json"


def rows(result) -> dict[str, list[dict[str, object]]]:  # type: ignore[no-untyped-def]
    form = json.loads(result.stdout)
    jsonschema.validate(form, json.loads(SCHEMA.read_text("utf-8")))
    return {row["path"]: row["findings"] for row in form["files"]}


def test_what_is_ignored_does_not_count_and_stays_in_the_machine_form(invoke, write: Write) -> None:
    write("a.md", "<!-- attrib: ignore ALL -- the desk knows -->\nAn ERROR here.\n")
    result = invoke("check", "a.md")
    assert result.exit_code == 0
    assert "AT101" not in result.stdout
    assert "let stand (--show-suppressed shows them)" in result.stdout
    found = rows(invoke("check", "--format", "json", "a.md"))["a.md"]
    assert {one["suppressed"] for one in found} == {"the desk knows"}
    assert "AT101" in {one["code"] for one in found}


def test_text_shows_it_where_it_is_asked_for(invoke, write: Write) -> None:
    write("a.md", "<!-- attrib: ignore ALL -- the desk knows -->\nAn ERROR here.\n")
    shown = invoke("check", "--show-suppressed", "a.md")
    assert shown.exit_code == 0
    assert "AT101 unattributed-quotation" in shown.stdout
    assert "let stand the desk knows" in shown.stdout


def test_unused_and_bad_ones_are_warnings_with_their_place(invoke, write: Write) -> None:
    write("a.md", "Quiet.\n\nQuiet. <!-- attrib: ignore AT101 -- x -->\n\n<!-- attrib: ignroe AT101 -->\n")
    result = invoke("check", "--format", "json", "a.md")
    assert [(one["code"], one["severity"], one["line"], one["column"]) for one in rows(result)["a.md"]] == [
        ("AT903", "warning", 3, 8),
        ("AT904", "warning", 5, 1),
    ]
    assert json.loads(result.stdout)["summary"] == {
        "articles": 1,
        "flagged": 1,
        "errors": 0,
        "warnings": 2,
        "notes": 0,
        "troubles": 0,
    }
    assert result.exit_code == 0
    assert invoke("check", "--fail-on", "warning", "a.md").exit_code == 1
    assert invoke("check", "--fail-on", "warning", "--ignore", "AT903,bad-suppression", "a.md").exit_code == 0
    text = invoke("check", "a.md").stdout
    assert "  3:8     warning AT903 unused-suppression" in text
    assert "2 warnings in 1 article." in text


def test_a_check_that_was_not_selected_leaves_its_suppressions_alone(invoke, write: Write) -> None:
    write("a.md", "<!-- attrib: ignore AT101 -- x -->\nQuiet.\n")
    assert rows(invoke("check", "--format", "json", "--select", "AT501", "a.md"))["a.md"] == []
    assert rows(invoke("check", "--format", "json", "--ignore", "AT101", "a.md"))["a.md"] == []
    assert [one["code"] for one in rows(invoke("check", "--format", "json", "--select", "AT1", "a.md"))["a.md"]] == [
        "AT903"
    ]


def test_a_reason_may_be_asked_for_by_flag_and_by_config(invoke, write: Write) -> None:
    write("a.md", "<!-- attrib: ignore AT101 -->\nAn ERROR.\n")
    assert "AT904" not in invoke("check", "a.md").stdout
    assert "gives no reason" in invoke("check", "--require-reason", "a.md").stdout
    write("attrib.toml", "require-reason = true\n")
    assert "gives no reason" in invoke("check", "a.md").stdout


def test_own_findings_are_graded_by_config_and_an_error_is_not_trouble(invoke, write: Write) -> None:
    write("a.md", "<!-- attrib: ignore AT101 -- x -->\nQuiet.\n")
    write("attrib.toml", '[severity]\nAT903 = "error"\n')
    result = invoke("check", "--format", "json", "a.md")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["summary"]["errors"] == 1
    write("attrib.toml", '[severity]\nunused-suppression = "off"\n')
    assert rows(invoke("check", "--format", "json", "a.md"))["a.md"] == []


def test_a_sidecar_hides_and_its_own_faults_stand_under_its_name(invoke, write: Write) -> None:
    write("a.txt", "Before an ERROR here.\n")
    write("a.txt.attrib", '# attrib: ignore ALL "error" -- as sent\n# attrib: ignore AT101 "nothing" -- x\n')
    result = invoke("check", "--format", "json", "a.txt")
    assert {one["suppressed"] for one in rows(result)["a.txt"]} == {"as sent"}
    assert [(one["code"], one["line"]) for one in rows(result)["a.txt.attrib"]] == [("AT903", 2)]
    text = invoke("check", "a.txt").stdout
    assert text.index("a.txt.attrib") < text.index("AT903")


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", None),
        (b"\xef\xbb\xbf# attrib: ignore-file ALL -- x\r\n", None),
        (b"\xff\xfe\x00\xd8", "not valid UTF-16"),
        (b"\x00\x01\x02" * 50, "binary"),
        (b"ignore AT101\n", "a line reads"),
    ],
)
def test_an_odd_sidecar_is_named_and_the_article_is_checked(invoke, write: Write, raw: bytes, said: str | None) -> None:
    write("a.txt", "Before an ERROR here.\n")
    write("a.txt.attrib", raw)
    result = invoke("check", "--format", "json", "a.txt")
    found = rows(result)
    assert "AT101" in {one["code"] for one in found["a.txt"]}
    own = found.get("a.txt.attrib", [])
    assert [one["code"] for one in own] == ([] if said is None else ["AT904"])
    assert said is None or said in str(own[0]["message"])
    assert "Traceback" not in result.output


def test_a_sidecar_that_is_a_folder_is_named(invoke, write: Write, tmp_path: Path) -> None:
    write("a.txt", "Quiet.\n")
    (tmp_path / "a.txt.attrib").mkdir()
    assert "is a folder" in invoke("check", "a.txt").stdout


def test_a_sidecar_is_no_article(invoke, write: Write) -> None:
    write("a.txt", "Quiet.\n")
    write("a.txt.attrib", "# attrib: ignore-file AT101 -- An ERROR\n")
    result = invoke("check", "--format", "json", "a.txt", "a.txt.attrib")
    assert [one["code"] for one in rows(result)["a.txt.attrib"]] == ["AT903"]
    assert "left out, for it is the sidecar" in result.stderr
    assert list(rows(invoke("check", "--format", "json", "--ignore", "AT903", "."))) == ["a.txt"]


def test_a_corpus_takes_no_sidecar_and_says_so_once(invoke, write: Write) -> None:
    write("c.jsonl", '{"text": "An ERROR."}\n{"text": "An ERROR."}\n')
    write("c.jsonl.attrib", "# attrib: ignore-file ALL -- x\n")
    result = invoke("check", "c.jsonl")
    assert result.stdout.count("use a baseline") == 1
    assert result.exit_code == 1


def test_standard_input_has_the_sidecar_of_its_name(invoke, write: Write) -> None:
    write("a.txt.attrib", "# attrib: ignore-file ALL -- x\n")
    assert invoke("check", "-", stdin="An ERROR here.").exit_code == 1
    assert invoke("check", "--stdin-filename", "a.txt", "-", stdin="An ERROR here.").exit_code == 0
