"""A hostile opinion of a named person from a source without a name.

Why: whoever is attacked cannot answer somebody unknown, and a reader cannot see what the attacker stands to gain. Put a
name to the attack, report what was done instead of what the source thinks of it, or drop it.

Hostile are the words of `rules/lexicons/hostile.yaml`, insults, words of contempt and wrongs, where the copy says that
a named person is, was called or did them. Denials are left alone, attacks on plans and bodies too, and so are those who
accuse by their office, such as prosecutors.

Flagged:
    “He is a coward,” one colleague said of Tom Pratt.

Clean:
    “He is a coward,” Ida Moe, who worked with him, said of Tom Pratt.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrib.checking import Check, CheckContext, CheckInfo, Option
from attrib.checking.accusations import Attack, AttackFinder
from attrib.checking.tellings import Tellings, source_hull
from attrib.checking.unnamed import WORDS, is_confidant
from attrib.model import Act, AttributionRelation, CharSpan, Finding, Related, Severity


def find_attacks(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding at each hostile word that an unnamed source says of a named person."""
    told = Tellings(context).told(Act.STATEMENT, Act.BELIEF, min_confidence=context.number("min_confidence"))
    relations = [relation for relation in told if is_confidant(context, relation)]
    if not relations:
        return
    words = context.lexicon("hostile")
    finder = AttackFinder(context, nouns=words["insults"], adjectives=words["contempt"], deeds=words["deeds"])
    seen: set[CharSpan] = set()
    for relation in relations:
        source = source_hull(relation)
        for attack in _attacks(relation, finder):
            if attack.span not in seen and not source.covers(attack.span):
                seen.add(attack.span)
                yield context.finding(
                    attack.span,
                    related=(Related("the unnamed source", source), Related("who is attacked", attack.target)),
                    match=attack.span.of(context.article.text),
                    name=attack.name,
                    source=context.excerpt(source),
                )


def _attacks(relation: AttributionRelation, finder: AttackFinder) -> Iterator[Attack]:
    """Yield the attacks in a relation's words, and those whose verb is its cue: "called Pratt a fool"."""
    for content in relation.content:
        yield from finder(content)
    if relation.cue:
        yield from finder(CharSpan(relation.cue[0].start, max(span.end for span in (*relation.cue, *relation.content))))


CHECK = Check(
    CheckInfo(
        code="AT305",
        name="anonymous-attack",
        severity=Severity.WARNING,
        message=(
            "“{match}” is said of {name} by somebody without a name (“{source}”): who is attacked so cannot answer. "
            "Name the source, report what was done, or drop it."
        ),
        since="0.1.0",
        guides=("RT", "GU", "NYT"),
        options=(
            Option("min_confidence", 0.5, "Relations attrib is less sure of than this are not looked at.", high=1),
        ),
        lexicons=("hostile", WORDS),
        help=__doc__,
    ),
    run=find_attacks,
)
