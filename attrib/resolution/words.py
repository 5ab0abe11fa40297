"""The words of an article as written, with their offsets; those of quotations masked in the parse too."""

from __future__ import annotations

import re
from dataclasses import dataclass

from attrib.model import Article, BlockKind

WORD = re.compile(r"[^\W_]+(?:[.'’&\-‑][^\W_]+)*|[^\w\s]")
POSSESSIVE = ("'s", "’s")
UNREAD = frozenset({BlockKind.FURNITURE, BlockKind.CODE})
# A heading written with capitals all through tells nothing about names.
HEADING_SHARE = 0.65
STOPPED_HEADING_SHARE = 0.97
HEADING_WORDS = 4
SMALL = frozenset(
    {"and", "the", "for", "but", "nor", "with", "from", "into", "over", "van", "von", "der", "del", "who"}
)


@dataclass(slots=True)
class Word:
    """A word or mark; `lower` is folded and has no possessive ending."""

    text: str
    lower: str
    start: int
    end: int
    possessive: bool = False


@dataclass(slots=True)
class Passage:
    """The words of one block; `heading` where most of them are capitalised."""

    block: int
    words: list[Word]
    heading: bool


def read_passages(article: Article) -> list[Passage]:
    """Return the words of every block that is read, block by block."""
    out = []
    for index, block in enumerate(article.blocks):
        if block.kind in UNREAD:
            continue
        words = [
            _word(match.group(), match.start())
            for match in WORD.finditer(article.text, block.span.start, block.span.end)
        ]
        if words:
            out.append(Passage(index, words, _is_heading(words)))
    return out


def _word(text: str, start: int) -> Word:
    if text.endswith(POSSESSIVE):
        bare = text[:-2]
        return Word(bare, bare.lower(), start, start + len(bare), True)
    return Word(text, text.lower(), start, start + len(text))


def _is_heading(words: list[Word]) -> bool:
    told = [word for word in words if len(word.text) > 2 and word.text[0].isalpha() and word.lower not in SMALL]
    if len(told) < HEADING_WORDS:
        return False
    share = sum(word.text[0].isupper() for word in told) / len(told)
    # A sentence may name three people in ten words; a heading seldom ends in a full stop.
    stops = words[-1].text in {".", "”", '"', "?", "!"}
    return share > (STOPPED_HEADING_SHARE if stops else HEADING_SHARE)


def is_capital(text: str) -> bool:
    """Whether a word is written as a name is; `al-Assad` counts, `I` does not."""
    if text[0].isupper():
        return text not in {"I", "I'm", "I’m", "I've", "I’ve", "I'll", "I’ll", "I'd", "I’d"}
    head, _, tail = text.partition("-")
    return bool(tail) and head in {"al", "el", "ul", "as", "ash", "an", "ar", "bin", "d", "l"} and tail[0].isupper()
