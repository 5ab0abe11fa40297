"""A person's first words in the article under a short name, with neither a full name nor a role.

Why: “Haugen said” tells nothing to a reader who does not know Haugen. Give the full name and who it is where the person
first speaks.

Whoever has a full name, an office, a role, an age or kin beside the name, here or anywhere above, is introduced; a
courtesy title alone introduces nobody, and neither does the short name of a headline. A few people need no
introduction in any paper: they are the list `well_known` of `rules/lexicons/known_names.yaml`, and a newsroom adds its
own with the option `known`. Names that stand for a body, a place or a programme are left alone.

Flagged:
    “We tried everything,” Singh said, and he wept.

Clean:
    “We tried everything,” said Arjun Singh, who runs the clinic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrib.checking import Check, CheckContext, CheckInfo, Option
from attrib.checking.introductions import Introductions
from attrib.checking.tellings import Tellings
from attrib.model import AttributionRelation, Finding, Severity, SpeakerKind

# How resolution comes by a speaker whom the source itself names.
_BY_NAME = frozenset({"name", "surname"})
# A short name by itself is often read as a body's; what else the article says of it decides.
_KINDS = frozenset({SpeakerKind.PERSON, SpeakerKind.ORGANISATION, SpeakerKind.UNKNOWN})
_INTERVIEW = re.compile(r"transcript|answer|dialogue")


def find_unintroduced(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding at the source of the first statement of each person whom nothing introduces."""
    introductions = Introductions(context)
    known = frozenset(context.lexicon("known_names")["well_known"]) | frozenset(context.words("known"))
    seen: set[str] = set()
    tellings = Tellings(context)
    for relation in tellings.told(min_confidence=context.number("min_confidence")):
        speaker = relation.speaker
        if speaker is None or speaker.kind not in _KINDS or not speaker.name or speaker.name in seen:
            continue
        if tellings.is_in_heading(relation) or _is_fragment(context, relation):
            continue
        seen.add(speaker.name)
        if speaker.resolved_by not in _BY_NAME or _INTERVIEW.search(relation.rule):
            continue  # spoken of by a role or a pronoun before, or labelled as one of those who talk
        if _is_unintroduced(relation, introductions, known):
            yield context.finding(relation.source[0], match=context.excerpt(relation.source[0]))


def _is_unintroduced(relation: AttributionRelation, introductions: Introductions, known: frozenset[str]) -> bool:
    word = introductions.short_name(relation.source[0])
    if word is None or word.lower() in known:
        return False
    source = relation.source[0]
    is_plain = relation.speaker is not None and relation.speaker.kind is SpeakerKind.PERSON
    if not introductions.is_person(word, source, is_plain=is_plain) or introductions.is_introduced(word, source):
        return False
    return introductions.near_name(word, source) is None  # one that seems misspelt is AT309's


def _is_fragment(context: CheckContext, relation: AttributionRelation) -> bool:
    """Whether the verb of saying is a participle alone: “Singh talking about bees”, a caption or a post."""
    tokens = [context.parse.doc[index] for span in relation.cue for index in context.parse.tokens_in(span)]
    return bool(tokens) and tokens[0].tag_ == "VBG" and tokens[0].lower_ != "according"


CHECK = Check(
    CheckInfo(
        code="AT308",
        name="unintroduced-speaker",
        severity=Severity.WARNING,
        message=(
            "“{match}” speaks before the article has said who that is: a reader cannot weigh the words. "
            "Give the full name and the role at first mention."
        ),
        since="0.1.0",
        guides=("TX",),
        options=(
            Option("known", (), "Surnames that need no introduction, besides those attrib knows."),
            Option("min_confidence", 0.5, "Relations attrib is less sure of than this are not looked at, 0 to 1."),
        ),
        lexicons=("known_names",),
        help=__doc__,
    ),
    run=find_unintroduced,
)
