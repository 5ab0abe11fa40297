"""Who "the minister", "the 54-year-old" or "the agency" is: clusters whose known roles fit a description."""

from __future__ import annotations

import re
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


def equal_roles(lemma: str, lexicons: Lexicons) -> frozenset[str]:
    """Return the words that may name the same office as `lemma`, itself included."""
    out = {lemma}
    for name, words in lexicons.roles.items():
        if name.startswith("same_") and lemma in words:
            out |= words
    return frozenset(out)


def person_fit(description: str, lemma: str, clusters: Sequence[Cluster], lexicons: Lexicons) -> Fit:
    """Return the fit of clusters with a definite description of one person, such as "the former minister"."""
    age = AGE.search(description)
    male, female = lemma in lexicons.roles["male"], lemma in lexicons.roles["female"]
    equals = equal_roles(lemma, lexicons)
    modifiers = set(re.findall(r"[^\W_]+", description.lower())) - {lemma, "the", "a", "an", "of"}
    exact = _bearers(clusters, frozenset({lemma}))
    bearers = exact or _bearers(clusters, equals)

    def fit(cluster: Cluster) -> float:
        if not cluster.is_person or cluster.described:
            return 0.0
        if (male and cluster.gender == "f") or (female and cluster.gender == "m"):
            return 0.0
        if age and cluster.ages:
            return 3.0 if age.group(1) in cluster.ages else 0.0
        if cluster.number in bearers:
            told = " ".join(cluster.titles).lower()
            return 1.0 + 0.5 * sum(word in told for word in modifiers)
        return OTHER_ROLE if bearers else UNKNOWN_ROLE

    return fit


def only_bearer(lemma: str, clusters: Sequence[Cluster], lexicons: Lexicons) -> Cluster | None:
    """Return the one person of the article who bears the role, if there is just one."""
    for words in (frozenset({lemma}), equal_roles(lemma, lexicons)):
        bearers = _bearers(clusters, words)
        if len(bearers) == 1:
            return next(cluster for cluster in clusters if cluster.number in bearers)
        if bearers:
            return None
    return None


def _bearers(clusters: Sequence[Cluster], words: frozenset[str]) -> set[int]:
    out = set()
    for cluster in clusters:
        if cluster.is_person and not cluster.described:
            roles = cluster.roles | {ABBREVIATIONS[role] for role in cluster.roles if role in ABBREVIATIONS}
            if roles & words:
                out.add(cluster.number)
    return out


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
        return 0.1 if lemma in lexicons.organisations["generic"] and not cluster.described else 0.0

    return fit
