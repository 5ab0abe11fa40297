"""What the rules ask of a verb: its tense, and whether a comma stands before its clause."""

from __future__ import annotations

from attrib.extraction.tree import Tree

BREAKS = frozenset({",", "—", "–", "―", "-", "--"})
CLOSING = frozenset({"”", '"', "''", "’"})


def tense_of(tree: Tree, verb: int) -> str:
    """Return the tag of the verb's finite word, one tag for all persons of the present."""
    tag = tree.tag[verb]
    for kid in tree.kids[verb]:
        if tree.dep[kid] in {"aux", "auxpass"}:
            tag = tree.tag[kid]
            break
    return "VBZ" if tag == "VBP" else tag


def is_set_off(tree: Tree, verb: int) -> bool:
    """Whether a comma or dash stands before the verb and its adverbs."""
    start = verb
    while start > 0 and (
        tree.head[start - 1] == verb and tree.dep[start - 1] in {"advmod", "mark", "cc", "aux", "neg"}
    ):
        start -= 1
    if start > 1 and tree.words[start - 1] in CLOSING:  # American style: the comma stands inside the mark
        start -= 1
    return start > 0 and tree.words[start - 1] in BREAKS
