"""The fullest name that an article gives somebody, and the shorter ones."""

from __future__ import annotations

from collections import Counter

from attrib.resolution.clusters import Cluster
from attrib.resolution.lexicons import Lexicons, name_words
from attrib.resolution.surroundings import Mention


def settle_name(cluster: Cluster, lexicons: Lexicons) -> None:
    """Give a cluster the fullest name among its mentions, and the others as its aliases."""
    if not cluster.mentions:
        return
    best = _fullest(cluster, lexicons) if cluster.is_person else max(cluster.mentions, key=_length)
    cluster.name, cluster.words, cluster.span = " ".join(_dotted(best.words)), best.words, best.span
    surfaces = {" ".join(_dotted(mention.words)): None for mention in cluster.mentions if not mention.lent}
    surfaces |= {mention.words[0]: None for mention in cluster.mentions if mention.lent}
    cluster.aliases = [surface for surface in surfaces if surface != cluster.name]


def _fullest(cluster: Cluster, lexicons: Lexicons) -> Mention:
    """Return the mention with the most of a person's name."""
    words = {mention.span: name_words(mention.key, lexicons) for mention in cluster.mentions}
    # The commonest last word is the surname: "Larry King Now" is a programme of Larry King.
    counts = Counter(words[mention.span][-1] for mention in cluster.mentions if not mention.quoted)
    full = [mention for mention in cluster.mentions if len(words[mention.span]) > 1]
    top = max((counts[words[mention.span][-1]] for mention in full), default=0)
    forms = [m for m in full if counts[words[m.span][-1]] == top] or cluster.mentions
    return max(forms, key=lambda m: (len(words[m.span]), not m.lent, *_length(m)))


def _length(mention: Mention) -> tuple[int, int]:
    return len(mention.words), -mention.span.start


def add_courtesy(cluster: Cluster) -> None:
    """Name a person known by the surname alone with the courtesy title, where others bear the surname too."""
    for mention in cluster.mentions:
        if mention.courtesy:
            cluster.aliases = [cluster.name, *(alias for alias in cluster.aliases if alias != cluster.name)]
            cluster.name = f"{mention.courtesy} {cluster.name}"
            return


def _dotted(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        word + "." if (len(word) == 1 and word.isupper()) or (word[1:2] == "." and word.isupper()) else word
        for word in words
    )
