"""All the checks there are: attrib's modules and rule files, a newsroom's own rule files, and those of packages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from attrib.checking import NOTICES, TROUBLES, Check, CheckInfo, compile_check
from attrib.checking.examples import clashes
from attrib.checking.packages import package_checks
from attrib.checks import CHECKS
from attrib.errors import RuleFileError, RuleFilesError
from attrib.rulefiles import CheckFile, house_files, load_check_file, rule_paths, rules_dir

CHECK_STAGE = "checks"


def load_checks(folders: Sequence[Path] = (), *, packages: bool = True) -> tuple[Check, ...]:
    """Return the checks by code: attrib's own, those of the rule files in `folders`, those of installed packages.

    `packages` tells whether the last are wanted.  Raises `RuleFilesError` with all the faults of all the files and
    packages, a code or name that is taken among them, and `ConfigError` for a folder that does not exist or holds no
    rule file.
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
    brought: tuple[Check, ...] = ()
    if packages:
        owners = {word: file.path for file in files for word in (file.code, file.name)} | ours
        try:
            brought = package_checks(owners)
        except RuleFilesError as error:
            faults.extend(error.faults)
    if faults:
        raise RuleFilesError(faults)
    return tuple(sorted([*CHECKS, *map(compile_check, files), *brought], key=lambda check: check.info.code))


def load_infos(folders: Sequence[Path] = (), *, packages: bool = True) -> tuple[CheckInfo, ...]:
    """Return what there is to tell of each check and of attrib's own findings, by code; errors as `load_checks`."""
    infos = [check.info for check in load_checks(folders, packages=packages)]
    return tuple(sorted([*infos, *TROUBLES, *NOTICES], key=lambda info: info.code))


def _check_files(folders: Iterable[Path]) -> list[Path]:
    ours = rule_paths(rules_dir() / CHECK_STAGE)
    return [*ours, *(path for path, stage in house_files(folders) if stage == CHECK_STAGE)]
