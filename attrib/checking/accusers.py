"""Whether a paragraph names a court, the police, a lawsuit: who accuses is then plain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrib.checking.context import CheckContext

if TYPE_CHECKING:
    from spacy.tokens import Token


class Accusers:
    """The paragraphs of an article that name somebody who accuses, of the nouns in the lexicon `accusers`."""

    def __init__(self, context: CheckContext) -> None:
        self._parse = context.parse
        self._nouns = frozenset(context.lexicon("accusers")["accusers"])
        self._named: dict[int, bool] = {}  # by block

    def near(self, block: int) -> bool:
        """Whether the block of that index, or one beside it, names somebody who accuses."""
        return any(self.named_in(other) for other in (block, block - 1, block + 1))

    def named_in(self, block: int) -> bool:
        """Whether the block of that index names somebody who accuses."""
        if block not in self._named:
            tokens = self._parse.block_tokens.get(block, range(0))
            self._named[block] = any(self._is_accuser(self._parse.doc[index]) for index in tokens)
        return self._named[block]

    def _is_accuser(self, token: Token) -> bool:
        return token.tag_.startswith("NN") and token.lemma_.lower() in self._nouns
