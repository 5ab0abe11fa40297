"""How far a content reaches from its head, and what is trimmed off it."""

from __future__ import annotations

import pytest
from support.parses import parsed

from attrib.extraction.contents import clause_tokens, phrase_tokens, rest_tokens, trim


def clause(notation: str, head: str, cue: str) -> str:
    made = parsed(notation)
    return made.words(clause_tokens(made.tree, made.at(head), made.at(cue)))


def phrase(notation: str, head: str, cue: str) -> str:
    made = parsed(notation)
    return made.words(phrase_tokens(made.tree, made.at(head), made.at(cue)))


def rest(notation: str, cue: str) -> str:
    made = parsed(notation)
    return made.words(rest_tokens(made.tree, made.at(cue), set()))


# --- clauses ---------------------------------------------------------------------------------------------------------


def test_a_clause_is_all_below_its_head_with_the_word_that_opens_it() -> None:
    text = """Divers/NNS/nsubj>1 said|say/VBD/ROOT that/IN/mark>5 the/DT/det>4 wreck/NN/nsubj>5
        moved|move/VBD/ccomp>1 ././punct>1"""
    assert clause(" ".join(text.split()), "moved", "said") == "that the wreck moved"


def test_another_source_inside_a_clause_is_left_out() -> None:
    text = """Divers/NNS/nsubj>1 said|say/VBD/ROOT it/PRP/nsubj>3 moved|move/VBD/ccomp>1 ,/,/punct>3
        according|accord/VBG/prep>3 to/IN/prep>5 charts/NNS/pobj>6 ././punct>1"""
    assert clause(" ".join(text.split()), "moved", "said") == "it moved"


def test_a_second_that_clause_on_the_cue_belongs() -> None:
    text = """Divers/NNS/nsubj>1 said|say/VBD/ROOT that/IN/mark>4 it/PRP/nsubj>4 moved|move/VBD/ccomp>1 ,/,/punct>1
        and/CC/cc>1 that/IN/mark>9 it/PRP/nsubj>9 sank|sink/VBD/conj>1 ././punct>1"""
    assert clause(" ".join(text.split()), "moved", "said") == "that it moved that it sank"


def test_a_last_incidental_relative_clause_is_left_out_and_one_in_the_middle_stays() -> None:
    last = """Divers/NNS/nsubj>1 said|say/VBD/ROOT it/PRP/nsubj>3 hit|hit/VBD/ccomp>1 rocks/NNS/dobj>3 ,/,/punct>4
        which/WDT/nsubj>7 broke|break/VBD/relcl>4 it/PRP/dobj>7 ././punct>1"""
    assert clause(" ".join(last.split()), "hit", "said") == "it hit rocks"
    middle = """Divers/NNS/nsubj>1 said|say/VBD/ROOT rocks/NNS/nsubj>7 ,/,/punct>2 which/WDT/nsubj>5
        moved|move/VBD/relcl>2 ,/,/punct>2 broke|break/VBD/ccomp>1 the/DT/det>9 hull/NN/dobj>7 ././punct>1"""
    assert clause(" ".join(middle.split()), "broke", "said") == "rocks , which moved , broke the hull"


def test_a_defining_relative_clause_stays() -> None:
    text = """Divers/NNS/nsubj>1 said|say/VBD/ROOT it/PRP/nsubj>3 hit|hit/VBD/ccomp>1 rocks/NNS/dobj>3
        that/WDT/nsubj>6 move|move/VBP/relcl>4 ././punct>1"""
    assert clause(" ".join(text.split()), "hit", "said") == "it hit rocks that move"


def test_a_clause_loosely_added_after_the_head_is_left_out() -> None:
    text = """Divers/NNS/nsubj>1 said|say/VBD/ROOT it/PRP/nsubj>3 sank|sink/VBD/ccomp>1 ,/,/punct>3
        nobody/NN/nsubj>6 knows|know/VBZ/parataxis>3 ././punct>1"""
    assert clause(" ".join(text.split()), "sank", "said") == "it sank"


# --- phrases ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("preposition", "content"),
    [("for", "the crew for courage"), ("as", "the crew as courage"), ("in", "the crew"), ("after", "the crew")],
)
def test_tails_that_say_what_for_belong_to_an_object_and_time_and_place_do_not(preposition: str, content: str) -> None:
    text = f"""Divers/NNS/nsubj>1 praised|praise/VBD/ROOT the/DT/det>3 crew/NN/dobj>1 {preposition}/IN/prep>1
        courage/NN/pobj>4 ././punct>1"""
    assert phrase(" ".join(text.split()), "crew", "praised") == content


def test_a_phrase_that_is_not_the_object_takes_no_tails_of_the_cue() -> None:
    text = """Divers/NNS/nsubj>1 called|call/VBD/ROOT for/IN/prep>1 calm/NN/pobj>2 about/IN/prep>1 sharks/NNS/pobj>4
        ././punct>1"""
    assert phrase(" ".join(text.split()), "calm", "called") == "calm"


# --- what stands beside an adjunct -----------------------------------------------------------------------------------

LAST = """It/PRP/nsubj>1 sank|sink/VBD/ROOT ,/,/punct>1 according|accord/VBG/prep>1 to/IN/prep>3 divers/NNS/pobj>4
    ././punct>1"""
FIRST = """According|accord/VBG/prep>5 to/IN/prep>0 divers/NNS/pobj>1 ,/,/punct>5 it/PRP/nsubj>5 sank|sink/VBD/ROOT
    ././punct>5"""
AMID = """The/DT/det>1 wreck/NN/nsubj>7 ,/,/punct>7 according|accord/VBG/prep>7 to/IN/prep>3 divers/NNS/pobj>4
    ,/,/punct>7 moved|move/VBD/ROOT north/RB/advmod>7 ././punct>7"""


def test_an_adjunct_at_the_end_speaks_of_all_before_it() -> None:
    assert rest(" ".join(LAST.split()), "according") == "It sank"


def test_an_adjunct_at_the_beginning_speaks_of_all_after_it() -> None:
    assert rest(" ".join(FIRST.split()), "According") == "it sank"


def test_an_adjunct_amid_its_clause_speaks_of_both_sides() -> None:
    words = rest(" ".join(AMID.split()), "according").split()
    assert [word for word in words if word != ","] == ["The", "wreck", "moved", "north"]


def test_an_adjunct_stops_at_its_sentence() -> None:
    assert rest("Snow/NN/nsubj>1 fell|fall/VBD/ROOT ././punct>1\n" + " ".join(LAST.split()), "according") == "It sank"


# --- trimming --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tokens", "left"),
    [
        ({0, 1, 2, 3, 4, 5}, "rain fell"),
        ({1, 2}, "rain"),
        ({2, 3, 4}, "fell"),
        ({0, 2}, ""),
        (set(), ""),
    ],
)
def test_commas_and_conjunctions_are_trimmed_from_the_ends(tokens: set[int], left: str) -> None:
    made = parsed("and/CC/cc>3 rain/NN/nsubj>3 ,/,/punct>3 fell|fall/VBD/ROOT —/:/punct>3 ././punct>3")
    assert [word for word in made.words(trim(made.tree, tokens)).split() if word != ","] == left.split()


def test_what_stands_between_is_not_trimmed() -> None:
    made = parsed("rain/NN/nsubj>2 ,/,/punct>2 fell|fall/VBD/ROOT ././punct>2")
    assert trim(made.tree, {0, 1, 2, 3}) == {0, 1, 2}
