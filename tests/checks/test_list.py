"""The list of checks against the folder, and what every check must tell of itself."""

from __future__ import annotations

from pathlib import Path

import pytest

import attrib.checks
from attrib.catalogue import load_infos
from attrib.checking import NOTICES, CheckInfo
from attrib.checks import CHECKS
from attrib.rulefiles import rules_dir

FOLDER = Path(attrib.checks.__file__).parent
FIXTURES = Path(__file__).parents[2] / "fixtures" / "checks"


def test_every_module_of_the_folder_is_listed_by_the_name_of_its_fault() -> None:
    modules = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem != "__init__")
    assert modules == sorted(check.info.name.replace("-", "_") for check in CHECKS)


def test_the_list_is_in_the_order_of_the_codes() -> None:
    codes = [check.info.code for check in CHECKS]
    assert codes == sorted(codes)


def test_rule_files_bear_the_name_of_their_code() -> None:
    infos = {info.code for info in load_infos()}
    for path in (rules_dir() / "checks").glob("*.yaml"):
        assert path.stem in infos


def test_the_first_set_is_there() -> None:
    codes = ["AT101", "AT102", "AT201", "AT301", "AT302", "AT306", "AT307", "AT501", "AT503", "AT901", "AT902", "AT905"]
    assert set(codes) <= {info.code for info in load_infos()}


@pytest.mark.parametrize("info", load_infos(), ids=lambda info: info.code)
def test_each_tells_what_why_and_shows_copy(info: CheckInfo) -> None:
    assert info.help.strip()
    for section in ("\nWhy: ", "\nFlagged:\n    ", "\nClean:\n    "):
        assert section in info.help
    assert info.message
    assert not info.code.startswith("AT9") or info in NOTICES or info.severity.value == "error"


@pytest.mark.parametrize("info", [i for i in load_infos() if not i.code.startswith("AT9")], ids=lambda info: info.code)
def test_each_check_has_its_cases(info: CheckInfo) -> None:
    assert (FIXTURES / f"{info.code}.yaml").is_file()
