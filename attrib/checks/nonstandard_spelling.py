"""A spelling in a quotation that shows how somebody sounded: gonna, wanna, 'cause, goin'.

Why: everybody runs words together in speech. Written down for some speakers and not for others, it makes fun of them.
Use the standard spelling, or paraphrase.

Titles of works are left alone. The words are those of the lexicon `nonstandard_spellings`.

Off by default: sport, music and features use such spellings on purpose, and a house that does not can switch it on.

Flagged:
    “We’re gonna win,” Tom Reed said.

Clean:
    “We’re going to win,” Tom Reed said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrib.checking import Check, CheckContext, CheckInfo, Scope
from attrib.checking.attributions import Attributions
from attrib.model import CharSpan, Finding, QuotationUse, Severity

_WORD = re.compile(r"(?<![\w’'‘`´])[’'‘`´]?[^\W\d_]+(?:[’'‘`´][^\W\d_]+)*[’'‘`´]?(?!\w)")
_APOSTROPHES = str.maketrans("’‘`´", "''''")
_SPEECH = frozenset({QuotationUse.SPEECH, QuotationUse.FRAGMENT})


def find_nonstandard(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each spelling of the lexicon that stands in somebody's quoted words."""
    lexicon = context.lexicon("nonstandard_spellings")
    spellings = frozenset(word for group in lexicon.groups.values() for word in group)
    attributions = Attributions(context)
    text = context.article.text
    for quotation in context.quotations:
        if quotation.nested or quotation.use not in _SPEECH or not attributions.is_running(quotation.block):
            continue
        for found in _WORD.finditer(text, quotation.inner.start, quotation.inner.end):
            span = _spelt(found, spellings)
            if span is not None:
                yield context.finding(span, word=span.of(text))


def _spelt(found: re.Match[str], spellings: frozenset[str]) -> CharSpan | None:
    """Return where the spelling stands in the word found, whose outer apostrophes may be marks."""
    word = found[0].lower().translate(_APOSTROPHES)
    start, end = found.span()
    opens, closes = word.startswith("'"), word.endswith("'")
    for left, right in ((0, 0), (0, 1), (1, 0), (1, 1)):
        if (left and not opens) or (right and not closes):
            continue
        if word[left : len(word) - right] in spellings:
            return CharSpan(start + left, end - right)
    return None


CHECK = Check(
    CheckInfo(
        code="AT113",
        name="nonstandard-spelling",
        severity=Severity.NOTE,
        message=(
            "“{word}” shows how the speaker sounded: to spell it for some and not for others makes fun of them. "
            "Use the standard spelling, or paraphrase."
        ),
        since="0.1.0",
        enabled=False,
        scope=Scope.QUOTATION,
        guides=("AP",),
        help=__doc__,
        lexicons=("nonstandard_spellings",),
    ),
    run=find_nonstandard,
)
