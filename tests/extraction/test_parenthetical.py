"""Reporting clauses between punctuation marks."""

from __future__ import annotations

import pytest
from support.parses import Parsed, parsed

from attrib.extraction.parenthetical import find_parentheticals


def read(text: str) -> list[tuple[str, str, str]]:
    made: Parsed = parsed(" ".join(text.split()))
    return [
        (made.words(found.source), made.words(found.cue), made.words(found.content))
        for found in find_parentheticals(made.tree)
    ]


AMID = """The/DT/det>1 bridge/NN/nsubj>7 ,/,/punct>7 Ruiz|Ruiz/NNP/nsubj>4 said|say/VBD/parataxis>7 ,/,/punct>7
    will/MD/aux>7 reopen/VB/ROOT ././punct>7"""
AFTER = """The/DT/det>1 bridge/NN/nsubj>3 has|have/VBZ/aux>3 reopened|reopen/VBN/ccomp>6 ,/,/punct>6
    Ruiz|Ruiz/NNP/nsubj>6 said|say/VBD/ROOT ././punct>6"""


def test_a_clause_set_into_what_it_reports() -> None:
    assert read(AMID) == [("Ruiz", "said", "The bridge will reopen")]


def test_a_clause_after_what_it_reports() -> None:
    assert read(AFTER) == [("Ruiz", "said", "The bridge has reopened")]


def test_the_subject_may_follow_its_verb() -> None:
    turned = AFTER.replace("Ruiz|Ruiz/NNP/nsubj>6 said|say/VBD/ROOT", "said|say/VBD/ROOT Ruiz|Ruiz/NNP/nsubj>5")
    turned = turned.replace("ccomp>6", "ccomp>5").replace("punct>6", "punct>5")
    assert read(turned) == [("Ruiz", "said", "The bridge has reopened")]


def test_who_is_spoken_to_may_stand_in_the_clause() -> None:
    told = AFTER.replace("said|say/VBD/ROOT", "told|tell/VBD/ROOT reporters/NNS/dobj>6")
    assert read(told) == [("Ruiz", "told", "The bridge has reopened")]


def test_a_dash_sets_a_clause_off_as_commas_do() -> None:
    assert read(AMID.replace(",/,/", "—/:/")) == [("Ruiz", "said", "The bridge will reopen")]


@pytest.mark.parametrize(
    "text",
    [
        # a content of its own
        """Rain/NN/nsubj>1 fell|fall/VBD/advcl>4 ,/,/punct>4 Ruiz|Ruiz/NNP/nsubj>4 said|say/VBD/ROOT it/PRP/nsubj>6
        rose|rise/VBD/ccomp>4 ././punct>4""",
        # nothing sets it off
        """Then/RB/advmod>2 Ruiz|Ruiz/NNP/nsubj>2 spoke|speak/VBD/ROOT ././punct>2""",
        # only an adjunct of its own stands beside it
        """On/IN/prep>4 Monday|Monday/NNP/pobj>0 ,/,/punct>4 Ruiz|Ruiz/NNP/nsubj>4 spoke|speak/VBD/ROOT ././punct>4""",
        # passive: nobody speaks
        """It/PRP/nsubj>1 sank|sink/VBD/ccomp>6 ,/,/punct>6 Ruiz|Ruiz/NNP/nsubjpass>5 was|be/VBD/auxpass>5
        told|tell/VBN/ROOT ././punct>5""".replace("ccomp>6", "ccomp>5").replace("punct>6", "punct>5"),
        # no subject
        """It/PRP/nsubj>1 sank|sink/VBD/ROOT ,/,/punct>1 speaking|speak/VBG/advcl>1 softly/RB/advmod>3 ././punct>1""",
    ],
)
def test_what_only_looks_like_one_is_not_read(text: str) -> None:
    assert read(text) == []


def test_what_follows_in_a_new_sentence_does_not_belong() -> None:
    made = parsed(" ".join(AFTER.split()) + "\nIt/PRP/nsubj>1 closed|close/VBD/ROOT ././punct>1")
    [found] = find_parentheticals(made.tree)
    assert made.words(found.content) == "The bridge has reopened"


def test_another_saying_of_the_same_speaker_after_it_is_left_to_its_own_cue() -> None:
    text = AFTER.replace("././punct>6", ",/,/punct>6 adding|add/VBG/advcl>6 nothing/NN/dobj>8 ././punct>6")
    assert read(text) == [("Ruiz", "said", "The bridge has reopened")]


def test_a_verb_in_a_stand_in_reports_nothing() -> None:
    text = """It/PRP/nsubj>1 sank|sink/VBD/ROOT ,/,/punct>1 ~he/PRP/nsubj>4 ~said|say/VBD/parataxis>1 ././punct>1"""
    assert read(text) == []
