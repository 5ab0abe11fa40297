"""Chooses among candidates: one reading for each cue, the outer ones first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from attrib.extraction.candidates import Candidate


@dataclass(frozen=True)
class Scored:
    """A candidate and the estimated chance that a trained annotator marks it."""

    candidate: Candidate
    score: float


def select(scored: Sequence[Scored], threshold: float, taken: frozenset[int] = frozenset()) -> list[Scored]:
    """Return the best reading of each cue at or above `threshold`, in text order.

    Of readings whose cues share a word the likeliest stays.  `taken` are tokens that are cues already.
    """
    best: dict[int, Scored] = {}
    for item in scored:
        if item.score < threshold or item.candidate.cue & taken:
            continue
        held = best.get(item.candidate.anchor)
        if held is None or item.score > held.score:
            best[item.candidate.anchor] = item
    kept: list[Scored] = []
    used: set[int] = set()
    for item in sorted(best.values(), key=lambda item: (-item.score, item.candidate.anchor)):
        if item.candidate.cue & used:
            continue
        used |= item.candidate.cue
        kept.append(item)
    return sorted(kept, key=lambda item: item.candidate.anchor)
