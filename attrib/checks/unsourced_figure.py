"""A statistic, a sum or a count of people with no source in its paragraph.

Why: a figure looks like knowledge. Whose count it is, and of what, decides whether a reader can trust it; a figure
without a source may come from a ministry, a campaign or a rival paper. Say who counted.

Any attribution in the paragraph clears it, and so do words for where figures come from (a survey, the census, a
filing), an attribution that carries over from the paragraph above, a list under a source, a poll or census told of
before, and for the opening paragraph a source in the next. Prices of shares, scores, ages and what is few enough to
count are let pass.

It is off: of 50 findings drawn from a million words of news 15 wanted a source; the others were known to all, a
company's own or sourced elsewhere in the story. Select it for stories built on figures.

Flagged:
    About 61 percent of residents oppose the plan.

    Some 14,000 families have not gone home.

Clean:
    About 61 percent of residents oppose the plan, a council survey showed.

    Three people stood on the quay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from attrib.checking import Check, CheckContext, CheckInfo, Option
from attrib.checking.attributions import Attributions, has_source
from attrib.checking.coverage import Coverage, Reach
from attrib.checking.places import find_places
from attrib.model import Act, BlockKind, CharSpan, Finding, Severity
from attrib.rulefiles import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

BLOCKS = frozenset({BlockKind.BODY, BlockKind.LIST, BlockKind.STANDFIRST})
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "lakh": 1e5, "million": 1e6, "m": 1e6, "mln": 1e6, "crore": 1e7,
    "billion": 1e9, "bn": 1e9, "trillion": 1e12, "tn": 1e12,
}  # fmt: skip


def find_unsourced(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for the first figure of each paragraph that nobody is named as the source of."""
    figures = _Figures(context)
    sourced = _Sourced(context)
    done: set[int] = set()
    for place in find_places(context, "narration", blocks=BLOCKS, acts=tuple(Act)):
        for index in sorted(place.tokens):
            block = context.parse.blocks[index]
            if block in done or not place.doc[index].like_num:
                continue
            span = figures.at(place.doc[index])
            if span is None:
                continue
            done.add(block)
            if not sourced(place.doc[index], block):
                yield context.finding(span, match=context.excerpt(span))


class _Figures:
    """What a number counts."""

    def __init__(self, context: CheckContext) -> None:
        self._context, self._doc = context, context.parse.doc
        words: Lexicon = context.lexicon("figures")
        self._words = {name: frozenset(group) for name, group in words.groups.items()}
        self._people = self._words["people"]

    def at(self, token: Token) -> CharSpan | None:
        """Return the span of the figure that starts with the number `token`, `None` where it is no such figure."""
        last = token.i
        size = _value(token)
        while self._is_scale(last + 1, token):
            last += 1
            size = (size or 1) * _SCALES.get(self._doc[last].lower_, 1)
        if size is None:
            return None
        unit = self._doc[last + 1] if last + 1 < len(self._doc) else None
        if unit is not None and unit.sent == token.sent and unit.lower_ in self._words["percent"]:
            return self._span(token.i, unit.i)
        if token.i > 0 and self._doc[token.i - 1].lower_ in self._words["symbols"]:
            return self._span(token.i - 1, last) if size >= self._context.number("min_sum") else None
        if unit is not None and unit.lemma_.lower() in self._words["currencies"]:
            return self._span(token.i, unit.i) if size >= self._context.number("min_sum") else None
        return self._people_counted(token, last, size)

    def _people_counted(self, token: Token, last: int, size: float) -> CharSpan | None:
        if size < self._context.number("min_people"):
            return None
        for noun in self._doc[last + 1 : last + 4]:
            if noun.tag_ in {"NNS", "NN"} and (noun.lower_ in self._people or noun.lemma_.lower() in self._people):
                return self._span(token.i, noun.i)
            if noun.tag_ not in {"JJ", "NN", "NNP", "VBN"} or "." in noun.text:  # "11 a.m. People"
                return None
        return None

    def _is_scale(self, index: int, token: Token) -> bool:
        if index >= len(self._doc) or self._doc[index].sent != token.sent:
            return False
        return self._doc[index].lower_ in self._words["scales"]

    def _span(self, first: int, last: int) -> CharSpan:
        return self._context.parse.span_of(first, last)


def _value(token: Token) -> float | None:
    """Return the number that `token` writes in figures, `None` for a word, a year's form or a score."""
    if _YEAR.fullmatch(token.text):
        return None
    try:
        return float(token.text.replace(",", ""))
    except ValueError:
        return None


class _Sourced:
    """Tells whether a paragraph says where its figures come from."""

    def __init__(self, context: CheckContext) -> None:
        self._context, self._parse = context, context.parse
        self._attributions = Attributions(context)
        self._coverage = Coverage(context)
        figures, wrongs = context.lexicon("figures"), context.lexicon("wrongdoing")
        self._origins = frozenset((*figures["origins"], *figures["markets"], *wrongs["sport"]))
        self._surveys = frozenset(figures["surveys"])
        running = [number for number, block in enumerate(context.article.blocks) if block.kind in BLOCKS]
        self._first = running[0] if running else 0

    def __call__(self, token: Token, block: int) -> bool:
        """Whether somebody stands behind the figure at `token`, in the block of that index."""
        figure = self._parse.span_of(token.i, token.i)
        if self._names_source(block, figure) or (block == self._first and self._names_source(block + 1, figure)):
            return True
        if self._survey_told < block:
            return True
        return self._coverage.of(token, (Reach.LIST, Reach.ABOVE)) is not None

    @cached_property
    def _survey_told(self) -> int:
        """The first paragraph that tells of a poll or a census, past the last where none does."""
        for token in self._parse.doc:
            if token.lemma_.lower() in self._surveys:
                return self._parse.blocks[token.i]
        return len(self._context.article.blocks)

    def _names_source(self, block: int, figure: CharSpan) -> bool:
        tokens = self._parse.block_tokens.get(block)
        if not tokens:
            return False
        if any(self._parse.doc[index].lemma_.lower() in self._origins for index in tokens):
            return True
        span = self._context.article.blocks[block].span
        for relation in self._attributions.cued_in(span):
            # "61 percent of residents oppose the plan": those counted are not who counts.
            if has_source(relation) and not any(part.overlaps(figure) for part in relation.source):
                return True
        return False


CHECK = Check(
    CheckInfo(
        code="AT204",
        name="unsourced-figure",
        severity=Severity.NOTE,
        enabled=False,
        message=(
            "“{match}” has no source in its paragraph: readers cannot tell whose count it is. "
            "Say who counted, and when."
        ),
        since="0.1.0",
        guides=("TX", "CBC"),
        lexicons=("figures", "wrongdoing", "discourse"),
        options=(
            Option("min_people", 10, "Counts of fewer people are let pass."),
            Option("min_sum", 10_000, "Smaller sums of money are let pass."),
        ),
        help=__doc__,
    ),
    run=find_unsourced,
)
