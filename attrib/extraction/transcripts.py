"""Finds the turns of a transcript or an interview: paragraphs that open with who speaks and a colon.

No quotation marks stand around such words; the labels do their work (`RUIZ: …`, `Q: …`, `Ana Ruiz: …`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from attrib.model import Article, BlockKind, CharSpan

_LABEL = re.compile(
    r"(?P<label>[QA]\b|(?:[A-Z][A-Z.’'-]+ ?){1,4}(?<! )|[A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|de|van|von|al|bin)){0,3})"
    r"(?:\s?[(\[][^)\]\n]{1,40}[)\]])?(?P<colon>\s?:|\.(?=\s)(?<=[QA]\.))\s*(?=\S)"
)
# A line of nothing but brackets: applause, crosstalk, the start of a clip.
_DIRECTION = re.compile(r"[(\[][^)\]]*[)\]]\W*\Z")
_WORD = re.compile(r"\w+")
_MARKS = "“\"'‘«„"
# A transcript has at least so many labelled turns, of so many labels, of so many words at the median.
LEAST_TURNS = 4
LEAST_LABELS = 2
LEAST_WORDS = 4
_SPOKEN = frozenset({BlockKind.BODY, BlockKind.LIST, BlockKind.BLOCKQUOTE})


@dataclass(frozen=True, slots=True)
class Turn:
    """What one person says until the next one's turn: the label that names him, its colon, and the words."""

    label: CharSpan
    colon: CharSpan
    content: tuple[CharSpan, ...]


def find_turns(article: Article) -> tuple[Turn, ...]:
    """Return the turns of `article` in order; none unless it clearly is a transcript or an interview.

    A turn runs on through paragraphs without a label, up to the next label; after the last one nothing tells where
    it ends, so it is that paragraph alone.
    """
    opened = [(index, match) for index in range(1, len(article.blocks)) if (match := _opening(article, index))]
    names = Counter(match["label"] for _, match in opened)
    kept = [(index, match) for index, match in opened if names[match["label"]] > 1 or _is_upper(match["label"])]
    if not _is_transcript(article, kept):
        return ()
    starts = [index for index, _ in kept] + [kept[-1][0] + 1]
    turns = []
    for (index, match), following in zip(kept, starts[1:], strict=True):
        content = [CharSpan(match.end(), article.blocks[index].span.end), *_rest(article, index + 1, following)]
        turns.append(Turn(CharSpan(*match.span("label")), _colon(match), tuple(content)))
    return tuple(turns)


def _opening(article: Article, index: int) -> re.Match[str] | None:
    """Return the label that a paragraph opens with, unless a quotation in marks follows it."""
    block = article.blocks[index]
    if block.kind not in _SPOKEN:
        return None
    # A transcript quoted whole opens each of its paragraphs with a mark.
    start = block.span.start + (article.text[block.span.start] in _MARKS)
    match = _LABEL.match(article.text, start, block.span.end)
    if match is None or article.text[match.end()] in _MARKS:
        return None
    return match


def _is_upper(label: str) -> bool:
    return label.isupper()


def _colon(match: re.Match[str]) -> CharSpan:
    return CharSpan(match.end("colon") - 1, match.end("colon"))


def _is_transcript(article: Article, opened: Sequence[tuple[int, re.Match[str]]]) -> bool:
    if len(opened) < LEAST_TURNS or len({match["label"] for _, match in opened}) < LEAST_LABELS:
        return False
    lengths = sorted(
        len(_WORD.findall(article.text, match.end(), article.blocks[index].span.end)) for index, match in opened
    )
    return lengths[len(lengths) // 2] >= LEAST_WORDS


def _rest(article: Article, start: int, stop: int) -> list[CharSpan]:
    """Return the paragraphs that carry a turn on: no stage directions, nothing from a subheading on."""
    out = []
    for block in article.blocks[start:stop]:
        if block.kind is BlockKind.SUBHEADING:
            break
        if block.kind in _SPOKEN and not _DIRECTION.match(article.text, block.span.start, block.span.end):
            out.append(block.span)
    return out
