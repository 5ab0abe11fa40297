from __future__ import annotations

import json
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

import pytest
from support.awkward import RAW, TEXT, awkward_article, span_of, validate
from support.samples import berg_relation, open_relation

from attrib.model import ArticleReport, AttributionRelation
from attrib.reporters import Totals
from attrib.reporters.places import Repository
from attrib.reporters.webannotation import AROUND, WebAnnotationExtract

HERE = Repository(PurePosixPath("/desk"), PurePosixPath("/desk"), PurePosixPath)


def collection(*reports: ArticleReport) -> dict[str, Any]:
    reporter = WebAnnotationExtract(HERE, "attrib 1")
    form = json.loads("".join([reporter.begin(), *map(reporter.article, reports), reporter.end(Totals())]))
    validate("webannotation.schema.json", form)
    return form


def awkward_report(path: str) -> ArticleReport:
    relation: AttributionRelation = replace(
        berg_relation(),
        content=(span_of("“It is\tover.”"), span_of("& Co.")),
        cue=(span_of("said"),),
        source=(span_of("Sources"),),
        venue=(),
        reporting_sources=(),
    )
    return ArticleReport(awkward_article(path), (relation,))


def test_a_relation_is_an_annotation_of_its_content(report: ArticleReport) -> None:
    form = collection(report)
    assert form["total"] == len(form["first"]["items"]) == 7
    first = form["first"]["items"][0]
    values = [(body["purpose"], body["value"]) for body in first["body"]]
    assert values == [
        ("identifying", "Pia Berg"),
        ("describing", "Pia Berg, harbour master (as “she”), via the Coastal Post"),
        ("classifying", "direct"),
        ("classifying", "statement"),
        ("classifying", "asserted"),
    ]
    assert first["target"]["source"] == "quay.txt"


def test_its_parts_link_to_it(report: ArticleReport) -> None:
    first, *parts = collection(replace(report, relations=(berg_relation(),)))["first"]["items"]
    assert [part["body"][1]["value"] for part in parts] == ["cue", "source", "venue", "reporting source"]
    assert {part["body"][0]["id"] for part in parts} == {first["id"]}
    assert [part["target"]["selector"][1]["exact"] for part in parts] == [
        "said", "she", "in a letter", "the Coastal Post",
    ]  # fmt: skip


@pytest.mark.parametrize("path", ["a.txt", "a.md", "-"])
def test_in_a_text_file_positions_are_its_characters(path: str) -> None:
    for annotation in collection(awkward_report(path))["first"]["items"]:
        targets = annotation["target"] if isinstance(annotation["target"], list) else [annotation["target"]]
        for target in targets:
            where, quote = target["selector"]
            assert where["type"] == "TextPositionSelector"
            assert RAW[where["start"] : where["end"]] == quote["exact"]
            assert RAW[: where["start"]].endswith(quote["prefix"])
            assert RAW[where["end"] :].startswith(quote["suffix"])
            assert len(quote["prefix"]) == min(AROUND, where["start"])


def test_in_a_file_with_markup_positions_are_its_bytes() -> None:
    first = collection(awkward_report("a.html"))["first"]["items"][0]
    exact = []
    for target in first["target"]:
        where, quote = target["selector"]
        assert where["type"] == "DataPositionSelector"
        exact.append((RAW.encode()[where["start"] : where["end"]].decode(), quote["exact"]))
    assert exact == [("“It is\tover.”", "“It is\tover.”"), ("&amp; Co.", "& Co.")]


def test_in_a_packed_file_only_the_words_tell_the_place() -> None:
    first = collection(awkward_report("a.docx"))["first"]["items"][0]
    assert [selector["type"] for selector in first["target"][0]["selector"]] == ["TextQuoteSelector"]
    assert first["target"][1]["selector"][0]["exact"] in TEXT


def test_names_are_the_same_whenever_the_same_is_read(report: ArticleReport) -> None:
    assert collection(report) == collection(report)
    other = replace(report, article=replace(report.article, path="b/quay.txt"))
    ids = [item["id"] for one in (report, other) for item in collection(one)["first"]["items"]]
    assert len(set(ids)) == len(ids)
    assert collection(report)["id"] != collection(other)["id"]


def test_a_collection_of_nothing_is_whole() -> None:
    form = collection()
    assert (form["total"], form["first"]["items"]) == (0, [])


def test_a_speaker_who_is_not_known_is_described_and_not_identified(report: ArticleReport) -> None:
    (first, *_) = collection(replace(report, relations=(open_relation(),)))["first"]["items"]
    assert [body["purpose"] for body in first["body"]] == ["describing", "classifying", "classifying", "classifying"]
