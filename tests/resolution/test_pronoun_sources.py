"""Pronouns and roles as sources: whom each form takes up, and when it takes up nobody."""

from __future__ import annotations

import pytest
from support.speakers import name_of, speakers_of

from attrib.model import SpeakerKind

pytestmark = pytest.mark.model

DAM = "[1c:said] [1x:the dam leaked]"

# The passage, and whom relation 1 is given to.
TAKEN = {
    "he": (f"Tomas Erdeli met Clara Voss. [1s:He] {DAM}.", "Tomas Erdeli"),
    "she": (f"Tomas Erdeli met Clara Voss. [1s:She] {DAM}.", "Clara Voss"),
    "they, two people who spoke": (
        "[2s:Ana Lo and Piet Bakker] [2c:said] [2x:the roof leaked]. [1s:They] [1c:added] [1x:that it rained].",
        "Ana Lo and Piet Bakker",
    ),
    "they, two people named": (f"Ana Lo and Piet Bakker own the inn. [1s:They] {DAM}.", "Ana Lo and Piet Bakker"),
    "they, two in another order": (
        f"Ana Lo and Piet Bakker own the inn. Rain fell. Piet Bakker and Ana Lo slept. [1s:They] {DAM}.",
        "Ana Lo and Piet Bakker",
    ),
    "they, a body": (f"The Delta River Authority closed the dam. [1s:They] {DAM}.", "Delta River Authority"),
    "they, a group": (f"Two engineers closed the dam. [1s:They] {DAM}.", "Two engineers"),
    "it, a body": (f"The Delta River Authority closed the dam. [1s:It] {DAM}.", "Delta River Authority"),
    "it, a document": (f"A report by the court came out on Monday. [1s:It] {DAM}.", "A report by the court"),
    "who, a person": (f"Clara Voss, [1s:who] {DAM}, left.", "Clara Voss"),
    "who, a group": (f"The engineers, [1s:who] {DAM}, left.", "The engineers"),
    "whose": ("Emil Sandgren, [1s:whose] [1c:claim] [1x:that the dam leaked] was wrong, left.", "Emil Sandgren"),
    "her": ("Clara Voss left. [1s:Her] [1c:claim] [1x:that the dam leaked] was met with laughter.", "Clara Voss"),
    "his": (
        "Clara Voss met Emil Sandgren. [1s:His] [1c:claim] [1x:that the dam leaked] was met with laughter.",
        "Emil Sandgren",
    ),
    "wife and husband": (f"Clara Voss and her husband, Emil, left. [1s:He] {DAM}.", "Emil"),
    "the one asked answers": (
        "Clara Voss [2c:asked] Emil Sandgren [2x:whether the dam leaked]. [1s:He] [1c:said] [1x:it did].",
        "Emil Sandgren",
    ),
    "office": (f"Finance Minister Clara Voss met Emil Sandgren. [1s:The minister] {DAM}.", "Clara Voss"),
    "office with its field": (
        f"Finance Minister Clara Voss met Transport Minister Emil Sandgren. [1s:The transport minister] {DAM}.",
        "Emil Sandgren",
    ),
    "age": (f"Jiro Tanabe, 54, sold his boat to Emil Sandgren, 60. [1s:The 54-year-old] {DAM}.", "Jiro Tanabe"),
    "group of the name": (f"The Quiet Water Group met in Lisbon. [1s:The group] {DAM}.", "Quiet Water Group"),
    "company of another": (
        f"Ida Krogh, a spokeswoman for Baldur Metals, slept. [1s:The company] {DAM}.",
        "Baldur Metals",
    ),
    "report told of": (
        f"The report on the dam came out on Monday. Ada Lunn read it. [1s:The report] {DAM}.",
        "The report on the dam",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("marked", "name"), TAKEN.values(), ids=TAKEN)
def test_whom_a_source_without_a_name_takes_up(marked: str, name: str):
    assert name_of(speakers_of(marked)["1"]) == name


OPEN = {
    "two ministers": (
        f"Finance Minister Clara Voss met Transport Minister Emil Sandgren. [1s:The minister] {DAM}.",
        {"Clara Voss", "Emil Sandgren"},
    ),
    "two men": (f"Tomas Erdeli and Emil Sandgren met. [1s:He] {DAM}.", {"Tomas Erdeli", "Emil Sandgren"}),
    "nobody": (f"Rain fell. [1s:He] {DAM}.", set()),
    "they after one": (f"Tomas Erdeli left. [1s:They] {DAM}.", set()),
}


@pytest.mark.parametrize(("marked", "names"), OPEN.values(), ids=OPEN)
def test_what_is_open_is_no_guess(marked: str, names: set[str]):
    speaker = speakers_of(marked)["1"].speaker
    assert speaker.name in {None, "The minister"}
    assert {candidate.name for candidate in speaker.candidates} == names


AUTHORS = {
    "I": "When [1s:I] [1c:asked] [1x:why the dam leaked], nobody answered.",
    "we": "[1s:We] [1c:learned] [1x:that the dam leaked].",
}


@pytest.mark.parametrize("marked", AUTHORS.values(), ids=AUTHORS)
def test_the_first_person_outside_quotations_is_the_author(marked: str):
    assert speakers_of(marked)["1"].speaker.kind is SpeakerKind.AUTHOR


def test_they_are_as_anonymous_as_those_they_take_up():
    found = speakers_of("[2s:Two officials] [2c:said] [2x:no]. [1s:They] [1c:said] [1x:it was late].")
    assert found["1"].speaker.kind is found["2"].speaker.kind is SpeakerKind.ANONYMOUS


def test_an_age_told_of_somebody_unnamed_names_nobody():
    speaker = speakers_of(f"A 54-year-old man sold his boat. [1s:The 54-year-old] {DAM}.")["1"].speaker
    assert (speaker.name, speaker.kind) == ("The 54-year-old", SpeakerKind.ANONYMOUS)
