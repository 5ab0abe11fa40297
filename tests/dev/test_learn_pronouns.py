"""Fitting the weights of pronouns on passages made by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.parses import parsed

from attrib.dev.learn_pronouns import (
    Passage,
    fit,
    gold_of,
    label,
    leads,
    learn,
    report,
    table_of,
    write,
)
from attrib.engine import Reading
from attrib.rulefiles.weights import load_weights

NAMES = ("Anna Roe", "Emma Farr", "Ilana Quist", "Rosa Vane", "Maria Holt", "Sarah Lund")
VERBS = ("met|meet", "saw|see", "paid|pay", "led|lead")


def passage(one: str, other: str, verb: str, meant: str) -> Passage:
    """Return two sentences whose second has "She", who is `meant`."""
    (first, last), (second, name) = one.split(), other.split()
    made = parsed(
        f"{first}/NNP/compound>1 {last}/NNP/nsubj>2 {verb}/VBD/ROOT {second}/NNP/compound>4 {name}/NNP/dobj>2"
        " ././punct>2\nShe/PRP/nsubj>1 laughed|laugh/VBD/ROOT ././punct>1"
    )
    text = made.article.text
    spans = {name: [text.index(name), text.index(name) + len(name)] for name in (one, other)}
    raw = {
        "text": text,
        "pronoun": [text.index("She"), text.index("She") + 3],
        "candidates": [{"span": span, "correct": name == meant} for name, span in spans.items()],
    }
    return Passage(Reading(made.article, made.parse, (), ()), 1.0, gold_of(raw))


def passages() -> list[Passage]:
    """Return passages in which the subject goes on being spoken of."""
    pairs = [(one, other) for one in NAMES for other in NAMES if one != other]
    return [passage(one, other, VERBS[number % 4], one) for number, (one, other) in enumerate(pairs)]


def test_candidates_are_labelled_with_who_is_meant():
    (example,) = label(passage(*NAMES[:2], "met|meet", NAMES[1]), table_of({"salience": 1.0}))
    assert {row.cluster.name: hit for row, hit in zip(example.rows, example.meant, strict=True)} == {
        NAMES[0]: False,
        NAMES[1]: True,
    }


def test_neither_means_somebody_else():
    (example,) = label(passage(*NAMES[:2], "met|meet", "nobody"), table_of({"salience": 1.0}))
    assert example.meant == (False, False)


def test_the_fit_finds_that_subjects_go_on():
    pytest.importorskip("scipy")
    table = learn(passages())
    assert table.weights["subject:1:subject"] > 0
    pairs = leads(example for item in passages() for example in label(item, table))
    assert all(hit for _, hit in pairs)
    assert pairs[0][0] > 1
    assert report("made up", pairs).startswith("made up: 30 pronouns; right at coverage 30 %: 100.0")


def test_evidence_seen_seldom_gets_no_weight():
    pytest.importorskip("scipy")
    table = table_of({"salience": 1.0})
    examples = [example for item in passages()[:4] for example in label(item, table)]
    assert fit(examples, table) == {}


def test_chains_and_speakers_are_gold_too():
    text = "Anna Roe slept. She woke."
    chain = {"meta": {"mentions": [{"chain": "1", "span": [0, 8]}, {"chain": "1", "span": [16, 19]}]}}
    assert list(gold_of({"text": text, **chain})) == [16]
    voices = [{"extra": {"speaker": "Anna Roe", "mentions": [[0, 8], [16, 19]]}}]
    assert list(gold_of({"text": text, "attributions": voices})) == [16]
    clauses = [{"extra": {"speaker": "Anna Roe", "type": "Anaphoric", "clause": [[16, 25]]}}]
    assert list(gold_of({"text": text, "attributions": clauses})) == [16]
    assert gold_of({"text": text, "attributions": [{"extra": {"speaker": "Anna Roe", "type": "Explicit"}}]}) == {}


def test_a_table_is_written_as_it_is_read(tmp_path: Path):
    write(tmp_path / "pronouns.yaml", table_of({"far:0": 0.514, "nearest": -1.2, "small": 0.001}), "made up")
    table = load_weights(tmp_path / "pronouns.yaml")
    assert dict(table.weights) == {"far:0": 0.51, "nearest": -1.2}
    assert table.threshold > 1
    assert table.bias == 0.0
