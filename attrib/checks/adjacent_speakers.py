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
from attrib.checking.spoken import SpokenWords
from attrib.model import AttributionRelation, Finding, Related, Severity


def find_adjacent(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each quotation that follows another speaker's before its own speaker is named."""
    least = context.number("min_confidence")
    for before, spoken in SpokenWords(context).neighbours():
        if not before.relation or not spoken.relation:
            continue
        if min(before.relation.confidence, spoken.relation.confidence) < least:
            continue
        yield context.finding(
            spoken.quotation.span,
            related=[
                Related(f"{_name(before.relation)} speaks here", before.quotation.span),
                Related("the second speaker is named here", spoken.relation.source[0]),
            ],
            speaker=_name(spoken.relation),
            other=_name(before.relation),
        )


def _name(relation: AttributionRelation) -> str:
    return (relation.speaker.name if relation.speaker else None) or "somebody"


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
