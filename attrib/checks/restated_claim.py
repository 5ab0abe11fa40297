"""The same claim again in other words.

Why: a background told twice costs a reader's patience and room on the page. Keep the better of the two.

Two sentences claim the same where nearly all their words of weight are shared, or where they tell the same background
of the same people with another verb. People, places, figures, days, negation, condition and possibility must agree:
*denied* and *admitted* are never the same, nor are nine and two.

Flagged:
    Northline sold the ferry to a Danish company in March for nine million crowns. It had sailed since 1980.

    In March Northline sold the old ferry to a Danish company for nine million crowns.

Clean:
    Northline sold the ferry to a Danish company in March for nine million crowns. It had sailed since 1980.

    In March Northline sold the harbour to a Danish company for two million crowns.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrib.checking import Check, CheckContext, CheckInfo
from attrib.checking.sentences import as_claim, background_pairs, likely_pairs, narrated_sentences
from attrib.duplicates import is_same, is_same_background
from attrib.model import Finding, Related, Severity


def find_restated(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each sentence that claims what an earlier one does, in other words."""
    text = context.article.text
    sentences = [sentence for sentence in narrated_sentences(context) if not sentence.span.of(text).endswith("?")]
    claims = [as_claim(context, sentence) for sentence in sentences]
    told: set[int] = set()
    same = [(*pair, is_same) for pair in likely_pairs(claims)]
    same += [(*pair, is_same_background) for pair in background_pairs(claims)]
    for earlier, later, agree in same:
        if later in told or sentences[earlier].words == sentences[later].words:
            continue
        if agree(claims[earlier], claims[later]):
            told.add(later)
            related = Related("here it is told first", sentences[earlier].span)
            yield context.finding(sentences[later].span, related=(related,), claim=context.excerpt(related.span))


CHECK = Check(
    CheckInfo(
        code="AT505",
        name="restated-claim",
        severity=Severity.NOTE,
        message="This says again what the article has said: {claim} Keep the better of the two.",
        since="0.1.0",
        guides=("TX",),
        help=__doc__,
    ),
    run=find_restated,
)
