"""The words that mark page furniture and bylines: what stands on the page and is not the story."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

# A furniture line is short; a longer block is somebody's paragraph, whatever it starts with.
LONGEST_FURNITURE = 200

# Whole lines beside `LISTING_LINES`, in lower case and without the arrows, colons and stops around them.
LINES = (
    "advertisement",
    "advertisements",
    "article continues below",
    "article continues below advertisement",
    "back to top",
    "continue reading",
    "continue reading below",
    "continue reading the main story",
    "cookie settings",
    "editor's picks",
    "editors' picks",
    "ends",
    "follow us",
    "follow us on facebook",
    "follow us on twitter",
    "join the conversation",
    "leave a comment",
    "more from us",
    "newsletter",
    "not for publication",
    "photo gallery",
    "print this article",
    "privacy policy",
    "promoted content",
    "promoted stories",
    "read full story",
    "read it all here",
    "read more",
    "read more here",
    "read the full article",
    "read the full article here",
    "read the full story",
    "read the full story here",
    "read the rest here",
    "read the rest of the article here",
    "read the rest of the story here",
    "related topics",
    "related video",
    "related videos",
    "scroll to continue",
    "share",
    "share on facebook",
    "share on twitter",
    "share this",
    "share this article",
    "share this page",
    "share this post",
    "share this story",
    "sign up for our newsletter",
    "sign up now",
    "skip advertisement",
    "skip to content",
    "skip to main content",
    "sponsored",
    "sponsored content",
    "story continues below",
    "story continues below advertisement",
    "subscribe",
    "subscribe now",
    "terms of use",
    "up next",
    "view comments",
)

# Whole blocks, case aside.  Each is so worded that a sentence of an article does not match it.
PATTERNS = (
    r"[-_*=~#—–][-_*=~#—–\s]+",  # a rule drawn with characters
    r"-\s?30\s?-",  # the wire's end mark
    r"(read|see|view) (more|also|next)\s?: .{1,160}",
    r"(click|tap) here( (to|for) [^.!?\"“”]{1,100})?",
    r"(©|\(c\) ?(19|20)\d\d|copyright (©|\(c\)|(19|20)\d\d)).{0,180}",
    r"[^\"“”]{0,160}\ball rights reserved",
    r"follow [^.!?\"“”]{1,60} on (twitter|facebook|instagram|x|linkedin|tiktok|bluesky|mastodon|youtube)( ?:? ?@\w+)?",
    r"(sign up (for|to)|subscribe to) (our|the) [^.!?\"“”]{0,60}(newsletters?|alerts?|briefing|emails?|podcasts?)",
    r"share (this|on|via) (article|story|page|post|facebook|twitter|x|email|linkedin|whatsapp)",
    r"\d+ comments?",
)

# After one of these, at the end of an article, come the titles of other articles.
LISTING_LINES = (
    "latest news",
    "more news",
    "more on this story",
    "most popular",
    "most read",
    "most viewed",
    "read also",
    "read next",
    "recommended",
    "recommended for you",
    "recommended stories",
    "related",
    "related articles",
    "related content",
    "related links",
    "related news",
    "related posts",
    "related reading",
    "related stories",
    "related story",
    "top stories",
    "trending",
    "trending now",
    "you may also like",
    "you might also like",
)

_EDGES = " \t\u00a0.:…>»›→▶►|•·-–—[]()"


@dataclass(frozen=True)
class Furniture:
    """What a reader takes for page furniture; a house with other habits gives its own."""

    lines: tuple[str, ...] = LINES
    patterns: tuple[str, ...] = PATTERNS
    listing_lines: tuple[str, ...] = LISTING_LINES

    @cached_property
    def _lines(self) -> frozenset[str]:
        return frozenset((*self.lines, *self.listing_lines))

    @cached_property
    def _listing_lines(self) -> frozenset[str]:
        return frozenset(self.listing_lines)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{pattern})" for pattern in self.patterns), re.IGNORECASE)

    def holds(self, block: str) -> bool:
        """Whether the whole of `block` is furniture."""
        if len(block) > LONGEST_FURNITURE:
            return False
        if _bare(block) in self._lines:
            return True
        return bool(self.patterns) and self._pattern.fullmatch(block.rstrip(" .»›>→")) is not None

    def opens_listing(self, block: str) -> bool:
        """Whether `block` is the heading of a list of other articles."""
        return len(block) <= LONGEST_FURNITURE and _bare(block) in self._listing_lines


DEFAULT_FURNITURE = Furniture()


def _bare(block: str) -> str:
    """Return `block` in lower case, curly apostrophes made straight, without the marks around it."""
    return " ".join(block.strip(_EDGES).replace("’", "'").casefold().split())
