"""All the checks there are: attrib's modules, its rule files, and the rule files of a newsroom's own folders."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from attrib.checking import TROUBLES, Check, CheckInfo, compile_check
from attrib.checking.examples import clashes
from attrib.checks import CHECKS
from attrib.errors import RuleFileError, RuleFilesError
from attrib.rulefiles import CheckFile, house_files, load_check_file, rule_paths, rules_dir

CHECK_STAGE = "checks"


def load_checks(folders: Sequence[Path] = ()) -> tuple[Check, ...]:
    """Return the checks by code: those attrib ships with, and those of the rule files in `folders`.

    Raises `RuleFilesError` with all the faults of all the files, a code or name that is taken among them, and
    `ConfigError` for a folder that does not exist or holds no rule file.
    """
    files: list[CheckFile] = []
    faults: list[RuleFileError] = []
    for path in _check_files(folders):
        try:
            files.append(load_check_file(path))
        except RuleFilesError as error:
            faults.extend(error.faults)
    ours = {word: f"attrib's {check.info.code}" for check in CHECKS for word in (check.info.code, check.info.name)}
    faults.extend(clashes(files, ours))
    if faults:
        raise RuleFilesError(faults)
    return tuple(sorted([*CHECKS, *map(compile_check, files)], key=lambda check: check.info.code))


def load_infos(folders: Sequence[Path] = ()) -> tuple[CheckInfo, ...]:
    """Return what there is to tell of each check and of attrib's own troubles, by code; errors as `load_checks`."""
    infos = [check.info for check in load_checks(folders)]
    return tuple(sorted([*infos, *TROUBLES], key=lambda info: info.code))


def _check_files(folders: Iterable[Path]) -> list[Path]:
    ours = rule_paths(rules_dir() / CHECK_STAGE)
    return [*ours, *(path for path, stage in house_files(folders) if stage == CHECK_STAGE)]
