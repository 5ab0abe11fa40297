"""What is told behind words of the way they came is no part of them."""

from __future__ import annotations

import pytest
from support.road import read_text
from support.speakers import speakers_of, unmark

pytestmark = pytest.mark.model


def content_of(marked: str) -> str:
    relation = speakers_of(marked)["1"]
    return " … ".join(span.of(unmark(marked)[0]) for span in relation.content)


@pytest.mark.parametrize(
    ("marked", "content"),
    [
        (
            "[1s:Samira Khel] [1c:said] [1x:she had slept in the car, in a transcript released by the ministry].",
            "she had slept in the car",
        ),
        (
            "[1s:Leila Haddou] [1c:said] [1x:the clinic would stay open through the winter, the palace announced].",
            "the clinic would stay open through the winter",
        ),
        (
            "[1s:Samira Khel] [1c:said] [1x:she had slept in the car, in a lane behind the ministry].",
            "she had slept in the car, in a lane behind the ministry",
        ),
        (
            "[1s:Samira Khel] [1c:said] [1x:she found her name in a list published by the ministry].",
            "she found her name in a list published by the ministry",
        ),
    ],
)
def test_a_tail_is_cut_off_and_nothing_else(marked: str, content: str):
    assert content_of(marked) == content


def test_who_reports_behind_the_words_is_a_relay():
    marked = "[1s:Leila Haddou] [1c:said] [1x:the clinic would stay open through the winter, the palace announced]."
    assert speakers_of(marked)["1"].chain == ("the palace", "Leila Haddou")


def test_of_two_that_hold_each_other_the_trailing_clause_is_the_outer():
    text = (
        "Crane driver Pieter Maas said he had “never once been asked to sign for the chains”, "
        "the port union said in a summary of his testimony."
    )
    by_name = {relation.speaker.name: relation for relation in read_text(text).relations if relation.speaker}
    union, maas = by_name["the port union"], by_name["Pieter Maas"]
    assert (union.parent, maas.parent) == (None, union.id)
    assert maas.chain == ("the port union", "Pieter Maas")
    assert [span.of(text) for span in maas.content] == ["he had “never once been asked to sign for the chains”"]


def test_the_road_ends_the_content_where_the_words_end():
    text = "Samira Khel said she had slept in the car, in a transcript released by the Interior Ministry."
    (relation,) = read_text(text).relations
    assert [span.of(text) for span in relation.content] == ["she had slept in the car"]
    assert [source.name for source in relation.reporting_sources] == ["the Interior Ministry"]
    assert [span.of(text) for span in relation.venue] == ["a transcript"]
