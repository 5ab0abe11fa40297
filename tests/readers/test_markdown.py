from __future__ import annotations

import pytest
from support.effort import effort

from attrib.model import Article, CharSpan, Position
from attrib.readers.decoding import Decoded
from attrib.readers.markdown import markdown_article

STORY = """---
title: "Bridge to close"
tags: [roads]
---
# Bridge to *close*

By Ann Lee

“It is **not** safe,” [she said](https://x.org/she-said "she said") she said.\\
It was &#8220;shut&#8221; &amp; locked\\*.

> The report calls it
> `unsafe` <em>now</em>.

![A bridge she said](b.jpg)

- first [point]
- second

## What next?

| who | what |
|-----|------|
| Lee | “No \\| yes” |

```
she said nothing
```

    An indented paragraph.

<!-- attrib: ignore -->
<figure><figcaption>The caf&eacute;</figcaption></figure>

[point]: https://x.org/point
"""


def read(text: str) -> Article:
    return markdown_article(Decoded(text, "utf-8"))


def blocks_of(article: Article) -> list[tuple[str, str]]:
    return [(block.kind.value, block.span.of(article.text)) for block in article.blocks]


def test_what_a_reader_of_the_page_sees() -> None:
    article = read(STORY)
    assert dict(article.meta) == {"title": "Bridge to close"}
    assert blocks_of(article) == [
        ("headline", "Bridge to close"),
        ("byline", "By Ann Lee"),
        ("body", "“It is not safe,” she said she said.\nIt was “shut” & locked*."),
        ("blockquote", "The report calls it\nunsafe now."),
        ("list", "first point"),
        ("list", "second"),
        ("subheading", "What next?"),
        ("caption", "who"),
        ("caption", "what"),
        ("caption", "Lee"),
        ("caption", "“No | yes”"),
        ("body", "An indented paragraph."),
        ("body", "The café"),
    ]
    assert article.text.count("\n\n") == len(article.blocks) - 1


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_places_are_those_of_the_file(end: str) -> None:
    text = STORY.replace("\n", end)
    article = read(text)
    at = article.text.index("she said she said") + len("she said ")
    start, stop = article.locate(CharSpan(at, at + 8))
    # The second "she said" is the one after the link, not the one in its address or title.
    column = text.split(end)[8].rindex("she said") + 1
    assert (start.line, start.column, stop.column) == (9, column, column + 8)
    opening = article.text.index("“shut”")
    assert article.source_map.to_raw(CharSpan(opening, opening + 6)).of(text) == "&#8220;shut&#8221;"
    bar = article.text.index("|")
    assert article.source_map.to_raw(CharSpan(bar, bar + 1)).of(text).endswith("|")


def test_bytes_count_the_byte_order_mark() -> None:
    article = markdown_article(Decoded("é **b**", "utf-8", 3))
    assert article.locate(CharSpan(2, 3)) == (Position(1, 5, 8), Position(1, 6, 9))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[a](u 'b') b", "a b"),
        ("[a][] b [c\n\n[a]: u", "a b [c"),
        ("![b](u) b", "b"),
        ("***a** b*", "a b"),
        ("a_b_c *d", "a_b_c *d"),
        ("`` a`b ``", "a`b"),
        ("<https://x.org/a%20b>", "https://x.org/a%20b"),
        ("a<br>b", "ab"),
        ("&nope; &copy;", "&nope; ©"),
        ("Title\n=====", "Title"),
        ("# a #b #", "a #b"),
        ("1. > deep\n   > down", "deep\ndown"),
        ("a   \n   b", "a\nb"),
        ("\xa0\na", "a"),
    ],
)
def test_inline_markup(text: str, words: str) -> None:
    assert read(text).text == words


@pytest.mark.parametrize(
    ("text", "title", "words"),
    [
        ("---\ntitle: A\n---\nB", "A", "B"),
        ("---\n# note\ntitle: 'A: b'\n...\nB", "A: b", "B"),
        ('+++\ntitle = "A"\n+++\nB', "A", "B"),
        ("---\ntitle: |\n  long\n---\nB", None, "B"),
        ("---\n\nHe said no.\n\n---\n\nB", None, "He said no.\n\nB"),
        ("---\ntitle: never closed", None, "title: never closed"),
    ],
)
def test_front_matter(text: str, title: str | None, words: str) -> None:
    article = read(text)
    assert article.meta.get("title") == title
    assert article.text == words


def test_the_first_first_level_heading_is_the_headline() -> None:
    kinds = [kind for kind, _ in blocks_of(read("## a b\n\n# c d\n\n# e f\n\n> # g h\n"))]
    assert kinds == ["subheading", "headline", "subheading", "subheading"]


def test_related_articles_at_the_end_are_furniture() -> None:
    article = read(
        "# Bridge\n\nIt is shut.\n\n## Related articles\n\n- [Ferry late again](a)\n- [Market moves again](b)\n"
    )
    assert [kind for kind, _ in blocks_of(article)] == ["headline", "body", "furniture", "furniture", "furniture"]


def test_scripts_and_comments_are_not_read() -> None:
    article = read("<script>\nalert('she said')\n</script>\n\n<p>Seen <!-- not\nseen --> &lt;b&gt;</p>\n\nLast.\n")
    assert [words for _, words in blocks_of(article)] == ["Seen  <b>", "Last."]


@pytest.mark.parametrize("unit", ["“It is *safe*,” she said. ", "a <b> & `c` [d](e) ", "<p>a <!-- ", "[[", "|a"])
def test_effort_grows_with_length(unit: str) -> None:
    def cost(size: int) -> int:
        text = unit * (size // len(unit))
        return effort(lambda: read(text))

    cost(1_000)
    # Four times the length: quadratic work would take sixteen times the calls.
    assert cost(8_000) < 6 * cost(2_000)
