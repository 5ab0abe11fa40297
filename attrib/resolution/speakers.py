"""Gives every attribution relation its speaker, its reporting sources, its venue and its chain."""

from __future__ import annotations

import dataclasses
from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from attrib.model import (
    Article,
    AttributionRelation,
    Candidate,
    CharSpan,
    Quotation,
    Speaker,
    SpeakerKind,
)
from attrib.nlp import Parse
from attrib.resolution.acronyms import spell_out
from attrib.resolution.anonymity import read_anonymity
from attrib.resolution.clusters import Cluster
from attrib.resolution.headings import heading_mentions
from attrib.resolution.kinds import kind_of_description
from attrib.resolution.lexicons import Lexicons, load_lexicons
from attrib.resolution.mentions import MentionFinder
from attrib.resolution.names import NameTable
from attrib.resolution.nouns import NounTable, find_nouns
from attrib.resolution.pronouns import (
    THIRD,
    Choice,
    Item,
    PronounResolver,
    Query,
    Weights,
    pronoun_fit,
    use_weight,
)
from attrib.resolution.relays import add_relays
from attrib.resolution.roles import RoleTable, body_fit
from attrib.resolution.sources import SourceForm, SourceReader, SourceShape
from attrib.resolution.surroundings import Mention
from attrib.resolution.venues import VenueFinder, carry_venues
from attrib.resolution.words import read_passages

if TYPE_CHECKING:
    from spacy.tokens import Token


def resolve(
    article: Article,
    parse: Parse,
    quotations: Sequence[Quotation],
    relations: Sequence[AttributionRelation],
    lexicons: Lexicons | None = None,
) -> tuple[AttributionRelation, ...]:
    """Return `relations`, in order, each with its speaker, reporting sources, venue and chain."""
    if not relations:
        return ()
    lexicons = lexicons or load_lexicons()
    resolver = _ArticleResolver(article, parse, quotations, relations, lexicons)
    relayed = add_relays(resolver.resolved(), article, parse, resolver.table, lexicons, resolver.speaker_at)
    return read_anonymity(relayed, article, parse, resolver.mentions, lexicons)


