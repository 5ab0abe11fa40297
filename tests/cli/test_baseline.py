"""A baseline from the command line: made, used, brought up to date, pruned, and refused where it is broken."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Write = Callable[[str, str | bytes], Path]
FILE = ".attrib-baseline.json"


def entries(path: str = FILE) -> list[dict[str, object]]:
    return json.loads(Path(path).read_text("utf-8"))["findings"]


def codes(result, path: str) -> list[tuple[str, str | None]]:  # type: ignore[no-untyped-def]
    for row in json.loads(result.stdout)["files"]:
        if row["path"] == path:
            return [(one["code"], one["suppressed"]) for one in row["findings"]]
    return []


def test_what_is_known_no_longer_fails_and_what_is_new_does(invoke, write: Write) -> None:
    write("old.txt", "An ERROR here.")
    made = invoke("baseline", "create", "old.txt")
    assert (made.exit_code, made.stdout) == (0, "")
    assert "known" in made.stderr
    assert invoke("check", "old.txt").exit_code == 1
    assert invoke("check", "old.txt", "--baseline", FILE).exit_code == 0
    write("old.txt", "A WARNING first.\n\nAn ERROR here.\n\nAnother ERROR there.")
    result = invoke("check", "old.txt", "--baseline", FILE, "--format", "json")
    assert result.exit_code == 0  # the engine of these tests sees the first of each word
    assert ("AT101", "known: .attrib-baseline.json") in codes(result, "old.txt")
    assert any(suppressed is None for _, suppressed in codes(result, "old.txt"))


def test_suppressed_findings_are_counted_and_shown_when_asked_for(invoke, write: Write) -> None:
    write("a.txt", "An ERROR here.")
    invoke("baseline", "create", "-q")
    number = len(entries())
    result = invoke("check", "a.txt", "--baseline", FILE)
    assert f"Nothing found in 1 article. {number} more are let stand (--show-suppressed shows them)." in result.stdout
    shown = invoke("check", "a.txt", "--baseline", FILE, "--show-suppressed")
    assert "let stand known: .attrib-baseline.json" in shown.stdout
    assert shown.exit_code == 0


def test_create_takes_the_folder_and_overwrites_nothing(invoke, write: Write) -> None:
    write("a.txt", "An ERROR here.")
    write("stories/b.md", "An ERROR there.")
    write("notes.csv", "An ERROR")
    assert invoke("baseline", "create").exit_code == 0
    assert {entry["path"] for entry in entries()} == {"a.txt", "stories/b.md"}
    before = Path(FILE).read_text("utf-8")
    again = invoke("baseline", "create")
    assert again.exit_code == 2
    assert "is there already" in again.stderr
    assert Path(FILE).read_text("utf-8") == before


def test_a_baseline_elsewhere_sees_articles_from_its_folder(invoke, write: Write) -> None:
    write("a.txt", "An ERROR here.")
    Path("desk").mkdir()
    invoke("baseline", "create", "--baseline", "desk/known.json", "a.txt")
    assert entries("desk/known.json")[0]["path"] == "../a.txt"
    assert invoke("check", "--baseline", "desk/known.json", "a.txt").exit_code == 0


def test_the_config_file_may_name_it(invoke, write: Write) -> None:
    write("attrib.toml", 'baseline = "known.json"\n')
    write("stories/a.txt", "An ERROR here.")
    missing = invoke("check", "stories/a.txt")
    assert missing.exit_code == 2
    assert "`attrib baseline create` makes one" in missing.stderr
    assert invoke("baseline", "create").exit_code == 0
    assert entries("known.json")[0]["path"] == "stories/a.txt"
    assert invoke("check", "stories/a.txt").exit_code == 0
    assert invoke("check", "stories/a.txt", "--isolated").exit_code == 1


def test_update_keeps_notes_adds_what_is_new_and_drops_what_is_gone(invoke, write: Write) -> None:
    write("a.txt", "An ERROR here.")
    write("b.txt", "A WARNING here.")
    invoke("baseline", "create", "-q")
    form = json.loads(Path(FILE).read_text("utf-8"))
    for entry in form["findings"]:
        entry.update(author="Ada", reason="archive", expires="2999-01-01")
    write(FILE, json.dumps(form))
    write("a.txt", "An ERROR here.\n\nA NOTE now.")
    write("b.txt", "Quiet.")
    result = invoke("baseline", "update")
    assert result.exit_code == 0
    kept = [entry for entry in entries() if "author" in entry]
    assert kept
    assert {entry["path"] for entry in kept} == {"a.txt"}
    assert all(entry["reason"] == "archive" for entry in kept)
    assert any("author" not in entry for entry in entries())
    assert "b.txt" not in {entry["path"] for entry in entries()}


def test_update_and_prune_leave_alone_what_was_not_looked_at(invoke, write: Write) -> None:
    write("a.txt", "An ERROR here.")
    write("b.txt", "An ERROR there.")
    invoke("baseline", "create", "-q")
    before = entries()
    write("a.txt", "Quiet.")
    write("b.txt", "Quiet.")
    assert invoke("baseline", "prune", "--select", "AT307", "a.txt").exit_code == 0
    assert [entry for entry in entries() if entry["code"] != "AT307"] == [
        entry for entry in before if entry["code"] != "AT307"
    ]
    invoke("baseline", "prune", "a.txt")
    assert {entry["path"] for entry in entries()} == {"b.txt"}
    invoke("baseline", "prune")
    assert entries() == []


def test_stale_entries_are_told_and_pruned(invoke, write: Write) -> None:
    write("a.txt", "An ERROR here.")
    write("gone.txt", "An ERROR there.")
    invoke("baseline", "create", "-q")
    write("a.txt", "Quiet.")
    Path("gone.txt").unlink()
    result = invoke("check", "--baseline", FILE, "--format", "json", "--fail-on", "warning", "a.txt")
    assert result.exit_code == 1
    assert codes(result, "a.txt") == [("AT903", None)]
    assert codes(result, FILE) == [("AT903", None)]
    assert json.loads(result.stdout)["summary"]["warnings"] == 2
    ignored = invoke("check", "--baseline", FILE, "--ignore", "AT903", "--fail-on", "warning", "a.txt")
    assert ignored.exit_code == 0
    assert "AT903" not in ignored.stdout
    assert invoke("baseline", "prune").exit_code == 0
    assert entries() == []
    assert invoke("check", "--baseline", FILE, "--fail-on", "warning", "a.txt").exit_code == 0


def test_prune_drops_what_has_ended_and_update_leaves_it_to_be_seen(invoke, write: Write) -> None:
    write("a.txt", "An ERROR here.")
    invoke("baseline", "create", "-q")
    form = json.loads(Path(FILE).read_text("utf-8"))
    for entry in form["findings"]:
        entry["expires"] = "2001-01-01"
    write(FILE, json.dumps(form))
    invoke("baseline", "update", "-q")
    assert all(entry["expires"] == "2001-01-01" for entry in entries())
    result = invoke("check", "--baseline", FILE, "a.txt")
    assert result.exit_code == 1
    assert "ended on 2001-01-01" in " ".join(result.stdout.split())
    invoke("baseline", "prune", "-q")
    assert entries() == []


def test_what_cannot_be_read_keeps_its_entries_and_ends_in_two(invoke, write: Write) -> None:
    write("a.txt", "An ERROR here.")
    invoke("baseline", "create", "-q")
    before = entries()
    write("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00" * 20)
    for action in ("update", "prune"):
        result = invoke("baseline", action)
        assert result.exit_code == 2
        assert "a.txt: AT901" in result.stderr
        assert entries() == before


def test_records_of_a_corpus_are_told_apart(invoke, write: Write) -> None:
    write("c.jsonl", '{"id": "one", "text": "An ERROR here."}\n{"id": "two", "text": "Quiet."}\n')
    invoke("baseline", "create", "-q", "c.jsonl")
    assert {entry["id"] for entry in entries()} == {"one"}
    write("c.jsonl", '{"id": "one", "text": "Quiet."}\n{"id": "two", "text": "An ERROR here."}\n')
    assert invoke("check", "--baseline", FILE, "c.jsonl").exit_code == 1
    write("c.jsonl", '{"id": "two", "text": "Quiet."}\n')
    invoke("baseline", "prune", "-q")
    assert entries() == []


@pytest.mark.parametrize("command", [("check", "a.txt"), ("baseline", "update"), ("baseline", "prune")])
@pytest.mark.parametrize("raw", [b"", b"{", b"[1]", b"\xff\xfe", b'{"schema": 9, "findings": []}'])
def test_a_corrupt_baseline_is_named_and_ends_in_two(invoke, write: Write, command, raw: bytes) -> None:
    write("a.txt", "An ERROR here.")
    write("known.json", raw)
    result = invoke(*command, "--baseline", "known.json")
    assert result.exit_code == 2
    assert "known.json" in result.stderr
    assert "Traceback" not in result.output
    assert Path("known.json").read_bytes() == raw


def test_the_articles_and_their_sidecars_are_never_written(invoke, write: Write) -> None:
    write("a.txt", "An ERROR here.\r\n")
    write("a.txt.attrib", "# attrib: ignore-file AT7\r\n")
    for command in (("baseline", "create"), ("baseline", "update"), ("baseline", "prune"), ("check", "a.txt")):
        invoke(*command)
    assert Path("a.txt").read_bytes() == b"An ERROR here.\r\n"
    assert Path("a.txt.attrib").read_bytes() == b"# attrib: ignore-file AT7\r\n"


def test_standard_input_has_no_baseline_of_its_own(invoke, write: Write) -> None:
    result = invoke("baseline", "create", "-", stdin="An ERROR.")
    assert result.exit_code == 2
    assert "standard input" in result.stderr
    assert not Path(FILE).exists()
