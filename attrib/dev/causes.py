"""Why a relation was misread: one cause for each gold relation lost and each relation found in vain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from attrib.dev.corpus import Annotation
from attrib.dev.scoring import (
    LEAST_OVERLAP,
    Characters,
    Marked,
    characters,
    compare,
    kind_of,
    overlap,
    quoted_spans,
    sources_agree,
)
from attrib.extraction.candidates import Candidate
from attrib.extraction.cues import cue_key
from attrib.extraction.knowledge import Knowledge
from attrib.extraction.relations import find_all_candidates
from attrib.extraction.scoring import score_of
from attrib.extraction.tree import Tree
from attrib.model import Article, CharSpan, Quotation, QuotationKind
from attrib.nlp import Parse

# Overlap of contents from which two relations with different cues are taken for the same one.
NEAR = 0.25


class Cause(StrEnum):
    """What went wrong, as far as the candidates and the spans tell."""

    CUE_UNKNOWN = "cue-unknown"  # the lexicon never saw the word as a cue
    NO_PATTERN = "no-pattern"  # the lexicon knows the word; nothing matches around it
    SCORED_LOW = "scored-low"  # a candidate was there, below the threshold
    WRONG_FRAME = "wrong-frame"  # the cue was read with another content
    CONTENT_LONG = "content-long"
    CONTENT_SHORT = "content-short"
    CONTINUATION_LOST = "continuation-lost"  # what gold has beyond the cue's sentence is missing
    QUOTATION_UNBOUND = "quotation-unbound"  # in marks, and nobody was found for it
    WITHIN_ANOTHER = "within-another"  # its words are part of another relation's content
    NO_CUE = "no-cue"  # gold marks no cue, and nothing was read
    SOURCE_CUT = "source-cut"
    SOURCE_GROWN = "source-grown"
    SOURCE_OTHER = "source-other"
    SOURCE_MISSING = "source-missing"
    SOURCE_UNWANTED = "source-unwanted"  # gold names none
    SECOND_READING = "second-reading"  # found in vain: gold has the content or the cue in another relation
    INNER = "inner"  # found in vain: within a gold content, whose own relation was not found
    NO_ATTRIBUTION = "no-attribution"  # found in vain: nothing is marked there


@dataclass(frozen=True)
class Weighed:
    """A candidate with its score and its word characters."""

    candidate: Candidate
    score: float
    marked: Marked


@dataclass(frozen=True)
class Scene:
    """An article with all that extraction had before it: parse, candidates and what was known."""

    article: Article
    tree: Tree
    candidates: tuple[Weighed, ...]
    knowledge: Knowledge

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    def annotation(self, one: Weighed) -> Annotation:
        """Return a candidate in the form that gold has."""
        content, cue, source = (
            tuple((span.start, span.end) for span in self.tree.parse.spans_of(tokens))
            for tokens in (one.candidate.content, one.candidate.cue, one.candidate.source)
        )
        return Annotation(content, cue, source, one.candidate.rule, one.score)

    def tokens(self, chars: Characters) -> list[int]:
        """Return the tokens that hold any of `chars`, stand-ins of quotations left out."""
        found = {i for at in chars for i in self.tree.parse.tokens_in(CharSpan(at, at + 1))}
        return sorted(index for index in found if not self.tree.parse.masked[index])


@dataclass(frozen=True)
class Misreading:
    """A gold relation that is not counted, what was found in its stead, or something found in vain.

    `untaken` is the best candidate at the gold cue where nothing was found there.  `rule` and `score` are those of
    what was found, or else of that candidate.  `counted` says whether what was found counts as found in vain, and
    `elsewhere` is the gold relation that has the words of it.
    """

    cause: Cause
    kind: QuotationKind
    gold: Annotation | None
    found: Annotation | None
    rule: str = ""
    score: float | None = None
    counted: bool = True
    untaken: Annotation | None = None
    elsewhere: Annotation | None = None


def set_scene(article: Article, parse: Parse, quotations: Sequence[Quotation], knowledge: Knowledge) -> Scene:
    """Return the article's scene, its candidates found and scored anew from the parse."""
    tree = Tree.of(parse)
    if not len(tree):
        return Scene(article, tree, (), knowledge)

    def chars(tokens: frozenset[int]) -> Characters:
        return characters(((span.start, span.end) for span in parse.spans_of(tokens)), article.text)

    found = []
    for one in find_all_candidates(tree, knowledge.matcher(parse.doc.vocab), quotations):
        marked = Marked(chars(one.content), chars(one.cue), chars(one.source))
        found.append(Weighed(one, score_of(tree, one, knowledge.rates, knowledge.weights), marked))
    return Scene(article, tree, tuple(found), knowledge)


