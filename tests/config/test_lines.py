"""Lines of keys: right, or none."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attrib.config.lines import LONGEST, key_lines

TEXT = '''# settings
house = "ap"

select = [
  "AT1",   # [not a header]
  "AT301",
]
note = """
[severity]
AT101 = "error"
"""

[severity]
AT101 = "note"
"late-attribution" = "off"

[checks.AT103]
max_words = 30
[checks]
AT106.max_words = 2
inline = { a = 1, b = { c = 2 } }

[[overrides]]
paths = ["a"]
[overrides.severity]
AT101 = "off"

[[overrides]]
  paths = ["b"]
severity.AT102 = "off"
'''


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (("house",), 2),
        (("select",), 4),
        (("note",), 8),
        (("severity",), 13),
        (("severity", "AT101"), 14),
        (("severity", "late-attribution"), 15),
        (("checks", "AT103"), 17),
        (("checks", "AT103", "max_words"), 18),
        (("checks", "AT106", "max_words"), 20),
        (("checks", "inline", "b", "c"), 21),
        (("overrides", 0), 23),
        (("overrides", 0, "paths"), 24),
        (("overrides", 0, "severity", "AT101"), 26),
        (("overrides", 1), 28),
        (("overrides", 1, "paths"), 29),
        (("overrides", 1, "severity", "AT102"), 30),
        (("nothing",), None),
        (("severity", "AT102"), None),
    ],
)
def test_a_key_stands_where_it_was_first_set(keys: tuple[str | int, ...], line: int | None) -> None:
    assert key_lines(TEXT).get(keys) == line


def test_tables_in_a_list_go_by_the_line_of_the_list() -> None:
    assert key_lines('\noverrides = [{paths = ["a"]}, {paths = ["b"]}]\n')[("overrides", 1, "paths")] == 2


def test_after_a_statement_without_end_there_are_no_lines_rather_than_wrong_ones() -> None:
    text = "a = 1\nb = [\n" + '"x",\n' * (LONGEST + 1) + "]\nc = 2\n"
    assert key_lines(text) == {("a",): 1}


def leaves(node: Any, at: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    if isinstance(node, dict):
        return [at, *(leaf for key, child in node.items() for leaf in leaves(child, (*at, key)))]
    if isinstance(node, list) and node and isinstance(node[0], dict):
        return [at, *(leaf for index, child in enumerate(node) for leaf in leaves(child, (*at, index)))]
    return [at]


values = st.sampled_from(['"x"', "1", '"[a]"', "'''\n[b]\nq = 2\n'''", '[\n"y", # ]\n"=",\n]', "{ k = 1 }", '"a # b"'])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["", "[t{}]", "[[o]]", "# note", "[p.q{}]"]), values), max_size=8))
def test_every_key_has_its_line_and_nothing_else_has_one(rows: list[tuple[str, str]]) -> None:
    text, expected = "", {}
    for number, (header, value) in enumerate(rows):
        if header:
            text += header.format(number) + "\n"
        expected[f"key{number}"] = text.count("\n") + 1
        text += f"key{number} = {value}\n\n"
    lines = key_lines(text)
    assert set(lines) == set(leaves(tomllib.loads(text))) - {()}
    found = {str(keys[-1]): line for keys, line in lines.items() if str(keys[-1]).startswith("key")}
    assert found == expected
