"""An accusation or a belief with nobody behind it: it was alleged, is said to, has been accused of, reportedly.

Why: the passive hides who says so, and a reader cannot weigh a charge or a belief without knowing whose it is. Name
who alleges, believes or reports it.

Somebody behind it in the same sentence or the next of the paragraph clears it: a *by*, a source, a paper (“in a new
biography”), and for an accusation a court, the police, a lawsuit in the paragraph or one beside it. So does an
attribution before it that the sentence takes up. What is reported is also clear where the sentence before has a source,
or the paragraph below starts with one. The accused who answers is nobody's accuser.

Flagged:
    It was alleged that the fund was empty.

    The harbour master has been accused of selling berths.

Clean:
    The auditor alleged that the fund was empty.

    The harbour master has been accused of selling berths by two of her clerks.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from attrib.checking import Check, CheckContext, CheckInfo
from attrib.checking.accusers import Accusers
from attrib.checking.attributions import Attributions, has_source
from attrib.checking.coverage import Coverage, Reach
from attrib.checking.discourse import Link
from attrib.checking.places import find_places
from attrib.model import Act, AttributionRelation, BlockKind, CharSpan, Finding, Severity, SpeakerKind
from attrib.rulefiles import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

BLOCKS = frozenset({BlockKind.BODY, BlockKind.LIST, BlockKind.STANDFIRST})
_PRONOUNS = frozenset({"he", "she", "it", "they"})
_REPORTED = frozenset({"announce", "claim", "confirm", "report", "reveal", "say", "tell", "write"})
_NAMED = frozenset({SpeakerKind.PERSON, SpeakerKind.ORGANISATION, SpeakerKind.DOCUMENT})
_CLAUSES = frozenset({"ccomp", "csubj", "csubjpass", "advcl"})


def find_agentless(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each agentless passive or adverb of report in narration that nobody stands behind."""
    behind, words = _Behind(context), context.lexicon("agentless")
    for place in find_places(context, "narration", blocks=BLOCKS, acts=tuple(Act)):
        for index in sorted(place.tokens):
            token = place.doc[index]
            flagged = _flagged_tokens(token, words)
            if not flagged:
                continue
            span = context.parse.span_of(flagged[0].i, flagged[-1].i)
            if not behind(token, span):
                yield context.finding(span, match=context.excerpt(span))


def _flagged_tokens(token: Token, words: Lexicon) -> list[Token]:
    """Return the tokens to flag where `token` is the verb or adverb of an agentless attribution, else none."""
    if token.lower_ in words["adverbs"]:
        return [token]
    if token.tag_ != "VBN":
        return []
    auxiliaries = [child for child in token.lefts if child.dep_ in {"aux", "auxpass"}]
    if any(child.tag_ == "MD" for child in auxiliaries):
        return []  # "it could be said that", "lest he would be accused of": the writer's own turn of phrase
    if any(child.lower_ in words["past_beliefs"] for child in token.lefts if child.dep_ == "advmod"):
        return []  # "was once thought to": a mood of its time, and nobody's claim now
    if not any(child.dep_ == "auxpass" for child in auxiliaries):
        return []
    subject = [child for child in token.lefts if child.dep_ in {"nsubj", "nsubjpass", "expl"}]
    if any(child.lower_ == "what" for child in subject):
        return []  # "in what is believed to be the first sale": a turn of phrase that makes no claim of its own
    opened = [*[child for child in subject if child.lower_ == "it"], *auxiliaries]
    closed = _closing(token, words, is_impersonal=len(opened) > len(auxiliaries))
    return [opened[0], closed] if closed is not None else []


