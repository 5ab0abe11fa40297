"""A paragraph that opens with a quotation after one that was closed, and names nobody.

Why: a closing mark says that the speaker has stopped, and a reader expects the next quotation to be somebody else's.
Where the same speaker goes on, leave the mark of the paragraph before open, or say again who speaks.

Flagged is a paragraph in which nobody is named, under one whose last words are a quotation that was closed. An open
mark, a colon, a by-line and narration in between settle whose the words are. Where nobody can be made out at all AT101
speaks instead, and where a mark is missing AT102.

Flagged:
    “We moved the looms by hand,” said Tom Reed. “It took nine days.”

    “The big one went in last.”

Clean:
    “We moved the looms by hand,” said Tom Reed. “It took nine days.

    “The big one went in last.”
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrib.checking import Check, CheckContext, CheckInfo, Option, Scope
from attrib.checking.spoken import Spoken, SpokenWords, ends_sentence
from attrib.model import CharSpan, Finding, QuotationUse, Related, Severity


def find_orphans(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for the quotation at the start of each paragraph that goes on after a closing mark, unnamed."""
    spoken = SpokenWords(context)
    blocks = spoken.by_block()
    for block, here in blocks.items():
        above = blocks.get(block - 1)
        if above and _opens(context, here[0]) and _is_unnamed(context, here, above[-1]):
            yield context.finding(
                here[0].quotation.span,
                related=[Related("the quotation that was closed", above[-1].quotation.span)],
            )


def _opens(context: CheckContext, spoken: Spoken) -> bool:
    """Whether the quotation is speech and opens its paragraph."""
    block = context.article.blocks[spoken.quotation.block].span
    return spoken.quotation.use is QuotationUse.SPEECH and spoken.start == block.start


def _is_unnamed(context: CheckContext, here: Sequence[Spoken], last: Spoken) -> bool:
    """Whether the paragraph names nobody and goes on from the one above, whose last quotation was closed."""
    if last.relation is None or not last.quotation.closed or last.quotation.use is not QuotationUse.SPEECH:
        return False
    own = here[0].relation
    if own is None or own.speaker is None or last.relation.speaker is None:
        return False
    block = context.article.blocks[here[0].quotation.block].span
    if any(block.covers(span) for one in here if one.relation for span in (*one.relation.source, *one.relation.cue)):
        return False
    if own is not last.relation and own.speaker.name != last.relation.speaker.name:
        return False
    above = context.article.blocks[last.quotation.block].span
    rest = CharSpan(last.end, above.end).of(context.article.text)
    if not any(char.isalnum() for char in rest):
        return True
    return bool(context.option("after_clause")) and not ends_sentence("a" + rest)


CHECK = Check(
    CheckInfo(
        code="AT105",
        name="orphan-continuation",
        severity=Severity.WARNING,
        message=(
            "The quotation above was closed and nobody is named here: readers cannot tell that the same speaker goes "
            "on. Leave the mark above open, or say who speaks."
        ),
        since="0.1.0",
        scope=Scope.QUOTATION,
        guides=("TX",),
        options=(
            Option(
                "after_clause", False, "Flag it after a reporting clause too (“…,” he said), which closes lawfully."
            ),
        ),
        help=__doc__,
    ),
    run=find_orphans,
)
