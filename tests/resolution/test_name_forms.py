"""Names as they are written in many places: each later form is the one named first."""

from __future__ import annotations

import pytest
from support.contexts import blank, make_article
from support.speakers import name_of, speakers_of

from attrib.model import SpeakerKind
from attrib.resolution import load_lexicons
from attrib.resolution.clusters import Cluster
from attrib.resolution.mentions import MentionFinder
from attrib.resolution.names import NameTable
from attrib.resolution.words import read_passages

LEXICONS = load_lexicons()
FERRY = " runs the ferry.\n"


def said(source: str) -> str:
    return f"[1s:{source}] [1c:said] [1x:the ferry was full]."


# The article up to the attribution, how the source names the speaker, and who that is.
FORMS = {
    "Arabic article": ("Khalid al-Nuaimi" + FERRY, "Al-Nuaimi", "Khalid al-Nuaimi"),
    "Arabic article left out": ("Khalid al-Nuaimi" + FERRY, "Nuaimi", "Khalid al-Nuaimi"),
    "Arabic article spelt el": ("President Abdel Rahman el-Tayeb" + FERRY, "El-Tayeb", "Abdel Rahman el-Tayeb"),
    "bin": ("Crown Prince Khalid bin Rashid" + FERRY, "Prince Khalid", "Khalid bin Rashid"),
    "bin and article": ("Khalid bin Rashid al-Nuaimi" + FERRY, "Al-Nuaimi", "Khalid bin Rashid al-Nuaimi"),
    "abu within": ("Mahmoud Abu Samra" + FERRY, "Abu Samra", "Mahmoud Abu Samra"),
    "abu before": ("Abu Omar al-Shishani" + FERRY, "Al-Shishani", "Abu Omar al-Shishani"),
    "two surnames, the first": ("Luis Ferrer Montoya" + FERRY, "Ferrer", "Luis Ferrer Montoya"),
    "two surnames, both": ("Luis Ferrer Montoya" + FERRY, "Mr. Ferrer Montoya", "Luis Ferrer Montoya"),
    "two surnames joined by y": (
        "José Luis Rodríguez y Pérez" + FERRY,
        "Mr. Rodríguez",
        "José Luis Rodríguez y Pérez",
    ),
    "de la": ("María de la Cruz Rojas" + FERRY, "De la Cruz", "María de la Cruz Rojas"),
    "van der": ("Pieter van der Meer" + FERRY, "Van der Meer", "Pieter van der Meer"),
    "van der after a title": ("Pieter van der Meer" + FERRY, "Mr. van der Meer", "Pieter van der Meer"),
    "ter": ("Sen. Jan-Willem ter Borg" + FERRY, "Ter Borg", "Jan-Willem ter Borg"),
    "De with a capital": ("Ludo De Smet" + FERRY, "De Smet", "Ludo De Smet"),
    "third of the name": ("Harold Finch III" + FERRY, "Finch", "Harold Finch III"),
    "Jr. behind a comma": ("Amos Reed, Jr.," + FERRY, "Reed", "Amos Reed Jr"),
    "hyphen": ("Anne-Marie Lundqvist-Holm" + FERRY, "Lundqvist-Holm", "Anne-Marie Lundqvist-Holm"),
    "half of a hyphen": ("Anne-Marie Lundqvist-Holm" + FERRY, "Lundqvist", "Anne-Marie Lundqvist-Holm"),
    "apostrophe": ("Seán O’Donovan" + FERRY, "O’Donovan", "Seán O’Donovan"),
    "surname first": ("Kim Jae-won, the minister," + FERRY, "Kim", "Kim Jae-won"),
    "surname first, short": ("Li Wenhao, the minister," + FERRY, "Mr. Li", "Li Wenhao"),
    "initials": ("J. P. Harrow" + FERRY, "Mr. Harrow", "J. P. Harrow"),
    "possessive in s": ("James Harris" + FERRY + "James Harris’ boat sank. ", "Harris", "James Harris"),
    "named in a quotation": (
        "“We owe it to Clara Voss, who built the first lock,” the mayor wrote.\n",
        "Voss",
        "Clara Voss",
    ),
    "named in a quotation, given name unknown": (
        "“It was Halvard Brekke, not I, who sank the barge,” the mate told the court.\n",
        "Mr. Brekke",
        "Halvard Brekke",
    ),
}  # fmt: skip


@pytest.mark.model
@pytest.mark.parametrize(("before", "source", "name"), FORMS.values(), ids=FORMS)
def test_a_person_by_a_shorter_form(before: str, source: str, name: str):
    found = speakers_of(before + said(source))["1"]
    assert name_of(found) == name
    assert found.speaker.kind is SpeakerKind.PERSON


