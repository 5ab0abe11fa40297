from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from attrib.dev import figures, pages
from attrib.dev.compare import Comparison, comparison_table, run
from attrib.dev.textacy_quotations import read_with_textacy, spans_of
from attrib.engine import Engine


def test_runs_of_tokens_are_spans():
    doc = Doc(spacy.blank("en").vocab, words=["Ida", "Lund", "said", "so"])
    assert spans_of([doc[3], doc[0], doc[1]], 10) == ((10, 18), (24, 26))
    assert spans_of([], 10) == ()


def test_the_table_says_nothing_of_what_was_never_found():
    result = Comparison()
    result.refused, result.paragraphs = 3, 1200
    for timings in (result.bare, result.attrib_took, result.textacy_took):
        timings.add(0, 1.0)
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in comparison_table(result).splitlines()]
    assert ["found at all: P / R / F1", "– / 0.0 / –", "– / 0.0 / –"] in rows
    assert ["processor seconds over the bare parse (1.0)", "0.0", "0.0"] in rows
    assert ["paragraphs refused for an odd number of marks", "0", "3 of 1,200"] in rows


@pytest.mark.model
def test_textacy_reads_by_paragraph_and_its_refusals_are_counted():
    engine = Engine()
    text = "It rained.\n\n“We will mend the old pier,” said Ida Lund.\n\n“It never closes, she said."
    article = engine.read_text(text).article
    found = read_with_textacy(engine.pipeline.nlp, article)
    assert (found.paragraphs, found.refused) == (3, 1)
    (one,) = found.relations
    words = [[text[start:end] for start, end in spans] for spans in (one.content, one.cue, one.source)]
    assert words == [["“We will mend the old pier,”"], ["said"], ["Ida Lund"]]


@pytest.mark.model
def test_the_command_prints_a_table_for_the_readme(tiny: str):
    out = run([tiny, "--limit", "1"])
    assert out.startswith("tiny dev (the first 1 articles): 1 articles")
    assert re.search(r"^\| percent +\| +attrib [\d.]+ \| +textacy [\d.]+ \|$", out, re.MULTILINE)


@pytest.mark.model
def test_figures_are_written_between_their_markers_and_the_readme_shows_them(tmp_path: Path, tiny: str):
    (tmp_path / "rules").mkdir()
    paths = (tmp_path / "rules" / "FIGURES.md", tmp_path / "README.md")
    paths[0].write_text(
        "# F\n<!-- generated: short -->\n<!-- end -->\n<!-- generated: measured -->\nstale\n<!-- end -->\n"
    )
    paths[1].write_text("Before.\n<!-- generated: figures -->\n<!-- end -->\nAfter.\n")
    arguments = [tiny, "--train", tiny, "--train-limit", "1", "--rounds", "1", "--root", str(tmp_path)]
    assert figures.run(arguments) == "written: rules/FIGURES.md\nwritten: README.md\n"
    written, readme = (path.read_text("utf-8") for path in paths)
    short, long = pages.part(written, "short"), pages.part(written, "measured")
    assert short is not None and long is not None
    assert readme == f"Before.\n<!-- generated: figures -->\n{short}<!-- end -->\nAfter.\n"
    assert "stale" not in written
    for command in ("measure", "compare", "errors", "reliability", "cost"):
        assert f"`python -m attrib.dev.{command} tiny.jsonl" in long
    assert "`python -m attrib.dev.reliability tiny.jsonl --limit 1`" in long
    assert str(tmp_path) not in written
    assert json.loads(Path(tiny).read_text("utf-8").splitlines()[0])["text"][:20] not in written
