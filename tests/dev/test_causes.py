"""Each cause, on a parse written by hand: what stands in gold, what was read, and what it is put down to."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from support.parses import parsed

from attrib.dev.causes import Cause, Misreading, Scene, find_misreadings, set_scene
from attrib.dev.corpus import Annotation
from attrib.extraction.knowledge import Knowledge, load_knowledge
from attrib.model import QuotationKind

CLAUSE = (
    "Ida|Ida/NNP/compound>1 Lund|Lund/NNP/nsubj>2 said|say/VBD/ROOT the/DT/det>4 fund/NN/nsubj>5 is|be/VBZ/ccomp>2 "
    "empty/JJ/acomp>5 and/CC/cc>5 closed|close/VBN/conj>5 ././punct>2\n"
    "It/PRP/nsubj>1 rained|rain/VBD/ROOT all/DT/det>3 day/NN/npadvmod>1 ././punct>1"
)
# "glimmed" is no word that any lexicon holds.
STRANGE = "Ida|Ida/NNP/nsubj>1 glimmed|glim/VBD/ROOT it/PRP/nsubj>3 sank|sink/VBD/dep>1 ././punct>1"
MARKS = "“|\"/``/punct>1 We|we/PRP/nsubj>2 sank|sink/VBD/ROOT ,/,/punct>2 ”|\"/''/punct>2 Ida|Ida/NNP/ROOT ././punct>5"

Words = tuple[str, str, str]


@cache
def knowledge() -> Knowledge:
    return load_knowledge()


def scene_of(notation: str) -> Scene:
    made = parsed(notation)
    return set_scene(made.article, made.parse, (), knowledge())


def annotation(scene: Scene, words: Words) -> Annotation:
    def spans(part: str) -> tuple[tuple[int, int], ...]:
        found = [piece for piece in part.split(" … ") if piece]
        return tuple((scene.text.index(piece), scene.text.index(piece) + len(piece)) for piece in found)

    content, cue, source = map(spans, words)
    return Annotation(content, cue, source, "by-hand", 0.7)


def misread(notation: str, gold: Sequence[Words], found: Sequence[Words]) -> list[Misreading]:
    scene = scene_of(notation)
    wanted, read = ([annotation(scene, words) for words in side] for side in (gold, found))
    return find_misreadings(scene, wanted, read)


def causes(notation: str, gold: Sequence[Words], found: Sequence[Words]) -> list[str]:
    return [one.cause.value for one in misread(notation, gold, found)]


SAID = ("the fund is empty and closed", "said", "Ida Lund")
FUND = "the fund"


def test_what_is_right_is_no_misreading():
    assert misread(CLAUSE, [SAID], [SAID]) == []
    assert misread(CLAUSE, [], []) == []
    assert misread("", [], []) == []


def test_sources():
    def source(gold: str, found: str) -> list[str]:
        return causes(CLAUSE, [(*SAID[:2], gold)], [(*SAID[:2], found)])

    assert source("Ida Lund said the", "Lund") == [Cause.SOURCE_CUT]
    assert source("Ida", "the") == [Cause.SOURCE_OTHER]
    assert source("Lund", "Ida Lund said the fund") == [Cause.SOURCE_GROWN]
    assert source("Ida", "") == [Cause.SOURCE_MISSING]
    assert source("", "Ida") == [Cause.SOURCE_UNWANTED]


def test_contents():
    # The candidate at "said" has the right content: another reading of the cue was taken.
    assert causes(CLAUSE, [SAID], [(FUND, "said", "Ida Lund")]) == [Cause.WRONG_FRAME]
    assert causes(CLAUSE, [("empty", "said", "Ida Lund")], [SAID]) == [Cause.CONTENT_LONG]
    beyond = ("fund … It rained all day", "said", "Ida Lund")
    assert causes(CLAUSE, [beyond], [("fund", "said", "Ida Lund")]) == [Cause.CONTINUATION_LOST]


def test_a_content_cut_within_its_sentence_is_short():
    gold, cut = ("it sank … Ida", "glimmed", ""), ("it", "glimmed", "")
    assert causes(STRANGE, [gold], [cut]) == [Cause.CONTENT_SHORT]


def test_nothing_read_at_a_cue():
    (missed,) = misread(CLAUSE, [SAID], [])
    assert missed.cause is Cause.WRONG_FRAME  # the candidate scored well enough; selection left it out
    assert missed.untaken is not None
    assert missed.rule == missed.untaken.rule == "bare-clause"
    assert not missed.counted
    assert causes(STRANGE, [("it sank", "glimmed", "Ida")], []) == [Cause.CUE_UNKNOWN]
    assert causes(CLAUSE, [("all day", "rained", "It")], []) == [Cause.CUE_UNKNOWN]
    assert causes(STRANGE.replace("glimmed|glim", "claimed|claim"), [("Ida", "claimed", "")], []) == [Cause.NO_PATTERN]
    assert causes(CLAUSE, [("all day", "", "It")], []) == [Cause.NO_CUE]


def test_a_low_score_is_told_from_a_lost_choice():
    scene = scene_of(CLAUSE)
    (one,) = [weighed for weighed in scene.candidates if weighed.candidate.rule == "bare-clause"]
    threshold = scene.knowledge.weights.threshold
    low = type(one)(one.candidate, threshold / 2, one.marked)
    shy = Scene(scene.article, scene.tree, (low,), scene.knowledge)
    (missed,) = find_misreadings(shy, [annotation(scene, SAID)], [])
    assert (missed.cause, missed.score) == (Cause.SCORED_LOW, threshold / 2)


def test_quotations():
    gold = ("“We sank,”", "", "Ida")
    assert causes(MARKS, [gold], []) == [Cause.QUOTATION_UNBOUND]
    (unbound,) = misread(MARKS, [gold], [("“We sank,”", "", "")])
    assert (unbound.cause, unbound.kind) == (Cause.QUOTATION_UNBOUND, QuotationKind.DIRECT)
    below = MARKS.replace(" Ida|Ida", "\nIda|Ida").replace("punct>5", "punct>0")
    assert causes(below, [gold], [("“We sank,”", "", "")]) == [Cause.CONTINUATION_LOST]


def test_what_was_found_in_vain():
    assert causes(CLAUSE, [], [SAID]) == [Cause.NO_ATTRIBUTION]
    assert causes(CLAUSE, [SAID], [SAID, ("It rained all day", "said", "Ida Lund")]) == [Cause.SECOND_READING]
    _, inner = misread(CLAUSE, [("It rained all day", "", "")], [("It", "day", "")])
    assert inner.cause is Cause.INNER
    assert inner.elsewhere is not None
    assert inner.gold is None


def test_every_lost_and_vain_relation_is_counted_once():
    gold = [SAID, ("all day", "rained", "It")]
    found = [(FUND, "said", "Ida Lund"), ("Ida", "Lund", "")]
    seen = misread(CLAUSE, gold, found)
    assert sum(one.gold is not None for one in seen) == 2
    assert sum(one.counted for one in seen) == 2
