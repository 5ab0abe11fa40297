"""An article as attrib reads it: its text, its blocks, and the way back to the user's file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from attrib.model.directives import Comment, Sidecar
from attrib.model.spans import CharSpan, Position, SourceMap

# Byte offsets are counted from the nearest mark: an article may be one line of some megabytes, with a finding in
# every sentence, and counting each from the start of its line would take quadratic time.
MARK_EVERY = 1024


class BlockKind(StrEnum):
    """What a block of the article is; extraction reads all but furniture and code."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    DATELINE = "dateline"
    BODY = "body"
    SUBHEADING = "subheading"
    CAPTION = "caption"
    BLOCKQUOTE = "blockquote"
    LIST = "list"
    PULL_QUOTE = "pull_quote"
    FURNITURE = "furniture"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or list item: a span of the text without its line ends, and what it is."""

    span: CharSpan
    kind: BlockKind = BlockKind.BODY


@dataclass(frozen=True)
class Article:
    """One article: `raw` is the decoded file, `text` what is read of it.

    `blocks` lie in order and do not overlap.  `path` is as the user named it (`-` for standard input), `id` the
    record's own where a corpus gives one.  `first_line` is the line of the user's file on which `raw` starts
    (records of a corpus), `first_column` the column there; `byte_offset` likewise, a byte order mark included.
    `encoding` is a codec that writes no byte order mark of its own (`utf-16-le`, never `utf-16`), so that a piece of
    `raw` is as long as in the file.
    `comments` are those of the file that speak to attrib, in order; `sidecar` is the file of such words beside it.
    """

    raw: str
    text: str
    source_map: SourceMap
    blocks: tuple[Block, ...]
    path: str = "-"
    id: str | None = None
    meta: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    encoding: str = "utf-8"
    first_line: int = 1
    first_column: int = 1
    byte_offset: int = 0
    comments: tuple[Comment, ...] = ()
    sidecar: Sidecar | None = None

    @cached_property
    def _line_starts(self) -> list[int]:
        """Offsets in `raw` at which a line starts; `\\r\\n`, `\\n` and a lone `\\r` end one."""
        starts, at = [0], 0
        for line in self.raw.splitlines(keepends=True):
            at += len(line)
            if line.endswith(("\n", "\r")):
                starts.append(at)
        return starts

    @cached_property
    def _byte_marks(self) -> list[int]:
        """Byte offsets in the user's file of every `MARK_EVERY`-th character of `raw`."""
        marks, at = [self.byte_offset], self.byte_offset
        for start in range(0, len(self.raw) - MARK_EVERY + 1, MARK_EVERY):
            at += self._byte_length(start, start + MARK_EVERY)
            marks.append(at)
        return marks

    def _byte_length(self, start: int, end: int) -> int:
        return len(self.raw[start:end].encode(self.encoding, "surrogatepass"))

    def position(self, raw_offset: int) -> Position:
        """Return the place in the user's file of an offset in `raw`.

        Raises `ValueError` where `raw` has no such offset.
        """
        if not 0 <= raw_offset <= len(self.raw):
            raise ValueError(f"no offset {raw_offset} in a file of {len(self.raw)} characters")
        index = bisect_right(self._line_starts, raw_offset) - 1
        mark = raw_offset // MARK_EVERY
        byte = self._byte_marks[mark] + self._byte_length(mark * MARK_EVERY, raw_offset)
        column = raw_offset - self._line_starts[index] + (1 if index else self.first_column)
        return Position(self.first_line + index, column, byte)

    def locate(self, span: CharSpan) -> tuple[Position, Position]:
        """Return where `span` of the text starts and ends in the user's file."""
        raw = self.source_map.to_raw(span)
        return self.position(raw.start), self.position(raw.end)

    def block_at(self, offset: int) -> Block | None:
        """Return the block that holds the character at `offset` of the text, if any."""
        index = bisect_right(self._block_starts, offset) - 1
        if index < 0:
            return None
        block = self.blocks[index]
        return block if offset <= block.span.end else None

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.span.start for block in self.blocks]
