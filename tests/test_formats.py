"""One story in every format: the same blocks, relations and findings, at the same words of each file."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import pytest
from support.renderings import FORMS, Blocks, Form, blocks_of, write_text
from support.road import engine

from attrib.model import Article, AttributionRelation, CharSpan, Finding
from attrib.readers import read_articles

FOLDER = Path(__file__).parent.parent / "fixtures" / "articles"
STORIES = sorted(FOLDER.glob("*.txt"))
# Two that have findings of many kinds and relays, and the one that is hardest on quotation marks.
READ = ["hard_marks", "wire_relay", "council_vote"]


def read(data: bytes, name: str) -> Article:
    articles = list(read_articles("-", stdin=io.BytesIO(data), stdin_filename=name))
    assert isinstance(articles[-1], Article)
    return articles[-1]


def rows(article: Article) -> list[tuple[str, str]]:
    return [(block.kind.value, block.span.of(article.text)) for block in article.blocks]


def expected(blocks: Blocks) -> list[tuple[str, str]]:
    return rows(read(write_text(blocks), "story.txt"))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_the_same_blocks_and_words(path: Path, form: Form) -> None:
    blocks = blocks_of(path)
    article = read(form.write(blocks), form.name)
    assert rows(article) == expected(blocks)
    for block in article.blocks:
        words = list(_words(article.text, block.span))
        for span in words:
            assert form.decode(article.source_map.to_raw(span).of(article.raw)) == span.of(article.text)


def _words(text: str, span: CharSpan) -> list[CharSpan]:
    """Return the spans of the words of a block."""
    spans, at = [], span.start
    for word in span.of(text).split(" "):
        spans.append(CharSpan(at, at + len(word)))
        at += len(word) + 1
    return [one for one in spans if one]


@cache
def checked(data: bytes, name: str) -> tuple[Article, tuple[AttributionRelation, ...], tuple[Finding, ...]]:
    article = read(data, name)
    report, troubles = engine().check(engine().read(article))
    assert not troubles
    return article, report.relations, report.findings


@pytest.mark.model
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
@pytest.mark.parametrize("story", READ)
def test_the_same_relations_and_findings(story: str, form: Form) -> None:
    blocks = blocks_of(FOLDER / f"{story}.txt")
    plain, relations, findings = checked(write_text(blocks), "story.txt")
    article, own_relations, own_findings = checked(form.write(blocks), form.name)
    assert [_relation(plain, one) for one in relations] == [_relation(article, one) for one in own_relations]
    assert [_finding(plain, one) for one in findings] == [_finding(article, one) for one in own_findings]
    assert relations and (findings or story == "council_vote")
    for finding in own_findings:
        block = article.block_at(finding.span.start)
        if block is not None and finding.span.end <= block.span.end:
            raw = article.source_map.to_raw(finding.span)
            assert form.decode(raw.of(article.raw)) == " ".join(finding.span.of(article.text).split())


def _relation(article: Article, relation: AttributionRelation) -> tuple[object, ...]:
    parts = [[_flat(article, span) for span in spans] for spans in (relation.content, relation.cue, relation.source)]
    return relation.kind, relation.rule, relation.speaker.name if relation.speaker else None, parts


def _finding(article: Article, finding: Finding) -> tuple[object, ...]:
    related = [(one.message, _flat(article, one.span)) for one in finding.related]
    return finding.code, finding.message, finding.fingerprint, _flat(article, finding.span), related


def _flat(article: Article, span: CharSpan) -> str:
    return " ".join(span.of(article.text).split())
