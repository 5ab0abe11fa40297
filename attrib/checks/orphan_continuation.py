"""A paragraph that opens with a quotation after one that was closed, and names nobody.

Why: a closing mark says that the speaker has stopped, and a reader expects the next quotation to be somebody else's.
Where the same speaker goes on, leave the mark of the paragraph before open, or say again who speaks.

Flagged is a paragraph in which nobody is named, under one whose last words are a quotation that was closed. Where a
reporting clause stands last (“…,” he said) the mark is closed lawfully, and most papers then open the next paragraph
without a name: such paragraphs, which are far more, are flagged only with `after_clause`. An open mark, a colon, a
by-line and narration in between settle whose the words are; other marks than those above are a heading's. Paragraphs in
a row are one finding. Where nobody can be made out at all AT101 speaks instead, and where a mark is missing AT102.

Flagged:
    “We moved the looms by hand,” said Tom Reed. “It took nine days.”

    “The big one went in last.”

Clean:
    “We moved the looms by hand,” said Tom Reed. “It took nine days.

    “The big one went in last.”
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrib.checking import Check, CheckContext, CheckInfo, Option, Scope
from attrib.checking.attributions import Attributions, blocks_led_in, blocks_spoken_last
from attrib.checking.spoken import Spoken, SpokenWords, ends_sentence, words_of
from attrib.model import CharSpan, Finding, QuotationUse, Related, Severity


def find_orphans(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for the quotation at the start of each paragraph that goes on after a closing mark, unnamed."""
    blocks = SpokenWords(context).by_block()
    above_it = _Above(context)
    run: list[Spoken] = []  # the quotation that was closed, and the first of each paragraph that goes on from it
    for block, here in sorted(blocks.items()):
        above = blocks.get(block - 1)
        goes_on = above and _opens(context, here[0]) and above_it.goes_on(above[-1], here)
        if not goes_on or (run and run[-1].quotation.block != block - 1):
            yield from _found(context, run)
            run = []
        if goes_on and above:
            run = [*(run or above[-1:]), here[0]]
    yield from _found(context, run)


def _found(context: CheckContext, run: Sequence[Spoken]) -> Iterator[Finding]:
    """Yield the finding of a run of paragraphs, at the first of them."""
    if run:
        closed, first, *rest = run
        related = [Related("the quotation that was closed", closed.quotation.span)]
        related += [Related("so does this one", spoken.quotation.span) for spoken in rest]
        yield context.finding(first.quotation.span, related=related)


def _opens(context: CheckContext, spoken: Spoken) -> bool:
    """Whether the quotation is speech and opens its paragraph."""
    block = context.article.blocks[spoken.quotation.block].span
    if spoken.quotation.use is not QuotationUse.SPEECH or spoken.start != block.start:
        return False
    return words_of(context.article.text, spoken.quotation) >= context.number("min_words")


class _Above:
    """Tells whose words a paragraph without a name goes on from."""

    def __init__(self, context: CheckContext) -> None:
        self._context = context
        self._led_in = blocks_led_in(context)
        self._spoken_last = blocks_spoken_last(context, Attributions(context))

    def goes_on(self, last: Spoken, here: Sequence[Spoken]) -> bool:
        """Whether the paragraph of `here` names nobody and goes on from the one above, whose `last` was closed."""
        block = last.quotation.block
        if last.relation is None or not last.quotation.closed or last.quotation.use is not QuotationUse.SPEECH:
            return False
        if last.quotation.style != here[0].quotation.style:
            return False  # a heading in single marks above a story in double ones
        if words_of(self._context.article.text, last.quotation) < self._context.number("min_words"):
            return False  # a crowd that shouts back
        if block + 1 in self._led_in or self._names_somebody(here):
            return False
        return self._is_same(last, here[0], block) and self._ends_quoted(last)

    def _names_somebody(self, here: Sequence[Spoken]) -> bool:
        block = self._context.article.blocks[here[0].quotation.block].span
        relations = [one.relation for one in here if one.relation is not None]
        return any(block.covers(span) for relation in relations for span in (*relation.source, *relation.cue))

    def _is_same(self, last: Spoken, first: Spoken, block: int) -> bool:
        """Whether the words are the last speaker's as far as a reader can tell; who is not known at all is AT101's."""
        own, before = first.relation, last.relation
        if own is None:
            return block in self._spoken_last
        if own is before:
            return True
        names = [relation.speaker.name for relation in (own, before) if relation and relation.speaker]
        return len(names) == 2 and names[0] is not None and names[0] == names[1]

    def _ends_quoted(self, last: Spoken) -> bool:
        """Whether nothing follows the closing mark, or a reporting clause where that counts too."""
        above = self._context.article.blocks[last.quotation.block].span
        rest = CharSpan(last.end, above.end).of(self._context.article.text)
        if not any(char.isalnum() for char in rest):
            return True
        return bool(self._context.option("after_clause")) and not ends_sentence("a" + rest)


CHECK = Check(
    CheckInfo(
        code="AT105",
        name="orphan-continuation",
        severity=Severity.WARNING,
        message=(
            "The quotation above was closed and nobody is named here: readers cannot tell that the same speaker goes "
            "on. Leave the mark above open, or say who speaks."
        ),
        since="0.1.0",
        scope=Scope.QUOTATION,
        guides=("TX",),
        options=(
            Option("min_words", 3, "Shortest quotation looked at, in words.", low=1),
            Option(
                "after_clause", False, "Flag it after a reporting clause (“…,” he said) too, which closes lawfully."
            ),
        ),
        help=__doc__,
    ),
    run=find_orphans,
)
