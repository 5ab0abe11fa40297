"""Why a source is not named ("asked not to be named", "was not authorized to speak"): a reason, nothing reported."""

from __future__ import annotations

from attrib.extraction.candidates import Candidate
from attrib.extraction.tree import Tree


def is_cover(tree: Tree, candidate: Candidate) -> bool:
    """Whether `candidate` asks that a name be kept back, or says that somebody was not allowed to speak.

    PolNeAR's annotators mark 1 of 20 such phrases on the train part.
    """
    anchor = candidate.anchor
    for verb in (anchor, candidate.nodes.get("content", anchor)):
        if tree.lemma[verb] in tree.syntax.disclosing and _is_permitted(tree, verb):
            return True
        if verb == anchor:
            continue
        if tree.lemma[verb] in tree.syntax.identifying and tree.child(verb, ("auxpass",)) is not None:
            return True
        if tree.lemma[verb] == "remain" and any(tree.lower[kid] in HIDDEN for kid in tree.kids[verb]):
            return True
    return False


HIDDEN = frozenset({"anonymous", "unnamed", "unidentified", "nameless"})


def _is_permitted(tree: Tree, verb: int) -> bool:
    """Whether the verb completes one of permitting, in the passive: "authorized to speak"."""
    above = tree.head[verb]
    return tree.lemma[above] in tree.syntax.permitting and tree.tag[above] in {"VBN", "JJ"} and above < verb
