"""Which sources an article leaves unnamed at somebody's wish, as against crowds and those who speak for a body."""

from __future__ import annotations

from attrib.checking.context import CheckContext
from attrib.checking.tellings import source_hull
from attrib.model import AttributionRelation, SpeakerKind

WORDS = "unnamed_sources"  # the lexicon a check that asks has to name


def is_confidant(context: CheckContext, relation: AttributionRelation) -> bool:
    """Whether the source is left unnamed and told things in confidence, as far as its description goes.

    It is where it asked for it or is said how it knows, and where it is one of those who talk only so (“an aide”,
    “two officials”).  Witnesses and crowds are not, nor is whoever speaks for a body or holds its only office (“the
    party's chairman”).
    """
    speaker = relation.speaker
    if speaker is None or speaker.kind is not SpeakerKind.ANONYMOUS or speaker.anonymity is None:
        return False
    told = speaker.anonymity
    lexicon, text = context.lexicon(WORDS), context.article.text
    words = source_hull(relation).of(text).lower().split()
    role = told.role.of(text).lower().split() if told.role else words
    if not words or not role or _ends_in_name(context, relation):
        return False
    if told.request is not None:
        return True
    if words[0] in lexicon["definite"] or set(role) & set(lexicon["spokespeople"]):
        return False
    if told.knowledge is not None or role[-1] in lexicon["insiders"]:
        return True
    is_one = told.count is not None or words[0] in lexicon["indefinite"]
    is_placed = role[-1] in lexicon["people"] and told.affiliation is not None
    return is_one and (is_placed or role[-1] in lexicon["confidants"])


def _ends_in_name(context: CheckContext, relation: AttributionRelation) -> bool:
    """Whether a person's full name closes the source, which resolution has taken for a description."""
    tokens = context.parse.tokens_in(source_hull(relation))
    last = [context.parse.doc[index] for index in tokens if context.parse.doc[index].is_alpha][-2:]
    return len(last) == 2 and all(token.tag_ == "NNP" for token in last) and "PERSON" in {t.ent_type_ for t in last}
