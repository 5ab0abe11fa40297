"""What the pronouns of an article stand for: one pass over the text that keeps count of who is being spoken of."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from attrib.model import CharSpan, Evidence, EvidenceKind, SpeakerKind
from attrib.nlp import Parse
from attrib.resolution.clusters import Cluster
from attrib.resolution.evidence import (
    SURE,
    Here,
    Item,
    Standing,
    Story,
    crowd_of,
    features_of,
    fresh,
    item_at,
    look_around,
)
from attrib.rulefiles import rules_dir
from attrib.rulefiles.weights import Weights, load_weights

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
# How many sentences and how many mentions back somebody may still be meant.
REACH = 9
WINDOW = 50
# How much likelier one of two named side by side has to be.
JOINED_LEAD = 3.0
# How much likelier one of two has to be whom a sentence has told of together, for an office that both may hold.
ONE_SENTENCE_LEAD = 20.0
# How far a pronoun before this one still tells whom this one means, in sentences.
CARRY = 4


@dataclass(frozen=True, slots=True)
class Choice:
    """Who a pronoun may be: the cluster taken (or `None`), and everybody it could be with shares of 1."""

    taken: Cluster | None
    ranked: tuple[tuple[Cluster, float], ...] = ()
    evidence: tuple[Evidence, ...] = ()


Fit = Callable[[Cluster], float]


@dataclass(slots=True)
class Query:
    """A pronoun or a role to be resolved.

    `fit` says how well a cluster goes with it, 0 where it cannot be meant.  `barred` are the numbers of clusters
    that the speaker names in his own words.  `lead` is how much likelier than the second the first has to be, where
    that is not what the table of weights says, and `trust`, from 0 to 1, how much the evidence counts at all.
    `fallback` is what it is where nobody fits, `group` says `person` of a role that is weighed as people are, and
    `is_shared` is true of a role that two or more bear alike.
    """

    token: int
    fit: Fit
    is_source: bool = False
    barred: frozenset[int] = frozenset()
    lead: float | None = None
    trust: float = 1.0
    fallback: Cluster | None = None
    group: str = ""
    is_shared: bool = False


@dataclass(slots=True)
class Row:
    """One candidate of a query: the evidence for it, its log odds, and where it was last spoken of."""

    cluster: Cluster
    features: dict[str, float]
    score: float
    near: Item


Watcher = Callable[[Query, list[Row]], None]


@lru_cache(maxsize=1)
def pronoun_weights() -> Weights:
    """Return the table of weights that ships with attrib."""
    return load_weights(rules_dir() / "weights" / "pronouns.yaml")


@dataclass(slots=True)
class _Seen:
    """Who has been spoken of up to the pronoun at hand."""

    recent: list[Item] = field(default_factory=list)
    counts: Counter[int] = field(default_factory=Counter)
    order: list[int] = field(default_factory=list)

    def add(self, item: Item) -> None:
        number = item.cluster.number
        if number not in self.counts:
            self.order.append(number)
        self.counts[number] += 1
        self.recent.append(item)


class PronounResolver:
    """Resolves third-person pronouns in the order of the text; `watch` is shown the candidates of each."""

    def __init__(self, parse: Parse, weights: Weights | None = None, watch: Watcher | None = None) -> None:
        self.parse = parse
        self.weights = weights or pronoun_weights()
        self.watch = watch
        self._starts = [parse.starts[sent.start] for sent in parse.doc.sents] if len(parse.doc) else []

    def sentence_at(self, offset: int) -> int:
        """Return the number of the sentence that holds the character at `offset`."""
        return bisect_right(self._starts, offset)

    def resolve(self, items: Sequence[Item], queries: Sequence[Query]) -> dict[int, Choice]:
        """Return the choice for each query, by its token's index; `items` and `queries` stand in text order."""
        out: dict[int, Choice] = {}
        seen = _Seen()
        carried: dict[str, Item] = {}
        by_token = {item.token: item for item in items if item.token >= 0}
        at = 0
        for query in queries:
            start = self.parse.starts[query.token]
            while at < len(items) and items[at].start < start:
                seen.add(items[at])
                at += 1
            here = self._here(query)
            here.group = group = query.group or pronoun_class(self.parse.doc[query.token].lower_)
            rows = self._rank(query, here, seen, by_token, carried.get(group))
            if self.watch is not None:
                self.watch(query, rows)
            choice = self._settle(rows, query)
            if choice.taken is None and query.fallback is not None and not choice.ranked[1:]:
                choice = Choice(query.fallback, (), ())
            out[query.token] = choice
            if choice.taken is not None:
                item = fresh(here.item, choice.taken, speaks=query.is_source)
                seen.add(item)
                if group and not query.group:
                    carried[group] = item
                    choice.taken.heard[group] = choice.taken.heard.get(group, 0) + 1
        return out

    def _here(self, query: Query) -> Here:
        index = query.token
        start = self.parse.starts[index]
        span = CharSpan(start, self.parse.ends[index])
        return look_around(self.parse, item_at(self.parse, index, self.sentence_at(start), _NOBODY, span, "pronoun"))

    def _rank(
        self, query: Query, here: Here, seen: _Seen, by_token: Mapping[int, Item], carried: Item | None
    ) -> list[Row]:
        """Return the candidates of a query, likeliest first."""
        standings = self._standings(query, here, seen.recent, by_token)
        if carried is not None and here.item.sentence - carried.sentence > CARRY:
            carried = None
        numbers = {standing.cluster.number for standing in standings}
        story = Story(seen.counts, next((number for number in seen.order if number in numbers), -1), carried)
        rows: list[Row] = []
        if not standings:
            return rows
        crowd = crowd_of(standings, story)
        for standing in standings:
            barred = standing.cluster.number in query.barred
            features = features_of(here, standing, crowd, story, is_source=query.is_source, barred=barred)
            score = sum(value * self.weights.weights.get(name, 0.0) for name, value in features.items())
            rows.append(Row(standing.cluster, features, score + math.log(standing.fit), standing.items[0]))
        rows.sort(key=lambda row: (-row.score, row.cluster.number))
        return rows

    @staticmethod
    def _standings(query: Query, here: Here, recent: list[Item], by_token: Mapping[int, Item]) -> list[Standing]:
        """Return everybody who may be meant, with the places where each was spoken of, both nearest first."""
        standings: dict[int, Standing] = {}
        ahead = [by_token[token] for token in here.fronted if token in by_token][:1]
        for item in (*reversed(recent[-WINDOW:]), *ahead):
            far = here.item.sentence - item.sentence
            if far > REACH:
                break
            if item.token == here.item.token:  # "the ministry" itself
                continue
            number = item.cluster.number
            standing = standings.get(number)
            if standing is None:
                fit = query.fit(item.cluster)
                if not fit:
                    continue
                standing = standings[number] = Standing(item.cluster, [], fit)
            standing.items.append(item)
            standing.salience += item.strength * FADES[max(far, 0)]
        return list(standings.values())

    def _settle(self, rows: list[Row], query: Query) -> Choice:
        if not rows:
            return Choice(None)
        odds = [math.exp(max(row.score - rows[0].score, -50.0) * query.trust) for row in rows]
        total = sum(odds)
        # Whom one sentence has told of, of an office that both hold.
        together = query.is_shared and len(rows) > 1 and rows[0].near.sentence == rows[1].near.sentence
        ranked = tuple((row.cluster, share / total) for row, share in zip(rows[:4], odds, strict=False))
        ranked = tuple(pair for at, pair in enumerate(ranked) if pair[1] >= SMALLEST_SHARE or (together and at == 1))
        evidence = tuple(_place(row.near) for row in rows[: max(1, len(ranked))])
        lead = self.weights.threshold if query.lead is None else query.lead
        if len(rows) > 1 and self._are_joined(rows[0].near, rows[1].near):
            lead = max(lead, JOINED_LEAD)
        if together:
            lead = max(lead, ONE_SENTENCE_LEAD)
        if len(odds) > 1 and odds[1] * lead > odds[0]:
            return Choice(None, ranked, evidence)
        return Choice(rows[0].cluster, ranked, evidence[:1])

    def _are_joined(self, one: Item, other: Item) -> bool:
        """Whether two were last spoken of side by side: "Lee and Roe"."""
        if one.token < 0 or other.token < 0 or one.form == "pronoun" or other.form == "pronoun":
            return False
        low, high = self.parse.doc[min(one.token, other.token)], self.parse.doc[max(one.token, other.token)]
        return high.dep_ == "conj" and high.head.i == low.i


