from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from support.parses import parsed

from attrib.dev import errors
from attrib.dev.causes import Cause, Misreading, set_scene
from attrib.dev.corpus import Annotation, load_corpus
from attrib.dev.errors import Case, counted, parse_of, run, samples, survey
from attrib.engine import Engine
from attrib.extraction.knowledge import load_knowledge
from attrib.model import QuotationKind

Write = Callable[..., str]
NOTATION = "~“/``/punct>2 ~Yes|yes/UH/intj>2 Ruiz|Ruiz/NNP/ROOT\nIt/PRP/nsubj>1 sank|sink/VBD/ROOT ././punct>1"


def case(cause: Cause, *, lost: bool = True, vain: bool = True, rule: str = "", shown: str = "") -> Case:
    some = Annotation(((0, 1),), (), ())
    kind = QuotationKind.DIRECT if cause is Cause.QUOTATION_UNBOUND else QuotationKind.INDIRECT
    return Case(Misreading(cause, kind, some if lost else None, some, rule, 0.5, vain), shown)


CASES = [
    case(Cause.CONTENT_LONG, rule="bare-clause", shown="one\n"),
    case(Cause.CONTENT_LONG, rule="object", shown="two\n"),
    case(Cause.QUOTATION_UNBOUND, vain=False, shown="three\n"),
    case(Cause.NO_ATTRIBUTION, lost=False, rule="object", shown="four\n"),
]


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]


def test_groups_are_counted_by_cause_kind_or_rule():
    assert rows(counted(CASES, "cause")) == [
        ["content-long", "2", "2", "2", "indirect 2"],
        ["no-attribution", "1", "0", "1", "indirect 1"],
        ["quotation-unbound", "1", "1", "0", "direct 1"],
    ]
    assert rows(counted(CASES, "kind"))[0] == ["indirect", "3", "2", "3", "content-long 2, no-attribution 1"]
    assert [row[0] for row in rows(counted(CASES, "rule"))] == ["object", "(none)", "bare-clause"]


def test_samples_are_drawn_by_seed():
    assert samples(CASES, "cause", 5, 0).count("\n== ") == 3
    drawn = {samples(CASES, "cause", 1, seed) for seed in range(20)}
    assert len(drawn) == 2
    assert samples(CASES, "cause", 1, 3) == samples(CASES, "cause", 1, 3)


def test_the_parse_is_shown_in_the_notation_of_the_tests():
    made = parsed(NOTATION)
    scene = set_scene(made.article, made.parse, (), load_knowledge())
    firsts = list(dict.fromkeys(scene.tree.first))
    shown = "\n".join(parse_of(scene, first) for first in firsts)
    again = parsed(shown)
    assert again.article.text == made.article.text
    for one, other in zip(again.parse.doc, made.parse.doc, strict=True):
        assert (one.lemma_, one.tag_, one.dep_, one.head.i) == (other.lemma_, other.tag_, other.dep_, other.head.i)
    assert list(again.parse.masked) == list(made.parse.masked)


@pytest.mark.model
def test_the_sums_are_those_of_the_measure(tiny: str):
    corpus = load_corpus(tiny)
    silent: dict[str, tuple[Annotation, ...]] = {"council": corpus.records[0].gold[:1]}
    seen = survey(Engine(), corpus, silent)
    full = seen.counts.full["all"]
    assert sum(one.misreading.gold is not None for one in seen.cases) == full.gold - full.hits_gold == 4
    assert sum(one.misreading.counted for one in seen.cases) == full.found - full.hits_found == 0


@pytest.mark.model
def test_the_command_shows_gold_and_reading_side_by_side(write: Write, tiny: str):
    clerk = load_corpus(tiny).records[0].gold[1]
    row = {"content": [[0, 24]], "cue": clerk.cue, "source": clerk.source, "rule": "by-hand", "confidence": 0.25}
    path = write({"id": "council", "attributions": [row]}, name="predicted.jsonl")
    out = run([tiny, "--predictions", path, "--samples", "3", "--cause", "source-other"])
    assert "4 lost" not in out
    assert "5 lost, 1 in vain" in out
    assert "council, line 1: source-other, direct, rule by-hand 0.25" in out
    assert "  source  Ida Lund, the harbour master                        │ The clerk\n" in out
    assert "said|say/VBD" in out


@pytest.mark.model
def test_without_predictions_attrib_reads(tiny: str):
    assert run([tiny]).splitlines()[1].startswith("full P ")
    assert Path(errors.__file__).name == "errors.py"
