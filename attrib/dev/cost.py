"""Measures what attrib costs over the bare parse: `python -m attrib.dev.cost CORPUS.jsonl`.

Both run in one process on the same articles, article by article in turn, so that whatever else the machine does
falls on both.  Each article's time is the median of the rounds; the ratio is that of their sums.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from attrib.catalogue import load_checks
from attrib.checking import select_checks
from attrib.engine import Engine
from attrib.errors import AttribError
from attrib.model import Article
from attrib.nlp import DEFAULT_MODEL
from attrib.readers import read_articles


@dataclass
class Timings:
    """Seconds an article took, by round."""

    rounds: list[list[float]] = field(default_factory=list)

    def add(self, article: int, seconds: float) -> None:
        """Keep one measurement."""
        while len(self.rounds) <= article:
            self.rounds.append([])
        self.rounds[article].append(seconds)

    @property
    def total(self) -> float:
        """The sum over articles of each one's median, in seconds."""
        return sum(statistics.median(times) for times in self.rounds)


def measure(engine: Engine, articles: Sequence[Article], rounds: int) -> tuple[Timings, Timings]:
    """Return the timings of the bare pipeline on the articles' text, and of attrib reading and checking them."""
    nlp = engine.pipeline.nlp
    bare, whole = Timings(), Timings()

    def parse(article: Article) -> object:
        return nlp(article.text)

    def read(article: Article) -> object:
        return engine.check(engine.read(article))

    for turn in range(rounds):
        for number, article in enumerate(articles):
            parts = [(bare, parse), (whole, read)]
            # Whichever goes second finds warmer caches: take turns.
            for timings, work in parts if (turn + number) % 2 else reversed(parts):
                start = time.perf_counter()
                work(article)
                timings.add(number, time.perf_counter() - start)
    return bare, whole


def main() -> int:
    """Print the two times and their ratio; return the exit code."""
    parser = argparse.ArgumentParser(description="attrib's whole time over the bare nlp(text), same process.")
    parser.add_argument("corpus", help="articles as JSON lines, or any file attrib reads")
    parser.add_argument("--rounds", type=int, default=3, help="how often each article is read (default 3)")
    parser.add_argument("--limit", type=int, default=None, help="only the first so many articles")
    parser.add_argument("--model", default=DEFAULT_MODEL)
    arguments = parser.parse_args()
    try:
        articles = [one for one in read_articles(arguments.corpus) if isinstance(one, Article)][: arguments.limit]
    except AttribError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    if not articles:
        sys.stderr.write(f"no articles in {arguments.corpus}\n")
        return 2
    engine = Engine(model=arguments.model, checks=select_checks(load_checks(packages=False)))
    engine.prepare()
    engine.check(engine.read(articles[0]))  # what is made on first use is made now
    bare, whole = measure(engine, articles, max(1, arguments.rounds))
    words = sum(len(article.text.split()) for article in articles)
    pipeline = engine.pipeline
    sys.stdout.write(
        f"{pipeline.name} {pipeline.version}, {len(articles)} articles, {words} words, {arguments.rounds} rounds\n"
        f"bare nlp(text)  {bare.total:8.2f} s  {words / bare.total:8.0f} words/s\n"
        f"attrib          {whole.total:8.2f} s  {words / whole.total:8.0f} words/s\n"
        f"ratio           {whole.total / bare.total:8.3f}\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
