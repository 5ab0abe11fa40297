"""What kind of speaker a description stands for, where no name does."""

from __future__ import annotations

from attrib.model import SpeakerKind
from attrib.resolution.lexicons import Lexicons
from attrib.resolution.nouns import is_people

QUANTIFIERS = frozenset({"some", "many", "others", "few", "most", "several", "both", "all", "those", "none", "critics"})
ONES = frozenset({"one", "another", "someone", "somebody", "anyone", "anybody", "everyone", "everybody", "nobody"})


def kind_of_description(head: str, lemma: str, plural: bool, lexicons: Lexicons) -> SpeakerKind:
    """Return the kind of an unnamed speaker, from the head noun of its description, as written and as lemma."""
    documents, organisations = lexicons.documents, lexicons.organisations
    if plural or head in QUANTIFIERS:
        if head in lexicons.roles["collective_anonymous"]:
            return SpeakerKind.ANONYMOUS
        if lemma in documents["document"] or head in documents["collective"]:
            return SpeakerKind.DOCUMENT
        if is_people(head, lexicons) or head in QUANTIFIERS or lemma in lexicons.person_nouns:
            return SpeakerKind.GROUP
        return SpeakerKind.GROUP if lemma in organisations["common"] else SpeakerKind.UNKNOWN
    if head in ONES or lemma in lexicons.person_nouns:
        return SpeakerKind.ANONYMOUS
    if lemma in organisations["common"]:
        return SpeakerKind.ORGANISATION
    if lemma in documents["document"] or head in documents["collective"]:
        return SpeakerKind.DOCUMENT
    return SpeakerKind.GROUP if is_people(head, lexicons) else SpeakerKind.UNKNOWN
