"""Quoted words of somebody whom the article names, in the order in which a reader meets them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

from attrib.checking.attributions import RUNNING_TEXT, has_source, run_ons
from attrib.checking.context import CheckContext
from attrib.checking.marks import torn_quotations
from attrib.duplicates import Said, same_speaker
from attrib.model import AttributionRelation, CharSpan, Quotation, QuotationUse, SpanIndex
from attrib.rulefiles import shipped_lexicon

WORDS_OF_SOMEBODY = frozenset({QuotationUse.SPEECH, QuotationUse.FRAGMENT})
# Turns of a transcript and quotations with a by-line have a form of their own that tells who speaks.
SET_OUT = frozenset({"label", "by-line"})
PRONOUNS = frozenset(
    {"he", "she", "they", "it", "i", "we", "you", "who", "which", "this", "that", "one", "both", "another"}
)
# The end of a sentence, unless its last word is an abbreviation or an initial.
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]*(?P<next>[A-Z0-9]))")
_LAST_WORD = re.compile(r"[^\W_]*\Z")
# Longer than any abbreviation: how far back its beginning is looked for.
_REACH = 12
# Characters of the longest sentence that is looked through.
_SENTENCE_REACH = 600
_NAME_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SHORT = 3


@dataclass(frozen=True, slots=True)
class Spoken:
    """A quotation of running text with both its marks, and the attribution that says whose words they are.

    `relation` is the innermost that has a source outside the quotation, `None` where there is none.
    """

    quotation: Quotation
    relation: AttributionRelation | None

    @property
    def start(self) -> int:
        """Where the opening mark stands."""
        return self.quotation.span.start

    @property
    def end(self) -> int:
        """Where the closing mark ends."""
        return self.quotation.span.end

    @property
    def named_at(self) -> int:
        """Where the words that tell whose they are begin, cue or source; -1 where nothing does."""
        relation = self.relation
        if relation is None:
            return -1
        return min((span.start for span in (*relation.source, *relation.cue)), default=-1)


class SpokenWords:
    """The quotations of an article that are words of somebody, and whose they are."""

    def __init__(self, context: CheckContext) -> None:
        self._context = context
        self._text = context.article.text
        self._contents = SpanIndex(
            (span, relation)
            for relation in context.relations
            if has_source(relation) and relation.rule not in SET_OUT
            for span in relation.content
        )
        self._sizes = {relation.id: sum(map(len, relation.content)) for relation in context.relations}
        self._set_out = SpanIndex(
            (span, relation) for relation in context.relations if relation.rule in SET_OUT for span in relation.content
        )

    @cached_property
    def all(self) -> tuple[Spoken, ...]:
        """The outermost quotations that are speech or a fragment of it and stand whole in running text, in order.

        Those of transcripts and with a by-line are left out, for their form tells who speaks.
        """
        torn = {quotation.span for quotation in torn_quotations(self._text, self._context.quotations)}
        blocks = self._context.article.blocks
        out: list[Spoken] = []
        for run in run_ons(quotation for quotation in self._context.quotations if not quotation.nested):
            if any(quotation.span in torn or quotation.use not in WORDS_OF_SOMEBODY for quotation in run):
                continue
            if all(blocks[quotation.block].kind in RUNNING_TEXT for quotation in run):
                out.extend(self._of_run(run))
        return tuple(out)

    def _of_run(self, run: Sequence[Quotation]) -> list[Spoken]:
        """Return the paragraphs of one quotation; those that nothing attributes are the next one's speaker's."""
        if any(self._set_out.over(quotation.inner) for quotation in run):
            return []
        out: list[Spoken] = []
        following: AttributionRelation | None = None
        for quotation in reversed(run):
            following = self._relation_of(quotation) or following
            out.append(Spoken(quotation, following))
        return out[::-1]

    def _relation_of(self, quotation: Quotation) -> AttributionRelation | None:
        best: tuple[int, AttributionRelation] | None = None
        for relation in self._contents.over(quotation.inner):
            told_within = relation.cue and all(quotation.span.covers(span) for span in relation.cue)
            if told_within or any(quotation.span.covers(span) for span in relation.source):
                continue
            size = self._sizes.get(relation.id, 0)
            if best is None or size < best[0]:
                best = (size, relation)
        return best[1] if best else None

    def neighbours(self) -> Iterator[tuple[Spoken, Spoken]]:
        """Yield the pairs of utterances side by side whose second has another speaker, named only after the words."""
        for before, spoken in pairwise(self.all):
            if not _is_turn(before, spoken) or not _is_side_by_side(self._text, before, spoken):
                continue
            if not _asks(self._text, before, spoken) and not _is_introduced(self._text, before, spoken):
                yield before, spoken

    def by_block(self) -> dict[int, list[Spoken]]:
        """Return the quotations of each block that has any."""
        out: dict[int, list[Spoken]] = {}
        for spoken in self.all:
            out.setdefault(spoken.quotation.block, []).append(spoken)
        return out


def _is_turn(before: Spoken, spoken: Spoken) -> bool:
    """Whether the two have two speakers, and the second is named only after the words."""
    one, other = before.relation, spoken.relation
    if one is None or other is None or one is other or not other.source or spoken.named_at < spoken.end:
        return False
    if any(quoted.quotation.use is not QuotationUse.SPEECH for quoted in (before, spoken)):
        return False
    return are_two(one, other)


def _is_side_by_side(text: str, before: Spoken, spoken: Spoken) -> bool:
    """Whether nothing but the first speaker's clause or the end of a paragraph stands between the two."""
    between = text[before.end : spoken.start]
    if before.quotation.block == spoken.quotation.block:
        return not ends_sentence(f"{before.quotation.inner.of(text)[-1:]}{between}")
    return not between.strip()


