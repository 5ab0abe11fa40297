"""A page of terminal text: wrapped to a width in cells, coloured where wanted, safe to print.

Rich measures and colours; it is imported only when a page is made.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING

from attrib.model import CharSpan

if TYPE_CHECKING:
    from rich.text import Text

ELLIPSIS = " … "
# Characters that change what stands around them on a terminal: an article must not be able to hide or reorder what
# is printed about it.
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_NARROW_BELOW = 0x300
_PUNCTUATION = range(0x2010, 0x2028)


def printable(text: str) -> str:
    """Return `text` with each white space a blank and each control character a mark, one character for one."""
    return "".join(_printable(character) for character in text)


def _printable(character: str) -> str:
    if character.isspace():
        return " "
    if character in _BIDI or unicodedata.category(character) in {"Cc", "Cs"}:
        return "\ufffd"
    return character


def cells(text: str) -> int:
    """Return how many terminal cells `text` takes: two for wide characters, none for combining ones."""
    if _all_narrow(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def _all_narrow(text: str) -> bool:
    return text.isascii() or all(ord(c) < _NARROW_BELOW or ord(c) in _PUNCTUATION for c in text)


def one_line(text: str) -> str:
    """Return the words of `text` on one line."""
    return " ".join(printable(text).split())


def shorten(text: str, width: int) -> str:
    """Return `text` on one line of at most `width` cells, cut in the middle."""
    words = one_line(text)
    if cells(words) <= width:
        return words
    head, tail = words, words
    room = max(2, width - len(ELLIPSIS))
    while cells(head) > room - room // 2:
        head = head[:-1]
    while cells(tail) > room // 2:
        tail = tail[1:]
    return head.rstrip() + ELLIPSIS + tail.lstrip()


def wrap(text: str, width: int) -> list[str]:
    """Return `text` as lines of at most `width` cells, broken at blanks where there are any."""
    words = one_line(text)
    return [words[start:end].rstrip() for start, end in _rows(words, width)] or [""]


def _rows(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Yield the bounds of the rows of `text`; blanks at a break belong to the row before it."""
    widths = _widths(text)
    start = 0
    while start < len(text):
        used, end = 0, start
        while end < len(text) and (used + widths[end] <= width or end == start):
            used += widths[end]
            end += 1
        if end < len(text) and text[end] != " ":
            blank = text.rfind(" ", start, end)
            end = blank + 1 if blank > start else end
        while end < len(text) and text[end] == " ":
            end += 1
        yield start, end
        start = end


def _widths(text: str) -> list[int]:
    """Return the cells each character adds, so that clusters of several characters add up to their own width."""
    if _all_narrow(text):
        return [1] * len(text)
    from rich.cells import cell_len

    out, before = [], 0
    for end in range(1, len(text) + 1):
        whole = cell_len(text[:end])
        out.append(whole - before)
        before = whole
    return out


@dataclass(frozen=True)
class Copy:
    """A piece of the article as it is shown: its characters, and which of them are flagged."""

    text: str
    flagged: tuple[bool, ...]

    def rows(self, width: int) -> list[tuple[str, str]]:
        """Return the rows the piece takes at `width` cells, each with the marks that go under it."""
        widths = _widths(self.text)
        out = []
        for start, end in _rows(self.text, width):
            row = self.text[start:end].rstrip()
            marks = "".join(("^" if self.flagged[i] else " ") * widths[i] for i in range(start, start + len(row)))
            out.append((row, marks.rstrip()))
        return out

    def styled(self, width: int, style: str) -> list[Text]:
        """Return the rows the piece takes at `width` cells, the flagged words in `style`."""
        from rich.text import Text

        out = []
        for start, end in _rows(self.text, width):
            row = Text(self.text[start:end].rstrip())
            for first, last in _runs(self.flagged[start : start + len(row)]):
                row.stylize(style, first, last)
            out.append(row)
        return out


def _runs(flags: Sequence[bool]) -> Iterator[tuple[int, int]]:
    start = None
    for index, flag in enumerate([*flags, False]):
        if flag and start is None:
            start = index
        elif not flag and start is not None:
            yield start, index
            start = None


def copy_around(text: str, span: CharSpan, within: CharSpan, *, context: int, longest: int) -> Copy:
    """Return the words at `span` with up to `context` characters of `within` on each side.

    A span of more than `longest` characters is shown by its start and its end.
    """
    first = max(within.start, span.start - context)
    last = min(within.end, span.end + context)
    if first > within.start:
        first = _word_start(text, first, span.start)
    if last < within.end:
        last = _word_end(text, last, span.end)
    ranges = [(first, last)]
    if len(span) > longest:
        cut = _word_end(text, span.start + longest * 2 // 3, span.start)
        again = _word_start(text, span.end - longest // 3, span.end)
        ranges = [(first, cut), (again, last)]
    return _copy(text, span, ranges, lead=first > within.start, trail=last < within.end)


def _copy(text: str, span: CharSpan, ranges: Iterable[tuple[int, int]], *, lead: bool, trail: bool) -> Copy:
    characters: list[str] = ["… "] if lead else []
    flagged = [False, False] if lead else []
    for number, (start, end) in enumerate(ranges):
        if number:
            characters.append(ELLIPSIS)
            flagged.extend([False] * len(ELLIPSIS))
        characters.append(printable(text[start:end]))
        flagged.extend(offset in span for offset in range(start, end))
    if trail:
        characters.append(" …")
        flagged.extend([False, False])
    return Copy("".join(characters), tuple(flagged))


def _word_start(text: str, offset: int, limit: int) -> int:
    """Return the start of the first whole word from `offset` to `limit`, or `offset` where there is none."""
    blank = text.find(" ", max(0, offset - 1), limit)
    return offset if blank < 0 else blank + 1


def _word_end(text: str, offset: int, limit: int) -> int:
    """Return the end of the last whole word from `limit` to `offset`, or `offset` where there is none."""
    blank = text.rfind(" ", limit, offset + 1)
    return offset if blank < 0 else blank


class Page:
    """Lines of terminal text on their way to a string, coloured through Rich or plain."""

    def __init__(self, *, colour: bool) -> None:
        from rich.console import Console

        self.colour = colour
        self._out = StringIO()
        self._console = Console(
            file=self._out,
            force_terminal=colour,
            color_system="standard" if colour else None,
            no_color=not colour,
            legacy_windows=False,
            markup=False,
            emoji=False,
            highlight=False,
        )

    def line(self, *parts: str | tuple[str, str] | Text) -> None:
        """Add a line made of plain strings, `(string, style)` pairs and Rich texts."""
        if not self.colour:
            self._out.write("".join(part[0] if isinstance(part, tuple) else str(part) for part in parts) + "\n")
            return
        from rich.text import Text

        self._console.print(Text.assemble(*parts), soft_wrap=True)

    def take(self) -> str:
        """Return what was added since the last call."""
        text = self._out.getvalue()
        self._out.seek(0)
        self._out.truncate()
        return text
