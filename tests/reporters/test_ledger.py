from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from importlib import resources

import pytest
from jsonschema import Draft202012Validator
from support.samples import TEXT, article_of, berg_relation, open_relation

from attrib.ledger import make_ledger
from attrib.model import ArticleReport, Ledger, LedgerRow, SpeakerKind, Standing
from attrib.reporters import ExtractReporter, Totals
from attrib.reporters.ledger_text import CsvLedger, TextLedger
from attrib.reporters.machine import JsonExtract, JsonLedger, JsonlExtract


@pytest.fixture
def counted() -> ArticleReport:
    article = article_of(TEXT)
    relations = (berg_relation(), open_relation())
    return ArticleReport(article, relations, ledger=make_ledger(article, (), relations))


def output(reporter: ExtractReporter, *reports: ArticleReport) -> str:
    totals = Totals()
    text = reporter.begin()
    for report in reports:
        totals.add(report)
        text += reporter.article(report)
    return text + reporter.end(totals)


def validate(name: str, form: object) -> None:
    schema = json.loads(resources.files("attrib.reporters").joinpath("schemas", name).read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(form)


def test_json_of_extract_has_the_ledger_of_each_article(counted: ArticleReport) -> None:
    form = json.loads(output(JsonExtract(), counted))
    validate("extract-json-1.schema.json", form)
    first, second = form["articles"][0]["ledger"]["speakers"]
    assert (first["name"], first["quoted_words"], first["share"]) == ("Pia Berg", 5, 1.0)
    assert (first["line"], first["column"], first["relays"]) == (3, 29, ["the Coastal Post"])
    assert (second["standing"], second["candidates"]) == ("ambiguous", ["Ines Tol", "Pia Berg"])


def test_a_line_of_jsonl_is_as_published(counted: ArticleReport) -> None:
    assert list(json.loads(output(JsonlExtract(), counted))) == ["id", "path", "attributions"]


def test_json_of_the_ledger_adds_articles_up(counted: ArticleReport) -> None:
    form = json.loads(output(JsonLedger(), counted, counted))
    validate("ledger-json-1.schema.json", form)
    assert [row["id"] for row in form["articles"]] == ["quay.txt", "quay.txt"]
    assert form["total"]["articles"] == 2
    assert form["total"]["speakers"][0]["quoted_words"] == 10
    assert form["total"]["speakers"][0]["line"] is None
    assert sum(kind["attributions"] for kind in form["total"]["kinds"]) == form["total"]["attributions"] == 4


def test_json_of_no_articles_is_valid() -> None:
    validate("ledger-json-1.schema.json", json.loads(output(JsonLedger())))


def test_csv_has_rows_of_articles_and_of_all(counted: ArticleReport) -> None:
    rows = list(csv.DictReader(io.StringIO(output(CsvLedger(), counted, counted))))
    assert [row["scope"] for row in rows] == ["article"] * 4 + ["total"] * 2
    assert rows[0]["titles"] == "harbour master"
    assert (rows[0]["line"], rows[0]["path"], rows[4]["line"], rows[4]["path"]) == ("3", "quay.txt", "", "")
    assert rows[4]["quoted_words"] == "10"
    assert rows[1]["candidates"] == "Ines Tol; Pia Berg"


@pytest.mark.parametrize("name", ["=1+1", "+31", "-x", "@sum", "\tx"])
def test_csv_brings_no_formula_into_a_spreadsheet(counted: ArticleReport, name: str) -> None:
    ledger = Ledger((LedgerRow(name, Standing.NAMED, SpeakerKind.PERSON),))
    rows = list(csv.DictReader(io.StringIO(output(CsvLedger(), replace(counted, ledger=ledger)))))
    assert not rows[0]["name"].startswith(("=", "+", "-", "@", "\t"))


def test_csv_keeps_a_name_with_breaks_commas_and_quotes_in_its_cell(counted: ArticleReport) -> None:
    ledger = Ledger((LedgerRow('Pia\n"Ice" Berg, 81', Standing.NAMED, SpeakerKind.PERSON),))
    text = output(CsvLedger(), replace(counted, ledger=ledger))
    assert text.count("\n") == 3
    assert next(csv.DictReader(io.StringIO(text)))["name"] == 'Pia "Ice" Berg, 81'


def test_the_table_has_a_row_a_speaker_and_a_total(counted: ArticleReport) -> None:
    lines = output(TextLedger(), counted).splitlines()
    assert lines[0] == "quay.txt"
    assert lines[1].split() == ["speaker", "kind", "attributed", "quotes", "words", "share", "first"]
    assert lines[2].split() == ["Pia", "Berg,", "harbour", "master", "person", "1", "1", "5", "100", "%", "3:29"]
    assert lines[3] == "    via the Coastal Post"
    assert lines[4].startswith("  Ines Tol or Pia Berg?")
    assert lines[5].split() == ["total", "2", "1", "5", "100", "%"]
    assert lines[-1] == "1 speaker, 5 quoted words in 1 article."


def test_several_articles_have_a_table_of_all_and_of_kinds(counted: ArticleReport) -> None:
    text = output(TextLedger(), counted, counted)
    assert "all 2 articles" in text
    assert "named: person" in text
    assert "all " not in output(TextLedger(), counted)


def test_no_line_is_wider_than_asked(counted: ArticleReport) -> None:
    name = "The Extraordinarily Long-Winded Committee for the Naming of Committees 委員会"
    row = LedgerRow(name, Standing.NAMED, SpeakerKind.ORGANISATION, relays=("a" * 90,), attributions=123456)
    text = output(TextLedger(width=80), replace(counted, ledger=Ledger((row,))))
    assert max(len(line) for line in text.splitlines()) <= 80


def test_an_article_where_nobody_speaks_says_so(counted: ArticleReport) -> None:
    text = output(TextLedger(quiet=True), replace(counted, ledger=Ledger()))
    assert text == "quay.txt\n  nobody speaks here\n\n"
