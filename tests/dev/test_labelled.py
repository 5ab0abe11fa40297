"""Checks held against labelled sentences."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from attrib.dev.labelled import Tally, main, read_sentences
from attrib.errors import ReadError


def test_precision_and_recall_are_of_sentences():
    tally = Tally(flagged=4, right=3, labelled=6, sentences=20)
    assert (tally.precision, tally.recall) == (75.0, 50.0)
    assert (Tally(0, 0, 0, 5).precision, Tally(0, 0, 0, 5).recall) == (0.0, 0.0)


@pytest.mark.parametrize("line", ["{", '{"text": "Rain fell."}', "[]"])
def test_a_line_of_another_form_is_named(tmp_path: Path, line: str):
    path = tmp_path / "sentences.jsonl"
    path.write_text('{"text": "Rain fell.", "label": 0}\n' + line + "\n")
    with pytest.raises(ReadError, match="line 2"):
        list(read_sentences(path))


def test_a_file_that_is_not_there_is_named(tmp_path: Path):
    with pytest.raises(ReadError, match="cannot be read"):
        list(read_sentences(tmp_path / "none.jsonl"))


@pytest.mark.model
def test_the_command_counts_what_the_checks_flag(tmp_path: Path):
    path = tmp_path / "sentences.jsonl"
    rows = [("Experts say the dam may fail.", 1), ("Many mills closed.", 1), ("The dam is old.", 0)]
    path.write_text("".join(json.dumps({"text": text, "label": label}) + "\n" for text, label in rows))
    told = main([str(path), "--checks", "AT301"])
    assert told == "AT301 on 3 sentences, 2 of them labelled: 1 flagged, precision 100.0, recall 50.0\n"
