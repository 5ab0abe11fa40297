"""Sources that are a pronoun, and where the people they could be were named."""

from __future__ import annotations

from collections.abc import Iterator

from attrib.checking.attributions import Attributions
from attrib.checking.context import CheckContext
from attrib.model import Act, AttributionRelation, CharSpan


def pronoun_sources(context: CheckContext) -> Iterator[tuple[AttributionRelation, CharSpan, int]]:
    """Yield the statements whose source is one of the check's `pronouns`, with its span and block, in order.

    Left out are sources within quotation marks or outside running text, and relations attrib is less sure of than the
    check's `min_confidence`.
    """
    attributions = Attributions(context)
    option = context.option("pronouns")
    pronouns = {str(word).lower() for word in option} if isinstance(option, (tuple, list)) else set()
    for relation in sorted(context.relations, key=lambda relation: relation.start):
        if len(relation.source) != 1 or relation.act is not Act.STATEMENT:
            continue
        span = relation.source[0]
        block = attributions.block_of(span.start)
        if span.of(context.article.text).lower() not in pronouns or not attributions.is_running(block):
            continue
        if relation.confidence >= context.number("min_confidence") and not attributions.is_quoted(span):
            yield relation, span, block


def last_mention(text: str, name: str, before: int) -> CharSpan | None:
    """Return where `name`, or its last word, stands last before the offset `before`; `None` where neither does."""
    for form in dict.fromkeys((name, *name.split()[-1:])):
        at = text.rfind(form, 0, before)
        while at >= 0:
            end = at + len(form)
            if not text[max(0, at - 1) : at].isalnum() and not text[end : end + 1].isalnum():
                return CharSpan(at, end)
            at = text.rfind(form, 0, end - 1)
    return None
