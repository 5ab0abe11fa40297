"""One speaker whose name is spelt two ways.

Why: one of the spellings is wrong, and a reader may take it for another person. Look the name up and spell it one way.

The commoner spelling is taken to be right, or else the first. Two people whose names differ by a letter are told apart
by their roles, ages and courtesy titles and by standing side by side; where nothing shows two, they count as one. What
stands inside quotation marks is left alone, for it may be somebody else's spelling, and so are possessives, families
and short forms of a given name.

Flagged:
    Ada Okoro, who runs the quay, said the crane had failed. Okorro said it would be mended in May.

Clean:
    Ada Okoro, who runs the quay, said the crane had failed. Okoro said it would be mended in May.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrib.checking import Check, CheckContext, CheckInfo
from attrib.checking.attributions import Attributions
from attrib.checking.introductions import Introductions
from attrib.checking.tellings import Tellings
from attrib.model import CharSpan, Finding, Related, Severity, Speaker, SpeakerKind, Spelling


def find_inconsistent(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding where each rarer spelling of a speaker's name first stands, in the order of the text."""
    seen: set[CharSpan] = set()
    for rare, usual in sorted([*_told_apart(context), *_short_names(context)]):
        if rare not in seen and not any(
            other.of(context.article.text) == rare.of(context.article.text) for other in seen
        ):
            seen.add(rare)
            word = usual.of(context.article.text).split()[-1]
            yield context.finding(
                rare,
                related=(Related(f"spelt “{word}” here", usual),),
                match=rare.of(context.article.text),
                usual=usual.of(context.article.text),
            )


def _told_apart(context: CheckContext) -> Iterator[tuple[CharSpan, CharSpan]]:
    """Yield the rarer and the usual spelling of each speaker whose name resolution has met in several."""
    attributions = Attributions(context)
    for relation in context.relations:
        speaker = relation.speaker
        if speaker is None or not speaker.spellings:
            continue
        usual, *rarer = _narrated(speaker, attributions)
        for spelling in rarer:
            yield spelling.spans[0], usual.spans[0]


def _short_names(context: CheckContext) -> Iterator[tuple[CharSpan, CharSpan]]:
    """Yield the short names of speakers whom nothing introduces, and whose full name a letter away stands above."""
    introductions, tellings = Introductions(context), Tellings(context)
    for relation in tellings.told():
        speaker, source = relation.speaker, relation.source[0]
        word = introductions.short_name(source)
        if speaker is None or word is None or speaker.resolved_by != "name" or " " in (speaker.name or ""):
            continue
        usual = introductions.near_name(word, source)
        is_person = speaker.kind is SpeakerKind.PERSON or introductions.is_called_person(word)
        if usual is not None and is_person and not introductions.is_introduced(word, source):
            start = source.start + source.of(context.article.text).index(word)
            yield CharSpan(start, start + len(word)), usual


def _narrated(speaker: Speaker, attributions: Attributions) -> list[Spelling]:
    """Return the spellings outside quotation marks, commonest first; the first alone where there is no second."""
    out = []
    for spelling in speaker.spellings:
        spans = tuple(span for span in spelling.spans if not attributions.is_quoted(span))
        if spans:
            out.append(Spelling(spelling.word, spans))
    out.sort(key=lambda spelling: (-len(spelling.spans), spelling.spans[0]))
    return out or [speaker.spellings[0]]


CHECK = Check(
    CheckInfo(
        code="AT309",
        name="inconsistent-speaker-name",
        severity=Severity.WARNING,
        message=(
            "“{match}” is spelt “{usual}” elsewhere: a reader may take it for another person. "
            "Look the name up, and spell it one way."
        ),
        since="0.1.0",
        guides=("CBC",),
        help=__doc__,
    ),
    run=find_inconsistent,
)
