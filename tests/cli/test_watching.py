"""`--watch`: checks again what has changed, and ends with an interrupt."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from attrib.cli.commands import Wanted
from attrib.cli.desks import make_desk
from attrib.cli.watching import Kitchen, watch
from attrib.errors import ConfigError


class EnoughError(Exception):
    """Ends a watch."""


def test_it_looks_again_only_after_a_change(tmp_path: Path) -> None:
    story = tmp_path / "a.txt"
    story.write_text("one")
    seen: list[str] = []
    naps = iter(["", "", "two, at last", "", ""])

    def check(wanted: Wanted, kitchen: Kitchen) -> None:
        seen.append(story.read_text())

    def sleep(seconds: float) -> None:
        words = next(naps, None)
        if words is None:
            raise EnoughError
        if words:
            story.write_text(words)

    with pytest.raises(EnoughError):
        watch(Wanted([str(tmp_path)], make_desk(None, isolated=True)), check, clear=False, sleep=sleep)
    assert seen == ["one", "two, at last"]


def test_a_broken_config_file_is_waited_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("one")
    seen: list[int] = []

    def check(wanted: Wanted, kitchen: Kitchen) -> None:
        seen.append(len(seen))
        if len(seen) == 2:
            raise ConfigError("the config is broken")

    def sleep(seconds: float) -> None:
        if len(seen) == 3:
            raise EnoughError
        (tmp_path / "attrib.toml").write_text("#" * len(seen))

    with pytest.raises(EnoughError):
        watch(Wanted([str(tmp_path)], make_desk(None, isolated=False)), check, clear=False, sleep=sleep)
    assert seen == [0, 1, 2]
    assert "the config is broken" in capsys.readouterr().err


def test_standard_input_cannot_be_watched() -> None:
    with pytest.raises(ConfigError, match="--watch"):
        watch(Wanted(["-"], make_desk(None, isolated=True)), lambda *_: None, clear=False)


@pytest.mark.model
@pytest.mark.skipif(os.name == "nt", reason="signals of another kind")
def test_an_interrupt_is_how_it_ends(tmp_path: Path) -> None:
    story = tmp_path / "a.txt"
    story.write_text("Nothing happened.", "utf-8")
    command = [sys.executable, "-m", "attrib", "check", "--watch", str(story)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert "watching 1 file" in process.stderr.readline()
        story.write_text("The hall was full. “We were never asked about the road.”", "utf-8")
        assert "watching 1 file" in process.stderr.readline()
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        out, errors = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "AT101" in out
    assert "Traceback" not in errors
