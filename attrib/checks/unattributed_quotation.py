"""A direct quotation that nobody is named as saying.

Why: a reader cannot weigh words without knowing whose they are. Name the speaker beside the words, or leave them out.

A quotation counts as attributed where its sentence, its paragraph, the quotation it runs on from or a lead-in ending
in a comma or a colon says whose it is; where the paragraph before ends with its speaker's words, or the next starts
with “So says” somebody; and where a credit in brackets ends its paragraph. A few quoted words, titles, nicknames and
headings are not looked at, and where attrib is unsure what a cue belongs to it stays silent. So it does where the
narration of the paragraph has a word of saying, or the last sentence above one of a statement or a letter; after a
question of the reporter's; and beside a lost mark, of which AT102 speaks. Quotations in a row are one finding.

Flagged:
    The quay was shut by noon. “We shall have no boats by the spring.”

Clean:
    The quay was shut by noon. “We shall have no boats by the spring,” said Ann Lee, who keeps bees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrib.checking import Check, CheckContext, CheckInfo, Option, Scope
from attrib.checking.attributions import Attributions, blocks_led_in, blocks_spoken_last, has_source, run_ons
from attrib.checking.marks import torn_quotations
from attrib.checking.spoken import last_sentence
from attrib.model import AttributionRelation, CharSpan, Finding, Quotation, QuotationUse, Severity

_WORD = re.compile(r"(?P<passive>\b(?:is|are|was|were|be|been|being) )?(?P<word>[^\W\d_]+)")
_BY_LINE = re.compile(r"\s*[-–—]+\s*[A-Z]")
# A by-line is a name and what its bearer does: longer ones are sentences after a dash.
_BY_LINE_WORDS = 12
# Characters on each side of a quotation that are looked at: more than a by-line has, less than a block may.
_REACH = 400
_CREDIT = re.compile(r"[\[(]\s*[@A-Z][^\])]*[\])][\s.]*\Z")
# "So says a voice …", "Those were the words of …", at the start of the next paragraph.
_SO_SAYS = re.compile(
    r"(?:So|Thus|That|Those|These|Such|With (?:that|those|these))\b\s+(?:\w+\s+){0,3}?"
    r"(?:says?|said|goes|went|spoke|reads?|runs?|begins?|began|opens?|opened|concludes?|words?|message|lines?)\b"
)
# "She thought of a saying of Tom Reed's.", right before the quotation.
_QUOTED_FROM = re.compile(
    r"\b(?:quot(?:e|ation)|words|saying|proverb|motto|maxim|adage|line|dictum|remark)s?\b[^.?!]{0,40}"
    r"\b(?:of|to|from|by)\s[^.?!a-z]{0,12}[A-Z][^?!]{0,60}[.]\Z"
)


def find_unattributed(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each quotation, or run of paragraphs of one, that nobody is named as saying."""
    settled = _Settled(context)
    outer = (quotation for quotation in context.quotations if not quotation.nested)
    last: Quotation | None = None  # the end of the last run that was flagged
    for run in run_ons(outer):
        if not _is_speech(context, settled.attributions, run) or any(settled(quotation) for quotation in run):
            continue
        if last is None or context.article.text[last.span.end : run[0].span.start].strip():
            yield context.finding(run[0].span, quotation=context.excerpt(run[0].inner))
        last = run[-1]


def _is_speech(context: CheckContext, attributions: Attributions, run: list[Quotation]) -> bool:
    """Whether the run is an utterance in running text that is long enough to be looked at."""
    if run[0].use is not QuotationUse.SPEECH or not attributions.is_running(run[0].block):
        return False
    words = sum(len(quotation.inner.of(context.article.text).split()) for quotation in run)
    if _is_crosshead(context, run[0]):
        return False
    return words >= context.number("min_words")


def _is_crosshead(context: CheckContext, quotation: Quotation) -> bool:
    """Whether the quotation is a heading: alone on its line, at the top or in capitals throughout."""
    if context.article.blocks[quotation.block].span != quotation.span:
        return False
    if quotation.block == 0 and quotation.closed and len(context.article.blocks) > 1:
        return True
    words = quotation.inner.of(context.article.text)
    return words == words.upper() and words[-1:] not in {".", ",", "!", "?"}


