"""Through whom words came and where they were said: the hard cases, in sentences of our own."""

from __future__ import annotations

import pytest
from support.speakers import name_of, speakers_of, venue_of

from attrib.model import SpeakerKind

pytestmark = pytest.mark.model

MEETING = (
    "Energy Minister Viktor Sarn received Prime Minister Omar Ben Tahar in the capital.\n"
    "Sarn said he hoped that “the peoples of the two coasts would soon trade again.”\n"
)


def test_a_trailing_clause_relays_what_it_holds():
    marked = MEETING + (
        "[1x:[2s:Ben Tahar] [2c:said] [2x:[3s:ministers] [3c:hoped] that [3x:the port would see a"
        " “new dawn for its cranes”]]], [1s:the Kestrian Energy Ministry] [1c:said]."
    )
    found = speakers_of(marked)
    assert name_of(found["1"]) == "Kestrian Energy Ministry"
    assert found["1"].reporting_sources == ()
    assert found["2"].chain == ("Kestrian Energy Ministry", "Omar Ben Tahar")
    assert found["3"].chain == ("Kestrian Energy Ministry", "Omar Ben Tahar", "ministers")
    assert (found["2"].parent, found["3"].parent) == ("1", "2")
    assert [source.name for source in found["2"].reporting_sources] == ["Kestrian Energy Ministry"]


def test_hoping_aloud_is_no_relay_of_oneself():
    marked = "[1s:Viktor Sarn] [1c:said] [1x:[2s:he] [2c:hoped] [2x:the cranes would turn]]."
    found = speakers_of(marked)
    assert found["2"].chain == ("Viktor Sarn",)


def test_i_in_somebodys_words_is_that_person():
    marked = "[1x:“[2s:I] [2c:think] [2x:so],”] [1s:Emil Sandgren] [1c:said]."
    found = speakers_of(marked)
    assert name_of(found["2"]) == "Emil Sandgren"
    assert found["2"].chain == ("Emil Sandgren",)


def test_a_quotation_that_lacks_a_mark_may_be_either_mans():
    marked = MEETING + (
        "Ben Tahar for his part said the coast needed the cranes.\n"
        "Energy Minister Viktor Sarn said he hoped for trade.\n"
        "[1x:We want new bridges between our two coasts,”] [1s:he] [1c:said] in remarks translated into Kestrian."
    )
    relation = speakers_of(marked)["1"]
    assert relation.speaker.resolved_by == "ambiguous"
    assert {candidate.name for candidate in relation.speaker.candidates} == {"Viktor Sarn", "Omar Ben Tahar"}
    assert venue_of(relation, marked) == ["remarks translated into Kestrian"]
    assert relation.chain == ()


def test_it_is_the_report_that_spoke_before():
    marked = (
        "[1s:A recent report by harbour engineers] [1c:accused] [1x:two owners of neglect], which"
        " [2s:it] [2c:said] [2x:had gone on “for years on end”]."
    )
    found = speakers_of(marked)
    assert found["2"].speaker.kind is SpeakerKind.DOCUMENT
    assert name_of(found["2"]) == name_of(found["1"]) == "A recent report by harbour engineers"


def test_a_resolution_speaks_for_itself():
    marked = (
        "The council passed a resolution.\n[1s:The resolution] [1c:“urges] [1x:all owners to repair their cranes.”]"
    )
    assert speakers_of(marked)["1"].speaker.kind is SpeakerKind.DOCUMENT


