"""What holds for an article: which checks are on, how grave they are, how they put it, their options, their words.

Settings are laid over each other: attrib's own, the house's, the config file's, those of its overrides, the flags of
the command line.  Each value is kept with where it came from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from attrib.checking.check import Check, CheckInfo
from attrib.checking.running import EVERYTHING, closeness
from attrib.checking.suppressions import Policy
from attrib.config import DEFAULT, OFF
from attrib.model import Severity
from attrib.rulefiles import Lexicon

BUILT_IN = "default"
MIN_CONFIDENCE = "min_confidence"


@dataclass(frozen=True, slots=True)
class Given:
    """A value and where it came from: `default`, `house ap`, `attrib.toml:3`, `--select`."""

    value: object
    origin: str = BUILT_IN


@dataclass(frozen=True)
class Layer:
    """Settings of one origin; checks go by their codes.

    `select`, `extend_select` and `ignore` hold words as `select_checks` takes them, and `DEFAULT` for the checks that
    attrib and the house have on; without a `select` what was on before stays on.  A grade may be `off`.
    """

    select: Given | None = None
    extend_select: Given | None = None
    ignore: Given | None = None
    severity: Mapping[str, Given] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, Given]] = field(default_factory=dict)
    messages: Mapping[str, Given] = field(default_factory=dict)
    is_house: bool = False


@dataclass(frozen=True)
class CheckSetting:
    """What holds for one check: its description as attrib ships it, and what was made of it."""

    info: CheckInfo
    enabled: Given
    severity: Given
    message: Given
    options: Mapping[str, Given]

    @property
    def is_on(self) -> bool:
        """Whether the check runs."""
        return bool(self.enabled.value)

    @property
    def graded(self) -> CheckInfo:
        """The description with the severity and the message that hold."""
        severity, message = Severity(str(self.severity.value)), str(self.message.value)
        return replace(self.info, severity=severity, message=message, enabled=self.is_on)

    @property
    def is_graded(self) -> bool:
        """Whether somebody has said how grave the check is."""
        return self.severity.origin != BUILT_IN


@dataclass(frozen=True)
class Settings:
    """What holds for an article, for each check and notice by code.

    `notices` are those that are on, graded; `lexicons` are those a house has changed, by name; `require_reason` asks
    for a reason wherever something is suppressed.
    """

    checks: tuple[Check, ...]
    by_code: Mapping[str, CheckSetting]
    notices: tuple[CheckInfo, ...] = ()
    lexicons: Mapping[str, Lexicon] = field(default_factory=dict)
    require_reason: bool = False

    @property
    def policy(self) -> Policy:
        """What suppressions are held against."""
        return Policy(self.infos, self.notices, self.require_reason)

    @cached_property
    def active(self) -> tuple[Check, ...]:
        """The checks that run, graded and worded."""
        on = [check for check in self.checks if self.by_code[check.info.code].is_on]
        return tuple(replace(check, info=self.by_code[check.info.code].graded) for check in on)

    @cached_property
    def infos(self) -> tuple[CheckInfo, ...]:
        """All the checks, on or off, graded and worded."""
        return tuple(self.by_code[check.info.code].graded for check in self.checks)

    @cached_property
    def options(self) -> Mapping[str, Mapping[str, object]]:
        """The options that somebody has set, by code."""
        return {
            code: {name: given.value for name, given in setting.options.items() if given.origin != BUILT_IN}
            for code, setting in self.by_code.items()
        }

    @cached_property
    def graded(self) -> frozenset[str]:
        """The codes of the checks whose severity somebody has set: all their findings have it."""
        return frozenset(code for code, setting in self.by_code.items() if setting.is_graded)

    def is_on(self, code: str) -> bool:
        """Whether the check of this code runs; one that is not known does not."""
        return code in self.by_code and self.by_code[code].is_on


def make_settings(
    checks: Sequence[Check],
    layers: Sequence[Layer],
    *,
    notices: Sequence[CheckInfo] = (),
    floor: Given | None = None,
    lexicons: Mapping[str, Lexicon] | None = None,
    require_reason: bool = False,
) -> Settings:
    """Return what holds when each of `layers` is laid over those before it.

    `notices` are what attrib reports of its own work: they may be left out and graded as checks are, but to select
    checks leaves them on.  `floor` is the least confidence in an attribution for checks that weigh it, where nobody
    has set theirs higher.
    """
    infos = [*(check.info for check in checks), *notices]
    enabled = _enabled(infos, layers, frozenset(info.code for info in notices))
    by_code = {}
    for info in infos:
        severity, message = Given(info.severity.value), Given(info.message)
        options = {option.name: Given(option.default) for option in info.options}
        for layer in layers:
            grade = layer.severity.get(info.code)
            if grade is not None and grade.value != OFF:
                severity = grade
            message = layer.messages.get(info.code, message)
            options.update(layer.options.get(info.code, {}))
        if floor is not None and MIN_CONFIDENCE in options:
            options[MIN_CONFIDENCE] = _at_least(floor, options[MIN_CONFIDENCE])
        by_code[info.code] = CheckSetting(info, enabled[info.code], severity, message, options)
    on = tuple(by_code[info.code].graded for info in notices if by_code[info.code].is_on)
    return Settings(tuple(checks), by_code, on, lexicons or {}, require_reason)


def _enabled(infos: Sequence[CheckInfo], layers: Sequence[Layer], notices: frozenset[str]) -> dict[str, Given]:
    state = {info.code: Given(info.enabled) for info in infos}
    base = dict(state)  # what DEFAULT means: attrib's own and the house's
    for layer in layers:
        for info in infos:
            before = state[info.code]
            if info.code in notices:
                left = _closest_ignored(info, layer, without=EVERYTHING)
                state[info.code] = Given(False, left[1].origin) if left[1] is not None else before
            else:
                state[info.code] = _switch(info, layer, before, base[info.code])
        if layer.is_house:
            base = dict(state)
    return state


def _switch(info: CheckInfo, layer: Layer, before: Given, base: Given) -> Given:
    """Return whether a check is on after `layer`; of two words that name it the closer wins, `ignore` a tie."""
    strength, by = 0, before
    for given in (layer.select, layer.extend_select):
        for word in _words(given):
            is_default = word.upper() == DEFAULT
            found = int(bool(base.value)) if is_default else closeness(word, info)
            if found > strength and given is not None:
                strength, by = found, base if is_default else Given(True, given.origin)
    against, ignored = _closest_ignored(info, layer)
    if ignored is not None and against >= strength:
        return Given(False, ignored.origin)
    if strength:
        return by
    return before if layer.select is None else Given(False, layer.select.origin)


def _closest_ignored(info: CheckInfo, layer: Layer, without: str = "") -> tuple[int, Given | None]:
    """Return how closely `layer` names the check as one to leave out, and where; 0 and `None` where it does not."""
    grade = layer.severity.get(info.code)
    if grade is not None and grade.value == OFF:
        return 1 + len(info.code), grade
    words = [word for word in _words(layer.ignore) if word.upper() != without]
    closest = max((closeness(word, info) for word in words), default=0)
    return (closest, layer.ignore) if closest else (0, None)


def _words(given: Given | None) -> tuple[str, ...]:
    value = given.value if given is not None else ()
    return tuple(str(word).strip() for word in value) if isinstance(value, (tuple, list)) else ()


def _at_least(floor: Given, given: Given) -> Given:
    """Return the higher of two confidences; what somebody has set for the check itself stands."""
    if given.origin != BUILT_IN:
        return given
    low, high = floor.value, given.value
    return floor if isinstance(low, (int, float)) and isinstance(high, (int, float)) and low > high else given
