"""The statements that the reporter tells of, and what several checks of sources ask of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from attrib.checking.attributions import Attributions
from attrib.checking.context import CheckContext
from attrib.model import Act, AttributionRelation, CharSpan, Modality

# Below this a relation is more likely misread than right.
SURE = 0.5

# An article of fewer paragraphs is as likely to have no heading.
_FEW_BLOCKS = 3
# Words of the longest line below a headline.
_DECK = 20
# A label of the article's parts, and among how many blocks it is looked for.
_LABEL = re.compile(r"[A-Z]{4,}(?: [A-Z]{3,}){0,2}[.:]?")
_LABELS = 7
_STOPS = frozenset(".!?:;,)…—")
_SENTENCE_WITHIN = re.compile(r"[.!?][”\"’']?\s+\S")


class Tellings:
    """An article's relations as a reader meets them: who tells of each, and where."""

    def __init__(self, context: CheckContext) -> None:
        self._context = context
        self.attributions = Attributions(context)
        self._sourced = {relation.id for relation in context.relations if relation.source}
        self.by_id = {relation.id: relation for relation in context.relations}
        self._all = sorted(context.relations, key=lambda relation: relation.start)

    def told(self, *acts: Act, min_confidence: float = SURE) -> Iterator[AttributionRelation]:
        """Yield the relations of running text with a source that the reporter asserts, in the order of the text.

        Without `acts` those are statements.  Left out are relations within another source's words: nobody is to be
        faulted for what somebody else tells.
        """
        wanted = acts or (Act.STATEMENT,)
        for relation in self._all:
            if relation.act not in wanted or relation.confidence < min_confidence or not relation.source:
                continue
            if relation.modality is Modality.ASSERTED and relation.speaker is not None and self.is_narrated(relation):
                yield relation

    def is_narrated(self, relation: AttributionRelation) -> bool:
        """Whether the reporter tells of the relation in running text, in words of the reporter's own."""
        if relation.parent in self._sourced:
            return False
        place = source_hull(relation)
        block = self.attributions.block_of(place.start)
        return self.attributions.is_running(block) and not self.attributions.is_quoted(place)

    def is_in_heading(self, relation: AttributionRelation) -> bool:
        """Whether the relation stands in a line that is a heading though no reader marked it as one.

        That is a paragraph without a full stop, a first one of a single sentence, a second one below it that is short
        and names somebody whose full name follows at once, and the summary above a line such as "FULL TEXT" that
        archives print.
        """
        blocks, text = self._context.article.blocks, self._context.article.text
        number = self.attributions.block_of(source_hull(relation).start)
        if len(blocks) < _FEW_BLOCKS:
            return False
        words = blocks[number].span.of(text)
        if words.rstrip("”\"’' ")[-1:] not in _STOPS:
            return True
        if number < self._top or (number == 0 and _SENTENCE_WITHIN.search(words) is None):
            return True
        return number == 1 and self._is_deck(relation, words)

    def _is_deck(self, relation: AttributionRelation, words: str) -> bool:
        blocks, text = self._context.article.blocks, self._context.article.text
        name = relation.speaker.name if relation.speaker is not None else None
        if len(words.split()) > _DECK or _SENTENCE_WITHIN.search(words) or not name or " " not in name:
            return False
        return name in blocks[2].span.of(text) and name not in words

    @cached_property
    def _top(self) -> int:
        """The number of the first block below the last label in capitals among the first few."""
        text, blocks = self._context.article.text, self._context.article.blocks
        labels = [number for number, block in enumerate(blocks[:_LABELS]) if _LABEL.fullmatch(block.span.of(text))]
        return labels[-1] + 1 if labels else 0


def source_hull(relation: AttributionRelation) -> CharSpan:
    """Return the words of the source from first to last; where there is none, of the content."""
    spans = relation.source or relation.content
    return CharSpan(spans[0].start, spans[-1].end)
