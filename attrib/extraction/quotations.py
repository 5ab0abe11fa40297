"""Finds the quotations of an article: pairs of marks, halves of pairs, and what they are used for.

Marks are paired block by block, so that a fault in one paragraph never reaches the next.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace

from attrib.extraction.marks import SINGLE_STYLES, Mark, Side, find_marks
from attrib.extraction.pairing import Pair, pair_doubles, pair_singles
from attrib.extraction.uses import QuotationWords, find_use
from attrib.model import Article, BlockKind, CharSpan, Quotation

_UNREAD = frozenset({BlockKind.FURNITURE, BlockKind.CODE})
# Kinds of block a quotation may run on through.
_RUNNING = frozenset({BlockKind.BODY, BlockKind.BLOCKQUOTE, BlockKind.LIST})


def find_quotations(article: Article, groups: Mapping[str, Collection[str]]) -> tuple[Quotation, ...]:
    """Return the quotations of `article`, outer ones before those nested in them.

    `groups` are those of `rules/lexicons/quotation_uses.yaml`.  Time and memory grow in proportion to the text.
    """
    words = QuotationWords(groups)
    found = [
        [] if block.kind in _UNREAD else _find_in_block(article.text, block.span, index, words)
        for index, block in enumerate(article.blocks)
    ]
    _join_paragraphs(article, found, words)
    out: list[Quotation] = []
    for block, quotations in zip(article.blocks, found, strict=True):
        out.extend(_with_uses(article.text, block.span, _flag_nested(quotations), words))
    return tuple(out)


def _find_in_block(text: str, block: CharSpan, index: int, words: QuotationWords) -> list[Quotation]:
    """Return the quotations of one block in order; unclosed ones still run to its end or the next one."""
    marks = find_marks(text, block)
    if not marks:
        return []
    doubles = [mark for mark in marks if mark.style not in SINGLE_STYLES]
    pairs = _with_slipped_openers(text, block, pair_doubles(text, block.start, doubles), words)
    quotations = _from_pairs(text, block, index, pairs, words)
    singles = [mark for mark in marks if mark.style in SINGLE_STYLES]
    if singles:
        single_pairs: list[Pair] = []
        for level in _levels(singles, quotations):
            single_pairs.extend(pair_singles(text, block.end, level))
        quotations = _with_singles(text, block, index, quotations, single_pairs, words)
    return sorted(quotations, key=_order)


def _order(quotation: Quotation) -> tuple[int, int]:
    """Sort outer quotations before those nested in them."""
    return (quotation.span.start, -quotation.span.end)


def _with_slipped_openers(text: str, block: CharSpan, pairs: list[Pair], words: QuotationWords) -> list[Pair]:
    """Pair two closing marks in a row where the first follows a reporting verb (`she says,” We will go.”`)."""
    out: list[Pair] = []
    for pair in pairs:
        last = out[-1] if out else None
        if pair.opener is None and last is not None and last.opener is None and last.closer is not None:
            before = text[max(block.start, last.start - 40) : last.start].rstrip(" ,:").split()
            if before and before[-1].lower() in words.reporting_verbs:
                out[-1] = Pair(last.closer, pair.closer)
                continue
        out.append(pair)
    return out


def _from_pairs(text: str, block: CharSpan, index: int, pairs: list[Pair], words: QuotationWords) -> list[Quotation]:
    out: list[Quotation] = []
    end = block.start  # of the last quotation
    standing: list[int] = []  # where the whole pairs around this one close
    for number, pair in enumerate(pairs):
        while standing and standing[-1] <= pair.start:
            standing.pop()
        if pair.opener is None and standing:
            continue  # within whole pairs: a slip, and too little to place it by
        limit = pairs[number + 1].start if number + 1 < len(pairs) else block.end
        quotation = _quotation(text, block, index, pair, (end, min([limit, *standing[-1:]])), words)
        if pair.opener and pair.closer:
            standing.append(pair.closer.start)
        if quotation is not None:
            out.append(quotation)
            end = max(end, quotation.span.end)
    return out


def _quotation(
    text: str, block: CharSpan, index: int, pair: Pair, bounds: tuple[int, int], words: QuotationWords
) -> Quotation | None:
    """Return the quotation of one pair, or `None` where nothing stands between its marks.

    `bounds` are where the last quotation before it ended and the next one starts: half a pair keeps between them.
    """
    previous_end, limit = bounds
    opener, closer = pair.opener, pair.closer
    if opener and closer:
        span, inner = CharSpan(opener.start, closer.end), CharSpan(opener.end, closer.start)
    elif opener:
        end = _trim_end(text, opener.end, limit)
        span, inner = CharSpan(opener.start, end), CharSpan(opener.end, end)
    elif closer:
        start = _lost_start(text, block, previous_end, closer.start, words)
        span, inner = CharSpan(start, closer.end), CharSpan(start, closer.start)
    else:
        return None
    if not any(character.isalnum() for character in inner.of(text)[:200]):
        return None
    mark = opener or closer
    assert mark is not None
    return Quotation(span, inner, mark.style, index, opened=opener is not None, closed=closer is not None)


def _trim_end(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


_LEAD = re.compile(r"(?::|\b(\w+),)\s+(?=[A-Z])")
_SENTENCE_END = re.compile(r"[.!?…][”’\"')\]]*\s+(?=[A-Z0-9\[(])")


def _lost_start(text: str, block: CharSpan, previous_end: int, closer: int, words: QuotationWords) -> int:
    """Return where words probably began whose opening mark is missing.

    At the block's start; after a quotation, with the next sentence; after a colon, or a reporting verb and a comma,
    that leads in.  Where nothing but a reporting clause stands since the last quotation, that one and the clause are
    part of the words (`“It is safe,” Ruiz said."`, the end of a long quotation in other marks).
    """
    between = re.findall(r"[\w’'-]+", text[previous_end:closer][:80])
    if previous_end > block.start and len(between) <= 5 and words.reporting_verbs.intersection(map(str.lower, between)):
        return block.start
    start = previous_end
    if previous_end > block.start:
        following = _SENTENCE_END.search(text, max(block.start, previous_end - 2), closer)
        start = following.end() if following else previous_end
    for lead in _LEAD.finditer(text, start, closer):
        if lead[0].startswith(":") or lead[1].lower() in words.reporting_verbs:
            start = lead.end()
    while start < closer and (text[start].isspace() or text[start] in ",;"):
        start += 1
    return start


def _levels(singles: list[Mark], quotations: list[Quotation]) -> list[list[Mark]]:
    """Group single marks by the innermost double quotation they stand in; those outside all come last."""
    levels: dict[int, list[Mark]] = {}
    standing: list[int] = []
    number = 0
    for mark in singles:
        while number < len(quotations) and quotations[number].span.start <= mark.start:
            standing.append(number)
            number += 1
        while standing and quotations[standing[-1]].span.end <= mark.start:
            standing.pop()
        levels.setdefault(standing[-1] if standing else len(quotations), []).append(mark)
    return [levels[level] for level in sorted(levels)]


def _with_singles(
    text: str,
    block: CharSpan,
    index: int,
    quotations: list[Quotation],
    pairs: list[Pair],
    words: QuotationWords,
) -> list[Quotation]:
    """Add the quotations in single marks, and lone single marks where there are no double ones to explain them."""
    out = list(quotations)
    end = block.start
    for number, pair in enumerate(sorted(pairs, key=lambda pair: pair.start)):
        whole = pair.opener is not None and pair.closer is not None
        if not whole and (quotations or not _is_edge(text, block, pair, number)):
            continue
        quotation = _quotation(text, block, index, pair, (end, block.end), words)
        if quotation is not None:
            out.append(quotation)
            end = max(end, quotation.span.end)
    return out


def _is_edge(text: str, block: CharSpan, pair: Pair, number: int) -> bool:
    """Whether a lone single mark is surely a mark: it opens the block, or closes the block's first words."""
    if pair.opener is not None:
        return pair.opener.start == block.start and pair.opener.side is Side.OPEN
    return number == 0


