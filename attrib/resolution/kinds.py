"""What kind of speaker a description stands for, where no name does."""

from __future__ import annotations

from attrib.model import SpeakerKind
from attrib.resolution.lexicons import Lexicons
from attrib.resolution.nouns import is_people


def kind_of_description(head: str, lemma: str, plural: bool, lexicons: Lexicons) -> SpeakerKind:
    """Return the kind of an unnamed speaker, from the head noun of its description, as written and as lemma."""
    documents, organisations = lexicons.documents, lexicons.organisations
    if plural or head in lexicons.groups["quantifier"]:
        if head in lexicons.roles["collective_anonymous"]:
            return SpeakerKind.ANONYMOUS
        if lemma in documents["document"] or head in documents["collective"]:
            return SpeakerKind.DOCUMENT
        if is_people(head, lexicons) or head in lexicons.groups["quantifier"] or lemma in lexicons.person_nouns:
            return SpeakerKind.GROUP
        return SpeakerKind.GROUP  # plurals that speak are people, or bodies, more often than things
    if head in lexicons.groups["one"] or lemma in lexicons.person_nouns:
        return SpeakerKind.ANONYMOUS
    if lemma in organisations["common"]:
        return SpeakerKind.ORGANISATION
    if lemma in documents["document"] or head in documents["collective"]:
        return SpeakerKind.DOCUMENT
    return SpeakerKind.GROUP if is_people(head, lexicons) else SpeakerKind.UNKNOWN
