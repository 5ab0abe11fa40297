"""Comments in markup that speak to attrib: told from all others, and kept with their place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from attrib.model import CharSpan, Comment

OPENS, CLOSES = "<!--", "-->"
# A comment speaks to attrib where its first word is the name, or a slip of it before what else could be meant;
# whether it says something sensible is not asked here.
_TO_ATTRIB = re.compile(r"\s*(?:attrib\b|at+r+i?b+s?[\s:-]+(?:ignore|disable)\b)", re.IGNORECASE)
LITERAL = re.compile(r"<!--\s*attrib\b", re.IGNORECASE)
# What is kept of a comment that never closes: the rest of the article is in it.
LONGEST_UNCLOSED = 80


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment to attrib, before it is known which block it is about."""

    words: str
    raw: CharSpan
    closed: bool = True

    def about(self, block: int) -> Comment:
        """Return the comment, which is about the block of this number."""
        return Comment(self.words, self.raw, block, self.closed)


def read_remark(markup: str, raw_start: int, raw_end: int) -> Remark | None:
    """Return the remark that the comment `markup`, marks and all, makes to attrib, or `None` where it makes none."""
    closed = markup.endswith(CLOSES)
    inner = markup[len(OPENS) : -len(CLOSES)] if closed else markup[len(OPENS) :][:LONGEST_UNCLOSED]
    if not _TO_ATTRIB.match(inner):
        return None
    words = " ".join(inner.rstrip("-").split())  # some close a comment with a longer arrow
    return Remark(words, CharSpan(raw_start, raw_end), closed)
