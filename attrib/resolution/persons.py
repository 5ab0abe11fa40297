"""Whether a run of capitalised words is a person's name: what speaks for it, and what against.

No source of evidence is trusted alone.  The statistical name finder is wrong on about one name in six, a title may
stand in a body's name, and a given name may be a town's; `python -m attrib.dev.names` measures what each adds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from attrib.resolution.lexicons import Key, Lexicons, name_words
from attrib.resolution.nouns import is_people
from attrib.resolution.surroundings import Mention

# From this score on a run of words is a person's name; a lone word that stands once needs more.
PERSON_SCORE = 1.5
SINGLE_PERSON_SCORE = 2.0
PERSON_LABELS = {"PERSON": 1.5, "ORG": -1.0, "GPE": -1.0, "LOC": -1.5, "NORP": -1.5, "FAC": -1.5, "WORK_OF_ART": -1.0,
                 "EVENT": -2.0, "LAW": -2.0, "PRODUCT": -0.5, "DATE": -1.0}  # fmt: skip
SMALL_WORDS = frozenset({"of", "for", "on", "and", "the", "in", "&"})
# What a name is read by; the last are the words that end and begin the names of bodies and things.
SOURCES = ("labels", "titles", "appositions", "given-names", "repetition", "bodies")


class PersonScore:
    """Weighs the names of one article; `without` names sources of evidence to leave out, to measure them."""

    def __init__(self, groups: Mapping[Key, Sequence[Mention]], lexicons: Lexicons, without: Collection[str]) -> None:
        self.lexicons, self._without = lexicons, frozenset(without)
        self._alone = {key[0]: group for key, group in groups.items() if len(key) == 1}
        self._surnames = Counter(key[-1] for key in groups if len(key) > 1)

    def is_person(self, key: Key, group: Sequence[Mention]) -> bool:
        """Whether `key`, the words of a name, is more likely a person's; `group` is every place it stands in."""
        lone = len(name_words(key, self.lexicons)) < 2 and len(group) == 1
        return self.score(key, group) >= (SINGLE_PERSON_SCORE if lone else PERSON_SCORE)

    def score(self, key: Key, group: Sequence[Mention]) -> float:
        """Return how likely `key` is a person's name, from the words and from every place it stands in."""
        given = self._is_given(key)
        parts = {
            "labels": sum(PERSON_LABELS.get(mention.label, 0.0) for mention in group) / len(group),
            "titles": 3.0 * any(mention.title for mention in group),
            "appositions": self._told_beside(group),
            "given-names": self._given(key, given=given),
            "repetition": self._repeated(key),
        }
        so_far = sum(value for name, value in parts.items() if name not in self._without)
        against = 0.0 if "bodies" in self._without else self._against(key, group, so_far, given=given)
        return so_far - against

    def _is_given(self, key: Key) -> bool:
        if len(key) < 2 or "given-names" in self._without:
            return False
        return len(key[0]) == 1 or bool(self.lexicons.gender_of_given_name(key[0]))

    def _told_beside(self, group: Sequence[Mention]) -> float:
        """Return what roles, ages and "who" beside a name say for its being a person's."""
        out = 2.0 * any(mention.roles and not mention.title for mention in group)
        out += 2.0 * any(mention.age for mention in group)
        return out + 1.5 * any(mention.followed_by_who for mention in group)

    def _given(self, key: Key, *, given: bool) -> float:
        """Return what the shape of a name says: given names first, an initial within, two surnames joined."""
        gender = self.lexicons.gender_of_given_name
        out = 0.0
        if given:
            out += 2 + 0.5 * ("-" in key[-1]) + (len(key) > 2 and bool(gender(key[1])))  # "José Luis Ferrer"
        elif len(key) == 1 and gender(key[0]) in {"m", "f"}:
            out += 1
        return out + 2 * (len(key) == 3 and len(key[1]) == 1)  # "Channing D. Roe"

    def _repeated(self, key: Key) -> float:
        """Return what the last word's standing alone elsewhere says."""
        alone = self._alone.get(key[-1])
        if len(key) < 2 or alone is None:
            return 0.0
        out = 0.5 + 0.5 * (len(alone) > 1)
        # People are called by the last word of their names, bodies by the first; "Hail Roe" is not Anna Roe.
        if len(key) == 2 and key[0] not in self._alone and self._surnames[key[-1]] == 1:
            named = sum(
                (mention.label == "PERSON" and "labels" not in self._without)
                or (bool(mention.title) and "titles" not in self._without)
                for mention in alone
            )
            out += 0.5 + named / len(alone)
        return out

    def _against(self, key: Key, group: Sequence[Mention], so_far: float, *, given: bool) -> float:
        """Return what the words of a name say for its being a body's, a place's or a thing's."""
        organisations = self.lexicons.organisations
        heads = organisations["head"]
        two = len(name_words(key, self.lexicons)) == 2
        out = 0.0
        if (key[-1] in heads and not (given and two and so_far > 3)) or SMALL_WORDS & set(key[1:-1]):
            out += 4
        elif len(key) > 1 and (key[-1] in organisations["thing"] or key[0] in organisations["vessel"]):
            # "Anna Park" may be either, "the Anna Park" may not.
            out += 1 if given and not any(mention.definite for mention in group) else 3
        elif any(word in heads for word in key[:-1]) and not given:
            out += 2
        joined = " ".join(key)
        if any(joined in organisations[name] for name in ("place", "metonym", "relay")):
            out += 3
        if joined in organisations["broadcaster"] or key[0] in organisations["demonym"]:
            out += 2
        if not given and len(key) > 1 and (is_people(key[-1], self.lexicons) or key[-1] in organisations["place"]):
            out += 3  # "the Lib Dems", "the Special Advocates", "Courier London"
        acronym = len(key) == 1 and group[0].words[0].isupper() and len(key[0]) <= 6
        return out + 3 * acronym
