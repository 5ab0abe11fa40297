"""Takes values out of YAML nodes, each checked for its type, and names every fault with its line and field."""

from __future__ import annotations

from collections.abc import Sequence

import yaml

from attrib.errors import listed as listed
from attrib.errors import nearest as nearest
from attrib.rulefiles.nodes import RuleSource

_TAG = "tag:yaml.org,2002:"
_WORDS = {"bool": "a truth value", "null": "nothing at all", "int": "a number", "float": "a number"}
_KINDS = {"timestamp": "a date", "merge": "a merge key", "value": "a default key"} | _WORDS

Plain = str | int | float | bool | list["Plain"] | dict[str, "Plain"]


def line_of(node: yaml.Node) -> int:
    """Return the 1-based line on which `node` starts."""
    return int(node.start_mark.line) + 1


def kind_of(node: yaml.Node) -> str:
    """Return YAML's own name of what `node` holds: str, bool, int, float, null, seq, map, …"""
    return str(node.tag).removeprefix(_TAG)


def describe(node: yaml.Node) -> str:
    """Return what `node` holds in words."""
    if isinstance(node, yaml.MappingNode):
        return "keys and values"
    if isinstance(node, yaml.SequenceNode):
        return "a list"
    kind = kind_of(node)
    return "text" if kind == "str" else _KINDS.get(kind, kind)


def pairs(source: RuleSource, node: yaml.Node, field: str) -> list[tuple[str, yaml.Node, yaml.Node]]:
    """Return the (key, key node, value node) of a mapping in order; a key given twice is a fault."""
    if not isinstance(node, yaml.MappingNode):
        source.fault(line_of(node), field, f"expected keys and values, found {describe(node)}")
        return []
    out: list[tuple[str, yaml.Node, yaml.Node]] = []
    seen: dict[str, int] = {}
    for key_node, value_node in node.value:
        key = text(source, key_node, field)
        if key is None:
            continue
        if key in seen:
            at = f"{field}.{key}" if field else key
            source.fault(line_of(key_node), at, f"given twice (first on line {seen[key]})", "YAML keeps only the last")
            continue
        seen[key] = line_of(key_node)
        out.append((key, key_node, value_node))
    return out


def fields(
    source: RuleSource, node: yaml.Node, field: str, *, required: Sequence[str], optional: Sequence[str] = ()
) -> dict[str, yaml.Node]:
    """Return the value nodes of a mapping by key; an unknown or missing key is a fault."""
    known = (*required, *optional)
    found: dict[str, yaml.Node] = {}
    for key, key_node, value_node in pairs(source, node, field):
        if key not in known:
            at = f"{field}.{key}" if field else key
            hint = nearest(key, known) or f"known here: {', '.join(known)}"
            source.fault(line_of(key_node), at, "unknown key", hint)
            continue
        found[key] = value_node
    if isinstance(node, yaml.MappingNode):
        for key in required:
            if key not in found:
                source.fault(line_of(node), f"{field}.{key}" if field else key, "missing")
    return found


def text(source: RuleSource, node: yaml.Node, field: str) -> str | None:
    """Return a text that is not empty, or `None` after keeping the fault.

    An unquoted `no`, `on` or `null` is named for what YAML reads it as.
    """
    if not isinstance(node, yaml.ScalarNode):
        source.fault(line_of(node), field, f"expected text, found {describe(node)}")
        return None
    kind = kind_of(node)
    value = str(node.value)
    if kind == "str":
        if value.strip():
            return value
        source.fault(line_of(node), field, "expected text, found an empty one")
    elif not value:
        source.fault(line_of(node), field, "expected text, found nothing")
    else:
        source.fault(
            line_of(node), field, f"unquoted `{value}` is read as {describe(node)}", f'write "{value}" for the word'
        )
    return None


