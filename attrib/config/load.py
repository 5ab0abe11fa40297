"""Reads a config file strictly: every unknown key, wrong type and wrong value is named, all at once."""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from attrib.config.globs import Glob, fault_of
from attrib.config.lines import key_lines
from attrib.config.model import Config, Placed, Section
from attrib.config.schema import BY_NAME, FOREIGN, GRADES, KEYS, OVERRIDES, PATHS, Key, Kind
from attrib.errors import RuleFileError, RuleFilesError, listed, nearest

PYPROJECT = "pyproject.toml"
MAX_BYTES = 1_000_000
SHOWN_WIDTH = 120
# Brackets nested deeper than this are no setting, and the TOML parser would exhaust the stack over enough of them.
MAX_DEPTH = 40

_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)$")
_Keys = tuple[str | int, ...]


@dataclass
class _Source:
    """A file being read: its lines, where its keys stand, and the faults found so far."""

    path: str
    lines: list[str] = field(default_factory=list)
    places: Mapping[_Keys, int] = field(default_factory=dict)
    prefix: _Keys = ()
    faults: list[RuleFileError] = field(default_factory=list)

    def line(self, keys: _Keys) -> int | None:
        """Return the line of a key, `None` where attrib is not sure of it."""
        return self.places.get((*self.prefix, *keys))

    def fault(self, keys: _Keys, message: str, hint: str | None = None) -> None:
        self.fault_on(self.line(keys), _field(keys), message, hint)

    def fault_on(self, line: int | None, name: str | None, message: str, hint: str | None = None) -> None:
        shown = self.shown(line)
        self.faults.append(
            RuleFileError(message, path=self.path, line=line, field=name or None, hint=hint, shown=shown)
        )

    def shown(self, line: int | None) -> str | None:
        """Return a line as it reads."""
        if line is None or not 1 <= line <= len(self.lines):
            return None
        return self.lines[line - 1].strip()[:SHOWN_WIDTH] or None

    def placed(self, value: object, keys: _Keys) -> Placed:
        """Return a value with the place of its key."""
        line = self.line(keys)
        return Placed(value, self.path, line, self.shown(line))

    def finish(self) -> None:
        """Raise `RuleFilesError` with all the faults in the order of their lines, if there are any."""
        if self.faults:
            raise RuleFilesError(in_order(self.faults))


def read_config(path: str | os.PathLike[str], *, shadowed: Sequence[str] = ()) -> Config:
    """Return what the config file at `path` says, its faults among it; what is at fault sets nothing.

    Of a `pyproject.toml` only `[tool.attrib]` is read; without that table it sets nothing.  Raises `RuleFilesError`
    where the file cannot be read at all.
    """
    name = os.fspath(path)
    source = _Source(name)
    table = _open(source)
    section = _read_section(source, table, (), [key.name for key in KEYS])
    overrides = _read_overrides(source, table.get(OVERRIDES))
    folder = Path(os.path.abspath(name)).parent  # noqa: PTH100 - resolve() would follow links
    return Config(name, folder, section, overrides, tuple(shadowed), tuple(source.faults))


def load_config(path: str | os.PathLike[str]) -> Config:
    """Return what the config file at `path` says, which is well formed.

    Raises `RuleFilesError` with all the faults of the file; whether the checks it names exist is for
    `attrib.settings` to say.
    """
    config = read_config(path)
    if config.faults:
        raise RuleFilesError(in_order(config.faults))
    return config


def in_order(faults: Iterable[RuleFileError]) -> list[RuleFileError]:
    """Return faults of a file in the order of their lines, those without one first."""
    return sorted(faults, key=lambda fault: fault.line or 0)


def has_table(path: str | os.PathLike[str]) -> bool:
    """Whether the `pyproject.toml` at `path` has a `[tool.attrib]` table; raises `RuleFilesError` as `load_config`."""
    source = _Source(os.fspath(path))
    tool = _parse(source).get("tool", {})
    return isinstance(tool, dict) and "attrib" in tool


def _open(source: _Source) -> dict[str, Any]:
    """Return the table that holds attrib's keys."""
    top = _parse(source)
    if Path(source.path).name != PYPROJECT:
        return top
    source.prefix = ("tool", "attrib")
    tool = top.get("tool", {})
    table = tool.get("attrib", {}) if isinstance(tool, dict) else tool
    if not isinstance(table, dict):
        source.fault((), f"expected a table, found {_shown(table)}", "write [tool.attrib]")
        source.finish()
    return table if isinstance(table, dict) else {}


