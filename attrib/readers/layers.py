"""Text inside text: a string that another format carries, and the way from its characters to the user's file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from attrib.model import CharSpan, Segment, SegmentKind, SourceMap
from attrib.readers.pieces import Piece


class Layer:
    """A text and where in the raw file it stands: the file itself, or a string in its JSON or XML.

    HTML in such a string is read like any other; what it gives goes through the layer to the raw file.
    """

    def __init__(self, text: str, source_map: SourceMap | None = None) -> None:
        self.text = text
        self._map = source_map
        self._starts = [segment.text_start for segment in source_map.segments] if source_map else []

    @classmethod
    def of_pieces(cls, pieces: Iterable[Piece], raw: str) -> Layer:
        """Return the layer whose text the `pieces` of `raw` make up one after the other."""
        words: list[str] = []
        segments: list[Segment] = []
        at = 0
        for piece in pieces:
            end = at + len(piece.words)
            as_is = raw[piece.raw_start : piece.raw_end] == piece.words
            kind = SegmentKind.TEXT if as_is else SegmentKind.ENTITY
            segments.append(Segment(at, end, piece.raw_start, piece.raw_end, kind))
            words.append(piece.words)
            at = end
        text = "".join(words)
        return cls(text, SourceMap(segments, text=text, raw=raw))

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where in the raw file the characters from `start` to `end` stand."""
        if self._map is None:
            return start, end
        raw = self._map.to_raw(CharSpan(start, end))
        return raw.start, raw.end

    def pieces(self, start: int, end: int) -> Iterator[Piece]:
        """Yield the characters from `start` to `end` as they are, cut where the raw file has other ones."""
        if self._map is None:
            if end > start:
                yield Piece(self.text[start:end], start, end)
            return
        index = max(0, bisect_right(self._starts, start) - 1)
        while start < end and index < len(self._map.segments):
            stop = min(end, self._map.segments[index].text_end)
            if stop > start:
                yield Piece(self.text[start:stop], *self.place(start, stop))
                start = stop
            index += 1
