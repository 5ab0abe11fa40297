"""`--diff`: which lines have changed since a revision."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from attrib.cli.changes import changes_since
from attrib.errors import ConfigError


def git(folder: Path, *words: str) -> None:
    told = ("-c", "user.name=Ida Lund", "-c", "user.email=ida@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *told, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    (tmp_path / "a.txt").write_text("one\ntwo\nthree\nfour\n")
    (tmp_path / "old.txt").write_text("".join(f"line {number}\n" for number in range(20)))
    (tmp_path / "still.txt").write_text("as ever\n")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "first")
    return tmp_path


def test_changed_added_renamed_and_new(stories: Path) -> None:
    (stories / "a.txt").write_text("one\nTWO\nthree\nfour\nfive\n")
    git(stories, "mv", "old.txt", "näw name.txt")
    named = stories / "näw name.txt"
    named.write_text(named.read_text().replace("line 7", "line seven"))
    (stories / "sub").mkdir()
    (stories / "sub" / "new.txt").write_text("new\n")
    paths = [str(path) for path in stories.rglob("*.txt")]
    changes = changes_since("HEAD", paths)
    assert [line for line in range(1, 6) if changes.has_line(str(stories / "a.txt"), line)] == [2, 5]
    assert [line for line in range(1, 21) if changes.has_line(str(named), line)] == [8]
    assert changes.has_line(str(stories / "sub" / "new.txt"), 1)
    assert not changes.has_file(str(stories / "still.txt"))


def test_what_was_taken_away_changes_no_line(stories: Path) -> None:
    (stories / "a.txt").write_text("one\nfour\n")
    changes = changes_since("HEAD", [str(stories / "a.txt")])
    assert not any(changes.has_line(str(stories / "a.txt"), line) for line in (1, 2))


def test_copy_that_looks_like_git_is_copy(stories: Path) -> None:
    (stories / "a.txt").write_text("one\ntwo\nthree\nfour\ndiff --git a/x b/x\n@@ -1 +1 @@\n")
    (stories / "still.txt").write_text("as never\n")
    changes = changes_since("HEAD", [str(stories / "a.txt")])
    assert [line for line in range(1, 7) if changes.has_line(str(stories / "a.txt"), line)] == [5, 6]
    assert changes.has_line(str(stories / "still.txt"), 1)


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", "HEAD;ls", ""])
def test_a_revision_that_is_not_there(revision: str, stories: Path) -> None:
    with pytest.raises(ConfigError, match="there is no revision"):
        changes_since(revision, [str(stories / "a.txt")])
    assert not (stories / "x").exists()


def test_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(ConfigError, match="in no git repository"):
        changes_since("HEAD", [str(tmp_path / "a.txt")])
