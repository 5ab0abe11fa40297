"""JSON that is written as the run goes on: a list, one item a line, with what stands before and after it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


class JsonList:
    """The items of a JSON list, each on a line of its own."""

    def __init__(self) -> None:
        self._first = True

    def item(self, form: Mapping[str, Any]) -> str:
        """Return the next item with what parts it from the one before."""
        lead = "\n" if self._first else ",\n"
        self._first = False
        return lead + dump(form)

    def close(self) -> str:
        """Return the end of the list."""
        return "]" if self._first else "\n]"


def dump(form: object) -> str:
    """Return `form` as JSON on one line, its characters as they are."""
    return json.dumps(form, ensure_ascii=False)
