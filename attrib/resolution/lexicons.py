"""The word lists of resolution, read once and held as sets."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from attrib.resolution.phrases import AnonymityWords
from attrib.rulefiles import load_lexicon
from attrib.rulefiles.house import Groups as WordGroups
from attrib.rulefiles.house import extended
from attrib.rulefiles.paths import rules_dir

COURTESY = frozenset({"mr", "mrs", "ms", "miss", "dr", "sir", "lord", "lady", "dame"})
Groups = dict[str, frozenset[str]]
Key = tuple[str, ...]  # the words of a name in lower case, without full stops

FILES = ("titles", "roles", "organisations", "documents", "groups", "venues", "given_names", "short_names", "capitals")


@dataclass(frozen=True)
class Lexicons:
    """The words that names, roles, kinds and venues are read by; all in lower case, abbreviations without stops."""

    titles: Groups
    roles: Groups
    organisations: Groups
    documents: Groups
    groups: Groups
    venues: Groups
    given_names: Groups
    short_names: Groups
    capitals: Groups
    anonymity: AnonymityWords
    person_nouns: frozenset[str]
    full_given_names: dict[str, frozenset[str]]

    def gender_of_given_name(self, word: str) -> str:
        """Return `m`, `f`, `x` (a given name used for both) or an empty string."""
        word = word.lower()
        forms = {word, word.partition("-")[0]}
        if not word.isascii():
            forms |= {plain_letters(form) for form in forms}  # "Seán"
        for gender, group in (("m", "male"), ("f", "female"), ("x", "either")):
            if not forms.isdisjoint(self.given_names[group]):
                return gender
        return ""

    def is_title(self, word: str) -> bool:
        """Whether `word`, written before a name, is a title or an office."""
        return word in self.titles["office"] or self.is_honorific(word)

    def is_honorific(self, word: str) -> bool:
        """Whether `word` is a courtesy title, which a name may carry without holding any office."""
        titles = self.titles
        return word in titles["honorific"] or word in titles["honorific_male"] or word in titles["honorific_female"]

    def is_courtesy(self, word: str) -> bool:
        """Whether `word` is "Mr", "Mrs" or their like, which stands straight before the name."""
        return word in COURTESY

    def same_given_name(self, one: str, other: str) -> bool:
        """Whether two given names, in lower case, may be one person's: equal, an initial, or a known short form."""
        if one == other or (min(len(one), len(other)) == 1 and one[:1] == other[:1]):
            return True
        if one in self.short_names.get(other, ()) or other in self.short_names.get(one, ()):
            return True
        shared = self.full_given_names.get(one, frozenset()) & self.full_given_names.get(other, frozenset())
        return bool(shared)


@lru_cache(maxsize=2)
def load_lexicons(folder: Path | None = None) -> Lexicons:
    """Return the lexicons in `folder`, or those that ship with attrib.

    Raises `RuleFilesError` where one of them has a fault.
    """
    return extended_lexicons({}, folder)


def extended_lexicons(further: Mapping[str, WordGroups], folder: Path | None = None) -> Lexicons:
    """Return the lexicons as `load_lexicons`, with `further` words, by lexicon and group, among theirs."""
    place = folder or rules_dir() / "lexicons"
    read: dict[str, Groups] = {}
    for name in FILES:
        groups = extended(load_lexicon(place / f"{name}.yaml").groups, further.get(name, {}))
        read[name] = {group: frozenset(words) for group, words in groups.items()}
    anonymity = extended(load_lexicon(place / "anonymity.yaml").groups, further.get("anonymity", {}))
    roles = read["roles"]
    full: dict[str, set[str]] = {}
    for name, shorts in read["short_names"].items():
        for short in shorts:
            full.setdefault(short, set()).add(name)
    return Lexicons(
        **read,
        anonymity=AnonymityWords(anonymity),
        person_nouns=roles["male"] | roles["female"] | roles["office"] | roles["person"] | roles["anonymous"],
        full_given_names={short: frozenset(names) for short, names in full.items()},
    )


def plain_letters(word: str) -> str:
    """Return `word` without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


def name_words(key: Key, lexicons: Lexicons) -> Key:
    """Return the words of a name without generational suffixes and middle initials."""
    words = tuple(word for word in key if word not in lexicons.titles["suffix"])
    if len(words) > 2:
        words = (words[0], *(word for word in words[1:-1] if len(word) > 1), words[-1])
    return words or key
