"""HTML: the story on a page, without what stands around it."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from attrib.errors import ReadError
from attrib.model import Article
from attrib.readers.assembling import Place, assemble
from attrib.readers.declared import decode_html
from attrib.readers.decoding import Decoded
from attrib.readers.html_body import Page
from attrib.readers.layers import Layer
from attrib.readers.markup_blocks import Collector
from attrib.readers.markup_tree import MAX_ELEMENTS, Node, TooBigError, read_html
from attrib.readers.opening import Input

# The page's own description of itself, by the names of `meta` elements.
_META = {
    "article:published_time": "date",
    "date": "date",
    "author": "byline",
    "og:title": "title",
    "og:url": "url",
    "og:description": "description",
    "description": "description",
}


def read_html_page(source: Input) -> Iterator[Article | ReadError]:
    """Return the one article of an HTML file.

    Raises `ReadError` where it cannot be opened or decoded, is too big, or holds no words of a story.
    """
    decoded = decode_html(source.read_all(), source.path)
    return iter([html_article(decoded, path=source.path)])


def html_article(decoded: Decoded, *, path: str = "-") -> Article:
    """Return the story of an HTML page.

    Its text is what a reader of the page sees of the story: runs of white space are one space, a line break is a line
    end, blocks are two line ends apart.  Raises `ReadError` where there is none.
    """
    try:
        root = read_html(Layer(decoded.text))
    except TooBigError as error:
        raise ReadError(f"holds more than {MAX_ELEMENTS:,} elements", path=path, hint=_NO_PAGE) from error
    page = Page(root)
    collector = Collector(left_out=page.is_left_out, story=page.story, headline=page.headline)
    place = Place(decoded.text, path, decoded.encoding, byte_offset=decoded.mark)
    article = assemble(place, collector.collect(root), meta=MappingProxyType(_meta(root)))
    if not article.blocks:
        raise ReadError("holds no words that could be a story", path=path, hint=_NO_STORY)
    return article


_NO_PAGE = "is this one article's page?"
_NO_STORY = "its words may come by script, or stand in menus alone: save the article's text"


def _meta(root: Node) -> dict[str, str]:
    """Return what the page's head says of the story."""
    found: dict[str, str] = {}
    for node in root.descendants():
        if node.name == "title" and node.words():
            found.setdefault("title", node.words())
        elif node.name == "meta":
            name = _META.get((node.get("property") or node.get("name")).casefold())
            if name is not None and node.get("content").strip():
                found.setdefault(name, " ".join(node.get("content").split()))
        elif node.name == "link" and node.get("rel").casefold() == "canonical" and node.get("href"):
            found.setdefault("url", node.get("href"))
        elif node.name == "body":
            break
    return found
