"""What a block is, told from its words alone: headline, byline, dateline or page furniture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from attrib.model import Block, BlockKind
from attrib.readers.furniture import Furniture
from attrib.readers.lines import UNFINISHED_WORDS

# A reader who is not sure leaves a block as body: checks treat headlines apart and do not see furniture at all.
LONGEST_HEADLINE, MOST_HEADLINE_WORDS = 120, 20
# Bylines and datelines stand at the top; further down "By ..." is somebody else's work.
TOP_BLOCKS = 6
MOST_LISTED = 12

_NOT_CLOSED = re.compile(r"[.!?:;,…—–_-][\"'”’»)\]]*$")
_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_DATE = re.compile(
    rf"(?:(?:published|updated|posted|last updated)\s*(?:on|:|at)?\s*)?(?:{_DAY},?\s+)?"
    rf"(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s+\d{{4}}"
    r"|\d{4}-\d\d-\d\d)(?:,?\s+(?:at\s+)?\d{1,2}[:.]\d\d(?:\s*[ap]\.?m\.?)?(?:\s+[A-Z]{2,4})?)?\.?",
    re.IGNORECASE,
)
_NAME_WORD = r"(?:[^\W\d_a-z][^\W\d_]*(?:['’-][^\W\d_]+)*|[A-Z]\.(?:[A-Z]\.)*)"
_PARTICLE = r"(?:de|da|di|du|del|della|der|den|des|dos|el|al|la|le|ten|ter|van|von|bin|ibn|zu|y|af|av)"
_NAME = rf"{_NAME_WORD}(?:[ -](?:{_PARTICLE} )*{_NAME_WORD}){{1,4}}(?:,? (?:Jr|Sr|II|III)\.?)?"
_BODY_NAME = (
    rf"(?:[Tt]he )?(?:{_NAME_WORD} ){{0,3}}(?:Press|News|Times|Post|Agency|Service|Desk|Staff|Team|Board|Reporters?"
    r"|Correspondents?|Writers?|Editors?)"
)
_ROLE = r"(?:[^.!?\"“”]{1,60})"
_BYLINE = re.compile(
    rf"(?:By|BY) {_NAME}(?:(?:,| and|, and| &) {_NAME})*(?:(?:,| \||/| [-–—]| for| in) ?{_ROLE}| \({_ROLE}\))?"
)
_BODY_BYLINE = re.compile(rf"(?:By|BY) {_BODY_NAME}")
# "By Monday", "By The Numbers": not a person's name after all.
_NO_NAME_WORDS = (
    "monday tuesday wednesday thursday friday saturday sunday january february march july september october november "
    "december the a an this that these those next last then now all any every one two way law"
)
_NO_NAMES = frozenset(_NO_NAME_WORDS.split())
_BYLINE_SECOND = re.compile(
    r"(?:(?:[\w.’']+ ){0,3}(?:staff )?(?:writers?|reporters?|correspondents?|editors?|columnists?)"
    r"|special to (?:the )?[\w .’']{2,40}|the associated press|associated press(?: writers?)?|reuters"
    r"|(?:[\w’']+ ){1,3}news service)",
    re.IGNORECASE,
)


def name_kinds(
    text: str, blocks: Sequence[Block], furniture: Furniture, *, guess_head: bool, guess_byline: bool = False
) -> tuple[Block, ...]:
    """Return `blocks` with their kinds named where the words leave no doubt.

    `guess_head` also looks for a headline, bylines and datelines at the top, `guess_byline` for the latter two;
    without them only furniture is named.
    Blocks whose kind the format itself gives (headings, quotations) keep it, unless they are furniture.
    """
    out = [_furnished(text, block, furniture) for block in blocks]
    _name_listing(text, out, furniture)
    if guess_head or guess_byline:
        _name_bylines(text, out)
    if guess_head:
        _name_headline(text, out)
    return tuple(out)


def is_byline(words: str) -> bool:
    """Whether `words` are a byline and nothing else: "By Ann Lee", "By ANN LEE and TOM HART, Staff Writer"."""
    if len(words) > LONGEST_HEADLINE:
        return False
    if _BODY_BYLINE.fullmatch(words):
        return True
    return _BYLINE.fullmatch(words) is not None and words.split()[1].casefold() not in _NO_NAMES


def is_date(words: str) -> bool:
    """Whether `words` are a date of publication and nothing else."""
    return len(words) <= LONGEST_HEADLINE and _DATE.fullmatch(words) is not None


def looks_like_title(words: str) -> bool:
    """Whether `words` could be the title of an article: short, one line, no sentence's end."""
    if not 2 <= len(words.split()) <= MOST_HEADLINE_WORDS or len(words) > LONGEST_HEADLINE:
        return False
    if _NOT_CLOSED.search(words) or words.split()[-1].casefold() in UNFINISHED_WORDS:
        return False
    return not words[0].islower() and words[0] not in "(-–—*•@#/" and "://" not in words and _marks_pair(words)


