"""Looking spans up by place gives what looking at all of them would."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from support.effort import effort

from attrib.model import CharSpan, SpanIndex

SPANS = st.tuples(st.integers(0, 40), st.integers(0, 12)).map(lambda pair: CharSpan(pair[0], pair[0] + pair[1]))


@given(st.lists(SPANS, max_size=20), SPANS)
def test_over_finds_what_overlaps_in_order(spans: list[CharSpan], wanted: CharSpan) -> None:
    index = SpanIndex((span, number) for number, span in enumerate(spans))
    expected = sorted((span, number) for number, span in enumerate(spans) if span.overlaps(wanted))
    assert [spans[number] for number in index.over(wanted)] == [span for span, _ in expected]


def test_a_look_up_does_not_look_at_all() -> None:
    def cost(count: int) -> int:
        spans = [CharSpan(start, start + 5) for start in range(0, 5 * count, 5)]
        index = SpanIndex((span, span) for span in spans)
        wanted = spans[:: count // 100]
        found: list[list[CharSpan]] = []
        calls = effort(lambda: found.extend(index.over(span) for span in wanted))
        assert found == [[span] for span in wanted]
        return calls

    # As many look-ups among four times the spans: looking at all would take four times the calls.
    assert cost(4_000) < 2 * cost(1_000)