def _place(item: Item) -> Evidence:
    kinds = {"name": EvidenceKind.NAME, "noun": EvidenceKind.DESCRIPTION}
    return Evidence(item.span, kinds.get(item.form, EvidenceKind.PRONOUN))


FADES = tuple(0.5**far for far in range(REACH + 1))
_NOBODY = Cluster(-1, "", SpeakerKind.UNKNOWN, CharSpan(0, 0))


def pronoun_class(word: str) -> str:
    """Return which pronoun `word` is a form of: `he`, `she`, `it`, `they`, or an empty string."""
    for name, words in (("he", MASCULINE), ("she", FEMININE), ("it", NEUTER), ("they", PLURAL)):
        if word in words:
            return name
    return ""


def pronoun_fit(word: str, cluster: Cluster) -> float:
    """Return how well a cluster goes with the pronoun `word`: 0 where it cannot be meant."""
    kind = cluster.kind
    if word in MASCULINE or word in FEMININE:
        if kind is not SpeakerKind.PERSON:
            return 1.0 if cluster.unsure else 0.0
        apart = cluster.male - cluster.female if word in MASCULINE else cluster.female - cluster.male
        return 1.0 if apart > -SURE else 0.0
    if word in PLURAL:
        if kind is SpeakerKind.PERSON:
            return 0.0
        if cluster.plural:
            return 1.0
        return 0.3 if kind is SpeakerKind.ORGANISATION else 0.05
    if kind is SpeakerKind.PERSON or cluster.plural or kind is SpeakerKind.GROUP:
        return 0.0
    return 1.0 if kind is SpeakerKind.ORGANISATION else 0.7
