"""The engine behind `attrib rules test`, tried with readings made by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from support.contexts import blank, make_article, relation

from attrib.checking import run_examples
from attrib.engine import Reading
from attrib.errors import RuleFilesError
from attrib.model import QuotationKind

RULE = """schema: 1
code: HOUSE101
name: hushed-voices
stage: checks
severity: note
message: "{match}"
why: To try examples on.
since: 0.1.0
matcher: token
scope: source
patterns:
  - {id: word, pattern: [{LOWER: voices}]}
exceptions:
  - {id: named, pattern: [{LOWER: holm}, {LOWER: voices}]}
  - {id: needless, pattern: [{LOWER: dale}]}
examples:
  flagged: ["[[Voices]] said no.", "[[Two]] voices said no."]
  clean: ["Holm voices said no.", "Three voices said no.", "Ann said no."]
"""


def read(text: str) -> Reading:
    """Read `… said …` as one relation."""
    article = make_article(text)
    source, _, content = text.partition(" said ")
    relations = (
        relation(article, content.rstrip("."), cue="said", source=source, kind=QuotationKind.INDIRECT),
    ) if content else ()  # fmt: skip
    return Reading(article, blank().parse(article), (), relations)


def test_examples_and_exceptions_of_a_check(tmp_path: Path) -> None:
    path = tmp_path / "rule.yaml"
    path.write_text(RULE, "utf-8")
    results = run_examples([tmp_path], read)
    assert [(result.example.kind, result.passed, result.message) for result in results] == [
        ("flagged", True, ""),
        ("flagged", False, "not flagged: Two, flagged but not marked: voices"),
        ("clean", True, ""),
        ("clean", False, "flagged but not marked: voices"),
        ("clean", True, ""),
        ("exception", True, ""),
        ("exception", False, "no clean example is flagged without the exception `needless`"),
    ]
    assert {result.example.path for result in results} == {str(path)}
    assert [result.example.line for result in results] == [17, 17, 18, 18, 18, 14, 15]


EXTRACTION = """schema: 1
name: saying
stage: extraction
language: en
matcher: dependency
why: To try examples on.
patterns:
  - {id: said, frame: that-clause, content: rest, pattern: [{RIGHT_ID: cue, RIGHT_ATTRS: {LEMMA: say}}]}
examples:
  relations:
    - {text: "Ann said it rained.", source: Ann, cue: said, content: it rained}
    - {text: "Ann said it rained.", source: Ann, cue: said, content: rained}
  none:
    - "It rained."
    - "Ann said it snowed."
"""


def test_examples_of_an_extraction_rule(tmp_path: Path) -> None:
    (tmp_path / "rule.yaml").write_text(EXTRACTION, "utf-8")
    results = run_examples([tmp_path], read)
    assert [(result.example.kind, result.passed, result.message) for result in results] == [
        ("relation", True, ""),
        (
            "relation",
            False,
            "expected source “Ann”, cue “said”, content “rained”, found source “Ann”, cue “said”, content “it rained”",
        ),
        ("none", True, ""),
        ("none", False, "a relation was read: source “Ann”, cue “said”, content “it snowed”"),
    ]


NAMED = """    - {text: "Ann said it rained.", source: Ann, cue: said, content: it rained, pattern: said,
        modality: asserted}
    - {text: "Ann said it rained.", source: Ann, cue: said, content: it rained, modality: refused}
"""


def test_an_example_may_name_the_pattern_and_the_modality(tmp_path: Path) -> None:
    start, end = EXTRACTION.index("    - {text"), EXTRACTION.index("  none:")
    (tmp_path / "rule.yaml").write_text(EXTRACTION[:start] + NAMED + EXTRACTION[end:], "utf-8")

    def read_by(rule: str) -> list[str]:
        def read_text(text: str) -> Reading:
            reading = read(text)
            return replace(reading, relations=tuple(replace(found, rule=rule) for found in reading.relations))

        return [result.message for result in run_examples([tmp_path], read_text) if result.example.kind == "relation"]

    same = "source “Ann”, cue “said”, content “it rained”"
    assert read_by("said") == ["", f"expected {same} (refused), found {same} (asserted)"]
    assert read_by("other")[0] == f"expected {same} (said, asserted), found {same} (other, asserted)"


def test_faults_of_all_files_come_before_any_example_is_run(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(RULE.replace("scope: source", "scope: sauce"), "utf-8")
    (tmp_path / "b.yaml").write_text(EXTRACTION.replace("LEMMA", "LEMA"), "utf-8")

    def unread(text: str) -> Reading:
        raise AssertionError(text)

    with pytest.raises(RuleFilesError) as caught:
        run_examples([tmp_path], unread)
    assert len(caught.value.faults) == 2


def test_codes_and_names_that_clash_are_faults(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(RULE, "utf-8")
    (tmp_path / "b.yaml").write_text(RULE, "utf-8")
    with pytest.raises(RuleFilesError) as caught:
        run_examples([tmp_path], read)
    assert [(fault.field, fault.message) for fault in caught.value.faults] == [
        ("code", f"`HOUSE101` is taken by {tmp_path / 'a.yaml'}"),
        ("name", f"`hushed-voices` is taken by {tmp_path / 'a.yaml'}"),
    ]
