"""The command as a process of its own: pipes, signals, the terminal's settings."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.model

WAIT = 60  # seconds
ATTRIB = (sys.executable, "-m", "attrib")
COPY = "The ferry was late. “We waited in the rain,” said Pia Berg, the harbour master."
CORPUS = "".join(json.dumps({"id": f"r{number}", "text": COPY}) + "\n" for number in range(400))


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.jsonl"
    path.write_text(CORPUS, "utf-8")
    return path


# What is said on standard error goes to a file: a pipe that nobody empties would stop the process.
def test_a_reader_that_goes_away_is_no_fault(corpus: Path, tmp_path: Path) -> None:
    command = [*ATTRIB, "extract", "--format", "jsonl", str(corpus)]
    complaints = tmp_path / "complaints"
    with complaints.open("w") as stderr, subprocess.Popen(command, stdout=subprocess.PIPE, stderr=stderr) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        process.stdout.close()
        assert process.wait(WAIT) == 141
    assert json.loads(line)["id"] == "r0"
    assert complaints.read_text() == ""


@pytest.mark.skipif(os.name == "nt", reason="signals of another kind")
def test_an_interrupt_ends_the_run_quietly(corpus: Path, tmp_path: Path) -> None:
    command = [*ATTRIB, "extract", "--format", "jsonl", str(corpus)]
    complaints = tmp_path / "complaints"
    with complaints.open("w") as stderr, subprocess.Popen(command, stdout=subprocess.PIPE, stderr=stderr) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        rest, _ = process.communicate(timeout=WAIT)
    assert process.returncode == 130
    assert complaints.read_text() == "attrib: interrupted\n"
    assert all(line.startswith(b"{") and line.endswith(b"}") for line in rest.splitlines())


def test_lines_come_as_they_are_made(corpus: Path) -> None:
    """A record goes in and its line comes out before the input has ended."""
    command = [*ATTRIB, "extract", "--format", "jsonl", "--input-format", "jsonl", "-"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "bufsize": 1}
    with subprocess.Popen(command, **pipes) as process:  # type: ignore[call-overload]
        process.stdin.write(CORPUS.splitlines(keepends=True)[0])
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["id"] == "r0"
        process.stdin.close()
        assert process.wait(WAIT) == 0


@pytest.mark.parametrize("setting", ["ascii", "latin-1", "utf-8"])
def test_output_can_be_printed_whatever_the_terminal_can_show(setting: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("“日本 😀 wait", "utf-8")
    environment = {**os.environ, "PYTHONIOENCODING": setting, "PYTHONUTF8": "0"}
    text = subprocess.run([*ATTRIB, "check", str(path)], capture_output=True, env=environment, check=False)
    assert text.returncode == 1
    assert text.stderr == b""
    assert b"AT102" in text.stdout
    machine = subprocess.run(
        [*ATTRIB, "check", "--format", "json", str(path)], capture_output=True, env=environment, check=False
    )
    assert json.loads(machine.stdout.decode("utf-8"))["files"]


def test_without_any_standard_input(tmp_path: Path) -> None:
    run = subprocess.run(
        [*ATTRIB, "check", "-"], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert (run.returncode, run.stderr) == (0, "")


def test_output_does_not_depend_on_the_run(corpus: Path, tmp_path: Path) -> None:
    """The same bytes come out alone, in a corpus, and with another seed of Python's hashes."""
    few = tmp_path / "few.jsonl"
    other = "Ines Tol closed the quay. She said the ice had taken the pilings. “Nobody repaired them,” she added."
    few.write_text(
        "".join(
            json.dumps({"id": name, "text": text}) + "\n" for name, text in (("b", other), ("r0", COPY), ("c", other))
        ),
        "utf-8",
    )
    outputs = {}
    for seed in ("0", "7"):
        command = [*ATTRIB, "extract", "--format", "jsonl", "few.jsonl"]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        outputs[seed] = subprocess.run(command, capture_output=True, cwd=tmp_path, env=environment, check=True).stdout
    assert outputs["0"] == outputs["7"]
    rows = [json.loads(line) for line in outputs["0"].splitlines()]
    assert placeless(rows[0]) == placeless(rows[2]) != []
    alone = tmp_path / "alone.jsonl"
    alone.write_text(json.dumps({"id": "r0", "text": COPY}) + "\n", "utf-8")
    single = subprocess.run(
        [*ATTRIB, "extract", "--format", "jsonl", "alone.jsonl"], capture_output=True, cwd=tmp_path, check=True
    )
    (row,) = (json.loads(line) for line in single.stdout.splitlines())
    assert placeless(row) == placeless(rows[1]) != []


def placeless(row: dict[str, list[dict[str, object]]]) -> list[dict[str, object]]:
    """Return the attributions of a record without their lines, which differ from record to record."""
    return [{key: value for key, value in one.items() if key not in {"line", "column"}} for one in row["attributions"]]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize(
    "words", [("extract", "--format", "jsonl", "{corpus}"), ("check", "{corpus}"), ("rules", "list")]
)
def test_a_full_disk_is_told_plainly(words: tuple[str, ...], tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text(COPY, "utf-8")
    with Path("/dev/full").open("w") as full:
        run = subprocess.run(
            [*ATTRIB, *(word.format(corpus=story) for word in words)],
            stdout=full, stderr=subprocess.PIPE, text=True, timeout=WAIT,
        )  # fmt: skip
    assert run.returncode == 2
    assert run.stderr == "attrib: cannot write: no space left on device\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_under_output_is_told_plainly(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text(COPY, "utf-8")
    run = subprocess.run(
        [*ATTRIB, "check", "--output", "/dev/full", str(story)], capture_output=True, text=True, timeout=WAIT
    )
    assert run.returncode == 2
    assert "no space left on device" in run.stderr
    assert "of its own" not in run.stderr


def test_nothing_is_loaded_where_nothing_can_be_read(tmp_path: Path) -> None:
    binary = tmp_path / "photo.txt"
    binary.write_bytes(bytes(range(256)) * 8)
    probe = (
        "import sys; from attrib.cli.app import app\n"
        "try: app(['check', sys.argv[1]])\n"
        "except SystemExit as end: print(end.code, 'spacy' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", probe, str(binary)], capture_output=True, text=True, timeout=WAIT)
    assert "AT901" in run.stdout
    assert run.stdout.splitlines()[-1] == "2 False"


def test_a_name_for_standard_input_that_is_not_read_is_told(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text(COPY, "utf-8")
    command = [*ATTRIB, "check", "--stdin-filename", "desk.md", str(story)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=WAIT)
    told = "attrib: --stdin-filename desk.md names nothing: standard input (`-`) is not among the paths\n"
    assert told in run.stderr
    quiet = subprocess.run([*command, "--quiet"], capture_output=True, text=True, timeout=WAIT)
    assert told not in quiet.stderr
