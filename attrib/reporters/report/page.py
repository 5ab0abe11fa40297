"""Puts the page together: what is shown, the templates, and a policy under which only its own script runs."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from attrib.ledger import LedgerSum
from attrib.model import ArticleReport, Ledger, Severity, Trouble
from attrib.reporters.base import Totals
from attrib.reporters.report import tables
from attrib.reporters.report.cast import Register
from attrib.reporters.report.segments import shown
from attrib.reporters.report.story import Story, make_story
from attrib.reporters.terminal import one_line
from attrib.reporters.wording import counted

if TYPE_CHECKING:
    from jinja2 import Environment, Template

TEMPLATES = Path(__file__).with_name("templates")
# Nothing is fetched, sent, framed or run but the one script and the one style sheet that the hashes name.
POLICY = (
    "default-src 'none'; script-src 'sha256-{script}'; style-src 'sha256-{style}'; base-uri 'none'; "
    "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)


class HtmlReport:
    """`attrib report`: a page of all the articles, written when the last has been read.

    `pages` are the manual pages of the checks by code, in Markdown; `version` is attrib's.  Reports need their
    quotations and ledger.
    """

    def __init__(self, *, pages: Mapping[str, str], version: str, show_suppressed: bool = False) -> None:
        self._pages = pages
        self._version = version
        self._show_suppressed = show_suppressed
        self._register = Register()
        self._sum = LedgerSum()
        self._stories: list[Story] = []
        self._troubles: list[tuple[str, Trouble]] = []

    def begin(self) -> str:
        """Return nothing: what stands first on the page is known last."""
        return ""

    def article(self, report: ArticleReport, troubles: Sequence[Trouble] = ()) -> str:
        """Take in an article."""
        number = len(self._stories) + 1
        story = make_story(number, report, troubles, self._register, self._pages, show_suppressed=self._show_suppressed)
        self._sum.add(report.ledger or Ledger())
        self._stories.append(story)
        return ""

    def trouble(self, path: str, troubles: Sequence[Trouble]) -> str:
        """Take in what kept a file from being read."""
        self._troubles.extend((one_line(path), trouble) for trouble in troubles)
        return ""

    def end(self, totals: Totals) -> str:
        """Return the page."""
        script, style = _asset("report.js"), _asset("report.css")
        many = len(self._stories) > 1
        total = self._sum.total()
        return _template().render(
            policy=POLICY.format(script=_hash(script), style=_hash(style)),
            script=_safe(script),
            style=_safe(style),
            title=self._title(),
            heading=self._heading(),
            version=self._version,
            stories=self._stories,
            troubles=self._troubles,
            many=many,
            total=total,
            severities=[(severity, totals.findings[severity]) for severity in Severity],
            choices=self._register.choices(),
            check_totals=tables.check_totals(self._stories),
            tables=tables,
            counted=counted,
        )

    def _title(self) -> str:
        if len(self._stories) == 1:
            return self._stories[0].title
        return counted(len(self._stories), "article")

    def _heading(self) -> str:
        """Return what the page is headed by: the file of the one article, whose headline stands below, or the count."""
        if len(self._stories) != 1:
            return self._title()
        story = self._stories[0]
        return story.path if story.record is None else f"{story.path} [{story.record}]"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        autoescape=True,
        finalize=_clean,
        undefined=StrictUndefined,
        loader=FileSystemLoader(TEMPLATES),
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def _clean(value: object) -> object:
    """Return text without what no page may hold (control characters) and what would reorder the words around it."""
    from markupsafe import Markup

    return shown(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _template() -> Template:
    return _environment().get_template("page.html")


def _asset(name: str) -> str:
    """Return a style sheet or script of the package as it stands on the page."""
    return (TEMPLATES / name).read_text("utf-8").strip()


def _safe(text: str) -> object:
    from markupsafe import Markup

    return Markup(text)


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
