"""Quotations of two speakers side by side, the second of whom is named only after the words.

Why: a reader takes the second quotation for more of the first speaker's words, and has to turn round at its end. Give
the second speaker a paragraph of his own, and name him before he speaks.

Side by side are quotations with nothing between them but a reporting clause of the first speaker's, or the end of a
paragraph. Both speakers must be known by name. A speaker named between the two has been introduced, and where one of
them asks a reader expects another to answer. Interviews, transcripts and quotations with a by-line have a form of
their own.

Flagged:
    “It works,” Tom Ode said. “It does not,” Ada Vance said.

Clean:
    “It works,” Tom Ode said.

    Ada Vance disagreed. “It does not,” she said.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrib.checking import Check, CheckContext, CheckInfo, Option, Scope
from attrib.checking.spoken import Spoken, SpokenWords, are_two, ends_sentence, is_named_in
from attrib.model import CharSpan, Finding, QuotationUse, Related, Severity


def find_adjacent(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each quotation that follows another speaker's before its own speaker is named."""
    before: Spoken | None = None
    for spoken in SpokenWords(context).all:
        if before is not None and _is_side_by_side(context, before, spoken) and _is_turn(context, before, spoken):
            assert before.relation is not None
            assert spoken.relation is not None
            yield context.finding(
                spoken.quotation.span,
                related=[
                    Related(f"{_name(before)} speaks here", before.quotation.span),
                    Related("the second speaker is named here", spoken.relation.source[0]),
                ],
                speaker=_name(spoken),
                other=_name(before),
            )
        before = spoken


def _is_side_by_side(context: CheckContext, before: Spoken, spoken: Spoken) -> bool:
    """Whether nothing but the first speaker's clause or the end of a paragraph stands between the two."""
    between = context.article.text[before.end : spoken.start]
    if before.quotation.block == spoken.quotation.block:
        return not ends_sentence(f"{before.quotation.inner.of(context.article.text)[-1:]}{between}")
    return not between.strip()


def _is_turn(context: CheckContext, before: Spoken, spoken: Spoken) -> bool:
    """Whether the two have two speakers, and the second is named only after the words."""
    one, other = before.relation, spoken.relation
    if one is None or other is None or one is other:
        return False
    if any(quoted.quotation.use is not QuotationUse.SPEECH for quoted in (before, spoken)):
        return False
    if min(one.confidence, other.confidence) < context.number("min_confidence"):
        return False
    if spoken.named_at < spoken.end or not other.source or not are_two(one, other):
        return False
    if any(quoted.quotation.inner.of(context.article.text).rstrip().endswith("?") for quoted in (before, spoken)):
        return False  # in an exchange of questions and answers a reader expects another
    return not is_named_in(context.article.text, other, CharSpan(before.end, spoken.start))


def _name(spoken: Spoken) -> str:
    speaker = spoken.relation.speaker if spoken.relation else None
    return (speaker.name if speaker else None) or "somebody"


CHECK = Check(
    CheckInfo(
        code="AT104",
        name="adjacent-speakers",
        severity=Severity.WARNING,
        message=(
            "{speaker} speaks right after {other} and is named only after the words: readers take them for "
            "{other}'s. Start a paragraph, and name {speaker} first."
        ),
        since="0.1.0",
        scope=Scope.QUOTATION,
        guides=("TX",),
        options=(
            Option("min_confidence", 0.5, "Relations attrib is less sure of than this are not looked at.", high=1),
        ),
        help=__doc__,
    ),
    run=find_adjacent,
)
