from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from attrib.dev.corpus import load_corpus, load_predictions
from attrib.errors import ReadError

Write = Callable[..., str]
TEXT = {"id": "a", "text": "Ida Lund said taxes rise."}
GOOD = {"content": [[14, 24]], "cue": [[9, 13]], "source": [[0, 8]]}


def test_a_corpus_has_a_name_and_a_size(tiny: str):
    corpus = load_corpus(tiny)
    assert corpus.name == "tiny dev"
    assert [len(record.gold) for record in corpus.records] == [3, 2]
    assert corpus.size.startswith("2 articles, ")
    assert load_corpus(tiny, 1).name == "tiny dev (the first 1 articles)"


def test_a_packed_corpus_is_read_and_named_after_its_file(tmp_path: Path):
    path = tmp_path / "some.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"text": "It sank.", "attributions": []}\n'))
    corpus = load_corpus(str(path))
    assert (corpus.name, corpus.records[0].id, corpus.records[0].gold) == ("some.jsonl.gz", "1", ())


def test_relations_without_content_are_left_out_and_parts_may_be_missing(write: Write):
    path = write({**TEXT, "attributions": [{"cue": [[9, 13]]}, {"content": [[14, 24]], "source": None}]})
    (only,) = load_corpus(path).records[0].gold
    assert (only.content, only.cue, only.source) == (((14, 24),), (), ())


@pytest.mark.parametrize(
    ("attributions", "said"),
    [
        (None, "attributions: expected a list of relations"),
        ({}, "attributions: expected a list of relations"),
        (["said"], "attributions[0]: expected an object"),
        ([{"content": 3}], "attributions[0].content: expected a list of [start, end]"),
        ([GOOD, {"content": [[1]]}], "attributions[1].content: expected [start, end], not [1]"),
        ([{"content": [[0, 99]]}], "attributions[0].content: [0, 99] is no stretch of a text of 25 characters"),
        ([{"content": [[5, 2]]}], "attributions[0].content: [5, 2] is no stretch"),
        ([{"content": [[0, True]]}], "attributions[0].content: expected [start, end], not [0, True]"),
    ],
)
def test_another_form_is_named_with_line_and_field(write: Write, attributions: object, said: str):
    path = write({**TEXT, "attributions": [GOOD]}, {**TEXT, "id": "b", "attributions": attributions})
    with pytest.raises(ReadError) as caught:
        load_corpus(path)
    assert str(caught.value).startswith(f"{path}:2: {said}")


def test_an_empty_corpus_is_none(write: Write):
    with pytest.raises(ReadError, match="holds no article"):
        load_corpus(write())


def test_predictions_go_to_their_articles(write: Write, tiny: str):
    corpus = load_corpus(tiny)
    path = write(
        {"id": "sport", "attributions": [{**GOOD, "rule": "by-hand", "confidence": 0.5}]},
        {"id": "another", "attributions": "not looked at"},
        name="predicted.jsonl",
    )
    found = load_predictions(path, corpus)
    assert list(found) == ["sport"]
    assert (found["sport"][0].rule, found["sport"][0].confidence) == ("by-hand", 0.5)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", ":1: the record is not JSON"),
        ("[]", ":1: the record is not an object"),
        ('{"id": "x", "attributions": []}', "has none of the corpus's articles"),
        ('{"id": "sport"}', ":1: attributions: expected a list"),
    ],
)
def test_predictions_of_another_form_are_named(write: Write, tiny: str, line: str, said: str):
    with pytest.raises(ReadError) as caught:
        load_predictions(write(line, name="predicted.jsonl"), load_corpus(tiny))
    assert said in str(caught.value)


def test_a_missing_or_binary_file_is_named(tmp_path: Path, tiny: str):
    binary = tmp_path / "binary.jsonl"
    binary.write_bytes(b"\xff\xfe\x00")
    for path, said in ((str(tmp_path / "none.jsonl"), "no such file"), (str(binary), "binary.jsonl: ")):
        with pytest.raises(ReadError, match=said):
            load_corpus(path)
        with pytest.raises(ReadError, match=said):
            load_predictions(path, load_corpus(tiny))
