"""Parses written by hand in one line, for tests of what is read off a tree."""

from __future__ import annotations

from attrib.extraction.tree import Tree
from support.contexts import make_article, make_parse


def tree_of(text: str, parse: str) -> Tree:
    """Return the tree of `text` by hand: each word of `parse` is word/tag/relation/head/lemma/part of speech."""
    words, tags, deps, heads, lemmas, pos = zip(*(item.split("/") for item in parse.split()), strict=True)
    return Tree.of(
        make_parse(
            make_article(text),
            words,
            heads=[int(head) for head in heads],
            deps=deps,
            tags=tags,
            lemmas=lemmas,
            pos=pos,
        )
    )


def words_at(tree: Tree, indices: set[int]) -> str:
    """Return the words at `indices`, in text order."""
    return " ".join(tree.words[index] for index in sorted(indices))
