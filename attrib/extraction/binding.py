"""Binds each utterance to the clause that reports it: beside it, in its paragraph, or in the paragraph before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from attrib.extraction.beside import Neighbours, clause_beside, is_known
from attrib.extraction.scoring import Rates
from attrib.extraction.tree import NOMINAL, Tree
from attrib.extraction.utterances import (
    DASHES,
    Clause,
    Utterance,
    clause_before,
    reporting_clauses_before,
)

# Least rate of a verb at the end of the paragraph before, which ends in a colon.
LED_IN = 0.06


# Share right of each rule on PolNeAR train, of the utterances that gold names a source for.
# Longest name and role after a dash, in tokens.
SIGNATURE = 14
CONFIDENCE = {
    "cue-after": 0.98,  # 3,100 of 3,149
    "cue-before": 0.94,  # 601 of 639
    "colon": 0.92,  # 23 of 25
    "label": 0.8,  # 28 of 35 that the annotators mark at all
    "by-line": 0.9,  # a sign of its own that PolNeAR train hardly shows
    "same-paragraph": 0.98,  # 1,436 of 1,463
    "interrupted": 0.95,  # 93 of 98
    "run-on": 0.91,  # 32 of 35
    "unattributed": 0.35,  # that nobody is named: 18 of 58
}


@dataclass
class Bound:
    """Utterances of one speaker under one clause, and the rule that bound the first of them."""

    rule: str
    utterances: list[Utterance]
    cue: frozenset[int] = frozenset()
    source: frozenset[int] = frozenset()
    subject: int | None = None
    anchor: int | None = None
    lemma: str = ""
    frame: str = ""
    confidence: float = 0.5
    extra: set[int] = field(default_factory=set)


def bind_utterances(tree: Tree, utterances: Sequence[Utterance], rates: Rates) -> list[Bound]:
    """Return every utterance bound, in text order; those nobody is found for have no source and no cue."""
    return _Binder(tree, utterances, rates).run()


class _Binder:
    def __init__(self, tree: Tree, utterances: Sequence[Utterance], rates: Rates) -> None:
        self.tree = tree
        self.utterances = utterances
        self.rates = rates
        self.bound: list[Bound] = []
        self.of: dict[int, Bound] = {}  # by utterance number
        self.used: set[int] = set()  # anchors

    def run(self) -> list[Bound]:
        for place, utterance in enumerate(self.utterances):
            self._bind(place, utterance)
        return self.bound

    def _bind(self, place: int, utterance: Utterance) -> None:
        before = self.utterances[place - 1] if place else None
        after = self.utterances[place + 1] if place + 1 < len(self.utterances) else None
        same = before if before is not None and before.block == utterance.block else None
        if same is not None and self._interrupted(same, utterance):
            self._join(utterance, self.of[same.number], "interrupted")
            return
        label = self._label(utterance, same) or self._signed(utterance)
        if label is not None:
            self._open(label)
            return
        found = clause_beside(self.tree, Neighbours(utterance, same, after), self.rates, self.used)
        if found is not None:
            self._add(found[0], utterance, found[1])
        elif same is not None and self.of[same.number].source and not self._narrates(same, utterance):
            self._join(utterance, self.of[same.number], "same-paragraph")
        elif (lead := self._lead_in(utterance)) is not None:
            self._open(lead)
        elif before is not None and self._runs_on(before, utterance):
            self._join(utterance, self.of[before.number], "run-on")
        else:
            self._open(Bound("unattributed", [utterance]))

    # --- the clause beside it ---

    def _interrupted(self, same: Utterance, utterance: Utterance) -> bool:
        """Whether the reporting clause of the utterance before splits one sentence ("…,” he said, “…")."""
        owner = self.of[same.number]
        gap = range(same.last + 1, utterance.first)
        if owner.anchor is None or owner.anchor not in gap or owner.rule != "cue-after":
            return False
        if self.tree.words[gap.stop - 1] in SENTENCE_STOPS:
            return False
        return all(self.tree.words[index] not in {".", "!", "?"} for index in gap) and not self._second_cue(gap, owner)

    def _narrates(self, same: Utterance, utterance: Utterance) -> bool:
        """Whether somebody else may have spoken between two utterances: a whole sentence without marks stands there."""
        tree = self.tree
        gap = range(same.last + 1, utterance.first)
        stops = [index for index in gap if tree.words[index] in SENTENCE_STOPS]
        return len(stops) > 1 or (len(stops) == 1 and self.of[same.number].anchor not in gap and len(gap) > 3)

    def _second_cue(self, gap: range, owner: Bound) -> bool:
        """Whether another reporting verb stands in the gap, nearer to the second utterance (", adding, “…")."""
        for clause in reporting_clauses_before(self.tree, gap):
            if clause.anchor == owner.anchor:
                return False
            rate = self.rates.rate(clause.lemma, clause.frame)
            if clause.anchor > (owner.anchor or 0) and not clause.inner and rate >= 0.3:
                return is_known(self.rates, clause.lemma)
        return False

    # --- the paragraph, and the one before ---

    def _label(self, utterance: Utterance, same: Utterance | None) -> Bound | None:
        """Return the binding to a name and colon before the utterance ("Ann Lee, mayor: “…")."""
        tree = self.tree
        floor = same.last + 1 if same is not None else 0
        span = clause_before(tree, utterance, floor)
        for index in reversed(span[:-1]):
            if tree.words[index] in DASHES and tree.parse.ends[index - 1] < tree.parse.starts[index]:
                span = range(index + 1, span.stop)
                break
        if len(span) < 2 or tree.words[span.stop - 1] != ":" or len(span) > 14:
            return None
        names = [index for index in span if tree.pos[index] in {"PROPN", "PRON", "NOUN"}]
        if not names:
            return None
        head = self._head_of(span)
        if any(tree.is_verb(index) for index in span):
            return None
        source = set(range(span.start, span.stop - 1))
        if tree.pos[span.start] not in LABEL_STARTS or tree.lower[span.start] in {"more", "related"}:
            return None
        return _labelled(utterance, source, head, span.stop - 1)

    def _signed(self, utterance: Utterance) -> Bound | None:
        """Return the binding to a name after a dash that ends the paragraph ("“…” — Ann Lee, mayor")."""
        tree = self.tree
        dash = utterance.last + 1
        stop = tree.parse.block_tokens[utterance.block].stop
        if dash >= stop or tree.words[dash] not in DASHES:
            return None
        named = range(dash + 1, stop)
        while named and tree.pos[named[-1]] == "PUNCT":
            named = named[:-1]
        if not 0 < len(named) <= SIGNATURE or not tree.words[named.start][:1].isupper():
            return None
        if any(tree.is_verb(index) or tree.parse.masked[index] for index in named):
            return None
        confidence = CONFIDENCE["by-line"]
        source, head = frozenset(named), self._head_of(named)
        return Bound("by-line", [utterance], frozenset({dash}), source, head, dash, "—", "by-line", confidence)

    def _head_of(self, span: range) -> int:
        """Return the head of the first name or noun of `span`, or its first token."""
        tree = self.tree
        head = next((index for index in span if tree.pos[index] in NOMINAL), span.start)
        while tree.head[head] != head and tree.head[head] in span and tree.pos[tree.head[head]] in NOMINAL:
            head = tree.head[head]
        return head

    def _lead_in(self, utterance: Utterance) -> Bound | None:
        """Return the binding to the paragraph before where that ends in a colon."""
        tree = self.tree
        if utterance.first == 0 or tree.parse.blocks[utterance.first - 1] == utterance.block:
            return None
        end = utterance.first - 1
        if tree.words[end] != ":":
            return None
        block = tree.parse.blocks[end]
        start = end
        while start > 0 and tree.parse.blocks[start - 1] == block and tree.words[start - 1] not in {".", "!", "?"}:
            start -= 1
        best: Clause | None = None
        score = 0.0
        for clause in reporting_clauses_before(tree, range(start, end + 1)):
            rate = self.rates.rate(clause.lemma, clause.frame)
            if rate > score and clause.source:
                best, score = clause, rate
        if best is not None and score >= LED_IN:
            return self._from(best, "colon", utterance)
        if not any(tree.is_verb(index) for index in range(start, end)) and end > start:
            return _labelled(utterance, set(range(start, end)), end - 1, end)
        return None

    def _runs_on(self, before: Utterance, utterance: Utterance) -> bool:
        return before.quotation.continued and before.block < utterance.block <= before.block + 2

    # --- keeping ---

    def _from(self, clause: Clause, rule: str, utterance: Utterance) -> Bound:
        return Bound(
            rule,
            [utterance],
            clause.cue,
            clause.source,
            clause.subject,
            clause.anchor,
            clause.lemma,
            clause.frame,
            CONFIDENCE[rule],
        )

    def _add(self, rule: str, utterance: Utterance, clause: Clause) -> None:
        self.used.add(clause.anchor)
        self._open(self._from(clause, rule, utterance))

    def _open(self, bound: Bound) -> None:
        self.bound.append(bound)
        self.of[bound.utterances[0].number] = bound

    def _join(self, utterance: Utterance, bound: Bound, rule: str) -> None:
        bound.utterances.append(utterance)
        bound.confidence = min(bound.confidence, CONFIDENCE[rule])
        self.of[utterance.number] = bound


def _labelled(utterance: Utterance, source: set[int], head: int, colon: int) -> Bound:
    cue = frozenset({colon})
    return Bound("label", [utterance], cue, frozenset(source), head, colon, ":", "label", CONFIDENCE["label"])


SENTENCE_STOPS = frozenset({".", "!", "?", ";"})
LABEL_STARTS = NOMINAL | {"DET", "ADJ"}
