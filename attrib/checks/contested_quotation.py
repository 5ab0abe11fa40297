"""The same quoted words with two different speakers.

Why: one of the two did not say them, and has words put into his or her mouth. Find out from your notes who did.

Two people, or two bodies, both known by name, are different speakers. A pronoun that could be several people, a group,
a document, or a body whose member is quoted is not, nor is somebody who passed the other's words on.

Flagged:
    “The gates were open all through the winter,” said Ida Moe.

    “The gates were open all through the winter,” said Carl Ness, who runs the mine.

Clean:
    “The gates were open all through the winter,” said Ida Moe.

    Carl Ness, who runs the mine, said he agreed with her.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrib.checking import Check, CheckContext, CheckInfo, Option, Scope
from attrib.duplicates import Said, find_repeats, same_speaker
from attrib.model import Finding, Related, Severity


def find_contested(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each quotation whose words somebody else says earlier in the article."""
    repeats = find_repeats(
        context.article, context.quotations, context.relations, min_words=int(context.number("min_words"))
    )
    for group in repeats:
        heard: dict[tuple[str | None, ...], Said] = {}  # the first place of each speaker, or set of them
        for said in group:
            other = next((other for other in heard.values() if same_speaker(said, other) is False), None)
            if other is not None:
                yield context.finding(
                    said.span,
                    related=(Related(f"here {_name(other)} says them", other.span),),
                    speaker=_name(said),
                    other=_name(other),
                )
            heard.setdefault((*(speaker.name for speaker in said.speakers), *said.relays), said)


def _name(said: Said) -> str:
    return next((speaker.name for speaker in said.speakers if speaker.name), "")


CHECK = Check(
    CheckInfo(
        code="AT503",
        name="contested-quotation",
        severity=Severity.ERROR,
        message=(
            "{speaker} says the words that {other} says elsewhere in the article: one of them did not. "
            "Find out who said them."
        ),
        since="0.1.0",
        scope=Scope.QUOTATION,
        guides=("GU",),
        options=(Option("min_words", 6, "Shortest quotation compared, in words."),),
        help=__doc__,
    ),
    run=find_contested,
)
