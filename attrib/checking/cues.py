"""Verbs of speech as the checks of wording look at them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from attrib.checking.attributions import Attributions
from attrib.checking.context import CheckContext
from attrib.model import AttributionRelation, CharSpan, Modality

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


# Letters that a verb's forms share with its dictionary form; the parser's own lemma of a verb is often another word's.
STEM = 3
_HELPING = frozenset({"aux", "auxpass"})
_INFINITIVE = "VB"


@dataclass(frozen=True)
class CueVerb:
    """A relation whose cue is a verb in the reporter's own words, that verb, and what is flagged of the cue."""

    relation: AttributionRelation
    token: Token
    span: CharSpan
    sentence: Span


def cue_verbs(context: CheckContext) -> Iterator[CueVerb]:
    """Yield the verbs of speech in running text, in the order of the text.

    Left out are infinitives, cues inside quotation marks, what is denied, asked or supposed to have been said,
    relations that a source tells of, and those attrib is less sure of than the check's option `min_confidence`.
    """
    attributions = Attributions(context)
    sourced = {relation.id for relation in context.relations if relation.source}
    least = context.number("min_confidence")
    found = []
    for relation in context.relations:
        if not relation.cue or relation.parent in sourced or relation.confidence < least:
            continue
        if relation.modality is not Modality.ASSERTED:
            continue
        start = relation.cue[0].start
        if attributions.is_running(attributions.block_of(start)) and not attributions.is_quoted(relation.cue[0]):
            verb = _verb(context, relation)
            if verb is not None:
                found.append(verb)
    yield from sorted(found, key=lambda verb: verb.span)


def _verb(context: CheckContext, relation: AttributionRelation) -> CueVerb | None:
    """Return the verb of the relation's lemma in its cue, particle included; `None` where its cue is no verb."""
    head, _, particle = relation.lemma.partition(" ")
    parse = context.parse
    tokens = [parse.doc[index] for span in relation.cue for index in parse.tokens_in(span)]
    for token in tokens:
        if token.pos_ != "VERB" or token.tag_ == _INFINITIVE or token.dep_ in _HELPING:
            continue
        if token.lower_[:STEM] == head[:STEM]:
            last = next((item for item in tokens if particle and item.i > token.i and item.lower_ == particle), token)
            return CueVerb(relation, token, parse.span_of(token.i, last.i), token.sent)
    return None