class _ArticleResolver:
    """Holds what is known of one article while its relations are resolved."""

    def __init__(
        self,
        article: Article,
        parse: Parse,
        quotations: Sequence[Quotation],
        relations: Sequence[AttributionRelation],
        lexicons: Lexicons,
        weights: Weights | None = None,
    ) -> None:
        self.article, self.parse, self.relations, self.lexicons = article, parse, relations, lexicons
        self.weights = weights or Weights()
        torn = (q.span for q in quotations if not q.opened or not (q.closed or q.continued))
        self._torn = sorted(torn, key=lambda span: span.end)
        self._torn_ends = [span.end for span in self._torn]
        passages = read_passages(article)
        self.mentions = MentionFinder(article, parse, quotations, lexicons).find(passages)
        self.table = NameTable(self.mentions, lexicons)
        self.table.settle_names()
        self.mentions += heading_mentions(passages, self.table)
        self.mentions.sort(key=lambda mention: mention.span)
        self._starts = [mention.span.start for mention in self.mentions]
        self.roles = RoleTable(self.table.clusters, lexicons)
        self.nouns = NounTable(find_nouns(parse, lexicons), article.text, len(self.table.clusters))
        self.reader = SourceReader(article, parse, self.mentions, self.table, lexicons)
        self.forms = [self.reader.read(relation) for relation in relations]
        spelled = spell_out([form.clusters[0] for form in self.forms if form.clusters], article.text, parse)
        for form in self.forms:
            if form.clusters and form.clusters[0].number in spelled:
                form.how = "acronym"
        self.choices = self._choices()

    def _choices(self) -> dict[int, Choice]:
        """Resolve every pronoun and every role that is a source."""
        resolver = PronounResolver(self.parse, self.weights)
        sources = {form.head: index for index, form in enumerate(self.forms) if form.head >= 0}
        queries = []
        for token in self.parse.doc:
            if self.parse.masked[token.i]:
                continue
            index = sources.get(token.i)
            if token.lower_ in THIRD:
                queries.append(self._pronoun_query(token, index))
            elif index is not None and self.forms[index].shape is SourceShape.ROLE:
                queries.append(self._role_query(token, index))
            elif index is None and token.i in self.nouns.by_token:
                query = self._passing_role(token)
                if query is not None:
                    queries.append(query)
        return resolver.resolve(self._items(resolver), queries)

    def _items(self, resolver: PronounResolver) -> list[Item]:
        sources = [span for relation in self.relations for span in relation.source]
        spoken = {
            mention.span.start
            for mention in _within(self.mentions, self._starts, sources)
            if mention.use != "possessive"
        }
        out = []
        for mention in self.mentions:
            cluster = self.table.cluster_of.get(mention.span.start)
            if cluster is None:
                continue
            verb = self.parse.doc[mention.token].head.i if mention.token >= 0 else -1
            item = self._item(resolver, mention.span, mention.block, cluster, mention.use, mention.main, verb)
            item.token = mention.token
            if mention.quoted:
                item.weight *= self.weights.quoted
            if mention.span.start in spoken:
                item.weight *= self.weights.speaker
                item.speaks = True
            out.append(item)
        heads = {form.head for form in self.forms}
        for noun in self.nouns.by_token.values():
            if noun.cluster is not None:
                verb = self.parse.doc[noun.token].head.i
                block = self.parse.blocks[noun.token]
                item = self._item(resolver, noun.span, block, noun.cluster, noun.use, noun.main, verb)
                item.weight *= self.weights.noun
                if noun.token in heads:
                    item.weight *= self.weights.speaker
                    item.speaks = True
                out.append(item)
        for form in self.forms:
            if form.how == "pronoun" and form.clusters and form.head >= 0:  # "who"
                block = self.parse.blocks[form.head]
                out.append(self._item(resolver, form.span, block, form.clusters[0], "subject", False, -1))
        out.sort(key=lambda item: item.start)
        return out

    def _item(
        self, resolver: PronounResolver, span: CharSpan, block: int, cluster: Cluster, use: str, main: bool, verb: int
    ) -> Item:
        weight = use_weight(use, main, self.weights)
        if use not in {"subject", "object"}:
            verb = -1
        return Item(span.start, resolver.sentence_at(span.start), block, cluster, weight, verb, use == "subject", span)

    def _pronoun_query(self, token: Token, index: int | None) -> Query:
        word, weights = token.lower_, self.weights
        return Query(
            token.i,
            lambda cluster: pronoun_fit(word, cluster, weights),
            is_source=index is not None,
            barred=self._named_in_content(index) if index is not None else frozenset(),
            margin=weights.torn_margin if index is not None and self._is_torn(index) else None,
        )

    def _is_torn(self, index: int) -> bool:
        """Whether a relation's words stand in a quotation that lacks a mark: words may be missing as well.

        Then the nearest speaker need not be the one, and only a clear lead settles a pronoun.
        """
        for span in self.relations[index].content:
            at = bisect_left(self._torn_ends, span.start + 1)
            if at < len(self._torn) and self._torn[at].overlaps(span):
                return True
        return False

    def _named_in_content(self, index: int) -> frozenset[int]:
        """Return the numbers of the clusters named in a relation's content: nobody speaks of himself by name."""
        content = self.relations[index].content
        found = (
            self.table.cluster_of.get(mention.span.start) for mention in _within(self.mentions, self._starts, content)
        )
        return frozenset(cluster.number for cluster in found if cluster is not None)

    def _role_query(self, token: Token, index: int) -> Query:
        form, lemma = self.forms[index], token.lemma_.lower()
        described = Cluster(-2 - token.i, form.text, form.kind, form.span, described=True)
        described.male = float(lemma in self.lexicons.roles["male"])
        described.female = float(lemma in self.lexicons.roles["female"])
        if form.kind is SpeakerKind.ORGANISATION:
            noun = self.nouns.by_token.get(token.i)
            fallback = noun.cluster if noun and noun.cluster else described
            if noun is not None and not noun.bare:  # "the Roe campaign" is told apart by its own words
                return Query(token.i, lambda cluster: 0.0, is_source=True, fallback=fallback)
            return Query(token.i, body_fit(lemma, self.lexicons), is_source=True, margin=0.3, fallback=fallback)
        bearer = self.roles.only_bearer(form.text, lemma)
        if bearer is not None:
            return Query(token.i, lambda cluster: 1.0 if cluster is bearer else 0.0, is_source=True, fallback=bearer)
        described.kind = SpeakerKind.PERSON  # so that "he" can take it up; its own kind is the form's
        fit = self.roles.person_fit(form.text, lemma)
        return Query(token.i, fit, is_source=True, barred=self._named_in_content(index), margin=0.4, fallback=described)

    def _passing_role(self, token: Token) -> Query | None:
        """Return the query for "the president" in passing, where the article has told who bears that role."""
        noun = self.nouns.by_token[token.i]
        if noun.kind is not SpeakerKind.PERSON or not noun.definite or noun.use not in {"subject", "object"}:
            return None
        lemma = noun.lemma
        phrase = noun.span.of(self.article.text)
        bearer = self.roles.only_bearer(phrase, lemma)
        if bearer is None:
            return None
        return Query(token.i, lambda cluster: 1.0 if cluster is bearer else 0.0, fallback=bearer)

    def resolved(self) -> list[AttributionRelation]:
        """Return the relations with speaker and venue; relays come after."""
        venues = VenueFinder(self.parse, self.lexicons)
        out: list[AttributionRelation] = []
        for relation, form in zip(self.relations, self.forms, strict=True):
            out.append(dataclasses.replace(relation, speaker=self._speaker(form), venue=venues.find(relation)))
        return carry_venues(out, self.article, self.parse, self.lexicons)

    def speaker_at(self, span: CharSpan) -> Speaker:
        """Return who the words in `span` name, though no relation has them as its source."""
        return self._speaker(self.reader.read_span(span))

    def _speaker(self, form: SourceForm) -> Speaker:
        shape = form.shape
        if shape is SourceShape.NONE:
            return Speaker(None)
        if shape is SourceShape.AUTHOR:
            return Speaker(None, SpeakerKind.AUTHOR, resolved_by="pronoun", evidence=(form.span,))
        if shape is SourceShape.SEVERAL:
            name = " and ".join(cluster.name for cluster in form.clusters)
            return Speaker(name, SpeakerKind.GROUP, resolved_by="name", evidence=(form.span,))
        if form.clusters:
            return self._of_cluster(form.clusters[0], form.how, (form.span,))
        if shape in {SourceShape.PRONOUN, SourceShape.ROLE}:
            return self._of_choice(form)
        if shape is SourceShape.DESCRIPTION:
            return self._described(form)
        return Speaker(None, evidence=(form.span,))

    def _described(self, form: SourceForm) -> Speaker:
        noun = self.nouns.by_token.get(form.head)
        name = form.text
        if noun is not None and noun.cluster is not None and noun.definite and noun.bare:
            name = noun.cluster.name
        return Speaker(name, form.kind, resolved_by="description", evidence=(form.span,))

    def _of_choice(self, form: SourceForm) -> Speaker:
        choice = self.choices.get(form.head)
        how = "pronoun" if form.shape is SourceShape.PRONOUN else "role"
        if choice is None or (choice.taken is None and not choice.ranked):
            return self._described(form) if how == "role" else Speaker(None, evidence=(form.span,))
        if choice.taken is None:
            if how == "role":
                return self._described(form)
            kind = choice.ranked[0][0].kind
            same = all(cluster.kind is kind for cluster, _ in choice.ranked)
            return Speaker(
                None,
                kind if same else SpeakerKind.UNKNOWN,
                resolved_by="ambiguous",
                candidates=_candidates(choice),
                evidence=(form.span, *choice.evidence),
            )
        if choice.taken.number < -1 and how == "role":
            return self._described(form)
        return self._of_cluster(choice.taken, how, (form.span, *choice.evidence), _candidates(choice))

    def _of_cluster(
        self, cluster: Cluster, how: str, evidence: tuple[CharSpan, ...], candidates: tuple[Candidate, ...] = ()
    ) -> Speaker:
        kind = cluster.kind
        if cluster.described and cluster.number < -1:
            kind = SpeakerKind.ANONYMOUS
        elif cluster.described:
            head = max(cluster.roles, default="")
            plain = kind_of_description(head, head, cluster.plural, self.lexicons)
            kind = plain if plain is not SpeakerKind.UNKNOWN else kind
        return Speaker(
            cluster.name,
            kind,
            titles=tuple(cluster.titles),
            aliases=tuple(cluster.aliases),
            resolved_by=how,
            candidates=candidates if len(candidates) > 1 else (),
            evidence=evidence,
        )


def _candidates(choice: Choice) -> tuple[Candidate, ...]:
    return tuple(Candidate(cluster.name, round(share, 3)) for cluster, share in choice.ranked)


def _within(mentions: Sequence[Mention], starts: Sequence[int], spans: Sequence[CharSpan]) -> list[Mention]:
    """Return the mentions that start inside one of `spans`; `starts` are where the mentions start."""
    out: list[Mention] = []
    for span in spans:
        out.extend(mentions[bisect_left(starts, span.start) : bisect_left(starts, span.end)])
    return out
