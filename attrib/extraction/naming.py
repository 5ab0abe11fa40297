"""What somebody is called in quotation marks ("called the plan “a mistake”"), which the parser hangs in many ways."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrib.extraction.candidates import Candidate
from attrib.extraction.cues import cue_key, cue_tokens
from attrib.extraction.sources import source_tokens, subject_of
from attrib.extraction.tree import NOMINAL, Tree

# Most words of who or what is named, and the tags they have.
REACH = 10
NAMED = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "DT", "JJ", "POS", "CD", "HYPH", "IN", "RB", "VBG"})


def find_namings(tree: Tree, fragments: Iterable[range]) -> Iterator[Candidate]:
    """Yield a candidate for each verb of naming that a phrase and words in marks follow; `fragments` are the latter."""
    for tokens in fragments:
        verb = _verb_before(tree, tokens.start)
        if verb is None:
            continue
        subject = _subject(tree, verb)
        if subject is None or tree.parse.masked[subject]:
            continue
        cue = cue_tokens(tree, verb)
        source = source_tokens(tree, subject, verb) - cue
        content = set(range(verb + 1, tokens.stop)) - cue
        yield Candidate(
            "naming",
            "object-predicate",
            cue_key(tree, verb),
            verb,
            frozenset(cue),
            frozenset(content),
            frozenset(source - content),
            subject,
        )


def _verb_before(tree: Tree, mark: int) -> int | None:
    """Return the verb of naming before the words in marks from `mark` on, with one phrase between them."""
    for index in range(mark - 1, max(tree.first[mark], mark - REACH) - 1, -1):
        if tree.lemma[index] in tree.syntax.naming and tree.pos[index] == "VERB":
            if tree.tag[index + 1] == "IN":  # "calling for", "labelled as": what follows is no name
                return None
            return index if index < mark - 1 and tree.child(index, ("auxpass",)) is None else None
        if tree.tag[index] not in NAMED or tree.parse.masked[index]:
            return None
    return None


def _subject(tree: Tree, verb: int) -> int | None:
    """Return who names: the subject or, where the parser takes the verb for a participle, the noun right before it."""
    found, _ = subject_of(tree, verb)
    if found is not None:
        return found
    above = tree.head[verb]
    return above if tree.dep[verb] == "acl" and above == verb - 1 and tree.pos[above] in NOMINAL else None
