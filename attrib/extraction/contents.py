"""What is attributed: how far a content reaches from its head."""

from __future__ import annotations

from attrib.extraction.tree import Tree
from attrib.extraction.verbs import is_set_off, tense_of

# What shows that words before an utterance open its clause: its conjunction or its subject.
LEADING = frozenset({"mark", "nsubj", "nsubjpass", "advcl", "csubj"})
# Phrases after an object that belong to what is attributed; time and place do not (counted on PolNeAR train:
# 80 to 100 % of these are in, 33 to 58 % of the others).
OBJECT_TAILS = frozenset({"as", "of", "for", "to", "with", "over", "about", "against", "from", "toward", "towards"})


def clause_tokens(tree: Tree, head: int, cue: int) -> set[int]:
    """Return the tokens of a content clause: its subtree without an incidental tail or another's cue."""

    def skip(kid: int) -> bool:
        if kid == cue:
            return True
        if tree.lower[kid] == "according" and tree.dep[kid] == "prep":
            return True
        if tree.dep[kid] == "conj" and tree.head[kid] == head and _speaks_on(tree, kid, head, cue):
            return True
        if tree.dep[kid] == "advcl" and kid > cue and _resumes(tree, kid):
            return True
        return tree.dep[kid] == "parataxis" and kid > head

    out = tree.subtree(head, skip)
    for kid in tree.kids[cue]:
        if cue < kid < head and _opens_clause(tree, kid, head, cue):
            out |= tree.subtree(kid, skip)
    for kid in tree.kids[cue]:  # "said that …, and that …", the second clause hung on the cue
        if kid > head and tree.dep[kid] in {"conj", "ccomp", "advcl"} and tree.lower[_edge(tree, kid)] == "that":
            out |= tree.subtree(kid, skip)
    out = _without_final_relative(tree, out)
    return trim(tree, _without_answer(tree, out, cue))


# Words that stand before a participle that opens a sentence, and the reach of the clause after its comma.
OPENING = frozenset({"when", "as", "if", "once", "and", "but"})
ANSWER = 8


def _without_answer(tree: Tree, tokens: set[int], cue: int) -> set[int]:
    """Return `tokens` without the main clause that the parser hung below what was asked ("Asked why, Lee said …")."""
    if tree.tag[cue] not in {"VBN", "VBD"} or tree.child(cue, ("nsubj", "nsubjpass")) is not None:
        return tokens
    if any(tree.lower[index] not in OPENING for index in range(tree.first[cue], cue)):
        return tokens
    for comma in sorted(index for index in tokens if tree.words[index] == "," and index > cue):
        for index in range(comma + 1, min(comma + ANSWER, tree.last[cue])):
            if tree.words[index] == ",":
                break
            if tree.lemma[index] in tree.syntax.speaking and tree.tag[index] in {"VBD", "VBZ"}:
                return {token for token in tokens if token < comma}
    return tokens


def _speaks_on(tree: Tree, verb: int, head: int, cue: int) -> bool:
    """Whether a conjunct goes on about the cue's own subject: "said Libya needed help and expressed gratitude".

    It has no subject, and the tense of the cue; a verb that does not say anything must differ from the clause's own
    tense besides ("insists that it must change, and has backed a rival").
    """
    if tree.child(verb, ("nsubj", "nsubjpass", "expl")) is not None or tense_of(tree, verb) != tense_of(tree, cue):
        return False
    return tree.lemma[verb] in tree.syntax.speaking or tense_of(tree, verb) != tense_of(tree, head)


def _resumes(tree: Tree, verb: int) -> bool:
    """Whether a participle after a comma goes on with what the speaker says ("said it was late, noting that …")."""
    if tree.tag[verb] != "VBG" or tree.lemma[verb] not in tree.syntax.speaking:
        return False
    return is_set_off(tree, verb)


def _opens_clause(tree: Tree, kid: int, head: int, cue: int) -> bool:
    """Whether a word the parser hung on the cue is the beginning of the clause after it.

    A clause before the clause always is; an object is where the cue does not take the one spoken to.
    """
    if tree.dep[kid] == "ccomp":
        return True
    if tree.dep[kid] != "dobj" or tree.lemma[cue] in tree.syntax.addressing:
        return False
    return tree.lower[_edge(tree, head)] != "that"


