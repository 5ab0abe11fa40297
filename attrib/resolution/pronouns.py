"""What the pronouns of an article stand for: one pass over the text that keeps count of who is being spoken of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from attrib.model import CharSpan, SpeakerKind
from attrib.nlp import Parse
from attrib.resolution.clusters import Cluster
from attrib.resolution.syntax import is_main, use_of

if TYPE_CHECKING:
    from spacy.tokens import Token

MASCULINE = frozenset({"he", "him", "his", "himself"})
FEMININE = frozenset({"she", "her", "hers", "herself"})
NEUTER = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
FIRST = frozenset({"i", "me", "my", "mine", "we", "us", "our", "ours", "myself", "ourselves"})
SECOND = frozenset({"you", "your", "yours"})
RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})
THIRD = MASCULINE | FEMININE | NEUTER | PLURAL

# Candidates with less than this share of the evidence are not worth an editor's time.
SMALLEST_SHARE = 0.1
CLIMB = 8


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each kind of evidence counts; tuned on pronouns whose meaning people marked."""

    subject: float = 1.0
    object: float = 0.35
    possessive: float = 0.65
    other: float = 0.45
    part: float = 0.2
    sentence_decay: float = 0.45
    block_decay: float = 0.9
    quoted: float = 0.15
    speaker: float = 1.5
    parallel: float = 1.55
    own_content: float = 0.2
    same_clause: float = 0.08
    unknown_gender: float = 0.9
    noun: float = 0.7
    nested: float = 0.65
    next_sentence: float = 1.2
    unsure: float = 0.6
    same_sentence: float = 1.3
    repeat: float = 0.6
    ahead: float = 2.0
    partner: float = 4.0
    margin: float = 0.25
    torn_margin: float = 0.85
    reach: int = 9
    window: int = 50


@dataclass(slots=True)
class Item:
    """A cluster spoken of at one place."""

    start: int
    sentence: int
    block: int
    cluster: Cluster
    weight: float
    verb: int = -1
    subject: bool = False
    span: CharSpan | None = None
    token: int = -1
    partner: int = -1
    speaks: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """Who a pronoun may be: the cluster taken (or `None`), and everybody it could be with shares of 1."""

    taken: Cluster | None
    ranked: tuple[tuple[Cluster, float], ...] = ()
    evidence: tuple[CharSpan, ...] = ()


Fit = Callable[[Cluster], float]


@dataclass(slots=True)
class Query:
    """A pronoun or a role to be resolved.

    `fit` says how well a cluster goes with it, 0 where it cannot be meant.  `barred` are the numbers of clusters
    that the speaker names in his own words.  `fallback` is what it is where nobody fits.
    """

    token: int
    fit: Fit
    is_source: bool = False
    barred: frozenset[int] = frozenset()
    margin: float | None = None
    fallback: Cluster | None = None


def use_weight(use: str, main: bool, weights: Weights) -> float:
    """Return how strongly a use in a sentence puts somebody in the reader's mind."""
    weight: float = getattr(weights, use)
    return weight * weights.nested if use == "subject" and not main else weight


