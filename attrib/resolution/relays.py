"""Through whom words came to the article: agencies, ministries, papers, leaked documents, and other speakers."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING

from attrib.model import Article, AttributionRelation, CharSpan, ReportingSource, SpeakerKind
from attrib.nlp import Parse
from attrib.resolution.lexicons import Lexicons
from attrib.resolution.names import NameTable
from attrib.resolution.venues import VenueFinder, is_outlet

if TYPE_CHECKING:
    from spacy.tokens import Token

NOMINAL = frozenset({"NOUN", "PROPN"})
PERSONS_RELAY = frozenset({"quote", "cite", "relay", "report", "recount"})
DEEPEST = 8


class RelayFinder:
    """Finds who relayed the words of one article's relations."""

    def __init__(self, article: Article, parse: Parse, table: NameTable, lexicons: Lexicons) -> None:
        self.text, self.parse, self.table, self.lexicons = article.text, parse, table, lexicons
        self.own = {value.lower().removeprefix("the ") for value in article.meta.values() if value}
        self.venues = VenueFinder(parse, lexicons)

    def around(self, relation: AttributionRelation) -> list[ReportingSource]:
        """Return the relays that the sentence of the cue names outside content and source, outermost first."""
        verb = self.venues.cue_head(relation)
        if verb is None:
            return []
        taken = (*relation.content, *relation.source)
        found: list[Token] = []
        for token in verb.sent:
            if self.parse.masked[token.i] or any(self.parse.starts[token.i] in span for span in taken):
                continue
            relay = self._according_to(token, verb) or self._by_agent(token, verb) or self._quoted_as(token, verb)
            if relay is not None and relay not in found:
                found.append(relay)
        addressee = self.venues.addressee(verb, relation)
        if addressee is not None and is_outlet(addressee, self.lexicons):
            found.append(addressee)
        out = []
        for head in found:
            source = self._source(head)
            if not any(source.span.overlaps(span) for span in (*taken, *relation.cue)):
                out.append(source)
        return out

    def _according_to(self, token: Token, verb: Token) -> Token | None:
        """Return X of "according to X, Y said"."""
        if token.lower_ != "according" or token.i == verb.i:
            return None
        for child in token.rights:
            if child.lower_ == "to":
                return next((noun for noun in child.rights if noun.dep_ == "pobj" and noun.pos_ in NOMINAL), None)
            if child.dep_ == "pobj" and child.pos_ in NOMINAL:
                return child
        return None

    def _by_agent(self, token: Token, verb: Token) -> Token | None:
        """Return X of "in an interview published by X", "in a letter seen by X", "as reported by X"."""
        if (
            token.dep_ != "agent"
            or token.head.lemma_.lower() not in self.lexicons.venues["relaying"]
            or token.head.i == verb.i
        ):
            return None
        return next((noun for noun in token.rights if noun.dep_ == "pobj" and noun.pos_ in NOMINAL), None)

    def _quoted_as(self, token: Token, verb: Token) -> Token | None:
        """Return X of "X quoted Y as saying"."""
        if token.lemma_.lower() not in PERSONS_RELAY or token.pos_ != "VERB" or token.i == verb.i:
            return None
        if not any(
            verb.i == node.i or verb in node.subtree
            for node in token.rights
            if node.dep_ in {"prep", "mark", "advcl", "xcomp"}
        ):
            return None
        return next((noun for noun in token.lefts if noun.dep_ == "nsubj" and noun.pos_ in NOMINAL), None)

    def _source(self, head: Token) -> ReportingSource:
        """Return the relay that `head` heads, by the fullest name the article has for it."""
        first = head.left_edge.i
        last = head.i
        for child in head.rights:
            if child.dep_ == "prep" and child.lower_ in {"of", "for"}:
                last = child.right_edge.i
            else:
                break
        span = self.parse.span_of(first, last)
        return ReportingSource(self.name_at(span), span)

    def name_at(self, span: CharSpan) -> str:
        """Return the words of `span`, or the full name of the person or body that it names."""
        text = " ".join(span.of(self.text).split()).strip(" ,;:")
        for start, cluster in self.table.named_in(span):
            if cluster.is_person and start > span.start and text.lower().startswith(("a ", "the ", "an ")):
                continue
            if cluster.mentions and not cluster.is_person and len(" ".join(cluster.words)) <= len(text):
                return text
            return cluster.name
        return text

    def is_own(self, source: ReportingSource) -> bool:
        """Whether a relay is the article's own publisher, as the file's own data name it."""
        return source.name.lower().removeprefix("the ") in self.own