def _marks_pair(words: str) -> bool:
    """Whether every double quotation mark of `words` has a partner."""
    return words.count("“") == words.count("”") and words.count('"') % 2 == 0


def _furnished(text: str, block: Block, furniture: Furniture) -> Block:
    if len(block.span) <= LONGEST_HEADLINE * 2 and furniture.holds(block.span.of(text)):
        return replace(block, kind=BlockKind.FURNITURE)
    return block


def _name_listing(text: str, blocks: list[Block], furniture: Furniture) -> None:
    """Name as furniture the titles of other articles that stand under "Related articles" at the very end."""
    at = len(blocks)
    while at > 0 and len(blocks) - at <= MOST_LISTED:
        at -= 1
        words = _short(text, blocks[at])
        if furniture.opens_listing(words):
            for index in range(at, len(blocks)):
                blocks[index] = replace(blocks[index], kind=BlockKind.FURNITURE)
            return
        if blocks[at].kind is not BlockKind.FURNITURE and not looks_like_title(words):
            return


def _short(text: str, block: Block) -> str:
    """Return the words of `block`, cut where it is too long to be any of the kinds named here."""
    return text[block.span.start : min(block.span.end, block.span.start + 2 * LONGEST_HEADLINE)]


def _top(blocks: list[Block]) -> list[int]:
    """Return the indices of those of the first blocks whose kind is not known."""
    return [index for index in range(min(len(blocks), TOP_BLOCKS)) if blocks[index].kind is BlockKind.BODY]


def _name_bylines(text: str, blocks: list[Block]) -> None:
    for index in _top(blocks):
        words = _short(text, blocks[index])
        after_byline = index > 0 and blocks[index - 1].kind is BlockKind.BYLINE
        if is_byline(words) or (after_byline and _BYLINE_SECOND.fullmatch(words)):
            blocks[index] = replace(blocks[index], kind=BlockKind.BYLINE)
        elif is_date(words):
            blocks[index] = replace(blocks[index], kind=BlockKind.DATELINE)


def _name_headline(text: str, blocks: list[Block]) -> None:
    first = next(iter(_top(blocks)), None)
    if first is not None and _is_headline(text, blocks, first):
        blocks[first] = replace(blocks[first], kind=BlockKind.HEADLINE)


def _is_headline(text: str, blocks: Sequence[Block], first: int) -> bool:
    """Whether the first block that is read is a title with an article under it."""
    words = blocks[first].span.of(text) if len(blocks[first].span) <= LONGEST_HEADLINE else ""
    if not words or not looks_like_title(" ".join(words.split())):
        return False
    below = [block for block in blocks[first + 1 : first + TOP_BLOCKS] if block.kind is BlockKind.BODY]
    return any(
        len(block.span) > len(words)
        and _NOT_CLOSED.search(text, max(block.span.start, block.span.end - 8), block.span.end)
        for block in below[:2]
    )
