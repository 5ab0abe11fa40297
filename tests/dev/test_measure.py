from __future__ import annotations

import json
from collections.abc import Callable

from attrib.dev.corpus import Annotation, Corpus, load_corpus
from attrib.dev.measure import Figures, run, tally

Write = Callable[..., str]
Found = list[tuple[Annotation, ...]]


def annotation(text: str, content: str, cue: str = "", source: str = "") -> Annotation:
    def spans(words: str) -> tuple[tuple[int, int], ...]:
        return ((text.index(words), text.index(words) + len(words)),) if words else ()

    return Annotation(spans(content), spans(cue), spans(source))


def gold_of(corpus: Corpus) -> Found:
    return [record.gold for record in corpus.records]


def figures(corpus: Corpus, found: Found) -> Figures:
    return tally(corpus, found).figures()


def test_gold_agrees_with_itself(tiny: str):
    corpus = load_corpus(tiny)
    perfect = {"P": 100.0, "R": 100.0, "F1": 100.0}
    found = figures(corpus, gold_of(corpus))
    assert [name for name, row in found.items() if "F1" in row and row != perfect] == ["relations mixed", "full mixed"]
    assert found["quotations"] == {
        "spans": 2, "right": 100.0, "wrong": 0.0, "missed": 0.0, "outside": 1, "stray": 0.0,
    }  # fmt: skip
    assert found["counts"] == {"articles": 2, "gold": 5, "found": 5, "nested, left out": 0}


def test_nothing_found_is_nothing_right(tiny: str):
    corpus = load_corpus(tiny)
    found = figures(corpus, [(), ()])
    assert found["full"] == {"P": 0.0, "R": 0.0, "F1": 0.0}
    assert found["quotations"]["missed"] == 100.0


def test_another_source_counts_as_found_and_not_in_full(tiny: str):
    corpus = load_corpus(tiny)
    text = corpus.records[0].article.text
    wrong = annotation(text, "“We will mend the pier,”", "said", "The clerk")
    found = figures(corpus, [(wrong, *corpus.records[0].gold[1:]), corpus.records[1].gold])
    assert found["relations"] == {"P": 100.0, "R": 100.0, "F1": 100.0}
    assert found["full"] == {"P": 80.0, "R": 80.0, "F1": 80.0}
    assert found["full direct"] == {"P": 50.0, "R": 50.0, "F1": 50.0}
    assert found["full indirect"]["F1"] == 100.0
    assert (found["quotations"]["right"], found["quotations"]["wrong"]) == (50.0, 50.0)
    assert found["of pairs"] == {"source agrees": 80.0, "cue agrees": 100.0}
    assert found["chunks source"] == {"P": 100.0, "R": 80.0, "F1": 88.9}


def test_part_of_a_content_counts_as_found_and_not_exactly(tiny: str):
    corpus = load_corpus(tiny)
    text = corpus.records[1].article.text
    part = annotation(text, "team will win", "thinks", "Tomas Berg")
    found = figures(corpus, [corpus.records[0].gold, (part, corpus.records[1].gold[1])])
    assert found["full"]["F1"] == 100.0
    assert found["exact"] == {"P": 80.0, "R": 80.0, "F1": 80.0}
    assert found["chunks content"]["F1"] == 80.0
    assert found["characters"]["P"] == 100.0 > found["characters"]["R"]


def test_kinds_count_on_their_own_side(tiny: str):
    corpus = load_corpus(tiny)
    text = corpus.records[1].article.text
    grown = annotation(text, "win. “They train at night,”", "said", "he")
    found = figures(corpus, [(), (grown,)])
    assert found["relations direct"]["R"] == 50.0
    assert found["relations direct"]["P"] == 0.0
    assert found["relations mixed"]["P"] == 100.0


def test_marks_outside_gold_are_stray_where_a_source_is_given(tiny: str):
    corpus = load_corpus(tiny)
    text = corpus.records[1].article.text
    assert figures(corpus, [(), (annotation(text, "“a farce”", "called", "fans"),)])["quotations"]["stray"] == 100.0
    assert figures(corpus, [(), (annotation(text, "“a farce”", "called"),)])["quotations"]["stray"] == 0.0


def test_nested_relations_count_in_nothing(tiny: str):
    corpus = load_corpus(tiny)
    text = corpus.records[1].article.text
    inner = annotation(text, "win", "will")
    found = figures(corpus, [(), (corpus.records[1].gold[0], inner)])
    assert found["counts"] == {"articles": 2, "gold": 5, "found": 1, "nested, left out": 1}
    assert found["chunks content"]["P"] == 100.0


def test_the_command_scores_predictions(write: Write, tiny: str):
    clerk = load_corpus(tiny).records[0].gold[1]
    row = {"content": clerk.content, "cue": clerk.cue, "source": clerk.source}
    path = write({"id": "council", "attributions": [row]}, name="predicted.jsonl")
    found = json.loads(run([tiny, "--predictions", path, "--json"]))
    assert found["full"] == {"P": 100.0, "R": 20.0, "F1": 33.3}
    shown = run([tiny, "--predictions", path])
    assert shown.startswith("tiny dev: 2 articles")
    assert "| full | 100.0 | 20.0 | 33.3 |" in " ".join(shown.split())
