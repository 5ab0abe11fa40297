"""Which of several readings of a cue is kept."""

from __future__ import annotations

from collections.abc import Iterable

from attrib.extraction.candidates import Candidate
from attrib.extraction.selection import Scored, select


def scored(rule: str, anchor: int, score: float, cue: Iterable[int] = ()) -> Scored:
    tokens = frozenset(cue) or frozenset({anchor})
    return Scored(Candidate(rule, "frame", "say", anchor, tokens, frozenset({90}), frozenset({91}), 91), score)


def rules(kept: Iterable[Scored]) -> list[str]:
    return [item.candidate.rule for item in kept]


def test_the_likeliest_reading_of_a_cue_is_kept() -> None:
    readings = [scored("object", 3, 0.5), scored("clause", 3, 0.9), scored("infinitive", 3, 0.7)]
    assert rules(select(readings, 0.4)) == ["clause"]


def test_of_readings_as_likely_as_each_other_the_first_is_kept() -> None:
    assert rules(select([scored("first", 3, 0.5), scored("second", 3, 0.5)], 0.4)) == ["first"]


def test_readings_below_the_threshold_are_dropped_and_those_at_it_kept() -> None:
    assert rules(select([scored("at", 1, 0.4), scored("below", 5, 0.39)], 0.4)) == ["at"]


def test_readings_of_different_cues_come_in_text_order() -> None:
    assert rules(select([scored("late", 8, 0.9), scored("early", 2, 0.5)], 0.4)) == ["early", "late"]


def test_of_cues_that_share_a_word_the_likelier_is_kept() -> None:
    readings = [scored("noun", 4, 0.6, {3, 4}), scored("verb", 3, 0.8, {3}), scored("apart", 9, 0.5)]
    assert rules(select(readings, 0.4)) == ["verb", "apart"]


def test_words_that_are_cues_already_are_not_read_again() -> None:
    readings = [scored("taken", 3, 0.9, {2, 3}), scored("free", 5, 0.5)]
    assert rules(select(readings, 0.4, frozenset({2}))) == ["free"]


def test_nothing_gives_nothing() -> None:
    assert select([], 0.4) == []
