"""Holds what config files, flags and houses say of checks against the checks there are."""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from attrib.checking.check import CheckInfo, Option
from attrib.checking.running import EVERYTHING, closeness, nearest_check
from attrib.checking.settings import MIN_CONFIDENCE
from attrib.checking.troubles import NOTICES, TROUBLES
from attrib.config import DEFAULT
from attrib.errors import listed, nearest


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and what would settle it."""

    message: str
    hint: str | None = None


def find_code(word: str, infos: Iterable[CheckInfo]) -> str | None:
    """Return the code of the check whose code or name `word` is, case apart."""
    folded = word.strip().casefold()
    for info in infos:
        if folded in {info.code.casefold(), info.name.casefold()}:
            return info.code
    return None


def fault_of_name(word: str, infos: Sequence[CheckInfo]) -> Fault | None:
    """Return what is wrong with `word` as the code or name of one check, `None` where there is such a check."""
    if find_code(word, infos) is not None:
        return None
    return _fault_of(word, infos)


def fault_of_choice(word: str, infos: Sequence[CheckInfo]) -> Fault | None:
    """Return what is wrong with `word` in a `select` or `ignore`, `None` where it names checks."""
    if word.strip().upper() in {EVERYTHING, DEFAULT} or any(closeness(word, info) for info in infos):
        return None
    return _fault_of(word, infos)


def _fault_of(word: str, infos: Sequence[CheckInfo]) -> Fault:
    known = {info.code for info in NOTICES}
    for info in TROUBLES:
        if info.code not in known and find_code(word, [info]):
            return Fault(f"{info.code} {info.name} is attrib's own trouble and cannot be chosen or ignored")
    return Fault(f"no check is called {word!r}", nearest_check(word, infos))


def read_option(info: CheckInfo, name: str, value: object) -> tuple[str, object] | Fault:
    """Return the option of `info` that `name` names, with hyphens or underscores, and its value of the right type.

    Where there is no such option, or it cannot hold the value, the fault stands in their place.
    """
    options = {option.name: option for option in info.options}
    option = options.get(name.replace("-", "_"))
    if option is None:
        if not options:
            return Fault(f"{info.code} has no option `{name}`", "it has none at all")
        hint = nearest(name.replace("-", "_"), options) or f"its options: {', '.join(options)}"
        return Fault(f"{info.code} has no option `{name}`", hint)
    fault = _misfit(option, value)
    if fault is not None:
        return fault
    if isinstance(option.default, float) and isinstance(value, int):
        value = float(value)
    return option.name, tuple(value) if isinstance(value, (list, tuple)) else value


def type_of(option: Option) -> str:
    """Return in words what an option may hold."""
    default = option.default
    if isinstance(default, bool):
        return "true or false"
    if isinstance(default, (int, float)):
        kind = "a whole number" if isinstance(default, int) else "a number"
        low, high = f"{option.low:g}", _high(option)
        return f"{kind} from {low} to {high:g}" if high is not None else f"{kind} from {low} on"
    of = f" of {listed(option.choices)}" if option.choices else ""
    if isinstance(default, tuple):
        return f"a list{of}" if of else "a list of texts"
    return f"one{of}" if of else "text"


def _high(option: Option) -> float | None:
    return 1.0 if option.name == MIN_CONFIDENCE else option.high


def _misfit(option: Option, value: object) -> Fault | None:
    expected = f"expected {type_of(option)}"
    default = option.default
    if isinstance(default, bool):
        fits = isinstance(value, bool)
    elif isinstance(default, int):
        fits = isinstance(value, int) and not isinstance(value, bool)
    elif isinstance(default, float):
        fits = isinstance(value, (int, float)) and not isinstance(value, bool)
    elif isinstance(default, tuple):
        fits = isinstance(value, (list, tuple)) and all(isinstance(item, str) for item in value)
    else:
        fits = isinstance(value, str)
    if not fits:
        hint = f'write ["{value}"]' if isinstance(default, tuple) and isinstance(value, str) else None
        return Fault(f"{expected}, found {_shown(value)}", hint)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        high = _high(option)
        outside = value < option.low or (high is not None and value > high)
        return Fault(f"{expected}, found {value}") if outside else None
    if option.choices:
        for item in value if isinstance(value, (list, tuple)) else [value]:
            if item not in option.choices:
                return Fault(f"{expected}, found {_shown(item)}", nearest(str(item), option.choices))
    return None


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return "a list" if value else "an empty list"
    if isinstance(value, Mapping):
        return "a table"
    return f'"{value}"' if isinstance(value, str) else str(value)


def message_fields(message: str) -> frozenset[str] | None:
    """Return the placeholders of a message, `None` where its braces do not pair or hold more than a name."""
    try:
        parts = list(string.Formatter().parse(message))
    except ValueError:
        return None
    if any(form or conversion for _, name, form, conversion in parts if name is not None):
        return None
    return frozenset(name for _, name, _, _ in parts if name is not None)


def fault_of_message(info: CheckInfo, message: str) -> Fault | None:
    """Return what is wrong with a message that is to stand in the place of the check's own."""
    wanted = message_fields(info.message) or frozenset()
    found = message_fields(message)
    named = listed([f"{{{name}}}" for name in sorted(wanted)]) if wanted else "none"
    if found is None:
        return Fault("braces do not pair, or hold more than a name", "write {{ and }} for braces themselves")
    if found == wanted:
        return None
    for name in sorted(found - wanted):
        return Fault(f"{info.code} has no placeholder `{{{name}}}`", nearest(name, wanted) or f"it has {named}")
    return Fault(f"the placeholders of {info.code} must all be used", f"it has {named}")
