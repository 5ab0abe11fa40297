"""Where on a page the story stands.

Pages say so themselves in most cases (`articleBody`, `<article>`, `<main>`), and where they do not, the story is where
the paragraphs are: the element around most of their characters, links left out.
"""

from __future__ import annotations

from attrib.readers.html_roles import class_words, is_hidden, looks_like_furniture
from attrib.readers.markup_tree import Node, listed
from attrib.readers.pieces import Piece

_BODY_CLASSES = listed(
    "article-body article__body article-content article__content articlebody body-content content__article-body "
    "entry-content post-content post-body story-body story-content story__body td-post-content rich-text"
)
_LOGO_CLASSES = frozenset({"logo", "site-title", "site-name", "brand", "masthead", "site-header"})
_PARAGRAPHS = frozenset({"p", "li", "blockquote", "dd", "pre"})
# What holds more than this share of a page's paragraphs is no furniture, whatever its class says.
_MOST_OF_FURNITURE = 0.4
# An article that holds less than this share of the page's main part is one teaser or post among others.
_LEAST_OF_MAIN = 0.5
_LEAST_OF_PAGE = 0.6


class Page:
    """A tree with what was found out about its elements: the story, its headline, and what to leave out."""

    def __init__(self, root: Node, *, whole: bool = False) -> None:
        self.root = root
        self._sizes: dict[int, int] = {}
        self._parents: dict[int, Node] = {}
        self._size(root)
        self._all = self._sizes[id(root)]
        self.story = root if whole else self._choose()
        self.headline = self._find_headline()

    def is_left_out(self, node: Node) -> bool:
        """Whether an element is not read: it is not seen, or stands around the story."""
        if is_hidden(node):
            return True
        if node is self.story or not looks_like_furniture(node):
            return False
        if node.name == "footer" and self._is_within(node, "blockquote", "figure", "bq"):
            return False  # who said it
        return self._sizes[id(node)] <= _MOST_OF_FURNITURE * self._all

    def size(self, node: Node) -> int:
        """Return how many characters the paragraphs in an element have, links and what is left out not counted."""
        return self._sizes[id(node)]

    def _size(self, root: Node) -> None:
        """Note the parents and the sizes of all elements, the innermost first."""
        order = [root]
        for node in order:
            for child in node.elements():
                self._parents[id(child)] = node
                order.append(child)
        plain: dict[int, int] = {}
        for node in reversed(order):
            if is_hidden(node) or node.name == "a":
                self._sizes[id(node)] = plain[id(node)] = 0
                continue
            own = sum(len(child.words) for child in node.children if isinstance(child, Piece))
            inner = sum(plain[id(child)] for child in node.elements())
            plain[id(node)] = own + inner
            counted = sum(self._sizes[id(child)] for child in node.elements())
            self._sizes[id(node)] = plain[id(node)] if node.name in _PARAGRAPHS else counted

    def _choose(self) -> Node:
        """Return the element that holds the story."""
        nodes = [node for node in self.root.descendants() if self._sizes[id(node)] and not self._is_hidden(node)]
        mains = [node for node in nodes if node.name == "main" or node.get("role").casefold() == "main"]
        main = max(mains, key=self.size, default=None)
        around = self.size(main) if main else self._all
        articles = [node for node in nodes if node.name == "article" or node.get("role").casefold() == "article"]
        article = max(articles, key=self.size, default=None)
        if article is not None and self.size(article) >= _LEAST_OF_MAIN * around:
            return article
        if main is not None:
            return main
        marked = [node for node in nodes if _is_marked(node)]
        body = max(marked, key=self.size, default=None)
        if body is not None and self.size(body) >= _LEAST_OF_MAIN * self._all:
            return body
        return self._densest(nodes)

    def _densest(self, nodes: list[Node]) -> Node:
        """Return the innermost element that holds nearly all of the page's paragraphs."""
        best = self.root
        for node in nodes:  # parents come before what is in them
            inside = self._parents.get(id(node))
            if node.name in _PARAGRAPHS or inside is None:
                continue
            if self.size(node) >= _LEAST_OF_PAGE * self.size(best) and self.size(node) >= _LEAST_OF_PAGE * self._all:
                best = node
        return best

    def _is_hidden(self, node: Node) -> bool:
        """Whether an element or one around it is never read."""
        at: Node | None = node
        while at is not None:
            if is_hidden(at) or (looks_like_furniture(at) and self.size(at) <= _MOST_OF_FURNITURE * self._all):
                return True
            at = self._parents.get(id(at))
        return False

    def _find_headline(self) -> Node | None:
        """Return the first main heading of the story, else the nearest one above it."""
        above: Node | None = None
        within = False
        inside: set[int] = set()
        for node in self.root.descendants():
            if node is self.story:
                within, inside = True, {id(one) for one in node.descendants()}
            elif within and id(node) not in inside:
                break
            if node.name not in {"h1", "hl1"} or self._is_hidden(node) or not node.words():
                continue
            if within or self.story is self.root:
                return node
            if _LOGO_CLASSES.isdisjoint(class_words(node)) and not self._is_logo(node):
                above = node
        return above

    def _is_logo(self, node: Node) -> bool:
        around = self._parents.get(id(node))
        return around is not None and not _LOGO_CLASSES.isdisjoint(class_words(around))

    def _is_within(self, node: Node, *names: str) -> bool:
        at = self._parents.get(id(node))
        while at is not None:
            if at.name in names:
                return True
            at = self._parents.get(id(at))
        return False


def _is_marked(node: Node) -> bool:
    return "articlebody" in node.get("itemprop").casefold() or not _BODY_CLASSES.isdisjoint(class_words(node))
