"""Quotation marks in running text: where they stand, of which kind, and on which side of words.

A glyph says little by itself: typewriters have one mark for both sides, word processors turn marks the wrong way
after a dash or a bracket, and the closing single mark is also the apostrophe.  What stands around a mark says more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from attrib.model import CharSpan


class Side(Enum):
    """On which side of words a mark stands, by the characters around it."""

    OPEN = "open"
    CLOSE = "close"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Mark:
    """One quotation mark of one or two characters.

    `style` is that of `attrib.model.Quotation`; `side` what the surroundings say; `glyph` what the glyph says
    (`Side.EITHER` for straight marks).
    """

    start: int
    end: int
    style: str
    side: Side
    glyph: Side


SINGLE_STYLES = frozenset({"curly-single", "straight-single"})
_RUN = re.compile(r"[“”‟\"„«»‘’'`]+")
_GLYPHS = {
    "“": ("curly-double", Side.OPEN),
    "‟": ("curly-double", Side.OPEN),
    "”": ("curly-double", Side.CLOSE),
    '"': ("straight-double", Side.EITHER),
    "„": ("low-high", Side.OPEN),
    "«": ("guillemets", Side.OPEN),
    "»": ("guillemets", Side.CLOSE),
    "‘": ("curly-single", Side.OPEN),
    "’": ("curly-single", Side.CLOSE),
    "'": ("straight-single", Side.EITHER),
    "`": ("straight-single", Side.OPEN),
    "''": ("two-apostrophes", Side.EITHER),
    "’’": ("two-apostrophes", Side.CLOSE),
    "‘‘": ("two-apostrophes", Side.OPEN),
    "``": ("two-apostrophes", Side.OPEN),
}
_MARKUP = re.compile(r"<[A-Za-z/!][^<>]{0,2000}>")
_OPENING_BRACKETS = "([{¿¡"
_CLOSING = ",.;:!?)]}"
_JOINING = "—–-/―"
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")  # soft hyphens, directions, byte order


def find_marks(text: str, span: CharSpan) -> list[Mark]:
    """Return the quotation marks of `text` within `span`, in order.

    Apostrophes inside words and the marks of markup left in the text (`<a href="…">`) are left out.

    Marks that touch (`“‘Go,’ she said`) share their surroundings: the innermost stands at an opening place because
    the outermost does.
    """
    marks: list[Mark] = []
    tags = [tag.span() for tag in _MARKUP.finditer(text, span.start, span.end)]
    tag = 0
    for run in _RUN.finditer(text, span.start, span.end):
        while tag < len(tags) and tags[tag][1] <= run.start():
            tag += 1
        if tag < len(tags) and tags[tag][0] < run.start():
            continue
        left = text[run.start() - 1] if run.start() > span.start else ""
        right = text[run.end()] if run.end() < span.end else ""
        if len(run[0]) == 1 and run[0] in "'’‘`" and left.isalnum() and right.isalnum():
            continue
        side = _side(left, right, ellipsis=text.startswith(("..", ". ."), run.end()))
        marks.extend(_split(run[0], run.start(), side))
    return marks


def _side(left: str, right: str, *, ellipsis: bool) -> Side:
    left, right = _UNSEEN.sub("", left), _UNSEEN.sub("", right)
    if bool(left) != bool(right):  # at the edge of its block
        return Side.CLOSE if left else Side.OPEN
    opens = not left or left.isspace() or left in _OPENING_BRACKETS
    closes = not right or right.isspace() or (right in _CLOSING and not ellipsis)
    if opens:
        return Side.EITHER if closes else Side.OPEN
    if closes or right in _JOINING:
        return Side.EITHER if left in _JOINING and not closes else Side.CLOSE
    return Side.EITHER


def _split(run: str, start: int, side: Side) -> list[Mark]:
    """Cut a run of mark characters into marks, two like single marks being one double mark."""
    marks: list[Mark] = []
    at = 0
    # `it's 'over.'''` ends its inner quotation first.
    if side is Side.CLOSE and len(run) == 3 and len(set(run)) == 1 and run[0] in "'’":
        marks.append(_mark(run[0], start, side))
        at = 1
    while at < len(run):
        glyph = run[at : at + 2] if run[at : at + 2] in _GLYPHS else run[at]
        marks.append(_mark(glyph, start + at, side))
        at += len(glyph)
    return marks


def _mark(glyph: str, start: int, side: Side) -> Mark:
    style, turned = _GLYPHS[glyph]
    return Mark(start, start + len(glyph), style, side, turned)
