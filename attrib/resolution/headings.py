"""Names in headings: where every word has a capital, only names known from the text are read."""

from __future__ import annotations

from collections.abc import Sequence

from attrib.model import CharSpan
from attrib.resolution.names import NameTable
from attrib.resolution.surroundings import Mention
from attrib.resolution.words import Passage, Word

LONGEST_NAME = 4  # words


def heading_mentions(passages: Sequence[Passage], table: NameTable) -> list[Mention]:
    """Return the mentions, in headings, of people and bodies that `table` knows by those words."""
    out: list[Mention] = []
    for passage in passages:
        if passage.heading:
            out.extend(_in_heading(passage, table))
    return out


def _in_heading(passage: Passage, table: NameTable) -> list[Mention]:
    out: list[Mention] = []
    at = 0
    while at < len(passage.words):
        found = _longest(passage.words, at, passage.block, table)
        if found is None:
            at += 1
            continue
        out.append(found)
        at += len(found.words)
    return out


def _longest(words: Sequence[Word], at: int, block: int, table: NameTable) -> Mention | None:
    for length in range(min(LONGEST_NAME, len(words) - at), 0, -1):
        run = words[at : at + length]
        if not run[0].text[0].isupper() or any(word.possessive for word in run[:-1]):
            continue
        key = tuple(word.lower.replace(".", "") for word in run)
        if table.adopt(run[0].start, key) is None:
            continue
        names = tuple(word.text for word in run)
        return Mention(CharSpan(run[0].start, run[-1].end), names, (), block, possessive=run[-1].possessive)
    return None
