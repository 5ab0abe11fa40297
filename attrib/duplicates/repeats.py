"""Quotations of the same words, whatever their marks, case and punctuation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from attrib.model import (
    Article,
    AttributionRelation,
    BlockKind,
    CharSpan,
    Quotation,
    QuotationUse,
    SpanIndex,
    Speaker,
    SpeakerKind,
)

# A pull quote, a headline or a caption repeats words of the body on purpose.
_COMPARED = frozenset({BlockKind.BODY, BlockKind.LIST})
_WORDS_OF_SOMEBODY = frozenset({QuotationUse.SPEECH, QuotationUse.FRAGMENT})
# Ways of settling a speaker that are likely, not certain: too little to say that somebody else spoke.
_TAKEN_FOR = frozenset({"pronoun", "role", "description"})
# The longest quotation that is taken for a heading where it has a line to itself.
_HEADING_WORDS = 7
# Words of a headline have capitals from this length on; so many of them, this share at least.
_LONG_WORD, _TITLE_WORDS, _TITLE_SHARE = 4, 3, 0.8
_FULL_TEXT = ("full", "text")
# Blocks that start with a time of day from which an article is a running log.
LOG_ENTRIES = 3
_CLOCK = re.compile(r"\s*\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?)?(?=\W|$)", re.IGNORECASE)
# What may follow a pull quote on its line: a dash and a name.
_CREDIT = re.compile(r"\s*[—–-]{1,2}\s*@?[^\W\d_a-z][^.!?]{0,60}\.?\s*")
# Embedded posts that stand in the copy as their markup.
_POST = re.compile(r"\s*<(?:tweet|blockquote)\b", re.IGNORECASE)
_WORDS = re.compile(r"[^\W_]+")
_APOSTROPHES = str.maketrans("", "", "'’‘`´")


@dataclass(frozen=True, slots=True)
class Said:
    """Quoted words: their folded form, where they stand, and the speakers of the relations that hold them.

    Of those the innermost is first.
    """

    words: tuple[str, ...]
    span: CharSpan
    speakers: tuple[Speaker, ...]
    relays: tuple[str, ...] = ()


def fold(text: str) -> tuple[str, ...]:
    """Return the words of `text` without case, marks, punctuation and apostrophes."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_APOSTROPHES)
    return tuple(_WORDS.findall(plain))


def body_start(article: Article) -> int:
    """Return the index of the first block of the story proper: the one below a line that says "full text".

    Libraries' copies of articles put an abstract above that line, in the words of the story.
    """
    for number, block in enumerate(article.blocks):
        if fold(block.span.of(article.text)) == _FULL_TEXT:
            return number + 1
    return 0


def is_running_log(article: Article) -> bool:
    """Whether the article is a page of entries by the clock, which say again what stands further down."""
    clocks = (_CLOCK.match(article.text, block.span.start) for block in article.blocks)
    return sum(clock is not None for clock in clocks) >= LOG_ENTRIES


def find_repeats(
    article: Article, quotations: Sequence[Quotation], relations: Sequence[AttributionRelation], *, min_words: int
) -> list[list[Said]]:
    """Return the groups of two or more places with the same quoted words, both in the order of the text.

    A quotation that a cue interrupts is compared in its parts and as a whole; a part of a whole that is repeated is
    not reported a second time.  A running log has none.
    """
    if is_running_log(article):
        return []
    groups: dict[tuple[str, ...], list[Said]] = {}
    for said in find_said(article, quotations, relations):
        if len(said.words) >= min_words:
            groups.setdefault(said.words, []).append(said)
    repeated = [group for group in groups.values() if len(group) > 1]
    wholes = SpanIndex((said.span, said.words) for group in repeated for said in group)
    out = [group for group in repeated if not all(_is_part(said, wholes) for said in group)]
    return sorted(out, key=lambda group: group[0].span)


def _is_part(said: Said, repeated: SpanIndex[tuple[str, ...]]) -> bool:
    """Whether `said` lies within other, longer words that are repeated too."""
    return any(len(words) > len(said.words) for words in repeated.over(said.span))


def same_speaker(one: Said, other: Said) -> bool | None:
    """Whether two places have the same speaker; `None` where that is not known.

    A speaker without a name, one of several it could be, one taken for a pronoun or a role, or one of another kind (a
    minister and the ministry) is never another speaker.  Neither is one who relayed the other's words.
    """
    known_one = [speaker for speaker in one.speakers if speaker.name]
    known_other = [speaker for speaker in other.speakers if speaker.name]
    if not known_one or not known_other:
        return None
    for speaker in known_one:
        for another in known_other:
            if _is_one(speaker, another):
                return True
    if _relays(one, known_other) or _relays(other, known_one):
        return None
    first, second = known_one[0], known_other[0]
    if first.kind is not second.kind or first.kind not in {SpeakerKind.PERSON, SpeakerKind.ORGANISATION}:
        return None
    return None if {first.resolved_by, second.resolved_by} & _TAKEN_FOR else False


