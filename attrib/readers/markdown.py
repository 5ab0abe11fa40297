"""Markdown: what a reader of the page sees, each character with its place in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from attrib.errors import ReadError
from attrib.model import Article, Block, BlockKind, Comment
from attrib.readers.comments import CLOSES, LITERAL, OPENS, Remark, read_remark
from attrib.readers.decoding import Decoded, decode
from attrib.readers.front_matter import read_front_matter
from attrib.readers.furniture import DEFAULT_FURNITURE, Furniture
from attrib.readers.html_fragments import Fragment, read_fragment
from attrib.readers.kinds import name_kinds
from attrib.readers.opening import Input
from attrib.readers.pieces import Piece, TextBuilder

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.parser_inline import RuleFuncInlineType
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

# The parser takes these, and no other characters, for line ends.
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_CLOSING_HASHES = re.compile(r"(?:^|[ \t])#+[ \t]*$")
_PLACE = "attrib.place"


def read_markdown(source: Input) -> Iterator[Article | ReadError]:
    """Return the one article of a Markdown file.

    Raises `ReadError` where it cannot be opened or decoded, or is too big.
    """
    decoded = decode(source.read_all(), source.path)
    return iter([markdown_article(decoded, path=source.path)])


def markdown_article(decoded: Decoded, *, path: str = "-", furniture: Furniture = DEFAULT_FURNITURE) -> Article:
    """Return the article of a Markdown text.

    Its text is what a reader of the page sees: no marks of emphasis, no addresses of links, no images, tags or
    comments, no code; blocks are two line ends apart.  A title in the front matter goes to `meta`.  Indented text is
    a paragraph, never code: writers indent paragraphs, and copy holds no code.
    """
    raw = decoded.text
    matter = read_front_matter(raw)
    builder = TextBuilder(raw)
    kinds: list[BlockKind] = []
    comments: list[Comment] = []
    for kind, pieces, remarks in _read_blocks(raw, matter.end):
        # A comment in a block is about it; one in a block without words is about the next that has some.
        comments.extend(remark.about(len(kinds)) for remark in remarks)
        if builder.add_block(pieces):
            kinds.append(kind)
    text, source_map, spans = builder.finish()
    blocks = [Block(span, kind) for span, kind in zip(spans, kinds, strict=True)]
    return Article(
        raw=raw,
        text=text,
        source_map=source_map,
        blocks=name_kinds(text, blocks, furniture, guess_head=False, guess_byline=True),
        path=path,
        meta=MappingProxyType(dict(matter.fields)),
        encoding=decoded.encoding,
        byte_offset=decoded.mark,
        comments=tuple(comments),
    )


def _read_blocks(raw: str, start: int) -> Iterator[tuple[BlockKind, list[Piece], list[Remark]]]:
    """Yield the kind and the pieces of each block of `raw` from `start` on, and the comments to attrib in it."""
    lines = _line_spans(raw, start)
    containers: list[BlockKind] = []
    heading: BlockKind | None = None
    headlined = False
    row = _TableRow()
    for token in _parser().parse(raw[start:]):
        if token.type in ("blockquote_open", "list_item_open"):
            containers.append(BlockKind.BLOCKQUOTE if token.type == "blockquote_open" else BlockKind.LIST)
        elif token.type in ("blockquote_close", "list_item_close"):
            containers.pop()
        elif token.type == "heading_open":
            heading = BlockKind.SUBHEADING
            if token.tag == "h1" and not headlined and not containers:
                heading, headlined = BlockKind.HEADLINE, True
        elif token.type == "heading_close":
            heading = None
        elif token.type == "table_open":
            row.inside = True
        elif token.type == "table_close":
            row.inside = False
        elif token.type == "inline" and token.map is not None:
            if row.inside:
                kind, columns = BlockKind.CAPTION, row.find(raw, lines, token)
            else:
                kind = heading or (containers[-1] if containers else BlockKind.BODY)
                columns = _locate_content(raw, lines[token.map[0] : token.map[1]], token.content, heading is not None)
            yield kind, *_read_inline(raw, token, columns)
        elif token.type == "html_block" and token.map is not None:
            block = lines[token.map[0] : token.map[1]]
            kind = containers[-1] if containers else BlockKind.BODY
            for fragment in _read_html(raw, block, token.content):
                yield kind, fragment.pieces, fragment.remarks


def _read_html(raw: str, lines: list[tuple[int, int]], content: str) -> Iterator[Fragment]:
    """Yield the blocks of an HTML block, which in a list or a quotation stands behind their marks."""
    content = content.rstrip("\n")
    columns = _locate_content(raw, lines, content, False)
    if len(columns) < len(content):  # characters the parser writes otherwise: taken as they stand in the file
        start, end = (lines[0][0], lines[-1][1]) if lines else (0, 0)
        content, columns = raw[start:end], list(range(start, end + 1))
    yield from read_fragment(content, columns)


def _line_spans(raw: str, start: int) -> list[tuple[int, int]]:
    """Return where each line of `raw` from `start` on starts and ends, its line end left out."""
    spans = []
    while start < len(raw):
        match = _LINE.match(raw, start)
        assert match is not None  # the pattern matches anywhere
        whole = match.group()
        spans.append((start, start + len(whole.rstrip("\r\n"))))
        start = match.end()
    return spans


@dataclass
class _TableRow:
    """How far the cells of one line of a table were found."""

    inside: bool = False
    line: int = -1
    at: int = 0

    def find(self, raw: str, lines: list[tuple[int, int]], token: Token) -> list[int]:
        """Return where in `raw` each character of a cell stands."""
        assert token.map is not None
        number = token.map[0]
        start, end = lines[number]
        if number != self.line:
            self.line, self.at = number, start
        at = _find_cell(raw, token.content, self.at, end)
        if at is None:
            return []
        columns = []
        for character in token.content:
            if character == "|" and raw[at] == "\\":
                at += 1
            columns.append(at)
            at += 1
        bar = raw.find("|", at, end)
        self.at = bar + 1 if bar >= 0 else end
        return [*columns, at]


def _find_cell(raw: str, content: str, start: int, end: int) -> int | None:
    """Return where a cell's content starts; in a cell `\\|` is a mere `|`, everything else stands as it is."""
    if not content:
        return None
    if "|" not in content:
        at = raw.find(content, start, end)
        return at if at >= 0 else None
    match = re.compile(re.escape(content).replace(r"\|", r"\\?\|")).search(raw, start, end)
    return match.start() if match else None


