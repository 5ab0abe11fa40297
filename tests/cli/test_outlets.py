from __future__ import annotations

from pathlib import Path

import pytest

from attrib.cli.outlets import Outlet, open_outputs, pair, write_files
from attrib.cli.terminal import ProgressBar
from attrib.errors import ConfigError

X, Y = Path("x"), Path("y")


@pytest.mark.parametrize(
    ("forms", "targets", "order", "expected"),
    [
        ([], [], [], [("text", None)]),
        ([], [X], ["output"], [("text", X)]),
        (["sarif"], [X], ["output", "form"], [("sarif", X)]),
        (["sarif", "junit"], [X, Y], ["form", "form", "output", "output"], [("sarif", X), ("junit", Y)]),
        (["sarif", "text"], [X], ["form", "output", "form"], [("sarif", X), ("text", None)]),
        (["text", "sarif"], [X], ["form", "form", "output"], [("text", None), ("sarif", X)]),
        (["text", "sarif"], [Path("-"), X], ["form", "output", "form", "output"], [("text", None), ("sarif", X)]),
        # Called from Python there is no order to go by: the first with the first.
        (["sarif", "text"], [X], [], [("sarif", X), ("text", None)]),
    ],
)
def test_an_output_belongs_to_the_format_before_it(
    forms: list[str], targets: list[Path], order: list[str], expected: list[tuple[str, Path | None]]
) -> None:
    assert pair(forms, targets, order) == tuple(Outlet(form, target) for form, target in expected)


@pytest.mark.parametrize(
    ("forms", "targets", "order", "said"),
    [
        (["sarif"], [X, Y], ["form", "output", "output"], "no --format"),
        (["sarif", "text"], [], ["form", "form"], "both go to standard output"),
        (["sarif", "text"], [X, Path("./x")], ["form", "output", "form", "output"], "share one file"),
        (["text", "sarif"], [X], ["output", "form", "form"], "not clear"),
        (["text", "sarif", "junit"], [X, Y], ["form", "form", "output", "output", "form"], "not clear"),
    ],
)
def test_what_is_not_clear_is_refused(forms: list[str], targets: list[Path], order: list[str], said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        pair(forms, targets, order)


def test_files_are_put_in_place_together(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("before")
    outlets = [Outlet("sarif", one), Outlet("junit", two)]
    with open_outputs(outlets, ProgressBar(0, wanted=False)) as (first, second):
        first.write("1")
        second.write("2")
        assert (one.read_text(), two.exists()) == ("before", False)
    assert (one.read_text(), two.read_text()) == ("1", "2")


def test_a_run_that_fails_leaves_no_file_and_no_scrap(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("before")
    outlets = [Outlet("sarif", one), Outlet("junit", two)]
    with pytest.raises(KeyError), open_outputs(outlets, ProgressBar(0, wanted=False)) as (first, _):
        first.write("1")
        raise KeyError
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("one", "before")]


def test_where_one_file_cannot_be_made_none_is(tmp_path: Path) -> None:
    outlets = [Outlet("sarif", tmp_path / "one"), Outlet("junit", tmp_path / "no" / "two")]
    with pytest.raises(ConfigError, match="cannot write"), open_outputs(outlets, ProgressBar(0, wanted=False)):
        pytest.fail("there is nothing to write to")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    outlets = [Outlet("sarif", tmp_path)]
    with pytest.raises(ConfigError, match="is a directory"), open_outputs(outlets, ProgressBar(0, wanted=False)):
        pytest.fail("there is nothing to write to")


def test_files_of_a_folder_are_written_all_or_none(tmp_path: Path) -> None:
    write_files(tmp_path, {Path("a/s.ann"): "1", Path("b/s.ann"): "2"})
    assert (tmp_path / "b" / "s.ann").read_text() == "2"
    (tmp_path / "c").write_text("")
    with pytest.raises(ConfigError, match="cannot write"):
        write_files(tmp_path, {Path("a/s.ann"): "new", Path("c/s.ann"): "3"})
    assert (tmp_path / "a" / "s.ann").read_text() == "1"
    assert sorted(path.name for path in (tmp_path / "a").iterdir()) == ["s.ann"]
