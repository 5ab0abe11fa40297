"""Pairs quotation marks within one block of an article.

Every function here looks at each mark a bounded number of times, so that a line of ten thousand marks takes ten
times as long as a line of one thousand.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from attrib.extraction.marks import Mark, Side


@dataclass(frozen=True, slots=True)
class Pair:
    """Two marks that belong together, or one whose partner is missing."""

    opener: Mark | None
    closer: Mark | None

    @property
    def start(self) -> int:
        """Where the first mark that is there starts."""
        mark = self.opener or self.closer
        assert mark is not None
        return mark.start


# Writers and programs mix these in one pair (`“Go," she said`).
_EXCHANGED = frozenset({"curly-double", "straight-double", "two-apostrophes", "low-high"})
_MEASURE = re.compile(r"(?<![\d.,])(?:\d{1,3}|\d{1,3}\.\d+|\d*\s?[¼½¾⅓⅔⅛⅜⅝⅞]|\d+/\d+)\Z")
# Quotations standing open within each other; beyond that the marks are broken, and the outermost is given up.
DEPTH = 4
_MEASURED_GLYPHS = frozenset({'"', "”", "''", "’’"})


def pair_doubles(text: str, start: int, marks: Sequence[Mark]) -> list[Pair]:
    """Return the pairs and the lone marks among `marks`, which are double marks of the block from `start`.

    A lone straight mark that could stand on either side of words is left out: it may be a slip of any kind.
    """
    following = _next_plain_sides(text, start, marks)
    stack: list[Mark] = []
    standing: dict[str, list[Mark]] = defaultdict(list)  # the stack once more, by style
    out: list[Pair] = []
    for index, mark in enumerate(marks):
        partner = _partner(stack, standing, mark)
        if _is_measure(text, start, mark) and (partner is None or following[index] is Side.CLOSE):
            continue
        if not _closes(text, mark, partner):
            stack.append(mark)
            standing[mark.style].append(mark)
            if len(stack) > DEPTH:
                lost = stack.pop(0)
                standing[lost.style].remove(lost)
                out.append(Pair(lost, None))
        elif partner is None:
            out.append(Pair(None, mark))
        else:
            while stack[-1] is not partner:
                out.append(_unclosed(stack, standing))
            stack.pop()
            standing[partner.style].pop()
            out.append(Pair(partner, mark))
    while stack:
        out.append(_unclosed(stack, standing))
    kept = [pair for pair in out if pair.closer or (pair.opener and _is_sure_opener(pair.opener))]
    return sorted(kept, key=lambda pair: pair.start)


def _unclosed(stack: list[Mark], standing: dict[str, list[Mark]]) -> Pair:
    mark = stack.pop()
    standing[mark.style].pop()
    return Pair(mark, None)


def _is_sure_opener(mark: Mark) -> bool:
    return mark.side is Side.OPEN or (mark.side is Side.EITHER and mark.glyph is Side.OPEN)


def _partner(stack: list[Mark], standing: dict[str, list[Mark]], mark: Mark) -> Mark | None:
    """Return the standing opening mark that `mark` would close."""
    if not stack:
        return None
    top = stack[-1]
    if top.style == mark.style:
        return top
    # German copy closes with the glyph that opens in English.
    if top.style == "low-high" and mark.style == "curly-double":
        return top
    if standing[mark.style]:
        return standing[mark.style][-1]
    return top if {top.style, mark.style} <= _EXCHANGED else None


def _closes(text: str, mark: Mark, partner: Mark | None) -> bool:
    """Whether `mark` is used as a closing mark, given the mark it would close."""
    if partner and mark.glyph is Side.OPEN and mark.side is Side.EITHER and text[mark.start - 1] in ".,?!":
        return True  # `over.“[1]`: turned the wrong way
    if mark.glyph is not Side.EITHER and mark.side in {mark.glyph, Side.EITHER}:
        return mark.glyph is Side.CLOSE or (partner is not None and partner.style == "low-high")
    if mark.glyph is not Side.EITHER:  # turned the wrong way, or a space stands on its wrong side
        return partner is not None or (mark.side is Side.CLOSE and mark.glyph is Side.CLOSE)
    if mark.side is Side.EITHER:
        return partner is not None
    return mark.side is Side.CLOSE


def _is_measure(text: str, start: int, mark: Mark) -> bool:
    """Whether `mark` could be an inch or second mark: straight after a short number."""
    if text[mark.start : mark.end] not in _MEASURED_GLYPHS or not text[max(start, mark.start - 1) : mark.start]:
        return False
    return _MEASURE.search(text[max(start, mark.start - 8) : mark.start]) is not None


def _next_plain_sides(text: str, start: int, marks: Sequence[Mark]) -> list[Side | None]:
    """For each mark, the side of the next mark of its style that does not follow a number."""
    out: list[Side | None] = [None] * len(marks)
    ahead: dict[str, Side] = {}
    for index in range(len(marks) - 1, -1, -1):
        mark = marks[index]
        out[index] = ahead.get(mark.style)
        if not _is_measure(text, start, mark):
            ahead[mark.style] = mark.side
    return out


# --- single marks ------------------------------------------------------------------------------------------------

# Words written with a leading apostrophe, and years and decades ("the ’90s").
_ELIDED = re.compile(
    r"(?:tis|twas|twere|twill|cause|cuz|cos|coz|em|til|till|bout|round|neath|fraid|nuff|ere|n|d|ll|s|re|ve|m|t)\b"
    r"|\d\ds?\b",
    re.IGNORECASE,
)
_N_ROLL = re.compile(r"['’‘`]n['’]", re.IGNORECASE)
# A plural possessive, or an elision at a word's end (goin’, o’, th’): as likely an apostrophe as a mark.
_DOUBTFUL = re.compile(r"(?:s|in|\bo|\bol|\bth|\ban|\bwi|\d)\Z", re.IGNORECASE)


class _Rank:
    """How surely a single mark closes a quotation."""

    DOUBTFUL = 0
    PLAIN = 1
    STRONG = 2


def pair_singles(text: str, end: int, marks: Sequence[Mark]) -> list[Pair]:
    """Return the pairs among `marks`, the single marks of one level of a block that ends at `end`.

    An opening mark is paired with the first good closing mark before the next opening mark.  Lone marks are
    returned only where they cannot be apostrophes: an opening mark before a capital, a closing one after a comma or
    full stop.
    """
    out: list[Pair] = []
    opener: Mark | None = None
    doubtful: Mark | None = None
    skip = -1
    for mark in marks:
        if mark.start < skip:
            continue
        if _N_ROLL.match(text, mark.start):
            skip = mark.start + 3
            continue
        if _opens_single(mark):
            if opener is not None and _is_firm(text, opener) and not _is_firm(text, mark):
                continue  # an elided word inside the quotation
            _settle(text, opener, doubtful, out)
            opener, doubtful = mark, None
            continue
        if mark.side is not Side.CLOSE:
            continue
        rank = _rank(text, end, mark)
        if opener is None:
            if rank == _Rank.STRONG and text[mark.start - 1] in ",.?!":
                out.append(Pair(None, mark))
        elif rank >= _needed(text, opener):
            if rank == _Rank.DOUBTFUL:
                doubtful = doubtful or mark
            else:
                out.append(Pair(opener, mark))
                opener, doubtful = None, None
    _settle(text, opener, doubtful, out)
    return sorted(out, key=lambda pair: pair.start)


def _opens_single(mark: Mark) -> bool:
    return mark.side is Side.OPEN or (mark.side is Side.EITHER and mark.glyph is Side.OPEN)


def _is_firm(text: str, opener: Mark) -> bool:
    return opener.glyph is not Side.CLOSE and not _ELIDED.match(text, opener.end)


def _needed(text: str, opener: Mark) -> int:
    """The rank a closing mark must have for `opener`."""
    if _is_firm(text, opener):
        return _Rank.DOUBTFUL
    return _Rank.STRONG if opener.glyph is Side.CLOSE else _Rank.PLAIN


def _rank(text: str, end: int, mark: Mark) -> int:
    before = text[mark.start - 1]
    if before in ",.?!…;":
        return _Rank.STRONG
    if _DOUBTFUL.search(text[max(0, mark.start - 4) : mark.start]):
        return _Rank.DOUBTFUL
    after = text[mark.end : mark.end + 1] if mark.end < end else ""
    return _Rank.PLAIN if after.isspace() else _Rank.STRONG


def _settle(text: str, opener: Mark | None, doubtful: Mark | None, out: list[Pair]) -> None:
    """Add what is left of `opener` when nothing better than `doubtful` closed it."""
    if opener is None:
        return
    if doubtful is not None:
        out.append(Pair(opener, doubtful))
    elif _is_firm(text, opener) and text[opener.end : opener.end + 1].isupper():
        out.append(Pair(opener, None))
