"""Names spelt in two ways: "Petrosyan" and "Petrossian" are one person where nothing shows them to be two."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from attrib.model import Spelling
from attrib.resolution.clusters import Cluster
from attrib.resolution.lexicons import Lexicons, name_words
from attrib.resolution.surroundings import Mention

# Shorter words one letter apart are as a rule two words: "Lang" and "Long".
SHORTEST_BARE = 5
SHORTEST_FULL = 4
# Two names this near each other in the text are told apart by the writer: "Ann Johnson and Tom Johnston".
SIDE_BY_SIDE = 40  # characters
# Letters and letter groups by which one sound is spelt, each with the one it is folded to.
SOUNDS = (("ph", "f"), ("x", "ks"), ("ck", "k"), ("c", "k"), ("q", "k"), ("y", "i"), ("j", "i"), ("z", "s"), ("w", "v"))


def fold(word: str) -> str:
    """Return `word` with one letter for each sound: no accents, no doubled letters, no silent "h" or last "e"."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", word.lower()) if c.isalnum())
    for one, other in SOUNDS:
        plain = plain.replace(one, other)
    plain = plain[:1] + plain[1:].replace("h", "")
    out = ""
    for letter in plain:
        if letter != out[-1:]:
            out += letter
    return out[:-1] if len(out) > 2 and out.endswith("e") else out


def one_letter_apart(one: str, other: str) -> bool:
    """Whether one letter more, less, or other, or two in each other's place, make `other` of `one`.

    That is a distance of one after Damerau (1964), who found four in five misspellings to be of these four sorts.
    """
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, others = one[start:], other[start:]
    if len(one) != len(other):
        return rest[1:] == others or rest == others[1:]
    return rest[1:] == others[1:] or (rest[:2] == others[1::-1] and rest[2:] == others[2:])


def alike(one: str, other: str, shortest: int) -> bool:
    """Whether two words, in lower case, may be one name spelt in two ways; both have `shortest` letters or more."""
    if one == other or min(len(one), len(other)) < shortest:
        return False
    # "Roberts" are no misspelt "Robert", and "the Petrosyans" are a family.
    if one.rstrip("s") == other.rstrip("s"):
        return fold(one) == fold(other)
    return fold(one) == fold(other) or one_letter_apart(one, other) or one_letter_apart(fold(one), fold(other))


def same_given_spelt_apart(one: str, other: str, lexicons: Lexicons) -> bool:
    """Whether two given names are one spelt in two ways: "Sergei" and "Sergey", but not "Dan" and "Don"."""
    genders = {lexicons.gender_of_given_name(one), lexicons.gender_of_given_name(other)} - {""}
    if one == other or min(len(one), len(other)) < 3 or len(genders) > 1:
        return False
    if fold(one) == fold(other):
        return True
    unknown = not (lexicons.gender_of_given_name(one) and lexicons.gender_of_given_name(other))
    return unknown and min(len(one), len(other)) >= SHORTEST_FULL and one_letter_apart(one, other)


class SpellingIndex:
    """The people of an article by words that come near the words of their names."""

    def __init__(self) -> None:
        self._by_part: dict[str, list[Cluster]] = {}

    def add(self, word: str, cluster: Cluster) -> None:
        """Note that `word` is the surname or given name of `cluster`."""
        for part in _parts(word):
            bearers = self._by_part.setdefault(part, [])
            if cluster not in bearers:
                bearers.append(cluster)

    def near(self, word: str) -> list[Cluster]:
        """Return those with a word that may come near `word`, each once; the caller looks closer."""
        found = {cluster.number: cluster for part in _parts(word) for cluster in self._by_part.get(part, ())}
        return [found[number] for number in sorted(found)]


@lru_cache(maxsize=8192)  # the names of one outlet come again and again
def _parts(word: str) -> frozenset[str]:
    """Return a word's fold and the fold short of each letter: words one letter apart share one of them."""
    sound = fold(word)
    return frozenset({sound, *(sound[:at] + sound[at + 1 :] for at in range(len(sound)))})


def told_apart(group: Sequence[Mention], cluster: Cluster, lexicons: Lexicons) -> bool:
    """Whether what stands around two spellings shows two people: ages, titles, pronouns of courtesy, nearness."""
    ages = {mention.age for mention in group} - {""}
    if ages and cluster.ages and not ages & cluster.ages:
        return True
    roles = {role for mention in group for role in mention.roles}
    for honorific, gender in (("honorific_male", "f"), ("honorific_female", "m")):
        if roles & lexicons.titles[honorific] and cluster.gender == gender:
            return True
    offices = {role for role in roles if not lexicons.is_honorific(role)}
    known = {role for role in cluster.roles if not lexicons.is_honorific(role)}
    if offices and known and not offices & known:
        return True
    mine = {mention.span for mention in group}
    both = sorted((*group, *cluster.mentions), key=lambda mention: mention.span)
    return any(
        (one.span in mine) != (other.span in mine)
        and one.block == other.block
        and other.span.start - one.span.end < SIDE_BY_SIDE
        for one, other in pairwise(both)
    )


def spellings_of(cluster: Cluster, lexicons: Lexicons) -> tuple[Spelling, ...]:
    """Return the ways in which a person's surname is spelt, or else the given name, commonest first.

    Empty where each is spelt in one way.
    """
    if not cluster.is_person:
        return ()
    surnames: dict[str, list[Mention]] = {}
    given: dict[str, list[Mention]] = {}
    for mention in cluster.mentions:
        words = name_words(mention.key, lexicons)
        surnames.setdefault(words[-1], []).append(mention)
        if len(words) > 1:
            given.setdefault(words[0], []).append(mention)
    for slot, at in ((surnames, -1), (given, 0)):
        spelt = [word for word in slot if any(_one_name(word, other, at, lexicons) for other in slot)]
        if spelt:
            spelt.sort(key=lambda word: (-len(slot[word]), slot[word][0].span))
            return tuple(_spelling(word, slot[word]) for word in spelt)
    return ()


def _one_name(word: str, other: str, at: int, lexicons: Lexicons) -> bool:
    if at == 0:
        return same_given_spelt_apart(word, other, lexicons)
    return alike(word, other, SHORTEST_FULL)


def _spelling(word: str, mentions: Sequence[Mention]) -> Spelling:
    written = next((part for part in mentions[0].words if part.lower().replace(".", "") == word), word)
    return Spelling(written, tuple(mention.span for mention in mentions))
