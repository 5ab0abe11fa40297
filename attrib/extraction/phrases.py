"""The words that name a source: how far its phrase reaches from its head."""

from __future__ import annotations

from attrib.extraction.tree import Tree

DASHES = frozenset({"—", "–", "-", "--", "―"})
BREAKS = frozenset({",", "—", "–", "―", "-"})
# Longest dateline in tokens ("SAN JUAN, Puerto Rico, Feb. 3 (XYZ) —").
DATELINE = 14


def in_dateline(tree: Tree, index: int) -> bool:
    """Whether the token stands in the place, date and agency that open a story before a dash."""
    return index in tree.datelines


def find_datelines(tree: Tree) -> frozenset[int]:
    """Return the tokens of all datelines: words with capitals or digits from a block's start to a dash."""
    found: set[int] = set()
    for tokens in tree.parse.block_tokens.values():
        start = tokens.start
        if not tree.words[start][:1].isupper():
            continue
        for index in range(start, min(tokens.stop, start + DATELINE)):
            word = tree.words[index]
            if word in DASHES and index > start and (tree.parse.starts[index] > tree.parse.ends[index - 1]):
                shouted = tree.words[start].isupper() and len(tree.words[start]) > 2
                if shouted or tree.words[index - 1] == ")":
                    found.update(range(start, index + 1))
                break
            if word[:1].isalpha() and not word[:1].isupper() and word not in {"of", "the"}:
                break
    return frozenset(found)


def source_tokens(tree: Tree, head: int, cue: int) -> set[int]:
    """Return the words that name the source: its phrase, without what only happens to stand between it and the cue.

    As PolNeAR's annotators have it: appositions belong (9 of 10), and the possessive mark of whoever has a thought
    or claim (3 of 4); "even" (1 of 6) and a day ("on Monday", 1 of 25) do not.
    """

    def outside(kid: int) -> bool:
        if tree.head[kid] == head and kid < head:
            return tree.lower[kid] == "even"
        return tree.head[kid] == head and _incidental(tree, kid, cue)

    out = tree.subtree(head, outside)
    if tree.dep[head] in {"acl", "relcl"}:
        out = {head}
    if cue in out and cue != head:  # the noun that a reduced relative hangs on
        out -= tree.subtree(_branch(tree, head, cue))
    out.discard(cue)
    return _completed(tree, _trim(tree, _reach(out - tree.datelines, head)), cue)


def _incidental(tree: Tree, kid: int, cue: int) -> bool:
    """Whether a phrase after the head of a source tells of the occasion, not of who it is."""
    dep = tree.dep[kid]
    if dep == "case":
        return tree.dep[tree.head[kid]] != "poss"
    if dep == "prep" and kid + 1 < len(tree) and tree.lower[kid + 1] in tree.syntax.weekday:
        return True
    if dep == "prep" and tree.lower[kid] == "for" and any(tree.lower[i] == "part" for i in tree.kids[kid]):
        return True  # "Lee for her part"
    if dep == "npadvmod" and tree.lower[kid] in tree.syntax.weekday:
        return True
    if kid > cue or dep not in {"relcl", "advcl", "acl", "prep"}:
        return False
    start = tree.left_edge(kid)
    if start == 0 or tree.words[start - 1] not in BREAKS:
        return False
    return dep != "acl" or tree.tag[kid] == "VBG"


def _completed(tree: Tree, tokens: set[int], cue: int) -> set[int]:
    """Return `tokens` with the last of several names where the parser cut it off ("Lee, Ruiz and | Kim said")."""
    if not tokens or tree.pos[max(tokens)] != "CCONJ":
        return tokens
    rest = range(max(tokens) + 1, cue)
    if rest and all(tree.pos[index] in {"PROPN", "NOUN", "DET", "ADJ", "NUM"} for index in rest):
        return tokens | set(rest)
    return tokens - {max(tokens)}


def _branch(tree: Tree, head: int, below: int) -> int:
    """Return the child of `head` above or at `below`."""
    while tree.head[below] not in {head, below}:
        below = tree.head[below]
    return below


def _reach(tokens: set[int], head: int) -> set[int]:
    """Return the tokens joined to `head` without a gap of more than two (a comma, a mark)."""
    low = high = head
    for index in sorted((i for i in tokens if i < head), reverse=True):
        if low - index > 2:
            break
        low = index
    for index in sorted(i for i in tokens if i > head):
        if index - high > 2:
            break
        high = index
    return {i for i in tokens if low <= i <= high}


def _trim(tree: Tree, tokens: set[int]) -> set[int]:
    """Return `tokens` without punctuation or marks at either end."""
    kept = set(tokens)
    while kept and tree.pos[max(kept)] in {"PUNCT", "SYM"} and tree.words[max(kept)] not in {")", "]"}:
        kept.discard(max(kept))
    while kept and tree.pos[min(kept)] in {"PUNCT", "SYM"} and tree.words[min(kept)] not in {"(", "[", "#", "$"}:
        kept.discard(min(kept))
    return kept
