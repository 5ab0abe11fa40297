"""Gives an utterance that no clause reports to who spoke just before it.

PolNeAR's annotators put a paragraph of nothing but an utterance into the relation before it: on the train part 46 of
55 such paragraphs after another quotation, 23 of the 34 after narration that does not end in a colon (the others
have a by-line below them).
"""

from __future__ import annotations

from collections.abc import Sequence

from attrib.extraction.beside import is_known
from attrib.extraction.cues import cue_tokens
from attrib.extraction.drafts import Draft
from attrib.extraction.scoring import Rates
from attrib.extraction.sources import source_tokens
from attrib.extraction.tree import SUBJECTS, Tree
from attrib.extraction.utterances import DASHES, Utterance

# Shares right on PolNeAR train, of the utterances that gold names a source for.
JOINED_WITHIN = 0.85  # in a paragraph, after narration: 64 of 75
JOINED_WHOLE = 0.81  # a paragraph of its own: 52 of 64
NARRATED = {"narrative": 0.93, "paragraph-before": 0.6}  # 13 of 14, 4 of 6
SIGNED = 0.73  # 8 of 11
# Most words of a name below a quotation.
SIGNATURE = 14
# Most words beside the utterances of a paragraph of nothing but speech, and how far back a subject is looked for.
ALONE = 6
REACH = 120
# Frames other than clauses in which something is told.
TOLD = frozenset({"parenthetical", "according-to", "noun-that", "adjective-that", "noun-is-that"})
DENIALS = frozenset({"not", "n't", "n’t", "neither", "nor", "never"})


def continue_relations(tree: Tree, drafts: Sequence[Draft], rates: Rates) -> list[Draft]:
    """Return `drafts` with unattributed utterances joined to the relation that they continue."""
    open_ones = [draft for draft in drafts if draft.rule == "unattributed"]
    if not open_ones:
        return list(drafts)
    kept = [draft for draft in drafts if draft.rule != "unattributed"]
    by_block: dict[int, list[Draft]] = {}
    for draft in kept:
        if draft.source and (draft.utterances or _reports(tree, draft, rates)):
            for block in _blocks(tree, draft):
                by_block.setdefault(block, []).append(draft)
    for draft in sorted(open_ones, key=lambda draft: draft.utterances[0].first):
        utterance = draft.utterances[0]
        target = None if _names_below(tree, utterance) else _target(tree, utterance, by_block)
        if target is None:
            narrated = _signed(tree, draft) or _narrated(tree, draft)
            if narrated is None:
                kept.append(draft)
                continue
            kept.append(narrated)
            target = narrated
        else:
            target.utterances.extend(draft.utterances)
            target.confidence = min(target.confidence, _joined(tree, utterance))
        by_block.setdefault(utterance.block, []).append(target)
    return kept


# Frames whose clause passes on what another one beside it reports.
RELAYING = frozenset({"according-to", "as-said", "as-participle", "parenthetical", "inverted"})


def pass_on(drafts: Sequence[Draft]) -> None:
    """Add to each relation that passes another one on the later utterances of that other in the same paragraph.

    `“…,” Lee said, according to the Star. “…”`: both utterances come through the paper.
    """
    by_anchor = {draft.anchor: draft for draft in drafts if draft.utterances and draft.anchor is not None}
    for outer in drafts:
        if outer.frame not in RELAYING:
            continue
        for inner in [by_anchor[index] for index in sorted(outer.content) if index in by_anchor]:
            block = inner.utterances[0].block
            for utterance in inner.utterances:
                if utterance.block == block and utterance.first > (inner.anchor or 0):
                    outer.content.update(range(utterance.first, utterance.last + 1))


def _joined(tree: Tree, utterance: Utterance) -> float:
    return JOINED_WHOLE if _stands_alone(tree, utterance) else JOINED_WITHIN


def _reports(tree: Tree, draft: Draft, rates: Rates) -> bool:
    """Whether the relation tells what somebody said, in a clause of its own.

    What follows "they agreed to reopen the line" or "a friend, who said …" is as likely nobody's or another's.
    """
    if draft.anchor is not None and tree.dep[draft.anchor] in {"relcl", "acl", "pcomp"}:
        return False
    if any(tree.lower[index] in DENIALS for index in draft.cue):
        return False
    if draft.lemma in tree.syntax.posting:  # "Ruiz tweeted a picture. “…”"
        return True
    return ("clause" in draft.frame or draft.frame in TOLD) and is_known(rates, draft.lemma)


def _blocks(tree: Tree, draft: Draft) -> set[int]:
    blocks = tree.parse.blocks
    found = {utterance.block for utterance in draft.utterances}
    return found | {blocks[index] for index in (*draft.cue, *draft.source)}


