"""Constructions that are read off the words, whatever the parser makes of them."""

from __future__ import annotations

import pytest


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Silk: Gates were shut at noon", "Silk", ":", "Gates were shut at noon"),
        ("Gates were shut at noon: Silk", "Silk", ":", "Gates were shut at noon"),
        ("Dam could fail within days - report", "report", "-", "Dam could fail within days"),
        ("New bridge to close for a year, says roads agency", "roads agency", "says", "New bridge to close for a year"),
        (
            "One lawmaker called Tarn “the orange prince of folly.”",
            "One lawmaker",
            "called",
            "Tarn “the orange prince of folly.”",
        ),
        ("In the words of the judge: “It was a sham.”", "the judge", "In the words of", "“It was a sham.”"),
        ("“It is a mess,” in the words of Ana Silk.", "Ana Silk", "in the words of", "“It is a mess,”"),
    ],
)
def test_who_says_what(text: str, source: str, cue: str, content: str) -> None:
    assert (source, cue, content) in read(text)


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "Live: the storm hits the coast",
        "Dam could fail within days - BBC News",
        "The official asked not to be named.",
        "The clerk was not authorized to discuss the talks.",
    ],
)
def test_what_reports_nothing(text: str) -> None:
    assert read(text) == []


@pytest.mark.model
def test_what_a_relay_passes_on_goes_on_through_the_paragraph() -> None:
    found = read("“It is late,” Bell said, according to a pool report. “We must go.”")
    assert ("a pool report", "according to", "“It is late,” Bell said … “We must go.”") in found


def read(text: str) -> list[tuple[str, str, str]]:
    from attrib.engine import Engine

    parts = (
        [" … ".join(span.of(text) for span in spans) for spans in (one.source, one.cue, one.content)]
        for one in Engine().read_text(text).relations
    )
    return [(source, cue, content) for source, cue, content in parts]
