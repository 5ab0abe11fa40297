"""The sentences of running text as claims, for the checks that look for what an article says twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from attrib.checking.attributions import RUNNING_TEXT
from attrib.checking.context import CheckContext
from attrib.duplicates import Claim, fold, make_claim
from attrib.model import CharSpan, SpanIndex

if TYPE_CHECKING:
    from spacy.tokens import Span

# Share of a sentence's characters within quotation marks above which it is a quotation, not a claim.
MOSTLY_QUOTED = 0.5
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
    """Return the sentences of running text in order, those apart that are quotations for the most part."""
    parse, article = context.parse, context.article
    marked = SpanIndex((quotation.span, quotation) for quotation in context.quotations)
    out = []
    for sentence in parse.doc.sents:
        block = parse.blocks[sentence.start]
        if article.blocks[block].kind not in RUNNING_TEXT:
            continue
        span = parse.span_of(sentence.start, sentence.end - 1)
        inside = marked.over(span)
        quoted = sum(min(span.end, each.span.end) - max(span.start, each.span.start) for each in inside)
        if quoted <= MOSTLY_QUOTED * len(span):
            out.append(Sentence(span, block, fold(span.of(article.text)), sentence, bool(inside)))
    return out


def as_claim(context: CheckContext, sentence: Sentence) -> Claim:
    """Return what the sentence claims; words that the parse has stand-ins for are taken as they stand."""
    parse = context.parse
    plain = [token for token in sentence.tokens if not parse.masked[token.i]]
    hidden = {(parse.starts[token.i], parse.ends[token.i]) for token in sentence.tokens if parse.masked[token.i]}
    masked = " ".join(context.article.text[start:end] for start, end in sorted(hidden))
    return make_claim(plain, sentence.span, masked)


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
