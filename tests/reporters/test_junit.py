from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest
from junitparser import Error, Failure, JUnitXml, Skipped
from support.awkward import book, report, whole_output

from attrib.model import ArticleReport, Severity
from attrib.reporters.junit import JunitCheck


def parsed(*reports: ArticleReport, fail_on: Severity | None = Severity.ERROR, troubles: bool = True) -> JUnitXml:
    return JUnitXml.fromstring(whole_output(JunitCheck(book(fail_on)), *reports, troubles=troubles).encode("utf-8"))


def cases(suite: object) -> dict[str, list[object]]:
    return {case.name: list(case.result) for case in suite}  # type: ignore[attr-defined]


def test_each_article_is_a_suite_and_each_check_a_case() -> None:
    first, second = parsed(report("a/story.md"), report("b/story.md"), troubles=False)
    assert (first.name, second.name) == ("a/story.md", "b/story.md")
    assert list(cases(first)) == ["AT101 unattributed-quotation", "AT301 vague-source", "AT403 non-speech-cue"]
    assert (first.tests, first.failures, first.errors, first.skipped) == (3, 1, 0, 0)


@pytest.mark.parametrize(
    ("fail_on", "failing"),
    [(None, []), (Severity.ERROR, ["AT101"]), (Severity.NOTE, ["AT101", "AT301", "AT403"])],
)
def test_what_ends_in_exit_code_1_is_a_failure(fail_on: Severity | None, failing: list[str]) -> None:
    (suite,) = parsed(report(), fail_on=fail_on, troubles=False)
    found = {name[:5]: results for name, results in cases(suite).items()}
    assert [code for code, results in found.items() if any(isinstance(one, Failure) for one in results)] == failing
    assert suite.failures == len(failing)


def test_a_failure_has_its_severity_and_every_place() -> None:
    (suite,) = parsed(report(), fail_on=Severity.WARNING, troubles=False)
    (failure,) = cases(suite)["AT301 vague-source"]
    assert isinstance(failure, Failure)
    assert (failure.type, failure.message) == ("warning", "Seen: Sources. (and 1 more)")
    assert failure.text.splitlines() == [
        "stories/café one.md:1:9: warning: Seen: Sources.",
        "stories/café one.md:1:29: warning: Here.",
    ]


def test_what_is_below_stands_in_the_output_of_a_case_that_passes() -> None:
    (suite,) = parsed(report(), troubles=False)
    case = next(case for case in suite if case.name.startswith("AT403"))
    assert case.result == []
    assert case.system_out == "stories/café one.md:3:5: note: Seen: & Co..\n"


def test_a_case_of_which_all_is_let_stand_is_skipped() -> None:
    one = report()
    (suite,) = parsed(replace(one, findings=tuple(f for f in one.findings if f.suppressed)), troubles=False)
    (skipped,) = cases(suite)["AT301 vague-source"]
    assert isinstance(skipped, Skipped)
    assert skipped.message == "checked <&> fine; known: base.json"
    assert suite.skipped == 1


def test_a_file_that_was_not_read_is_an_error() -> None:
    suites = list(parsed())
    assert [suite.name for suite in suites] == ["gone, 100%.txt", "attrib.toml"]
    (error,) = cases(suites[0])["AT901 unreadable-article"]
    assert isinstance(error, Error)
    assert (error.type, error.message, suites[0].errors) == ("error", "no such file", 1)


def test_what_xml_cannot_spell_is_replaced() -> None:
    one = report("a\x00\x1b\ud800\ufffe\n<&>\"'.md")
    wild = replace(one.findings[2], message="\x07]]> \ud83d <b>&amp;")
    text = whole_output(JunitCheck(book()), replace(one, findings=(wild,)), troubles=False)
    root = ElementTree.fromstring(text)
    assert root[0].get("name") == "a\ufffd\ufffd\ufffd\ufffd\n<&>\"'.md"
    assert root.find(".//failure").get("message") == "\ufffd]]> \ufffd <b>&amp;"  # type: ignore[union-attr]


def test_the_document_is_whole_without_an_article() -> None:
    assert list(parsed(troubles=False)) == []
