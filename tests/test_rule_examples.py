"""Every example of every rule file attrib ships with, and every exception, is a test."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from attrib.checking import ExampleResult, run_examples
from attrib.engine import Engine
from attrib.rulefiles import load_check_file, load_extraction_file, rule_paths, rules_dir, stage_of


@cache
def results(stage: str) -> list[ExampleResult]:
    return run_examples([path for path in rule_paths(rules_dir()) if stage_of(path) == stage], Engine().read_text)


@pytest.mark.model
@pytest.mark.parametrize("stage", ["checks", "extraction", "lexicon", "weights"])
def test_every_example_holds(stage: str) -> None:
    failed = [
        f"{result.example.rule}:{result.example.line} ({result.example.kind}) {result.example.text}\n  {result.message}"
        for result in results(stage)
        if not result.passed
    ]
    assert not failed, "\n".join(failed)


@pytest.mark.model
def test_no_rule_file_is_left_out() -> None:
    paths = {str(path) for path in rule_paths(rules_dir()) if stage_of(path) in {"checks", "extraction"}}
    ran = {result.example.path for stage in ("checks", "extraction") for result in results(stage)}
    assert ran == paths


def test_every_exception_of_a_check_is_among_its_examples() -> None:
    for path in rule_paths(rules_dir() / "checks"):
        file = load_check_file(path)
        assert len(file.clean) >= len(file.exceptions)


def test_every_extraction_pattern_has_two_examples_of_its_own() -> None:
    for path in rule_paths(rules_dir() / "extraction"):
        file = load_extraction_file(path)
        shown = Counter(example.pattern for example in file.relations)
        few = {pattern.id for pattern in file.patterns if shown[pattern.id] < 2}
        assert not few, file.path
        assert len(file.none) >= 4, file.path
