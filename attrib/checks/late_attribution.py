"""A speaker who is named only after several quoted sentences.

Why: a reader cannot weigh words without knowing whose they are, and takes them for the last speaker's meanwhile. Name
the speaker before the words, or where the first sentence ends.

Words are counted from the opening mark to where source or reporting verb begins. Two short sentences are read at one
glance and are let pass. A speaker whom the paragraphs right before have named, one who goes on and one who is a pronoun
are known to the reader already; a sentence that tells what a body or people of some sort say leads in to one of them;
and of a crowd or an unnamed source a reader learns no more. Interviews, transcripts and quotations with a by-line have
a form of their own. Where another speaker's words stand right before, AT104 speaks.

Flagged:
    The yard closed in June. “We lost stock. We lost staff. We lost hope,” said Pia Berg, who ran it.

Clean:
    The yard closed in June. “We lost stock,” said Pia Berg, who ran it. “We lost staff. We lost hope.”
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrib.checking import Check, CheckContext, CheckInfo, Option, Scope
from attrib.checking.attributions import Attributions
from attrib.checking.spoken import Spoken, SpokenWords, is_named_in, is_pronoun, last_sentence, sentence_count, words_of
from attrib.model import AttributionRelation, CharSpan, Finding, QuotationUse, Related, Severity, SpanIndex, SpeakerKind

# Who speaks for a crowd, or without a name, stays unknown wherever the clause stands.
_UNNAMED = frozenset({SpeakerKind.ANONYMOUS, SpeakerKind.GROUP, SpeakerKind.UNKNOWN})
# Who may speak through somebody else's mouth: "Analysts disagreed", "The union was not convinced".
_BODIES = frozenset({*_UNNAMED, SpeakerKind.ORGANISATION, SpeakerKind.DOCUMENT})
# Characters before a quotation in which its speaker is looked for: some paragraphs, but not a book on one line.
_REACH = 2000


def find_late(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each run of one speaker's quotations that ends long after it began in the speaker's name."""
    is_known, words_spoken = _Known(context), SpokenWords(context)
    told_of = {spoken.start for _, spoken in words_spoken.neighbours()}  # by AT104, with the same cure
    for relation, led in _led_by_words(words_spoken.all):
        if led[0].start in told_of:
            continue
        if relation.confidence < context.number("min_confidence") or is_pronoun(context.article.text, relation):
            continue
        text = context.article.text
        words = sum(words_of(text, spoken.quotation) for spoken in led)
        sentences = sum(sentence_count(spoken.quotation.inner.of(text)) for spoken in led)
        if not _is_late(context, words, sentences) or is_known(relation, led[0]):
            continue
        source = relation.source[0]
        yield context.finding(
            CharSpan(led[0].start, led[-1].end),
            related=[Related("the speaker is named here", source)],
            speaker=context.excerpt(source),
            length=f"{sentences} sentences" if sentences > 1 else f"a sentence of {words} words",
        )


def _led_by_words(spoken: Sequence[Spoken]) -> Iterator[tuple[AttributionRelation, list[Spoken]]]:
    """Yield each relation that tells whose words they are after them, with the quotations before that, in order."""
    runs: dict[str, list[Spoken]] = {}
    relations: dict[str, AttributionRelation] = {}
    for one in spoken:
        if one.relation is not None and one.relation.source and one.quotation.use is QuotationUse.SPEECH:
            runs.setdefault(one.relation.id, []).append(one)
            relations[one.relation.id] = one.relation
    for key, run in runs.items():
        led = [one for one in run if one.end <= run[0].named_at]
        if led:
            yield relations[key], led


def _is_late(context: CheckContext, words: int, sentences: int) -> bool:
    if words > context.number("max_words"):
        return True
    over = sentences - context.number("max_sentences")
    return over > 1 or (over == 1 and words > context.number("short_words"))


class _Known:
    """Tells whether a reader knows a speaker already."""

    def __init__(self, context: CheckContext) -> None:
        self._context = context
        attributions = Attributions(context)
        self._names: dict[int, set[str | None]] = {}  # of those who spoke, by block, with those a pronoun may be
        for relation in context.relations:
            if relation.source and relation.speaker is not None:
                names = self._names.setdefault(attributions.block_of(relation.source[0].start), set())
                names.update(candidate.name for candidate in relation.speaker.candidates)
                if relation.speaker.name or _points_back(context.article.text, relation):
                    names.add(relation.speaker.name)
        self._others = SpanIndex(
            (span, relation)
            for relation in context.relations
            if relation.speaker is not None and relation.speaker.kind in _BODIES
            for span in relation.source
        )

    def __call__(self, relation: AttributionRelation, first: Spoken) -> bool:
        """Whether the speaker was named or spoke right before, in the paragraph or those above it.

        Somebody unnamed who spoke right before, a “he” or “the senator”, may have been the same one.
        """
        speaker = relation.speaker
        if speaker is None or speaker.name is None or speaker.kind in _UNNAMED:
            return True
        block = first.quotation.block
        top = max(0, block - int(self._context.number("memory")))
        if None in self._names.get(block - 1, ()) or self._is_led_in(relation, first):
            return True
        if any(speaker.name in self._names.get(above, ()) for above in range(top, block)):
            return True
        start = max(self._context.article.blocks[top].span.start, first.start - _REACH)
        return is_named_in(self._context.article.text, relation, CharSpan(start, first.start))

    def _is_led_in(self, relation: AttributionRelation, first: Spoken) -> bool:
        """Whether the sentence before tells what a body or people of some sort say, of whom one is quoted now."""
        sentence = last_sentence(self._context.article.text, first.start)
        return any(other is not relation for other in self._others.over(sentence))


def _points_back(text: str, relation: AttributionRelation) -> bool:
    """Whether the source takes up somebody spoken of before: a pronoun, or a noun with “the”."""
    return is_pronoun(text, relation) or relation.source[0].of(text).lower().startswith("the ")


CHECK = Check(
    CheckInfo(
        code="AT103",
        name="late-attribution",
        severity=Severity.WARNING,
        message=(
            "A reader has {length} to go before learning that {speaker} speaks, and takes the words for somebody "
            "else's meanwhile. Name the speaker before them, or after the first sentence."
        ),
        since="0.1.0",
        scope=Scope.QUOTATION,
        guides=("GU", "TX"),
        options=(
            Option("max_sentences", 1, "Quoted sentences that may stand before the speaker is named.", low=1),
            Option("max_words", 40, "Quoted words that may, in however few sentences.", low=1),
            Option("short_words", 25, "One sentence more may, where all of them have no more words than this."),
            Option("memory", 3, "Paragraphs back in which a reader who met the speaker's name still has it.", low=1),
            Option("min_confidence", 0.5, "Relations attrib is less sure of than this are not looked at.", high=1),
        ),
        help=__doc__,
    ),
    run=find_late,
)
