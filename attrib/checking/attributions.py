"""What several checks ask of an article's attributions, without looking at all of them for each answer."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from attrib.checking.context import CheckContext
from attrib.model import Act, AttributionRelation, BlockKind, CharSpan, Quotation, SpanIndex, SpeakerKind

# Where an article tells its story; headlines, captions and quoted documents have rules of their own.
RUNNING_TEXT = frozenset({BlockKind.BODY, BlockKind.LIST})
_MARKS = ("“", '"', "‘", "«", "„")
# Characters after an attribution in which the end of its block is looked for: a block may be a whole book.
_REACH = 400


class Attributions:
    """The relations and quotations of a context by where they stand."""

    def __init__(self, context: CheckContext) -> None:
        self._blocks = context.article.blocks
        self._block_starts = [block.span.start for block in self._blocks]
        relations, quotations = context.relations, context.quotations
        self._contents = context.keep(
            "contents", lambda: SpanIndex((span, relation) for relation in relations for span in relation.content)
        )
        self._cues = context.keep(
            "cues", lambda: SpanIndex((span, relation) for relation in relations for span in relation.cue)
        )
        self._quotations = context.keep(
            "quotations", lambda: SpanIndex((quotation.span, quotation) for quotation in quotations)
        )

    def over(self, span: CharSpan) -> list[AttributionRelation]:
        """Return the relations whose content shares a character with `span`; one may come twice."""
        return self._contents.over(span)

    def cued_in(self, span: CharSpan) -> list[AttributionRelation]:
        """Return the relations whose cue shares a character with `span`; one may come twice."""
        return self._cues.over(span)

    def is_quoted(self, span: CharSpan) -> bool:
        """Whether `span` starts within quotation marks."""
        return bool(self._quotations.over(CharSpan(span.start, span.start + 1)))

    def block_of(self, offset: int) -> int:
        """Return the index of the block that holds the character at `offset`, or the last one before it."""
        return max(0, bisect_right(self._block_starts, offset) - 1)

    def is_running(self, block: int) -> bool:
        """Whether the block of that index is running text."""
        return self._blocks[block].kind in RUNNING_TEXT


def has_source(relation: AttributionRelation) -> bool:
    """Whether somebody stands behind the relation: a source as written, or a speaker made out otherwise."""
    return bool(relation.source) or (relation.speaker is not None and relation.speaker.name is not None)


def run_ons(quotations: Iterable[Quotation]) -> Iterator[list[Quotation]]:
    """Yield the quotations in order, those that run on over paragraphs together."""
    run: list[Quotation] = []
    for quotation in quotations:
        if run and not run[-1].continued:
            yield run
            run = []
        run.append(quotation)
    if run:
        yield run


def blocks_led_in(context: CheckContext) -> set[int]:
    """Return the blocks below one that ends in a colon: the next, and further ones in a list of quotations."""
    out: set[int] = set()
    text, blocks = context.article.text, context.article.blocks
    for index in range(1, len(blocks)):
        above = blocks[index - 1].span.of(text)
        if above.endswith(":") or (index - 1 in out and above.startswith(_MARKS)):
            out.add(index)
    return out


def blocks_spoken_last(context: CheckContext, attributions: Attributions) -> set[int]:
    """Return the blocks whose last words belong to a statement of one person with a name."""
    out: set[int] = set()
    text = context.article.text
    for relation in context.relations:
        speaker = relation.speaker
        if relation.act is not Act.STATEMENT or speaker is None or not (relation.source and relation.cue):
            continue
        if speaker.kind is not SpeakerKind.PERSON or not speaker.name:
            continue
        end = max(span.end for span in (*relation.content, *relation.cue, *relation.source))
        block = attributions.block_of(relation.source[0].start)
        whole = context.article.blocks[block].span
        if end >= whole.end or not text[end : min(whole.end, end + _REACH)].strip(" .”\"’'"):
            out.add(block)
    return out
