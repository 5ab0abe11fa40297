"""Bytes to characters: which encoding a file is in, or why it cannot be an article."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from attrib.errors import ReadError

# The longer mark first: UTF-32 LE starts as UTF-16 LE does.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FILE_KINDS = (
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF87a", "an image"),
    (b"GIF89a", "an image"),
    (b"\x7fELF", "a program"),
)
_BZIP2_BLOCK = b"1AY&SY"
# Control characters that wire services and word processors leave in text; beyond this share it is not text.
_MOST_CONTROLS = 0.1
_TEXT_CONTROLS = frozenset(b"\t\n\v\f\r\x1a\x1b\x1c\x1d\x1e\x1f")
_CONTROLS = bytes(byte for byte in range(32) if byte not in _TEXT_CONTROLS)
# In a western 8-bit text at most about one byte in fifteen is not ASCII; a Cyrillic or Chinese one has most.
_MOST_HIGH_BYTES = 0.25
_FEW_HIGH_BYTES = 8


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of a file without its byte order mark, the codec, and the length of that mark in bytes."""

    text: str
    encoding: str
    mark: int = 0


def decode(data: bytes, path: str) -> Decoded:
    """Return the characters of `data`, line ends and all.

    UTF-8, UTF-16 or UTF-32 with a byte order mark, UTF-8 without one, else Windows-1252 (of which Latin-1 is the
    part in use) where the bytes look like western text.  Raises `ReadError`, naming `path`, for anything else.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data, mark, encoding, path)
    _refuse_binary(data, path)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse_damaged_utf8(data, error, path)
        return Decoded(_decode_western(data, path), "cp1252")
    return Decoded(text, "utf-8")


def _decode_marked(data: bytes, mark: bytes, encoding: str, path: str) -> Decoded:
    name = encoding.upper()
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        before = data[len(mark) : len(mark) + error.start].decode(encoding, "replace")
        raise ReadError(
            f"starts with the byte order mark of {name} but is not valid {name} at byte {len(mark) + error.start}",
            path=path,
            line=before.count("\n") + 1,
            hint="the file is damaged or was cut off; save it again as UTF-8",
        ) from error
    if "\0" in text:
        raise ReadError("is a binary file, not text", path=path, hint=_TEXT_HINT)
    return Decoded(text, encoding, len(mark))


_TEXT_HINT = "attrib reads text: export the article as .txt or .md"


def _refuse_binary(data: bytes, path: str) -> None:
    for start, kind in _FILE_KINDS:
        if data.startswith(start) and (start != b"BZh" or data[4:10] == _BZIP2_BLOCK):
            raise ReadError(f"is {kind}, not text", path=path, hint=_TEXT_HINT)
    if b"\0" in data:
        if _looks_like_utf16(data):
            raise ReadError(
                "looks like UTF-16 without a byte order mark", path=path, hint="save it as UTF-8, or with the mark"
            )
        raise ReadError("is a binary file, not text", path=path, hint=_TEXT_HINT)
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls > _MOST_CONTROLS * len(data):
        raise ReadError("is a binary file, not text", path=path, hint=_TEXT_HINT)


def _looks_like_utf16(data: bytes) -> bool:
    """Whether nearly every second byte, and no other, is NUL, as in English text of two bytes a character."""
    head = data[:4096]
    even, odd = head[::2].count(0), head[1::2].count(0)
    return max(even, odd) > 0.3 * len(head) and min(even, odd) == 0


def _refuse_damaged_utf8(data: bytes, error: UnicodeDecodeError, path: str) -> None:
    """Raise `ReadError` where `data` is UTF-8 but for a few bytes: read as Windows-1252 it would be garbled."""
    text = data.decode("utf-8", "surrogateescape")
    invalid = len(text) - len(text.encode("utf-8", "ignore").decode("utf-8"))
    ascii_characters = len(text.encode("ascii", "ignore"))
    valid = len(text) - ascii_characters - invalid
    if valid >= invalid and valid > 0:
        raise ReadError(
            f"is not valid UTF-8: byte {data[error.start]:#04x} at byte offset {error.start}",
            path=path,
            line=data.count(b"\n", 0, error.start) + 1,
            hint="the rest of the file is UTF-8; mend or retype that character",
        )


def _decode_western(data: bytes, path: str) -> str:
    high = len(data) - len(data.translate(None, bytes(range(128, 256))))
    hint = "save it as UTF-8"
    if high > max(_FEW_HIGH_BYTES, _MOST_HIGH_BYTES * len(data)):
        raise ReadError("is in an encoding that attrib cannot tell", path=path, hint=hint)
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise ReadError(
            f"is neither UTF-8 nor Windows-1252: byte {data[error.start]:#04x} at byte offset {error.start}",
            path=path,
            line=data.count(b"\n", 0, error.start) + 1,
            hint=hint,
        ) from error
