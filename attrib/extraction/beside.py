"""Chooses the clause beside an utterance that reports it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from attrib.extraction.scoring import Rates
from attrib.extraction.tree import Tree
from attrib.extraction.utterances import (
    LEADS,
    WORDS_OF,
    Clause,
    Utterance,
    clause_after,
    clause_before,
    reporting_clauses_after,
    reporting_clauses_before,
)

# Least rate of a verb beside an utterance, where a comma or colon joins them and where nothing does.
JOINED = 0.1
APART = 0.3
# Least rate where the utterance ends in a full stop, so that the clause would be a sentence of its own.
STOPPED = 0.5
# Words between a mark and a verb that was never seen reporting.
UNSEEN_REACH = 4
STOPS = frozenset({".", "?", "!"})


@dataclass(frozen=True)
class Neighbours:
    """An utterance, the one before it in its paragraph, and the next one of the article."""

    utterance: Utterance
    same: Utterance | None
    after: Utterance | None

    def behind(self, tree: Tree) -> range:
        """Return the tokens after the utterance up to the end of its sentence."""
        return clause_after(tree, self.utterance, self.after.first if self.after is not None else len(tree))

    def ahead(self, tree: Tree) -> range:
        """Return the tokens before the utterance from the start of its sentence."""
        return clause_before(tree, self.utterance, self.same.last + 1 if self.same is not None else 0)


def clause_beside(tree: Tree, near: Neighbours, rates: Rates, used: set[int]) -> tuple[str, Clause] | None:
    """Return the rule and the clause that report an utterance, or `None`; `used` are verbs that report another."""
    best: tuple[float, str, Clause] | None = None
    for strength, rule, clause in (*_after(tree, near, rates), *_before(tree, near, rates)):
        if clause.anchor not in used and (best is None or strength > best[0]):
            best = (strength, rule, clause)
    return None if best is None else best[1:]


def is_known(rates: Rates, lemma: str) -> bool:
    """Whether the lemma was seen to report an utterance, or reports in most of many other sightings."""
    frames = rates.counts.get(lemma, {})
    if any(hits for frame, (hits, _) in frames.items() if frame.startswith("quotation-")):
        return True
    if lemma == WORDS_OF:
        return True
    hits, seen = (sum(pair[i] for pair in frames.values()) for i in (0, 1))
    return lemma == "put it" or (hits >= 3 and 2 * hits > seen)


def _after(tree: Tree, near: Neighbours, rates: Rates) -> Iterator[tuple[float, str, Clause]]:
    behind = near.behind(tree)
    ending = near.utterance.ending(tree)
    stopped = ending in STOPS
    if stopped and _leads_on(tree, near, behind):
        return
    for clause in reporting_clauses_after(tree, behind):
        if not clause.source:
            continue
        rate = rates.rate(clause.lemma, clause.frame)
        known = is_known(rates, clause.lemma)
        if stopped:
            if not (known and clause.bare and not clause.inner and rate >= STOPPED):
                continue
        elif ending == ",":
            if rate < JOINED or not (known or (clause.distance <= UNSEEN_REACH and not clause.inner)):
                continue
        elif not known or rate < APART:
            continue
        yield rate + 0.5 * (ending == ",") - 0.02 * clause.distance - 0.3 * clause.inner, "cue-after", clause


def _leads_on(tree: Tree, near: Neighbours, behind: range) -> bool:
    """Whether the clause after an utterance leads in the next one instead ("It is.” He added, “We …")."""
    after = near.after
    return after is not None and bool(behind) and behind.stop == after.first


def _before(tree: Tree, near: Neighbours, rates: Rates) -> Iterator[tuple[float, str, Clause]]:
    ahead = near.ahead(tree)
    if not ahead:
        return
    joint = tree.words[ahead.stop - 1]
    led = joint in LEADS
    for clause in reporting_clauses_before(tree, ahead):
        rate = rates.rate(clause.lemma, clause.frame)
        if tree.tag[clause.anchor] == "VB" and clause.distance > 2 and not tree.children(clause.anchor, ("aux",)):
            continue
        if is_known(rates, clause.lemma):
            if rate < (JOINED if led else APART):
                continue
        elif clause.inner or rate < JOINED or not _leads_unseen(tree, clause, joint):
            continue
        yield rate + 0.3 * led - 0.02 * clause.distance - 0.3 * clause.inner, "cue-before", clause


def _leads_unseen(tree: Tree, clause: Clause, joint: str) -> bool:
    """Whether a verb never seen reporting leads in: it heads a sentence that ends in a colon, or is next to a comma."""
    if joint == ":":
        return tree.dep[clause.anchor] == "ROOT"
    return joint == "," and clause.distance <= 2
