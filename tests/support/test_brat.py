from __future__ import annotations

from pathlib import Path

import pytest

from attrib.model import Act, Modality, QuotationKind, SpeakerKind
from support.brat import BratError, Expected, load_expected, load_gold, parse_gold

TEXT = 'Nurse Ola Berg told reporters: "Go home."\n\nThe "quick" test is slow, she said.\n'
GOOD = """\
T1\tContent 31 41\t"Go home."
T2\tCue 15 19\ttold
T3\tSource 0 14\tNurse Ola Berg
T4\tVenue 20 29\treporters
T5\tContent 43 67\tThe "quick" test is slow
T6\tCue 73 77\tsaid
T7\tSource 69 72\tshe
T8\tTerm 47 54\t"quick"
E1\tContent:T1 Cue:T2 Source:T3 Venue:T4
E2\tContent:T5 Cue:T6 Source:T7
A1\tKind E1 direct
A2\tAct E1 statement
A3\tModality E1 asserted
A4\tKind E2 mixed
A5\tAct E2 belief
A6\tModality E2 negated
A7\tNested E2
#1\tAnnotatorNotes E1\tspeaker=Ola Berg; kind=person
#2\tAnnotatorNotes E2\tspeaker=?; candidates=Ola Berg|Eva Moe; kind=person
"""


def changed(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new)


def test_relations_are_read_with_all_their_parts():
    first, second = parse_gold(GOOD, TEXT).relations
    assert (first.id, first.line, first.kind, first.act) == ("E1", 1, QuotationKind.DIRECT, Act.STATEMENT)
    assert (first.content, first.cue, first.source) == (((31, 41),), ((15, 19),), ((0, 14),))
    assert (first.venues, first.relays) == ((((20, 29),),), ())
    assert (first.speaker, first.speaker_kind, first.nested) == ("Ola Berg", SpeakerKind.PERSON, False)
    assert (second.line, second.act, second.modality, second.nested) == (3, Act.BELIEF, Modality.NEGATED, True)
    assert (second.speaker, second.candidates) == (None, ("Ola Berg", "Eva Moe"))


def test_marks_that_are_no_speech_stand_apart():
    (mark,) = parse_gold(GOOD, TEXT).marks
    assert (mark.use, mark.span) == ("term", (47, 54))


def test_a_content_of_several_parts_keeps_them_in_order():
    gold = changed('Content 31 41\t"Go home."', 'Content 31 34;35 41\t"Go home."')
    assert parse_gold(gold, TEXT).relations[0].content == ((31, 34), (35, 41))


def test_several_relays_are_read_in_the_order_of_the_roles():
    gold = changed("Venue:T4", "Relay:T9 Relay2:T10")
    gold = gold.replace("E1\tContent", "T9\tRelay 20 29\treporters\nT10\tRelay 0 5\tNurse\nE1\tContent", 1)
    gold = gold.replace("T4\tVenue 20 29\treporters\n", "")
    assert parse_gold(gold, TEXT).relations[0].relays == (((20, 29),), ((0, 5),))


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("Cue 15 19\ttold", "Cue 15 19\tsaid", 2, "the article has 'told' there"),
        ("Cue 15 19", "Kue 15 19", 2, "unknown label 'Kue'"),
        ("Cue 15 19\ttold", "Cue 15\ttold", 2, "offsets are not"),
        ("31 41\t", "31 941\t", 1, "outside the article"),
        ("31 41\t", "35 41;31 34\t", 1, "out of order"),
        ("T2\tCue", "T1\tCue", 2, "T1 is given twice"),
        ("Content:T1 Cue:T2", "Content:T1 Source:T2", 9, "names no entity of that label"),
        ("Content:T1 Cue:T2", "Cue:T2 Content:T1", 9, "starts with its content"),
        ("A1\tKind E1 direct", "A1\tKind E1 quoted", 9, "'quoted' is not a valid"),
        ("A1\tKind E1 direct\n", "", 9, "is not a valid QuotationKind"),
        ("A1\tKind E1", "A1\tKind E7", 11, "not an attribute of an event"),
        ("speaker=Ola Berg; kind=person", "speaker=Ola Berg; sort=person", 18, "unknown note"),
        ("AnnotatorNotes E1", "Comment E1", 18, "not a note of an event"),
        ("#2\t", "*2\t", 19, "unknown line"),
    ],
)
def test_each_fault_is_named_with_its_line(old: str, new: str, line: int, what: str):
    with pytest.raises(BratError) as caught:
        parse_gold(changed(old, new), TEXT)
    assert f"gold:{line}: " in str(caught.value)
    assert what in str(caught.value)


def test_an_entity_of_no_event_is_a_fault():
    with pytest.raises(BratError, match="T4 belongs to no event"):
        parse_gold(changed(" Venue:T4", ""), TEXT)


def test_files_are_read_as_utf_8(tmp_path: Path):
    text = "“Nø,” sa Åse."
    path = tmp_path / "one.ann"
    lines = [
        "T1\tContent 0 5\t“Nø,”",
        "E1\tContent:T1",
        "A1\tKind E1 direct",
        "A2\tAct E1 statement",
        "A3\tModality E1 asserted",
        "#1\tAnnotatorNotes E1\tspeaker=?; kind=unknown",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    (relation,) = load_gold(path, text).relations
    assert (relation.content, relation.source, relation.speaker) == (((0, 5),), (), None)


def test_expected_findings_are_read_and_other_lines_refused(tmp_path: Path):
    path = tmp_path / "one.expected"
    path.write_text("3: AT101 nobody is named\n", encoding="utf-8")
    assert load_expected(path) == (Expected(3, "AT101", "nobody is named"),)
    path.write_text("AT101 nobody is named\n", encoding="utf-8")
    with pytest.raises(BratError, match=r"one\.expected:1"):
        load_expected(path)
