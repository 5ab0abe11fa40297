from __future__ import annotations

from attrib.dev.scoring import Marked, characters, compare, kind_of, match, overlap, quoted_spans, score, sources_agree
from attrib.model import QuotationKind

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
    assert match(gold, found) == [(0, 1)]


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


def test_what_belongs_together_is_told_by_index():
    within = Marked(THE, FIRST, frozenset())
    result = compare(
        [Marked(ALL, SAID, MAYOR), Marked(IDA, THE, THE)], [within, Marked(ALL, SAID, IDA), Marked(SAID, SAID, IDA)]
    )
    assert (result.pairs, result.missed, result.extra, result.excused) == (((0, 1),), (1,), (2,), (0,))


def spans_of(text: str) -> list[str]:
    return [text[start:end] for start, end in quoted_spans(text)]


def test_quotation_spans_are_told_by_their_marks():
    assert spans_of("“We go,” she said. “Now.”") == ["“We go,”", "“Now.”"]
    assert spans_of('"We go," she said. "Now."') == ['"We go,"', '"Now."']
    assert spans_of("''We don't go,'' she said.") == ["''We don't go,''"]


def test_a_curly_mark_that_nothing_closes_runs_to_the_next_one_or_the_paragraphs_end():
    assert spans_of("“We go now\nShe left.") == ["“We go now"]
    assert spans_of("“We go “and stay” now") == ["“We go ", "“and stay”"]


def test_inches_and_lone_straight_marks_are_no_quotations():
    assert spans_of('A 12" board and a 10" board') == []
    assert spans_of('She said "no\nand left"') == []


def test_kinds_go_by_the_share_in_marks():
    text = "“We go,” and stay"
    quoted = characters(quoted_spans(text), text)
    assert kind_of(characters([(0, 8)], text), quoted) is QuotationKind.DIRECT
    assert kind_of(characters([(0, 17)], text), quoted) is QuotationKind.MIXED
    assert kind_of(characters([(9, 17)], text), quoted) is QuotationKind.INDIRECT
