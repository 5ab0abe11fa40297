"""What a pair of quotation marks does: speech, a fragment of it, a title, a nickname, a word as a word.

What comes before the opening mark decides most: a quotation after a full stop, a colon or a comma is an utterance,
one after a plain word has been taken into somebody else's sentence.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from attrib.model import CharSpan, Quotation, QuotationUse

# How much of the text before an opening mark is looked at: a title noun and its modifiers, a reporting clause.
REACH = 120
_WORD = re.compile(r"[^\W_](?:[\w’'.-]*\w)?")
_LAST_WORDS = re.compile(r"((?:[^\W_][\w’'.-]*\s+){0,3}[^\W_][\w’'.-]*),?\Z")
_LIST_GAP = re.compile(r"[\s,;]*(?:and|or|&)?\s*\Z")
_SENTENCE_INSIDE = re.compile(r"[.!?…]['’”\"]?\s+[“‘\"'\[(]?[A-Z0-9]")
_ABBREVIATION = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gov|Sen|Rep|Gen|Col|Lt|Sgt|Capt|St|Jr|Sr|Prof|Rev|No|vs|etc)\.\Z")
_TERMINAL = ",.?!;—–…-"
_MARKS = "“”\"‘’'`«»„‟"


class QuotationWords:
    """The word lists of `rules/lexicons/quotation_uses.yaml`, made ready for looking up.

    `groups` maps each group of the lexicon to its entries; a missing group counts as empty.
    """

    def __init__(self, groups: Mapping[str, Collection[str]]) -> None:
        def group(name: str) -> frozenset[str]:
            return frozenset(str(entry).lower() for entry in groups.get(name, ()))

        self.title_nouns = group("title_nouns")
        self.title_verbs = group("title_verbs")
        self.naming_words = group("naming_words")
        self.nickname_phrases = group("nickname_phrases")
        self.term_phrases = group("term_phrases")
        self.small_words = group("small_words")
        self.reporting_verbs = group("reporting_verbs")
        self.subject_pronouns = group("subject_pronouns")
        self.determiners = group("determiners")


def find_use(
    text: str, quotation: Quotation, level: CharSpan, previous: Quotation | None, words: QuotationWords
) -> QuotationUse:
    """Return what `quotation` does in its block, or in the quotation it is nested in.

    `level` is the span of that block or outer quotation's words; `previous` the quotation before it there.
    """
    inner = quotation.inner.of(text)
    before = text[max(level.start, quotation.span.start - REACH) : quotation.span.start].rstrip()
    after = text[quotation.span.end : min(level.end, quotation.span.end + REACH)]
    if not quotation.opened:
        return QuotationUse.SPEECH
    if previous is not None and previous.use is not QuotationUse.SPEECH:
        gap = text[previous.span.end : quotation.span.start]
        ended = previous.inner.of(text).rstrip()[-1:]
        if len(gap) < 12 and _LIST_GAP.match(gap) and (gap.strip() or ended == ","):
            return previous.use
    named = _named(inner, before, after, words)
    if named is not None:
        return named
    return _spoken(text, quotation, before, after, previous, words)


def _named(inner: str, before: str, after: str, words: QuotationWords) -> QuotationUse | None:
    """Return the use of a quotation that names something, or `None`."""
    inside = _WORD.findall(inner)
    last = _last_words(before)
    if _ends_with(last, words.term_phrases):
        return QuotationUse.TERM
    named = any(word[0].isupper() for word in inside)
    if named and len(inside) <= 4 and _ends_with(last, words.nickname_phrases):
        return QuotationUse.NICKNAME
    if _is_inside_name(inner, inside, before, after, words):
        return QuotationUse.NICKNAME
    title_like = _is_title_like(inside, words) and not inner.rstrip().endswith(("?!", "!!"))
    if _ends_with(last, words.title_verbs):
        return QuotationUse.TITLE
    if not title_like or len(inside) > 12 or not before:
        return None
    if last and last[-1] in words.title_nouns:
        return QuotationUse.TITLE
    if before[-1] in _TERMINAL + ":" or before[-1] in _MARKS:
        return None
    if last and last[-1] in words.reporting_verbs:
        return None
    if len(inside) > 1 or _ends_with(last, words.naming_words):
        return QuotationUse.TITLE
    return None


def _last_words(before: str) -> list[str]:
    match = _LAST_WORDS.search(before)
    return match[1].lower().split() if match else []


def _ends_with(last: list[str], phrases: frozenset[str]) -> bool:
    return any(" ".join(last[-count:]) in phrases for count in range(1, min(4, len(last)) + 1))


def _is_inside_name(inner: str, inside: list[str], before: str, after: str, words: QuotationWords) -> bool:
    """Whether the marks stand between a given name and a surname."""
    if not 1 <= len(inside) <= 3 or not inside[0][0].isupper() or inner.rstrip()[-1:] in _TERMINAL:
        return False
    first = re.search(r"(?:\A|\s)([A-Z][\w’'-]*\.?)\Z", before)
    follows = re.match(r"\s+([A-Z][\w’'-]+)", after)
    if not first or not follows:
        return False
    given = first[1].lower()
    around = [*before.split()[-6:], *after.split()[:6]]
    if given.endswith(("’s", "'s")) or (len(around) > 3 and all(word[0].isupper() for word in around)):
        return False  # `On ABC’s “Good Morning”`, a headline in capitals
    return given not in words.determiners | words.small_words | words.reporting_verbs | words.subject_pronouns


def _is_title_like(inside: list[str], words: QuotationWords) -> bool:
    """Whether the words are capitalised as in a title: all but the small ones."""
    if not inside or not (inside[0][0].isupper() or inside[0][0].isdigit()):
        return False
    return all(word[0].isupper() or word[0].isdigit() or word.lower() in words.small_words for word in inside)


def _spoken(
    text: str, quotation: Quotation, before: str, after: str, previous: Quotation | None, words: QuotationWords
) -> QuotationUse:
    """Tell an utterance from a fragment taken into a sentence."""
    inner = quotation.inner.of(text).strip()
    capital = _starts_upper(inner)
    inside = _WORD.findall(inner)
    if not before or _ends_sentence(before, few=len(inside) < 5):
        return _at_start(inner, inside, after, words)
    if before[-1] == ":":
        short = not capital and len(inside) <= 3 and inner[-1:] not in _TERMINAL
        return QuotationUse.FRAGMENT if short else QuotationUse.SPEECH
    if _resumes(text, quotation, previous, words):
        return QuotationUse.SPEECH
    last = _last_words(before)
    told = bool(last) and last[-1] in words.reporting_verbs
    several = _SENTENCE_INSIDE.search(inner) is not None and len(inside) >= 8
    if before[-1] in ",;—–" or before.endswith(" -"):
        if capital:
            return _at_start(inner, inside, after, words)
        return QuotationUse.SPEECH if told or several else QuotationUse.FRAGMENT
    if not capital:
        return QuotationUse.FRAGMENT
    if before[-1] in "([":
        return QuotationUse.SPEECH if inner[-1:] in ".?!," and len(inside) >= 3 else QuotationUse.FRAGMENT
    if told and (len(inside) >= 3 or inner[-1:] in ".?!,"):
        return QuotationUse.SPEECH
    return QuotationUse.SPEECH if several else QuotationUse.FRAGMENT


def _starts_upper(inner: str) -> bool:
    match = re.search(r"\w", inner)
    return match is not None and (match[0].isupper() or match[0].isdigit())


def _ends_sentence(before: str, *, few: bool) -> bool:
    """Whether the text before a mark ends in a full stop or the like, its own marks aside.

    A full stop after an abbreviation counts unless `few` words follow in the marks.
    """
    bare = before.rstrip(_MARKS + ")] ")
    if before[-1] in _MARKS and bare.endswith(","):
        return False
    return bool(bare) and bare[-1] in ".?!…" and not (few and _ABBREVIATION.search(bare))


def _at_start(inner: str, inside: list[str], after: str, words: QuotationWords) -> QuotationUse:
    """Return the use of a quotation at the start of a sentence: the sentence may run on through it."""
    follows = re.match(r"\s+(?:\(|[a-z][\w’'-]*)", after)
    if follows is None or not inner or inner[-1] in ".?!" or len(inside) > 6:
        return QuotationUse.SPEECH
    ahead = [word.strip(",.;:").lower() for word in after.split()[:6]]
    if words.reporting_verbs.intersection(ahead) or ahead[0] in words.subject_pronouns:
        return QuotationUse.SPEECH
    if len(inside) > 1 and _is_title_like(inside, words):
        return QuotationUse.TITLE
    return QuotationUse.SPEECH if inner[-1] in _TERMINAL else QuotationUse.FRAGMENT


def _resumes(text: str, quotation: Quotation, previous: Quotation | None, words: QuotationWords) -> bool:
    """Whether the quotation takes up again an utterance that a reporting clause interrupted."""
    if previous is None or previous.use is not QuotationUse.SPEECH or not previous.closed:
        return False
    gap = text[previous.span.end : quotation.span.start]
    if len(gap) > REACH or not gap.rstrip().endswith((",", "—", "–")):
        return False
    bare = re.sub(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gov|Sen|Rep|Gen|St|Jr|Sr)\.", "", gap)
    return re.search(r"[.!?:;]", bare) is None and previous.inner.of(text).rstrip()[-1:] in ",.?!—–-…"
