"""Each check flags and stays clean where its cases in `fixtures/checks` say, through the trained pipeline."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from attrib.catalogue import load_checks
from attrib.checking import Check, run_checks
from attrib.engine import Engine, Reading
from attrib.readers.plain import plain_article
from attrib.rulefiles import unmark

FOLDER = Path(__file__).parent.parent / "fixtures" / "checks"


@cache
def engine() -> Engine:
    return Engine()


@cache
def checks() -> dict[str, Check]:
    return {check.info.code: check for check in load_checks()}


def cases() -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*.yaml")):
        data = yaml.safe_load(path.read_text("utf-8"))
        for kind in ("flagged", "clean"):
            for number, case in enumerate(data[kind], start=1):
                yield pytest.param(data["code"], kind, case, id=f"{data['code']}-{kind}-{number}")


def read(text: str, *, head: bool) -> Reading:
    """Return the reading of a case; one with a `head` starts with a headline."""
    return engine().read(plain_article(text)) if head else engine().read_text(text)


@pytest.mark.model
@pytest.mark.parametrize(("code", "kind", "case"), list(cases()))
def test_case(code: str, kind: str, case: dict[str, Any]) -> None:
    unmarked = unmark(case["text"])
    assert unmarked is not None, "the [[…]] of the case do not pair"
    text, spans = unmarked
    assert bool(spans) == (kind == "flagged")
    reading = read(text, head=case.get("head", False))
    findings, troubles = run_checks(
        [checks()[code]], reading.article, reading.parse, reading.quotations, reading.relations
    )
    assert troubles == ()
    assert [finding.span.of(text) for finding in findings] == [span.of(text) for span in spans], case["why"]
    assert [finding.span for finding in findings] == list(spans)


def test_each_case_says_why_it_is_there() -> None:
    for path in sorted(FOLDER.glob("*.yaml")):
        data = yaml.safe_load(path.read_text("utf-8"))
        assert path.stem == data["code"]
        for case in (*data["flagged"], *data["clean"]):
            assert case["why"].strip()
            assert case["text"].strip()
