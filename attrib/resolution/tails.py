"""What an article tells behind attributed words of the way they came, taken off the content it was read into.

    Khel said she had slept in the car[, in a transcript released by the ministry].
    Haddou said the clinic would stay open[, the palace announced on Sunday].

The parser hangs such a tail on the last clause of the content.  It is cut off where it is plainly about the words: a
comma or a closing quotation mark, an occasion, and who published or saw it; or somebody who reports.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from attrib.model import AttributionRelation, CharSpan
from attrib.nlp import Parse
from attrib.resolution.lexicons import Lexicons

if TYPE_CHECKING:
    from spacy.tokens import Token

CLOSING = frozenset({"”", '"', "''", "’", "»"})
PUBLIC = frozenset({"public", "available"})
JOINTS = frozenset({",", "as"})  # what stands between words and their tail
NOMINAL = frozenset({"NOUN", "PROPN"})
LONGEST = 18  # tokens of a tail
LONGEST_NAME = 6  # tokens of who reports
NEAR = 6  # characters between words and who reports them: a comma, a mark, "as"
AFTERWARDS = frozenset({"prep", "npadvmod", "tmod", "advmod", "punct", "dobj", "dative"})


def trim_tails(
    relations: Sequence[AttributionRelation], parse: Parse, lexicons: Lexicons
) -> tuple[AttributionRelation, ...]:
    """Return `relations` whose contents end where the words end; one that held a trailing clause is its child."""
    by_id = {relation.id: relation for relation in relations}
    outers = {one.id: outer for one in relations if (outer := _outer_of(one, by_id)) is not None}
    outermost = {outer.id for outer in outers.values()}
    return tuple(_trimmed(one, outers.get(one.id), one.id in outermost, parse, lexicons) for one in relations)


def _trimmed(
    relation: AttributionRelation, outer: AttributionRelation | None, is_outer: bool, parse: Parse, lexicons: Lexicons
) -> AttributionRelation:
    if outer is not None:
        cut = min(span.start for span in (*outer.source, *outer.cue))
        return dataclasses.replace(_cut(relation, parse, cut), parent=outer.id)
    if is_outer:
        return dataclasses.replace(relation, parent=None)
    relation = _plain_source(relation, parse, lexicons)
    tail = _tail(relation, parse, lexicons) if relation.content and relation.cue else None
    return relation if tail is None else _cut(relation, parse, parse.starts[tail])


def _plain_source(relation: AttributionRelation, parse: Parse, lexicons: Lexicons) -> AttributionRelation:
    """Return a relation whose source ends before "[The general], quoted by the Courier," tells of the way."""
    if not relation.source:
        return relation
    span = relation.source[0]
    tokens = parse.tokens_in(span)
    for index in tokens[1:-2]:
        token, after = parse.doc[index + 1], parse.doc[index + 2]
        quoted = token.lemma_.lower() in {"quote", "cite"} and after.lower_ in {"by", "in"}
        if parse.doc[index].text == "," and (quoted or token.lower_ == "per"):
            source = (CharSpan(span.start, parse.ends[index - 1]), *relation.source[1:])
            return dataclasses.replace(relation, source=source)
    return relation


def _outer_of(relation: AttributionRelation, by_id: Mapping[str, AttributionRelation]) -> AttributionRelation | None:
    """Return the relation that stands behind this one's words and holds its cue, though its clause was read into them.

    "Roe said [it leaked, the union said]" and "[Roe said it leaked], the union said": only the second can be.
    """
    if relation.parent is None or not relation.content:
        return None
    outer = by_id.get(relation.parent)
    if outer is None or outer.parent != relation.id or not outer.cue or not outer.source or not relation.cue:
        return None
    last = relation.content[-1]
    clause = (*outer.source, *outer.cue)
    behind = all(last.covers(span) and span.start > relation.cue[0].end for span in clause)
    holds = any(span.covers(relation.cue[0]) for span in outer.content)
    between = range(outer.content[-1].end, min(span.start for span in clause))
    return outer if behind and holds and len(between) <= NEAR else None


def _tail(relation: AttributionRelation, parse: Parse, lexicons: Lexicons) -> int | None:
    """Return the token at which a tail behind the words starts."""
    tokens = parse.tokens_in(relation.content[-1])
    if len(tokens) < 4 or relation.cue[-1].start > relation.content[-1].start:
        return None
    for index in range(tokens[-1], max(tokens[0] + 1, tokens[-1] - LONGEST), -1):
        token: Token = parse.doc[index]
        before = parse.doc[index - 1].text
        if parse.masked[index] or (before != "," and before not in CLOSING):
            continue
        if _is_occasion(token, tokens[-1], lexicons):
            return index
        if before == "," and who_reports(token, tokens[-1], lexicons) is not None:
            return index
    return None


def _is_occasion(token: Token, last: int, lexicons: Lexicons) -> bool:
    """Whether "in a transcript released by the ministry" starts here and runs to the end."""
    if token.lower_ not in {"in", "during"}:
        return False
    noun = next((child for child in token.rights if child.dep_ == "pobj"), None)
    if noun is None or noun.lemma_.lower() not in lexicons.venues["occasion"] or noun.right_edge.i < last:
        return False
    return any(child.i > noun.i and child.lower_ == "by" and _by_relay(child, lexicons) for child in noun.subtree)


def _by_relay(by: Token, lexicons: Lexicons) -> bool:
    participle = by.head.head if by.head.lower_ in PUBLIC else by.head
    return relays(participle, lexicons)


def relays(participle: Token, lexicons: Lexicons) -> bool:
    """Whether somebody who does that passes words on: "published", "seen", "made public"."""
    lemma = participle.lemma_.lower()
    return lemma in lexicons.venues["relaying"] or (
        lemma == "make" and any(child.lower_ in PUBLIC for child in participle.children)
    )


def who_reports(token: Token, last: int, lexicons: Lexicons) -> Token | None:
    """Return who does where "the palace announced on Sunday" starts at `token` and runs to the token `last`."""
    verb = next((word for word in token.doc[token.i + 1 : token.i + 1 + LONGEST_NAME] if word.tag_ == "VBD"), None)
    if verb is None or verb.i > last or verb.lemma_.lower() not in lexicons.venues["reporting"]:
        return None
    name = verb.doc[token.i : verb.i]
    if name[-1].pos_ not in NOMINAL or any(word.is_punct or word.pos_ in {"VERB", "AUX", "SCONJ"} for word in name):
        return None
    if name[0].pos_ not in {"DET", "PRON", "ADJ", *NOMINAL} or name[0].lower_ in {"which", "who", "that"}:
        return None
    runs_on = all(word.dep_ in AFTERWARDS and word.right_edge.i <= last for word in verb.rights)
    return name[-1] if runs_on else None


def _cut(relation: AttributionRelation, parse: Parse, at: int) -> AttributionRelation:
    """Return a relation whose content ends before the character `at`, and before the comma there."""
    content: list[CharSpan] = []
    for span in relation.content:
        if span.start >= at:
            continue
        end = span.end
        if end > at:
            tokens = parse.tokens_in(CharSpan(span.start, at))
            kept = len(tokens)
            while kept and parse.doc[tokens[kept - 1]].lower_ in JOINTS:
                kept -= 1
            end = parse.ends[tokens[kept - 1]] if kept else span.start
        if end > span.start:
            content.append(CharSpan(span.start, end))
    return dataclasses.replace(relation, content=tuple(content)) if content else relation
