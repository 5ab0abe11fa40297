"""Joins what quotations and patterns yield into the attribution relations of an article."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from attrib.extraction.binding import Bound, bind_utterances
from attrib.extraction.candidates import Candidate, find_candidates
from attrib.extraction.contents import led_tokens
from attrib.extraction.continuation import continue_relations, pass_on
from attrib.extraction.cover import is_cover
from attrib.extraction.drafts import Draft
from attrib.extraction.fragments import bind_fragments
from attrib.extraction.headings import bind_headings
from attrib.extraction.knowledge import Knowledge
from attrib.extraction.modality import modality_of
from attrib.extraction.naming import find_namings
from attrib.extraction.parenthetical import find_asides, find_parentheticals
from attrib.extraction.passages import bind_passages
from attrib.extraction.patterns import PatternMatcher
from attrib.extraction.scoring import score_of
from attrib.extraction.selection import Scored, select
from attrib.extraction.transcripts import Turn, find_turns
from attrib.extraction.tree import Tree
from attrib.extraction.utterances import Utterance, find_utterances
from attrib.model import Act, Article, AttributionRelation, CharSpan, Modality, Quotation, QuotationKind, QuotationUse
from attrib.nlp import Parse

# Share of a content's word characters in marks from which it counts as wholly quoted: "he said" taken in with a
# quotation must not make it mixed.
SHELF = 256  # characters
WHOLLY = 0.95
JOINTS = frozenset(",;:—–―")
# Frames whose cue is a colon or a dash, which has no mood.
UNWORDED = frozenset({"label", "by-line", "heading"})
# Share of the labelled turns of transcripts that PolNeAR's annotators mark as such (train, 27 of 27; one interview
# apart, in which they marked what is said instead).
TURN = 0.95


def extract(
    article: Article, parse: Parse, quotations: Sequence[Quotation], knowledge: Knowledge
) -> tuple[AttributionRelation, ...]:
    """Return the attribution relations of `article` in the order of the text.

    Quotations that are speech and that nobody is found for are relations without a source.  Speakers are not yet
    resolved.
    """
    if not len(parse.doc):
        return ()
    tree = Tree.of(parse)
    utterances = find_utterances(tree, quotations)
    bound = bind_utterances(tree, utterances, knowledge.rates)
    chosen = select(
        [
            Scored(c, score_of(tree, c, knowledge.rates, knowledge.weights))
            for c in find_all_candidates(tree, knowledge.matcher(parse.doc.vocab), quotations)
        ],
        knowledge.weights.threshold,
        frozenset(index for item in bound if item.frame != "none" for index in item.cue),
    )
    turns = find_turns(article)
    drafts = _outside_turns(article, _drafts(tree, chosen, bound), turns)
    drafts = continue_relations(tree, drafts, knowledge.rates)
    pass_on(drafts)
    bind_fragments(tree, drafts, quotations, knowledge.rates)
    bind_passages(tree, article, drafts, knowledge.rates)
    bind_headings(tree, article, drafts)
    relations = [_relation(article, tree, draft, quotations, knowledge) for draft in drafts]
    relations.extend(_turn_relation(turn) for turn in turns)
    return _numbered(relations)


def find_all_candidates(tree: Tree, matcher: PatternMatcher, quotations: Sequence[Quotation]) -> Iterator[Candidate]:
    """Yield the candidates of all patterns and parentheticals, those of whole utterances left to `bind_utterances`.

    A content that begins a fragment in marks runs to the end of it, whatever the parser makes of the words inside.
    """
    parse = tree.parse
    fragments = _fragments(tree, quotations)
    found = list(find_candidates(tree, matcher(tree)))
    set_off = [*find_parentheticals(tree), *find_asides(tree, {c.anchor for c in found if c.frame == "as-said"})]
    found.extend(candidate for candidate in set_off if _is_said_whole(candidate, fragments))
    found.extend(find_namings(tree, sorted(set(fragments.values()), key=lambda tokens: tokens.start)))
    for candidate in found:
        head = candidate.nodes.get("content")
        if head is not None and parse.masked[head]:
            continue
        if all(parse.masked[index] or tree.pos[index] == "PUNCT" for index in candidate.content):
            continue
        if not is_cover(tree, candidate):
            yield _with_fragments(candidate, fragments)


def _is_said_whole(candidate: Candidate, fragments: dict[int, range]) -> bool:
    """Whether a clause set off stands in the same quotation as what it reports, or both in none.

    "They blame him for “he said this, he tweeted that”" tells of no tweet but hers who is quoted, and in "that “a bomb”
    had gone off" the marks set nothing off.
    """
    inside = fragments.get(candidate.anchor)
    if inside is None:
        return not any(index in fragments for index in candidate.source)
    return all(index in inside for index in candidate.content)


def _fragments(tree: Tree, quotations: Sequence[Quotation]) -> dict[int, range]:
    """Return the tokens of each fragment in marks, by each of its tokens."""
    out: dict[int, range] = {}
    for quotation in quotations:
        if quotation.nested or quotation.use is QuotationUse.SPEECH:
            continue
        tokens = tree.parse.tokens_in(quotation.span)
        for index in tokens:
            out[index] = tokens
    return out


def _with_fragments(candidate: Candidate, fragments: dict[int, range]) -> Candidate:
    touched = {fragments[index] for index in candidate.content if index in fragments}
    missing = {index for tokens in touched for index in tokens} - candidate.content - candidate.cue - candidate.source
    if not missing or not any(
        tokens.start in candidate.content or tokens.start + 1 in candidate.content for tokens in touched
    ):
        return candidate
    return replace(candidate, content=candidate.content | missing)


def _drafts(tree: Tree, chosen: Sequence[Scored], bound: Sequence[Bound]) -> list[Draft]:
    drafts: list[Draft] = []
    by_anchor: dict[int, Draft] = {}
    for item in chosen:
        c = item.candidate
        draft = Draft(
            c.rule, c.frame, c.lemma, c.anchor, set(c.cue), set(c.source), set(c.content), confidence=item.score
        )
        drafts.append(draft)
        by_anchor[c.anchor] = draft
    for one in bound:
        held = by_anchor.get(one.anchor) if one.anchor is not None else None
        if held is not None:
            held.utterances.extend(one.utterances)
            continue
        cue = set(one.cue) if one.frame != "none" else set()
        parts = (cue, set(one.source), _led(tree, one), one.utterances)
        drafts.append(Draft(one.rule, one.frame, one.lemma, one.anchor, *parts, one.confidence))
    return drafts


def _led(tree: Tree, bound: Bound) -> set[int]:
    """Return the words of an utterance's own sentence that stand before its mark."""
    if bound.rule != "cue-before" or bound.anchor is None:
        return set()
    first = bound.utterances[0]
    return led_tokens(tree, bound.anchor, range(first.first, first.last + 1)) - bound.cue - bound.source


