"""XML as a tree whose text knows its place, read by expat and trusted with nothing.

No entity is ever declared or fetched: a file that declares one is refused, so that neither bombs nor other files come
in; a document type that only names its definition is passed over.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator
from html.entities import html5
from xml.parsers import expat

from attrib.errors import ReadError
from attrib.readers.comments import read_remark
from attrib.readers.decoding import Decoded
from attrib.readers.layers import Layer
from attrib.readers.markup_tree import MAX_ELEMENTS, Node
from attrib.readers.pieces import Piece

MAX_DEPTH = 150
CHUNK = 1 << 18
# Elements of these vocabularies keep their own names; those of any other are told from them by a prefix.
_PREFIXES = {
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://wordpress.org/export/1.0/excerpt/": "excerpt:",
    "http://wordpress.org/export/1.1/excerpt/": "excerpt:",
    "http://wordpress.org/export/1.2/excerpt/": "excerpt:",
    "http://wordpress.org/export/1.0/": "wp:",
    "http://wordpress.org/export/1.1/": "wp:",
    "http://wordpress.org/export/1.2/": "wp:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://www.w3.org/2005/Atom": "",
    "http://purl.org/rss/1.0/": "",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "",
    "http://www.w3.org/1999/xhtml": "",
    "http://iptc.org/std/nar/2006-10-01/": "",
    "http://iptc.org/std/NITF/2006-10-18/": "",
    "": "",
}
_LINE_END = re.compile(r"\r\n|\r|\n")

Wanted = Callable[[str], "frozenset[str] | None"]


class _RefusedError(Exception):
    """What the file does is not done here."""


class XmlFile:
    """An XML file, and the elements in it that are wanted, one after the other.

    `wanted` is asked with the name of the root and says which elements are articles, or `None` where the root is of
    no vocabulary that is known.
    """

    def __init__(self, decoded: Decoded, path: str, wanted: Wanted) -> None:
        self.raw = decoded.text
        self.path = path
        self.root_name = ""
        self.root: Node | None = None
        self._wanted = wanted
        self._names: frozenset[str] = frozenset()
        self._data = decoded.text.encode("utf-8")
        self._ascii = len(self._data) == len(decoded.text)
        self._cursor = (0, 0)  # bytes and characters
        self._stack: list[Node] = []
        self._inside: Node | None = None
        self._ready: deque[Node] = deque()
        self._run = (0, 0)
        self._in_cdata = False
        self._count = 0
        self._parser = self._make_parser()

    def items(self) -> Iterator[Node]:
        """Yield the wanted elements, whole.

        Raises `ReadError` where the file is not well-formed, does what is refused, or has another root.
        """
        at, size = 0, len(self._data)
        while True:
            last = at + CHUNK >= size
            fault = self._feed(self._data[at : at + CHUNK], last)
            while self._ready:
                yield self._ready.popleft()
            if fault is not None:
                raise fault
            if last:
                return
            at += CHUNK

    def _feed(self, data: bytes, last: bool) -> ReadError | None:
        """Parse the next bytes; return what is wrong with them."""
        try:
            self._parser.Parse(data, last)
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code)
            if reason == "no element found" and not self._data.strip():
                return ReadError("is empty", path=self.path)
            return ReadError(
                f"is not well-formed XML: {reason} at column {error.offset + 1}",
                path=self.path,
                line=error.lineno,
                hint="the file is damaged or was cut off" if reason == "no element found" else None,
            )
        except _RefusedError as error:
            return ReadError(str(error), path=self.path, line=self._parser.CurrentLineNumber)
        return None

    def _make_parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate("utf-8", " ")
        parser.buffer_text = False
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.CommentHandler = self._comment
        parser.StartCdataSectionHandler = self._cdata_starts
        parser.EndCdataSectionHandler = self._cdata_ends
        parser.EntityDeclHandler = _refuse_entities
        parser.ExternalEntityRefHandler = _refuse_external
        parser.SkippedEntityHandler = self._named_entity
        return parser

    def _place(self) -> int:
        """Return the offset in the file, in characters, of what the parser is at."""
        byte = self._parser.CurrentByteIndex
        if self._ascii:
            return byte
        before, characters = self._cursor
        if byte >= before:
            characters += len(self._data[before:byte].decode("utf-8"))
        else:
            characters -= len(self._data[byte:before].decode("utf-8"))
        self._cursor = (byte, characters)
        return characters

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._end_run()
        self._count += 1
        if self._count > MAX_ELEMENTS:
            raise _RefusedError(f"holds more than {MAX_ELEMENTS:,} elements")
        if len(self._stack) >= MAX_DEPTH:
            raise _RefusedError(f"has elements nested deeper than {MAX_DEPTH}")
        node = Node(_name(name), {_local(key): value for key, value in attributes.items()}, self._place())
        if not self._stack:
            self._begin(node)
        elif self._inside is not None or node.name not in self._names:
            self._stack[-1].children.append(node)
        if self._inside is None and node.name in self._names:
            self._inside = node
        self._stack.append(node)

    def _begin(self, root: Node) -> None:
        names = self._wanted(root.name)
        if names is None:
            raise _RefusedError(f"is XML of another kind: its root is <{root.name.rpartition(':')[2][:40]}>")
        self.root_name, self._names, self.root = root.name, names, root

    def _end(self, name: str) -> None:
        self._end_run()
        node = self._stack.pop()
        node.raw_end = self._tag_end(self._place())
        if node is self._inside:
            self._inside = None
            self._count = 0  # a feed may be long; the bound is on each article, and on what is beside them
            self._ready.append(node)

    def _tag_end(self, at: int) -> int:
        """Return the offset after the end tag at `at`; an element without content has none of its own."""
        end = self.raw.find(">", at)
        return end + 1 if end >= 0 else len(self.raw)

    def _characters(self, words: str) -> None:
        at = self._place()
        if self.raw.startswith(words, at) and (self._in_cdata or self.raw[at] != "&"):
            if self._run[1] != at:
                self._end_run()
                self._run = (at, at)
            self._run = (self._run[0], at + len(words))
            return
        self._end_run()
        end = at + 1
        if self.raw.startswith("\r\n", at):
            end = at + 2
        elif self.raw[at] == "&":
            end = self.raw.find(";", at) + 1
        self._stack[-1].children.append(Piece(words, at, end))

    def _end_run(self) -> None:
        start, end = self._run
        if end > start and self._stack:
            self._stack[-1].children.append(Piece(self.raw[start:end], start, end))
        self._run = (0, 0)

    def _comment(self, words: str) -> None:
        self._end_run()
        if not self._stack:
            return
        start = self._place()
        end = self.raw.find("-->", start) + len("-->")
        remark = read_remark(self.raw[start:end], start, end)
        if remark is not None:
            self._stack[-1].children.append(remark)

    def _cdata_starts(self) -> None:
        self._in_cdata = True

    def _cdata_ends(self) -> None:
        self._in_cdata = False

    def _named_entity(self, name: str, is_parameter: bool) -> None:
        """Read an entity that the document type, which is not fetched, declares: HTML's are known."""
        if is_parameter or not self._stack:
            return
        self._end_run()
        at = self._place()
        end = at + len(name) + 2
        words = html5.get(f"{name};", self.raw[at:end])
        self._stack[-1].children.append(Piece(words, at, end))


