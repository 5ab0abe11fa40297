"""Measures attrib against the bare pipeline: `python -m attrib.dev.throughput CORPUS.jsonl`.

The stock `nlp.pipe` of the same model reads the same texts as spaCy's manual says: loaded as spaCy loads it, in one
batch, one process.  attrib reads and checks them with all checks that are on.  Each is a process of its own, as users
start it (numpy's threads are settled when it is first imported); the two go in pairs, turn and turn about, and each
pair gives a ratio.  Loading is not counted.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

from attrib.errors import AttribError
from attrib.model import Article
from attrib.nlp import DEFAULT_MODEL, use_one_thread
from attrib.readers import read_articles

STOCK, ATTRIB = "stock", "attrib"


@dataclass(frozen=True)
class Cost:
    """Seconds that one pass over a corpus took: of the processor, and by the clock."""

    cpu: float
    wall: float


def pass_over(side: str, articles: Sequence[Article], model: str) -> Cost:
    """Return what one pass over the articles costs in this process; loading, and a first article, are not counted."""
    if side == STOCK:
        import spacy

        nlp = spacy.load(model)
        texts = [article.text for article in articles]
        nlp(texts[0])
        start = time.process_time(), time.perf_counter()
        for _ in nlp.pipe(texts):
            pass
    else:
        from attrib.catalogue import load_checks
        from attrib.checking import select_checks
        from attrib.engine import Engine

        engine = Engine(model=model, checks=select_checks(load_checks(packages=False)))
        engine.prepare()
        engine.check(engine.read(articles[0]))
        start = time.process_time(), time.perf_counter()
        for article in articles:
            engine.check(engine.read(article))
    return Cost(time.process_time() - start[0], time.perf_counter() - start[1])


def _in_a_process(side: str, arguments: argparse.Namespace) -> Cost:
    environment = {key: value for key, value in os.environ.items() if not key.endswith("_NUM_THREADS")}
    limit = ["--limit", str(arguments.limit)] if arguments.limit is not None else []
    words = [sys.executable, "-m", "attrib.dev.throughput", arguments.corpus, "--model", arguments.model, *limit]
    run = subprocess.run([*words, "--side", side], capture_output=True, text=True, env=environment, check=True)
    return Cost(**json.loads(run.stdout))


def _row(name: str, costs: Sequence[Cost], words: int) -> str:
    cpu, wall = (statistics.median(getattr(cost, key) for cost in costs) for key in ("cpu", "wall"))
    return f"{name:10}{cpu:9.2f} s cpu{wall:9.2f} s wall{words / wall:9.0f} words/s\n"


def main() -> int:
    """Print what both sides cost, and the ratio of each pair; return the exit code."""
    parser = argparse.ArgumentParser(description="attrib's reading and checks against the stock nlp.pipe.")
    parser.add_argument("corpus", help="articles as JSON lines, or any file attrib reads")
    parser.add_argument("--pairs", type=int, default=3, help="how many pairs of passes (default 3)")
    parser.add_argument("--limit", type=int, default=None, help="only the first so many articles")
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--side", choices=(STOCK, ATTRIB), default=None, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    try:
        articles = [one for one in read_articles(arguments.corpus) if isinstance(one, Article)][: arguments.limit]
    except AttribError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    if not articles:
        sys.stderr.write(f"no articles in {arguments.corpus}\n")
        return 2
    if arguments.side is not None:
        if arguments.side == ATTRIB:
            use_one_thread()
        cost = pass_over(arguments.side, articles, arguments.model)
        sys.stdout.write(json.dumps({"cpu": cost.cpu, "wall": cost.wall}))
        return 0
    costs: dict[str, list[Cost]] = {STOCK: [], ATTRIB: []}
    for pair in range(max(1, arguments.pairs)):
        # Whichever goes second may find another machine: take turns.
        for side in (STOCK, ATTRIB) if pair % 2 == 0 else (ATTRIB, STOCK):
            costs[side].append(_in_a_process(side, arguments))
    words = sum(len(article.text.split()) for article in articles)
    ratios = [
        (stock.cpu / ours.cpu, stock.wall / ours.wall) for stock, ours in zip(costs[STOCK], costs[ATTRIB], strict=True)
    ]
    sys.stdout.write(f"{arguments.model}, {len(articles)} articles, {words} words, {len(ratios)} pairs\n")
    sys.stdout.write(_row("nlp.pipe", costs[STOCK], words) + _row("attrib", costs[ATTRIB], words))
    for name, column in (("cpu", 0), ("wall", 1)):
        each = [ratio[column] for ratio in ratios]
        sys.stdout.write(
            f"times as fast, {name:5} {statistics.median(each):5.2f}  ({', '.join(f'{one:.2f}' for one in each)})\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
