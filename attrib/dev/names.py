"""Measures what each source of evidence for names adds: `python -m attrib.dev.names CORPUS.jsonl --speakers FILE`.

The rows read the same relations again: without one source of evidence (`attrib.resolution.persons.SOURCES`, and
`case`: then a run of capitalised words counts only where the statistical name finder marks a name), with `labels`,
which are that name finder's, alone, with case alone, and with case and one other.  The columns are

other      share of the relations whose speaker has another name or kind than with all sources; asks for no gold
named, pronoun   share of the relations found whose speaker has gold's name, by what the source is
wrong      share of all relations with a gold name that are given another one
kind       share of the relations found whose speaker is of gold's kind

`--speakers` is a file of JSON lines, one a relation: `id` of the article, `relation` (the relation's own `id`),
`speaker` (null where none is named), `kind`, and `pronoun`, whether the source is one.  Two names agree where their
words do, courtesy titles aside, or where those of one are among the other's and both end in the same word.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from attrib.dev.commands import corpus_parser, finish, table
from attrib.dev.corpus import Corpus, Record, annotation_of, load_corpus, read_lines
from attrib.dev.scoring import match
from attrib.engine import Engine, Reading
from attrib.errors import ReadError
from attrib.model import AttributionRelation, Speaker

COURTESY = frozenset(
    {"the", "a", "an", "mr", "mrs", "ms", "dr", "sen", "rep", "gov", "president", "senator", "secretary", "sir", "prof"}
)
CASE = "case"


@dataclass(frozen=True)
class Label:
    """Who speaks in one relation, as somebody who read the article says."""

    speaker: str | None
    kind: str
    is_pronoun: bool


Labels = Mapping[tuple[str, str], Label]


def load_labels(path: str) -> dict[tuple[str, str], Label]:
    """Return the labels of the JSON lines at `path` by article and relation; raise `ReadError` for another form."""
    out = {}
    for number, line in enumerate(read_lines(path), start=1):
        if not line.strip():
            continue
        try:
            raw = json.loads(line)
            key = str(raw["id"]), str(raw["relation"])
            out[key] = Label(raw["speaker"] and str(raw["speaker"]), str(raw["kind"]), bool(raw["pronoun"]))
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            hint = 'each line is {"id", "relation", "speaker", "kind", "pronoun"}'
            raise ReadError(f"no label: {error!r}", path=path, line=number, hint=hint) from error
    return out


def names_agree(one: str, other: str) -> bool:
    """Whether two names may be one person's or body's."""
    mine, theirs = _words(one), _words(other)
    if not mine or not theirs:
        return False
    within = set(mine) <= set(theirs) or set(theirs) <= set(mine)
    return mine == theirs or (mine[-1] == theirs[-1] and within)


def _words(name: str) -> list[str]:
    bare = re.sub(r"[’']s\b", "", name.lower())
    return [word for word in re.findall(r"\w+", bare) if word not in COURTESY]


@dataclass
class Counts:
    """What was counted in one row."""

    relations: int = 0
    other: int = 0
    labelled: Counter[str] = field(default_factory=Counter)

    def share(self, part: str, whole: str) -> str:
        """Return a share in percent as the table shows it."""
        return f"{100 * self.labelled[part] / self.labelled[whole]:.1f}" if self.labelled[whole] else "–"


class Survey:
    """The articles of a corpus, read once, whose speakers are resolved with and without each source of evidence."""

    def __init__(self, engine: Engine, corpus: Corpus, labels: Labels) -> None:
        self._engine, self._labels = engine, labels
        self._readings = [(record, engine.read(record.article)) for record in corpus.records]
        self._wanted = [_pairs(record, reading, labels) for record, reading in self._readings]
        self._full = [self._resolved(reading, ()) for _, reading in self._readings]

    def _resolved(self, reading: Reading, without: Sequence[str]) -> tuple[AttributionRelation, ...]:
        from attrib.resolution import resolve

        return resolve(
            reading.article, reading.parse, reading.quotations, reading.relations, self._engine.lexicons, without
        )

    def counted(self, without: Sequence[str]) -> Counts:
        """Return the counts without some of the sources."""
        out = Counts()
        rows = zip(self._readings, self._full, self._wanted, strict=True)
        for (_, reading), full, wanted in rows:
            found = self._resolved(reading, without)
            out.relations += len(found)
            out.other += sum(_told(one) != _told(other) for one, other in zip(found, full, strict=True))
            for label, index in wanted:
                _count(out.labelled, label, None if index is None else found[index].speaker or Speaker(None))
        return out


def _told(relation: AttributionRelation) -> tuple[str | None, str]:
    speaker = relation.speaker or Speaker(None)
    return speaker.name, speaker.kind.value


def _pairs(record: Record, reading: Reading, labels: Labels) -> list[tuple[Label, int | None]]:
    """Return each label of an article with the index of the relation that attrib found there."""
    idents = [str(item.get("id")) for item in json.loads(record.article.raw)["attributions"] if item.get("content")]
    text = record.article.text
    gold = [one.marked(text) for one in record.gold]
    pairs = dict(match(gold, [annotation_of(relation).marked(text) for relation in reading.relations]))
    told = ((labels.get((record.id, ident)), pairs.get(number)) for number, ident in enumerate(idents))
    return [(label, index) for label, index in told if label is not None]


def _count(counts: Counter[str], label: Label, found: Speaker | None) -> None:
    if found is not None:
        counts["found"] += 1
        counts["kind"] += found.kind.value == label.kind
    if label.speaker is None:
        return
    group = "pronoun" if label.is_pronoun else "named"
    counts["names"] += 1
    if found is None:
        return
    counts[f"{group} found"] += 1
    if found.name is not None:
        right = names_agree(label.speaker, found.name)
        counts[f"{group} right"] += right
        counts["wrong"] += not right


def sources() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what each row of the table is called, and what it leaves out."""
    from attrib.resolution.persons import SOURCES

    every = (CASE, *SOURCES)
    yield "all", ()
    for name in every:
        yield f"without {name}", (name,)
    yield "labels alone", tuple(name for name in every if name != "labels")
    yield "case alone", SOURCES
    for name in SOURCES:
        yield f"case and {name}", tuple(other for other in SOURCES if other != name)


def ablation(survey: Survey) -> str:
    """Return the table."""
    rows = []
    for name, without in sources():
        counts = survey.counted(without)
        other = f"{100 * counts.other / counts.relations:.1f}" if counts.relations else "–"
        rows.append(
            (
                name,
                other,
                counts.share("named right", "named found"),
                counts.share("pronoun right", "pronoun found"),
                counts.share("wrong", "names"),
                counts.share("kind", "found"),
            )
        )
    return table(("percent", "other", "named", "pronoun", "wrong", "kind"), rows)


def run(arguments: Sequence[str] | None = None) -> str:
    """Return what the command prints."""
    parser = corpus_parser("Measure what each source of evidence for names adds.")
    parser.add_argument("--speakers", metavar="FILE", help="who speaks in relations of the corpus, as JSON lines")
    parsed = parser.parse_args(arguments)
    corpus = load_corpus(parsed.corpus, parsed.limit)
    labels = load_labels(parsed.speakers) if parsed.speakers else {}
    survey = Survey(Engine(model=parsed.model), corpus, labels)
    return f"{corpus.name}: {corpus.size}, {len(labels):,} of them labelled\n\n{ablation(survey)}"


if __name__ == "__main__":
    sys.exit(finish(run))
