"""The options of an extraction pattern, held against the pattern's own nodes."""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence

import yaml

from attrib.rulefiles.nodes import RuleSource
from attrib.rulefiles.values import Plain, describe, line_of, listed, nearest, plain, text, texts

# Keys a pattern may have beside id, frame and pattern.
PATTERN_OPTIONS = ("source", "cue", "content", "confidence", "why")
# What `source` may say beside the name of a node; `content` may say `rest`.
SOURCE_WORDS = ("subject", "agent", "noun", "none")
REST = "rest"


def read_options(
    source: RuleSource, got: Mapping[str, yaml.Node], field: str, names: Sequence[str]
) -> dict[str, Plain]:
    """Return the options among `got`, the keys of one pattern; `names` are its nodes.

    A name that none of the nodes has is a fault, and so is a pattern without the nodes extraction needs.
    """
    out: dict[str, Plain] = {}
    if "cue" not in names:
        _missing(source, got["pattern"], f"{field}.pattern", "cue", names)
    if "content" not in got and "content" not in names:
        _missing(
            source,
            got["pattern"],
            f"{field}.pattern",
            "content",
            names,
            "`content: rest` takes the clause beside the cue",
        )
    for key in ("content", "cue"):
        if key in got:
            out[key] = _read_names(source, got[key], f"{field}.{key}", names, (REST,) if key == "content" else ())
    if "source" in got:
        out["source"] = _read_name(source, got["source"], f"{field}.source", names, SOURCE_WORDS)
    if "confidence" in got:
        out["confidence"] = _read_confidence(source, got["confidence"], f"{field}.confidence")
    if "why" in got:
        out["why"] = text(source, got["why"], f"{field}.why") or ""
    return out


def read_frame(source: RuleSource, node: yaml.Node, field: str, names: Sequence[str]) -> str:
    """Return a frame; what stands in its braces must be nodes."""
    frame = text(source, node, field) or ""
    try:
        parts = list(string.Formatter().parse(frame))
    except ValueError as error:
        source.fault(line_of(node), field, f"braces do not pair: {error}", "a node stands in braces: {preposition}")
        return ""
    for _, name, form, conversion in parts:
        if name is None:
            continue
        if name not in names:
            _unknown(source, node, field, name, names)
        elif form or conversion:
            source.fault(line_of(node), field, f"`{name}` takes no format", f"write {{{name}}}")
    return frame


def _missing(
    source: RuleSource, node: yaml.Node, field: str, wanted: str, names: Sequence[str], otherwise: str = ""
) -> None:
    known = f"the nodes are {listed(names)}" if names else "there are no nodes"
    hints = [nearest(wanted, names) or known, otherwise]
    source.fault(line_of(node), field, f"no node is called `{wanted}`", "; ".join(hint for hint in hints if hint))


def _read_names(
    source: RuleSource, node: yaml.Node, field: str, names: Sequence[str], words: Sequence[str]
) -> list[Plain]:
    """Return the nodes named, one or a list; a word of `words` stands alone."""
    if isinstance(node, yaml.ScalarNode):
        return [_read_name(source, node, field, names, words)]
    found = texts(source, node, field)
    for word in found:
        if word in words and word not in names and len(found) > 1:
            source.fault(line_of(node), field, f"`{word}` stands alone", f"write {word}, or only nodes")
        elif word not in names and word not in words:
            _unknown(source, node, field, word, names, words)
    return list(found)


def _read_name(source: RuleSource, node: yaml.Node, field: str, names: Sequence[str], words: Sequence[str]) -> str:
    word = text(source, node, field)
    if word is not None and word not in names and word not in words:
        _unknown(source, node, field, word, names, words)
    return word or ""


def _unknown(
    source: RuleSource, node: yaml.Node, field: str, word: str, names: Sequence[str], words: Sequence[str] = ()
) -> None:
    hint = nearest(word, (*names, *words))
    if hint is None:
        known = f"the nodes are {listed(names)}" if names else "there are no nodes"
        hint = f"{known}; {listed(words)} may stand here too" if words else known
    source.fault(line_of(node), field, f"no node is called `{word}`", hint)


def _read_confidence(source: RuleSource, node: yaml.Node, field: str) -> float:
    if not isinstance(node, yaml.ScalarNode):
        source.fault(line_of(node), field, f"expected a number from 0 to 1, found {describe(node)}")
        return 0.0
    value = plain(source, node, field)
    if not isinstance(value, (int, float)) or isinstance(value, bool) or not 0 <= value <= 1:
        source.fault(line_of(node), field, f"expected a number from 0 to 1, found `{value}`")
        return 0.0
    return float(value)
