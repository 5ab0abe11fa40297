"""Passages with their attributions marked in them, and who speaks in them.

`[1s:Ada Lunn] [1c:said] [1x:the bridge would reopen]` holds relation 1 with source, cue and content; marks may nest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from attrib.model import (
    Act,
    Article,
    AttributionRelation,
    CharSpan,
    Modality,
    Quotation,
    QuotationKind,
)
from attrib.nlp import Mask, Pipeline, load_pipeline
from attrib.resolution import resolve
from support.contexts import make_article

OPEN = re.compile(r"\[(\d)([scx]):")
PAIR = re.compile(r"“([^”“\n]*)(”|$)|^([^“\n]*)”", re.MULTILINE)
LONG = 4  # words from which a quotation is masked


@cache
def pipeline() -> Pipeline:
    return load_pipeline()


def unmark(marked: str) -> tuple[str, dict[str, dict[str, list[CharSpan]]]]:
    """Return the plain text, and for each relation its spans by part."""
    text, at, stack = "", 0, []
    parts: dict[str, dict[str, list[CharSpan]]] = {}
    while at < len(marked):
        opening = OPEN.match(marked, at)
        if opening:
            stack.append((opening.group(1), opening.group(2), len(text)))
            at = opening.end()
        elif marked[at] == "]" and stack:
            number, part, start = stack.pop()
            parts.setdefault(number, {}).setdefault(part, []).append(CharSpan(start, len(text)))
            at += 1
        else:
            text += marked[at]
            at += 1
    return text, parts


def quotations_of(article: Article) -> list[Quotation]:
    """Return the curly pairs and half pairs of each line."""
    out = []
    for match in PAIR.finditer(article.text):
        group = 1 if match.group(1) is not None else 3
        inner = CharSpan(*match.span(group))
        out.append(
            Quotation(CharSpan(*match.span()), inner, "curly-double", 0, group == 1, group == 3 or bool(match.group(2)))
        )
    return out


def kind_of(text: str, content: Sequence[CharSpan]) -> QuotationKind:
    """Return `direct` where each part of a content stands in marks."""
    quoted = [span.of(text)[0] == "“" and span.of(text)[-1] == "”" for span in content]
    return QuotationKind.DIRECT if quoted and all(quoted) else QuotationKind.MIXED


def speakers_of(marked: str, **parents: str) -> dict[str, AttributionRelation]:
    """Return the relations of a marked passage by number, resolved; `parents` as `r2="1"`."""
    text, parts = unmark(marked)
    article = make_article(text)
    quotations = quotations_of(article)
    relations = [
        AttributionRelation(
            number, kind_of(text, found.get("x", ())), *(tuple(found.get(part, ())) for part in "xcs"),
            Act.STATEMENT, Modality.ASSERTED, "by hand", parent=parents.get(f"r{number}"),
        )
        for number, found in sorted(parts.items())
    ]  # fmt: skip
    masks = [Mask(q.inner, ("it", "is", "so")) for q in quotations if len(q.inner.of(text).split()) >= LONG]
    parse = pipeline().parse(article, masks)
    return {relation.id: relation for relation in resolve(article, parse, quotations, relations)}


def name_of(relation: AttributionRelation) -> str | None:
    """Return the speaker's name."""
    assert relation.speaker is not None
    return relation.speaker.name


def venue_of(relation: AttributionRelation, marked: str) -> list[str]:
    """Return the words of a relation's venues."""
    text, _ = unmark(marked)
    return [span.of(text) for span in relation.venue]
