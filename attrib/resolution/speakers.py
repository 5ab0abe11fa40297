"""Gives every attribution relation its speaker, its reporting sources, its venue and its chain."""

from __future__ import annotations

import dataclasses
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from attrib.model import (
    Article,
    AttributionRelation,
    Candidate,
    CharSpan,
    Evidence,
    Quotation,
    Speaker,
    SpeakerKind,
)
from attrib.nlp import Parse
from attrib.resolution.acronyms import spell_out
from attrib.resolution.anonymity import read_anonymity
from attrib.resolution.clusters import Cluster
from attrib.resolution.evidence import Item, item_at
from attrib.resolution.explanation import candidates_of, named_in_full, own_words, role_told
from attrib.resolution.forms import SourceForm, SourceShape
from attrib.resolution.headings import heading_mentions
from attrib.resolution.kinds import kind_of_description
from attrib.resolution.lexicons import Lexicons, load_lexicons
from attrib.resolution.mentions import MentionFinder
from attrib.resolution.names import NameTable
from attrib.resolution.nouns import NounTable, find_nouns
from attrib.resolution.pairs import Pairing, find_pairings, joined_name
from attrib.resolution.pronouns import PLURAL, THIRD, Choice, PronounResolver, Query, Watcher, pronoun_fit
from attrib.resolution.relays import add_relays
from attrib.resolution.roles import RoleTable, body_fit, equal_roles
from attrib.resolution.sources import SourceReader
from attrib.resolution.spellings import spellings_of
from attrib.resolution.surroundings import Mention
from attrib.resolution.syntax import words_at
from attrib.resolution.tails import trim_tails
from attrib.resolution.translation import add_translations
from attrib.resolution.venues import VenueFinder, carry_venues
from attrib.resolution.words import read_passages

if TYPE_CHECKING:
    from spacy.tokens import Token

    from attrib.rulefiles.weights import Weights

# How many times likelier than the second the first has to be: for "he" as a source, who is most often whoever spoke
# last, for "the group", and for "the minister".
SOURCE_LEAD = 1.35
BODY_LEAD = 1.4
ROLE_LEAD = 1.7
# How much the evidence for "he" counts where words may be missing around a quotation.
TORN_TRUST = 0.15


def resolve(
    article: Article,
    parse: Parse,
    quotations: Sequence[Quotation],
    relations: Sequence[AttributionRelation],
    lexicons: Lexicons | None = None,
    without: Collection[str] = (),
) -> tuple[AttributionRelation, ...]:
    """Return `relations`, in order, each with its speaker, reporting sources, venue and chain.

    `without` names sources of evidence for names that are left out, to measure them (`persons.SOURCES`).
    """
    if not relations:
        return ()
    lexicons = lexicons or load_lexicons()
    relations = trim_tails(relations, parse, lexicons)
    resolver = ArticleResolver(article, parse, quotations, relations, lexicons, without=without)
    relayed = add_relays(resolver.resolved(), article, parse, resolver.table, lexicons, resolver.speaker_at)
    translated = add_translations(relayed, article, parse, lexicons)
    return read_anonymity(translated, article, parse, resolver.mentions, lexicons)


@dataclass(frozen=True, slots=True)
class PronounReading:
    """A pronoun of the article and whom it means."""

    span: CharSpan
    speaker: Speaker


def resolve_pronouns(
    article: Article,
    parse: Parse,
    quotations: Sequence[Quotation] = (),
    relations: Sequence[AttributionRelation] = (),
    lexicons: Lexicons | None = None,
) -> tuple[PronounReading, ...]:
    """Return whom every "he", "she", "it" and "they" means, in order; those inside masked quotations are not read."""
    resolver = ArticleResolver(article, parse, quotations, relations, lexicons or load_lexicons())
    out = []
    for index, choice in sorted(resolver.choices.items()):
        if parse.doc[index].lower_ in THIRD:
            span = CharSpan(parse.starts[index], parse.ends[index])
            out.append(PronounReading(span, resolver.speaker_of(choice, span)))
    return tuple(out)


