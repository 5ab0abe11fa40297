"""Running and choosing checks, and the pages made of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from support.contexts import blank, make_article

from attrib.checking import Check, CheckContext, CheckInfo, Option, render_page, run_checks, select_checks
from attrib.errors import ConfigError
from attrib.model import CharSpan, Finding, Severity, Trouble


def make_check(code: str, name: str, *places: tuple[int, int], enabled: bool = True, fails: bool = False) -> Check:
    def run(context: CheckContext) -> Iterator[Finding]:
        for start, end in places:
            yield context.finding(CharSpan(start, end))
        if fails:
            raise IndexError("out of range\nsecond line")

    return Check(CheckInfo(code, name, Severity.WARNING, "m", "Help.", "0.1.0", enabled=enabled), run)


FIRST = make_check("AT101", "first-fault", (8, 12), (0, 3))
SECOND = make_check("AT501", "second-fault", (0, 3))
OFF = make_check("AT505", "third-fault", (4, 6), enabled=False)
FAILING = make_check("AT503", "failing", (1, 2), fails=True)


def run(*checks: Check) -> tuple[tuple[Finding, ...], tuple[Trouble, ...]]:
    article = make_article("One two three.")
    return run_checks(checks, article, blank().parse(article), (), ())


def test_findings_come_by_place_and_then_code() -> None:
    findings, troubles = run(SECOND, FIRST)
    assert [(finding.span.start, finding.code) for finding in findings] == [(0, "AT101"), (0, "AT501"), (8, "AT101")]
    assert troubles == ()


def test_a_check_that_raises_is_a_trouble_and_the_others_run() -> None:
    findings, troubles = run(FAILING, SECOND)
    assert [finding.code for finding in findings] == ["AT501"]
    (trouble,) = troubles
    assert (trouble.code, trouble.name, trouble.severity) == ("AT905", "check-failed", Severity.ERROR)
    assert trouble.message.startswith("AT503 failing stopped with IndexError: out of range;")


def test_options_reach_their_check_only() -> None:
    seen = {}

    def look(context: CheckContext) -> Iterator[Finding]:
        seen[context.info.code] = context.number("min_words")
        return iter(())

    options = (Option("min_words", 4, "Words."),)
    checks = [
        Check(CheckInfo(code, code.lower(), Severity.NOTE, "m", "h", "0.1.0", options=options), look)
        for code in ("AT101", "AT501")
    ]
    article = make_article("One.")
    run_checks(checks, article, blank().parse(article), (), (), options={"AT501": {"min_words": 9}})
    assert seen == {"AT101": 4, "AT501": 9}


CHECKS = (FIRST, SECOND, FAILING, OFF)


@pytest.mark.parametrize(
    ("select", "ignore", "codes"),
    [
        ((), (), ["AT101", "AT501", "AT503"]),
        ((), ("AT5",), ["AT101"]),
        ((), ("first-fault",), ["AT501", "AT503"]),
        (("ALL",), (), ["AT101", "AT501", "AT503", "AT505"]),
        (("AT5",), (), ["AT501", "AT503", "AT505"]),
        (("at101", "third-fault"), (), ["AT101", "AT505"]),
        (("AT501",), ("AT5",), ["AT501"]),
        (("AT5",), ("AT501",), ["AT503", "AT505"]),
        (("AT501",), ("AT501",), []),
        (("ALL",), ("ALL",), []),
    ],
)
def test_select_checks(select: tuple[str, ...], ignore: tuple[str, ...], codes: list[str]) -> None:
    assert [check.info.code for check in select_checks(CHECKS, select, ignore)] == codes


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("AT104", "no check is called 'AT104' (did you mean AT101 first-fault?)"),
        ("AT999", "no check is called 'AT999' (`attrib rules list` names them all)"),
        ("second-falt", "no check is called 'second-falt' (did you mean AT501 second-fault?)"),
        ("zzz", "no check is called 'zzz' (`attrib rules list` names them all)"),
        ("", "no check is called ''"),
        ("AT902", "AT902 broken-rule-file is attrib's own trouble and cannot be chosen or ignored"),
        ("check-failed", "AT905 check-failed is attrib's own trouble and cannot be chosen or ignored"),
    ],
)
def test_words_that_name_no_check_are_errors(word: str, said: str) -> None:
    for arguments in ({"select": [word]}, {"ignore": [word]}):
        with pytest.raises(ConfigError) as caught:
            select_checks(CHECKS, **arguments)
        assert str(caught.value).startswith(said)


def test_a_page_shows_reason_copy_and_options() -> None:
    info = CheckInfo(
        "AT101",
        "first-fault",
        Severity.ERROR,
        "m",
        "What it flags.\n\nWhy: the reason,\nin two lines.\n\nMore.\n\nFlagged:\n    Bad copy.\n\n    More bad.\n\n"
        "Clean:\n    Good copy.\n",
        "0.1.0",
        options=(Option("min_words", 4, "Words."), Option("words", ("a", "b"), "Which."), Option("x", True, "If.")),
        guides=("AP", "HOUSE"),
    )
    assert (
        render_page(info)
        == """# AT101 first-fault

What it flags.

*error, on by default; looks at the reporter's own words; asked for by AP Stylebook, HOUSE; since 0.1.0*

## Why

the reason,
in two lines.

More.

## Flagged

```text
Bad copy.

More bad.
```

## Clean

```text
Good copy.
```

## Options

- `min_words` (4 unless set): Words.
- `words` ([a, b] unless set): Which.
- `x` (true unless set): If.
"""
    )
