"""Counts cues and fits weights on annotated articles, and writes them as rule files.

    python -m attrib.dev.learn TRAIN.jsonl.gz

reads a corpus with `text` and `attributions` (content, cue and source as spans), and writes
`rules/lexicons/cues.yaml` (how often each lemma in each frame is a cue) and `rules/weights/attribution.yaml` (a
logistic table over the candidates).  Both are facts about the corpus; none of its text is kept.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from attrib.extraction.candidates import Candidate
from attrib.extraction.relations import find_all_candidates
from attrib.extraction.scoring import LEAST_RATE, Rates, features_of
from attrib.extraction.tree import Tree
from attrib.extraction.utterances import (
    Clause,
    Utterance,
    clause_after,
    clause_before,
    find_utterances,
    reporting_clauses_after,
    reporting_clauses_before,
)
from attrib.nlp import Parse

Counts = dict[str, dict[str, tuple[int, int]]]
FOLDS = 4
# Pairs of lemma and frame seen once and not as a cue say nothing that the lemma and the frame do not.
LEAST_SEEN = 2
THRESHOLD = 0.38
NESTED = 0.6


@dataclass(frozen=True)
class Gold:
    """An annotated relation as sets of word-character offsets."""

    content: frozenset[int]
    cue: frozenset[int]


@dataclass
class Labelled:
    """An article's candidates and reporting clauses, each with whether the annotators marked it."""

    tree: Tree
    candidates: list[tuple[Candidate, bool]]
    clauses: list[tuple[Clause, bool]]


def word_characters(text: str, spans: Iterable[tuple[int, int]]) -> frozenset[int]:
    """Return the offsets of the letters and digits in `spans`."""
    return frozenset(i for start, end in spans for i in range(start, end) if text[i].isalnum())


def gold_of(text: str, attributions: Sequence[Mapping[str, object]]) -> list[Gold]:
    """Return the annotated relations that have a content."""
    out = []
    for raw in attributions:
        if raw.get("content"):
            content, cue = (word_characters(text, raw.get(key) or ()) for key in ("content", "cue"))  # type: ignore[arg-type]
            out.append(Gold(content, cue))
    return out


def label(
    text: str, gold: Sequence[Gold], tree: Tree, utterances: Sequence[Utterance], candidates: Iterable[Candidate]
) -> Labelled:
    """Return which candidates are annotated: their cue overlaps a gold one and their content by half or more.

    Those that stand inside a gold content are left out, for nested attributions are not annotated.
    """
    inside = frozenset().union(*(item.content for item in gold))
    out = Labelled(tree, [], [])
    for candidate in candidates:
        if candidate.confidence is not None:  # its pattern says how sure it is, whatever is counted
            continue
        cue, content = _characters(tree, candidate.cue, text), _characters(tree, candidate.content, text)
        hit = any(item.cue & cue and _overlap(item.content, content) >= 0.5 for item in gold)
        if hit or not cue <= inside:
            out.candidates.append((candidate, hit))
    for clause, own in _clauses(text, gold, tree, utterances):
        cue = _characters(tree, clause.cue, text)
        hit = any(item.cue & cue for item in own)
        if hit or not cue <= inside:
            out.clauses.append((clause, hit))
    return out


def _clauses(
    text: str, gold: Sequence[Gold], tree: Tree, utterances: Sequence[Utterance]
) -> Iterator[tuple[Clause, list[Gold]]]:
    for place, utterance in enumerate(utterances):
        span = utterance.quotation.span
        words = word_characters(text, [(span.start, span.end)])
        own = [item for item in gold if 2 * len(item.content & words) > len(words)]
        before = utterances[place - 1] if place else None
        floor = before.last + 1 if before is not None and before.block == utterance.block else 0
        limit = utterances[place + 1].first if place + 1 < len(utterances) else len(tree)
        behind = reporting_clauses_after(tree, clause_after(tree, utterance, limit))
        ahead = reporting_clauses_before(tree, clause_before(tree, utterance, floor))
        for clauses in (behind, ahead):
            for clause, _ in zip(clauses, range(2), strict=False):
                yield clause, own


def _characters(tree: Tree, tokens: Iterable[int], text: str) -> frozenset[int]:
    return word_characters(text, [(span.start, span.end) for span in tree.parse.spans_of(tokens)])


def _overlap(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one | other) if one or other else 1.0


def count(articles: Iterable[Labelled]) -> Counts:
    """Return for each lemma and frame how often it was a cue and how often it was seen."""
    totals: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for article in articles:
        seen = [(c.lemma, c.frame, hit) for c, hit in article.candidates]
        seen.extend((c.lemma, c.frame, hit) for c, hit in article.clauses)
        for lemma, frame, hit in seen:
            row = totals[lemma][frame]
            row[0] += hit
            row[1] += 1
    return {
        lemma: kept
        for lemma, frames in totals.items()
        if (kept := {f: (h, n) for f, (h, n) in frames.items() if h or n >= LEAST_SEEN})
    }


