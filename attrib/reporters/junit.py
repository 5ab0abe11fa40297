"""JUnit XML: test reports of build servers, one suite an article, one test case a check that looked at it.

What ends in exit code 1 is a failure, of the severity as its type; graver than that, an article that could not be
checked is an error.  What is below stands in the output of a test that passes, and what is let stand is skipped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

from attrib.model import Article, ArticleReport, Finding, Severity, Trouble
from attrib.reporters.base import Totals
from attrib.reporters.rules import Rulebook, Standard
from attrib.reporters.terminal import one_line

# XML 1.0 has no spelling at all for these.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class JunitCheck:
    """`attrib check --format junit`."""

    def __init__(self, book: Rulebook) -> None:
        self._book = book

    def begin(self) -> str:
        """Return the start of the document."""
        return '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="attrib">\n'

    def article(self, report: ArticleReport, troubles: Sequence[Trouble] = ()) -> str:
        """Return the suite of an article."""
        article, standard = report.article, self._book.standard(report.article.path)
        by_code: dict[tuple[str, str], list[Finding]] = {(rule.code, rule.name): [] for rule in standard.active}
        for finding in report.findings:
            by_code.setdefault((finding.code, finding.name), []).append(finding)
        name = article.path if article.id is None else f"{article.path} [{article.id}]"
        cases = [_case(name, code, article, found, standard) for code, found in sorted(by_code.items())]
        return _suite(name, [*_trouble_cases(name, troubles, standard), *cases])

    def trouble(self, path: str, troubles: Sequence[Trouble]) -> str:
        """Return the suite of a file that gave no article."""
        if not troubles:
            return ""
        return _suite(path, _trouble_cases(path, troubles, self._book.standard(path)))

    def end(self, totals: Totals) -> str:
        """Return the end of the document."""
        return "</testsuites>\n"


class _Case:
    """A test case: its element, and what it counts as."""

    def __init__(self, suite: str, name: str, inner: str = "", counts: str = "") -> None:
        head = f"    <testcase classname={_attribute(suite)} name={_attribute(name)}"
        self.text = f"{head}>\n{inner}    </testcase>\n" if inner else f"{head}/>\n"
        self.counts = counts


def _suite(name: str, cases: Sequence[_Case]) -> str:
    counted = [case.counts for case in cases]
    numbers = " ".join(f'{kind}="{counted.count(kind)}"' for kind in ("failures", "errors", "skipped"))
    head = f'  <testsuite name={_attribute(name)} tests="{len(cases)}" {numbers}>\n'
    return f"{head}{''.join(case.text for case in cases)}  </testsuite>\n"


def _case(
    suite: str, check: tuple[str, str], article: Article, findings: Sequence[Finding], standard: Standard
) -> _Case:
    name = " ".join(check)
    shown = [finding for finding in findings if finding.suppressed is None]
    failing = [finding for finding in shown if standard.fails(finding.severity)]
    below = "".join(_line(article, finding) for finding in shown if not standard.fails(finding.severity))
    out = f"      <system-out>{_text(below)}</system-out>\n" if below else ""
    if failing:
        worst = max((finding.severity for finding in failing), key=lambda severity: severity.rank)
        body = "".join(_line(article, finding) for finding in failing)
        return _Case(suite, name, _verdict("failure", worst, _told(failing), body) + out, "failures")
    reasons = [finding.suppressed for finding in findings if finding.suppressed is not None]
    if reasons and not shown:
        return _Case(
            suite, name, f"      <skipped message={_attribute('; '.join(dict.fromkeys(reasons)))}/>\n", "skipped"
        )
    return _Case(suite, name, out)


def _trouble_cases(suite: str, troubles: Iterable[Trouble], standard: Standard) -> list[_Case]:
    """Return a case for each kind of trouble."""
    by_kind: dict[tuple[str, str], list[Trouble]] = {}
    for trouble in troubles:
        by_kind.setdefault((trouble.code, trouble.name), []).append(trouble)
    out = []
    for kind, found in by_kind.items():
        body = "".join(f"{_place(one)}: {one.severity.value}: {one_line(one.message)}\n" for one in found)
        first = one_line(found[0].message)
        if found[0].is_failure:
            out.append(_Case(suite, " ".join(kind), _verdict("error", found[0].severity, first, body), "errors"))
        elif standard.fails(found[0].severity):
            out.append(_Case(suite, " ".join(kind), _verdict("failure", found[0].severity, first, body), "failures"))
        else:
            out.append(_Case(suite, " ".join(kind), f"      <system-out>{_text(body)}</system-out>\n"))
    return out


def _verdict(element: str, severity: Severity, message: str, body: str) -> str:
    head = f"      <{element} type={_attribute(severity.value)} message={_attribute(message)}>"
    return f"{head}{_text(body)}</{element}>\n"


def _told(findings: Sequence[Finding]) -> str:
    first = one_line(findings[0].message)
    return first if len(findings) == 1 else f"{first} (and {len(findings) - 1:,} more)"


def _line(article: Article, finding: Finding) -> str:
    start, _ = article.locate(finding.span)
    place = f"{article.path}:{start.line}:{start.column}"
    return f"{place}: {finding.severity.value}: {one_line(finding.message)}\n"


def _place(trouble: Trouble) -> str:
    return trouble.path if trouble.line is None else f"{trouble.path}:{trouble.line}"


def _text(text: str) -> str:
    return escape(_FORBIDDEN.sub("\ufffd", text), quote=False)


def _attribute(text: str) -> str:
    # A line end in an attribute would be read as a blank.
    return '"' + escape(_FORBIDDEN.sub("\ufffd", text)).replace("\n", "&#10;").replace("\r", "&#13;") + '"'
