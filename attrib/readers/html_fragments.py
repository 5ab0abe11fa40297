"""HTML inside Markdown: its words, without tags, comments, scripts and styles."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

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


def read_fragment(raw: str, start: int, end: int) -> Iterator[list[Piece]]:
    """Yield the pieces of each block of the HTML between `start` and `end` of `raw`."""
    pieces: list[Piece] = []
    for match in _TOKEN.finditer(raw, start, end):
        if match.group("break"):
            yield pieces
            pieces = []
        elif match.group("text"):
            pieces.append(Piece(match.group(), match.start(), match.end()))
        elif match.group("entity"):
            words = html.unescape(match.group())
            pieces.append(Piece(words, match.start(), match.end()))
    yield pieces
