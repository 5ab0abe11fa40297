"""Three or more scraps of one speaker's words in a sentence.

Why: words cut so small tell a reader nothing that plain words would not, and marks in such numbers look like doubt.
Quote the one that matters, whole, and tell the rest in your own words.

Flagged:
    The plan was “bold”, “fair” and “overdue”, Tom Kerr said.

Clean:
    Tom Kerr called the plan bold, fair and “long overdue for this town”.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from attrib.checking import Check, CheckContext, CheckInfo, Option, Scope
from attrib.checking.spoken import Spoken, SpokenWords, ends_sentence
from attrib.model import CharSpan, Finding, Related, Severity


def find_fragments(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each sentence in which one speaker is quoted in many scraps."""
    for sentence in _sentences(context):
        for found in _by_speaker(sentence):
            scraps = [spoken for spoken in found if _is_scrap(context, spoken)]
            if len(scraps) >= context.number("min_fragments"):
                yield context.finding(
                    CharSpan(scraps[0].start, scraps[-1].end),
                    related=[Related("one of the scraps", spoken.quotation.span) for spoken in scraps],
                    count=str(len(scraps)),
                )


def _by_speaker(sentence: Sequence[Spoken]) -> Collection[list[Spoken]]:
    """Return the quotations of each speaker; words that nothing attributes are those of the last one named."""
    out: dict[str, list[Spoken]] = {}
    last = ""
    for spoken in sentence:
        relation = spoken.relation
        if relation is not None:
            last = (relation.speaker.name if relation.speaker else None) or relation.id
        if last:
            out.setdefault(last, []).append(spoken)
    return out.values()


def _is_scrap(context: CheckContext, spoken: Spoken) -> bool:
    """Whether the quotation is of few words, and no name or title that has strayed into marks."""
    words = spoken.quotation.inner.of(context.article.text).split()
    return len(words) <= context.number("max_words") and not all(word[0].isupper() for word in words)


def _sentences(context: CheckContext) -> Iterator[list[Spoken]]:
    """Yield the quotations, those of one sentence together."""
    sentence: list[Spoken] = []
    for spoken in SpokenWords(context).all:
        if sentence and not _is_same_sentence(context, sentence[-1], spoken):
            yield sentence
            sentence = []
        sentence.append(spoken)
    if sentence:
        yield sentence


def _is_same_sentence(context: CheckContext, before: Spoken, spoken: Spoken) -> bool:
    if before.quotation.block != spoken.quotation.block:
        return False
    # The last character of the words may end a sentence, the first of the next ones begin another.
    between = context.article.text[before.quotation.inner.end - 1 : spoken.quotation.inner.start + 1]
    return not ends_sentence(between)


CHECK = Check(
    CheckInfo(
        code="AT107",
        name="fragmentary-quotation",
        severity=Severity.NOTE,
        message=(
            "{count} scraps of one speaker's words in a sentence: so small they say no more than plain words, and "
            "look like doubt. Quote the one that matters, and paraphrase the rest."
        ),
        since="0.1.0",
        scope=Scope.QUOTATION,
        guides=("AP",),
        options=(
            Option("min_fragments", 3, "Scraps of one speaker in a sentence, from which on they are flagged.", low=2),
            Option("max_words", 3, "Longest quotation that counts as a scrap, in words.", low=1),
        ),
        help=__doc__,
    ),
    run=find_fragments,
)
