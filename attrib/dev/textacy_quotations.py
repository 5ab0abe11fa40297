"""What textacy's `direct_quotations` reads in an article, in the form that gold has.

textacy raises an error where the number of marks is odd, so it is run paragraph by paragraph: the most it can give.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from attrib.dev.corpus import Annotation
from attrib.dev.scoring import Spans
from attrib.model import Article

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Token

RULE = "direct_quotations"


@dataclass(frozen=True)
class TextacyReading:
    """The quotations textacy finds in an article; `refused` paragraphs have an odd number of marks."""

    relations: tuple[Annotation, ...]
    paragraphs: int
    refused: int


def read_with_textacy(nlp: Language, article: Article) -> TextacyReading:
    """Return what textacy finds in the paragraphs of `article`, parsed by `nlp` one by one."""
    from textacy.extract.triples import direct_quotations

    found, refused = [], 0
    for block in article.blocks:
        doc = nlp(block.span.of(article.text))
        start = block.span.start
        try:
            for one in direct_quotations(doc):
                content = ((start + one.content.start_char, start + one.content.end_char),)
                found.append(Annotation(content, spans_of(one.cue, start), spans_of(one.speaker, start), RULE))
        except ValueError:
            refused += 1
    return TextacyReading(tuple(found), len(article.blocks), refused)


def spans_of(tokens: Iterable[Token], start: int) -> Spans:
    """Return the characters of `tokens`, one span for each unbroken run; `start` is where their Doc begins."""
    ordered = sorted(tokens, key=lambda token: token.i)
    if not ordered:
        return ()
    runs = [[ordered[0], ordered[0]]]
    for before, token in pairwise(ordered):
        if token.i == before.i + 1:
            runs[-1][1] = token
        else:
            runs.append([token, token])
    return tuple((start + first.idx, start + last.idx + len(last)) for first, last in runs)