def add_relays(
    relations: Sequence[AttributionRelation], article: Article, parse: Parse, table: NameTable, lexicons: Lexicons
) -> tuple[AttributionRelation, ...]:
    """Return `relations` with reporting sources, outermost first, and chain.

    A relation in whose content another stands relays that other one; so does whoever the sentence names between
    the article and the speaker.
    """
    finder = RelayFinder(article, parse, table, lexicons)
    by_id = {relation.id: relation for relation in relations}
    parents = _parents(relations)
    local = {relation.id: finder.around(relation) for relation in relations}
    out = []
    for relation in relations:
        sources = _collected(relation, by_id, parents, local)
        kept = [source for source in sources if not finder.is_own(source)]
        kept = _distinct(kept, relation.speaker.name if relation.speaker else None)
        # An outlet that was told the words relays them: it is no venue.
        venue = tuple(span for span in relation.venue if not any(span.overlaps(source.span) for source in kept))
        end = relation.speaker.name if relation.speaker else None
        chain = (*(source.name for source in kept), *((end,) if end else ()))
        out.append(
            dataclasses.replace(
                relation, parent=parents.get(relation.id), reporting_sources=tuple(kept), venue=venue, chain=chain
            )
        )
    return tuple(out)


def _parents(relations: Sequence[AttributionRelation]) -> dict[str, str | None]:
    """Return each relation's parent: as extraction gives it, or the smallest content that holds cue and source."""
    out: dict[str, str | None] = {relation.id: relation.parent for relation in relations}
    if any(out.values()):
        return out
    open_contents: list[tuple[CharSpan, str]] = []
    anchors: list[tuple[int, int, int, CharSpan, str]] = []
    for relation in relations:
        anchors.extend((span.start, 0, -span.end, span, relation.id) for span in relation.content)
        parts = (*relation.cue, *relation.source)
        if relation.cue:
            span = CharSpan(min(part.start for part in parts), max(part.end for part in parts))
            anchors.append((span.start, 1, -span.end, span, relation.id))
    for _, is_anchor, _, span, identity in sorted(anchors):
        while open_contents and open_contents[-1][0].end <= span.start:
            open_contents.pop()
        if not is_anchor:
            open_contents.append((span, identity))
            continue
        for content, holder in reversed(open_contents[-DEEPEST:]):
            if holder != identity and content.covers(span):
                out[identity] = holder
                break
    return out


def _collected(
    relation: AttributionRelation,
    by_id: dict[str, AttributionRelation],
    parents: dict[str, str | None],
    local: dict[str, list[ReportingSource]],
) -> list[ReportingSource]:
    """Return the relays of a relation from the outermost to those beside its own cue."""
    out = list(local[relation.id])
    at, seen = parents.get(relation.id), {relation.id}
    while at is not None and at in by_id and at not in seen and len(seen) < DEEPEST:
        seen.add(at)
        above = by_id[at]
        speaker = above.speaker
        if speaker is not None and speaker.name and above.source and speaker.kind is not SpeakerKind.AUTHOR:
            out.insert(0, ReportingSource(speaker.name, above.source[0]))
        out[:0] = local[at]
        at = parents.get(at)
    return out


def _distinct(sources: Sequence[ReportingSource], speaker: str | None) -> list[ReportingSource]:
    """Return `sources` each once, without the speaker: nobody relays himself."""
    out: list[ReportingSource] = []
    names = {_folded(speaker)} if speaker else set()
    for source in sources:
        name = _folded(source.name)
        if name not in names:
            names.add(name)
            out.append(source)
    return out


def _folded(name: str) -> str:
    return name.lower().removeprefix("the ").strip()
