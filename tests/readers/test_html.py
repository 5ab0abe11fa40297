from __future__ import annotations

from collections.abc import Callable

import pytest

from attrib.errors import ReadError
from attrib.model import Article, CharSpan
from attrib.readers.decoding import Decoded
from attrib.readers.html_page import html_article

ReadBytes = Callable[..., list[Article | ReadError]]

PAGE = """<!DOCTYPE html>
<html><head><title>Bridge to close | The Quay</title><meta name="author" content="Ann Lee">
<script>document.write("<p>“No,” he said.</p>");</script></head>
<body class="has-sidebar">
<header><h1 class="logo">The Quay</h1><nav><ul><li><a href="/">Home</a></li></ul></nav></header>
<main>
<div class="head"><h1>Bridge to close</h1><p class="standfirst">Council &amp; residents at odds</p>
<span class="byline">By <a rel="author">Ann Lee</a></span> <time datetime="2024-01-01">1 January 2024</time></div>
<article>
<figure><img src="b.jpg" alt="she said"><figcaption>The bridge is &ldquo;old&rdquo;.</figcaption></figure>
<p>&#8220;It is <b>not</b>
   safe,&#8221; said the engineer Maria Brock.</p>
<aside class="pullquote"><p>“It is not safe”</p></aside>
<!-- attrib: ignore AT501 -- checked -->
<p>She said <q>we <q>may</q> go</q> today.<br>And<br><br>then govern&shy;ment ends.</p>
<blockquote><p>No bridge is for ever.</p><footer>— Tom Hart</footer></blockquote>
<div class="related-stories"><h3>Related</h3><ul><li><a href="/o">Other “story”, he said</a></li></ul></div>
<table><tr><th>Year<td>Cost</table>
<h2>What next</h2><ul><li>One<li>Two</ul>
<p>The end came soon, officials said, and nobody was there to see it.
</article></main>
<footer><p>Copyright, all that is here.</p></footer></body></html>
"""


def read(text: str) -> Article:
    return html_article(Decoded(text, "utf-8"))


def blocks_of(article: Article) -> list[tuple[str, str]]:
    return [(block.kind.value, block.span.of(article.text)) for block in article.blocks]


def test_what_a_reader_of_the_page_sees_of_the_story() -> None:
    article = read(PAGE)
    assert blocks_of(article) == [
        ("headline", "Bridge to close"),
        ("standfirst", "Council & residents at odds"),
        ("byline", "By Ann Lee"),
        ("dateline", "1 January 2024"),
        ("caption", "The bridge is “old”."),
        ("body", "“It is not safe,” said the engineer Maria Brock."),
        ("pull_quote", "“It is not safe”"),
        ("body", "She said “we ‘may’ go” today.\nAnd"),
        ("body", "then government ends."),
        ("blockquote", "No bridge is for ever."),
        ("blockquote", "— Tom Hart"),
        ("caption", "Year"),
        ("caption", "Cost"),
        ("subheading", "What next"),
        ("list", "One"),
        ("list", "Two"),
        ("body", "The end came soon, officials said, and nobody was there to see it."),
    ]
    assert dict(article.meta) == {"title": "Bridge to close | The Quay", "byline": "Ann Lee"}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_places_are_those_of_the_file(end: str) -> None:
    text = PAGE.replace("\n", end)
    article = read(text)
    at = article.text.index("safe,”")
    start, stop = article.locate(CharSpan(at, at + 6))
    line = text.split(end)[11]
    assert (start.line, start.column) == (12, line.index("safe") + 1)
    assert (stop.line, stop.column) == (12, line.index(" said") + 1)
    quoted = article.text.index("“we ‘may’ go”")
    raw = article.source_map.to_raw(CharSpan(quoted, quoted + 13))
    assert raw.of(text) == "<q>we <q>may</q> go</q>"


def test_a_comment_is_about_the_block_it_stands_before() -> None:
    article = read(PAGE)
    (comment,) = article.comments
    assert comment.words == "attrib: ignore AT501 -- checked"
    assert article.blocks[comment.block].span.of(article.text).startswith("She said")