def _outside_turns(article: Article, drafts: list[Draft], turns: Sequence[Turn]) -> list[Draft]:
    """Return `drafts` without the utterances that a transcript's label, and nothing else beside them, gives a speaker.

    Those are utterances nobody else is found for, and paragraphs of a turn that stand in marks as a whole.
    """
    spans = sorted(span for turn in turns for span in turn.content)
    starts = [span.start for span in spans]

    def inside(utterance: Utterance) -> bool:
        span = utterance.quotation.span
        place = bisect_left(starts, span.end) - 1
        return place >= 0 and spans[place].overlaps(span)

    def whole(utterance: Utterance) -> bool:
        return utterance.quotation.span.start == article.blocks[utterance.block].span.start

    kept = []
    for draft in drafts:
        loose = draft.rule in {"unattributed", "label"}
        own = [one for one in draft.utterances if not (inside(one) and (loose or whole(one)))]
        if own or not draft.utterances or draft.content:
            draft.utterances[:] = own
            kept.append(draft)
    return kept


def _turn_relation(turn: Turn) -> AttributionRelation:
    return AttributionRelation(
        id="",
        kind=QuotationKind.DIRECT,
        content=turn.content,
        cue=(turn.colon,),
        source=(turn.label,),
        act=Act.STATEMENT,
        modality=Modality.ASSERTED,
        rule="label",
        frame="label",
        lemma=":",
        confidence=TURN,
    )


