"""Words shown as direct speech although the article says that they were translated.

Why: marks promise the speaker's own words, and these are a translator's choice of words. Paraphrase, or say who
translated them. Where they were translated into a language that is not the article's, they have been translated twice.

Words said “in French”, of which the article does not say how they came into its own language, are not looked at unless
`means` names `language` too.

Flagged:
    “The bread was always warm,” Rosa Quispe said through an interpreter.

Clean:
    Rosa Quispe said through an interpreter that the bread had always been warm.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrib.checking import Check, CheckContext, CheckInfo, Option, Scope
from attrib.checking.attributions import RUNNING_TEXT
from attrib.model import (
    AttributionRelation,
    Finding,
    Quotation,
    QuotationUse,
    Related,
    Severity,
    SpanIndex,
    Translation,
)

_WORDS_OF_SOMEBODY = frozenset({QuotationUse.SPEECH, QuotationUse.FRAGMENT})


def find_translated(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for the first quotation of each attribution whose words were translated."""
    translated = [
        one for one in context.relations if one.translation is not None and _is_told(context, one.translation)
    ]
    if not translated:
        return
    quotations = SpanIndex((one.inner, one) for one in context.quotations if _is_direct_speech(context, one))
    told: set[int] = set()  # where the article says so: it holds for all that one speaker goes on to say
    for relation in sorted(translated, key=lambda relation: relation.start):
        assert relation.translation is not None
        first = _first_quotation(relation, quotations)
        if first is not None and relation.translation.span.start not in told:
            told.add(relation.translation.span.start)
            yield context.finding(
                first.span,
                related=[Related("the article says so here", relation.translation.span)],
                translation=context.excerpt(relation.translation.span),
            )


def _is_told(context: CheckContext, translation: Translation) -> bool:
    means = context.option("means")
    return isinstance(means, tuple | list) and translation.how.value in means


def _is_direct_speech(context: CheckContext, quotation: Quotation) -> bool:
    """Whether the quotation is somebody's words in running text, and long enough; a mark may be lost."""
    if quotation.nested or quotation.use not in _WORDS_OF_SOMEBODY:
        return False
    if context.article.blocks[quotation.block].kind not in RUNNING_TEXT:
        return False
    return len(quotation.inner.of(context.article.text).split()) >= context.number("min_words")


def _first_quotation(relation: AttributionRelation, quotations: SpanIndex[Quotation]) -> Quotation | None:
    found = [quotation for span in relation.content for quotation in quotations.over(span)]
    return min(found, key=lambda quotation: quotation.span.start, default=None)


CHECK = Check(
    CheckInfo(
        code="AT112",
        name="translated-quotation",
        severity=Severity.NOTE,
        message=(
            "These words stand in marks, and the article says they were translated (“{translation}”): readers take a "
            "translator's wording for the speaker's. Paraphrase, or say who translated them."
        ),
        since="0.1.0",
        scope=Scope.QUOTATION,
        guides=("RT", "BBC"),
        options=(
            Option("min_words", 3, "Shortest quotation looked at, in words.", low=1),
            Option(
                "means",
                ("translated", "interpreted"),
                "How the article says that words changed language.",
                choices=("translated", "interpreted", "language"),
            ),
        ),
        help=__doc__,
    ),
    run=find_translated,
)
