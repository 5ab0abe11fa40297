"""Files that are broken, hostile, empty or of another kind: read, or refused with a reason."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from support.renderings import pack, write_docx

from attrib.errors import ReadError
from attrib.model import Article, BlockKind, CharSpan, Sidecar
from attrib.readers import expand_paths, markup_tree, read_articles, xml_tree

ReadBytes = Callable[..., list[Article | ReadError]]

BOMB = """<?xml version="1.0"?><!DOCTYPE nitf [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<nitf><body><body.content><p>&b;</p></body.content></body></nitf>"""
FOREIGN = """<!DOCTYPE nitf [<!ENTITY a SYSTEM "file:///etc/hostname">]>
<nitf><body><body.content><p>&a;</p></body.content></body></nitf>"""
W = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"


def document(body: str) -> bytes:
    return pack({"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>"})


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.xml", b"", "is empty"),
        ("a.xml", b"hello", "not well-formed XML: syntax error at column 1"),
        ("a.xml", b"<nitf><body><p>He said", "not well-formed XML: no element found"),
        ("a.xml", b"<project><name>x</name></project>", "another kind: its root is <project>"),
        ("a.nitf", b"<rss/>", "another kind: its root is <rss>"),
        ("a.xml", b"<nitf/>", "no article with words"),
        ("a.xml", b"<rss><channel/></rss>", "no article with words"),
        ("a.xml", BOMB.encode(), "declares the entity 'a'"),
        ("a.xml", FOREIGN.encode(), "declares the entity 'a'"),
        ("a.xml", b"<rss><item>" + b"<b>" * 200, "nested deeper than 150"),
        ("a.xml", b"<rss><item><title>a&nbsp;b", "undefined entity"),
        ("a.xml", b"<?xml version='1.0' encoding='klingon'?><rss/>", "klingon, an encoding"),
        ("a.json", b"", "is not JSON"),
        ("a.json", b'{"name": "attrib", "headline": "x"}', "no ninjs item with words"),
        ("a.json", b"[1, 2", "is not JSON"),
        ("a.json", b'{"text": "a"}\n{"text": "b"}', "is not JSON: more after the end"),
        ("a.json", b"[" * 5000, "nested too deeply"),
        ("a.json", b'{"body_text": 7}', "no ninjs item"),
        ("a.docx", b"", "not a Word document that can be unpacked"),
        ("a.docx", b"PK\x03\x04 and no more", "not a Word document that can be unpacked"),
        ("a.docx", b"\xd0\xcf\x11\xe0" + bytes(600), "an old Word document"),
        ("a.docx", pack({"x": "y"}), "a zip archive and no Word document"),
        ("a.docx", pack({"word/document.xml": "<w:document"}), "not well-formed XML"),
        ("a.docx", pack({"word/document.xml": BOMB}), "declares the entity"),
        ("a.docx", document("<w:p/><w:p/>"), "holds no words"),
        ("a.docx", document("<w:p><w:r><w:t>" + "a" * 3_000_000 + "</w:t></w:r></w:p>"), "unpacks to more than"),
        ("a.docx", write_docx([(BlockKind.BODY, "He said so.")])[:-300], "not a Word document that can be unpacked"),
    ],
)  # fmt: skip
def test_what_is_refused_and_why(read_bytes: ReadBytes, name: str, data: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message) as caught:
        read_bytes(data, name)
    assert caught.value.path == name


def test_bounds_on_elements(read_bytes: ReadBytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup_tree, "MAX_ELEMENTS", 50)
    monkeypatch.setattr(xml_tree, "MAX_ELEMENTS", 50)
    many = "<b>x</b>" * 60
    with pytest.raises(ReadError, match="elements"):
        read_bytes(many.encode(), "a.html")
    with pytest.raises(ReadError, match="more than 50 elements"):
        read_bytes(f"<nitf><body><p>{many}</p></body></nitf>".encode(), "a.xml")
    with pytest.raises(ReadError, match="too many elements"):
        read_bytes(json.dumps({"body_html": many}).encode(), "a.json")


def test_a_document_with_a_password(read_bytes: ReadBytes) -> None:
    data = bytearray(document("<w:p><w:r><w:t>x</w:t></w:r></w:p>"))
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    data[6] |= 1
    with pytest.raises(ReadError, match="it has a password"):
        read_bytes(bytes(data), "a.docx")


def test_what_came_before_the_fault_is_read(read_bytes: ReadBytes) -> None:
    first, fault = read_bytes(b"<rss><item><title>A</title><description>He said.</description></item><item>", "a.rss")
    assert isinstance(first, Article) and first.text == "A\n\nHe said."
    assert isinstance(fault, ReadError) and "not well-formed" in fault.message and fault.line == 1


def test_items_are_placed_in_the_file(read_bytes: ReadBytes) -> None:
    feed = "\ufeff<rss><item><guid>1</guid><title>é</title></item> <item><link>http://x/2</link>\r\n<title>b</title></item></rss>"
    first, second = read_bytes(feed.encode("utf-16-le"), "a.rss")
    assert isinstance(first, Article) and isinstance(second, Article)
    assert (first.id, second.id) == ("1", "http://x/2")
    start, _ = first.locate(CharSpan(0, 1))
    assert (start.line, start.column, start.byte) == (1, feed.index("é"), 2 * feed.index("é"))
    start, end = second.locate(CharSpan(0, 1))
    assert (start.line, start.column, start.byte) == (2, 8, 2 * feed.index("b<"))
    assert end.column == 9


def test_a_word_document(read_bytes: ReadBytes) -> None:
    body = (
        "<w:p><w:pPr><w:pStyle w:val='Title'/></w:pPr><w:r><w:t>Bridge</w:t></w:r></w:p><w:p/>"
        "<w:p><w:r><w:t>“It is</w:t><w:tab/><w:t>safe,”</w:t><w:br/><w:t>she said</w:t></w:r>"
        "<w:moveFrom><w:r><w:t>no</w:t></w:r></w:moveFrom><w:r><w:rPr><w:vanish/></w:rPr><w:t>hid</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        "<w:p><w:pPr><w:numPr/></w:pPr><w:hyperlink><w:r><w:t>one</w:t></w:r></w:hyperlink></w:p>"
        "<w:p><w:r><w:t>Body.</w:t><w:pict><w:txbxContent><w:p><w:r><w:t>Pulled</w:t></w:r></w:p></w:txbxContent></w:pict>"
        "</w:r></w:p><w:p><w:pPr><w:pStyle w:val='IntenseQuote'/></w:pPr><w:r><w:t>Loud</w:t></w:r></w:p>"
    )
    (article,) = read_bytes(document(body), "a.docx")
    assert isinstance(article, Article)
    assert [(block.kind.value, block.span.of(article.text)) for block in article.blocks] == [
        ("headline", "Bridge"),
        ("body", "“It is\tsafe,”\nshe said"),
        ("caption", "cell"),
        ("list", "one"),
        ("body", "Body."),
        ("pull_quote", "Pulled"),
        ("pull_quote", "Loud"),
    ]
    at = article.text.index("she said")
    start, _ = article.locate(CharSpan(at, at + 8))
    assert (start.line, start.column) == (3, 15)
    at = article.text.index("Loud")
    assert article.locate(CharSpan(at, at + 4))[0].line == 8


def test_ninjs_of_later_versions_and_several_items(read_bytes: ReadBytes) -> None:
    item = {
        "uri": "urn:1",
        "headlines": [{"role": "main", "value": "Head"}],
        "bodies": [
            {"contenttype": "text/plain", "value": "plain"},
            {"contenttype": "text/html", "value": "<p>He said <b>so</b>.</p>"},
        ],
        "associations": [{"type": "picture", "headline": "none"}, {"uri": "urn:2", "body_text": "One said.\n\nTwo."}],
    }
    first, second = read_bytes(json.dumps([item]).encode(), "a.json")
    assert isinstance(first, Article) and isinstance(second, Article)
    assert (first.id, first.text) == ("urn:1", "Head\n\nHe said so.")
    assert (second.id, second.text) == ("urn:2", "One said.\n\nTwo.")


def test_a_folder_is_searched_for_news_alone(folder: Path) -> None:
    (folder / "package.json").write_text('{"name": "x"}')
    (folder / "pom.xml").write_text("<project/>")
    (folder / "story.json").write_text('{"body_html": "<p>He said.</p>"}')
    (folder / "story.xml").write_text("<?xml version='1.0'?><nitf/>")
    with zipfile.ZipFile(folder / "a.docx", "w"):
        pass
    names = [Path(path).name for path in expand_paths(["."]).paths]
    assert names == ["a.docx", "story.json", "story.xml"]
    assert expand_paths(["*"]).paths == ("a.docx", "story.json", "story.xml")
    assert expand_paths(["pom.xml"]).paths == ("pom.xml",)


def test_a_sidecar_goes_with_one_article_and_not_with_several(folder: Path) -> None:
    item = "<item><title>A</title><description>He said.</description></item>"
    (folder / "a.xml").write_text(f"<rss>{item}{item}</rss>")
    (folder / "b.xml").write_text(f"<rss>{item}</rss>")
    for name in ("a.xml", "b.xml"):
        (folder / f"{name}.attrib").write_text("ignore-file AT101 -- checked\n")
    several, alone = list(read_articles("a.xml")), list(read_articles("b.xml"))
    assert isinstance(several[0], Article) and isinstance(alone[0], Article)
    assert isinstance(several[0].sidecar, Sidecar) and "corpus" in (several[0].sidecar.fault or "")
    assert isinstance(alone[0].sidecar, Sidecar) and alone[0].sidecar.fault is None


def test_articles_of_a_feed_that_has_no_ids_are_numbered(read_bytes: ReadBytes) -> None:
    item = "<item><title>A</title><description>He said.</description></item>"
    articles = read_bytes(f"<rss>{item}{item}</rss>".encode(), "a.rss")
    assert [article.id for article in articles if isinstance(article, Article)] == ["1", "2"]


@pytest.mark.parametrize("name", ["a.html", "a.xml", "a.rss"])
def test_comments_speak_to_attrib(read_bytes: ReadBytes, name: str) -> None:
    dash = "—" if name == "a.xml" else "--"  # XML allows no two hyphens in a comment
    page = f"<p>One.</p><!-- attrib: ignore AT101 {dash} why --><p>Two.</p>"
    files = {
        "a.html": page,
        "a.xml": f"<nitf><body><body.content>{page}</body.content></body></nitf>",
        "a.rss": f"<rss><item><description><![CDATA[{page}]]></description></item></rss>",
    }
    (article,) = read_bytes(files[name].encode(), name)
    assert isinstance(article, Article)
    (comment,) = article.comments
    assert article.blocks[comment.block].span.of(article.text) == "Two."
    assert comment.raw.of(article.raw).startswith("<!-- attrib")
