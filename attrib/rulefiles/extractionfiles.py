"""Extraction rule files: patterns over the parse whose nodes are named after the parts of a relation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import yaml

from attrib.errors import RuleFileError, RuleFilesError
from attrib.model import Modality
from attrib.rulefiles.nodes import RuleSource, open_source
from attrib.rulefiles.options import PATTERN_OPTIONS, read_frame, read_options
from attrib.rulefiles.paths import rule_paths
from attrib.rulefiles.patterns import Node, read_dependency_pattern
from attrib.rulefiles.values import Plain, choice, fields, header, items, line_of, text, texts

_HEAD = ("schema", "name", "stage", "language", "why", "matcher", "patterns", "examples")


@dataclass(frozen=True, slots=True)
class ExtractionPattern:
    """One pattern: its rule (the file's name), id and frame, its nodes as spaCy's DependencyMatcher takes them.

    `options` holds the keys of `PATTERN_OPTIONS` the pattern gives: `content` and `cue` as lists of nodes,
    `confidence` from 0 to 1.
    """

    rule: str
    id: str
    frame: str
    nodes: tuple[Node, ...]
    options: Mapping[str, Plain]
    path: str = ""
    line: int = 1


@dataclass(frozen=True, slots=True)
class RelationExample:
    """A text and the relation that must be read in it; all parts as they are written, `None` where there is none.

    `pattern` is the id of the pattern that must have made it, `None` where any may; `modality` is the one it must
    have, `None` where any may.
    """

    text: str
    source: str | None
    cue: str | None
    content: str | None
    line: int
    pattern: str | None = None
    modality: Modality | None = None


@dataclass(frozen=True, slots=True)
class ExtractionFile:
    """An extraction rule file: its patterns and its own tests."""

    path: str
    name: str
    language: str
    why: str
    patterns: tuple[ExtractionPattern, ...]
    relations: tuple[RelationExample, ...]
    none: tuple[tuple[str, int], ...]  # texts in which no relation must be read, with their lines


def load_extraction_rules(folder: Path) -> tuple[ExtractionPattern, ...]:
    """Return the patterns of all extraction files in `folder`, in the order of the files' names.

    Raises `RuleFilesError` with the faults of all of them, two rules of one name among them.
    """
    files: list[ExtractionFile] = []
    faults: list[RuleFileError] = []
    names: dict[str, str] = {}
    for path in rule_paths(folder):
        try:
            file = load_extraction_file(path)
        except RuleFilesError as error:
            faults.extend(error.faults)
            continue
        if file.name in names:
            faults.append(
                RuleFileError(f"`{file.name}` is also the name of {names[file.name]}", path=str(path), field="name")
            )
        names[file.name] = str(path)
        files.append(file)
    if faults:
        raise RuleFilesError(faults)
    return tuple(pattern for file in files for pattern in file.patterns)


def load_extraction_file(path: Path) -> ExtractionFile:
    """Return the extraction rule file at `path`.

    Raises `RuleFilesError` with all its faults.
    """
    source, top = open_source(path)
    got = fields(source, top, "", required=_HEAD)
    header(source, got.get("schema"))
    if "stage" in got:
        choice(source, got["stage"], "stage", ("extraction",))
    if "matcher" in got:
        choice(source, got["matcher"], "matcher", ("dependency",))
    head = {key: (text(source, got[key], key) or "") if key in got else "" for key in ("name", "language", "why")}
    patterns = _read_patterns(source, got["patterns"], head["name"]) if "patterns" in got else ()
    ids = [pattern.id for pattern in patterns]
    relations, none = _read_examples(source, got["examples"], ids) if "examples" in got else ((), ())
    source.finish()
    return ExtractionFile(str(path), head["name"], head["language"], head["why"], patterns, relations, none)


def _read_patterns(source: RuleSource, node: yaml.Node, rule: str) -> tuple[ExtractionPattern, ...]:
    out: dict[str, ExtractionPattern] = {}
    for index, child in enumerate(items(source, node, "patterns", empty=False)):
        at = f"patterns[{index}]"
        got = fields(source, child, at, required=("id", "frame", "pattern"), optional=PATTERN_OPTIONS)
        if not {"id", "frame", "pattern"} <= got.keys():
            continue
        name = text(source, got["id"], f"{at}.id") or f"#{index}"
        if name in out:
            source.fault(line_of(got["id"]), f"{at}.id", f"`{name}` given twice")
        nodes = read_dependency_pattern(source, got["pattern"], f"{at}.pattern")
        names = [str(item.get("RIGHT_ID", "")) for item in nodes]
        options = read_options(source, got, at, names)
        frame = read_frame(source, got["frame"], f"{at}.frame", names)
        out[name] = ExtractionPattern(rule, name, frame, nodes, MappingProxyType(options), source.path, line_of(child))
    return tuple(out.values())


def _read_examples(
    source: RuleSource, node: yaml.Node, ids: Sequence[str]
) -> tuple[tuple[RelationExample, ...], tuple[tuple[str, int], ...]]:
    got = fields(source, node, "examples", required=("relations",), optional=("none",))
    relations = []
    for index, child in enumerate(items(source, got["relations"], "examples.relations", empty=False)) if got else ():
        relations.append(_read_relation(source, child, f"examples.relations[{index}]", ids))
    if "none" not in got:
        return tuple(relations), ()
    words = texts(source, got["none"], "examples.none")
    lines = [line_of(child) for child in items(source, got["none"], "examples.none")]
    return tuple(relations), tuple(zip(words, lines, strict=False))


def _read_relation(source: RuleSource, node: yaml.Node, at: str, ids: Sequence[str]) -> RelationExample:
    keys = ("source", "cue", "content", "pattern", "modality")
    parts = fields(source, node, at, required=("text",), optional=keys)
    known = {"pattern": ids, "modality": [modality.value for modality in Modality]}
    named = {key: choice(source, parts.pop(key), f"{at}.{key}", known[key]) for key in known if key in parts}
    values = {key: text(source, part, f"{at}.{key}") for key, part in parts.items()}
    whole = values.get("text") or ""
    for key, value in values.items():
        if value is not None and not all(piece.strip() in whole for piece in value.split("…")):
            source.fault(line_of(parts[key]), f"{at}.{key}", "these words are not in the example's text")
    modality = named.get("modality")
    return RelationExample(
        text=whole,
        source=values.get("source"),
        cue=values.get("cue"),
        content=values.get("content"),
        line=line_of(node),
        pattern=named.get("pattern"),
        modality=Modality(modality) if modality else None,
    )
