"""JSON and JSON Lines: the forms of `attrib.reporters.forms`, one article at a time.

One article stands on one line in both, so that a change in one article is a change in one line.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from attrib.ledger import LedgerSum
from attrib.model import ArticleReport, Ledger, Trouble
from attrib.reporters import forms
from attrib.reporters.base import Totals


class JsonlExtract:
    """`attrib extract --format jsonl`: one object an article, and nothing else."""

    def begin(self) -> str:
        """Return nothing: lines need no frame."""
        return ""

    def article(self, report: ArticleReport) -> str:
        """Return the article's line."""
        return _dump(forms.extract_form(report)) + "\n"

    def end(self, totals: Totals) -> str:
        """Return nothing: lines need no frame."""
        return ""


class JsonExtract:
    """`attrib extract --format json`: one object, its articles under `articles`."""

    def __init__(self) -> None:
        self._rows = _Rows("articles")

    def begin(self) -> str:
        """Return the object's start."""
        return self._rows.begin()

    def article(self, report: ArticleReport) -> str:
        """Return the article's row, with the ledger of its speakers where the report has one."""
        form = forms.extract_form(report)
        if report.ledger is not None:
            form["ledger"] = forms.ledger_form(report.ledger)
        return self._rows.row(form)

    def end(self, totals: Totals) -> str:
        """Return the counts and the object's end."""
        summary = {"articles": totals.articles, "relations": totals.relations, "troubles": totals.troubles}
        return self._rows.end(summary)


class JsonLedger:
    """`attrib extract --ledger --format json`: one object, the ledger of each article and all of them added up."""

    def __init__(self) -> None:
        self._rows = _Rows("articles")
        self._sum = LedgerSum()

    def begin(self) -> str:
        """Return the object's start."""
        return self._rows.begin()

    def article(self, report: ArticleReport) -> str:
        """Return the article's row."""
        ledger = report.ledger or Ledger()
        self._sum.add(ledger)
        return self._rows.row({**forms.article_form(report.article), "ledger": forms.ledger_form(ledger)})

    def end(self, totals: Totals) -> str:
        """Return the ledger of all articles, the counts and the object's end."""
        summary = {"articles": totals.articles, "relations": totals.relations, "troubles": totals.troubles}
        return self._rows.end(summary, total=forms.ledger_form(self._sum.total()))


class JsonlCheck:
    """`attrib check --format jsonl`: one object a file or corpus record."""

    def begin(self) -> str:
        """Return nothing: lines need no frame."""
        return ""

    def article(self, report: ArticleReport, troubles: Sequence[Trouble] = ()) -> str:
        """Return the article's line."""
        return _dump(forms.check_form(report, troubles)) + "\n"

    def trouble(self, path: str, troubles: Sequence[Trouble]) -> str:
        """Return the line of a file that gave no article."""
        return _dump(_trouble_row(path, troubles)) + "\n"

    def end(self, totals: Totals) -> str:
        """Return nothing: lines need no frame."""
        return ""


class JsonCheck:
    """`attrib check --format json`: one object, its files under `files`."""

    def __init__(self) -> None:
        self._rows = _Rows("files")

    def begin(self) -> str:
        """Return the object's start."""
        return self._rows.begin()

    def article(self, report: ArticleReport, troubles: Sequence[Trouble] = ()) -> str:
        """Return the article's row."""
        return self._rows.row(forms.check_form(report, troubles))

    def trouble(self, path: str, troubles: Sequence[Trouble]) -> str:
        """Return the row of a file that gave no article."""
        return self._rows.row(_trouble_row(path, troubles))

    def end(self, totals: Totals) -> str:
        """Return the counts and the object's end."""
        return self._rows.end(forms.summary_form(totals))


class _Rows:
    """A JSON object whose one long list is written row by row."""

    def __init__(self, key: str) -> None:
        self._key = key
        self._first = True

    def begin(self) -> str:
        return f'{{"schema": {forms.SCHEMA_VERSION}, "{self._key}": ['

    def row(self, form: forms.Form) -> str:
        lead = "\n  " if self._first else ",\n  "
        self._first = False
        return lead + _dump(form)

    def end(self, summary: forms.Form, **more: forms.Form) -> str:
        close = "]" if self._first else "\n]"
        rest = "".join(f', "{key}": {_dump(form)}' for key, form in {**more, "summary": summary}.items())
        return f"{close}{rest}}}\n"


def _trouble_row(path: str, troubles: Sequence[Trouble]) -> forms.Form:
    return {"path": path, "findings": [forms.trouble_form(trouble) for trouble in troubles]}


def _dump(form: forms.Form) -> str:
    return json.dumps(form, ensure_ascii=False)
