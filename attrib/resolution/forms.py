"""The shapes in which a source names its speaker."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from attrib.model import CharSpan, SpeakerKind
from attrib.resolution.clusters import Cluster
from attrib.resolution.families import Shares
from attrib.resolution.surroundings import Mention


class SourceShape(StrEnum):
    """How a source names its speaker."""

    NONE = "none"
    NAME = "name"
    SEVERAL = "several"
    PRONOUN = "pronoun"
    ROLE = "role"
    DESCRIPTION = "description"
    AUTHOR = "author"
    UNKNOWN = "unknown"


@dataclass(slots=True)
class SourceForm:
    """A source as read: its shape, head token (-1 where masked), kind, and the clusters it names outright.

    `open` holds everybody whom a shared name may mean where nothing settles it, likeliest first, with shares of one.
    """

    shape: SourceShape
    span: CharSpan
    text: str = ""
    head: int = -1
    kind: SpeakerKind = SpeakerKind.UNKNOWN
    clusters: tuple[Cluster, ...] = ()
    how: str = "name"
    open: Shares = ()


def how_named(mention: Mention, cluster: Cluster) -> str:
    """Return how a mention names its cluster: by the whole `name`, the `surname` or another part, an `acronym`."""
    if len(mention.words) == len(cluster.words) or not cluster.words:
        return "name"
    acronym = len(mention.words) == 1 and sum(letter.isupper() for letter in mention.words[0]) > 1
    if acronym and not cluster.is_person:
        return "acronym"
    return "surname" if cluster.is_person else "name"
