"""The commands as they are called: faults are messages and exit code 2."""

from __future__ import annotations

import subprocess
import sys

import pytest

from attrib.dev import compare, errors, figures, measure, reliability
from attrib.dev.commands import finish, table

COMMANDS = (compare.run, errors.run, figures.run, measure.run, reliability.run)


@pytest.mark.parametrize("run", COMMANDS)
def test_a_missing_corpus_is_a_message(run, capsys: pytest.CaptureFixture[str]):
    assert finish(run, ["none.jsonl"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("none.jsonl: no such file")


@pytest.mark.parametrize("run", COMMANDS)
def test_a_corpus_of_another_form_is_a_message(run, tmp_path, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / "plain.jsonl"
    path.write_text('{"text": "It sank."}\n')
    assert finish(run, [str(path)]) == 2
    assert "attributions: expected a list of relations" in capsys.readouterr().err


@pytest.mark.parametrize("run", COMMANDS)
@pytest.mark.parametrize("limit", ["0", "-1", "ten", "²"])
def test_a_wrong_number_is_a_message(run, limit: str, tiny: str, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as caught:
        finish(run, [tiny, f"--limit={limit}"])
    assert caught.value.code == 2
    assert "is not a number from 1 up" in capsys.readouterr().err


@pytest.mark.parametrize("run", [compare.run, measure.run, errors.run])
def test_a_missing_pipeline_is_a_message(run, tiny: str, capsys: pytest.CaptureFixture[str]):
    assert finish(run, [tiny, "--model", "no_such_pipeline"]) == 2
    assert "'no_such_pipeline' is not installed" in capsys.readouterr().err


def test_an_unknown_cause_is_a_message(tiny: str, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit):
        errors.run([tiny, "--cause", "bad-luck"])
    assert "bad-luck" in capsys.readouterr().err


def test_figures_are_written_only_where_there_is_room_for_them(tmp_path, tiny: str, capsys: pytest.CaptureFixture[str]):
    assert finish(figures.run, [tiny, "--root", str(tmp_path)]) == 2
    assert "FIGURES.md: cannot be read" in capsys.readouterr().err
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "FIGURES.md").write_text("# Figures\n")
    assert finish(figures.run, [tiny, "--root", str(tmp_path)]) == 2
    assert "has no part <!-- generated: short -->" in capsys.readouterr().err
    assert (tmp_path / "rules" / "FIGURES.md").read_text() == "# Figures\n"


def test_the_module_itself_ends_without_a_traceback():
    run = subprocess.run([sys.executable, "-m", "attrib.dev.measure", "none.jsonl"], capture_output=True, check=False)
    assert (run.returncode, run.stdout) == (2, b"")
    assert b"Traceback" not in run.stderr


def test_columns_of_numbers_stand_to_the_right():
    assert table(("name", "n"), [("a", "1"), ("long one", "1,000")]) == (
        "| name     |     n |\n| -------- | ----: |\n| a        |     1 |\n| long one | 1,000 |\n"
    )