class _Settled:
    """Tells whose quotation needs no more: it has a source, may have one attrib is unsure of, or is led in."""

    def __init__(self, context: CheckContext) -> None:
        self.attributions = Attributions(context)
        self._context = context
        self._min_confidence = context.number("min_confidence")
        self._sourced = {
            self.attributions.block_of(span.start)
            for relation in context.relations
            if has_source(relation)
            for span in (*relation.source, *relation.cue)
            if not self.attributions.is_quoted(span)
        }
        self._led_in = blocks_led_in(context)
        self._spoken_last = blocks_spoken_last(context, self.attributions)
        self._torn = torn_quotations(context.article.text, context.quotations)
        self._telling = frozenset(context.lexicon("quotation_uses")["telling_words"])
        self._cue_words = self._telling.union(context.lexicon("quotation_uses")["reporting_verbs"])

    def __call__(self, quotation: Quotation) -> bool:
        """Whether the quotation is to be left alone."""
        over = [item for item in self.attributions.over(quotation.span) if not _is_told_within(item, quotation)]
        if any(has_source(relation) or relation.confidence < self._min_confidence for relation in over):
            return True
        if quotation.block in self._sourced or self._is_led_in(quotation):
            return True
        return self._is_beside_lost_mark(quotation) or self._is_told_of(quotation)

    def _is_beside_lost_mark(self, quotation: Quotation) -> bool:
        """Whether the opening mark is lost, or another quotation here or right above lacks a mark: AT102 speaks."""
        if not quotation.opened:
            return True
        return any(torn.span != quotation.span and 0 <= quotation.block - torn.block <= 1 for torn in self._torn)

    def _is_told_of(self, quotation: Quotation) -> bool:
        """Whether the narration has a word of saying: in the paragraph, or right above it."""
        text, block = self._context.article.text, self._context.article.blocks[quotation.block].span
        around = CharSpan(max(block.start, quotation.span.start - _REACH), min(block.end, quotation.span.end + _REACH))
        if self._has_word(around, self._cue_words):
            return True
        if text[block.start : quotation.span.start].strip() or quotation.block == 0:
            return False
        above = last_sentence(text, self._context.article.blocks[quotation.block - 1].span.end)
        return self._has_word(above, self._telling)

    def _has_word(self, stretch: CharSpan, words: frozenset[str]) -> bool:
        """Whether the narration has one of `words` there; what “was said” nobody is named as saying."""
        for found in _WORD.finditer(self._context.article.text, stretch.start, stretch.end):
            is_told = found["word"].lower() in words and not found["passive"]
            if is_told and not self.attributions.is_quoted(CharSpan(*found.span("word"))):
                return True
        return False

    def _is_led_in(self, quotation: Quotation) -> bool:
        """Whether a comma, a colon or the block before leads in to the quotation, or a clause or by-line follows it."""
        text, blocks = self._context.article.text, self._context.article.blocks
        block = blocks[quotation.block].span
        before = text[max(block.start, quotation.span.start - _REACH) : quotation.span.start].rstrip()
        if before.endswith((",", ":", "?")) or _QUOTED_FROM.search(before):
            return True  # whoever leads in is there to be read, even where extraction has not made out who
        if not before and (quotation.block in self._led_in or quotation.block - 1 in self._spoken_last):
            return True
        if quotation.inner.of(text).rstrip().endswith(",") and quotation.span.end < block.end:
            return True  # the comma waits for a reporting clause
        following = text[quotation.span.end : min(block.end, quotation.span.end + _REACH)]
        if quotation.span.end + len(following) == block.end and _CREDIT.search(following):
            return True
        if not following.strip() and quotation.block + 1 < len(blocks):
            following = blocks[quotation.block + 1].span.of(text)
            if _SO_SAYS.match(following):
                return True
        return _BY_LINE.match(following) is not None and len(following.split()) <= _BY_LINE_WORDS


def _is_told_within(relation: AttributionRelation, quotation: Quotation) -> bool:
    """Whether the speaker tells of the relation: what somebody said, within the quotation, is not its attribution.

    Of a quotation that lacks a mark nobody knows where it ends.
    """
    if not (relation.cue and quotation.opened and quotation.closed):
        return False
    return all(quotation.inner.covers(span) for span in relation.cue)


CHECK = Check(
    CheckInfo(
        code="AT101",
        name="unattributed-quotation",
        severity=Severity.ERROR,
        message=(
            "Nobody is named as saying “{quotation}”: readers cannot weigh words without knowing whose they are. "
            "Name the speaker beside them, or leave them out."
        ),
        since="0.1.0",
        scope=Scope.QUOTATION,
        guides=("AP", "TX"),
        options=(
            Option("min_words", 4, "Quotations of fewer words are let pass."),
            Option("min_confidence", 0.5, "Below this a cue without a source counts as unsure, and is not flagged."),
        ),
        help=__doc__,
        lexicons=("quotation_uses",),
    ),
    run=find_unattributed,
)
