"""Quoted words in a headline or standfirst that the article below does not contain.

Why: a reader takes words in marks for somebody's own, and looks for them in the story. Where they are a summary, leave
the marks out; where they were cut from the story, put them back.

Words are compared without marks, case, punctuation and contraction (“we’re” is “we are”), in the reporter's own
sentences as well as in quotations. What stands in brackets may differ, and an ellipsis may leave words out. Titles of
works and nicknames are not looked at.

Many British headlines set a claim in single marks without saying whose it is (Dam ‘to close in May’), to keep it at
arm's length. Such words are a summary by custom, and only those that the headline gives to somebody, those in the first
person and those in double marks are looked at, unless the option `claims` is set. A headline gives words to somebody
with a colon or with a verb like “says”.

Flagged:
    Mayor calls bridge “a death trap”

    The mayor said on Monday that the bridge would be closed. “It is no place to ride a bicycle,” she said.

Clean:
    Mayor calls bridge “no place to ride a bicycle”

    The mayor said on Monday that the bridge would be closed. “It is no place to ride a bicycle,” she said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrib.checking import Check, CheckContext, CheckInfo, Option, Scope
from attrib.duplicates.repeats import fold
from attrib.model import BlockKind, CharSpan, Finding, Quotation, QuotationUse, Severity

HEADS = frozenset({BlockKind.HEADLINE, BlockKind.STANDFIRST})
# Quotations of a head that are looked at, and characters around each: no headline has more.
_MOST = 20
_REACH = 300
_SINGLE = frozenset({"curly-single", "straight-single"})
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Mm]e|us|[Yy]ou|[Yy]our)\b")
_UNREAD = frozenset({*HEADS, BlockKind.FURNITURE, BlockKind.CODE, BlockKind.BYLINE, BlockKind.DATELINE})
_BRACKET = re.compile(r"\[[^\[\]\n]{0,200}\]")
_CONTRACTIONS = (
    (re.compile(r"\bwon[’']t\b", re.IGNORECASE), "will not"),
    (re.compile(r"\bcan[’']t\b", re.IGNORECASE), "can not"),
    (re.compile(r"\bcannot\b", re.IGNORECASE), "can not"),
    (re.compile(r"(?<=\w)n[’']t\b", re.IGNORECASE), " not"),
    (re.compile(r"(?<=\w)[’']re\b", re.IGNORECASE), " are"),
    (re.compile(r"(?<=\bI)[’']m\b", re.IGNORECASE), " am"),
    (re.compile(r"(?<=\w)[’']ve\b", re.IGNORECASE), " have"),
    (re.compile(r"(?<=\w)[’']ll\b", re.IGNORECASE), " will"),
)
_CUT = re.compile(r"…|\.\s?\.\s?\.|\[[^\[\]\n]{0,200}\]|\s[-–—]+\s|—")


def find_headline_only(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each quotation of a headline or standfirst whose words the body lacks."""
    blocks = context.article.blocks
    heads = [one for one in context.quotations if blocks[one.block].kind in HEADS][:_MOST]
    if not heads:
        return
    quoted = [
        one for one in heads if _is_words(context, one) and (context.option("claims") or _is_somebodys(context, one))
    ]
    if not quoted:
        return
    body = _Body(context)
    for quotation in quoted:
        if body.has_words and not body.holds(quotation.inner):
            where = "standfirst" if blocks[quotation.block].kind is BlockKind.STANDFIRST else "headline"
            yield context.finding(quotation.span, quotation=context.excerpt(quotation.inner), where=where)


def _is_words(context: CheckContext, quotation: Quotation) -> bool:
    """Whether the quotation may be somebody's words, and is whole.

    In a headline set in capitals every quotation looks like a title, and only the word before it can tell.
    """
    if quotation.nested or not (quotation.opened and quotation.closed):
        return False
    if quotation.use is QuotationUse.NICKNAME:
        return False
    if len(quotation.inner.of(context.article.text).split()) < context.number("min_words"):
        return False
    return quotation.use is not QuotationUse.TITLE or _is_capitalised(context, quotation)


def _is_somebodys(context: CheckContext, quotation: Quotation) -> bool:
    """Whether the headline gives the words to somebody, or their form shows that they are quoted."""
    text = context.article.text
    if quotation.style not in _SINGLE or _FIRST_PERSON.search(quotation.inner.of(text)):
        return True
    before, after = _around(context, quotation)
    if before.rstrip().endswith(":"):
        return True
    verbs = frozenset(context.lexicon("quotation_uses")["reporting_verbs"])
    return any(_is_present(word) for word in verbs.intersection(re.findall(r"\w+", f"{before} {after}".lower())))


def _is_present(verb: str) -> bool:
    """Whether the reporting verb is one that a headline tells by; its past forms are passive (`Parties warned over`).

    A court or an inquiry that is told something names where it was said.
    """
    return verb.endswith("s") or verb in {"say", "told"}


def _is_capitalised(context: CheckContext, quotation: Quotation) -> bool:
    words = " ".join(_around(context, quotation)).split()
    long = [word for word in words if word[0].isalpha() and len(word) > 3]
    return bool(long) and all(word[0].isupper() for word in long)


def _around(context: CheckContext, quotation: Quotation) -> tuple[str, str]:
    """Return what stands before and after the quotation in its head."""
    text, block = context.article.text, context.article.blocks[quotation.block].span
    before = text[max(block.start, quotation.span.start - _REACH) : quotation.span.start]
    return before, text[quotation.span.end : min(block.end, quotation.span.end + _REACH)]


class _Body:
    """The words of the article below its head, in two readings: with what stands in brackets, and without."""

    def __init__(self, context: CheckContext) -> None:
        self._context = context
        text = " ".join(
            block.span.of(context.article.text) for block in context.article.blocks if block.kind not in _UNREAD
        )
        self._readings = [_joined(_plain(text))]
        if "[" in text:
            self._readings.append(_joined(_plain(_BRACKET.sub(" ", text))))
        self.has_words = bool(self._readings[0].strip())

    def holds(self, span: CharSpan) -> bool:
        """Whether the words of `span` stand here, each stretch between cuts by itself and in their order."""
        parts = [_plain(part) for part in _CUT.split(span.of(self._context.article.text))]
        return any(_follow(parts, reading) for reading in self._readings)


def _follow(parts: list[tuple[str, ...]], reading: str) -> bool:
    at = 0
    for part in parts:
        found = reading.find(_joined(part), at) if part else at
        if found < 0:
            return False
        at = found
    return True


def _plain(text: str) -> tuple[str, ...]:
    """Return the folded words of `text`, contractions written out."""
    for contraction, words in _CONTRACTIONS:
        text = contraction.sub(words, text)
    return fold(text)


def _joined(words: tuple[str, ...]) -> str:
    return f" {' '.join(words)} "


CHECK = Check(
    CheckInfo(
        code="AT111",
        name="headline-quotation-not-in-body",
        severity=Severity.ERROR,
        message=(
            "The {where} quotes “{quotation}”, and the article does not have these words: readers take them for "
            "somebody's own. Quote what was said, or leave the marks out."
        ),
        since="0.1.0",
        scope=Scope.QUOTATION,
        guides=("RT",),
        options=(
            Option("min_words", 2, "Shortest quotation looked at, in words.", low=1),
            Option("claims", False, "Look at words in single marks too that the headline gives to nobody."),
        ),
        help=__doc__,
        lexicons=("quotation_uses",),
    ),
    run=find_headline_only,
)
