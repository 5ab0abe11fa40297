"""An unnamed source, and no word in the story of why it has no name.

Why: a reader who may not know who speaks is owed the reason. It tells what the source had to lose, and shows that the
newsroom asked. Say why the name is withheld, or name the source.

A source is looked at once, where it first speaks. The reason may stand with it, beside it, in a sentence after it or
at another place where it is named. Witnesses, crowds (“residents”, “officials” of a place) and whoever speaks for a
body are left alone: nobody has promised them anything.

The check is off unless selected: much copy leaves officials unnamed as a habit, so that a newsroom has to decide
first whether it wants to be told each time.

Flagged:
    An aide to the minister said the deal was dead.

Clean:
    An aide to the minister, who asked not to be named for fear of dismissal, said the deal was dead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrib.checking import Check, CheckContext, CheckInfo, Option
from attrib.checking.tellings import Tellings, source_hull
from attrib.checking.unnamed import WORDS, is_confidant
from attrib.model import AttributionRelation, Finding, Severity

_REASONED = re.compile(
    r"\b(?:anonymity|anonymously|not (?:to )?be (?:named|identified))\b.*?"
    r"\b(?:because|since|as|for fear|fearing|to avoid|to protect|citing|given|due to|under)\b",
    re.DOTALL | re.IGNORECASE,
)


def find_unexplained(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding where each unnamed source first speaks, unless a reason is given at any of its namings."""
    told = Tellings(context).told(min_confidence=context.number("min_confidence"))
    relations = [relation for relation in told if is_confidant(context, relation)]
    explained = {
        relation.speaker.name
        for relation in context.relations
        if relation.speaker and relation.speaker.anonymity and relation.speaker.anonymity.is_explained
    }
    for relation in relations:
        speaker = relation.speaker
        if speaker is None or speaker.name in explained or _is_said_why(context, relation):
            continue
        explained.add(speaker.name)
        asked = speaker.anonymity is not None and speaker.anonymity.request is not None
        source = source_hull(relation)
        yield context.finding(
            source,
            match=context.excerpt(source),
            what="asked for it, and the story does not say why" if asked else "has no name, and the story says no why",
        )


def _is_said_why(context: CheckContext, relation: AttributionRelation) -> bool:
    """Whether the sentence of the source tells of anonymity and of a reason, to whomever the parse has given it."""
    token = context.parse.token_at(relation.source[0].start)
    if token is None:
        return False
    sentence = context.parse.span_of(token.sent.start, token.sent.end - 1)
    return _REASONED.search(sentence.of(context.article.text)) is not None


CHECK = Check(
    CheckInfo(
        code="AT303",
        name="anonymity-unexplained",
        severity=Severity.WARNING,
        message="“{match}” {what}: a reader is owed the reason. Say why the name is withheld, or name the source.",
        since="0.1.0",
        enabled=False,
        guides=("AP", "NYT"),
        options=(
            Option("min_confidence", 0.5, "Relations attrib is less sure of than this are not looked at, 0 to 1."),
        ),
        lexicons=(WORDS,),
        help=__doc__,
    ),
    run=find_unexplained,
)
