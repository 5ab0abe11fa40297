"""What a person believes, feels, fears or wants, with no saying of it.

Why: a reporter hears what somebody says and cannot see what somebody thinks. Unless the copy shows how it is known, say
that the person said so.

A saying of the same speaker in the paragraph or one beside it clears it, and so does another source in the sentence.
Off by default: many stories tell what people want in passing, from interviews that are quoted elsewhere.

Flagged:
    Mayor Ada Lunn believes the harbour will pay for itself.

Clean:
    Mayor Ada Lunn said she believes the harbour will pay for itself.

    Kell fears that the mill will close. “They have stopped buying wheat,” he said.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrib.checking import Check, CheckContext, CheckInfo, Option
from attrib.checking.attributions import Attributions
from attrib.checking.cues import CueVerb, cue_verbs
from attrib.model import Act, Finding, Severity, SpeakerKind

_MINDS = frozenset({Act.BELIEF, Act.INTENTION, Act.PERCEPTION})


def find_mind_reading(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each state of a named person's mind that no saying beside it shows."""
    attributions = Attributions(context)
    said = _sayings(context, attributions)
    verbs = frozenset(context.words("verbs"))
    for cue in cue_verbs(context):
        speaker = cue.relation.speaker
        if cue.relation.act not in _MINDS or cue.relation.lemma not in verbs or speaker is None:
            continue
        if speaker.kind is not SpeakerKind.PERSON or speaker.name is None or _is_told(context, attributions, cue):
            continue
        block = attributions.block_of(cue.span.start)
        if not any((near, speaker.name) in said for near in (block - 1, block, block + 1)):
            yield context.finding(cue.span, cue=context.excerpt(cue.span), speaker=speaker.name)


def _sayings(context: CheckContext, attributions: Attributions) -> frozenset[tuple[int, str]]:
    """Return which speaker makes a statement in which block."""
    return frozenset(
        (attributions.block_of(relation.start), relation.speaker.name)
        for relation in context.relations
        if relation.act is Act.STATEMENT and relation.speaker is not None and relation.speaker.name is not None
    )


def _is_told(context: CheckContext, attributions: Attributions, cue: CueVerb) -> bool:
    """Whether another relation with a source holds the verb in its content or speaks in its sentence."""
    whole = context.parse.span_of(cue.sentence.start, cue.sentence.end - 1)
    others = [*attributions.over(cue.span), *attributions.cued_in(whole)]
    return any(
        other.id != cue.relation.id
        and other.source
        and other.act is Act.STATEMENT
        and other.source != cue.relation.source
        for other in others
    )


CHECK = Check(
    CheckInfo(
        code="AT404",
        name="mind-reading",
        severity=Severity.NOTE,
        enabled=False,
        message=(
            "“{cue}” tells what goes on in {speaker}'s mind, and nothing here tells how that is known. "
            "Say that {speaker} said so, or how it shows."
        ),
        since="0.1.0",
        guides=("TX",),
        options=(
            Option(
                "verbs",
                ("believe", "desire", "dread", "fear", "feel", "hate", "hope", "think", "want", "wish", "worry"),
                "Verbs of the mind looked for, by their dictionary form.",
            ),
            Option("min_confidence", 0.5, "Relations attrib is less sure of than this are not looked at, 0 to 1."),
        ),
        help=__doc__,
    ),
    run=find_mind_reading,
)