def _flag_nested(quotations: list[Quotation]) -> list[Quotation]:
    out: list[Quotation] = []
    end = -1
    for quotation in sorted(quotations, key=_order):
        nested = quotation.span.end <= end
        if quotation.span.start < end and not nested:
            continue  # single marks across the end that an unclosed quotation was given
        out.append(replace(quotation, nested=True) if nested else quotation)
        if not nested:
            end = quotation.span.end
    return out


# --- unclosed quotations -----------------------------------------------------------------------------------------


def _join_paragraphs(article: Article, found: list[list[Quotation]], words: QuotationWords) -> None:
    """Settle how each unclosed quotation ends: run on into the next block, at a reporting clause, or at a sentence."""
    clause = _reporting_clause(words)
    for quotations in found:
        edges = _last_ones(quotations)
        for number, quotation in enumerate(quotations):
            if quotation.closed or not quotation.opened:
                continue
            quotations[number] = _settle(article, found, quotation, clause, last=number in edges)
    for index, quotations in enumerate(found):
        kept = [
            quotation
            for quotation in quotations
            if not _is_lone_single(quotation) and not _is_byline(article, found, quotation)
        ]
        if len(kept) < len(quotations):
            found[index] = kept


def _last_ones(quotations: list[Quotation]) -> set[int]:
    """Return the indices of quotations that nothing but quotations in other marks follows."""
    out: set[int] = set()
    styles: set[str] = set()
    for number in range(len(quotations) - 1, -1, -1):
        quotation = quotations[number]
        if quotation.style not in styles and (not styles or quotation.opened):
            out.add(number)
        styles.add(quotation.style)
    return out


