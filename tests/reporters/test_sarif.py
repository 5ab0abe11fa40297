from __future__ import annotations

import json
from pathlib import PurePosixPath
from typing import Any

import pytest
from support.awkward import BROKEN, GONE, RAW, RULES, book, place, report, validate, whole_output

from attrib.model import ArticleReport
from attrib.reporters.places import Repository
from attrib.reporters.sarif import SarifCheck

HERE = Repository(PurePosixPath("/desk"), PurePosixPath("/desk"), PurePosixPath)


def log(*reports: ArticleReport, troubles: bool = True) -> dict[str, Any]:
    return json.loads(whole_output(SarifCheck(book(), HERE), *reports, troubles=troubles))


@pytest.fixture
def run() -> dict[str, Any]:
    return log(report())["runs"][0]


@pytest.mark.parametrize("reports", [(), (report(),), (report(), report("stories/b.md"), report("c.jsonl", "r 7"))])
@pytest.mark.parametrize("troubles", [True, False])
def test_a_log_is_as_the_standard_has_it(reports: tuple[ArticleReport, ...], troubles: bool) -> None:
    validate("sarif-2.1.0.json", log(*reports, troubles=troubles))


def test_places_are_those_of_the_file_in_code_points(run: dict[str, Any]) -> None:
    assert run["columnKind"] == "unicodeCodePoints"
    notice, sources, entity, quotation, *_, empty = run["results"]
    region = sources["locations"][0]["physicalLocation"]["region"]
    at = RAW.index("Sources")
    assert (region["startLine"], region["startColumn"]) == place(at) == (1, 9)
    assert (region["endLine"], region["endColumn"]) == place(at + len("Sources"))
    assert region["snippet"]["text"] == "Sources"
    assert entity["locations"][0]["physicalLocation"]["region"]["snippet"]["text"] == "&amp; Co."
    region = quotation["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["endLine"]) == (1, 3)
    assert region["snippet"]["text"] == RAW[RAW.index("“It") : RAW.index("Tom &amp; Co") + len("Tom &amp; Co")]
    region = empty["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"]) == (region["endLine"], region["endColumn"])
    assert notice["locations"][0]["physicalLocation"]["region"] == {"startLine": 1, "startColumn": 2}


def test_what_else_a_finding_speaks_of_goes_with_it(run: dict[str, Any]) -> None:
    related = run["results"][1]["relatedLocations"][0]
    assert (related["id"], related["message"]["text"]) == (1, "compare: & Co.")
    assert related["physicalLocation"]["region"]["snippet"]["text"] == "&amp; Co."


def test_what_is_let_stand_is_suppressed_where_it_was_said(run: dict[str, Any]) -> None:
    found = [one["suppressions"] for one in run["results"]]
    comment = {"kind": "inSource", "status": "accepted", "justification": "checked <&> fine"}
    baseline = {"kind": "external", "status": "accepted", "justification": "known: base.json"}
    assert found == [[], [], [], [], [comment], [baseline], []]


def test_rules_have_their_pages_and_results_their_rules(run: dict[str, Any]) -> None:
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.code for rule in RULES]
    assert rules[1]["name"] == "VagueSource"
    assert rules[1]["defaultConfiguration"] == {"enabled": True, "level": "warning"}
    assert rules[1]["fullDescription"]["text"] == "It matters."
    assert rules[1]["help"]["markdown"] == "# AT301 vague-source\n"
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert [one["level"] for one in run["results"][1:4]] == ["warning", "note", "error"]


def test_fingerprints_are_named_for_how_they_are_made(run: dict[str, Any]) -> None:
    assert run["results"][1]["partialFingerprints"] == {"attribFinding/v1": "0123456789abcdef"}


def test_paths_are_relative_and_encoded(run: dict[str, Any]) -> None:
    uri = run["results"][1]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "stories/caf%C3%A9%20one.md"
    uris = [artifact["location"]["uri"] for artifact in run["artifacts"]]
    assert uris == [uri, "gone%2C%20100%25.txt", "attrib.toml"]
    for number, artifact in enumerate(run["artifacts"]):
        assert artifact["location"]["index"] == number


def test_what_kept_attrib_from_its_work_is_a_notification(run: dict[str, Any]) -> None:
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    (gone,), (broken,) = invocation["toolExecutionNotifications"], invocation["toolConfigurationNotifications"]
    assert (gone["descriptor"]["id"], gone["message"]["text"]) == ("AT901", GONE.message)
    assert broken["descriptor"]["id"] == "AT902"
    assert broken["locations"][0]["physicalLocation"]["region"] == {"startLine": BROKEN.line}
    (clean,) = log(report(), troubles=False)["runs"][0]["invocations"]
    assert clean == {"executionSuccessful": True}


def test_words_of_an_article_make_no_link() -> None:
    from dataclasses import replace

    one = report()
    linked = replace(one, findings=(replace(one.findings[0], message="See [here](http://a.b)."),))
    (result,) = log(linked, troubles=False)["runs"][0]["results"]
    assert result["message"]["text"] == "See [here]\\(http://a.b)."


def test_a_record_of_a_corpus_and_standard_input_have_their_names() -> None:
    record = log(report("c.jsonl", "r 7"), troubles=False)["runs"][0]["results"][0]
    assert record["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "r 7", "kind": "record"}]
    stdin = log(report("-"), troubles=False)["runs"][0]
    location = stdin["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"description": {"text": "standard input"}, "index": 0}
