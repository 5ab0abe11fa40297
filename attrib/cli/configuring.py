"""What `attrib config` and `attrib init` do."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from attrib.catalogue import load_checks
from attrib.checking import CheckSetting, Given
from attrib.checking.settings import BUILT_IN
from attrib.checking.troubles import NOTICES
from attrib.cli.guard import say
from attrib.cli.template import template, toml
from attrib.cli.terminal import prepare
from attrib.config import BY_NAME, PATHS, Config, config_files
from attrib.errors import ConfigError, RuleFilesError
from attrib.rulefiles.housestyles import is_path
from attrib.settings import Desk, Flags, Holding

FILE = "attrib.toml"
LISTS = ("select", "extend-select", "ignore")
STDIN = "-"


def show(path: str, desk: Desk, *, form: str) -> None:
    """Print what holds for an article or a folder, and where each value came from.

    Raises `RuleFilesError` with the faults of the config that holds, `ConfigError` for a wrong flag.
    """
    is_folder = path.endswith("/") or Path(path).is_dir()
    holding = desk.of_folder(Path(path)) if is_folder else desk.of(path)
    desk.prove_flags([holding])
    excluded = path != STDIN and holding.config.excludes(path)
    prepare(sys.stdout, utf8=form == "json")
    if form == "json":
        sys.stdout.write(json.dumps(_form(path, holding, desk, excluded), ensure_ascii=False, indent=2) + "\n")
        return
    sys.stdout.write("\n".join(_text(path, holding, desk, excluded)) + "\n")


def init(folder: Path, *, house: str | None) -> None:
    """Write a commented config file into `folder`.

    Raises `ConfigError` where there is one already, the folder does not exist, or no house is called so.
    """
    if not folder.is_dir():
        raise ConfigError(f"there is no folder {str(folder)!r}")
    if house is not None:
        Desk(flags=Flags(house=house)).of_config(Config(), str(folder / "story.txt"))  # is there such a house?
        if is_path(house):  # as seen from here; in the file, from there
            house = Path(os.path.relpath(house, folder)).as_posix()
    for path in _there(folder):
        raise ConfigError(
            f"{path} is there already, and nothing is overwritten",
            hint="`attrib config` prints what holds; `attrib init FOLDER` writes elsewhere",
        )
    infos = sorted([*(check.info for check in load_checks()), *NOTICES], key=lambda info: info.code)
    target = folder / FILE
    try:
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(template(infos, house))
    except OSError as error:
        raise ConfigError(f"cannot write {str(target)!r}: {(error.strerror or 'unknown reason').lower()}") from error
    say(f"{target} written" if house is not None else f"{target} written; nothing changes until a line in it does")


def _there(folder: Path) -> tuple[Path, ...]:
    try:
        return config_files(folder)
    except RuleFilesError:
        return ()  # a pyproject.toml that nobody can read: a file of attrib's own beside it does no harm


def _lists(holding: Holding, desk: Desk) -> Iterator[tuple[str, Given]]:
    """Yield the lists of checks that were given, in the order in which they are laid over each other."""
    for section in (holding.config.section, *holding.overrides):
        for key in LISTS:
            placed = section.values.get(key)
            if placed is not None:
                yield key, Given(placed.value, placed.origin)
    layer = desk.flags.layer
    for key, given in zip(LISTS, (layer.select, layer.extend_select, layer.ignore), strict=True):
        if given is not None:
            yield key, given


def _rows(holding: Holding, desk: Desk) -> list[tuple[str, Given]]:
    found = list(_lists(holding, desk))
    lists = [(key, Given(BY_NAME[key].default)) for key in LISTS if key not in {name for name, _ in found}]
    rules = [("rules", Given(tuple(map(str, desk.flags.rules)), "--rules"))] if desk.flags.rules else []
    return [*holding.keys.items(), *rules, *sorted([*lists, *found], key=lambda row: LISTS.index(row[0]))]


def _text(path: str, holding: Holding, desk: Desk, excluded: bool) -> Iterator[str]:
    config = holding.config
    yield f"{path}: {config.path or 'no config file'}"
    for other in config.shadowed:
        yield f"  {other} is not read: {config.path} beside it holds"
    for section in holding.overrides:
        placed = section.line
        yield f"  with [[overrides]] {placed}: {PATHS} = {toml([glob.pattern for glob in section.paths])}"
    if excluded:
        yield "  left out of folders by `exclude`"
    for style in holding.house.styles:
        yield f"  house {style.name} ({style.path}): {style.summary}"
    yield ""
    rows = _rows(holding, desk)
    values = [(key, "none" if given.value is None else toml(_plain(given.value)), given.origin) for key, given in rows]
    yield from _columns(values)
    yield ""
    settings = holding.settings.by_code.values()
    yield from _columns([_check_row(setting) for setting in sorted(settings, key=lambda one: one.info.code)])
    changed = [(setting, name, given) for setting in settings for name, given in setting.options.items()]
    lines = [
        (f"checks.{setting.info.code}.{name}", toml(_plain(given.value)), given.origin)
        for setting, name, given in changed
        if given.origin != BUILT_IN
    ]
    if lines:
        yield ""
        yield from _columns(lines)


def _check_row(setting: CheckSetting) -> tuple[str, ...]:
    """Return code, name, state, severity, and where what is not as shipped came from."""
    said = []
    if setting.enabled.origin != BUILT_IN:
        said.append(f"{'on' if setting.is_on else 'off'}: {setting.enabled.origin}")
    if setting.severity.origin != BUILT_IN:
        said.append(f"{setting.severity.value}: {setting.severity.origin}")
    if setting.message.origin != BUILT_IN:
        said.append(f"message: {setting.message.origin}")
    state = "on" if setting.is_on else "off"
    origin = "; ".join(said) or BUILT_IN
    return setting.info.code, setting.info.name, state, str(setting.severity.value), origin


def _columns(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))] if rows else []
    for row in rows:
        yield "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()


def _form(path: str, holding: Holding, desk: Desk, excluded: bool) -> dict[str, object]:
    config, settings = holding.config, holding.settings
    return {
        "schema": 1,
        "path": path,
        "config": config.path,
        "shadowed": list(config.shadowed),
        "excluded": excluded,
        "overrides": [
            {"origin": section.line, "paths": [glob.pattern for glob in section.paths]} for section in holding.overrides
        ],
        "house": [{"name": style.name, "path": style.path} for style in holding.house.styles],
        "settings": [{"key": key, **_given(given)} for key, given in _rows(holding, desk)],
        "checks": [
            {
                "code": code,
                "name": setting.info.name,
                "enabled": _given(setting.enabled),
                "severity": _given(setting.severity),
                "message": _given(setting.message),
                "options": {name: _given(given) for name, given in setting.options.items()},
            }
            for code, setting in sorted(settings.by_code.items())
        ],
    }


def _given(given: Given) -> dict[str, object]:
    return {"value": _plain(given.value), "origin": given.origin}


def _plain(value: object) -> object:
    if isinstance(value, (list, tuple)):
        return [getattr(item, "pattern", item) for item in value]
    return value
