"""Somebody with a name is accused, and no answer of theirs and no attempt to get one is reported.

Why: whoever is accused in print has a right to be heard, and a reader to hear both. Report the answer, or when and how
you asked for one.

An accusation is “accused Kane of stealing” or “said Kane had stolen”, by the wrongs of `rules/lexicons/hostile.yaml`.
It is answered where the accused says anything at all in the article, where somebody speaks for them, or where they are
said to have denied, declined or not to have been reached (`rules/lexicons/answers.yaml`). What a court has found is no
accusation.

The check is off unless selected: campaign copy quotes charges that were answered days before, and an answer may stand
in words that no list knows.

Flagged:
    Tom Fox, a clerk, accused Ada Kane of stealing the harvest fund.

Clean:
    Tom Fox, a clerk, accused Ada Kane of stealing the harvest fund. Kane did not return two calls on Tuesday.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrib.checking import Check, CheckContext, CheckInfo, Option
from attrib.checking.accusations import Attack, AttackFinder
from attrib.checking.attributions import RUNNING_TEXT
from attrib.checking.tellings import Tellings
from attrib.model import Act, AttributionRelation, CharSpan, Finding, Related, Severity
from attrib.rulefiles import Lexicon

# How far after the name, in its sentence, the answer may stand.
_SENTENCE = r"[^.!?\n]*"


def find_unanswered(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding at the name of each person accused in the article who is not heard."""
    hostile = context.lexicon("hostile")
    deeds = [word for word in hostile["deeds"] if word not in hostile["mild"]]
    finder = AttackFinder(context, nouns=(), adjectives=(), deeds=deeds)
    answers = _Answers(context)
    told = Tellings(context).told(Act.STATEMENT, Act.BELIEF, min_confidence=context.number("min_confidence"))
    accusations: list[tuple[Attack, AttributionRelation | None]] = [
        (attack, relation) for relation in told for attack in _accusations(relation, finder)
    ]
    accusations += [
        (attack, None)
        for block in context.article.blocks
        if block.kind in RUNNING_TEXT
        for attack in finder.charges(block.span)
    ]
    accusations.sort(key=lambda accusation: accusation[0].target)
    seen: set[str] = set()
    for attack, relation in accusations:
        if attack.name not in seen and not answers.has(attack.name, relation):
            seen.add(attack.name)
            yield context.finding(
                attack.target,
                related=(Related("what is said to have been done", attack.span),),
                name=attack.target.of(context.article.text),
                match=attack.span.of(context.article.text),
            )


def _accusations(relation: AttributionRelation, finder: AttackFinder) -> Iterator[Attack]:
    """Yield what the relation's words, and its cue with them, say somebody has done."""
    spans = [*relation.content]
    if relation.cue:
        parts = (*relation.cue, *relation.content, *relation.source)
        spans.append(CharSpan(min(part.start for part in parts), max(part.end for part in parts)))
    for span in spans:
        yield from finder(span)


class _Answers:
    """Tells whether somebody is heard in the article."""

    def __init__(self, context: CheckContext) -> None:
        self._context = context
        self._words: Lexicon = context.lexicon("answers")
        self._text = context.article.text
        self._tellings = Tellings(context)

    def has(self, name: str, accusation: AttributionRelation | None) -> bool:
        """Whether the person of that surname answers, is answered for, was asked, or was found guilty."""
        if self._speaks(name, accusation):
            return True
        who, words = re.escape(name), self._words
        deputies = _any_of(words["representatives"])
        answered, settled = _any_of(words["answered"]), _any_of(words["settled"])
        forms = (
            rf"\b{who}\b{_SENTENCE}\b{settled}",
            rf"\b{who}\b(?:[’']s? {deputies})?{_SENTENCE}\b(?:{_any_of(_plain(words))})",
            rf"\b{deputies} (?:for|of|to) (?:[A-Z][\w.]* ){{0,3}}{who}\b{_SENTENCE}\b{answered}",
            rf"\b(?:[Hh]is|[Hh]er|[Tt]heir) {deputies}\b{_SENTENCE}\b{answered}",
            rf"(?:[.!?”\"] |\n)(?:He|She|They) {_SENTENCE[:-1]}{{0,20}}\b{_any_of(_plain(words))}",
        )
        return any(re.search(form, self._text) for form in forms)

    def _speaks(self, name: str, accusation: AttributionRelation | None) -> bool:
        """Whether the person is a source anywhere, other than of the accusation itself."""
        for relation in self._context.relations:
            speaker = relation.speaker
            if relation is accusation or speaker is None or not relation.source or relation.act is not Act.STATEMENT:
                continue
            if not self._tellings.is_narrated(relation):
                continue  # what others say that the accused said is no answer
            names = [speaker.name or "", *(candidate.name for candidate in speaker.candidates)]
            if any(one.split()[-1:] == [name] for one in names):
                return True
        return False


def _plain(words: Lexicon) -> list[str]:
    """Return the words of answering that are an answer whoever's name stands before them."""
    return [word for word in words["answered"] if word not in {"said", "says", "wrote", "told", "promised"}]


def _any_of(words: list[str] | tuple[str, ...]) -> str:
    return "(?:" + "|".join(re.escape(word).replace(r"\*", r"\w*") for word in words) + r")\b"


CHECK = Check(
    CheckInfo(
        code="AT313",
        name="accused-without-response",
        severity=Severity.NOTE,
        message=(
            "{name} is accused (“{match}”) and not heard: whoever is accused in print has a right to answer. "
            "Report the answer, or when and how you asked for one."
        ),
        since="0.1.0",
        enabled=False,
        guides=("AP",),
        options=(
            Option("min_confidence", 0.5, "Relations attrib is less sure of than this are not looked at.", high=1),
        ),
        lexicons=("hostile", "answers"),
        help=__doc__,
    ),
    run=find_unanswered,
)
