"""From passages to an article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from attrib.model import Article, Block, BlockKind, Comment
from attrib.readers.furniture import DEFAULT_FURNITURE, Furniture
from attrib.readers.kinds import name_kinds
from attrib.readers.markup_blocks import Passage
from attrib.readers.pieces import TextBuilder


@dataclass(frozen=True, slots=True)
class Place:
    """The file an article stands in, or the part of it: its characters, and where they start."""

    raw: str
    path: str
    encoding: str = "utf-8"
    first_line: int = 1
    first_column: int = 1
    byte_offset: int = 0


def assemble(
    place: Place,
    passages: Iterable[Passage],
    *,
    ident: str | None = None,
    meta: Mapping[str, str] | None = None,
    furniture: Furniture = DEFAULT_FURNITURE,
    guess_head: bool = False,
) -> Article:
    """Return the article that `passages` make up.

    Kinds that the format does not give are named by the words where they leave no doubt: bylines, datelines, page
    furniture; with `guess_head` the headline too.
    """
    passages = list(passages)
    starts = [passage.pieces[0].raw_start for passage in passages if passage.pieces]
    builder = TextBuilder(place.raw, in_order=starts == sorted(starts))
    kinds: list[BlockKind] = []
    comments: list[Comment] = []
    for passage in passages:
        # A comment in a block is about it; one in a block without words is about the next that has some.
        comments.extend(remark.about(len(kinds)) for remark in passage.remarks)
        if builder.add_block(passage.pieces):
            kinds.append(passage.kind)
    text, source_map, spans = builder.finish()
    blocks = [Block(span, kind) for span, kind in zip(spans, kinds, strict=True)]
    return Article(
        raw=place.raw,
        text=text,
        source_map=source_map,
        blocks=name_kinds(text, blocks, furniture, guess_head=guess_head, guess_byline=True),
        path=place.path,
        id=ident,
        meta=MappingProxyType(dict(meta or {})),
        encoding=place.encoding,
        first_line=place.first_line,
        first_column=place.first_column,
        byte_offset=place.byte_offset,
        comments=tuple(sorted(comments, key=lambda comment: comment.raw.start)),
    )
