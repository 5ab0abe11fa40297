"""XML that carries news: NITF, NewsML-G2, WordPress's export, RSS and Atom, told by the root element."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from attrib.errors import ReadError
from attrib.model import Article, BlockKind, CharSpan
from attrib.readers.assembling import Place, assemble
from attrib.readers.comments import Remark
from attrib.readers.declared import decode_xml
from attrib.readers.decoding import Decoded
from attrib.readers.fields import element_field, html_field, line_field, plain_field, short_codes, with_head
from attrib.readers.markup_blocks import Passage
from attrib.readers.markup_tree import Node, TooBigError
from attrib.readers.opening import Input
from attrib.readers.pieces import Piece
from attrib.readers.xml_tree import LineCounter, XmlFile, text_layer

# By root element: the format's name, and the elements that are articles.
_ROOTS = {
    "nitf": ("nitf", frozenset({"nitf"})),
    "newsitem": ("newsml", frozenset({"newsitem"})),
    "newsmessage": ("newsml", frozenset({"newsitem"})),
    "rss": ("rss", frozenset({"item"})),
    "rdf": ("rss", frozenset({"item"})),
    "feed": ("rss", frozenset({"entry"})),
    "entry": ("rss", frozenset({"entry"})),
}
ROOT_NAMES = frozenset(_ROOTS)
_KNOWN = "NITF, NewsML-G2, a WordPress export, RSS or Atom"
# What WordPress exports beside posts and pages: pictures, menus, styles.
_NO_POSTS = ("attachment", "nav_menu_item", "revision", "custom_css", "customize_changeset", "oembed_cache", "wp_")


@dataclass
class Story:
    """What was read of one article: its passages, the record's id, and what is known about it."""

    passages: list[Passage]
    ident: str | None
    meta: dict[str, str]


def read_news_xml(source: Input, form: str | None = None) -> Iterator[Article | ReadError]:
    """Return the articles of an XML file, whose format must be `form` where that is given.

    Raises `ReadError` where the file cannot be opened or decoded, is not of a known format, or holds no article; what
    goes wrong later on is a `ReadError` after the articles that could be read.
    """
    decoded = decode_xml(source.read_all(), source.path)

    def wanted(root: str) -> frozenset[str] | None:
        name, items = _ROOTS.get(root, ("", frozenset()))
        return items if name and form in (None, name, "wxr" if name == "rss" else name) else None

    articles = _read(XmlFile(decoded, source.path, wanted), decoded, form)
    first = next(articles, None)
    if first is None:
        raise ReadError("holds no article with words in it", path=source.path)
    if isinstance(first, ReadError):
        raise first
    return chain([first], articles)


def _read(file: XmlFile, decoded: Decoded, form: str | None) -> Iterator[Article | ReadError]:
    counter = LineCounter(decoded)
    try:
        for number, node in enumerate(file.items(), start=1):
            reader = _READERS[node.name]
            line, column, byte = counter.go(node.raw_start)
            place = Place(file.raw[node.raw_start : node.raw_end], file.path, decoded.encoding, line, column, byte)
            try:
                story = reader(node, file.raw)
            except TooBigError:
                yield ReadError("holds an article of too many elements", path=file.path, line=line)
                continue
            if story is None or not any(passage.words for passage in story.passages):
                continue
            passages = [_shifted(passage, node.raw_start) for passage in story.passages]
            ident = story.ident or (None if node is file.root else str(number))
            yield assemble(place, passages, ident=ident, meta=story.meta)
    except ReadError as error:
        if "another kind" in error.message:
            error.hint = f"attrib reads {_KNOWN}" if form is None else f"it was to be read as {form}"
        yield error


def _shifted(passage: Passage, start: int) -> Passage:
    """Return a passage whose places are counted from `start`."""
    pieces = [Piece(one.words, one.raw_start - start, one.raw_end - start) for one in passage.pieces]
    remarks = [
        Remark(one.words, CharSpan(one.raw.start - start, one.raw.end - start), one.closed) for one in passage.remarks
    ]
    return Passage(passage.kind, pieces, remarks)


def _nitf(node: Node, raw: str) -> Story | None:
    body = node.find("body")
    if body is None:
        return None
    head = node.find("head")
    docdata = head.find("docdata") if head else None
    ident = docdata.find("doc-id") if docdata else None
    issued = docdata.find("date.issue") if docdata else None
    title = head.find("title") if head else None
    meta = {
        "title": title.words() if title else "",
        "date": issued.get("norm") if issued else "",
    }
    return Story(element_field(body), (ident.get("id-string") or None) if ident else None, _known(meta))