def _locate_content(raw: str, lines: list[tuple[int, int]], content: str, heading: bool) -> list[int]:
    """Return where in `raw` each character of an inline block's content stands, and where it ends.

    The parser takes list marks, quotation marks and indentation off each line; what is left is the line's end.
    Lines are matched forward, one after the other.
    """
    columns: list[int] = []
    rows = iter(lines)
    for piece in content.split("\n"):
        bare = piece.strip()
        for start, end in rows:
            stop = _content_end(raw, start, end, bare, heading)
            if stop is not None:
                break
        else:
            return columns  # never reached while the parser keeps lines whole
        first = stop - len(bare) - (len(piece) - len(piece.lstrip())) if bare else start
        columns.extend(max(start, min(first + offset, end)) for offset in range(len(piece)))
        columns.append(max(start, min(first + len(piece), end)) if not bare else min(first + len(piece), end))
    return columns


def _content_end(raw: str, start: int, end: int, bare: str, heading: bool) -> int | None:
    """Return where `bare` ends in the line from `start` to `end`, if that line holds it at its end."""
    line = raw[start:end].rstrip()
    if line.endswith(bare):
        return start + len(line)
    if heading:
        line = _CLOSING_HASHES.sub("", line).rstrip()
        if line.endswith(bare):
            return start + len(line)
    return None


def _read_inline(raw: str, token: Token, columns: list[int]) -> tuple[list[Piece], list[Remark]]:
    """Return the pieces of text of an inline block, and the comments to attrib in it.

    The children stand in the block's content one after the other, with nothing but markup between them: `at` goes
    over both, and never searches.
    """
    if not columns:
        return [], []
    walker = _Inline(raw, token.content, columns)
    children = token.children or []
    index = 0
    while index < len(children):
        child = children[index]
        if child.type == "link_open" and child.info == "auto":
            # <https://...>: the parser rewrites the address; the file's own characters are what a reader sees.
            while children[index].type != "link_close":
                index += 1
            start, end = children[index].meta[_PLACE]
            walker.at = start + 1
            walker.take(end - 1 - walker.at)
            walker.at = end
        else:
            walker.read(child)
        index += 1
    return walker.pieces, walker.remarks


