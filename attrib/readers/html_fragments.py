"""HTML inside Markdown: its words, without tags, comments, scripts and styles."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from attrib.readers.comments import OPENS, Remark, read_remark
from attrib.readers.pieces import Piece

# Each alternative looks ahead over no more than it takes, so that the whole is linear; what closes nowhere runs to
# the end of the fragment.
_TOKEN = re.compile(
    r"(?P<hidden><!--.*?(?:-->|\Z)|<(?P<tag>script|style|template|svg|iframe|noscript)\b[^<>]*>.*?(?:</(?P=tag)\s*>|\Z))"
    r"|(?P<break></?(?:p|div|br|hr|h[1-6]|ul|ol|li|dl|dt|dd|table|tr|td|th|thead|tbody|caption|blockquote|section"
    r"|article|aside|header|footer|nav|main|figure|figcaption|address|pre|details|summary)\b[^<>]*/?>)"
    r"|(?P<markup></?[A-Za-z][^<>]*>|<[?!][^<>]*>)"
    r"|(?P<entity>&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|(?P<text>[^<&]+|[<&])",
    re.DOTALL | re.IGNORECASE,
)


@dataclass
class Fragment:
    """A block of the HTML: its pieces, and the comments to attrib in it."""

    pieces: list[Piece] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def read_fragment(content: str, columns: Sequence[int]) -> Iterator[Fragment]:
    """Yield the blocks of the HTML `content`; `columns` says where in the file each of its characters stands."""
    fragment = Fragment()
    for match in _TOKEN.finditer(content):
        start, end = columns[match.start()], columns[match.end() - 1] + 1
        if match.group("break"):
            yield fragment
            fragment = Fragment()
        elif match.group("text"):
            fragment.pieces.extend(_pieces(content, columns, match.start(), match.end()))
        elif match.group("entity"):
            fragment.pieces.append(Piece(html.unescape(match.group()), start, end))
        elif match.group("hidden") and match.group().startswith(OPENS):
            remark = read_remark(match.group(), start, end)
            if remark is not None:
                fragment.remarks.append(remark)
    yield fragment


def _pieces(content: str, columns: Sequence[int], start: int, end: int) -> Iterator[Piece]:
    """Yield the characters from `start` to `end`, cut where they do not follow each other in the file."""
    at = start
    while at < end:
        stop = at + 1
        if content[at] != "\n":  # a line end may be two characters of the file, and a list's mark may follow it
            while stop < end and columns[stop] == columns[stop - 1] + 1 and content[stop] != "\n":
                stop += 1
        raw_end = columns[stop - 1] + 1
        yield Piece(content[at:stop], columns[at], raw_end)
        at = stop
