"""Lines and paragraphs of plain text, told apart without changing a character."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from attrib.model import CharSpan

# The columns at which typewriters, wires and mail programs break lines.  Beyond the upper one a line is a paragraph
# written in one go, below the lower one it is verse, a list or a table.
NARROWEST, WIDEST = 45, 100
# A broken line may fall this many columns short of where its last word would still have fitted, or run over by as
# many: tabs, soft hyphens and trailing spaces that are no longer there.
SLACK = 4
# Of the places where a line ends amid a sentence, this share must be at the margin; and such places must be this
# share of all neighbouring lines.  In text of one paragraph a line both are near nought.
AT_MARGIN, AMID_SENTENCE = 0.85, 0.35

# After one of these a sentence goes on.
_UNFINISHED = (
    "a an and as at because been being but by for from had has have her his if in into is its my nor of on or our "
    "so than that the their these this those to was were when which while who whose will with would your"
)
UNFINISHED_WORDS = frozenset(_UNFINISHED.split())
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_LIST_ITEM = re.compile(r"(?:[-*+•·▪‣–—]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)])\s+\S")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, without the white space around it.

    `indent` is the width of the white space before it; `after_blank` is true where a blank line stands above.
    """

    start: int
    end: int
    indent: int
    after_blank: bool

    @property
    def width(self) -> int:
        """Columns from the left edge to the last character."""
        return self.indent + self.end - self.start


def find_lines(text: str) -> list[Line]:
    """Return the lines of `text` that are not blank; all that Unicode calls a line or page break ends one."""
    lines: list[Line] = []
    at, blank = 0, False
    for whole in text.splitlines(keepends=True):
        right = whole.rstrip()
        if right:
            left = right.lstrip()
            margin = right[: len(right) - len(left)]
            start = at + len(margin)
            lines.append(Line(start, at + len(right), len(margin.expandtabs()), blank))
        blank = not right
        at += len(whole)
    return lines


def find_paragraphs(text: str) -> list[CharSpan]:
    """Return the paragraphs of `text`: a line each, or several where the text is hard-wrapped."""
    lines = find_lines(text)
    width = wrap_width(text, lines)
    if width is None:
        return [CharSpan(line.start, line.end) for line in lines]
    return [CharSpan(run[0].start, run[-1].end) for run in _unwrapped(text, lines, width)]


def wrap_width(text: str, lines: Sequence[Line]) -> int | None:
    """Return the column at which the lines of `text` were broken, or `None` where they are paragraphs.

    A text is hard-wrapped where sentences often run over a line's end, and nearly always do so where the next word
    would not have fitted.
    """
    pairs = list(_neighbours(lines))
    amid = [(above, below) for above, below in pairs if _breaks_sentence(text, above, below)]
    if not amid or len(amid) < AMID_SENTENCE * len(pairs):
        return None
    widths = sorted(above.width for above, _ in amid)
    # The widest but for one in twenty: a line or two may run over.
    width = widths[-1 - len(widths) // 20]
    if not NARROWEST <= width <= WIDEST:
        return None
    at_margin = sum(_is_full(text, above, below, width) for above, below in amid)
    return width if at_margin >= AT_MARGIN * len(amid) else None


def _neighbours(lines: Sequence[Line]) -> Iterator[tuple[Line, Line]]:
    for above, below in pairwise(lines):
        if not below.after_blank:
            yield above, below


def _breaks_sentence(text: str, above: Line, below: Line) -> bool:
    """Whether a sentence seems to run on from one line to the next."""
    if _LIST_ITEM.match(text, below.start, below.end):
        return False
    if _SENTENCE_END.search(text, max(above.start, above.end - 8), above.end):
        return False
    if text[below.start].islower():
        return True
    last = text[max(above.start, above.end - 12) : above.end].split()[-1]
    return last.endswith(",") or last.casefold() in UNFINISHED_WORDS


def _is_full(text: str, above: Line, below: Line, width: int) -> bool:
    """Whether the first word of `below` would have stood beyond `width` on the line above."""
    if above.width > width + SLACK:
        return False
    # A word longer than the line itself says nothing more; the bound keeps a huge line from being copied.
    word = text[below.start : min(below.end, below.start + WIDEST)].split(maxsplit=1)[0]
    return above.width + 1 + len(word) > width - SLACK


def _unwrapped(text: str, lines: Sequence[Line], width: int) -> Iterator[list[Line]]:
    """Yield the lines of each paragraph of a hard-wrapped text."""
    run: list[Line] = []
    for line in lines:
        if run and not _runs_on(text, run, line, width):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _runs_on(text: str, run: Sequence[Line], line: Line, width: int) -> bool:
    """Whether `line` goes on with the paragraph of `run`."""
    above = run[-1]
    if line.after_blank or _LIST_ITEM.match(text, line.start, line.end):
        return False
    hanging = _LIST_ITEM.match(text, run[0].start, run[0].end) is not None
    if line.indent > above.indent and not hanging:
        return False  # a paragraph that announces itself by its indentation
    if max(above.width, line.width) > width + SLACK:
        return False
    return _is_full(text, above, line, width) or _breaks_sentence(text, above, line)
