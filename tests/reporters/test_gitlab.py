from __future__ import annotations

import json
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

import pytest
from support.awkward import RAW, place, report, validate, whole_output

from attrib.model import ArticleReport
from attrib.reporters.gitlab import GitlabCheck
from attrib.reporters.places import Repository

HERE = Repository(PurePosixPath("/desk"), PurePosixPath("/desk"), PurePosixPath)


def issues(*reports: ArticleReport, troubles: bool = True) -> list[dict[str, Any]]:
    return json.loads(whole_output(GitlabCheck(HERE), *reports, troubles=troubles))


@pytest.mark.parametrize("reports", [(), (report(),), (report(), report("./b.md"), report("c.jsonl", "r 7"))])
@pytest.mark.parametrize("troubles", [True, False])
def test_a_report_is_as_gitlab_reads_it(reports: tuple[ArticleReport, ...], troubles: bool) -> None:
    validate("gitlab-codequality.schema.json", issues(*reports, troubles=troubles))


def test_an_issue_has_its_place_and_what_is_let_stand_is_left_out() -> None:
    found = issues(report(), troubles=False)
    assert [one["severity"] for one in found] == ["minor", "info", "major", "minor"]
    line, column = place(RAW.index("&amp;"))
    assert found[1]["location"]["positions"]["begin"] == {"line": line, "column": column}
    assert found[1]["location"]["path"] == "stories/café one.md"


def test_an_article_that_was_not_read_blocks() -> None:
    gone = next(one for one in issues() if one["check_name"].startswith("AT901"))
    assert gone["severity"] == "blocker"
    assert gone["location"] == {"path": "gone, 100%.txt", "lines": {"begin": 1}}


def test_every_issue_has_a_fingerprint_of_its_own_that_edits_elsewhere_leave() -> None:
    # Two articles of one name in two folders, and the same words twice in one.
    one = report("a/story.md")
    twice = replace(one, findings=(one.findings[0], one.findings[0]))
    found = [issue["fingerprint"] for issue in issues(twice, report("b/story.md"), troubles=False)]
    assert len(set(found)) == len(found) == 6
    moved = replace(one, findings=(one.findings[1], one.findings[0]))
    assert issues(moved, troubles=False)[1]["fingerprint"] == found[0]
