"""The view of relations that people read: who said what, in which words, through whom."""

from __future__ import annotations

from attrib.model import Act, Article, ArticleReport, AttributionRelation, CharSpan, Modality, Speaker
from attrib.reporters.base import Totals
from attrib.reporters.terminal import Page, one_line, shorten, wrap
from attrib.reporters.wording import anonymity_words, counted, relay_words, speaker_words

INDENT = " " * 11
CONTENT_LINES = 3
NARROWEST = 50
SHOWN = frozenset({Act.STATEMENT, Act.BELIEF})


class TextExtract:
    """`attrib extract --format text`; statements and beliefs only, unless `every_act`."""

    def __init__(self, *, width: int = 100, colour: bool = False, quiet: bool = False, every_act: bool = False) -> None:
        self._width = max(NARROWEST, width)
        self._quiet = quiet
        self._every_act = every_act
        self._page = Page(colour=colour)
        self._shown = 0
        self._hidden = 0

    def begin(self) -> str:
        """Return nothing: the first file's name is the first line."""
        return ""

    def article(self, report: ArticleReport) -> str:
        """Return the article's relations under its name, in the order of the copy."""
        article = report.article
        shown = [relation for relation in report.relations if self._every_act or relation.act in SHOWN]
        self._shown += len(shown)
        self._hidden += len(report.relations) - len(shown)
        name = article.path if article.id is None else f"{article.path} [{article.id}]"
        self._page.line((one_line(name), "bold underline"))
        if not shown:
            self._page.line("  no attributions")
            self._page.line()
            return self._page.take()
        for relation in sorted(shown, key=lambda one: one.start):
            self._relation(article, relation)
        return self._page.take()

    def end(self, totals: Totals) -> str:
        """Return one line that counts what was shown, and what was not."""
        if self._quiet:
            return ""
        hidden = f"; {self._hidden:,} more with --acts" if self._hidden else ""
        words = f"{counted(self._shown, 'attribution')} in {counted(totals.articles, 'article')}{hidden}."
        self._page.line((words, "bold"))
        return self._page.take()

    def _relation(self, article: Article, relation: AttributionRelation) -> None:
        start, _ = article.locate(_first(relation))
        via = relay_words(relation)
        self._page.line(
            f"  {f'{start.line}:{start.column}':<8} ",
            (speaker_words(article, relation), "bold"),
            (f", {via}" if via else "", "cyan"),
        )
        content = " … ".join(span.of(article.text) for span in relation.content)
        room = self._width - len(INDENT)
        for line in wrap(shorten(content, room * CONTENT_LINES - 10), room):
            self._page.line(INDENT, line)
        for words in (anonymity_words(article, relation.speaker or Speaker(None)), _details(article, relation)):
            for line in wrap(words, room) if words else ():
                self._page.line(INDENT, (line, "dim"))
        self._page.line()


def _first(relation: AttributionRelation) -> CharSpan:
    return min((*relation.content, *relation.cue, *relation.source))


def _details(article: Article, relation: AttributionRelation) -> str:
    """Return what else is known, in a fixed order: kind, cue, venue, act, modality, rule."""
    parts = [relation.kind.value]
    cue = " … ".join(one_line(span.of(article.text)) for span in relation.cue)
    parts.append(f"cue “{cue}”" if cue else "no cue")
    parts.extend(one_line(span.of(article.text)) for span in relation.venue)
    if relation.act is not Act.STATEMENT:
        parts.append(relation.act.value)
    if relation.modality is not Modality.ASSERTED:
        parts.append(relation.modality.value)
    parts.append(f"rule {relation.rule}")
    return " · ".join(parts)
