from __future__ import annotations

import codecs

import pytest

from attrib.errors import ReadError
from attrib.readers.decoding import decode

STORY = "“It is safe,” said Zoë Brïght — the mayor’s aide.\r\n"


@pytest.mark.parametrize(
    ("data", "encoding", "mark"),
    [
        (STORY.encode(), "utf-8", 0),
        (codecs.BOM_UTF8 + STORY.encode(), "utf-8", 3),
        (codecs.BOM_UTF16_LE + STORY.encode("utf-16-le"), "utf-16-le", 2),
        (codecs.BOM_UTF16_BE + STORY.encode("utf-16-be"), "utf-16-be", 2),
        (codecs.BOM_UTF32_LE + STORY.encode("utf-32-le"), "utf-32-le", 4),
        (STORY.encode("cp1252"), "cp1252", 0),
        (b"Zo\xeb", "cp1252", 0),
        (b"", "utf-8", 0),
    ],
)
def test_encodings(data: bytes, encoding: str, mark: int) -> None:
    decoded = decode(data, "a.txt")
    assert (decoded.encoding, decoded.mark) == (encoding, mark)
    assert data[mark:] == decoded.text.encode(encoding)
    assert "\ufeff" not in decoded.text


@pytest.mark.parametrize(
    ("data", "message", "line"),
    [
        (b"%PDF-1.7 stream", "a PDF document", None),
        (b"PK\x03\x04word/document.xml", "office document", None),
        (b"\x89PNG\r\n", "an image", None),
        (b"\x1f\x8b\x08", "a gzip archive", None),
        (b"{\\rtf1 Text}", "an RTF document", None),
        (b"some\0thing\0 binary \0\0", "a binary file", None),
        (bytes(range(1, 32)) * 10, "a binary file", None),
        (STORY.encode("utf-16-le"), "UTF-16 without a byte order mark", None),
        (codecs.BOM_UTF16_LE + b"a\0\n\0\x00\xd8", "not valid UTF-16-LE at byte 6", 2),
        (codecs.BOM_UTF8 + b"ok\n\xff", "not valid UTF-8 at byte 6", 2),
        ((STORY * 2).encode() + b"It\x92s", "not valid UTF-8: byte 0x92", 3),
        ("Он сказал, что мост безопасен".encode("cp1251"), "encoding that attrib cannot tell", None),
        (b"one two three four\nfive \x81 six", "neither UTF-8 nor Windows-1252: byte 0x81", 2),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(data: bytes, message: str, line: int | None) -> None:
    with pytest.raises(ReadError, match=message) as caught:
        decode(data, "story.txt")
    assert caught.value.path == "story.txt"
    assert caught.value.line == line
    assert caught.value.hint
