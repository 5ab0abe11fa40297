"""A quotation that says again what the sentence before it said.

Why: a reader learns nothing from it. Keep the quotation or the paraphrase, or quote what adds something.

The words that carry meaning are compared, without their endings; figures and negations must agree, and the names of
those who speak do not count.

Off by default: how much of a repetition is emphasis is the author's to say, and few editors want each of them marked.

Flagged:
    Ada Lunn said she would quit the council in May. “I will quit the council in May,” Lunn said.

Clean:
    Ada Lunn said she would quit the council in May. “I owe my children a summer,” she said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrib.checking import Check, CheckContext, CheckInfo, Option, Scope
from attrib.checking.spoken import Spoken, SpokenWords
from attrib.duplicates.repeats import fold
from attrib.model import CharSpan, Finding, QuotationUse, Related, Severity

# Characters before a quotation in which the sentence before it is looked for.
_REACH = 500
_ENDINGS = re.compile(r"(?<=\w{3})(?:ing|ed|es|s|e)\Z")


def find_repeating(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each quotation whose words of meaning are nearly all in the sentence before it."""
    compare = _Comparison(context)
    for spoken in SpokenWords(context).all:
        if spoken.quotation.use is not QuotationUse.SPEECH or spoken.relation is None:
            continue
        sentence = _sentence_before(context, spoken)
        if sentence is not None and compare.is_repeated(spoken, sentence):
            yield context.finding(
                spoken.quotation.span,
                related=[Related("said here already", sentence)],
                quotation=context.excerpt(spoken.quotation.inner),
            )


def _sentence_before(context: CheckContext, spoken: Spoken) -> CharSpan | None:
    """Return the sentence of narration that ends right before the quotation, or the paragraph above with it."""
    parse = context.parse
    block = spoken.quotation.block
    tokens = parse.tokens_in(CharSpan(max(0, spoken.start - _REACH), spoken.start))
    at = tokens.stop - 1
    while at >= tokens.start and (parse.starts[at] >= spoken.start or parse.doc[at].is_space):
        at -= 1
    if at < tokens.start or parse.blocks[at] < block - 1 or parse.doc[at].text not in {".", "!", "?"}:
        return None
    sentence = parse.doc[at].sent
    if any(parse.masked[index] for index in range(sentence.start, at)):
        return None
    return CharSpan(parse.starts[sentence.start], parse.ends[at])


class _Comparison:
    """Compares what a quotation and a sentence mean, by their words."""

    def __init__(self, context: CheckContext) -> None:
        self._context = context
        lexicon = context.lexicon("repetition")
        self._empty = frozenset(lexicon["empty"])
        self._negations = frozenset(lexicon["negations"])

    def is_repeated(self, spoken: Spoken, sentence: CharSpan) -> bool:
        """Whether nearly all that the quotation says stands in the sentence."""
        text = self._context.article.text
        said, told = fold(spoken.quotation.inner.of(text)), fold(sentence.of(text))
        if self._turns(said) != self._turns(told) or _figures(said) - _figures(told):
            return False
        words, before = self._meaning(said), self._meaning(told)
        if len(words) < self._context.number("min_words"):
            return False
        return len(words & before) >= self._context.number("similarity") * len(words)

    def _meaning(self, words: tuple[str, ...]) -> set[str]:
        return {_stem(word) for word in words if word not in self._empty and len(word) > 1}

    def _turns(self, words: tuple[str, ...]) -> int:
        return sum(word in self._negations for word in words) % 2


def _figures(words: tuple[str, ...]) -> set[str]:
    return {word for word in words if any(char.isdigit() for char in word)}


def _stem(word: str) -> str:
    return _ENDINGS.sub("", word)


CHECK = Check(
    CheckInfo(
        code="AT110",
        name="quotation-repeats-paraphrase",
        severity=Severity.NOTE,
        message=(
            "The sentence before says this already: “{quotation}” Readers learn nothing from it. Keep one, or quote "
            "what adds something."
        ),
        since="0.1.0",
        enabled=False,
        scope=Scope.QUOTATION,
        guides=("TX",),
        options=(
            Option("similarity", 0.8, "Share of the quotation's words of meaning that the sentence has.", high=1),
            Option("min_words", 3, "Fewest words of meaning that a quotation is compared with.", low=1),
        ),
        help=__doc__,
        lexicons=("repetition",),
    ),
    run=find_repeating,
)
