"""Gives words in marks inside a sentence to the reporting verb above them, where no pattern took them in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrib.extraction.contents import clause_tokens
from attrib.extraction.cues import cue_key, cue_tokens
from attrib.extraction.drafts import Draft
from attrib.extraction.scoring import Rates
from attrib.extraction.sources import source_tokens, subject_of
from attrib.extraction.tree import Tree
from attrib.model import Quotation, QuotationUse

# Share right on PolNeAR train: 38 of 51.
CLIMBED = 0.75
# How often a verb must have been seen as a cue, and in what share of sightings, for a new relation.
LEAST_HITS = 5
LEAST_SHARE = 0.5
# The same where the words in marks hang on the verb itself ("whom he called “…”").
DIRECT_SHARE = 0.3
USES = frozenset({QuotationUse.FRAGMENT})


def bind_fragments(tree: Tree, drafts: list[Draft], quotations: Sequence[Quotation], rates: Rates) -> None:
    """Add to `drafts` the fragments among `quotations` that no content holds and that a reporting verb governs."""
    held = {index for draft in drafts for index in draft.content}
    by_cue = {index: draft for draft in drafts if draft.source for index in draft.cue}
    for quotation in quotations:
        if quotation.nested or quotation.use not in USES:
            continue
        tokens = tree.parse.tokens_in(quotation.span)
        if not tokens or 2 * sum(index in held for index in tokens) > len(tokens):
            continue
        draft = _governing(tree, tokens, rates, by_cue)
        if draft is None:
            continue
        if draft.rule == "climb":
            drafts.append(draft)
            by_cue.update(dict.fromkeys(draft.cue, draft))
        held |= draft.content


def _verbs_above(tree: Tree, tokens: range) -> Iterator[tuple[int, int]]:
    """Yield each verb above the fragment in its sentence, nearest first, with the child of it that leads down."""
    top = next((index for index in tokens if tree.head[index] not in tokens or tree.head[index] == index), tokens.start)
    below = top
    for above in tree.ancestors(top):
        if tree.pos[above] == "VERB" and above not in tokens:
            yield above, below
        below = above


def _governing(tree: Tree, tokens: range, rates: Rates, by_cue: dict[int, Draft]) -> Draft | None:
    """Return the relation of the nearest reporting verb that stands above and before the fragment, grown to take it
    in, or a new one where the verb has none yet.
    """
    for verb, below in _verbs_above(tree, tokens):
        if verb > tokens.start:
            continue
        draft = by_cue.get(verb)
        if draft is None:
            draft = _climbed(tree, tokens, verb, below, rates)
            if draft is not None:
                return draft
            continue
        if below < verb:
            return None
        added = set(tokens) | clause_tokens(tree, below, verb)
        draft.content |= {index for index in added if not tree.parse.masked[index]} - draft.cue - draft.source
        return draft
    return None


def _climbed(tree: Tree, tokens: range, verb: int, below: int, rates: Rates) -> Draft | None:
    """Return a new relation of `verb`, if it mostly reports where it is seen and the article says who."""
    lemma = cue_key(tree, verb)
    frames = rates.counts.get(lemma, {}).values()
    hits, seen = sum(hit for hit, _ in frames), sum(n for _, n in frames)
    least = DIRECT_SHARE if below in tokens else LEAST_SHARE
    if hits < LEAST_HITS or hits < least * seen or tree.child(verb, ("auxpass",)) is not None:
        return None
    subject, _ = subject_of(tree, verb)
    if subject is None:
        return None
    cue = cue_tokens(tree, verb)
    content = (set(tokens) | (clause_tokens(tree, below, verb) if below > verb else set())) - cue
    source = source_tokens(tree, subject, verb) - cue - content
    return Draft("climb", "climb", lemma, verb, cue, source, content, confidence=CLIMBED) if source else None
