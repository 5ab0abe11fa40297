"""The shapes in which a source names its speaker."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from attrib.model import CharSpan, SpeakerKind
from attrib.resolution.clusters import Cluster
from attrib.resolution.families import Shares


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
