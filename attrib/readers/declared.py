"""The encoding that a page or an XML file says it is in."""

from __future__ import annotations

import codecs
import re

from attrib.errors import ReadError
from attrib.readers.decoding import Decoded, decode

# How far browsers look for it.
_HEAD = 1024
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,40})[\"']")
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# By these names pages mean Windows-1252, whose characters Latin-1 leaves empty; browsers read them so.
_WESTERN = frozenset({"ascii", "us-ascii", "iso8859-1", "latin-1", "cp1252"})
# Their characters change with what stands before them, so that a piece of the file has no length of its own.
_STATEFUL = re.compile(r"iso2022|hz|utf_?7|utf-7", re.IGNORECASE)


def decode_html(data: bytes, path: str) -> Decoded:
    """Return the characters of a page, by its byte order mark, its `meta` element, or as any other text.

    Raises `ReadError` where they cannot be told.
    """
    return _decode(data, path, _META.search(data[:_HEAD]) or _XML.match(data[:_HEAD]))


def decode_xml(data: bytes, path: str) -> Decoded:
    """Return the characters of an XML file, by its byte order mark, its declaration, or as any other text.

    Raises `ReadError` where they cannot be told.
    """
    return _decode(data, path, _XML.match(data[:_HEAD]))


def _decode(data: bytes, path: str, declared: re.Match[bytes] | None) -> Decoded:
    if declared is None or data.startswith(_MARKS) or b"\0" in data[:_HEAD]:
        return decode(data, path)
    name = declared.group(1).decode("ascii")
    try:
        codec = codecs.lookup(name)
        data[:1].decode(name)  # refuses codecs that are no encodings of text
    except (LookupError, UnicodeError):
        if not _is_text_codec(name):
            raise ReadError(
                f"says it is in {name}, an encoding that attrib does not know", path=path, hint="save it as UTF-8"
            ) from None
        codec = codecs.lookup(name)
    if _STATEFUL.search(codec.name):
        raise ReadError(f"is in {name}, which attrib does not read", path=path, hint="save it as UTF-8")
    if codec.name.startswith("utf"):
        return decode(data, path)
    encoding = "cp1252" if codec.name in _WESTERN else codec.name
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return decode(data, path)  # what is valid UTF-8, and not mere ASCII, is nothing else
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        raise ReadError(
            f"says it is in {name} and is not: byte {data[error.start]:#04x} at byte offset {error.start}",
            path=path,
            line=data.count(b"\n", 0, error.start) + 1,
            hint="save it as UTF-8",
        ) from error


def _is_text_codec(name: str) -> bool:
    try:
        codec = codecs.lookup(name)
    except LookupError:
        return False
    return bool(getattr(codec, "_is_text_encoding", True))
