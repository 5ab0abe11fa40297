"""What holds for any article, whatever its format."""

from __future__ import annotations

import codecs
import html
import io
import json
import re
from collections.abc import Callable
from xml.sax.saxutils import escape as xml_escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from support.renderings import write_docx

from attrib.errors import ReadError
from attrib.model import Article, BlockKind, CharSpan, SegmentKind
from attrib.readers import read_articles

# Without control characters: text full of them is taken for a binary file.
CHARACTERS = st.characters(exclude_categories=["Cs", "Cc"])
ODD = st.text(st.sampled_from(list("ab \n\n\r\t\f“”’é\u2028\u0301😀")) | CHARACTERS, max_size=80)
MARKS = [
    *"*_`~[]()<>!#>-+|\\&\"'= \t:",
    "\n",
    "\n\n",
    "\r\n",
    "**",
    "``",
    "    ",
    "  \n",
    "\\\n",
    "\\*",
    "[a]",
    "![alt](u)",
]
TAGS = [
    "<b>",
    "</b>",
    "<!-- c -->",
    "<!--",
    "<div>",
    "</div>\n",
    "<script>",
    "<http://a.b/%20>",
    "&amp;",
    "&#8220;",
    "&nope;",
]
STARTS = [
    "\n> ",
    "\n- ",
    "\n1. ",
    "\n# ",
    "\n***\n",
    "\n```\n",
    "\n===\n",
    "---\n",
    "title: x\n",
    "|a|b|\n|-|-|\n|",
    "\n[a]: /u\n",
]
WORDS = [
    "[said](http://x.com/said 'said')",
    "said",
    "she said",
    "safe",
    "é",
    "😀",
    "\u0301",
    "\u2028",
    "\xa0",
    "\f",
    "\u0085",
]
MARKUP = st.lists(st.sampled_from(MARKS) | st.sampled_from(TAGS + STARTS) | st.sampled_from(WORDS), max_size=30).map(
    "".join
)


def read_one(data: bytes, name: str) -> Article:
    (article,) = read_articles("-", stdin=io.BytesIO(data), stdin_filename=name)
    assert isinstance(article, Article)
    return article


def check_source_map(article: Article) -> None:
    """Every span goes back to its own characters, and blocks lie in order without white space around them."""
    for segment in article.source_map.segments:
        span = CharSpan(segment.text_start, segment.text_end)
        raw = article.source_map.to_raw(span)
        assert (raw.start, raw.end) == (segment.raw_start, segment.raw_end)
        if segment.kind is SegmentKind.TEXT:
            assert raw.of(article.raw) == span.of(article.text)
            for offset in range(span.start, span.end):
                one = CharSpan(offset, offset + 1)
                assert article.source_map.to_raw(one).of(article.raw) == one.of(article.text)
    at = 0
    for block in article.blocks:
        assert block.span.start >= at
        words = block.span.of(article.text)
        assert words and words == words.strip()
        at = block.span.end


