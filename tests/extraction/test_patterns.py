"""Patterns run over the parse's arrays match what spaCy's own DependencyMatcher matches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.matcher import DependencyMatcher
from spacy.tokens import Doc
from support.contexts import blank
from support.parses import parsed

from attrib.extraction.knowledge import load_patterns
from attrib.extraction.patterns import STEPS, Pattern, PatternMatcher, compile_nodes
from attrib.extraction.tree import Tree
from attrib.nlp import Parse
from attrib.rulefiles import rules_dir
from attrib.rulefiles.labels import REL_OPS

SHIPPED = load_patterns(rules_dir())
Found = list[tuple[str, tuple[int, ...]]]


def ours(patterns: Sequence[Pattern], parse: Parse) -> Found:
    matches = PatternMatcher(parse.doc.vocab, patterns)(Tree.of(parse))
    return sorted(
        (match.pattern.id, tuple(match.nodes[str(node["RIGHT_ID"])] for node in match.pattern.nodes))
        for match in matches
    )


def theirs(patterns: Sequence[Pattern], parse: Parse) -> Found:
    matcher = DependencyMatcher(parse.doc.vocab, validate=False)
    for pattern in patterns:
        matcher.add(pattern.id, [[dict(node) for node in pattern.nodes]])
    return sorted((parse.doc.vocab.strings[key], tuple(tokens)) for key, tokens in matcher(parse.doc))


def pattern(*nodes: Mapping[str, Any], name: str = "tried") -> Pattern:
    return Pattern("rule", name, "frame", nodes)


def anchor(name: str = "a", **attrs: Any) -> dict[str, Any]:
    return {"RIGHT_ID": name, "RIGHT_ATTRS": attrs}


def hung(left: str, operator: str, name: str, **attrs: Any) -> dict[str, Any]:
    return {"LEFT_ID": left, "REL_OP": operator, "RIGHT_ID": name, "RIGHT_ATTRS": attrs}


# --- every shipped pattern over sentences ----------------------------------------------------------------------------

SENTENCES = """In the words of the judge, the scheme was a mess.
Officials said that the pier would sink, and that taxes would rise.
The mayor asked whether the bridge was safe, but nobody knew if it had been tested.
It was announced that the ferry would stop running in May.
Analysts expect the central bank to raise rates; the court found the law void.
The driver, who had admitted drinking, was said to have slept at the wheel.
The union urged its members to vote against an offer rejected by the miners.
The governor was adamant that the school would open and eager to sing, though wary of the dam.
According to the port, forty ships are waiting, as the harbour master pointed out.
By the company's estimate, the leak lost ten tons of oil, as reported by the Gazette.
In a poll last week, half of the anglers called the carp a pest and described it as dull.
What the engineers recommended was never built, their fear being that the river would flood.
Nobody believed her claim that the dam was safe, or her promise to repair it; her view is that it holds.
The bishop accused the mine of poisoning the well and thanked the divers for saving the children.
The bridge was declared unsafe by inspectors, described as a trap, and blamed for the crash.
The losses that investors feared never came, and the plan was widely condemned.
“We will go,” she said. Workers brought coins, a ladder and three brooms before dawn.
The governor was adamant that the school would open.
The wine was described as thin, and the banker was accused of fraud.
The pilot explained why the engine had failed.
Brewers say as the price of hops rose the small firms closed.
She made it clear that the school would close.
The minister made clear that the talks were over.
That is the view of the harbor board."""


@pytest.mark.model
def test_every_shipped_pattern_matches_as_spacy_matches_it() -> None:
    from attrib.engine import Engine

    engine = Engine()
    found: set[str] = set()
    for sentence in SENTENCES.splitlines():
        parse = engine.read_text(sentence).parse
        got = ours(SHIPPED, parse)
        assert got == theirs(SHIPPED, parse), sentence
        found |= {name for name, _ in got}
    assert found == {pattern.id for pattern in SHIPPED}


@pytest.mark.parametrize("shipped", SHIPPED, ids=lambda shipped: shipped.id)
def test_every_shipped_pattern_is_run_here(shipped: Pattern) -> None:
    assert compile_nodes(shipped.nodes) is not None


# --- every operator over trees made by hand and at random ------------------------------------------------------------

BY_HAND = """
The/DT/det>1 mayor/NN/nsubj>2 said/VBD/ROOT that/IN/mark>6 the/DT/det>5 bridge/NN/nsubj>6 fell/VBD/ccomp>2 ././punct>2
It/PRP/nsubj>1 rained/VBD/ROOT ././punct>1
"""


@pytest.mark.parametrize("operator", STEPS)
def test_an_operator_over_a_tree_by_hand(operator: str) -> None:
    parse = parsed(BY_HAND).parse
    tried = [pattern(anchor(), hung("a", operator, "b"))]
    assert ours(tried, parse) == theirs(tried, parse) != []


def test_a_tree_by_hand_gives_the_pairs_that_the_operators_name() -> None:
    tree = parsed(BY_HAND).tree
    said, fell = tree.words.index("said"), tree.words.index("fell")
    got = {operator: sorted(step(tree, said)) for operator, step in STEPS.items()}
    assert got[">"] == [1, fell, 7]
    assert (got[">++"], got[">--"], got[">+"], got[">-"]) == ([fell, 7], [1], [], [1])
    assert got[">>"] == [0, 1, 3, 4, 5, fell, 7]
    assert (got["<"], got["<<"], got["<++"], got["<--"]) == ([], [], [], [])
    assert (list(STEPS["<"](tree, fell)), list(STEPS["<--"](tree, fell))) == ([said], [said])
    assert sorted(STEPS["<<"](tree, 4)) == [said, 5, fell]
    assert (list(STEPS["$++"](tree, 1)), list(STEPS["$--"](tree, fell))) == ([fell, 7], [1])


@st.composite
def parses(draw: st.DrawFn) -> Parse:
    """Trees of one to nine words, projective or not, several to a text."""
    size = draw(st.integers(1, 9))
    order = draw(st.permutations(range(size)))
    heads = [0] * size
    for place, token in enumerate(order):
        above = draw(st.sampled_from(order[: place + 1])) if place else token
        heads[token] = above

    def column(values: str) -> list[str]:
        return draw(st.lists(st.sampled_from(values.split()), min_size=size, max_size=size))

    words = column("It rained Again and again")
    doc = Doc(
        blank().nlp.vocab, words=words, heads=heads, deps=column("nsubj dobj prep"), tags=column("NN VBD IN"),
        pos=column("NOUN VERB ADP"), lemmas=column("it rain again"), ents=column("O B-ORG B-GPE"),
    )  # fmt: skip
    starts = [token.idx for token in doc]
    ends = [token.idx + len(token) for token in doc]
    return Parse(doc, starts, ends, [False] * size, [0] * size)


VALUES = {
    "POS": ["NOUN", "VERB", "ADP"], "TAG": ["NN", "VBD", "IN"], "DEP": ["nsubj", "dobj", "prep"],
    "LEMMA": ["it", "rain", "again"], "LOWER": ["it", "rained", "again"], "ORTH": ["It", "rained", "Again"],
    "TEXT": ["It", "and", "again"], "ENT_TYPE": ["ORG", "GPE"],
}  # fmt: skip


@st.composite
def attributes(draw: st.DrawFn) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for key in draw(st.lists(st.sampled_from(sorted(VALUES)), max_size=2, unique=True)):
        words = draw(st.lists(st.sampled_from(VALUES[key]), min_size=1, max_size=2, unique=True))
        out[key] = draw(st.sampled_from([words[0], {"IN": words}, {"NOT_IN": words}]))
    return out


@st.composite
def patterns(draw: st.DrawFn) -> Pattern:
    names = ["a", "b", "c", "d"][: draw(st.integers(1, 4))]
    nodes = [anchor(**draw(attributes()))]
    for place, name in enumerate(names[1:], start=1):
        left, operator = draw(st.sampled_from(names[:place])), draw(st.sampled_from(sorted(STEPS)))
        nodes.append(hung(left, operator, name, **draw(attributes())))
    return pattern(*nodes)


@pytest.mark.parametrize("operator", STEPS)
@settings(max_examples=40, deadline=None, derandomize=True)
@given(parse=parses())
def test_an_operator_over_random_trees(operator: str, parse: Parse) -> None:
    tried = [pattern(anchor(), hung("a", operator, "b"))]
    assert ours(tried, parse) == theirs(tried, parse)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(parse=parses(), tried=patterns())
def test_random_patterns_over_random_trees(parse: Parse, tried: Pattern) -> None:
    assert ours([tried], parse) == theirs([tried], parse)


# --- what is left to spaCy -------------------------------------------------------------------------------------------

LEFT = {
    "a flag": pattern(anchor(POS="VERB"), hung("a", ">", "b", IS_TITLE=False)),
    "a regular expression": pattern(anchor(LOWER={"REGEX": "^sa"})),
    "a length": pattern(anchor(LENGTH={">=": 5})),
    "words in order": pattern(anchor(LOWER="that"), hung("a", ".", "b")),
    "words further on": pattern(anchor(LOWER="that"), hung("a", ".*", "b", POS="VERB")),
    "a neighbouring sibling": pattern(anchor(LOWER="mayor"), hung("a", "$+", "b")),
}


@pytest.mark.parametrize("tried", LEFT.values(), ids=list(LEFT))
def test_what_is_not_run_here_goes_to_spacy(tried: Pattern) -> None:
    assert compile_nodes(tried.nodes) is None
    parse = parsed(BY_HAND).parse
    assert ours([tried], parse) == theirs([tried], parse)


def test_some_of_them_match() -> None:
    parse = parsed(BY_HAND).parse
    assert ours([LEFT["a flag"]], parse) == [("tried", (2, 1)), ("tried", (2, 6)), ("tried", (2, 7)),
                                             ("tried", (6, 3)), ("tried", (6, 5)), ("tried", (9, 10))]  # fmt: skip
    assert ours([LEFT["a regular expression"]], parse) == [("tried", (2,))]
    assert ours([LEFT["words in order"]], parse) == [("tried", (3, 4))]


def test_every_operator_the_loader_takes_is_run_here_or_by_spacy() -> None:
    parse = parsed(BY_HAND).parse
    for operator in REL_OPS:
        tried = [pattern(anchor(), hung("a", operator, "b"))]
        assert ours(tried, parse) == theirs(tried, parse), operator


def test_matches_come_in_the_order_of_the_patterns_and_then_of_the_text() -> None:
    parse = parsed(BY_HAND).parse
    tried = [
        pattern(anchor(LOWER={"REGEX": "a"}), name="left to spaCy"),
        pattern(anchor(POS="VERB"), name="run here"),
        pattern(anchor(TAG="VBD"), name="run here too"),
    ]
    found = [(match.pattern.id, match.nodes["a"]) for match in PatternMatcher(parse.doc.vocab, tried)(Tree.of(parse))]
    assert found == [
        ("left to spaCy", 1), ("left to spaCy", 2), ("left to spaCy", 3), ("left to spaCy", 9),
        ("run here", 2), ("run here", 6), ("run here", 9),
        ("run here too", 2), ("run here too", 6), ("run here too", 9),
    ]  # fmt: skip


def test_a_lemma_is_compared_in_lower_case() -> None:
    tree = parsed("Will|Will/NNP/nsubj>1 spoke|speak/VBD/ROOT").tree
    matcher = PatternMatcher(tree.parse.doc.vocab, [pattern(anchor(LEMMA="will"))])
    assert [match.nodes for match in matcher(tree)] == [{"a": 0}]


def test_a_frame_takes_in_the_words_of_its_nodes() -> None:
    named = Pattern("rule", "id", "preposition-{preposition}", ())
    assert named.frame_for({"preposition": "for", "cue": "called"}) == "preposition-for"
    assert Pattern("rule", "id", "object", ()).frame_for({}) == "object"


def test_an_empty_text_matches_nothing() -> None:
    doc = Doc(blank().nlp.vocab)
    assert ours(SHIPPED, Parse(doc, [], [], [], [])) == []
