"""Groups what attrib misreads by its cause: `python -m attrib.dev.errors CORPUS.jsonl`.

Prints how often each cause costs a gold relation (`lost`) or makes a false one (`in vain`), and with `--samples N`
so many misreadings of each group: gold and reading side by side, and the parse of the sentence in the notation of
the tests (word|lemma/tag/label>head, heads counted from the sentence's first word, `~` before a stand-in).
"""

from __future__ import annotations

import argparse
import random
import sys
import textwrap
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from attrib.dev.causes import Cause, Misreading, Scene, find_misreadings, set_scene
from attrib.dev.commands import corpus_parser, count, finish, table
from attrib.dev.corpus import PARTS, Annotation, Corpus, Record, annotation_of, load_corpus, load_predictions
from attrib.dev.measure import ALL, KINDS, Tally
from attrib.engine import Engine

WIDTH = 116
# A group's samples are drawn by this number, so that two people look at the same ones.
SEED = 0


@dataclass(frozen=True)
class Case:
    """A misreading, and how it is shown."""

    misreading: Misreading
    shown: str

    def group(self, by: str) -> str:
        """Return what the case is counted under."""
        found = self.misreading
        return {"cause": found.cause.value, "kind": found.kind.value, "rule": found.rule or "(none)"}[by]


@dataclass(frozen=True)
class Survey:
    """What was found in each article of a corpus, its counts, and every misreading."""

    found: list[tuple[Annotation, ...]]
    counts: Tally
    cases: list[Case]


def survey(engine: Engine, corpus: Corpus, given: dict[str, tuple[Annotation, ...]] | None = None) -> Survey:
    """Return what attrib makes of the corpus; `given` are relations found elsewhere, to be looked at instead."""
    out = Survey([], Tally(), [])
    for record in corpus.records:
        reading = engine.read(record.article)
        found = tuple(map(annotation_of, reading.relations)) if given is None else given.get(record.id, ())
        scene = set_scene(record.article, reading.parse, reading.quotations, engine.knowledge)
        out.found.append(found)
        out.counts.add(record.article.text, record.gold, found)
        out.cases.extend(Case(one, show(scene, record, one)) for one in find_misreadings(scene, record.gold, found))
    return out


def counted(cases: Sequence[Case], by: str) -> str:
    """Return the table of groups, largest first."""
    groups: dict[str, list[Misreading]] = {}
    for case in cases:
        groups.setdefault(case.group(by), []).append(case.misreading)
    beside = KINDS if by == "cause" else tuple(cause.value for cause in Cause)
    rows = []
    for name, found in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        lost, vain = sum(one.gold is not None for one in found), sum(one.counted for one in found)
        inside = Counter(one.kind.value if by == "cause" else one.cause.value for one in found)
        split = sorted((key for key in beside if inside[key]), key=lambda key: (-inside[key], key))
        listed = ", ".join(f"{key} {inside[key]}" for key in (split if by == "cause" else split[:4]))
        rows.append((name, str(len(found)), str(lost), str(vain), listed))
    return table((by, "all", "lost", "in vain", "of them"), rows)


def samples(cases: Sequence[Case], by: str, number: int, seed: int) -> str:
    """Return `number` cases of each group, drawn at random."""
    groups: dict[str, list[Case]] = {}
    for case in cases:
        groups.setdefault(case.group(by), []).append(case)
    out = []
    for name in sorted(groups):
        drawn = random.Random(f"{seed} {name}").sample(groups[name], min(number, len(groups[name])))
        out.append(f"\n== {name}\n")
        out += [f"\n{case.shown}" for case in drawn]
    return "".join(out)


