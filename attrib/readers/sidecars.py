"""The file of suppressions beside an article, for formats that hold no comments: `STORY.txt.attrib`."""

from __future__ import annotations

from pathlib import Path

from attrib.errors import ReadError
from attrib.model import Sidecar
from attrib.readers.decoding import decode
from attrib.readers.opening import Input

ENDING = ".attrib"
MANY_ARTICLES = "lies beside a corpus, whose articles it cannot tell apart: use a baseline"


def is_sidecar(path: str) -> bool:
    """Whether `path` is named like the sidecar of an article that lies beside it."""
    return path.casefold().endswith(ENDING) and Path(path[: -len(ENDING)]).is_file()


def read_sidecar(article: str, *, corpus: bool = False) -> Sidecar | None:
    """Return the sidecar of the article at this path, or `None` where there is none.

    One that cannot be read comes with its fault, and so does one beside a `corpus`, whose records it cannot tell
    apart: an article is checked all the same.
    """
    path = article + ENDING
    try:
        if not Path(path).exists():
            return None
    except (OSError, ValueError):
        return None
    if corpus:
        return Sidecar(path, fault=MANY_ARTICLES)
    try:
        words = decode(Input(path).read_all(), path).text
    except ReadError as error:
        return Sidecar(path, fault=f"{error.message} ({error.hint})" if error.hint else error.message)
    return Sidecar(path, tuple(words.splitlines()))
