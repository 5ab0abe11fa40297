"""Sentences as claims: what they are made of, and whether two of them claim the same.

Shared words alone call "denied" and "admitted" one claim.  Here they only propose: people and places, figures, dates,
negation, condition and possibility must agree before two claims are called the same.  The threshold and the guards
were set on the train part of the Microsoft Research Paraphrase Corpus (Dolan and Brockett, 2005).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from attrib.duplicates.repeats import fold
from attrib.model import CharSpan
from attrib.rulefiles import Lexicon, load_lexicon, rules_dir

if TYPE_CHECKING:
    from spacy.tokens import Token

# Share of words of weight two claims have in common (Dice's coefficient) from which they may be the same.
SAME = 0.72
# The same for claims that differ in a figure or in polarity: the rest must be nearly one.
CONFLICTING = 0.7
# Verbs that one claim has and the other has not, at most.
VERBS_APART = 1
# Words of weight below which a sentence says too little to be compared.
LEAST_WORDS = 5
# First letters by which a verb and its noun are one event: kill, killing.
STEM = 4
_SAYING = frozenset({"add", "say", "tell"})
_PARTICLES = frozenset({"prt", "advmod"})


class Difference(StrEnum):
    """In what two claims differ that is never a mere turn of phrase."""

    FIGURE = "figure"
    NAME = "name"
    NEGATION = "negation"
    POSSIBILITY = "possibility"
    OPPOSITE = "opposite"


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence as a claim: its words of weight in base form, and what must not differ.

    `names` are the words of proper nouns, `figures` numbers as digits, `verbs` those of weight but for saying.
    `subject` is the last word of the subject where that is a name, `since` the words that place it in time.
    """

    span: CharSpan
    words: frozenset[str]
    names: frozenset[str]
    figures: frozenset[str]
    verbs: frozenset[str]
    is_negated: bool
    is_supposed: bool
    is_possible: bool
    subject: str = ""
    since: frozenset[str] = frozenset()


@cache
def _polarity() -> Mapping[str, frozenset[str]]:
    lexicon = _lexicon()
    return {group: frozenset(lexicon[group]) for group in ("negations", "conditions", "possibilities", "since")}


@cache
def _lexicon() -> Lexicon:
    return load_lexicon(rules_dir() / "lexicons" / "polarity.yaml")


@cache
def _opposites() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair.split()) for pair in _lexicon()["opposites"])


def make_claim(tokens: Iterable[Token], span: CharSpan, masked: str = "") -> Claim:
    """Return the claim that `tokens` make; `masked` are words that the parse has stand-ins for, whole and unparsed."""
    words, names, figures, verbs = set(), set(), set(), set()
    seen: set[str] = set()
    subject = ""
    for token in tokens:
        lower, lemma = token.lower_, token.lemma_.lower().replace(".", "")
        seen.update((lower, lemma))
        if token.dep_ in {"nsubj", "nsubjpass"} and token.pos_ == "PROPN" and not subject:
            subject = lower
        number = _figure(token.text)
        if number:
            figures.add(number)
            words.add(number)
        elif (not token.is_stop or token.dep_ in _PARTICLES) and any(char.isalpha() for char in lower):
            words.add(lemma)
            if token.pos_ == "PROPN" or (token.text[:1].isupper() and not token.is_sent_start):
                names.add(lower.replace(".", ""))
            if token.pos_ == "VERB":
                verbs.add(lemma)
    for word in fold(masked):
        seen.add(word)
        number = _figure(word)
        if number:
            figures.add(number)
        words.add(number or word)
    return Claim(
        span=span,
        words=frozenset(words),
        names=frozenset(names),
        figures=frozenset(figures),
        verbs=frozenset(verbs - _SAYING),
        is_negated=not seen.isdisjoint(_polarity()["negations"]),
        is_supposed=not seen.isdisjoint(_polarity()["conditions"]),
        is_possible=not seen.isdisjoint(_polarity()["possibilities"]),
        subject=subject,
        since=frozenset(seen & _polarity()["since"]),
    )


def _figure(text: str) -> str:
    """Return a number as digits without separators, signs and ending, or nothing where `text` is none."""
    lower = text.lower()
    small = _lexicon()["numbers"]
    if lower in small:
        return str(small.index(lower))
    if not any(char.isdigit() for char in lower):
        return ""
    kept = "".join(char for char in lower if char.isdigit() or char in ".:/")
    return kept.strip(".:/")


def likeness(one: Claim, other: Claim) -> float:
    """Return the share of words of weight in common, from 0 to 1 (Dice's coefficient)."""
    together = len(one.words) + len(other.words)
    return 2 * len(one.words & other.words) / together if together else 0.0


def differences(one: Claim, other: Claim) -> tuple[Difference, ...]:
    """Return in what the claims differ that a similar wording must not hide."""
    out = []
    if one.figures != other.figures:
        out.append(Difference.FIGURE)
    if one.names - other.words - other.names and other.names - one.words - one.names:
        out.append(Difference.NAME)
    if one.is_negated != other.is_negated:
        out.append(Difference.NEGATION)
    if one.is_supposed != other.is_supposed or one.is_possible != other.is_possible:
        out.append(Difference.POSSIBILITY)
    if _has_opposites(one.words - other.words, other.words - one.words):
        out.append(Difference.OPPOSITE)
    return tuple(out)


def _has_opposites(one: frozenset[str], other: frozenset[str]) -> bool:
    if any(frozenset({word, another}) in _opposites() for word in one for another in other):
        return True
    prefixes = _lexicon()["prefixes"]
    turned = {prefix + word for word in (*one, *other) for prefix in prefixes}
    return not turned.isdisjoint(one | other)


def is_same(one: Claim, other: Claim) -> bool:
    """Whether two claims say the same in other words: nearly all words of weight shared, and no guard against it."""
    if min(len(one.words), len(other.words)) < LEAST_WORDS or likeness(one, other) < SAME:
        return False
    return len(one.verbs ^ other.verbs) <= VERBS_APART and not differences(one, other)


def is_same_background(one: Claim, other: Claim) -> bool:
    """Whether two claims tell the same background: one subject and the same other names, one event, one time word.

    Other words may all differ, so that this needs two names or more, none of them new in the shorter claim.
    """
    if not one.subject or one.subject != other.subject or one.since != other.since or len(one.since) != 1:
        return False
    few, many = sorted((one.names, other.names), key=len)
    if len(few) < 2 or not few <= many or len(many) - len(few) > 1:
        return False
    found = differences(one, other)
    if any(difference is not Difference.FIGURE for difference in found) or (one.figures and other.figures and found):
        return False
    return bool(_stems(one) & _stems(other))


def _stems(claim: Claim) -> frozenset[str]:
    plain = claim.words - claim.names - claim.figures
    return frozenset(word[:STEM] for word in plain if len(word) >= STEM)


def is_conflicting(one: Claim, other: Claim) -> tuple[Difference, ...]:
    """Return in what two claims about the same contradict each other, nothing where they do not.

    Their words but for figures and negations are nearly the same, and so are their names; either the figures differ,
    each claim having as many, or one denies what the other says.
    """
    found = differences(one, other)
    if not found or Difference.NAME in found or Difference.POSSIBILITY in found or one.names != other.names:
        return ()
    if min(len(one.words), len(other.words)) < LEAST_WORDS:
        return ()
    plain, others = one.words - one.figures, other.words - other.figures
    shared = len(plain & others)
    if not plain or 2 * shared < CONFLICTING * (len(plain) + len(others)):
        return ()
    if Difference.FIGURE in found and (len(one.figures) != len(other.figures) or one.figures & other.figures):
        return ()
    return found