def find_misreadings(scene: Scene, gold: Sequence[Annotation], found: Sequence[Annotation]) -> list[Misreading]:
    """Return what is wrong with `found`, each gold relation and each found one at most once.

    As many hold a gold relation as `full` loses, and as many count as found in vain as it has too many.
    """
    text = scene.text
    wanted, read = [one.marked(text) for one in gold], [one.marked(text) for one in found]
    quoted = characters(quoted_spans(text), text)
    result = compare(wanted, read)
    out = []

    def note(
        cause: Cause, i: int | None, j: int | None, best: Weighed | None = None, elsewhere: int | None = None
    ) -> None:
        content = wanted[i].content if i is not None else read[j].content if j is not None else frozenset()
        held = found[j] if j is not None else None
        untaken = scene.annotation(best) if best is not None and held is None else None
        shown = held or untaken
        out.append(
            Misreading(
                cause,
                kind_of(content, quoted),
                gold[i] if i is not None else None,
                held,
                shown.rule if shown else "",
                shown.confidence if shown else None,
                counted=j is not None and j not in result.excused,
                untaken=untaken,
                elsewhere=gold[elsewhere] if elsewhere is not None else None,
            )
        )

    for i, j in result.pairs:
        if not sources_agree(wanted[i].source, read[j].source, text):
            note(_source_cause(scene, wanted[i], read[j], quoted), i, j)
    free = {*result.extra, *result.excused}
    for i in result.missed:
        near = _nearest(wanted[i], read, free)
        best = _best_candidate(scene, wanted[i])
        if near is not None:
            free.discard(near)
            note(_boundary_cause(scene, wanted[i], read[near], best), i, near)
        else:
            held = any(_share(wanted[i].content, one.content) > LEAST_OVERLAP for one in read)
            note(_missed_cause(scene, wanted[i], best, quoted, held=held), i, None, best)
    for j in result.extra:
        if j in free:
            cause, owner = _vain_cause(read[j], wanted)
            note(cause, None, j, elsewhere=owner)
    return out


def _share(part: Characters, whole: Characters) -> float:
    """Return how much of `part` lies in `whole`, from 0 to 1."""
    return len(part & whole) / len(part) if part else 0.0


def _nearest(gold: Marked, found: Sequence[Marked], free: set[int]) -> int | None:
    """Return the free relation that was probably meant to be `gold`: with its cue, or near its content."""
    best, most = None, 0.0
    for j in sorted(free):
        one = found[j]
        same_cue = not gold.cue.isdisjoint(one.cue)
        shared = overlap(gold.content, one.content)
        if (same_cue or shared >= NEAR) and same_cue + shared > most:
            best, most = j, same_cue + shared
    return best


def _best_candidate(scene: Scene, gold: Marked) -> Weighed | None:
    """Return the candidate at the gold cue with the right content, or failing that the likeliest."""
    at_cue = [one for one in scene.candidates if not gold.cue.isdisjoint(one.marked.cue)]
    return max(at_cue, key=lambda one: (_fits(gold, one), one.score), default=None)


