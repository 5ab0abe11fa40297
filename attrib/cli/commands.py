"""What `attrib check` and `attrib extract` do once their options are read."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from attrib.checking import Policy
from attrib.cli.guard import say
from attrib.cli.plan import Plan, make_plan
from attrib.cli.run import Run
from attrib.cli.terminal import WIDTH_OF_A_FILE, ProgressBar, open_output, page_width, wants_colour
from attrib.engine import Engine
from attrib.errors import ConfigError, RuleFilesError
from attrib.reporters import CheckReporter, ExtractReporter
from attrib.rulefiles import house_files
from attrib.settings import Desk, Holding

# What `extract` takes from a folder of rules.
EXTRACTION_STAGES = ("extraction", "lexicon")


@dataclass(frozen=True)
class Wanted:
    """What to read, and who tells what holds for it."""

    paths: Sequence[str]
    desk: Desk
    stdin_filename: str | None = None


@dataclass(frozen=True)
class Look:
    """How results are shown; `suppressed` tells whether text shows the findings that are let stand too."""

    form: str
    colour: str
    quiet: bool
    progress: bool
    suppressed: bool = False

    @property
    def machine(self) -> bool:
        """Whether results are for a program."""
        return self.form != "text"


@dataclass(frozen=True)
class Shown:
    """What `extract` prints of an article: which relations, or the ledger of its speakers."""

    every_act: bool = False
    ledger: bool = False


def check(wanted: Wanted, look: Look, output: Path | None) -> Run:
    """Check the articles and print their findings; return the run, with its counts.

    Broken config and rule files are printed as findings, and what they hold for is not checked: nothing can be checked
    by half a set of rules.  Raises `BaselineError` where a baseline is not there or cannot be read.
    """
    reporter = _check_reporter(look, output)
    plan = make_plan(wanted.paths, wanted.desk, stdin_filename=wanted.stdin_filename, quiet=look.quiet)
    plan.prepare(make_engine)
    idle = plan.idle()
    if idle is not None:
        say(idle)  # even where results alone are wanted: silence would look like a clean file
    for holding in plan.holdings.values():
        plan.baseline(holding)  # one that cannot be read is met before the first article
    bar = _bar(plan, look)
    with open_output(output, bar, machine=look.machine) as target, bar:
        run = Run(plan, target, bar)
        run.check(reporter)
        return run


def extract(wanted: Wanted, look: Look, output: Path | None, shown: Shown) -> Run:
    """Print the relations of the articles, or the ledger of their speakers; return the run, with its counts.

    Raises `ConfigError` for a format that does not go with what is shown, and for a folder of rules that reading has
    no use for; `RuleFilesError` where broken config or rule files leave nothing to read.
    """
    reporter = _ledger_reporter(look, output) if shown.ledger else _extract_reporter(look, output, shown)
    house_files(wanted.desk.flags.rules, EXTRACTION_STAGES)
    plan = make_plan(wanted.paths, wanted.desk, stdin_filename=wanted.stdin_filename, quiet=look.quiet)
    plan.prepare(make_engine)
    if plan.broken and not plan.paths:
        raise RuleFilesError([fault for broken in plan.broken for fault in broken.faults])
    bar = _bar(plan, look)
    with open_output(output, bar, machine=look.machine) as target, bar:
        run = Run(plan, target, bar)
        run.extract(reporter, ledger=shown.ledger or look.form == "json")
        return run


def make_engine(holding: Holding) -> Engine:
    """Return what reads as `holding` asks for."""
    policy = Policy(holding.settings.infos)  # tells which lexicons are read by a check
    return Engine(model=holding.model, rules=holding.rules, words=holding.words, policy=policy)


def _bar(plan: Plan, look: Look) -> ProgressBar:
    return ProgressBar(len(plan.paths), wanted=look.progress and not look.quiet)


def _check_reporter(look: Look, output: Path | None) -> CheckReporter:
    if look.machine:
        from attrib.reporters.machine import JsonCheck, JsonlCheck

        return JsonCheck() if look.form == "json" else JsonlCheck()
    from attrib.reporters.text import TextCheck

    return TextCheck(
        width=_width(output), colour=_colour(look, output), quiet=look.quiet, show_suppressed=look.suppressed
    )


def _ledger_reporter(look: Look, output: Path | None) -> ExtractReporter:
    if look.form == "jsonl":
        raise ConfigError("--ledger has no jsonl form", hint="it adds the articles up; take json or csv")
    if look.form == "csv":
        from attrib.reporters.ledger_text import CsvLedger

        return CsvLedger()
    if look.form == "json":
        from attrib.reporters.machine import JsonLedger

        return JsonLedger()
    from attrib.reporters.ledger_text import TextLedger

    return TextLedger(width=_width(output), colour=_colour(look, output), quiet=look.quiet)


def _extract_reporter(look: Look, output: Path | None, shown: Shown) -> ExtractReporter:
    if look.form == "csv":
        raise ConfigError("--format csv is a form of the ledger", hint="add --ledger, or take json or jsonl")
    if look.machine:
        from attrib.reporters.machine import JsonExtract, JsonlExtract

        return JsonExtract() if look.form == "json" else JsonlExtract()
    from attrib.reporters.relations_text import TextExtract

    return TextExtract(width=_width(output), colour=_colour(look, output), quiet=look.quiet, every_act=shown.every_act)


def _width(output: Path | None) -> int:
    return page_width(sys.stdout) if output is None else WIDTH_OF_A_FILE


def _colour(look: Look, output: Path | None) -> bool:
    return wants_colour(look.colour, sys.stdout) if output is None else look.colour == "always"
