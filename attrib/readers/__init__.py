"""From the user's files to articles, each with the way back to its file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import BinaryIO

from attrib.errors import ReadError
from attrib.model import Article, Sidecar
from attrib.readers.formats import FORMATS, InputFormat, choose_format, has_known_extension
from attrib.readers.opening import Input, standard_input
from attrib.readers.paths import STDIN, Expansion, expand_paths
from attrib.readers.sidecars import MANY_ARTICLES, read_sidecar

__all__ = ["FORMATS", "STDIN", "Expansion", "InputFormat", "expand_paths", "has_known_extension", "read_articles"]


def read_articles(
    path: str,
    *,
    input_format: str | None = None,
    stdin: BinaryIO | None = None,
    stdin_filename: str | None = None,
) -> Iterator[Article | ReadError]:
    """Return the articles of the file at `path`, or of standard input where it is `-`.

    The format is `input_format` or goes by the extension (for standard input, that of `stdin_filename`); anything
    else is plain text.  Raises `ReadError` at once where the file cannot be opened, decoded or is not of its format.
    A corpus is read record by record: a record that cannot be read comes as a `ReadError` in its place, with its
    line, and the others follow.  The lines of a sidecar beside the file come with its article.
    """
    source = standard_input(stdin, stdin_filename) if path == STDIN else Input(path)
    form = choose_format(source.path, input_format)
    articles = form.read(source)
    sidecar = read_sidecar(source.path, corpus=form.corpus) if source.path != STDIN else None
    return articles if sidecar is None else _with_sidecar(articles, sidecar)


def _with_sidecar(articles: Iterator[Article | ReadError], sidecar: Sidecar) -> Iterator[Article | ReadError]:
    """Yield `articles`, the first of them with the sidecar, which is of no use where there are several."""
    first, second = next(articles, None), next(articles, None)
    if second is not None:
        sidecar = Sidecar(sidecar.path, fault=MANY_ARTICLES)
    given = False
    for item in chain([one for one in (first, second) if one is not None], articles):
        if isinstance(item, Article) and not given:
            given = True
            yield replace(item, sidecar=sidecar)
        else:
            yield item
