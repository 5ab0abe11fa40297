"""Words to attrib that somebody wrote beside the copy: comments within the file, and lines of its sidecar."""

from __future__ import annotations

from dataclasses import dataclass

from attrib.model.spans import CharSpan


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment in the article's file that speaks to attrib.

    `words` is the whole comment without its marks, on one line; `raw` is where it stands in the file.  `block` is the
    index of the block it is about: the one whose words it follows, or, where it stands by itself, the next one; past
    the last block where none comes after it.  `closed` is false for a comment that runs to the end of the file.
    """

    words: str
    raw: CharSpan
    block: int
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Sidecar:
    """The file of directives that lies beside an article: `path` as messages call it, and its lines in order.

    `fault` says why the file could not be read, and is `None` where it could.
    """

    path: str
    lines: tuple[str, ...] = ()
    fault: str | None = None
