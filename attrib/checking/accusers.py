"""Whether a paragraph names a court, the police, a lawsuit or others who accuse: whose charge it is is then plain."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from attrib.checking.attributions import has_source
from attrib.checking.context import CheckContext

if TYPE_CHECKING:
    from spacy.tokens import Token


class Accusers:
    """The paragraphs of an article that name somebody who accuses, by the nouns and cues of the lexicon `accusers`."""

    def __init__(self, context: CheckContext) -> None:
        self._parse = context.parse
        words = context.lexicon("accusers")
        self._nouns, self._cues = frozenset(words["accusers"]), frozenset(words["cues"])
        self._relations = context.relations
        self._named: dict[int, bool] = {}  # by block

    def near(self, block: int) -> bool:
        """Whether the block of that index, or one beside it, names somebody who accuses."""
        return any(self.named_in(other) for other in (block, block - 1, block + 1))

    def named_in(self, block: int) -> bool:
        """Whether the block of that index names somebody who accuses."""
        if block not in self._named:
            tokens = self._parse.block_tokens.get(block, range(0))
            named = any(self._is_accuser(self._parse.doc[index]) for index in tokens)
            self._named[block] = named or block in self._accusing
        return self._named[block]

    @cached_property
    def _accusing(self) -> frozenset[int]:
        """The paragraphs in which somebody accuses in so many words; a passive without a *by* names nobody."""
        out: set[int] = set()
        for relation in self._relations:
            if relation.lemma not in self._cues or not relation.cue or not has_source(relation):
                continue
            tokens = [self._parse.doc[index] for index in self._parse.tokens_in(relation.cue[0])]
            if not any(child.dep_ == "auxpass" for token in tokens for child in token.children):
                out.update(self._parse.blocks[token.i] for token in tokens)
        return frozenset(out)

    def _is_accuser(self, token: Token) -> bool:
        return token.tag_.startswith("NN") and token.lemma_.lower() in self._nouns