def _closing(token: Token, words: Lexicon, *, is_impersonal: bool) -> Token | None:
    """Return the last token of the construction, or `None` where the verb is in none of them."""
    lemma = token.lemma_.lower()
    for child in token.rights:
        if lemma in words["charge"] and child.dep_ == "prep" and child.lower_ == "of":
            return child
        if is_impersonal and lemma in words["impersonal"] and child.dep_ in _CLAUSES:
            marks = [mark for mark in child.lefts if mark.lower_ == "that"]
            return marks[0] if marks else token
        if lemma in words["raising"] and child.dep_ in {"xcomp", "ccomp"}:
            to = [mark for mark in child.lefts if mark.tag_ == "TO"]
            if to:
                return to[0]
    return None


class _Behind:
    """Tells whether somebody stands behind an agentless attribution in its sentence or the next of the paragraph."""

    def __init__(self, context: CheckContext) -> None:
        self._context = context
        self._attributions = Attributions(context)
        self._words = context.lexicon("agentless")
        self._accusers = Accusers(context)
        self._coverage = Coverage(context)

    def __call__(self, token: Token, span: CharSpan) -> bool:
        """Whether somebody stands behind the verb or adverb `token`, flagged as `span`."""
        words, lemma = self._words, token.lemma_.lower()
        if _has_by(token) or (lemma not in words["charge"] and _has_paper(token, words)):
            return True
        if any(has_source(item) and not _is_cue(item, span) for item in self._attributions.over(span)):
            return True
        accused = _subject_words(token)
        if self._is_attributed(token.sent, span, accused):
            return True
        is_reported = token.lower_ in words["adverbs"] or lemma in {"report", "say"}
        following = _next_sentence(self._context, token.sent)
        if following is not None and self._is_attributed(following, span, accused):
            return True
        if self._is_carried(token, accused):
            return True
        if is_reported and self._is_report_named(token.sent, span, accused):
            return True
        # Who accuses is plain where a court or the police are spoken of.
        return lemma in words["charge"] and self._accusers.near(self._context.parse.blocks[token.i])

    def _is_report_named(self, sentence: Span, span: CharSpan, accused: frozenset[str]) -> bool:
        """Whether the sentence before names who says so, or the paragraph below starts with who reports it."""
        before, below = _sentence_before(self._context, sentence), _sentence_below(self._context, sentence)
        if before is not None and self._is_attributed(before, span, accused, is_named=True):
            return True
        if below is None:
            return False
        if sentence.start in self._opening and self._is_sourced_below(sentence, span):
            return True
        return self._is_attributed(below, span, accused, is_named=True, lemmas=frozenset({"report"}))

    @cached_property
    def _opening(self) -> range:
        """The tokens of the first paragraph of running text; what it reports the next one may source."""
        for number, block in enumerate(self._context.article.blocks):
            if block.kind in BLOCKS:
                return self._context.parse.block_tokens.get(number, range(0))
        return range(0)

    def _is_sourced_below(self, sentence: Span, span: CharSpan) -> bool:
        """Whether the two paragraphs below, where news copy names it, source what the opening one reports."""
        parse = self._context.parse
        block = parse.blocks[sentence.start]
        tokens = [index for below in (block + 1, block + 2) for index in parse.block_tokens.get(below, range(0))]
        sentences = {sentence.doc[index].sent.start: sentence.doc[index].sent for index in tokens}
        return any(self._is_attributed(below, span, frozenset(), lemmas=_REPORTED) for below in sentences.values())

    def _is_carried(self, token: Token, accused: frozenset[str]) -> bool:
        """Whether an attribution carries over to the sentence of `token`, the accused's own apart.

        One of the paragraph above does only where a word points back to it: the same topic is not enough.
        """
        cover = self._coverage.of(token, (Reach.CARRIED, Reach.LIST, Reach.ABOVE))
        if cover is None or (cover.reach is Reach.ABOVE and cover.link is Link.TOPIC):
            return False
        return cover.relation is None or not _is_accused(self._context, cover.relation, accused)

    def _is_attributed(
        self,
        sentence: Span,
        span: CharSpan,
        accused: frozenset[str],
        *,
        is_named: bool = False,
        lemmas: frozenset[str] = frozenset(),
    ) -> bool:
        """Whether a relation with a source, the accused apart, has its cue in `sentence`.

        With `is_named` the source must be a person, a body or a paper: "Sources said" stands behind nothing more.
        With `lemmas` the cue must be of one of them.
        """
        whole = self._context.parse.span_of(sentence.start, sentence.end - 1)
        for relation in self._attributions.cued_in(whole):
            if not has_source(relation) or _is_cue(relation, span):
                continue
            if is_named and (relation.speaker is None or relation.speaker.kind not in _NAMED):
                continue
            if lemmas and relation.lemma not in lemmas:
                continue
            is_narrated = not any(self._attributions.is_quoted(part) for part in relation.cue)
            if is_narrated and not _is_accused(self._context, relation, accused):
                return True
        return False


