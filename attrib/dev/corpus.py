"""Annotated articles and readings of them, in the form that `attrib extract --format jsonl` prints.

Each line is an object with `id` and `attributions`, each of these with `content`, `cue` and `source` as lists of
`[start, end]`; a corpus has the article's `text` as well.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from attrib.dev.scoring import Marked, Spans, characters
from attrib.errors import ReadError
from attrib.model import Article, AttributionRelation
from attrib.readers import read_articles

PARTS = ("content", "cue", "source")


@dataclass(frozen=True)
class Annotation:
    """One relation's spans; `rule` and `confidence` are known of what attrib read."""

    content: Spans
    cue: Spans
    source: Spans
    rule: str = ""
    confidence: float | None = None

    def marked(self, text: str) -> Marked:
        """Return the relation as its word characters in `text`."""
        return Marked(characters(self.content, text), characters(self.cue, text), characters(self.source, text))

    def part(self, name: str) -> Spans:
        """Return the spans of one of `PARTS`."""
        return {"content": self.content, "cue": self.cue, "source": self.source}[name]


@dataclass(frozen=True)
class Record:
    """An article and its annotated relations."""

    id: str
    article: Article
    gold: tuple[Annotation, ...]


@dataclass(frozen=True)
class Corpus:
    """Annotated articles and what they are called."""

    name: str
    records: tuple[Record, ...]

    @property
    def words(self) -> int:
        """How many words, cut at blanks, the articles have."""
        return sum(len(record.article.text.split()) for record in self.records)

    @property
    def size(self) -> str:
        """How much it is, in words."""
        relations = sum(len(record.gold) for record in self.records)
        return f"{len(self.records):,} articles, {self.words:,} words, {relations:,} relations"


def load_corpus(path: str, limit: int | None = None) -> Corpus:
    """Return the annotated articles of the JSON lines at `path`, at most `limit` of them.

    It is called after the `dataset` and `split` its records carry, or else after the file.  Raises `ReadError` where
    the file cannot be read, holds no article, or has a record of another form.
    """
    records, names = [], set()
    for number, article in enumerate(islice(read_articles(path, input_format="jsonl"), limit), start=1):
        if not isinstance(article, Article):
            raise article
        raw = json.loads(article.raw)
        names.add(" ".join(str(raw[key]) for key in ("dataset", "split") if raw.get(key)))
        gold = _annotations(raw, path, article.first_line, len(article.text))
        records.append(Record(article.id or str(number), article, gold))
    if not records:
        raise ReadError("holds no article", path=path)
    called = names.pop() if len(names) == 1 else ""
    name = called or Path(path).name
    return Corpus(name if limit is None else f"{name} (the first {len(records):,} articles)", tuple(records))


def load_predictions(path: str, corpus: Corpus) -> dict[str, tuple[Annotation, ...]]:
    """Return the relations that the JSON lines at `path` give for the articles of `corpus`, by the article's id.

    Raises `ReadError` where the file cannot be read, has a line of another form, or speaks of none of the articles.
    """
    lengths = {record.id: len(record.article.text) for record in corpus.records}
    out: dict[str, tuple[Annotation, ...]] = {}
    for number, line in enumerate(read_lines(path), start=1):
        if not line.strip():
            continue
        try:
            raw = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise ReadError(f"the record is not JSON: {error}", path=path, line=number) from error
        if not isinstance(raw, dict):
            raise ReadError("the record is not an object", path=path, line=number)
        ident = raw.get("id")
        if ident in lengths:
            out[ident] = _annotations(raw, path, number, lengths[ident])
    if not out:
        raise ReadError("has none of the corpus's articles", path=path, hint="they are told by their id")
    return out


def read_lines(path: str) -> Iterator[str]:
    """Yield the lines of a file, packed or not; raise `ReadError` where it cannot be read."""
    try:
        packed = path.endswith(".gz")
        with gzip.open(path, "rt", encoding="utf-8") if packed else Path(path).open(encoding="utf-8") as lines:
            yield from lines
    except FileNotFoundError as error:
        raise ReadError("no such file", path=path) from error
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise ReadError(f"cannot be read: {error}", path=path) from error


def _annotations(raw: Mapping[str, object], path: str, line: int, length: int) -> tuple[Annotation, ...]:
    """Return the record's relations that have a content."""

    def fail(what: str, field: str) -> ReadError:
        hint = 'each is {"content": [[start, end], …], "cue": […], "source": […]}'
        return ReadError(what, path=path, line=line, field=field, hint=hint)

    def spans(value: object, field: str) -> Spans:
        if value is None:
            return ()
        if not isinstance(value, list):
            raise fail("expected a list of [start, end]", field)
        out = []
        for pair in value:
            if not isinstance(pair, list) or len(pair) != 2 or not all(type(offset) is int for offset in pair):
                raise fail(f"expected [start, end], not {pair!r}", field)
            if not 0 <= pair[0] <= pair[1] <= length:
                raise fail(f"{pair!r} is no stretch of a text of {length} characters", field)
            out.append((pair[0], pair[1]))
        return tuple(out)

    listed = raw.get("attributions")
    if not isinstance(listed, list):
        raise fail("expected a list of relations", "attributions")
    found = []
    for number, item in enumerate(listed):
        field = f"attributions[{number}]"
        if not isinstance(item, dict):
            raise fail("expected an object", field)
        content, cue, source = (spans(item.get(part), f"{field}.{part}") for part in PARTS)
        confidence = item.get("confidence")
        sure = float(confidence) if isinstance(confidence, (int, float)) else None
        if content:
            found.append(Annotation(content, cue, source, str(item.get("rule") or ""), sure))
    return tuple(found)


def annotation_of(relation: AttributionRelation) -> Annotation:
    """Return what attrib read, in the form that gold has."""
    content, cue, source = (
        tuple((span.start, span.end) for span in spans) for spans in (relation.content, relation.cue, relation.source)
    )
    return Annotation(content, cue, source, relation.rule, round(relation.confidence, 3))
