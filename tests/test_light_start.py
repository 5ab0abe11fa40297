"""Commands that need no model load none, nor the libraries that would load it."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("spacy", "textacy", "thinc", "numpy", "sklearn", "pydantic", "rich.markdown")
LIGHT = (
    ["--help"],
    ["--version"],
    ["check", "--help"],
    ["extract", "--help"],
    ["explain", "AT101"],
    ["explain", "vague-source"],
    ["rules", "list"],
    ["check", "--select", "no-such-check", "story.txt"],
)
# Runs a command line and prints which of the heavy modules it imported.
PROBE = """
import json, sys
from attrib.cli import app
try:
    app(sys.argv[2:])
except SystemExit:
    pass
print(json.dumps([name for name in json.loads(sys.argv[1]) if name in sys.modules]), file=sys.stderr)
"""


@pytest.mark.parametrize("arguments", LIGHT, ids=" ".join)
def test_light_commands_import_nothing_heavy(arguments: list[str]) -> None:
    run = subprocess.run(
        [sys.executable, "-c", PROBE, json.dumps(HEAVY), *arguments], capture_output=True, text=True, check=True
    )
    assert json.loads(run.stderr.splitlines()[-1]) == []


def processor_time(folder: Path, *arguments: str) -> float:
    """Return the least processor time of a few runs of Python with `arguments`, in seconds.

    The modules are compiled into `folder` first, as an installation compiles them.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(folder)
    times = []
    for _ in range(6):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *arguments], capture_output=True, check=True, env=environment)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(times[1:])


@pytest.mark.parametrize("arguments", [["--help"], ["explain", "AT101"], ["rules", "list"]], ids=" ".join)
def test_light_commands_start_in_a_quarter_of_the_time_spacy_takes(arguments: list[str], tmp_path: Path) -> None:
    assert processor_time(tmp_path, "-m", "attrib", *arguments) < processor_time(tmp_path, "-c", "import spacy") / 4
