"""Where a finding lies, as other programs ask for it: paths within a repository, URIs, columns in bytes of UTF-8."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from attrib.model import Article, CharSpan, Position, SegmentKind

STDIN = "-"
# RFC 3986: what a path may hold as it is.
_PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")


@dataclass(frozen=True, slots=True)
class Repository:
    """The folder that paths are told from, and the folder the user is in; both absolute.

    `flavour` is how paths are spelled here: backslashes part folders on Windows and nowhere else.
    """

    root: PurePath
    folder: PurePath
    flavour: type[PurePath] = PurePath

    def path(self, given: str) -> str:
        """Return `given` as seen from the root, with slashes; outside of the root it stays absolute.

        Links are not followed: a repository holds the link, and that is what its users see.
        """
        path = posixpath.normpath((self.flavour(self.folder) / given).as_posix())
        root = self.root.as_posix().rstrip("/")
        return path[len(root) + 1 :] if path.startswith(f"{root}/") else path

    def uri(self, given: str) -> str:
        """Return `given` as a URI reference: relative to the root, percent-encoded; outside of it a `file:` URI."""
        path = self.path(given)
        if not self.flavour(path).is_absolute():
            return percent_encoded(path)
        return "file://" + percent_encoded(path if path.startswith("/") else f"/{path}", also=b":")


def here() -> Repository:
    """Return the repository around the working directory; where there is none, the directory itself."""
    from pathlib import Path

    folder = Path.cwd()
    root = next((one for one in (folder, *folder.parents) if (one / ".git").exists()), folder)
    return Repository(root, folder)


def percent_encoded(path: str, *, also: bytes = b"") -> str:
    """Return a path as RFC 3986 has it in a URI, the bytes of `also` left as they are.

    A colon is encoded, for in the first part of a path it would end the name of a scheme.  A name that is no UTF-8 is
    encoded byte by byte, as the file system has it.
    """
    plain = _PLAIN.union(also)
    return "".join(chr(byte) if byte in plain else f"%{byte:02X}" for byte in os.fsencode(path))


def utf8_column(article: Article, position: Position, raw_offset: int) -> int:
    """Return the 1-based column of `position`, which is `raw_offset` in the raw file, in bytes of UTF-8.

    Of what stands before a record on its line nothing is known but its length: it is taken to be one byte a character.
    """
    before = article.first_column - 1 if position.line == article.first_line else 0
    line_start = raw_offset - (position.column - 1 - before)
    if article.encoding in {"utf-8", "utf_8", "utf8", "ascii"}:
        # Byte offsets are kept; a line of some megabytes is not encoded again for each finding.
        return before + position.byte - article.position(line_start).byte + 1
    return before + len(article.raw[line_start:raw_offset].encode("utf-8", "surrogatepass")) + 1


def raw_words(article: Article, span: CharSpan) -> str:
    """Return what stands in the raw file at `span` of the text."""
    return article.source_map.to_raw(span).of(article.raw)


def raw_parts(article: Article, span: CharSpan) -> list[CharSpan]:
    """Return the parts of the raw file that `span` of the text was read from, in the order of the text.

    Markup within is left out, and so are line ends: each part lies on one line, and neither starts nor ends with a
    blank.  Words that do not stand in the file have no part.
    """
    parts: list[CharSpan] = []
    for segment in article.source_map.segments:
        start, end = max(span.start, segment.text_start), min(span.end, segment.text_end)
        if start >= end or segment.kind is SegmentKind.INSERTED:
            continue
        raw = article.source_map.to_raw(CharSpan(start, end))
        if parts and parts[-1].end == raw.start:
            raw = CharSpan(parts.pop().start, raw.end)
        parts.append(raw)
    return [line for part in parts for line in _lines(article.raw, part)]


def _lines(raw: str, part: CharSpan) -> Iterator[CharSpan]:
    at = part.start
    for line in part.of(raw).splitlines(keepends=True):
        start = at + len(line) - len(line.lstrip())
        end = at + len(line.rstrip())
        at += len(line)
        if start < end:
            yield CharSpan(start, end)
