"""The words of a cue, and the key under which the lexicon counts it."""

from __future__ import annotations

from attrib.extraction.tree import Tree

AUXILIARY = frozenset({"aux", "auxpass", "neg"})


def cue_tokens(tree: Tree, anchor: int) -> set[int]:
    """Return the cue's verb, noun or adjective with its auxiliaries, negation, particle and adjacent adverbs.

    PolNeAR's annotators take in auxiliaries and negation in 97 of 100 cues, an adverb in 9 of 10 where it stands
    next to the verb or between it and an auxiliary (hardly ever elsewhere), the verb that an infinitive completes
    ("continued to say") in 8 of 10, and as often the verb whose object a noun is ("made a promise") with the
    article and adjectives of that noun.
    """
    out = {anchor}
    for kid in tree.kids[anchor]:
        if tree.dep[kid] == "prt" or (tree.dep[kid] in AUXILIARY and tree.words[kid] != "Will"):
            out.add(kid)
    if tree.dep[anchor] in {"acomp", "attr"} and tree.lemma[tree.head[anchor]] in {"be", "seem", "become"}:
        out |= _copula(tree, anchor)
    elif tree.pos[anchor] == "ADJ" and tree.lemma[tree.head[anchor]] == "make" and tree.head[anchor] < anchor:
        out |= _verb_group(tree, tree.head[anchor])
        out |= {kid for kid in tree.kids[anchor] if kid < anchor and tree.lower[kid] == "it"}
    elif (verb := _support_verb(tree, anchor)) is not None:
        out |= _verb_group(tree, verb)
    if tree.pos[anchor] == "NOUN" and len(out) > 1:
        out |= {kid for kid in tree.kids[anchor] if kid < anchor and tree.dep[kid] in {"det", "amod"}}
    if (above := _completed_verb(tree, anchor, out)) is not None:
        out |= _verb_group(tree, above)
    # A stand-in for an utterance is never part of a cue, wherever the parser hangs its words.
    return {index for index in out | _adverbs(tree, out) if not tree.parse.masked[index]}


def _verb_group(tree: Tree, verb: int) -> set[int]:
    return {verb} | {
        kid for kid in tree.kids[verb] if tree.dep[kid] in AUXILIARY | {"prt"} and tree.words[kid] != "Will"
    }


def _support_verb(tree: Tree, noun: int) -> int | None:
    """Return the verb whose object the noun is, where nothing but the noun's own words stands between them."""
    verb = tree.head[noun]
    if tree.pos[noun] != "NOUN" or tree.dep[noun] != "dobj" or not tree.is_verb(verb) or verb > noun:
        return None
    if tree.lemma[verb] in tree.syntax.receiving:
        return None
    own = {kid for kid in tree.kids[noun] if tree.dep[kid] in {"det", "amod", "advmod"}}
    return verb if all(index in own for index in range(verb + 1, noun)) else None


def _completed_verb(tree: Tree, anchor: int, cue: set[int]) -> int | None:
    """Return the verb right before a cue that is its infinitive."""
    verb = tree.head[anchor]
    if tree.dep[anchor] != "xcomp" or not tree.is_verb(verb) or tree.child(anchor, ("aux",)) is None:
        return None
    return verb if verb == min(cue) - 1 else None


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
