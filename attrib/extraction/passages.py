"""Gives a passage without marks to the clause and colon that end the paragraph above it ("Ruiz wrote:")."""

from __future__ import annotations

from attrib.extraction.beside import is_known
from attrib.extraction.drafts import Draft
from attrib.extraction.scoring import Rates
from attrib.extraction.tree import Tree
from attrib.extraction.utterances import Clause, reporting_clauses_before
from attrib.model import Article, BlockKind

# Share right on PolNeAR train, embedded posts aside.
LED_BY_COLON = 0.85
# For a paragraph that nothing marks as a quotation: how near the colon the verb stands, and its least rate.
REACH = 4
RATE = 0.7
LEAST_WORDS = 8
_STOPS = frozenset({".", "!", "?"})
_MARKS = frozenset({"“", '"', "''", "‘", "'", "«", "„"})
_BULLETS = frozenset({"-", "–", "—", "•", "*", "<"})


def bind_passages(tree: Tree, article: Article, drafts: list[Draft], rates: Rates) -> None:
    """Add to `drafts` the paragraphs and block quotations that a reporting clause with a colon leads in."""
    by_cue = {index: draft for draft in drafts for index in draft.cue}
    blocks = tree.parse.block_tokens
    order = list(blocks)
    for place, block in enumerate(order[:-1]):
        above = blocks[block]
        if tree.words[above.stop - 1] != ":":
            continue
        passage = _passage(tree, article, order[place + 1 :])
        clause = _leading(tree, above, rates, quoted=article.blocks[order[place + 1]].kind is BlockKind.BLOCKQUOTE)
        if not passage or clause is None:
            continue
        held = by_cue.get(clause.anchor)
        if held is not None:
            held.content |= set(passage)
            continue
        drafts.append(
            Draft(
                "colon",
                clause.frame,
                clause.lemma,
                clause.anchor,
                set(clause.cue),
                set(clause.source),
                set(passage),
                confidence=LED_BY_COLON,
            )
        )


def _passage(tree: Tree, article: Article, below: list[int]) -> range:
    """Return the tokens of the block quotation that starts with the first block `below`, or of that paragraph."""
    tokens = tree.parse.block_tokens[below[0]]
    kind = article.blocks[below[0]].kind
    if tree.parse.masked[tokens.start] or tree.words[tokens.start] in _MARKS:
        return range(0)
    if kind is BlockKind.BLOCKQUOTE:
        stop = tokens.stop
        for block in below[1:]:
            if article.blocks[block].kind is not BlockKind.BLOCKQUOTE:
                break
            stop = tree.parse.block_tokens[block].stop
        return range(tokens.start, stop)
    if kind is not BlockKind.BODY or tree.words[tokens.start] in _BULLETS or len(tokens) < LEAST_WORDS:
        return range(0)
    return tokens


def _leading(tree: Tree, above: range, rates: Rates, *, quoted: bool) -> Clause | None:
    """Return the clause that leads the passage in; near the colon and sure, unless the passage is `quoted`."""
    start = above.stop - 1
    while start > above.start and tree.words[start - 1] not in _STOPS:
        start -= 1
    best: Clause | None = None
    score = 0.0
    for clause in reporting_clauses_before(tree, range(start, above.stop)):
        rate = rates.rate(clause.lemma, clause.frame)
        if not clause.source or not is_known(rates, clause.lemma):
            continue
        if not quoted and (clause.distance > REACH or rate < RATE):
            continue
        if rate - 0.02 * clause.distance > score:
            best, score = clause, rate - 0.02 * clause.distance
    return best
