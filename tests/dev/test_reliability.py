from __future__ import annotations

from collections.abc import Callable

import pytest

from attrib.dev.corpus import load_corpus
from attrib.dev.reliability import Judged, bin_of, bins_table, judge, mean_gap, rules_table, run
from attrib.errors import ReadError

Write = Callable[..., str]


def test_bins_hold_their_lower_end():
    assert [bin_of(value) for value in (0.0, 0.39, 0.4, 0.899, 0.9, 0.95, 1.0)] == [0.0, 0.0, 0.4, 0.8, 0.9, 0.95, 0.95]


def test_what_is_off_by_more_than_a_tenth_says_so():
    sure = [Judged("clause", 0.85, i < 14, i < 10) for i in range(20)]
    shy = [Judged("noun", 0.45, True, True)]
    fair = [Judged("label", 0.75, i < 7, i < 7) for i in range(10)]
    rules = rules_table([*sure, *shy, *fair])
    assert [row.split("|")[1].strip() for row in rules.splitlines()[2:]] == ["clause", "label", "noun"]
    assert "0.85 |   0.70 |    0.50 | too sure by 0.15 " in rules
    assert "too shy by 0.55 (few)" in rules
    assert "0.70 |    0.70 |     " in rules
    assert "0.80 to 0.90" in bins_table(sure)
    assert mean_gap([*sure, *fair]) == pytest.approx((20 * 0.15 + 10 * 0.05) / 30)


def test_relations_are_held_against_gold(write: Write, tiny: str):
    corpus = load_corpus(tiny)
    clerk, auditor = corpus.records[0].gold[1:]

    def row(content: object, cue: object, source: object, confidence: float | None) -> dict[str, object]:
        return {"content": content, "cue": cue, "source": source, "rule": "r", "confidence": confidence}

    path = write(
        {
            "id": "council",
            "attributions": [
                row(clerk.content, clerk.cue, clerk.source, 0.9),
                row(auditor.content, auditor.cue, clerk.source, 0.8),
                row([[0, 4]], [], [[5, 9]], 0.7),
                row([[0, 4]], [], [[5, 9]], None),
                row([[0, 4]], [list(clerk.content[0])], [], 0.6),  # within the first one
            ],
        },
        name="predicted.jsonl",
    )
    from attrib.dev.corpus import load_predictions

    found = load_predictions(path, corpus)
    judged = judge(corpus, [found.get(record.id, ()) for record in corpus.records])
    assert [(one.confidence, one.marked, one.sourced) for one in judged] == [
        (0.9, True, True),
        (0.8, True, False),
        (0.7, False, False),
    ]
    assert "3 relations, off by" in run([tiny, "--predictions", path])


def test_predictions_without_confidence_are_refused(write: Write, tiny: str):
    path = write({"id": "council", "attributions": [{"content": [[0, 4]]}]}, name="predicted.jsonl")
    with pytest.raises(ReadError, match="no relation with a confidence"):
        run([tiny, "--predictions", path])
