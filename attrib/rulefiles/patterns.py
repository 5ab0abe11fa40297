"""Reads matcher patterns, and names aloud what spaCy would let pass and never match."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import yaml

from attrib.rulefiles.labels import (
    ATTRIBUTES,
    COMPARISONS,
    FLAG_ATTRIBUTES,
    FUZZY_PREDICATES,
    LABELS,
    LEXICAL_ATTRIBUTES,
    NUMBER_ATTRIBUTES,
    OPERATORS,
    PREDICATES,
    REL_OPS,
    SET_PREDICATES,
)
from attrib.rulefiles.nodes import RuleSource
from attrib.rulefiles.values import (
    Plain,
    boolean,
    fields,
    integer,
    items,
    line_of,
    listed,
    nearest,
    pairs,
    plain,
    text,
    texts,
)

Token = dict[str, Plain]
Node = dict[str, Plain]

_REPEAT = re.compile(r"\{(\d+(,\d*)?|,\d+)\}")


def read_token_pattern(source: RuleSource, node: yaml.Node, field: str, *, lexical: bool = False) -> tuple[Token, ...]:
    """Return a pattern as spaCy's Matcher takes it.

    Where `lexical` is true only attributes of a word by itself are allowed: the words are not parsed.
    """
    tokens = []
    optional = True
    for index, child in enumerate(items(source, node, field, empty=False)):
        token = _read_token(source, child, f"{field}[{index}]", lexical=lexical, operators=True)
        optional = optional and str(token.get("OP", "1"))[:2] in {"?", "*", "{0", "{,", "!"}
        tokens.append(token)
    if tokens and optional:
        source.fault(line_of(node), field, "every token may be missing, so that this could match nothing")
    return tuple(tokens)


def read_dependency_pattern(source: RuleSource, node: yaml.Node, field: str) -> tuple[Node, ...]:
    """Return a pattern as spaCy's DependencyMatcher takes it: an anchor, then nodes each hung on an earlier one."""
    out: list[Node] = []
    names: dict[str, int] = {}
    for index, child in enumerate(items(source, node, field, empty=False)):
        at = f"{field}[{index}]"
        required = ("RIGHT_ID", "RIGHT_ATTRS") if index == 0 else ("LEFT_ID", "REL_OP", "RIGHT_ID", "RIGHT_ATTRS")
        got = fields(source, child, at, required=required)
        out.append(_read_node(source, got, at, names))
        name = out[-1].get("RIGHT_ID")
        if isinstance(name, str):
            names.setdefault(name, line_of(child))
    return tuple(out)


def _read_node(source: RuleSource, got: Mapping[str, yaml.Node], field: str, names: Mapping[str, int]) -> Node:
    out: Node = {}
    if "LEFT_ID" in got:
        left = text(source, got["LEFT_ID"], f"{field}.LEFT_ID")
        if left is not None and left not in names:
            hint = nearest(left, names) or "a node hangs on one defined above it"
            source.fault(line_of(got["LEFT_ID"]), f"{field}.LEFT_ID", f"no node above is called `{left}`", hint)
        out["LEFT_ID"] = left or ""
    if "REL_OP" in got:
        operator = text(source, got["REL_OP"], f"{field}.REL_OP")
        if operator is not None and operator not in REL_OPS:
            source.fault(
                line_of(got["REL_OP"]),
                f"{field}.REL_OP",
                f"no such relation `{operator}`",
                f"known: {' '.join(REL_OPS)}",
            )
        out["REL_OP"] = operator or ""
    if "RIGHT_ID" in got:
        right = text(source, got["RIGHT_ID"], f"{field}.RIGHT_ID")
        if right is not None and right in names:
            source.fault(
                line_of(got["RIGHT_ID"]), f"{field}.RIGHT_ID", f"`{right}` given twice (first on line {names[right]})"
            )
        out["RIGHT_ID"] = right or ""
    if "RIGHT_ATTRS" in got:
        out["RIGHT_ATTRS"] = _read_token(source, got["RIGHT_ATTRS"], f"{field}.RIGHT_ATTRS")
    return out


