from __future__ import annotations

import pytest

from attrib.model import CharSpan, Segment, SegmentKind, SourceMap

# raw:  x &amp; **y**   text: x & y, then two inserted line ends and z
RAW = "x &amp; **y** z"
TEXT = "x & y\n\nz"
SEGMENTS = (
    Segment(0, 2, 0, 2),
    Segment(2, 3, 2, 7, SegmentKind.ENTITY),
    Segment(3, 4, 7, 8),
    Segment(4, 5, 10, 11),
    Segment(5, 7, 11, 11, SegmentKind.INSERTED),
    Segment(7, 8, 14, 15),
)


@pytest.mark.parametrize(
    ("span", "raw"),
    [
        (CharSpan(0, 1), CharSpan(0, 1)),
        (CharSpan(2, 3), CharSpan(2, 7)),
        (CharSpan(0, 3), CharSpan(0, 7)),
        (CharSpan(3, 5), CharSpan(7, 11)),
        (CharSpan(4, 5), CharSpan(10, 11)),
        (CharSpan(5, 7), CharSpan(11, 11)),
        (CharSpan(4, 8), CharSpan(10, 15)),
        (CharSpan(8, 8), CharSpan(15, 15)),
        (CharSpan(4, 4), CharSpan(10, 10)),
    ],
)
def test_a_span_goes_back_to_the_raw_file(span: CharSpan, raw: CharSpan) -> None:
    assert SourceMap(SEGMENTS, text=TEXT, raw=RAW).to_raw(span) == raw


@pytest.mark.parametrize(
    ("segments", "text", "raw"),
    [
        ([Segment(0, 1, 0, 1)], "ab", "ab"),  # ends too soon
        ([Segment(1, 2, 1, 2)], "ab", "ab"),  # starts too late
        ([Segment(0, 1, 1, 2), Segment(1, 2, 0, 1)], "ba", "ab"),  # raw out of order
        ([Segment(0, 2, 0, 2)], "ab", "ax"),  # other characters
        ([Segment(0, 2, 0, 3)], "ab", "abc"),  # other length
        ([Segment(0, 1, 0, 1, SegmentKind.INSERTED)], "a", "a"),  # inserted, yet in the file
        ([Segment(0, 1, 0, 4, SegmentKind.ENTITY)], "&", "&lt"),  # beyond the file
        ([Segment(0, 0, 0, 0)], "", ""),  # an empty segment
    ],
)
def test_segments_that_do_not_tile_are_refused(segments: list[Segment], text: str, raw: str) -> None:
    with pytest.raises(ValueError, match="segment"):
        SourceMap(segments, text=text, raw=raw)


def test_an_empty_text_has_a_map() -> None:
    assert SourceMap.identity("").to_raw(CharSpan(0, 0)) == CharSpan(0, 0)


@pytest.mark.parametrize(("start", "end"), [(-1, 0), (2, 1)])
def test_a_span_is_a_range(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        CharSpan(start, end)


def test_spans_compare_by_what_they_hold() -> None:
    outer, inner, beside = CharSpan(0, 5), CharSpan(1, 5), CharSpan(5, 7)
    assert outer.covers(inner) and not inner.covers(outer)
    assert outer.overlaps(inner) and not outer.overlaps(beside)
    assert 4 in outer and 5 not in outer
    assert len(beside) == 2 and beside.of("abcdefgh") == "fg"
