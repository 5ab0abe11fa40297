"""Values that users type: checked against what there is, the nearest right one named where it is not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from attrib.errors import ConfigError


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the one of `known` that `word` most likely stands for, case apart, or `None`."""
    by_fold = {name.casefold(): name for name in known}
    close = get_close_matches(word.casefold(), by_fold, n=1, cutoff=0.5)
    return by_fold[close[0]] if close else None


def one_of(word: str, known: Sequence[str], *, option: str) -> str:
    """Return the one of `known` that `word` is, case apart.

    Raises `ConfigError` naming the nearest right one.
    """
    for name in known:
        if name.casefold() == word.casefold():
            return name
    guess = nearest(word, known)
    hint = f"did you mean {guess}?" if guess else f"one of {', '.join(known)}"
    if guess:
        hint += f" The choices are {', '.join(known)}."
    raise ConfigError(f"{option}: there is no {word!r}", hint=hint)


def split_list(values: Iterable[str] | None) -> tuple[str, ...]:
    """Return the parts of a repeatable option whose values may be lists: `AT1,AT301`."""
    return tuple(part.strip() for value in values or () for part in value.split(",") if part.strip())


def split_flag(values: Iterable[str] | None) -> tuple[str, ...] | None:
    """Return the parts of a repeatable option as `split_list`, `None` where it was not given."""
    return split_list(values) or None