def _asks(text: str, before: Spoken, spoken: Spoken) -> bool:
    """Whether one of the two is a question: in an exchange a reader expects somebody else."""
    return any(quoted.quotation.inner.of(text).rstrip().endswith("?") for quoted in (before, spoken))


def _is_introduced(text: str, before: Spoken, spoken: Spoken) -> bool:
    """Whether the second speaker is named between the two."""
    assert spoken.relation is not None
    return is_named_in(text, spoken.relation, CharSpan(before.end, spoken.start))


def words_of(text: str, quotation: Quotation) -> int:
    """Return how many words stand between the marks."""
    return len(quotation.inner.of(text).split())


def sentence_count(text: str) -> int:
    """Return how many sentences `text` is, at least 1; an abbreviation ends none."""
    return 1 + sum(1 for _ in _sentence_ends(text))


def last_sentence(text: str, before: int) -> CharSpan:
    """Return the sentence that ends right before the offset `before`, as far back as a sentence may reach."""
    start = max(0, before - _SENTENCE_REACH)
    ends = list(_sentence_ends(text[start:before].rstrip()))
    return CharSpan(start + (ends[-1] if ends else 0), before)


def ends_sentence(text: str) -> bool:
    """Whether a sentence ends within `text` and another begins."""
    return next(_sentence_ends(text), None) is not None


def _sentence_ends(text: str) -> Iterator[int]:
    for end in _SENTENCE_END.finditer(text):
        before = _LAST_WORD.search(text[max(0, end.start() - _REACH) : end.start()])
        word = before[0] if before else ""
        is_initial = len(word) == 1 and word.isupper() and word != "I"
        is_number = word == "No" and end["next"].isdigit()
        is_abbreviated = word[:1].isupper() and word != "No" and word.lower() in _abbreviated()
        if not (is_initial or is_number or is_abbreviated):
            yield end.start()


@cache
def _abbreviated() -> frozenset[str]:
    return frozenset(shipped_lexicon("titles")["abbreviated"])


def are_two(one: AttributionRelation, other: AttributionRelation) -> bool:
    """Whether the two are attributed to different speakers, both known by name."""
    return same_speaker(_said(one), _said(other)) is False


def _said(relation: AttributionRelation) -> Said:
    speakers = (relation.speaker,) if relation.speaker else ()
    relays = tuple(source.name for source in relation.reporting_sources)
    return Said((), CharSpan(0, 0), speakers, relays)


def is_pronoun(text: str, relation: AttributionRelation) -> bool:
    """Whether the source is a pronoun alone: whoever it takes up is known to the reader already."""
    words = [word for span in relation.source for word in span.of(text).lower().split()]
    return bool(words) and all(word in PRONOUNS for word in words)


def is_named_in(text: str, relation: AttributionRelation, stretch: CharSpan) -> bool:
    """Whether a word of the speaker's name stands in `stretch`; of a source that has no name, a word of it."""
    names = _name_words(text, relation)
    return any(word in names or word.removesuffix("s") in names for word in _words(stretch.of(text)))


def _name_words(text: str, relation: AttributionRelation) -> frozenset[str]:
    speaker = relation.speaker
    names: Sequence[str] = (speaker.name, *speaker.aliases) if speaker and speaker.name else ()
    words = {word for name in names for word in _words(name) if word[0].isupper()}
    if not words:
        words = {word for span in relation.source for word in _words(span.of(text)) if len(word) > _SHORT}
    return frozenset(words)


def _words(text: str) -> Iterator[str]:
    for match in _NAME_WORD.finditer(text):
        yield match[0].removesuffix("’s").removesuffix("'s")
