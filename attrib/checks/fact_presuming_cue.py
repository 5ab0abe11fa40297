"""A verb that takes for a fact what is an opinion or is denied: pointed out, noted, revealed, confirmed.

Why: nobody can point out what is not so. With these verbs the reporter vouches for the words; of a verdict (foolish,
unfair, better, ought to) or of something denied in the next sentence only the speaker can be made to answer.

Flagged:
    Moss pointed out that the plan was foolish.

    The minister revealed that the mine had been sold. The owner denied that the mine had been sold.

Clean:
    Moss pointed out that the plan had 40 pages.

    Moss said the plan was foolish.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from attrib.checking import Check, CheckContext, CheckInfo, Option
from attrib.checking.attributions import has_source
from attrib.checking.cues import CueVerb, cue_verbs
from attrib.model import AttributionRelation, Finding, Related, Severity

if TYPE_CHECKING:
    from spacy.tokens import Token

_SHALL = frozenset({"should", "ought"})
_CLAUSES = frozenset({"ROOT", "ccomp", "xcomp", "advcl", "relcl", "acl", "csubj", "pcomp"})
_PREDICATES = frozenset({"acomp", "attr"})
# Words of weight that a denial must share with what it denies.
SHARED = 2
# Words of a quotation above which it says more than its verdict.
LONGEST_VERDICT = 25


def find_presuming(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each fact-presuming verb whose content is a verdict or is denied beside it."""
    verbs = list(cue_verbs(context))
    presuming = frozenset(context.lexicon("fact_cues")["presuming"]) | frozenset(context.words("also"))
    presuming -= frozenset(context.words("allow"))
    for number, cue in enumerate(verbs):
        if cue.relation.lemma not in presuming or not has_source(cue.relation) or _is_reader(context, cue.relation):
            continue
        denial = _denial(context, cue, verbs[number + 1 :])
        if denial is not None:
            related = (Related("here it is denied", denial.span),)
            yield context.finding(cue.span, related=related, cue=context.excerpt(cue.span), what="something denied")
        elif _is_verdict(context, cue.relation):
            yield context.finding(cue.span, cue=context.excerpt(cue.span), what="an opinion")


def _is_reader(context: CheckContext, relation: AttributionRelation) -> bool:
    """Whether the reader or the writer is the one who sees: *you realise*."""
    return any(span.of(context.article.text).lower() in {"i", "one", "we", "you"} for span in relation.source)


def _is_verdict(context: CheckContext, relation: AttributionRelation) -> bool:
    """Whether the content says what is good, right or fitting; words masked in the parse are taken as they stand."""
    judging = frozenset(context.lexicon("fact_cues")["judging"])
    ranking = frozenset(context.lexicon("fact_cues")["ranking"])
    parse = context.parse
    tokens = [parse.doc[index] for span in relation.content for index in parse.tokens_in(span)]
    if relation.is_direct:
        words = _words(" ".join(span.of(context.article.text) for span in relation.content))
        if sum(len(span.of(context.article.text).split()) for span in relation.content) > LONGEST_VERDICT:
            return False
        return not judging.isdisjoint(words) or (not ranking.isdisjoint(words) and "the" in words)
    inside = {token.i for token in tokens}
    heads = {token.i for token in tokens if token.head.i not in inside}
    return any(_judges(token, judging, ranking) for token in tokens if _clause(token) in heads)


def _clause(token: Token) -> int:
    """Return the index of the verb whose own clause the token stands in, coordination apart."""
    while token.dep_ not in _CLAUSES and token.head is not token:
        token = token.head
    while token.dep_ == "conj" and token.head is not token:
        token = token.head
    return int(token.i)


def _judges(token: Token, judging: frozenset[str], ranking: frozenset[str]) -> bool:
    if token.lower_ in _SHALL and token.dep_ == "aux":
        return True
    word = token.lower_.partition("-")[0]
    if word not in judging and word not in ranking:
        return False
    return any(head.dep_ in _PREDICATES for head in (token, *_modified(token)))


def _modified(token: Token) -> Iterator[Token]:
    """Yield what the token modifies, one step at a time, as long as it stands within the same noun phrase."""
    while token.dep_ in {"amod", "advmod", "compound", "npadvmod"} and token.head is not token:
        token = token.head
        yield token


def _denial(context: CheckContext, cue: CueVerb, later: Sequence[CueVerb]) -> CueVerb | None:
    """Return the verb by which somebody else denies the same in this sentence or the next."""
    disputing = frozenset(context.lexicon("fact_cues")["disputing"])
    said = _weighty(context, cue.relation)
    for other in later:
        if other.sentence.start > cue.sentence.end:
            return None
        shared = said & _weighty(context, other.relation)
        if other.relation.lemma in disputing and len(shared) >= SHARED and _speaker(other) != _speaker(cue):
            return other
    return None


def _speaker(cue: CueVerb) -> object:
    speaker = cue.relation.speaker
    return (speaker.name if speaker else None) or cue.relation.source


def _weighty(context: CheckContext, relation: AttributionRelation) -> frozenset[str]:
    parse = context.parse
    tokens = [parse.doc[index] for span in relation.content for index in parse.tokens_in(span)]
    return frozenset(token.lemma_.lower() for token in tokens if token.pos_ in {"NOUN", "VERB", "PROPN", "ADJ"})


def _words(text: str) -> frozenset[str]:
    return frozenset("".join(c if c.isalpha() else " " for c in text.casefold()).split())


CHECK = Check(
    CheckInfo(
        code="AT402",
        name="fact-presuming-cue",
        severity=Severity.WARNING,
        message=(
            "“{cue}” vouches for what follows, which is {what}: readers will take it as a fact from you. "
            "Said leaves it with the speaker."
        ),
        since="0.1.0",
        guides=("WP", "TX"),
        options=(
            Option("also", (), "Further verbs to flag, by their dictionary form."),
            Option("allow", (), "Verbs to leave alone."),
            Option("min_confidence", 0.5, "Relations attrib is less sure of than this are not looked at, 0 to 1."),
        ),
        help=__doc__,
        lexicons=("fact_cues",),
    ),
    run=find_presuming,
)
