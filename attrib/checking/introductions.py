"""Where an article introduces the people it calls by a short name."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from attrib.checking.attributions import Attributions
from attrib.checking.context import CheckContext
from attrib.model import CharSpan, SpeakerKind
from attrib.resolution.spellings import alike
from attrib.rulefiles import shipped_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

_WORD = re.compile(r"[^\W_](?:[^\W_]|[.'’-](?=[^\W_]))*")
_CAPITAL_AFTER = re.compile(r" [^\W\d_a-z](?:\w|\. [^\W\d_a-z])")
_NICKNAME_BEFORE = re.compile(r"\b[^\W\d_a-z][\w'’-]* [“\"‘'(][^”\"’'),.\n]{2,24}[”\"’')] $")
_POSSESSIVE = re.compile(r"['’]s\b")
_BODY_VERB = re.compile(r" (?:will|would|has|had|plans|planned|intends|intended|expects|expected|aims|hopes|hoped)\b")
_SENTENCE_END = re.compile(r"[.!?][”\"’')]?\s")
# Shorter surnames a letter apart are as a rule two people's.
SHORTEST = 5
# How far beside a name its role is looked for.
_REACH = 120
# How many words before a name may hold a role of it: "her brother, the miller, Tom".
_BEFORE = 3
# An age, a relative clause; and what may hold a role, up to the next mark.
_PLAIN_AFTER = re.compile(r"\s*(?:,|\(|—|–)?\s*(?:who\b|whose\b|(?<=[,(] )\d|(?<=\()\d)")
_PHRASE_AFTER = re.compile(r"\s*(?:,|\(|—|–)\s*([^,.;:()“”\"\n]*)")


@cache
def _courtesies() -> frozenset[str]:
    return frozenset(shipped_lexicon("known_names")["courtesies"])


@cache
def _roles() -> frozenset[str]:
    """Return the words that tell who somebody is: offices, trades, kin."""
    roles = shipped_lexicon("roles")
    titles = shipped_lexicon("titles")
    known = shipped_lexicon("known_names")
    words = [*(titles[group] for group in ("office", "honorific", "party")), known["kin"]]
    words += [roles[group] for group in ("male", "female", "office", "person")]
    return frozenset(word for group in words for word in group) - _courtesies()


class Introductions:
    """Answers for one article whether a short name has been given a face before a place."""

    def __init__(self, context: CheckContext) -> None:
        self._text, self._parse = context.article.text, context.parse
        self._blocks = context.article.blocks
        self._attributions = Attributions(context)
        self._speakers = [
            relation.speaker.name
            for relation in context.relations
            if relation.speaker is not None and relation.speaker.name and relation.speaker.kind is SpeakerKind.PERSON
        ]
        self._known = {
            relation.speaker.name.rpartition(" ")[2]
            for relation in context.relations
            if relation.speaker is not None and relation.speaker.name and relation.speaker.resolved_by == "role"
        }
        self._taken_up = {
            relation.speaker.name.rpartition(" ")[2]
            for relation in context.relations
            if relation.speaker is not None
            and relation.speaker.name
            and relation.source
            and relation.source[0].of(self._text).lower() in {"he", "she"}
        }

    def short_name(self, source: CharSpan) -> str | None:
        """Return the one word by which the source is called, courtesy titles apart; `None` where it says more."""
        words = [match.group() for match in _WORD.finditer(source.of(self._text))]
        while words and words[0].lower().rstrip(".") in _courtesies():
            words = words[1:]
        if len(words) != 1 or not words[0][0].isupper() or words[0].isupper():
            return None
        if _POSSESSIVE.match(self._text, source.end):
            return None  # "Foster's said": a firm's name
        return re.sub(r"['’]s?$", "", words[0])

    def is_person(self, word: str, source: CharSpan, *, is_plain: bool) -> bool:
        """Whether the article gives a sign that the name is a person's: a courtesy title, "he", the name finder.

        What the name finder says is enough where resolution has read a person too (`is_plain`); `source` is the
        naming asked about.
        """
        if self.is_called_person(word):
            beside = {self._pronoun_beside(token) for token in self._labelled(word)}
            here = self._parse.token_at(source.start)
            if here is not None and self._pronoun_beside(here) == "its":
                return False  # "Bloomberg started its index", whoever Mr. Bloomberg is
            is_sure = word in self._taken_up or self._has_courtesy(word)
            return is_sure or ("its" not in beside and (is_plain or bool(beside & {"he", "she"})))
        return False

    def is_called_person(self, word: str) -> bool:
        """Whether a courtesy title, a pronoun or most labels of the name finder make a person of the name."""
        if word in self._taken_up or self._has_courtesy(word):
            return True
        labels = [token.ent_type_ for token in self._labelled(word)]
        return word.lower() not in _outlets() and bool(labels) and 2 * labels.count("PERSON") >= len(labels)

    def _labelled(self, word: str) -> Iterator[Token]:
        """Yield the tokens of the name that the name finder has labelled."""
        for at in self._places(word):
            token = self._parse.token_at(at)
            if token is not None and not self._parse.masked[token.i] and token.ent_type_:
                yield token

    def _has_courtesy(self, word: str) -> bool:
        before = (self._words_before(at, 1) for at in self._places(word))
        return any(words and words[-1].lower().rstrip(".") in _courtesies() for words in before)

    def _pronoun_beside(self, token: Token) -> str:
        """Return the first pronoun after the name in its sentence, before anybody else is named; or nothing."""
        for other in token.doc[token.i + 1 : token.sent.end]:
            if other.lower_ == "it" and _BODY_VERB.match(self._text, self._parse.ends[other.i]):
                return "its"  # "Foster said it would buy the rest"
            if other.lower_ in {"he", "she", "its"} and not self._parse.masked[other.i]:
                return str(other.lower_)
            if other.ent_type_ == "PERSON" and other.text != token.text:
                break
        return ""

    def is_introduced(self, word: str, source: CharSpan) -> bool:
        """Whether a full name or a role stands with the name, at `source` or above it."""
        if word in self._known or self._is_told_after(source.end):
            return True
        return any(self._is_told_at(at, word) for at in self._places(word) if at < source.end)

    def near_name(self, word: str, source: CharSpan) -> CharSpan | None:
        """Return where the one person is named above `source` whose surname `word` seems to misspell.

        That person has a full name; two such people, or a full name that is spelt like `word` too, and it is nobody's.
        """
        found = {name: span for name, span in self._full_names(source) if alike(name.lower(), word.lower(), SHORTEST)}
        return next(iter(found.values())) if len(found) == 1 else None

    def _full_names(self, before: CharSpan) -> Iterator[tuple[str, CharSpan]]:
        """Yield the surname and place of each person named in full above a place, outside its sentence."""
        seen: set[str] = set()
        labelled = (ent.text for ent in self._parse.doc.ents if ent.label_ == "PERSON")
        for name in (*self._speakers, *labelled):
            if name not in seen and " " in name:
                seen.add(name)
                at = self._text.find(name, 0, before.start)
                if at >= 0 and _SENTENCE_END.search(self._text, at + len(name), before.start):
                    yield name.split()[-1], CharSpan(at + len(name) - len(name.split()[-1]), at + len(name))

    def _is_told_at(self, at: int, word: str) -> bool:
        """Whether the naming at `at` says who that is."""
        if self._is_told_after(at + len(word)):
            return True
        if _CAPITAL_AFTER.match(self._text, at + len(word)):
            return True  # "Gao Lan": the family name first
        if _NICKNAME_BEFORE.search(self._text, max(0, at - _REACH), at):
            return True
        before = self._words_before(at, _BEFORE)
        if before and before[-1].lower().rstrip(".") in _courtesies():
            before = before[:-1]
        if any(part.lower().rstrip(".") in _roles() for part in before):
            return True
        return bool(before) and (self._is_name_word(before[-1]) or self._follows_noun(at))

    def _follows_noun(self, at: int) -> bool:
        """Whether a common noun stands straight before the name, a comma between them or none: "the miller, Tom"."""
        token = self._parse.token_at(at)
        if token is None or token.i == 0:
            return False
        before = token.nbor(-1)
        if before.text == "," and before.i > 0:
            return bool(token.dep_ == "appos" and token.head.pos_ == "NOUN")
        return bool(before.pos_ == "NOUN" and before.dep_ in {"compound", "nmod"})

    def _is_told_after(self, end: int) -> bool:
        """Whether an age, a clause or a role follows the name that ends at the offset."""
        if _PLAIN_AFTER.match(self._text, end):
            return True
        token = self._parse.token_at(end - 1)
        if token is not None and any(child.dep_ == "appos" and child.pos_ == "NOUN" for child in token.rights):
            return True
        phrase = _PHRASE_AFTER.match(self._text, end)
        return phrase is not None and any(word.lower() in _roles() for word in _WORD.findall(phrase.group(1)))

    @staticmethod
    def _is_name_word(before: str) -> bool:
        """Whether the word straight before the name is a part of it: a given name, initials, a particle."""
        return before[0].isupper() and before.lower() not in _openers()

    def _words_before(self, at: int, number: int) -> list[str]:
        """Return the last words of the sentence before an offset, a comma between them or none."""
        start = max(0, at - _REACH, self._blocks[self._attributions.block_of(at)].span.start)
        words: list[str] = []
        end = at
        for match in reversed(list(_WORD.finditer(self._text, start, at))):
            between = self._text[match.end() : end].strip()
            is_initial = len(match.group()) == 1 or match.group().lower() in _abbreviations()
            if between.strip(",") and not (between == "." and is_initial):
                break
            words.insert(0, match.group())
            end = match.start()
            if len(words) == number:
                break
        return words

    def _places(self, word: str) -> Iterator[int]:
        """Yield where the name stands as a whole word."""
        at = self._text.find(word)
        while at >= 0:
            end = at + len(word)
            if not self._text[max(0, at - 1) : at].isalnum() and not self._text[end : end + 1].isalnum():
                yield at
            at = self._text.find(word, end)


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(shipped_lexicon("titles")["abbreviated"])


@cache
def _outlets() -> frozenset[str]:
    organisations = shipped_lexicon("organisations")
    return frozenset(word for group in ("relay", "broadcaster", "metonym", "place") for word in organisations[group])


@cache
def _openers() -> frozenset[str]:
    return frozenset(shipped_lexicon("capitals")["opener"])
