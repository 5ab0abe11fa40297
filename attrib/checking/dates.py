"""Whether a passage tells of a time it names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_YEAR = re.compile(r"(1[0-9]{3}|20[0-9]{2})s?")
_CENTURIES = frozenset({"century", "centuries"})


def years_in(tokens: Iterable[Token]) -> list[int]:
    """Return the years that `tokens` name, a decade ("1930s") by its first, in their order."""
    found = (_YEAR.fullmatch(token.text) for token in tokens)
    return [int(match.group(1)) for match in found if match]


def is_dated(tokens: Iterable[Token]) -> bool:
    """Whether `tokens` name a year."""
    return bool(years_in(tokens))


def is_before(tokens: Iterable[Token], year: float) -> bool:
    """Whether `tokens` name a year before `year`, or a century."""
    words = list(tokens)
    return any(found < year for found in years_in(words)) or any(word.lower_ in _CENTURIES for word in words)