@given(text=ODD, encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-be"]))
def test_plain_text_is_the_file(text: str, encoding: str) -> None:
    text = text.lstrip("\ufeff")
    mark = codecs.BOM_UTF16_BE if encoding == "utf-16-be" else b""
    data = mark + text.encode(encoding)
    article = read_one(data, "a.txt")
    assert article.text == article.raw == text
    check_source_map(article)
    covered = "".join(block.span.of(text) for block in article.blocks)
    assert "".join(covered.split()) == "".join(text.split())
    end = article.position(len(text))
    assert end.byte == len(data)


@given(text=MARKUP)
def test_markdown_goes_back_to_its_own_characters(text: str) -> None:
    article = read_one(text.encode(), "a.md")
    assert article.raw == text
    check_source_map(article)
    for segment in article.source_map.segments:
        inserted = segment.kind is SegmentKind.INSERTED
        assert inserted == (segment.raw_start == segment.raw_end)


SEEN = {"text", "code_inline", "softbreak", "hardbreak"}


def visible_text(text: str) -> list[str]:
    """What the parser by itself gives as the words of each paragraph, heading and cell."""
    parser = MarkdownIt("commonmark").enable("table").disable("code")
    out = []
    for token in parser.parse(text):
        assert token.type != "html_block"
        children = token.children or []
        words = ["\n" if child.type.endswith("break") else child.content for child in children if child.type in SEEN]
        out.append("".join(words).strip())
    return [words for words in out if words]


@given(text=MARKUP)
def test_markdown_leaves_no_word_out(text: str) -> None:
    # Front matter, fragments of HTML and the parser's own spelling of addresses are the reader's own business.
    text = "a\n\n" + text.replace("<http://a.b/%20>", "")
    try:
        expected = visible_text(text)
    except AssertionError:
        return
    article = read_one(text.encode(), "a.md")
    assert [block.span.of(article.text) for block in article.blocks] == expected


@given(words=st.lists(st.sampled_from(["said", "Ann", "“No,”", "safe.", "é", "😀"]), min_size=1, max_size=12))
def test_markup_around_words_changes_no_word(words: list[str]) -> None:
    marked = " ".join(f"**{word}**" if index % 3 == 1 else word for index, word in enumerate(words))
    linked = " ".join(f"[{word}](http://x.com/{index})" for index, word in enumerate(words))
    plain = " ".join(words)
    assert read_one(f"- {linked}\n".encode(), "a.md").text == plain
    assert read_one(f"> {linked}\r\n".encode(), "a.md").text == plain
    assert read_one(f"## {marked} ##\n".encode(), "a.md").text.replace("*", "") == plain


@given(text=ODD, ascii_only=st.booleans(), before=ODD)
def test_a_record_goes_back_through_its_escapes(text: str, ascii_only: bool, before: str) -> None:
    line = json.dumps({"title": before, "text": text, "n": [1, {"text": "no"}]}, ensure_ascii=ascii_only)
    article = read_one(f"{line}\n".encode(), "a.jsonl")
    assert article.text == text and article.raw == line
    check_source_map(article)
    for offset, character in enumerate(text):
        piece = article.source_map.to_raw(CharSpan(offset, offset + 1)).of(article.raw)
        assert json.loads(f'"{piece}"') == character


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@given(text=st.text(st.sampled_from(list("ab. \n“”\r")), max_size=60))
def test_line_ends_change_no_block(name: str, text: str) -> None:
    unix = text.replace("\r", "")
    windows = unix.replace("\n", "\r\n")
    first, second = read_one(unix.encode(), name), read_one(windows.encode(), name)
    assert [b.span.of(first.text) for b in first.blocks] == [
        b.span.of(second.text).replace("\r\n", "\n") for b in second.blocks
    ]
    assert [b.kind for b in first.blocks] == [b.kind for b in second.blocks]


PAGES = st.lists(
    st.sampled_from(
        [*TAGS, "<p>", "</p>", "<p class=byline>", "<article>", "</article>", "<blockquote>", "<ul><li>", "<q>"]
    )
    | st.sampled_from(
        ["</q>", "<br>", "<h1>", "</h1>", "<h2>", "<table><td>", "<aside>", "<pre>", "</pre>", "&shy;", "&lt"]
    )
    | st.sampled_from(
        ["<p title='a>b", '">', "<!-- attrib: ignore AT101 -->", "<nav>", "</nav>", "&#x1F600;", "&copyx"]
    )
    | st.sampled_from(WORDS),
    max_size=30,
).map("".join)
INNER = st.text(st.sampled_from(list("ab \n\t“”’é\u0301😀\xa0&<>\"'\\;]")), min_size=1, max_size=40)


def try_to_read(data: bytes, name: str) -> Article | None:
    try:
        return read_one(data, name)
    except ReadError:
        return None


@given(text=PAGES, end=st.sampled_from(["\n", "\r\n"]))
def test_a_page_goes_back_to_its_own_characters(text: str, end: str) -> None:
    text = text.replace("\n", end)
    article = try_to_read(text.encode(), "a.html")
    if article is not None:
        assert article.raw == text
        check_source_map(article)


@given(text=PAGES)
def test_pages_in_other_formats_go_back_too(text: str) -> None:
    feed = f"<rss><item><description>{xml_escape(text)}</description></item></rss>".replace("\f", " ")
    for data, name in ((json.dumps({"body_html": text}), "a.json"), (feed, "a.rss")):
        article = try_to_read(data.encode(), name)
        if article is not None:
            check_source_map(article)


def decoded_html(piece: str) -> str:
    return html.unescape(re.sub(r"<[^<>]*>", "", piece))


DECODERS: dict[str, Callable[[str], str]] = {
    "a.html": decoded_html,
    "a.json": lambda piece: decoded_html(json.loads(f'"{piece}"')),
    "a.rss": lambda piece: decoded_html(html.unescape(piece)),
    "a.xml": decoded_html,
    "a.docx": lambda piece: piece.replace("\u2028", "\n"),
}


def written(words: str, name: str, ascii_only: bool) -> bytes:
    body = "".join(f"&#{ord(one)};" if ord(one) > 127 and ascii_only else html.escape(one) for one in words)
    page = f"<p>{body}</p>"
    if name == "a.json":
        return json.dumps({"body_html": page}, ensure_ascii=ascii_only).encode()
    if name == "a.rss":
        return f"<rss><item><description>{xml_escape(page)}</description></item></rss>".encode()
    if name == "a.xml":
        return f"<nitf><body><body.content>{page}</body.content></body></nitf>".encode("utf-16")
    if name == "a.docx":
        return write_docx([(BlockKind.BODY, words)])
    return page.encode()


@pytest.mark.parametrize("name", DECODERS)
@given(words=INNER, ascii_only=st.booleans())
def test_every_character_is_what_its_place_says(name: str, words: str, ascii_only: bool) -> None:
    article = try_to_read(written(words, name, ascii_only), name)
    if article is None:
        assert not words.split() or not words.strip(" \n\t\xa0")
        return
    squeezed = re.sub(r"[ \t\n]+", " ", words) if name != "a.docx" else words.replace("\n", " ")
    assert article.text == squeezed.strip()
    for offset, character in enumerate(article.text):
        piece = article.source_map.to_raw(CharSpan(offset, offset + 1)).of(article.raw)
        said = DECODERS[name](piece)
        assert said == character or (said.isspace() and character.isspace())
