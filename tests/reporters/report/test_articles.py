"""The report of the articles of the fixtures, read as an editor's machine reads them."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.html_pages import render
from tinyhtml5.parser import HTMLParser

import attrib
from attrib.model import ArticleReport

ARTICLES = Path(__file__).resolve().parents[3] / "fixtures" / "articles"
NAMES = sorted(path.name for path in ARTICLES.iterdir() if path.suffix in {".txt", ".md"})


def report_of(name: str) -> ArticleReport:
    story = attrib.read_file(ARTICLES / name)
    return ArticleReport(story.article, story.reading.relations, story.findings, story.ledger, story.quotations)


@pytest.mark.model
def test_every_article_makes_a_valid_page() -> None:
    reports = [report_of(name) for name in NAMES]
    assert len(reports) > 10
    page = render(*reports)
    parser = HTMLParser(namespace_html_elements=False)
    parser.parse(page)
    assert parser.errors == []
    for report in reports:
        assert page.count(f">{report.article.path}</h2>") == 1
    assert page.count('<li class="finding') == sum(len(report.findings) for report in reports)


@pytest.mark.model
def test_a_relay_is_told_as_a_chain() -> None:
    page = render(report_of("wire_relay.txt"))
    text = " ".join("".join(HTMLParser(namespace_html_elements=False).parse(page).itertext()).split())
    assert "All of it came through Meridian Press." in text
    assert "Kestrian Foreign Ministry › Yusuf Kandara" in text
