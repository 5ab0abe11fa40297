"""What the measuring commands share: their arguments, running attrib over a corpus, and ending without a traceback."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Sequence

from attrib.dev.corpus import Annotation, Corpus, annotation_of, load_corpus, load_predictions
from attrib.engine import Engine
from attrib.errors import AttribError
from attrib.nlp import DEFAULT_MODEL

TROUBLE = 2
# What stands in a column of numbers where there is none.
EMPTY = frozenset({"", "–"})


def corpus_parser(summary: str, *, predictions: bool = False) -> argparse.ArgumentParser:
    """Return a parser of the arguments that every command over a corpus takes."""
    parser = argparse.ArgumentParser(description=summary)
    parser.add_argument("corpus", help='JSON lines, plain or .gz: {"id", "text", "attributions": […]} an article')
    parser.add_argument("--limit", type=count, metavar="N", help="only the first N articles")
    parser.add_argument("--model", default=DEFAULT_MODEL, help="the installed spaCy pipeline to read with")
    if predictions:
        parser.add_argument("--predictions", metavar="FILE", help="relations as `attrib extract --format jsonl` prints")
    return parser


def count(words: str) -> int:
    """Return a number of things from the command line; raise `ArgumentTypeError` for anything below one."""
    if not words.isascii() or not words.isdigit() or int(words) < 1:
        raise argparse.ArgumentTypeError(f"{words!r} is not a number from 1 up")
    return int(words)


def read_corpus(engine: Engine, corpus: Corpus) -> list[tuple[Annotation, ...]]:
    """Return the relations that attrib reads in each article."""
    return [tuple(map(annotation_of, engine.read(record.article).relations)) for record in corpus.records]


def given_or_read(arguments: argparse.Namespace) -> tuple[Corpus, list[tuple[Annotation, ...]]]:
    """Return the corpus and the relations to score: those of `--predictions`, or else what attrib reads now."""
    corpus = load_corpus(arguments.corpus, arguments.limit)
    if arguments.predictions is None:
        return corpus, read_corpus(Engine(model=arguments.model), corpus)
    given = load_predictions(arguments.predictions, corpus)
    return corpus, [given.get(record.id, ()) for record in corpus.records]


def finish(main: Callable[[Sequence[str] | None], str], arguments: Sequence[str] | None = None) -> int:
    """Print what `main` returns; for a fault that attrib can name print that instead and return exit code 2."""
    try:
        sys.stdout.write(main(arguments))
        sys.stdout.flush()
    except AttribError as error:
        sys.stderr.write(f"{error}\n")
        return TROUBLE
    except BrokenPipeError:  # `… | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table padded to be read as text; columns of numbers stand to the right."""
    columns = list(zip(head, *rows, strict=True))
    widths = [max(3, *map(len, column)) for column in columns]
    numbers = [all(cell.lstrip("-– /")[:1].isdigit() or cell in EMPTY for cell in column[1:]) for column in columns]

    def line(cells: Iterable[str]) -> str:
        sized = zip(cells, widths, numbers, strict=True)
        return f"| {' | '.join(c.rjust(width) if number else c.ljust(width) for c, width, number in sized)} |\n"

    rule = line("-" * (width - 1) + (":" if number else "-") for width, number in zip(widths, numbers, strict=True))
    return line(head) + rule + "".join(map(line, rows))
