"""The formats attrib reads: their names, their extensions, and what reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from attrib.errors import ReadError
from attrib.model import Article
from attrib.readers.opening import Input

Reader = Callable[[Input], Iterator[Article | ReadError]]


@dataclass(frozen=True, slots=True)
class InputFormat:
    """A format by name; `read` opens a file of it and gives its articles, many where it is a `corpus`.

    `read` raises `ReadError` at once where the file as a whole cannot be read; a faulty record of a corpus is a
    `ReadError` among the articles.
    """

    name: str
    extensions: tuple[str, ...]
    read: Reader
    corpus: bool = False


# The readers are imported when first used: `--help` needs the names alone.
def _read_plain(source: Input) -> Iterator[Article | ReadError]:
    from attrib.readers.plain import read_plain

    return read_plain(source)


def _read_markdown(source: Input) -> Iterator[Article | ReadError]:
    from attrib.readers.markdown import read_markdown

    return read_markdown(source)


def _read_jsonl(source: Input) -> Iterator[Article | ReadError]:
    from attrib.readers.jsonl import read_jsonl

    return read_jsonl(source)


def _read_html(source: Input) -> Iterator[Article | ReadError]:
    from attrib.readers.html_page import read_html_page

    return read_html_page(source)


PLAIN = InputFormat("txt", (".txt", ".text"), _read_plain)
FORMATS = (
    PLAIN,
    InputFormat("md", (".md", ".markdown", ".mdown", ".mkd"), _read_markdown),
    InputFormat("html", (".html", ".htm", ".xhtml"), _read_html),
    InputFormat("jsonl", (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"), _read_jsonl, corpus=True),
)
# Markup and office files: read as plain text they would give nonsense rather than an error.
UNREADABLE = ".xml .json .docx .doc .odt .rtf .pdf .epub .pages .tex .csv .tsv .srt .vtt .zip .gz"


def has_known_extension(path: str) -> bool:
    """Whether the name of `path` says that it is of a format attrib reads."""
    return _by_extension(path) is not None


def choose_format(path: str, name: str | None = None) -> InputFormat:
    """Return the format called `name`, or without one that of the extension of `path`, or plain text.

    Raises `ReadError` where there is no such format, or the extension is of one that attrib cannot read.
    """
    known = ", ".join(form.name for form in FORMATS)
    if name is not None:
        for form in FORMATS:
            if form.name == name.casefold().lstrip("."):
                return form
        raise ReadError(f"unknown input format {name!r}", path=path, hint=f"one of {known}")
    form = _by_extension(path) or PLAIN
    lowered = path.casefold()
    if form is PLAIN and lowered.endswith(tuple(UNREADABLE.split())):
        extension = lowered[lowered.rindex(".") :]
        raise ReadError(
            f"attrib has no reader for {extension} files",
            path=path,
            hint=f"it reads {known}; --input-format txt takes any text as it stands",
        )
    return form


def _by_extension(path: str) -> InputFormat | None:
    lowered = path.casefold()
    for form in FORMATS:
        if lowered.endswith(form.extensions):
            return form
    return None
