"""The config file that `attrib init` writes, made from the keys and checks there are."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Sequence

from attrib.checking import CheckInfo
from attrib.config import KEYS, OVERRIDES, PATHS, PATHS_HELP, Key, Kind

WIDTH = 100
_HEAD = """\
# Settings of attrib. Below, a line such as #fail-on = "error" shows what holds anyway: take away its first character
# and change the value. Articles go by the nearest attrib.toml, .attrib.toml or pyproject.toml with [tool.attrib], from
# their folder upwards. `attrib config STORY` prints what holds for a story, and where each value came from.
"""
_EXAMPLE_PATHS = ("opinion/**", "*.press.txt")


def template(infos: Sequence[CheckInfo], house: str | None = None) -> str:
    """Return a config file in which every key stands with its default and a line of what it does.

    All of it is commented out, so that a later attrib's defaults still hold, except `house` where one is given.
    """
    lines = [*_HEAD.splitlines()]
    for key in KEYS:
        lines += ["", *_prose(key.help)]
        if key.kind is Kind.GRADES:
            lines += ["[severity]", *_aligned(_grade(info) for info in infos)]
        elif key.kind is Kind.OPTIONS:
            lines += [line for info in infos for line in _options(info)]
        else:
            lines.append(_setting(key, house))
    lines += ["", *_prose(PATHS_HELP), f"#[[{OVERRIDES}]]", f"#{PATHS} = {toml(_EXAMPLE_PATHS)}"]
    lines += [f"#{key.name} = {toml(key.default)}" for key in KEYS if key.per_path and isinstance(key.default, tuple)]
    return "\n".join(lines) + "\n"


def toml(value: object) -> str:
    """Return a value as TOML spells it: text, number, truth value, or a list of them."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(toml(item) for item in value)}]"
    if isinstance(value, (int, float)):
        return str(value)
    return json.dumps(str(value), ensure_ascii=False)


def _setting(key: Key, house: str | None) -> str:
    if key.name == "house" and house is not None:
        return f"house = {toml(house)}"
    return f"#{key.name} = {toml(key.default if key.default is not None else key.example)}"


def _prose(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False)


def _grade(info: CheckInfo) -> tuple[str, str]:
    off = "" if info.enabled else ", off unless selected"
    return f"#{info.code} = {toml(info.severity.value)}", f"{info.name}{off}"


def _options(info: CheckInfo) -> Iterator[str]:
    if not info.options:
        return
    yield f"#[checks.{info.code}]"
    yield from _aligned((f"#{option.name} = {toml(option.default)}", option.help) for option in info.options)


def _aligned(pairs: Iterator[tuple[str, str]]) -> list[str]:
    found = list(pairs)
    widest = max((len(setting) for setting, _ in found), default=0)
    return [f"{setting:<{widest}}  # {' '.join(words.split())}" for setting, words in found]
