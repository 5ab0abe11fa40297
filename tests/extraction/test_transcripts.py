"""Turns of transcripts and interviews."""

from __future__ import annotations

import re

import pytest

from attrib.extraction.transcripts import find_turns
from attrib.model import Article, Block, BlockKind, CharSpan, SourceMap


def make_article(*paragraphs: str, kinds: dict[int, BlockKind] | None = None) -> Article:
    text = "\n\n".join(paragraphs)
    spans = [CharSpan(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    blocks = tuple(Block(span, (kinds or {}).get(i, BlockKind.BODY)) for i, span in enumerate(spans))
    return Article(raw=text, text=text, source_map=SourceMap.identity(text), blocks=blocks)


def turns(article: Article) -> list[tuple[str, list[str]]]:
    return [(t.label.of(article.text), [span.of(article.text) for span in t.content]) for t in find_turns(article)]


DEBATE = (
    "The harbour debate.",
    "RUIZ: The bridge will open in the spring.",
    "BAKER: You said that a year ago.",
    "RUIZ: A year ago there was no steel.",
    "BAKER: There was steel enough for the pier.",
)


def test_turns_in_capitals() -> None:
    article = make_article(*DEBATE)
    assert turns(article)[:2] == [
        ("RUIZ", ["The bridge will open in the spring."]),
        ("BAKER", ["You said that a year ago."]),
    ]
    assert [turn.colon.of(article.text) for turn in find_turns(article)] == [":"] * 4


def test_a_turn_runs_on_and_leaves_stage_directions_out() -> None:
    article = make_article(*DEBATE[:2], "Then the tolls will end.", "(APPLAUSE.)", "[crosstalk]", *DEBATE[2:])
    assert turns(article)[0] == ("RUIZ", ["The bridge will open in the spring.", "Then the tolls will end."])


def test_the_last_turn_is_its_paragraph_alone() -> None:
    article = make_article(*DEBATE, "The debate will be shown again on Sunday.")
    assert turns(article)[-1] == ("BAKER", ["There was steel enough for the pier."])


def test_a_subheading_ends_a_turn() -> None:
    article = make_article(*DEBATE[:2], "On tolls", "A note on tolls.", *DEBATE[2:], kinds={2: BlockKind.SUBHEADING})
    assert turns(article)[0] == ("RUIZ", ["The bridge will open in the spring."])


@pytest.mark.parametrize("labels", [("Q", "A"), ("Ana Ruiz", "Tom Baker"), ("ANA RUIZ (D)", "BAKER")])
def test_other_labels(labels: tuple[str, str]) -> None:
    lines = [f"{labels[n % 2]}: This is line number {n} of the talk." for n in range(6)]
    assert len(turns(make_article("A talk.", *lines))) == 6


def test_few_labels_are_no_transcript() -> None:
    assert turns(make_article(*DEBATE[:3])) == []


def test_a_list_of_figures_is_no_transcript() -> None:
    lines = ("Ruiz: 12", "Baker: 9", "Ruiz: 4", "Baker: 1", "Ruiz: 3")
    assert turns(make_article("The count.", *lines)) == []


def test_labels_once_each_in_lower_case_are_headings() -> None:
    lines = [f"{word}: The port will be closed on that day." for word in ("Monday", "Tuesday", "Friday", "Sunday")]
    assert turns(make_article("The week.", *lines)) == []


def test_labels_before_marks_are_left_to_the_marks() -> None:
    lines = ["RUIZ: “The bridge will open.”", "BAKER: “It will not open.”"] * 3
    assert turns(make_article("A talk.", *lines)) == []
