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
from functools import cache

from attrib.checking import Check, CheckContext, CheckInfo, Option
from attrib.checking.introductions import Introductions
from attrib.checking.tellings import Tellings
from attrib.model import AttributionRelation, Finding, Severity, SpeakerKind
from attrib.rulefiles import load_lexicon, rules_dir

# How resolution comes by a speaker whom the source itself names.
_BY_NAME = frozenset({"name", "surname"})
# A short name by itself is often read as a body's; what else the article says of it decides.
_KINDS = frozenset({SpeakerKind.PERSON, SpeakerKind.ORGANISATION, SpeakerKind.UNKNOWN})
_INTERVIEW = re.compile(r"transcript|answer|dialogue")


_FEW_BLOCKS = 3
_STOPS = frozenset(".!?:;,)…—")
_SENTENCE_WITHIN = re.compile(r"[.!?][”\"’']?\s+\S")


@cache
def _well_known() -> frozenset[str]:
    return frozenset(load_lexicon(rules_dir() / "lexicons" / "known_names.yaml")["well_known"])


def find_unintroduced(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding at the source of the first statement of each person whom nothing introduces."""
    introductions = Introductions(context)
    option = context.option("known")
    known = _well_known() | {str(word).lower() for word in (option if isinstance(option, (tuple, list)) else ())}
    seen: set[str] = set()
    for relation in Tellings(context).told(min_confidence=context.number("min_confidence")):
        speaker = relation.speaker
        if speaker is None or speaker.kind not in _KINDS or not speaker.name or speaker.name in seen:
            continue
        if _is_headline(context, relation):
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
    is_plain = relation.speaker is not None and relation.speaker.kind is SpeakerKind.PERSON
    return introductions.is_person(word, is_plain=is_plain) and not introductions.is_introduced(word, relation.source[0])


def _is_headline(context: CheckContext, relation: AttributionRelation) -> bool:
    """Whether the relation stands in a line that no reader marked as a headline: who it names is told below.

    That is a paragraph without a full stop, and a first one of a single sentence.
    """
    blocks, text = context.article.blocks, context.article.text
    block = context.article.block_at(relation.source[0].start)
    if block is None or len(blocks) < _FEW_BLOCKS:
        return False
    words = block.span.of(text)
    if words.rstrip("”\"’' ")[-1:] not in _STOPS:
        return True
    return block is blocks[0] and _SENTENCE_WITHIN.search(words) is None


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
        help=__doc__,
    ),
    run=find_unintroduced,
)
