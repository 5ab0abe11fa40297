"""The source ledger as a table for people, and as CSV for spreadsheets."""

from __future__ import annotations

from collections.abc import Sequence

from attrib.ledger import LedgerSum
from attrib.model import Article, ArticleReport, Ledger, LedgerRow, Standing
from attrib.reporters.base import Totals
from attrib.reporters.sheets import BETWEEN, csv_line
from attrib.reporters.terminal import Page, cells, one_line, shorten
from attrib.reporters.wording import counted

NARROWEST = 60
# Cells of the columns of numbers, and the least a name gets.
NUMBERS = (("attributed", 10), ("quotes", 6), ("words", 6), ("share", 6))
KIND = 12
PLACE = 8
NAME = 16
NOBODY = {
    Standing.UNRESOLVED: "(not resolved)",
    Standing.AUTHOR: "(the author)",
    Standing.UNATTRIBUTED: "(nobody)",
}
CSV_COLUMNS = (
    "scope", "path", "id", "name", "standing", "kind", "titles", "aliases", "candidates", "attributions", "quotations",
    "quoted_words", "share", "relays", "articles", "line", "column",
)  # fmt: skip


class TextLedger:
    """`attrib extract --ledger`: a table for each article, and one of all of them where there are several."""

    def __init__(self, *, width: int = 100, colour: bool = False, quiet: bool = False) -> None:
        self._width = max(NARROWEST, width)
        self._quiet = quiet
        self._page = Page(colour=colour)
        self._sum = LedgerSum()

    def begin(self) -> str:
        """Return nothing: the first file's name is the first line."""
        return ""

    def article(self, report: ArticleReport) -> str:
        """Return the article's table under its name."""
        article, ledger = report.article, report.ledger or Ledger()
        self._sum.add(ledger)
        name = article.path if article.id is None else f"{article.path} [{article.id}]"
        self._page.line((one_line(name), "bold underline"))
        self._table(ledger, last="first")
        return self._page.take()

    def end(self, totals: Totals) -> str:
        """Return the table of all articles where there are several, and one line that counts."""
        total = self._sum.total()
        if totals.articles > 1:
            self._page.line((f"all {counted(totals.articles, 'article')}", "bold underline"))
            self._table(total, last="articles")
            self._kinds(total)
        if not self._quiet:
            people = sum(row.standing.has_speaker for row in total.rows)
            words = f"{counted(people, 'speaker')}, {counted(total.quoted_words, 'quoted word')}"
            self._page.line((f"{words} in {counted(totals.articles, 'article')}.", "bold"))
        return self._page.take()

    def _table(self, ledger: Ledger, *, last: str) -> None:
        if not ledger.rows:
            self._page.line("  nobody speaks here")
            self._page.line()
            return
        labels = [_label(row) for row in ledger.rows]
        fixed = 2 + KIND + 1 + sum(width + 1 for _, width in NUMBERS) + PLACE
        name = max(NAME, min(max(map(cells, [*labels, "speaker"])), self._width - fixed - 2))
        self._head(name, last)
        for row, label in zip(ledger.rows, labels, strict=True):
            kind = row.kind.value if row.standing.has_speaker else row.standing.value
            place = str(row.articles) if last == "articles" else _place(row)
            numbers = (row.attributions, row.quotations, row.quoted_words, _percent(row.share))
            self._row(name, label, kind, numbers, place, style="bold" if row.standing.has_speaker else "")
            if row.relays:
                via = shorten(f"via {', '.join(row.relays)}", self._width - 4)
                self._page.line("    ", (via, "cyan"))
        whole = (ledger.attributions, ledger.quotations, ledger.quoted_words, _percent(1.0 * bool(ledger.quoted_words)))
        self._row(name, "total", "", whole, "", style="bold")
        self._page.line()

    def _kinds(self, ledger: Ledger) -> None:
        labels = [f"{kind.standing.value}: {kind.kind.value}" for kind in ledger.kinds]
        name = max(map(cells, labels))
        self._head(name, "speakers", "by kind")
        for kind, label in zip(ledger.kinds, labels, strict=True):
            numbers = (kind.attributions, kind.quotations, kind.quoted_words, _percent(kind.share))
            self._row(name, label, "", numbers, str(kind.speakers) if kind.standing.has_speaker else "")
        self._page.line()

    def _head(self, name: int, last: str, first: str = "speaker") -> None:
        titles = " ".join(title.rjust(width) for title, width in NUMBERS)
        kind = "kind" if first == "speaker" else ""
        self._page.line((f"  {first:<{name}} {kind:<{KIND}} {titles} {last.rjust(PLACE)}", "dim"))

    def _row(self, name: int, label: str, kind: str, numbers: Sequence[object], place: str, *, style: str = "") -> None:
        label = shorten(label, name)
        shown = " ".join(_number(value).rjust(width) for value, (_, width) in zip(numbers, NUMBERS, strict=True))
        pad = " " * (name - cells(label))
        self._page.line("  ", (label, style), f"{pad} {kind:<{KIND}} {shown} {place.rjust(PLACE)}".rstrip())


class CsvLedger:
    """`attrib extract --ledger --format csv`: a row a speaker and article, then a row a speaker of all articles.

    `scope` is `article` or `total`; several titles, aliases, candidates or relays stand in one cell with semicolons
    between them.  A cell that a spreadsheet would take for a formula has an apostrophe before it.
    """

    def __init__(self) -> None:
        self._sum = LedgerSum()

    def begin(self) -> str:
        """Return the names of the columns."""
        return csv_line(CSV_COLUMNS)

    def article(self, report: ArticleReport) -> str:
        """Return the article's rows."""
        ledger = report.ledger or Ledger()
        self._sum.add(ledger)
        return "".join(_csv_row("article", row, report.article) for row in ledger.rows)

    def end(self, totals: Totals) -> str:
        """Return the rows of all articles added up."""
        return "".join(_csv_row("total", row) for row in self._sum.total().rows)


def _label(row: LedgerRow) -> str:
    if row.standing is Standing.AMBIGUOUS:
        return " or ".join(map(one_line, row.candidates)) + "?"
    if row.name is None:
        return NOBODY.get(row.standing, "(nobody)")
    return ", ".join([one_line(row.name), *map(one_line, row.titles)])


def _place(row: LedgerRow) -> str:
    return f"{row.first.line}:{row.first.column}" if row.first else ""


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _number(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)


def _csv_row(scope: str, row: LedgerRow, article: Article | None = None) -> str:
    first = row.first
    return csv_line(
        [
            scope,
            article.path if article else "",
            (article.id or "") if article else "",
            row.name or "",
            row.standing.value,
            row.kind.value,
            BETWEEN.join(row.titles),
            BETWEEN.join(row.aliases),
            BETWEEN.join(row.candidates),
            row.attributions,
            row.quotations,
            row.quoted_words,
            f"{row.share:.4f}",
            BETWEEN.join(row.relays),
            row.articles,
            first.line if first else "",
            first.column if first else "",
        ]
    )
