"""On which line of a TOML file each key stands.

The parser of the standard library tells no lines, but whether a piece of text is whole: every statement of a TOML file
(a header, a key with its value, a comment) is a file of its own, and none that is cut short is.  So the file is taken
apart at the lines where the parser says that a statement has come to its end, and what each sets is read from it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

Path = tuple[str | int, ...]
# A statement over more lines is no setting, and trying at each of them whether it is whole takes long; what follows
# it has no line then.
LONGEST = 400
# Dotted keys nested deeper are no setting either.
DEEPEST = 12


def key_lines(text: str) -> Mapping[Path, int]:
    """Return the 1-based line on which each key of `text`, a TOML file without fault, was first set.

    A key is the path to it: `("severity", "AT101")`, `("overrides", 0, "paths")`.  What stands within a list of values
    goes by the key of the list.
    """
    lines: dict[Path, int] = {}
    counts: dict[Path, int] = {}  # of the tables in each array of tables
    place: Path = ()
    for line, set_here in _statements(text):
        is_header = text.split("\n", line)[line - 1].lstrip().startswith("[")
        if is_header:
            place = _enter(set_here, counts, lines, line)
        else:
            _note(set_here, place, lines, line)
    return lines


def _statements(text: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Yield the first line of each statement and what it sets by itself."""
    pending: list[str] = []
    first = 1
    for number, line in enumerate(text.split("\n"), start=1):
        pending.append(line)
        try:
            found = tomllib.loads("\n".join(pending))
        except tomllib.TOMLDecodeError:
            if len(pending) > LONGEST:
                return
            continue  # a list or a text over several lines: not whole yet
        if found:
            yield first, found
        pending, first = [], number + 1


def _enter(set_here: Mapping[str, Any], counts: dict[Path, int], lines: dict[Path, int], line: int) -> Path:
    """Return the path of the table that a header opens, and note its line."""
    place: Path = ()
    node: Any = set_here
    while node:
        ((key, node),) = node.items()
        place = (*place, key)
        lines.setdefault(place, line)
        if isinstance(node, list):  # [[…]]: another table of this array
            counts[place] = counts.get(place, 0) + 1
            node = node[0]
            place = (*place, counts[place] - 1)
            lines.setdefault(place, line)
        elif place in counts:  # [overrides.severity] belongs to the last of them
            place = (*place, counts[place] - 1)
    return place


def _note(set_here: Mapping[str, Any], place: Path, lines: dict[Path, int], line: int) -> None:
    if len(place) > DEEPEST:
        return
    for key, value in set_here.items():
        lines.setdefault((*place, key), line)
        if isinstance(value, dict):
            _note(value, (*place, key), lines, line)
        elif isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, dict):
                    lines.setdefault((*place, key, index), line)
                    _note(item, (*place, key, index), lines, line)
