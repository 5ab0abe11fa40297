"""How unnamed sources are described and why they are unnamed: passages through the trained pipeline."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from support.road import read_text
from support.speakers import speakers_of

from attrib.model import Anonymity, AnonymityReason, CharSpan, KnowledgeKind, SpeakerKind
from attrib.resolution import load_lexicons
from attrib.resolution.phrases import Phrases

pytestmark = pytest.mark.model


@dataclass(frozen=True)
class Told:
    """What is expected to be told, in the words of the passage."""

    role: str | None = None
    count: str | None = None
    number: int | None = None
    affiliation: str | None = None
    knowledge: str | None = None
    how: KnowledgeKind | None = None
    request: str | None = None
    reason: str | None = None
    why: AnonymityReason | None = None


def told(marked: str) -> Told | None:
    """Return what is told of the speaker of a passage's first relation."""
    from support.speakers import unmark

    text, _ = unmark(marked)
    speaker = speakers_of(marked)["1"].speaker
    assert speaker is not None
    known = speaker.anonymity
    if known is None:
        return None

    def words(span: CharSpan | None) -> str | None:
        return span.of(text) if span else None

    return Told(
        words(known.role), words(known.count), known.number, words(known.affiliation), words(known.knowledge),
        known.knowledge_kind, words(known.request), words(known.reason), known.reason_kind,
    )  # fmt: skip


