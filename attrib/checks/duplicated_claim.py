"""A sentence of the copy twice, word for word.

Why: a paragraph that was moved and not deleted is the commonest slip of editing at night, and a reader stumbles over
it. Keep one.

Case and punctuation do not count. Headlines and standfirsts say what the body says on purpose; quotations are AT501's;
short sentences may be a refrain.

Flagged:
    The bridge was closed on Monday after a crack was found in its eastern tower. Buses go by the old road.

    The bridge was closed on Monday after a crack was found in its eastern tower.

Clean:
    The bridge was closed on Monday after a crack was found in its eastern tower. Buses go by the old road.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrib.checking import Check, CheckContext, CheckInfo, Option
from attrib.checking.sentences import Sentence, narrated_sentences
from attrib.model import CharSpan, Finding, Related, Severity


def find_duplicated(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each run of sentences of a paragraph that stand, in the same words, earlier."""
    least = int(context.number("min_words"))
    first: dict[tuple[str, ...], Sentence] = {}
    run: list[tuple[Sentence, Sentence]] = []
    for sentence in narrated_sentences(context):
        earlier = first.get(sentence.words) if len(sentence.words) >= least else None
        if run and (earlier is None or sentence.block != run[-1][0].block):
            yield _finding(context, run)
            run = []
        if earlier is not None:
            run.append((sentence, earlier))
        else:
            first.setdefault(sentence.words, sentence)
    if run:
        yield _finding(context, run)


def _finding(context: CheckContext, run: list[tuple[Sentence, Sentence]]) -> Finding:
    span = CharSpan(run[0][0].span.start, run[-1][0].span.end)
    related = Related("the same words stand here", run[0][1].span)
    return context.finding(span, related=(related,), words=context.excerpt(span))


CHECK = Check(
    CheckInfo(
        code="AT504",
        name="duplicated-claim",
        severity=Severity.WARNING,
        message="This stands earlier in the article, word for word: {words} Keep one.",
        since="0.1.0",
        guides=("TX",),
        options=(Option("min_words", 8, "Shortest sentence compared, in words."),),
        help=__doc__,
    ),
    run=find_duplicated,
)
