"""Ranges of characters, and the way back from an article's text to the user's file."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar


@dataclass(frozen=True, slots=True, order=True)
class CharSpan:
    """A half-open range of characters (code points) in `article.text`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, offset: int) -> bool:
        return self.start <= offset < self.end

    def covers(self, other: CharSpan) -> bool:
        """Whether `other` lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: CharSpan) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """Return the characters of `text` in this span."""
        return text[self.start : self.end]


Item = TypeVar("Item")


class SpanIndex(Generic[Item]):
    """Items by where they stand, so that those on a span are found without looking at all of them."""

    __slots__ = ("_entries", "_reach", "_starts")

    def __init__(self, entries: Iterable[tuple[CharSpan, Item]]) -> None:
        self._entries = sorted(entries, key=lambda entry: (entry[0].start, entry[0].end))
        self._starts = [span.start for span, _ in self._entries]
        self._reach: list[int] = []  # the furthest end of this entry and all before it
        for span, _ in self._entries:
            self._reach.append(max(span.end, self._reach[-1]) if self._reach else span.end)

    def over(self, span: CharSpan) -> list[Item]:
        """Return the items whose span shares a character with `span`, in the order of the text."""
        out = []
        at = bisect_left(self._starts, span.end) - 1
        while at >= 0 and self._reach[at] > span.start:
            if self._entries[at][0].overlaps(span):
                out.append(self._entries[at][1])
            at -= 1
        out.reverse()
        return out


@dataclass(frozen=True, slots=True)
class Position:
    """A place in the user's own file: 1-based line and column in code points, 0-based byte offset."""

    line: int
    column: int
    byte: int


class SegmentKind(StrEnum):
    """How a segment's characters stand in the raw file."""

    TEXT = "text"  # character for character
    ENTITY = "entity"  # other characters stand for them (`&amp;`, a JSON escape): cannot be split
    INSERTED = "inserted"  # not in the raw file at all; raw_start == raw_end


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the text and where it lies in the raw file."""

    text_start: int
    text_end: int
    raw_start: int
    raw_end: int
    kind: SegmentKind = SegmentKind.TEXT


class SourceMap:
    """Segments that tile the text, each pointing into the raw file.

    After sqlfluff's templated files and LanguageTool's annotated text.  The constructor proves the tiling and
    raises `ValueError` where it does not hold, so that no later stage has to search for a position again.

    Some formats write the parts of an article in any order, the body above the headline.  There `in_order` is false:
    what follows an inserted segment may stand anywhere in the raw file, and still nothing stands in it twice.
    """

    __slots__ = ("_in_order", "_raw", "_starts", "segments")

    def __init__(self, segments: Iterable[Segment], *, text: str, raw: str, in_order: bool = True) -> None:
        self.segments: tuple[Segment, ...] = tuple(segments)
        self._in_order = in_order
        self._starts: Sequence[int] = [segment.text_start for segment in self.segments]
        self._raw = len(raw)
        _prove(self.segments, text, raw, in_order)

    @classmethod
    def identity(cls, text: str) -> SourceMap:
        """Return the map of a file whose text is the file itself."""
        segments = [Segment(0, len(text), 0, len(text))] if text else []
        return cls(segments, text=text, raw=text)

    def to_raw(self, span: CharSpan) -> CharSpan:
        """Return where `span` of the text lies in the raw file.

        A span that starts or ends inside an entity is widened to the whole entity; one that crosses left-out
        markup is the hull of its parts.
        """
        if not self.segments:
            return CharSpan(0, 0)
        start = self._raw_offset(span.start, at_end=False)
        if not span:
            return CharSpan(start, start)
        if not self._in_order:
            return CharSpan(start, self._last_in_order(span, start))
        return CharSpan(start, max(start, self._raw_offset(span.end - 1, at_end=True)))

    def _last_in_order(self, span: CharSpan, start: int) -> int:
        """Return where `span` ends in the raw file, or where the file first leaves the order of the text."""
        end = start
        index = max(0, bisect_right(self._starts, span.start) - 1)
        for segment in self.segments[index:]:
            left_order = segment.text_start > span.start and segment.raw_start < end
            if segment.text_start >= span.end or left_order:
                break
            end = self._raw_offset(min(span.end, segment.text_end) - 1, at_end=True)
        return max(start, end)

    def _raw_offset(self, offset: int, *, at_end: bool) -> int:
        """Return the raw offset before (or, `at_end`, after) the character at `offset`."""
        segment = self.segments[max(0, bisect_right(self._starts, offset) - 1)]
        if offset >= segment.text_end:  # the end of the text
            return segment.raw_end
        if segment.kind is SegmentKind.TEXT:
            return segment.raw_start + offset - segment.text_start + at_end
        return segment.raw_end if at_end else segment.raw_start


def _prove(segments: tuple[Segment, ...], text: str, raw: str, in_order: bool) -> None:
    """Raise `ValueError` unless `segments` tile `text` and lie within `raw`, in order or at least apart."""
    at = raw_at = 0
    for segment in segments:
        if segment.text_start != at or segment.text_end <= segment.text_start:
            raise ValueError(f"segments do not tile the text at {at}: {segment}")
        if not raw_at <= segment.raw_start <= segment.raw_end <= len(raw):
            raise ValueError(f"segment outside the raw file or out of order: {segment}")
        if segment.kind is SegmentKind.TEXT and (
            text[segment.text_start : segment.text_end] != raw[segment.raw_start : segment.raw_end]
        ):
            raise ValueError(f"segment's characters are not those of the raw file: {segment}")
        if segment.kind is SegmentKind.INSERTED and segment.raw_start != segment.raw_end:
            raise ValueError(f"inserted segment has raw characters: {segment}")
        at, raw_at = segment.text_end, segment.raw_end
        if segment.kind is SegmentKind.INSERTED and not in_order:
            raw_at = 0
    if at != len(text):
        raise ValueError(f"segments end at {at}, the text at {len(text)}")
    if not in_order:
        _prove_apart(segments)


def _prove_apart(segments: tuple[Segment, ...]) -> None:
    """Raise `ValueError` where two segments point at the same characters of the raw file."""
    at = 0
    for segment in sorted(segments, key=lambda one: (one.raw_start, one.raw_end)):
        if segment.kind is not SegmentKind.INSERTED:
            if segment.raw_start < at:
                raise ValueError(f"segment points at characters of another one: {segment}")
            at = segment.raw_end
