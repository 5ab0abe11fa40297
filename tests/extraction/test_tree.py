"""Walks over a parse held in arrays."""

from __future__ import annotations

from spacy.tokens import Doc
from support.contexts import blank
from support.parses import parsed

from attrib.extraction.tree import Tree
from attrib.nlp import Parse

MADE = parsed("""
A/DT/det>1 man/NN/nsubj>2 said/VBD/ROOT that/IN/mark>6 a/DT/det>5 Bridge|BRIDGE/NN/nsubj>6 fell/VBD/ccomp>2 ././punct>2
It/PRP/nsubj>2 had|have/VBD/aux>2 rained|rain/VBN/ROOT ././punct>2
""")
TREE = MADE.tree


def test_the_columns_are_those_of_the_tokens() -> None:
    assert len(TREE) == 12
    assert (TREE.words[5], TREE.lower[5], TREE.lemma[5], TREE.tag[5], TREE.pos[5]) == (
        "Bridge", "bridge", "bridge", "NN", "NOUN",
    )  # fmt: skip
    assert (TREE.dep[6], TREE.head[6], TREE.kids[6]) == ("ccomp", 2, [3, 5])
    assert TREE.kids[2] == [1, 6, 7]


def test_each_token_knows_its_sentence() -> None:
    assert TREE.sentence == [0] * 8 + [1] * 4
    assert (TREE.first[3], TREE.last[3], TREE.first[9], TREE.last[9]) == (0, 7, 8, 11)


def test_children_are_asked_for_by_their_labels_in_text_order() -> None:
    assert TREE.children(2, ("punct", "nsubj")) == [1, 7]
    assert TREE.child(2, ("ccomp", "xcomp")) == 6
    assert TREE.child(2, ("dobj",)) is None


def test_a_subtree_leaves_out_the_branches_refused() -> None:
    assert TREE.subtree(6) == {3, 4, 5, 6}
    assert TREE.subtree(2, lambda kid: TREE.dep[kid] in {"ccomp", "punct"}) == {0, 1, 2}
    assert (TREE.left_edge(6), TREE.right_edge(2)) == (3, 7)


def test_ancestors_come_nearest_first_and_a_root_has_none() -> None:
    assert list(TREE.ancestors(4)) == [5, 6, 2]
    assert list(TREE.ancestors(2)) == []


def test_verbs_and_auxiliaries_are_verbs() -> None:
    assert [TREE.words[index] for index in range(len(TREE)) if TREE.is_verb(index)] == ["said", "fell", "had", "rained"]


def test_an_empty_text_is_an_empty_tree() -> None:
    assert len(Tree.of(Parse(Doc(blank().nlp.vocab), [], [], [], []))) == 0