def _has_by(token: Token) -> bool:
    """Whether a *by* with somebody after it follows the verb, in whatever phrase the parser has hung it."""
    for other in token.subtree:
        if other.i > token.i and other.lower_ == "by" and any(child.dep_ == "pobj" for child in other.children):
            return True
    return False


def _has_paper(token: Token, words: Lexicon) -> bool:
    """Whether what is alleged is alleged in a paper: "in a report of 2003 …", "… in a new biography"."""
    papers = words["papers"]
    for other in token.subtree:
        if other.lower_ not in {"in", "from"}:
            continue
        if any(child.dep_ == "pobj" and child.lemma_.lower() in papers for child in other.children):
            return True
    return False


def _is_cue(relation: AttributionRelation, span: CharSpan) -> bool:
    """Whether the relation was read from the very words looked at: their grammatical subject is nobody's source."""
    return any(part.overlaps(span) for part in relation.cue)


def _is_accused(context: CheckContext, relation: AttributionRelation, accused: frozenset[str]) -> bool:
    """Whether the source of the relation is the subject of the passive, by its words or as a pronoun for it."""
    if not accused or not relation.source:
        return False
    words = {word.lower() for part in relation.source for word in part.of(context.article.text).split()}
    return bool(words & accused) or words <= _PRONOUNS


def _subject_words(token: Token) -> frozenset[str]:
    words: set[str] = set()
    head = token
    while not words:
        for child in head.lefts:
            if child.dep_ in {"nsubj", "nsubjpass"}:
                words.update(word.lower_ for word in child.subtree if word.is_alpha and not word.is_stop)
        if head.dep_ != "conj":
            break
        head = head.head
    return frozenset(words)


def _next_sentence(context: CheckContext, sentence: Span) -> Span | None:
    """Return the sentence after `sentence` in its paragraph."""
    blocks = context.parse.blocks
    if sentence.end >= len(blocks) or blocks[sentence.end] != blocks[sentence.start]:
        return None
    following: Span = sentence.doc[sentence.end].sent
    return following


def _sentence_below(context: CheckContext, sentence: Span) -> Span | None:
    """Return the first sentence of the paragraph below that of `sentence`."""
    tokens = context.parse.block_tokens.get(context.parse.blocks[sentence.start] + 1)
    if not tokens:
        return None
    below: Span = sentence.doc[tokens[0]].sent
    return below


def _sentence_before(context: CheckContext, sentence: Span) -> Span | None:
    """Return the sentence before `sentence` in its paragraph."""
    blocks = context.parse.blocks
    if sentence.start == 0 or blocks[sentence.start - 1] != blocks[sentence.start]:
        return None
    before: Span = sentence.doc[sentence.start - 1].sent
    return before


CHECK = Check(
    CheckInfo(
        code="AT201",
        name="agentless-attribution",
        severity=Severity.WARNING,
        message=(
            "Nobody stands behind “{match}”: readers cannot weigh a charge or a belief without knowing whose it is. "
            "Name who says so."
        ),
        since="0.1.0",
        guides=("AP", "WP"),
        lexicons=("agentless", "accusers", "discourse"),
        help=__doc__,
    ),
    run=find_agentless,
)
