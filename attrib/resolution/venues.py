"""Where and to whom words were said: "in a statement", "told reporters", "on Twitter", "after the meeting"."""

from __future__ import annotations

import dataclasses
from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from attrib.model import Article, AttributionRelation, CharSpan
from attrib.nlp import Parse
from attrib.resolution.lexicons import Lexicons
from attrib.resolution.syntax import sentence_around

if TYPE_CHECKING:
    from spacy.tokens import Token

NOMINAL = frozenset({"NOUN", "PROPN"})
# "in a speech", "on Twitter", "at the hearing", "during a visit", "to reporters", "after meeting the king".
OCCASION_PREPOSITIONS = frozenset(
    {"in", "at", "during", "on", "via", "through", "before", "from", "over", "by", "after", "following"}
)
ADDRESSEE_PREPOSITIONS = frozenset({"to", "before", "with"})
SPEECH_PREPOSITIONS = ADDRESSEE_PREPOSITIONS | OCCASION_PREPOSITIONS
TAIL = frozenset(
    {"prep", "acl", "nummod", "appos", "poss", "compound", "amod", "det", "nmod", "agent", "relcl", "quantmod"}
)
LONGEST = 18  # tokens of a venue


class VenueFinder:
    """Finds the venues of one article's relations."""

    def __init__(self, parse: Parse, lexicons: Lexicons, relations: Sequence[AttributionRelation] = ()) -> None:
        self.parse = parse
        self.lexicons = lexicons
        heads = (self.cue_head(relation) for relation in relations)
        self.cues = frozenset(head.i for head in heads if head is not None)

    def find(self, relation: AttributionRelation) -> tuple[CharSpan, ...]:
        """Return the spans that say where, through what or to whom; without the preposition where there is one."""
        verb = self.cue_head(relation)
        if verb is None:
            return ()
        taken = (*relation.content, *relation.source)
        found: list[CharSpan] = []
        addressee = self.addressee(verb, relation)
        if addressee is not None:
            found.append(self._phrase(addressee, taken))
        for token in sentence_around(self.parse, verb):
            if token.pos_ not in {"ADP", "SCONJ"} or self.parse.masked[token.i] or self._inside(token, taken):
                continue
            span = self._occasion(token, verb, taken)
            if span is not None and not any(span.overlaps(other) for other in found):
                found.append(span)
        for child in verb.children:
            held = self._held(child)
            if held is not None and not self._inside(held, taken):
                span = self._phrase(held, taken)
                if not any(span.overlaps(other) for other in found):
                    found.append(span)
        return tuple(sorted(found))

    def _held(self, participle: Token) -> Token | None:
        """Return the occasion of "giving a speech in Utrecht, Lee said"."""
        if participle.dep_ != "advcl" or participle.lemma_.lower() not in self.lexicons.venues["speaking"]:
            return None
        occasions = self.lexicons.venues["occasion"]
        return next((c for c in participle.rights if c.dep_ == "dobj" and c.lemma_.lower() in occasions), None)

    def cue_head(self, relation: AttributionRelation) -> Token | None:
        """Return the verb of the cue, or its first word where it has none."""
        best: Token | None = None
        for span in relation.cue:
            for index in self.parse.tokens_in(span):
                token: Token = self.parse.doc[index]
                if self.parse.masked[index]:
                    continue
                if token.pos_ == "VERB":
                    return token
                best = best or token
        return best

    def addressee(self, verb: Token, relation: AttributionRelation) -> Token | None:
        """Return the head of who is told, if the verb is one of telling and the words are not content or source."""
        if verb.lower_ not in self.lexicons.venues["cue_to"] and verb.lemma_.lower() not in {
            "tell",
            "inform",
            "assure",
        }:
            return None
        if verb.lower_ in {"said", "says", "wrote", "written", "announced", "suggested", "complained", "boasted"}:
            return None
        taken = (*relation.content, *relation.source)
        for child in verb.rights:
            named = child.dep_ == "npadvmod" and child.pos_ == "PROPN"  # "told USA Today"
            if (
                (named or child.dep_ in {"dobj", "dative"})
                and child.pos_ in {"NOUN", "PROPN", "PRON"}
                and child.lower_ != "it"
            ):
                if self._inside(child, taken) or self.parse.masked[child.i]:
                    continue
                return child
        return None

    def _inside(self, token: Token, spans: Sequence[CharSpan]) -> bool:
        start = self.parse.starts[token.i]
        return any(start in span for span in spans)

    def _occasion(self, preposition: Token, verb: Token, taken: Sequence[CharSpan]) -> CharSpan | None:
        if preposition.lower_ not in SPEECH_PREPOSITIONS or self._in_other_clause(preposition, verb):
            return None
        for child in preposition.rights:
            if child.dep_ == "pcomp" and preposition.lower_ in {"after", "before", "while", "in", "at"}:
                noun = next((c for c in child.rights if c.dep_ in {"dobj", "prep"}), None)
                if child.lemma_ in {"meet", "speak", "testify", "address", "appear"} or (
                    noun is not None and self._is_venue(noun, "in", verb)
                ):
                    return self._phrase(child, taken)
                return None
            if child.dep_ == "pobj" and child.pos_ in NOMINAL and not self._inside(child, taken):
                place = (
                    preposition.head.i == verb.i
                    and child.ent_type_ in {"GPE", "FAC"}
                    and preposition.lower_ in {"in", "at"}
                )
                return self._phrase(child, taken) if place or self._is_venue(child, preposition.lower_, verb) else None
        return None

    def _in_other_clause(self, preposition: Token, verb: Token) -> bool:
        """Whether a preposition belongs to a relative or subordinate clause that the cue is not in."""
        node = preposition.head
        for _ in range(8):
            if node.i == verb.i:
                return False
            if node.i in self.cues and self._is_told_in(verb, node):
                return True
            if node.dep_ == "ROOT":
                return False
            if node.dep_ in {"relcl", "acl", "advcl"} and not node.is_ancestor(verb):
                # "Speaking to reporters, she said" tells where the cue's words were said.
                return node.lemma_.lower() not in self.lexicons.venues["speaking"]
            node = node.head
        return False

    @staticmethod
    def _is_told_in(verb: Token, outer: Token) -> bool:
        """Whether a cue stands in the clause that another governs: "Roe said it leaked, the union said in a memo"."""
        node = verb
        for _ in range(8):
            if node.dep_ == "ccomp" and node.head.i == outer.i:
                return True
            if node.dep_ not in {"conj", "xcomp", "advcl", "pcomp", "prep"}:
                return False
            node = node.head
        return False

    def _is_venue(self, noun: Token, preposition: str, verb: Token) -> bool:
        venues, organisations = self.lexicons.venues, self.lexicons.organisations
        lemma, lower = noun.lemma_.lower(), noun.lower_
        if preposition in {"to", "before", "with"}:
            if preposition == "with":
                return lemma in {"interview", "conversation"} or (
                    verb.lemma_ in {"talk", "speak"} and noun.head.head.i == verb.i
                )
            return lemma in venues["addressee"] or lower in venues["addressee"] or self._medium(noun)
        if lemma in venues["occasion"] or lower in venues["occasion"]:
            return not (
                preposition in {"from", "by", "over"}
                and lemma not in {"speech", "statement", "email", "phone", "telephone", "stage"}
            )
        if preposition in {"on", "via", "through", "over", "by", "in"}:
            return (
                lemma in venues["channel"]
                or lemma in venues["interpreter"]
                or lemma in venues["translation"]
                or lower in organisations["broadcaster"]
                or self._medium(noun)
            )
        return False

    def _medium(self, noun: Token) -> bool:
        """Whether a name is that of a broadcaster or a paper."""
        return is_outlet(noun, self.lexicons) or is_broadcaster(noun, self.lexicons)

    def _phrase(self, head: Token, taken: Sequence[CharSpan]) -> CharSpan:
        """Return the words of the phrase under `head`, up to what is content or source."""
        first = last = head.i
        for child in head.lefts:
            if child.dep_ in TAIL or child.dep_ in {"predet", "advmod"}:
                first = min(first, child.left_edge.i)
        for child in head.rights:
            if child.dep_ not in TAIL and child.dep_ not in {"dobj", "punct"}:
                break
            edge = child.right_edge.i
            if (
                child.dep_ == "punct"
                or edge - first > LONGEST
                or any(self._inside(head.doc[i], taken) for i in (child.i, edge))
            ):
                break
            last = max(last, edge)
        while last > head.i and head.doc[last].is_punct and head.doc[last].text not in {'"', "”", "’", "'"}:
            last -= 1
        return self.parse.span_of(first, last)