def _target(tree: Tree, utterance: Utterance, by_block: dict[int, list[Draft]]) -> Draft | None:
    """Return the relation that `utterance` continues: the last one before it in its paragraph or, for a paragraph
    of nothing else, in the paragraph before.
    """
    block = utterance.block
    tokens = tree.parse.block_tokens[block]
    here = _last_one(by_block.get(block, []), utterance.first)
    if here is not None:
        return here
    if not _stands_alone(tree, utterance) or tokens.start == 0:
        return None
    found = _last_one(by_block.get(tree.parse.blocks[tokens.start - 1], []), tokens.start)
    if found is None or found.utterances:
        return found
    last = tree.sentence[tokens.start - 1]
    return found if tree.sentence[_end_before(found, tokens.start)] == last else None


def _last_one(drafts: Sequence[Draft], limit: int) -> Draft | None:
    """Return the relation that ends last before `limit`, of those that stand in no other one."""
    best: tuple[int, Draft] | None = None
    for draft in drafts:
        at = _end_before(draft, limit)
        anchor = min(draft.cue or draft.source)
        if at < 0 or anchor >= limit or any(other is not draft and other.holds(anchor) for other in drafts):
            continue
        if best is None or at > best[0]:
            best = (at, draft)
    return None if best is None else best[1]


def _end_before(draft: Draft, limit: int) -> int:
    ends = [utterance.last for utterance in draft.utterances]
    return max((end for end in (*ends, *draft.cue, *draft.source, *draft.content) if end < limit), default=-1)


def _stands_alone(tree: Tree, utterance: Utterance) -> bool:
    """Whether nothing but utterances and a few verbless words stands in the paragraph."""
    words = 0
    for index in tree.narrated[utterance.block]:
        words += tree.words[index].isalpha()
        if words > ALONE or tree.is_verb(index):
            return False
    return True


def _names_below(tree: Tree, utterance: Utterance) -> range:
    """Return the tokens of the name on the line below an utterance; empty where there is none.

    Such a line opens with a dash (`— Ann Lee, mayor`), or ends in the mark that the utterance above lacks (a pull
    quotation).
    """
    nothing = range(0)
    tokens = tree.parse.block_tokens[utterance.block]
    if tokens.stop >= len(tree) or any(tree.words[i].isalpha() for i in range(utterance.last + 1, tokens.stop)):
        return nothing
    below = tree.parse.block_tokens[tree.parse.blocks[tokens.stop]]
    dash = tree.words[below.start] in DASHES
    signed = tree.words[below.stop - 1] in {"”", '"', "''"} and not utterance.quotation.closed
    named = range(below.start + dash, below.stop)
    while named and tree.pos[named[-1]] == "PUNCT":
        named = named[:-1]
    if not (dash or signed) or not 0 < len(named) <= SIGNATURE:
        return nothing
    plain = tree.words[named.start][:1].isupper() and not any(tree.is_verb(i) or tree.parse.masked[i] for i in named)
    return named if plain else nothing


def _signed(tree: Tree, draft: Draft) -> Draft | None:
    """Return the relation to the name on the line below."""
    named = _names_below(tree, draft.utterances[0])
    if not named:
        return None
    dash = named.start - 1
    cue = {dash} if tree.words[dash] in DASHES and not tree.parse.masked[dash] else set()
    return Draft("by-line", "by-line", "—", None, cue, set(named), set(), draft.utterances, confidence=SIGNED)


def _narrated(tree: Tree, draft: Draft) -> Draft | None:
    """Return the relation to who acts in the last sentence before the utterance, if that is a person."""
    utterance = draft.utterances[0]
    tokens = tree.parse.block_tokens[utterance.block]
    lead = range(tokens.start, utterance.first)
    rule = "narrative"
    if not lead:
        if not _stands_alone(tree, utterance) or tokens.start == 0:
            return None
        lead, rule = tree.parse.block_tokens[tree.parse.blocks[tokens.start - 1]], "paragraph-before"
    subject = _acting(tree, lead)
    if subject is None:
        return None
    verb = tree.head[subject]
    source = source_tokens(tree, subject, verb)
    return Draft(
        rule,
        "none",
        tree.lemma[verb],
        verb,
        cue_tokens(tree, verb),
        source,
        set(),
        draft.utterances,
        confidence=NARRATED[rule],
    )


def _acting(tree: Tree, span: range) -> int | None:
    """Return the subject of the last sentence of `span`, if it is a person."""
    last = tree.sentence[span.stop - 1]
    for index in reversed(span[-REACH:]):
        if tree.sentence[index] != last:
            return None
        if tree.dep[index] not in SUBJECTS or tree.dep[tree.head[index]] != "ROOT" or tree.parse.masked[index]:
            continue
        if tree.lower[index] in {"he", "she", "they"} or tree.parse.doc[index].ent_type_ == "PERSON":
            return index
        return None
    return None
