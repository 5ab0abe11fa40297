"""Measures the comparison of claims on pairs of sentences: `python -m attrib.dev.claims PAIRS.jsonl`.

The pairs are lines with `a`, `b` and `label`, 1 where people took them to say the same.  Prints how many of the pairs
called the same are (precision), how many of the same are called so (recall), and that no pair that differs in a figure,
a name or a negation is among them.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from attrib.dev.commands import finish
from attrib.duplicates.claims import Claim, Difference, differences, is_same, make_claim
from attrib.errors import ReadError
from attrib.model import CharSpan
from attrib.nlp import DEFAULT_MODEL, Pipeline, load_pipeline

GUARDED = (Difference.FIGURE, Difference.NAME, Difference.NEGATION)


def main(arguments: Sequence[str] | None = None) -> str:
    """Return what the command prints for `arguments`."""
    parser = argparse.ArgumentParser(description="Measure the comparison of claims on pairs of sentences.")
    parser.add_argument("pairs", type=Path, help='JSON lines: {"a", "b", "label"}')
    parser.add_argument("--model", default=DEFAULT_MODEL, help="the installed spaCy pipeline to read with")
    given = parser.parse_args(arguments)
    rows = _load(given.pairs)
    pipeline = load_pipeline(given.model)
    claims = [(_claim(pipeline, row["a"]), _claim(pipeline, row["b"]), int(row["label"])) for row in rows]
    called = [(one, other, label) for one, other, label in claims if is_same(one, other)]
    same = sum(label for *_, label in claims)
    right = sum(label for *_, label in called)
    lines = [
        f"pairs      {len(claims)}, the same by their label {same}",
        f"called so  {len(called)}, rightly {right}",
        f"precision  {100 * right / len(called):.1f}" if called else "precision  –",
        f"recall     {100 * right / same:.1f}" if same else "recall     –",
    ]
    for kind in GUARDED:
        differing = [pair for pair in claims if kind in differences(pair[0], pair[1])]
        wrong = sum(is_same(one, other) for one, other, _ in differing)
        lines.append(f"of {len(differing)} pairs with another {kind.value}: {wrong} called the same")
    return "\n".join(lines) + "\n"


def _load(path: Path) -> list[dict[str, str]]:
    try:
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    except (OSError, ValueError) as error:
        raise ReadError(f"cannot be read as JSON lines: {error}", path=str(path)) from error
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, dict) or not {"a", "b", "label"} <= row.keys():
            raise ReadError("expected an object with `a`, `b` and `label`", path=str(path), line=number)
    return rows


def _claim(pipeline: Pipeline, text: str) -> Claim:
    doc = pipeline.nlp(text)
    return make_claim((token for token in doc if not token.is_space), CharSpan(0, len(text)))


if __name__ == "__main__":
    sys.exit(finish(main))
