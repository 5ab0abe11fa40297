"""What a name, noun or pronoun does in its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "agent"})
OBJECTS = frozenset({"dobj", "pobj", "dative", "attr", "iobj", "oprd"})
# How far up a chain of appositions and conjuncts is looked.
DEPTH = 4


def use_of(token: Token) -> str:
    """Return whether a word is its clause's `subject`, an `object`, a `possessive`, `part` of a phrase, or `other`."""
    node = token
    for _ in range(DEPTH):
        dep = node.dep_
        if dep in SUBJECTS:
            return "subject"
        if dep in OBJECTS:
            return "subject" if node.head.dep_ == "agent" else "object"
        if dep == "poss":
            return "possessive"
        if dep in {"compound", "nmod", "amod"}:
            return "part"
        if dep not in {"appos", "conj"} or node.head.i == node.i:
            return "other"
        node = node.head
    return "other"


def is_main(subject: Token) -> bool:
    """Whether the verb of `subject` heads its sentence, or is joined to the one that does."""
    node = subject
    for _ in range(DEPTH):
        if node.dep_ in SUBJECTS:
            break
        node = node.head
    verb = node.head
    for _ in range(DEPTH):
        if verb.dep_ == "ROOT":
            return True
        if verb.dep_ not in {"conj", "parataxis"}:
            return False
        verb = verb.head
    return False