def _is_byline(article: Article, found: list[list[Quotation]], quotation: Quotation) -> bool:
    """Whether the lone closing mark ends the line that names the speaker of the quotation above (a pull quote)."""
    block = article.blocks[quotation.block].span
    if quotation.opened or quotation.span != block or quotation.block == 0:
        return False
    words = quotation.inner.of(article.text).split()
    above = found[quotation.block - 1]
    return len(words) <= 12 and bool(above) and above[-1].continued and words[0][0].isupper()


def _is_lone_single(quotation: Quotation) -> bool:
    return quotation.style in SINGLE_STYLES and quotation.opened and not (quotation.closed or quotation.continued)


def _settle(
    article: Article, found: list[list[Quotation]], quotation: Quotation, clause: re.Pattern[str], *, last: bool
) -> Quotation:
    text = article.text
    cut = clause.search(text, quotation.inner.start, quotation.span.end)
    if last and _runs_on(article, found, quotation) and (cut is None or cut["pronoun"]):
        end = article.blocks[quotation.block].span.end
        return replace(_ended(quotation, end), continued=True)
    if cut is not None:
        return _ended(quotation, cut.start() + 1)
    if quotation.span.end < article.blocks[quotation.block].span.end:
        ends = list(_SENTENCE_END.finditer(text, quotation.inner.start, quotation.span.end))
        if ends and text[quotation.span.end - 1] not in ".!?":
            return _ended(quotation, _trim_end(text, quotation.inner.start, ends[-1].end()))
    return quotation


def _ended(quotation: Quotation, end: int) -> Quotation:
    return replace(quotation, span=CharSpan(quotation.span.start, end), inner=CharSpan(quotation.inner.start, end))


def _runs_on(article: Article, found: list[list[Quotation]], quotation: Quotation) -> bool:
    """Whether the next block takes the quotation up: it opens with the same kind of mark, or closes what it did not."""
    if article.blocks[quotation.block].kind not in _RUNNING:
        return False
    following = quotation.block + 1
    while following < len(article.blocks) and article.blocks[following].kind not in _RUNNING:
        following += 1
    if following >= len(article.blocks) or not found[following]:
        return False
    first = found[following][0]
    if quotation.span.end < article.blocks[quotation.block].span.end and first.style != quotation.style:
        return False
    same = (first.style in SINGLE_STYLES) == (quotation.style in SINGLE_STYLES)
    return same and first.span.start == article.blocks[following].span.start


def _reporting_clause(words: QuotationWords) -> re.Pattern[str]:
    """Return the pattern of a comma and the reporting clause after it: `, Ruiz said`, `, said the mayor`."""

    def either(group: frozenset[str]) -> str:
        return "|".join(sorted(map(re.escape, group))) or r"(?!)"

    verb = rf"(?:{either(words.reporting_verbs)})\b"
    # "…, they say these are the conclusions" is no clause that trails: the words go on.
    trailing = r"(?!\s+(?:that|this|these|those|there|if|whether|i|it|they|we|he|she|you)\b)"
    phrase = rf"(?:(?:{either(words.determiners)})\s+(?:[\w’'.-]+\s+){{1,4}}?|(?:[A-Z][\w’'.-]*\s+){{1,4}}?)"
    return re.compile(
        rf"[,?!](?=\s+(?:(?P<pronoun>(?:{either(words.subject_pronouns)})\s+{verb}{trailing})|{phrase}{verb}{trailing}"
        rf"|{verb}\s+(?:(?:[a-z-]+\s+){{0,3}}[A-Z]|(?:{either(words.determiners)})\b)))"
    )


# --- uses --------------------------------------------------------------------------------------------------------


def _with_uses(text: str, block: CharSpan, quotations: list[Quotation], words: QuotationWords) -> list[Quotation]:
    out: list[Quotation] = []
    outer: list[Quotation] = []  # those the next one may be nested in
    last: dict[int, Quotation] = {}  # the quotation before, by how deep it stands
    for quotation in quotations:
        while outer and outer[-1].span.end < quotation.span.end:
            last.pop(len(outer), None)
            outer.pop()
        level = outer[-1].inner if outer else block
        used = replace(quotation, use=find_use(text, quotation, level, last.get(len(outer)), words))
        out.append(used)
        last[len(outer)] = used
        outer.append(used)
        last.pop(len(outer), None)
    return out
