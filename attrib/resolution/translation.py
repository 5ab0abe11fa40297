"""That words were said in another language: "in remarks translated into French", "through an interpreter".

What is told of one cue holds for the words inside its content too, and for what the same speaker goes on to say in
the paragraph.  A sentence of its own ("Her remarks were translated from Danish.") holds for the paragraph it closes,
where one speaker has it alone.
"""

from __future__ import annotations

import dataclasses
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from attrib.model import Article, AttributionRelation, Translation, TranslationMeans
from attrib.nlp import Parse
from attrib.resolution.lexicons import Lexicons
from attrib.resolution.syntax import words_at

if TYPE_CHECKING:
    from spacy.tokens import Token

THROUGH = frozenset({"through", "via", "with", "using"})
STEPS = 4  # from the words to the verb of speaking they belong to
RISE = 10  # from there to a cue


def add_translations(
    relations: Sequence[AttributionRelation], article: Article, parse: Parse, lexicons: Lexicons
) -> tuple[AttributionRelation, ...]:
    """Return `relations` with what the article tells of their translation."""
    finder = _Finder(relations, article, parse, lexicons)
    told = finder.told()
    if not told:
        return tuple(relations)
    for relation in relations:  # words inside translated words are translated
        _inherit(relation, told, {one.id: one for one in relations})
    finder.carry_on(told)
    return tuple(
        dataclasses.replace(relation, translation=told[relation.id]) if relation.id in told else relation
        for relation in relations
    )


def _inherit(
    relation: AttributionRelation, told: dict[str, Translation], by_id: dict[str, AttributionRelation]
) -> None:
    at, seen = relation.parent, {relation.id}
    while at is not None and at in by_id and at not in seen and relation.id not in told:
        seen.add(at)
        if at in told:
            told[relation.id] = told[at]
        at = by_id[at].parent


