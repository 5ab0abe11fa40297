"""brat standoff: relations as events over the characters of the user's file, for annotators and for measuring.

The labels are those of attrib's own gold, which follow PolNeAR.  brat has one file of annotations for each article.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePath

from attrib.model import Article, ArticleReport, AttributionRelation, CharSpan, Speaker
from attrib.reporters.base import Totals
from attrib.reporters.places import raw_parts
from attrib.reporters.terminal import one_line

ENDING = ".ann"


class BratExtract:
    """`attrib extract --format brat`: the annotations of one article."""

    def begin(self) -> str:
        """Return nothing: the form has no frame."""
        return ""

    def article(self, report: ArticleReport) -> str:
        """Return the annotations of the article."""
        return "".join(f"{line}\n" for line in _Standoff(report.article).lines(report.relations))

    def end(self, totals: Totals) -> str:
        """Return nothing: the form has no frame."""
        return ""


class BratFolder:
    """The annotations of many articles: `files` are what is to be written, by path in the folder."""

    def __init__(self) -> None:
        self.files: dict[PurePath, str] = {}

    def begin(self) -> str:
        """Return nothing: each article has a file of its own."""
        return ""

    def article(self, report: ArticleReport) -> str:
        """Keep the annotations of an article; where `story.txt` was, `story.md` is `story.md.ann`."""
        path = standoff_path(report.article)
        number = 1
        while path in self.files:
            name = (
                PurePath(report.article.path).name if number == 1 else f"{PurePath(report.article.path).name}.{number}"
            )
            path = path.with_name(name + ENDING)
            number += 1
        self.files[path] = BratExtract().article(report)
        return ""

    def end(self, totals: Totals) -> str:
        """Return nothing: each article has a file of its own."""
        return ""


def standoff_path(article: Article) -> PurePath:
    """Return where the annotations of an article stand in a folder of them: as the article does in its own.

    The path never leads out of the folder.  A record of a corpus has a file of its own, in a folder named for the
    corpus.
    """
    path = PurePath(article.path)
    parts = [part for part in path.parts if part not in {path.anchor, "..", "."}] or ["-"]
    if article.id is None:
        return PurePath(*parts[:-1], PurePath(parts[-1]).stem + ENDING)
    record = "".join(character if character.isalnum() or character in "-_." else "_" for character in article.id)
    return PurePath(*parts, (record.lstrip(".") or "_") + ENDING)


class _Standoff:
    def __init__(self, article: Article) -> None:
        self._article = article
        self._entities = 0
        self._events = 0
        self._attributes = 0
        self._notes = 0

    def lines(self, relations: Iterable[AttributionRelation]) -> Iterator[str]:
        """Yield the lines of an article: of each relation its parts, the event that joins them, and what it is."""
        for relation in sorted(relations, key=lambda one: one.start):
            yield from self._relation(relation)

    def _relation(self, relation: AttributionRelation) -> Iterator[str]:
        parts = [("Content", relation.content), ("Cue", relation.cue), ("Source", relation.source)]
        parts += [("Venue", (span,)) for span in relation.venue]
        parts += [("Relay", (relay.span,)) for relay in relation.reporting_sources]
        if not any(raw_parts(self._article, span) for span in relation.content):
            return  # the words do not stand in the file, and brat can mark nothing else
        arguments: list[str] = []
        met: dict[str, int] = {}
        for label, spans in parts:
            entity = self._entity(label, spans)
            if entity is None:
                continue
            yield entity
            met[label] = met.get(label, 0) + 1
            number = str(met[label]) if met[label] > 1 else ""
            arguments.append(f"{label}{number}:T{self._entities}")
        self._events += 1
        yield f"E{self._events}\t{' '.join(arguments)}"
        yield from self._told(relation, f"E{self._events}")

    def _entity(self, label: str, spans: Iterable[CharSpan]) -> str | None:
        places = sorted(part for span in spans for part in raw_parts(self._article, span))
        if not places:
            return None
        self._entities += 1
        offsets = ";".join(f"{place.start} {place.end}" for place in places)
        words = " ".join(place.of(self._article.raw) for place in places).replace("\t", " ")
        return f"T{self._entities}\t{label} {offsets}\t{words}"

    def _told(self, relation: AttributionRelation, event: str) -> Iterator[str]:
        told = {"Kind": relation.kind.value, "Act": relation.act.value, "Modality": relation.modality.value}
        for name, value in told.items():
            self._attributes += 1
            yield f"A{self._attributes}\t{name} {event} {value}"
        if relation.parent is not None:
            self._attributes += 1
            yield f"A{self._attributes}\tNested {event}"
        speaker = relation.speaker or Speaker(None)
        said = [f"speaker={_name(speaker.name) if speaker.name is not None else '?'}"]
        if speaker.name is None and speaker.candidates:
            said.append(f"candidates={'|'.join(_name(candidate.name) for candidate in speaker.candidates)}")
        self._notes += 1
        yield f"#{self._notes}\tAnnotatorNotes {event}\t{'; '.join([*said, f'kind={speaker.kind.value}'])}"


def _name(name: str) -> str:
    """Return a name without the characters that part one note from the next."""
    return one_line(name).replace(";", ",").replace("|", "/")
