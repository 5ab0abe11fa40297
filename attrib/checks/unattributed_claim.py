"""Opinion, blame, a superlative of worth or a certain forecast in the reporter's own voice.

Why: readers are owed the facts and the names of those who judge them. “The plan is absurd” may be what everybody
thinks; it is still somebody's view, and the reader wants to know whose. Attribute it, or show what makes it so.

An attribution in the sentence, or one that carries over from before, clears it. Questions, suppositions and what
somebody hopes are not looked at, nor is an article whose writer says *I*: that is a column.

It is off: reviews, features and sport judge for a living, and of 20 findings in a million words of news 14 were ones an
editor would look at. Select it for news.

Flagged:
    The plan for the new market is absurd.

    The mayor is to blame for the flood.

Clean:
    The plan for the new market is absurd, said Ines Tol.

    It is the oldest harbour on the coast.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrib.checking import Check, CheckContext, CheckInfo
from attrib.checking.coverage import Coverage
from attrib.checking.places import find_places
from attrib.checking.wrongdoing import is_stated
from attrib.model import Act, BlockKind, Finding, Severity
from attrib.rulefiles import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

BLOCKS = frozenset({BlockKind.BODY, BlockKind.STANDFIRST})
_WRITERS = frozenset({"i", "my", "me"})
_FORMS_OF_BE = frozenset({"VBZ", "VBD", "VBP"})
# A writer who says I so often is telling of himself.
_COLUMN = 2


def find_claims(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each judgement of the reporter's own that no attribution covers."""
    claims = _Claims(context.lexicon("opinion"))
    coverage = Coverage(context)
    for place in find_places(context, "narration", blocks=BLOCKS, acts=tuple(Act)):
        tokens = [place.doc[index] for index in sorted(place.tokens)]
        if sum(token.lower_ in _WRITERS for token in tokens) >= _COLUMN:
            return
        for token in tokens:
            said = claims.at(token)
            if said and coverage.of(token) is None:
                span = context.parse.span_of(said[0].i, said[-1].i)
                yield context.finding(span, match=context.excerpt(span))


class _Claims:
    """Judgements by the lexicon `opinion`."""

    def __init__(self, words: Lexicon) -> None:
        self._words = {name: frozenset(group) for name, group in words.groups.items()}

    def at(self, token: Token) -> list[Token]:
        """Return the tokens of the judgement that `token` heads, none where it is none or is not stated."""
        lemma = token.lemma_.lower()
        if token.lower_ in self._words["superlatives"]:
            return self._superlative(token)
        if token.tag_ == "JJ" and token.dep_ == "acomp" and lemma in self._words["adjectives"]:
            return [token] if _is_judged(token.head) else []
        if token.tag_ == "NN" and token.dep_ == "attr" and lemma in self._words["nouns"]:
            articles = [child for child in token.lefts if child.lower_ in {"a", "an", "the"}]
            return [*articles[:1], token] if _is_judged(token.head) and articles else []
        if token.lower_ == "blame" and token.tag_ == "VB":
            return _blamed(token)
        if token.dep_ == "advmod" and token.lower_ in self._words["adverbs"]:
            return [token] if token.i == token.sent.start and is_stated(token.head) else []
        if token.dep_ == "advmod" and token.lower_ in self._words["certainties"] and token.i > 0:
            before = token.nbor(-1)
            return (
                [before, token] if before.lower_ in {"will", "wo", "’ll", "'ll"} and before.head == token.head else []
            )
        return []

    def _superlative(self, token: Token) -> list[Token]:
        """Return "the finest" before what it praises, where its clause is stated."""
        if token.tag_ != "JJS" or token.dep_ != "amod" or token.i == 0 or token.nbor(-1).lower_ != "the":
            return []
        noun, clause = token.head, token.head.head
        if noun.dep_ != "attr" or noun.lemma_.lower() in self._words["fixed"] or noun.i - token.i > 2:
            return []
        return [token.nbor(-1), token] if _is_judged(clause) else []


def _is_judged(verb: Token) -> bool:
    """Whether `verb` is a *be* that states what something is."""
    return verb.lemma_.lower() == "be" and verb.tag_ in _FORMS_OF_BE and is_stated(verb)


def _blamed(token: Token) -> list[Token]:
    """Return "is to blame"."""
    to = [child for child in token.lefts if child.lower_ == "to"]
    if not to or to[0].i == 0:
        return []
    be = to[0].nbor(-1)
    return [be, to[0], token] if be.lemma_.lower() == "be" and is_stated(be) else []


CHECK = Check(
    CheckInfo(
        code="AT205",
        name="unattributed-claim",
        severity=Severity.NOTE,
        enabled=False,
        message=(
            "“{match}” judges in the reporter's own voice: readers want to know whose view it is. "
            "Attribute it, or show what makes it so."
        ),
        since="0.1.0",
        guides=("BBC", "RT"),
        lexicons=("opinion", "discourse"),
        help=__doc__,
    ),
    run=find_claims,
)
