"""What the measuring commands share: their arguments, running attrib over a corpus, and ending without a traceback."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from attrib.dev.corpus import Annotation, Corpus, annotation_of, load_corpus, load_predictions
from attrib.engine import Engine
from attrib.errors import AttribError
from attrib.nlp import DEFAULT_MODEL

TROUBLE = 2


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
    """Return a Markdown table, its first column to the left and the others to the right, padded to be read as text."""
    widths = [max(len(row[i]) for row in (head, *rows)) for i in range(len(head))]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]

    def line(cells: Sequence[str]) -> str:
        padded = [cells[0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(cells[1:], widths[1:], strict=True))]
        return f"| {' | '.join(padded)} |\n"

    return line(head) + line(rule) + "".join(map(line, rows))
