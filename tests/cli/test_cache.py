"""Results that are kept: found again where nothing has changed, and never trusted."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from attrib.cli.store import APPLICATION, FILE, FORM, TAG, Store
from attrib.cli.work import Outcome
from attrib.model import Article, CharSpan, Finding, Related, Severity, SourceMap

COPY = "The hall was full in the rain. “We were never asked about the road.”"
FINDING = Finding("AT101", "x", Severity.ERROR, "seen", CharSpan(0, 3), (Related("there", CharSpan(1, 2)),), "f1")


def article(text: str = COPY) -> Article:
    return Article(text, text, SourceMap.identity(text), ())


def notes_of(folder: Path) -> tuple[Store, list[str]]:
    notes: list[str] = []
    return Store(folder, notes.append), notes


def test_a_result_comes_back_as_it_was(tmp_path: Path) -> None:
    outcome = Outcome(findings=(FINDING,))
    store, _ = notes_of(tmp_path / "c")
    store.put("k", outcome)
    store.close()
    again, notes = notes_of(tmp_path / "c")
    assert again.get("k", article()) == outcome
    assert again.get("other", article()) is None
    assert notes == []
    assert (tmp_path / "c" / ".gitignore").read_text().splitlines()[-1] == "*"
    assert (tmp_path / "c" / TAG).read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55")


def test_a_damaged_file_is_made_anew(tmp_path: Path) -> None:
    store, _ = notes_of(tmp_path / "c")
    store.put("k", Outcome())
    store.close()
    (tmp_path / "c" / FILE).write_bytes(b"no database at all" * 100)
    again, _ = notes_of(tmp_path / "c")
    assert again.get("k", article()) is None
    again.put("k", Outcome())
    again.close()
    third, _ = notes_of(tmp_path / "c")
    assert third.get("k", article()) == Outcome()


def test_somebody_elses_file_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FILE) as base:
        base.execute("CREATE TABLE results (key TEXT, used INTEGER, body BLOB)")
    before = (tmp_path / FILE).read_bytes()
    store, notes = notes_of(tmp_path)
    assert store.get("k", article()) is None
    store.put("k", Outcome())
    store.close()
    assert len(notes) == 1
    assert "is not used" in notes[0]
    assert (tmp_path / FILE).read_bytes() == before


@pytest.mark.parametrize(
    "data",
    [
        b"cos\nsystem\n(S'true'\ntR.",
        json.dumps({"key": "other", "outcome": {}}).encode(),
        json.dumps({"key": "k", "outcome": {"findings": [{"code": 1}]}}).encode(),
        json.dumps({"key": "k", "outcome": {"unknown": []}}).encode(),
        json.dumps({"key": "k"}).encode(),
        b"[" * 100_000,
        json.dumps(
            {
                "key": "k",
                "outcome": {
                    "findings": [
                        {
                            "code": "AT101",
                            "name": "x",
                            "severity": "error",
                            "message": "m",
                            "span": {"start": 0, "end": 9999},
                        }
                    ]
                },
            }
        ).encode(),
    ],
)
def test_what_is_no_result_counts_as_not_known(data: bytes, tmp_path: Path) -> None:
    store, notes = notes_of(tmp_path / "c")
    store.put("k", Outcome())
    store.close()
    with sqlite3.connect(tmp_path / "c" / FILE) as base:
        base.execute("UPDATE results SET body = ?", (zlib.compress(data),))
    again, notes = notes_of(tmp_path / "c")
    assert again.get("k", article()) is None
    assert len(notes) == 1


def test_the_least_lately_used_go(tmp_path: Path) -> None:
    store = Store(tmp_path / "c", print)
    for number in range(20):
        store.put(f"k{number:02}", Outcome(findings=(FINDING,)))
    store.close()
    with sqlite3.connect(tmp_path / "c" / FILE) as base:
        assert base.execute("PRAGMA application_id").fetchone() == (APPLICATION,)
        assert base.execute("PRAGMA user_version").fetchone() == (FORM,)
        base.execute("UPDATE results SET used = 1 WHERE key < 'k15'")
        (size,) = base.execute("SELECT TOTAL(LENGTH(body)) FROM results").fetchone()
    Store(tmp_path / "c", print, most=int(size / 2)).close()
    left = Store(tmp_path / "c", print)
    assert left.knows("k19")
    assert not left.knows("k00")


def run(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    probe = (
        "import sys; from attrib.cli.app import app\n"
        "try: app(sys.argv[1:])\n"
        "except SystemExit as end: print(end.code, 'spacy' in sys.modules, file=sys.stderr)"
    )
    environment = {key: value for key, value in os.environ.items() if not key.startswith("ATTRIB_")}
    return subprocess.run(
        [sys.executable, "-c", probe, *words], capture_output=True, text=True, cwd=folder, env=environment, timeout=120
    )


@pytest.mark.model
def test_unchanged_stories_are_not_read_again(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(COPY, "utf-8")
    (tmp_path / "b.md").write_text("A word first. " + COPY, "utf-8")
    first = run("check", ".", folder=tmp_path)
    second = run("check", ".", folder=tmp_path)
    assert first.stdout == second.stdout
    assert "AT" in first.stdout
    assert first.stderr.splitlines()[-1] == "1 True"
    assert second.stderr.splitlines()[-1] == "1 False"
    # Another setting, another text: another result.
    ignoring = run("check", "--ignore", "AT101", ".", folder=tmp_path)
    assert ignoring.stderr.splitlines()[-1].endswith("True")
    (tmp_path / "a.txt").write_text(COPY.replace("rain", "snow"), "utf-8")
    third = run("check", ".", folder=tmp_path)
    assert third.stderr.splitlines()[-1] == "1 True"
    nothing = run("check", "--no-cache", ".", folder=tmp_path)
    assert nothing.stdout == third.stdout


@pytest.mark.model
def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(COPY, "utf-8")
    (tmp_path / "file").write_text("")
    done = run("check", "-v", "--cache-dir", "file/cache", "a.txt", folder=tmp_path)
    assert done.stderr.splitlines()[-1] == "1 True"
    assert "attrib: the cache in file/cache is not used" in done.stderr
    quiet = run("check", "--cache-dir", "file/cache", "a.txt", folder=tmp_path)
    assert "cache" not in quiet.stderr
