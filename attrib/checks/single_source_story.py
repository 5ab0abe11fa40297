"""Everything attributed in the story traces to one source.

Why: a story that rests on one voice is only as good as that voice, and nobody in it can contradict. Ask a second
source, or say that there is none.

What a relay brings counts as the relay's: three people quoted by one agency are one source. A dateline's credit is
the outlet's own and counts for nothing. Somebody who declined to speak counts as asked. Short items, stories with few
attributions and interviews are left alone, and so are those in which it is not plain who a speaker is, and write-ups
of one speech, letter or broadcast that the copy names as the place of the words.

The check is off unless selected: much copy with one voice is the account of one occasion and names it only in passing.
Of 8 findings in a million words, 1 was a fault.

Flagged:
    A story of some length in which Ada Lunn said this, said that, and added a third thing, and nobody else speaks.

Clean:
    The same story in which Ida Moe has a word as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrib.checking import Check, CheckContext, CheckInfo, Option
from attrib.checking.roots import Roots
from attrib.checking.tellings import source_hull
from attrib.model import AttributionRelation, CharSpan, Finding, Severity


def find_single_source(context: CheckContext) -> Iterator[Finding]:
    """Yield one finding, at the first source, where all attributions of the article have one root."""
    words = len(context.article.text.split())
    if words < context.number("min_words"):
        return
    roots = Roots(context, min_confidence=context.number("min_confidence"))
    told = roots.told
    if len(told) < context.number("min_attributions") or roots.is_interview or not roots.is_single:
        return
    if _is_one_occasion(context, told):
        return
    place = _short(context, source_hull(roots.first))
    yield context.finding(place, name=roots.name or context.excerpt(place), count=str(len(told)))


def _is_one_occasion(context: CheckContext, told: Sequence[AttributionRelation]) -> bool:
    """Whether the copy says of any of the words in what speech, letter or broadcast they were said."""
    words = frozenset(context.lexicon("venues")["one_voice"])
    venues = (span.of(context.article.text).lower() for relation in told for span in relation.venue)
    return any(not words.isdisjoint(venue.replace("’", " ").split()) for venue in venues)


def _short(context: CheckContext, source: CharSpan) -> CharSpan:
    """Return the source up to its first comma: without what is only said of it."""
    return CharSpan(source.start, source.start + len(source.of(context.article.text).partition(",")[0]))


CHECK = Check(
    CheckInfo(
        code="AT310",
        name="single-source-story",
        severity=Severity.NOTE,
        enabled=False,
        message=(
            "All {count} attributions trace to {name}: a story with one voice is only as good as that voice. "
            "Ask a second source, or say that there is none."
        ),
        since="0.1.0",
        guides=("BBC", "CBC"),
        options=(
            Option("min_words", 100, "Articles of fewer words are let pass."),
            Option("min_attributions", 6, "Articles with fewer attributions are let pass.", low=2),
            Option("min_confidence", 0.5, "Relations attrib is less sure of than this are not counted.", high=1),
        ),
        lexicons=("venues",),
        help=__doc__,
    ),
    run=find_single_source,
)
