"""A parse as plain arrays, and the walks over it that the extraction rules need."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from attrib.extraction.syntax import SyntaxWords, syntax_words

if TYPE_CHECKING:
    from attrib.nlp import Parse

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


@dataclass(frozen=True)
class Tree:
    """The tokens of one article as lists indexed by token, for walking without spaCy's attribute look-ups."""

    parse: Parse
    words: list[str]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    entity: list[str]
    head: list[int]
    kids: list[list[int]]
    sentence: list[int]
    first: list[int]
    last: list[int]
    syntax: SyntaxWords = field(default_factory=syntax_words)

    def __len__(self) -> int:
        return len(self.words)

    @classmethod
    def of(cls, parse: Parse) -> Tree:
        """Return the arrays of `parse`."""
        doc = parse.doc
        size = len(doc)
        words, lower, lemma, pos, tag, dep, entity, head = ([], [], [], [], [], [], [], [])
        repaired = syntax_words().repaired
        for token in doc:
            words.append(token.text)
            lower.append(token.lower_)
            lemma.append(repaired.get(token.lower_) or repaired.get(token.lemma_.lower(), token.lemma_.lower()))
            pos.append(token.pos_)
            tag.append(token.tag_)
            dep.append(token.dep_)
            entity.append(token.ent_type_)
            head.append(token.head.i)
        kids: list[list[int]] = [[] for _ in range(size)]
        for index, parent in enumerate(head):
            if parent != index:
                kids[parent].append(index)
        sentence = [0] * size
        first, last = [0] * size, [0] * size
        for number, sent in enumerate(doc.sents):
            for index in range(sent.start, sent.end):
                sentence[index], first[index], last[index] = number, sent.start, sent.end - 1
        return cls(parse, words, lower, lemma, pos, tag, dep, entity, head, kids, sentence, first, last)

    def children(self, index: int, deps: Iterable[str]) -> list[int]:
        """Return the children of `index` whose relation to it is one of `deps`, in text order."""
        return [kid for kid in self.kids[index] if self.dep[kid] in deps]

    def child(self, index: int, deps: Iterable[str]) -> int | None:
        """Return the first child of `index` whose relation to it is one of `deps`."""
        for kid in self.kids[index]:
            if self.dep[kid] in deps:
                return kid
        return None

    def subtree(self, index: int, skip: Callable[[int], bool] | None = None) -> set[int]:
        """Return `index` and all below it, without the branches whose top `skip` refuses."""
        out: set[int] = set()
        stack = [index]
        while stack:
            at = stack.pop()
            if at in out:
                continue
            out.add(at)
            for kid in self.kids[at]:
                if skip is None or not skip(kid):
                    stack.append(kid)
        return out

    def ancestors(self, index: int) -> Iterator[int]:
        """Yield the heads of `index`, nearest first."""
        while self.head[index] != index:
            index = self.head[index]
            yield index

    @cached_property
    def datelines(self) -> frozenset[int]:
        """The tokens of the datelines."""
        from attrib.extraction.phrases import find_datelines

        return find_datelines(self)

    @cached_property
    def narrated(self) -> dict[int, list[int]]:
        """The tokens of each block that stand for themselves, no utterance's stand-ins."""
        masked = self.parse.masked
        return {
            block: [index for index in tokens if not masked[index]] for block, tokens in self.parse.block_tokens.items()
        }

    @cached_property
    def starts(self) -> list[bool]:
        """Whether each token opens its sentence."""
        return [index == first for index, first in enumerate(self.first)]

    def left_edge(self, index: int) -> int:
        """Return the first token of the subtree of `index`."""
        return min(self.subtree(index))

    def right_edge(self, index: int) -> int:
        """Return the last token of the subtree of `index`."""
        return max(self.subtree(index))

    def is_verb(self, index: int) -> bool:
        """Whether the token is tagged a verb or an auxiliary standing as one."""
        return self.pos[index] in {"VERB", "AUX"}
