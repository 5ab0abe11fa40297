"""People who share a surname: a bare one is given to nobody unless something settles whose it is."""

from __future__ import annotations

import pytest
from support.contexts import blank, make_article
from support.speakers import name_of, speakers_of

from attrib.model import SpeakerKind
from attrib.resolution import load_lexicons
from attrib.resolution.mentions import MentionFinder
from attrib.resolution.names import NameTable
from attrib.resolution.words import read_passages

LEXICONS = load_lexicons()
AMBIGUOUS = object()


def bearers(text: str, name: str) -> list[str]:
    """Return everybody whom the last mention of `name` in `text` may mean."""
    article = make_article(text)
    mentions = MentionFinder(article, blank().parse(article), [], LEXICONS).find(read_passages(article))
    table = NameTable(mentions, LEXICONS)
    table.settle_names()
    start = text.rindex(name)
    if start in table.cluster_of:
        assert start not in table.open
        return [table.cluster_of[start].name]
    shares = table.open[start]
    assert sum(share for _, share in shares) == pytest.approx(1)
    return [cluster.name for cluster, _ in shares]


PAIR = "Emil Ferrer and his sister Clara Ferrer run the inn.\n"
FAR = "Rain fell on the lake all day and the boats stayed where they were. " * 6 + "\n"

SETTLED = {
    "title": (PAIR + "Later Mr. Ferrer left.", ["Emil Ferrer"]),
    "the other title": (PAIR + "Later Ms. Ferrer left.", ["Clara Ferrer"]),
    "right after a title": (PAIR + FAR + "Later Ms. Ferrer left. Ferrer was gone for weeks.", ["Clara Ferrer"]),
    "office": ("Mayor Emil Ferrer and Judge Clara Ferrer met.\nThen Judge Ferrer left.", ["Clara Ferrer"]),
    "office that opens a sentence": (
        "Mayor Emil Ferrer met the judge Clara Ferrer.\nJudge Ferrer left.",
        ["Clara Ferrer"],
    ),
    "pronoun behind": (PAIR + "Later Ferrer said she would sell.", ["Clara Ferrer"]),
    "pronoun in the next sentence": (PAIR + "Later Ferrer left. She was gone for weeks.", ["Clara Ferrer"]),
    "the usual pronoun": (
        PAIR + "Ferrer said she cooked. Ferrer said she sang.\n" + FAR + "Later Ferrer left.",
        ["Clara Ferrer"],
    ),
    "the other comes later": ("Emil Ferrer runs the inn.\nFerrer cooks.\nClara Ferrer is his sister.", ["Emil Ferrer"]),
    "most of the article is about one": (
        "Emil Ferrer cooks. Emil Ferrer sings.\nEmil Ferrer paints.\nClara Ferrer left.\n" + FAR + "Then Ferrer slept.",
        ["Emil Ferrer"],
    ),
}


@pytest.mark.parametrize(("text", "names"), SETTLED.values(), ids=SETTLED)
def test_a_shared_surname_that_something_settles(text: str, names: list[str]):
    # "the other comes later" asks of the surname in the middle
    name = "Ferrer cooks" if "Ferrer cooks" in text and "Later" not in text and "slept" not in text else "Ferrer"
    assert bearers(text, name) == names


OPEN = {
    "nothing but the name": (PAIR + "Later Ferrer left.", ["Emil Ferrer", "Clara Ferrer"]),
    "long after": (PAIR + FAR + "Later Ferrer left.", ["Emil Ferrer", "Clara Ferrer"]),
    "somebody else's pronoun": (
        PAIR + "Later Ferrer met Ada Lunn, and she was glad.",
        ["Emil Ferrer", "Clara Ferrer"],
    ),
    "pronoun in a quotation": (PAIR + "Later Ferrer said: “Then she left.”", ["Emil Ferrer", "Clara Ferrer"]),
    "surname told once for two": (
        "Clara and Emil Ferrer run the inn.\nLater Ferrer left.",
        ["Clara Ferrer", "Emil Ferrer"],
    ),
    "two brothers and a title": (
        "Emil Ferrer and Tom Ferrer run the inn.\nLater Mr. Ferrer left.",
        ["Emil Ferrer", "Tom Ferrer"],
    ),
}