def _relation(
    article: Article, tree: Tree, draft: Draft, quotations: Sequence[Quotation], knowledge: Knowledge
) -> AttributionRelation:
    own = {index for u in draft.utterances for index in range(u.first, u.last + 1)}
    plain = (_trimmed(article.text, span) for span in tree.parse.spans_of(draft.content - own))
    spans = {*(span for span in plain if span), *(u.quotation.span for u in draft.utterances)}
    content = tuple(sorted(spans))
    modality = Modality.ASSERTED
    if draft.anchor is not None and draft.frame not in UNWORDED:
        modality = modality_of(tree, draft.anchor, draft.cue, draft.lemma)
    return AttributionRelation(
        id="",
        kind=_kind(article.text, content, quotations),
        content=content,
        cue=tree.parse.spans_of(draft.cue),
        source=tree.parse.spans_of(draft.source),
        act=knowledge.acts.get(draft.lemma, Act.STATEMENT),
        modality=modality,
        rule=draft.rule,
        frame=draft.frame,
        lemma=draft.lemma,
        confidence=round(draft.confidence, 3),
    )


def _trimmed(text: str, span: CharSpan) -> CharSpan:
    """Return `span` without the commas and dashes that join it to what stands beside it."""
    start, end = span.start, span.end
    while start < end and (text[start] in JOINTS or text[start].isspace()):
        start += 1
    while start < end and (text[end - 1] in JOINTS or text[end - 1].isspace()):
        end -= 1
    return CharSpan(start, end)


def _kind(text: str, content: Sequence[CharSpan], quotations: Sequence[Quotation]) -> QuotationKind:
    """Return whether all, some or none of the word characters of `content` stand in quotation marks."""
    inside = total = 0
    for span in content:
        total += sum(map(str.isalnum, span.of(text)))
        for mark in _marks_over(span, quotations):  # outer ones, which do not overlap
            inside += sum(map(str.isalnum, text[max(span.start, mark.start) : min(span.end, mark.end)]))
    if not inside:
        return QuotationKind.INDIRECT
    return QuotationKind.DIRECT if inside > WHOLLY * total else QuotationKind.MIXED


def _marks_over(span: CharSpan, quotations: Sequence[Quotation]) -> Iterator[CharSpan]:
    """Yield the outer quotations that share a character with `span`, titles apart; `quotations` are in text order."""
    index = bisect_left(quotations, span.end, key=lambda quotation: quotation.span.start)
    while index > 0:
        index -= 1
        quotation = quotations[index]
        if quotation.nested:
            continue
        if quotation.span.end <= span.start:  # outer ones do not overlap: all before end earlier still
            return
        if quotation.use is not QuotationUse.TITLE:
            yield quotation.span


def _numbered(relations: list[AttributionRelation]) -> tuple[AttributionRelation, ...]:
    """Return the relations in text order with ids, each nested one with the id of the one it stands in."""
    ordered = sorted(relations, key=lambda relation: (relation.start, relation.content, relation.cue))
    named = [replace(relation, id=f"a{number}") for number, relation in enumerate(ordered, start=1)]
    shelves = _by_place(named)
    out = []
    for relation in named:
        anchor = relation.cue or relation.source
        near = shelves.get(anchor[0].start // SHELF, []) if anchor else []
        parents = [other for other in near if other is not relation and _covers(other.content, anchor)]
        parent = min(parents, key=lambda other: sum(map(len, other.content)), default=None)
        out.append(replace(relation, parent=parent.id) if parent else relation)
    return tuple(out)


def _by_place(relations: Sequence[AttributionRelation]) -> dict[int, list[AttributionRelation]]:
    """Return the relations by the stretches of text their contents touch, so that none is held against all others."""
    shelves: dict[int, list[AttributionRelation]] = {}
    for relation in relations:
        touched = {n for span in relation.content for n in range(span.start // SHELF, span.end // SHELF + 1)}
        for number in touched:
            shelves.setdefault(number, []).append(relation)
    return shelves


def _covers(content: Sequence[CharSpan], parts: Sequence[CharSpan]) -> bool:
    return all(any(span.covers(part) for span in content) for part in parts)
