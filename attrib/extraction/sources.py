"""Whose words: the subject of a cue, where the tree hides it, and the words that name it."""

from __future__ import annotations

from attrib.extraction.tree import NOMINAL, Tree

# Verbs whose object, not subject, does what their infinitive says ("urged the port to report").
OBJECT_CONTROL = frozenset(
    "advise allow ask assign beg call challenge command compel convince direct enable encourage expect forbid force"
    " get help instruct invite lead leave let make need order permit persuade prepare press pressure prompt push"
    " remind request require teach tell train trust urge want warn".split()
)
DEPTH = 6


def subject_of(tree: Tree, verb: int, depth: int = DEPTH) -> tuple[int | None, bool]:
    """Return the head of who does what `verb` says, and whether it was found at another verb.

    Follows coordination, control, participles and reduced relatives upwards.
    """
    own = tree.child(verb, ("nsubj", "nsubjpass", "csubj"))
    if own is not None:
        return own, False
    if depth == 0 or tree.head[verb] == verb:
        return _inverted(tree, verb), False
    return _shared(tree, verb, depth), True


def _shared(tree: Tree, verb: int, depth: int) -> int | None:
    head, dep = tree.head[verb], tree.dep[verb]
    if dep in {"acl", "relcl"} and tree.pos[head] in NOMINAL:
        return head
    if dep in {"acomp", "attr", "conj", "advcl", "ccomp", "parataxis", "dep"}:
        return subject_of(tree, head, depth - 1)[0]
    if dep == "xcomp":
        if tree.lemma[head] in OBJECT_CONTROL:
            controlled = tree.child(head, ("dobj", "dative", "nsubjpass"))
            if controlled is not None:
                return controlled
        return subject_of(tree, head, depth - 1)[0]
    if dep in {"pcomp", "prep"}:
        above = head if dep == "prep" else tree.head[head]
        if tree.is_verb(above):
            return subject_of(tree, above, depth - 1)[0]
        return above if tree.pos[above] in NOMINAL else None
    if dep in {"aux", "auxpass"}:
        return subject_of(tree, head, depth - 1)[0]
    return None


def _inverted(tree: Tree, verb: int) -> int | None:
    """Return a subject that the parser took for an object or attribute of a clause-final cue ("…, said Lee")."""
    for kid in tree.kids[verb]:
        if kid > verb and tree.dep[kid] in {"attr", "npadvmod"} and tree.pos[kid] in {"PROPN"}:
            return kid
    return None


def agent_of(tree: Tree, verb: int) -> int | None:
    """Return the head of the "by" phrase of a passive verb."""
    by = tree.child(verb, ("agent",))
    return None if by is None else tree.child(by, ("pobj",))


def noun_source(tree: Tree, noun: int) -> int | None:
    """Return who has the thought or word that `noun` names: its possessor, "by" or "of" phrase, or the subject
    of the verb it is the object of ("Lee repeated her claim", "the group expressed hope").
    """
    own = tree.child(noun, ("poss",))
    if own is not None:
        return own
    for kid in tree.kids[noun]:
        if tree.dep[kid] in {"prep", "agent"} and tree.lower[kid] in {"by", "from", "among"}:
            found = tree.child(kid, ("pobj",))
            if found is not None:
                return found
    head, dep = tree.head[noun], tree.dep[noun]
    if dep in {"dobj", "attr", "oprd"} and tree.is_verb(head):
        return subject_of(tree, head)[0]
    if dep == "pobj" and tree.is_verb(tree.head[head]):
        return subject_of(tree, tree.head[head])[0]
    compound = tree.child(noun, ("compound", "nmod"))
    if compound is not None and tree.pos[compound] == "PROPN":
        return compound
    return None


def source_tokens(tree: Tree, head: int, cue: int) -> set[int]:
    """Return the words that name the source: its phrase, without an incidental clause before the cue.

    Appositions belong (PolNeAR keeps 9 of 10), possessive marks do not.
    """

    def incidental(kid: int) -> bool:
        if tree.dep[kid] in {"relcl", "advcl"} and kid > head:
            start = tree.left_edge(kid)
            return kid < cue and start > 0 and tree.words[start - 1] in {",", "—", "–", "-"}
        return tree.dep[kid] in {"case", "cc", "preconj"} and kid > head and tree.dep[kid] == "case"

    out = tree.subtree(head, incidental)
    if tree.dep[head] in {"acl", "relcl"}:
        out = {head}
    out.discard(cue)
    if cue in tree.subtree(head):  # the noun that a reduced relative hangs on
        out -= tree.subtree(_branch(tree, head, cue))
    return _trim(tree, _reach(out, head))


def _branch(tree: Tree, head: int, below: int) -> int:
    """Return the child of `head` above or at `below`."""
    while tree.head[below] != head:
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