class _Finder:
    """Finds where one article tells of translation, and which of its relations that is told of."""

    def __init__(
        self, relations: Sequence[AttributionRelation], article: Article, parse: Parse, lexicons: Lexicons
    ) -> None:
        self.relations, self.parse = relations, parse
        self.venues = lexicons.venues
        self.blocks = [block.span.start for block in article.blocks]
        self.cues: dict[int, list[AttributionRelation]] = {}
        self.sources: dict[int, list[AttributionRelation]] = {}
        for relation in relations:
            for spans, tokens in ((relation.cue, self.cues), (relation.source, self.sources)):
                for span in spans:
                    for index in parse.tokens_in(span):
                        if not parse.masked[index]:
                            tokens.setdefault(index, []).append(relation)

    def told(self) -> dict[str, Translation]:
        """Return what is told of the relations that something is told of, by their ids."""
        out: dict[str, Translation] = {}
        for anchor, translation in self._mentions():
            for relation in self._owners(anchor):
                known = out.get(relation.id)
                out[relation.id] = translation if known is None else _joined(known, translation)
        return out

    def _mentions(self) -> Iterator[tuple[Token, Translation]]:
        """Yield what the article tells of translation, and the word whose relations it is told of."""
        translating = self.venues["translating"]
        interpreters, translations = self.venues["interpreter"], self.venues["translation"]
        looked_for = {"in", "speaking", "spoke", "speaks", "language"} | translating | interpreters | translations
        for index in words_at(self.parse.doc, looked_for):
            token: Token = self.parse.doc[index]
            if self.parse.masked[index]:
                continue
            if token.lower_ in interpreters:
                found = self._interpreted(token)
            elif token.lower_ in translating:
                found = self._translated(token)
            elif token.lower_ in translations:
                found = self._translation(token)
            elif token.lower_ == "language":
                found = self._language_of(token)
            else:
                found = self._in_language(token)
            if found is not None:
                yield found

    def _interpreted(self, noun: Token) -> tuple[Token, Translation] | None:
        """Read "through an interpreter", "with the help of a translator"."""
        preposition = noun.head
        if noun.dep_ != "pobj":
            return None
        helped = preposition.lower_ == "of" and preposition.head.lower_ in {"help", "aid", "assistance"}
        verb = self._spoken(preposition.head if helped else preposition)
        if verb is None or not (helped or preposition.lower_ in THROUGH):
            return None
        first = noun.left_edge.i if helped else preposition.i
        return verb, Translation(self.parse.span_of(first, noun.i), TranslationMeans.INTERPRETED)

    def _translated(self, word: Token) -> tuple[Token, Translation] | None:
        """Read "in remarks translated into French", "in translated remarks", "(translated from Danish)"."""
        subject = next((child for child in word.lefts if child.dep_ == "nsubjpass"), None)
        if subject is not None:
            noun = word.head if subject.tag_ == "WDT" else subject
        elif word.dep_ in {"amod", "acl"} or word.head.pos_ == "NOUN":
            noun = word.head
        else:
            noun = word
        if noun.i != word.i and noun.lemma_.lower() not in self._said():
            return None
        original = into = None
        last = word.i
        for child in word.rights:
            if child.dep_ == "prep" and child.lower_ in {"from", "into", "to"}:
                last, language = child.right_edge.i, self._language_under(child)
                original = language if child.lower_ == "from" else original
                into = into if child.lower_ == "from" else language
        if noun.i == word.i and original is None and into is None:
            return None
        return noun, Translation(self.parse.span_of(word.i, last), TranslationMeans.TRANSLATED, original, into)

    def _translation(self, noun: Token) -> tuple[Token, Translation] | None:
        """Read "in an English translation", "according to a translation by the embassy"."""
        if noun.dep_ != "pobj" and noun.i not in self.sources:
            return None
        if noun.head.lower_ not in {"in", "to", "from", "by"} and noun.i not in self.sources:
            return None
        last = next((child.right_edge.i for child in noun.rights if child.lower_ == "by"), noun.i)
        into = next((child.text for child in noun.lefts if self._is_language(child)), None)
        span = self.parse.span_of(noun.left_edge.i, last)
        return noun, Translation(span, TranslationMeans.TRANSLATED, into=into)

    def _language_of(self, word: Token) -> tuple[Token, Translation] | None:
        """Read "in a Danish-language statement"."""
        noun = word.head
        if word.i < 2 or noun.lemma_.lower() not in self._said() or noun.dep_ != "pobj":
            return None
        name = word.nbor(-2) if word.nbor(-1).text in {"-", "‑"} else word.nbor(-1)
        if not self._is_language(name) or name.lower_ in self.venues["home_language"]:
            return None
        span = self.parse.span_of(noun.left_edge.i, noun.i)
        return noun, Translation(span, TranslationMeans.LANGUAGE, name.text)

    def _in_language(self, word: Token) -> tuple[Token, Translation] | None:
        """Read "said in Danish", "speaking Danish"."""
        label = "pobj" if word.lower_ == "in" else "dobj"
        name = next((child for child in word.rights if child.dep_ == label), None)
        if name is None or not self._is_language(name) or name.lower_ in self.venues["home_language"]:
            return None
        if any(child.dep_ not in {"poss", "amod", "cc", "conj", "punct"} for child in name.children):
            return None
        verb = self._spoken(word)
        if verb is None:
            return None
        first = word.i if word.lower_ == "in" else name.left_edge.i
        return verb, Translation(self.parse.span_of(first, name.i), TranslationMeans.LANGUAGE, self._named(name))

    def _spoken(self, word: Token) -> Token | None:
        """Return the cue or the verb of speaking, or the occasion, that a phrase hangs on."""
        node = word
        for _ in range(STEPS):
            if node.i in self.cues or (node.pos_ == "VERB" and node.lemma_.lower() in self.venues["speaking"]):
                return node
            if node.pos_ in {"VERB", "AUX"}:
                return None
            if node.i != word.i and node.lemma_.lower() in self.venues["occasion"]:
                return node
            if node.head.i == node.i:
                return None
            node = node.head
        return None

    def _owners(self, anchor: Token) -> list[AttributionRelation]:
        """Return the relations of the source or the cue that `anchor` belongs to, or the paragraph's."""
        at = self.parse.starts[anchor.i]
        node, seen_source = anchor, self.sources.get(anchor.i, [])
        if seen_source and any(child.i in self.cues for child in (anchor.head, anchor.head.head)):
            return seen_source
        for _ in range(RISE):
            found = [one for one in self.cues.get(node.i, ()) if not any(at in span for span in one.content)]
            if found:
                return found
            if node.i in self.cues or node.head.i == node.i:
                break
            node = node.head
        if any(at in span for relation in self.relations for span in relation.content):
            return []
        return self._of_paragraph(at) if node.head.i == node.i else []

    def _of_paragraph(self, offset: int) -> list[AttributionRelation]:
        """Return the relations of the paragraph, or of the one before, where one speaker has it alone."""
        block = bisect_right(self.blocks, offset) - 1
        for wanted in (block, block - 1):
            inside = [one for one in self.relations if bisect_right(self.blocks, one.start) - 1 == wanted and one.cue]
            if inside:
                names = {one.speaker.name if one.speaker else None for one in inside}
                return inside if len(names) == 1 and None not in names else []
        return []

    def carry_on(self, told: dict[str, Translation]) -> None:
        """Let what was told of a speaker's words hold on in the paragraph, and for a quotation in the next."""
        carried: tuple[str, int, Translation] | None = None
        for relation in sorted(self.relations, key=lambda one: one.start):
            name = relation.speaker.name if relation.speaker else None
            if name is None:
                continue
            block = bisect_right(self.blocks, relation.start) - 1
            if relation.id in told:
                carried = (name, block, told[relation.id])
            elif carried is not None and carried[0] == name:
                beyond = block - carried[1]
                if beyond == 0 or (beyond == 1 and relation.is_direct):
                    told[relation.id] = carried[2]
                    carried = (name, block, carried[2])
            elif relation.parent is None:
                carried = None

    def _said(self) -> frozenset[str]:
        return self.venues["occasion"] | self.venues["words"]

    def _language_under(self, preposition: Token) -> str | None:
        name = next((child for child in preposition.rights if child.dep_ == "pobj"), None)
        return self._named(name) if name is not None and self._is_language(name) else None

    def _named(self, name: Token) -> str:
        """Return a language, and those joined to it, as written."""
        further = [child for child in name.rights if child.dep_ == "conj" and self._is_language(child)]
        return " and ".join(token.text for token in (name, *further))

    def _is_language(self, word: Token) -> bool:
        """Whether a word is a language's name: a listed one, or one with a capital and the ending of one."""
        if word.lower_ in self.venues["language"] or word.lower_ in self.venues["home_language"]:
            return True
        ending = tuple(self.venues["language_ending"])
        return word.is_title and word.ent_type_ != "PERSON" and word.lower_.endswith(ending)


def _joined(known: Translation, more: Translation) -> Translation:
    """Return two tellings as one: who translated tells more than that it was another language."""
    first, second = (more, known) if known.how is TranslationMeans.LANGUAGE else (known, more)
    return dataclasses.replace(first, original=first.original or second.original, into=first.into or second.into)
