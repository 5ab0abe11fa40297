"""Words of a “he” or “she” who could be two or more people.

Why: a reader who takes the wrong one puts words into somebody's mouth. Repeat the name.

The people it could be are listed, likeliest first, with the place where each was last named. attrib never takes one of
them for a fact. Where the paragraph has named only one of them, a reader takes that one, and nothing is flagged.

Flagged:
    Tom Reed met Sam Cole at the depot. “I will resign,” he said.

Clean:
    Tom Reed met Sam Cole at the depot. “I will resign,” Reed said.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrib.checking import Check, CheckContext, CheckInfo, Option
from attrib.checking.pronouns import last_mention, pronoun_sources
from attrib.model import Finding, Related, Severity, Speaker

# How many people a message lists.
SHOWN_CANDIDATES = 4


def find_ambiguous(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each source pronoun that could be several people, once for the same people in a row."""
    last: tuple[int, frozenset[str]] | None = None
    for relation, span, block in pronoun_sources(context):
        if relation.speaker is None or not relation.speaker.is_ambiguous:
            continue
        if _is_plain(context, relation.speaker, span.start):
            continue
        names = frozenset(candidate.name for candidate in relation.speaker.candidates)
        if last is not None and last[1] == names and block - last[0] <= 1:
            last = (block, names)
            continue
        last = (block, names)
        yield context.finding(
            span,
            related=_mentions(context, relation.speaker, span.start),
            pronoun=span.of(context.article.text),
            names=_listed(relation.speaker),
        )


def _is_plain(context: CheckContext, speaker: Speaker, before: int) -> bool:
    """Whether the paragraph has named just one of the candidates before the pronoun: a reader takes that one."""
    block = context.article.block_at(before)
    if block is None:
        return False
    words = context.article.text[block.span.start : before]
    named = [item for item in speaker.candidates if last_mention(words, item.name, len(words)) is not None]
    return len(named) == 1


def _listed(speaker: Speaker) -> str:
    names = [candidate.name for candidate in speaker.candidates[:SHOWN_CANDIDATES]]
    return f"{', '.join(names[:-1])} or {names[-1]}"


def _mentions(context: CheckContext, speaker: Speaker, before: int) -> tuple[Related, ...]:
    """Return where each candidate was last named before the pronoun."""
    out = []
    for candidate in speaker.candidates[:SHOWN_CANDIDATES]:
        span = last_mention(context.article.text, candidate.name, before)
        if span is not None:
            out.append(Related(f"could be {candidate.name}", span))
    return tuple(out)


CHECK = Check(
    CheckInfo(
        code="AT307",
        name="ambiguous-speaker",
        severity=Severity.WARNING,
        message=(
            "“{pronoun}” could be {names}: a reader may give the words to the wrong one. Repeat the speaker's name."
        ),
        since="0.1.0",
        guides=("TX",),
        options=(
            Option("pronouns", ("he", "she"), "Pronouns looked at."),
            Option("min_confidence", 0.5, "Relations attrib is less sure of than this are not looked at, 0 to 1."),
        ),
        help=__doc__,
    ),
    run=find_ambiguous,
)
