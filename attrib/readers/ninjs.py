"""IPTC ninjs: news items as JSON, with bodies of HTML or plain text in their strings."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from attrib.errors import ReadError
from attrib.model import Article, BlockKind
from attrib.readers.assembling import Place, assemble
from attrib.readers.decoding import decode
from attrib.readers.fields import html_field, line_field, plain_field, with_head
from attrib.readers.json_text import JsonValue, locate_tree, map_string
from attrib.readers.layers import Layer
from attrib.readers.markup_blocks import Passage
from attrib.readers.markup_tree import TooBigError
from attrib.readers.opening import Input

Object = dict[str, JsonValue]

_HINT = "a ninjs item has a body_html, body_xhtml or body_text, or bodies; a corpus belongs into JSON lines"
# The lines of the head, by the names of version 1 and of version 2 and above, whose fields are lists.
_HEADS = (
    ("headline", "headlines", BlockKind.HEADLINE),
    ("description_text", "descriptions", BlockKind.STANDFIRST),
    ("byline", "by", BlockKind.BYLINE),
    ("located", "", BlockKind.DATELINE),
)
_META = {"versioncreated": "date", "headline": "title", "byline": "byline", "by": "byline"}
_URLS = ("http://", "https://")


def read_ninjs(source: Input) -> Iterator[Article | ReadError]:
    """Return the articles of a ninjs file: its item, those of a list, and those that another holds.

    Raises `ReadError` where the file cannot be opened or decoded, is not JSON, or holds no item with words.
    """
    decoded = decode(source.read_all(), source.path)
    raw, path = decoded.text, source.path
    try:
        tree = locate_tree(raw)
    except RecursionError as error:
        raise ReadError("is nested too deeply", path=path) from error
    except json.JSONDecodeError as error:
        raise ReadError(
            f"is not JSON: {error.msg} at column {error.colno}", path=path, line=error.lineno, hint=_hint(raw)
        ) from error
    except ValueError as error:
        raise ReadError(f"is not JSON that can be read: {error}", path=path) from error
    place = Place(raw, path, decoded.encoding, byte_offset=decoded.mark)
    articles = [article for item in _items(tree) if (article := _article(item, place)) is not None]
    if not articles:
        raise ReadError("is JSON and no ninjs item with words in it", path=path, hint=_HINT)
    return iter(articles)


def _hint(raw: str) -> str | None:
    return "JSON lines go by .jsonl" if raw.lstrip().startswith("{") and "\n{" in raw else None


def _items(tree: JsonValue) -> Iterator[Object]:
    """Yield the items: the object itself, those of a list, and those associated with one, outermost first."""
    waiting = [tree]
    while waiting:
        value = waiting.pop(0).value
        if isinstance(value, list):
            waiting[:0] = [one for one in value if isinstance(one, JsonValue)]
        elif isinstance(value, dict):
            yield value
            for name in ("associations", "items"):
                inner = value.get(name)
                if inner is not None and isinstance(inner.value, dict):
                    waiting.extend(inner.value.values())
                elif inner is not None:
                    waiting.append(inner)


def _article(item: Object, place: Place) -> Article | None:
    raw = place.raw
    try:
        body = _body(item, raw)
    except TooBigError as error:
        raise ReadError("holds an article of too many elements", path=place.path) from error
    if not any(passage.words for passage in body):
        return None
    head: list[Passage] = []
    for name, plural, kind in _HEADS:
        value = _string(item, name) or _string(item, plural) or _first_listed(item, plural)
        if value is not None:
            head.extend(_line(value, raw, kind))
    uri = _string(item, "uri")
    ident = str(uri.value) if uri else None
    return assemble(place, with_head(head, body), ident=ident or None, meta=_meta(item))


def _line(value: JsonValue, raw: str, kind: BlockKind) -> list[Passage]:
    return [replace(one, kind=kind) for one in line_field(_layer(value, raw), kind)]


def _body(item: Object, raw: str) -> list[Passage]:
    """Return the passages of the best body there is: markup, which knows quotations from lists, before plain text."""
    found = list(_bodies(item))
    for markup in (True, False):
        for kind, value in found:
            if ("html" in kind) is markup:
                layer = _layer(value, raw)
                passages = html_field(layer) if markup else plain_field(layer)
                if any(passage.words for passage in passages):
                    return passages
    return []


def _bodies(item: Object) -> Iterator[tuple[str, JsonValue]]:
    """Yield the bodies of an item with what they are: HTML or plain text; others, as NITF, are left."""
    for name in ("body_xhtml", "body_html", "body_text"):
        value = _string(item, name)
        if value is not None:
            yield name, value
    inner = item.get("bodies")
    for one in inner.value if inner is not None and isinstance(inner.value, list) else ():
        if isinstance(one.value, dict):
            value, kind = _string(one.value, "value"), _string(one.value, "contenttype") or _string(one.value, "role")
            words = str(kind.value).casefold() if kind else ""
            if value is not None and ("html" in words or "plain" in words or not words):
                yield words, value


def _first_listed(item: Object, name: str) -> JsonValue | None:
    """Return the value of the first entry of a list of values."""
    inner = item.get(name)
    for one in inner.value if inner is not None and isinstance(inner.value, list) else ():
        if isinstance(one.value, dict):
            value = _string(one.value, "value")
            if value is not None:
                return value
    return None


def _string(item: Object, name: str) -> JsonValue | None:
    value = item.get(name)
    return value if value is not None and isinstance(value.value, str) and value.value.strip() else None


def _layer(value: JsonValue, raw: str) -> Layer:
    return Layer(*map_string(raw, value))


def _meta(item: Object) -> dict[str, str]:
    found = {}
    for name, known in _META.items():
        value = _string(item, name)
        if value is not None:
            found[known] = str(value.value)
    headline = _first_listed(item, "headlines")
    if headline is not None:
        found.setdefault("title", str(headline.value))
    uri = _string(item, "uri")
    if uri is not None and str(uri.value).startswith(_URLS):
        found["url"] = str(uri.value)
    return found
