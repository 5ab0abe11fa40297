"""A small article in which every way of counting columns differs, and findings of every sort on it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from attrib.model import (
    Article,
    ArticleReport,
    Block,
    CharSpan,
    Finding,
    Related,
    Segment,
    SegmentKind,
    Severity,
    SourceMap,
    Trouble,
)
from attrib.reporters import CheckReporter, Totals
from attrib.reporters.rules import Rule, Rulebook, Standard

SCHEMAS = Path(__file__).resolve().parents[2] / "fixtures" / "schemas"
# CRLF, an emoji, a letter of two code points, a tab and an entity; `TEXT` is what is read of it.
RAW = "Cafe\u0301 😀\tSources said “It is\tover.”\r\n\r\nTom &amp; Co. 😀 denied [it](http://a.b), 100%.\r\n"
TEXT = RAW.replace("&amp;", "&")
RULES = tuple(
    Rule(code, name, severity, f"{name} in short.\n\nWhy: it matters.\n", f"# {code} {name}\n")
    for code, name, severity in (
        ("AT101", "unattributed-quotation", Severity.ERROR),
        ("AT301", "vague-source", Severity.WARNING),
        ("AT403", "non-speech-cue", Severity.NOTE),
        ("AT901", "unreadable-article", Severity.ERROR),
        ("AT903", "unused-suppression", Severity.WARNING),
    )
)


def awkward_article(path: str = "stories/café one.md", record: str | None = None) -> Article:
    at = TEXT.index("&")
    raw_end = RAW.index("&amp;") + len("&amp;")
    segments = (
        Segment(0, at, 0, at),
        Segment(at, at + 1, at, raw_end, SegmentKind.ENTITY),
        Segment(at + 1, len(TEXT), raw_end, len(RAW)),
    )
    second = TEXT.index("Tom")
    blocks = (Block(CharSpan(0, TEXT.index("\r"))), Block(CharSpan(second, len(TEXT) - 2)))
    return Article(RAW, TEXT, SourceMap(segments, text=TEXT, raw=RAW), blocks, path=path, id=record)


def span_of(words: str) -> CharSpan:
    at = TEXT.index(words)
    return CharSpan(at, at + len(words))


def finding(words: str, severity: Severity = Severity.WARNING, code: str = "AT301", **more: Any) -> Finding:
    names = {rule.code: rule.name for rule in RULES}
    fields = {"message": f"Seen: {words}.", "fingerprint": "0123456789abcdef", **more}
    return Finding(code=code, name=names[code], severity=severity, span=span_of(words), **fields)


def findings() -> tuple[Finding, ...]:
    """Findings of every severity: beside a tab, over an entity, over two paragraphs, suppressed, and of no width."""
    whole = CharSpan(span_of("“It").start, span_of("Tom & Co").end)
    return (
        finding("Sources", related=(Related("compare: & Co.", span_of("& Co.")),)),
        finding("& Co.", Severity.NOTE, "AT403"),
        Finding("AT101", "unattributed-quotation", Severity.ERROR, "Two\nparagraphs.", whole, fingerprint="aa"),
        finding("denied", suppressed="checked <&> fine", suppressed_by="stories/café one.md"),
        finding("said", suppressed="known: base.json", suppressed_by="base.json"),
        Finding(
            "AT301", "vague-source", Severity.WARNING, "Here.", CharSpan(span_of("over").start, span_of("over").start)
        ),
    )


def report(path: str = "stories/café one.md", record: str | None = None) -> ArticleReport:
    return ArticleReport(awkward_article(path, record), (), findings())


def place(raw_offset: int) -> tuple[int, int]:
    """Return line and column of an offset in `RAW`, found by counting and not by what attrib keeps."""
    before = RAW[:raw_offset]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


UNUSED = Trouble(
    "AT903", "unused-suppression", Severity.WARNING, "It hides nothing.", "stories/café one.md", line=1, column=2
)
GONE = Trouble("AT901", "unreadable-article", Severity.ERROR, "no such file", "gone, 100%.txt")
BROKEN = Trouble("AT902", "broken-rule-file", Severity.ERROR, "no such key", "attrib.toml", line=3)


def book(fail_on: Severity | None = Severity.ERROR) -> Rulebook:
    standard = Standard(tuple(rule for rule in RULES if not rule.code.startswith("AT9")), fail_on)
    return Rulebook("1.2.3", RULES, lambda _: standard)


def whole_output(reporter: CheckReporter, *reports: ArticleReport, troubles: bool = True) -> str:
    """Return what a reporter prints of a run, with attrib's own troubles of three sorts."""
    totals = Totals()
    out = [reporter.begin()]
    for one in reports:
        own = [UNUSED] if troubles else []
        totals.add(one, own)
        out.append(reporter.article(one, own))
    if troubles:
        out += [reporter.trouble(one.path, [one]) for one in (GONE, BROKEN)]
        totals.add_troubles([GONE, BROKEN])
    return "".join([*out, reporter.end(totals)])


def validate(name: str, form: object) -> None:
    """Raise where `form` is not as the schema called `name` has it."""
    schema = json.loads((SCHEMAS / name).read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(form)
