"""Parses written by hand in one line a paragraph, for tests of what walks them without the trained pipeline.

    The/DT/det>1 mayor/NN/nsubj>2 said|say/VBD/ROOT ./././punct>2

Each token is its word (with its lemma after a bar where that is not the word in lower case), tag, label and head;
without a head it is a root.  Heads count from the start of the line; a line is a block.  Tokens after `~` stand for
a quotation that the parser does not read; a run of them has one span, from its first to its last character.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from attrib.extraction.tree import Tree
from attrib.model import Article, CharSpan
from attrib.nlp import Parse
from support.contexts import make_article, make_parse

TOKEN = re.compile(
    r"^(?P<mask>~?)(?P<word>.+?)(?:\|(?P<lemma>[^/|]+))?/(?P<tag>[^/]+)/(?P<dep>\w+)(?:>(?P<head>\d+))?$"
)
POS = {
    "MD": "AUX", "EX": "PRON", "PRP": "PRON", "PRP$": "PRON", "WP": "PRON", "WP$": "PRON", "WDT": "PRON",
    "WRB": "SCONJ", "DT": "DET", "PDT": "DET", "IN": "ADP", "RP": "ADP", "TO": "PART", "POS": "PART", "CC": "CCONJ",
    "CD": "NUM", "UH": "INTJ", "NNP": "PROPN", "NNPS": "PROPN",
}  # fmt: skip
FAMILIES = {"VB": "VERB", "NN": "NOUN", "JJ": "ADJ", "RB": "ADV"}
AUXILIARY = frozenset({"aux", "auxpass"})
TIGHT = frozenset({",", ".", "?", "!", ";", ":", "”", "’s", "'s", "n't", "n’t"})


@dataclass(frozen=True)
class Parsed:
    """An article and its parse."""

    article: Article
    parse: Parse

    @property
    def tree(self) -> Tree:
        return Tree.of(self.parse)

    def words(self, tokens: object) -> str:
        """Return the words of `tokens` in order."""
        return " ".join(self.parse.doc[index].text for index in sorted(tokens))  # type: ignore[call-overload]

    def at(self, word: str, nth: int = 0) -> int:
        """Return the token that reads `word` for the nth time."""
        return [token.i for token in self.parse.doc if token.text == word][nth]


def parsed(notation: str) -> Parsed:
    """Return the article and parse that `notation` spells."""
    lines = [[_token(word) for word in line.split()] for line in notation.splitlines() if line.strip()]
    tokens, heads = [], []
    for line in lines:
        first = len(tokens)
        for place, token in enumerate(line):
            tokens.append(token)
            heads.append(first + (int(token["head"]) if token["head"] else place))
    article = make_article("\n".join(_spaced([token["word"] for token in line]) for line in lines))
    lemmas = [token["lemma"] or token["word"].lower() for token in tokens]
    parse = make_parse(
        article,
        [token["word"] for token in tokens],
        heads=heads,
        deps=[token["dep"] for token in tokens],
        tags=[token["tag"] for token in tokens],
        lemmas=lemmas,
        pos=[_pos(token["tag"], token["dep"], lemma) for token, lemma in zip(tokens, lemmas, strict=True)],
    )
    return Parsed(article, _masked(parse, [bool(token["mask"]) for token in tokens]))


def _token(text: str) -> dict[str, str]:
    match = TOKEN.match(text)
    assert match, text
    return match.groupdict()


def _spaced(words: list[str]) -> str:
    out = ""
    for word in words:
        out += word if not out or word in TIGHT or out.endswith("“") else f" {word}"
    return out


def _pos(tag: str, dep: str, lemma: str) -> str:
    if not tag[0].isalpha():
        return "PUNCT"
    if tag.startswith("VB") and (dep in AUXILIARY or lemma == "be"):
        return "AUX"
    if tag == "IN" and dep == "mark":
        return "SCONJ"
    return POS.get(tag) or FAMILIES.get(tag[:2], "X")


def _masked(parse: Parse, flags: list[bool]) -> Parse:
    starts, ends = list(parse.starts), list(parse.ends)
    index = 0
    while index < len(flags):
        last = index
        while (
            flags[index] and last + 1 < len(flags) and flags[last + 1] and parse.blocks[last + 1] == parse.blocks[index]
        ):
            last += 1
        span = CharSpan(parse.starts[index], parse.ends[last])
        if flags[index]:
            for token in range(index, last + 1):
                starts[token], ends[token] = span.start, span.end
        index = last + 1
    return replace(parse, starts=starts, ends=ends, masked=flags)
