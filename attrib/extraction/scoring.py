"""How likely a candidate is an attribution: counts of its cue in its frame, and a small table of weights.

The counts are smoothed towards what the lemma and the frame do elsewhere; the weights are those of a logistic
regression fitted on the same corpus, kept in `rules/extraction/` where anybody can read and change them.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from attrib.extraction.candidates import Candidate
from attrib.extraction.tree import Tree
from attrib.rulefiles.weights import Weights

# Weight of the prior in sightings, and of the lemma's own rate within it (both chosen on PolNeAR train: flat
# between 3 and 8, and between 0.7 and 0.9).
PRIOR = 3.0
LEMMA_SHARE = 0.8
# Below this rate no other evidence makes a cue of a word.
LEAST_RATE = 0.05
RELATIVE_PRONOUNS = frozenset({"who", "which", "that", "whom", "whose", "what"})
VAGUE_PRONOUNS = frozenset({"it", "that", "this", "which", "there", "what", "these", "those"})
FIRST_PERSON = frozenset({"i", "we", "my", "our", "me", "us"})
SECOND_PERSON = frozenset({"you", "your"})
MODALS = frozenset(
    {"can", "could", "may", "might", "should", "would", "will", "must", "shall", "'ll", "’ll", "'d", "’d"}
)
CLAUSAL = frozenset({"ccomp", "xcomp"})


def log_odds(rate: float) -> float:
    """Return the natural logarithm of the odds of `rate`."""
    return math.log(rate / (1 - rate))


def family_of(frame: str) -> str:
    """Return the family of a frame: what stands before the hyphen where a word of the text follows it."""
    head = frame.split("-", 1)[0]
    return head if head in {"preposition", "noun", "adjective", "document"} and frame not in NAMED else frame


NAMED = frozenset({"noun-that", "noun-infinitive", "noun-is", "adjective-clause", "adjective-infinitive"})


@dataclass
class Rates:
    """Smoothed hit rates of lemmas in frames.

    `counts` maps a lemma to its frames and each to (times a cue, times seen).
    """

    counts: Mapping[str, Mapping[str, tuple[int, int]]]
    _frames: dict[str, tuple[float, float]] = field(init=False)
    _families: dict[str, float] = field(init=False)
    _lemmas: dict[str, tuple[float, float]] = field(init=False)
    overall: float = field(init=False)

    def __post_init__(self) -> None:
        frames: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
        families: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
        lemmas: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
        total = [0.0, 0.0]
        for lemma, by_frame in self.counts.items():
            for frame, (hits, seen) in by_frame.items():
                for row in (frames[frame], families[family_of(frame)], lemmas[lemma], total):
                    row[0] += hits
                    row[1] += seen
        self.overall = _smooth(total[0], total[1], 0.2)
        self._families = {name: _smooth(h, n, self.overall) for name, (h, n) in families.items()}
        self._frames = {name: (h, n) for name, (h, n) in frames.items()}
        self._lemmas = {name: (h, n) for name, (h, n) in lemmas.items()}

    def rate(self, lemma: str, frame: str) -> float:
        """Return the smoothed share of sightings of `lemma` in `frame` that were cues."""
        family = self._families.get(family_of(frame), self.overall)
        frame_hits, frame_seen = self._frames.get(frame, (0.0, 0.0))
        by_frame = _smooth(frame_hits, frame_seen, family)
        lemma_hits, lemma_seen = self._lemmas.get(lemma, (0.0, 0.0))
        by_lemma = _smooth(lemma_hits, lemma_seen, self.overall)
        expected = log_odds(by_frame) + LEMMA_SHARE * (log_odds(by_lemma) - log_odds(self.overall))
        prior = 1 / (1 + math.exp(-expected))
        hits, seen = self.counts.get(lemma, {}).get(frame, (0, 0))
        return _smooth(hits, seen, prior)

    def seen(self, lemma: str, frame: str) -> int:
        """Return how often `lemma` was seen in `frame`."""
        return self.counts.get(lemma, {}).get(frame, (0, 0))[1]


def _smooth(hits: float, seen: float, prior: float) -> float:
    return min(0.999, max(0.001, (hits + PRIOR * prior) / (seen + PRIOR)))


def features_of(tree: Tree, candidate: Candidate, rate: float) -> dict[str, float]:
    """Return the values that the table of weights speaks of; absent ones are zero."""
    out: dict[str, float] = {"log-odds": log_odds(rate), f"frame:{family_of(candidate.frame)}": 1.0}
    anchor = candidate.anchor
    _cue_features(tree, candidate, anchor, out)
    _source_features(tree, candidate, out)
    _content_features(tree, candidate, out)
    return out


def _cue_features(tree: Tree, candidate: Candidate, anchor: int, out: dict[str, float]) -> None:
    tag, dep = tree.tag[anchor], tree.dep[anchor]
    out[f"tag:{tag}"] = 1.0
    if tree.dep[anchor] == "ROOT" or (tree.dep[anchor] == "conj" and tree.dep[tree.head[anchor]] == "ROOT"):
        out["main-clause"] = 1.0
    for index in candidate.cue:
        if tree.dep[index] == "auxpass":
            out["passive"] = 1.0
        if tree.dep[index] == "neg":
            out["negated"] = 1.0
        if tree.lower[index] in MODALS and tree.dep[index] == "aux":
            out["modal"] = 1.0
        if tree.tag[index] == "TO" and tree.dep[index] == "aux":
            out["to-infinitive"] = 1.0
    if dep in {"advcl", "acl", "relcl", "conj", "ccomp", "xcomp", "pcomp", "ROOT", "csubj"}:
        out[f"dep:{dep}"] = 1.0
    for above in tree.ancestors(anchor):
        if tree.dep[above] in CLAUSAL or tree.dep[anchor] in CLAUSAL:
            out["inside-complement"] = 1.0
            break
    last = tree.last[anchor]
    if "?" in tree.words[max(tree.first[anchor], last - 2) : last + 1]:
        out["question"] = 1.0
    if tree.parse.blocks[anchor] == tree.parse.blocks[0]:
        out["first-block"] = 1.0


def _source_features(tree: Tree, candidate: Candidate, out: dict[str, float]) -> None:
    subject = candidate.subject
    if subject is None or not candidate.source:
        out["source:none"] = 1.0
        return
    word = tree.lower[subject]
    if candidate.shared:
        out["source:shared"] = 1.0
    if word in VAGUE_PRONOUNS:
        out["source:vague"] = 1.0
    elif word in RELATIVE_PRONOUNS:
        out["source:relative"] = 1.0
    elif word in FIRST_PERSON:
        out["source:first-person"] = 1.0
    elif word in SECOND_PERSON:
        out["source:second-person"] = 1.0
    elif tree.pos[subject] == "PRON":
        out["source:pronoun"] = 1.0
    elif tree.pos[subject] == "PROPN":
        out["source:name"] = 1.0
    elif tree.tag[subject] == "NNS":
        out["source:plural"] = 1.0


def _content_features(tree: Tree, candidate: Candidate, out: dict[str, float]) -> None:
    words = [i for i in candidate.content if tree.pos[i] not in {"PUNCT", "SPACE"}]
    if not words:
        return
    out["content-length"] = math.log(max(1, len(words)))
    if len(words) == 1:
        out["content:one-word"] = 1.0
        if tree.pos[words[0]] == "PRON":
            out["content:pronoun"] = 1.0
    if any(tree.is_verb(i) for i in words):
        out["content:verb"] = 1.0
    if any(tree.words[i] in {"“", '"', "''", "``"} for i in candidate.content):
        out["content:marks"] = 1.0
    if any(tree.parse.masked[i] for i in candidate.content):
        out["content:utterance"] = 1.0


def score_of(tree: Tree, candidate: Candidate, rates: Rates, table: Weights) -> float:
    """Return the estimated chance that `candidate` is an attribution, from 0 to 1."""
    if candidate.confidence is not None:
        return candidate.confidence
    rate = rates.rate(candidate.lemma, candidate.frame)
    if rate < LEAST_RATE:
        return 0.0
    total = table.bias
    for name, value in features_of(tree, candidate, rate).items():
        total += table.weights.get(name, 0.0) * value
    return 1 / (1 + math.exp(-total))
