"""The view of findings that an editor reads: by file, each with the line of copy and the words underlined."""

from __future__ import annotations

from collections.abc import Sequence

from attrib.model import Article, ArticleReport, AttributionRelation, CharSpan, Finding, Severity, Trouble
from attrib.reporters.base import Totals
from attrib.reporters.terminal import Page, copy_around, one_line, shorten, wrap
from attrib.reporters.wording import counted, speaker_line, spoken_by

INDENT = " " * 4
# Enough copy to know the place again: about a line on each side of the words, and long quotations by their ends.
CONTEXT = 70
LONGEST = 240
# The place, severity, code and name of a finding stand on one line.
NARROWEST = 60
STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}


class TextCheck:
    """`attrib check --format text`."""

    def __init__(
        self, *, width: int = 100, colour: bool = False, quiet: bool = False, show_suppressed: bool = False
    ) -> None:
        self._width = max(NARROWEST, width)
        self._show_suppressed = show_suppressed
        self._hidden = 0
        self._code = ""  # the first found, to show how its page is read
        self._quiet = quiet
        self._page = Page(colour=colour)

    def begin(self) -> str:
        """Return nothing: the first file's name is the first line."""
        return ""

    def article(self, report: ArticleReport, troubles: Sequence[Trouble] = ()) -> str:
        """Return the article's findings under its name; nothing where there are none."""
        hidden = [finding for finding in report.findings if finding.suppressed is not None]
        self._hidden += len(hidden)
        findings = [one for one in report.findings if self._show_suppressed or one.suppressed is None]
        if not findings and not troubles:
            return ""
        self._head(report.article.path, report.article.id)
        for trouble in troubles:
            self._trouble(trouble)
        for finding in findings:
            self._finding(report, finding)
        return self._page.take()

    def trouble(self, path: str, troubles: Sequence[Trouble]) -> str:
        """Return what kept a file from being read, under its name."""
        self._head(path, None)
        for trouble in troubles:
            self._trouble(trouble)
        return self._page.take()

    def end(self, totals: Totals) -> str:
        """Return one line that sums the run up."""
        if self._quiet:
            return ""
        said = summary(totals)
        if self._hidden:
            more = "" if self._show_suppressed else " (--show-suppressed shows them)"
            said += f" {self._hidden:,} more {'is' if self._hidden == 1 else 'are'} let stand{more}."
        self._page.line((said, "bold"))
        if self._code:
            self._page.line((f"`attrib explain {self._code}` tells why it matters and shows copy that is fine.", "dim"))
        return self._page.take()

    def _head(self, path: str, record: str | None) -> None:
        name = one_line(path if record is None else f"{path} [{record}]")
        self._page.line((name, "bold underline"))

    def _trouble(self, trouble: Trouble) -> None:
        place = "-" if trouble.line is None else str(trouble.line)
        if trouble.column is not None:
            place += f":{trouble.column}"
        self._title(place, trouble.severity, trouble.code, trouble.name)
        self._message(trouble.message)
        self._page.line()

    def _finding(self, report: ArticleReport, finding: Finding) -> None:
        article = report.article
        self._code = self._code or finding.code
        self._title(_place(article, finding.span), finding.severity, finding.code, finding.name)
        self._message(finding.message)
        if finding.suppressed is not None:
            self._detail("let stand", finding.suppressed)
        self._copy(article, finding)
        relation = spoken_by(report.relations, finding.span)
        if relation is not None and not _is_about_speaker(finding, relation):
            self._detail("speaker", speaker_line(article, relation))
        for related in finding.related:
            words = shorten(related.span.of(article.text), 60)
            said = words in related.message
            self._detail(_place(article, related.span), related.message if said else f"{related.message}: {words}")
        self._page.line()

    def _title(self, place: str, severity: Severity, code: str, name: str) -> None:
        self._page.line(
            f"  {place:<7} ", (f"{severity.value:<7}", STYLES[severity]), f" {code} ", (name, "dim" if name else "")
        )

    def _message(self, message: str) -> None:
        for line in wrap(message, self._width - len(INDENT)):
            self._page.line(INDENT, line)

    def _copy(self, article: Article, finding: Finding) -> None:
        block = article.block_at(finding.span.start)
        within = block.span if block else finding.span
        # A finding may run past its block: a quotation over two paragraphs.
        within = CharSpan(min(within.start, finding.span.start), max(within.end, finding.span.end))
        copy = copy_around(article.text, finding.span, within, context=CONTEXT, longest=LONGEST)
        room = self._width - len(INDENT) - 2
        if self._page.colour:
            for row in copy.styled(room, f"underline {STYLES[finding.severity]}"):
                self._page.line(INDENT, ("│ ", "dim"), row)
            return
        for words, marks in copy.rows(room):
            self._page.line(INDENT, "│ ", words)
            if marks:
                self._page.line(INDENT, "│ ", marks)

    def _detail(self, label: str, words: str) -> None:
        head = f"{label:<8} "
        lines = wrap(words, self._width - len(INDENT) - len(head))
        for number, line in enumerate(lines):
            self._page.line(INDENT, (head if not number else " " * len(head), "dim"), line)


def summary(totals: Totals) -> str:
    """Return one line that sums a run of checks up."""
    read = counted(totals.articles, "article")
    parts = [counted(totals.findings[severity], severity.value) for severity in Severity if totals.findings[severity]]
    if totals.troubles:
        parts.append(f"{counted(totals.troubles, 'trouble')} of attrib's own")
    if not parts:
        return f"Nothing found in {read}."
    head = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    return f"{head} in {read}."


def _is_about_speaker(finding: Finding, relation: AttributionRelation) -> bool:
    """Whether the finding is that nobody is named, or lies in the words that name somebody: its message says who."""
    if not relation.source:
        return True
    return any(span.covers(finding.span) for span in relation.source)


def _place(article: Article, span: CharSpan) -> str:
    start, _ = article.locate(span)
    return f"{start.line}:{start.column}"


__all__ = ["TextCheck", "summary"]
