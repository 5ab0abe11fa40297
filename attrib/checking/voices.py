"""Whether what stands around an unnamed source makes plain who it is."""

from __future__ import annotations

import re
from functools import cache

from attrib.checking.attributions import Attributions
from attrib.checking.context import CheckContext
from attrib.model import Act, AttributionRelation, SpeakerKind
from attrib.rulefiles import load_lexicon, rules_dir

_TOLD = frozenset({Act.STATEMENT, Act.BELIEF})
# Who answers does not bear out, and who speaks for somebody is no expert.
_ANSWERS = frozenset({"contradict", "counter", "deny", "disagree", "dismiss", "dispute", "rebut", "reject", "retort"})
_SPOKEN_FOR = ("spokesman", "spokeswoman", "spokesperson", "mayor", "minister", "president", "secretary")
# What tells who somebody is, where the source as read leaves it out: "Lee, from Holm Bank, told".
_TOLD_AFTER = re.compile(r"\s*,\s*(?:from|of|at|with|an?|the|who|[a-z]+ (?:of|at|for|with))\b")
_SOME = frozenset({"some", "many", "most", "several", "few", "others"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@cache
def _people() -> frozenset[str]:
    """Return the nouns for people taken together, as written in lower case."""
    return frozenset(load_lexicon(rules_dir() / "lexicons" / "groups.yaml")["plural"])


def _goes_on(relation: AttributionRelation, following: AttributionRelation) -> bool:
    """Whether a later statement is the same source's: “many believe it will, saying the harvest was poor”."""
    one, other = relation.speaker, following.speaker
    return one is not None and other is not None and one.name is not None and one.name == other.name


class Voices:
    """The voices of an article in the order of the text."""

    def __init__(self, context: CheckContext) -> None:
        self._context = context
        self._attributions = Attributions(context)
        told = (item for item in context.relations if item.parent is None and item.act in _TOLD)
        self._told = sorted(told, key=lambda relation: relation.start)

    def make_plain(self, relation: AttributionRelation) -> bool:
        """Whether somebody named bears out the relation's source, or it is some of people just spoken of."""
        return self._is_borne_out(relation) or self._is_some_of(relation)

    def _is_borne_out(self, relation: AttributionRelation) -> bool:
        """Whether the next statement, in the paragraph or the one below, is of somebody introduced there by name.

        News copy says what analysts think, and then quotes an analyst.
        """
        end = max(span.end for span in (*relation.content, *relation.cue, *relation.source))
        later = (item for item in self._told if item.start >= end and item.source and not _goes_on(relation, item))
        following = next(later, None)
        if following is None:
            return False
        blocks = [self._attributions.block_of(place.start) for place in (relation, following)]
        return blocks[1] - blocks[0] <= 1 and self._is_introduced(following)

    def _is_introduced(self, relation: AttributionRelation) -> bool:
        """Whether the source has a name and tells who bears it, for the first time, and does not answer."""
        speaker = relation.speaker
        if speaker is None or not speaker.name or relation.lemma in _ANSWERS:
            return False
        if speaker.kind is SpeakerKind.DOCUMENT:  # "a survey of 280 schemes by Meridian Data"
            return any(word[0].isupper() for word in speaker.name.split()[1:])
        if speaker.kind not in {SpeakerKind.PERSON, SpeakerKind.ORGANISATION}:
            return False
        words = " ".join(span.of(self._context.article.text) for span in relation.source).lower()
        is_told = _TOLD_AFTER.match(self._context.article.text, relation.source[-1].end) is not None
        if len(words.split()) <= len(speaker.name.split()) and not is_told:
            return False
        if any(role in words for role in _SPOKEN_FOR):
            return False
        earlier = (item for item in self._told if item.start < relation.start and item.speaker is not None)
        return all(item.speaker is None or item.speaker.name != speaker.name for item in earlier)

    def _is_some_of(self, relation: AttributionRelation) -> bool:
        """Whether the source is a word for some of people who are a subject before it, in its sentence or the last."""
        parse = self._context.parse
        if len(relation.source) != 1 or relation.source[0].of(self._context.article.text).lower() not in _SOME:
            return False
        token = parse.token_at(relation.source[0].start)
        if token is None:
            return False
        first = token.sent.start
        if first > 0 and parse.blocks[first - 1] == parse.blocks[token.i]:
            first = token.doc[first - 1].sent.start
        for other in token.doc[first : token.i]:
            people = other.tag_ == "NNPS" or other.lower_ in _people() or other.lower_ in {"they", "these", "those"}
            if people and other.dep_ in _SUBJECTS:
                return True
        return False
