"""A naming in the text, and what stands around it: role, age, apposition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from attrib.model import CharSpan
from attrib.resolution.lexicons import Lexicons
from attrib.resolution.words import Word

APPOSITION_WORDS = 14
TAKEN_UP_WORDS = 40
# What an apposition's own noun stands before: "set up by a farmer" and "pointed to people" tell no role.
PREPOSITIONS = frozenset({"of", "at", "for", "in", "with", "from", "on", "to", "by", "as", "over", "into", "than"})


@dataclass(slots=True)
class Mention:
    """One naming: its words without titles, and what stands around it.

    `token` is the index of its last word in the parse, or -1 where the words are masked; `use` is `subject`,
    `object`, `possessive`, `part` (of a longer noun phrase) or `other`; `main` is true for the subject of the
    sentence's main clause; `label` is what the statistical name finder calls it.  `definite` follows "the"; `taken_up`
    is `m` or `f` where "he" or "she" comes next and nobody else is named before it; `kin_of` is the surname of
    whose wife or brother somebody is said to be; `lent` holds what the next name may lend it, as in "Ana and Luis
    Ferrer"; `courtesy` is the courtesy title straight before it, as written.
    """

    span: CharSpan
    words: tuple[str, ...]
    title: tuple[str, ...]
    block: int
    token: int = -1
    label: str = ""
    use: str = "other"
    main: bool = False
    quoted: bool = False
    possessive: bool = False
    followed_by_who: bool = False
    definite: bool = False
    taken_up: str = ""
    kin_of: str = ""
    lent: tuple[str, ...] = ()
    courtesy: str = ""
    age: str = ""
    roles: set[str] = field(default_factory=set)
    descriptions: list[str] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, ...]:
        """The words in lower case, without full stops."""
        return _folded(self.words)


@lru_cache(maxsize=4096)
def _folded(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.lower().replace(".", "") for word in words)


class Surroundings:
    """Reads what stands before and after the names of one article."""

    def __init__(self, text: str, lexicons: Lexicons) -> None:
        self.text, self.lexicons = text, lexicons

    def look_before(self, words: Sequence[Word], first: int, mention: Mention) -> None:
        """Take the lower-case role before the name: "campaign manager Robby Mook", "his lawyer, Ann Lee,"."""
        at = first - 1
        mention.definite = at >= 0 and words[at].lower == "the"
        if at >= 0 and words[at].text == "," and (len(mention.words) > 1 or self._is_kin(words, at - 1)):
            at -= 1
        if at < 0 or words[at].lower not in self.lexicons.person_nouns or not words[at].text[0].islower():
            return
        if words[at].possessive:
            return
        start = at
        while start > 0 and words[start - 1].text[0].islower() and first - start < 5:
            previous = words[start - 1].lower
            if previous in self.lexicons.capitals["opener"] or previous in {"said", "told", "says"}:
                break
            start -= 1
        known = (
            self.lexicons.organisations["demonym"]
            | self.lexicons.organisations["place"]
            | self.lexicons.titles["party"]
        )
        if start and words[start - 1].lower in known:  # "Republican senator", "Kenya coach"
            start -= 1
        mention.roles.add(words[at].lower)
        if self._is_kin(words, at):
            mention.kin_of = words[at - 1].lower
        for word in words[start:at]:
            if word.possessive:
                continue
            if word.lower in self.lexicons.person_nouns or word.lower in self.lexicons.titles["modifier"]:
                mention.roles.add(word.lower)
        mention.descriptions.append(self.text[words[start].start : words[at].end])

    def _is_kin(self, words: Sequence[Word], at: int) -> bool:
        """Whether the word at `at` is a role in somebody's family, with whose straight before it: "Lee's wife"."""
        kin = at > 0 and words[at].lower in self.lexicons.roles["kin"] and words[at].text[0].islower()
        return kin and (words[at - 1].possessive or words[at - 1].lower in {"his", "her", "their"})

    def taken_up(self, words: Sequence[Word], after: int) -> str:
        """Return `m` or `f` where "he" or "she" is the next to be spoken of, outside quotation marks."""
        quoted = False
        for number in range(after, min(len(words), after + TAKEN_UP_WORDS)):
            word = words[number]
            if word.text in {"“", "”", '"'}:
                quoted = word.text == "“" or (word.text == '"' and not quoted)
            if quoted:
                continue
            if word.lower in {"he", "she"}:
                return "m" if word.lower == "he" else "f"
            if word.text[0].isupper() and words[number - 1].text not in {".", "?", "!", "”", '"', "“"}:
                return ""
        return ""

    def look_after(self, words: Sequence[Word], after: int, mention: Mention) -> None:
        """Take age, apposition and "who" after the name: "Ann Lee, 54, the mayor of Utrecht, who ..."."""
        if after < len(words) and words[after].text == "(":
            while after < len(words) and words[after].text != ")" and after - 12 < len(words):
                after += 1
            after += 1
        if after >= len(words):
            return
        if words[after].lower == "who":
            mention.followed_by_who = True
            return
        if words[after].text != ",":
            return
        after += 1
        if after + 1 < len(words) and words[after].text.isdigit() and words[after + 1].text in {",", ".", "of"}:
            mention.age = words[after].text
            after += 2
        if after < len(words) and words[after].lower == "who":
            mention.followed_by_who = True
            return
        self._apposition(words, after, mention)

    def _apposition(self, words: Sequence[Word], after: int, mention: Mention) -> None:
        if after >= len(words):
            return
        # "Lee, the mayor" and "Lee, mayor of Utrecht", but not "Lee, Ann Roe and a nurse": a bare noun has to
        # follow, or an article or possessive.
        first = words[after]
        nouns = self.lexicons.person_nouns
        roles: list[str] = []
        for number in range(after, min(len(words), after + APPOSITION_WORDS)):
            word = words[number]
            if word.text in {",", ".", ";", ":", ")", "”", '"', "—"} or word.lower in {
                "who",
                "whose",
                "that",
                "said",
                "says",
                "told",
            }:
                break
            if word.lower in PREPOSITIONS:
                break
            if word.lower in nouns and not word.possessive:
                roles.append(word.lower)
                end = word.end
        if not roles:
            return
        starts_well = first.lower in {"a", "an", "the", "his", "her", "their", "its", "one"} or first.lower in nouns
        starts_well = starts_well or first.possessive or first.lower in self.lexicons.titles["modifier"]
        starts_well = starts_well or (first.text[0].islower() and first.lower not in self.lexicons.capitals["opener"])
        if not starts_well:
            return
        mention.roles.update(roles)
        start = first.start if first.lower not in {"a", "an", "the"} else words[after + 1].start
        mention.descriptions.append(self.text[start:end])
