"""The sentences of running text as claims, for the checks that look for what an article says twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from attrib.checking.attributions import RUNNING_TEXT
from attrib.checking.context import CheckContext
from attrib.duplicates import Claim, body_start, fold, is_running_log, is_title_case, make_claim
from attrib.model import Article, BlockKind, CharSpan, SpanIndex

if TYPE_CHECKING:
    from spacy.tokens import Span

# Share of a sentence's characters within quotation marks above which it is a quotation, not a claim.
MOSTLY_QUOTED = 0.5
_ENDS = (".", "!", "?", "…", "”", '"', "’", "'", "»", ")")
# Words of weight that two claims must share to be compared; those that many sentences have do not count.
SHARED = 3
COMMON = 0.2
LEAST_COMMON = 4


@dataclass(frozen=True)
class Sentence:
    """A sentence of running text that is not mostly quoted: where it stands, and its folded words."""

    span: CharSpan
    block: int
    words: tuple[str, ...]
    tokens: Span
    is_quoted: bool  # holds quotation marks


def narrated_sentences(context: CheckContext) -> list[Sentence]:
    """Return the sentences of running text in order, without those that are quotations for the most part.

    Left out are lines that end in no mark or have capitals throughout, which are headings in all but name, and an
    abstract above the line that says "full text".  A page of entries by the clock has none: its entries say again what
    stands further down.
    """
    return context.keep("narrated sentences", lambda: _narrated(context))


def _narrated(context: CheckContext) -> list[Sentence]:
    parse, article = context.parse, context.article
    if is_running_log(article):
        return []
    first = body_start(article)
    marked = SpanIndex((quotation.span, quotation) for quotation in context.quotations)
    out = []
    for sentence in parse.doc.sents:
        block = parse.blocks[sentence.start]
        if block < first or article.blocks[block].kind not in RUNNING_TEXT or not _ends(article, block):
            continue
        span = parse.span_of(sentence.start, sentence.end - 1)
        if is_title_case(span.of(article.text)):
            continue
        inside = marked.over(span)
        quoted = sum(min(span.end, each.span.end) - max(span.start, each.span.start) for each in inside)
        if quoted <= MOSTLY_QUOTED * len(span):
            out.append(Sentence(span, block, fold(span.of(article.text)), sentence, bool(inside)))
    return out


def _ends(article: Article, block: int) -> bool:
    """Whether the block ends as a sentence does; items of a list need not."""
    if article.blocks[block].kind is BlockKind.LIST:
        return True
    return article.blocks[block].span.of(article.text).rstrip().endswith(_ENDS)


def as_claim(context: CheckContext, sentence: Sentence) -> Claim:
    """Return what the sentence claims; words that the parse has stand-ins for are taken as they stand."""
    parse = context.parse
    plain = [token for token in sentence.tokens if not parse.masked[token.i]]
    hidden = {(parse.starts[token.i], parse.ends[token.i]) for token in sentence.tokens if parse.masked[token.i]}
    masked = " ".join(context.article.text[start:end] for start, end in sorted(hidden))
    return make_claim(plain, sentence.span, masked)


def background_pairs(claims: Sequence[Claim]) -> Iterator[tuple[int, int]]:
    """Yield the indices of claims about one named subject that are placed in time by one and the same word."""
    groups: dict[tuple[str, frozenset[str]], list[int]] = {}
    for number, claim in enumerate(claims):
        if claim.subject and len(claim.since) == 1:
            group = groups.setdefault((claim.subject, claim.since), [])
            yield from ((earlier, number) for earlier in group)
            group.append(number)


def likely_pairs(claims: Sequence[Claim]) -> Iterator[tuple[int, int]]:
    """Yield the indices of claims that share words few others have, the earlier first, each pair once.

    Found over an index of those words, so that the work grows with the likely pairs and not with all.
    """
    places: dict[str, list[int]] = {}
    for number, claim in enumerate(claims):
        for word in claim.words:
            places.setdefault(word, []).append(number)
    most = max(LEAST_COMMON, int(COMMON * len(claims)))
    for number, claim in enumerate(claims):
        shared: dict[int, int] = {}
        for word in claim.words:
            if len(places[word]) <= most:
                for earlier in places[word]:
                    if earlier >= number:
                        break
                    shared[earlier] = shared.get(earlier, 0) + 1
        yield from ((earlier, number) for earlier, count in sorted(shared.items()) if count >= SHARED)
