"""What a name, noun or pronoun does in its sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import TYPE_CHECKING

from attrib.nlp import Parse

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "agent"})
OBJECTS = frozenset({"dobj", "pobj", "dative", "attr", "iobj", "oprd"})
# How far up a chain of appositions and conjuncts is looked.
DEPTH = 4
# How many tokens either side of a word are looked at, whatever the length of its sentence.
REACH = 100


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


def words_at(doc: Doc, words: Iterable[str]) -> list[int]:
    """Return the tokens that read one of `words`, in lower case; a whole text is looked through at little cost."""
    strings = doc.vocab.strings
    wanted = {strings[word] for word in words}
    return [index for index, word in enumerate(doc.to_array("LOWER").tolist()) if word in wanted]


def clause_of(token: Token) -> Token | None:
    """Return the verb whose subject or object a word is, alone, joined to others, or by way of a preposition."""
    node = token
    for _ in range(DEPTH):
        head = node.head
        if head.i == node.i:
            return None
        if head.pos_ in {"VERB", "AUX"}:
            return head
        if head.pos_ in {"NOUN", "PROPN", "PRON"} and node.dep_ not in {"conj", "appos"}:
            return None
        node = head
    return None


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


def sentence_around(parse: Parse, token: Token) -> Span:
    """Return the part of a word's sentence that lies near it: a text without full stops costs no more than another."""
    at, starts = token.i, parse.sentence_starts
    number = bisect_right(starts, at)
    first = starts[number - 1] if number else 0
    last = starts[number] - 1 if number < len(starts) else len(parse.doc) - 1
    return parse.doc[max(first, at - REACH) : min(last, at + REACH) + 1]
