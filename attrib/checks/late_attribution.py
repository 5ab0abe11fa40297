"""A speaker who is named only after several quoted sentences.

Why: a reader cannot weigh words without knowing whose they are, and takes them for the last speaker's meanwhile. Name
the speaker before the words, or where the first sentence ends.

Words are counted from the opening mark to where source or reporting verb begins. Two short sentences are read at one
glance and are let pass. A speaker whom the sentences or the paragraph before have named, one who goes on and one who is
a pronoun are known to the reader already. Interviews, transcripts and quotations with a by-line have a form of their
own.

Flagged:
    The yard closed in June. “We lost stock. We lost staff. We lost hope,” said Pia Berg, who ran it.

Clean:
    The yard closed in June. “We lost stock,” said Pia Berg, who ran it. “We lost staff. We lost hope.”
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrib.checking import Check, CheckContext, CheckInfo, Option, Scope
from attrib.checking.spoken import Spoken, SpokenWords, is_named_in, is_pronoun, sentence_count, words_of
from attrib.model import AttributionRelation, CharSpan, Finding, QuotationUse, Related, Severity

# Characters before a quotation in which its speaker is looked for: a paragraph or two, but not a book on one line.
_REACH = 2000


def find_late(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each run of one speaker's quotations that ends long after it began in the speaker's name."""
    for relation, led in _led_by_words(SpokenWords(context).all):
        if relation.confidence < context.number("min_confidence") or is_pronoun(context.article.text, relation):
            continue
        text = context.article.text
        words = sum(words_of(text, spoken.quotation) for spoken in led)
        sentences = sum(sentence_count(spoken.quotation.inner.of(text)) for spoken in led)
        if not _is_late(context, words, sentences) or _is_known(context, relation, led[0]):
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


def _is_known(context: CheckContext, relation: AttributionRelation, first: Spoken) -> bool:
    """Whether the paragraph of the quotation, up to it, or the one before names the speaker."""
    blocks = context.article.blocks
    block = first.quotation.block
    start = max(blocks[max(0, block - 1)].span.start, first.start - _REACH)
    return is_named_in(context.article.text, relation, CharSpan(start, first.start))


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
            Option("short_words", 20, "One sentence more may, where all of them have no more words than this."),
            Option("min_confidence", 0.5, "Relations attrib is less sure of than this are not looked at.", high=1),
        ),
        help=__doc__,
    ),
    run=find_late,
)
