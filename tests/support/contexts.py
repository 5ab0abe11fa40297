"""Articles, quotations and relations made by hand, for checks that are tried without the trained pipeline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

import spacy
from spacy.tokens import Doc

from attrib.checking import Check, CheckContext
from attrib.model import (
    Act,
    Article,
    AttributionRelation,
    Block,
    BlockKind,
    CharSpan,
    Finding,
    Modality,
    Quotation,
    QuotationKind,
    QuotationUse,
    SourceMap,
    Speaker,
    SpeakerKind,
)
from attrib.nlp import Parse, Pipeline


@cache
def blank() -> Pipeline:
    """Return a pipeline that only cuts text into tokens."""
    return Pipeline(spacy.blank("en"), "en_blank", "0")


def make_article(text: str, kinds: dict[int, BlockKind] | None = None) -> Article:
    """Return an article each line of which is a block; `kinds` by number of the block, body otherwise."""
    spans = [CharSpan(match.start(), match.end()) for match in re.finditer(r"\S(?:[^\n]*\S)?", text)]
    blocks = tuple(Block(span, (kinds or {}).get(index, BlockKind.BODY)) for index, span in enumerate(spans))
    return Article(raw=text, text=text, source_map=SourceMap.identity(text), blocks=blocks)


def make_parse(
    article: Article,
    words: Sequence[str],
    *,
    heads: Sequence[int],
    deps: Sequence[str],
    tags: Sequence[str],
    lemmas: Sequence[str],
    pos: Sequence[str] | None = None,
) -> Parse:
    """Return a parse by hand of an article of one block; `words` must stand in it in order."""
    doc = Doc(
        blank().nlp.vocab,
        words=list(words),
        heads=list(heads),
        deps=list(deps),
        tags=list(tags),
        lemmas=list(lemmas),
        pos=list(pos) if pos else None,
    )
    starts, at = [], 0
    for word in words:
        at = article.text.index(word, at)
        starts.append(at)
        at += len(word)
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    count = len(words)
    blocks = [next(i for i, b in enumerate(article.blocks) if b.span.start <= start < b.span.end) for start in starts]
    return Parse(doc, starts, ends, [False] * count, blocks)


def span_of(text: str, words: str, nth: int = 0) -> CharSpan:
    """Return where `words` stands in `text` for the nth time."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return CharSpan(at, at + len(words))


def quotation(article: Article, words: str, nth: int = 0, **settings: Any) -> Quotation:
    """Return the quotation that `words`, its marks included, is; a missing mark is told by `opened` and `closed`."""
    span = span_of(article.text, words, nth)
    opened, closed = settings.get("opened", True), settings.get("closed", True)
    inner = CharSpan(span.start + opened, span.end - closed)
    block = next(i for i, b in enumerate(article.blocks) if b.span.covers(span))
    return Quotation(span, inner, "curly-double", block, **{"use": QuotationUse.SPEECH, **settings})


def relation(
    article: Article,
    content: str,
    *,
    cue: str = "",
    source: str = "",
    nth: int = 0,
    speaker: Speaker | None = None,
    kind: QuotationKind = QuotationKind.DIRECT,
    act: Act = Act.STATEMENT,
    confidence: float = 1.0,
    **more: Any,
) -> AttributionRelation:
    """Return a relation of these words, each as it stands in the article for the nth time."""

    def spans(words: str) -> tuple[CharSpan, ...]:
        return (span_of(article.text, words, nth),) if words else ()

    return AttributionRelation(
        id="a1",
        kind=kind,
        content=spans(content),
        cue=spans(cue),
        source=spans(source),
        act=act,
        modality=Modality.ASSERTED,
        rule="by-hand",
        confidence=confidence,
        speaker=speaker,
        **more,
    )


def person(name: str | None, **more: Any) -> Speaker:
    """Return a person of that name."""
    return Speaker(name, SpeakerKind.PERSON, **more)


def findings_of(
    check: Check,
    article: Article,
    *,
    quotations: Sequence[Quotation] = (),
    relations: Sequence[AttributionRelation] = (),
    parse: Parse | None = None,
    options: dict[str, object] | None = None,
) -> list[Finding]:
    """Return what `check` finds."""
    context = CheckContext(article, parse or blank().parse(article), quotations, relations, check.info, options or {})
    return list(check.run(context))


def in_sentences(article: Article) -> Parse:
    """Return a parse by hand that knows of sentences alone: one ends at each full stop."""
    parse = blank().parse(article)
    for token in parse.doc:
        token.is_sent_start = token.i == 0 or token.nbor(-1).text in {".", "!", "?"}
    return parse


def flagged(article: Article, findings: Sequence[Finding]) -> list[str]:
    """Return the words flagged."""
    return [finding.span.of(article.text) for finding in findings]
