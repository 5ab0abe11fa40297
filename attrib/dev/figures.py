"""Measures attrib and writes it down: `python -m attrib.dev.figures CORPUS.jsonl [--train TRAIN.jsonl.gz]`.

Writes the generated parts of `rules/FIGURES.md`, every figure with its command, and what the README shows of them.
`--train` names articles on which confidence is held against gold as well; the corpus should be others.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

from attrib import __version__
from attrib.catalogue import load_checks
from attrib.checking import select_checks
from attrib.dev import cost, errors, names, pages, reliability
from attrib.dev.commands import corpus_parser, count, finish, read_corpus, table
from attrib.dev.compare import compare, comparison_table
from attrib.dev.corpus import Corpus, load_corpus
from attrib.dev.measure import shown
from attrib.engine import Engine
from attrib.errors import ReadError


def cost_section(engine: Engine, corpus: Corpus, command: str, rounds: int) -> str:
    """Return what the cost of reading and checking is over the bare parse."""
    bare, whole = cost.measure(engine, [record.article for record in corpus.records], rounds)
    rows = [
        ("bare `nlp(text)`", f"{bare.total:.2f}", f"{corpus.words / bare.total:,.0f}", "1.000"),
        ("attrib, default checks", f"{whole.total:.2f}", f"{corpus.words / whole.total:,.0f}", _ratio(bare, whole)),
    ]
    head = ("", "seconds", "words a second", "ratio")
    return f"### Cost\n\n`{command} --rounds {rounds}`\n\n{table(head, rows)}"


def _ratio(bare: cost.Timings, whole: cost.Timings) -> str:
    return f"{whole.total / bare.total:.3f}"


def confidence_section(corpus: Corpus, command: str, judged: Sequence[reliability.Judged]) -> str:
    """Return the tables of confidence on one corpus."""
    return (
        f"### Confidence on {corpus.name}\n\n`{command}`: {corpus.size}; {len(judged):,} relations, off by "
        f"{reliability.mean_gap(judged):.3f} on average\n\n"
        f"{reliability.bins_table(judged)}\n{reliability.rules_table(judged)}"
    )


def names_section(engine: Engine, corpus: Corpus, speakers: str, command: str) -> str:
    """Return who is given as the speaker, with and without each source of evidence for names."""
    labels = names.load_labels(speakers)
    told = f"`{command} --speakers {Path(speakers).name}`: {len(labels):,} relations labelled"
    return f"### Speakers, and what each source of evidence adds\n\n{told}\n\n" + names.ablation(
        names.Survey(engine, corpus, labels)
    )


def measured(parsed: argparse.Namespace, engine: Engine, corpus: Corpus, train: Corpus | None) -> tuple[str, str]:
    """Return the short form of the figures and the long one, in Markdown."""
    seen = errors.survey(engine, corpus)
    beside = compare(engine, corpus, parsed.rounds)
    name = f"{engine.pipeline.name} {engine.pipeline.version}"
    versions = f"attrib {__version__}, {name}, spaCy {metadata.version('spacy')}, {datetime.now(UTC):%Y-%m-%d}"

    def command(module: str, path: str = parsed.corpus, limit: int | None = parsed.limit) -> str:
        return f"python -m attrib.dev.{module} {Path(path).name}" + (f" --limit {limit}" if limit else "")

    about = f"{corpus.name}: {corpus.size}; {versions}."
    versus = comparison_table(beside)
    parts = [
        f"{about}\n\n### All measures\n\n`{command('measure')}`\n\n{shown(seen.counts.figures())}",
        f"### Beside textacy\n\n`{command('compare')} --rounds {parsed.rounds}`\n\n{versus}",
        f"### Misread, by cause\n\n`{command('errors')}`\n\n{errors.counted(seen.cases, 'cause')}",
        confidence_section(corpus, command("reliability"), reliability.judge(corpus, seen.found)),
    ]
    if train is not None:
        judged = reliability.judge(train, read_corpus(engine, train))
        parts.append(confidence_section(train, command("reliability", parsed.train, parsed.train_limit), judged))
    if parsed.speakers:
        parts.append(names_section(engine, corpus, parsed.speakers, command("names")))
    parts.append(cost_section(engine, corpus, command("cost"), parsed.rounds))
    return f"{about}\n\n{versus}", "\n".join(parts)


def _parser() -> argparse.ArgumentParser:
    parser = corpus_parser("Measure attrib and write rules/FIGURES.md and the README's part of it.")
    parser.add_argument("--train", help="a second corpus, to hold confidence against")
    parser.add_argument("--speakers", help="who speaks in relations of the corpus, as `attrib.dev.names` takes them")
    parser.add_argument("--train-limit", type=count, metavar="N", help="only its first N articles")
    parser.add_argument("--rounds", type=count, default=3, help="how often each article is timed (default 3)")
    parser.add_argument("--root", type=Path, default=pages.ROOT, help="the project's folder")
    return parser


def run(arguments: Sequence[str] | None = None) -> str:
    """Write both files, and return what the command prints."""
    parsed = _parser().parse_args(arguments)
    files = {parsed.root / "rules" / "FIGURES.md": ("short", "measured"), parsed.root / "README.md": ("figures",)}
    for path, wanted in files.items():
        _text(path, wanted)
    corpus = load_corpus(parsed.corpus, parsed.limit)
    train = load_corpus(parsed.train, parsed.train_limit) if parsed.train else None
    engine = Engine(model=parsed.model, checks=select_checks(load_checks(packages=False)))
    short, long = measured(parsed, engine, corpus, train)
    for path, wanted in files.items():
        # Read again: measuring takes minutes, in which somebody may have edited them.
        text = pages.fill(_text(path, wanted), {"short": short, "measured": long, "figures": short})
        path.write_text(text, "utf-8", newline="\n")
    return "".join(f"written: {path.relative_to(parsed.root)}\n" for path in files)


def _text(path: Path, names: Sequence[str]) -> str:
    """Return the text of a file that has the generated parts `names`.

    Raises `ReadError` where it cannot be read or lacks one of them, before anything is measured.
    """
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(f"cannot be read: {error}", path=str(path)) from error
    for name in names:
        if pages.part(text, name) is None:
            raise ReadError(f"has no part <!-- generated: {name} --> … <!-- end -->", path=str(path))
    return text


if __name__ == "__main__":
    sys.exit(finish(run))
