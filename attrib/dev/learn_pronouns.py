"""Fits the weights by which pronouns are resolved, on passages whose pronouns people have resolved.

    python -m attrib.dev.learn_pronouns CORPUS.jsonl[=SHARE] ...

reads corpora of three forms: passages with a `pronoun` and `candidates` that are `correct` or not; articles with
`mentions` in chains (below `meta`, or of each attribution's speaker); and quotations whose `speaker` is named and
whose `clause` says "he" or "she".  SHARE is how much one pronoun of the corpus counts, 1 unless told.  It prints how
right the choices are on articles left out of the fit, and writes `rules/weights/pronouns.yaml`.
"""

from __future__ import annotations

import gzip
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from attrib.engine import Engine, Reading
from attrib.resolution.clusters import Cluster
from attrib.resolution.pronouns import THIRD, Query, Row
from attrib.resolution.speakers import ArticleResolver
from attrib.rulefiles.weights import Weights

ROUNDS = 3
FOLDS = 2
# How strongly weights are held to nought, and in how many candidates evidence must be seen to get one.
PENALTY = 4.0
LEAST_SEEN = 15
THRESHOLD = 3.2
COVERAGES = (30, 50, 65, 80, 90)
SUBJECT_FORM = re.compile(r"\b(?:he|she)\b", re.IGNORECASE)
LONGEST_MENTION = 60

Means = Callable[[Cluster], bool]
Spans = Sequence[tuple[int, int]]


@dataclass
class Passage:
    """A text and, by where its pronouns start, which clusters each of them means."""

    reading: Reading
    share: float
    gold: dict[int, Means] = field(default_factory=dict)


@dataclass(frozen=True)
class Labelled:
    """The candidates of one pronoun, and whether each is who is meant."""

    rows: tuple[Row, ...]
    meant: tuple[bool, ...]
    share: float


def gold_of(raw: Mapping[str, Any]) -> dict[int, Means]:
    """Return for each pronoun that the corpus resolves where it starts and what tells its meaning."""
    text = raw["text"]
    if "pronoun" in raw:
        named = [tuple(candidate["span"]) for candidate in raw["candidates"]]
        right = [tuple(candidate["span"]) for candidate in raw["candidates"] if candidate["correct"]]
        return {raw["pronoun"][0]: _on(right) if right else _off(named)}
    out: dict[int, Means] = {}
    chains: dict[str, list[tuple[int, int]]] = {}
    for mention in (raw.get("meta") or {}).get("mentions", ()):
        chains.setdefault(mention["chain"], []).append(tuple(mention["span"]))
    for attribution in raw.get("attributions", ()):
        extra = attribution.get("extra") or {}
        if extra.get("mentions"):
            chains[str(extra.get("speaker"))] = [tuple(span) for span in extra["mentions"]]
        elif extra.get("type") == "Anaphoric":
            names = frozenset(name.lower() for name in (extra["speaker"], *extra.get("aliases", ())))
            for start, end in extra.get("clause") or ():
                for match in SUBJECT_FORM.finditer(text, start, end):
                    out[match.start()] = _by_name(names)
    for spans in chains.values():
        pronouns = [span for span in spans if text[slice(*span)].lower() in THIRD]
        others = [span for span in spans if span not in pronouns and span[1] - span[0] < LONGEST_MENTION]
        if others:
            out.update((start, _on(others)) for start, _ in pronouns)
    return out


def _touches(cluster: Cluster, spans: Spans) -> bool:
    places = [mention.span for mention in cluster.mentions] or [cluster.span]
    return any(place.start < end and start < place.end for place in places for start, end in spans)


def _on(spans: Spans) -> Means:
    return lambda cluster: _touches(cluster, spans)


def _off(spans: Spans) -> Means:
    return lambda cluster: not _touches(cluster, spans)


def _by_name(names: frozenset[str]) -> Means:
    def means(cluster: Cluster) -> bool:
        words = cluster.name.lower().split()
        return any(words == name.split() or words[-1:] == name.split()[-1:] for name in names)

    return means


def label(passage: Passage, table: Weights) -> list[Labelled]:
    """Return the candidates of the passage's resolved pronouns, ranked by `table`."""
    reading = passage.reading
    seen: dict[int, list[Row]] = {}

    def watch(query: Query, rows: list[Row]) -> None:
        seen[reading.parse.starts[query.token]] = rows

    ArticleResolver(reading.article, reading.parse, reading.quotations, reading.relations, table=table, watch=watch)
    out = []
    for start, means in passage.gold.items():
        rows = seen.get(start, [])
        out.append(Labelled(tuple(rows), tuple(means(row.cluster) for row in rows), passage.share))
    return out