def _parse(source: _Source) -> dict[str, Any]:
    """Return the file as TOML has it; raises `RuleFilesError` where it cannot be read."""
    text = _decode(source)
    source.lines = text.split("\n")
    try:
        if _depth(text) > MAX_DEPTH:
            source.fault_on(None, None, f"brackets nested deeper than {MAX_DEPTH}")
            source.finish()
        found = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, ValueError) as error:
        said = str(error)
        at = _AT_LINE.search(said)
        line = int(at[1]) if at else len(text.rstrip().split("\n")) if said.endswith("(at end of document)") else None
        said = said.partition(" (at ")[0]
        hint = "texts stand in quotation marks" if said == "Invalid value" else None
        source.fault_on(line, None, f"not TOML: {said[:1].lower()}{said[1:]}", hint)
        source.finish()
        raise
    source.places = key_lines(text)
    return found


def _decode(source: _Source) -> str:
    try:
        with Path(source.path).open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        source.fault_on(None, None, f"cannot be read: {reason}")
        source.finish()
        raise
    if len(raw) > MAX_BYTES:
        source.fault_on(None, None, f"larger than {MAX_BYTES // 1_000_000} MB: no config file")
        source.finish()
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        source.fault_on(line, None, f"not UTF-8: byte 0x{raw[error.start]:02x}", "save the file as UTF-8")
        source.finish()
        raise


def _depth(text: str) -> int:
    """Return how deep brackets nest; those in texts count too, so that it is never too little."""
    depth = most = 0
    for character in text:
        if character in "[{":
            depth += 1
            most = max(most, depth)
        elif character in "]}":
            depth = max(0, depth - 1)
    return most


def _read_section(source: _Source, table: Mapping[str, Any], at: _Keys, known: Sequence[str]) -> Section:
    values: dict[str, Placed] = {}
    severity: Mapping[str, Placed] = {}
    checks: Mapping[str, Mapping[str, Placed]] = {}
    for name, value in table.items():
        keys = (*at, name)
        if name == OVERRIDES and not at:
            continue
        if name not in known:
            _unknown(source, keys, name, known, bool(at))
            continue
        if name == PATHS:
            continue
        key = BY_NAME[name]
        if key.kind is Kind.GRADES:
            severity = _read_grades(source, value, keys)
        elif key.kind is Kind.OPTIONS:
            checks = _read_options(source, value, keys)
        else:
            read = _read_value(source, key, value, keys)
            if read is not None:
                values[name] = source.placed(read, keys)
    paths = _read_globs(source, table[PATHS], (*at, PATHS)) if PATHS in table and at else ()
    where = source.placed(None, at).origin
    return Section(MappingProxyType(values), severity, checks, paths, where)


def _unknown(source: _Source, keys: _Keys, name: str, known: Sequence[str], is_override: bool) -> None:
    if name == "tool":
        hint = f"in {Path(source.path).name} the keys stand at the top, without [tool.attrib]"
    elif name in FOREIGN:
        hint = FOREIGN[name]
    elif name in BY_NAME:
        hint = f"this key holds for all files; [[{OVERRIDES}]] takes {listed(known)}"
    elif name == PATHS and not is_override:
        hint = f"it belongs in an [[{OVERRIDES}]] table"
    else:
        named = known if is_override else [*known, OVERRIDES]
        hint = nearest(name.replace("_", "-"), named) or f"known here: {', '.join(named)}"
    source.fault(keys, "unknown key", hint)


def _read_overrides(source: _Source, found: object) -> tuple[Section, ...]:
    if found is None:
        return ()
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        source.fault((OVERRIDES,), f"expected tables, found {_shown(found)}", f"write [[{OVERRIDES}]] before each")
        return ()
    known = [PATHS, *(key.name for key in KEYS if key.per_path)]
    out = []
    for index, table in enumerate(found):
        if PATHS not in table:
            source.fault((OVERRIDES, index), f"`{PATHS}` is missing", f'which files it holds for: {PATHS} = ["…"]')
        out.append(_read_section(source, table, (OVERRIDES, index), known))
    return tuple(out)


