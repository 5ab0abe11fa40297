"""Counts who speaks in an article, and adds articles up.

The rule for words: a quoted word counts once. Where several attributions cover it (*X said Y called it "a trap", the
ministry reported*) it belongs to the innermost speaker of direct words: of those whose content holds the opening of
the marks around the word, the innermost that is a statement or a decree. A hope or a fear inside somebody's statement
utters nothing (*Lunn said the council hoped for "a new start"* quotes Lunn), and what stands unmarked inside a
quotation is the quoted speaker's way of putting it (*"He told me he was tired," said Lunn* quotes Lunn alone, but in
*"He told me 'I quit'," said Lunn* two words are his), and so is what nobody is given as saying. Where nobody utters
the marked words, the innermost attribution that covers them takes them, and where none does they are counted as
unattributed. Where two attributions hold the very same words, both count as attributions and the words go to the
first.

Quoted words are those in quotation marks that hold speech, whole or in fragments, not titles, nicknames and words as
words; and those of an attribution read as direct without marks, in an interview or a transcript.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from attrib.model import (
    Act,
    Article,
    AttributionRelation,
    CharSpan,
    Ledger,
    LedgerRow,
    Quotation,
    QuotationKind,
    QuotationUse,
    SpanIndex,
    Speaker,
    SpeakerKind,
    Standing,
)

_WORD = re.compile(r"\w+(?:[’'‑-]\w+)*")
_SPOKEN = frozenset({QuotationUse.SPEECH, QuotationUse.FRAGMENT})
_UTTERED = frozenset({Act.STATEMENT, Act.DECREE})
_DETERMINERS = frozenset(
    ["a", "an", "the", "his", "her", "its", "their", "our", "my", "your", "this", "that", "these", "those", "some"]
)
_ORDER = tuple(Standing)

Key = tuple[Standing, str | None, SpeakerKind, tuple[str, ...]]
_NOBODY: Key = (Standing.UNATTRIBUTED, None, SpeakerKind.UNKNOWN, ())


def make_ledger(article: Article, quotations: Sequence[Quotation], relations: Sequence[AttributionRelation]) -> Ledger:
    """Return the ledger of one article; the module's docstring says which words count for whom."""
    keys = _keys(relations)
    entries: dict[Key, _Entry] = {}
    for relation in relations:
        entries.setdefault(keys[relation.id], _Entry()).add(relation)
    passages = _passages(quotations, relations)
    owners = _Owners(quotations, relations, passages)
    done, last = 0, (_NOBODY, False)
    for passage in passages:
        words = [word.start() for word in _WORD.finditer(article.text, max(done, passage.start), passage.end)]
        done = max(done, passage.end)
        for at in words:
            _count_word(entries, owners.key(at, keys), at)
        if not words:
            continue
        key = owners.key(words[0], keys)
        # A run-on quotation opens each of its paragraphs and is one quotation all the same.
        if last != (key, True):
            entries[key].quotations += 1
        last = (key, passage.continued)
        for inner in owners.nested_in(passage):
            first = _WORD.search(article.text, inner.start, inner.end)
            if first is not None and owners.key(first.start(), keys) != key:
                entries.setdefault(owners.key(first.start(), keys), _Entry()).quotations += 1
    total = sum(entry.words for entry in entries.values())
    rows = [_row(article, key, entry, total) for key, entry in entries.items()]
    return Ledger(tuple(sorted(rows, key=_rank)))


def row_keys(relations: Sequence[AttributionRelation]) -> dict[str, Key]:
    """Return whose row each relation counts for, by its id: standing, name, kind and candidates, as in `LedgerRow`."""
    return _keys(relations)


def quoted_owner(
    quotations: Sequence[Quotation], relations: Sequence[AttributionRelation]
) -> Callable[[int], AttributionRelation | None]:
    """Return what tells the attribution that takes the quoted word at an offset; `None` for words of nobody's."""
    return _Owners(quotations, relations, _passages(quotations, relations)).owner


