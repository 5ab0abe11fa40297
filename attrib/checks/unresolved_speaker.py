"""Words of a “he” or “she” with nobody before it to be.

Why: a pronoun points back to a person; where the article has named nobody yet, a reader cannot tell who speaks. Name
the speaker at first mention.

Where somebody has been named or spoken of by a role before, attrib takes it that a reader knows who is meant.

Flagged:
    “It is finished,” she said as the doors were locked.

Clean:
    “It is finished,” Mayor Ada Lunn said as the doors were locked.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from attrib.checking import Check, CheckContext, CheckInfo, Option
from attrib.checking.pronouns import narrated_statements
from attrib.model import Finding, Severity
from attrib.rulefiles import load_lexicon, rules_dir

# Endings of nouns for somebody who does something: the baker, the chemist, the policewoman.
_ENDINGS = ("er", "or", "ist", "ian", "man", "woman", "person", "ant", "ent", "eer", "ee")
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "appos", "poss"})


@cache
def _roles() -> frozenset[str]:
    lexicon = load_lexicon(rules_dir() / "lexicons" / "roles.yaml")
    return frozenset(word for group in ("male", "female", "office", "person") for word in lexicon[group])


def find_unresolved(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for the first source of each pronoun that nobody fits, until somebody does."""
    open_pronouns: set[str] = set()
    first_person = _first_person(context)
    for statement in narrated_statements(context):
        if not statement.is_pronoun:
            continue
        pronoun = statement.source.of(context.article.text)
        if statement.speaker.name is not None or statement.speaker.candidates:
            open_pronouns.discard(pronoun.lower())
        elif pronoun.lower() not in open_pronouns and statement.source.start < first_person:
            open_pronouns.add(pronoun.lower())
            yield context.finding(statement.source, pronoun=pronoun)


def _first_person(context: CheckContext) -> int:
    """Return where the article first speaks of a person who could be meant, named or by a role; its end if nowhere."""
    parse = context.parse
    for token in parse.doc:
        if parse.masked[token.i]:
            continue
        is_role = token.lemma_.lower() in _roles()
        is_doer = token.pos_ == "NOUN" and token.dep_ in _SUBJECTS and token.lemma_.lower().endswith(_ENDINGS)
        if is_role or is_doer or token.ent_type_ == "PERSON":
            return parse.starts[token.i]
    return len(context.article.text)


CHECK = Check(
    CheckInfo(
        code="AT306",
        name="unresolved-speaker",
        severity=Severity.WARNING,
        message=(
            "Nobody named before this could be “{pronoun}”: readers cannot tell who is speaking. "
            "Name the speaker here or before."
        ),
        since="0.1.0",
        guides=("GU", "TX"),
        options=(
            Option("pronouns", ("he", "she"), "Pronouns looked at."),
            Option("min_confidence", 0.5, "Relations attrib is less sure of than this are not looked at, 0 to 1."),
        ),
        help=__doc__,
    ),
    run=find_unresolved,
)
