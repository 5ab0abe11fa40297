"""Which attribution covers words of the narration, on parses made by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.contexts import person, relation
from support.parses import Parsed, parsed

from attrib.checking import CheckContext, CheckInfo
from attrib.checking.coverage import NEAR, Coverage, Reach
from attrib.checking.discourse import Link
from attrib.model import Act, AttributionRelation, Modality, QuotationKind, Severity, Speaker, SpeakerKind

INFO = CheckInfo("TEST101", "test", Severity.NOTE, "{match}", help="", since="0.1.0")
SAID = "Police|police/NNS/nsubj>1 said|say/VBD/ROOT Ness/NNP/nsubj>3 fled|flee/VBD/ccomp>1 ././punct>1"


def said(read: Parsed, content: str = "Ness fled", source: str = "Police", **more: object) -> AttributionRelation:
    speaker = more.pop("speaker", Speaker("Police", SpeakerKind.ORGANISATION))
    found = relation(
        read.article,
        content,
        cue="said",
        source=source,
        kind=QuotationKind.INDIRECT,
        speaker=speaker,  # type: ignore[arg-type]
    )
    return replace(found, **more)  # type: ignore[arg-type]


def coverage(read: Parsed, *relations: AttributionRelation) -> Coverage:
    return Coverage(CheckContext(read.article, read.parse, (), relations, INFO))


def following(sentence: str) -> Parsed:
    """Return the police's sentence with another after it; heads of `sentence` count from its own start."""
    return parsed(f"{SAID} {_shifted(sentence, 5)}")


def _shifted(sentence: str, by: int) -> str:
    words = []
    for word in sentence.split():
        before, mark, head = word.rpartition(">")
        words.append(f"{before}>{int(head) + by}" if mark else word)
    return " ".join(words)


def test_words_attributed_are_covered_by_their_attribution() -> None:
    read = parsed(SAID)
    cover = coverage(read, said(read)).of(read.parse.doc[3])
    assert cover is not None
    assert cover.reach is Reach.CONTENT


def test_a_clause_beside_the_cue_is_covered_by_its_sentence_but_an_aside_on_the_source_is_not() -> None:
    text = (
        "Ada/NNP/nsubj>4 who/WP/nsubj>2 lied|lie/VBD/relcl>0 ,/,/punct>0 said|say/VBD/ROOT rain/NN/nsubj>6 "
        "fell|fall/VBD/ccomp>4 when/WRB/advmod>9 Ness/NNP/nsubj>9 fled|flee/VBD/advcl>4 ././punct>4"
    )
    read = parsed(text)
    found = coverage(read, said(read, "rain fell", "Ada", speaker=person("Ada")))
    beside = found.of(read.parse.doc[9])
    assert beside is not None
    assert beside.reach is Reach.SENTENCE
    assert found.of(read.parse.doc[2]) is None


@pytest.mark.parametrize(
    ("sentence", "link", "word"),
    [
        ("He/PRP/nsubj>1 stole|steal/VBD/ROOT boats|boat/NNS/dobj>1 ././punct>1", Link.PRONOUN, "He"),
        ("His|his/PRP$/poss>1 boats|boat/NNS/nsubj>2 sank|sink/VBD/ROOT ././punct>2", Link.PRONOUN, "boats"),
        ("The/DT/det>1 man/NN/nsubj>2 hid|hide/VBD/ROOT ././punct>2", Link.REFERENCE, "man"),
        ("This/DT/det>1 flight/NN/nsubj>2 failed|fail/VBD/ROOT ././punct>2", Link.REFERENCE, "flight"),
        ("Others|other/NNS/nsubj>1 hid|hide/VBD/ROOT ././punct>1", Link.PART, "Others"),
        ("Ness/NNP/nsubj>1 hid|hide/VBD/ROOT ././punct>1", Link.TOPIC, "Ness"),
    ],
)
def test_an_attribution_carries_over_to_a_sentence_that_takes_it_up(sentence: str, link: Link, word: str) -> None:
    read = following(sentence)
    cover = coverage(read, said(read)).of(read.parse.doc[7])
    assert cover is not None
    assert (cover.reach, cover.link, cover.word) == (Reach.CARRIED, link, word)


@pytest.mark.parametrize(
    "sentence",
    [
        "Rain/NN/nsubj>1 fell|fall/VBD/ROOT ././punct>1",
        "The/DT/det>1 market/NN/nsubj>2 opened|open/VBD/ROOT ././punct>2",
        "Meanwhile/RB/advmod>2 he/PRP/nsubj>2 hid|hide/VBD/ROOT ././punct>2",
        "It/PRP/nsubjpass>2 is|be/VBZ/auxpass>2 said|say/VBN/ROOT he/PRP/nsubj>4 hid|hide/VBD/ccomp>2 ././punct>2",
    ],
)
def test_it_does_not_carry_over_to_what_starts_something_new(sentence: str) -> None:
    read = following(sentence)
    assert coverage(read, said(read)).of(read.parse.doc[6]) is None