@pytest.mark.parametrize(
    ("markup", "blocks"),
    [
        ("<p>a &lt b &nope; &copy2 &amp;amp; &#x1F600; &#0;", [("body", "a < b &nope; ©2 &amp; 😀 \ufffd")]),
        ("<p>one<p>two<div>three</div>four", [("body", word) for word in ("one", "two", "three", "four")]),
        ("a < b and <3 <!DOCTYPE> <?php x ?> </ x>c", [("body", "a < b and <3 c")]),
        ("<p title='a > b' class=x>said <b>he<p>not he", [("body", "said he"), ("body", "not he")]),
        ("<p>unclosed <a href=\"x>said</a> he", [("body", "unclosed said he")]),
        ("<p>a<!-- c --!>b<!-->c<!--> d", [("body", "abc d")]),
        ("<p>a</p><script>'</p>'<p>“no,” he said", [("body", "a")]),
        ("<p>a <span hidden>b</span><span style='display: none'>c</span>d", [("body", "a d")]),
        ("<p>a \n <b> \t b </b> c", [("body", "a b c")]),
        ("<pre>a  b\n c</pre><p>d", [("code", "a  b\n c"), ("body", "d")]),
        ("<h1>x</h1><h2 class='dek'>y</h2><p>z<h1>w", [
            ("headline", "x"), ("standfirst", "y"), ("body", "z"), ("subheading", "w")
        ]),
        ("<figure class='wp-block-pullquote pullquote'><blockquote><p>“a b”</p></blockquote></figure>", [
            ("pull_quote", "“a b”")
        ]),
        ("<p>x<figure><blockquote>y</blockquote><figcaption>z", [
            ("body", "x"), ("blockquote", "y"), ("caption", "z")
        ]),
    ],
)  # fmt: skip
def test_markup(markup: str, blocks: list[tuple[str, str]]) -> None:
    assert blocks_of(read(markup)) == blocks


STORY = "<p>" + "The council said the bridge was old. " * 8 + "</p>"
TEASER = "<article><h2>Another</h2><p>It was said.</p></article>"


@pytest.mark.parametrize(
    "page",
    [
        f"<div class='sidebar'><p>Ads, he said.</p></div><article>{STORY}</article>{TEASER}",
        f"<main>{STORY}{TEASER}</main><p>Footer said.</p>".replace("Another", "").replace("It was said.", ""),
        f"<div><p>Cookies, we said.</p></div><div class='entry-content'>{STORY}</div><div><p>More.</p></div>",
        f"<div><div><a href='/'>Home</a></div><div>{STORY}</div><div><a href='/x'>Menu said</a></div></div>",
        f"<body class='no-sidebar social'><form><div id='related-layout'>{STORY}</div></form></body>",
    ],
)
def test_the_story_is_found_on_the_page(page: str) -> None:
    assert [words for _, words in blocks_of(read(page))] == [STORY[3:-4].strip()]


@pytest.mark.parametrize(
    "page", ["", "<html></html>", "<nav><a>Home</a></nav>", "<script>“No,” he said.", "<!-- x", "<div><img></div>"]
)
def test_a_page_without_a_story_is_refused(page: str) -> None:
    with pytest.raises(ReadError, match="no words that could be a story"):
        read(page)


@pytest.mark.parametrize(
    ("data", "words", "encoding"),
    [
        ("<meta charset=iso-8859-1><p>“Café”".encode("cp1252"), "“Café”", "cp1252"),
        ('<meta http-equiv=X content="text/html; charset=windows-1251"><p>Он'.encode("cp1251"), "Он", "cp1251"),
        ("<meta charset=iso-8859-1><p>“Café”".encode(), "“Café”", "utf-8"),
        ("\ufeff<p>“Café”".encode("utf-16-le"), "“Café”", "utf-16-le"),
        (b"<meta charset=utf-8><p>a\r\nb", "a b", "utf-8"),
    ],
)  # fmt: skip
def test_declared_encodings(read_bytes: ReadBytes, data: bytes, words: str, encoding: str) -> None:
    (article,) = read_bytes(data, "a.html")
    assert isinstance(article, Article)
    assert (article.text, article.encoding) == (words, encoding)
    _, end = article.locate(CharSpan(0, len(words)))
    assert end.byte == len(data)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<meta charset=klingon><p>a", "klingon, an encoding that attrib does not know"),
        (b"<meta charset=rot13><p>a", "rot13, an encoding that attrib does not know"),
        (b"<meta charset=utf-7><p>a", "utf-7, which attrib does not read"),
        (b"<meta charset=shift_jis><p>\x81\xff\xff", "says it is in shift_jis and is not: byte"),
    ],
)
def test_encodings_that_cannot_be(read_bytes: ReadBytes, data: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        read_bytes(data, "a.html")


@pytest.mark.parametrize("piece", ["<", "<b", "<b a='", "<!--", "<div>", "</p>", "<p><b>", "&", "<script>", '<a b=">'])
def test_broken_markup_takes_no_longer(piece: str) -> None:
    page = "<p>Said.</p>" + piece * 20_000
    assert read(page).text.startswith("Said.")
