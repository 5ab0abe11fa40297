from __future__ import annotations

from support.scoring import Marked, characters, match, overlap, score, sources_agree

TEXT = "The mayor, Ida Lund, said taxes would rise and that fees would not."
MAYOR = characters([(0, 19)], TEXT)
IDA = characters([(11, 19)], TEXT)
THE = characters([(0, 3)], TEXT)
SAID = characters([(21, 25)], TEXT)
ALL = characters([(26, 66)], TEXT)
FIRST = characters([(26, 42)], TEXT)


def test_the_example_spans_are_the_words_meant():
    assert TEXT[0:19] == "The mayor, Ida Lund"
    assert (TEXT[21:25], TEXT[26:42]) == ("said", "taxes would rise")


def test_punctuation_is_no_character():
    assert characters([(9, 11)], TEXT) == frozenset()
    assert len(characters([(0, 10)], TEXT)) == len("Themayor")


def test_overlap_is_intersection_over_union():
    assert overlap(ALL, ALL) == 1.0
    assert overlap(frozenset(), frozenset()) == 1.0
    assert overlap(FIRST, ALL) == len(FIRST) / len(ALL)
    assert overlap(FIRST, SAID) == 0.0


def test_a_source_agrees_when_it_holds_the_others_edge():
    assert sources_agree(IDA, MAYOR, TEXT)
    assert sources_agree(THE, MAYOR, TEXT)
    assert not sources_agree(characters([(4, 9)], TEXT), MAYOR, TEXT)
    assert not sources_agree(IDA, frozenset(), TEXT)
    assert sources_agree(frozenset(), frozenset(), TEXT)


def test_the_best_overlap_is_paired_first_and_once():
    gold = [Marked(ALL, SAID, MAYOR)]
    found = [Marked(FIRST, SAID, MAYOR), Marked(ALL, SAID, IDA)]
    assert match(gold, found) == [(gold[0], found[1])]


def test_a_pair_below_half_is_no_pair():
    assert match([Marked(ALL, SAID, IDA)], [Marked(FIRST, SAID, IDA)]) == []


def test_a_wrong_source_is_matched_but_not_full():
    counts = score([Marked(ALL, SAID, MAYOR)], [Marked(ALL, SAID, SAID)], TEXT)
    assert (counts.gold, counts.found, counts.matched, counts.full, counts.f1) == (1, 1, 1, 0, 0.0)


def test_missed_and_false_relations_lower_the_score():
    gold = [Marked(ALL, SAID, MAYOR), Marked(IDA, frozenset(), frozenset())]
    found = [Marked(ALL, SAID, MAYOR), Marked(THE, frozenset(), frozenset())]
    assert score(gold, found, TEXT).f1 == 50.0


def test_nested_relations_count_neither_way():
    outer, inner = Marked(ALL, SAID, MAYOR), Marked(FIRST, frozenset(), frozenset(), nested=True)
    within = Marked(THE, FIRST, frozenset())
    assert score([outer, inner], [outer], TEXT).f1 == 100.0
    assert score([outer, inner], [outer, Marked(FIRST, SAID, MAYOR)], TEXT).f1 == 100.0
    assert score([outer], [outer, within], TEXT).f1 == 100.0
    assert score([outer], [outer, Marked(FIRST, SAID, MAYOR)], TEXT).found == 2


def test_two_empty_articles_agree():
    assert score([], [], TEXT).f1 == 100.0
