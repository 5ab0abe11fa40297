"""Sets attrib beside textacy's `direct_quotations`: `python -m attrib.dev.compare CORPUS.jsonl`.

Both read the same articles with the same spaCy pipeline in the same process, article by article in turn, and are
scored alike (`python -m attrib.dev.measure` says how).  textacy is run paragraph by paragraph, for it refuses a text
with an odd number of quotation marks; what it refuses is counted.  Times are those of the processor, which other
programs on the machine do not lengthen; attrib's can be below the bare parse, for it parses less.  Prints the
Markdown table that the README shows.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib import metadata

from attrib import __version__
from attrib.dev.commands import corpus_parser, count, finish, table
from attrib.dev.corpus import Corpus, annotation_of, load_corpus
from attrib.dev.cost import Timings
from attrib.dev.measure import ALL, KINDS, Agreement, Tally
from attrib.dev.textacy_quotations import read_with_textacy
from attrib.engine import Engine


@dataclass
class Comparison:
    """What both make of a corpus, and the processor seconds they took, the bare parse of the same texts beside them."""

    attrib: Tally = field(default_factory=Tally)
    textacy: Tally = field(default_factory=Tally)
    paragraphs: int = 0
    refused: int = 0
    bare: Timings = field(default_factory=Timings)
    attrib_took: Timings = field(default_factory=Timings)
    textacy_took: Timings = field(default_factory=Timings)


def compare(engine: Engine, corpus: Corpus, rounds: int = 1) -> Comparison:
    """Return both tallies and the times; each article's time is the median of `rounds`."""
    nlp = engine.pipeline.nlp
    out = Comparison()
    # What is made on first use is made now, in no article's time.
    engine.read(corpus.records[0].article)
    read_with_textacy(nlp, corpus.records[0].article)
    for number, record in enumerate(corpus.records):
        article = record.article
        for turn in range(rounds):
            start = time.process_time()
            nlp(article.text)
            parsed = time.process_time()
            reading = engine.read(article)
            read = time.process_time()
            theirs = read_with_textacy(nlp, article)
            end = time.process_time()
            out.bare.add(number, parsed - start)
            out.attrib_took.add(number, read - parsed)
            out.textacy_took.add(number, end - read)
            if turn == 0:
                out.attrib.add(article.text, record.gold, tuple(map(annotation_of, reading.relations)))
                out.textacy.add(article.text, record.gold, theirs.relations)
                out.paragraphs += theirs.paragraphs
                out.refused += theirs.refused
    return out


def comparison_table(result: Comparison) -> str:
    """Return the Markdown table."""
    both = (result.attrib, result.textacy)
    rows = [("attributions found", *(f"{tally.relations[ALL].found:,}" for tally in both))]
    rows.append(("found at all: P / R / F1", *(_triple(tally.relations[ALL]) for tally in both)))
    rows.append(("and with their source: P / R / F1", *(_triple(tally.full[ALL]) for tally in both)))
    rows += [(f"the same, {kind}", *(_triple(tally.full[kind]) for tally in both)) for kind in KINDS]
    for label, keys in (("right / wrong / missed", ("right", "wrong", "missed")), ("stray", ("stray",))):
        shares = [" / ".join(f"{tally.quotations.figures()[key]:.1f}" for key in keys) for tally in both]
        rows.append((f"quotations: {label}", *shares))
    chunks = [" / ".join(f"{tally.chunks[part].f1:.1f}" for part in ("source", "cue", "content")) for tally in both]
    rows.append(("exact spans of source / cue / content: F1", *chunks))
    bare = result.bare.total
    over = (result.attrib_took.total - bare, result.textacy_took.total - bare)
    rows.append((f"processor seconds over the bare parse ({bare:.1f})", *(f"{seconds:z.1f}" for seconds in over)))
    rows.append(("paragraphs refused for an odd number of marks", "0", f"{result.refused:,} of {result.paragraphs:,}"))
    return table(("percent", f"attrib {__version__}", f"textacy {metadata.version('textacy')}"), rows)


def _triple(counts: Agreement) -> str:
    """Return P, R and F1; of a kind that was never found there is nothing to be precise about."""
    if not counts.found:
        return f"– / {counts.recall:.1f} / –"
    return f"{counts.precision:.1f} / {counts.recall:.1f} / {counts.f1:.1f}"


def run(arguments: Sequence[str] | None = None) -> str:
    """Return what the command prints."""
    parser = corpus_parser("Set attrib beside textacy on an annotated corpus.")
    parser.add_argument("--rounds", type=count, default=1, help="how often each article is timed (default 1)")
    parsed = parser.parse_args(arguments)
    corpus = load_corpus(parsed.corpus, parsed.limit)
    engine = Engine(model=parsed.model)
    result = compare(engine, corpus, parsed.rounds)
    name = f"{engine.pipeline.name} {engine.pipeline.version}"
    return f"{corpus.name}: {corpus.size}; {name}\n\n{comparison_table(result)}"


if __name__ == "__main__":
    sys.exit(finish(run))
