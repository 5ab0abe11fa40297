"""One story in every format attrib reads, and the way back from a piece of each file to its words."""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from attrib.model import BlockKind
from attrib.readers.plain import plain_article

Blocks = list[tuple[BlockKind, str]]
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>&~])")
_TAGS = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_NAMED = {"“": "&ldquo;", "”": "&#8221;", "’": "&rsquo;", "—": "&#x2014;", "é": "&eacute;"}


@dataclass(frozen=True)
class Form:
    """A format: the file's name, how a story is written in it, and what a piece of it says."""

    name: str
    write: Callable[[Blocks], bytes]
    decode: Callable[[str], str]


def blocks_of(path: Path) -> Blocks:
    """Return the blocks of a plain fixture, a line each."""
    text = path.read_text("utf-8")
    return [(block.kind, " ".join(block.span.of(text).split())) for block in plain_article(text).blocks]


def write_text(blocks: Blocks) -> bytes:
    """Write plain text, a line a paragraph."""
    return "\n\n".join(words for _, words in blocks).encode()


def write_markdown(blocks: Blocks) -> bytes:
    """Write Markdown with every special character escaped, Windows line ends and a byte order mark."""
    rows = []
    for kind, words in blocks:
        escaped = _SPECIAL.sub(r"\\\1", words)
        rows.append(f"# {escaped}" if kind is BlockKind.HEADLINE else escaped)
    return ("\ufeff" + "\r\n\r\n".join(rows) + "\r\n").encode()


def _marked(words: str) -> str:
    """Return words as HTML: named and numbered entities, tags around every seventh word, comments, line ends."""
    out = []
    for number, word in enumerate(words.split(" ")):
        marked = "".join(_NAMED.get(one, html.escape(one)) for one in word)
        if number % 7 == 3:
            marked = f"<em><a href='/x?a=1&amp;b=“no”'>{marked}</a></em>"
        out.append(marked + ("<!-- said -->" if number % 11 == 5 else ""))
    return re.sub(r"( \S+ \S+ \S+) ", r"\1\r\n  ", " ".join(out))


def _paragraphs(blocks: Blocks) -> str:
    return "\n".join(f"<p>{_marked(words)}</p>" for _, words in blocks)


def _split(blocks: Blocks) -> tuple[str, Blocks]:
    """Return the headline and what is below it."""
    if blocks[0][0] is BlockKind.HEADLINE:
        return blocks[0][1], blocks[1:]
    return "", blocks


def write_html(blocks: Blocks) -> bytes:
    """Write a page with a story in it, in Windows' encoding where that will do."""
    headline, body = _split(blocks)
    head = f"<header><h1>{_marked(headline)}</h1></header>" if headline else ""
    page = f"""<!doctype html><html><head><meta charset="utf-8"><title>x</title><style>p {{}}</style></head><body>
<nav><ul><li><a href="/">Home, he said</a></ul></nav><main>{head}<article>{_paragraphs(body)}
<script>var p = "<p>“No,” said nobody.</p>"</script><div class="related-posts"><p>More, she said</p></div>
</article></main>
<footer><p>We said so.</p></footer></body></html>"""
    return page.encode()


def write_docx(blocks: Blocks) -> bytes:
    """Write a Word document with styles, runs, tracked changes, a comment and a footnote."""
    rows = []
    for kind, words in blocks:
        style = "<w:pStyle w:val='T1'/>" if kind is BlockKind.HEADLINE else ""
        half = len(words) // 2
        rows.append(
            f"<w:p><w:pPr>{style}</w:pPr><w:commentRangeStart w:id='0'/>"
            f"<w:r><w:t xml:space='preserve'>{escape(words[:half])}</w:t></w:r>"
            "<w:del w:id='1'><w:r><w:delText>he never said</w:delText></w:r></w:del><w:commentRangeEnd w:id='0'/>"
            "<w:ins w:id='2'><w:r><w:rPr><w:b/></w:rPr>"
            f"<w:t xml:space='preserve'>{escape(words[half:])}</w:t></w:r></w:ins>"
            "<w:r><w:footnoteReference w:id='2'/></w:r><w:r><w:commentReference w:id='0'/></w:r></w:p><w:p/>"
        )
    parts = {
        "word/document.xml": f"<?xml version='1.0'?><w:document {_W}><w:body>{''.join(rows)}</w:body></w:document>",
        "word/styles.xml": (
            f"<w:styles {_W}><w:style w:styleId='T1'><w:name w:val='House Head'/><w:basedOn w:val='T0'/></w:style>"
            "<w:style w:styleId='T0'><w:name w:val='Title'/></w:style></w:styles>"
        ),
        "word/comments.xml": f"<w:comments {_W}><w:p><w:r><w:t>she said</w:t></w:r></w:p></w:comments>",
        "word/footnotes.xml": f"<w:footnotes {_W}/>",
    }
    return pack(parts)


