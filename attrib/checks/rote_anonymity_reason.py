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
from collections.abc import Iterator
from functools import cache

from attrib.checking import Check, CheckContext, CheckInfo
from attrib.checking.tellings import Tellings
from attrib.model import CharSpan, Finding, Severity
from attrib.rulefiles import load_lexicon, rules_dir


@cache
def _any_of(group: str) -> re.Pattern[str]:
    """Return a pattern for the phrases of a group of the lexicon as whole words."""
    lexicon = load_lexicon(rules_dir() / "lexicons" / "rote_reasons.yaml")
    phrases = (re.escape(phrase).replace(r"\ ", r"\s+") for phrase in lexicon[group])
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(phrases)})(?!\w)")


def find_rote(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding at each reason for anonymity that is a formula and nothing more."""
    tellings = Tellings(context)
    seen: set[CharSpan] = set()
    for relation in sorted(context.relations, key=lambda relation: relation.start):
        anonymity = relation.speaker.anonymity if relation.speaker else None
        reason = anonymity.reason if anonymity else None
        if reason is None or reason in seen or not tellings.is_narrated(relation):
            continue
        seen.add(reason)
        words = reason.of(context.article.text).lower().replace("’", "'")
        words = words.replace("n't", " n't")
        if _any_of("formulas").search(words) and not _any_of("further").search(words):
            yield context.finding(reason, match=context.excerpt(reason))


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
        help=__doc__,
    ),
    run=find_rote,
)