def _newsml(node: Node, raw: str) -> Story | None:
    content = node.find("contentset")
    body: list[Passage] = []
    for part in content.elements() if content else ():
        body = _newsml_part(part, raw)
        if any(passage.words for passage in body):
            break  # what follows are other renditions of the same
    described = node.find("contentmeta")
    head: list[Passage] = []
    for field in described.elements() if described else ():
        kind = _newsml_kind(field)
        if kind is not None and not any(one.kind is kind for one in head):
            head.extend(line_field(text_layer(field, raw), kind))
    created = described.find("contentmodified") or described.find("contentcreated") if described else None
    headline = described.find("headline") if described else None
    url = node.find("itemmeta", "link")
    meta = {
        "title": headline.words() if headline else "",
        "date": created.words() if created else "",
        "url": url.get("href") if url else "",
    }
    return Story(with_head(head, body), node.get("guid") or None, _known(meta))


def _newsml_part(part: Node, raw: str) -> list[Passage]:
    kind = part.get("contenttype").casefold()
    if part.name == "inlinexml":
        return element_field(part)
    if part.name == "inlinedata":
        if part.get("encoding"):
            return []  # a picture, packed
        layer = text_layer(part, raw)
        return html_field(layer) if "html" in kind else plain_field(layer)
    return []


def _newsml_kind(field: Node) -> BlockKind | None:
    role = field.get("role").casefold()
    if field.name == "headline":
        return BlockKind.STANDFIRST if "sub" in role else BlockKind.HEADLINE
    if field.name == "by":
        return BlockKind.BYLINE
    if field.name == "dateline":
        return BlockKind.DATELINE
    if field.name == "description":
        return BlockKind.CAPTION if "caption" in role else BlockKind.STANDFIRST
    return None


def _rss(node: Node, raw: str) -> Story | None:
    fields = {child.name: child for child in reversed(list(node.elements()))}
    kind = fields["wp:post_type"].words() if "wp:post_type" in fields else ""
    if kind.startswith(_NO_POSTS):
        return None
    content, description = fields.get("content:encoded"), fields.get("description")
    body: list[Passage] = []
    if content is not None:
        layer = text_layer(content, raw)
        body = html_field(short_codes(layer) if kind else layer, line_breaks=bool(kind))
    if not any(passage.words for passage in body) and description is not None:
        body = html_field(text_layer(description, raw))
    head: list[Passage] = []
    for name, block in (("title", BlockKind.HEADLINE), ("excerpt:encoded", BlockKind.STANDFIRST)):
        if name in fields:
            head.extend(line_field(text_layer(fields[name], raw), block))
    names = {
        "title": ("title",),
        "date": ("pubdate", "dc:date"),
        "url": ("link",),
        "byline": ("dc:creator", "author"),
    }
    ident = fields.get("wp:post_id") or fields.get("guid")
    address = fields["link"].words() if "link" in fields else node.get("about")
    return Story(with_head(head, body), (ident.words() if ident else address) or None, _first(fields, names))


def _atom(node: Node, raw: str) -> Story | None:
    fields = {child.name: child for child in reversed(list(node.elements()))}
    content, summary = fields.get("content"), fields.get("summary")
    body = _atom_text(content, raw) if content else []
    head = _atom_line(fields.get("title"), raw, BlockKind.HEADLINE)
    if any(passage.words for passage in body):
        head += _atom_line(summary, raw, BlockKind.STANDFIRST)
    elif summary is not None:
        body = _atom_text(summary, raw)
    ident = fields.get("id")
    meta = _first(fields, {"title": ("title",), "date": ("published", "updated")})
    author = node.find("author", "name")
    if author is not None:
        meta["byline"] = author.words()
    if "link" in fields:
        meta["url"] = fields["link"].get("href")
    return Story(with_head(head, body), (ident.words() or None) if ident else None, _known(meta))


def _atom_text(node: Node, raw: str) -> list[Passage]:
    kind = node.get("type").casefold()
    if kind == "xhtml" or "xml" in kind:
        return element_field(node)
    if "html" in kind:
        return html_field(text_layer(node, raw))
    return plain_field(text_layer(node, raw)) if not kind.startswith(("image", "audio", "video")) else []


def _atom_line(node: Node | None, raw: str, kind: BlockKind) -> list[Passage]:
    return [] if node is None else [replace(one, kind=kind) for one in _atom_text(node, raw) if one.words]


def _first(fields: dict[str, Node], names: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """Return of each name the first field there is."""
    found = {name: next((fields[one].words() for one in some if one in fields), "") for name, some in names.items()}
    return _known(found)


def _known(meta: dict[str, str]) -> dict[str, str]:
    return {name: words for name, words in meta.items() if words}


_READERS: dict[str, Callable[[Node, str], Story | None]] = {
    "nitf": _nitf,
    "newsitem": _newsml,
    "item": _rss,
    "entry": _atom,
}
