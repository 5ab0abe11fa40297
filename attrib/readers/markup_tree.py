"""A page as a tree of elements, text and comments to attrib; HTML's forgiving rules, or XML's strict ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from attrib.readers.comments import Remark, read_remark
from attrib.readers.html_tokens import Token, TokenKind, read_tokens
from attrib.readers.layers import Layer
from attrib.readers.pieces import Piece

# Pages nest some thirty elements and hold some thousands, the longest tens of thousands.  What is deeper is left flat;
# a page of more is an attack.
MAX_DEPTH = 150
MAX_ELEMENTS = 100_000


def listed(words: str) -> frozenset[str]:
    """Return the words of a list that is written as one string."""
    return frozenset(words.split())


VOID = listed("area base br col embed hr img input link meta param source track wbr")
BLOCKS = listed(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li main menu nav ol optgroup option p pre search section "
    "select summary table tbody td template tfoot th thead tr ul head title script style"
)
_NOT_CLOSING_P = listed("option optgroup select script style template title")
# An element that ends others of its kind, up to the element around them.
_ENDS = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu", "dir"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    "td": (frozenset({"td", "th"}), frozenset({"table", "tr"})),
    "th": (frozenset({"td", "th"}), frozenset({"table", "tr"})),
    "option": (frozenset({"option"}), frozenset({"select"})),
}


class TooBigError(Exception):
    """More elements than any article has."""


@dataclass(eq=False)
class Node:
    """An element: its name and attributes in lower case, what is in it, and where its tag stands in the raw file."""

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    raw_start: int = 0
    raw_end: int = 0
    children: list[Node | Piece | Remark] = field(default_factory=list)
    end_tag: tuple[int, int] | None = None

    def get(self, name: str) -> str:
        """Return an attribute, nothing where it is not there."""
        return self.attributes.get(name, "")

    def elements(self) -> Iterator[Node]:
        """Yield the elements directly in this one."""
        for child in self.children:
            if isinstance(child, Node):
                yield child

    def descendants(self) -> Iterator[Node]:
        """Yield all elements in this one, in the order of the file."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            if node is not self:
                yield node
            waiting.extend(reversed(list(node.elements())))

    def find(self, *path: str) -> Node | None:
        """Return the first element that this path of names leads to."""
        node: Node | None = self
        for name in path:
            node = next((one for one in node.elements() if one.name == name), None) if node else None
        return node

    def pieces(self) -> Iterator[Piece]:
        """Yield all text in this element."""
        for child in self.children:
            if isinstance(child, Node):
                yield from child.pieces()
            elif isinstance(child, Piece):
                yield child

    def words(self) -> str:
        """Return all text in this element, runs of white space as one space."""
        return " ".join("".join(piece.words for piece in self.pieces()).split())


def read_html(layer: Layer) -> Node:
    """Return the tree of the HTML in `layer`, made as a browser would in all that matters to the words.

    Raises `TooBigError` where it has more than `MAX_ELEMENTS` elements.
    """
    builder = _Builder(layer)
    for token in read_tokens(layer.text):
        builder.take(token)
    return builder.root


class _Builder:
    def __init__(self, layer: Layer) -> None:
        self.root = Node("")
        self._layer = layer
        self._stack = [self.root]
        self._open: Counter[str] = Counter()
        self._count = 0

    def take(self, token: Token) -> None:
        """Put a token where it belongs."""
        if token.kind is TokenKind.TEXT:
            self._stack[-1].children.extend(self._layer.pieces(token.start, token.end))
        elif token.kind is TokenKind.ENTITY:
            place = self._layer.place(token.start, token.end)
            self._stack[-1].children.append(Piece(token.words, *place))
        elif token.kind is TokenKind.COMMENT:
            place = self._layer.place(token.start, token.end)
            remark = read_remark(self._layer.text[token.start : token.end], *place)
            if remark is not None:
                self._stack[-1].children.append(remark)
        elif token.kind is TokenKind.OPEN:
            self._start(token)
        else:
            self._end(token)

    def _start(self, token: Token) -> None:
        name = token.name
        if name in BLOCKS and name not in _NOT_CLOSING_P:
            self._close_within(frozenset({"p"}), BLOCKS)
        if name in _ENDS:
            self._close_within(*_ENDS[name])
        self._count += 1
        if self._count > MAX_ELEMENTS:
            raise TooBigError
        node = Node(name, token.attributes, *self._layer.place(token.start, token.end))
        self._stack[-1].children.append(node)
        if name not in VOID and len(self._stack) < MAX_DEPTH:
            self._stack.append(node)
            self._open[name] += 1

    def _close_within(self, names: frozenset[str], barriers: frozenset[str]) -> None:
        """End the innermost open element called one of `names`, unless one of `barriers` stands around us first."""
        for depth in range(len(self._stack) - 1, 0, -1):
            name = self._stack[depth].name
            if name in names:
                self._pop_to(depth)
                return
            if name in barriers:
                return

    def _end(self, token: Token) -> None:
        name = token.name
        if name == "br":
            self._stack[-1].children.append(Node("br", {}, *self._layer.place(token.start, token.end)))
        if not self._open[name]:
            return
        for depth in range(len(self._stack) - 1, 0, -1):
            if self._stack[depth].name == name:
                self._stack[depth].end_tag = self._layer.place(token.start, token.end)
                self._pop_to(depth)
                return
            # An inline element does not end the block that was opened inside of it.
            if name not in BLOCKS and self._stack[depth].name in BLOCKS:
                return

    def _pop_to(self, depth: int) -> None:
        for node in self._stack[depth:]:
            self._open[node.name] -= 1
        del self._stack[depth:]
