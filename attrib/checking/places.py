"""The places a rule check looks at: parts of relations, their sentences, the narration, the quoted words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from attrib.checking.context import CheckContext
from attrib.model import Act, AttributionRelation, BlockKind, CharSpan, Quotation, QuotationKind, SpeakerKind
from attrib.nlp import Parse

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


@dataclass(frozen=True)
class Place:
    """Tokens of a doc to look at, the relation they belong to if one, and the way back to the article's characters."""

    doc: Doc
    tokens: frozenset[int]
    span_of: Callable[[int, int], CharSpan]
    relation: AttributionRelation | None = None


def find_places(
    context: CheckContext,
    scope: str,
    *,
    blocks: Collection[BlockKind],
    acts: Collection[Act],
    kinds: Collection[QuotationKind] = tuple(QuotationKind),
    speakers: Collection[SpeakerKind] = tuple(SpeakerKind),
    min_confidence: float = 0.0,
) -> list[Place]:
    """Return the places of `scope` in the blocks of the kinds given.

    Where they belong to relations these are of one of `acts` and one of `kinds`, have a speaker of one of `speakers`,
    and are as sure as `min_confidence`.

    Words inside quotation marks belong to the scope `quotation` only, and a relation that a source tells of belongs to
    none: nobody is to be faulted for another's words.
    """
    if scope == "quotation":
        return _quoted(context, blocks)
    parse = context.parse
    read = frozenset(blocks)
    free = context.keep(
        f"narration in {sorted(read)}",
        lambda: frozenset(_in_blocks(context, read)) - quoted_tokens(parse, context.quotations),
    )
    if scope == "narration":
        return [Place(parse.doc, free, parse.span_of)] if free else []
    out = []
    # What stands in the content of another relation with a source is told by that source, not by the reporter.
    sourced = {relation.id for relation in context.relations if relation.source}
    seen: set[frozenset[int]] = set()  # a sentence with many cues is one place
    for relation in context.relations:
        if relation.confidence < min_confidence or relation.parent in sourced:
            continue
        if relation.act not in acts or relation.kind not in kinds or _kind_of(relation) not in speakers:
            continue
        if scope == "sentence":
            starts = _sentence_starts(parse, relation)
            if starts in seen:
                continue
            seen.add(starts)
        tokens = frozenset(_scope_tokens(parse, relation, scope)) & free
        if tokens:
            out.append(Place(parse.doc, tokens, parse.span_of, relation))
    return out


def _kind_of(relation: AttributionRelation) -> SpeakerKind:
    return relation.speaker.kind if relation.speaker is not None else SpeakerKind.UNKNOWN


def quoted_tokens(parse: Parse, quotations: Iterable[Quotation]) -> frozenset[int]:
    """Return the tokens that stand inside quotation marks, the marks included, and the stand-ins of masks."""
    inside = {index for index, masked in enumerate(parse.masked) if masked}
    for quotation in quotations:
        inside.update(parse.tokens_in(quotation.span))
    return frozenset(inside)


def _in_blocks(context: CheckContext, kinds: Collection[BlockKind]) -> list[int]:
    blocks = context.article.blocks
    return [index for index, block in enumerate(context.parse.blocks) if blocks[block].kind in kinds]


def _scope_tokens(parse: Parse, relation: AttributionRelation, scope: str) -> set[int]:
    """Return the tokens of one part of a relation, or of the sentences that hold its cue."""
    if scope != "sentence":
        spans = {"source": relation.source, "cue": relation.cue, "content": relation.content}[scope]
        return {index for span in spans for index in parse.tokens_in(span)}
    out: set[int] = set()
    for span in relation.cue:
        for index in parse.tokens_in(span):
            sent = parse.doc[index].sent
            out.update(range(sent.start, sent.end))
    return out


def _sentence_starts(parse: Parse, relation: AttributionRelation) -> frozenset[int]:
    return frozenset(parse.doc[index].sent.start for span in relation.cue for index in parse.tokens_in(span))


def _quoted(context: CheckContext, kinds: Collection[BlockKind]) -> list[Place]:
    """Return the words of each quotation, cut into tokens but not parsed: the parse may have stand-ins for them."""
    out = []
    for quotation in context.quotations:
        if context.article.blocks[quotation.block].kind in kinds:
            out.append(_tokenised(context, quotation))
    return out


def _tokenised(context: CheckContext, quotation: Quotation) -> Place:
    doc = _blank().make_doc(quotation.inner.of(context.article.text))
    start = quotation.inner.start

    def span_of(first: int, last: int) -> CharSpan:
        return CharSpan(start + doc[first].idx, start + doc[last].idx + len(doc[last]))

    return Place(doc, frozenset(token.i for token in doc if not token.is_space), span_of)


@cache
def _blank() -> Language:
    import spacy

    return spacy.blank("en")
