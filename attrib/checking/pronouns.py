"""Sources that are a pronoun, and where the people they could be were named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from attrib.checking.attributions import Attributions
from attrib.checking.context import CheckContext
from attrib.model import Act, CharSpan, Speaker


@dataclass(frozen=True, slots=True)
class NarratedStatement:
    """A statement told in running text: its speaker, its source and the block of that, its content.

    `is_pronoun` tells whether the source is one of the check's pronouns, `is_nested` whether another source tells of
    the statement.
    """

    speaker: Speaker
    source: CharSpan
    block: int
    is_pronoun: bool
    is_nested: bool
    content: tuple[CharSpan, ...]


def narrated_statements(context: CheckContext) -> Iterator[NarratedStatement]:
    """Yield the statements with a source in the reporter's own words, in the order of the text.

    Pronouns are those of the check's option of that name.  Left out are relations whose speaker was not looked for,
    and those attrib is less sure of than the check's `min_confidence`.
    """
    attributions = Attributions(context)
    option = context.option("pronouns")
    pronouns = {str(word).lower() for word in option} if isinstance(option, (tuple, list)) else set()
    for relation in sorted(context.relations, key=lambda relation: relation.start):
        if len(relation.source) != 1 or relation.act is not Act.STATEMENT or relation.speaker is None:
            continue
        source = relation.source[0]
        block = attributions.block_of(source.start)
        if not attributions.is_running(block) or attributions.is_quoted(source):
            continue
        if relation.confidence >= context.number("min_confidence"):
            is_pronoun = source.of(context.article.text).lower() in pronouns
            is_nested = relation.parent is not None
            yield NarratedStatement(relation.speaker, source, block, is_pronoun, is_nested, relation.content)


def last_mention(text: str, name: str, before: int) -> CharSpan | None:
    """Return where `name`, or its last word, stands last before the offset `before`; `None` where neither does."""
    whole = _last_word(text, name, before)
    short = _last_word(text, name.split()[-1], before) if " " in name else None
    if whole is None or short is None:
        return whole or short
    return whole if short.start < whole.end else short


def _last_word(text: str, word: str, before: int) -> CharSpan | None:
    at = text.rfind(word, 0, before)
    while at >= 0:
        end = at + len(word)
        if not text[max(0, at - 1) : at].isalnum() and not text[end : end + 1].isalnum():
            return CharSpan(at, end)
        at = text.rfind(word, 0, end - 1)
    return None
