"""A few words in quotation marks that nobody is said to have used.

Why: such marks sneer, or shift the words to somebody the reader cannot see. Say whose words they are, or say in plain
words what you mean.

Titles, nicknames and words as words are left alone, and so are words that somebody in the same sentence may have used
or that stand in somebody's quotation elsewhere in the article.

Off by default: names, terms of a trade and words that somebody used a paragraph earlier stand in the same marks. Of 50
findings drawn at random from real news an editor would have changed about a third.

Flagged:
    The “experts” met on Monday.

Clean:
    The panel of five engineers met on Monday. Its critics call them “experts”.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrib.checking import Check, CheckContext, CheckInfo, Option
from attrib.checking.attributions import RUNNING_TEXT, Attributions, has_source
from attrib.checking.marks import torn_quotations
from attrib.duplicates.repeats import fold
from attrib.model import Finding, Quotation, QuotationUse, Severity

# Characters at the end of a paragraph in which its full stop stands.
_REACH = 8


def find_scare_quotes(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each few quoted words of running text that nobody is said to have used."""
    attributions = Attributions(context)
    torn = {quotation.span for quotation in torn_quotations(context.article.text, context.quotations)}
    spoken = _Spoken(context, attributions)
    for quotation in context.quotations:
        if quotation.nested or quotation.use is not QuotationUse.FRAGMENT or quotation.span in torn:
            continue
        words = fold(quotation.inner.of(context.article.text))
        if not 0 < len(words) <= context.number("max_words") or not _is_in_sentence(context, quotation):
            continue
        if not _may_be_somebodys(context, attributions, quotation) and not spoken.holds(words):
            yield context.finding(quotation.span, words=context.excerpt(quotation.inner))


def _is_in_sentence(context: CheckContext, quotation: Quotation) -> bool:
    """Whether the quotation stands in a paragraph of running text, and not in a heading."""
    block = context.article.blocks[quotation.block]
    last = context.article.text[max(block.span.start, block.span.end - _REACH) : block.span.end].rstrip("\"'”’)] ")
    return block.kind in RUNNING_TEXT and last.endswith((".", "!", "?", ":", ";", "…"))


def _may_be_somebodys(context: CheckContext, attributions: Attributions, quotation: Quotation) -> bool:
    """Whether an attribution holds the words, or stands in their sentence."""
    if attributions.over(quotation.span):
        return True
    token = context.parse.token_at(quotation.inner.start)
    if token is None:
        return True
    sentence = context.parse.span_of(token.sent.start, token.sent.end - 1)
    return any(has_source(relation) for relation in attributions.cued_in(sentence))


class _Spoken:
    """The words of the quotations that have a speaker."""

    def __init__(self, context: CheckContext, attributions: Attributions) -> None:
        self._said = [
            fold(quotation.inner.of(context.article.text))
            for quotation in context.quotations
            if any(has_source(relation) for relation in attributions.over(quotation.inner))
        ]
        self._runs: dict[int, set[tuple[str, ...]]] = {}  # by their length, made when first asked for

    def holds(self, words: tuple[str, ...]) -> bool:
        """Whether the words stand in one of them."""
        length = len(words)
        if length not in self._runs:
            self._runs[length] = {said[i : i + length] for said in self._said for i in range(len(said) - length + 1)}
        return words in self._runs[length]


CHECK = Check(
    CheckInfo(
        code="AT106",
        name="scare-quotes",
        severity=Severity.WARNING,
        message=(
            "Nobody is said to have called it “{words}”: such marks sneer at a word, or hide whose it is. "
            "Say whose it is, or leave the marks out."
        ),
        since="0.1.0",
        enabled=False,
        guides=("WP", "BBC"),
        options=(Option("max_words", 3, "Longest quotation looked at, in words.", low=1),),
        help=__doc__,
    ),
    run=find_scare_quotes,
)
