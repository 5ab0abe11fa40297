"""Whether an unnamed source is borne out by somebody with a name: analysts said so, and then an analyst says so."""

from __future__ import annotations

from attrib.checking.attributions import Attributions
from attrib.checking.context import CheckContext
from attrib.model import Act, AttributionRelation, SpeakerKind

_TOLD = frozenset({Act.STATEMENT, Act.BELIEF})
# Who answers does not bear out, and who speaks for somebody is no expert.
_ANSWERS = frozenset({"contradict", "counter", "deny", "disagree", "dismiss", "dispute", "rebut", "reject", "retort"})
_SPOKEN_FOR = ("spokesman", "spokeswoman", "spokesperson", "mayor", "minister", "president", "secretary")


class Voices:
    """The voices of an article in the order of the text."""

    def __init__(self, context: CheckContext) -> None:
        self._context = context
        self._attributions = Attributions(context)
        told = (item for item in context.relations if item.parent is None and item.act in _TOLD)
        self._told = sorted(told, key=lambda relation: relation.start)

    def bear_out(self, relation: AttributionRelation) -> bool:
        """Whether the next statement, in the paragraph or the one below, is of somebody introduced there by name."""
        end = max(span.end for span in (*relation.content, *relation.cue, *relation.source))
        following = next((item for item in self._told if item.start >= end), None)
        if following is None:
            return False
        blocks = [self._attributions.block_of(place.start) for place in (relation, following)]
        return blocks[1] - blocks[0] <= 1 and self._is_introduced(following)

    def _is_introduced(self, relation: AttributionRelation) -> bool:
        """Whether the source has a name and tells who bears it, for the first time, and does not answer."""
        speaker = relation.speaker
        if speaker is None or not speaker.name or relation.lemma in _ANSWERS:
            return False
        if speaker.kind not in {SpeakerKind.PERSON, SpeakerKind.ORGANISATION}:
            return False
        words = " ".join(span.of(self._context.article.text) for span in relation.source).lower()
        if len(words.split()) <= len(speaker.name.split()) or any(role in words for role in _SPOKEN_FOR):
            return False
        earlier = (item for item in self._told if item.start < relation.start and item.speaker is not None)
        return all(item.speaker is None or item.speaker.name != speaker.name for item in earlier)