BODIES = {
    "acronym in brackets behind": ("The Coastal Rescue Service (CRS) slept.\n", "CRS", "Coastal Rescue Service"),
    "acronym before its name": ("The CRS (Coastal Rescue Service) slept.\n", "CRS", "Coastal Rescue Service"),
    "acronym never explained by brackets": (
        "The Coastal Rescue Service slept.\n",
        "The CRS",
        "Coastal Rescue Service",
    ),
    "acronym first, name later": (
        "The CRS slept. The Coastal Rescue Service is old.\n",
        "The CRS",
        "Coastal Rescue Service",
    ),
    "possessive plural within": (
        "The International Ferry Workers’ Federation slept.\n",
        "The IFWF",
        "International Ferry Workers Federation",
    ),
    "first word": ("Baldur Metals sold a mine.\n", "Baldur", "Baldur Metals"),
    "last words": ("The Kestrian Foreign Ministry slept.\n", "The Foreign Ministry", "Kestrian Foreign Ministry"),
}


@pytest.mark.model
@pytest.mark.parametrize(("before", "source", "name"), BODIES.values(), ids=BODIES)
def test_a_body_by_a_shorter_form(before: str, source: str, name: str):
    found = speakers_of(before + said(source))["1"]
    assert name_of(found) == name
    assert found.speaker.kind is SpeakerKind.ORGANISATION


SPOKEN_FOR = {
    "for": ("A spokeswoman for Baldur Metals", "A spokeswoman for Baldur Metals", SpeakerKind.ANONYMOUS),
    "possessive": ("Baldur Metals’ spokeswoman", "Baldur Metals’ spokeswoman", SpeakerKind.ANONYMOUS),
    "named": ("Baldur Metals spokeswoman Ida Krogh", "Ida Krogh", SpeakerKind.PERSON),
    "named in front": ("Ida Krogh, a spokeswoman for Baldur Metals,", "Ida Krogh", SpeakerKind.PERSON),
    "named behind": ("A spokeswoman for Baldur Metals, Ida Krogh,", "Ida Krogh", SpeakerKind.PERSON),
}


@pytest.mark.model
@pytest.mark.parametrize(("source", "name", "kind"), SPOKEN_FOR.values(), ids=SPOKEN_FOR)
def test_who_speaks_for_a_body_is_not_the_body(source: str, name: str, kind: SpeakerKind):
    speaker = speakers_of("Baldur Metals sold a mine.\n" + said(source))["1"].speaker
    assert (speaker.name, speaker.kind) == (name, kind)


def clusters(text: str) -> dict[str, Cluster]:
    article = make_article(text)
    mentions = MentionFinder(article, blank().parse(article), [], LEXICONS).find(read_passages(article))
    table = NameTable(mentions, LEXICONS)
    table.settle_names()
    return {cluster.name: cluster for cluster in table.clusters}


@pytest.mark.parametrize(
    "text",
    [
        "Former Roe aides met Anna Roe.",
        "Top Democrats met Anna Roe. Top Democrat met Anna Roe.",
        "Holm County Coroner met Anna Roe.",
        "Mr. President, we met Anna Roe.",
        "Republicans Anna Roe met voters.",
        "We met Anna Roe on Christmas Day.",
    ],
)
def test_words_with_a_capital_that_are_nobody(text: str):
    people = [name for name, cluster in clusters(text).items() if cluster.is_person]
    assert people == ["Anna Roe"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Marc Fell Footwear slept.", "Marc Fell Footwear"),
        ("The Dean Roe Foundation slept.", "Dean Roe Foundation"),
        ("The Amos Reed Act slept.", "Amos Reed Act"),
        ("The USS Clara Voss sank.", "USS Clara Voss"),
        ("Hurricane Clara struck.", "Hurricane Clara"),
        ("The Emil Sandgren Bridge fell.", "Emil Sandgren Bridge"),
        ("We read the Holm Courier London there.", "Holm Courier London"),
        ("The Saint Clara Hospital slept.", "Saint Clara Hospital"),
        ("We took the Lake Clara Ferry there. Ferry Lake Clara sank.", "Lake Clara Ferry"),
    ],
)
def test_things_and_bodies_with_a_given_name_in_theirs(text: str, name: str):
    found = clusters(text)
    assert name in found
    assert not found[name].is_person


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("We met Channing D. Roe.", "Channing D. Roe"),
        ("We met Mr. King there.", "King"),
        ("We met Jose Luis Park, a nurse, there.", "Jose Luis Park"),
        ("We met Halvard Brekke there. Mr. Brekke slept.", "Halvard Brekke"),
        ("Then Anna Park, 40, slept.", "Anna Park"),
        ("We met Anna Berg-Olsen there.", "Anna Berg-Olsen"),
    ],
)
def test_people_with_names_like_things(text: str, name: str):
    assert clusters(text)[name].is_person
