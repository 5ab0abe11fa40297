"""Word lists: groups of words under a name, and the cue lexicon with its counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

import yaml

from attrib.model import Act
from attrib.rulefiles.nodes import RuleSource, no_collection, open_source
from attrib.rulefiles.paths import rules_dir
from attrib.rulefiles.values import choice, fields, header, integer, kind_of, line_of, pairs, text, texts

_HEAD = ("schema", "name", "stage", "language", "why", "source")
_ACTS = tuple(act.value for act in Act)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A lexicon: its name, where its words come from, and its groups of words in the order of the file."""

    name: str
    language: str
    why: str
    source: str
    groups: Mapping[str, tuple[str, ...]]
    path: str = ""

    def __getitem__(self, group: str) -> tuple[str, ...]:
        """Return the words of `group`; raises `KeyError` where the lexicon has no such group."""
        return self.groups[group]


@dataclass(frozen=True, slots=True)
class CueEntry:
    """A cue's lemma, the act it expresses, and for each frame how often it was a cue and how often it was seen."""

    lemma: str
    act: Act
    frames: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class CueLexicon:
    """The cue lexicon: its entries by lemma, in the order of the file."""

    name: str
    language: str
    why: str
    source: str
    entries: Mapping[str, CueEntry]
    path: str = ""


def load_lexicon(path: Path) -> Lexicon:
    """Return the lexicon at `path`.

    Raises `RuleFilesError` with all its faults.
    """
    with no_collection():
        return _read_lexicon(path)


@cache
def shipped_lexicon(name: str) -> Lexicon:
    """Return the lexicon `rules/lexicons/NAME.yaml`, read once.

    Raises `RuleFilesError` where attrib ships none of that name.
    """
    return load_lexicon(rules_dir() / "lexicons" / f"{name}.yaml")


def _read_lexicon(path: Path) -> Lexicon:
    source, top = open_source(path)
    got = fields(source, top, "", required=(*_HEAD, "groups"))
    head = _read_head(source, got)
    groups: dict[str, tuple[str, ...]] = {}
    if "groups" in got:
        for name, _, node in pairs(source, got["groups"], "groups"):
            groups[name] = texts(source, node, f"groups.{name}", empty=False)
        if not groups and not source.faults:
            source.fault(line_of(got["groups"]), "groups", "expected at least one group")
    source.finish()
    return Lexicon(**head, groups=MappingProxyType(groups), path=str(path))


def load_cue_lexicon(path: Path) -> CueLexicon:
    """Return the cue lexicon at `path`.

    Raises `RuleFilesError` with all its faults.
    """
    with no_collection():
        return _read_cue_lexicon(path)


def _read_cue_lexicon(path: Path) -> CueLexicon:
    source, top = open_source(path)
    got = fields(source, top, "", required=(*_HEAD, "entries"))
    head = _read_head(source, got)
    entries: dict[str, CueEntry] = {}
    if "entries" in got:
        for lemma, key_node, node in pairs(source, got["entries"], "entries"):
            if lemma != lemma.lower() or lemma != " ".join(lemma.split()):
                source.fault(
                    line_of(key_node), f"entries.{lemma}", "a lemma is in lower case, single spaces between words"
                )
            entries[lemma] = _read_cue(source, node, lemma)
        if not entries and not source.faults:
            source.fault(line_of(got["entries"]), "entries", "expected at least one entry")
    source.finish()
    return CueLexicon(**head, entries=MappingProxyType(entries), path=str(path))


def _read_head(source: RuleSource, got: Mapping[str, yaml.Node]) -> dict[str, str]:
    """Return name, language, why and source, with the schema and the stage checked."""
    header(source, got.get("schema"))
    if "stage" in got:
        choice(source, got["stage"], "stage", ("lexicon",))
    return {
        key: (text(source, got[key], key) or "") if key in got else "" for key in ("name", "language", "why", "source")
    }


def _read_cue(source: RuleSource, node: yaml.Node, lemma: str) -> CueEntry:
    field = f"entries.{lemma}"
    got = fields(source, node, field, required=("act", "frames"))
    act = choice(source, got["act"], f"{field}.act", _ACTS) if "act" in got else None
    frames: dict[str, tuple[int, int]] = {}
    if "frames" in got:
        for frame, _, counts in pairs(source, got["frames"], f"{field}.frames"):
            frames[frame] = _read_counts(source, counts, f"{field}.frames.{frame}")
        if not frames and not source.faults:
            source.fault(line_of(got["frames"]), f"{field}.frames", "expected at least one frame")
    return CueEntry(lemma, Act(act) if act in _ACTS else Act.STATEMENT, MappingProxyType(frames))


def _read_counts(source: RuleSource, node: yaml.Node, field: str) -> tuple[int, int]:
    """Return (times a cue, times seen)."""
    children = node.value if isinstance(node, yaml.SequenceNode) else ()
    if len(children) != 2 or any(kind_of(child) != "int" for child in children):
        source.fault(line_of(node), field, "expected two whole numbers", "[times a cue, times seen]")
        return 0, 0
    cue, seen = (integer(source, child, field) for child in children)
    if cue > seen:
        source.fault(line_of(node), field, f"{cue} times a cue of {seen} times seen", "[times a cue, times seen]")
    return cue, seen


def is_cue_lexicon(path: Path) -> bool:
    """Return whether the lexicon at `path` has counted `entries`; raises `RuleFilesError` where it cannot be read."""
    _, top = open_source(path)
    return any(isinstance(key, yaml.ScalarNode) and key.value == "entries" for key, _ in top.value)


def prove_lexicon(path: Path) -> None:
    """Raise `RuleFilesError` unless the lexicon at `path`, of either form, has no fault."""
    if is_cue_lexicon(path):
        load_cue_lexicon(path)
    else:
        load_lexicon(path)
