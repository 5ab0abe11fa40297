from __future__ import annotations

from attrib.model import (
    Act,
    Article,
    AttributionRelation,
    CharSpan,
    Modality,
    QuotationKind,
    Segment,
    SegmentKind,
    SourceMap,
)
from support.road import marked, raw_parts

RAW = "He said *no* &amp; left."
TEXT = "He said no & left."
SEGMENTS = (
    Segment(0, 8, 0, 8),
    Segment(8, 10, 9, 11),
    Segment(10, 11, 12, 13),
    Segment(11, 12, 13, 18, SegmentKind.ENTITY),
    Segment(12, 18, 18, 24),
)
MAP = SourceMap(SEGMENTS, text=TEXT, raw=RAW)


def test_markup_between_the_parts_is_left_out():
    parts = raw_parts(MAP, CharSpan(3, 11))
    assert [RAW[start:end] for start, end in parts] == ["said ", "no", " "]


def test_an_entity_is_taken_whole():
    (part,) = raw_parts(MAP, CharSpan(11, 12))
    assert RAW[part[0] : part[1]] == "&amp;"


def test_a_relation_is_its_word_characters_in_the_raw_file():
    relation = AttributionRelation(
        id="a1",
        kind=QuotationKind.INDIRECT,
        content=(CharSpan(8, 10),),
        cue=(CharSpan(3, 7),),
        source=(CharSpan(0, 2),),
        act=Act.STATEMENT,
        modality=Modality.ASSERTED,
        rule="say-clause",
        parent="a0",
    )
    article = Article(RAW, TEXT, MAP, ())
    found = marked(relation, article)
    assert (found.content, found.cue, found.source) == (frozenset({9, 10}), frozenset({3, 4, 5, 6}), frozenset({0, 1}))
    assert found.nested
