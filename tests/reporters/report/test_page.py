from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest
from support.html_pages import BAD, HOSTILE, hostile_report, quay_report, render, with_ledger
from support.samples import TEXT, article_of, at
from tinyhtml5.parser import HTMLParser

from attrib.model import ArticleReport, Block, BlockKind, CharSpan, Finding, Severity, Trouble
from attrib.reporters.report.manual import page_html
from attrib.reporters.report.page import TEMPLATES

UNREADABLE = Trouble("AT901", "unreadable-article", Severity.ERROR, f"It is {BAD} not text.", f"{BAD}.txt", line=3)
SVG = "{http://www.w3.org/2000/svg}"
PAGES = {
    "one": lambda: render(quay_report()),
    "many": lambda: render(quay_report(), quay_report("again.txt"), hostile_report()),
    "hostile": lambda: render(hostile_report(), show_suppressed=True),
    "nothing": lambda: render(),
    "unreadable": lambda: render(troubles=[UNREADABLE]),
    "empty article": lambda: render(with_ledger(ArticleReport(article_of("")))),
    "nobody speaks": lambda: render(with_ledger(ArticleReport(article_of("The quay is shut.\n")))),
}


def parsed(page: str) -> Element:
    parser = HTMLParser(namespace_html_elements=False)
    root = parser.parse(page)
    assert parser.errors == []
    return root


def with_class(root: Element, name: str) -> list[Element]:
    return [one for one in root.iter() if name in (one.get("class") or "").split()]


def words(element: Element) -> str:
    """Return the copy in an element: what the report adds to it, numbers and letters, is left out."""
    out = [element.text or ""]
    for child in element:
        if not {"ref", "lead", "unread-label"} & set((child.get("class") or "").split()):
            out.append(words(child))
        out.append(child.tail or "")
    return "".join(out)


def said(root: Element, name: str) -> list[str]:
    """Return the words of each element of a class in the copy."""
    return [words(one) for copy in with_class(root, "copy") for one in with_class(copy, name)]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_valid_html(name: str) -> None:
    root = parsed(PAGES[name]())
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    targets = {one.get("href", "")[1:] for one in root.iter("a")}
    assert targets <= set(ids)
    named = [one.get(key, "") for one in root.iter() for key in ("aria-labelledby",) if one.get(key)]
    assert set(named) <= set(ids)


