"""Plain text: the text of the article is the file, character for character."""

from __future__ import annotations

from collections.abc import Iterator

from attrib.errors import ReadError
from attrib.model import Article, Block, SourceMap
from attrib.readers.decoding import decode
from attrib.readers.furniture import DEFAULT_FURNITURE, Furniture
from attrib.readers.kinds import name_kinds
from attrib.readers.lines import find_paragraphs
from attrib.readers.opening import Input


def read_plain(source: Input) -> Iterator[Article | ReadError]:
    """Return the one article of a plain text file.

    Raises `ReadError` where it cannot be opened or decoded, or is too big.
    """
    decoded = decode(source.read_all(), source.path)
    article = plain_article(decoded.text, path=source.path, encoding=decoded.encoding, byte_offset=decoded.mark)
    return iter([article])


def plain_article(
    text: str,
    *,
    path: str = "-",
    encoding: str = "utf-8",
    byte_offset: int = 0,
    furniture: Furniture = DEFAULT_FURNITURE,
) -> Article:
    """Return `text` as an article: each line a block, or each paragraph where the lines are hard-wrapped."""
    return Article(
        raw=text,
        text=text,
        source_map=SourceMap.identity(text),
        blocks=plain_blocks(text, furniture=furniture),
        path=path,
        encoding=encoding,
        byte_offset=byte_offset,
    )


def plain_blocks(text: str, *, furniture: Furniture = DEFAULT_FURNITURE, guess_head: bool = True) -> tuple[Block, ...]:
    """Return the blocks of plain text; `guess_head` also names headline, bylines and datelines at its top."""
    blocks = [Block(span) for span in find_paragraphs(text)]
    return name_kinds(text, blocks, furniture, guess_head=guess_head)
