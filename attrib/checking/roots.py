"""To whom the attributions of an article trace in the end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrib.checking.context import CheckContext
from attrib.checking.tellings import Tellings, source_hull
from attrib.model import Act, AttributionRelation, Modality, ReportingSource, SpeakerKind

_ASKED = re.compile(r"transcript|answer|label|dialogue")
_OUTLET = re.compile(
    r"\b(?:told|tells|telling|spoke to|speaking to|speaking on|interview with)\s+(?:the\s+)?(?:[A-Z][\w.’']*\s+){0,4}"
    r"(?:BBC|CNN|ABC|NBC|CBS|News|Radio|Sport|Live|Today|Times|Post|Journal|Magazine|Herald|Tribune)\b"
)
_SPOKEN = frozenset({Act.STATEMENT, Act.BELIEF, Act.PERCEPTION})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_COURTESY = re.compile(r"^(?:the|a|an|mr|mrs|ms|dr)\.?\s+")


def is_credit(context: CheckContext, relay: ReportingSource) -> bool:
    """Whether the relay is the credit of a dateline, “LISLE (Meridian Press) -”: the outlet itself."""
    text, span = context.article.text, relay.span
    return text[max(0, span.start - 1) : span.start] == "(" and text[span.end : span.end + 1] == ")"


class Roots:
    """The roots of what is told in an article: who said it, or who brought the words.

    `told` are the attributions counted, `is_single` tells whether all have one root and nobody else was asked, `name`
    whose it is.
    """

    def __init__(self, context: CheckContext, *, min_confidence: float) -> None:
        self._context = context
        self._tellings = Tellings(context)
        self.told = list(self._tellings.told(*_SPOKEN, min_confidence=min_confidence))
        self._beside = dict(self._descriptions())
        roots = {self._root(relation) for relation in self.told}
        self.name: str | None = next(iter(roots), None) if len(roots) == 1 else None
        self.is_single = self.name is not None and not self._is_another_heard(min_confidence)

    @property
    def first(self) -> AttributionRelation:
        """The first of those told, below the heading where there is one.

        Raises `IndexError` where nothing is told.
        """
        below = (relation for relation in self.told if not self._tellings.is_in_heading(relation))
        return next(below, self.told[0])

    @property
    def is_interview(self) -> bool:
        """Whether the article has questions and answers, or is what one speaker told an outlet."""
        if any(_ASKED.search(relation.rule) for relation in self._context.relations):
            return True
        return _OUTLET.search(self._context.article.text) is not None

    def _root(self, relation: AttributionRelation) -> str | None:
        """Return the name of the root of a relation, `None` where it is not plain."""
        for relay in relation.reporting_sources:
            if not is_credit(self._context, relay):
                return relay.name
        speaker = relation.speaker
        if source_hull(relation).of(self._context.article.text).lower() in _RELATIVE:
            return None
        if speaker is None or speaker.is_ambiguous or speaker.kind is SpeakerKind.AUTHOR:
            return None
        return self._beside.get(_plain(speaker.name or ""), speaker.name)

    def _descriptions(self) -> Iterator[tuple[str, str]]:
        """Yield what stands beside the name of a source, and the name: “Kesta, the state news agency”."""
        for relation in self._context.relations:
            if relation.speaker is not None and relation.speaker.name and relation.source:
                name, _, beside = source_hull(relation).of(self._context.article.text).partition(", ")
                if beside and _plain(name) == _plain(relation.speaker.name):
                    yield _plain(beside), relation.speaker.name

    def _is_another_heard(self, min_confidence: float) -> bool:
        """Whether somebody else refused, denied or was asked, or words stand there that are nobody's in particular."""
        for relation in self._context.relations:
            if relation.act not in _SPOKEN or relation.confidence < min_confidence:
                continue
            if not self._tellings.is_narrated(relation):
                continue
            root = self._root(relation)
            if root is None and relation.modality is Modality.ASSERTED:
                return True
            if root is not None and _plain(root) != _plain(self.name or ""):
                return True
        return False


def _plain(name: str) -> str:
    return _COURTESY.sub("", name.lower())
