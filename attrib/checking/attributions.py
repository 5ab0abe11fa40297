"""What several checks ask of an article's attributions."""

from __future__ import annotations

from collections.abc import Iterator

from attrib.checking.context import CheckContext
from attrib.model import AttributionRelation, BlockKind, CharSpan, Quotation

# Where an article tells its story; headlines, captions and quoted documents have rules of their own.
RUNNING_TEXT = frozenset({BlockKind.BODY, BlockKind.LIST})


def is_running(context: CheckContext, block: int) -> bool:
    """Whether the block of that index is running text."""
    return context.article.blocks[block].kind in RUNNING_TEXT


def block_index(context: CheckContext, offset: int) -> int | None:
    """Return the index of the block that holds the character at `offset`, if one does."""
    block = context.article.block_at(offset)
    return None if block is None else context.article.blocks.index(block)


def is_quoted(context: CheckContext, span: CharSpan) -> bool:
    """Whether `span` starts within quotation marks."""
    return any(span.start in quotation.span for quotation in context.quotations)


def relations_over(context: CheckContext, span: CharSpan) -> Iterator[AttributionRelation]:
    """Yield the relations whose content shares a character with `span`."""
    for relation in context.relations:
        if any(part.overlaps(span) for part in relation.content):
            yield relation


def has_source(relation: AttributionRelation) -> bool:
    """Whether somebody stands behind the relation: a source as written, or a speaker made out otherwise."""
    return bool(relation.source) or (relation.speaker is not None and relation.speaker.name is not None)


def run_ons(quotations: Iterator[Quotation]) -> Iterator[list[Quotation]]:
    """Yield the quotations in order, those that run on over paragraphs together."""
    run: list[Quotation] = []
    for quotation in quotations:
        if run and not run[-1].continued:
            yield run
            run = []
        run.append(quotation)
    if run:
        yield run
