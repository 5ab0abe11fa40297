"""From the tree of a page to the blocks of a story: what a reader sees, each character with its place."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from attrib.model import BlockKind
from attrib.readers.comments import Remark
from attrib.readers.html_roles import kind_by_name, kind_by_role
from attrib.readers.markup_tree import BLOCKS, Node, listed
from attrib.readers.pieces import Piece

# White space that shows as one space; characters that show as none: soft hyphens and zero-width spaces.
_RUN = re.compile(r"(?P<space>[ \t\n\f\r]+)|(?P<none>[\u00ad\u200b\ufeff]+)|[^ \t\n\f\r\u00ad\u200b\ufeff]+")
# An element of the head is short: a paragraph in something called "author" is a paragraph.
LONGEST_HEAD = 250
_HEADS = frozenset({BlockKind.HEADLINE, BlockKind.BYLINE, BlockKind.DATELINE})
# An element of the head that stands outside the story as it was chosen.
_OUTSIDE = frozenset({BlockKind.STANDFIRST, BlockKind.BYLINE, BlockKind.DATELINE})
_OPEN_QUOTES, _CLOSE_QUOTES = "“‘", "”’"
_ANY_QUOTES = ("", '"', "'", "“", "‘", "«", "„")
_NITF_BLOCKS = listed(
    "abstract bq bibliography block body.content body.head body.end body byline byttl credit dateline "
    "distributor hedline hl1 hl2 media media-caption media-metadata media-producer note ol p rights series tagline ul"
)


@dataclass
class Passage:
    """A block before it is text: its kind, its pieces, and the comments to attrib in it."""

    kind: BlockKind
    pieces: list[Piece] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The characters of the block."""
        return "".join(piece.words for piece in self.pieces).strip()


