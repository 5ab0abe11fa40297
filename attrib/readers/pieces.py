"""Builds an article's text from pieces of its file, and the source map with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from attrib.model import CharSpan, Segment, SegmentKind, SourceMap

BETWEEN_BLOCKS = "\n\n"


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of the text and the stretch of the raw file they stand for."""

    words: str
    raw_start: int
    raw_end: int


class TextBuilder:
    """Collects blocks of pieces, two line ends between them, white space around them left out.

    `in_order` is false where the blocks come in another order than they have in the raw file.
    """

    def __init__(self, raw: str, *, in_order: bool = True) -> None:
        self._raw = raw
        self._in_order = in_order
        self._words: list[str] = []
        self._segments: list[Segment] = []
        self._spans: list[CharSpan] = []
        self._length = 0

    def add_block(self, pieces: Iterable[Piece]) -> bool:
        """Add a block; return whether it had any text."""
        kept = _trimmed(list(pieces))
        if not kept:
            return False
        if self._segments:
            at = self._segments[-1].raw_end
            self._append(Piece(BETWEEN_BLOCKS, at, at), SegmentKind.INSERTED)
        start = self._length
        for piece in kept:
            as_is = self._raw[piece.raw_start : piece.raw_end] == piece.words
            self._append(piece, SegmentKind.TEXT if as_is else SegmentKind.ENTITY)
        self._spans.append(CharSpan(start, self._length))
        return True

    def finish(self) -> tuple[str, SourceMap, list[CharSpan]]:
        """Return the text, its source map and the spans of its blocks."""
        text = "".join(self._words)
        return text, SourceMap(self._segments, text=text, raw=self._raw, in_order=self._in_order), self._spans

    def _append(self, piece: Piece, kind: SegmentKind) -> None:
        end = self._length + len(piece.words)
        last = self._segments[-1] if self._segments else None
        joins = last is not None and last.kind is kind is SegmentKind.TEXT and last.raw_end == piece.raw_start
        if last is not None and joins:
            self._segments[-1] = Segment(last.text_start, end, last.raw_start, piece.raw_end)
        else:
            self._segments.append(Segment(self._length, end, piece.raw_start, piece.raw_end, kind))
        self._words.append(piece.words)
        self._length = end


def _trimmed(pieces: list[Piece]) -> list[Piece]:
    """Return `pieces` without the white space before the first and after the last other character."""
    first, last = 0, len(pieces)
    while first < last and not pieces[first].words.strip():
        first += 1
    while last > first and not pieces[last - 1].words.strip():
        last -= 1
    kept = pieces[first:last]
    if kept:
        words = kept[0].words
        kept[0] = _cut(kept[0], len(words) - len(words.lstrip()), len(words))
        kept[-1] = _cut(kept[-1], 0, len(kept[-1].words.rstrip()))
    return kept


def _cut(piece: Piece, start: int, end: int) -> Piece:
    """Return the characters from `start` to `end` of a piece; one that stands for other characters stays whole."""
    if piece.raw_end - piece.raw_start != len(piece.words):
        return Piece(piece.words[start:end], piece.raw_start, piece.raw_end)
    return Piece(piece.words[start:end], piece.raw_start + start, piece.raw_start + end)
