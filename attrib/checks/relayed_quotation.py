"""A quotation that reached the article through an agency, a paper, a broadcaster or a ministry; names the chain.

Why: words that somebody else took down may have been shortened, translated or moved on the way, and an error of the
relay becomes yours. Check them against a recording or the original, and say where they come from.

The credit of a dateline (“LISLE (Meridian Press) -”) is the outlet's own and is left alone, and so are indirect speech
and statements, posts and speeches, which are the speaker's own.

The check is off unless selected: it lists what to verify, and finds no fault with the copy.

Flagged:
    “The quay is safe,” Pia Berg, the harbour master, told the Lisle Courier.

Clean:
    “The quay is safe,” said Pia Berg, the harbour master.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrib.checking import Check, CheckContext, CheckInfo, Option
from attrib.checking.roots import is_credit
from attrib.checking.tellings import Tellings
from attrib.model import Act, AttributionRelation, CharSpan, Finding, QuotationKind, Related, Severity, SpeakerKind

_BODIES = frozenset({SpeakerKind.ORGANISATION, SpeakerKind.DOCUMENT})


def find_relayed(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding at the relay of each quotation that one brought, once for a relay and speaker in a paragraph."""
    tellings = Tellings(context)
    seen: set[tuple[CharSpan, str]] = set()
    for relation in sorted(context.relations, key=lambda relation: relation.start):
        if relation.kind is QuotationKind.INDIRECT or relation.act is not Act.STATEMENT:
            continue
        if relation.confidence < context.number("min_confidence") or not _is_outer(relation, tellings):
            continue
        relays = [relay for relay in relation.reporting_sources if not is_credit(context, relay)]
        speaker = relation.speaker
        if not relays or speaker is None or speaker.name in {None, relays[0].name}:
            continue
        key = (relays[0].span, speaker.name or "")
        if key not in seen:
            seen.add(key)
            chain = " → ".join((speaker.name or "", *(relay.name for relay in reversed(relays))))
            content = relation.content[0]
            yield context.finding(
                relays[0].span,
                related=(Related("the words", content),),
                quotation=context.excerpt(content).strip("“”\"'’‘ ,."),
                chain=chain,
            )


def _is_outer(relation: AttributionRelation, tellings: Tellings) -> bool:
    """Whether the relay brings the words: an outlet or a body tells of them, and no person does."""
    parent = tellings.by_id.get(relation.parent or "")
    if parent is None or not parent.source:
        return tellings.is_narrated(relation)
    teller = parent.speaker
    return teller is not None and teller.kind in _BODIES and tellings.is_narrated(parent)


CHECK = Check(
    CheckInfo(
        code="AT312",
        name="relayed-quotation",
        severity=Severity.NOTE,
        message=(
            "“{quotation}” came by way of others ({chain}): their slip becomes yours. "
            "Check the words against a recording or the original."
        ),
        since="0.1.0",
        enabled=False,
        guides=("RT", "GU"),
        options=(
            Option("min_confidence", 0.5, "Relations attrib is less sure of than this are not looked at.", high=1),
        ),
        help=__doc__,
    ),
    run=find_relayed,
)
