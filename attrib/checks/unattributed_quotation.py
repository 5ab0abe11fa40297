"""A direct quotation that nobody is named as saying.

Why: a reader cannot weigh words without knowing whose they are. Name the speaker beside the words, or leave them out.

A quotation counts as attributed where its sentence, its paragraph, the quotation it runs on from or a lead-in ending
in a colon says whose it is. A few quoted words, titles and nicknames are not looked at, and where attrib is unsure
what a cue belongs to it stays silent.

Flagged:
    The plan was met with alarm. “We will all be ruined by the spring.”

Clean:
    The plan was met with alarm. “We will all be ruined by the spring,” said Ann Lee, who keeps bees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrib.checking import Check, CheckContext, CheckInfo, Option, Scope
from attrib.checking.attributions import has_source, is_quoted, is_running, relations_over, run_ons
from attrib.model import CharSpan, Finding, Quotation, QuotationUse, Severity

_BY_LINE = re.compile(r"\s*[-–—]+\s*[A-Z]")


def find_unattributed(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each quotation, or run of paragraphs of one, that nobody is named as saying."""
    outer = (quotation for quotation in context.quotations if not quotation.nested)
    for run in run_ons(outer):
        if not _is_speech(context, run) or any(_is_settled(context, quotation) for quotation in run):
            continue
        span = CharSpan(run[0].span.start, run[0].span.end)
        yield context.finding(span, quotation=context.excerpt(run[0].inner))


def _is_speech(context: CheckContext, run: list[Quotation]) -> bool:
    """Whether the run is an utterance in running text that is long enough to be looked at."""
    first = run[0]
    if first.use is not QuotationUse.SPEECH or not is_running(context, first.block):
        return False
    words = sum(len(quotation.inner.of(context.article.text).split()) for quotation in run)
    return words >= context.number("min_words")


def _is_settled(context: CheckContext, quotation: Quotation) -> bool:
    """Whether the quotation has a source, may have one attrib is unsure of, or is led in by the block before it."""
    for relation in relations_over(context, quotation.span):
        if has_source(relation) or relation.confidence < context.number("min_confidence"):
            return True
    return _paragraph_has_source(context, quotation) or _is_led_in(context, quotation)


def _paragraph_has_source(context: CheckContext, quotation: Quotation) -> bool:
    block = context.article.blocks[quotation.block].span
    for relation in context.relations:
        for span in (*relation.source, *relation.cue):
            if has_source(relation) and block.covers(span) and not is_quoted(context, span):
                return True
    return False


def _is_led_in(context: CheckContext, quotation: Quotation) -> bool:
    """Whether the quotation opens its block after one that ends in a colon, or before a by-line after a dash."""
    text, blocks = context.article.text, context.article.blocks
    block = blocks[quotation.block].span
    if quotation.block and text[block.start : quotation.span.start].strip() == "":
        above = blocks[quotation.block - 1].span.of(text).rstrip()
        if above.endswith(":"):
            return True
        if above.startswith(("“", '"', "‘")) and quotation.block > 1:
            # A list of quotations below one lead-in.
            first = quotation.block - 1
            while first > 0 and blocks[first].span.of(text).startswith(("“", '"', "‘")):
                first -= 1
            if blocks[first].span.of(text).rstrip().endswith(":"):
                return True
    if quotation.span.end < block.end:
        return False
    following = blocks[quotation.block + 1].span.of(text) if quotation.block + 1 < len(blocks) else ""
    return _BY_LINE.match(following) is not None


CHECK = Check(
    CheckInfo(
        code="AT101",
        name="unattributed-quotation",
        severity=Severity.ERROR,
        message=(
            "Nobody is named as saying “{quotation}”: readers cannot weigh words without knowing whose they are. "
            "Name the speaker beside them, or leave them out."
        ),
        since="0.1.0",
        scope=Scope.QUOTATION,
        guides=("AP", "TX"),
        options=(
            Option("min_words", 4, "Shortest quotation looked at, in words."),
            Option("min_confidence", 0.5, "Below this a cue without a source counts as unsure, and is not flagged."),
        ),
        help=__doc__,
    ),
    run=find_unattributed,
)