def _name_forms(noun: Token) -> set[str]:
    """Return the words and endings by which the name that `noun` heads may be listed."""
    words = [token.lower_ for token in noun.doc[max(noun.left_edge.i, noun.i - 3) : noun.i + 1]]
    forms = {" ".join(words[number:]) for number in range(len(words))}
    return forms | {words[0], words[1] if words[0] == "the" and len(words) > 1 else words[0]}


def is_outlet(noun: Token, lexicons: Lexicons) -> bool:
    """Whether a name is that of an agency or a paper, whose words other articles take over."""
    return (
        noun.pos_ == "PROPN"
        and bool(_name_forms(noun) & lexicons.organisations["relay"])
        and not is_broadcaster(noun, lexicons)
    )


def is_broadcaster(noun: Token, lexicons: Lexicons) -> bool:
    """Whether a name is that of a station or programme, on which words are spoken."""
    return noun.pos_ == "PROPN" and bool(_name_forms(noun) & lexicons.organisations["broadcaster"])


def carry_venues(
    relations: Sequence[AttributionRelation], article: Article, parse: Parse, lexicons: Lexicons
) -> list[AttributionRelation]:
    """Return `relations` with an occasion carried on: "Lee said in a statement … . She added …".

    It holds in one paragraph, and for quotations in the next, as long as nobody else speaks.
    """
    order = sorted(range(len(relations)), key=lambda number: relations[number].start)
    out = list(relations)
    starts = [block.span.start for block in article.blocks]
    carried: tuple[str, int, CharSpan] | None = None
    for number in order:
        relation = out[number]
        name = relation.speaker.name if relation.speaker else None
        if name is None or not relation.cue:
            continue
        block = bisect_right(starts, relation.cue[0].start) - 1
        occasions = [span for span in relation.venue if _is_occasion(parse, span, lexicons)]
        if occasions:
            carried = (name, block, occasions[-1])
        elif carried is not None and carried[0] != name:
            carried = None
        elif not relation.venue and carried is not None and _goes_on(relation, block - carried[1]):
            out[number] = dataclasses.replace(relation, venue=(carried[2],))
            carried = (name, block, carried[2])
    return out


def _goes_on(relation: AttributionRelation, blocks: int) -> bool:
    """Whether words `blocks` further down were said there too: in the next paragraph a whole quotation is."""
    return blocks == 0 or (blocks == 1 and relation.is_direct)


def _is_occasion(parse: Parse, span: CharSpan, lexicons: Lexicons) -> bool:
    """Whether a venue is an occasion, a channel or a paper rather than somebody told."""
    wanted = lexicons.venues["occasion"] | lexicons.venues["channel"]
    tokens = [parse.doc[index] for index in parse.tokens_in(span)]
    if any(token.lemma_.lower() in wanted for token in tokens):
        return True
    return bool(tokens) and (is_outlet(tokens[-1], lexicons) or is_broadcaster(tokens[-1], lexicons))
