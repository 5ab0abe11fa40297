"""The words of a cue, and the key under which the lexicon counts it."""

from __future__ import annotations

from attrib.extraction.tree import Tree

AUXILIARY = frozenset({"aux", "auxpass", "neg"})


def cue_tokens(tree: Tree, anchor: int) -> set[int]:
    """Return the cue's verb, noun or adjective with its auxiliaries, negation, particle and adjacent adverbs.

    PolNeAR's annotators take in auxiliaries and negation in 97 of 100 cues, and an adverb in 9 of 10 where it
    stands next to the verb or between it and an auxiliary, hardly ever elsewhere.
    """
    out = {anchor}
    for kid in tree.kids[anchor]:
        if tree.dep[kid] in AUXILIARY or tree.dep[kid] == "prt":
            out.add(kid)
    if tree.dep[anchor] in {"acomp", "attr"} and tree.lemma[tree.head[anchor]] in {"be", "seem", "become"}:
        out |= _copula(tree, anchor)
    return out | _adverbs(tree, out)


def _copula(tree: Tree, anchor: int) -> set[int]:
    verb = tree.head[anchor]
    near = {kid for kid in tree.kids[verb] if tree.dep[kid] in AUXILIARY}
    return {verb} | {kid for kid in near if kid < anchor}


def _adverbs(tree: Tree, cue: set[int]) -> set[int]:
    """Return the adverbs of the cue's words that stand between them, right before or right after."""
    found: set[int] = set()
    owners = set(cue)
    adverbs = {
        kid
        for index in owners
        for kid in tree.kids[index]
        if tree.dep[kid] in {"advmod", "neg"} and tree.tag[kid] in {"RB", "RBR", "RBS"} and not tree.kids[kid]
    }
    grown = True
    while grown:
        grown = False
        low, high = min(cue | found), max(cue | found)
        for adverb in adverbs - found:
            if low - 1 <= adverb <= high + 1:
                found.add(adverb)
                grown = True
    return found


def cue_key(tree: Tree, anchor: int) -> str:
    """Return the lemma of the cue, with its particle (`point out`)."""
    particle = tree.child(anchor, ("prt",))
    return tree.lemma[anchor] if particle is None else f"{tree.lemma[anchor]} {tree.lower[particle]}"
