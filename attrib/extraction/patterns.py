"""Runs the dependency patterns of the rule files over a parse.

Patterns are spelled as spaCy's `DependencyMatcher` takes them.  Those that use its common keys and operators are run
here over the parse's arrays, anchor first, at about a tenth of the matcher's time (it tries every node of every
pattern on every token); a pattern with any other key goes to spaCy's own matcher.  Both give the same matches, which
a test holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from attrib.extraction.tree import Tree

if TYPE_CHECKING:
    from spacy.matcher import DependencyMatcher
    from spacy.vocab import Vocab

COLUMNS = {
    "POS": "pos",
    "TAG": "tag",
    "DEP": "dep",
    "LEMMA": "lemma",
    "LOWER": "lower",
    "ORTH": "words",
    "TEXT": "words",
    "ENT_TYPE": "entity",
    "IS_SENT_START": "starts",
}


@dataclass(frozen=True)
class Pattern:
    """One construction: a spaCy dependency pattern and how its nodes make up a relation.

    `frame` may name a node in braces, whose word takes its place (`preposition-{preposition}`).  `content` names
    the nodes whose phrases are attributed, or `rest` for the clause beside the cue; `cue` the nodes that join the
    cue; `source` is a node or `subject`, `agent`, `noun`, `none`.  A `confidence` stands in the place of counts.
    """

    rule: str
    id: str
    frame: str
    nodes: tuple[Mapping[str, Any], ...]
    content: tuple[str, ...] = ("content",)
    cue: tuple[str, ...] = ()
    source: str = "subject"
    confidence: float | None = None

    def frame_for(self, words: Mapping[str, str]) -> str:
        """Return the frame with the words of its nodes filled in."""
        return self.frame.format(**words) if "{" in self.frame else self.frame


@dataclass(frozen=True)
class Match:
    """A pattern and the token each of its nodes fell on."""

    pattern: Pattern
    nodes: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class _Node:
    """A compiled node: where it is reached from, how, and what each column of its token must hold."""

    left: int
    step: Callable[[Tree, int], Iterable[int]]
    wanted: tuple[tuple[str, frozenset[object]], ...]
    refused: tuple[tuple[str, frozenset[object]], ...]


class PatternMatcher:
    """All patterns compiled, ready to run over any parse made with the same vocabulary."""

    def __init__(self, vocab: Vocab, patterns: Sequence[Pattern]) -> None:
        self._patterns = tuple(patterns)
        self._names = [[str(node["RIGHT_ID"]) for node in pattern.nodes] for pattern in self._patterns]
        self._groups: dict[_Node, list[tuple[int, list[_Node]]]] = {}
        self._other: DependencyMatcher | None = None
        self._numbers: dict[int, int] = {}
        for number, pattern in enumerate(self._patterns):
            compiled = compile_nodes(pattern.nodes)
            if compiled is None:
                self._add_other(vocab, number, pattern)
            else:
                self._groups.setdefault(compiled[0], []).append((number, compiled[1:]))

    def _add_other(self, vocab: Vocab, number: int, pattern: Pattern) -> None:
        from spacy.matcher import DependencyMatcher

        if self._other is None:
            self._other = DependencyMatcher(vocab, validate=False)
        self._other.add(str(number), [[dict(node) for node in pattern.nodes]])
        self._numbers[vocab.strings[str(number)]] = number

    def __call__(self, tree: Tree) -> list[Match]:
        """Return every match, in the order of the patterns and then of the text."""
        found: list[tuple[int, tuple[int, ...]]] = []
        columns = {name: getattr(tree, name) for name in set(COLUMNS.values())}
        for anchor, group in self._groups.items():
            for index in range(len(tree)):
                if _fits(anchor, columns, index):
                    for number, nodes in group:
                        found.extend((number, tokens) for tokens in _extend(tree, columns, nodes, (index,)))
        if self._other is not None:
            found.extend((self._numbers[key], tuple(tokens)) for key, tokens in self._other(tree.parse.doc))
        found.sort()
        return [
            Match(self._patterns[number], dict(zip(self._names[number], tokens, strict=True)))
            for number, tokens in found
        ]


def compile_nodes(nodes: Sequence[Mapping[str, Any]]) -> list[_Node] | None:
    """Return the nodes of a pattern compiled, or `None` where one uses a key or operator not run here."""
    out: list[_Node] = []
    names: dict[str, int] = {}
    for number, node in enumerate(nodes):
        operator = str(node.get("REL_OP", ""))
        if number and operator not in STEPS:
            return None
        wanted: list[tuple[str, frozenset[object]]] = []
        refused: list[tuple[str, frozenset[object]]] = []
        for key, value in node["RIGHT_ATTRS"].items():
            if key not in COLUMNS:
                return None
            if isinstance(value, str | bool):
                wanted.append((COLUMNS[key], frozenset({value})))
            elif isinstance(value, Mapping) and set(value) <= {"IN", "NOT_IN"}:
                if "IN" in value:
                    wanted.append((COLUMNS[key], frozenset(map(str, value["IN"]))))
                if "NOT_IN" in value:
                    refused.append((COLUMNS[key], frozenset(map(str, value["NOT_IN"]))))
            else:
                return None
        left = names[str(node["LEFT_ID"])] if number else 0
        out.append(_Node(left, STEPS[operator] if number else _stay, tuple(wanted), tuple(refused)))
        names[str(node["RIGHT_ID"])] = number
    return out


def _fits(node: _Node, columns: Mapping[str, Sequence[object]], index: int) -> bool:
    for name, allowed in node.wanted:
        if columns[name][index] not in allowed:
            return False
    for name, barred in node.refused:  # noqa: SIM110 - a generator costs more here than the look-up
        if columns[name][index] in barred:
            return False
    return True


def _extend(
    tree: Tree, columns: Mapping[str, Sequence[object]], nodes: Sequence[_Node], held: tuple[int, ...]
) -> Iterator[tuple[int, ...]]:
    """Yield each way to place the rest of the nodes, given the tokens `held` by those before."""
    if not nodes:
        yield held
        return
    node = nodes[0]
    for index in node.step(tree, held[node.left]):
        if _fits(node, columns, index):
            yield from _extend(tree, columns, nodes[1:], (*held, index))


def _stay(tree: Tree, index: int) -> Iterable[int]:
    return (index,)


def _head(tree: Tree, index: int) -> Iterable[int]:
    return (tree.head[index],) if tree.head[index] != index else ()


def _siblings(tree: Tree, index: int) -> list[int]:
    # A root heads itself, so that spaCy takes its children for its siblings; so does this.
    return [kid for kid in tree.kids[tree.head[index]] if kid != index]


STEPS: dict[str, Callable[[Tree, int], Iterable[int]]] = {
    ">": lambda tree, index: tree.kids[index],
    ">++": lambda tree, index: [kid for kid in tree.kids[index] if kid > index],
    ">--": lambda tree, index: [kid for kid in tree.kids[index] if kid < index],
    ">+": lambda tree, index: [kid for kid in tree.kids[index] if kid == index + 1],
    ">-": lambda tree, index: [kid for kid in tree.kids[index] if kid == index - 1],
    "<": _head,
    "<++": lambda tree, index: [head for head in _head(tree, index) if head > index],
    "<--": lambda tree, index: [head for head in _head(tree, index) if head < index],
    ">>": lambda tree, index: sorted(tree.subtree(index) - {index}),
    "<<": lambda tree, index: list(tree.ancestors(index)),
    "$++": lambda tree, index: [kid for kid in _siblings(tree, index) if kid > index],
    "$--": lambda tree, index: [kid for kid in _siblings(tree, index) if kid < index],
}
