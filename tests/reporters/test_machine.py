from __future__ import annotations

import json
from dataclasses import replace
from importlib import resources

import pytest
from jsonschema import Draft202012Validator

from attrib.model import (
    Anonymity,
    AnonymityReason,
    Article,
    ArticleReport,
    CharSpan,
    Evidence,
    EvidenceKind,
    Severity,
    SourceMap,
    Speaker,
    SpeakerKind,
    Spelling,
    Trouble,
)
from attrib.reporters import Totals
from attrib.reporters.machine import JsonCheck, JsonExtract, JsonlCheck, JsonlExtract

GONE = Trouble("AT901", "unreadable-article", Severity.ERROR, "no such file", "gone.txt")


def validator(name: str) -> Draft202012Validator:
    schema = json.loads(resources.files("attrib.reporters").joinpath("schemas", name).read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def check_output(reporter: JsonCheck | JsonlCheck, report: ArticleReport) -> str:
    totals = Totals()
    totals.add(report)
    totals.troubles += 1
    return "".join(
        [reporter.begin(), reporter.article(report), reporter.trouble("gone.txt", [GONE]), reporter.end(totals)]
    )


def test_a_line_of_extract_has_the_keys_of_the_published_form_in_their_order(report: ArticleReport) -> None:
    form = json.loads(JsonlExtract().article(report))
    assert list(form) == ["id", "path", "attributions"]
    assert list(form["attributions"][0])[:12] == [
        "id", "kind", "content", "cue", "source", "speaker", "reporting_sources", "venue", "parent", "act", "modality",
        "rule",
    ]  # fmt: skip
    assert list(form["attributions"][0]["speaker"])[:5] == ["name", "kind", "titles", "resolved_by", "candidates"]


def test_a_relation_reads_as_it_was_made(report: ArticleReport) -> None:
    text = report.article.text
    first, second = json.loads(JsonlExtract().article(report))["attributions"]
    assert [text[s:e] for s, e in first["content"]] == ["“The ice took the pilings,”"]
    assert [text[s:e] for s, e in first["cue"]] == ["said"]
    assert first["reporting_sources"][0]["name"] == "the Coastal Post"
    assert text[slice(*first["reporting_sources"][0]["span"])] == "the Coastal Post"
    assert first["venue"] == ["in a letter"]
    assert (first["line"], first["column"]) == (3, 1)
    assert first["confidence"] == 0.938
    assert second["speaker"]["name"] is None
    assert [one["name"] for one in second["speaker"]["candidates"]] == ["Pia Berg", "Ines Tol"]
    assert (second["act"], second["modality"], second["parent"]) == ("decree", "negated", "a1")


def test_the_id_of_a_file_is_its_path_and_that_of_a_record_its_own(report: ArticleReport) -> None:
    assert json.loads(JsonlExtract().article(report))["id"] == "quay.txt"
    record = replace(report, article=replace(report.article, id="r7"))
    assert json.loads(JsonlExtract().article(record))["id"] == "r7"


def test_extract_forms_are_valid(report: ArticleReport) -> None:
    line = JsonlExtract().article(report)
    assert line.count("\n") == 1
    validator("extract-jsonl-1.schema.json").validate(json.loads(line))
    whole, totals = JsonExtract(), Totals()
    totals.add(report)
    text = whole.begin() + whole.article(report) + whole.article(report) + whole.end(totals)
    validator("extract-json-1.schema.json").validate(json.loads(text))
    assert json.loads(text)["summary"]["relations"] == 2


def test_check_forms_are_valid(report: ArticleReport) -> None:
    whole = json.loads(check_output(JsonCheck(), report))
    validator("check-json-1.schema.json").validate(whole)
    assert whole["summary"] == {
        "articles": 1, "flagged": 1, "errors": 0, "warnings": 1, "notes": 0, "troubles": 1,
    }  # fmt: skip
    rows = [json.loads(line) for line in check_output(JsonlCheck(), report).splitlines()]
    assert rows == whole["files"]
    for row in rows:
        validator("check-jsonl-1.schema.json").validate(row)


def test_the_schemas_refuse_what_is_not_the_form(report: ArticleReport) -> None:
    form = json.loads(JsonlExtract().article(report))
    del form["attributions"][0]["modality"]
    assert not validator("extract-jsonl-1.schema.json").is_valid(form)
    finding = json.loads(JsonlCheck().article(report))
    finding["findings"][0]["severity"] = "grave"
    assert not validator("check-jsonl-1.schema.json").is_valid(finding)


def test_a_finding_has_its_place_in_the_text_and_in_the_file(report: ArticleReport) -> None:
    finding = json.loads(JsonlCheck().article(report))["findings"][0]
    text = report.article.text
    assert text[finding["start"] : finding["end"]] == "“The ice took the pilings.”"
    assert (finding["line"], finding["column"], finding["end_line"], finding["end_column"]) == (5, 1, 5, 28)
    assert finding["related"][0]["line"] == 3
    assert finding["suppressed"] is None


def test_json_of_no_articles_is_json() -> None:
    reporter = JsonCheck()
    whole = json.loads(reporter.begin() + reporter.end(Totals()))
    validator("check-json-1.schema.json").validate(whole)
    assert whole["files"] == []


@pytest.mark.parametrize("raw", ["tab\there", "half \ud83d a pair", "\x1b[31mred\x1b[0m", "\u2028 line"])
def test_whatever_an_article_holds_stays_on_one_valid_line(raw: str) -> None:
    article = Article(raw, raw, SourceMap.identity(raw), (), path=raw)
    line = JsonlExtract().article(ArticleReport(article))
    stored = line.encode("utf-8", "backslashreplace").decode("utf-8")
    assert stored.count("\n") == 1
    assert json.loads(stored)["path"] == raw


def test_suppressed_findings_are_listed_and_not_counted(report: ArticleReport) -> None:
    quiet = replace(report, findings=(replace(report.findings[0], suppressed="archive quote"),))
    totals = Totals()
    totals.add(quiet)
    assert json.loads(JsonlCheck().article(quiet))["findings"][0]["suppressed"] == "archive quote"
    assert totals.at_or_above(Severity.NOTE) == 0
    assert totals.flagged == 0


def test_an_empty_span_has_a_place() -> None:
    article = Article("", "", SourceMap.identity(""), ())
    assert article.locate(CharSpan(0, 0))[0].line == 1


def test_an_unnamed_speaker_is_printed_with_what_is_told(report: ArticleReport) -> None:
    told = Anonymity(role=CharSpan(14, 28), number=1, reason=CharSpan(50, 60), reason_kind=AnonymityReason.RULES)
    speaker = Speaker("an aide", SpeakerKind.ANONYMOUS, anonymity=told)
    form = json.loads(
        JsonlExtract().article(replace(report, relations=(replace(report.relations[0], speaker=speaker),)))
    )
    validator("extract-jsonl-1.schema.json").validate(form)
    printed = form["attributions"][0]["speaker"]["anonymity"]
    assert (printed["role"], printed["number"], printed["count"]) == ([14, 28], 1, None)
    assert (printed["reason"], printed["reason_kind"]) == ([50, 60], "rules")


@pytest.mark.parametrize("name", ["jsonl", "json"])
def test_what_settled_a_speaker_and_how_the_name_is_spelt_are_told(report: ArticleReport, name: str) -> None:
    evidence = (Evidence(CharSpan(4, 7), EvidenceKind.SOURCE), Evidence(CharSpan(0, 3), EvidenceKind.NAME))
    spellings = (Spelling("Berg", (CharSpan(0, 3), CharSpan(8, 9))), Spelling("Bergh", (CharSpan(4, 7),)))
    speaker = Speaker("Pia Berg", resolved_by="surname", evidence=evidence, spellings=spellings)
    told = replace(report, relations=(replace(report.relations[0], speaker=speaker),))
    if name == "jsonl":
        form = article = json.loads(JsonlExtract().article(told))
    else:
        reporter = JsonExtract()
        form = json.loads(reporter.begin() + reporter.article(told) + reporter.end(Totals()))
        (article,) = form["articles"]
    validator(f"extract-{name}-1.schema.json").validate(form)
    printed = article["attributions"][0]["speaker"]
    assert printed["evidence"] == [{"span": [4, 7], "what": "source"}, {"span": [0, 3], "what": "name"}]
    assert printed["spellings"] == [
        {"word": "Berg", "spans": [[0, 3], [8, 9]]},
        {"word": "Bergh", "spans": [[4, 7]]},
    ]