class LedgerSum:
    """Adds ledgers up by speaker: name and kind, as each article gives them.

    One person under two names in two articles is two rows; two people of one name and kind are one.
    """

    def __init__(self) -> None:
        self._rows: dict[Key, LedgerRow] = {}
        self._articles = 0

    def add(self, ledger: Ledger) -> None:
        """Take in the ledger of one more article, or of several added up."""
        self._articles += ledger.articles
        for row in ledger.rows:
            key = (row.standing, row.name, row.kind, row.candidates)
            known = self._rows.get(key)
            if known is None:
                self._rows[key] = replace(row, first=None, start=None, share=0.0)
                continue
            self._rows[key] = replace(
                known,
                titles=_joined(known.titles, row.titles),
                aliases=_joined(known.aliases, row.aliases),
                relays=_joined(known.relays, row.relays),
                attributions=known.attributions + row.attributions,
                quotations=known.quotations + row.quotations,
                quoted_words=known.quoted_words + row.quoted_words,
                articles=known.articles + row.articles,
            )

    def total(self) -> Ledger:
        """Return all that was added, most quoted words first."""
        words = sum(row.quoted_words for row in self._rows.values())
        rows = [replace(row, share=row.quoted_words / words if words else 0.0) for row in self._rows.values()]
        return Ledger(tuple(sorted(rows, key=_rank)), self._articles)


@dataclass(slots=True)
class _Entry:
    """What has been counted for one row."""

    attributions: int = 0
    quotations: int = 0
    words: int = 0
    titles: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    relays: tuple[str, ...] = ()
    start: int | None = None

    def add(self, relation: AttributionRelation) -> None:
        """Count an attribution."""
        speaker = relation.speaker or Speaker(None)
        self.attributions += 1
        self.titles = _joined(self.titles, speaker.titles)
        self.aliases = _joined(self.aliases, speaker.aliases)
        self.relays = _joined(self.relays, tuple(relay.name for relay in relation.reporting_sources))
        mentions = (*relation.source, *(one.span for one in speaker.evidence)) or relation.content
        self.seen(min((span.start for span in mentions if span), default=relation.start))

    def seen(self, at: int) -> None:
        """Note that the speaker is spoken of, or that nobody's words stand, at `at`."""
        self.start = at if self.start is None else min(self.start, at)


def _count_word(entries: dict[Key, _Entry], key: Key, at: int) -> None:
    entry = entries.setdefault(key, _Entry())
    entry.words += 1
    if key == _NOBODY:
        entry.seen(at)


@dataclass(frozen=True, slots=True)
class _Passage:
    """Quoted words: what stands in a pair of marks, or a direct content that has none."""

    start: int
    end: int
    continued: bool = False


def _passages(quotations: Sequence[Quotation], relations: Sequence[AttributionRelation]) -> list[_Passage]:
    marked = [one for one in quotations if one.use in _SPOKEN and not one.nested]
    within = SpanIndex((one.span, one) for one in quotations)
    out = [_Passage(one.inner.start, one.inner.end, one.continued) for one in marked]
    for relation in relations:
        if relation.kind is QuotationKind.DIRECT:
            out.extend(_Passage(span.start, span.end) for span in relation.content if not within.over(span))
    return sorted(set(out), key=lambda passage: (passage.start, -passage.end))


@dataclass
class _Owners:
    """Finds whose words stand at a place."""

    quotations: Sequence[Quotation]
    relations: Sequence[AttributionRelation]
    passages: Sequence[_Passage]
    _nested: SpanIndex[CharSpan] = field(init=False)
    _opened: SpanIndex[int] = field(init=False)
    _contents: SpanIndex[AttributionRelation] = field(init=False)
    _depths: dict[str, int] = field(init=False)
    _known: dict[int, Key] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        nested = [one.inner for one in self.quotations if one.use in _SPOKEN and one.nested]
        whole = [CharSpan(passage.start, passage.end) for passage in self.passages]
        self._nested = SpanIndex((span, span) for span in nested)
        self._opened = SpanIndex((span, span.start) for span in (*whole, *nested))
        self._contents = SpanIndex((span, relation) for relation in self.relations for span in relation.content)
        parents = {relation.id: relation.parent for relation in self.relations}
        self._depths = {relation.id: _depth(relation.id, parents) for relation in self.relations}

    def key(self, at: int, keys: dict[str, Key]) -> Key:
        """Return the row that the word at `at` counts for."""
        if at not in self._known:
            owner = self.owner(at)
            self._known[at] = _NOBODY if owner is None else keys[owner.id]
        return self._known[at]

    def owner(self, at: int) -> AttributionRelation | None:
        """Return the attribution that takes the word at `at`."""
        here = CharSpan(at, at + 1)
        covering = self._contents.over(here)
        if len(covering) < 2:
            return covering[0] if covering else None
        opened = max(self._opened.over(here), default=at)
        direct = [one for one in covering if min(span.start for span in one.content) <= opened]
        uttered = [one for one in direct if one.act in _UTTERED]
        # "will be asked to leave", in somebody's quotation: that nobody is named as asking takes no words of theirs.
        given = [one for one in uttered if _is_given(one)] or [one for one in direct if _is_given(one)]
        return min(given or uttered or direct or covering, key=lambda one: (-self._depths[one.id], _size(one)))

    def nested_in(self, passage: _Passage) -> Iterator[CharSpan]:
        """Yield what stands in the marks inside a passage."""
        yield from self._nested.over(CharSpan(passage.start, passage.end))


