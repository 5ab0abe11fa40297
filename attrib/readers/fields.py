"""Fields of a format, as the passages of a story: lines of its head, bodies of HTML or plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrib.model import BlockKind
from attrib.readers.html_body import Page
from attrib.readers.html_roles import is_hidden
from attrib.readers.layers import Layer
from attrib.readers.lines import find_paragraphs
from attrib.readers.markup_blocks import Collector, Passage
from attrib.readers.markup_tree import Node, read_html

_HEAD_ORDER = (BlockKind.HEADLINE, BlockKind.STANDFIRST, BlockKind.BYLINE, BlockKind.DATELINE)
# NITF: the agency's own lines, and what stands after the story.
_NITF_LEFT_OUT = frozenset({"body.end", "distributor", "rights", "series", "note", "media-producer", "media-metadata"})
# Of WordPress's short codes those that hold or stand for pictures; written as tags of the same length they are read
# as such.
_SHORT_CODE = re.compile(
    r"\[(/?)(caption|gallery|embed|audio|video|playlist|wp_caption|vc_[a-z_]{2,30}|et_pb_[a-z_]{2,30})\b([^\[\]<>]*)\]"
)


def html_field(layer: Layer, *, line_breaks: bool = False) -> list[Passage]:
    """Return the passages of HTML that is all story; with `line_breaks` blank lines part paragraphs.

    Raises `TooBigError` where it has too many elements.
    """
    root = read_html(layer)
    page = Page(root, whole=True)
    return Collector(left_out=page.is_left_out, headline=page.headline, line_breaks=line_breaks).collect(root)


def element_field(node: Node) -> list[Passage]:
    """Return the passages of XHTML or NITF that stands as elements in another format."""
    return Collector(left_out=lambda one: one.name in _NITF_LEFT_OUT or is_hidden(one)).collect(node)


def plain_field(layer: Layer) -> list[Passage]:
    """Return the paragraphs of plain text."""
    return [Passage(BlockKind.BODY, list(layer.pieces(span.start, span.end))) for span in find_paragraphs(layer.text)]


def line_field(layer: Layer, kind: BlockKind) -> list[Passage]:
    """Return the one passage of a headline, byline or the like, in which there may be HTML."""
    passages = [passage for passage in html_field(layer) if passage.words]
    return [Passage(kind, passage.pieces, passage.remarks) for passage in passages]


def short_codes(layer: Layer) -> Layer:
    """Return `layer` with WordPress's short codes as tags; every character keeps its place."""

    def as_tag(match: re.Match[str]) -> str:
        slash, name, rest = match.groups()
        if name == "caption":
            return "</figure >" if slash else f"<figure {rest}>"
        return f"<{slash}{name}{rest}>"

    layer.text = _SHORT_CODE.sub(as_tag, layer.text)
    return layer


def with_head(head: Sequence[Passage], body: Sequence[Passage]) -> list[Passage]:
    """Return the lines of the head, in the order of a page, above the body.

    A line that the body itself has (many put the headline into the HTML) is not read twice.
    """
    given = {passage.kind for passage in body if passage.words}
    rows = [passage for passage in head if passage.kind not in given or passage.kind not in _HEAD_ORDER]
    rows.sort(key=lambda one: _HEAD_ORDER.index(one.kind) if one.kind in _HEAD_ORDER else len(_HEAD_ORDER))
    return [*rows, *body]