class ArticleResolver:
    """Holds what is known of one article while its relations are resolved.

    `table` is the table of weights for pronouns, where it is not the one that ships; `watch` is shown the candidates
    of every pronoun; `without` says what evidence for names is left out.
    """

    def __init__(
        self,
        article: Article,
        parse: Parse,
        quotations: Sequence[Quotation],
        relations: Sequence[AttributionRelation],
        lexicons: Lexicons | None = None,
        table: Weights | None = None,
        watch: Watcher | None = None,
        without: Collection[str] = (),
    ) -> None:
        self.article, self.parse, self.relations = article, parse, relations
        self.lexicons = lexicons = lexicons or load_lexicons()
        self.weights, self.watch = table, watch
        torn = (q.span for q in quotations if not q.opened or not (q.closed or q.continued))
        self._torn = sorted(torn, key=lambda span: span.end)
        self._torn_ends = [span.end for span in self._torn]
        passages = read_passages(article)
        self.mentions = MentionFinder(article, parse, quotations, lexicons, without).find(passages)
        self.table = NameTable(self.mentions, lexicons, without)
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
        resolver = PronounResolver(self.parse, self.weights, self.watch)
        sources = {form.head: index for index, form in enumerate(self.forms) if form.head >= 0}
        queries = []
        wanted = {*sources, *self.nouns.by_token, *words_at(self.parse.doc, THIRD)}
        for token in (self.parse.doc[number] for number in sorted(wanted)):
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
            # A name that may be two people's puts both in the reader's mind.
            means = (
                [cluster] if cluster is not None else [one for one, _ in self.table.open.get(mention.span.start, ())]
            )
            for one in means:
                item = self._item(resolver, mention, one)
                item.quoted = mention.quoted
                item.speaks = mention.span.start in spoken
                out.append(item)
        heads = {form.head for form in self.forms}
        for noun in self.nouns.by_token.values():
            if noun.cluster is not None:
                sentence = resolver.sentence_at(noun.span.start)
                item = item_at(self.parse, noun.token, sentence, noun.cluster, noun.span, "noun")
                item.speaks = noun.token in heads
                out.append(item)
        for pairing in self._pairings():
            item = self._item(resolver, pairing.first, pairing.cluster)
            item.speaks = pairing.span.start in spoken
            out.append(item)
        for form in self.forms:
            if form.how == "pronoun" and form.clusters and form.head >= 0:  # "who"
                sentence = resolver.sentence_at(form.span.start)
                item = item_at(self.parse, form.head, sentence, form.clusters[0], form.span, "pronoun")
                item.speaks = True
                out.append(item)
        out.sort(key=lambda item: item.start)
        return out

    def _pairings(self) -> list[Pairing]:
        """Return where people are named side by side, if the article says "they" at all."""
        if not words_at(self.parse.doc, PLURAL):
            return []
        free = len(self.table.clusters) + len(self.nouns.clusters)
        return find_pairings(self.mentions, self.table.cluster_of, self.reader.joins, free)

    def _item(self, resolver: PronounResolver, mention: Mention, cluster: Cluster) -> Item:
        sentence = resolver.sentence_at(mention.span.start)
        if mention.token >= 0:
            item = item_at(self.parse, mention.token, sentence, cluster, mention.span, "name")
            if mention.use == "possessive":
                item.use, item.owner = "possessive", True
            return item
        return Item(mention.span.start, sentence, mention.block, cluster, mention.span)

    def _pronoun_query(self, token: Token, index: int | None) -> Query:
        word = token.lower_
        return Query(
            token.i,
            lambda cluster: pronoun_fit(word, cluster),
            is_source=index is not None,
            barred=self._named_in_content(index) if index is not None else frozenset(),
            lead=SOURCE_LEAD if index is not None else None,
            trust=TORN_TRUST if index is not None and self._is_torn(index) else 1.0,
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
            return Query(token.i, body_fit(lemma, self.lexicons), is_source=True, lead=BODY_LEAD, fallback=fallback)
        bearer = self.roles.only_bearer(form.text, lemma)
        if bearer is not None:
            return Query(token.i, lambda cluster: 1.0 if cluster is bearer else 0.0, is_source=True, fallback=bearer)
        described.kind = SpeakerKind.PERSON  # so that "he" can take it up; its own kind is the form's
        fit = self.roles.person_fit(form.text, lemma)
        barred = self._named_in_content(index)
        best = sorted((fit(bearer) for bearer in self.roles.bearers(frozenset({lemma}))), reverse=True)
        shared = len(best) > 1 and best[0] == best[1] > 0  # of two ministers, "the minister" may be either
        return Query(
            token.i, fit, is_source=True, barred=barred, lead=ROLE_LEAD, fallback=described, group="person",
            is_shared=shared,
        )  # fmt: skip

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
        venues = VenueFinder(self.parse, self.lexicons, self.relations)
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
            return Speaker(None, SpeakerKind.AUTHOR, resolved_by="pronoun", evidence=own_words(form.span))
        if shape is SourceShape.SEVERAL:
            return Speaker(
                joined_name(form.clusters), SpeakerKind.GROUP, resolved_by="name", evidence=own_words(form.span)
            )
        if form.open:
            return self.speaker_of(Choice(None, form.open), form.span)
        if form.clusters:
            return self._of_cluster(form.clusters[0], form.how, (*own_words(form.span), *named_in_full(form)))
        if shape in {SourceShape.PRONOUN, SourceShape.ROLE}:
            return self._of_choice(form)
        if shape is SourceShape.DESCRIPTION:
            return self._described(form)
        return Speaker(None, evidence=own_words(form.span))

    def _described(self, form: SourceForm) -> Speaker:
        noun = self.nouns.by_token.get(form.head)
        name = form.text
        if noun is not None and noun.cluster is not None and noun.definite and noun.bare:
            name = noun.cluster.name
        return Speaker(name, form.kind, resolved_by="description", evidence=own_words(form.span))

    def _of_choice(self, form: SourceForm) -> Speaker:
        choice = self.choices.get(form.head)
        how = "pronoun" if form.shape is SourceShape.PRONOUN else "role"
        if choice is None or (choice.taken is None and not choice.ranked):
            return self._described(form) if how == "role" else Speaker(None, evidence=own_words(form.span))
        if how == "role" and choice.taken is None:
            return self._open_role(form, choice)
        if how == "role" and choice.taken is not None and choice.taken.number < -1:
            return self._described(form)
        if how == "role" and choice.taken is not None:
            roles = equal_roles(self.parse.doc[form.head].lemma_.lower(), self.lexicons)
            told = role_told(form, choice.taken, roles)
            choice = dataclasses.replace(choice, evidence=(*choice.evidence, *told))
        return self.speaker_of(choice, form.span, how)

    def _open_role(self, form: SourceForm, choice: Choice) -> Speaker:
        """Return who goes by a role alone, with those who bear it as candidates where there are several."""
        bearers = self.roles.bearers(frozenset({self.parse.doc[form.head].lemma_.lower()}))
        ranked = tuple((cluster, share) for cluster, share in choice.ranked if cluster in bearers)
        if len(ranked) < 2:
            return self._described(form)
        told = dataclasses.replace(choice, ranked=ranked)
        evidence = (*own_words(form.span), *choice.evidence)
        return dataclasses.replace(self._described(form), candidates=candidates_of(told), evidence=evidence)

    def speaker_of(self, choice: Choice, span: CharSpan, how: str = "pronoun") -> Speaker:
        """Return whom the words in `span` mean, by `choice`: one speaker, or all it may be."""
        if choice.taken is not None:
            return self._of_cluster(choice.taken, how, (*own_words(span), *choice.evidence), candidates_of(choice))
        if not choice.ranked:
            return Speaker(None, evidence=own_words(span))
        kind = choice.ranked[0][0].kind
        same = all(cluster.kind is kind for cluster, _ in choice.ranked)
        return Speaker(
            None,
            kind if same else SpeakerKind.UNKNOWN,
            resolved_by="ambiguous",
            candidates=candidates_of(choice),
            evidence=(*own_words(span), *choice.evidence),
        )

    def _of_cluster(
        self, cluster: Cluster, how: str, evidence: tuple[Evidence, ...], candidates: tuple[Candidate, ...] = ()
    ) -> Speaker:
        kind = cluster.kind
        if cluster.described and cluster.number < -1:
            kind = SpeakerKind.ANONYMOUS
        elif cluster.described:
            head = max(cluster.roles, default="")
            plain = kind_of_description(f"{head}s" if cluster.plural else head, head, cluster.plural, self.lexicons)
            kind = plain if plain is not SpeakerKind.UNKNOWN else kind
        return Speaker(
            cluster.name,
            kind,
            titles=tuple(cluster.titles),
            aliases=tuple(cluster.aliases),
            resolved_by=how,
            candidates=candidates if len(candidates) > 1 else (),
            evidence=evidence,
            spellings=spellings_of(cluster, self.lexicons),
        )


def _within(mentions: Sequence[Mention], starts: Sequence[int], spans: Sequence[CharSpan]) -> list[Mention]:
    """Return the mentions that start inside one of `spans`; `starts` are where the mentions start."""
    out: list[Mention] = []
    for span in spans:
        out.extend(mentions[bisect_left(starts, span.start) : bisect_left(starts, span.end)])
    return out
