"""Words of a “he” or “she” who could be two or more people.

Why: a reader who takes the wrong one puts words into somebody's mouth. Repeat the name.

The people it could be are listed, likeliest first, with the place where each was last named. attrib never takes one of
them for a fact. Where the paragraph has named only one of them, or made only one the subject of a verb, or one is
speaking already, a reader takes that one, and nothing is flagged.

Flagged:
    Tom Reed met Sam Cole at the depot. “I will resign,” he said.

Clean:
    Tom Reed met Sam Cole at the depot. “I will resign,” Reed said.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrib.checking import Check, CheckContext, CheckInfo, Option
from attrib.checking.pronouns import last_mention, narrated_statements
from attrib.model import CharSpan, Finding, Related, Severity, Speaker

# Entities that are no person; the recogniser takes a person for a body too often for those to be left out.
_NO_PERSON = frozenset({"GPE", "LOC", "NORP", "FAC", "DATE", "TIME", "CARDINAL", "EVENT", "LAW", "LANGUAGE"})
# How many people a message lists.
SHOWN_CANDIDATES = 4


def find_ambiguous(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each source pronoun that could be several people, once for the same people in a row."""
    last: tuple[int, frozenset[str]] | None = None
    speaking: tuple[int, str] | None = None  # the block and the speaker of the statement before
    for relation in narrated_statements(context):
        block = relation.block
        before = speaking
        if not relation.is_nested:
            speaking = (block, relation.speaker.name or "")
        if not relation.is_pronoun or not relation.speaker.is_ambiguous:
            continue
        people = _people(context, relation.speaker, relation.source.start)
        goes_on = before is not None and before[0] == block and before[1] in people
        if len(people) < 2 or goes_on or _is_plain(context, people, relation.source.start):
            continue
        names = frozenset(people)
        if last is None or last[1] != names or block - last[0] > 1:
            yield context.finding(
                relation.source,
                related=[Related(f"could be {name}", span) for name, span in people.items()],
                pronoun=relation.source.of(context.article.text),
                names=_listed(list(people)),
            )
        last = (block, names)


def _people(context: CheckContext, speaker: Speaker, before: int) -> dict[str, CharSpan]:
    """Return where each candidate who can be a person was last named before the pronoun, likeliest first."""
    out: dict[str, CharSpan] = {}
    for candidate in speaker.candidates:
        span = last_mention(context.article.text, candidate.name, before)
        if span is None:
            continue
        token = context.parse.token_at(span.start)
        if token is None or token.ent_type_ not in _NO_PERSON:
            out[candidate.name] = span
    return dict(list(out.items())[:SHOWN_CANDIDATES])


def _is_plain(context: CheckContext, people: dict[str, CharSpan], before: int) -> bool:
    """Whether a reader takes one of the people at once.

    It is the only one the paragraph has named before the pronoun, or the only one it has made the subject of a verb.
    """
    block = context.article.block_at(before)
    named = [span for span in people.values() if block is not None and block.span.covers(span)]
    subjects = [span for span in named if _is_subject(context, span)]
    return len(named) == 1 or len(subjects) == 1


def _is_subject(context: CheckContext, span: CharSpan) -> bool:
    token = context.parse.token_at(span.end - 1)
    return token is not None and token.dep_ in {"nsubj", "nsubjpass"}


def _listed(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}"


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