@pytest.mark.parametrize("name", PAGES)
def test_only_what_the_policy_names_by_its_hash_runs(name: str) -> None:
    root = parsed(PAGES[name]())
    head = next(root.iter("head"))
    metas = [one.get("http-equiv") for one in head]
    assert metas.index("Content-Security-Policy") < [one.tag for one in head].index("style")
    policy = head[metas.index("Content-Security-Policy")].get("content", "")
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert "http" not in policy
    for tag in ("script", "style"):
        (element,) = root.iter(tag)
        digest = base64.b64encode(hashlib.sha256((element.text or "").encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


@pytest.mark.parametrize("name", PAGES)
def test_nothing_on_a_page_leads_or_reaches_out_of_it(name: str) -> None:
    root = parsed(PAGES[name]())
    for element in root.iter():
        assert element.tag not in {"img", "iframe", "link", "object", "embed", "base", "audio", "video"}
        for key, value in element.items():
            assert not key.startswith("on"), (element.tag, key)
            assert key not in {"src", "style", "srcset", "action", "formaction", "background"}
            if key in {"href", "xlink:href"}:
                assert value.startswith("#")
            if key == "fill":
                assert value.startswith("url(#")
    for asset in ("report.css", "report.js"):
        text = (TEMPLATES / asset).read_text("utf-8")
        assert not re.search(r"https?:|//[a-z]|@import|url\(|innerHTML|eval\(|</", text)


def test_an_articles_markup_is_text() -> None:
    root = parsed(render(hostile_report(), show_suppressed=True))
    copies = [words(one) for one in with_class(root, "copy")]
    assert copies == [line for line in HOSTILE.split("\n") if line]
    assert len(list(root.iter("script"))) == 1
    assert "49" not in "".join(copies)
    assert words(with_class(root, "message")[0]) == "m"
    assert [BAD in words(one) for one in with_class(root, "let")] == [True]
    assert any(words(one) == BAD + "\ufffd" * 4 for one in with_class(root, "message"))


def test_the_copy_is_the_article_word_for_word() -> None:
    root = parsed(render(quay_report()))
    assert [words(one) for one in with_class(root, "copy")] == [line for line in TEXT.split("\n") if line]


def test_every_mark_wraps_its_words() -> None:
    root = parsed(render(quay_report(), show_suppressed=True))
    assert said(root, "source") == ["she"]
    assert said(root, "cue") == ["said"]
    assert said(root, "relay") == ["the Coastal Post"]
    assert said(root, "venue") == ["in a letter"]
    assert said(root, "quoted") == ["“The ice took the pilings,”"]
    assert said(root, "told") == ["Nobody", " repaired them"]
    flagged = {note.get("id"): "" for note in with_class(root, "finding")}
    for copy in with_class(root, "copy"):
        for mark in with_class(copy, "flag"):
            for number in mark.get("data-f", "").split():
                flagged[number] += words(mark)
    assert flagged == {"s1-f1": "she said", "s1-f2": "“The ice took the pilings.”", "s1-f3": "Nobody"}


def test_overlapping_findings_each_keep_their_words() -> None:
    outer = Finding("AT1", "outer", Severity.NOTE, "m", at(TEXT, "harbour master, closed"))
    inner = Finding("AT2", "inner", Severity.ERROR, "m", at(TEXT, "master, closed the quay"))
    root = parsed(render(with_ledger(ArticleReport(article_of(TEXT), (), (inner, outer)))))
    marks = [(words(one), one.get("data-f"), "sev-error" in one.get("class", "")) for one in with_class(root, "flag")]
    assert marks[:3] == [
        ("harbour ", "s1-f1", False),
        ("master, closed", "s1-f1 s1-f2", True),
        (" the quay", "s1-f2", True),
    ]


def test_speakers_are_told_by_letter_and_name_and_not_by_colour_alone() -> None:
    root = parsed(render(quay_report()))
    copy = with_class(root, "copy")[1]
    lead = with_class(copy, "lead")[0]
    assert [words(one) for one in lead] == ["A", "Pia Berg: "]
    legend = [" ".join("".join(one.itertext()).split()) for one in with_class(root, "legend-item")]
    assert legend == ["A Pia Berg, harbour master", "? Ines Tol or Pia Berg?"]
    (look,) = [one for one in with_class(root, "quoted") if "told" not in one.get("class", "") and one.get("data-by")]
    assert {"s0", "p0"} <= set(look.get("class", "").split())


def test_a_relay_is_a_chain_and_one_common_to_all_stands_at_the_top() -> None:
    root = parsed(render(quay_report()))
    chain = with_class(root, "chain")[0]
    assert " ".join("".join(chain.itertext()).split()) == "through the Coastal Post › Pia Berg"


def test_findings_that_are_let_stand_are_hidden_unless_asked_for() -> None:
    hidden, shown = render(quay_report()), render(quay_report(), show_suppressed=True)
    assert "vague-source" not in hidden
    assert "1 finding let stand" in hidden
    assert "vague-source" in shown
    assert "agreed with Pia" in shown


def test_a_finding_has_its_message_place_other_places_and_page() -> None:
    root = parsed(render(quay_report()))
    note = next(one for one in with_class(root, "finding") if one.get("id") == "s1-f2")
    text = " ".join("".join(note.itertext()).split())
    assert "warning duplicated-quotation AT501 These words were quoted above: keep one." in text
    assert "3:1 first quoted here: “The ice took the pilings,”" in text
    assert "5:1" in text
    (fold,) = note.iter("details")
    assert fold.get("open") is None
    assert "Readers stumble." in "".join(fold.itertext())


def test_the_ledger_stands_as_a_table_and_as_bars() -> None:
    root = parsed(render(quay_report()))
    rows = [" ".join("".join(one.itertext()).split()) for one in root.iter("tr")]
    assert any(re.match(r"A Pia Berg, harbour master ?person", row) for row in rows)
    bars = [" ".join("".join(one.itertext()).split()) for one in with_class(root, "bar-label")]
    assert bars == ["A Pia Berg", "named person"]
    assert [one.get("width") for one in root.iter(f"{SVG}rect")] == ["100.00%", "100.00%"]


def test_many_articles_have_an_index_with_findings_and_ledger_added_up() -> None:
    root = parsed(render(quay_report(), quay_report("again.txt")))
    (index,) = with_class(root, "index")
    rows = [" ".join(" ".join("".join(cell.itertext()).split()) for cell in row) for row in index.iter("tr")]
    assert [row for row in rows if ".txt" in row] == [
        "quay.txt – ◆ 1 ● 1 2 5",
        "again.txt – ◆ 1 ● 1 2 5",
    ]
    assert "duplicated-quotation AT501 ◆ warning 2 2" in rows
    assert any(row.startswith("Pia Berg, harbour master person 2 2 10 100 %") for row in rows)
    assert [one.get("href") for one in index.iter("a")] == ["#s1", "#s2"]


def test_one_article_has_no_index() -> None:
    assert with_class(parsed(render(quay_report())), "index") == []


def test_what_could_not_be_read_is_told() -> None:
    root = parsed(render(quay_report(), troubles=[UNREADABLE]))
    (told,) = with_class(root, "troubles")
    assert BAD in "".join(told.itertext())
    assert "AT901" in "".join(told.itertext())


@pytest.mark.parametrize("kind", BlockKind)
def test_every_kind_of_block_is_shown_as_what_it_is(kind: BlockKind) -> None:
    text = "One line\nand a second\n"
    whole = Block(CharSpan(0, len(text) - 1), kind)
    article = replace(article_of(text), blocks=(whole,))
    root = parsed(render(with_ledger(ArticleReport(article))))
    (copy,) = with_class(root, "copy")
    assert words(copy) == text.strip()
    assert f"k-{kind.value}" in copy.get("class", "").split()
    assert (copy.tag == "h3") is (kind in {BlockKind.HEADLINE, BlockKind.SUBHEADING})
    assert bool(with_class(copy, "unread-label")) is (kind in {BlockKind.FURNITURE, BlockKind.CODE})


def test_the_same_articles_give_the_same_page() -> None:
    assert render(quay_report(), hostile_report()) == render(quay_report(), hostile_report())


def test_a_manual_page_keeps_its_words_and_loses_its_links() -> None:
    page = str(page_html(f"# AT1 x\n\nSee [the other](AT2.md) and {BAD}.\n\n## Why\n\n![p](x.png) `a < b`\n"))
    assert page == (
        "<p>See the other and &lt;script&gt;window.hit=1&lt;/script&gt;&lt;img src=x onerror=window.hit=2&gt;.</p>\n"
        "<h4>Why</h4>\n<p>p <code>a &lt; b</code></p>\n"
    )
