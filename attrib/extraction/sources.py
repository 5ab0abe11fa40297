"""Whose words: the subject of a cue, also where the tree hides it."""

from __future__ import annotations

from attrib.extraction.phrases import in_dateline, source_tokens
from attrib.extraction.tree import NOMINAL, Tree
from attrib.extraction.verbs import BREAKS, is_set_off, tense_of

__all__ = ["agent_of", "noun_source", "source_tokens", "subject_of"]

DEPTH = 6
SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
AGENTIVE = frozenset({"by", "from", "among"})
# Links a subject is shared along from the verb above.
SHARING = frozenset({"acomp", "attr", "oprd", "advcl", "ccomp", "parataxis", "dep", "aux", "auxpass"})


def subject_of(tree: Tree, verb: int, depth: int = DEPTH) -> tuple[int | None, bool]:
    """Return the head of who does what `verb` says, and whether it was found at another verb.

    Follows coordination, control, participles and reduced relatives upwards.  A bare past participle ("asked
    whether", "billed as") and a verb of seeming have nobody but their agent or experiencer.
    """
    own = _own(tree, verb)
    if (
        own is not None
        and tree.lower[own] == "it"
        and tree.dep[verb] == "ccomp"
        and tree.lemma[tree.head[verb]] == "make"
    ):
        return _above(tree, tree.head[verb], depth), True  # "made it clear that"
    if tree.lemma[verb] in tree.syntax.raising and depth == DEPTH:
        return _experiencer(tree, verb), False
    if own is not None:
        return own, False
    if _bare_participle(tree, verb):
        return agent_of(tree, verb), False
    if depth == 0:
        return None, False
    found = _shared(tree, verb, depth) if tree.head[verb] != verb else None
    if found is not None:
        return found, True
    return _lost(tree, verb), False


def _own(tree: Tree, verb: int) -> int | None:
    """Return the subject the parser gave the verb, unless no subject can look so."""
    for kid in tree.kids[verb]:
        if tree.dep[kid] not in SUBJECT:
            continue
        if tree.lower[kid] in {"n't", "n’t", "not"} or (kid > verb and tree.lower[kid] in tree.syntax.weekday):
            continue
        if in_dateline(tree, kid):  # the parser hangs who follows a dateline on it ("LIMA — Ruiz said")
            named = [below for below in tree.children(kid, ("appos",)) if not in_dateline(tree, below)]
            if named:
                return named[0]
            continue
        return kid
    return None


def _experiencer(tree: Tree, verb: int) -> int | None:
    """Return to whom it seems ("seems to them")."""
    for kid in tree.kids[verb]:
        if tree.dep[kid] == "prep" and tree.lower[kid] == "to":
            return tree.child(kid, ("pobj",))
    return None


def _bare_participle(tree: Tree, verb: int) -> bool:
    """Whether the verb is a past participle without an auxiliary that hangs on a noun or a clause."""
    return tree.tag[verb] == "VBN" and tree.dep[verb] in {"advcl", "acl"} and tree.child(verb, ("aux",)) is None


def _shared(tree: Tree, verb: int, depth: int) -> int | None:
    head, dep = tree.head[verb], tree.dep[verb]
    if dep in {"acl", "relcl"} and tree.pos[head] in NOMINAL:
        return _modified(tree, verb, head, depth)
    if dep == "conj":
        return _coordinated(tree, verb, depth)
    if dep == "xcomp":
        if tree.lemma[head] in tree.syntax.object_control:
            controlled = tree.child(head, ("dobj", "dative", "nsubjpass"))
            if controlled is not None:
                return controlled
        return _above(tree, head, depth)
    if dep == "advcl" and tree.tag[verb] == "VBG":
        return _above(tree, _outermost(tree, verb, head), depth)
    if dep in SHARING:
        return _above(tree, head, depth)
    if dep == "amod" and head < verb and tree.pos[head] in NOMINAL:  # "Republicans, wary of the cost, …"
        return head
    if dep == "pcomp" and tree.lower[head] == "as":  # "quoted Lee as saying", "Lee was quoted as saying"
        controlled = tree.child(tree.head[head], ("dobj", "nsubjpass"))
        if controlled is not None:
            return controlled
    if dep in {"pcomp", "prep"}:
        return _governor(tree, head if dep == "prep" else tree.head[head], depth)
    return None


def _above(tree: Tree, head: int, depth: int) -> int | None:
    """Return who does what the verb or adjective above says."""
    own = _own(tree, head)
    return own if own is not None else subject_of(tree, head, depth - 1)[0]


def _outermost(tree: Tree, verb: int, head: int) -> int:
    """Return the reporting verb that a participle after a comma goes on from ("Lee said it was late, adding …"),
    not the verb of the clause that is reported.
    """
    if not is_set_off(tree, verb):
        return head
    while True:
        first = _first_conjunct(tree, head)
        above = tree.head[first]
        if tree.dep[first] == "acl" and tree.dep[above] in {"dobj", "pobj"} and above < first:
            above = tree.head[above] if tree.dep[above] == "dobj" else tree.head[tree.head[above]]
        elif tree.dep[first] != "ccomp":
            return head
        if above > first or not tree.is_verb(above):
            return head
        head = above


def _first_conjunct(tree: Tree, verb: int) -> int:
    """Return the first of the conjuncts that share the verb's subject."""
    while tree.dep[verb] == "conj" and _own(tree, verb) is None:
        verb = tree.head[verb]
    return verb


def _coordinated(tree: Tree, verb: int, depth: int) -> int | None:
    """Return the subject a conjunct shares: that of the first conjunct or, where that is a reported clause in
    another tense, of the verb that reports it ("She said it was late and called for help").
    """
    first = _first_conjunct(tree, tree.head[verb])
    outer = tree.head[first]
    if (
        tree.dep[first] == "ccomp"
        and outer < first
        and tree.is_verb(outer)
        and tense_of(tree, verb) == tense_of(tree, outer)
    ):
        return _above(tree, outer, depth)
    return _above(tree, tree.head[verb], depth)


