"""What the keys of a config file share with the rest of attrib."""

from __future__ import annotations

from attrib.config import BY_NAME, GRADES, KEYS
from attrib.config.schema import FOREIGN, OVERRIDES, PATHS, SEVERITIES
from attrib.model import Severity
from attrib.nlp import DEFAULT_MODEL


def test_the_default_model_is_that_of_attrib() -> None:
    assert BY_NAME["model"].default == DEFAULT_MODEL


def test_grades_are_the_severities_and_off() -> None:
    assert tuple(severity.value for severity in Severity) == SEVERITIES
    assert (*SEVERITIES, "off") == GRADES


def test_every_key_has_one_name_and_a_line_of_help() -> None:
    names = [key.name for key in KEYS]
    assert len(set(names)) == len(names)
    assert not {OVERRIDES, PATHS, *FOREIGN} & set(names)
    for key in KEYS:
        assert key.help.endswith(".")
        assert key.name == key.name.lower().replace("_", "-")
        assert key.default is not None or key.example or key.name in {"severity", "checks"}
