"""W3C Web Annotation (2017) in JSON-LD: who said what, as annotations that readers of the web understand.

Each relation is an annotation of its content, whose body tells the speaker; its cue, source, venue and relays are
annotations that link to it.  A place is given by its words and by where they are: in a text file as characters of the
file, in a file with markup as bytes of it, for there the standard counts characters of what is left without markup,
which is a matter of the program that takes it out.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from attrib.model import Article, ArticleReport, AttributionRelation, CharSpan
from attrib.reporters.base import Totals
from attrib.reporters.places import STDIN, Repository
from attrib.reporters.streams import JsonList, dump
from attrib.reporters.wording import speaker_line

CONTEXT_URI = "http://www.w3.org/ns/anno.jsonld"
# Words before and after the quoted ones: enough to find them again in a text that was edited.
AROUND = 32
TEXT_FILES = frozenset({"", ".txt", ".text", ".md", ".markdown", ".mdown", ".mkd"})
# Files that a reader takes out of an archive first: no place in them is a place in the file.
PACKED = frozenset({".docx", ".gz", ".zip"})

Form = dict[str, Any]


class WebAnnotationExtract:
    """`attrib extract --format webannotation`: one collection with one page."""

    def __init__(self, repository: Repository, generator: str = "attrib") -> None:
        self._repository = repository
        self._generator = generator
        self._items = JsonList()
        self._count = 0
        self._names = hashlib.sha256()

    def begin(self) -> str:
        """Return the start of the collection and of its page."""
        head = {"@context": CONTEXT_URI, "type": "AnnotationCollection", "label": "Attributions"}
        return f'{dump(head)[:-1]}, "first": {{"type": "AnnotationPage", "startIndex": 0, "items": ['

    def article(self, report: ArticleReport) -> str:
        """Return the annotations of an article, in the order of the copy."""
        out = []
        for relation in sorted(report.relations, key=lambda one: one.start):
            for form in self._annotations(report.article, relation):
                self._count += 1
                self._names.update(form["id"].encode())
                out.append(self._items.item(form))
        return "".join(out)

    def end(self, totals: Totals) -> str:
        """Return the names of the page and the collection, which come of what is in them, and the end."""
        page, whole = (_urn(f"{self._names.hexdigest()} {what}") for what in ("page", "collection"))
        close = f'{self._items.close()}, "id": {dump(page)}, "partOf": {dump(whole)}}}'
        return f'{close}, "id": {dump(whole)}, "total": {self._count}}}\n'

    def _annotations(self, article: Article, relation: AttributionRelation) -> Iterator[Form]:
        source = "urn:attrib:standard-input" if article.path == STDIN else self._repository.uri(article.path)
        place = f"{source} {article.id or ''} {relation.id}"
        name = _urn(place)
        kinds = (relation.kind.value, relation.act.value, relation.modality.value)
        bodies = [
            _body("describing", speaker_line(article, relation)),
            *(_body("classifying", kind) for kind in kinds),
        ]
        if relation.speaker is not None and relation.speaker.name is not None:
            bodies.insert(0, _body("identifying", relation.speaker.name))
        yield self._form(name, "identifying", bodies, article, source, relation.content)
        parts = {
            "cue": relation.cue,
            "source": relation.source,
            "venue": relation.venue,
            "reporting source": tuple(relay.span for relay in relation.reporting_sources),
        }
        for role, spans in parts.items():
            if spans:
                bodies = [{"id": name}, _body("tagging", role)]
                yield self._form(_urn(f"{place} {role}"), "linking", bodies, article, source, spans)

    def _form(
        self, name: str, motivation: str, body: list[Form], article: Article, source: str, spans: tuple[CharSpan, ...]
    ) -> Form:
        targets = [
            {"type": "SpecificResource", "source": source, "selector": _selectors(article, span)} for span in spans
        ]
        return {
            "id": name,
            "type": "Annotation",
            "motivation": motivation,
            "generator": {"type": "Software", "name": self._generator},
            "body": body,
            "target": targets[0] if len(targets) == 1 else targets,
        }


def _selectors(article: Article, span: CharSpan) -> list[Form]:
    """Return how a place is found: each by itself selects the same words."""
    suffix = PurePath(article.path).suffix.lower()
    raw = article.source_map.to_raw(span)
    if article.id is None and suffix in TEXT_FILES:
        where: Form = {"type": "TextPositionSelector", "start": raw.start, "end": raw.end}
        return [where, _quote(article.raw, raw)]
    if suffix in PACKED:
        return [_quote(article.text, span)]
    start, end = article.position(raw.start).byte, article.position(raw.end).byte
    return [{"type": "DataPositionSelector", "start": start, "end": end}, _quote(article.text, span)]


def _quote(text: str, span: CharSpan) -> Form:
    return {
        "type": "TextQuoteSelector",
        "exact": span.of(text),
        "prefix": text[max(0, span.start - AROUND) : span.start],
        "suffix": text[span.end : span.end + AROUND],
    }


def _body(purpose: str, value: str) -> Form:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value}


def _urn(name: str) -> str:
    """Return a name that is the same whenever the same article is read."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"attrib {name}").urn
