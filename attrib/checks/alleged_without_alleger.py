"""Alleged, allegedly or suspected, with nobody who alleges or suspects.

Why: “the alleged theft” says that somebody accuses and hides who. A reader cannot weigh the charge, and the word alone
protects nobody, the newsroom included. Name who alleges it and where: prosecutors, a lawsuit, two of the clerks.

Somebody stands behind it where the attribution of the sentence or one before it covers it, where the paragraph or one
beside it speaks of a court, the police, a lawsuit or others who accuse, and where an earlier paragraph tells who
alleges the same thing. Whoever suspends, sues or arrests somebody *for allegedly* doing it stands behind it too. Who
denies it does not accuse. *Suspected* is looked at only before words for a wrong or for those who do one: suspected
cholera accuses nobody. What a sentence tells of a year it names is let pass as history.

Flagged:
    The alleged theft took place in June.

    Two of the boats were allegedly sold in Dale.

Clean:
    Prosecutors said the alleged theft took place in June.

    The trial of Carl Ness opened on Monday. The alleged theft took place in June.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from attrib.checking import Check, CheckContext, CheckInfo
from attrib.checking.accusers import Accusers
from attrib.checking.coverage import Coverage
from attrib.checking.dates import is_dated
from attrib.checking.places import find_places
from attrib.model import Act, BlockKind, Finding, Severity

if TYPE_CHECKING:
    from spacy.tokens import Token

BLOCKS = frozenset({BlockKind.BODY, BlockKind.LIST, BlockKind.STANDFIRST})
_THINGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "obj", "pobj", "poss", "compound", "appos"})


def find_unalleged(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each alleged, allegedly and suspected in narration that nobody alleges or suspects."""
    words = _Words(context)
    behind = _Behind(context)
    for place in find_places(context, "narration", blocks=BLOCKS, acts=tuple(Act)):
        for index in sorted(place.tokens):
            token = place.doc[index]
            if words.accuse(token) and not is_dated(token.sent) and not behind(token):
                span = context.parse.span_of(index, index)
                whole = context.parse.span_of(index, token.head.i) if token.head.i > index else span
                yield context.finding(span, match=context.excerpt(whole))


class _Words:
    """Which words say that somebody accuses."""

    def __init__(self, context: CheckContext) -> None:
        words, wrongs = context.lexicon("alleged"), context.lexicon("wrongdoing")
        self._adjectives, self._adverbs = frozenset(words["adjectives"]), frozenset(words["adverbs"])
        self._doubtful, self._ironies = frozenset(words["doubtful_adjectives"]), tuple(words["ironies"])
        self._suspects = frozenset((*words["suspects"], *wrongs["wrongs"], *wrongs["wrongdoers"]))

    def accuse(self, token: Token) -> bool:
        """Whether `token` says that somebody accuses."""
        if token.lower_ in self._adverbs:
            return True
        if token.lower_ not in self._adjectives and token.lower_ not in self._doubtful:
            return False
        if any(irony in token.sent.text.lower() for irony in self._ironies):
            return False
        if token.dep_ != "amod" or token.head.i < token.i:
            return False
        if token.lower_ in self._adjectives:
            return True
        nouns = [token.head, *(child for child in token.head.lefts if child.dep_ == "compound")]
        return token.lower_ in self._doubtful and any(noun.lemma_.lower() in self._suspects for noun in nouns)


class _Behind:
    """Tells whether somebody stands behind an accusation."""

    def __init__(self, context: CheckContext) -> None:
        self._context = context
        self._parse = context.parse
        self._answers = frozenset(context.lexicon("alleged")["answers"])

    @cached_property
    def _coverage(self) -> Coverage:
        return Coverage(self._context)

    @cached_property
    def _accusers(self) -> Accusers:
        return Accusers(self._context)

    def __call__(self, token: Token) -> bool:
        """Whether somebody accuses: near, by an attribution that covers the word, or told of before."""
        block = self._parse.blocks[token.i]
        if _is_ground(token) or self._accusers.near(block) or self._is_covered(token):
            return True
        return self._is_told_before(token, block)

    def _is_covered(self, token: Token) -> bool:
        cover = self._coverage.of(token)
        return cover is not None and (cover.relation is None or cover.relation.lemma not in self._answers)

    def _is_told_before(self, token: Token, block: int) -> bool:
        """Whether a paragraph before that of `token` tells who accuses, and of the same thing."""
        things = _things(token)
        for earlier in range(block - 2, -1, -1):
            if not self._accusers.named_in(earlier):
                continue
            tokens = self._parse.block_tokens.get(earlier, range(0))
            if any(self._parse.doc[index].lemma_.lower() in things for index in tokens):
                return True
        return False


def _is_ground(token: Token) -> bool:
    """Whether it is what somebody was suspended, sued or arrested for: who did that says so."""
    return token.i > 0 and token.nbor(-1).lower_ == "for"


def _things(token: Token) -> frozenset[str]:
    """Return the base forms of what is alleged: the noun, or the verb and the nouns that stand by it."""
    head = token.head
    near = [head, *(child for child in head.children if child.dep_ in _ARGUMENTS)]
    return frozenset(word.lemma_.lower() for word in near if word.tag_ in _THINGS or word is head)


CHECK = Check(
    CheckInfo(
        code="AT202",
        name="alleged-without-alleger",
        severity=Severity.WARNING,
        message=(
            "“{match}”: somebody accuses, and nobody is named who does. Readers cannot weigh a charge without knowing "
            "whose it is. Name who alleges or suspects it, and where."
        ),
        since="0.1.0",
        guides=("AP",),
        lexicons=("alleged", "accusers", "discourse", "wrongdoing"),
        help=__doc__,
    ),
    run=find_unalleged,
)
