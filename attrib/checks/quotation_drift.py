"""The same quotation twice in an article, with different words.

Why: marks promise the speaker's very words. Two versions cannot both be them: find the right one in your notes or the
recording.

Compared are quotations of one speaker in different paragraphs. A part of an earlier quotation is fine, and so are cuts
and additions that an ellipsis or brackets show.

Flagged:
    “We will keep every nurse on this ward until the spring,” said Ines Tol.

    “We will keep every doctor on this ward until the spring,” Tol said.

Clean:
    “We will keep every nurse on this ward until the spring,” said Ines Tol.

    Tol promised to “keep every nurse on this ward”.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrib.checking import Check, CheckContext, CheckInfo, Option, Scope
from attrib.duplicates import Drift, find_drift
from attrib.model import Finding, Related, Severity

# Changes shown in a message; more would be two quotations side by side, which the related place is.
SHOWN = 3


def find_drifted(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each quotation that its speaker words otherwise earlier in the article."""
    least = int(context.number("min_words"))
    for drift in find_drift(context.article, context.quotations, context.relations, min_words=least):
        yield context.finding(
            drift.later.span,
            related=(Related("here it reads otherwise", drift.earlier.span),),
            changes=_difference(drift),
        )


def _difference(drift: Drift) -> str:
    parts = []
    for earlier, later in drift.changes[:SHOWN]:
        if earlier and later:
            parts.append(f"“{earlier}” is “{later}” here")
        elif earlier:
            parts.append(f"“{earlier}” is missing here")
        else:
            parts.append(f"“{later}” is added here")
    if len(drift.changes) > SHOWN:
        parts.append(f"and {len(drift.changes) - SHOWN} more")
    return ", ".join(parts)


CHECK = Check(
    CheckInfo(
        code="AT502",
        name="quotation-drift",
        severity=Severity.ERROR,
        message=(
            "The same speaker's quotation stands earlier in the article with other words: {changes}. "
            "Only one can be what was said; check your notes."
        ),
        since="0.1.0",
        scope=Scope.QUOTATION,
        guides=("AP", "RT"),
        options=(Option("min_words", 6, "Shortest quotation compared, in words."),),
        help=__doc__,
    ),
    run=find_drifted,
)