def _modified(tree: Tree, verb: int, noun: int, depth: int) -> int | None:
    """Return who does what a reduced relative says: its noun or, where that is a thing put out by somebody or the
    participle only looks as if it hung there, whoever does what the verb above says.
    """
    if tree.pos[noun] == "PRON" or tree.dep[noun] in SUBJECT:
        return noun
    above, link = tree.head[noun], tree.dep[noun]
    if link == "conj":
        above, link = tree.head[tree.head[noun]], tree.dep[tree.head[noun]]
    thing = tree.lemma[noun] in tree.syntax.thing
    if link == "pobj" and tree.dep[above] == "prep":
        above = tree.head[above]
        if tree.pos[above] in NOMINAL and tree.dep[above] in {"dobj", "pobj"}:
            above = tree.head[above]
    if not tree.is_verb(above) or above > noun or tree.child(above, ("expl",)) is not None:
        return noun
    resumed = tree.tag[verb] == "VBG" and tree.words[verb - 1] in BREAKS and tree.dep[noun] in {"dobj", "conj", "attr"}
    issued = thing and (tree.lemma[above] in tree.syntax.issuing or link == "pobj")
    # "held a briefing to say", "pointed to a case to say": things do not speak
    aimed = tree.tag[verb] == "VB" and link in {"dobj", "pobj"} and tree.pos[noun] == "NOUN" and tree.tag[noun] != "NNS"
    if resumed or issued or aimed:
        found = _above(tree, above, depth)
        return noun if found is None else found
    return noun


def _governor(tree: Tree, above: int, depth: int) -> int | None:
    """Return who does what the phrase around a gerund says ("a habit of calling", "stopped short of calling")."""
    while tree.pos[above] in {"ADJ", "ADV", "ADP", "SCONJ"} and tree.head[above] != above:
        above = tree.head[above]
    if tree.is_verb(above):
        return _above(tree, above, depth)
    if tree.pos[above] not in NOMINAL:
        return None
    if tree.pos[above] == "NOUN":
        owner = tree.child(above, ("poss",))
        if owner is not None:
            return owner
        verb = tree.head[above]
        if tree.dep[above] in {"dobj", "attr"} and tree.is_verb(verb):
            return _above(tree, verb, depth)
    return above


def _lost(tree: Tree, verb: int) -> int | None:
    """Return a subject that the parser hung elsewhere: after a cue that ends its clause ("…, said Lee"), or the
    phrase right before a finite verb.
    """
    for kid in tree.kids[verb]:
        if kid > verb and tree.dep[kid] in {"attr", "npadvmod"} and tree.pos[kid] == "PROPN":
            return kid
    if tree.tag[verb] not in FINITE and not _finite_auxiliary(tree, verb):
        return None
    at = verb - 1
    while at >= tree.first[verb] and (
        tree.pos[at] in {"ADV", "AUX", "PART"} or (tree.head[at] == verb and tree.dep[at] in {"aux", "neg", "advmod"})
    ):
        if tree.words[at] == "Will":
            return at
        at -= 1
    low = tree.first[verb]
    if at >= low and tree.words[at] == ",":
        at -= 1
    if at >= low and tree.words[at] == ")":
        at = next((i - 1 for i in range(at, low, -1) if tree.words[i] == "("), at)
    if at < low or tree.lower[at] in {"there", "n’t"}:
        return None
    if tree.pos[at] not in NOMINAL or tree.parse.masked[at] or in_dateline(tree, at):
        return None
    return _phrase_head(tree, at, low, verb)


def _phrase_head(tree: Tree, at: int, low: int, high: int) -> int:
    """Return the head of the noun phrase that ends at `at`, within the tokens from `low` to `high`."""
    best = at
    while low <= tree.head[at] < high and tree.head[at] != at:
        at = tree.head[at]
        if tree.pos[at] in NOMINAL and not tree.parse.masked[at]:
            best = at
        elif tree.lower[at] not in {"of", "for", "at", "in", "with", "from"}:
            break
    return best


def _finite_auxiliary(tree: Tree, verb: int) -> bool:
    return any(tree.tag[kid] in FINITE for kid in tree.children(verb, ("aux", "auxpass")))


def _is_who(tree: Tree, index: int | None) -> bool:
    """Whether the token is a name or a pronoun for somebody: who raises a question asks it, an event leads to it."""
    if index is None:
        return False
    return tree.pos[index] == "PROPN" or tree.lower[index] in {"he", "she", "they", "who", "i", "we", "you"}


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
        if tree.dep[kid] in {"prep", "agent"} and tree.lower[kid] in AGENTIVE:
            found = tree.child(kid, ("pobj",))
            if found is not None:
                return found
    head, dep = tree.head[noun], tree.dep[noun]
    if dep in {"dobj", "attr", "oprd"} and tree.is_verb(head):
        subject = _above(tree, head, DEPTH)
        if tree.child(head, ("expl",)) is not None:
            return None
        if tree.lemma[head] in tree.syntax.receiving and not (tree.lemma[head] == "raise" and _is_who(tree, subject)):
            return None
        return subject
    if dep == "pobj":
        above = tree.head[head]
        while tree.pos[above] in {"ADV", "ADJ", "ADP", "SCONJ"} and tree.head[above] != above:
            above = tree.head[above]
        if tree.is_verb(above):
            return _above(tree, above, DEPTH)
    compound = tree.child(noun, ("compound", "nmod"))
    if compound is not None and tree.pos[compound] == "PROPN":
        return compound
    return None
