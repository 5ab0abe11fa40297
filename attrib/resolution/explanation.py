"""Why a source is given to somebody: the places that tell, and who else it could be."""

from __future__ import annotations

from collections.abc import Collection

from attrib.model import Candidate, CharSpan, Evidence, EvidenceKind
from attrib.resolution.clusters import Cluster
from attrib.resolution.forms import SourceForm
from attrib.resolution.pronouns import Choice

# Least share of the first candidate's score at which a third is listed beside the first two.
NEAR = 0.8


def own_words(span: CharSpan) -> tuple[Evidence, ...]:
    """Return the words of a source as evidence."""
    return (Evidence(span, EvidenceKind.SOURCE),)


def named_in_full(form: SourceForm) -> tuple[Evidence, ...]:
    """Return where the fullest name stands, where a source has a shorter one."""
    span = form.clusters[0].span
    if form.how not in {"surname", "acronym", "pronoun"} or span.overlaps(form.span):
        return ()
    kinds = {"surname": EvidenceKind.FULL_NAME, "acronym": EvidenceKind.SPELLED_OUT}
    return (Evidence(span, kinds.get(form.how, EvidenceKind.NAME)),)


def candidates_of(choice: Choice) -> tuple[Candidate, ...]:
    """Return the likeliest two, and others that come near the first: who is far behind is nobody's candidate."""
    least = NEAR * choice.ranked[0][1] if choice.ranked else 0.0
    near = [(cluster, share) for place, (cluster, share) in enumerate(choice.ranked) if place < 2 or share >= least]
    return tuple(Candidate(cluster.name, round(share, 3)) for cluster, share in near)


def role_told(form: SourceForm, cluster: Cluster, roles: Collection[str]) -> tuple[Evidence, ...]:
    """Return where the article tells one of `roles`, or the age, that a source describes its speaker by."""
    for mention in cluster.mentions:
        if not mention.roles.isdisjoint(roles) or (mention.age and mention.age in form.text):
            return (Evidence(mention.span, EvidenceKind.ROLE),)
    return ()
