"""Who is counted with how many words: on relations made by hand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support.contexts import make_article, quotation, relation, span_of
from support.road import engine

from attrib.ledger import LedgerSum, make_ledger
from attrib.model import (
    Act,
    Article,
    AttributionRelation,
    Candidate,
    Evidence,
    EvidenceKind,
    Ledger,
    LedgerRow,
    Quotation,
    QuotationKind,
    QuotationUse,
    ReportingSource,
    Speaker,
    SpeakerKind,
    Standing,
)
from attrib.readers import read_articles

FIXTURES = Path(__file__).parent.parent / "fixtures" / "articles"
LUNN = Speaker("Ada Lunn", SpeakerKind.PERSON, titles=("mayor",), aliases=("Lunn",), resolved_by="surname")
COUNCIL = Speaker("the council", SpeakerKind.ORGANISATION, resolved_by="description")
OFFICIAL = Speaker("an official", SpeakerKind.ANONYMOUS, resolved_by="description")


def attribution(article: Article, content: str, number: int, speaker: Speaker, **more: object) -> AttributionRelation:
    """Return relation `number` of these words."""
    from dataclasses import replace

    return replace(relation(article, content, speaker=speaker, **more), id=f"a{number}")  # type: ignore[arg-type]


def words_of(ledger: Ledger) -> dict[str | None, int]:
    return {row.name: row.quoted_words for row in ledger.rows}


def row_of(ledger: Ledger, name: str | None) -> LedgerRow:
    (row,) = [row for row in ledger.rows if row.name == name]
    return row


def test_a_row_holds_what_is_known_of_a_speaker() -> None:
    article = make_article("Ada Lunn, the mayor, is in.\n“The bridge is shut,” Lunn said, the Gazette reported.")
    said = attribution(
        article,
        "“The bridge is shut,”",
        1,
        LUNN,
        source="Lunn",
        nth=0,
        reporting_sources=(ReportingSource("the Gazette", span_of(article.text, "the Gazette")),),
    )
    ledger = make_ledger(article, [quotation(article, "“The bridge is shut,”")], [said])
    (row,) = ledger.rows
    assert (row.name, row.kind, row.standing) == ("Ada Lunn", SpeakerKind.PERSON, Standing.NAMED)
    assert (row.titles, row.aliases, row.relays) == (("mayor",), ("Lunn",), ("the Gazette",))
    assert (row.attributions, row.quotations, row.quoted_words, row.share) == (1, 1, 4, 1.0)


def test_the_first_mention_is_a_place_in_the_users_file() -> None:
    article = make_article("The bridge.\n\n“It is shut,” she said. Ada Lunn left.")
    evidence = (Evidence(span_of(article.text, "she"), EvidenceKind.SOURCE),)
    speaker = Speaker("Ada Lunn", SpeakerKind.PERSON, resolved_by="pronoun", evidence=evidence)
    said = attribution(article, "“It is shut,”", 1, speaker, source="she")
    (row,) = make_ledger(article, [quotation(article, "“It is shut,”")], [said]).rows
    assert row.first is not None
    assert (row.first.line, row.first.column) == (3, 15)
    assert article.text[row.start :].startswith("she")


def test_words_inside_two_attributions_count_once_for_the_inner_speaker() -> None:
    article = make_article("Lunn said an official called it “a trap” twice.")
    outer = attribution(
        article, "an official called it “a trap” twice", 1, LUNN, source="Lunn", kind=QuotationKind.MIXED
    )
    inner = attribution(article, "“a trap”", 2, OFFICIAL, source="an official", parent="a1")
    ledger = make_ledger(article, [quotation(article, "“a trap”")], [outer, inner])
    assert words_of(ledger) == {"Ada Lunn": 0, "an official": 2}
    assert ledger.quotations == 1


def test_a_hope_inside_a_statement_utters_nothing() -> None:
    article = make_article("Lunn said the council hoped for “a new start” soon.")
    outer = attribution(article, "the council hoped for “a new start” soon", 1, LUNN, source="Lunn")
    inner = attribution(article, "“a new start”", 2, COUNCIL, source="the council", parent="a1", act=Act.BELIEF)
    ledger = make_ledger(article, [quotation(article, "“a new start”")], [outer, inner])
    assert words_of(ledger) == {"Ada Lunn": 3, "the council": 0}


def test_a_hope_of_its_own_has_its_words() -> None:
    article = make_article("The council hopes for “a new start” soon.")
    hope = attribution(article, "“a new start”", 1, COUNCIL, source="The council", act=Act.BELIEF)
    assert words_of(make_ledger(article, [quotation(article, "“a new start”")], [hope])) == {"the council": 3}


def test_unmarked_words_inside_a_quotation_are_the_quoted_speakers() -> None:
    article = make_article("“An official told me he was tired,” Lunn said.")
    outer = attribution(article, "“An official told me he was tired,”", 1, LUNN, source="Lunn")
    inner = attribution(article, "he was tired", 2, OFFICIAL, source="An official", parent="a1")
    marks = [quotation(article, "“An official told me he was tired,”")]
    assert words_of(make_ledger(article, marks, [outer, inner])) == {"Ada Lunn": 7, "an official": 0}


def test_marks_inside_marks_give_their_words_to_the_inner_speaker() -> None:
    article = make_article("“An official told me ‘I quit’ today,” Lunn said.")
    outer = attribution(article, "“An official told me ‘I quit’ today,”", 1, LUNN, source="Lunn")
    inner = attribution(article, "‘I quit’", 2, OFFICIAL, source="An official", parent="a1")
    whole = "“An official told me ‘I quit’ today,”"
    marks = [quotation(article, whole), quotation(article, "‘I quit’", nested=True)]
    ledger = make_ledger(article, marks, [outer, inner])
    assert words_of(ledger) == {"Ada Lunn": 5, "an official": 2}
    assert {row.name: row.quotations for row in ledger.rows} == {"Ada Lunn": 1, "an official": 1}


def test_marks_inside_marks_of_one_speaker_are_one_quotation() -> None:
    article = make_article("“I told him ‘I quit’ today,” Lunn said.")
    outer = attribution(article, "“I told him ‘I quit’ today,”", 1, LUNN, source="Lunn")
    marks = [quotation(article, "“I told him ‘I quit’ today,”"), quotation(article, "‘I quit’", nested=True)]
    assert make_ledger(article, marks, [outer]).quotations == 1


def test_a_quotation_over_two_paragraphs_is_one() -> None:
    article = make_article("“We are late.\n“And cold,” Lunn said.")
    both = attribution(article, "“We are late.\n“And cold,”", 1, LUNN, source="Lunn")
    marks = [quotation(article, "“We are late.", closed=False, continued=True), quotation(article, "“And cold,”")]
    (row,) = make_ledger(article, marks, [both]).rows
    assert (row.quotations, row.quoted_words) == (1, 5)


def test_one_content_of_two_relations_counts_once() -> None:
    article = make_article("“It is shut,” said Lunn and an official.")
    relations = [
        attribution(article, "“It is shut,”", 1, LUNN, source="Lunn"),
        attribution(article, "“It is shut,”", 2, OFFICIAL, source="an official"),
    ]
    ledger = make_ledger(article, [quotation(article, "“It is shut,”")], relations)
    assert ledger.attributions == 2
    assert words_of(ledger) == {"Ada Lunn": 3, "an official": 0}


def test_titles_and_scare_quotes_are_nobodys_words() -> None:
    article = make_article("Lunn said the film “Low Water” is “art”.")
    said = attribution(article, "the film “Low Water” is “art”", 1, LUNN, source="Lunn", kind=QuotationKind.MIXED)
    marks = [
        quotation(article, "“Low Water”", use=QuotationUse.TITLE),
        quotation(article, "“art”", use=QuotationUse.FRAGMENT),
    ]
    assert words_of(make_ledger(article, marks, [said])) == {"Ada Lunn": 1}


def test_an_answer_without_marks_is_quoted_and_what_it_reports_is_its_own() -> None:
    article = make_article("LUNN: An official said it was late.")
    answer = attribution(article, "An official said it was late.", 1, LUNN, source="LUNN")
    inner = attribution(
        article, "it was late", 2, OFFICIAL, source="An official", parent="a1", kind=QuotationKind.INDIRECT
    )
    ledger = make_ledger(article, [], [answer, inner])
    assert words_of(ledger) == {"Ada Lunn": 6, "an official": 0}


def test_what_nobody_stands_behind_has_rows_of_its_own() -> None:
    text = "“Nobody said this.” It has been alleged that it leaks. He said “so”. She said “no”. I think not."
    article = make_article(text)
    people = (Candidate("Z. Roe", 0.5), Candidate("A. Lee", 0.4))
    either = Speaker(None, SpeakerKind.PERSON, resolved_by="ambiguous", candidates=people)
    relations = [
        attribution(article, "it leaks", 1, Speaker(None), kind=QuotationKind.INDIRECT),
        attribution(article, "“so”", 2, either, source="He"),
        attribution(article, "“no”", 3, Speaker(None), source="She"),
        attribution(article, "not", 4, Speaker(None, SpeakerKind.AUTHOR), source="I", kind=QuotationKind.INDIRECT),
    ]
    marks = [quotation(article, words) for words in ("“Nobody said this.”", "“so”", "“no”")]
    ledger = make_ledger(article, marks, relations)
    assert [(row.standing, row.attributions, row.quotations, row.quoted_words) for row in ledger.rows] == [
        (Standing.AMBIGUOUS, 1, 1, 1),
        (Standing.UNRESOLVED, 1, 1, 1),
        (Standing.AUTHOR, 1, 0, 0),
        (Standing.UNATTRIBUTED, 1, 1, 3),
    ]
    assert ledger.rows[0].candidates == ("A. Lee", "Z. Roe")
    assert ledger.rows[3].start == 1
    assert sum(row.share for row in ledger.rows) == pytest.approx(1)


@pytest.mark.parametrize(
    ("name", "standing"),
    [
        ("The board", Standing.DESCRIBED),
        ("his cabinet", Standing.DESCRIBED),
        ("the Harbour Board", Standing.NAMED),
        ("Kestria", Standing.NAMED),
        ("al-Haddou", Standing.NAMED),
    ],
)
def test_a_body_without_a_name_is_described(name: str, standing: Standing) -> None:
    article = make_article("They said it was late.")
    speaker = Speaker(name, SpeakerKind.ORGANISATION, resolved_by="role")
    said = attribution(article, "it was late", 1, speaker, source="They", kind=QuotationKind.INDIRECT)
    assert make_ledger(article, [], [said]).rows[0].standing is standing


def test_an_article_without_quotations_has_no_share_to_give() -> None:
    article = make_article("Lunn said it was late.")
    (row,) = make_ledger(
        article, [], [attribution(article, "it was late", 1, LUNN, source="Lunn", kind=QuotationKind.INDIRECT)]
    ).rows
    assert (row.quoted_words, row.share) == (0, 0.0)


def test_relations_that_are_each_others_parents_end() -> None:
    article = make_article("Lunn said an official said “no”.")
    one = attribution(article, "an official said “no”", 1, LUNN, source="Lunn", parent="a2")
    two = attribution(article, "“no”", 2, OFFICIAL, source="an official", parent="a1")
    assert make_ledger(article, [quotation(article, "“no”")], [one, two]).quoted_words == 1


def one_article(name: str, words: int, *, kind: SpeakerKind = SpeakerKind.PERSON, alias: str = "") -> Ledger:
    row = LedgerRow(
        name, Standing.NAMED, kind, aliases=(alias,) if alias else (), attributions=2, quotations=1, quoted_words=words,
        share=1.0, start=4,
    )  # fmt: skip
    return Ledger((row,))


def test_articles_add_up_by_name_and_kind() -> None:
    total = LedgerSum()
    total.add(one_article("Ada Lunn", 10, alias="Lunn"))
    total.add(one_article("Ada Lunn", 20, alias="the mayor"))
    total.add(one_article("Ada Lunn", 70, kind=SpeakerKind.ORGANISATION))  # the ship
    ship, mayor = total.total().rows
    assert (ship.kind, ship.articles, ship.share) == (SpeakerKind.ORGANISATION, 1, 0.7)
    assert (mayor.articles, mayor.attributions, mayor.quotations, mayor.quoted_words) == (2, 4, 2, 30)
    assert mayor.aliases == ("Lunn", "the mayor")
    assert (mayor.first, mayor.start) == (None, None)
    assert total.total().articles == 3


def test_kinds_add_up() -> None:
    total = LedgerSum()
    for name in ("Ada Lunn", "Tom Roe"):
        total.add(one_article(name, 10))
    (kind,) = total.total().kinds
    assert (kind.kind, kind.speakers, kind.quoted_words, kind.share) == (SpeakerKind.PERSON, 2, 20, 1.0)


# Counted by hand in the articles: pairs of marks and the words in them, by the name a row ends in.
BY_HAND = {
    "business.txt": {
        "Marguerite Olade": (3, 8 + 9 + 8),
        "Baldur Metals": (1, 5 + 12),
        "A spokesman for the Food and Cannery Workers’ Union (FCWU)": (1, 7),
        "A leaked memo seen by this newspaper": (1, 14),
        "The board": (1, 3),
    },
    "sport.txt": {
        "Tennick": (8, 1 + 7 + 7 + 3 + 2 + 5 + 3 + 5),
        "Reyes": (4, 7 + 8 + 4 + 6 + 4),
        "Marsh": (2, 5 + 9 + 3),
        "Abara": (1, 4),
        None: (1, 12),
    },
}
VIA = {
    "business.txt": {"Baldur Metals": ("the Lisle Courier",)},
    "sport.txt": {"Reyes": ("the club’s radio station",), "people": ("Sable Echo",)},
}


def ledger_of(name: str) -> Ledger:
    """Return the ledger of an article among the fixtures."""
    (article,) = read_articles(str(FIXTURES / name))
    assert isinstance(article, Article)
    reading = engine().read(article)
    return make_ledger(article, reading.quotations, reading.relations)


def row_ending(ledger: Ledger, name: str | None) -> LedgerRow:
    rows = [row for row in ledger.rows if row.name == name or (name and (row.name or "").endswith(name))]
    (row,) = rows
    return row


@pytest.mark.model
@pytest.mark.parametrize("name", BY_HAND)
def test_quotations_and_words_are_those_counted_by_hand(name: str) -> None:
    ledger = ledger_of(name)
    total = sum(words for _, words in BY_HAND[name].values())
    assert ledger.quoted_words == total
    for who, (quotations, words) in BY_HAND[name].items():
        row = row_ending(ledger, who)
        assert (row.quotations, row.quoted_words, row.share) == (quotations, words, pytest.approx(words / total)), who
    others = [row for row in ledger.rows if all(row is not row_ending(ledger, who) for who in BY_HAND[name])]
    assert {(row.quotations, row.quoted_words, row.share) for row in others} == {(0, 0, 0.0)}
    for who, relays in VIA[name].items():
        assert row_ending(ledger, who).relays == relays


@pytest.mark.model
def test_titles_aliases_kind_and_first_mention() -> None:
    row = row_ending(ledger_of("sport.txt"), "Tennick")
    assert (row.name, row.kind, row.standing) == ("Rob Tennick", SpeakerKind.PERSON, Standing.NAMED)
    assert "manager" in " ".join(row.titles).lower()
    assert "Tennick" in row.aliases
    assert row.first is not None
    assert (row.first.line, row.articles) == (7, 1)


@pytest.mark.model
def test_one_article_twice_counts_twice_and_shares_stay() -> None:
    once, total = ledger_of("sport.txt"), LedgerSum()
    total.add(once)
    total.add(once)
    both = total.total()
    assert both.articles == 2
    assert {row.articles for row in both.rows} == {2}
    assert both.quoted_words == 2 * once.quoted_words
    for row in once.rows:
        twice = next(one for one in both.rows if (one.name, one.kind) == (row.name, row.kind))
        assert (twice.quotations, twice.attributions) == (2 * row.quotations, 2 * row.attributions)
        assert twice.share == pytest.approx(row.share)
        assert (twice.titles, twice.aliases, twice.relays) == (row.titles, row.aliases, row.relays)


def test_people_of_one_name_in_two_articles_add_up_and_say_in_how_many() -> None:
    total = LedgerSum()
    total.add(one_article("Ada Lunn", 10))
    total.add(one_article("Ada Lunn", 30))
    (row,) = total.total().rows
    assert (row.name, row.articles, row.quoted_words, row.share) == ("Ada Lunn", 2, 40, 1.0)


def test_articles_without_a_quotation_add_up_to_no_share() -> None:
    total = LedgerSum()
    for _ in range(2):
        total.add(one_article("Ada Lunn", 0))
    total.add(Ledger())
    (row,) = total.total().rows
    assert (row.share, row.quoted_words, row.articles, total.total().articles) == (0.0, 0, 2, 3)


def test_that_nobody_is_named_as_asking_takes_no_words_of_a_quotation() -> None:
    article = make_article("The memo warned that “anyone who talks will be asked to leave.”")
    memo = Speaker("The memo", SpeakerKind.DOCUMENT, resolved_by="description")
    outer = attribution(article, "that “anyone who talks will be asked to leave.”", 1, memo, source="The memo")
    inner = attribution(article, "anyone who talks will be asked to leave.", 2, Speaker(None), parent="a1")
    marks = [quotation(article, "“anyone who talks will be asked to leave.”")]
    row, nobody = make_ledger(article, marks, [outer, inner]).rows
    assert (row.name, row.quoted_words) == ("The memo", 8)
    assert (nobody.standing, nobody.quoted_words) == (Standing.UNATTRIBUTED, 0)


ARTICLES = ("wire_relay.txt", "interview_qa.txt", "hard_marks.txt", "court_report.txt", "live_blog.txt")


@pytest.mark.model
@pytest.mark.parametrize("name", ARTICLES)
def test_nothing_is_lost_or_counted_twice(name: str) -> None:
    (article,) = read_articles(str(FIXTURES / name))
    assert isinstance(article, Article)
    reading = engine().read(article)
    ledger = make_ledger(article, reading.quotations, reading.relations)
    assert ledger.attributions == len(reading.relations)
    assert sum(row.share for row in ledger.rows) == pytest.approx(1)
    assert ledger.quoted_words >= len(marked_words(article, reading.quotations))
    assert sum(kind.quoted_words for kind in ledger.kinds) == ledger.quoted_words


def marked_words(article: Article, quotations: tuple[Quotation, ...]) -> set[int]:
    """Return where each word in speech marks starts."""
    return {
        match.start()
        for one in quotations
        if one.use in {QuotationUse.SPEECH, QuotationUse.FRAGMENT} and not one.nested
        for match in re.compile(r"\w+(?:[’'‑-]\w+)*").finditer(article.text, one.inner.start, one.inner.end)
    }
