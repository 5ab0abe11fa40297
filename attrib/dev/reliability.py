"""Holds each relation's confidence against gold: `python -m attrib.dev.reliability CORPUS.jsonl`.

Of relations with a confidence near 0.8 annotators should have marked about 0.8 (`marked`: a gold relation matches,
whatever its source; `sourced`: one with the same source).  Bins and rules that are off by more than a tenth say so.
Relations nested in another and matched by nothing are left out, for gold does not mark such.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from attrib.dev.commands import corpus_parser, finish, given_or_read, table
from attrib.dev.corpus import Annotation, Corpus
from attrib.dev.scoring import compare, sources_agree
from attrib.errors import ReadError

BINS = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
TOLERANCE = 0.1
# Below so many relations the share in a row is a hint at most.
FEW = 20


@dataclass(frozen=True)
class Judged:
    """A relation found, with whether gold has it, and has it with the same source."""

    rule: str
    confidence: float
    marked: bool
    sourced: bool


@dataclass(frozen=True)
class Share:
    """Relations of a bin or rule: how many, how sure attrib was of them, what share of them gold has."""

    relations: int
    confidence: float
    marked: float
    sourced: float

    @property
    def gap(self) -> float:
        """How much attrib was too sure, from -1 to 1."""
        return self.confidence - self.marked

    @property
    def verdict(self) -> str:
        """Whether the confidence is off by more than `TOLERANCE`, in words."""
        if abs(self.gap) <= TOLERANCE:
            return ""
        words = f"too {'sure' if self.gap > 0 else 'shy'} by {abs(self.gap):.2f}"
        return f"{words} (few)" if self.relations < FEW else words


def judge(corpus: Corpus, found: Sequence[Sequence[Annotation]]) -> list[Judged]:
    """Return what was found in each article held against gold; relations without a confidence are left out."""
    out = []
    for record, relations in zip(corpus.records, found, strict=True):
        text = record.article.text
        gold, read = ([one.marked(text) for one in side] for side in (record.gold, relations))
        result = compare(gold, read)
        partner = {j: i for i, j in result.pairs}
        for j, one in enumerate(relations):
            if j in result.excused or one.confidence is None:
                continue
            sourced = j in partner and sources_agree(gold[partner[j]].source, read[j].source, text)
            out.append(Judged(one.rule, one.confidence, j in partner, sourced))
    return out


def shares(judged: Iterable[Judged], key: Callable[[Judged], Hashable]) -> dict[Hashable, Share]:
    """Return the share of each group."""
    groups: dict[Hashable, list[Judged]] = {}
    for one in judged:
        groups.setdefault(key(one), []).append(one)
    return {name: _share(ones) for name, ones in groups.items()}


def _share(ones: Sequence[Judged]) -> Share:
    size = len(ones)
    return Share(
        size,
        sum(one.confidence for one in ones) / size,
        sum(one.marked for one in ones) / size,
        sum(one.sourced for one in ones) / size,
    )


def bin_of(confidence: float) -> float:
    """Return the lower end of the bin that holds `confidence`."""
    return BINS[bisect_right(BINS, confidence) - 1]


def mean_gap(judged: Sequence[Judged]) -> float:
    """Return by how much confidence is off on average over the bins, by size (expected calibration error)."""
    found = shares(judged, lambda one: bin_of(one.confidence))
    return sum(share.relations * abs(share.gap) for share in found.values()) / len(judged)


def bins_table(judged: Sequence[Judged]) -> str:
    """Return the table of bins."""
    found = shares(judged, lambda one: bin_of(one.confidence))
    ends = dict(zip(BINS, (*BINS[1:], 1.0), strict=True))
    rows = [(f"{low:.2f} to {ends[low]:.2f}", found[low]) for low in BINS if low in found]
    return _table("confidence", rows)


def rules_table(judged: Sequence[Judged]) -> str:
    """Return the table of rules, the most frequent first."""
    found = shares(judged, lambda one: one.rule)
    return _table(
        "rule", [(str(rule), found[rule]) for rule in sorted(found, key=lambda r: (-found[r].relations, str(r)))]
    )


def _table(first: str, rows: Sequence[tuple[str, Share]]) -> str:
    head = (first, "relations", "mean", "marked", "sourced", "off")
    return table(
        head,
        [
            (name, str(s.relations), f"{s.confidence:.2f}", f"{s.marked:.2f}", f"{s.sourced:.2f}", s.verdict)
            for name, s in rows
        ],
    )


def run(arguments: Sequence[str] | None = None) -> str:
    """Return what the command prints."""
    parser = corpus_parser("Hold attrib's confidence against an annotated corpus.", predictions=True)
    parsed = parser.parse_args(arguments)
    corpus, found = given_or_read(parsed)
    judged = judge(corpus, found)
    if not judged:
        raise ReadError("has no relation with a confidence", path=parsed.predictions or parsed.corpus)
    return (
        f"{corpus.name}: {corpus.size}\n{len(judged):,} relations, off by {mean_gap(judged):.3f} on average\n\n"
        f"{bins_table(judged)}\n{rules_table(judged)}"
    )


if __name__ == "__main__":
    sys.exit(finish(run))
