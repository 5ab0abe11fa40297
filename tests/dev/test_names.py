from __future__ import annotations

from collections.abc import Callable

import pytest

from attrib.dev import names
from attrib.errors import ReadError


def label(relation: str, speaker: str | None, kind: str = "person", *, pronoun: bool = False) -> dict[str, object]:
    return {"id": "council", "relation": relation, "speaker": speaker, "kind": kind, "pronoun": pronoun}


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("Ida Lund", "Ida Lund", True),
        ("Lund", "Ida Lund", True),
        ("Mr. Lund", "Ida Lund", True),
        ("Ida Lund’s", "Lund", True),
        ("Ida Lund", "Ida Berg", False),
        ("Ida", "Ida Lund", False),
        ("Tom Lund", "Ida Lund", False),
        ("the", "Ida Lund", False),
    ],
)
def test_names_that_agree(one: str, other: str, agree: bool) -> None:
    assert names.names_agree(one, other) is agree
    assert names.names_agree(other, one) is agree


def test_labels_are_read_by_article_and_relation(write: Callable[..., str]) -> None:
    labels = names.load_labels(write(label("E1", "Ida Lund"), "", label("E2", None, "anonymous", pronoun=True)))
    assert labels["council", "E1"] == names.Label("Ida Lund", "person", False)
    assert labels["council", "E2"] == names.Label(None, "anonymous", True)


@pytest.mark.parametrize("line", ["{", "[]", '{"id": "council"}', "3"])
def test_a_line_that_is_no_label_is_told(write: Callable[..., str], line: str) -> None:
    with pytest.raises(ReadError) as caught:
        names.load_labels(write(label("E1", "Ida Lund"), line))
    assert caught.value.line == 2


def test_no_such_file_is_told() -> None:
    with pytest.raises(ReadError):
        names.load_labels("none.jsonl")


def test_every_source_is_left_out_once_and_added_to_case_once() -> None:
    rows = dict(names.sources())
    assert rows["all"] == ()
    assert rows["without titles"] == ("titles",)
    assert set(rows["case alone"]) - set(rows["case and titles"]) == {"titles"}
    assert "labels" not in rows["labels alone"]
    assert {"case", "titles", "repetition"} <= set(rows["labels alone"])


@pytest.mark.model
def test_the_table_counts_names_kinds_and_what_changes(write: Callable[..., str]) -> None:
    text = "Brask Holm slept. “We will mend the pier,” said Brask, who is old. “It leaks,” he said."
    spans = [("“We will mend the pier,”", "said", "Brask"), ("“It leaks,”", "said", "he")]
    relations = []
    for number, (content, cue, source) in enumerate(spans):
        at = text.index(content)
        after = at + len(content)
        relations.append(
            {
                "id": f"E{number}",
                "content": [[at, after]],
                "cue": [[text.index(cue, after), text.index(cue, after) + len(cue)]],
                "source": [[text.index(source, after), text.index(source, after) + len(source)]],
            }
        )
    corpus = write({"id": "council", "text": text, "attributions": relations}, name="corpus.jsonl")
    labels = write(label("E0", "Somebody Else"), label("E1", None, "person", pronoun=True), name="speakers.jsonl")
    printed = names.run([corpus, "--speakers", labels])
    rows = {
        line.split("|")[1].strip(): [cell.strip() for cell in line.split("|")[2:-1]]
        for line in printed.split("\n")[2:-1]
    }
    other, named, pronoun, wrong, _ = rows["all"]
    assert (other, named, pronoun, wrong) == ("0.0", "0.0", "–", "100.0")
    assert len(rows) == 2 + 1 + 7 + 1 + 1 + 6
    assert "2 of them labelled" in printed


@pytest.mark.model
def test_without_labels_only_what_changes_is_told(write: Callable[..., str]) -> None:
    text = "“We will mend the pier,” said Ida Lund."
    relation = {"id": "E0", "content": [[0, 24]], "cue": [[25, 29]], "source": [[30, 38]]}
    printed = names.run([write({"id": "council", "text": text, "attributions": [relation]})])
    row = next(line for line in printed.split("\n") if line.startswith("| all"))
    assert [cell.strip() for cell in row.split("|")[3:-1]] == ["–"] * 4