class Collector:
    """Goes through a tree and collects passages.

    `left_out` says which elements are not read; only `story` is, with its `headline` and what else belongs to the
    head, wherever that stands between the two.  With `line_breaks` a line end is one, and a blank line parts blocks.
    """

    def __init__(
        self,
        *,
        left_out: Callable[[Node], bool],
        story: Node | None = None,
        headline: Node | None = None,
        line_breaks: bool = False,
    ) -> None:
        self._left_out = left_out
        self._story = story
        self._headline = headline
        self._past_headline = self._past_story = False
        self._current = Passage(BlockKind.BODY)
        self._passages: list[Passage] = []
        self._role: BlockKind | None = None  # of the one inline element that all words so far are in
        self._seen: set[BlockKind] = set()
        self._line_breaks = line_breaks
        self._quotes = 0

    def collect(self, root: Node) -> list[Passage]:
        """Return the passages of the tree, in order; one without words holds comments alone."""
        self._walk(root, BlockKind.BODY, kept=root is self._story or self._story is None, within=frozenset())
        self._flush(BlockKind.BODY)
        return self._passages

    def _walk(self, node: Node, kind: BlockKind, *, kept: bool, within: frozenset[str]) -> None:
        for child in node.children:
            if isinstance(child, Piece):
                if kept:
                    self._add(child, kind, verbatim="pre" in within)
            elif isinstance(child, Remark):
                self._current.remarks.append(child)
            elif self._left_out(child):
                if child.name in BLOCKS:
                    self._flush(kind)
                self._keep_remarks(child)
            else:
                self._enter(child, kind, kept=kept, within=within)

    def _enter(self, node: Node, kind: BlockKind, *, kept: bool, within: frozenset[str]) -> None:
        if node.name == "br":
            if kept:
                self._break(node, kind)
            return
        if node.name == "q":
            self._quoted(node, kind, kept=kept, within=within)
            return
        if node.name not in BLOCKS and node.name not in _NITF_BLOCKS:
            self._inline(node, kind, kept=kept, within=within)
            return
        self._flush(kind)
        inner = self._kind_of(node, kind, within)
        now_kept = kept or node is self._story or node is self._headline or self._is_head(inner)
        self._walk(node, inner, kept=now_kept, within=within | {node.name})
        self._flush(inner)
        self._past_headline = self._past_headline or node is self._headline
        self._past_story = self._past_story or node is self._story

    def _is_head(self, kind: BlockKind) -> bool:
        """Whether a block of this kind that stands outside the story belongs to it."""
        return kind in _OUTSIDE and self._past_headline and not self._past_story

    def _inline(self, node: Node, kind: BlockKind, *, kept: bool, within: frozenset[str]) -> None:
        role = kind_by_role(node) or (BlockKind.DATELINE if node.name == "time" else None)
        kept = kept or node is self._headline or (role is not None and self._is_head(role))
        if self._role is not None and role is not None:
            self._flush(kind)  # byline and date beside each other
        if role is not None and kind is BlockKind.BODY and not self._current.words and kept:
            self._walk(node, kind, kept=kept, within=within)
            self._role = role
            return
        self._walk(node, kind, kept=kept, within=within)

    def _quoted(self, node: Node, kind: BlockKind, *, kept: bool, within: frozenset[str]) -> None:
        """Read a `<q>`, around which browsers set the marks that its tags stand for."""
        level = min(self._quotes, 1)
        marked = node.words()[:1] in _ANY_QUOTES  # some set the marks themselves
        if kept and not marked:
            self._add(Piece(_OPEN_QUOTES[level], node.raw_start, node.raw_end), kind)
        self._quotes += 1
        self._walk(node, kind, kept=kept, within=within)
        self._quotes -= 1
        if kept and not marked and self._current.pieces:
            end = self._current.pieces[-1].raw_end
            self._current.pieces.append(Piece(_CLOSE_QUOTES[level], *(node.end_tag or (end, end))))

    def _kind_of(self, node: Node, outer: BlockKind, within: frozenset[str]) -> BlockKind:
        """Return what the words directly in a block element are; the innermost element that says so counts."""
        role = kind_by_role(node)
        if role is BlockKind.PULL_QUOTE or outer is BlockKind.PULL_QUOTE:
            return BlockKind.PULL_QUOTE
        by_name = kind_by_name(node)
        if node.name == "hl2" and "hedline" in within:
            return BlockKind.STANDFIRST
        if node.name in {"h1", "hl1"}:
            return self._heading(node)
        if by_name is BlockKind.BYLINE and node.name == "address" and self._has_body():
            return outer
        if by_name is BlockKind.SUBHEADING and role is not BlockKind.HEADLINE and role is not BlockKind.STANDFIRST:
            return BlockKind.SUBHEADING
        if role is not None and outer is BlockKind.BODY:
            return self._by_role(role, by_name)
        if outer in {BlockKind.CAPTION, BlockKind.CODE} and by_name not in {BlockKind.BLOCKQUOTE}:
            return outer
        return by_name or outer

    def _heading(self, node: Node) -> BlockKind:
        if self._headline is node or (self._headline is None and BlockKind.HEADLINE not in self._seen):
            return BlockKind.HEADLINE
        return BlockKind.SUBHEADING

    def _by_role(self, role: BlockKind, by_name: BlockKind | None) -> BlockKind:
        """Return the kind that a class names, unless it cannot be there: heads stand above the story."""
        other = by_name or BlockKind.BODY
        if role is BlockKind.HEADLINE:
            taken = self._headline is not None or BlockKind.HEADLINE in self._seen
            return other if taken or self._has_body() else role
        if role is BlockKind.STANDFIRST and self._has_body():
            return other
        return role

    def _has_body(self) -> bool:
        return BlockKind.BODY in self._seen

    def _add(self, piece: Piece, kind: BlockKind, *, verbatim: bool = False) -> None:
        """Add the characters of `piece` that show, runs of white space as one space."""
        if verbatim:
            self._current.pieces.append(piece)
            return
        as_is = piece.raw_end - piece.raw_start == len(piece.words)
        for match in _RUN.finditer(piece.words):
            if match.group("none"):
                continue
            start = piece.raw_start + match.start() if as_is else piece.raw_start
            end = piece.raw_start + match.end() if as_is else piece.raw_end
            if match.group("space"):
                self._space(Piece(match.group(), start, end), kind)
            else:
                self._role = None  # of an element that has words beside it
                self._current.pieces.append(Piece(match.group(), start, end))

    def _space(self, piece: Piece, kind: BlockKind) -> None:
        """Read a run of white space, of which the text keeps one character."""
        pieces = self._current.pieces
        if not pieces:
            return
        lines = piece.words.count("\n") if self._line_breaks else 0
        above = pieces[-1].words
        if lines and (lines > 1 or above.endswith("\n")):
            self._flush(kind)
        elif lines and above == " ":
            pieces[-1] = Piece("\n", piece.raw_start, piece.raw_end)
        elif not above.endswith((" ", "\n")):
            pieces.append(Piece("\n" if lines else " ", piece.raw_start, piece.raw_end))

    def _break(self, node: Node, kind: BlockKind) -> None:
        """Read a line break; two of them make a paragraph, as people type them."""
        pieces = self._current.pieces
        while pieces and pieces[-1].words == " ":
            pieces.pop()
        if pieces and pieces[-1].words == "\n":
            self._flush(kind)
        elif pieces:
            pieces.append(Piece("\n", node.raw_start, node.raw_end))

    def _keep_remarks(self, node: Node) -> None:
        for one in (node, *node.descendants()):
            self._current.remarks.extend(child for child in one.children if isinstance(child, Remark))

    def _flush(self, kind: BlockKind) -> None:
        """End the passage, which is of this kind."""
        passage, role = self._current, self._role
        words = passage.words
        if not words and not passage.remarks:
            passage.pieces.clear()
            return
        self._current, self._role = Passage(BlockKind.BODY), None
        if kind is BlockKind.BODY and role is not None:
            kind = self._by_role(role, None)
        if kind in _HEADS and len(words) > LONGEST_HEAD:
            kind = BlockKind.BODY
        passage.kind = kind
        if words:
            self._seen.add(kind)
        self._passages.append(passage)
