"""What the elements of a news page are: furniture, heads, captions, quotations, told by their names and classes."""

from __future__ import annotations

import re
from functools import lru_cache

from attrib.model import BlockKind
from attrib.readers.markup_tree import BLOCKS, Node, listed

# Never words of the story, whatever is in them.
HIDDEN = listed(
    "audio button canvas datalist dialog embed head iframe map math menu nav noembed noframes noscript object picture "
    "progress script search select style svg template textarea title video xmp"
)
_HIDDEN_ROLES = listed(
    "alert banner complementary contentinfo dialog form menu menubar navigation search tablist toolbar tooltip"
)
# Furniture where it holds little of the page's text; some pages put the whole story into one.
_AROUND = frozenset({"aside", "footer", "form"})
# Words of a class or id, whole or between hyphens.  `related-stories`, `c-ad`, `Article__newsletter`.
_FURNITURE_WORDS = listed(
    "ad ads advert advertisement adverts bio breadcrumb breadcrumbs comments consent cookie cookies disqus editsection "
    "footer masthead metabox mostread navbar navbox navigation newsletter noprint outbrain pagination paywall popular "
    "popup promo promoted promotion recirc recirculation recommended recommendations reflist related share sharebar "
    "sharing sidebar signup skiplink social sponsor sponsored subscribe subscription taboola taglist tags teaser "
    "teasers toc toolbar topics trending widget"
)
_FURNITURE_CLASSES = listed(
    "also-read comment-list more-on more-stories most-popular most-read read-more read-next readmore up-next "
    "you-may-also-like jp-relatedposts"
)
_UNSEEN = frozenset({"sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "hidden", "mw-editsection"})
_NO_DISPLAY = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

_STANDFIRSTS = listed(
    "dek deck standfirst strapline sub-headline subheadline subtitle article-summary entry-summary article-excerpt "
    "article-description article__summary article__dek article__standfirst article__subtitle"
)
_BYLINES = listed("author authors byline bylines contributor contributors writer author-name")
_DATELINES = listed(
    "dateline date datetime pubdate publish-date published published-date posted-on timestamp time entry-date"
)
_CAPTIONS = listed("caption captions credit credits wp-caption-text photo-caption image-caption")
_HEADLINES = listed("headline entry-title post-title article-title article-headline p-name")
_PULL_QUOTES = listed("pullquote pull-quote pull_quote pulled-quote")
_PROPERTIES = {
    "headline": BlockKind.HEADLINE,
    "alternativeheadline": BlockKind.STANDFIRST,
    "description": BlockKind.STANDFIRST,
    "author": BlockKind.BYLINE,
    "datepublished": BlockKind.DATELINE,
    "datemodified": BlockKind.DATELINE,
    "caption": BlockKind.CAPTION,
}
_BY_CLASS = (
    (_PULL_QUOTES, BlockKind.PULL_QUOTE),
    (_HEADLINES, BlockKind.HEADLINE),
    (_STANDFIRSTS, BlockKind.STANDFIRST),
    (_BYLINES, BlockKind.BYLINE),
    (_DATELINES, BlockKind.DATELINE),
    (_CAPTIONS, BlockKind.CAPTION),
)
# HTML's names, then those of NITF.
_BY_NAME = {
    "h1": BlockKind.HEADLINE,
    "hl1": BlockKind.HEADLINE,
    "hl2": BlockKind.SUBHEADING,
    "blockquote": BlockKind.BLOCKQUOTE,
    "bq": BlockKind.BLOCKQUOTE,
    "li": BlockKind.LIST,
    "dt": BlockKind.LIST,
    "dd": BlockKind.LIST,
    "figure": BlockKind.CAPTION,
    "figcaption": BlockKind.CAPTION,
    "table": BlockKind.CAPTION,
    "media": BlockKind.CAPTION,
    "media-caption": BlockKind.CAPTION,
    "pre": BlockKind.CODE,
    "address": BlockKind.BYLINE,
    "time": BlockKind.DATELINE,
    "byline": BlockKind.BYLINE,
    "dateline": BlockKind.DATELINE,
    "abstract": BlockKind.STANDFIRST,
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), BlockKind.SUBHEADING),
}
_CLASS_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+")


def is_hidden(node: Node) -> bool:
    """Whether nothing in this element is read on the page, or what is read is no story."""
    attributes = node.attributes
    if node.name in HIDDEN:
        return True
    if not attributes:
        return False
    if "hidden" in attributes or attributes.get("aria-hidden", "").casefold() == "true":
        return True
    if attributes.get("role", "").casefold() in _HIDDEN_ROLES:
        return True
    if "style" in attributes and _NO_DISPLAY.search(attributes["style"]):
        return True
    return not _UNSEEN.isdisjoint(class_words(node))


def looks_like_furniture(node: Node) -> bool:
    """Whether name, class or id say that this element stands around the story and is not of it."""
    if node.name not in BLOCKS and node.name != "section":
        return False
    words = class_words(node)
    if not words and node.name not in _AROUND:
        return False
    if not words.isdisjoint(_PULL_QUOTES):
        return False
    if node.name in _AROUND:
        return True
    return not words.isdisjoint(_FURNITURE_CLASSES) or not _parts(words).isdisjoint(_FURNITURE_WORDS)


def class_words(node: Node) -> frozenset[str]:
    """Return the classes of an element and its id, in lower case."""
    if not node.attributes:
        return frozenset()
    return _class_words(node.get("class"), node.get("id"))


@lru_cache(maxsize=4096)
def _class_words(classes: str, ident: str) -> frozenset[str]:
    words = set()
    for word in f"{classes} {ident}".split():
        words.add(word.casefold())
        if not (word.islower() or word.isupper()):  # articleBody, RelatedStories
            words.add("-".join(_CLASS_PARTS.findall(word)).casefold())
    return frozenset(words)


@lru_cache(maxsize=4096)
def _parts(words: frozenset[str]) -> frozenset[str]:
    return frozenset(part for word in words for part in re.split(r"[-_]+", word))


def kind_by_role(node: Node) -> BlockKind | None:
    """Return what properties and classes say an element of the head of a story is, if they do."""
    if not node.attributes:
        return None
    for word in node.get("itemprop").casefold().split():
        if word in _PROPERTIES:
            return _PROPERTIES[word]
    if node.get("rel").casefold() == "author":
        return BlockKind.BYLINE
    words = class_words(node)
    for known, kind in _BY_CLASS:
        if not words.isdisjoint(known):
            return kind
    return None


def kind_by_name(node: Node) -> BlockKind | None:
    """Return what the name of an element makes of its words, if anything."""
    return _BY_NAME.get(node.name)
