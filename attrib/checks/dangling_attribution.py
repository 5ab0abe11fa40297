"""An attribution that stands as a fragment of its own, or far behind its claim.

Why: a reader takes a sentence as the newsroom's own until told otherwise. “The fund is empty. According to the clerk.”
takes back in the second sentence what the first has stated; so does a source that comes after fifty words of
claim. Put the source before the claim, or beside its first clause.

A fragment is looked at where a sentence stands before it; one that goes on with a claim of its own is none. A source
after a long quotation is a matter of AT103, and one the sentence before has named is known to the reader.

Flagged:
    The wall will fall within a year. According to Ines Tol.

Clean:
    The wall will fall within a year, according to Ines Tol.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrib.checking import Check, CheckContext, CheckInfo, Option
from attrib.checking.attributions import RUNNING_TEXT, has_source
from attrib.checking.places import quoted_tokens
from attrib.model import Act, AttributionRelation, CharSpan, Finding, QuotationKind, Severity
from attrib.rulefiles import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Span

_TOLD = frozenset({Act.STATEMENT, Act.PERCEPTION})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_ASIDES = frozenset({"relcl", "acl"})
# Words of a fragment: longer ones have a claim somewhere, whatever the parser makes of them.
_LONGEST_FRAGMENT = 30


def find_dangling(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each attribution that is a fragment, then for each that stands too far behind its claim."""
    yield from _fragments(context)
    yield from _far(context)


def _fragments(context: CheckContext) -> Iterator[Finding]:
    parse, words = context.parse, context.lexicon("dangling")
    quoted: frozenset[int] | None = None
    for sentence in parse.doc.sents:
        block = parse.blocks[sentence.start]
        if context.article.blocks[block].kind not in RUNNING_TEXT or not _opens(sentence, words):
            continue
        if quoted is None:
            quoted = quoted_tokens(parse, context.quotations)
        if sentence.start == 0 or not quoted.isdisjoint(range(sentence.start, sentence.end)):
            continue
        if _is_fragment(sentence, words) and _is_prose(context, sentence):
            span = parse.span_of(sentence.start, sentence.end - 1)
            yield context.finding(span, match=context.excerpt(span), fault="stands as a sentence of its own")


def _opens(sentence: Span, words: Lexicon) -> bool:
    """Whether the sentence opens as an attribution does, after a word or two that may lead to it."""
    text = " ".join(token.lower_ for token in sentence[:8] if not token.is_punct)
    while True:
        if any(text.startswith(f"{opening} ") for opening in words["openings"]):
            return True
        first, _, rest = text.partition(" ")
        if first not in words["leads"] or not rest:
            return False
        text = rest


def _is_fragment(sentence: Span, words: Lexicon) -> bool:
    """Whether the sentence claims nothing: it has no finite verb but in an aside, and names a source."""
    if len(sentence) > _LONGEST_FRAGMENT or sentence.text.rstrip()[-1:] in {":", "?", ","}:
        return False
    for token in sentence:
        if token.lemma_.lower() in words["not_sources"] and token.dep_ == "pobj":
            return False
        if token.tag_ in _FINITE and token.lower_ not in {"say", "says"}:
            aside = any(other.dep_ in _ASIDES for other in (token, *token.ancestors))
            if not aside:
                return False
    return any(token.tag_.startswith(("NN", "PRP")) for token in sentence)


def _is_prose(context: CheckContext, sentence: Span) -> bool:
    """Whether a sentence of running text stands before it and it ends as a sentence does."""
    parse = context.parse
    before = parse.blocks[sentence.start - 1]
    is_ended = parse.span_of(sentence.start, sentence.end - 1).of(context.article.text)[-1:] in {".", "!", "…"}
    closed = parse.doc[sentence.start - 1].text[-1:]
    return is_ended and context.article.blocks[before].kind in RUNNING_TEXT and closed not in {":", ",", "—", "–"}


def _far(context: CheckContext) -> Iterator[Finding]:
    for relation in context.relations:
        if relation.parent is not None or relation.kind is not QuotationKind.INDIRECT or not has_source(relation):
            continue
        if relation.act not in _TOLD or not relation.cue or not relation.source:
            continue
        if relation.confidence < context.number("min_confidence"):
            continue
        behind = CharSpan(
            min(span.start for span in (*relation.cue, *relation.source)),
            max(span.end for span in (*relation.cue, *relation.source)),
        )
        if _words_before(context, relation, behind) > context.number("max_words") and not _is_known(context, relation):
            yield context.finding(behind, match=context.excerpt(behind), fault="comes long after its claim")


def _words_before(context: CheckContext, relation: AttributionRelation, behind: CharSpan) -> int:
    """Return how many words of its sentence stand before the attribution, 0 where it stands otherwise."""
    parse = context.parse
    if context.article.blocks[parse.blocks[parse.tokens_in(behind).start]].kind not in RUNNING_TEXT:
        return 0
    if any(span.end > behind.start for span in relation.content):
        return 0
    if behind.end < len(context.article.text) and context.article.text[behind.end] == ")":
        return 0  # it stands behind what the brackets hold
    first = parse.tokens_in(relation.content[0]).start
    sentence = parse.doc[parse.tokens_in(behind).start].sent
    if not sentence.start <= first < sentence.end:
        return 0
    return len(CharSpan(parse.starts[first], behind.start).of(context.article.text).split())


def _is_known(context: CheckContext, relation: AttributionRelation) -> bool:
    """Whether the words just before the claim are attributed to the same speaker."""
    speaker = relation.speaker
    if speaker is None or not speaker.name:
        return False
    start = min(span.start for span in relation.content)
    block = context.article.block_at(start)
    for other in context.relations:
        if other.id == relation.id or other.speaker is None or other.speaker.name != speaker.name:
            continue
        if block is not None and block.span.start <= other.start < start:
            return True
    return False


CHECK = Check(
    CheckInfo(
        code="AT207",
        name="dangling-attribution",
        severity=Severity.WARNING,
        message=(
            "“{match}” {fault}: until then readers take the claim as the newsroom's own. "
            "Put the source before the claim or into its first clause."
        ),
        since="0.1.0",
        guides=("BBC", "TX"),
        lexicons=("dangling",),
        options=(
            Option("max_words", 50, "More words of a claim than this before its source are flagged."),
            Option("min_confidence", 0.5, "Relations attrib is less sure of than this are not looked at, 0 to 1."),
        ),
        help=__doc__,
    ),
    run=find_dangling,
)