def _fits(gold: Marked, one: Weighed) -> bool:
    return overlap(gold.content, one.marked.content) >= LEAST_OVERLAP


def _boundary_cause(scene: Scene, gold: Marked, found: Marked, best: Weighed | None) -> Cause:
    if best is not None and _fits(gold, best) and not found.cue.isdisjoint(gold.cue):
        return Cause.WRONG_FRAME
    covered, kept = _share(gold.content, found.content), _share(found.content, gold.content)
    if max(covered, kept) < LEAST_OVERLAP:
        return Cause.WRONG_FRAME
    if covered >= kept:
        return Cause.CONTENT_LONG
    lost = gold.content - found.content
    return Cause.CONTINUATION_LOST if _share(lost, _sentences(scene, gold)) < LEAST_OVERLAP else Cause.CONTENT_SHORT


def _sentences(scene: Scene, gold: Marked) -> Characters:
    """Return the characters of the sentences in which the gold cue stands; of its source where it has no cue."""
    tree = scene.tree
    chars: set[int] = set()
    for index in scene.tokens(gold.cue or gold.source):
        chars.update(range(tree.parse.starts[tree.first[index]], tree.parse.ends[tree.last[index]]))
    return frozenset(chars)


def _missed_cause(scene: Scene, gold: Marked, best: Weighed | None, quoted: Characters, *, held: bool) -> Cause:
    if best is not None:
        return Cause.SCORED_LOW if best.score < scene.knowledge.weights.threshold else Cause.WRONG_FRAME
    if held:
        return Cause.WITHIN_ANOTHER
    if kind_of(gold.content, quoted) is QuotationKind.DIRECT:
        return Cause.QUOTATION_UNBOUND
    if not gold.cue:
        return Cause.NO_CUE
    return Cause.NO_PATTERN if _is_known(scene, gold.cue) else Cause.CUE_UNKNOWN


def _is_known(scene: Scene, cue: Characters) -> bool:
    """Whether the lexicon has seen a word of the cue as one."""
    counts = scene.knowledge.rates.counts
    for index in scene.tokens(cue):
        for lemma in (scene.tree.lemma[index], cue_key(scene.tree, index)):
            if any(hits for hits, _ in counts.get(lemma, {}).values()):
                return True
    return False


def _source_cause(scene: Scene, gold: Marked, found: Marked, quoted: Characters) -> Cause:
    if not gold.source:
        return Cause.SOURCE_UNWANTED
    if found.source:
        if gold.source.isdisjoint(found.source):
            return Cause.SOURCE_OTHER
        return Cause.SOURCE_CUT if len(found.source) < len(gold.source) else Cause.SOURCE_GROWN
    if found.cue or kind_of(gold.content, quoted) is not QuotationKind.DIRECT:
        return Cause.SOURCE_MISSING
    beside = _share(gold.content, _paragraphs(scene, gold.cue or gold.source)) >= LEAST_OVERLAP
    return Cause.QUOTATION_UNBOUND if beside else Cause.CONTINUATION_LOST


def _paragraphs(scene: Scene, chars: Characters) -> Characters:
    """Return the characters of the blocks that hold any of `chars`."""
    spans = [block.span for block in scene.article.blocks if any(at in block.span for at in chars)]
    return frozenset(at for span in spans for at in range(span.start, span.end))


def _vain_cause(found: Marked, gold: Sequence[Marked]) -> tuple[Cause, int | None]:
    """Return the cause, and the gold relation that has the content, the cue or the place."""
    for i, one in enumerate(gold):
        if not found.cue.isdisjoint(one.cue) or _share(one.content, found.content) >= LEAST_OVERLAP:
            return Cause.SECOND_READING, i
    anchor = found.cue or found.source or found.content
    for i, one in enumerate(gold):
        if _share(anchor, one.content) >= LEAST_OVERLAP:
            return Cause.INNER, i
    return Cause.NO_ATTRIBUTION, None
