"""How speakers, relays and counts are put into words for people."""

from __future__ import annotations

from collections.abc import Sequence

from attrib.model import Article, AttributionRelation, CharSpan, Speaker, SpeakerKind
from attrib.reporters.terminal import one_line, shorten

NAMELESS = {
    SpeakerKind.ANONYMOUS: "not named",
    SpeakerKind.AUTHOR: "the author",
}


def counted(number: int, noun: str) -> str:
    """Return `1 article`, `2 articles`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def spoken_by(relations: Sequence[AttributionRelation], span: CharSpan) -> AttributionRelation | None:
    """Return the relation that shares the most characters with `span`, the innermost of several."""
    best, most = None, 0
    for relation in relations:
        shared = sum(_shared(part, span) for part in (*relation.content, *relation.cue, *relation.source))
        # Of two that cover it alike, the one inside the other came later.
        if shared and shared >= most:
            best, most = relation, shared
    return best


def _shared(one: CharSpan, other: CharSpan) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def speaker_line(article: Article, relation: AttributionRelation) -> str:
    """Return who speaks and through whom: `Ada Lunn, mayor (as “she”), via the Gazette`."""
    words = speaker_words(article, relation)
    via = relay_words(relation)
    if not via:
        return words
    return f"{words} {via}" if words.endswith("?") else f"{words}, {via}"


def speaker_words(article: Article, relation: AttributionRelation) -> str:
    """Return who speaks, with titles, and the words the copy uses where they differ."""
    source = source_words(article, relation)
    speaker = relation.speaker or Speaker(None)
    if speaker.name is None:
        return _nameless(source, speaker)
    name = one_line(speaker.name)
    titled = ", ".join([name, *(one_line(title) for title in speaker.titles)])
    return f"{titled} (as “{source}”)" if source and name not in source else titled


def _nameless(source: str, speaker: Speaker) -> str:
    if not source:
        return "nobody is named"
    if speaker.is_ambiguous:
        people = " or ".join(one_line(candidate.name) for candidate in speaker.candidates)
        return f"“{source}”: {people}?"
    known = NAMELESS.get(speaker.kind)
    return f"“{source}” ({known})" if known else f"“{source}”"


def source_words(article: Article, relation: AttributionRelation) -> str:
    """Return the words the copy uses for the source, on one line."""
    return shorten(" … ".join(span.of(article.text) for span in relation.source), 70)


def relay_words(relation: AttributionRelation) -> str:
    """Return `via the Gazette, Tass`: who relayed the words, outermost first; empty where nobody did."""
    names = ", ".join(one_line(relay.name) for relay in relation.reporting_sources)
    return f"via {names}" if names else ""


def anonymity_words(article: Article, speaker: Speaker) -> str:
    """Return what a reader learns of a speaker who is not named; empty where that is no more than a role.

    `not named: in the ministry; familiar with the plan; reason given (fear): for fear of reprisals`.
    """
    told = speaker.anonymity
    if told is None:
        return ""
    parts = [one_line(span.of(article.text)) for span in (told.affiliation, told.knowledge) if span is not None]
    if told.reason is not None and told.reason_kind is not None:
        parts.append(f"reason given ({told.reason_kind.value}): {shorten(told.reason.of(article.text), 70)}")
    elif told.request is not None or told.knowledge is not None:
        parts.append("no reason given")
    return f"not named: {'; '.join(parts)}" if parts else ""