class _Inline:
    """Walks over the content of an inline block, child by child."""

    def __init__(self, raw: str, content: str, columns: list[int]) -> None:
        self.raw = raw
        self.content = content
        self.columns = columns
        self.at = 0
        self.pieces: list[Piece] = []
        self.remarks: list[Remark] = []

    def read(self, child: Token) -> None:
        """Add the text of `child` and go past it."""
        if child.type == "text":
            if child.content:
                self._skip_to(child.content)
                self._note_unclosed(child.content)
                self.take(len(child.content))
        elif child.type == "text_special":
            self._add(child.content, self.at, self.at + len(child.markup))
            self.at += len(child.markup)
        elif child.type in ("softbreak", "hardbreak"):
            self._read_break(child)
        elif child.type == "code_inline":
            self._read_code(child)
        elif child.type == "html_inline" and child.content.startswith(OPENS):
            start, end = child.meta[_PLACE]
            self._note(read_remark(child.content, self.columns[start], self.columns[end - 1] + 1))
            self.at = end
        elif _PLACE in child.meta:  # images, tags, the ends of links
            self.at = child.meta[_PLACE][1]
        elif child.type == "link_open":
            self.at += 1
        else:
            self.at += len(child.markup)  # * _ ** __

    def take(self, length: int) -> None:
        """Add the next `length` characters of the content as they stand."""
        end = self.at + length
        while self.at < end:
            stop = self.at + 1
            while stop < end and self.columns[stop] == self.columns[stop - 1] + 1:
                stop += 1
            raw_start = self.columns[self.at]
            words = self.content[self.at : stop]
            self.pieces.append(Piece(words, raw_start, raw_start + len(words)))
            self.at = stop

    def _note(self, remark: Remark | None) -> None:
        if remark is not None:
            self.remarks.append(remark)

    def _note_unclosed(self, words: str) -> None:
        """Keep what looks like a comment to attrib and is text, for it never closes."""
        match = LITERAL.search(words)
        if match:
            start = self.columns[self.at + match.start()]
            end = self.columns[self.at + len(words) - 1] + 1
            self._note(read_remark(words[match.start() :].removesuffix(CLOSES), start, end))

    def _skip_to(self, words: str) -> None:
        """Go past white space that the parser dropped at the start of a line."""
        while not self.content.startswith(words, self.at) and self.content[self.at : self.at + 1].isspace():
            self.at += 1

    def _read_break(self, child: Token) -> None:
        _, end = child.meta[_PLACE]
        line_end = self.content.rindex("\n", self.at, end)
        raw_start = self.columns[line_end]
        raw_end = raw_start
        while raw_end < len(self.raw) and self.raw[raw_end] in " \t\\":
            raw_end += 1
        raw_start = raw_end
        raw_end += 2 if self.raw.startswith("\r\n", raw_start) else 1
        self.pieces.append(Piece("\n", raw_start, raw_end))
        self.at = end

    def _read_code(self, child: Token) -> None:
        start, end = child.meta[_PLACE]
        fence = len(child.markup)
        inner = self.content[start + fence : end - fence]
        trimmed = 1 if len(inner) == len(child.content) + 2 else 0
        for offset, character in enumerate(child.content, start=start + fence + trimmed):
            self._add(character, offset, offset + 1)
        self.at = end

    def _add(self, words: str, start: int, end: int) -> None:
        """Add `words` that stand for the content from `start` to `end`."""
        raw_start = self.columns[start]
        self.pieces.append(Piece(words, raw_start, max(raw_start, self.columns[end - 1] + 1)))


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    """Return the CommonMark parser, with tables, that also notes where each link, image and line break stands."""
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import autolink, backtick, escape, html_inline, image, link, newline

    parser = MarkdownIt("commonmark").enable("table").disable(["text_join", "code"])
    rules = {
        "autolink": autolink,
        "backticks": backtick,
        "escape": escape,
        "html_inline": html_inline,
        "image": image,
        "link": link,
        "newline": newline,
    }
    for name, rule in rules.items():
        parser.inline.ruler.at(name, _noting(rule))
    return parser


def _noting(rule: RuleFuncInlineType) -> RuleFuncInlineType:
    """Return `rule` so changed that the last token it makes says where in the content its markup stands."""

    def run(state: StateInline, silent: bool) -> bool:
        start, made = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent and len(state.tokens) > made:
            state.tokens[-1].meta[_PLACE] = (start, state.pos)
        return True

    return run