DESCRIBED = {
    "role": ("[1s:A senior aide] [1c:said] [1x:the quay was sinking].", Told("senior aide", None, 1)),
    "bare plural": ("[1s:Officials] [1c:said] [1x:the quay was sinking].", Told("Officials")),
    "number": (
        "[1s:Three aides] [1c:said] [1x:the ward was full].",
        Told("aides", "Three", 3),
    ),
    "several": ("[1s:Several officials] [1c:said] [1x:the ward was full].", Told("officials", "Several")),
    "one of": (
        "[1s:One of the engineers] [1c:said] [1x:the crane was rusty].",
        Told("engineers", "One", 1),
    ),
    "in a body": (
        "[1s:An official in the transport ministry] [1c:said] [1x:the road was shut].",
        Told("official", None, 1, "in the transport ministry"),
    ),
    "body before the noun": (
        "[1s:A Treasury official] [1c:said] [1x:the money was gone].",
        Told("Treasury official", None, 1, "Treasury"),
    ),
    "owner": (
        "[1s:The ministry’s spokesman] [1c:said] [1x:the road was shut].",
        Told("spokesman", None, 1, "ministry"),
    ),
    "spoken for": (
        "[1s:A spokeswoman for the port] [1c:said] [1x:the road was shut].",
        Told("spokeswoman", None, 1, "for the port"),
    ),
    "familiar": (
        "[1s:Two people familiar with the matter] [1c:said] [1x:the board had met].",
        Told("people", "Two", 2, None, "familiar with the matter", KnowledgeKind.FAMILIAR),
    ),
    "knowledge": (
        "[1s:A person with direct knowledge of the plan] [1c:said] [1x:it was dead].",
        Told("person", None, 1, None, "with direct knowledge of the plan", KnowledgeKind.FAMILIAR),
    ),
    "briefed": (
        "[1s:A diplomat briefed on the talks] [1c:said] [1x:they had failed].",
        Told("diplomat", None, 1, None, "briefed on the talks", KnowledgeKind.BRIEFED),
    ),
    "close": (
        "[1s:A source close to the company] [1c:said] [1x:the plant would shut].",
        Told("source", None, 1, None, "close to the company", KnowledgeKind.CLOSE),
    ),
    "seen": (
        "“[1x:It is one page],” [1c:said] [1s:an official who has seen the letter].",
        Told("official", None, 1, None, "has seen the letter", KnowledgeKind.SEEN),
    ),
}
DESCRIBED |= {
    "party": (
        "In Lisle [1s:one Republican clerk] [1c:said] [1x:the vote was void].",
        Told("Republican clerk", "one", 1, "Republican"),
    ),
    "no party": (
        "In Lisle [1s:an independent clerk] [1c:said] [1x:the vote was void].",
        Told("independent clerk", None, 1),
    ),
    "named campaign": (
        "Ida Lund lost the vote.\n[1s:A Lund adviser] [1c:said] [1x:the vote was void].",
        Told("Lund adviser", None, 1, "Lund"),
    ),
    "two adjectives joined": (
        "[1s:Five former and current officials] [1c:said] [1x:the quay was sinking].",
        Told("former and current officials", "Five", 5),
    ),
    "a share": (
        "[1s:Three-in-five insiders in the port] [1c:said] [1x:the quay was sinking].",
        Told("insiders", None, None, "in the port"),
    ),
    "knows and asks": (
        "[1c:Said] [1s:an aide briefed on the sale and granted anonymity]: “[1x:It is off].”",
        Told("aide", None, 1, None, "briefed on the sale", KnowledgeKind.BRIEFED, "granted anonymity"),
    ),
    "anyone": (
        "[1s:Someone in the ministry] [1c:said] [1x:the quay was sinking].",
        Told(None, None, 1, "in the ministry"),
    ),
}
ASKED = {
    "relative clause with reason": (
        "[1s:An official who spoke on condition of anonymity because he was not authorised to discuss the case] "
        "[1c:said] [1x:it was weak].",
        Told(
            "official", None, 1, request="condition of anonymity",
            reason="because he was not authorised to discuss the case", why=AnonymityReason.UNAUTHORISED,
        ),
    ),
    "no reason": (
        "[1s:A nurse, who declined to be named,] [1c:said] [1x:the ward was full].",
        Told("nurse", None, 1, request="declined to be named"),
    ),
    "candour": (
        "“[1x:We were never asked],” [1c:said] [1s:one officer, who requested anonymity to speak candidly].",
        Told(
            "officer", "one", 1, request="requested anonymity", reason="to speak candidly",
            why=AnonymityReason.CANDOUR,
        ),
    ),
    "opening participle": (
        "Speaking on condition of anonymity, [1s:an aide] [1c:said] [1x:the minister was tired].",
        Told("aide", None, 1, request="condition of anonymity"),
    ),
    "next sentence, they": (
        "[1s:Three nurses] [1c:said] [1x:the ward was full]. They asked not to be named for fear of reprisals.",
        Told(
            "nurses", "Three", 3, request="not to be named", reason="for fear of reprisals", why=AnonymityReason.FEAR,
        ),
    ),
    "next sentence, the people": (
        "[1s:Two people familiar with the sale] [1c:said] [1x:it was off]. The people asked not to be identified "
        "because the talks are private.",
        Told(
            "people", "Two", 2, None, "familiar with the sale", KnowledgeKind.FAMILIAR, "not to be identified",
            "because the talks are private", AnonymityReason.SENSITIVITY,
        ),
    ),
    "next sentence, not authorised": (
        "[1s:A soldier] [1c:said] [1x:the gate was open]. He was not authorized to speak to reporters.",
        Told(
            "soldier", None, 1, reason="not authorized to speak to reporters", why=AnonymityReason.UNAUTHORISED,
        ),
    ),
    "condition that": (
        "[1s:A teacher] [1c:said] [1x:the roof leaked]. She spoke on the condition that she not be identified, "
        "citing school policy.",
        Told(
            "teacher", None, 1, request="condition that she not be identified", reason="citing school policy",
            why=AnonymityReason.RULES,
        ),
    ),
    "the paper": (
        "“[1x:They lied to us],” [1c:said] [1s:a woman in the crowd]. The Gazette is not naming her to protect "
        "her family.",
        Told(
            "woman", None, 1, "in the crowd", request="is not naming her", reason="to protect her family",
            why=AnonymityReason.PRIVACY,
        ),
    ),
    "both, a source itself": (
        "[1s:Two clerks familiar with the sale] [1c:said] [1x:it was off]; [2s:both] [2c:asked] "
        "[2x:not to be named because the talks are private].",
        Told(
            "clerks", "Two", 2, None, "familiar with the sale", KnowledgeKind.FAMILIAR, "not to be named",
            "because the talks are private", AnonymityReason.SENSITIVITY,
        ),
    ),
    "proceedings": (
        "[1s:Two officers, who asked not to be named because the investigation is ongoing,] [1c:said] "
        "[1x:an arrest was near].",
        Told(
            "officers", "Two", 2, request="not to be named", reason="because the investigation is ongoing",
            why=AnonymityReason.PROCEEDINGS,
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DESCRIBED)
def test_the_description_is_read(name: str) -> None:
    passage, expected = DESCRIBED[name]
    assert told(passage) == expected


@pytest.mark.parametrize("name", ASKED)
def test_the_request_and_its_reason_are_read(name: str) -> None:
    passage, expected = ASKED[name]
    assert told(passage) == expected


# Nothing is asked for here, or not by this source.
UNASKED = {
    "the yard, not the press": (
        "[1s:An engineer] [1c:said] [1x:the crane was safe]. He was not allowed to enter the yard."
    ),
    "somebody named in between": (
        "[1s:An official] [1c:said] [1x:the road was open]. Tomas Lee objected. He was not authorised to speak to "
        "reporters."
    ),
    "two it could be": (
        "[1s:A diplomat] [1c:said] [1x:the talks had failed] and [2s:an aide] [2c:said] [2x:they had not]. He spoke "
        "on condition of anonymity."
    ),
    "another noun": "[1s:An aide] [1c:said] [1x:the deal was off]. The nurse asked not to be named.",
    "too far on": (
        "[1s:An aide] [1c:said] [1x:the deal was off]. The rain went on. The shops were shut. The trams stood still. "
        "He asked not to be named."
    ),
    "one man, not they": "[1s:Two aides] [1c:said] [1x:the deal was off]. He spoke on condition of anonymity.",
    "condition of a sale": (
        "[1s:An aide] [1c:said] [1x:the deal was off]. They sold it on condition that the roof be mended."
    ),
    "a name refused to a ship": "[1s:An aide] [1c:said] [1x:the deal was off]. He declined to give a date.",
}


@pytest.mark.parametrize("name", UNASKED)
def test_what_is_not_a_request_of_this_source_is_left(name: str) -> None:
    found = told(UNASKED[name])
    assert found is not None
    assert (found.request, found.reason, found.why) == (None, None, None)


@pytest.mark.parametrize(
    "passage",
    [
        "Ann Lee runs the ward.\n[1s:Ann Lee] [1c:said] [1x:it was full]. She was not authorised to speak publicly.",
        "[1s:The report] [1c:said] [1x:the dam was safe].",
        "[1s:The Harbour Board] [1c:said] [1x:the dam was safe].",
        "[1s:Residents] [1c:said] [1x:the water was brown].",
    ],
)
def test_who_is_not_anonymous_has_no_anonymity(passage: str) -> None:
    assert told(passage) is None


def test_people_who_ask_not_to_be_named_are_anonymous() -> None:
    passage = "[1s:Residents who asked not to be named] [1c:said] [1x:the water was brown]."
    speaker = speakers_of(passage)["1"].speaker
    assert speaker is not None
    assert speaker.kind is SpeakerKind.ANONYMOUS


def test_the_same_source_again_carries_what_was_told_before_and_later() -> None:
    passage = (
        "[1s:A ministry official] [1c:said] [1x:the road was shut].\n"
        "[2s:The official, who was not authorised to speak publicly,] [2c:said] [2x:it would stay so]."
    )
    found = speakers_of(passage)
    for number in "12":
        speaker = found[number].speaker
        assert speaker is not None
        assert speaker.anonymity is not None
        assert speaker.anonymity.affiliation is not None
        assert speaker.anonymity.reason_kind is AnonymityReason.UNAUTHORISED


def test_another_official_carries_nothing_of_the_first() -> None:
    passage = (
        "[1s:An official familiar with the plan] [1c:said] [1x:the road was shut].\n"
        "[2s:Another official] [2c:said] [2x:it would stay so]."
    )
    speaker = speakers_of(passage)["2"].speaker
    assert speaker is not None
    assert speaker.anonymity is not None
    assert not speaker.anonymity.is_described


def test_the_whole_road_reads_anonymity() -> None:
    result = read_text(
        "The deal was dead, according to an official in the finance ministry who spoke on condition of anonymity."
    )
    known = result.relations[0].speaker.anonymity  # type: ignore[union-attr]
    assert isinstance(known, Anonymity)
    assert known.is_described
    assert not known.is_explained


def test_phrases_take_the_longest() -> None:
    phrases = Phrases(["close to", "close to the bone", "close"])
    assert phrases.at(["so", "close", "to", "the", "bone"], 1) == 4
    assert phrases.at(["so", "close", "to", "home"], 1) == 2
    assert phrases.at(["far"], 0) == 0


def test_every_sort_of_reason_and_knowledge_has_its_words() -> None:
    lexicon = load_lexicons().anonymity
    for reason in AnonymityReason:
        assert reason is AnonymityReason.OTHER or lexicon.words(f"reason_{reason.value}")
    for kind in KnowledgeKind:
        assert lexicon.words(kind.value)