def show(scene: Scene, record: Record, one: Misreading) -> str:
    """Return a misreading to be read: its place, gold and reading side by side, the sentences and their parse."""
    at = one.gold or one.found
    assert at is not None
    anchor = (at.cue or at.content)[0]
    line = scene.text.count("\n", 0, anchor[0]) + 1
    sure = "" if one.score is None else f" {one.score:.2f}"
    rule = f", rule {one.rule}{sure}" if one.rule else ""
    lines = [f"{record.id}, line {line}: {one.cause}, {one.kind}{rule}"]
    sides = (one.gold or one.elsewhere, one.found or one.untaken)
    lines += _columns("", "gold, for other words" if one.elsewhere else "gold", "not taken" if one.untaken else "read")
    for part in PARTS[::-1]:
        lines += _columns(part, *(_words(scene.text, side, part) for side in sides))
    tokens = scene.tokens(at.marked(scene.text).cue or at.marked(scene.text).content)
    for first in dict.fromkeys(scene.tree.first[index] for index in tokens):
        lines += textwrap.wrap(sentence(scene, first), WIDTH, initial_indent="  | ", subsequent_indent="  | ")
        lines += textwrap.wrap(
            parse_of(scene, first), WIDTH, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False
        )
    return "\n".join(lines) + "\n"


def _words(text: str, side: Annotation | None, part: str) -> str:
    if side is None:
        return "—"
    return " … ".join(" ".join(text[start:end].split()) for start, end in side.part(part)) or "—"


def _columns(name: str, left: str, right: str) -> list[str]:
    """Return two texts as lines side by side."""
    half = (WIDTH - 14) // 2
    one, other = (textwrap.wrap(side, half) or [""] for side in (left, right))
    rows = max(len(one), len(other))
    one, other = ([*side, *[""] * (rows - len(side))] for side in (one, other))
    return [
        f"  {name if not i else '':8}{a:{half}} │ {b}".rstrip() for i, (a, b) in enumerate(zip(one, other, strict=True))
    ]


def sentence(scene: Scene, first: int) -> str:
    """Return the text of the sentence that starts with the token `first`."""
    parse = scene.tree.parse
    span = parse.span_of(first, scene.tree.last[first])
    return " ".join(span.of(scene.text).split())


def parse_of(scene: Scene, first: int) -> str:
    """Return the parse of the sentence that starts with the token `first`, in the notation of the tests."""
    tree = scene.tree
    out = []
    for index in range(first, tree.last[first] + 1):
        word, lemma = tree.words[index], tree.parse.doc[index].lemma_
        own = word if lemma == word.lower() else f"{word}|{lemma}"
        head = "" if tree.head[index] == index else f">{tree.head[index] - first}"
        mask = "~" if tree.parse.masked[index] else ""
        out.append(f"{mask}{own}/{tree.tag[index]}/{tree.dep[index]}{head}")
    return " ".join(out)


def _parser() -> argparse.ArgumentParser:
    parser = corpus_parser("Group attrib's misreadings of an annotated corpus by cause.", predictions=True)
    parser.add_argument("--by", choices=("cause", "kind", "rule"), default="cause", help="what to group by")
    parser.add_argument("--cause", choices=[cause.value for cause in Cause], help="only misreadings of this cause")
    parser.add_argument("--rule", help="only misreadings of this rule")
    parser.add_argument("--samples", type=count, default=0, metavar="N", help="show N of each group")
    parser.add_argument("--seed", type=int, default=SEED, help="another number draws other samples")
    return parser


def run(arguments: Sequence[str] | None = None) -> str:
    """Return what the command prints."""
    parsed = _parser().parse_args(arguments)
    corpus = load_corpus(parsed.corpus, parsed.limit)
    given = load_predictions(parsed.predictions, corpus) if parsed.predictions else None
    seen = survey(Engine(model=parsed.model), corpus, given)
    full = seen.counts.full[ALL]
    out = f"{corpus.name}: {corpus.size}\nfull P {full.precision:.1f}  R {full.recall:.1f}  F1 {full.f1:.1f}; "
    out += f"{full.gold - full.hits_gold} lost, {full.found - full.hits_found} in vain\n\n"
    chosen = [
        case
        for case in seen.cases
        if parsed.cause in (None, case.misreading.cause) and parsed.rule in (None, case.misreading.rule)
    ]
    out += counted(chosen, parsed.by)
    return out + (samples(chosen, parsed.by, parsed.samples, parsed.seed) if parsed.samples else "")


if __name__ == "__main__":
    sys.exit(finish(run))