def fit(articles: Sequence[Labelled], *, folds: int = FOLDS) -> tuple[dict[str, float], float]:
    """Return the weights and bias of a logistic regression over the candidates.

    Each article's rates are counted on the articles of the other folds, so that the weight of the rates is honest.
    """
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    rows: list[dict[str, float]] = []
    hits: list[bool] = []
    for fold in range(folds):
        rates = Rates(count(article for i, article in enumerate(articles) if i % folds != fold))
        for article in (article for i, article in enumerate(articles) if i % folds == fold):
            for candidate, hit in article.candidates:
                rate = rates.rate(candidate.lemma, candidate.frame)
                if rate >= LEAST_RATE:
                    rows.append(features_of(article.tree, candidate, rate))
                    hits.append(hit)
    vectorizer = DictVectorizer()
    model = LogisticRegression(max_iter=1000).fit(vectorizer.fit_transform(rows), hits)
    weights = dict(zip(vectorizer.feature_names_, (float(w) for w in model.coef_[0]), strict=True))
    return weights, float(model.intercept_[0])


def write_cues(path: Path, counts: Counts, acts: Mapping[str, str], source: str) -> None:
    """Write the cue lexicon."""
    lines = [
        "schema: 1",
        "name: cues",
        "stage: lexicon",
        "language: en",
        "why: Whether a word attributes depends on the word and on the frame it stands in; both are counted.",
        f"source: {json.dumps(source)}",
        "entries:",
    ]
    for lemma in sorted(counts):
        frames = ", ".join(f"{json.dumps(f)}: [{h}, {n}]" for f, (h, n) in sorted(counts[lemma].items()))
        lines.append(
            f"  {json.dumps(lemma, ensure_ascii=False)}: {{act: {acts.get(lemma, 'statement')}, frames: {{{frames}}}}}"
        )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_weights(path: Path, weights: Mapping[str, float], bias: float, source: str) -> None:
    """Write the table of weights."""
    lines = [
        "schema: 1",
        "name: attribution",
        "stage: weights",
        "language: en",
        "why: How much each thing seen about a candidate speaks for its being an attribution, in log odds.",
        f"source: {json.dumps(source)}",
        f"bias: {bias:.3f}",
        f"threshold: {THRESHOLD}",
        f"nested: {NESTED}",
        "weights:",
    ]
    for name in sorted(weights):
        if abs(weights[name]) >= 0.005:
            lines.append(f"  {json.dumps(name)}: {weights[name]:.2f}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def learn(articles: Sequence[Labelled], rules: Path, source: str) -> None:
    """Count and fit on `articles`, and write both rule files below `rules`."""
    from attrib.rulefiles import load_lexicon

    groups = load_lexicon(rules / "lexicons" / "acts.yaml").groups
    acts = {word: act for act, words in groups.items() for word in words}
    weights, bias = fit(articles)
    write_cues(rules / "lexicons" / "cues.yaml", count(articles), acts, source)
    write_weights(rules / "weights" / "attribution.yaml", weights, bias, source)


def _read(path: str) -> Iterator[Labelled]:
    from attrib.extraction import find_quotations, masks
    from attrib.extraction.knowledge import load_patterns
    from attrib.extraction.patterns import PatternMatcher
    from attrib.model import Article
    from attrib.nlp import load_pipeline
    from attrib.readers import read_articles
    from attrib.rulefiles import load_lexicon, rules_dir

    words = load_lexicon(rules_dir() / "lexicons" / "quotation_uses.yaml").groups
    pipeline = load_pipeline()
    matcher = PatternMatcher(pipeline.nlp.vocab, load_patterns(rules_dir()))
    for article in read_articles(path):
        if not isinstance(article, Article):
            raise article
        quotations = find_quotations(article, words)
        parse: Parse = pipeline.parse(article, masks(article, quotations, words))
        tree = Tree.of(parse)
        gold = gold_of(article.text, json.loads(article.raw)["attributions"])
        candidates = find_all_candidates(tree, matcher, quotations)
        yield label(article.text, gold, tree, find_utterances(tree, quotations), candidates)


def main() -> None:
    """Learn from the corpus named on the command line."""
    from attrib.rulefiles import rules_dir

    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    learn(list(_read(sys.argv[1])), rules_dir(), "Counted on PolNeAR v1.0.0 train (840 articles)")


if __name__ == "__main__":
    main()