def text_layer(node: Node, raw: str) -> Layer:
    """Return the text of an element, which may itself be HTML."""
    return Layer.of_pieces(node.pieces(), raw)


def _refuse_entities(name: str, *rest: object) -> None:
    raise _RefusedError(f"declares the entity {name[:40]!r}, which articles have no need of: it is not read")


def _refuse_external(context: str, *rest: object) -> int:
    raise _RefusedError("refers to an entity outside of itself, which is never fetched")


def _name(name: str) -> str:
    space, _, local = name.rpartition(" ")
    return _PREFIXES.get(space, "other:") + local.lower()


def _local(name: str) -> str:
    return name.rpartition(" ")[2].lower()


class LineCounter:
    """Counts lines, columns and bytes forward through a file."""

    def __init__(self, decoded: Decoded) -> None:
        self._raw = decoded.text
        self._encoding = decoded.encoding
        self._at, self._line, self._column, self._byte = 0, 1, 1, decoded.mark

    def go(self, offset: int) -> tuple[int, int, int]:
        """Return line, column and byte of an offset that lies behind the last one asked for."""
        passed = self._raw[self._at : offset]
        ends = [match.end() for match in _LINE_END.finditer(passed)]
        self._line += len(ends)
        self._column = len(passed) - ends[-1] + 1 if ends else self._column + len(passed)
        self._byte += len(passed.encode(self._encoding, "surrogatepass"))
        self._at = offset
        return self._line, self._column, self._byte
