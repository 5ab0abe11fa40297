"""Sources that are a pronoun, and where the people they could be were named."""

from __future__ import annotations

import re

from attrib.checking.attributions import is_quoted, is_running
from attrib.checking.context import CheckContext
from attrib.model import Act, AttributionRelation, CharSpan


def pronoun_source(context: CheckContext, relation: AttributionRelation) -> tuple[CharSpan, str] | None:
    """Return the source of a statement that is one of the check's `pronouns`, and the pronoun in lower case.

    `None` for any other source, for one within quotation marks or outside running text, and for a relation attrib is
    less sure of than the check's `min_confidence`.
    """
    if len(relation.source) != 1 or relation.act is not Act.STATEMENT:
        return None
    if relation.confidence < context.number("min_confidence"):
        return None
    span = relation.source[0]
    pronoun = span.of(context.article.text).lower()
    wanted = context.option("pronouns")
    if not isinstance(wanted, (tuple, list)) or pronoun not in wanted or is_quoted(context, span):
        return None
    block = context.article.block_at(span.start)
    if block is None or not is_running(context, context.article.blocks.index(block)):
        return None
    return span, pronoun


def last_mention(text: str, name: str, before: int) -> CharSpan | None:
    """Return where `name`, or its last word, stands last before the offset `before`; `None` where neither does."""
    for form in (name, name.split()[-1] if name.split() else name):
        found = None
        for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text[:before]):
            found = CharSpan(match.start(), match.end())
        if found is not None:
            return found
    return None
