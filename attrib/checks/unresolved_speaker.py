"""Words of a “he” or “she” with nobody before it to be.

Why: a pronoun points back to a person; where the article has named nobody yet, a reader cannot tell who speaks. Name
the speaker at first mention.

Flagged:
    “It is finished,” she said as the doors were locked.

Clean:
    “It is finished,” Mayor Ada Lunn said as the doors were locked.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrib.checking import Check, CheckContext, CheckInfo, Option
from attrib.checking.pronouns import pronoun_sources
from attrib.model import Finding, Severity


def find_unresolved(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for the first source of each pronoun that nobody fits, until somebody does."""
    open_pronouns: set[str] = set()
    for relation, span, _ in pronoun_sources(context):
        pronoun = span.of(context.article.text)
        if relation.speaker is None:
            continue
        if relation.speaker.name is not None or relation.speaker.candidates:
            open_pronouns.discard(pronoun.lower())
        elif pronoun.lower() not in open_pronouns:
            open_pronouns.add(pronoun.lower())
            yield context.finding(span, pronoun=pronoun)


CHECK = Check(
    CheckInfo(
        code="AT306",
        name="unresolved-speaker",
        severity=Severity.WARNING,
        message=(
            "Nobody named before this could be “{pronoun}”: readers cannot tell who is speaking. "
            "Name the speaker here or before."
        ),
        since="0.1.0",
        guides=("GU", "TX"),
        options=(
            Option("pronouns", ("he", "she"), "Pronouns looked at."),
            Option("min_confidence", 0.5, "Relations attrib is less sure of than this are not looked at, 0 to 1."),
        ),
        help=__doc__,
    ),
    run=find_unresolved,
)
