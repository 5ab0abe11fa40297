"""The measure by which relations are compared with gold: overlap of word characters, and the source's agreement.

A pair matches where the contents share at least half of their word characters (intersection over union); it counts
in full where the sources agree as well.  Punctuation and quotation marks never decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LEAST_OVERLAP = 0.5

Characters = frozenset[int]


@dataclass(frozen=True)
class Marked:
    """A relation as its word characters; `nested` where it stands within another's content."""

    content: Characters
    cue: Characters
    source: Characters
    nested: bool = False


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


def characters(spans: Iterable[tuple[int, int]], text: str) -> Characters:
    """Return the offsets of the letters and digits within `spans`."""
    return frozenset(i for start, end in spans for i in range(start, min(end, len(text))) if text[i].isalnum())


def overlap(one: Characters, other: Characters) -> float:
    """Return intersection over union, from 0 to 1; 1 for two empty sets."""
    union = one | other
    return len(one & other) / len(union) if union else 1.0


def sources_agree(one: Characters, other: Characters, text: str) -> bool:
    """Whether two sources name the same words, loosely.

    Half of their characters are shared, or the shorter lies within the longer and has its first word, its last
    word or half of it.
    """
    if not one or not other:
        return not one and not other
    if overlap(one, other) >= LEAST_OVERLAP:
        return True
    small, big = (one, other) if len(one) <= len(other) else (other, one)
    if not small <= big:
        return False
    return min(small) == min(big) or _last_word(big, text) <= small


def _last_word(chars: Characters, text: str) -> Characters:
    start = end = max(chars)
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    return frozenset(range(start, end + 1))


def match(gold: Sequence[Marked], found: Sequence[Marked]) -> list[tuple[Marked, Marked]]:
    """Return one-to-one pairs whose contents overlap enough, best overlap first."""
    scored = sorted(
        ((overlap(g.content, f.content), i, j) for i, g in enumerate(gold) for j, f in enumerate(found)),
        key=lambda row: (-row[0], gold[row[1]].nested, row[1], row[2]),
    )
    pairs, taken_gold, taken_found = [], set(), set()
    for share, i, j in scored:
        if share < LEAST_OVERLAP:
            break
        if i not in taken_gold and j not in taken_found:
            taken_gold.add(i)
            taken_found.add(j)
            pairs.append((gold[i], found[j]))
    return pairs


def score(gold: Sequence[Marked], found: Sequence[Marked], text: str) -> Score:
    """Return the counts for one article.

    Only outermost relations count.  Nested gold asks for nothing; a found relation that matches nested gold, or that
    matches nothing and is itself nested, is not held against the finder.
    """
    outer = [relation for relation in gold if not relation.nested]
    inner = [relation for relation in gold if relation.nested]
    pairs = match(outer, found)
    matched = {id(f) for _, f in pairs}
    rest = [f for f in found if id(f) not in matched]
    excused = {id(f) for _, f in match(inner, rest)}
    excused |= {id(f) for f in rest if f.nested or _within_another(f, found)}
    full = sum(sources_agree(g.source, f.source, text) for g, f in pairs)
    return Score(len(outer), len(found) - len(excused), len(pairs), full)


def _within_another(relation: Marked, others: Sequence[Marked]) -> bool:
    anchor = relation.cue or relation.source
    return bool(anchor) and any(other is not relation and anchor <= other.content for other in others)