def pack(parts: dict[str, str]) -> bytes:
    """Return a zip archive of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, words in parts.items():
            archive.writestr(name, words)
    return stream.getvalue()


def write_ninjs(blocks: Blocks) -> bytes:
    """Write ninjs, the body above the headline, everything beyond ASCII escaped."""
    headline, body = _split(blocks)
    item = {"uri": "urn:x:1", "type": "text", "body_xhtml": f"<div>{_paragraphs(body)}</div>", "body_text": "no"}
    return json.dumps(item | ({"headline": headline} if headline else {})).encode()


def _nitf_words(words: str) -> str:
    return "".join(f"&#{ord(one)};" if one in _NAMED else escape(one) for one in words)


def _nitf(blocks: Blocks) -> str:
    headline, body = _split(blocks)
    byline = ""
    if headline and body[0][0] is BlockKind.BYLINE:
        byline, body = f"<byline>{_nitf_words(body[0][1])}</byline>", body[1:]
    head = f"<hedline><hl1>{_nitf_words(headline)}</hl1></hedline>{byline}" if headline else ""
    rows = "".join(f"<p>{_nitf_words(words).replace(' ', ' <em/>', 3)}</p>" for _, words in body)
    end = "<body.end><tagline>He said.</tagline></body.end>"
    return f"<body><body.head>{head}</body.head><body.content>{rows}</body.content>{end}</body>"


def write_nitf(blocks: Blocks) -> bytes:
    """Write NITF, in UTF-16."""
    text = f"<?xml version='1.0'?>\r\n<!DOCTYPE nitf SYSTEM 'nitf-3-4.dtd'>\r\n<nitf>{_nitf(blocks)}</nitf>"
    return text.encode("utf-16")


def write_newsml(blocks: Blocks) -> bytes:
    """Write NewsML-G2 in a message, the body as XHTML."""
    headline, body = _split(blocks)
    rows = "".join(f"<p>{_nitf_words(words).replace(' ', ' <b/>', 3)}</p>\r\n" for _, words in body)
    meta = f"<contentMeta><headline>{_nitf_words(headline)}</headline></contentMeta>" if headline else "<contentMeta/>"
    return (
        "<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'><itemSet>"
        f"<newsItem guid='urn:x:1'>{meta}<contentSet><inlineXML contenttype='application/xhtml+xml'>"
        f"<html xmlns='http://www.w3.org/1999/xhtml'><head><title>x</title></head><body>{rows}</body></html>"
        "</inlineXML></contentSet></newsItem></itemSet></newsMessage>"
    ).encode()


def write_rss(blocks: Blocks) -> bytes:
    """Write a feed whose second item is the story, as escaped HTML, the title last."""
    headline, body = _split(blocks)
    title = f"<title>{escape(_marked(headline))}</title>" if headline else ""
    return (
        "<?xml version='1.0'?>\n<rss xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>"
        "<title>é</title>\n<item><description>He said so.</description></item>\n  <item><guid>2</guid>"
        f"<content:encoded>{escape(_paragraphs(body))}</content:encoded>{title}</item></channel></rss>"
    ).encode()


def write_wxr(blocks: Blocks) -> bytes:
    """Write a WordPress export whose post has blank lines for paragraphs."""
    headline, body = _split(blocks)
    title = f"<title>{escape(headline)}</title>" if headline else ""
    rows = "\n\n".join(html.escape(words, quote=False) for _, words in body)
    return (
        "<rss xmlns:content='http://purl.org/rss/1.0/modules/content/' xmlns:wp='http://wordpress.org/export/1.2/'>"
        f"<channel><item>{title}<content:encoded><![CDATA[{rows}]]></content:encoded><wp:post_type>post</wp:post_type>"
        "</item><item><title>menu</title><wp:post_type>nav_menu_item</wp:post_type></item></channel></rss>"
    ).encode()


def write_atom(blocks: Blocks) -> bytes:
    """Write an Atom entry with XHTML in it."""
    headline, body = _split(blocks)
    title = f"<title>{_nitf_words(headline)}</title>" if headline else ""
    rows = "".join(f"<p>{_nitf_words(words)}</p>" for _, words in body)
    return (
        f"<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>7</id>{title}"
        f"<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>{rows}</div></content></entry></feed>"
    ).encode()


def same(raw: str) -> str:
    """Return the words of a piece of plain text."""
    return " ".join(raw.split())


def from_markdown(raw: str) -> str:
    """Return the words of a piece of Markdown as it is written here."""
    return same(re.sub(r"\\(.)", r"\1", raw))


def from_html(raw: str) -> str:
    """Return the words of a piece of HTML or XML."""
    return same(html.unescape(_TAGS.sub("", raw)))


def from_ninjs(raw: str) -> str:
    """Return the words of a piece of HTML in a JSON string."""
    return from_html(json.loads(f'"{raw}"'))


def from_rss(raw: str) -> str:
    """Return the words of a piece of HTML in XML."""
    return from_html(html.unescape(_TAGS.sub("", raw)))


FORMS = (
    Form("story.md", write_markdown, from_markdown),
    Form("story.html", write_html, from_html),
    Form("story.docx", write_docx, same),
    Form("story.json", write_ninjs, from_ninjs),
    Form("story.xml", write_nitf, from_html),
    Form("story.newsml", write_newsml, from_html),
    Form("story.rss", write_rss, from_rss),
    Form("story.wxr", write_wxr, from_html),
    Form("story.atom", write_atom, from_html),
)
