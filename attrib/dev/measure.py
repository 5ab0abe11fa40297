"""Scores attribution relations against an annotated corpus: `python -m attrib.dev.measure CORPUS.jsonl`.

Runs attrib over the corpus, or takes `--predictions`, and prints

relations   pairs of gold and found whose contents share half of their word characters or more, over gold (R) and
            over found (P); by kind, gold's kind counts for R and that of what was found for P
full        the same, but a pair counts only where the sources agree too
exact       the same, but content and source must have the very same characters
characters  the word characters of all contents
chunks      every unbroken span of a source, cue or content by its characters, found exactly
quotations  the quotation-mark spans within the content of a gold relation with a source: `right` where one relation
            found gives it a source that agrees, `wrong` where another source, `missed` where none; `stray` are those
            outside all gold content that were given a source, as a share of those outside

Kinds go by the marks in the text alone: direct, mixed and indirect contents stand in marks wholly, partly, not at
all.  A found relation that no gold one matches, with its cue in another found content, counts in nothing: gold marks
outermost relations.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from attrib.dev.commands import corpus_parser, finish, given_or_read, table
from attrib.dev.corpus import PARTS, Annotation, Corpus
from attrib.dev.scoring import (
    Comparison,
    Marked,
    Span,
    characters,
    compare,
    kind_of,
    quoted_spans,
    sources_agree,
)
from attrib.model import QuotationKind

ALL = "all"
KINDS = tuple(kind.value for kind in QuotationKind)
Figures = dict[str, dict[str, float]]


@dataclass
class Agreement:
    """Counts on both sides, and the shares they make in percent."""

    hits_gold: int = 0
    gold: int = 0
    hits_found: int = 0
    found: int = 0

    @property
    def precision(self) -> float:
        """Hits over what was found."""
        return 100 * self.hits_found / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Hits over gold."""
        return 100 * self.hits_gold / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def figures(self) -> dict[str, float]:
        """Return P, R and F1, rounded to a tenth."""
        return {"P": round(self.precision, 1), "R": round(self.recall, 1), "F1": round(self.f1, 1)}

    def add_hit(self) -> None:
        """Count a hit on both sides."""
        self.hits_gold += 1
        self.hits_found += 1

    def add_sets(self, gold: Iterable[object], found: Iterable[object]) -> None:
        """Count what two sets have in common."""
        one, other = set(gold), set(found)
        both = len(one & other)
        self.hits_gold += both
        self.hits_found += both
        self.gold += len(one)
        self.found += len(other)


@dataclass
class Quotations:
    """Counts of quotation-mark spans."""

    spans: int = 0
    right: int = 0
    wrong: int = 0
    missed: int = 0
    outside: int = 0
    stray: int = 0

    def figures(self) -> dict[str, float]:
        """Return the shares in percent of `spans` (stray: of `outside`), rounded to a tenth, and both counts."""
        whole, outside = self.spans or 1, self.outside or 1
        shares = {name: round(100 * getattr(self, name) / whole, 1) for name in ("right", "wrong", "missed")}
        return {
            "spans": self.spans,
            **shares,
            "outside": self.outside,
            "stray": round(100 * self.stray / outside, 1),
        }


