"""Common nouns that stand for somebody or something: "the ministry", "a report by the court", "two officials"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from attrib.model import CharSpan, SpeakerKind
from attrib.nlp import Parse
from attrib.resolution.clusters import Cluster
from attrib.resolution.lexicons import Lexicons
from attrib.resolution.syntax import is_main, use_of

if TYPE_CHECKING:
    from spacy.tokens import Token

BEFORE = frozenset({"det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "advmod", "predet"})
AFTER_PREPOSITIONS = frozenset({"of", "by", "on", "from", "for", "in", "at", "with", "to"})
LONGEST_TAIL = 12
DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their"})


@dataclass(slots=True)
class NounMention:
    """A noun phrase with a common noun as its head."""

    token: int
    span: CharSpan
    lemma: str
    kind: SpeakerKind
    plural: bool
    definite: bool
    use: str
    main: bool
    bare: bool
    cluster: Cluster | None = None


def find_nouns(parse: Parse, lexicons: Lexicons) -> list[NounMention]:
    """Return the noun phrases that may speak or be taken up by "it" and "they", in order.

    Nouns inside masked quotations are not read.
    """
    out = []
    masked, doc = parse.masked, parse.doc
    noun_tags = {doc.vocab.strings["NOUN"], doc.vocab.strings["PROPN"]}
    for index, tag in enumerate(doc.to_array("POS").tolist()):
        if tag not in noun_tags or masked[index]:
            continue
        token = doc[index]
        if token.dep_ in {"compound", "nmod", "npadvmod"}:
            continue
        kind = kind_of_noun(token, lexicons)
        if kind is not None:
            out.append(_mention(token, kind, parse))
    return out


def kind_of_noun(token: Token, lexicons: Lexicons) -> SpeakerKind | None:
    """Return what sort of speaker a noun stands for, `None` where it stands for none."""
    lower, lemma = token.lower_, token.lemma_.lower()
    plural = token.tag_ in {"NNS", "NNPS"}
    if token.pos_ == "PROPN" and not (plural and is_people(lower, lexicons)):
        return None
    organisations, documents = lexicons.organisations, lexicons.documents
    if plural and is_people(lower, lexicons):
        return SpeakerKind.GROUP
    if lemma in lexicons.person_nouns:
        return SpeakerKind.GROUP if plural else SpeakerKind.PERSON
    if lemma in documents["document"] or lower in documents["collective"]:
        return SpeakerKind.DOCUMENT
    if lower in lexicons.groups["plural"]:
        return SpeakerKind.GROUP
    if lemma in organisations["common"] or lemma in {"group", "media"}:
        return SpeakerKind.ORGANISATION
    return None


def is_people(lower: str, lexicons: Lexicons) -> bool:
    """Whether a plural such as "Democrats", "Iranians" or "critics" means people."""
    if lower in lexicons.groups["plural"]:
        return True
    single = lower[:-1] if lower.endswith("s") else lower
    return single in lexicons.organisations["demonym"] or single in lexicons.titles["party"]


def _mention(token: Token, kind: SpeakerKind, parse: Parse) -> NounMention:
    first = last = token.i
    definite = False
    modified = False
    for child in token.lefts:
        if child.dep_ in BEFORE:
            first = min(first, child.left_edge.i)
            definite = definite or child.lower_ in DEFINITE or child.dep_ == "poss"
            modified = modified or child.dep_ not in {"det", "predet"}
    for child in token.rights:
        if child.dep_ in {"prep", "agent"} and child.lower_ in AFTER_PREPOSITIONS and child.i == last + 1:
            end = child.right_edge.i
            if end - token.i <= LONGEST_TAIL and not any(parse.masked[i] for i in (child.i, end)):
                last, modified = end, True
        else:
            break
    return NounMention(
        token=token.i,
        span=parse.span_of(first, last),
        lemma=token.lemma_.lower(),
        kind=kind,
        plural=token.tag_ in {"NNS", "NNPS"} or token.lower_ in {"people", "police", "data", "media"},
        definite=definite,
        use=use_of(token),
        main=is_main(token),
        bare=not modified,
    )


class NounTable:
    """Clusters of noun phrases: a later "the report" is the report told of before."""

    def __init__(self, nouns: list[NounMention], text: str, first_number: int) -> None:
        self.clusters: list[Cluster] = []
        self.by_token: dict[int, NounMention] = {noun.token: noun for noun in nouns}
        latest: dict[tuple[str, bool], Cluster] = {}
        for noun in nouns:
            if noun.kind is SpeakerKind.PERSON:
                continue
            known = latest.get((noun.lemma, noun.plural))
            name = " ".join(noun.span.of(text).split()).rstrip(",;:")
            if known is not None and ((noun.definite and noun.bare) or name.lower() == known.name.lower()):
                noun.cluster = known
                continue
            cluster = Cluster(first_number + len(self.clusters), name, noun.kind, noun.span)
            cluster.plural, cluster.described = noun.plural, True
            cluster.roles.add(noun.lemma)
            self.clusters.append(cluster)
            latest[noun.lemma, noun.plural] = cluster
            noun.cluster = cluster
