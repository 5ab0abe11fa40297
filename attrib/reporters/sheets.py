"""Rows of CSV that a spreadsheet opens without harm."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from attrib.reporters.terminal import one_line

BETWEEN = "; "
# A spreadsheet takes a cell that starts with one of these for a formula, and an article must not be able to bring one.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_line(values: Sequence[object], *, line_end: str = "\n") -> str:
    """Return a row: words on one line, cells that would be a formula with an apostrophe before them."""
    out = io.StringIO()
    csv.writer(out, lineterminator=line_end).writerow([_cell(value) for value in values])
    return out.getvalue()


def _cell(value: object) -> str:
    text = one_line(value) if isinstance(value, str) else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