def _read_value(source: _Source, key: Key, value: object, keys: _Keys) -> object | None:
    """Return the value of a simple key, or `None` after keeping a fault."""
    if key.kind is Kind.GLOBS:
        return _read_globs(source, value, keys)
    if key.kind in {Kind.TEXTS, Kind.FOLDERS}:
        return _read_texts(source, value, keys, key)
    if key.kind is Kind.TRUTH:
        fits = isinstance(value, bool)
    elif key.kind is Kind.NUMBER:
        fits = isinstance(value, (int, float)) and not isinstance(value, bool)
    else:
        fits = isinstance(value, str) and bool(value.strip())
    if not fits:
        source.fault(keys, f"expected {key.kind}, found {_shown(value)}", _instead(key, value))
        return None
    if isinstance(value, (int, float)) and not isinstance(value, bool) and not key.low <= value <= key.high:
        source.fault(keys, f"expected a number from {key.low:g} to {key.high:g}, found {value}")
        return None
    if key.choices and value not in key.choices:
        hint = nearest(str(value), key.choices)
        source.fault(keys, f"expected {listed(key.choices)}, found {_shown(value)}", hint)
        return None
    return value


def _instead(key: Key, value: object) -> str | None:
    if key.kind is Kind.TRUTH and str(value).lower() in {"true", "false"}:
        return "without quotation marks"
    return None


def _read_texts(source: _Source, value: object, keys: _Keys, key: Key | None = None) -> tuple[str, ...] | None:
    expected = key.kind if key is not None else Kind.GLOBS
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        hint = f"write [{_shown(value)}]" if isinstance(value, str) else None
        source.fault(keys, f"expected {expected}, found {_shown(value)}", hint)
        return None
    for item in value:
        if not item.strip():
            source.fault(keys, "an empty text among them")
    return tuple(value)


def _read_globs(source: _Source, value: object, keys: _Keys) -> tuple[Glob, ...]:
    texts = _read_texts(source, value, keys)
    if texts == () and keys[-1] == PATHS:
        source.fault(keys, "expected at least one pattern, found an empty list")
    for text in texts or ():
        fault = fault_of(text)
        if fault is not None and text.strip():
            source.fault(keys, f"`{text}`: {fault}")
    return tuple(Glob(text) for text in texts or ())


def _read_grades(source: _Source, value: object, keys: _Keys) -> Mapping[str, Placed]:
    if not isinstance(value, dict):
        source.fault(keys, f"expected {Kind.GRADES}, found {_shown(value)}", 'write AT101 = "warning" below [severity]')
        return {}
    out = {}
    for check, grade in value.items():
        at = (*keys, check)
        if grade not in GRADES:
            hint = "off" if grade is False else None
            hint = f'write "{hint}"' if hint else nearest(str(grade), GRADES)
            source.fault(at, f"expected {listed(GRADES)}, found {_shown(grade)}", hint)
            continue
        out[check] = source.placed(grade, at)
    return MappingProxyType(out)


def _read_options(source: _Source, value: object, keys: _Keys) -> Mapping[str, Mapping[str, Placed]]:
    if not isinstance(value, dict):
        source.fault(keys, f"expected {Kind.OPTIONS}, found {_shown(value)}", "write [checks.AT101]")
        return {}
    out: dict[str, Mapping[str, Placed]] = {}
    for check, options in value.items():
        at = (*keys, check)
        if not isinstance(options, dict):
            hint = "write it below [severity]" if options in GRADES else f"write [checks.{check}]"
            source.fault(at, f"expected a table of options, found {_shown(options)}", hint)
            continue
        placed = {name: source.placed(_frozen(option), (*at, name)) for name, option in options.items()}
        out[check] = MappingProxyType(placed)
    return MappingProxyType(out)


def _frozen(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _field(keys: _Keys) -> str:
    out = ""
    for key in keys:
        out += f"[{key}]" if isinstance(key, int) else f".{key}" if out else key
    return out


def _shown(value: object) -> str:
    """Return a value as a user would know it again: texts in quotation marks, long ones cut."""
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        inside = ", ".join(_shown(item) for item in value[:3])
        return f"[{inside}, …]" if len(value) > 3 else f"[{inside}]"
    if isinstance(value, str):
        return json.dumps(value if len(value) <= 40 else value[:39] + "…", ensure_ascii=False)
    return str(value)
