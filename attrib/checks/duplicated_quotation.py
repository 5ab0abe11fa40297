"""The same quotation twice in an article.

Why: a repeated quotation is nearly always a slip of editing, a paragraph moved and not deleted, and a reader takes it
for two occasions. Keep one.

Marks, case and punctuation do not count. Headlines, standfirsts, captions and pull quotes repeat words on purpose and
are not compared, in plain text neither (a quotation on its own with the name on the line below, a few quoted words
that head a paragraph), nor are embedded posts and the entries of a running log. The words are not flagged where the
copy says that they were repeated, nor where another speaker says them, which is AT503.

Flagged:
    “We never closed the mine to the inspectors,” Ida Moe said.

    Moe told the panel: ‘We never closed the mine to the inspectors.’

Clean:
    “We never closed the mine to the inspectors,” Ida Moe said.

    Moe told the panel the gates had been open all year.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrib.checking import Check, CheckContext, CheckInfo, Option, Scope
from attrib.duplicates import Said, find_repeats, same_speaker
from attrib.model import Finding, Related, Severity


def find_duplicated(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each quotation that stands earlier in the article with nobody else as its speaker."""
    repeats = find_repeats(
        context.article, context.quotations, context.relations, min_words=int(context.number("min_words"))
    )
    for group in repeats:
        for index, said in enumerate(group):
            earlier = (other for other in group[:index] if same_speaker(said, other) is not False)
            first = next(earlier, None)
            if first is not None and not _is_said_again(context, said):
                yield context.finding(
                    said.span,
                    related=(Related("the same words stand here", first.span),),
                    quotation=context.excerpt(said.span),
                )


def _is_said_again(context: CheckContext, said: Said) -> bool:
    """Whether the sentences of the quotation, the quoted words apart, tell that they were said before."""
    parse, words = context.parse, frozenset(context.lexicon("repetition")["repeated"])
    around = sorted({at for index in parse.tokens_in(said.span) for at in parse.sentence_of(index)})
    outside = [at for at in around if not parse.masked[at] and not said.span.covers(parse.span_of(at, at))]
    return any(parse.doc[at].lemma_.lower() in words for at in outside)


CHECK = Check(
    CheckInfo(
        code="AT501",
        name="duplicated-quotation",
        severity=Severity.WARNING,
        message="This quotation stands earlier in the article: {quotation} Keep one, unless it was said twice.",
        since="0.1.0",
        scope=Scope.QUOTATION,
        guides=("TX",),
        options=(Option("min_words", 6, "Shortest quotation compared, in words."),),
        lexicons=("repetition",),
        help=__doc__,
    ),
    run=find_duplicated,
)
