"""SARIF 2.1.0 (OASIS), the exchange format of static analysis: code scanning, editors and archives read it.

Findings are results, those let stand with their suppression.  What kept attrib from its work is a notification of the
invocation: it is no property of an article.  `columnKind` says that columns count code points.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrib.model import Article, ArticleReport, CharSpan, Finding, Severity, Trouble
from attrib.reporters.base import Totals
from attrib.reporters.places import STDIN, Repository, raw_words
from attrib.reporters.rules import Rule, Rulebook
from attrib.reporters.streams import JsonList, dump

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
VERSION = "2.1.0"
# Fingerprints are told apart by how they are made: another way of making them gets another name.
FINGERPRINT = "attribFinding/v1"
# Words of the article that go with a place; a finding may be about a whole book on one line.
LONGEST_SNIPPET = 1000
# As GitHub's code scanning grades what is no question of security.
GRADES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "recommendation"}
# Faults of rule and config files are told apart from those of the run.
CONFIGURATION = "AT902"

Form = dict[str, Any]


class SarifCheck:
    """`attrib check --format sarif`: one log with one run."""

    def __init__(self, book: Rulebook, repository: Repository) -> None:
        self._book = book
        self._repository = repository
        self._index = {rule.code: number for number, rule in enumerate(book.rules)}
        self._results = JsonList()
        self._artifacts: dict[str, Form] = {}
        self._notes: dict[str, list[Form]] = {"toolExecutionNotifications": [], "toolConfigurationNotifications": []}

    def begin(self) -> str:
        """Return the start of the log: the tool and its rules."""
        driver: Form = {
            "name": "attrib",
            "fullName": f"attrib {self._book.version}".strip(),
            "shortDescription": {"text": "A linter for attribution in journalism."},
            "rules": [_rule(rule) for rule in self._book.rules],
        }
        if self._book.version:
            driver["version"] = driver["semanticVersion"] = self._book.version
        head = (
            f'{{"$schema": {dump(SCHEMA)}, "version": {dump(VERSION)}, "runs": [{{"tool": {{"driver": {dump(driver)}}}'
        )
        return f'{head}, "columnKind": "unicodeCodePoints", "newlineSequences": ["\\r\\n", "\\n", "\\r"], "results": ['

    def article(self, report: ArticleReport, troubles: Sequence[Trouble] = ()) -> str:
        """Return the results of an article, those let stand among them."""
        self._artifact(report.article.path, report.article.encoding)
        out = self.trouble(report.article.path, troubles)
        return out + "".join(self._results.item(self._result(report.article, finding)) for finding in report.findings)

    def trouble(self, path: str, troubles: Sequence[Trouble]) -> str:
        """Return those troubles that count as findings; the others are kept for the invocation."""
        out = []
        for trouble in troubles:
            if trouble.is_failure:
                kind = "Configuration" if trouble.code == CONFIGURATION else "Execution"
                self._notes[f"tool{kind}Notifications"].append(self._notification(trouble))
            else:
                out.append(self._results.item(self._notice(trouble)))
        return "".join(out)

    def end(self, totals: Totals) -> str:
        """Return the files that were read, the invocation, and the end of the log."""
        failed = any(self._notes.values())
        invocation = {"executionSuccessful": not failed, **{key: notes for key, notes in self._notes.items() if notes}}
        artifacts = dump(list(self._artifacts.values()))
        return f'{self._results.close()}, "artifacts": {artifacts}, "invocations": [{dump(invocation)}]}}]}}\n'

    def _result(self, article: Article, finding: Finding) -> Form:
        form = self._head(finding.code, finding.severity, finding.message)
        form["locations"] = [self._location(article, finding.span)]
        if finding.related:
            form["relatedLocations"] = [
                {**self._location(article, related.span), "id": number, "message": {"text": plain(related.message)}}
                for number, related in enumerate(finding.related, 1)
            ]
        if finding.fingerprint:
            form["partialFingerprints"] = {FINGERPRINT: finding.fingerprint}
        # An empty list says that nothing is suppressed, a missing one that nobody knows.
        form["suppressions"] = [] if finding.suppressed is None else [_suppression(article, finding)]
        return form

    def _notice(self, trouble: Trouble) -> Form:
        form = self._head(trouble.code, trouble.severity, trouble.message)
        return {**form, "locations": [self._place_of(trouble)], "suppressions": []}

    def _head(self, code: str, severity: Severity, message: str) -> Form:
        index = {"ruleIndex": self._index[code]} if code in self._index else {}
        return {"ruleId": code, **index, "level": severity.value, "message": {"text": plain(message)}}

    def _notification(self, trouble: Trouble) -> Form:
        descriptor: Form = {"id": trouble.code}
        form: Form = {
            "descriptor": descriptor,
            "level": trouble.severity.value,
            "message": {"text": plain(trouble.message)},
            "locations": [self._place_of(trouble)],
        }
        if trouble.check is not None:
            rule: Form = {"id": trouble.check}
            if trouble.check in self._index:
                rule["index"] = self._index[trouble.check]
            form["associatedRule"] = rule
        return form

    def _place_of(self, trouble: Trouble) -> Form:
        place: Form = {"artifactLocation": self._artifact(trouble.path)}
        if trouble.line is not None:
            place["region"] = {"startLine": trouble.line}
            if trouble.column is not None:
                place["region"]["startColumn"] = trouble.column
        return {"physicalLocation": place}

    def _location(self, article: Article, span: CharSpan) -> Form:
        start, end = article.locate(span)
        region: Form = {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        }
        words = raw_words(article, span)
        if 0 < len(words) <= LONGEST_SNIPPET:
            region["snippet"] = {"text": words}
        artifact = self._artifact(article.path, article.encoding)
        form: Form = {"physicalLocation": {"artifactLocation": artifact, "region": region}}
        if article.id is not None:
            form["logicalLocations"] = [{"fullyQualifiedName": article.id, "kind": "record"}]
        return form

    def _artifact(self, path: str, encoding: str | None = None) -> Form:
        """Return how results refer to the file at `path`, and keep it for the list of files."""
        known = self._artifacts.get(path)
        if known is None:
            location: Form = (
                {"description": {"text": "standard input"}} if path == STDIN else {"uri": self._repository.uri(path)}
            )
            known = {"location": {**location, "index": len(self._artifacts)}}
            self._artifacts[path] = known
        if encoding is not None and "encoding" not in known:
            known["encoding"] = encoding.upper()
            known["roles"] = ["analysisTarget"]
        return dict(known["location"])


def plain(message: str) -> str:
    """Return a message in which nothing is a link: `[words](target)` of an article must not become one."""
    return message.replace("](", "]\\(")


def _suppression(article: Article, finding: Finding) -> Form:
    kind = "inSource" if finding.suppressed_by in {None, article.path} else "external"
    return {"kind": kind, "status": "accepted", "justification": finding.suppressed}


def _rule(rule: Rule) -> Form:
    return {
        "id": rule.code,
        "name": _pascal(rule.name),
        "shortDescription": {"text": plain(rule.summary)},
        "fullDescription": {"text": plain(rule.why or rule.summary)},
        "help": {"text": rule.page or rule.help or rule.summary, "markdown": rule.page or rule.help or rule.summary},
        "defaultConfiguration": {"enabled": rule.enabled, "level": rule.severity.value},
        "properties": {
            "tags": ["attribution", rule.name],
            "problem.severity": GRADES[rule.severity],
            "origin": rule.origin,
        },
    }


def _pascal(name: str) -> str:
    """Return `unattributed-quotation` as `UnattributedQuotation`, as SARIF asks for names of rules."""
    return "".join(part[:1].upper() + part[1:] for part in name.replace("_", "-").split("-"))
