"""Passages whose words came through others, or did not: speaker, reporting sources and venue against gold.

`-rs` shows the figures while there are no floors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from support.passages import Relayed, load_relays
from support.road import marked, read_text

from attrib.dev.scoring import LEAST_OVERLAP, characters, overlap

if TYPE_CHECKING:
    from attrib.model import AttributionRelation

PASSAGES = load_relays()

# The least percent asked for, `None` only reports: speakers right of all passages; precision and recall of the
# reporting sources over all passages; the same of venues.
FLOORS: dict[str, int | None] = {
    "speaker": 96,
    "relay precision": 98,
    "relay recall": 96,
    "venue precision": 95,
    "venue recall": 93,
}


def test_there_are_enough_of_them_a_third_without_a_relay():
    assert len(PASSAGES) >= 150
    assert sum(not passage.reporting_sources for passage in PASSAGES) >= len(PASSAGES) / 3
    assert len({passage.text for passage in PASSAGES}) == len(PASSAGES)


@dataclass
class Tally:
    """Names right, found and wanted."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def add(self, found: Iterable[str], wanted: Iterable[str]) -> None:
        found, left = list(found), list(wanted)
        self.found += len(found)
        self.wanted += len(left)
        for name in found:
            match = next((other for other in left if same_name(name, other)), None)
            if match is not None:
                left.remove(match)
                self.right += 1

    @property
    def precision(self) -> float:
        return 100 * self.right / self.found if self.found else 100.0

    @property
    def recall(self) -> float:
        return 100 * self.right / self.wanted if self.wanted else 100.0


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same but for articles, case, punctuation and what stands before the last words."""
    short, long = sorted((plain(one), plain(other)), key=len)
    return bool(short) and (long == short or long[-len(short) :] == short or long[: len(short)] == short)


def plain(name: str) -> list[str]:
    words = "".join(c if c.isalnum() else " " for c in name.casefold()).split()
    return [word for word in words if word not in {"the", "a", "an", "in", "on", "by", "at", "to"}]


def relation_meant(passage: Relayed) -> AttributionRelation | None:
    """Return the relation found that has the passage's content, the innermost where several do."""
    result = read_text(passage.text)
    content = characters(passage.content, passage.text)
    shares = [(overlap(marked(r, result.article).content, content), r.parent is not None, r) for r in result.relations]
    fitting = [row for row in shares if row[0] >= LEAST_OVERLAP]
    return max(fitting, key=lambda row: row[:2])[2] if fitting else None


def measure() -> tuple[dict[str, float], list[str]]:
    """Return the figures by their names in `FLOORS`, and the passages that were misread."""
    speakers, relays, venues = 0, Tally(), Tally()
    misread = []
    for passage in PASSAGES:
        relation = relation_meant(passage)
        name = relation.speaker.name if relation and relation.speaker else None
        right = name is not None and same_name(name, passage.speaker)
        sources = [source.name for source in relation.reporting_sources] if relation else []
        places = [span.of(passage.text) for span in relation.venue] if relation else []
        speakers += right
        before = relays.right
        relays.add(sources, passage.reporting_sources)
        venues.add(places, passage.venue)
        if not right or relays.right - before != len(passage.reporting_sources) or len(sources) > relays.right - before:
            misread.append(f"{passage.form}: {passage.text}\n     speaker {name!r}, reporting sources {sources}")
    figures = {
        "speaker": 100 * speakers / len(PASSAGES),
        "relay precision": relays.precision,
        "relay recall": relays.recall,
        "venue precision": venues.precision,
        "venue recall": venues.recall,
    }
    return figures, misread


def test_names_are_compared_without_titles_and_articles():
    assert same_name("the Defence Ministry", "Defence Ministry")
    assert same_name("Minister Anton Oren", "Anton Oren")
    assert not same_name("Anton Oren", "Anton Aren")
    assert not same_name("the", "Oren")


def test_a_tally_counts_each_name_once():
    tally = Tally()
    tally.add(["Oren", "Oren", "Tass"], ["Anton Oren"])
    assert (tally.right, tally.found, tally.wanted) == (1, 3, 1)
    assert (tally.precision, tally.recall) == (pytest.approx(100 / 3), 100.0)
    assert (Tally().precision, Tally().recall) == (100.0, 100.0)


@pytest.mark.model
def test_relays_are_read(record_property: Callable[[str, object], None]):
    figures, misread = measure()
    for name, value in figures.items():
        record_property(name, round(value, 1))
    asked = {name: floor for name, floor in FLOORS.items() if floor is not None}
    low = {name: round(figures[name], 1) for name, floor in asked.items() if figures[name] < floor}
    assert not low, f"{low}\n" + "\n".join(f"  {line}" for line in misread)
    if None in FLOORS.values():
        pytest.skip("no floors yet: " + ", ".join(f"{name} {value:.1f}" for name, value in figures.items()))
