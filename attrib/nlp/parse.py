"""A parsed article: a spaCy Doc whose tokens know where they stand in the article."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from attrib.model import CharSpan

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Mask:
    """A stretch of the article that the parser reads as other words.

    A long quotation is parsed better, and faster, when a short clause stands in its place (CoreNLP's quote sieves
    take it out likewise).  `words` are those stand-ins; each becomes one token that maps to the whole `span`.
    """

    span: CharSpan
    words: tuple[str, ...]


@dataclass(frozen=True)
class Parse:
    """A Doc and, for each of its tokens, the characters of the article it stands for.

    `starts[i]` and `ends[i]` are offsets in `article.text`; all stand-in tokens of one mask share its span, and
    `masked[i]` is true for them.  `blocks[i]` is the index of the article's block that token `i` lies in.
    """

    doc: Doc
    starts: Sequence[int]
    ends: Sequence[int]
    masked: Sequence[bool]
    blocks: Sequence[int]

    def span_of(self, first: int, last: int) -> CharSpan:
        """Return the characters from token `first` to token `last`, both included."""
        return CharSpan(self.starts[first], max(self.ends[first], self.ends[last]))

    def spans_of(self, indices: Iterable[int]) -> tuple[CharSpan, ...]:
        """Return the characters of the tokens at `indices`, one span for each unbroken run of them."""
        out: list[CharSpan] = []
        previous = -2
        for index in sorted(set(indices)):
            if index == previous + 1 and out and self.blocks[index] == self.blocks[previous]:
                out[-1] = CharSpan(out[-1].start, max(out[-1].end, self.ends[index]))
            else:
                out.append(CharSpan(self.starts[index], self.ends[index]))
            previous = index
        return tuple(out)

    def tokens_in(self, span: CharSpan) -> range:
        """Return the indices of the tokens that share a character with `span`."""
        first = bisect_right(self.ends, span.start)
        return range(first, max(first, bisect_left(self.starts, span.end)))

    def token_at(self, offset: int) -> Token | None:
        """Return the token that covers the character at `offset`, if one does."""
        for index in self.tokens_in(CharSpan(offset, offset + 1)):
            token: Token = self.doc[index]
            return token
        return None

    @cached_property
    def sentence_starts(self) -> list[int]:
        """The first token of each sentence, in order."""
        return [index for index, flag in enumerate(self.doc.to_array("SENT_START").tolist()) if flag == 1]

    def sentence_of(self, index: int) -> range:
        """Return the tokens of the sentence that holds token `index`; all of them where no sentence is known."""
        number = bisect_right(self.sentence_starts, index)
        first = self.sentence_starts[number - 1] if number else 0
        last = self.sentence_starts[number] if number < len(self.sentence_starts) else len(self.doc)
        return range(first, last)

    @cached_property
    def lowered(self) -> list[str]:
        """Each token in lower case; made at once, for a token by itself costs more than its word."""
        strings = self.doc.vocab.strings
        keys = self.doc.to_array("LOWER").tolist()
        words = {key: strings[key] for key in set(keys)}
        return [words[key] for key in keys]

    @cached_property
    def block_tokens(self) -> dict[int, range]:
        """The tokens of each block that has any."""
        out: dict[int, range] = {}
        for index, block in enumerate(self.blocks):
            out[block] = range(out[block].start if block in out else index, index + 1)
        return out
