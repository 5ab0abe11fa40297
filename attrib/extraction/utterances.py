"""Whole utterances in quotation marks, and the reporting clauses that stand next to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from attrib.extraction.cues import cue_key, cue_tokens
from attrib.extraction.sources import source_tokens, subject_of
from attrib.extraction.tree import NOMINAL, Tree
from attrib.model import Quotation

SENTENCE_ENDS = frozenset({".", "!", "?", ";", "...", "…"})
LEADS = frozenset({",", ":", "—", "–", "--", "-"})
# Words that open a clause of their own, after which what follows a quotation no longer reports it.
OPENERS = frozenset({"and", "but", "because", "while", "although", "though", "which", "who", "when", "after", "before"})


@dataclass(frozen=True)
class Utterance:
    """A masked quotation: its number among the article's quotations, its stand-in's tokens, its block."""

    number: int
    quotation: Quotation
    first: int
    last: int

    @property
    def block(self) -> int:
        """The index of its block."""
        return self.quotation.block


@dataclass(frozen=True)
class Clause:
    """A reporting clause beside an utterance; `side` is where the clause stands."""

    side: str  # "after" or "before"
    anchor: int
    lemma: str
    cue: frozenset[int]
    source: frozenset[int]
    subject: int | None
    inverted: bool
    distance: int

    @property
    def frame(self) -> str:
        """The lexicon's key for this position of the clause."""
        return f"quotation-{self.side}"


def find_utterances(tree: Tree, quotations: Sequence[Quotation]) -> list[Utterance]:
    """Return the masked quotations in text order."""
    out: list[Utterance] = []
    by_start = {quotation.span.start: number for number, quotation in enumerate(quotations) if not quotation.nested}
    index = 0
    while index < len(tree):
        if not tree.parse.masked[index]:
            index += 1
            continue
        start, last = tree.parse.starts[index], index
        while last + 1 < len(tree) and tree.parse.masked[last + 1] and tree.parse.starts[last + 1] == start:
            last += 1
        number = by_start[start]
        out.append(Utterance(number, quotations[number], index, last))
        index = last + 1
    return out


def clause_after(tree: Tree, utterance: Utterance, limit: int) -> range:
    """Return the tokens between an utterance and the next sentence end, `limit` or utterance."""
    start = utterance.last + 1
    block = utterance.block
    if start < limit and tree.words[start] == ",":
        start += 1
    end = start
    while end < limit and tree.parse.blocks[end] == block and not tree.parse.masked[end]:
        if tree.words[end] in SENTENCE_ENDS:
            break
        end += 1
    return range(start, end)


def clause_before(tree: Tree, utterance: Utterance, limit: int) -> range:
    """Return the tokens between the last sentence end (or `limit`) and an utterance."""
    end = utterance.first
    start = end
    while start > limit and tree.parse.blocks[start - 1] == utterance.block and not tree.parse.masked[start - 1]:
        if tree.words[start - 1] in SENTENCE_ENDS:
            break
        start -= 1
    return range(start, end)


def reporting_clauses_after(tree: Tree, span: range) -> Iterator[Clause]:
    """Yield the verbs of `span` that may report the utterance before it, nearest first."""
    if not span or tree.lower[span.start] in OPENERS:
        return
    for verb in span:
        if not _is_cue(tree, verb):
            continue
        subject = _subject_in(tree, verb, span)
        inverted = subject is not None and subject > verb
        if inverted and any(tree.pos[i] in NOMINAL for i in range(span.start, verb)):
            continue
        if tree.dep[verb] in {"relcl", "acl"} and not inverted and tree.head[verb] in span:
            continue
        yield _clause(tree, verb, subject, "after", verb - span.start, inverted)
        if not inverted and subject is not None:
            return


def reporting_clauses_before(tree: Tree, span: range) -> Iterator[Clause]:
    """Yield the verbs of `span` that may report the utterance after it, nearest first."""
    for verb in reversed(span):
        if not _is_cue(tree, verb):
            continue
        subject, _ = subject_of(tree, verb)
        if subject is not None and tree.parse.masked[subject]:
            subject = None
        yield _clause(tree, verb, subject, "before", span.stop - verb, subject is not None and subject > verb)


def _is_cue(tree: Tree, index: int) -> bool:
    if tree.pos[index] == "VERB":
        return True
    # The tagger takes "writes", "states", "Tweeted" next to a quotation for nouns.
    return tree.tag[index] in {"NNS", "NNP"} and tree.lower[index] in {"writes", "states", "tweets", "tweeted"}


def _subject_in(tree: Tree, verb: int, span: range) -> int | None:
    """Return the head of who spoke, looked for in the tree first and then among the words of the clause."""
    found, _ = subject_of(tree, verb)
    if found is not None and found in span and not tree.parse.masked[found]:
        return found
    for index in range(verb - 1, span.start - 1, -1):  # the phrase right before the verb
        if tree.pos[index] in NOMINAL and tree.head[index] not in range(span.start, index):
            return index
    for index in range(verb + 1, span.stop):
        if tree.pos[index] in NOMINAL:
            return _phrase_head(tree, index, range(verb + 1, span.stop))
        if tree.pos[index] not in {"DET", "ADJ", "ADV", "PUNCT"}:
            return None
    return found if found is not None and not tree.parse.masked[found] else None


def _phrase_head(tree: Tree, index: int, span: range) -> int:
    """Return the highest nominal of `span` that the token at `index` is part of."""
    while (above := tree.head[index]) != index and above in span and tree.pos[above] in NOMINAL:
        index = above
    return index


def _clause(tree: Tree, verb: int, subject: int | None, side: str, distance: int, inverted: bool) -> Clause:
    cue = cue_tokens(tree, verb)
    source = set() if subject is None else source_tokens(tree, subject, verb) - cue
    source = {index for index in source if not tree.parse.masked[index]}
    return Clause(side, verb, cue_key(tree, verb), frozenset(cue), frozenset(source), subject, inverted, distance)
