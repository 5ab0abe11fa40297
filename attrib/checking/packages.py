"""Checks that other installed packages bring, found by their entry point `attrib.checks`.

    [project.entry-points."attrib.checks"]
    harbour = "harbour_checks:CHECKS"

An entry point is a `Check` or a tuple of them.  It is code that somebody has installed, and the only code beside
attrib's own that attrib ever runs.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib import metadata

from attrib.checking.check import Check, CheckInfo
from attrib.errors import RuleFileError, RuleFilesError

GROUP = "attrib.checks"
OURS = "AT"
CODE = re.compile(r"[A-Z]{2,8}[0-9]{3,4}")
NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_ASKED = "an entry point is a Check or a tuple of them"


def package_checks(taken: Mapping[str, str] | None = None) -> tuple[Check, ...]:
    """Return the checks of all installed packages, by code; `taken` tells whose the codes and names of others are.

    Raises `RuleFilesError` with the faults of all of them, each under the name of its package: an entry point that
    cannot be imported or is no check, a code or name that is not well formed, one of attrib's, or taken by another.
    """
    checks: list[Check] = []
    faults: list[RuleFileError] = []
    owners = dict(taken or {})
    for entry in sorted(metadata.entry_points(group=GROUP), key=lambda one: (_package(one), one.name, one.value)):
        package = _package(entry)
        try:
            found = _load(entry)
        except RuleFilesError as error:
            faults.extend(error.faults)
            continue
        for check in found:
            wrong = list(_faults(check.info))
            for word in (check.info.code, check.info.name):
                if word in owners:
                    wrong.append(f"`{word}` is taken by {owners[word]}")
                owners.setdefault(word, package)
            faults.extend(RuleFileError(said, path=package, field=f"{entry.name} = {entry.value}") for said in wrong)
            checks.append(replace(check, info=replace(check.info, origin=package)))
    if faults:
        raise RuleFilesError(faults)
    return tuple(sorted(checks, key=lambda check: check.info.code))


def _package(entry: metadata.EntryPoint) -> str:
    """Return `package harbour-checks 1.2.0`."""
    dist = entry.dist
    return f"package {dist.name} {dist.version}" if dist is not None else "package of unknown name"


def _load(entry: metadata.EntryPoint) -> tuple[Check, ...]:
    """Return the checks of one entry point; raises `RuleFilesError` where it has none."""
    field = f"{entry.name} = {entry.value}"
    hint = f"mend or remove the package; --isolated leaves out all check packages ({GROUP})"
    try:
        found = entry.load()
    except (Exception, SystemExit) as error:  # code of somebody else's fails as it likes
        said = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        fault = RuleFileError(f"cannot be loaded: {said}", path=_package(entry), field=field, hint=hint)
        raise RuleFilesError([fault]) from error
    checks = (found,) if isinstance(found, Check) else found
    if not isinstance(checks, (tuple, list)) or not all(isinstance(check, Check) for check in checks):
        what = type(found).__name__
        fault = RuleFileError(f"is no check but {what}", path=_package(entry), field=field, hint=_ASKED)
        raise RuleFilesError([fault])
    return tuple(checks)


def _faults(info: CheckInfo) -> Iterator[str]:
    """Yield what keeps a description from standing beside attrib's own."""
    if not isinstance(info.code, str) or not CODE.fullmatch(info.code):
        yield f"the code {info.code!r} is not of the form expected: two or more capitals and three digits"
    elif info.code.startswith(OURS):
        yield f"the code {info.code} is attrib's: codes that start with {OURS} are; take a prefix of your own"
    if not isinstance(info.name, str) or not NAME.fullmatch(info.name):
        yield f"the name {info.name!r} is not of the form expected: lower-case words joined by hyphens"
    try:
        list(string.Formatter().parse(info.message))
    except (TypeError, ValueError) as error:
        yield f"the message cannot be read: {error}"
    if not isinstance(info.help, str) or not info.help.strip():
        yield "it has no page: `help` is empty"
