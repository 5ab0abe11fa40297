"""Finds in the sentence of a cue who passed its words on, and whom their source quotes or cites."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from attrib.model import Article, AttributionRelation, CharSpan, ReportingSource, SpeakerKind
from attrib.nlp import Parse
from attrib.resolution.kinds import kind_of_description
from attrib.resolution.lexicons import Lexicons
from attrib.resolution.names import NameTable
from attrib.resolution.syntax import sentence_around
from attrib.resolution.tails import PUBLIC, relays, who_reports
from attrib.resolution.venues import VenueFinder, is_broadcaster, is_outlet

if TYPE_CHECKING:
    from spacy.tokens import Token

NOMINAL = frozenset({"NOUN", "PROPN"})
PERSONS_RELAY = frozenset({"quote", "cite", "relay", "report", "recount"})
# What a relay is told with, beside verbs.
TELLING = frozenset({"according", "per", "by", "with", "to", "in", "on"})
CITING = frozenset({"citing", "quoting", "cited", "quoted", "cites", "quotes"})
LONGEST = 14  # words of a relay's description


@dataclass(slots=True)
class Found:
    """A relay that a sentence names, and where the words that tell of it start ("published by ...")."""

    head: Token
    start: int


@dataclass(slots=True)
class Around:
    """What the sentence of a cue tells of the way its words came: relays, and who is quoted or cited, if anybody."""

    sources: list[ReportingSource]
    cuts: list[int]
    origin: CharSpan | None = None


class RelayFinder:
    """Finds who relayed the words of one article's relations."""

    def __init__(self, article: Article, parse: Parse, table: NameTable, lexicons: Lexicons) -> None:
        self.text, self.parse, self.table, self.lexicons = article.text, parse, table, lexicons
        self.own = {value.lower().removeprefix("the ") for value in article.meta.values() if value}
        self.venues = VenueFinder(parse, lexicons)
        self._near: dict[tuple[int, int], list[Token]] = {}

    def around(self, relation: AttributionRelation) -> Around:
        """Return the relays that the sentence of the cue names outside content and source, outermost first."""
        verb = self.venues.cue_head(relation)
        if verb is None:
            return Around([], [])
        taken = (*relation.content, *relation.source)
        found = self._trailing(verb, taken) or self._behind(relation)
        for token in self._tellers(verb):
            if any(self.parse.starts[token.i] in span for span in taken):
                continue
            relay = self._according_to(token, verb) or self._by_agent(token, verb) or self._quoting(token, verb)
            relay = relay or self._interviewer(token) or self._quoted_in(token)
            if relay is not None and not any(other.head == relay.head for other in found):
                found.append(relay)
        # "was quoted as telling the Gazette": who is told hangs on the second verb.
        telling = next((below for child in verb.rights if child.lower_ == "as" for below in child.rights), verb)
        addressee = self.venues.addressee(verb, relation) or self.venues.addressee(telling, relation)
        if addressee is not None:
            found += self._told(addressee)
        out = Around([], [])
        for relay in found:
            source = self._source(relay.head)
            clash = any(source.span.overlaps(span) for span in (*taken, *relation.cue))
            if not clash and not any(source.span.overlaps(other.span) for other in out.sources):
                out.sources.append(source)
                out.cuts.append(relay.start)
        self._add_origin(out, verb, relation)
        return out

    def _tellers(self, verb: Token) -> list[Token]:
        """Return the words near `verb` in its sentence that can tell of a relay; kept, for its cues share them."""
        sentence = sentence_around(self.parse, verb)
        place = (sentence.start, sentence.end)
        if place not in self._near:
            masked = self.parse.masked
            self._near[place] = [
                token for token in sentence if (token.pos_ == "VERB" or token.lower_ in TELLING) and not masked[token.i]
            ]
        return self._near[place]

    def _add_origin(self, out: Around, verb: Token, relation: AttributionRelation) -> None:
        """Note whom the source of a relation quotes or cites: the words are theirs, the source relays them."""
        quoting = verb.head.head if verb.dep_ == "pcomp" and verb.head.lower_ == "as" else verb
        if quoting.pos_ == "NOUN" or quoting.pos_ == "PROPN":  # "as" hung on the person quoted
            quoting = quoting.head
        origin = self._quoted(quoting) or self._cited(verb, relation)
        if origin is None or not relation.source or self.parse.masked[origin.i]:
            return
        span = self._span(origin)
        head = self.parse.starts[self.parse.tokens_in(relation.source[0])[0]]
        if head not in span and not any(span.covers(part) for part in relation.source):
            out.origin = span

    @staticmethod
    def _quoted(verb: Token) -> Token | None:
        """Return Y of "X quoted Y as saying"."""
        if verb.lemma_.lower() not in PERSONS_RELAY:
            return None
        objects = [child for child in verb.rights if child.dep_ == "dobj" and child.pos_ in NOMINAL]
        for child in (*verb.rights, *(grand for noun in objects for grand in noun.rights)):
            if child.lower_ == "as" and any(below.tag_ == "VBG" for below in child.rights):
                return objects[0] if objects else None
        return None

    def _cited(self, verb: Token, relation: AttributionRelation) -> Token | None:
        """Return Y of "X reported, citing Y, that …", "X, citing Y, said" and "X, which cited Y"."""
        for token in self._tellers(verb):
            if token.lower_ not in CITING or token.pos_ != "VERB" or token.i == verb.i:
                continue
            at = self.parse.starts[token.i]
            inside = any(at in span for span in relation.content)
            related = token.dep_ == "relcl" and any(self.parse.starts[token.head.i] in span for span in relation.source)
            if inside or not (related or (token.tag_ == "VBG" and self._belongs(token, verb))):
                continue
            cited = next((n for n in token.rights if n.dep_ in {"dobj", "pobj"} and n.pos_ in NOMINAL), None)
            return cited if cited is not None and self._can_speak(cited) else None
        return None

    def _can_speak(self, noun: Token) -> bool:
        """Whether a noun is somebody, a body or a paper, and no reason: "citing rising costs"."""
        kind = kind_of_description(noun.lower_, noun.lemma_.lower(), False, self.lexicons)
        return noun.pos_ == "PROPN" or kind is not SpeakerKind.UNKNOWN

    def _belongs(self, participle: Token, verb: Token) -> bool:
        """Whether no other verb stands between "citing" and the cue: the parser may hang it on any of them."""
        if participle.head.i == verb.i or participle.head.head.i == verb.i:
            return True
        if participle.i > 0 and participle.nbor(-1).text != "," and not participle.is_sent_start:
            return False
        first, last = sorted((participle.i, verb.i))
        between = participle.doc[first + 1 : last]
        return not any(token.pos_ in {"VERB", "AUX"} and not self.parse.masked[token.i] for token in between)

    def _according_to(self, token: Token, verb: Token) -> Found | None:
        """Return X of "according to X, Y said"."""
        if token.i == verb.i or token.lower_ not in {"according", "per"}:
            return None
        if token.lower_ == "per":
            noun = next((noun for noun in token.rights if noun.dep_ == "pobj" and self._is_outlet(noun)), None)
            return Found(noun, self.parse.starts[token.i]) if noun is not None else None
        for child in token.rights:
            if child.lower_ == "to":
                noun = next((noun for noun in child.rights if noun.dep_ == "pobj" and noun.pos_ in NOMINAL), None)
                return Found(noun, self.parse.starts[token.i]) if noun is not None else None
            if child.dep_ == "pobj" and child.pos_ in NOMINAL:
                return Found(child, self.parse.starts[token.i])
        return None

    def _by_agent(self, token: Token, verb: Token) -> Found | None:
        """Return X of "in an interview published by X", "in a letter seen by X", "was quoted by X as saying"."""
        if token.dep_ not in {"agent", "prep"} or token.lower_ != "by":
            return None
        participle = token.head
        if participle.dep_ == "pcomp" and participle.head.lower_ == "as":  # "quoted as saying by the Post"
            participle = participle.head.head
        if participle.lower_ in PUBLIC:  # "made public by the court"
            participle = participle.head
        lemma = participle.lemma_.lower()
        if not relays(participle, self.lexicons):
            return None
        if (
            not self._is_participle(participle)
            or participle.dep_ == "relcl"
            or (participle.i == verb.i and lemma not in PERSONS_RELAY)
        ):
            return None
        noun = next((noun for noun in token.rights if noun.dep_ == "pobj" and noun.pos_ in NOMINAL), None)
        return Found(noun, self.parse.starts[participle.i]) if noun is not None else None

    @staticmethod
    def _is_participle(token: Token) -> bool:
        """Whether a word is a participle, though the tagger may take it for a noun: "a homily broadcast by"."""
        if token.pos_ == "VERB":
            return True
        shape = token.lower_.endswith("ed") or token.lower_ in {"broadcast", "seen"}
        return shape and token.i > 0 and token.nbor(-1).pos_ in {"NOUN", "ADJ", "PROPN"}

    def _trailing(self, verb: Token, taken: Sequence[CharSpan]) -> list[Found]:
        """Return who reports in a clause behind the cue: "…, Roe said, his sister told the Gazette"."""
        outer = verb.head
        reports = outer.lemma_.lower() in self.lexicons.venues["reporting"]
        if verb.dep_ not in {"parataxis", "ccomp"} or outer.i <= verb.i or not reports:
            return []
        subject = next((child for child in outer.lefts if child.dep_ == "nsubj" and child.pos_ in NOMINAL), None)
        if subject is None or subject.i <= verb.i or any(self.parse.starts[outer.i] in span for span in taken):
            return []
        told = next((child for child in outer.rights if child.dep_ in {"dobj", "dative"}), None)
        heads = [told, subject] if told is not None and self._is_outlet(told) else [subject]
        return [Found(head, self.parse.starts[head.left_edge.i]) for head in heads]

    def _behind(self, relation: AttributionRelation) -> list[Found]:
        """Return who reports in a clause straight behind the words, whatever the parser has made of it."""
        if not relation.content or not relation.cue or relation.cue[-1].start > relation.content[-1].start:
            return []
        tokens = self.parse.tokens_in(relation.content[-1])
        at = tokens[-1] + 1 if tokens else len(self.parse.doc)
        if at + 1 >= len(self.parse.doc) or self.parse.doc[at].text != "," or self.parse.masked[at + 1]:
            return []
        end = sentence_around(self.parse, self.parse.doc[at])[-1]
        last = end.i - 1 if end.is_punct else end.i
        who = who_reports(self.parse.doc[at + 1], last, self.lexicons)
        return [Found(who, self.parse.starts[at + 1])] if who is not None else []

    def _quoting(self, token: Token, verb: Token) -> Found | None:
        """Return X of "X quoted Y as saying", where the cue is "saying"."""
        if token.lemma_.lower() not in PERSONS_RELAY or token.pos_ != "VERB" or token.i == verb.i:
            return None
        if self._quoted(token) is None or not token.is_ancestor(verb):
            return None
        noun = next((noun for noun in token.lefts if noun.dep_ == "nsubj" and noun.pos_ in NOMINAL), None)
        return Found(noun, self.parse.starts[noun.left_edge.i]) if noun is not None else None

    def _told(self, addressee: Token) -> list[Found]:
        """Return who is told, where that is an outlet, or passes the words on: "told his son, who told the Gazette"."""
        if self._is_outlet(addressee):
            return [Found(addressee, self.parse.starts[addressee.left_edge.i])]
        for clause in addressee.rights:
            if clause.dep_ != "relcl" or clause.lemma_.lower() not in self.lexicons.venues["reporting"]:
                continue
            told = next((child for child in clause.rights if child.dep_ in {"dobj", "dative"}), None)
            if told is not None and self._is_outlet(told):
                heads = (told, addressee)
                return [Found(head, self.parse.starts[head.left_edge.i]) for head in heads]
        return []

    def _quoted_in(self, token: Token) -> Found | None:
        """Return X of "was quoted in X as saying", where X is a paper."""
        if token.lower_ not in {"in", "on"} or token.head.lemma_.lower() not in PERSONS_RELAY:
            return None
        noun = next((noun for noun in token.rights if noun.dep_ == "pobj"), None)
        if noun is None or token.head.tag_ != "VBN" or not self._is_outlet(noun):
            return None
        return Found(noun, self.parse.starts[token.i])

    def _interviewer(self, token: Token) -> Found | None:
        """Return X of "in an interview with X" and "speaking to X", where X is an agency or a paper."""
        if token.lower_ not in {"with", "to"} or token.i == 0:
            return None
        before = token.doc[token.i - 1].lemma_.lower()
        if before not in {"interview", "remark", "comment"} and before not in {"speak", "talk"}:
            return None
        noun = next((noun for noun in token.rights if noun.dep_ == "pobj"), None)
        if noun is None or not self._is_outlet(noun):
            return None
        return Found(noun, self.parse.starts[token.i])

    def _is_outlet(self, noun: Token) -> bool:
        """Whether a noun is an agency or a paper, by name or as "the weekly Fokal"."""
        if is_outlet(noun, self.lexicons):
            return True
        words = {noun.lower_, *(child.lower_ for child in noun.lefts if child.dep_ in {"compound", "nmod", "amod"})}
        return bool(words & self.lexicons.organisations["outlet_noun"]) and not is_broadcaster(noun, self.lexicons)

    def _span(self, head: Token) -> CharSpan:
        """Return the words of the phrase that `head` heads, with the name or clause that says which it is."""
        first, last = head.left_edge.i, head.i
        for child in head.rights:
            near = child.left_edge.i == last + 1 and child.right_edge.i - head.i <= LONGEST
            named = child.pos_ == "PROPN" and child.dep_ in {"appos", "flat", "npadvmod", "nmod"}
            tail = child.dep_ == "prep" and child.lower_ in {"of", "for"}
            clause = child.dep_ in {"acl", "relcl", "prep"} and head.pos_ == "NOUN"
            if not near or not (named or tail or clause):
                break
            last = child.right_edge.i
        return self.parse.span_of(first, last)

    def _source(self, head: Token) -> ReportingSource:
        """Return the relay that `head` heads, by the fullest name the article has for it."""
        span = self._span(head)
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
        """Whether a relay is the article's own publisher, as the file's own data or "this newspaper" name it."""
        if source.name.lower().startswith(("this ", "our ")):
            return True
        return source.name.lower().removeprefix("the ") in self.own
