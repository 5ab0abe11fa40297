"""Which mentions are one person or one body: clusters of names."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from attrib.model import CharSpan, SpeakerKind
from attrib.resolution.clusters import Cluster
from attrib.resolution.families import Family, Shares, contradicts, lend_surnames
from attrib.resolution.fullnames import add_courtesy, settle_name
from attrib.resolution.lexicons import Key, Lexicons, name_words
from attrib.resolution.nouns import is_people
from attrib.resolution.persons import SMALL_WORDS, PersonScore
from attrib.resolution.spellings import (
    SHORTEST_BARE,
    SHORTEST_FULL,
    SpellingIndex,
    alike,
    same_given_spelt_apart,
    told_apart,
)
from attrib.resolution.surroundings import Mention


class NameTable:
    """Clusters of the names of one article, and a way to look one up by its words.

    `without` names sources of evidence to leave out (`persons.SOURCES`).
    """

    def __init__(self, mentions: Sequence[Mention], lexicons: Lexicons, without: Collection[str] = ()) -> None:
        self.lexicons = lexicons
        self.clusters: list[Cluster] = []
        self.cluster_of: dict[int, Cluster] = {}  # start of a mention -> its cluster
        self.open: dict[int, Shares] = {}  # start of a mention -> everybody it may name
        self._by_word: dict[str, list[Cluster]] = defaultdict(list)
        self._bodies: dict[Key, Cluster] = {}
        self._bodies_by_tail: dict[Key, list[Cluster]] = defaultdict(list)
        self._bodies_by_first: dict[str, list[Cluster]] = defaultdict(list)
        self._bodies_by_last: dict[str, list[Cluster]] = defaultdict(list)
        self._forms: dict[Key, Cluster] = {}
        self._spelt = SpellingIndex()
        self._starts = [mention.span.start for mention in mentions]
        lend_surnames(mentions, lexicons)
        groups: dict[Key, list[Mention]] = defaultdict(list)
        for mention in mentions:
            groups[mention.key].append(mention)
        self._score = PersonScore(groups, lexicons, without)
        persons, bodies, short = self._sort_groups(groups)
        self._add_persons(persons)
        self._add_bodies(bodies)
        self._add_short(short)
        for cluster in self.clusters:
            cluster.mentions.sort(key=lambda mention: mention.span)

    def _sort_groups(
        self, groups: dict[Key, list[Mention]]
    ) -> tuple[list[list[Mention]], list[list[Mention]], list[list[Mention]]]:
        persons: list[list[Mention]] = []
        bodies: list[list[Mention]] = []
        short: list[list[Mention]] = []
        for key, group in groups.items():
            if len(name_words(key, self.lexicons)) < 2:
                short.append(group)
            elif self._score.is_person(key, group):
                persons.append(group)
            else:
                bodies.append(group)
        return persons, bodies, short

    def _add_persons(self, groups: list[list[Mention]]) -> None:
        """Cluster full names; the fullest come first so that others can join them."""
        groups.sort(key=lambda group: (-len(group[0].key), group[0].span.start))
        for group in groups:
            cluster = self._same_person(group[0].key) or self._spelt_apart(group)
            if cluster is None:
                cluster = self._new(group[0], SpeakerKind.PERSON)
            self._join(cluster, group)

    def _same_person(self, key: Key) -> Cluster | None:
        """Return the person whose full name `key` is another form of, if there is just one."""
        fits = [cluster for cluster in self._by_word.get(_surname(key, self.lexicons), ()) if self._fits(key, cluster)]
        return fits[0] if len(fits) == 1 else None

    def _fits(self, key: Key, cluster: Cluster) -> bool:
        mine, other = name_words(key, self.lexicons), name_words(_key(cluster), self.lexicons)
        if len(mine) < 2 or len(other) < 2 or self._suffix(key) - self._suffix(_key(cluster)):
            return False
        if mine[-1] == other[-1] and self.lexicons.same_given_name(mine[0], other[0]):
            return True
        # Spanish and Arabic forms: "Guajardo Villarreal", "Abdul Dbeibah", "Guajardo" within a longer name.
        return len(mine) < len(other) and set(mine) <= set(other)

    def _spelt_apart(self, group: Sequence[Mention]) -> Cluster | None:
        """Return the one person of whose full name that of `group` is another spelling."""
        mine = name_words(group[0].key, self.lexicons)
        fits = [
            cluster
            for cluster in self._spelt.near(mine[-1])
            if self._is_spelling(mine, name_words(_key(cluster), self.lexicons))
            and not self._suffix(group[0].key) ^ self._suffix(_key(cluster))
            and not told_apart(group, cluster, self.lexicons)
        ]
        return fits[0] if len(fits) == 1 else None

    def _is_spelling(self, mine: Key, other: Key) -> bool:
        if len(mine) < 2 or len(other) < 2 or min(len(mine[0]), len(other[0])) < 2:
            return False
        if mine[-1] == other[-1]:
            return same_given_spelt_apart(mine[0], other[0], self.lexicons)
        return mine[0] == other[0] and alike(mine[-1], other[-1], SHORTEST_FULL)

    def _misspelt(self, word: str, group: Sequence[Mention]) -> Cluster | None:
        """Return the one person whose surname the bare `word` comes near; others are named in full before."""
        organisations = self.lexicons.organisations
        known = any(word in organisations[name] for name in ("place", "metonym", "relay", "broadcaster", "demonym"))
        titled = any(mention.title or mention.label == "PERSON" for mention in group)
        if known or not (titled or self._may_be_person(group[0].key, group)):
            return None
        if not titled and self.lexicons.gender_of_given_name(word):
            return None
        fits = [
            cluster
            for cluster in self._spelt.near(word)
            if cluster.is_person and alike(word, _surname(_key(cluster), self.lexicons), SHORTEST_BARE)
        ]
        if len(fits) != 1 or len(group) >= len(fits[0].mentions) or told_apart(group, fits[0], self.lexicons):
            return None
        return fits[0]

    def _suffix(self, key: Key) -> set[str]:
        """Return "jr" or "iii" of a name: two that differ in it are two people."""
        return set(key[1:]) & self.lexicons.titles["suffix"]

    def _new(self, mention: Mention, kind: SpeakerKind) -> Cluster:
        cluster = Cluster(len(self.clusters), " ".join(mention.words), kind, mention.span, mention.words)
        self.clusters.append(cluster)
        if kind is SpeakerKind.PERSON:
            self._index(cluster, mention.key)
            # A single word may be a surname: "Kelly" alone says little.
            strength = 2.0 if len(mention.key) > 1 else 1.0
            gender = self.lexicons.gender_of_given_name(mention.key[0])
            cluster.male += strength * (gender == "m")
            cluster.female += strength * (gender == "f")
        return cluster

    def _index(self, cluster: Cluster, key: Key) -> None:
        self._spelt.add(_surname(key, self.lexicons), cluster)
        words = name_words(key, self.lexicons)
        # "Nuaimi" is Khalid al-Nuaimi, "Lundqvist" Anne Lundqvist-Holm.
        for word in (*words, *(part for part in words[-1].split("-")[-2:] if len(part) > 2 and len(words) > 1)):
            if cluster not in self._by_word[word]:
                self._by_word[word].append(cluster)

    def _join(self, cluster: Cluster, group: Iterable[Mention]) -> None:
        for mention in group:
            self.cluster_of[mention.span.start] = cluster
            self._forms.setdefault(mention.key, cluster)
            cluster.add(mention, self.lexicons)
            if cluster.is_person:
                self._index(cluster, mention.key)

    def _add_bodies(self, groups: list[list[Mention]]) -> None:
        groups.sort(key=lambda group: (-len(group[0].key), group[0].span.start))
        for group in groups:
            key = group[0].key
            person = None
            if key[-1] not in self.lexicons.organisations["head"]:
                person = self._same_person(key) or self._spelt_apart(group)
            if person is not None:
                self._join(person, group)
                continue
            cluster = self._bodies.get(key) or self._body_ending_in(key)
            if cluster is None:
                people = is_people(key[-1], self.lexicons)
                cluster = self._new(group[0], SpeakerKind.GROUP if people else SpeakerKind.ORGANISATION)
                cluster.plural = people
                cluster.unsure = (
                    not people and len(key) <= 3 and self._may_be_person(key, group) and not SMALL_WORDS & set(key)
                )
            self._bodies[key] = cluster
            self._index_body(key, cluster)
            for initials in _initials(key):
                self._bodies.setdefault((initials,), cluster)
            self._join(cluster, group)

    def _index_body(self, key: Key, cluster: Cluster) -> None:
        """Note by which parts of its name a body may be called."""
        slots = [self._bodies_by_tail[key[1:]]]
        if 2 <= len(key) <= 4 and not SMALL_WORDS & set(key):
            slots += [self._bodies_by_first[key[0]], self._bodies_by_last[key[-1]]]
        for slot in slots:
            if cluster not in slot[-2:]:
                slot.append(cluster)

    def _body_ending_in(self, key: Key) -> Cluster | None:
        """Return the one body whose longer name ends in `key`: "Defense Ministry" of "Russian Defense Ministry"."""
        if len(key) < 2 or key[-1] not in self.lexicons.organisations["head"]:
            return None
        fits = self._bodies_by_tail.get(key, [])
        return fits[0] if len(fits) == 1 else None

    def _add_short(self, groups: list[list[Mention]]) -> None:
        """Give single words to the person or body whose name has them, or a cluster of their own."""
        # Ferrer's wife comes before "Ms. Ferrer".
        groups.sort(key=lambda group: (not any(m.kin_of for m in group), group[0].span.start))
        for group in groups:
            key = group[0].key
            word = name_words(key, self.lexicons)[-1] if name_words(key, self.lexicons) else key[-1]
            known = self._known_persons(word, group)
            if known:
                self._share_out(group, [*known, *self._other_bearer(word, group, known)])
                continue
            if self._is_family(word, group):
                self._add_family(group)
                continue
            body = self._bodies.get((word.replace(".", ""),)) or self._body_named_by(word)
            if body is not None:
                self._join(body, group)
                continue
            person = self._misspelt(word, group)
            if person is not None:
                self._join(person, group)
                continue
            kind = SpeakerKind.PERSON if self._score.is_person(key, group) else SpeakerKind.ORGANISATION
            cluster = self._new(group[0], kind)
            cluster.unsure = kind is SpeakerKind.ORGANISATION and self._may_be_person(key, group)
            self._bodies.setdefault((word,), cluster)
            self._join(cluster, group)

    def _is_family(self, word: str, group: Sequence[Mention]) -> bool:
        """Whether "the Ferrers" are the people whose surname the article has told."""
        return any(m.definite for m in group) and any(
            _surname(_key(cluster), self.lexicons) == word[:-length]
            for length in (1, 2)
            if word[-length:] in {"s", "es"}
            for cluster in self._by_word.get(word[:-length], ())
        )

    def _add_family(self, group: Sequence[Mention]) -> None:
        cluster = self._new(group[0], SpeakerKind.GROUP)
        cluster.plural = True
        self._join(cluster, group)

    def _may_be_person(self, key: Key, group: Sequence[Mention]) -> bool:
        """Whether nothing speaks against a name's being a person's."""
        organisations = self.lexicons.organisations
        word = key[-1]
        known = any(
            word in organisations[name] for name in ("place", "metonym", "relay", "broadcaster", "head", "demonym")
        )
        return not known and not group[0].words[-1].isupper() and any(mention.use != "part" for mention in group)

    def _known_persons(self, word: str, group: Sequence[Mention]) -> list[Cluster]:
        known = self._by_word.get(word, [])
        organisations = self.lexicons.organisations
        is_place = word in organisations["place"] or word in organisations["broadcaster"]
        if is_place and not any(mention.title or mention.label == "PERSON" for mention in group):
            return []
        last = [cluster for cluster in known if _surname(_key(cluster), self.lexicons) == word]
        if last:
            return last
        first = [cluster for cluster in known if _key(cluster)[0] == word]
        return first or known

    def _share_out(self, group: Sequence[Mention], known: Sequence[Cluster]) -> None:
        """Give each mention of a shared word to whom of its bearers it means, or note that it is open."""
        for mention, shares in Family(known, self.lexicons).share_out(group):
            if mention.span.start in self.cluster_of:
                continue
            if len(shares) == 1:
                self._join(shares[0][0], [mention])
            else:
                self.open[mention.span.start] = shares

    def _other_bearer(self, word: str, group: Sequence[Mention], known: Sequence[Cluster]) -> list[Cluster]:
        """Return who "Ms. Ferrer" is where the article knows Luis Ferrer alone: his wife Ana, or one not introduced."""
        left = [m for m in group if all(contradicts(m, cluster, self.lexicons) for cluster in known)]
        if not left:
            return []
        kin = [c for c in self.clusters if c.is_person and any(mention.kin_of == word for mention in c.mentions)]
        kin = [c for c in kin if not any(contradicts(mention, c, self.lexicons) for mention in left)]
        cluster = kin[0] if len(kin) == 1 else self._new(left[0], SpeakerKind.PERSON)
        self._join(cluster, left)
        return [cluster]

    def _body_named_by(self, word: str) -> Cluster | None:
        """Return the one body whose longer name "Fox" or "Times" is short for."""
        organisations = self.lexicons.organisations
        if word in organisations["place"] or word in organisations["demonym"]:
            return None
        at = -1 if word in organisations["head"] else 0
        fits = {
            id(c): c for k, c in self._bodies.items() if 2 <= len(k) <= 4 and k[at] == word and not SMALL_WORDS & set(k)
        }
        return next(iter(fits.values())) if len(fits) == 1 else None

    def adopt(self, start: int, key: Key) -> Cluster | None:
        """Note that the words `key` at `start` name a cluster that is known by them, and return it."""
        cluster = self._forms.get(key)
        if cluster is not None:
            self.cluster_of[start] = cluster
        return cluster

    def named_in(self, span: CharSpan) -> list[tuple[int, Cluster]]:
        """Return where in `span` somebody or something is named, and whom each naming means."""
        low, high = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return [(start, self.cluster_of[start]) for start in self._starts[low:high] if start in self.cluster_of]

    def settle_names(self) -> None:
        """Give each cluster the fullest name among its mentions, once all of them are known."""
        for cluster in self.clusters:
            settle_name(cluster, self.lexicons)
        surnames = Counter(_surname(_key(c), self.lexicons) for c in self.clusters if c.is_person)
        for cluster in self.clusters:
            if cluster.is_person and len(cluster.words) == 1 and surnames[_key(cluster)[0]] > 1:
                add_courtesy(cluster)


def _key(cluster: Cluster) -> Key:
    return tuple(word.lower().replace(".", "") for word in cluster.words)


def _surname(key: Key, lexicons: Lexicons) -> str:
    return name_words(key, lexicons)[-1]


def _initials(key: Key) -> list[str]:
    """Return the acronyms a body's name may have."""
    if len(key) < 2:
        return []
    large = [word[0] for word in key if word not in SMALL_WORDS]
    every = [word[0] for word in key]
    return ["".join(large), "".join(every)] if len(large) > 1 else []
