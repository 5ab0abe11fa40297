"""Brackets or an ellipsis in a quotation where a verb or a negation stood, or several of them.

Why: what stands in marks is taken for the speaker's own words. A name in brackets for a pronoun helps a reader; a verb
or a “not” put in, or cut away, may turn the words round, and many alterations leave little of them. Paraphrase, or
quote the part that stands by itself.

Flagged are square brackets that begin with a verb, a negation, or a pronoun and a verb; an ellipsis within a sentence
right after an auxiliary or a “not”; and quotations with several cuts within sentences and words put in. Names and noun
phrases in place of a pronoun are counted apart. Capitals and endings fitted to the sentence, “sic” and what the room
did (applause, laughter) do not count, nor does an ellipsis between sentences, at either end, or where it touches the
word before it and marks a pause.

Flagged:
    “We [will] sell the mill by May,” Tom Reed said.

Clean:
    “We [the weavers] did not sell the mill,” Tom Reed said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from attrib.checking import Check, CheckContext, CheckInfo, Option, Scope
from attrib.checking.attributions import Attributions
from attrib.checking.marks import torn_quotations
from attrib.model import CharSpan, Finding, Quotation, QuotationUse, Related, Severity
from attrib.rulefiles import Lexicon

_BRACKET = re.compile(r"\[([^\[\]\n#]{1,120})\]")
_ELLIPSIS = re.compile(r"(?:…|\.\s?\.\s?\.)(?:\s?\.)?")
_WORD = re.compile(r"[^\W_][\w’'-]*")
_CONTRACTED = re.compile(r"(?P<subject>\w+)[’'](?:s|re|m|ll|ve|d)\Z")
_NOT = re.compile(r"\w+n[’']t\Z")
# Characters before an ellipsis in which the last word is looked for.
_REACH = 40
# A full stop and an ellipsis.
_FOUR = 4
_SPEECH = frozenset({QuotationUse.SPEECH, QuotationUse.FRAGMENT})


@dataclass(frozen=True, slots=True)
class _Alteration:
    """A place where words were put in or left out.

    `is_grave` where it touches a verb or a negation, `is_name` where it only tells whom a pronoun means.
    """

    span: CharSpan
    is_grave: bool
    is_name: bool = False


def find_altered(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each quotation with a grave alteration, or with too many."""
    text, lexicon = context.article.text, _Words(context.lexicon("alterations"))
    attributions = Attributions(context)
    torn = {quotation.span for quotation in torn_quotations(text, context.quotations)}
    for quotation in context.quotations:
        if quotation.nested or quotation.use not in _SPEECH or quotation.span in torn:
            continue
        if not attributions.is_running(quotation.block):
            continue
        alterations = _alterations(text, quotation, lexicon)
        grave = [one for one in alterations if one.is_grave]
        names = sum(one.is_name for one in alterations)
        too_many = len(alterations) - names > context.number("max_marks") or names > context.number("max_names")
        if grave or too_many:
            shown = grave or alterations
            yield context.finding(
                quotation.span,
                related=[Related("altered here", one.span) for one in shown],
                fault=(
                    f"A verb or a negation is altered at “{context.excerpt(shown[0].span)}”"
                    if grave
                    else f"{len(alterations)} alterations in one quotation"
                ),
            )


class _Words:
    """The lexicon, made ready for looking up."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.verbs = frozenset(lexicon["verbs"])
        self.negations = frozenset(lexicon["negations"])
        self.subjects = frozenset(lexicon["subjects"])
        self.asides = frozenset(lexicon["asides"])
        self.determiners = frozenset(lexicon["determiners"])
        self._hanging = frozenset(lexicon["left_hanging"])

    def carries(self, word: str) -> bool:
        """Whether the word is a verb or a negation."""
        return word in self.verbs or word in self.negations or _NOT.match(word) is not None

    def is_left_hanging(self, word: str) -> bool:
        """Whether something that the word needs must have stood after it."""
        return word in self._hanging or _NOT.match(word) is not None


def _alterations(text: str, quotation: Quotation, words: _Words) -> list[_Alteration]:
    inner = quotation.inner
    out = []
    for found in _BRACKET.finditer(text, inner.start, inner.end):
        span = CharSpan(*found.span())
        inside = [word.lower() for word in _WORD.findall(found[1])]
        if inside and not _is_fitted(text, span) and not words.asides.issuperset(inside):
            grave = _is_clause(inside, words)
            out.append(_Alteration(span, grave, is_name=not grave and _is_name(found[1], words)))
    for found in _ELLIPSIS.finditer(text, inner.start, inner.end):
        before = text[max(inner.start, found.start() - _REACH) : found.start()]
        after = text[found.end() : min(inner.end, found.end() + _REACH)]
        if before.strip(" “\"'‘") and _joins_sentence(before, found[0], after):
            out.append(_Alteration(CharSpan(*found.span()), _is_cut(before, words)))
    return sorted(out, key=lambda one: one.span.start)


def _is_fitted(text: str, span: CharSpan) -> bool:
    """Whether the bracket is part of a word: `[W]e`, `belong[s]`."""
    return text[span.end : span.end + 1].isalpha() or text[max(0, span.start - 1) : span.start].isalpha()


def _is_clause(inside: list[str], words: _Words) -> bool:
    """Whether the words in brackets begin with a verb or a negation, or are a pronoun with one."""
    first = inside[0]
    if words.carries(first):
        return True
    contracted = _CONTRACTED.match(first)
    if contracted and contracted["subject"] in words.subjects:
        return True
    return first in words.subjects and len(inside) > 1 and words.carries(inside[1])


def _is_name(inside: str, words: _Words) -> bool:
    """Whether the words in brackets hold a name or a figure, or are a noun phrase, in place of a pronoun."""
    found = _WORD.findall(inside)
    return found[0].lower() in words.determiners or any(word[0].isupper() or word[0].isdigit() for word in found)


def _joins_sentence(before: str, dots: str, after: str) -> bool:
    """Whether the ellipsis leaves words of a sentence out; after a full stop it leaves out sentences.

    One that touches the word before it is a pause, not a cut.
    """
    follows = _WORD.search(after)
    if follows is None or not follows[0][0].islower() or not before[-1:].isspace():
        return False
    return before.rstrip()[-1:] not in ".?!" and dots.count(".") < _FOUR


def _is_cut(before: str, words: _Words) -> bool:
    """Whether a verb or a negation was left with what followed it cut away."""
    last = _WORD.findall(before.lower())
    if not last or not before.rstrip().lower().endswith(last[-1]):
        return False
    is_whole = last[-2:-1] == ["to"]  # "what she wanted to do"
    return not is_whole and words.is_left_hanging(last[-1])


CHECK = Check(
    CheckInfo(
        code="AT108",
        name="altered-quotation",
        severity=Severity.WARNING,
        message=(
            "{fault}: readers take what stands in marks for the speaker's own words. Paraphrase, or quote the part "
            "that stands by itself."
        ),
        since="0.1.0",
        scope=Scope.QUOTATION,
        guides=("AP", "RT"),
        options=(
            Option("max_marks", 1, "Cuts within a sentence and words put in that one quotation may have."),
            Option("max_names", 3, "Names and noun phrases in brackets that it may have besides."),
        ),
        help=__doc__,
        lexicons=("alterations",),
    ),
    run=find_altered,
)
