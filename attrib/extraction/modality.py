"""Whether the article states an attribution, denies it, asks it or imagines it."""

from __future__ import annotations

from collections.abc import Collection

from attrib.extraction.tree import Tree
from attrib.model import Modality

NEGATIONS = frozenset({"never", "n't", "n’t", "not", "no", "neither", "nor", "hardly"})
NOBODY = frozenset({"nobody", "none", "neither"})
CLOSING = frozenset({"”", '"', "''", "’", "'", ")"})
WH_TAGS = frozenset({"WDT", "WP", "WP$", "WRB"})
SUBJECT = frozenset({"nsubj", "nsubjpass", "expl"})


def modality_of(tree: Tree, anchor: int, cue: Collection[int], lemma: str) -> Modality:
    """Return the modality of the cue headed by `anchor`.

    It is that of the cue, not of its content: "he asked whether" is asserted, "did he say so?" is asked.
    """
    chain = [anchor, *_completed(tree, anchor)]
    negated = _negated(tree, chain, cue)
    if _asked(tree, chain[-1]):
        return Modality.ASKED
    if not negated and (
        lemma in tree.syntax.refusing or any(tree.lemma[verb] in tree.syntax.refusing for verb in chain)
    ):
        return Modality.REFUSED
    if negated:
        return Modality.NEGATED
    if any(_unreal(tree, verb) for verb in chain) or _imperative(tree, chain[-1]):
        return Modality.HYPOTHETICAL
    return Modality.ASSERTED


def _completed(tree: Tree, anchor: int) -> list[int]:
    """Return the verbs that a cue in the infinitive completes, nearest first ("did not want to say")."""
    found = []
    at = anchor
    while tree.dep[at] == "xcomp" and tree.is_verb(tree.head[at]) and tree.head[at] != at:
        at = tree.head[at]
        found.append(at)
    return found


def _negated(tree: Tree, chain: Collection[int], cue: Collection[int]) -> bool:
    if any(tree.dep[index] == "neg" or tree.lower[index] in NEGATIONS for index in cue):
        return True
    for verb in chain:
        for kid in tree.kids[verb]:
            if tree.dep[kid] == "neg":
                return True
            if tree.dep[kid] in SUBJECT and (tree.lower[kid] in NOBODY or _no_one(tree, kid)):
                return True
    return False


def _no_one(tree: Tree, subject: int) -> bool:
    """Whether a subject is nobody ("no one", "no official")."""
    return any(tree.lower[kid] == "no" and tree.dep[kid] == "det" for kid in tree.kids[subject])


def _unreal(tree: Tree, verb: int) -> bool:
    """Whether the verb stands under a modal or in a condition."""
    for kid in tree.kids[verb]:
        if tree.dep[kid] == "aux" and tree.lower[kid] in tree.syntax.unreal:
            return True
        if tree.dep[kid] == "mark" and tree.lower[kid] in tree.syntax.condition:
            return tree.dep[verb] != "ccomp"  # "asked if" heads a content, not a condition
    return False


def _imperative(tree: Tree, verb: int) -> bool:
    """Whether the verb tells the reader to do it ("Ask whether …")."""
    return (
        tree.dep[verb] == "ROOT"
        and tree.tag[verb] == "VB"
        and tree.child(verb, ("nsubj", "nsubjpass", "csubj", "expl", "aux")) is None
    )


def _asked(tree: Tree, verb: int) -> bool:
    """Whether the cue is the verb of a question: the sentence ends in "?" and its order is a question's."""
    if tree.dep[verb] != "ROOT":
        return False
    end = tree.last[verb]
    if tree.words[end] in CLOSING and end > verb:
        return False  # the question stands in a quotation
    if tree.words[end] != "?" or tree.parse.masked[end]:
        return False
    subject = tree.child(verb, SUBJECT)
    if subject is None:
        return True
    return any(
        kid < subject and (tree.dep[kid] in {"aux", "auxpass"} or tree.tag[kid] in WH_TAGS) for kid in tree.kids[verb]
    ) or (tree.tag[subject] in WH_TAGS)