# The passage, the speaker of relation 1, its relays, its venues.
ROADS = {
    "according to": (
        "According to Norpress, [1s:Emil Sandgren] [1c:said] [1x:the ship had turned back].",
        "Emil Sandgren", ["Norpress"], [],
    ),
    "told a paper": (
        "“[1x:I would do it again],” [1s:Emil Sandgren] [1c:told] the Harbour Gazette.",
        "Emil Sandgren", ["the Harbour Gazette"], [],
    ),
    "told reporters": (
        "[1s:Emil Sandgren] [1c:told] reporters [1x:the ship had turned back].",
        "Emil Sandgren", [], ["reporters"],
    ),
    "letter seen": (
        "[1s:Emil Sandgren] [1c:wrote] in a letter seen by the Harbour Gazette that [1x:the ship had turned back].",
        "Emil Sandgren", ["the Harbour Gazette"], ["a letter"],
    ),
    "quoted as saying": (
        "[1s:The Harbour Gazette] [1c:quoted] Emil Sandgren as saying [1x:the ship had turned back].",
        "Emil Sandgren", ["Harbour Gazette"], [],
    ),
    "citing": (
        "[1x:The ship has turned back], [1s:Norpress] [1c:reported], citing the Kestrian Coast Guard.",
        "Kestrian Coast Guard", ["Norpress"], [],
    ),
    "told by another": (
        "[1x:“I am not coming back,”] [1s:Emil Sandgren] [1c:said], his sister told the Harbour Gazette.",
        "Emil Sandgren", ["the Harbour Gazette", "his sister"], [],
    ),
    "statement": (
        "[1s:Emil Sandgren] [1c:said] in a statement [1x:the ship had turned back].",
        "Emil Sandgren", [], ["a statement"],
    ),
    "Twitter": (
        "[1s:Emil Sandgren] [1c:said] on Twitter that [1x:the ship had turned back].",
        "Emil Sandgren", [], ["Twitter"],
    ),
    "dateline": (
        "PORT LISLE (Meridian Press) - The ship is late.\n[1s:Emil Sandgren] [1c:said] [1x:it had turned back].",
        "Emil Sandgren", ["Meridian Press"], [],
    ),
    "this newspaper": (
        "[1s:Emil Sandgren] [1c:told] this newspaper [1x:the ship had turned back].",
        "Emil Sandgren", [], ["this newspaper"],
    ),
    "name in the content": (
        "[1s:Emil Sandgren] [1c:said] [1x:the Harbour Gazette had never called him].",
        "Emil Sandgren", [], [],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("marked", "name", "relays", "venues"), ROADS.values(), ids=ROADS)
def test_relay_or_venue(marked: str, name: str, relays: list[str], venues: list[str]):
    relation = speakers_of(marked)["1"]
    assert name_of(relation) == name
    assert [source.name for source in relation.reporting_sources] == relays
    assert venue_of(relation, marked) == venues
    assert relation.chain == (*relays, name)


def test_an_occasion_holds_for_the_speakers_next_sentence():
    marked = (
        "[1s:Emil Sandgren] [1c:said] in a statement that [1x:the ship was late]. [2s:He] [2c:added]"
        " that [2x:it leaked].\n"
        "[3s:Emil Sandgren] [3c:said] [3x:nothing else]."
    )
    found = speakers_of(marked)
    assert venue_of(found["2"], marked) == ["a statement"]
    assert venue_of(found["3"], marked) == []


def test_an_occasion_holds_for_the_quotation_of_the_next_paragraph():
    marked = (
        "[1s:Emil Sandgren] [1c:said] in an interview that [1x:the ship was late].\n"
        "[2x:“It leaked from the first day,”] [2s:Sandgren] [2c:said].\n"
        "Tomas Erdeli listened.\n"
        "[3x:“It sank on the second,”] [3s:Sandgren] [3c:said]."
    )
    found = speakers_of(marked)
    assert venue_of(found["2"], marked) == ["an interview"]
    assert venue_of(found["3"], marked) == []


def test_what_somebody_gives_while_speaking_is_the_occasion():
    marked = "Giving a speech in Utrecht, [1s:Emil Sandgren] [1c:said] [1x:the ship was late]."
    assert venue_of(speakers_of(marked)["1"], marked) == ["a speech in Utrecht"]