@pytest.mark.parametrize(("text", "names"), OPEN.values(), ids=OPEN)
def test_a_shared_surname_that_nothing_settles(text: str, names: list[str]):
    assert bearers(text, "Ferrer") == names


def test_a_title_that_nobody_named_may_bear_is_somebody_else():
    assert bearers("Emil Ferrer runs the inn.\nLater Ms. Ferrer left.", "Ferrer") == ["Ms. Ferrer"]
    assert bearers("Emil Ferrer runs the inn.\nLater Mr. Ferrer left.", "Ferrer") == ["Emil Ferrer"]


def test_a_wife_named_by_her_given_name_answers_to_the_surname_with_her_title():
    text = "Emil Ferrer runs the inn. Ferrer’s wife, Clara, cooks.\n"
    assert bearers(text + "Mrs. Ferrer left.", "Ferrer") == ["Clara"]
    assert bearers(text + "Then Ferrer left.", "Ferrer") == ["Emil Ferrer"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Clara and Emil Ferrer run the inn.", "Clara Ferrer"),
        ("We met Clara and Emil Ferrer there. Clara cooks and Emil sings.", "Clara Ferrer"),
        ("We met Clara and Emil Ferrer. Clara slept. Clara said so.", "Clara"),
        ("Ms. Clara spoke of Clara and Emil Ferrer.", "Clara"),
        ("Ada Clara met Clara and Emil Ferrer.", "Ada Clara"),
    ],
)
def test_whether_the_first_of_two_given_names_has_the_surname(text: str, name: str):
    assert bearers(text, "Clara and") == [name]


def test_the_plural_of_a_surname_is_the_family():
    article = make_article(PAIR + "Later the Ferrers left.")
    mentions = MentionFinder(article, blank().parse(article), [], LEXICONS).find(read_passages(article))
    family = NameTable(mentions, LEXICONS).cluster_of[article.text.index("Ferrers")]
    assert (family.kind, family.plural) == (SpeakerKind.GROUP, True)


@pytest.mark.model
def test_an_open_surname_is_told_as_ambiguous_with_its_candidates():
    speaker = speakers_of(PAIR + "[1s:Ferrer] [1c:said] [1x:the roof leaked].")["1"].speaker
    assert (speaker.name, speaker.kind, speaker.resolved_by) == (None, SpeakerKind.PERSON, "ambiguous")
    assert [candidate.name for candidate in speaker.candidates] == ["Emil Ferrer", "Clara Ferrer"]
    assert speaker.is_ambiguous


@pytest.mark.model
def test_a_pronoun_after_an_open_surname_is_no_guess_either():
    marked = (
        "Emil Ferrer and Tom Ferrer run the inn. Jiro Tanabe built it.\n"
        "[1s:Ferrer] [1c:said] [1x:the roof leaked]. [2s:He] [2c:said] [2x:it rained]."
    )
    speaker = speakers_of(marked)["2"].speaker
    assert speaker.name is None
    assert [candidate.name for candidate in speaker.candidates] == ["Emil Ferrer", "Tom Ferrer"]


@pytest.mark.model
def test_husband_and_wife_named_together_are_two():
    speaker = speakers_of(PAIR + "[1s:Mr. and Mrs. Ferrer] [1c:said] [1x:the roof leaked].")["1"].speaker
    assert (speaker.name, speaker.kind) == ("Mr. and Mrs. Ferrer", SpeakerKind.GROUP)


@pytest.mark.model
def test_a_wife_speaks_under_her_own_name():
    found = speakers_of("Emil Ferrer runs the inn. [1s:Ferrer’s wife, Clara,] [1c:said] [1x:the roof leaked].")
    assert name_of(found["1"]) == "Clara"
