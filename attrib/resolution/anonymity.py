"""Reads unnamed sources closely: how they are described, and why their names are left out.

The description stands with the source (`attrib.resolution.unnamed`).  The wish to stay unnamed and its reason may
stand there too, beside it ("said one official, who asked not to be named"), or in one of the sentences after it
("He was not authorised to speak"): then its subject has to point back at the source, and where two sources could be
meant it is given to neither.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from attrib.model import Anonymity, AnonymityReason, Article, AttributionRelation, CharSpan, SpeakerKind
from attrib.nlp import Parse
from attrib.resolution.lexicons import Lexicons
from attrib.resolution.phrases import AnonymityWords, load_anonymity_words, plain_words
from attrib.resolution.surroundings import Mention
from attrib.resolution.unnamed import Description, DescriptionReader

PERSONAL = frozenset(
    {"he", "she", "they", "who", "both", "all", "each", "neither", "none", "one", "him", "her", "them"}
)
SINGULAR = frozenset({"he", "she", "him", "her"})
UNNAMED_KINDS = frozenset({SpeakerKind.GROUP, SpeakerKind.UNKNOWN})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
GROUPS = ("request", "withheld", "unauthorised", "later_reason")
SENTENCES_ON = 2  # how far after its source a request is looked for
DEPTH = 7
# How many sources around a request, and before another, are looked at.
AROUND = 12
MEMORY = 60
NEAR_WORDS = 6
LONGEST_REASON = 45  # tokens
_EDGE = ".,;:—–- ”\"'’"


@dataclass(slots=True)
class _Source:
    """An unnamed source: its place among the relations, its description, and what is told of its anonymity."""

    index: int
    span: CharSpan
    name: str
    sentence: int
    description: Description
    limit: int  # the token of its cue, or the end of its sentence
    told: Anonymity


@dataclass(frozen=True, slots=True)
class _Request:
    first: int
    last: int
    group: str


def read_anonymity(
    relations: Sequence[AttributionRelation],
    article: Article,
    parse: Parse,
    mentions: Sequence[Mention],
    lexicons: Lexicons,
) -> tuple[AttributionRelation, ...]:
    """Return `relations` with what is told of each unnamed speaker.

    People described and not named who ask for it become anonymous speakers as well, and so does one of a group.
    """
    if not any(_is_candidate(relation) for relation in relations):
        return tuple(relations)
    reader = _Reader(relations, article, parse, mentions, lexicons, load_anonymity_words())
    return reader.read()


def _is_candidate(relation: AttributionRelation) -> bool:
    speaker = relation.speaker
    if speaker is None or not relation.source or speaker.name is None:
        return False
    described = speaker.resolved_by == "description"
    return speaker.kind is SpeakerKind.ANONYMOUS or (described and speaker.kind in UNNAMED_KINDS)


class _Reader:
    """Holds what is known of one article's unnamed sources."""

    def __init__(
        self,
        relations: Sequence[AttributionRelation],
        article: Article,
        parse: Parse,
        mentions: Sequence[Mention],
        lexicons: Lexicons,
        lexicon: AnonymityWords,
    ) -> None:
        self.relations, self.text, self.parse, self.lexicon = list(relations), article.text, parse, lexicon
        self.words = plain_words(parse)
        self.starts = [token.i for token in parse.doc if token.is_sent_start or token.i == 0]
        self.named = sorted(mention.span.start for mention in mentions if mention.use == "subject")
        self.describer = DescriptionReader(parse, self.words, lexicon, lexicons)
        self.sources = self._sources()
        self._source_starts = [source.span.start for source in self.sources]

    def read(self) -> tuple[AttributionRelation, ...]:
        """Return the relations with their speakers' anonymity."""
        for request in self._requests():
            source = self._bearer(request)
            if source is not None:
                self._take(source, request)
        self._share()
        told = {source.index: source.told for source in self.sources}
        return tuple(self._with(index, relation, told) for index, relation in enumerate(self.relations))

    def _with(self, index: int, relation: AttributionRelation, told: dict[int, Anonymity]) -> AttributionRelation:
        speaker = relation.speaker
        if speaker is None:
            return relation
        anonymity = told.get(index)
        if anonymity is None and speaker.kind is SpeakerKind.ANONYMOUS:
            anonymity = self._of_same_name(relation)
        if anonymity is None or not (speaker.kind is SpeakerKind.ANONYMOUS or _is_withheld(anonymity)):
            return relation
        return replace(relation, speaker=replace(speaker, kind=SpeakerKind.ANONYMOUS, anonymity=anonymity))

    def _of_same_name(self, relation: AttributionRelation) -> Anonymity | None:
        """Return what was told, before or later, of the speaker a pronoun stands for."""
        name = relation.speaker.name if relation.speaker else None
        at = bisect_right(self._source_starts, relation.start)
        before = [one for one in self.sources[max(0, at - MEMORY) : at] if one.name == name]
        return before[-1].told if before else None

    def _sources(self) -> list[_Source]:
        out = []
        for index, relation in enumerate(self.relations):
            if not _is_candidate(relation):
                continue
            span = relation.source[0]
            tokens = self.parse.tokens_in(span)
            if not tokens or (len(tokens) == 1 and self.words[tokens[0]] in PERSONAL):
                continue  # "both": what they ask for is asked by those it points back at
            limit = self._limit(relation, tokens[-1] + 1)
            description = self.describer.read(span, limit)
            if description is None or relation.speaker is None:
                continue
            name = relation.speaker.name or ""
            sentence = self._sentence(tokens[0])
            out.append(_Source(index, span, name, sentence, description, limit, description.anonymity))
        out.sort(key=lambda source: source.span)
        return out

    def _limit(self, relation: AttributionRelation, after: int) -> int:
        """Return the token at which what may describe the source ends: its cue, its content, or its sentence."""
        ends = [self._sentence_end(after - 1)]
        for span in (*relation.cue, *relation.content):
            tokens = self.parse.tokens_in(span)
            if tokens and tokens[0] >= after:
                ends.append(tokens[0])
        return min(ends)

    def _sentence(self, index: int) -> int:
        return bisect_left(self.starts, index + 1) - 1

    def _sentence_end(self, index: int) -> int:
        following = self._sentence(index) + 1
        return self.starts[following] if following < len(self.starts) else len(self.words)

    def _requests(self) -> list[_Request]:
        """Return every place where somebody asks not to be named, or is not free to speak."""
        out: list[_Request] = []
        groups = [
            (name, self.lexicon.phrases(name)) for name in ("request", "withheld", "unauthorised", "later_reason")
        ]
        needs = self.lexicon.phrases("needs_name")
        last = -1
        for index, word in enumerate(self.words):
            if not word or index <= last:
                continue
            for group, phrases in groups:
                length = phrases.at(self.words, index)
                if not length:
                    continue
                after = self.words[index + length : index + length + NEAR_WORDS]
                near = set(after)
                if group == "unauthorised" and not near & self.lexicon.words("speaking"):
                    continue
                last_word = index + length - 1
                if group == "withheld":
                    last_word += bool(near & PERSONAL and after[0] in PERSONAL)
                if group == "request" and needs.at(self.words, index) == length:
                    named = [place for place, near_word in enumerate(after) if near_word in self.lexicon.words("name")]
                    if not named:
                        continue
                    last_word += named[0] + 1
                last = last_word
                out.append(_Request(index, last, group))
                break
        # A reason alone counts once a request has been told of.
        out.sort(key=lambda request: request.group == "later_reason")
        return out

    def _bearer(self, request: _Request) -> _Source | None:
        """Return the one source whose request it is, or `None`."""
        at = self.parse.starts[request.first]
        near = self._around(at)
        inside = [source for source in near if at in source.span]
        if inside:
            return min(inside, key=lambda source: len(source.span))
        if request.group == "withheld":
            word = self.words[request.last]
            return self._pointed_at(word, request.last, by_paper=True) if word in PERSONAL else None
        subject = self._subject(request.first)
        if subject is None:
            return None
        where = self.parse.starts[subject]
        for source in near:
            if where in source.span or subject == source.description.head:
                return source
        return self._pointed_back(subject)

    def _around(self, offset: int) -> list[_Source]:
        """Return the sources that stand near a character: there may be thousands in all."""
        at = bisect_right(self._source_starts, offset)
        return self.sources[max(0, at - AROUND) : at + AROUND]

    def _subject(self, index: int) -> int | None:
        """Return the subject of the clause a word stands in, or the noun that its clause describes."""
        node = self.parse.doc[index]
        for _ in range(DEPTH):
            if node.dep_ not in {"pobj", "prep", "compound", "det"}:
                for child in node.lefts:
                    if child.dep_ in {"nsubj", "nsubjpass"} and (child.i < index or node.i > index):
                        if child.tag_ in {"WP", "WDT"} and node.dep_ == "relcl":
                            return int(node.head.i)
                        return int(child.i)
            if node.dep_ in {"relcl", "acl"}:
                return int(node.head.i)
            if node.head.i == node.i:
                # A participle alone before the clause it belongs to: "Speaking on condition of anonymity, an aide".
                return next((child.i for child in node.rights if child.dep_ in {"nsubj", "nsubjpass"}), None)
            node = node.head
        return None

    def _pointed_back(self, subject: int) -> _Source | None:
        word, token = self.words[subject], self.parse.doc[subject]
        if word in PERSONAL:
            return self._pointed_at(word, subject)
        if token.pos_ not in {"NOUN", "NUM", "ADJ"}:
            return None
        first = self.words[token.left_edge.i]
        if first not in DEFINITE and first not in self.lexicon.words("numbers") | self.lexicon.words("several"):
            return None
        lemma = token.lemma_.lower()
        near = self._near(subject)
        same = [source for source in near if source.description.lemma == lemma]
        if not same and (word in self.lexicon.words("anyone") or lemma in self.lexicon.words("anyone")):
            same = near
        return self._only(same)

    def _pointed_at(self, pronoun: str, index: int, *, by_paper: bool = False) -> _Source | None:
        near = self._near(index)
        if pronoun in SINGULAR:
            near = [source for source in near if not source.description.plural]
        source = self._only(near)
        if source is None or by_paper:
            return source
        # Somebody who was named in between is the likelier one to be "he".
        at = bisect_left(self.named, source.span.end)
        if at < len(self.named) and self.named[at] < self.parse.starts[index]:
            return None
        return source

    def _near(self, index: int) -> list[_Source]:
        """Return the sources of the last sentence before a token that has any, if it is no further than two away."""
        sentence, at = self._sentence(index), self.parse.starts[index]
        before = [
            source
            for source in self._around(at)
            if source.span.start < at and 0 <= sentence - source.sentence <= SENTENCES_ON
        ]
        last = max((source.sentence for source in before), default=-1)
        return [source for source in before if source.sentence == last]

    @staticmethod
    def _only(sources: Sequence[_Source]) -> _Source | None:
        names = {source.name for source in sources}
        return sources[-1] if len(names) == 1 else None

    def _take(self, source: _Source, request: _Request) -> None:
        """Add a request, and the reason that goes with it, to what is told of a source."""
        told = source.told
        if request.group in {"request", "withheld"}:
            if told.request is None:
                told = replace(told, request=self.parse.span_of(request.first, request.last))
            reason = self._reason_after(source, request) or self._reason_before(request)
        elif request.group == "unauthorised":
            reason = (request.first, self._clause_end(request.first, request.last + 1, self._end(source, request)))
        elif told.request is None:
            return
        else:
            reason = (request.first, self._end(source, request))
        if told.reason is None and reason is not None:
            told = self._explained(told, *reason, standalone=request.group == "later_reason")
        source.told = told

    def _explained(self, told: Anonymity, first: int, end: int, *, standalone: bool) -> Anonymity:
        while end > first + 1 and self.words[end - 1].strip(_EDGE) == "":
            end -= 1
        words = self.words[first:end]
        kind = self._reason_kind(words)
        if standalone and kind in {AnonymityReason.OTHER, AnonymityReason.SENSITIVITY}:
            return told
        return replace(told, reason=self.parse.span_of(first, end - 1), reason_kind=kind)

    def _reason_kind(self, words: Sequence[str]) -> AnonymityReason:
        for kind in AnonymityReason:
            if kind is not AnonymityReason.OTHER and self.lexicon.words(f"reason_{kind.value}") & set(words):
                return kind
        return AnonymityReason.OTHER

    def _end(self, source: _Source, request: _Request) -> int:
        """Return the token at which a reason after the request has to end."""
        end = min(self._sentence_end(request.first), request.first + LONGEST_REASON)
        # Of several cues of one source the last one is what it says, the others are part of its description.
        limit = max(one.limit for one in self._around(source.span.start) if one.span.overlaps(source.span))
        if request.last < limit:
            end = min(end, limit)
        for index in range(request.last + 1, end):
            if self.words[index] == "" or self.words[index] in {"—", "–", ";", "“", '"', "``"}:
                return index
        return end

    def _reason_after(self, source: _Source, request: _Request) -> tuple[int, int] | None:
        end = self._end(source, request)
        leads = self.lexicon.phrases("because")
        start = request.last + 1
        if start < end and self.words[start] == ",":
            start += 1
        if start + 1 < end and self.words[start] == "to" and self.parse.doc[start + 1].tag_ == "VB":
            return start, self._clause_end(start, start + 2, end)
        for index in range(start, end):
            length = leads.at(self.words, index)
            if not length:
                continue
            lead = self.parse.doc[index]
            if self.words[index] in {"as", "since"} and lead.dep_ != "mark":
                continue
            stop = self._clause_end(index, index + length, end)
            if self.words[index] == "under" and self._reason_kind(self.words[index:stop]) is AnonymityReason.OTHER:
                continue
            return index, stop
        return None

    def _reason_before(self, request: _Request) -> tuple[int, int] | None:
        """Return the reason that opens the sentence: "Citing fear of reprisals, two nurses asked not to be named"."""
        start = self.starts[self._sentence(request.first)]
        if self.words[start] not in {"citing", "fearing", "because", "afraid"}:
            return None
        for index in range(start + 1, request.first):
            if self.words[index] == ",":
                return start, index
        return None

    def _clause_end(self, lead: int, after: int, end: int) -> int:
        """Return where the clause or phrase that `lead` opens ends: with what hangs on its verb, before `end`."""
        token = self.parse.doc[lead]
        top = token.head if token.dep_ in {"mark", "aux", "neg", "advmod"} else token
        edge = top.right_edge.i + 1
        if not after < edge <= end:
            return end
        return int(edge)

    def _share(self) -> None:
        """Give each naming of a source what is told of it at its other namings."""
        roots: dict[int, _Source] = {}
        for number, source in enumerate(self.sources):
            earlier = self._earlier(source, self.sources[max(0, number - MEMORY) : number])
            root = source if earlier is None else roots[earlier.index]
            roots[source.index] = root
            if root is not source:
                root.told = _joined(root.told, source.told)
        for source in self.sources:
            source.told = _joined(source.told, roots[source.index].told)

    def _earlier(self, source: _Source, before: Sequence[_Source]) -> _Source | None:
        """Return the source before this one that it takes up: the same words, or "the official" after "an official"."""
        for one in reversed(before):
            if one.span.overlaps(source.span):
                return one
        first = self.words[self.parse.tokens_in(source.span)[0]]
        speaker = self.relations[source.index].speaker
        if first not in DEFINITE and speaker is not None and speaker.resolved_by == "description":
            return None
        by_name = [one for one in before if one.name == source.name]
        if by_name:
            return by_name[-1]
        return self._only([one for one in before if one.description.lemma == source.description.lemma])


def _is_withheld(told: Anonymity) -> bool:
    """Whether somebody of whom only a description is known is left unnamed, and is no crowd: asked, or one of many."""
    return told.request is not None or told.reason is not None or (told.count is not None and told.number == 1)


def _joined(told: Anonymity, earlier: Anonymity) -> Anonymity:
    """Return `told` with what only the earlier description says."""
    return Anonymity(
        role=told.role or earlier.role,
        count=told.count or earlier.count,
        number=told.number or earlier.number,
        affiliation=told.affiliation or earlier.affiliation,
        knowledge=told.knowledge or earlier.knowledge,
        knowledge_kind=told.knowledge_kind or earlier.knowledge_kind,
        request=told.request or earlier.request,
        reason=told.reason or earlier.reason,
        reason_kind=told.reason_kind or earlier.reason_kind,
    )
