"""Who "the minister", "the 54-year-old" or "the agency" is: clusters whose known roles fit a description."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from attrib.model import SpeakerKind
from attrib.resolution.clusters import Cluster
from attrib.resolution.lexicons import Lexicons
from attrib.resolution.pronouns import Fit

AGE = re.compile(r"\b(\d{1,3})[-‑ ]year[-‑ ]old")
ABBREVIATIONS = {
    "sen": "senator", "rep": "representative", "gov": "governor", "gen": "general", "prof": "professor",
    "col": "colonel", "lt": "lieutenant", "capt": "captain", "sgt": "sergeant", "det": "detective", "dr": "doctor",
}  # fmt: skip
# Role unknown to the article: the description may still be of whoever is spoken of ("the Texan").
UNKNOWN_ROLE = 0.12
OTHER_ROLE = 0.02
# "Defence" and "defense", "transport" and "transportation" are one field.
FIELD_LETTERS = 4
# A like role, of a party or place that the article has not told.
UNTOLD = 0.3


def equal_roles(lemma: str, lexicons: Lexicons) -> frozenset[str]:
    """Return the words that may name the same office as `lemma`, itself included."""
    out = {lemma}
    for name, words in lexicons.roles.items():
        if name.startswith("same_") and lemma in words:
            out |= words
    return frozenset(out)


class RoleTable:
    """The people of an article by the roles it has told of them."""

    def __init__(self, clusters: Sequence[Cluster], lexicons: Lexicons) -> None:
        self.lexicons = lexicons
        self._bearers: dict[str, list[Cluster]] = defaultdict(list)
        for cluster in clusters:
            if cluster.is_person and not cluster.described:
                for role in cluster.roles | {ABBREVIATIONS[role] for role in cluster.roles if role in ABBREVIATIONS}:
                    self._bearers[role].append(cluster)

    def bearers(self, words: frozenset[str]) -> list[Cluster]:
        """Return the people who bear any of the roles `words`, each once."""
        found = {cluster.number: cluster for word in sorted(words) for cluster in self._bearers.get(word, ())}
        return list(found.values())

    def only_bearer(self, description: str, lemma: str) -> Cluster | None:
        """Return the one person who bears the role, if there is just one and the description allows it."""
        if lemma in self.lexicons.roles["unnamed"]:
            return None
        exact = frozenset({lemma})
        for words in (exact, equal_roles(lemma, self.lexicons)):
            bearers = self.bearers(words)
            fits = [cluster for cluster in bearers if not conflicts(description, cluster, self.lexicons)]
            if len(fits) == 1:
                # "The Democratic nominee" is not whoever is told to be a candidate, of whatever party.
                known = words == exact or not untold(description, fits[0], self.lexicons)
                return fits[0] if known else None
            if bearers:
                return None
        return None

    def person_fit(self, description: str, lemma: str) -> Fit:
        """Return the fit of clusters with a definite description of one person, such as "the former minister"."""
        lexicons = self.lexicons
        age = AGE.search(description)
        male, female = lemma in lexicons.roles["male"], lemma in lexicons.roles["female"]
        modifiers = _words(description) - {lemma, "the", "a", "an", "of"}
        exact = self.bearers(frozenset({lemma}))
        bearers = {cluster.number for cluster in exact or self.bearers(equal_roles(lemma, lexicons))}

        def fit(cluster: Cluster) -> float:
            if not cluster.is_person or cluster.described:
                return 0.0
            if conflicts(description, cluster, lexicons):
                return 0.0
            if (male and cluster.gender == "f") or (female and cluster.gender == "m"):
                return 0.0
            if age and cluster.ages:
                return 3.0 if age.group(1) in cluster.ages else 0.0
            if cluster.number in bearers:
                told = " ".join(cluster.titles).lower()
                fits = 1.0 + 0.5 * sum(word in told for word in modifiers)
                return fits if exact or not untold(description, cluster, lexicons) else UNTOLD * fits
            # Who speaks for another is introduced as that: "the spokesman" is not just anybody named before.
            if lemma in lexicons.roles["behalf"] and (cluster.roles or cluster.titles):
                return 0.0
            return OTHER_ROLE if bearers else UNKNOWN_ROLE

        return fit


def conflicts(description: str, cluster: Cluster, lexicons: Lexicons) -> bool:
    """Whether a description names another party, place or field than a person's titles do: "the Florida senator"."""
    told = _words(" ".join(cluster.titles))
    said = _words(description)
    if _is_below(description, cluster, lexicons):
        return True
    for group in (lexicons.titles["party"], lexicons.organisations["place"]):
        mine, other = said & group, told & group
        if mine and other and not {_party(word) for word in mine} & {_party(word) for word in other}:
            return True
    field = lexicons.titles["field"]
    mine, other = ({word[:FIELD_LETTERS] for word in words & field} for words in (said, told))
    return bool(mine and other and not mine & other)


def untold(description: str, cluster: Cluster, lexicons: Lexicons) -> bool:
    """Whether a description names a party or place of which a person's titles say nothing."""
    told, said = _words(" ".join(cluster.titles)), _words(description)
    groups = (lexicons.titles["party"], lexicons.organisations["place"] | lexicons.organisations["demonym"])
    return any(said & group and not told & group for group in groups)


def _is_below(description: str, cluster: Cluster, lexicons: Lexicons) -> bool:
    """Whether a person is only a deputy, or was one: "the minister" is no shadow minister and no former one."""
    lower = lexicons.titles["lower_rank"]
    if _words(description) & lower:
        return False
    offices = _words(description) & (lexicons.titles["office"] | lexicons.person_nouns)
    told = [words for title in cluster.titles if (words := _words(title)) & offices]
    return bool(told) and all(words & lower for words in told)


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", text.lower()))


def _party(word: str) -> str:
    return {"gop": "republican", "democrat": "democratic", "tory": "conservative"}.get(word, word)


def body_fit(lemma: str, lexicons: Lexicons) -> Fit:
    """Return the fit of clusters with "the ministry" or "the group"."""

    def fit(cluster: Cluster) -> float:
        if cluster.kind is not SpeakerKind.ORGANISATION:
            return 0.0
        words = {word.lower() for word in cluster.words}
        if lemma in words or lemma + "s" in words:
            return 1.0
        if lemma in cluster.roles:
            return 0.8
        if cluster.described or lemma not in lexicons.organisations["generic"]:
            return 0.0
        return 0.03 if cluster.unsure else 0.1

    return fit