def _edge(tree: Tree, index: int) -> int:
    """Return the first word below `index`, down its leftmost branches."""
    while tree.kids[index] and tree.kids[index][0] < index:
        index = tree.kids[index][0]
    return index


def _without_final_relative(tree: Tree, tokens: set[int]) -> set[int]:
    """Drop a last ", which …" clause: the annotators leave out 77 of 119."""
    end = max(tokens)
    for index in sorted(tokens):
        if tree.dep[index] != "relcl":
            continue
        branch = tree.subtree(index)
        start = min(branch)
        final = max(branch & tokens, default=-1) >= end - 1 and start > 0 and tree.words[start - 1] == ","
        if final and tree.lower[start] in {"which", "who", "where", "whom", "whose", "when"}:
            return tokens - branch
    return tokens


def phrase_tokens(tree: Tree, head: int, cue: int) -> set[int]:
    """Return the tokens of an attributed phrase: the noun phrase, and the tails that hang on the cue after it."""

    def skip(kid: int) -> bool:
        if kid == cue:
            return True
        return tree.dep[kid] == "prep" and tree.lower[kid] == "according"

    out = tree.subtree(head, skip)
    if tree.head[head] == cue and tree.dep[head] == "dobj":
        for kid in tree.kids[cue]:
            if kid > head and tree.dep[kid] == "prep" and tree.lower[kid] in OBJECT_TAILS:
                out |= tree.subtree(kid, skip)
    out = _without_final_relative(tree, out)
    return trim(tree, out)


def led_tokens(tree: Tree, cue: int, utterance: range) -> set[int]:
    """Return the words between a cue and an utterance that belong to its sentence ("said Lee is so tired that “…”").

    They are those the parser hangs below the utterance's stand-in.
    """
    inside: list[int] = []
    for index in range(cue + 1, utterance.start):
        if tree.pos[index] == "PUNCT":
            continue
        above = next((at for at in tree.ancestors(index) if at in utterance or at == cue), None)
        if above is not None and above in utterance:
            inside.append(index)
    if not any(tree.dep[index] in LEADING for index in inside):
        return set()
    return trim(tree, set(range(inside[0], utterance.start)))


def rest_tokens(tree: Tree, cue: int, taken: set[int]) -> set[int]:
    """Return the clause or sentence that an adjunct ("according to the port") speaks of, without the adjunct."""
    start, end = tree.first[cue], tree.last[cue]
    adjunct = _adjunct(tree, cue)
    low, high = min(adjunct), max(adjunct)
    tail = [i for i in range(high + 1, end + 1) if tree.pos[i] != "PUNCT"]
    if not tail:  # it ends the sentence: all before it
        return trim(tree, set(range(start, low)))
    head = [i for i in range(start, low) if tree.pos[i] not in {"PUNCT", "CCONJ"}]
    if not head:
        return trim(tree, set(range(high + 1, end + 1)))
    owner = tree.head[cue]
    while tree.head[owner] != owner and not tree.is_verb(owner):
        owner = tree.head[owner]
    out = {i for i in tree.subtree(owner) if start <= i <= end} - adjunct
    return trim(tree, out or set(range(start, end + 1)) - adjunct)


def _adjunct(tree: Tree, cue: int) -> set[int]:
    tokens = {i for i in tree.subtree(cue) if tree.first[cue] <= i <= tree.last[cue]}
    return tokens or {cue}


def trim(tree: Tree, tokens: set[int]) -> set[int]:
    """Return `tokens` without commas, dashes, conjunctions or a half bracket at either end."""
    kept = set(tokens)
    while kept:
        last = max(kept)
        if tree.words[last] in {",", ";", ":", "-", "—", "–", "―", ".", "--"} or tree.dep[last] == "cc":
            kept.discard(last)
        else:
            break
    while kept:
        first = min(kept)
        if tree.words[first] in {",", ";", ":", "-", "—", "–", "―", ".", "--"} or tree.dep[first] == "cc":
            kept.discard(first)
        else:
            break
    return kept
