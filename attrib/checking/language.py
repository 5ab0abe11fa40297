"""Whether an article is in English, by its commonest small words and by its letters.

After Cavnar and Trenkle's observation that the most frequent forms alone tell a language (N-Gram-Based Text
Categorization, 1994); whole function words do for articles, and can be read and changed in a lexicon.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from attrib.model import Article, BlockKind
from attrib.rulefiles import shipped_lexicon

LEXICON = "function_words"
ENGLISH = "English"
# Words looked at: a book need not be read to the end.
MOST_WORDS = 4_000
# Another language's small words are at least this many, and this share of all words that are not names, ...
LEAST_HITS = 3
LEAST_SHARE = 0.2
# ... and so many times the English ones: an English article may quote a whole paragraph of another language.
TIMES_ENGLISH = 2
# A language without a list is told by the lack of English words, in a text long enough to have some.
LEAST_WORDS = 40
MOST_ENGLISH = 0.05
# So many letters of another script are no mere name.
LEAST_LETTERS = 40
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_UNREAD = frozenset({BlockKind.FURNITURE, BlockKind.CODE})


@dataclass(frozen=True, slots=True)
class Language:
    """What an article seems to be written in, in words that follow "this article"."""

    guess: str


def other_language(article: Article) -> Language | None:
    """Return the language of an article that attrib has no rules for, or `None` for English and where it is open."""
    words = _words(article)
    letters = Counter("".join(words))
    foreign = sum(count for letter, count in letters.items() if not _is_latin(letter))
    if foreign >= LEAST_LETTERS and foreign > letters.total() / 2:
        return Language("is not written in Latin letters")
    # A capital is most often a name's, and names are of all languages; German nouns are no loss.
    small = Counter(word for word in words if word[0].islower())
    number = small.total()
    hits = {name: sum(small[word] for word in known & small.keys()) for name, known in _known().items()}
    english = hits.pop(ENGLISH)
    best = max(hits, key=lambda name: hits[name])
    if hits[best] >= LEAST_HITS and hits[best] >= LEAST_SHARE * number and hits[best] >= TIMES_ENGLISH * english:
        return Language(f"seems to be in {best}")
    if number >= LEAST_WORDS and english < MOST_ENGLISH * number:
        return Language("does not seem to be in English")
    return None


def _words(article: Article) -> list[str]:
    words: list[str] = []
    for block in article.blocks:
        if block.kind not in _UNREAD:
            words.extend(match.group().replace("’", "'") for match in _WORD.finditer(block.span.of(article.text)))
        if len(words) >= MOST_WORDS:
            break
    return words[:MOST_WORDS]


@lru_cache(maxsize=4096)
def _is_latin(character: str) -> bool:
    return character.isascii() or unicodedata.name(character, "").startswith("LATIN")


@lru_cache(maxsize=1)
def _known() -> Mapping[str, frozenset[str]]:
    """Return the small words of each language."""
    return {name: frozenset(words) for name, words in shipped_lexicon(LEXICON).groups.items()}