def fit(examples: Iterable[Labelled], table: Weights) -> dict[str, float]:
    """Return the weights under which those meant are likeliest among the candidates (a conditional logit)."""
    import numpy as np
    from scipy.optimize import minimize

    told = [example for example in examples if any(example.meant) and not all(example.meant)]
    count = Counter(name for example in told for row in example.rows for name in row.features)
    names = sorted(name for name, times in count.items() if times >= LEAST_SEEN)
    place = {name: number for number, name in enumerate(names)}
    matrix = np.zeros((sum(len(example.rows) for example in told), len(names)))
    offsets, meant, group, at = [], [], [], 0
    for number, example in enumerate(told):
        for row, hit in zip(example.rows, example.meant, strict=True):
            for name, value in row.features.items():
                if name in place:
                    matrix[at, place[name]] = value
            offsets.append(row.score - score_of(row, table))
            meant.append(hit)
            group.append(number)
            at += 1
    starts = np.flatnonzero(np.diff(np.array([-1, *group])))
    share = np.array([example.share for example in told])
    hits, of = np.array(meant, bool), np.array(group)

    def loss(weights: Any) -> tuple[float, Any]:
        score = matrix @ weights + np.array(offsets)
        odds = np.exp(score - np.maximum.reduceat(score, starts)[of])
        total, right = np.add.reduceat(odds, starts), np.add.reduceat(odds * hits, starts)
        slope = matrix.T @ ((odds / total[of] - odds * hits / right[of]) * share[of]) + PENALTY * weights
        return -(share * np.log(right / total)).sum() + PENALTY * (weights @ weights) / 2, slope

    best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return dict(zip(names, (float(weight) for weight in best.x), strict=True))


def score_of(row: Row, table: Weights) -> float:
    """Return what the table makes of the evidence of one candidate."""
    return sum(value * table.weights.get(name, 0.0) for name, value in row.features.items())


def learn(passages: Sequence[Passage]) -> Weights:
    """Return a table fitted in rounds: which pronouns are candidates depends on the choices before them."""
    table = table_of({"salience": 1.0})
    for _ in range(ROUNDS):
        examples = [example for passage in passages for example in label(passage, table)]
        table = table_of(fit(examples, table))
    return table


def table_of(weights: Mapping[str, float]) -> Weights:
    """Return the weights as a table."""
    return Weights("pronouns", MappingProxyType(dict(weights)), 0.0, THRESHOLD, 0.0)


def leads(examples: Iterable[Labelled]) -> list[tuple[float, bool]]:
    """Return for each pronoun how many times likelier the first candidate is than the second, and if it is right."""
    out = []
    for example in examples:
        scores = [row.score for row in example.rows]
        gap = scores[0] - scores[1] if len(scores) > 1 else 50.0
        out.append((math.exp(min(gap, 50.0)) if scores else 0.0, bool(scores) and example.meant[0]))
    return sorted(out, key=lambda pair: -pair[0])


def report(name: str, pairs: Sequence[tuple[float, bool]]) -> str:
    """Return a line with the accuracy at several coverages."""
    told = []
    for coverage in COVERAGES:
        part = pairs[: len(pairs) * coverage // 100]
        if part and part[-1][0] > 0:
            told.append(f"{coverage} %: {100 * sum(hit for _, hit in part) / len(part):.1f}")
    return f"{name}: {len(pairs)} pronouns; right at coverage " + ", ".join(told)


def write(path: Path, table: Weights, source: str) -> None:
    """Write the table."""
    lines = [
        "schema: 1",
        "name: pronouns",
        "stage: weights",
        "language: en",
        "why: >-",
        "  How much each thing seen about somebody speaks for a pronoun's meaning him, in log odds against the others;",
        "  how many times likelier than the second the first has to be to be taken is the threshold.",
        f"source: {json.dumps(source)}",
        f"threshold: {table.threshold}",
        "weights:",
    ]
    lines += [f'  "{name}": {weight:.2f}' for name, weight in sorted(table.weights.items()) if abs(weight) >= 0.005]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _read(path: str, share: float, engine: Engine) -> Iterator[Passage]:
    data = Path(path).read_bytes()
    lines = (gzip.decompress(data) if path.endswith(".gz") else data).decode("utf-8").splitlines()
    for raw in (json.loads(line) for line in lines if line):
        # An encyclopedia's own marks for quotations would leave its text without any.
        text = raw["text"].replace("``", "''")
        yield Passage(engine.read_text(text), share, gold_of(raw))


def main() -> None:
    """Learn from the corpora named on the command line."""
    from attrib.rulefiles import rules_dir

    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    engine = Engine()
    corpora = {}
    for argument in sys.argv[1:]:
        path, _, share = argument.partition("=")
        corpora[path] = list(_read(path, float(share or 1), engine))
    for fold in range(FOLDS):
        table = learn([p for passages in corpora.values() for i, p in enumerate(passages) if i % FOLDS != fold])
        for path, passages in corpora.items():
            left = [p for i, p in enumerate(passages) if i % FOLDS == fold]
            sys.stdout.write(report(Path(path).name, leads(e for p in left for e in label(p, table))) + "\n")
    table = learn([passage for passages in corpora.values() for passage in passages])
    write(rules_dir() / "weights" / "pronouns.yaml", table, "Fitted on GAP, GUM, LitBank and PDNC (development parts)")


if __name__ == "__main__":
    main()
