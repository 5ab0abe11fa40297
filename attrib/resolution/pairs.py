"""People named side by side, whom "they" may take up: "Ana Lo and Piet Bakker"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from attrib.model import CharSpan, SpeakerKind
from attrib.resolution.clusters import Cluster
from attrib.resolution.surroundings import Mention


@dataclass(slots=True)
class Pairing:
    """One place where several are named side by side, and the cluster that stands for all of them."""

    first: Mention
    span: CharSpan
    cluster: Cluster


def find_pairings(
    mentions: Sequence[Mention],
    cluster_of: Mapping[int, Cluster],
    joins: Callable[[Mention, Mention], bool],
    first_number: int,
) -> list[Pairing]:
    """Return where people are named side by side, in order; the same people have the same cluster.

    `mentions` stand in text order, `joins` says whether two of them in a row are joined, and `first_number` is the
    first that is free for a cluster.
    """
    out: list[Pairing] = []
    known: dict[frozenset[int], Cluster] = {}
    for run in _runs(mentions, joins):
        people = [cluster_of.get(mention.span.start) for mention in run]
        numbers = frozenset(person.number for person in people if person is not None and person.is_person)
        if len(numbers) < len(people) or len(numbers) < 2:
            continue
        span = CharSpan(run[0].span.start, run[-1].span.end)
        cluster = known.get(numbers)
        if cluster is None:
            name = joined_name([person for person in people if person is not None])
            cluster = known[numbers] = Cluster(first_number + len(known), name, SpeakerKind.GROUP, span)
            cluster.plural = True
        out.append(Pairing(run[0], span, cluster))
    return out


def joined_name(people: Sequence[Cluster]) -> str:
    """Return what several people together are called."""
    return " and ".join(cluster.name for cluster in people)


def _runs(mentions: Sequence[Mention], joins: Callable[[Mention, Mention], bool]) -> Iterator[list[Mention]]:
    run: list[Mention] = []
    for mention in mentions:
        if run and run[-1].block == mention.block and joins(run[-1], mention):
            run.append(mention)
            continue
        if len(run) > 1:
            yield run
        run = [mention]
    if len(run) > 1:
        yield run
