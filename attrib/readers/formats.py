"""The formats attrib reads: their names, their extensions, and what reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from attrib.errors import ReadError
from attrib.model import Article
from attrib.readers.opening import Input

Reader = Callable[[Input], Iterator[Article | ReadError]]


@dataclass(frozen=True, slots=True)
class InputFormat:
    """A format by name; `read` opens a file of it and gives its articles, many where it is a `corpus`.

    Its `shared` extensions are those of many other things as well: such a file is read where it is named, and in a
    folder only where it looks like an article.

    `read` raises `ReadError` at once where the file as a whole cannot be read; a faulty record of a corpus is a
    `ReadError` among the articles.
    """

    name: str
    extensions: tuple[str, ...]
    read: Reader
    corpus: bool = False
    shared: tuple[str, ...] = ()


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


def _read_ninjs(source: Input) -> Iterator[Article | ReadError]:
    from attrib.readers.ninjs import read_ninjs

    return read_ninjs(source)


def _read_docx(source: Input) -> Iterator[Article | ReadError]:
    from attrib.readers.docx import read_docx

    return read_docx(source)


def _read_xml(form: str | None) -> Reader:
    def read(source: Input) -> Iterator[Article | ReadError]:
        from attrib.readers.news_xml import read_news_xml

        return read_news_xml(source, form)

    return read


PLAIN = InputFormat("txt", (".txt", ".text"), _read_plain)
FORMATS = (
    PLAIN,
    InputFormat("md", (".md", ".markdown", ".mdown", ".mkd"), _read_markdown),
    InputFormat("html", (".html", ".htm", ".xhtml"), _read_html),
    InputFormat("docx", (".docx",), _read_docx),
    InputFormat("ninjs", (".ninjs", ".json"), _read_ninjs, shared=(".json",)),
    InputFormat("nitf", (".nitf",), _read_xml("nitf")),
    InputFormat("newsml", (".newsml", ".newsmlg2"), _read_xml("newsml"), corpus=True),
    InputFormat("wxr", (".wxr",), _read_xml("wxr"), corpus=True),
    InputFormat("rss", (".rss", ".atom", ".rdf"), _read_xml("rss"), corpus=True),
    InputFormat("xml", (".xml",), _read_xml(None), shared=(".xml",)),
    InputFormat("jsonl", (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"), _read_jsonl, corpus=True),
)
# How far into a file of a shared extension to look, and what only news has there.
_LOOKED_INTO = 1 << 16
_MARKS = (
    *(b"<nitf", b"<newsitem", b"<newsmessage", b"<rss", b"<rdf:rdf", b"<feed"),
    *(b'"body_html"', b'"body_xhtml"', b'"body_text"', b'"bodies"', b'"versioncreated"'),
)
# Markup and office files: read as plain text they would give nonsense rather than an error.
UNREADABLE = ".doc .odt .rtf .pdf .epub .pages .tex .csv .tsv .srt .vtt .zip .gz"


def has_known_extension(path: str) -> bool:
    """Whether the name of `path` says that it is of a format attrib reads."""
    return _by_extension(path) is not None


def is_article(path: str) -> bool:
    """Whether a file found in a folder is to be read: by its name, and where many things go by that, by its start.

    One that cannot be opened counts as an article, so that it is told of.
    """
    form = _by_extension(path)
    if form is None or not path.casefold().endswith(form.shared or ("\0",)):
        return form is not None
    try:
        with Path(path).open("rb") as stream:
            head = stream.read(_LOOKED_INTO)
    except OSError:
        return True
    return any(mark in head.lower().replace(b"\0", b"") for mark in _MARKS)


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
