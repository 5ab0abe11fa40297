"""How one article's relations are held against gold: overlap of word characters, and the source's agreement.

A pair matches where the contents share at least half of their word characters (intersection over union), best
overlap first and one to one; it counts in full where the sources agree as well.  Punctuation, quotation marks and
white space never decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from attrib.model import QuotationKind

LEAST_OVERLAP = 0.5
# Share of a content in marks above which it counts as wholly quoted.
WHOLLY = 0.95

Span = tuple[int, int]
Spans = tuple[Span, ...]
Characters = frozenset[int]

# Curly marks run to the paragraph's end, or to the next opening mark, where none closes them.  Straight ones need
# both halves in one paragraph, with no letter right before the first or right after the second.
_QUOTED = re.compile(
    r"""
      “ [^“”\n]{2,} (?: ” | (?=“) | $ )
    | (?<![\w"]) " (?=\S) [^"\n]{2,} " (?!\w)
    | (?<!\w) '' (?=\S) [^\n]{2,}? '' (?!\w)
    """,
    re.VERBOSE | re.MULTILINE,
)


@dataclass(frozen=True)
class Marked:
    """A relation as its word characters; `nested` where it is known to stand within another's content."""

    content: Characters
    cue: Characters
    source: Characters
    nested: bool = False


@dataclass(frozen=True)
class Comparison:
    """Which gold and found relations belong together, as indices.

    `pairs` are (gold, found); `missed` is gold without a partner, `extra` is what was found without one.  `excused`
    are found relations without a partner that are not held against the finder, for they are nested and gold marks
    outermost relations only.
    """

    pairs: tuple[tuple[int, int], ...]
    missed: tuple[int, ...]
    extra: tuple[int, ...]
    excused: tuple[int, ...]


@dataclass(frozen=True)
class Score:
    """Counts of one article; `full` pairs agree in the source too.  Nested relations are in none of them."""

    gold: int
    found: int
    matched: int
    full: int

    @property
    def f1(self) -> float:
        """Percent: the harmonic mean of full pairs over gold and over found."""
        total = self.gold + self.found
        return 200 * self.full / total if total else 100.0


def characters(spans: Iterable[Span], text: str) -> Characters:
    """Return the offsets of the letters and digits within `spans`."""
    return frozenset(i for start, end in spans for i in range(start, min(end, len(text))) if text[i].isalnum())


def overlap(one: Characters, other: Characters) -> float:
    """Return intersection over union, from 0 to 1; 1 for two empty sets."""
    union = one | other
    return len(one & other) / len(union) if union else 1.0


def sources_agree(one: Characters, other: Characters, text: str) -> bool:
    """Whether two sources (or two cues) name the same words, loosely.

    Half of their characters are shared, or the shorter lies within the longer and has its first character or its
    last word; two that are empty agree.
    """
    if not one or not other:
        return not one and not other
    if overlap(one, other) >= LEAST_OVERLAP:
        return True
    small, big = (one, other) if len(one) <= len(other) else (other, one)
    return small <= big and (min(small) == min(big) or _last_word(big, text) <= small)


def _last_word(chars: Characters, text: str) -> Characters:
    start = end = max(chars)
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    return frozenset(range(start, end + 1))


def match(gold: Sequence[Marked], found: Sequence[Marked]) -> list[tuple[int, int]]:
    """Return one-to-one pairs, as indices, whose contents overlap enough; best overlap first."""
    scored = [
        (overlap(one.content, other.content), i, j)
        for i, one in enumerate(gold)
        for j, other in enumerate(found)
        if not one.content.isdisjoint(other.content)
    ]
    scored.sort(key=lambda row: (-row[0], row[1], row[2]))
    pairs, taken_gold, taken_found = [], set(), set()
    for share, i, j in scored:
        if share < LEAST_OVERLAP:
            break
        if i not in taken_gold and j not in taken_found:
            taken_gold.add(i)
            taken_found.add(j)
            pairs.append((i, j))
    return pairs


def compare(gold: Sequence[Marked], found: Sequence[Marked]) -> Comparison:
    """Return what belongs together in one article.

    Only outermost relations count.  Nested gold asks for nothing; a found relation that matches nested gold, or that
    matches nothing and has its cue within another found content, is excused.
    """
    outer = [i for i, one in enumerate(gold) if not one.nested]
    inner = [one for one in gold if one.nested]
    pairs = [(outer[i], j) for i, j in match([gold[i] for i in outer], found)]
    has_gold, has_found = {i for i, _ in pairs}, {j for _, j in pairs}
    rest = [j for j in range(len(found)) if j not in has_found]
    excused = {rest[j] for _, j in match(inner, [found[j] for j in rest])}
    excused |= {j for j in rest if found[j].nested or _within_another(found[j], found)}
    return Comparison(
        pairs=tuple(pairs),
        missed=tuple(i for i in outer if i not in has_gold),
        extra=tuple(j for j in rest if j not in excused),
        excused=tuple(sorted(excused)),
    )


def _within_another(relation: Marked, others: Sequence[Marked]) -> bool:
    anchor = relation.cue or relation.source
    return bool(anchor) and any(other is not relation and anchor <= other.content for other in others)


def score(gold: Sequence[Marked], found: Sequence[Marked], text: str) -> Score:
    """Return the counts for one article."""
    result = compare(gold, found)
    full = sum(sources_agree(gold[i].source, found[j].source, text) for i, j in result.pairs)
    matched = len(result.pairs)
    return Score(matched + len(result.missed), matched + len(result.extra), matched, full)


def quoted_spans(text: str) -> Iterator[Span]:
    """Yield the quotation-mark spans of `text` that the measures of quotations speak of, marks included.

    They are found by the marks alone (“…”, "…" and ''…''), without any of attrib's own reading.
    """
    return (match.span() for match in _QUOTED.finditer(text))


def kind_of(content: Characters, quoted: Characters) -> QuotationKind:
    """Return whether all, some or none of the characters of `content` are among the `quoted` ones."""
    inside = len(content & quoted)
    if not inside:
        return QuotationKind.INDIRECT
    return QuotationKind.DIRECT if inside > WHOLLY * len(content) else QuotationKind.MIXED
