"""Names spelt in two ways: when they are one person's, and that the article's spellings are told."""

from __future__ import annotations

import pytest
from support.contexts import blank, make_article

from attrib.resolution import load_lexicons
from attrib.resolution.clusters import Cluster
from attrib.resolution.mentions import MentionFinder
from attrib.resolution.names import NameTable
from attrib.resolution.spellings import alike, one_letter_apart, same_given_spelt_apart, spellings_of
from attrib.resolution.words import read_passages

LEXICONS = load_lexicons()


def people_of(text: str) -> list[Cluster]:
    article = make_article(text)
    mentions = MentionFinder(article, blank().parse(article), [], LEXICONS).find(read_passages(article))
    table = NameTable(mentions, LEXICONS)
    table.settle_names()
    return [cluster for cluster in table.clusters if cluster.is_person]


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("tarkov", "tarkow", True),
        ("tarkov", "tarkv", True),
        ("tarkov", "tarkovs", True),
        ("tarkov", "takrov", True),
        ("tarkov", "tarkov", False),
        ("tarkov", "takrow", False),
        ("tarkov", "tarkoven", False),
        ("abcd", "aced", False),
    ],
)
def test_one_letter_apart(one: str, other: str, apart: bool):
    assert one_letter_apart(one, other) is apart
    assert one_letter_apart(other, one) is apart


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("petrosyan", "petrossian", True),
        ("müller", "muller", True),
        ("garcia", "garcía", True),
        ("lindqvist", "lindquist", True),
        ("tarkovs", "tarkov", False),
        ("lang", "long", False),
        ("sandgren", "lindgren", False),
    ],
)
def test_spellings_that_may_be_one_name(one: str, other: str, same: bool):
    assert alike(one, other, 5) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("sergei", "sergey", True),
        ("sara", "sarah", True),
        ("anne", "ann", True),
        ("dan", "don", False),
        ("eric", "erica", False),
        ("vaira", "vaire", True),
        ("christina", "christine", False),
    ],
)
def test_given_names_spelt_apart(one: str, other: str, same: bool):
    assert same_given_spelt_apart(one, other, LEXICONS) is same


ONE = {
    "surname, same given name": "Defence Minister Ara Petrosyan spoke. Petrosyan left.\nLater Ara Petrossian came.",
    "bare surname with a title": "Mr. Ara Petrosyan spoke. Petrosyan left.\nA day later Mr. Petrossian came back.",
    "bare surname with its office": "Minister Ara Petrosyan spoke. Petrosyan left.\nIn May Minister Petrossian came.",
    "given name": "Mr. Sergei Tarkov spoke. Tarkov left.\nIn the end Sergey Tarkov came back.",
    "accents": "We met Clara García. Ms. García left.\nIn the end Ms. Garcia came back.",
}


@pytest.mark.parametrize("text", ONE.values(), ids=ONE)
def test_two_spellings_of_one_person(text: str):
    (cluster,) = people_of(text)
    assert len(cluster.mentions) == 3
    told = spellings_of(cluster, LEXICONS)
    assert len(told) == 2
    assert {mention.span for mention in cluster.mentions} >= {span for one in told for span in one.spans}


def test_the_commoner_spelling_names_the_person_and_comes_first():
    text = "Ara Petrossian spoke.\nMr. Petrosyan left.\nMinister Ara Petrosyan came back, and Mr. Petrosyan slept."
    (cluster,) = people_of(text)
    assert cluster.name == "Ara Petrosyan"
    told = spellings_of(cluster, LEXICONS)
    assert [(one.word, [span.of(text) for span in one.spans]) for one in told] == [
        ("Petrosyan", ["Petrosyan", "Ara Petrosyan", "Petrosyan"]),
        ("Petrossian", ["Ara Petrossian"]),
    ]


TWO = {
    "side by side": "We met Ann Johnson and Ann Johnston.",
    "other ages": "Ann Johnson, 40, spoke.\nA day later Ann Johnston, 71, came.",
    "other offices": "Mayor Ann Johnson spoke.\nA day later Ann Johnston, a nurse, came.",
    "other given names": "Emil Petrosyan spoke.\nA day later Boris Petrossian came.",
    "known given names": "Dan Tarkov spoke.\nA day later Don Tarkov came.",
    "courtesy of the other sex": "Ms. Clara Petrosyan spoke.\nA day later Mr. Petrossian came.",
    "father and son": "Amos Reed Jr. spoke.\nA day later Amos Reid Sr. came.",
    "short names": "Ann Lang spoke.\nA day later Mr. Long came.",
}


@pytest.mark.parametrize("text", TWO.values(), ids=TWO)
def test_two_people_of_like_names(text: str):
    found = people_of(text)
    assert len(found) == 2
    assert all(spellings_of(cluster, LEXICONS) == () for cluster in found)


def test_a_bare_surname_near_two_peoples_is_neither():
    text = "Emil Petrosyan spoke.\nBoris Petrosian came.\nLater Mr. Petrossyan left."
    assert [cluster.name for cluster in people_of(text)] == ["Emil Petrosyan", "Boris Petrosian", "Petrossyan"]


@pytest.mark.parametrize(
    "text",
    [
        "We met Ara Petrosyan and his sons. The Petrosyans left.",
        "We met Ara Turkov in Turkey. Turkey won.",
        "We met Alexei Petrosyan. Petrosyan left.",
    ],
)
def test_one_spelling_is_none_to_tell(text: str):
    for cluster in people_of(text):
        assert spellings_of(cluster, LEXICONS) == ()


def test_spellings_that_differ_only_in_possessives_capitals_and_initials_are_one():
    (cluster,) = people_of("We met J. P. Petrosyan. Then PETROSYAN left, and Petrosyan’s dog, and Jan Petrosyan.")
    assert spellings_of(cluster, LEXICONS) == ()
