"""Whether the article states an attribution, denies it, asks it or imagines it."""

from __future__ import annotations

from collections.abc import Collection

from attrib.extraction.tree import Tree
from attrib.model import Modality

REFUSING = frozenset({"decline", "refuse"})
# Cues whose content is a question even when the cue itself is stated.
HYPOTHETICAL = frozenset({"could", "might", "may", "would", "should", "can", "must"})


def modality_of(tree: Tree, anchor: int, cue: Collection[int], lemma: str) -> Modality:
    """Return the modality of the cue headed by `anchor`."""
    if lemma in REFUSING:
        return Modality.REFUSED
    above = tree.head[anchor]
    if tree.dep[anchor] == "xcomp" and tree.lemma[above] in REFUSING:
        return Modality.REFUSED
    if any(tree.dep[index] == "neg" or tree.lower[index] in {"never", "n't", "not"} for index in cue):
        return Modality.NEGATED
    if any(tree.dep[index] == "aux" and tree.lower[index] in HYPOTHETICAL for index in cue) or _in_condition(
        tree, anchor
    ):
        return Modality.HYPOTHETICAL
    last = tree.last[anchor]
    if tree.dep[anchor] == "ROOT" and "?" in tree.words[max(anchor, last - 2) : last + 1]:
        return Modality.ASKED
    return Modality.ASSERTED


def _in_condition(tree: Tree, anchor: int) -> bool:
    mark = tree.child(anchor, ("mark",))
    return mark is not None and tree.lower[mark] in {"if", "unless"}
