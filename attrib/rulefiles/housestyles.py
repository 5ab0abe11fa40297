"""House styles: files that switch, grade and word checks for a newsroom, set their options and change their words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import yaml

from attrib.errors import RuleFileError, RuleFilesError
from attrib.rulefiles.house import Groups, fault_at, house_files
from attrib.rulefiles.nodes import RuleSource, open_source
from attrib.rulefiles.paths import rule_paths, rules_dir
from attrib.rulefiles.values import (
    Plain,
    choice,
    fields,
    header,
    items,
    line_of,
    listed,
    nearest,
    pairs,
    plain,
    text,
    texts,
)

FOLDER = "houses"
GRADES = ("error", "warning", "note")
_HEAD = ("schema", "name", "stage", "summary", "why", "source")
_SAYS = ("extends", "switch_on", "switch_off", "severity", "messages", "options", "words")
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class WordChange:
    """What a house does to one lexicon: words it adds and words it takes away, by group."""

    add: Groups
    remove: Groups


@dataclass(frozen=True, slots=True)
class HouseExample:
    """A text, the checks that flag it in this house with their severity, and those that leave it alone."""

    text: str
    flags: Mapping[str, str]
    leaves: tuple[str, ...]
    line: int


@dataclass(frozen=True)
class HouseStyle:
    """A house style as its file has it; checks go by codes or names, and only the catalogue knows which there are.

    `extends` is the name of another style, or the path of its file as seen from this one.
    """

    path: str
    name: str
    summary: str
    why: str
    source: str
    extends: str | None
    on: tuple[str, ...]
    off: tuple[str, ...]
    severity: Mapping[str, str]
    messages: Mapping[str, str]
    options: Mapping[str, Mapping[str, Plain]]
    words: Mapping[str, WordChange]
    examples: tuple[HouseExample, ...]

    @property
    def is_shipped(self) -> bool:
        """Whether attrib ships with it."""
        return Path(self.path).resolve().is_relative_to(rules_dir().resolve())


def load_house_style(path: Path) -> HouseStyle:
    """Return the house style in the file at `path`.

    Raises `RuleFilesError` with all its faults.
    """
    source, top = open_source(path)
    got = fields(source, top, "", required=(*_HEAD, "examples"), optional=_SAYS)
    header(source, got.get("schema"))
    if "stage" in got:
        choice(source, got["stage"], "stage", ("house",))
    if not any(key in got for key in _SAYS):
        source.fault(1, "", "this house says nothing", f"it may have {listed(_SAYS)}")
    on, off = (_names(source, got, key) for key in ("switch_on", "switch_off"))
    for name in on:
        if name in off:
            source.fault(line_of(got["switch_off"]), "switch_off", f"`{name}` is switched on as well")
    style = HouseStyle(
        path=str(path),
        name=_name(source, got),
        summary=" ".join(_word(source, got, "summary").split()),
        why=_word(source, got, "why"),
        source=_word(source, got, "source"),
        extends=_word(source, got, "extends") or None,
        on=on,
        off=off,
        severity=_read_texts(source, got.get("severity"), "severity", GRADES),
        messages=_read_texts(source, got.get("messages"), "messages"),
        options=_read_options(source, got.get("options")),
        words=_read_words(source, got.get("words")),
        examples=_read_examples(source, got.get("examples")),
    )
    source.finish()
    return style


def load_house_styles(folders: Iterable[Path] = ()) -> Mapping[str, HouseStyle]:
    """Return by name the house styles attrib ships with and those in `folders`.

    Raises `RuleFilesError` with the faults of all of them, a name used twice among them, and `ConfigError` for a folder
    that does not exist or holds no rule file.
    """
    out: dict[str, HouseStyle] = {}
    faults: list[RuleFileError] = []
    further = [path for path, stage in house_files(folders) if stage == "house"]
    for path in [*rule_paths(rules_dir() / FOLDER), *further]:
        try:
            style = load_house_style(path)
        except RuleFilesError as error:
            faults.extend(error.faults)
            continue
        if style.name in out:
            owner = "attrib's own" if out[style.name].is_shipped else f"that of {out[style.name].path}"
            hint = f"give yours another name; with `extends: {style.name}` it begins with what is there"
            faults.append(fault_at(path, ("name",), f"the name `{style.name}` is {owner}", hint))
        out.setdefault(style.name, style)
    if faults:
        raise RuleFilesError(faults)
    return MappingProxyType(out)


def house_names() -> tuple[str, ...]:
    """Return the names of the house styles attrib ships with, by their files and without reading them."""
    return tuple(path.stem for path in rule_paths(rules_dir() / FOLDER))


def is_path(house: str) -> bool:
    """Whether `house` is the path of a file and not a name."""
    return house.endswith((".yaml", ".yml")) or "/" in house or "\\" in house


def lineage(style: HouseStyle, styles: Mapping[str, HouseStyle]) -> tuple[HouseStyle, ...]:
    """Return the styles that `style` stands on, the first one first, and itself last.

    Raises `RuleFilesError` where one extends a style that does not exist, or in the end itself.
    """
    chain = [style]
    while chain[0].extends is not None:
        first = chain[0]
        parent = _parent(first, styles)
        if parent.path in {known.path for known in chain}:
            names = [known.name for known in reversed(chain)]
            circle = " → ".join([*names, parent.name])
            raise RuleFilesError([fault_at(first.path, ("extends",), f"the houses extend each other: {circle}")])
        chain.insert(0, parent)
    return tuple(chain)


def _parent(style: HouseStyle, styles: Mapping[str, HouseStyle]) -> HouseStyle:
    wanted = style.extends or ""
    if is_path(wanted):
        path = Path(style.path).parent / wanted
        if not path.is_file():
            raise RuleFilesError([fault_at(style.path, ("extends",), f"there is no file `{wanted}`")])
        return load_house_style(path)
    if wanted not in styles:
        hint = nearest(wanted, styles) or f"known: {listed(styles)}"
        raise RuleFilesError([fault_at(style.path, ("extends",), f"no house is called `{wanted}`", hint)])
    return styles[wanted]


def _word(source: RuleSource, got: Mapping[str, yaml.Node], key: str) -> str:
    return (text(source, got[key], key) or "").strip() if key in got else ""


def _name(source: RuleSource, got: Mapping[str, yaml.Node]) -> str:
    name = _word(source, got, "name")
    if name and not _NAME.fullmatch(name):
        source.fault(line_of(got["name"]), "name", f"`{name}` is not of the form expected", "lower-case words, hyphens")
    return name


def _names(source: RuleSource, got: Mapping[str, yaml.Node], key: str) -> tuple[str, ...]:
    return texts(source, got[key], key, empty=False) if key in got else ()


def _read_texts(source: RuleSource, node: yaml.Node | None, field: str, known: Sequence[str] = ()) -> Mapping[str, str]:
    out = {}
    for key, _, child in pairs(source, node, field) if node is not None else ():
        at = f"{field}.{key}"
        value = choice(source, child, at, known) if known else text(source, child, at)
        if value is not None and (not known or value in known):
            out[key] = value
    return MappingProxyType(out)


def _read_options(source: RuleSource, node: yaml.Node | None) -> Mapping[str, Mapping[str, Plain]]:
    out: dict[str, Mapping[str, Plain]] = {}
    for check, _, child in pairs(source, node, "options") if node is not None else ():
        at = f"options.{check}"
        values = {name: plain(source, value, f"{at}.{name}") for name, _, value in pairs(source, child, at)}
        out[check] = MappingProxyType(values)
    return MappingProxyType(out)


def _read_words(source: RuleSource, node: yaml.Node | None) -> Mapping[str, WordChange]:
    out = {}
    for lexicon, _, child in pairs(source, node, "words") if node is not None else ():
        at = f"words.{lexicon}"
        got = fields(source, child, at, required=(), optional=("add", "remove"))
        if not got:
            source.fault(line_of(child), at, "neither adds nor removes words")
        out[lexicon] = WordChange(*(_read_groups(source, got.get(key), f"{at}.{key}") for key in ("add", "remove")))
    return MappingProxyType(out)


def _read_groups(source: RuleSource, node: yaml.Node | None, field: str) -> Groups:
    if node is None:
        return MappingProxyType({})
    found = pairs(source, node, field)
    return MappingProxyType({group: texts(source, child, f"{field}.{group}", empty=False) for group, _, child in found})


def _read_examples(source: RuleSource, node: yaml.Node | None) -> tuple[HouseExample, ...]:
    out = []
    for index, child in enumerate(items(source, node, "examples", empty=False) if node is not None else ()):
        at = f"examples[{index}]"
        got = fields(source, child, at, required=("text",), optional=("flags", "leaves"))
        if "text" in got and len(got) == 1:
            source.fault(line_of(child), at, "shows nothing", "say which checks it `flags` or `leaves`")
        said = text(source, got["text"], f"{at}.text") if "text" in got else None
        flags = _read_texts(source, got.get("flags"), f"{at}.flags", GRADES)
        leaves = texts(source, got["leaves"], f"{at}.leaves", empty=False) if "leaves" in got else ()
        out.append(HouseExample(said or "", flags, leaves, line_of(child)))
    return tuple(out)
