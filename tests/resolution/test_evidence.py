"""What speaks for a pronoun's meaning somebody, on parses written by hand."""

from __future__ import annotations

from types import MappingProxyType

import pytest
from support.parses import Parsed, parsed

from attrib.model import SpeakerKind
from attrib.resolution import load_lexicons, resolve_pronouns
from attrib.resolution.evidence import item_at, look_around
from attrib.resolution.pronouns import Query, Row, pronoun_class, pronoun_weights
from attrib.resolution.speakers import ArticleResolver
from attrib.rulefiles.weights import Weights

MET = "Anna/NNP/compound>1 Roe/NNP/nsubj>2 met|meet/VBD/ROOT Emma/NNP/compound>4 Farr/NNP/dobj>2 ././punct>2\n"
JOINED = (
    "Anna/NNP/compound>1 Roe/NNP/nsubj>5 and/CC/cc>1 Emma/NNP/compound>4 Farr/NNP/conj>1 left|leave/VBD/ROOT"
    " ././punct>5\n"
)
LAUGHED = "She/PRP/nsubj>1 laughed|laugh/VBD/ROOT ././punct>1"
SUBJECTS = Weights("subjects", MappingProxyType({"subject:1:subject": 2.0, "nearest": 0.5}), 0.0, 1.5, 0.0)


def rows_of(made: Parsed, table: Weights | None = None) -> dict[str, list[Row]]:
    """Return the candidates of each pronoun, by the pronoun as written."""
    seen: dict[str, list[Row]] = {}

    def watch(query: Query, rows: list[Row]) -> None:
        seen[made.parse.doc[query.token].text] = rows

    ArticleResolver(made.article, made.parse, (), (), load_lexicons(), table=table, watch=watch)
    return seen


def evidence(made: Parsed, pronoun: str, name: str) -> dict[str, float]:
    return next(row.features for row in rows_of(made)[pronoun] if row.cluster.name == name)


def test_the_subject_of_the_sentence_before_is_told_from_its_object():
    made = parsed(MET + LAUGHED)
    subject, object_ = evidence(made, "She", "Anna Roe"), evidence(made, "She", "Emma Farr")
    assert subject["subject:1:subject"] == 1.0
    assert "subject:1:subject" not in object_
    assert "nearest" in object_
    assert "nearest" not in subject


def test_the_table_decides_and_tells_the_shares():
    rows = rows_of(parsed(MET + LAUGHED), SUBJECTS)["She"]
    assert [row.cluster.name for row in rows] == ["Anna Roe", "Emma Farr"]
    assert rows[0].score == pytest.approx(2.0)
    assert rows[1].score == pytest.approx(0.5)


def test_a_lead_below_the_threshold_leaves_it_open():
    open_ = Weights("open", MappingProxyType({"nearest": 0.5}), 0.0, 3.0, 0.0)
    made = parsed(MET + LAUGHED)
    resolver = ArticleResolver(made.article, made.parse, (), (), load_lexicons(), table=open_)
    choice = resolver.choices[made.at("She")]
    assert choice.taken is None
    assert {cluster.name for cluster, _ in choice.ranked} == {"Anna Roe", "Emma Farr"}
    assert sum(share for _, share in choice.ranked) == pytest.approx(1.0)


def test_of_two_side_by_side_neither_is_taken_for_a_small_lead():
    first = Weights("first", MappingProxyType({"first-named": 0.9}), 0.0, 1.5, 0.0)
    joined, apart = parsed(JOINED + LAUGHED), parsed(MET + LAUGHED)
    chosen = [
        ArticleResolver(made.article, made.parse, (), (), load_lexicons(), table=first).choices[made.at("She")].taken
        for made in (joined, apart)
    ]
    assert chosen[0] is None
    assert chosen[1] is not None
    assert chosen[1].name == "Anna Roe"


def test_two_arguments_of_one_verb_are_two_people():
    made = parsed("Anna/NNP/compound>1 Roe/NNP/nsubj>2 saw|see/VBD/ROOT her/PRP/dobj>2 ././punct>2")
    assert evidence(made, "her", "Anna Roe")["co-argument"] == 1.0


def test_a_possessive_is_under_the_subject_of_its_clause():
    made = parsed("Anna/NNP/compound>1 Roe/NNP/nsubj>2 sold|sell/VBD/ROOT her/PRP$/poss>4 boat/NN/dobj>2 ././punct>2")
    found = evidence(made, "her", "Anna Roe")
    assert found["under:phrase:possessive"] == 1.0
    assert "co-argument" not in found


def test_a_relative_clause_belongs_to_its_noun():
    made = parsed(
        "Anna/NNP/compound>1 Roe/NNP/nsubj>7 who/WP/nsubj>3 sold|sell/VBD/relcl>1 her/PRP$/poss>5 boat/NN/dobj>3"
        " ,/,/punct>1 left|leave/VBD/ROOT ././punct>7"
    )
    assert evidence(made, "her", "Anna Roe")["relative"] == 1.0


def test_the_subject_still_to_come_is_a_candidate_of_what_stands_in_front_of_it():
    made = parsed(
        "In/IN/prep>5 her/PRP$/poss>2 speech/NN/pobj>0 Anna/NNP/compound>4 Roe/NNP/nsubj>5 wept|weep/VBD/ROOT"
        " ././punct>5"
    )
    assert evidence(made, "her", "Anna Roe")["ahead"] == 1.0


def test_he_is_never_a_woman_of_certain_name():
    made = parsed(MET + "He/PRP/nsubj>1 laughed|laugh/VBD/ROOT ././punct>1")
    assert rows_of(made)["He"] == []


def test_things_are_weighed_by_words_of_their_own():
    made = parsed(
        "The/DT/det>1 ministry/NN/nsubj>2 paid|pay/VBD/ROOT ././punct>2\n"
        "It/PRP/nsubj>1 laughed|laugh/VBD/ROOT ././punct>1"
    )
    rows = rows_of(made)["It"]
    assert [row.cluster.name for row in rows] == ["The ministry"]
    assert all(name.startswith("thing:") for name in rows[0].features)


def test_every_pronoun_is_read_and_named():
    made = parsed(MET + "He/PRP/nsubj>1 laughed|laugh/VBD/ROOT ././punct>1\n" + JOINED + LAUGHED)
    found = resolve_pronouns(made.article, made.parse)
    assert [reading.span.of(made.article.text) for reading in found] == ["He", "She"]
    assert found[0].speaker.name is None
    assert found[1].speaker.is_ambiguous
    assert found[1].speaker.kind is SpeakerKind.PERSON


def test_where_a_phrase_stands():
    made = parsed(MET)
    cluster = rows_of(parsed(MET + LAUGHED))["She"][0].cluster
    index = made.at("Farr")
    item = item_at(made.parse, index, 1, cluster, made.parse.span_of(index, index), "name")
    assert (item.use, item.verb, item.owner, item.aside) == ("object", made.at("met"), False, False)
    assert look_around(made.parse, item).arguments == {made.at("met")}


@pytest.mark.parametrize(
    ("word", "name"), [("him", "he"), ("herself", "she"), ("its", "it"), ("their", "they"), ("minister", "")]
)
def test_forms_of_one_pronoun(word: str, name: str):
    assert pronoun_class(word) == name


def test_the_table_that_ships_asks_for_a_lead():
    table = pronoun_weights()
    assert table.threshold > 1
    assert table.weights["salience"] > 0
    assert table.weights["co-argument"] < 0
