"""People who share a surname, or a given name: whose a bare one is, and when that is open."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrib.resolution.clusters import Cluster
from attrib.resolution.lexicons import Lexicons
from attrib.resolution.surroundings import Mention

# A full name this many characters back leads to its bearer; "Ms. Ferrer" leads further, for it is short already.
NEAR = 300
NEAR_LEAD = 0.3
SHORT_LEAD = 0.6
# Whoever the article names first is more often whom it is about.
FIRST_LEAD = 0.25
# "Ferrer said she" is more likely said by the Ferrer who is a woman.
PRONOUN_LEAD = 0.6
# A bare name that is taken up by "he" so often, and so many times as often as by "she", is a man's elsewhere too.
USUAL_LEAD = 0.6
USUAL_TIMES = 2
USUAL_SHARE = 4
# Least lead over the second at which a bare name is given to the first.
LEAST_LEAD = 0.3
# Evidence from which on it is sure that somebody is "Mr." or "Ms.".
SURE = 2.0

Shares = tuple[tuple[Cluster, float], ...]


def courtesy_gender(mention: Mention, lexicons: Lexicons) -> str:
    """Return `m` or `f` where a courtesy title before a name tells, else an empty string."""
    titles = {word.lower() for word in mention.title}
    if titles & lexicons.titles["honorific_male"]:
        return "m"
    return "f" if titles & lexicons.titles["honorific_female"] else ""


def contradicts(mention: Mention, cluster: Cluster, lexicons: Lexicons) -> bool:
    """Whether the courtesy title of a mention rules somebody out: "Ms. Ferrer" is not Luis Ferrer."""
    apart = cluster.male - cluster.female
    return {"m": apart <= -SURE, "f": apart >= SURE}.get(courtesy_gender(mention, lexicons), False)


class Family:
    """The people of one article who bear a name, in whose mentions that name stands alone."""

    def __init__(self, bearers: Sequence[Cluster], lexicons: Lexicons) -> None:
        self.bearers, self.lexicons = list(bearers), lexicons
        self._weights = {cluster.number: self._prominence(cluster) for cluster in bearers}
        # Where each was told apart from the others, in full and by the surname.
        self._full = {c.number: sorted(m.span.start for m in c.mentions if len(m.words) > 1) for c in bearers}
        self._usual = ""
        self._short = {c.number: sorted(m.span.start for m in c.mentions if len(m.words) == 1) for c in bearers}

    def _prominence(self, cluster: Cluster) -> float:
        """Return how much of the article's full namings are of `cluster`, with a lead for the one named first."""
        total = sum(len(other.mentions) for other in self.bearers) or 1
        first = min(self.bearers, key=lambda other: min((m.span.start for m in other.mentions), default=0))
        return len(cluster.mentions) / total + FIRST_LEAD * (cluster is first)

    def share_out(self, group: Sequence[Mention]) -> Iterator[tuple[Mention, Shares]]:
        """Yield each mention, in order, with its bearer, or with all it may be where nothing settles it.

        Shares add up to one; the first is the likeliest.  There are none where a title rules everybody out.
        """
        taken_up = Counter(mention.taken_up for mention in group if mention.taken_up and not mention.title)
        (most, times), *rest = [*taken_up.most_common(), ("", 0)]
        self._usual = most if times >= USUAL_TIMES and times >= USUAL_SHARE * rest[0][1] else ""
        for mention in group:
            fits = self._fits(mention)
            ranked = sorted(((self._rank(one, mention), -one.number, one) for one in fits), reverse=True)
            if len(ranked) < 2 or ranked[0][0] - ranked[1][0] >= LEAST_LEAD:
                if ranked:
                    self._note(mention, ranked[0][2], alone=len(fits) == 1)
                yield mention, tuple((one, 1.0) for _, _, one in ranked[:1])
                continue
            near = [(one, rank) for rank, _, one in ranked if ranked[0][0] - rank < LEAST_LEAD]
            total = sum(rank for _, rank in near)
            yield mention, tuple((one, rank / total) for one, rank in near)

    def _fits(self, mention: Mention) -> list[Cluster]:
        """Return those whom the mention's titles allow, only those whose office it names where there are such."""
        fits = [one for one in self.bearers if not contradicts(mention, one, self.lexicons)]
        gender = courtesy_gender(mention, self.lexicons)
        fits = [one for one in fits if gender and one.gender == gender] or fits
        offices = {word.lower() for word in mention.title} & self.lexicons.titles["office"]
        fits = [one for one in fits if offices & one.roles] or fits
        before = [one for one in fits if one.span.start < mention.span.start]
        return before or fits

    def _rank(self, cluster: Cluster, mention: Mention) -> float:
        rank, start = self._weights[cluster.number], mention.span.start
        if _is_near(self._short[cluster.number], start):
            rank += SHORT_LEAD
        elif _is_near(self._full[cluster.number], start):
            rank += NEAR_LEAD
        if cluster.gender and cluster.gender == (mention.taken_up or self._usual):
            rank += PRONOUN_LEAD if mention.taken_up else USUAL_LEAD
        return rank

    def _note(self, mention: Mention, cluster: Cluster, *, alone: bool) -> None:
        """Keep where nobody else can be meant: the bare name after "Mr. Ferrer" is his."""
        if alone:
            insort(self._short[cluster.number], mention.span.start)


def _is_near(starts: Sequence[int], start: int) -> bool:
    """Whether one of `starts` is shortly before `start`."""
    at = bisect_left(starts, start) - 1
    return at >= 0 and start - starts[at] < NEAR


def lend_surnames(mentions: Sequence[Mention], lexicons: Lexicons) -> None:
    """Give "Ana" the surname in "Ana and Luis Ferrer".

    "Clinton and Luis Ferrer" are two families: where one of the two goes by that one word elsewhere, the other has
    to as well.
    """
    bare = {mention.key[0] for mention in mentions if len(mention.words) == 1 and not mention.lent}
    titled = {mention.key[0] for mention in mentions if len(mention.words) == 1 and mention.title}
    last = {mention.key[-1] for mention in mentions if len(mention.words) > 1}
    given = {mention.key[0] for mention in mentions if len(mention.words) > 1}
    for one, following in pairwise(mentions):
        if not one.lent:
            continue
        word = one.key[0]
        alone = word in bare and following.key[0] not in bare
        if alone or word in titled or word in last or word in given:
            one.lent = ()
        else:
            one.words = (*one.words, *one.lent)
