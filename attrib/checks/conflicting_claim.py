"""The same claim with another figure, or with the opposite.

Why: nine dead in the lead and twelve further down means that one of them is wrong, and a reader cannot tell which.
Check both, or say whose count each is.

Off by default: two sources may well count differently, and copy that says so is right.

Flagged:
    The fire in the laundry killed nine patients of the northern ward.

    The fire in the laundry killed 12 patients of the northern ward.

Clean:
    The fire in the laundry killed nine patients of the northern ward.

    The fire in the mill killed 12 sheep.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrib.checking import Check, CheckContext, CheckInfo
from attrib.checking.sentences import as_claim, likely_pairs, narrated_sentences
from attrib.duplicates import Difference, is_conflicting
from attrib.model import Finding, Related, Severity


def find_conflicting(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each sentence that gives another figure than an earlier one, or its opposite."""
    sentences = [sentence for sentence in narrated_sentences(context) if not sentence.is_quoted]
    claims = [as_claim(context, sentence) for sentence in sentences]
    told: set[int] = set()
    for earlier, later in likely_pairs(claims):
        if later in told:
            continue
        found = is_conflicting(claims[earlier], claims[later])
        if found:
            told.add(later)
            related = Related("here it says otherwise", sentences[earlier].span)
            what = "another figure" if Difference.FIGURE in found else "the opposite"
            yield context.finding(sentences[later].span, related=(related,), what=what)


CHECK = Check(
    CheckInfo(
        code="AT506",
        name="conflicting-claim",
        severity=Severity.NOTE,
        enabled=False,
        message="An earlier sentence says the same with {what}: one of the two is wrong, or each needs its source.",
        since="0.1.0",
        guides=("TX",),
        help=__doc__,
    ),
    run=find_conflicting,
)