def _depth(start: str, parents: dict[str, str | None]) -> int:
    depth, at, seen = 0, parents.get(start), {start}
    while at is not None and at not in seen:
        seen.add(at)
        depth, at = depth + 1, parents.get(at)
    return depth


def _is_given(relation: AttributionRelation) -> bool:
    """Whether the article gives the words to somebody, be it one it does not name."""
    speaker = relation.speaker
    return bool(relation.source) or (speaker is not None and (speaker.name is not None or bool(speaker.candidates)))


def _size(relation: AttributionRelation) -> int:
    return sum(len(span) for span in relation.content)


def _keys(relations: Sequence[AttributionRelation]) -> dict[str, Key]:
    """Return the row of each relation by its id; a "she" that is "the panel" is the panel's row."""
    keys = {relation.id: _key(relation) for relation in relations}
    described = {key[1:] for key in keys.values() if key[0] is Standing.DESCRIBED}
    for number, key in keys.items():
        if key[0] is Standing.NAMED and key[1:] in described:
            keys[number] = (Standing.DESCRIBED, *key[1:])
    return keys


def _key(relation: AttributionRelation) -> Key:
    speaker = relation.speaker or Speaker(None)
    if speaker.name is not None:
        name = " ".join(speaker.name.split())
        if speaker.kind is SpeakerKind.ANONYMOUS:
            return (Standing.UNNAMED, name, speaker.kind, ())
        described = speaker.resolved_by == "description" or not _is_name(name)
        return (Standing.DESCRIBED if described else Standing.NAMED, name, speaker.kind, ())
    if speaker.kind is SpeakerKind.AUTHOR:
        return (Standing.AUTHOR, None, speaker.kind, ())
    if speaker.is_ambiguous:
        names = tuple(sorted(candidate.name for candidate in speaker.candidates))
        return (Standing.AMBIGUOUS, None, speaker.kind, names)
    if relation.source:
        return (Standing.UNRESOLVED, None, speaker.kind, ())
    return _NOBODY


def _is_name(words: str) -> bool:
    """Whether a capital stands in it beyond the first word of "The board"."""
    first, *rest = words.split()
    telling = rest if first.lower() in _DETERMINERS else [first, *rest]
    return any(letter.isupper() for letter in "".join(telling))


def _row(article: Article, key: Key, entry: _Entry, total: int) -> LedgerRow:
    standing, name, kind, candidates = key
    start = entry.start
    return LedgerRow(
        name,
        standing,
        kind,
        titles=entry.titles,
        aliases=entry.aliases,
        candidates=candidates,
        attributions=entry.attributions,
        quotations=entry.quotations,
        quoted_words=entry.words,
        share=entry.words / total if total else 0.0,
        relays=entry.relays,
        first=article.locate(CharSpan(start, start))[0] if start is not None else None,
        start=start,
    )


def _rank(row: LedgerRow) -> tuple[object, ...]:
    """Return what orders rows: speakers by their words, then what could be given to nobody."""
    nobody = 0 if row.standing.has_speaker else 1 + _ORDER.index(row.standing)
    start = -1 if row.start is None else row.start
    return (nobody, -row.quoted_words, -row.attributions, start, row.name or "", row.kind, row.candidates)


def _joined(known: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*known, *more)))
