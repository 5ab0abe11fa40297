"""Resolution over parses made by hand: what each part does without the trained pipeline."""

from __future__ import annotations

import pytest
from support.contexts import blank, make_article
from support.effort import effort

from attrib.model import Act, AttributionRelation, CharSpan, Modality, QuotationKind, SpeakerKind
from attrib.resolution import load_lexicons, resolve
from attrib.resolution.kinds import kind_of_description
from attrib.resolution.mentions import MentionFinder
from attrib.resolution.names import NameTable
from attrib.resolution.roles import RoleTable
from attrib.resolution.words import read_passages

LEXICONS = load_lexicons()


def table_of(text: str) -> NameTable:
    article = make_article(text)
    mentions = MentionFinder(article, blank().parse(article), [], LEXICONS).find(read_passages(article))
    table = NameTable(mentions, LEXICONS)
    table.settle_names()
    return table


def people(text: str) -> list[str]:
    return [cluster.name for cluster in table_of(text).clusters if cluster.is_person]


def bodies(text: str) -> list[str]:
    return [cluster.name for cluster in table_of(text).clusters if not cluster.is_person]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Defence Minister Anna Roe spoke. Roe left.", ["Anna Roe"]),
        ("We met Secretary of State John Farr.", ["John Farr"]),
        ("We met Dean Roe, 44, a nurse.", ["Dean Roe"]),
        ("We saw King Charles on Friday.", ["Charles"]),
        ("Republican Anna Roe spoke.", ["Anna Roe"]),
        ("Texas Gov. Anna Roe spoke.", ["Anna Roe"]),
        ("We met J. P. Roe and Anna van der Berg.", ["Anna van der Berg", "J. P. Roe"]),
        ("We met Amos Reed Jr. there. Later we met Amos Reed Sr. too.", ["Amos Reed Jr", "Amos Reed Sr"]),
        ("We met campaign manager Anna Roe.", ["Anna Roe"]),
        ("After Anna Roe came, Bob Farr left.", ["Anna Roe", "Bob Farr"]),
        ("We met Anna Roe MP there.", ["Anna Roe"]),
        ("We met Anna Roe on a day in California. In California Mr Farr spoke.", ["Anna Roe", "Farr"]),
        ("We asked the Lord Chief Justice and Anna Roe.", ["Anna Roe"]),
        ("We asked the Texas Republican and Anna Roe.", ["Anna Roe"]),
    ],
)
def test_people_named(text: str, names: list[str]):
    assert people(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("We asked the Justice Department.", ["Justice Department"]),
        ("We asked the Bank of Kestria. The bank slept.", ["Bank of Kestria"]),
        ("We asked the Delta River Authority. The DRA slept.", ["Delta River Authority"]),
        ("We asked Fox News. Later Fox called.", ["Fox News"]),
        ("On Monday in May the prime minister slept.", []),
        ("The Russian court slept. Democrats slept.", []),
    ],
)
def test_bodies_named(text: str, names: list[str]):
    assert bodies(text) == names


def test_titles_and_ages_are_kept_with_the_name():
    (cluster,) = table_of("Defence Minister Anna Roe, 54, a former pilot, spoke.").clusters
    assert cluster.titles == ["Defence Minister", "former pilot"]
    assert cluster.ages == {"54"}
    assert {"minister", "pilot"} <= cluster.roles
    assert cluster.gender == "f"


def test_a_heading_in_capitals_names_nobody_new():
    assert people("Anna Roe Tells Bob Farr To Leave The Harbour\nBob Farr left the harbour at noon.") == ["Bob Farr"]


def test_role_bearers():
    clusters = table_of("Texas Senator Anna Roe met Ohio Senator Bob Farr and Mayor Ada Lunn.").clusters
    roles = RoleTable(clusters, LEXICONS)
    assert roles.only_bearer("the mayor", "mayor").name == "Ada Lunn"
    assert roles.only_bearer("the senator", "senator") is None
    assert roles.only_bearer("the Ohio senator", "senator").name == "Bob Farr"
    assert roles.only_bearer("the lawmaker from Texas", "lawmaker").name == "Anna Roe"
    assert roles.only_bearer("the pilot", "pilot") is None


