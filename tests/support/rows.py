"""Parses written by hand, one row a token, with whole utterances in them, so that no model is needed."""

from __future__ import annotations

from dataclasses import dataclass, field

import spacy
from spacy.tokens import Doc

from attrib.extraction.tree import Tree
from attrib.extraction.utterances import Utterance, find_utterances
from attrib.model import CharSpan, Quotation
from attrib.nlp import Parse

_POS = {
    "NNP": "PROPN",
    "NN": "NOUN",
    "NNS": "NOUN",
    "PRP": "PRON",
    "WP": "PRON",
    "IN": "ADP",
    "DT": "DET",
    "JJ": "ADJ",
    "RB": "ADV",
    "CC": "CCONJ",
    "CD": "NUM",
    "TO": "PART",
    "POS": "PART",
}
# A row `{,}` gives `“ It is , ”`, the tokens that stand in for an utterance.
_STAND_IN = (("“", "``", "punct"), ("It", "PRP", "nsubj"), ("is", "VBZ", "ROOT"))
_LEMMAS = {"said": "say", "says": "say", "added": "add", "adding": "add", "went": "go"}


@dataclass(frozen=True)
class Made:
    """A parse, and the tree and utterances that extraction reads off it."""

    parse: Parse
    tree: Tree
    utterances: list[Utterance]

    def words(self, tokens: frozenset[int] | set[int]) -> str:
        """Return the words of `tokens`, in order."""
        return " ".join(self.tree.words[index] for index in sorted(tokens))


@dataclass
class _Token:
    word: str
    tag: str
    dep: str
    head: str | None
    block: int
    group: int  # the number of its utterance; 0 outside
    start: int = field(default=0)


def make_rows(rows: str, entities: dict[str, str] | None = None) -> Made:
    """Return the parse of `rows`: `word TAG dep head-word`, one a line, a blank line between paragraphs.

    A row `{,}` is a whole utterance that ends in a comma (`{}` in nothing).  The head is the nearest token with that
    word; a `ROOT` needs none.  `entities` gives words an entity type.
    """
    tokens: list[_Token] = []
    group = 0
    for block, paragraph in enumerate(rows.strip().split("\n\n")):
        for row in paragraph.strip().splitlines():
            cells = row.split()
            if not cells[0].startswith("{"):
                tokens.append(_Token(cells[0], cells[1], cells[2], cells[3] if cells[3:] else None, block, 0))
                continue
            group += 1
            ending = [(mark, ".", "punct") for mark in (*cells[0][1:-1], "”")]
            tokens.extend(_Token(word, tag, dep, None, block, group) for word, tag, dep in (*_STAND_IN, *ending))
    return _made(tokens, group, entities or {})


def _made(tokens: list[_Token], groups: int, entities: dict[str, str]) -> Made:
    at = 0
    for index, token in enumerate(tokens):
        at += 0 if not index else 2 if token.block != tokens[index - 1].block else 1
        token.start = at
        at += len(token.word)
    spans = [CharSpan(token.start, token.start + len(token.word)) for token in tokens]
    quotations = []
    for group in range(1, groups + 1):
        inside = [index for index, token in enumerate(tokens) if token.group == group]
        span = CharSpan(spans[inside[0]].start, spans[inside[-1]].end)
        inner = CharSpan(span.start + 1, span.end - 1)
        quotations.append(Quotation(span, inner, "curly-double", tokens[inside[0]].block))
        for index in inside:
            spans[index] = span
    doc = Doc(
        spacy.blank("en").vocab,
        words=[token.word for token in tokens],
        tags=[token.tag for token in tokens],
        pos=[_POS.get(token.tag, "VERB" if token.tag.startswith("V") else "PUNCT") for token in tokens],
        deps=[token.dep for token in tokens],
        heads=[_head(tokens, index) for index in range(len(tokens))],
        lemmas=[_lemma(token) for token in tokens],
        ents=[f"B-{entities[token.word]}" if token.word in entities else "O" for token in tokens],
    )
    parse = Parse(
        doc,
        [span.start for span in spans],
        [span.end for span in spans],
        [token.group > 0 for token in tokens],
        [token.block for token in tokens],
    )
    tree = Tree.of(parse)
    return Made(parse, tree, find_utterances(tree, quotations))


def _head(tokens: list[_Token], index: int) -> int:
    wanted = tokens[index].head
    if wanted is None:
        return index
    places = [place for place, token in enumerate(tokens) if token.word == wanted and place != index]
    return min(places, key=lambda place: abs(place - index))


def _lemma(token: _Token) -> str:
    plain = token.word.lower().removesuffix("ed") if token.tag.startswith("V") else token.word.lower()
    return _LEMMAS.get(token.word, plain)
