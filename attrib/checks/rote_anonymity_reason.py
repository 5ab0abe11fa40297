"""A reason for anonymity that is a formula: not authorized to speak publicly, the sensitivity of the matter.

Why: that somebody was not allowed to speak says only again that they speak unnamed. What a reader can weigh is what
the source had to lose, or what is still going on. Say that, or leave the formula out.

A reason with a further ground in it is left alone (“not authorised to speak and feared dismissal”). The formulas and
the words of further grounds are lists in `rules/lexicons/rote_reasons.yaml`.

Flagged:
    An aide, who asked not to be named because she was not authorised to speak publicly, said the deal was dead.

Clean:
    An aide, who asked not to be named because the contract is not signed yet, said the deal was dead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrib.checking import Check, CheckContext, CheckInfo
from attrib.checking.tellings import Tellings
from attrib.model import CharSpan, Finding, Severity


def find_rote(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding at each reason for anonymity that is a formula and nothing more."""
    tellings = Tellings(context)
    words = context.lexicon("rote_reasons")
    formulas, further = _any_of(words["formulas"]), _any_of(words["further"])
    seen: set[CharSpan] = set()
    for relation in sorted(context.relations, key=lambda relation: relation.start):
        anonymity = relation.speaker.anonymity if relation.speaker else None
        reason = anonymity.reason if anonymity else None
        if reason is None or reason in seen or not tellings.is_narrated(relation):
            continue
        seen.add(reason)
        told = reason.of(context.article.text).lower().replace("’", "'").replace("n't", " n't")
        if formulas.search(told) and not further.search(told):
            whole = CharSpan(_word_start(context.article.text, reason.start), reason.end)
            yield context.finding(whole, match=context.excerpt(whole))


def _word_start(text: str, at: int) -> int:
    """Return where the word starts that the tokenizer has cut: "was" of "wasn't authorized"."""
    while at and text[at - 1].isalpha():
        at -= 1
    return at


def _any_of(phrases: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern for the phrases as whole words, whatever blanks stand between them."""
    parts = (re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(parts)})(?!\w)")


CHECK = Check(
    CheckInfo(
        code="AT304",
        name="rote-anonymity-reason",
        severity=Severity.NOTE,
        message=(
            "“{match}” is a formula: it says no more than that the name is withheld. "
            "Say what the source had to lose, or what is still going on."
        ),
        since="0.1.0",
        guides=("NYT",),
        lexicons=("rote_reasons",),
        help=__doc__,
    ),
    run=find_rote,
)