@pytest.mark.parametrize(
    ("head", "lemma", "plural", "kind"),
    [
        ("officials", "official", True, SpeakerKind.ANONYMOUS),
        ("voters", "voter", True, SpeakerKind.GROUP),
        ("official", "official", False, SpeakerKind.ANONYMOUS),
        ("memo", "memo", False, SpeakerKind.DOCUMENT),
        ("ministry", "ministry", False, SpeakerKind.ORGANISATION),
        ("rain", "rain", False, SpeakerKind.UNKNOWN),
    ],
)
def test_kind_of_description(head: str, lemma: str, plural: bool, kind: SpeakerKind):
    assert kind_of_description(head, lemma, plural, LEXICONS) is kind


def test_given_names_and_their_short_forms():
    assert LEXICONS.gender_of_given_name("Clara") == "f"
    assert LEXICONS.gender_of_given_name("Anton") == "m"
    assert LEXICONS.gender_of_given_name("Harbour") == ""
    assert LEXICONS.same_given_name("bill", "william")
    assert LEXICONS.same_given_name("b", "bob")
    assert not LEXICONS.same_given_name("bill", "robert")


def test_no_relations_is_no_work():
    article = make_article("")
    assert resolve(article, blank().parse(article), [], []) == ()


def _long(copies: int, between: str) -> int:
    text = between.join(f"Anna Roe{chr(97 + n % 26)} said the dam was safe. He said it leaked." for n in range(copies))
    article = make_article(text)
    parse = blank().parse(article)
    relations, at = [], 0
    for number in range(copies):
        at = text.index("He said", at)
        source, cue = CharSpan(at, at + 2), CharSpan(at + 3, at + 7)
        content = (CharSpan(at + 8, at + 17),)
        relations.append(
            AttributionRelation(
                str(number), QuotationKind.INDIRECT, content, (cue,), (source,), Act.STATEMENT, Modality.ASSERTED, "x"
            )
        )
        at += 1
    # The blank parse has no sentences: each block opens one.
    for token in parse.doc:
        token.is_sent_start = token.i == 0 or parse.blocks[token.i] != parse.blocks[token.i - 1]
    return effort(lambda: resolve(article, parse, [], relations))


@pytest.mark.parametrize("between", ["\n", " "])
def test_effort_grows_with_length_and_no_faster(between: str):
    _long(20, between)
    assert _long(240, between) < 6 * _long(60, between)


def titles_of(text: str) -> list[str]:
    return next(cluster.titles for cluster in table_of(text).clusters if cluster.is_person)


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("We met Anna Roe, head of the port, there.", ["head"]),
        ("Anna Roe, set up by a farmer, paid.", []),
        ("Anna Roe, pointed to the hundreds of people, paid.", []),
        ("We met Judge Lord Farr there.", ["Judge"]),
    ],
)
def test_titles_told(text: str, titles: list[str]):
    assert titles_of(text) == titles


def test_people_of_a_party_are_a_group():
    kinds = {cluster.name: cluster.kind for cluster in table_of("We met House Republicans there.").clusters}
    assert kinds == {"House Republicans": SpeakerKind.GROUP}


@pytest.mark.parametrize(
    ("text", "description", "lemma", "name"),
    [
        ("Prime Minister Anna Roe met Deputy Prime Minister Tom Farr.", "the prime minister", "minister", "Anna Roe"),
        ("We met Deputy Minister Tom Farr.", "the minister", "minister", None),
        ("We met former minister Tom Farr.", "the minister", "minister", None),
        ("We met former minister Tom Farr.", "the former minister", "minister", "Tom Farr"),
        ("We met candidate Tom Farr.", "the candidate", "candidate", "Tom Farr"),
        ("We met candidate Tom Farr.", "the nominee", "nominee", "Tom Farr"),
        ("We met candidate Tom Farr.", "the Democratic nominee", "nominee", None),
    ],
)
def test_the_bearer_of_an_office(text: str, description: str, lemma: str, name: str | None):
    table = table_of(text)
    bearer = RoleTable(table.clusters, LEXICONS).only_bearer(description, lemma)
    assert (bearer.name if bearer else None) == name
