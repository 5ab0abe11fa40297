"""Holds a check against sentences that readers have labelled: how many it flags are labelled, and the other way.

python -m attrib.dev.labelled SENTENCES.jsonl --checks AT301 [--wide]
    reads objects with `text` and `label` (1 where the sentence has the fault, 0 where not), a line each, and prints
    the precision and the recall of the checks named, taken together, over whole sentences
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from attrib.catalogue import load_checks
from attrib.checking import Check, run_checks, select_checks
from attrib.cli.choices import split_list
from attrib.dev.commands import finish
from attrib.engine import Engine
from attrib.errors import ConfigError, ReadError
from attrib.nlp import DEFAULT_MODEL


@dataclass(frozen=True)
class Tally:
    """How many sentences were flagged, how many of these are labelled, and how many are labelled at all."""

    flagged: int
    right: int
    labelled: int
    sentences: int

    @property
    def precision(self) -> float:
        """The share of the flagged sentences that are labelled, in percent; 0 where none is flagged."""
        return 100 * self.right / self.flagged if self.flagged else 0.0

    @property
    def recall(self) -> float:
        """The share of the labelled sentences that are flagged, in percent; 0 where none is labelled."""
        return 100 * self.right / self.labelled if self.labelled else 0.0


def main(arguments: Sequence[str] | None = None) -> str:
    """Return what the command in `arguments` prints."""
    parser = argparse.ArgumentParser(description="Hold checks against labelled sentences.")
    parser.add_argument("sentences", type=Path, metavar="SENTENCES", help="JSON lines with text and label")
    parser.add_argument("--checks", required=True, metavar="CODES", help="which checks, taken together")
    parser.add_argument("--wide", action="store_true", help="with the wide patterns of those that have some")
    parser.add_argument("--model", default=DEFAULT_MODEL, help="the installed spaCy pipeline to read with")
    given = parser.parse_args(arguments)
    checks = select_checks(load_checks(), split_list([given.checks]))
    tally = count_labelled(read_sentences(given.sentences), checks, Engine(model=given.model), wide=given.wide)
    codes = ", ".join(check.info.code for check in checks)
    return (
        f"{codes} on {tally.sentences:,} sentences, {tally.labelled:,} of them labelled: {tally.flagged:,} flagged, "
        f"precision {tally.precision:.1f}, recall {tally.recall:.1f}\n"
    )


def read_sentences(path: Path) -> Iterator[tuple[str, bool]]:
    """Yield the sentences at `path` and whether each is labelled.

    Raises `ReadError` where the file cannot be read or a line has another form.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(f"cannot be read: {error}", path=str(path)) from error
    for number, line in enumerate(lines, start=1):
        try:
            item = json.loads(line)
            yield str(item["text"]), bool(item["label"])
        except (ValueError, KeyError, TypeError) as error:
            raise ReadError(f"line {number} is no object with text and label", path=str(path)) from error


def count_labelled(
    sentences: Iterator[tuple[str, bool]], checks: Sequence[Check], engine: Engine, *, wide: bool = False
) -> Tally:
    """Return how the findings of `checks`, with their wide patterns or without, agree with the labels.

    Raises `ConfigError` where a check stops with an error.
    """
    flagged = right = labelled = count = 0
    able = [check.info.code for check in checks if any(option.name == "wide" for option in check.info.options)]
    options = {code: {"wide": wide} for code in able}
    for text, label in sentences:
        reading = engine.read_text(text)
        parts = (reading.article, reading.parse, reading.quotations, reading.relations)
        findings, troubles = run_checks(checks, *parts, options=options)
        if troubles:
            raise ConfigError(troubles[0].message)
        count += 1
        labelled += label
        flagged += bool(findings)
        right += label and bool(findings)
    return Tally(flagged, right, labelled, count)


if __name__ == "__main__":
    sys.exit(finish(main))
