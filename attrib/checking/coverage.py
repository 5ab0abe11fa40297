"""Which attribution covers words of the narration, and how it reaches them.

What counts as attributed follows discourse, not only the sentence: a source named once stands behind the sentences of
the paragraph that elaborate what it said, and behind the items of a list below it.  `Coverage` answers for any words
of the reporter's, and tells by which relation and why, so that a finding can say so and a test can hold it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from attrib.checking.attributions import Attributions, has_source
from attrib.checking.context import CheckContext
from attrib.checking.discourse import SUBJECTS, Link, find_uptake, subject_of
from attrib.model import Act, AttributionRelation, BlockKind, CharSpan, Modality, SpeakerKind

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

MIN_CONFIDENCE = 0.5
# A relation may be less sure where all that is asked is whether words are somebody's at all.
MIN_CONTENT_CONFIDENCE = 0.3
# Sentences over which an attribution runs on before a reader has forgotten it.
LONGEST_RUN = 5
# Acts that go on being told of in the next sentence; a hope or an order ends with its own.
_TOLD = frozenset({Act.STATEMENT, Act.PERCEPTION})
_CLAIMED = frozenset({Modality.ASSERTED})
_PERSONAL = frozenset({"he", "she"})
_ASIDES = frozenset({"relcl", "acl", "appos"})
_ITEM = re.compile(r"[-–—*•·‣▪◦]\s*\S|\(?\d{1,2}[.)]\s")


class Reach(StrEnum):
    """How an attribution reaches the words it covers, from near to far."""

    CONTENT = "content"  # they are the words attributed
    SENTENCE = "sentence"  # their sentence names the source
    CARRIED = "carried"  # the sentences before do, and theirs takes them up
    LIST = "list"  # they are an item under a paragraph that does
    FOLLOWED = "followed"  # the next sentence does, and takes theirs up
    ABOVE = "above"  # the paragraph above ends so, and theirs takes it up


NEAR = frozenset({Reach.CONTENT, Reach.SENTENCE, Reach.CARRIED, Reach.LIST})


@dataclass(frozen=True, slots=True)
class Cover:
    """An attribution that stands behind words, how it reaches them, and for a run by what link and word.

    `relation` is `None` where a list stands under "The trust says:", which has no words of its own to attribute;
    `cue` is where the attribution is made.
    """

    relation: AttributionRelation | None
    reach: Reach
    cue: tuple[CharSpan, ...] = ()
    link: Link | None = None
    word: str = ""


class Coverage:
    """The attributions of an article by the words they cover.

    Relations attrib is less sure of than `min_confidence` cover nothing beyond their own words, and those that nobody
    stands behind, questions, refusals and suppositions nothing at all.
    """

    def __init__(self, context: CheckContext, *, min_confidence: float = MIN_CONFIDENCE) -> None:
        self._context = context
        self._parse = context.parse
        self._attributions = Attributions(context)
        self._min_confidence = min_confidence
        self._words = context.lexicon("discourse")
        self._carried: dict[int, Cover | None] = {}  # by first token of a sentence

    def of(self, token: Token, reaches: Iterable[Reach] = NEAR) -> Cover | None:
        """Return the nearest attribution that covers `token`, by one of `reaches`; `None` where nobody does."""
        allowed = frozenset(reaches)
        for reach in Reach:
            if reach in allowed:
                cover = self._reached(token, reach)
                if cover is not None:
                    return cover
        return None

    def explain(self, cover: Cover) -> str:
        """Return in a clause why the cover holds."""
        cue = " ".join(span.of(self._context.article.text) for span in cover.cue) or "the quotation"
        word = f"“{cover.word}”"
        return {
            Reach.CONTENT: f"attributed by “{cue}”",
            Reach.SENTENCE: f"its sentence has “{cue}”",
            Reach.CARRIED: f"“{cue}” before it, taken up by {word}",
            Reach.LIST: f"listed under “{cue}”",
            Reach.FOLLOWED: f"“{cue}” after it, where {word} takes it up",
            Reach.ABOVE: f"“{cue}” in the paragraph above, taken up by {word}",
        }[cover.reach]

    def _reached(self, token: Token, reach: Reach) -> Cover | None:
        if reach is Reach.CONTENT:
            return self._by_content(token)
        if reach is Reach.SENTENCE:
            return self._by_sentence(token)
        if reach is Reach.LIST:
            return self._by_list(token.sent)
        if reach is Reach.FOLLOWED:
            return self._by_following(token.sent)
        sentence = token.sent
        if reach is Reach.CARRIED:
            return self._carried_to(sentence)
        return self._from_above(sentence)

    def _by_content(self, token: Token) -> Cover | None:
        span = self._parse.span_of(token.i, token.i)
        least = min(self._min_confidence, MIN_CONTENT_CONFIDENCE)
        for relation in self._attributions.over(span):
            if self._counts(relation, least):
                return Cover(relation, Reach.CONTENT, relation.cue)
        return None

    def _by_sentence(self, token: Token) -> Cover | None:
        for relation in self._told_in(token.sent):
            if not self._tells_of_source(token, relation):
                return Cover(relation, Reach.SENTENCE, relation.cue)
        return None

    def _carried_to(self, sentence: Span) -> Cover | None:
        """Return the attribution that the sentences before carry over to `sentence`, whatever it attributes itself."""
        if sentence.start not in self._carried:
            self._carried[sentence.start] = None
            run: list[Span] = []
            before = self.before(sentence)
            while before is not None and len(run) < LONGEST_RUN:
                run.append(before)
                if self._told_in(before):
                    break
                before = self.before(before)
            self._carried[sentence.start] = self._run_over([*reversed(run), sentence])
        return self._carried[sentence.start]

    def _run_over(self, run: list[Span]) -> Cover | None:
        """Return the attribution of the first sentence of `run` where each of the others takes up those before."""
        told = self._told_in(run[0])
        if len(run) < 2 or not told:
            return None
        cover: Cover | None = None
        for sentence in run[1:]:
            cover = self._taken_up(told[-1], run[0].doc[run[0].start : sentence.start], sentence, Reach.CARRIED)
            if cover is None:
                return None
        return cover

    def _taken_up(self, relation: AttributionRelation, before: Span, sentence: Span, reach: Reach) -> Cover | None:
        uptake = find_uptake(sentence, before, self._words)
        if uptake is None or self._is_of_source(sentence, relation):
            return None
        return Cover(relation, reach, relation.cue, uptake.link, uptake.token.text)

    def _by_list(self, sentence: Span) -> Cover | None:
        """Return the attribution of the paragraph that a list item's list stands under."""
        block = self._parse.blocks[sentence.start]
        if not self._is_item(block):
            return None
        while block > 0 and self._is_item(block):
            block -= 1
        tokens = self._parse.block_tokens.get(block)
        if not tokens or self._context.article.blocks[block].span.of(self._context.article.text)[-1:] != ":":
            return None
        lead_in = self._parse.doc[tokens[-1]].sent
        told = self._told_in(lead_in)
        if told:
            return Cover(told[-1], Reach.LIST, told[-1].cue)
        for token in lead_in:
            if token.pos_ == "VERB" and token.lemma_.lower() in self._words["lead_ins"]:
                return Cover(None, Reach.LIST, (self._parse.span_of(token.i, token.i),))
        return None

    def _by_following(self, sentence: Span) -> Cover | None:
        following = self.after(sentence)
        if following is None:
            return None
        for relation in self._told_in(following):
            uptake = find_uptake(following, sentence, self._words, subject=self._subject_told_of(relation))
            if uptake is not None:
                return Cover(relation, Reach.FOLLOWED, relation.cue, uptake.link, uptake.token.text)
        return None

    def _subject_told_of(self, relation: AttributionRelation) -> Token | None:
        """Return the first subject in the words attributed."""
        for span in relation.content:
            for index in self._parse.tokens_in(span):
                if self._parse.doc[index].dep_ in SUBJECTS:
                    found: Token = self._parse.doc[index]
                    return found
        return None

    def _from_above(self, sentence: Span) -> Cover | None:
        """Return what the last sentence above the paragraph's first has, where the paragraph runs on to `sentence`."""
        first = sentence
        before = self.before(first)
        while before is not None:
            first, before = before, self.before(before)
        tokens = self._parse.block_tokens.get(self._parse.blocks[sentence.start] - 1)
        if not tokens:
            return None
        above = sentence.doc[tokens[-1]].sent
        told = self._told_in(above)
        carried = self._carried_to(above)
        relation = told[-1] if told else carried.relation if carried is not None else None
        if relation is None or first.start < above.end:
            return None
        if sentence.start != first.start and find_uptake(sentence, first, self._words) is None:
            return None
        return self._taken_up(relation, above, first, Reach.ABOVE)

    def before(self, sentence: Span) -> Span | None:
        """Return the sentence before `sentence` in its paragraph."""
        blocks = self._parse.blocks
        if sentence.start == 0 or blocks[sentence.start - 1] != blocks[sentence.start]:
            return None
        found: Span = sentence.doc[sentence.start - 1].sent
        return found

    def after(self, sentence: Span) -> Span | None:
        """Return the sentence after `sentence` in its paragraph."""
        blocks = self._parse.blocks
        if sentence.end >= len(blocks) or blocks[sentence.end] != blocks[sentence.start]:
            return None
        found: Span = sentence.doc[sentence.end].sent
        return found

    def _told_in(self, sentence: Span) -> list[AttributionRelation]:
        """Return the relations told in the reporter's voice in `sentence`, in order, each once."""
        span = self._parse.span_of(sentence.start, sentence.end - 1)
        found: dict[str, AttributionRelation] = {}
        for relation in (*self._attributions.cued_in(span), *self._attributions.over(span)):
            if relation.act in _TOLD and relation.parent is None and self._counts(relation):
                found[relation.id] = relation
        return sorted(found.values(), key=lambda relation: relation.start)

    def _counts(self, relation: AttributionRelation, min_confidence: float | None = None) -> bool:
        """Whether somebody is said to have said it, in narration, and attrib is sure enough."""
        if not has_source(relation) or relation.modality not in _CLAIMED:
            return False
        if relation.confidence < (self._min_confidence if min_confidence is None else min_confidence):
            return False
        return not any(self._attributions.is_quoted(part) for part in relation.cue)

    def _tells_of_source(self, token: Token, relation: AttributionRelation) -> bool:
        """Whether the clause of `token` tells what the source is or does, as an aside or beside the cue."""
        sources = {index for span in relation.source for index in self._parse.tokens_in(span)}
        if token.i in sources:
            return True
        here = token
        while True:
            if any(child.i in sources for child in here.lefts if child.dep_ in SUBJECTS):
                return True
            if here.dep_ in _ASIDES and here.head.i in sources:
                return True
            if here.head.i == here.i or here.dep_ in {"ccomp", "advcl"}:
                return False
            if here.dep_ == "conj" and not any(child.dep_ in SUBJECTS for child in here.lefts):
                here = here.head  # "Lee shut the book and said …": one subject for both
                continue
            here = here.head

    def _is_of_source(self, sentence: Span, relation: AttributionRelation) -> bool:
        """Whether the sentence is about the source itself, and not about what it said.

        By name, or by a pronoun for a person in whose words nobody else appears.
        """
        subject = subject_of(sentence)
        speaker = relation.speaker
        if subject is None or speaker is None:
            return False
        name = (speaker.name or "").lower().split()
        if subject.tag_ in {"NNP", "NNPS"} and name and subject.lower_ in name:
            return True
        if subject.lower_ not in _PERSONAL or speaker.kind is not SpeakerKind.PERSON:
            return False
        return not self._content_has_people(relation)

    def _content_has_people(self, relation: AttributionRelation) -> bool:
        """Whether the words attributed speak of a person, the speaker included."""
        for span in relation.content:
            for index in self._parse.tokens_in(span):
                token = self._parse.doc[index]
                if token.ent_type_ == "PERSON" or token.lower_ in {"he", "she", "him", "his", "her", "i", "we"}:
                    return True
                if self._parse.masked[index]:
                    return True  # quoted words are not read: somebody may be in them
        return False

    def _is_item(self, block: int) -> bool:
        item = self._context.article.blocks[block]
        if item.kind is BlockKind.LIST:
            return True
        start = item.span.start
        return _ITEM.match(self._context.article.text, start, min(item.span.end, start + 8)) is not None
