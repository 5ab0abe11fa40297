"""What `attrib check` and `attrib extract` do once their options are read."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from attrib.catalogue import load_checks
from attrib.checking import BROKEN_RULE_FILE, select_checks
from attrib.checking.troubles import trouble
from attrib.cli.choices import split_list
from attrib.cli.guard import say
from attrib.cli.run import Inputs, Run
from attrib.cli.terminal import WIDTH_OF_A_FILE, ProgressBar, open_output, page_width, wants_colour
from attrib.engine import Engine
from attrib.errors import ConfigError, RuleFileError, RuleFilesError
from attrib.model import Severity
from attrib.readers import expand_paths
from attrib.reporters import CheckReporter, ExtractReporter, Totals
from attrib.rulefiles import house_files

# What `extract` takes from a folder of rules.
EXTRACTION_STAGES = ("extraction", "lexicon")


@dataclass(frozen=True)
class Wanted:
    """What to read, and with what."""

    paths: Sequence[str]
    input_format: str | None
    stdin_filename: str | None
    model: str
    rules: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Look:
    """How results are shown."""

    form: str
    colour: str
    quiet: bool
    progress: bool

    @property
    def machine(self) -> bool:
        """Whether results are for a program."""
        return self.form != "text"


@dataclass(frozen=True)
class Shown:
    """What `extract` prints of an article: which relations, or the ledger of its speakers."""

    every_act: bool = False
    min_confidence: float = 0.0
    ledger: bool = False


def check(
    wanted: Wanted, look: Look, output: Path | None, *, select: Sequence[str] | None, ignore: Sequence[str] | None
) -> Totals:
    """Check the articles and print their findings; return the counts.

    Broken rule files are printed as findings, for nothing can be checked by half a set of rules.
    """
    reporter = _check_reporter(look, output)
    try:
        checks = select_checks(load_checks(wanted.rules), select=split_list(select), ignore=split_list(ignore))
        engine = Engine(model=wanted.model, checks=checks, rules=wanted.rules)
        inputs = _inputs(wanted, look)
        if inputs.paths:
            engine.prepare()
    except RuleFilesError as error:
        return _broken_rules(error, reporter, look, output)
    bar = _bar(inputs, look)
    with open_output(output, bar, machine=look.machine) as target, bar:
        return Run(inputs, engine, target, bar).check(reporter)


def extract(wanted: Wanted, look: Look, output: Path | None, shown: Shown) -> Totals:
    """Print the relations of the articles, or the ledger of their speakers; return the counts.

    Raises `ConfigError` for a format that does not go with what is shown, and for a folder of rules that reading has
    no use for; `RuleFilesError` where rules are broken, for half of them would read other things.
    """
    reporter = _ledger_reporter(look, output) if shown.ledger else _extract_reporter(look, output, shown)
    house_files(wanted.rules, EXTRACTION_STAGES)
    engine = Engine(model=wanted.model, rules=wanted.rules)
    inputs = _inputs(wanted, look)
    if inputs.paths:
        engine.prepare()
    bar = _bar(inputs, look)
    with open_output(output, bar, machine=look.machine) as target, bar:
        return Run(inputs, engine, target, bar).extract(
            reporter, min_confidence=shown.min_confidence, ledger=shown.ledger or look.form == "json"
        )


def failing(totals: Totals, threshold: str) -> int:
    """Return how many findings make the run end in exit code 1."""
    return 0 if threshold == "never" else totals.at_or_above(Severity(threshold))


def _inputs(wanted: Wanted, look: Look) -> Inputs:
    expansion = expand_paths(wanted.paths)
    if not look.quiet:
        for warning in expansion.warnings:
            say(warning)
    return Inputs(expansion.paths, expansion.errors, wanted.input_format, wanted.stdin_filename)


def _bar(inputs: Inputs, look: Look) -> ProgressBar:
    return ProgressBar(len(inputs.paths), wanted=look.progress and not look.quiet)


def _broken_rules(error: RuleFilesError, reporter: CheckReporter, look: Look, output: Path | None) -> Totals:
    totals = Totals()
    troubles = [
        trouble(BROKEN_RULE_FILE, _fault(fault), path=fault.path or "rules", line=fault.line) for fault in error.faults
    ]
    bar = ProgressBar(0, wanted=False)
    with open_output(output, bar, machine=look.machine) as target:
        target.write(reporter.begin())
        for path in dict.fromkeys(one.path for one in troubles):
            of_file = [one for one in troubles if one.path == path]
            totals.troubles += len(of_file)
            target.write(reporter.trouble(path, of_file))
        target.write(reporter.end(totals))
    return totals


def _fault(fault: RuleFileError) -> str:
    """Return a fault of a rule file without the place, which the finding has of its own."""
    field = f"{fault.field}: " if fault.field else ""
    hint = f" ({fault.hint})" if fault.hint else ""
    return f"{field}{fault.message}{hint}"


def _check_reporter(look: Look, output: Path | None) -> CheckReporter:
    if look.machine:
        from attrib.reporters.machine import JsonCheck, JsonlCheck

        return JsonCheck() if look.form == "json" else JsonlCheck()
    from attrib.reporters.text import TextCheck

    return TextCheck(width=_width(output), colour=_colour(look, output), quiet=look.quiet)


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
