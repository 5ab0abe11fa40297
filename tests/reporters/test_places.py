from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath

import pytest
from support.awkward import RAW, TEXT, awkward_article, span_of

from attrib.model import CharSpan
from attrib.reporters.places import Repository, raw_parts, utf8_column

POSIX = Repository(PurePosixPath("/home/desk"), PurePosixPath("/home/desk/site"), PurePosixPath)
WINDOWS = Repository(PureWindowsPath("C:\\desk"), PureWindowsPath("C:\\desk\\site"), PureWindowsPath)


@pytest.mark.parametrize(
    ("given", "path", "uri"),
    [
        ("a.txt", "site/a.txt", "site/a.txt"),
        ("./b/../a.txt", "site/a.txt", "site/a.txt"),
        ("../news/a b.txt", "news/a b.txt", "news/a%20b.txt"),
        ("/home/desk/x.md", "x.md", "x.md"),
        ("/etc/x.md", "/etc/x.md", "file:///etc/x.md"),
        ("../../out.md", "/home/out.md", "file:///home/out.md"),
        ("100%#?.txt", "site/100%#?.txt", "site/100%25%23%3F.txt"),
        ("c:x.txt", "site/c:x.txt", "site/c%3Ax.txt"),
        # Here a backslash is a character of a name like any other.
        ("a\\b.txt", "site/a\\b.txt", "site/a%5Cb.txt"),
        ("é😀.txt", "site/é😀.txt", "site/%C3%A9%F0%9F%98%80.txt"),
    ],
)
def test_paths_are_told_from_the_repository(given: str, path: str, uri: str) -> None:
    assert POSIX.path(given) == path
    assert POSIX.uri(given) == uri


@pytest.mark.parametrize(
    ("given", "path", "uri"),
    [
        ("stories\\a b.txt", "site/stories/a b.txt", "site/stories/a%20b.txt"),
        ("..\\x.txt", "x.txt", "x.txt"),
        ("C:/desk/x.txt", "x.txt", "x.txt"),
        ("D:\\x y.txt", "D:/x y.txt", "file:///D:/x%20y.txt"),
    ],
)
def test_backslashes_part_folders_on_windows(given: str, path: str, uri: str) -> None:
    assert WINDOWS.path(given) == path
    assert WINDOWS.uri(given) == uri


@pytest.mark.parametrize("words", ["Sources", "over", "& Co.", "denied", "100%"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_columns_in_bytes_are_those_of_the_line_in_utf_8(words: str, encoding: str) -> None:
    from dataclasses import replace

    article = replace(awkward_article(), encoding=encoding, byte_offset=2)
    raw = article.source_map.to_raw(span_of(words)).start
    line = RAW.splitlines(keepends=True)[article.position(raw).line - 1]
    before = line[: line.index(words.replace("&", "&amp;"))]
    assert utf8_column(article, article.position(raw), raw) == len(before.encode("utf-8")) + 1


def test_parts_leave_out_markup_and_line_ends() -> None:
    article = awkward_article()
    whole = CharSpan(span_of("“It").start, span_of("Tom & Co").end)
    assert [part.of(RAW) for part in raw_parts(article, whole)] == ["“It is\tover.”", "Tom &amp; Co"]
    assert raw_parts(article, CharSpan(len(TEXT), len(TEXT))) == []
