from __future__ import annotations

import json
from typing import Any

import pytest
from support.awkward import RAW, report, validate, whole_output

from attrib.model import ArticleReport
from attrib.reporters.rdjson import RdjsonCheck, RdjsonlCheck


def result(*reports: ArticleReport, troubles: bool = True) -> dict[str, Any]:
    return json.loads(whole_output(RdjsonCheck(), *reports, troubles=troubles))


@pytest.mark.parametrize("reports", [(), (report(),), (report(), report("b.md"), report("c.jsonl", "r 7"))])
@pytest.mark.parametrize("troubles", [True, False])
def test_a_result_is_as_reviewdog_has_it(reports: tuple[ArticleReport, ...], troubles: bool) -> None:
    validate("rdjson.schema.json", result(*reports, troubles=troubles))


def test_columns_count_bytes_of_utf_8() -> None:
    lines = RAW.encode("utf-8").split(b"\n")
    found = result(report(), troubles=False)["diagnostics"]
    for diagnostic, words in zip(found, ["Sources", "&amp; Co."], strict=False):
        where = diagnostic["location"]["range"]
        start, end = where["start"], where["end"]
        assert start["line"] == end["line"]
        line = lines[start["line"] - 1]
        assert line[start["column"] - 1 : end["column"] - 1].decode("utf-8") == words
    related = found[0]["related_locations"][0]["location"]["range"]["start"]
    assert lines[related["line"] - 1][related["column"] - 1 :].startswith(b"&amp; Co.")


def test_lines_are_the_same_diagnostics_with_their_source() -> None:
    whole = result(report())
    lines = [json.loads(line) for line in whole_output(RdjsonlCheck(), report()).splitlines()]
    assert lines == [{**one, "source": whole["source"]} for one in whole["diagnostics"]]
    assert [one["severity"] for one in lines] == ["WARNING", "WARNING", "INFO", "ERROR", "WARNING", "ERROR", "ERROR"]