def _read_token(
    source: RuleSource, node: yaml.Node, field: str, *, lexical: bool = False, operators: bool = False
) -> Token:
    out: Token = {}
    for key, key_node, value in pairs(source, node, field):
        at = f"{field}.{key}"
        if key == "OP" and operators:
            out[key] = _read_operator(source, value, at)
        elif key == "OP":
            source.fault(
                line_of(key_node), at, "a dependency pattern has no operators", "use REL_OP, or a second pattern"
            )
        elif key not in ATTRIBUTES:
            known = (*ATTRIBUTES, "OP") if operators else ATTRIBUTES
            hint = nearest(key, known) or "see spaCy's manual for the Matcher"
            source.fault(line_of(key_node), at, f"no such token attribute `{key}`", hint)
        elif lexical and key not in LEXICAL_ATTRIBUTES:
            source.fault(
                line_of(key_node),
                at,
                "words inside quotation marks are not parsed",
                f"only {listed(sorted(LEXICAL_ATTRIBUTES - set(FLAG_ATTRIBUTES)))}, IS_… and LIKE_… match there",
            )
        else:
            out[key] = _read_attribute(source, value, at, key)
    return out


def _read_operator(source: RuleSource, node: yaml.Node, field: str) -> str:
    operator = text(source, node, field) or "+"
    if operator not in OPERATORS and not _REPEAT.fullmatch(operator):
        source.fault(
            line_of(node),
            field,
            f"no such operator `{operator}`",
            f"known: {' '.join(OPERATORS)} {{n}} {{n,m}} {{n,}} {{,m}}",
        )
    return operator


def _read_attribute(source: RuleSource, node: yaml.Node, field: str, attribute: str) -> Plain:
    if attribute in FLAG_ATTRIBUTES:
        return boolean(source, node, field)
    if isinstance(node, yaml.MappingNode):
        return _read_predicates(source, node, field, attribute)
    if attribute in NUMBER_ATTRIBUTES:
        return integer(source, node, field)
    value = text(source, node, field)
    if value is not None:
        _check_words(source, node, field, attribute, [value])
    return value or ""


def _read_predicates(source: RuleSource, node: yaml.MappingNode, field: str, attribute: str) -> Plain:
    known: Sequence[str] = COMPARISONS if attribute in NUMBER_ATTRIBUTES else PREDICATES
    if attribute in NUMBER_ATTRIBUTES:
        known = (*COMPARISONS, "IN", "NOT_IN")
    out: dict[str, Plain] = {}
    for key, key_node, value in pairs(source, node, field):
        at = f"{field}.{key}"
        if key not in known:
            hint = nearest(key, known) or f"known for {attribute}: {', '.join(known)}"
            source.fault(line_of(key_node), at, f"no such predicate `{key}`", hint)
        elif key in COMPARISONS:
            out[key] = integer(source, value, at)
        elif key == "REGEX":
            out[key] = _read_regex(source, value, at)
        elif key in FUZZY_PREDICATES and isinstance(value, yaml.MappingNode):
            out[key] = _read_predicates(source, value, at, attribute)
        elif key in FUZZY_PREDICATES:
            out[key] = text(source, value, at) or ""
        elif attribute in NUMBER_ATTRIBUTES:
            out[key] = plain(source, value, at)
        else:
            out[key] = _read_set(source, value, at, attribute, key)
    if not out and not source.faults:
        source.fault(line_of(node), field, "expected a value or a predicate, found neither")
    return out


def _read_set(source: RuleSource, node: yaml.Node, field: str, attribute: str, predicate: str) -> list[Plain]:
    if predicate in SET_PREDICATES and isinstance(node, yaml.ScalarNode):
        source.fault(line_of(node), field, "expected a list, found text", f"write {predicate}: [{node.value}]")
        return []
    words = texts(source, node, field, empty=False)
    for index, child in enumerate(node.value if isinstance(node, yaml.SequenceNode) else ()):
        if child.value in words:
            _check_words(source, child, f"{field}[{index}]", attribute, [child.value])
    return list(words)


def _read_regex(source: RuleSource, node: yaml.Node, field: str) -> str:
    value = text(source, node, field) or ""
    try:
        re.compile(value)
    except (re.error, OverflowError, RecursionError) as error:
        source.fault(line_of(node), field, f"not a regular expression: {error}")
    return value


def _check_words(source: RuleSource, node: yaml.Node, field: str, attribute: str, words: Sequence[str]) -> None:
    """Keep a fault for each word that `attribute` of a token can never be."""
    labels = LABELS.get(attribute)
    for word in words:
        if attribute == "LOWER" and word != word.lower():
            source.fault(
                line_of(node), field, f"`{word}` can never match: LOWER is the lower-case form", f"write {word.lower()}"
            )
        elif labels is not None and word not in labels and word:
            hint = nearest(word, labels) or f"known: {' '.join(sorted(labels))}"
            source.fault(line_of(node), field, f"no such {attribute} label `{word}`", hint)
        elif attribute not in {"MORPH"} and " " in word.strip():
            source.fault(
                line_of(node), field, f"`{word}` can never match: a token has no space", "write one token for each word"
            )
