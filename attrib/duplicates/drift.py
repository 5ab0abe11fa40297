"""The same quotation twice with other words: what changed between two places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from attrib.duplicates.repeats import Said, find_said, same_speaker
from attrib.model import Article, AttributionRelation, Quotation

# Words in a row that two quotations must share to be looked at together.
GRAM = 3
# Share of the words of the longer quotation that must stand in the other in the same order; below it the two are
# other words about the same thing.
LEAST_ALIKE = 0.8
# Cuts and additions that the copy shows.
_SHOWN = re.compile(r"…|\.\s?\.\s?\.|\[[^\]]*\]|\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Drift:
    """Two places of one speaker's quotation, and the words that differ: earlier ones, later ones."""

    earlier: Said
    later: Said
    changes: tuple[tuple[str, str], ...]


def find_drift(
    article: Article, quotations: Sequence[Quotation], relations: Sequence[AttributionRelation], *, min_words: int
) -> Iterator[Drift]:
    """Yield the quotations that stand earlier in the article, of the same speaker, with slightly other words.

    A part of an earlier quotation is none of them, nor are words beside cuts and brackets that the copy shows, nor two
    quotations in one paragraph, where a speaker may repeat a phrase on purpose.
    """
    places = [said for said in find_said(article, quotations, relations) if len(said.words) >= min_words]
    seen: dict[tuple[str, ...], list[Said]] = {}
    for said in places:
        earlier = {id(other): other for gram in _grams(said.words) for other in seen.get(gram, ())}
        found = [drift for other in earlier.values() if (drift := _drift(article, other, said)) is not None]
        if found:
            yield max(found, key=lambda drift: _alike(drift.earlier.words, drift.later.words))
        for gram in _grams(said.words):
            seen.setdefault(gram, []).append(said)


def _grams(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    return {words[at : at + GRAM] for at in range(len(words) - GRAM + 1)}


def _drift(article: Article, earlier: Said, later: Said) -> Drift | None:
    if earlier.words == later.words or article.block_at(earlier.span.start) == article.block_at(later.span.start):
        return None
    if same_speaker(earlier, later) is not True or _alike(earlier.words, later.words) < LEAST_ALIKE:
        return None
    if _is_shown(article, earlier) or _is_shown(article, later) or _is_part(earlier.words, later.words):
        return None
    return Drift(earlier, later, _changes(earlier.words, later.words))


def _is_shown(article: Article, said: Said) -> bool:
    return _SHOWN.search(said.span.of(article.text)) is not None


def _is_part(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one is a run of words of the other, or the two overlap at their ends: a quotation cut at two places."""
    short, long = sorted((one, other), key=len)
    if any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1)):
        return True
    blocks = [block for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks() if block.size]
    return len(blocks) == 1


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Return the share of words that stand in both in the same order or another, whichever is more."""
    matched = sum(block.size for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks())
    if sorted(one) == sorted(other):
        matched = len(one)
    return matched / max(len(one), len(other))


def _changes(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    out = []
    for kind, start, end, start_other, end_other in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind != "equal":
            out.append((" ".join(one[start:end]), " ".join(other[start_other:end_other])))
    return tuple(out)
