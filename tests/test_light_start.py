"""Commands that need no model load none, nor the libraries that would load it."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = ("spacy", "textacy", "thinc", "numpy", "sklearn", "pydantic", "rich.markdown")
LIGHT = (
    ["--help"],
    ["--version"],
    ["check", "--help"],
    ["extract", "--help"],
    ["report", "--help"],
    ["explain", "AT101"],
    ["explain", "vague-source"],
    ["rules", "list"],
    ["config"],
    ["config", "--house", "ap", "--format", "json", "story.txt"],
    ["init", "no-such-folder"],
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
