"""Stand-ins for whole utterances, under which the parser reads the sentence around a quotation better."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from attrib.extraction.uses import QuotationWords
from attrib.model import Article, Quotation, QuotationUse
from attrib.nlp import Mask

_LOWER = re.compile(r"\s+[a-z]")
_OPENING = "“"
_CLOSING = "”"


def masks(article: Article, quotations: Sequence[Quotation], groups: Mapping[str, Collection[str]]) -> tuple[Mask, ...]:
    """Return a stand-in for each whole utterance among `quotations`; fragments and nested ones stay as they are.

    A stand-in is a short clause in marks that ends as the utterance does, for the parser leans on both.  A question
    or exclamation mark before a reporting clause is read as a comma, or the sentence would end there; a full stop
    only where the clause has no content of its own.  `groups` are those of `rules/lexicons/quotation_uses.yaml`.
    """
    clause = _following_clause(QuotationWords(groups))
    out: list[Mask] = []
    for quotation in quotations:
        if quotation.use is not QuotationUse.SPEECH or quotation.nested:
            continue
        out.append(Mask(quotation.span, _stand_in(article.text, quotation, clause)))
    return tuple(out)


def _stand_in(text: str, quotation: Quotation, clause: re.Pattern[str]) -> tuple[str, ...]:
    inner = quotation.inner.of(text).rstrip("’'” ")
    first = re.search(r"\w", inner)
    words = ["it" if first and first[0].islower() else "It", "is"]
    last = inner[-1:]
    if last in {".", "?", "!"} and _is_reported(text, quotation.span.end, clause, stopped=last == "."):
        last = ","
    if last in {",", ".", "?", "!"}:
        words.append(last)
    return (_OPENING, *words, _CLOSING)


def _is_reported(text: str, end: int, clause: re.Pattern[str], *, stopped: bool) -> bool:
    """Whether a reporting clause follows an utterance that ends at `end`, in a full stop where `stopped`.

    After a full stop a clause with a capital is a sentence of its own wherever it goes on (`It is.” He said that …`,
    `It is.” He added: “…”`).
    """
    if _LOWER.match(text, end):
        return True
    found = clause.match(text, end)
    if found is None:
        return False
    rest = text[found.end() : found.end() + 1]
    return rest in {"", ".", "\n"} if stopped else rest != ":"


def _following_clause(words: QuotationWords) -> re.Pattern[str]:
    """Return the pattern of a reporting clause straight after a closing mark."""
    verb = "|".join(sorted(map(re.escape, words.reporting_verbs))) or r"(?!)"
    return re.compile(rf"\s+(?:[\w’'.-]+\s+){{0,4}}?(?:{verb})\b")
