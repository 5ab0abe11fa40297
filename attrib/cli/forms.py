"""The forms that results have: what makes each, and what it has to know; nothing is imported before it is asked for."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from attrib.checking import CheckInfo
from attrib.checking.troubles import NOTICES, TROUBLES
from attrib.cli.guard import say
from attrib.cli.outlets import FOLDER_FORM, Outlet, write_files
from attrib.cli.plan import STDIN, Plan
from attrib.cli.terminal import WIDTH_OF_A_FILE, page_width, wants_colour
from attrib.errors import ConfigError
from attrib.model import Severity
from attrib.readers.formats import choose_format
from attrib.reporters import CheckReporter, ExtractReporter
from attrib.reporters.rules import Rule, Rulebook, Standard

STEP_SUMMARY = "GITHUB_STEP_SUMMARY"


@dataclass(frozen=True)
class Look:
    """How results are shown; `suppressed` tells whether text shows the findings that are let stand too."""

    colour: str
    quiet: bool
    progress: bool
    suppressed: bool = False

    def width(self, outlet: Outlet) -> int:
        """Return how many cells a line may take."""
        return page_width(sys.stdout) if outlet.target is None else WIDTH_OF_A_FILE

    def coloured(self, outlet: Outlet) -> bool:
        """Return whether the outlet gets colour."""
        return wants_colour(self.colour, sys.stdout) if outlet.target is None else self.colour == "always"


def check_reporter(outlet: Outlet, look: Look, plan: Plan) -> CheckReporter:
    """Return what prints findings in the form of `outlet`."""
    if outlet.form == "text":
        from attrib.reporters.text import TextCheck

        return TextCheck(
            width=look.width(outlet),
            colour=look.coloured(outlet),
            quiet=look.quiet,
            show_suppressed=look.suppressed,
        )
    return _MACHINE[outlet.form](plan)


def _json(_: Plan) -> CheckReporter:
    from attrib.reporters.machine import JsonCheck

    return JsonCheck()


def _jsonl(_: Plan) -> CheckReporter:
    from attrib.reporters.machine import JsonlCheck

    return JsonlCheck()


def _line(_: Plan) -> CheckReporter:
    from attrib.reporters.line import LineCheck

    return LineCheck()


def _sarif(plan: Plan) -> CheckReporter:
    from attrib.reporters.places import here
    from attrib.reporters.sarif import SarifCheck

    return SarifCheck(rulebook(plan, pages=True), here())


def _github(_: Plan) -> CheckReporter:
    from attrib.reporters.github import GithubCheck
    from attrib.reporters.places import here

    return GithubCheck(here())


def _gitlab(_: Plan) -> CheckReporter:
    from attrib.reporters.gitlab import GitlabCheck
    from attrib.reporters.places import here

    return GitlabCheck(here())


def _junit(plan: Plan) -> CheckReporter:
    from attrib.reporters.junit import JunitCheck

    return JunitCheck(rulebook(plan))


def _rdjson(_: Plan) -> CheckReporter:
    from attrib.reporters.rdjson import RdjsonCheck

    return RdjsonCheck()


def _rdjsonl(_: Plan) -> CheckReporter:
    from attrib.reporters.rdjson import RdjsonlCheck

    return RdjsonlCheck()


_MACHINE: dict[str, Callable[[Plan], CheckReporter]] = {
    "line": _line,
    "json": _json,
    "jsonl": _jsonl,
    "sarif": _sarif,
    "github": _github,
    "gitlab": _gitlab,
    "junit": _junit,
    "rdjson": _rdjson,
    "rdjsonl": _rdjsonl,
}


def extract_reporter(outlet: Outlet, look: Look, *, every_act: bool) -> ExtractReporter:
    """Return what prints relations in the form of `outlet`."""
    if outlet.form == "text":
        from attrib.reporters.relations_text import TextExtract

        return TextExtract(
            width=look.width(outlet), colour=look.coloured(outlet), quiet=look.quiet, every_act=every_act
        )
    if outlet.is_folder:
        from attrib.reporters.brat import BratFolder

        return BratFolder()
    return _EXTRACT[outlet.form]()


def _json_relations() -> ExtractReporter:
    from attrib.reporters.machine import JsonExtract

    return JsonExtract()


def _jsonl_relations() -> ExtractReporter:
    from attrib.reporters.machine import JsonlExtract

    return JsonlExtract()


def _csv_relations() -> ExtractReporter:
    from attrib.reporters.relations_csv import CsvExtract

    return CsvExtract()


def _webannotation() -> ExtractReporter:
    from attrib import __version__
    from attrib.reporters.places import here
    from attrib.reporters.webannotation import WebAnnotationExtract

    return WebAnnotationExtract(here(), f"attrib {__version__}")


def _brat() -> ExtractReporter:
    from attrib.reporters.brat import BratExtract

    return BratExtract()


_EXTRACT: dict[str, Callable[[], ExtractReporter]] = {
    "json": _json_relations,
    "jsonl": _jsonl_relations,
    "csv": _csv_relations,
    "webannotation": _webannotation,
    "brat": _brat,
}


def ledger_reporter(outlet: Outlet, look: Look) -> ExtractReporter:
    """Return what prints ledgers in the form of `outlet`.

    Raises `ConfigError` for a form of single relations.
    """
    if outlet.form == "csv":
        from attrib.reporters.ledger_text import CsvLedger

        return CsvLedger()
    if outlet.form == "json":
        from attrib.reporters.machine import JsonLedger

        return JsonLedger()
    if outlet.form != "text":
        raise ConfigError(f"--ledger has no {outlet.form} form", hint="it adds the articles up; take json or csv")
    from attrib.reporters.ledger_text import TextLedger

    return TextLedger(width=look.width(outlet), colour=look.coloured(outlet), quiet=look.quiet)


def rulebook(plan: Plan, *, pages: bool = False) -> Rulebook:
    """Return the checks of a run and what each article is held to; with `pages`, their manual pages too."""
    from attrib import __version__

    infos: dict[str, CheckInfo] = {}
    for holding in plan.holdings.values():
        for check in holding.settings.active:
            infos.setdefault(check.info.code, check.info)
        for info in holding.settings.notices:
            infos.setdefault(info.code, info)
    for info in (*NOTICES, *TROUBLES):
        infos.setdefault(info.code, info)
    rules = _rules((infos[code] for code in sorted(infos)), pages=pages)
    by_code = {rule.code: rule for rule in rules}
    standards: dict[int, Standard] = {}

    def standard(path: str) -> Standard:
        # Standard input goes by the name it was given.
        holding = plan.holdings.get(path) or plan.holdings.get(STDIN)
        if holding is None:
            return Standard()
        if id(holding) not in standards:
            active = tuple(by_code[check.info.code] for check in holding.settings.active)
            fail_on = None if holding.fail_on == "never" else Severity(holding.fail_on)
            standards[id(holding)] = Standard(active, fail_on)
        return standards[id(holding)]

    return Rulebook(__version__, rules, standard)


def _rules(infos: Iterable[CheckInfo], *, pages: bool) -> tuple[Rule, ...]:
    from attrib.checking import render_page

    return tuple(
        Rule(
            info.code,
            info.name,
            info.severity,
            info.help,
            render_page(info) if pages else "",
            info.enabled,
            info.origin,
        )
        for info in infos
    )


def fit(outlets: Sequence[Outlet], plan: Plan) -> None:
    """Raise `ConfigError` where a form has one article a file, and there are more for one file."""
    alone = [outlet for outlet in outlets if outlet.form == FOLDER_FORM and not outlet.is_folder]
    if not alone:
        return
    several = len(plan.paths) > 1
    for path, holding in plan.holdings.items():
        name = plan.stdin_filename or path if path == STDIN else path
        several = several or choose_format(name, holding.text("input-format")).corpus
    if several:
        hint = "make a folder and name it with --output: each article gets a file there"
        raise ConfigError(f"--format {alone[0].form} has a file for each article, and there are several", hint=hint)


def write_folders(outlets: Sequence[Outlet], reporters: Sequence[object]) -> None:
    """Write what has a file for each article; raises `ConfigError` where that cannot be done."""
    from attrib.reporters.brat import BratFolder

    for outlet, reporter in zip(outlets, reporters, strict=True):
        if isinstance(reporter, BratFolder) and outlet.target is not None:
            write_files(outlet.target, reporter.files)


def write_step_summary(reporters: Iterable[object]) -> None:
    """Add the summary of a GitHub reporter, if there is one, to the file that GitHub names for it.

    What keeps it from being written is said, and no more: the findings were printed.
    """
    from attrib.reporters.github import GithubCheck

    target = os.environ.get(STEP_SUMMARY)
    for reporter in reporters:
        if target and isinstance(reporter, GithubCheck):
            try:
                with Path(target).open("a", encoding="utf-8", errors="backslashreplace") as stream:
                    stream.write(reporter.step_summary())
            except OSError as error:
                say(f"the summary of the step was not written: {(error.strerror or '').lower()}")
