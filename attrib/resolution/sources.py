"""How a source is worded: a name, a pronoun, a role, a description; and whom a name in it stands for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from attrib.model import Article, AttributionRelation, CharSpan, SpeakerKind
from attrib.nlp import Parse
from attrib.resolution.clusters import Cluster
from attrib.resolution.forms import SourceForm, SourceShape, how_named
from attrib.resolution.kinds import kind_of_description
from attrib.resolution.lexicons import Lexicons
from attrib.resolution.names import NameTable
from attrib.resolution.nouns import is_people
from attrib.resolution.pronouns import FIRST, RELATIVE, SECOND, THIRD
from attrib.resolution.roles import AGE
from attrib.resolution.surroundings import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "her", "their", "its"})
CUT = re.compile(
    r",(?!\s*(?:Jr|Sr|I{2,3}|IV)\b)|\s[—–-]{1,2}\s|\(|\b(?:who|which|whose|of|for|at|with|from|in|on|by|to|about|near|over|against)\b"
)
TRAILING = " ,;:-–—"
SMALL_WORDS = frozenset({"the", "a", "an", "and", "or", "than", "as", "like", "between", "among"})
# Labels of a transcript's turns that name nobody.
TURNS = frozenset({"Q", "A", "Q.", "A."})
LONGEST_PLAIN_NAME = 160
NEAR = 120  # characters


class SourceReader:
    """Reads the source of one relation after another."""

    def __init__(
        self, article: Article, parse: Parse, mentions: Sequence[Mention], table: NameTable, lexicons: Lexicons
    ) -> None:
        self.text, self.parse, self.table, self.lexicons = article.text, parse, table, lexicons
        self._mentions = mentions
        self._starts = [mention.span.start for mention in mentions]

    def read(self, relation: AttributionRelation) -> SourceForm:
        """Return how the source of `relation` names its speaker."""
        if not relation.source:
            return SourceForm(SourceShape.NONE, CharSpan(0, 0))
        # A source in several pieces is named by the first that has a name or noun in it.
        forms = [self.read_span(span) for span in relation.source]
        for form in forms:
            if form.shape is not SourceShape.UNKNOWN:
                return form
        return forms[0]

    def read_span(self, span: CharSpan) -> SourceForm:
        """Return how the words in `span` name somebody."""
        text = " ".join(span.of(self.text).split()).strip(TRAILING)
        lower = text.lower()
        head = self._head(span)
        index = head.i if head is not None else -1
        plain = (
            lower.removesuffix(" himself").removesuffix(" herself").removesuffix(" themselves").removesuffix(" also")
        )
        if plain in FIRST:
            return SourceForm(SourceShape.AUTHOR, span, text, index, SpeakerKind.AUTHOR)
        if plain in SECOND or text in TURNS:
            return SourceForm(SourceShape.UNKNOWN, span, text, index)
        if plain in THIRD:
            return SourceForm(SourceShape.PRONOUN, span, text, self._pronoun_index(span, plain, index))
        if plain in RELATIVE:
            return self._relative(span, text, head)
        named = self._named(span, head)
        if named is not None:
            named.text, named.head = text, index
            return named
        return self._described(span, text, head)

    def _pronoun_index(self, span: CharSpan, word: str, default: int) -> int:
        for index in self.parse.tokens_in(span):
            if self.parse.doc[index].lower_ == word:
                return index
        return default

    def _head(self, span: CharSpan) -> Token | None:
        """Return the head of the phrase in `span`, skipping masked words."""
        indices = [index for index in self.parse.tokens_in(span) if not self.parse.masked[index]]
        if not indices:
            return None
        low, high = indices[0], indices[-1]
        for index in indices:
            token: Token = self.parse.doc[index]
            if token.dep_ != "punct" and not low <= token.head.i <= high and token.pos_ not in {"ADP", "DET", "SCONJ"}:
                return token
        for index in indices:
            token = self.parse.doc[index]
            if token.head.i == token.i:
                return token
        last: Token = self.parse.doc[high]
        return last

    def _relative(self, span: CharSpan, text: str, head: Token | None) -> SourceForm:
        """Read "who" as the person named just before it, or as the noun its clause hangs on."""
        index = head.i if head is not None else -1
        near = self._mention_before(span.start)
        if near is not None and not self.text[near.span.end : span.start].strip(TRAILING + ".)"):
            cluster = self.table.cluster_of.get(near.span.start)
            if cluster is not None and (cluster.is_person or text.lower() != "who"):
                return SourceForm(SourceShape.NAME, span, text, index, cluster.kind, (cluster,), "pronoun")
        token = self._antecedent(head) if head is not None else None
        form = self._of_antecedent(token, span) if token is not None else None
        if form is None:
            person = self._person_before(span.start) if text.lower() == "who" else near
            found = self.table.cluster_of.get(person.span.start) if person is not None else None
            if found is None:
                return SourceForm(SourceShape.UNKNOWN, span, text, index)
            form = SourceForm(SourceShape.NAME, span, kind=found.kind, clusters=(found,))
        form.how, form.span, form.text = "pronoun", span, form.text or text
        if form.head < 0 or form.clusters:
            form.head = index
        return form

    def _of_antecedent(self, token: Token, who: CharSpan) -> SourceForm | None:
        """Return the form of the noun that "who" hangs on; "Lee, a nurse who" and "Lee is a nurse who" are Lee."""
        node = token
        if node.dep_ == "attr":
            node = next((child for child in node.head.children if child.dep_ in {"nsubj", "nsubjpass"}), node)
        elif node.dep_ == "appos":
            node = node.head
        start = min(self.parse.starts[node.left_edge.i], self.parse.starts[node.i])
        end = self.parse.ends[node.i] if node.i < token.i else min(who.start, self.parse.ends[token.i])
        phrase = CharSpan(min(start, end), end)
        named = self._named(phrase, node)
        if named is not None:
            people = named.open or named.shape is SourceShape.SEVERAL or named.clusters[0].is_person
            usable = people or who.of(self.text).lower() != "who"
            return named if usable else None
        if node.lower_ in THIRD:
            return SourceForm(SourceShape.PRONOUN, phrase, node.lower_, node.i)
        before = self._mention_before(phrase.start)
        if before is not None and self.text[before.span.end : phrase.start].strip() == ",":
            cluster = self.table.cluster_of.get(before.span.start)
            if cluster is not None and cluster.is_person and node.tag_ == "NN":
                return SourceForm(SourceShape.NAME, phrase, kind=cluster.kind, clusters=(cluster,))
        form = self._described(phrase, " ".join(phrase.of(self.text).split()).strip(TRAILING), node)
        if form.kind is SpeakerKind.UNKNOWN and who.of(self.text).lower() == "who":
            return None
        return form

    def _person_before(self, offset: int) -> Mention | None:
        """Return the nearest person named before `offset` in the same sentence or so."""
        index = bisect_left(self._starts, offset) - 1
        while index >= 0 and offset - self._mentions[index].span.end < NEAR:
            cluster = self.table.cluster_of.get(self._starts[index])
            if cluster is not None and cluster.is_person and not self._mentions[index].possessive:
                return self._mentions[index]
            index -= 1
        return None

    @staticmethod
    def _antecedent(who: Token) -> Token | None:
        node = who
        for _ in range(8):
            if node.dep_ == "relcl":
                head: Token = node.head
                return head
            if node.head.i == node.i:
                return None
            node = node.head
        return None

    def _mention_before(self, offset: int) -> Mention | None:
        index = bisect_left(self._starts, offset) - 1
        if index < 0 or offset - self._mentions[index].span.end > 60:
            return None
        return self._mentions[index]

    def mentions_in(self, span: CharSpan) -> list[Mention]:
        """Return the mentions that start in `span`."""
        return list(self._mentions[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)])

    def _named(self, span: CharSpan, head: Token | None) -> SourceForm | None:
        """Return the form of a source that names its speaker, if it does."""
        inside = self.mentions_in(span)
        if not inside:
            return None
        if span.of(self.text).lower().startswith(("a ", "an ", "one ", "some ", "two ", "three ")):
            # "a spokesman for Ann Lee" is not Ann Lee; "a lawyer, Ann Lee," is.
            inside = [mention for mention in inside if self._is_apposition(mention, span)]
            if not inside:
                return None
        first = self._leading(span, inside, head)
        if first is None:
            return None
        if self._is_couple(span):
            return SourceForm(SourceShape.DESCRIPTION, span, kind=SpeakerKind.GROUP)
        shares = self.table.open.get(first.span.start)
        if shares:
            return SourceForm(SourceShape.NAME, span, kind=SpeakerKind.PERSON, open=shares)
        cluster = self.table.cluster_of.get(first.span.start)
        if cluster is None:
            return None
        several = self._joined(first, inside)
        if len(several) > 1:
            return SourceForm(SourceShape.SEVERAL, span, kind=SpeakerKind.GROUP, clusters=tuple(several))
        kind = SpeakerKind.GROUP if is_people(first.key[-1], self.lexicons) and not cluster.is_person else cluster.kind
        form = SourceForm(SourceShape.NAME, span, kind=kind, clusters=(cluster,))
        form.how = how_named(first, cluster)
        return form

    def _is_couple(self, span: CharSpan) -> bool:
        """Whether two courtesy titles stand before one name: "Mr. and Mrs. Lee" are two people."""
        words = re.findall(r"[^\W_]+", span.of(self.text).lower())
        return len(words) > 3 and words[1] == "and" and all(map(self.lexicons.is_honorific, (words[0], words[2])))

    def _leading(self, span: CharSpan, inside: list[Mention], head: Token | None) -> Mention | None:
        """Return the mention that is the source's head rather than a part of its description."""
        text = span.of(self.text)
        start = 0
        for piece in (match.start() for match in [*CUT.finditer(text)]):
            part = CharSpan(span.start + start, span.start + piece)
            found = self._ending(part, inside)
            if found is not None:
                return found
            if text[piece] != "," and text[piece] not in "—–-(":
                # What follows "of", "for", "who" describes; a name after a later comma may still be the head.
                comma = text.find(",", piece)
                if comma < 0:
                    return self._by_head(inside, head) or self._closing(span, inside)
                return self._after_comma(span, inside, comma) or self._by_head(inside, head)
            start = piece + 1
        return self._ending(CharSpan(span.start + start, span.end), inside) or self._by_head(inside, head)

    def _closing(self, span: CharSpan, inside: list[Mention]) -> Mention | None:
        """Return the person whose full name closes a description: "the minister for transport Ann Lee"."""
        last = inside[-1]
        cluster = self.table.cluster_of.get(last.span.start)
        whole = last.span.end >= span.end - 1 and not last.possessive and len(last.words) > 1 and not last.title
        if cluster is None or not whole or not (cluster.is_person or cluster.unsure):
            return None
        before = self.text[span.start : last.span.start].split()
        nouns = self.lexicons.person_nouns
        if not before or not before[-1].isalpha() or not before[-1].islower() or nouns.isdisjoint(before):
            return None
        # After a preposition or another's role the name is not the head's: "the lawyer of actor Ann Lee".
        if CUT.fullmatch(before[-1]) or before[-1] in nouns | SMALL_WORDS:
            return None
        cluster.kind, cluster.unsure = SpeakerKind.PERSON, False
        return last

    def _after_comma(self, span: CharSpan, inside: list[Mention], comma: int) -> Mention | None:
        """Return the person named straight after a comma: "the head of the union, Ann Lee"."""
        for mention in inside:
            gap = (
                self.text[span.start + comma + 1 : mention.span.start]
                if mention.span.start > span.start + comma
                else "x"
            )
            if gap.strip() == " ".join(mention.title) or not gap.strip():
                cluster = self.table.cluster_of.get(mention.span.start)
                return mention if cluster is not None and cluster.is_person else None
        return None

    def _ending(self, part: CharSpan, inside: list[Mention]) -> Mention | None:
        """Return the mention that the words of `part` end in."""
        for mention in reversed(inside):
            if mention.span.start < part.start or mention.span.end > part.end:
                continue
            if mention.possessive and self.text[mention.span.end : part.end].strip() not in {"", "'s", "’s"}:
                continue
            tail = self.text[mention.span.end : part.end].strip(TRAILING + ".")
            if not tail or tail.lower() in {
                "'s",
                "’s",
                "himself",
                "herself",
                "itself",
                "also",
                "jr",
                "sr",
                "too",
                "and",
            }:
                return mention
            return self._before_and(mention, tail, inside)
        return None

    @staticmethod
    def _before_and(mention: Mention, tail: str, inside: list[Mention]) -> Mention | None:
        return mention if tail.startswith("and ") and mention is inside[0] else None

    def _by_head(self, inside: list[Mention], head: Token | None) -> Mention | None:
        if head is None:
            return None
        at = self.parse.starts[head.i]
        for mention in inside:
            if mention.span.start <= at < mention.span.end and not mention.possessive:
                return mention
        return None

    def _is_apposition(self, mention: Mention, span: CharSpan) -> bool:
        before = self.text[span.start : mention.span.start].rstrip()
        for title in reversed(mention.title):
            before = before.removesuffix(".").removesuffix(title).rstrip()
        return before.endswith(",")

    def _joined(self, first: Mention, inside: list[Mention]) -> list[Cluster]:
        """Return everybody in "Ann Lee, Tom Roe and his wife Sue", of whom `first` is one; all have to be people."""
        at = inside.index(first)
        low = high = at
        while low > 0 and self.joins(inside[low - 1], inside[low]):
            low -= 1
        while high + 1 < len(inside) and self.joins(inside[high], inside[high + 1]):
            high += 1
        out: list[Cluster] = []
        for mention in inside[low : high + 1]:
            cluster = self.table.cluster_of.get(mention.span.start)
            if cluster is None or not cluster.is_person:
                return []
            if cluster not in out:
                out.append(cluster)
        return out

    def joins(self, one: Mention, other: Mention) -> bool:
        """Whether two mentions in a row are named side by side: "Ann Lee, Tom Roe and his wife Sue"."""
        if one.possessive:
            return False
        between = self.text[one.span.end : other.span.start]
        for title in other.title:
            between = between.replace(title, "")
        words = between.replace(".", "").split()
        if not words or words[0] not in {"and", ",", "&"}:
            return False
        nouns = self.lexicons.person_nouns
        return all(word in {"and", ",", "&", "his", "her"} or word.lower() in nouns for word in words)

    def _described(self, span: CharSpan, text: str, head: Token | None) -> SourceForm:
        """Read a source that names nobody: a role, or a description."""
        if head is None:
            word = text.split()[-1].lower() if text else ""
            kind = kind_of_description(word, word, word.endswith("s"), self.lexicons)
            shape = SourceShape.DESCRIPTION if kind is not SpeakerKind.UNKNOWN else SourceShape.UNKNOWN
            return SourceForm(shape, span, text, -1, kind)
        lower, lemma = head.lower_, head.lemma_.lower()
        if lower in self.lexicons.capitals["calendar"]:  # "Lee, on Saturday, said": the day is nobody
            return SourceForm(SourceShape.UNKNOWN, span, text, head.i)
        if lower in FIRST:
            return SourceForm(SourceShape.AUTHOR, span, text, head.i, SpeakerKind.AUTHOR)
        if lower in THIRD and head.pos_ == "PRON":
            return SourceForm(SourceShape.PRONOUN, span, text, head.i)
        if head.pos_ == "VERB" and head.left_edge.i >= 0:
            head = self._noun_in(span) or head
            lower, lemma = head.lower_, head.lemma_.lower()
        if lemma in self.lexicons.groups["quantity"]:
            counted = self._counted(head)
            if counted is not None:
                head, lower, lemma = counted, counted.lower_, counted.lemma_.lower()
        plural = head.tag_ in {"NNS", "NNPS"} or lower in {"people", "police"}
        if lower == "one" and (counted := self._counted(head)) is not None and counted.pos_ == "NOUN":
            lower = lemma = counted.lemma_.lower()  # "one of the hardest things" is nobody
        kind = kind_of_description(lower, lemma, plural or head.pos_ == "NUM", self.lexicons)
        name = text if len(text) <= LONGEST_PLAIN_NAME else text[:LONGEST_PLAIN_NAME].rsplit(" ", 1)[0]
        words = text.lower().split()
        definite = bool(words) and (words[0] in DEFINITE or words[0].endswith(("'s", "’s")))
        form = SourceForm(SourceShape.DESCRIPTION, span, name, head.i, kind)
        if AGE.search(text) and kind in {SpeakerKind.UNKNOWN, SpeakerKind.ANONYMOUS} and definite and not plural:
            form.shape, form.kind = SourceShape.ROLE, SpeakerKind.ANONYMOUS
            return form
        unnamed = lemma in self.lexicons.roles["unnamed"] and not AGE.search(text)
        if definite and not plural and not unnamed and kind in {SpeakerKind.ANONYMOUS, SpeakerKind.ORGANISATION}:
            form.shape = SourceShape.ROLE
        return form

    @staticmethod
    def _counted(head: Token) -> Token | None:
        """Return the noun that "an array of" or "a majority of" counts."""
        for child in head.rights:
            if child.lower_ == "of":
                return next((noun for noun in child.rights if noun.dep_ == "pobj"), None)
        return None

    def _noun_in(self, span: CharSpan) -> Token | None:
        for index in self.parse.tokens_in(span):
            token: Token = self.parse.doc[index]
            if (
                token.pos_ in {"NOUN", "PROPN"}
                and token.dep_ not in {"compound", "poss"}
                and not self.parse.masked[index]
            ):
                return token
        return None
