"""Headlines that name who says what they say before a colon ("Ruiz: Bridge will reopen"), or after it."""

from __future__ import annotations

from attrib.extraction.drafts import Draft
from attrib.extraction.tree import NOMINAL, Tree
from attrib.model import Article, BlockKind

# Share right on PolNeAR train: 33 of 42.
NAMED = 0.75
LAST_NAMED = 0.6  # a guess: PolNeAR has none with the name after the words
# Longest name with a role before the colon and after the words, fewest words, and the longest headline, in tokens.
SOURCE = 8
LAST = 4
CONTENT = 3
HEADLINE = 40
DASHES = frozenset({"-", "–", "—", "―", "|"})
# Words after which a name's topic, addressee or place stands: "Ruiz on the bridge: …".
TOPICAL = frozenset({"on", "to", "at", "in", "about", "after"})


def bind_headings(tree: Tree, article: Article, drafts: list[Draft]) -> None:
    """Add to `drafts` what the headline says in somebody's name, where no relation has its colon for a cue yet."""
    tokens = _headline(tree, article)
    found = _before_words(tree, tokens) or _after_words(tree, tokens)
    if found is None:
        return
    source, mark, content, confidence = found
    if any(mark in draft.cue for draft in drafts) or any(tree.parse.masked[index] for index in content):
        return
    drafts.append(Draft("heading", "heading", ":", mark, {mark}, set(source), set(content), confidence=confidence))


_Found = tuple[range, int, range, float]


def _before_words(tree: Tree, tokens: range) -> _Found | None:
    """Return the name before the headline's colon, the colon and what it says."""
    colon = next((index for index in tokens if tree.words[index] == ":"), None)
    if colon is None:
        return None
    name = range(tokens.start, colon)
    for index in name[1:]:
        if tree.words[index] in DASHES and tree.parse.ends[index - 1] < tree.parse.starts[index]:
            name = range(index + 1, colon)
    content = range(colon + 1, tokens.stop)
    source = _named(tree, name)
    return (source, colon, content, NAMED) if source and len(content) >= CONTENT else None


def _after_words(tree: Tree, tokens: range) -> _Found | None:
    """Return the name that ends the headline after a colon or dash; names proper after a dash are the paper's."""
    mark = next((index for index in reversed(tokens) if tree.words[index] in DASHES | {":"}), None)
    if mark is None or not mark - tokens.start > CONTENT or not 0 < tokens.stop - mark - 1 <= LAST:
        return None
    if tree.parse.ends[mark - 1] == tree.parse.starts[mark] and tree.words[mark] != ":":
        return None
    name, content = range(mark + 1, tokens.stop), range(tokens.start, mark)
    if not any(tree.is_verb(index) for index in content):
        return None
    if tree.words[mark] != ":" and any(tree.pos[index] == "PROPN" for index in name):
        return None
    source = _named(tree, name)
    return (source, mark, content, LAST_NAMED) if len(source) == len(name) else None


def _headline(tree: Tree, article: Article) -> range:
    """Return the tokens of the headline: the first block, if it can be one."""
    block = next(iter(tree.parse.block_tokens), None)
    if block is None or article.blocks[block].kind not in {BlockKind.HEADLINE, BlockKind.BODY}:
        return range(0)
    tokens = tree.parse.block_tokens[block]
    while tokens and tree.words[tokens[-1]] in {".", ";"}:
        tokens = tokens[:-1]
    return tokens if len(tokens) <= HEADLINE else range(0)


def _named(tree: Tree, name: range) -> range:
    """Return the tokens of `name` that name somebody; empty where they name a column, a topic or a film."""
    stop = next((index for index in name if tree.lower[index] in TOPICAL), name.stop)
    named = range(name.start, stop)
    if not 0 < len(named) <= SOURCE or tree.pos[named[-1]] not in NOMINAL:
        return range(0)
    if any(tree.is_verb(index) or tree.parse.masked[index] for index in named):
        return range(0)
    if any(tree.lemma[index] in tree.syntax.sections for index in named):
        return range(0)
    return named