class PronounResolver:
    """Resolves third-person pronouns in the order of the text."""

    def __init__(self, parse: Parse, weights: Weights | None = None) -> None:
        self.parse = parse
        self.weights = weights or Weights()
        self._starts = [parse.starts[sent.start] for sent in parse.doc.sents] if len(parse.doc) else []

    def sentence_at(self, offset: int) -> int:
        """Return the number of the sentence that holds the character at `offset`."""
        return bisect_right(self._starts, offset)

    def resolve(self, items: Sequence[Item], queries: Sequence[Query]) -> dict[int, Choice]:
        """Return the choice for each query, by its token's index; `items` and `queries` stand in text order."""
        out: dict[int, Choice] = {}
        recent: list[Item] = []
        by_token = {item.token: item for item in items if item.token >= 0}
        at = 0
        for query in queries:
            start = self.parse.starts[query.token]
            while at < len(items) and items[at].start < start:
                recent.append(items[at])
                at += 1
            here = self._item(query.token)
            ahead = self._ahead(query.token, by_token)
            choice = self._choose(query, here, [*recent[-self.weights.window :], *ahead])
            if choice.taken is None and query.fallback is not None and not choice.ranked[1:]:
                choice = Choice(query.fallback, (), ())
            out[query.token] = choice
            if choice.taken is not None:
                here.cluster, here.speaks = choice.taken, query.is_source
                here.weight *= self.weights.speaker if query.is_source else 1.0
                recent.append(here)
        return out

    def _ahead(self, index: int, by_token: Mapping[int, Item]) -> list[Item]:
        """Return the subject still to come, where the pronoun stands in what is put before it: "In his speech, Lee"."""
        doc = self.parse.doc
        node = doc[index]
        fronted = False
        for _ in range(CLIMB):
            if node.dep_ in {"prep", "advcl"} and node.head.i > node.i:
                fronted = True
            if node.head.i == node.i:
                break
            node = node.head
            if fronted and node.pos_ in {"VERB", "AUX"}:
                # "In his view, Lee wrote, the cranes were safe" hangs "in" on "were" and "wrote" on that.
                verbs = [node, *(child for child in node.children if child.dep_ in {"parataxis", "ccomp"})]
                found = (self._subject_item(verb, index, by_token) for verb in verbs)
                return [replace(item, weight=self.weights.ahead) for item in found if item is not None][:1]
        return []

    @staticmethod
    def _subject_item(verb: Token, after: int, by_token: Mapping[int, Item]) -> Item | None:
        for child in verb.lefts:
            if child.dep_ in {"nsubj", "nsubjpass"} and child.i > after:
                return by_token.get(child.i)
        return None

    def _item(self, index: int) -> Item:
        token = self.parse.doc[index]
        use = use_of(token)
        verb = token.head.i if use in {"subject", "object"} and token.head.pos_ in {"VERB", "AUX"} else -1
        start = self.parse.starts[index]
        span = CharSpan(start, self.parse.ends[index])
        weight = use_weight(use, use == "subject" and is_main(token), self.weights)
        item = Item(
            start, self.sentence_at(start), self.parse.blocks[index], _NOBODY, weight, verb, use == "subject", span
        )
        if use == "possessive" and token.head.dep_ == "conj":  # "Lee and her brother"
            item.partner = token.head.head.i
        return item

    def _choose(self, query: Query, here: Item, recent: list[Item]) -> Choice:
        scores: dict[int, float] = {}
        best_item: dict[int, Item] = {}
        people: dict[int, Cluster] = {}
        barred: set[int] = set()
        weights = self.weights
        for item in reversed(recent):
            far = here.sentence - item.sentence
            if far > weights.reach:
                break
            cluster = item.cluster
            fit = query.fit(cluster)
            if not fit:
                continue
            if here.verb >= 0 and item.verb == here.verb and here.span != item.span:
                barred.add(cluster.number)  # "he told Lee": two people
                continue
            score = item.weight * fit * weights.sentence_decay**far * weights.block_decay ** (here.block - item.block)
            if far == 0:
                score *= weights.same_sentence
            if here.subject and item.subject:
                score *= weights.parallel
            if item.token >= 0 and item.token == here.partner:
                score *= weights.partner
            if item.speaks and query.is_source and far <= 1:
                score *= weights.next_sentence
            people[cluster.number] = cluster
            # The strongest mention counts in full, the others only in part.
            before = scores.get(cluster.number, 0.0)
            scores[cluster.number] = max(before, score) + weights.repeat * min(before, score)
            best_item.setdefault(cluster.number, item)
        for number in scores:
            if number in barred:
                scores[number] *= weights.same_clause
            if number in query.barred:
                scores[number] *= weights.own_content
        margin = weights.margin if query.margin is None else query.margin
        return self._settle(scores, people, best_item, margin)

    def _settle(
        self, scores: dict[int, float], people: dict[int, Cluster], items: dict[int, Item], margin: float
    ) -> Choice:
        total = sum(scores.values())
        if total <= 0:
            return Choice(None)
        order = sorted(scores, key=lambda number: (-scores[number], number))
        ranked = tuple((people[number], scores[number] / total) for number in order[:4])
        ranked = tuple(pair for pair in ranked if pair[1] >= SMALLEST_SHARE)
        first = scores[order[0]]
        second = scores[order[1]] if len(order) > 1 else 0.0
        evidence = tuple(span for span in (items[order[0]].span,) if span is not None)
        if second > first * (1 - margin):
            return Choice(None, ranked, evidence)
        return Choice(people[order[0]], ranked, evidence)


_NOBODY = Cluster(-1, "", SpeakerKind.UNKNOWN, CharSpan(0, 0))


def pronoun_fit(word: str, cluster: Cluster, weights: Weights) -> float:
    """Return how well a cluster goes with the pronoun `word`: 0 where it cannot be meant."""
    kind = cluster.kind
    if word in MASCULINE or word in FEMININE:
        if kind is not SpeakerKind.PERSON:
            return weights.unsure if cluster.unsure else 0.0
        gender = cluster.gender
        if not gender:
            return weights.unknown_gender
        return 1.0 if (gender == "m") == (word in MASCULINE) else 0.0
    if word in PLURAL:
        if kind is SpeakerKind.PERSON:
            return 0.0
        if cluster.plural:
            return 1.0
        return 0.3 if kind is SpeakerKind.ORGANISATION else 0.05
    if kind is SpeakerKind.PERSON or cluster.plural or kind is SpeakerKind.GROUP:
        return 0.0
    return 1.0 if kind is SpeakerKind.ORGANISATION else 0.7