def boolean(source: RuleSource, node: yaml.Node, field: str) -> bool:
    """Return true or false; the other words YAML has for them are a fault, for they are easily meant as words."""
    value = str(node.value).lower() if isinstance(node, yaml.ScalarNode) else ""
    if kind_of(node) != "bool" or value not in {"true", "false"}:
        found = f"`{node.value}`" if isinstance(node, yaml.ScalarNode) else describe(node)
        source.fault(line_of(node), field, f"expected true or false, found {found}")
    return value == "true"


def integer(source: RuleSource, node: yaml.Node, field: str) -> int:
    """Return a whole number written in digits, 0 after keeping a fault."""
    if isinstance(node, yaml.ScalarNode) and kind_of(node) == "int":
        value = str(node.value)
        if value.isdecimal() and (value == "0" or not value.startswith("0")):
            return int(value)
    found = f"`{node.value}`" if isinstance(node, yaml.ScalarNode) else describe(node)
    source.fault(line_of(node), field, f"expected a whole number, found {found}")
    return 0


def choice(source: RuleSource, node: yaml.Node, field: str, known: Sequence[str]) -> str | None:
    """Return one of the `known` words, or `None` after keeping the fault."""
    value = text(source, node, field)
    if value is None or value in known:
        return value
    hint = nearest(value, known) or f"expected {listed(known)}"
    source.fault(line_of(node), field, f"unknown value `{value}`", hint)
    return None


def items(source: RuleSource, node: yaml.Node, field: str, *, empty: bool = True) -> list[yaml.Node]:
    """Return the nodes of a list; where `empty` is false, one without items is a fault."""
    if not isinstance(node, yaml.SequenceNode):
        source.fault(line_of(node), field, f"expected a list, found {describe(node)}")
        return []
    if not node.value and not empty:
        source.fault(line_of(node), field, "expected at least one, found an empty list")
    return list(node.value)


def texts(source: RuleSource, node: yaml.Node, field: str, *, empty: bool = True) -> tuple[str, ...]:
    """Return a list of texts; one given twice is a fault."""
    out: dict[str, int] = {}
    for index, child in enumerate(items(source, node, field, empty=empty)):
        value = text(source, child, f"{field}[{index}]")
        if value is None:
            continue
        if value in out:
            source.fault(line_of(child), f"{field}[{index}]", f"`{value}` given twice (first on line {out[value]})")
            continue
        out[value] = line_of(child)
    return tuple(out)


def plain(source: RuleSource, node: yaml.Node, field: str) -> Plain:
    """Return the value of `node` as plain data: texts, whole numbers, true and false, lists and mappings of them."""
    if isinstance(node, yaml.MappingNode):
        return {key: plain(source, child, f"{field}.{key}") for key, _, child in pairs(source, node, field)}
    if isinstance(node, yaml.SequenceNode):
        return [plain(source, child, f"{field}[{index}]") for index, child in enumerate(node.value)]
    kind = kind_of(node)
    if kind == "int":
        return integer(source, node, field)
    if kind == "float":
        return (
            float(node.value.replace("_", "")) if _is_decimal(str(node.value)) else _refuse_float(source, node, field)
        )
    if kind == "bool" and str(node.value).lower() in {"true", "false"}:
        return str(node.value).lower() == "true"
    return text(source, node, field) or ""


def _is_decimal(value: str) -> bool:
    whole, _, part = value.removeprefix("-").partition(".")
    return whole.isdecimal() and (not part or part.isdecimal())


def _refuse_float(source: RuleSource, node: yaml.Node, field: str) -> float:
    source.fault(line_of(node), field, f"expected a decimal number, found `{node.value}`")
    return 0.0


def header(source: RuleSource, node: yaml.Node | None, *, version: int = 1) -> None:
    """Keep a fault unless the file's `schema` is the one this attrib reads."""
    if node is None:
        return
    found = integer(source, node, "schema")
    if found not in {0, version}:
        source.fault(line_of(node), "schema", f"unknown version {found}", f"this attrib reads schema {version}")
