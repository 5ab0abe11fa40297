"""A speaker who is reached only through another: A said that B said.

Why: the reporter has not heard B. What A says B said may be misheard, shortened or made up, and B has had no word of
it. Ask B, or say that you could not.

A speaker who also speaks directly, anywhere in the article, is left alone, and so are documents, which can be looked
up, outlets and bodies that pass words on (AT312 looks at those), hopes and fears, and what somebody says of himself.

The check is off unless selected: courts, campaigns and memoirs are full of second-hand words that the copy gives as
such, so that most of its findings call for no change.

Flagged:
    Ines Tol, a driver, said Piet Moss told her the van was red.

Clean:
    Ines Tol, a driver, said Piet Moss told her the van was red. “It was red,” Moss said.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrib.checking import Check, CheckContext, CheckInfo, Option
from attrib.checking.tellings import Tellings
from attrib.model import Act, AttributionRelation, Finding, Modality, Related, Severity, Speaker, SpeakerKind

_PEOPLE = frozenset({SpeakerKind.PERSON, SpeakerKind.ANONYMOUS, SpeakerKind.GROUP, SpeakerKind.ORGANISATION})
# Characters before the other speaker in what is told: “that ”, “how the ”.
_LEAD = 10
# Characters between the other speaker and the verb: a blank, a comma.
_GAP = 2
# Tags of verbs that tell of something said: "told", "had admitted", not "attacks on" or "to say".
_TELLING = frozenset({"VBD", "VBN", "VBZ", "VBP"})


def find_hearsay(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding at the source of each statement that only another source tells of."""
    tellings = Tellings(context)
    least = context.number("min_confidence")
    heard = {relation.speaker.name for relation in tellings.told(*Act, min_confidence=0.0) if relation.speaker}
    words = context.lexicon("hearsay")
    verbs, bodies = frozenset(words["verbs"]), frozenset(words["bodies"])
    seen: set[str] = set()
    for relation in sorted(context.relations, key=lambda relation: relation.start):
        teller = tellings.by_id.get(relation.parent or "")
        if teller is None or min(relation.confidence, teller.confidence) < least:
            continue
        if not (_is_statement(relation) and _is_statement(teller) and tellings.is_narrated(teller)):
            continue
        speaker, other = relation.speaker, teller.speaker
        if speaker is None or other is None or not _is_another(speaker, other, bodies) or speaker.name in heard | seen:
            continue
        if tellings.attributions.is_quoted(relation.source[0]) or relation.lemma not in verbs:
            continue
        if not (_opens(relation, teller) and _is_noun(context, relation)):
            continue
        if not any(context.parse.doc[index].tag_ in _TELLING for index in context.parse.tokens_in(relation.cue[0])):
            continue
        seen.add(speaker.name or "")
        yield context.finding(
            relation.source[0],
            related=(Related("who tells of it", teller.source[0]),),
            match=context.excerpt(relation.source[0]),
            teller=context.excerpt(teller.source[0]),
        )


def _is_statement(relation: AttributionRelation) -> bool:
    said = relation.act is Act.STATEMENT and relation.modality is Modality.ASSERTED
    return said and bool(relation.source and relation.cue)


def _opens(relation: AttributionRelation, teller: AttributionRelation) -> bool:
    """Whether what is told starts with the other speaker: “said that Moss told her”, not “said it, while Moss said”."""
    source, cue = relation.source[0], relation.cue[0]
    is_first = any(0 <= source.start - content.start <= _LEAD for content in teller.content)
    return is_first and 0 <= cue.start - source.end <= _GAP


def _is_noun(context: CheckContext, relation: AttributionRelation) -> bool:
    """Whether the source is more than a pronoun."""
    tokens = context.parse.tokens_in(relation.source[0])
    return any(context.parse.doc[index].pos_ in {"NOUN", "PROPN"} for index in tokens)


def _is_another(speaker: Speaker, other: Speaker, bodies: frozenset[str]) -> bool:
    """Whether both have a name or a description, are not one and the same, and `other` is no outlet that relays."""
    if speaker.name is None or other.name is None or not {speaker.kind, other.kind} <= _PEOPLE:
        return False
    if other.kind is SpeakerKind.ORGANISATION and not bodies & set(other.name.lower().split()):
        return False
    return speaker.name.lower() != other.name.lower()


CHECK = Check(
    CheckInfo(
        code="AT311",
        name="hearsay-chain",
        severity=Severity.NOTE,
        message=(
            "“{match}” is heard only through “{teller}”: the reporter has not heard it, and may have it wrong. "
            "Ask who is said to have said it, or say that you could not."
        ),
        since="0.1.0",
        enabled=False,
        guides=("TX",),
        options=(
            Option("min_confidence", 0.6, "Relations attrib is less sure of than this are not looked at.", high=1),
        ),
        lexicons=("hearsay",),
        help=__doc__,
    ),
    run=find_hearsay,
)
