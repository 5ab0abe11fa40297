from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from attrib.errors import ReadError
from attrib.model import Article
from attrib.readers import FORMATS, expand_paths, opening, read_articles

ReadBytes = Callable[..., list[Article | ReadError]]


def write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("She said no.\n", encoding="utf-8")


def test_a_file_keeps_its_line_ends_and_name(folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"\xef\xbb\xbfone\r\ntwo\rthree\n")
    (article,) = read_articles("a.txt")
    assert isinstance(article, Article)
    assert (article.path, article.text, article.byte_offset) == ("a.txt", "one\r\ntwo\rthree\n", 3)


@pytest.mark.parametrize(
    ("name", "input_format", "text"),
    [
        ("a.md", None, "bold"),
        ("a.MD", None, "bold"),
        ("a", None, "**bold**"),
        ("a.wire", None, "**bold**"),
        ("a.md", "txt", "**bold**"),
        ("a.html", "md", "bold"),
        ("a", "MD", "bold"),
    ],
)
def test_the_format_goes_by_extension_or_name(
    read_bytes: ReadBytes, name: str, input_format: str | None, text: str
) -> None:
    (article,) = read_bytes(b"**bold**", name, input_format)
    assert isinstance(article, Article)
    assert (article.text, article.path) == (text, name)


def test_standard_input_has_a_name_of_its_own() -> None:
    (article,) = read_articles("-", stdin=io.BytesIO(b"**bold**"))
    assert isinstance(article, Article)
    assert (article.path, article.text) == ("-", "**bold**")


def test_what_cannot_be_read_is_said_at_once(folder: Path) -> None:
    write(folder, "sub/a.txt", "a.pdf", "a.txt")
    cases = [("none.txt", "no such file"), ("sub", "is a folder"), ("a.pdf", "no reader for .pdf"), ("a\0b", "read")]
    for path, message in cases:
        with pytest.raises(ReadError, match=message) as caught:
            read_articles(path)
        assert caught.value.path == path
    with pytest.raises(ReadError, match="unknown input format 'word'") as caught:
        read_articles("a.txt", input_format="word")
    assert "txt, md, html" in str(caught.value)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="everything may be read")
def test_a_file_that_may_not_be_read(folder: Path) -> None:
    write(folder, "a.txt")
    (folder / "a.txt").chmod(0)
    with pytest.raises(ReadError, match="may not be read"):
        read_articles("a.txt")


def test_a_file_that_is_too_big(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_FILE_BYTES", opening.MEGABYTE)
    (folder / "a.txt").write_bytes(b"a" * (opening.MEGABYTE + 1))
    with pytest.raises(ReadError, match="larger than 1 MB"):
        read_articles("a.txt")


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.jsonl"])
def test_five_megabytes_of_one_line_are_read(read_bytes: ReadBytes, name: str) -> None:
    line = "“It is safe,” she said. " * 180_000
    data = json.dumps({"text": line}) if name == "a.jsonl" else line
    (article,) = read_bytes(data.encode(), name)
    assert isinstance(article, Article)
    assert len(data.encode()) > 5_000_000
    assert article.text.strip() == line.strip()
    assert len(article.blocks) == 1


def test_a_folder_is_searched_in_order(folder: Path) -> None:
    write(folder, "b.txt", "a.md", "c.jsonl.gz", "x.py", ".hidden.txt", ".git/a.txt", "node_modules/a.md", "sub/d.text")
    found = expand_paths(["."])
    assert [Path(path).as_posix() for path in found.paths] == ["a.md", "b.txt", "c.jsonl.gz", "sub/d.text"]
    assert not found.errors and not found.warnings


def test_files_come_once_and_in_the_order_named(folder: Path) -> None:
    write(folder, "a.txt", "b.txt", "c.wire")
    found = expand_paths(["b.txt", "c.wire", "-", ".", "./a.txt", "-"])
    assert [Path(path).as_posix() for path in found.paths] == ["b.txt", "c.wire", "-", "a.txt"]


def test_a_missing_path_leaves_the_others(folder: Path) -> None:
    write(folder, "a.txt")
    found = expand_paths(["none.txt", "a.txt", "*.md", "a.txt/b", "", "x" * 5000])
    assert found.paths == ("a.txt",)
    assert [error.path for error in found.errors] == ["none.txt", "*.md", "a.txt/b", "''", "x" * 5000]
    assert "pattern" in found.errors[1].message


def test_an_empty_folder_is_a_warning(folder: Path) -> None:
    write(folder, "sub/x.py", "sub/.git/a.txt")
    found = expand_paths(["sub"])
    assert found.warnings == ("sub: no articles in this folder",)
    assert not found.paths and not found.errors


@pytest.mark.parametrize(
    ("pattern", "paths"),
    [
        ("*.txt", ["[1].txt", "a.txt"]),
        ("*", ["[1].txt", "a.txt", "sub/b.md"]),
        ("**/*.md", ["sub/b.md"]),
        ("**", ["[1].txt", "a.txt", "sub/b.md"]),
        ("*.wire", ["c.wire"]),
        ("[1].txt", ["[1].txt"]),
    ],
)
def test_patterns(folder: Path, pattern: str, paths: list[str]) -> None:
    write(folder, "a.txt", "[1].txt", "x.png", "c.wire", "sub/b.md", "sub/x.png")
    assert [Path(path).as_posix() for path in expand_paths([pattern]).paths] == paths


def test_extensions_are_told_apart() -> None:
    extensions = [extension for form in FORMATS for extension in form.extensions]
    assert len(extensions) == len(set(extensions))
    assert all(extension.startswith(".") and extension == extension.lower() for extension in extensions)


def test_looking_for_files_loads_no_parser() -> None:
    code = "import sys, attrib.readers; print([m for m in ('markdown_it', 'spacy', 'gzip') if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
