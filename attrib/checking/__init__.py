"""What a check is, what it is given to look at, and how checks are chosen, run and described."""

from attrib.checking.baseline import Baseline, BaselineError, load_baseline
from attrib.checking.check import Check, CheckInfo, Option, Scope
from attrib.checking.context import CheckContext
from attrib.checking.examples import Example, ExampleResult, ReadText, run_examples
from attrib.checking.pages import render_page
from attrib.checking.rulechecks import compile_check
from attrib.checking.running import nearest_check, run_checks, select_checks, select_notices
from attrib.checking.settings import CheckSetting, Given, Layer, Settings, make_settings
from attrib.checking.settling import settle
from attrib.checking.suppressions import Policy
from attrib.checking.troubles import (
    BROKEN_RULE_FILE,
    CHECK_FAILED,
    NOTICES,
    TROUBLES,
    UNREADABLE_ARTICLE,
    check_failed,
)

__all__ = [
    "BROKEN_RULE_FILE",
    "CHECK_FAILED",
    "NOTICES",
    "TROUBLES",
    "UNREADABLE_ARTICLE",
    "Baseline",
    "BaselineError",
    "Check",
    "CheckContext",
    "CheckInfo",
    "CheckSetting",
    "Example",
    "ExampleResult",
    "Given",
    "Layer",
    "Option",
    "Policy",
    "ReadText",
    "Scope",
    "Settings",
    "check_failed",
    "compile_check",
    "load_baseline",
    "make_settings",
    "nearest_check",
    "render_page",
    "run_checks",
    "run_examples",
    "select_checks",
    "select_notices",
    "settle",
]
