"""Word documents: the paragraphs as they will print, once every change is accepted.

A document has no lines of its own: they break where the page ends.  What stands for the file is therefore the text of
its paragraphs, one a line: line 12, column 34 is character 34 of the twelfth paragraph, empty ones counted, those of
tables as they come and those of a text box after the paragraph that holds it.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from attrib.errors import ReadError
from attrib.model import Article, BlockKind
from attrib.readers.assembling import Place, assemble
from attrib.readers.declared import decode_xml
from attrib.readers.markup_blocks import Passage
from attrib.readers.markup_tree import Node
from attrib.readers.opening import MEGABYTE, Input
from attrib.readers.pieces import Piece
from attrib.readers.xml_tree import XmlFile

MAX_PART_BYTES = 64 * MEGABYTE
# A document packs to a tenth of its size; one that unpacks to hundreds of times its size is a bomb.
MAX_RATIO = 200
RATIO_FREE_BYTES = MEGABYTE
MAX_PARTS = 10_000
_DOCUMENT, _STYLES, _PROPERTIES = "word/document.xml", "word/styles.xml", "docProps/core.xml"
# Deleted and moved words, notes' and comments' own marks, fields' instructions, the other rendition of a drawing.
_LEFT_OUT = frozenset(
    {"del", "movefrom", "fallback", "instrtext", "deltext", "delinstrtext", "ppr", "rpr", "sectpr", "tblpr", "sdtpr"}
)
_LINE_BREAKS = frozenset({"br", "cr"})
_DASHES = {"nobreakhyphen": "\u2011"}
# Word's built-in styles, and what newsrooms call theirs; in lower case, without spaces.
_STYLES_BY_NAME = (
    (re.compile(r"title|headline|hed|head1?"), BlockKind.HEADLINE),
    (re.compile(r"subtitle|standfirst|dek|deck|subhead(line)?|strapline|sell"), BlockKind.STANDFIRST),
    (re.compile(r"byline|author|writer"), BlockKind.BYLINE),
    (re.compile(r"date(line)?"), BlockKind.DATELINE),
    (re.compile(r"heading[1-9]|crosshead|crossheading"), BlockKind.SUBHEADING),
    (re.compile(r"pull-?quote|pulledquote|intensequote"), BlockKind.PULL_QUOTE),
    (re.compile(r"quote|quotations?|blockquote|blocktext|quotes"), BlockKind.BLOCKQUOTE),
    (re.compile(r"caption|photocaption|credit|photocredit"), BlockKind.CAPTION),
    (re.compile(r"list(paragraph|bullet|number|continue)?\d?"), BlockKind.LIST),
    (re.compile(r"header|footer|tocheading|toc\d|footnotetext|endnotetext|commenttext"), BlockKind.FURNITURE),
)


@dataclass
class _Paragraph:
    """A paragraph: what its style and place make it, and its characters."""

    kind: BlockKind
    words: list[str] = field(default_factory=list)


def read_docx(source: Input) -> Iterator[Article | ReadError]:
    """Return the one article of a Word document.

    Deleted words are left out and inserted ones read; comments, footnotes, headers and footers are not part of the
    text.  Raises `ReadError` where the file cannot be opened, is no such document, unpacks to too much, or is empty.
    """
    data = source.read_all()
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise ReadError(
            "is an old Word document, or one with a password", path=source.path, hint="save it as .docx without one"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: _part(archive, name, source.path) for name in (_DOCUMENT, _STYLES, _PROPERTIES)}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise ReadError(f"is not a Word document that can be unpacked: {_reason(error)}", path=source.path) from error
    document = parts[_DOCUMENT]
    if document is None:
        raise ReadError("is a zip archive and no Word document", path=source.path, hint=f"it holds no {_DOCUMENT}")
    styles = _style_names(_root(parts[_STYLES], source.path)) if parts[_STYLES] else {}
    meta = _meta(_root(parts[_PROPERTIES], source.path)) if parts[_PROPERTIES] else {}
    body = _child(_root(document, source.path), "body")
    paragraphs = list(_Walker(styles).paragraphs(body)) if body is not None else []
    return iter([_article(paragraphs, source.path, meta)])


def _reason(error: Exception) -> str:
    words = str(error)
    return "it has a password" if "password" in words or "encrypted" in words else words or type(error).__name__


def _part(archive: zipfile.ZipFile, name: str, path: str) -> bytes | None:
    """Return a part of the archive, unpacked, or `None` where it has none of that name."""
    if len(archive.filelist) > MAX_PARTS:
        raise ReadError(f"holds more than {MAX_PARTS:,} parts", path=path)
    try:
        info = archive.getinfo(name)
    except KeyError:
        return None
    # What the archive says of its sizes is checked by unpacking no more than that.
    limit = min(MAX_PART_BYTES, max(RATIO_FREE_BYTES, MAX_RATIO * info.compress_size))
    with archive.open(info) as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise ReadError(
            f"unpacks to more than {limit // MEGABYTE} MB, far more than a document of its size",
            path=path,
            hint="it may be a zip bomb; save it anew if it is what it should be",
        )
    return data


def _root(data: bytes | None, path: str) -> Node:
    """Return the tree of a part."""
    file = XmlFile(decode_xml(data or b"", path), path, lambda root: frozenset())
    try:
        for _ in file.items():
            pass
    except ReadError as error:
        raise ReadError(f"holds a part that {error.message}", path=path) from error
    assert file.root is not None  # a file without a root is not well-formed
    return file.root


def _style_names(root: Node) -> dict[str, tuple[str, str]]:
    """Return the styles by id: the name that people see, and the id of the style each is based on."""
    found = {}
    for node in root.elements():
        if _bare(node) == "style":
            name, base = _child(node, "name"), _child(node, "basedon")
            found[node.get("styleid")] = (name.get("val") if name else "", base.get("val") if base else "")
    return found


def _kind_of_style(styles: dict[str, tuple[str, str]], ident: str) -> BlockKind | None:
    """Return what a style says its paragraphs are, or what those it is based on say."""
    for _ in range(10):  # styles may be based on each other in a circle
        name, base = styles.get(ident, (ident, ""))
        plain = re.sub(r"[\s_]+", "", name).casefold()
        for pattern, kind in _STYLES_BY_NAME:
            if pattern.fullmatch(plain):
                return kind
        if not base:
            return None
        ident = base
    return None


class _Walker:
    """Goes through the body of a document."""

    def __init__(self, styles: dict[str, tuple[str, str]]) -> None:
        self._styles = styles

    def paragraphs(self, node: Node, outer: BlockKind | None = None) -> Iterator[_Paragraph]:
        """Yield the paragraphs in `node`; those of tables and text boxes are of the kind `outer`."""
        for child in node.elements():
            name = _bare(child)
            if name in _LEFT_OUT:
                continue
            if name == "p":
                yield from self._paragraph(child, outer)
            else:
                yield from self.paragraphs(child, BlockKind.CAPTION if name == "tbl" else outer)

    def _paragraph(self, node: Node, outer: BlockKind | None) -> Iterator[_Paragraph]:
        paragraph = _Paragraph(outer or self._kind(node))
        boxes: list[Node] = []
        self._read(node, paragraph.words, boxes)
        yield paragraph
        for box in boxes:
            yield from self.paragraphs(box, BlockKind.PULL_QUOTE)

    def _read(self, node: Node, words: list[str], boxes: list[Node]) -> None:
        for child in node.children:
            if not isinstance(child, Node):
                continue
            name = _bare(child)
            if name in _LEFT_OUT or (name == "r" and _is_vanished(child)):
                continue
            if name == "t":
                words.append("".join(piece.words for piece in child.pieces()).translate(_NO_LINE_ENDS))
            elif name == "tab":
                words.append("\t")
            elif name in _LINE_BREAKS:
                words.append(_BREAK)
            elif name in _DASHES:
                words.append(_DASHES[name])
            elif name == "sym":
                words.append("\ufffd")
            elif name == "txbxcontent":
                boxes.append(child)
            else:
                self._read(child, words, boxes)

    def _kind(self, node: Node) -> BlockKind:
        properties = _child(node, "ppr")
        if properties is None:
            return BlockKind.BODY
        style = _child(properties, "pstyle")
        kind = _kind_of_style(self._styles, style.get("val")) if style else None
        if _child(properties, "numpr") is not None and kind is None:
            return BlockKind.LIST
        return kind or BlockKind.BODY


# In a paragraph's line a line break within it is written as the line separator.
_BREAK = "\u2028"
_NO_LINE_ENDS = dict.fromkeys(map(ord, "\r\n"), " ")


def _is_vanished(run: Node) -> bool:
    """Whether a run is formatted as hidden text."""
    properties = _child(run, "rpr")
    vanish = _child(properties, "vanish") if properties else None
    return vanish is not None and vanish.get("val") not in {"0", "false", "off"}


def _bare(node: Node) -> str:
    return node.name.rpartition(":")[2]


def _child(node: Node, name: str) -> Node | None:
    return next((one for one in node.elements() if _bare(one) == name), None)


def _meta(root: Node) -> dict[str, str]:
    """Return title, author and date of the document's properties."""
    names = {"title": "title", "creator": "byline", "modified": "date"}
    fields = ((names.get(_bare(node)), node.words()) for node in root.elements())
    return {name: words for name, words in fields if name is not None and words}


def _article(paragraphs: list[_Paragraph], path: str, meta: dict[str, str]) -> Article:
    lines = ["".join(paragraph.words) for paragraph in paragraphs]
    raw = "\n".join(lines)
    passages: list[Passage] = []
    at, headlined = 0, False
    for paragraph, line in zip(paragraphs, lines, strict=True):
        kind = paragraph.kind
        if kind is BlockKind.HEADLINE or (kind is BlockKind.SUBHEADING and not passages):
            kind = BlockKind.SUBHEADING if headlined else BlockKind.HEADLINE
            headlined = True
        if line.strip():
            passages.append(Passage(kind, list(_pieces(line, at))))
        at += len(line) + 1
    if not passages:
        raise ReadError("holds no words", path=path)
    return assemble(Place(raw, path), passages, meta=meta, guess_head=not headlined)


def _pieces(line: str, start: int) -> Iterator[Piece]:
    for match in re.finditer(f"{_BREAK}|[^{_BREAK}]+", line):
        words = "\n" if match.group() == _BREAK else match.group()
        yield Piece(words, start + match.start(), start + match.end())