def test_a_run_of_sentences_is_covered_until_one_does_not_take_it_up() -> None:
    rows = [SAID]
    for number, word in enumerate(("He/PRP", "He/PRP", "Rain/NN", "He/PRP")):
        rows.append(_shifted(f"{word}/nsubj>1 left|leave/VBD/ROOT ././punct>1", 5 + 3 * number))
    read = parsed(" ".join(rows))
    found = coverage(read, said(read))
    covered = [found.of(token) is not None for token in read.parse.doc if token.text == "left"]
    assert covered == [True, True, False, False]


def test_what_is_told_of_the_source_is_not_what_the_source_said() -> None:
    text = "Ada/NNP/nsubj>1 said|say/VBD/ROOT rain/NN/nsubj>3 fell|fall/VBD/ccomp>1 ././punct>1 "
    for subject in ("Ada/NNP", "She/PRP"):
        read = parsed(text + f"{subject}/nsubj>6 left|leave/VBD/ROOT ././punct>6")
        by_ada = said(read, "rain fell", "Ada", speaker=person("Ada"))
        assert coverage(read, by_ada).of(read.parse.doc[6]) is None


def test_a_pronoun_takes_up_a_person_in_the_words_of_another() -> None:
    text = "Ada/NNP/nsubj>1 said|say/VBD/ROOT he/PRP/nsubj>3 fled|flee/VBD/ccomp>1 ././punct>1 "
    read = parsed(text + "He/PRP/nsubj>6 left|leave/VBD/ROOT ././punct>6")
    cover = coverage(read, said(read, "he fled", "Ada", speaker=person("Ada"))).of(read.parse.doc[6])
    assert cover is not None
    assert cover.reach is Reach.CARRIED


LIST = (
    "\n-/:/ROOT he/PRP/nsubj>2 stole|steal/VBD/ROOT boats|boat/NNS/dobj>2\n•/:/ROOT Rain/NN/nsubj>2 fell|fall/VBD/ROOT"
)


def test_a_list_stands_under_the_attribution_of_the_paragraph_above_it() -> None:
    read = parsed(
        "Police|police/NNS/nsubj>1 said|say/VBD/ROOT Ness/NNP/nsubj>3 fled|flee/VBD/ccomp>1 :/:/punct>1" + LIST
    )
    found = coverage(read, said(read))
    for word in ("stole", "fell"):
        cover = found.of(read.parse.doc[read.at(word)])
        assert cover is not None
        assert (cover.reach, cover.relation is not None) == (Reach.LIST, True)


def test_a_list_stands_under_a_cue_that_has_no_words_of_its_own() -> None:
    read = parsed("The/DT/det>1 trust/NN/nsubj>2 says|say/VBZ/ROOT :/:/punct>2" + LIST)
    cover = coverage(read).of(read.parse.doc[read.at("stole")])
    assert cover is not None
    assert cover.relation is None
    assert [span.of(read.article.text) for span in cover.cue] == ["says"]


def test_a_list_under_a_paragraph_that_ends_otherwise_is_the_reporters_own() -> None:
    read = parsed(SAID + LIST)
    assert coverage(read, said(read)).of(read.parse.doc[read.at("fell")]) is None


def test_the_next_sentence_and_the_paragraph_above_count_where_they_are_asked_for() -> None:
    below = parsed(SAID + "\nHe/PRP/nsubj>1 hid|hide/VBD/ROOT ././punct>1")
    found, token = coverage(below, said(below)), below.parse.doc[below.at("hid")]
    assert found.of(token) is None
    cover = found.of(token, NEAR | {Reach.ABOVE})
    assert cover is not None
    assert (cover.reach, cover.word) == (Reach.ABOVE, "He")

    before = parsed("Ness/NNP/nsubj>1 hid|hide/VBD/ROOT ././punct>1 " + _shifted(SAID, 3))
    found, token = coverage(before, said(before)), before.parse.doc[1]
    assert found.of(token) is None
    cover = found.of(token, NEAR | {Reach.FOLLOWED})
    assert cover is not None
    assert (cover.reach, cover.word) == (Reach.FOLLOWED, "Ness")


def test_nobody_questions_suppositions_hopes_and_doubtful_readings_cover_nothing() -> None:
    read = following("He/PRP/nsubj>1 stole|steal/VBD/ROOT boats|boat/NNS/dobj>1 ././punct>1")
    token = read.parse.doc[6]
    assert coverage(read, said(read)).of(token) is not None
    for change in (
        {"source": (), "speaker": None},
        {"modality": Modality.ASKED},
        {"modality": Modality.HYPOTHETICAL},
        {"modality": Modality.REFUSED},
        {"act": Act.INTENTION},
        {"act": Act.BELIEF},
        {"confidence": 0.3},
    ):
        assert coverage(read, replace(said(read), **change)).of(token) is None, change


def test_a_cover_explains_itself() -> None:
    read = following("He/PRP/nsubj>1 stole|steal/VBD/ROOT boats|boat/NNS/dobj>1 ././punct>1")
    found = coverage(read, said(read))
    carried, own = found.of(read.parse.doc[6]), found.of(read.parse.doc[3])
    assert carried is not None
    assert own is not None
    assert found.explain(carried) == "“said” before it, taken up by “He”"
    assert found.explain(own) == "attributed by “said”"
