from __future__ import annotations

import csv
import io
from dataclasses import replace

from support.samples import TEXT, article_of, open_relation

from attrib.model import ArticleReport, Speaker, SpeakerKind
from attrib.reporters import Totals
from attrib.reporters.relations_csv import COLUMNS, CsvExtract


def output(*reports: ArticleReport) -> str:
    reporter = CsvExtract()
    return "".join([reporter.begin(), *map(reporter.article, reports), reporter.end(Totals())])


def rows(*reports: ArticleReport) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(output(*reports), newline="")))


def test_each_relation_is_a_row(report: ArticleReport) -> None:
    first, second = rows(report)
    assert list(first) == list(COLUMNS)
    assert (first["speaker"], first["titles"], first["source"], first["cue"]) == (
        "Pia Berg",
        "harbour master",
        "she",
        "said",
    )
    assert (first["content"], first["venue"]) == ("“The ice took the pilings,”", "in a letter")
    assert (first["reporting_sources"], first["confidence"]) == ("the Coastal Post", "0.938")
    assert (first["line"], first["column"], first["end_line"], first["end_column"]) == ("3", "1", "3", "37")
    assert TEXT[int(first["start"]) : int(first["end"])] == "“The ice took the pilings,” she said"
    assert (second["speaker"], second["candidates"], second["parent"]) == ("", "Pia Berg; Ines Tol", "a1")


def test_rows_end_as_rfc_4180_has_it(report: ArticleReport) -> None:
    text = output(report)
    assert text.count("\r\n") == 3
    assert text.count("\n") == 3
    assert output() == ",".join(COLUMNS) + "\r\n"


def test_an_article_brings_no_formula_and_no_row_of_its_own(report: ArticleReport) -> None:
    hostile = replace(
        report.relations[0], speaker=Speaker('=cmd|"/c calc"!A1', SpeakerKind.PERSON, titles=("@a\n=b,c",))
    )
    (row,) = rows(replace(report, relations=(hostile,)))
    assert row["speaker"] == '\'=cmd|"/c calc"!A1'
    assert row["titles"] == "'@a =b,c"


def test_records_have_their_ids(report: ArticleReport) -> None:
    one = ArticleReport(article_of(TEXT, "c.jsonl", "r7"), (open_relation(),))
    (row,) = rows(one)
    assert (row["path"], row["id"]) == ("c.jsonl", "r7")