@dataclass
class Tally:
    """The counts of a corpus, article by article."""

    articles: int = 0
    excused: int = 0
    relations: dict[str, Agreement] = field(default_factory=lambda: {kind: Agreement() for kind in (ALL, *KINDS)})
    full: dict[str, Agreement] = field(default_factory=lambda: {kind: Agreement() for kind in (ALL, *KINDS)})
    exact: Agreement = field(default_factory=Agreement)
    characters: Agreement = field(default_factory=Agreement)
    chunks: dict[str, Agreement] = field(default_factory=lambda: {part: Agreement() for part in PARTS})
    cues_agree: int = 0
    quotations: Quotations = field(default_factory=Quotations)

    def add(self, text: str, gold: Sequence[Annotation], found: Sequence[Annotation]) -> Comparison:
        """Count an article, and return which of its relations belong together."""
        wanted, read = [one.marked(text) for one in gold], [one.marked(text) for one in found]
        result = compare(wanted, read)
        kept = [j for j in range(len(found)) if j not in result.excused]
        marks = list(quoted_spans(text))
        self.articles += 1
        self.excused += len(result.excused)
        self._add_relations(text, wanted, read, result, kept, marks)
        for part, agreement in self.chunks.items():
            agreement.add_sets(_chunks(text, gold, part), _chunks(text, [found[j] for j in kept], part))
        counted = [read[j] for j in kept]
        self.characters.add_sets(_contents(wanted), _contents(counted))
        self._add_quotations(text, marks, wanted, counted)
        return result

    def _add_relations(
        self,
        text: str,
        gold: Sequence[Marked],
        found: Sequence[Marked],
        result: Comparison,
        kept: Sequence[int],
        marks: Sequence[Span],
    ) -> None:
        quoted = characters(marks, text)
        gold_kinds = [kind_of(one.content, quoted).value for one in gold]
        found_kinds = [kind_of(one.content, quoted).value for one in found]
        for measure in (self.relations, self.full):
            for kind in gold_kinds:
                measure[ALL].gold += 1
                measure[kind].gold += 1
            for j in kept:
                measure[ALL].found += 1
                measure[found_kinds[j]].found += 1
        self.exact.gold += len(gold)
        self.exact.found += len(kept)
        for i, j in result.pairs:
            one, other = gold[i], found[j]
            self.cues_agree += sources_agree(one.cue, other.cue, text)
            if one.content == other.content and one.source == other.source:
                self.exact.add_hit()
            agreed = [self.relations]
            if sources_agree(one.source, other.source, text):
                agreed.append(self.full)
            for measure in agreed:
                measure[ALL].add_hit()
                measure[gold_kinds[i]].hits_gold += 1
                measure[found_kinds[j]].hits_found += 1

    def _add_quotations(
        self, text: str, marks: Sequence[Span], gold: Sequence[Marked], found: Sequence[Marked]
    ) -> None:
        counts = self.quotations
        for span in marks:
            words = characters([span], text)
            if not words:
                continue
            owners = [one for one in gold if 2 * len(one.content & words) > len(words)]
            given = [one for one in found if 2 * len(one.content & words) > len(words) and one.source]
            if not owners:
                counts.outside += 1
                counts.stray += bool(given)
                continue
            sourced = [one for one in owners if one.source]
            if not sourced:
                continue
            counts.spans += 1
            if any(sources_agree(one.source, other.source, text) for one in sourced for other in given):
                counts.right += 1
            elif given:
                counts.wrong += 1
            else:
                counts.missed += 1

    def figures(self) -> Figures:
        """Return every figure by its name: P, R and F1, shares in percent, and counts."""
        pairs = self.relations[ALL].hits_gold
        out: Figures = {
            "counts": {
                "articles": self.articles,
                "gold": self.relations[ALL].gold,
                "found": self.relations[ALL].found,
                "nested, left out": self.excused,
            }
        }
        for name, measure in (("relations", self.relations), ("full", self.full)):
            for kind, agreement in measure.items():
                out[name if kind == ALL else f"{name} {kind}"] = agreement.figures()
        out["exact"] = self.exact.figures()
        out["characters"] = self.characters.figures()
        for part, agreement in self.chunks.items():
            out[f"chunks {part}"] = agreement.figures()
        out["of pairs"] = {
            "source agrees": round(100 * self.full[ALL].hits_gold / (pairs or 1), 1),
            "cue agrees": round(100 * self.cues_agree / (pairs or 1), 1),
        }
        out["quotations"] = self.quotations.figures()
        return out


def _chunks(text: str, relations: Iterable[Annotation], part: str) -> set[Span]:
    """Return the first and last word character of each span of one part, of those that have any."""
    spans = (characters([span], text) for relation in relations for span in relation.part(part))
    return {(min(chars), max(chars)) for chars in spans if chars}


def _contents(relations: Iterable[Marked]) -> set[int]:
    return {offset for relation in relations for offset in relation.content}


def tally(corpus: Corpus, found: Sequence[Sequence[Annotation]]) -> Tally:
    """Return the counts of a corpus, given what was found in each of its articles."""
    counts = Tally()
    for record, relations in zip(corpus.records, found, strict=True):
        counts.add(record.article.text, record.gold, relations)
    return counts


def shown(figures: Figures) -> str:
    """Return the figures as Markdown tables: those with P, R and F1, and the others."""
    triples = [(name, row) for name, row in figures.items() if "F1" in row]
    others = [
        (f"{name}: {key}", value) for name, row in figures.items() if "F1" not in row for key, value in row.items()
    ]
    head = ("percent", "P", "R", "F1")
    first = table(head, [(name, *(f"{row[key]:.1f}" for key in head[1:])) for name, row in triples])
    second = table(("count, or percent", ""), [(name, _number(value)) for name, value in others])
    return f"{first}\n{second}"


def _number(value: float) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:.1f}"


def run(arguments: Sequence[str] | None = None) -> str:
    """Return what the command prints."""
    parser = corpus_parser("Score attrib, or --predictions, against an annotated corpus.", predictions=True)
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parsed = parser.parse_args(arguments)
    corpus, found = given_or_read(parsed)
    figures = tally(corpus, found).figures()
    return json.dumps(figures) + "\n" if parsed.json else f"{corpus.name}: {corpus.size}\n\n{shown(figures)}"


if __name__ == "__main__":
    sys.exit(finish(run))