def _is_one(speaker: Speaker, another: Speaker) -> bool:
    """Whether the names may be those of one speaker: all words of the shorter are in the longer, or in its aliases."""
    names = [_name_words(name) for name in (speaker.name or "", *speaker.aliases)]
    others = [_name_words(name) for name in (another.name or "", *another.aliases)]
    return any(name <= other or other <= name for name in names for other in others if name and other)


def _name_words(name: str) -> frozenset[str]:
    return frozenset(fold(name)) - {"the", "a", "an"}


def _relays(said: Said, speakers: Sequence[Speaker]) -> bool:
    """Whether one of `speakers` relayed what was said."""
    relays = [_name_words(name) for name in said.relays]
    return any(relay and relay & _name_words(speaker.name or "") for relay in relays for speaker in speakers)


def find_said(
    article: Article, quotations: Sequence[Quotation], relations: Sequence[AttributionRelation]
) -> list[Said]:
    """Return the quoted words of somebody in running text, in its order.

    Left out are quotations within others, and those that are set out on purpose, as pull quotes and headings are.  A
    quotation that a cue interrupts comes in its parts and as a whole.
    """
    contents = SpanIndex((span, relation) for relation in relations for span in relation.content)
    first = body_start(article)
    opened = {quotation.block for quotation in quotations}
    compared = [
        quotation
        for quotation in quotations
        if quotation.block >= first
        and article.blocks[quotation.block].kind in _COMPARED
        and quotation.use in _WORDS_OF_SOMEBODY
        and not quotation.nested
        and not _is_set_out(article, quotation, contents, opened)
    ]
    inners = SpanIndex((quotation.inner, quotation) for quotation in compared)
    out = [_said(article, [quotation], contents) for quotation in compared]
    for relation in relations:
        found = {part.span: part for span in relation.content for part in inners.over(span)}
        if len(found) > 1:
            out.append(_said(article, [found[span] for span in sorted(found)], contents))
    unique = {(said.words, said.span): said for said in out}
    return sorted(unique.values(), key=lambda said: said.span)


def _is_set_out(
    article: Article, quotation: Quotation, contents: SpanIndex[AttributionRelation], opened: set[int]
) -> bool:
    """Whether the quotation stands apart from the story on purpose: a headline, a pull quote in plain text, a heading.

    A headline has nearly all its longer words capitalised, wherever it stands.  A pull quote has the name on a line
    below, after a dash or within its marks; a heading is a few words on a line of their own.  An embedded post is set
    out too.
    """
    if is_title_case(quotation.inner.of(article.text)):
        return True
    whole = article.blocks[quotation.block].span
    if _POST.match(article.text, whole.start):
        return True
    if quotation.span.start == whole.start and _CREDIT.fullmatch(article.text, quotation.span.end, whole.end):
        return True
    if quotation.span != article.blocks[quotation.block].span:
        return False
    if quotation.continued and quotation.block + 1 not in opened:
        return True
    over = contents.over(quotation.inner)
    if any(relation.rule == "by-line" for relation in over):
        return True
    words = len(quotation.inner.of(article.text).split())
    block = article.blocks[quotation.block].span
    return words <= _HEADING_WORDS and not any(block.covers(cue) for relation in over for cue in relation.cue)


def is_title_case(text: str) -> bool:
    """Whether the words of any length are capitalised, as in a headline of some houses."""
    long = [word for word in text.split() if len(word) >= _LONG_WORD and word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in long)
    return len(long) >= _TITLE_WORDS and capitals >= _TITLE_SHARE * len(long)


def _said(article: Article, parts: Sequence[Quotation], contents: SpanIndex[AttributionRelation]) -> Said:
    words = tuple(word for part in parts for word in fold(part.inner.of(article.text)))
    over = {relation.id: relation for relation in contents.over(parts[0].inner)}.values()
    innermost_first = sorted(over, key=lambda relation: sum(len(part) for part in relation.content))
    speakers = tuple(relation.speaker for relation in innermost_first if relation.speaker is not None)
    relays = tuple(source.name for relation in innermost_first for source in relation.reporting_sources)
    return Said(words, CharSpan(parts[0].span.start, parts[-1].span.end), speakers, relays)
