"""Phrases of a lexicon, looked for in the words of a parse."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from attrib.nlp import Parse

# What a tokenizer takes off a word: "was n't", "the board 's".
_APART = re.compile(r"(?<=\w)(n't|'s)\b")


class Phrases:
    """A group of phrases by their first word."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for phrase in phrases:
            words = tuple(_APART.sub(r" \1", phrase).split())
            self._by_first[words[0]].append(words)

    @property
    def first_words(self) -> frozenset[str]:
        """The words that the phrases begin with."""
        return frozenset(self._by_first)

    def at(self, words: Sequence[str], index: int) -> int:
        """Return how many words the longest phrase that starts at `index` has; 0 where none does."""
        known = self._by_first.get(words[index])
        if known is None:
            return 0
        return max((len(phrase) for phrase in known if tuple(words[index : index + len(phrase)]) == phrase), default=0)


@dataclass(frozen=True)
class AnonymityWords:
    """The word lists of `rules/lexicons/anonymity.yaml`, as phrases or as sets, each made when first used."""

    groups: Mapping[str, tuple[str, ...]]

    @cached_property
    def _phrases(self) -> dict[str, Phrases]:
        return {}

    @cached_property
    def _sets(self) -> dict[str, frozenset[str]]:
        return {}

    def phrases(self, group: str) -> Phrases:
        """Return the group as phrases."""
        if group not in self._phrases:
            self._phrases[group] = Phrases(self.groups[group])
        return self._phrases[group]

    def words(self, group: str) -> frozenset[str]:
        """Return the group as a set of words."""
        if group not in self._sets:
            self._sets[group] = frozenset(self.groups[group])
        return self._sets[group]


def plain_words(parse: Parse) -> list[str]:
    """Return each token in lower case, with straight apostrophes; what is masked reads as nothing."""
    return ["" if masked else word.replace("’", "'") for word, masked in zip(parse.lowered, parse.masked, strict=True)]
