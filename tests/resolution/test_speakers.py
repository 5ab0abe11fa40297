"""Who is named as the speaker: whole passages through the trained pipeline."""

from __future__ import annotations

import pytest
from support.speakers import name_of, speakers_of, unmark

from attrib.model import SpeakerKind

pytestmark = pytest.mark.model

INTRODUCED = "Harbour Minister Tomas Erdeli met the dockers on Monday.\n"

# What is said, and whom the first relation's source should be.
NAMED = {
    "surname": (INTRODUCED + "[1s:Erdeli] [1c:said] [1x:the cranes were safe].", "Tomas Erdeli"),
    "possessive": (
        INTRODUCED + "[1s:Erdeli]’s [1c:claim] [1x:that the cranes were safe] was met with laughter.",
        "Tomas Erdeli",
    ),
    "title again": (INTRODUCED + "[1s:Minister Erdeli] [1c:said] [1x:the cranes were safe].", "Tomas Erdeli"),
    "apposition behind": (
        "[1s:Ilana Frisch, the head of the dockers’ union,] [1c:said] [1x:the cranes were rusty].",
        "Ilana Frisch",
    ),
    "apposition before": (
        "[1s:The head of the union, Ilana Frisch,] [1c:said] [1x:the cranes were rusty].",
        "Ilana Frisch",
    ),
    "role before": ("[1s:Union spokeswoman Ilana Frisch] [1c:said] [1x:the cranes were rusty].", "Ilana Frisch"),
    "closes a description": (
        "[1s:The minister for harbours and dikes Ilana Frisch] [1c:said] [1x:the cranes were rusty].",
        "Ilana Frisch",
    ),
    "middle initial": (
        "Rosa M. Quispe runs the ferry.\n[1s:Rosa Quispe] [1c:said] [1x:the ferry was full].",
        "Rosa M. Quispe",
    ),
    "Spanish surnames": (
        "Luis Ferrer Montoya runs the ferry.\n[1s:Mr. Ferrer Montoya] [1c:said] [1x:the ferry was full].",
        "Luis Ferrer Montoya",
    ),
    "Arabic form": (
        "Prime Minister Abdul Karim Haddou flew to Lisbon.\n[1s:Haddou] [1c:said] [1x:the talks went well].",
        "Abdul Karim Haddou",
    ),
    "short given name": (
        "William Prowse owns the mill.\n[1s:Bill Prowse] [1c:said] [1x:the mill would close].",
        "William Prowse",
    ),
    "hyphen": ("Anna Berg-Olsen sails.\n[1s:Berg-Olsen] [1c:said] [1x:the wind was wrong].", "Anna Berg-Olsen"),
    "named in a quotation first": (
        "“We owe it to Clara Voss, who built the first lock,” the mayor wrote.\n"
        "[1s:Voss] [1c:said] [1x:she was tired].",
        "Clara Voss",
    ),
    "acronym": (
        "The Delta River Authority runs the dam.\n[1s:The DRA] [1c:said] [1x:the dam was safe].",
        "Delta River Authority",
    ),
    "acronym in brackets": (
        "The Ministry of Justice (MoJ) built the prison.\n[1s:The MoJ] [1c:said] [1x:the prison was full].",
        "Ministry of Justice",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("marked", "name"), NAMED.values(), ids=NAMED)
def test_a_source_is_given_the_fullest_name_of_the_article(marked: str, name: str):
    assert name_of(speakers_of(marked)["1"]) == name


def test_people_of_one_surname_are_told_apart_by_title():
    marked = (
        "Peter Vance and his wife Clara Vance run the inn.\n"
        "[1s:Mr. Vance] [1c:said] [1x:the roof leaked]. [2s:Mrs. Vance] [2c:said] [2x:it did not]."
    )
    found = speakers_of(marked)
    assert (name_of(found["1"]), name_of(found["2"])) == ("Peter Vance", "Clara Vance")


def test_father_and_son_stay_two_people():
    marked = "[1s:Amos Reed Jr.] [1c:said] [1x:he was not Amos Reed Sr.] [2s:Amos Reed Sr.] [2c:said] [2x:nothing]."
    found = speakers_of(marked)
    assert name_of(found["1"]) != name_of(found["2"])


def test_a_spokesman_for_somebody_is_somebody_else():
    found = speakers_of(INTRODUCED + "[1s:A spokesman for Tomas Erdeli] [1c:said] [1x:the minister was ill].")["1"]
    assert found.speaker.name == "A spokesman for Tomas Erdeli"
    assert found.speaker.kind is SpeakerKind.ANONYMOUS


def test_two_people_speak_as_a_group():
    found = speakers_of("[1s:Clara Voss and Emil Sandgren] [1c:said] [1x:they agreed].")["1"]
    assert found.speaker.name == "Clara Voss and Emil Sandgren"
    assert found.speaker.kind is SpeakerKind.GROUP


KINDS = {
    "person": ("[1s:Clara Voss] [1c:said] [1x:no].", SpeakerKind.PERSON),
    "ministry": ("[1s:The Kestrian Foreign Ministry] [1c:said] [1x:no].", SpeakerKind.ORGANISATION),
    "country": ("[1s:Norway] [1c:said] [1x:the fish were gone].", SpeakerKind.ORGANISATION),
    "report": ("[1s:A report by three engineers] [1c:found] [1x:that the dam leaked].", SpeakerKind.DOCUMENT),
    "voters": ("[1s:Many voters] [1c:said] [1x:they would stay at home].", SpeakerKind.GROUP),
    "official": ("[1s:A senior official] [1c:said] [1x:the dam leaked].", SpeakerKind.ANONYMOUS),
    "diplomats": ("[1s:Diplomats] [1c:said] [1x:the talks went badly].", SpeakerKind.ANONYMOUS),
    "author": ("When [1s:I] [1c:asked] [1x:why the dam leaked], nobody answered.", SpeakerKind.AUTHOR),
    "reader": ("[1s:You] [1c:may think] [1x:the dam is safe].", SpeakerKind.UNKNOWN),
    "nobody": ("It [1c:was alleged] [1x:that the dam leaked].", SpeakerKind.UNKNOWN),
}


@pytest.mark.parametrize(("marked", "kind"), KINDS.values(), ids=KINDS)
def test_kind_of_speaker(marked: str, kind: SpeakerKind):
    speaker = speakers_of(marked)["1"].speaker
    assert speaker.kind is kind
    assert (speaker.name is None) == (kind in {SpeakerKind.AUTHOR, SpeakerKind.UNKNOWN})


ROLES = {
    "office": (INTRODUCED + "[1s:The minister] [1c:said] [1x:the cranes were safe].", "Tomas Erdeli"),
    "age": (
        "Jiro Tanabe, 61, sold his boat to Emil Sandgren, 48.\n[1s:The 48-year-old] [1c:said] [1x:it leaked].",
        "Emil Sandgren",
    ),
    "party": (
        "Republican senator Emil Sandgren and Democratic senator Tomas Erdeli debated.\n"
        "[1s:The Democratic senator] [1c:said] [1x:taxes were low].",
        "Tomas Erdeli",
    ),
    "body": (
        "The Kestrian Foreign Ministry called reporters in.\n[1s:The ministry] [1c:said] [1x:the border was open].",
        "Kestrian Foreign Ministry",
    ),
}


@pytest.mark.parametrize(("marked", "name"), ROLES.values(), ids=ROLES)
def test_a_role_is_whoever_the_article_says_bears_it(marked: str, name: str):
    found = speakers_of(marked)["1"].speaker
    assert found.name == name
    assert found.resolved_by == "role"


def test_an_unnamed_man_is_not_the_last_man_named():
    found = speakers_of(INTRODUCED + "[1s:The man] [1c:said] [1x:nobody had asked him].")["1"].speaker
    assert found.name == "The man"


PRONOUNS = {
    "subject before": (INTRODUCED + "[1s:He] [1c:said] [1x:the cranes were safe].", "Tomas Erdeli"),
    "gender": (
        "Tomas Erdeli met Clara Voss at the port.\n[1s:She] [1c:said] [1x:the cranes were rusty].",
        "Clara Voss",
    ),
    "told, not telling": (
        "Clara Voss [1c:told] Ilana Frisch [1x:the port was hers].\n“The cranes are mine as well,” [2s:she] [2c:said].",
        "Clara Voss",
    ),
    "who": ("Clara Voss, [1s:who] [1c:said] [1x:the cranes were rusty], left early.", "Clara Voss"),
    "who of an apposition": (
        "The prize went to Clara Voss, a welder [1s:who] [1c:says] [1x:she hates heights].",
        "Clara Voss",
    ),
    "it": (
        "The Delta River Authority closed the dam. [1s:It] [1c:said] [1x:the gates were rusty].",
        "Delta River Authority",
    ),
    "they": ("Voters stayed at home. [1s:They] [1c:said] [1x:the rain was too strong].", "Voters"),
    "in front of the name": ("In [1s:his] [1c:view], Tomas Erdeli wrote, [1x:the cranes were safe].", "Tomas Erdeli"),
    "not of himself": (
        "Emil Sandgren beat Tomas Erdeli.\n[1x:“Tomas Erdeli was never a match for my boat,”] [1s:he] [1c:said].",
        "Emil Sandgren",
    ),
}


@pytest.mark.parametrize(("marked", "name"), PRONOUNS.values(), ids=PRONOUNS)
def test_a_pronoun_is_whoever_is_spoken_of(marked: str, name: str):
    found = speakers_of(marked)
    assert name_of(found["2" if "2" in found else "1"]) == name


def test_the_choice_of_a_pronoun_is_explained():
    marked = INTRODUCED + "[1s:He] [1c:said] [1x:the cranes were safe]."
    speaker = speakers_of(marked)["1"].speaker
    assert speaker.resolved_by == "pronoun"
    assert len(speaker.evidence) == 2
    assert speaker.titles == ("Harbour Minister",)
    assert speaker.aliases == ()


EVIDENCE = {
    "surname": (INTRODUCED + "[1s:Erdeli] [1c:said] [1x:no].", [("source", "Erdeli"), ("full-name", "Tomas Erdeli")]),
    "full name": (INTRODUCED + "[1s:Tomas Erdeli] [1c:said] [1x:no].", [("source", "Tomas Erdeli")]),
    "acronym": (
        "The Delta River Authority slept.\n[1s:The DRA] [1c:said] [1x:no].",
        [("source", "The DRA"), ("spelled-out", "Delta River Authority")],
    ),
    "acronym in brackets": (
        "The Ministry of Justice (MoJ) slept.\n[1s:The MoJ] [1c:said] [1x:no].",
        [("source", "The MoJ"), ("spelled-out", "Ministry of Justice")],
    ),
    "pronoun": (INTRODUCED + "[1s:He] [1c:said] [1x:no].", [("source", "He"), ("name", "Tomas Erdeli")]),
    "role": (
        INTRODUCED + "[1s:The minister] [1c:said] [1x:no].",
        [("source", "The minister"), ("name", "Tomas Erdeli"), ("role", "Tomas Erdeli")],
    ),
    "who": ("Clara Voss, [1s:who] [1c:said] [1x:no], left.", [("source", "who"), ("name", "Clara Voss")]),
    "open": (
        "Tomas Erdeli and Emil Sandgren met.\n[1s:He] [1c:said] [1x:no].",
        [("source", "He"), ("name", "Tomas Erdeli"), ("name", "Emil Sandgren")],
    ),
    "nobody": ("[1s:She] [1c:said] [1x:no].", [("source", "She")]),
}


@pytest.mark.parametrize(("marked", "told"), EVIDENCE.values(), ids=EVIDENCE)
def test_what_settled_a_speaker_is_told(marked: str, told: list[tuple[str, str]]):
    text, _ = unmark(marked)
    speaker = speakers_of(marked)["1"].speaker
    assert [(one.what.value, one.span.of(text)) for one in speaker.evidence] == told


def test_two_men_side_by_side_are_ambiguous_and_both_listed():
    marked = "Tomas Erdeli and Emil Sandgren met on the quay.\n[1s:He] [1c:said] [1x:the talks went well]."
    speaker = speakers_of(marked)["1"].speaker
    assert speaker.name is None
    assert speaker.is_ambiguous
    assert {candidate.name for candidate in speaker.candidates} == {"Tomas Erdeli", "Emil Sandgren"}
    assert sum(candidate.score for candidate in speaker.candidates) == pytest.approx(1, abs=0.01)


def test_a_pronoun_with_nobody_before_it_stays_open():
    speaker = speakers_of("[1s:She] [1c:said] [1x:it was over].")["1"].speaker
    assert speaker.name is None
    assert speaker.candidates == ()


def test_a_spokesman_is_nobody_told_to_be_something_else():
    marked = "Tomas Erdeli, head of the port, met dockers.\n[1s:The spokesman] [1c:said] [1x:the cranes were rusty]."
    speaker = speakers_of(marked)["1"].speaker
    assert speaker.name == "The spokesman"
    assert speaker.kind is SpeakerKind.ANONYMOUS


def test_a_day_is_nobody():
    speaker = speakers_of("[1s:Saturday] [1c:said] [1x:the cranes were rusty].")["1"].speaker
    assert speaker.name is None
