"""Where a dependency pattern matches: a possible attribution, not yet judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from attrib.extraction.contents import clause_tokens, phrase_tokens, rest_tokens
from attrib.extraction.cues import cue_key, cue_tokens
from attrib.extraction.patterns import Match
from attrib.extraction.sources import agent_of, noun_source, source_tokens, subject_of
from attrib.extraction.tree import Tree

COMPLEMENTS = ("ccomp", "dobj", "xcomp")
CLAUSE_HEADS = frozenset({"ccomp", "advcl", "acl", "xcomp", "pcomp", "relcl"})


@dataclass(frozen=True)
class Candidate:
    """A possible relation as sets of tokens; `anchor` is the cue's head, `subject` the head of the source."""

    rule: str
    frame: str
    lemma: str
    anchor: int
    cue: frozenset[int]
    content: frozenset[int]
    source: frozenset[int]
    subject: int | None
    shared: bool = False
    confidence: float | None = None
    nodes: dict[str, int] = field(default_factory=dict, compare=False)


def find_candidates(tree: Tree, matches: Iterable[Match]) -> Iterator[Candidate]:
    """Yield a candidate for each match, the first of several patterns for one cue and content only.

    Patterns are tried in the order of their files, so that the more exact one stands before the wider one.
    """
    seen: set[tuple[int, int]] = set()
    for match in matches:
        cue, content = match.nodes["cue"], match.nodes.get("content", -1)
        if (cue, content) in seen or tree.parse.masked[cue]:
            continue
        candidate = _candidate(tree, match)
        if candidate is None or not candidate.content:
            continue
        seen.add((cue, content))
        yield candidate


def _candidate(tree: Tree, match: Match) -> Candidate | None:
    nodes, pattern = match.nodes, match.pattern
    anchor = nodes["cue"]
    cue = cue_tokens(tree, anchor) | {nodes[name] for name in pattern.cue}
    cue |= {i for i in range(min(cue), max(cue)) if tree.pos[i] == "DET" and tree.head[i] in cue}
    source, subject, shared = _source(tree, match)
    content = _content(tree, match, cue | source)
    if content & {anchor} or _is_result(tree, anchor, content):
        return None
    return Candidate(
        rule=pattern.id,
        frame=pattern.frame_for({name: tree.lower[index] for name, index in nodes.items()}),
        lemma=cue_key(tree, anchor),
        anchor=anchor,
        cue=frozenset(cue),
        content=frozenset(content - cue),
        source=frozenset(source - cue - content),
        subject=subject,
        shared=shared,
        confidence=pattern.confidence,
        nodes=nodes,
    )


def _is_result(tree: Tree, anchor: int, content: set[int]) -> bool:
    """Whether the clause says what follows from a degree or is aimed at ("so steep that", "so that")."""
    degree = tree.syntax.degree
    if any(tree.lower[kid] in degree and kid < anchor for kid in tree.children(anchor, ("advmod",))):
        return True
    start = min(content, default=0)
    return start > 0 and tree.lower[start] == "that" and tree.lower[start - 1] in degree


def _source(tree: Tree, match: Match) -> tuple[set[int], int | None, bool]:
    """Return the tokens of the source, its head, and whether it is another verb's subject too."""
    where, anchor = match.pattern.source, match.nodes["cue"]
    head: int | None
    shared = False
    if where == "none":
        return set(), None, False
    if where == "agent":
        head = agent_of(tree, anchor)
    elif where == "noun":
        head = noun_source(tree, anchor)
    elif where in match.nodes:
        head = match.nodes[where]
    elif tree.child(anchor, ("auxpass",)) is not None:
        head = agent_of(tree, anchor)
    else:
        head, shared = subject_of(tree, anchor)
    if head is not None and tree.parse.masked[head]:
        head, shared = _reporter_before(tree, anchor), True
    if head is None:
        return set(), None, False
    return {i for i in source_tokens(tree, head, anchor) if not tree.parse.masked[i]}, head, shared


def _reporter_before(tree: Tree, anchor: int) -> int | None:
    """Return the subject of the nearest verb before `anchor` in its sentence that has one outside an utterance.

    A participle hung on an utterance's stand-in is its reporter's ("“…,” she said, adding that …").
    """
    for verb in range(anchor - 1, tree.first[anchor] - 1, -1):
        if tree.is_verb(verb) and not tree.parse.masked[verb]:
            found = tree.child(verb, ("nsubj", "nsubjpass"))
            if found is not None and not tree.parse.masked[found]:
                return found
    return None


def _content(tree: Tree, match: Match, taken: set[int]) -> set[int]:
    anchor, content = match.nodes["cue"], match.pattern.content
    if content == ("rest",):
        if tree.dep[anchor] == "advcl" and any(tree.lower[kid] != "it" for kid in tree.children(anchor, COMPLEMENTS)):
            return set()  # "as he said that …" tells when, not who
        return rest_tokens(tree, anchor, taken)
    out: set[int] = set()
    for name in content:
        index = match.nodes[name]
        if index == tree.head[anchor]:  # the noun that the cue's own clause hangs on
            out |= phrase_tokens(tree, index, anchor) - tree.subtree(anchor)
        elif tree.dep[index] in CLAUSE_HEADS:
            out |= clause_tokens(tree, index, anchor)
        else:
            out |= phrase_tokens(tree, index, anchor)
    return out - taken
