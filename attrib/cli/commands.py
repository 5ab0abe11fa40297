"""What `attrib check` and `attrib extract` do once their options are read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from attrib.checking import Policy
from attrib.cli.changes import Changes
from attrib.cli.forms import (
    Look,
    check_reporter,
    extract_reporter,
    fit,
    ledger_reporter,
    write_folders,
    write_step_summary,
)
from attrib.cli.guard import say
from attrib.cli.means import Means
from attrib.cli.outlets import Outlet, open_outputs
from attrib.cli.plan import Plan, make_plan
from attrib.cli.run import Run
from attrib.cli.terminal import ProgressBar
from attrib.cli.work import Hands, Wish
from attrib.engine import Engine
from attrib.errors import RuleFilesError
from attrib.reporters.fan import CheckFan, ExtractFan
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
class Shown:
    """What `extract` prints of an article: which relations, or the ledger of its speakers."""

    every_act: bool = False
    ledger: bool = False


def check(
    wanted: Wanted,
    look: Look,
    outlets: Sequence[Outlet],
    *,
    most: int | None = None,
    means: Means | None = None,
    make: Callable[[Holding], Engine] | None = None,
) -> Run:
    """Check the articles and print their findings, at most `most` of them; return the run, with the counts of all.

    Broken config and rule files are printed as findings, and what they hold for is not checked: nothing can be checked
    by half a set of rules.  Raises `BaselineError` where a baseline is not there or cannot be read, `ConfigError` where
    git cannot tell what has changed, and `WorkerError` where a process ends before its work is done.
    """
    means = means or Means(caching=False)
    plan = make_plan(wanted.paths, wanted.desk, stdin_filename=wanted.stdin_filename, quiet=look.quiet)
    changes = means.changes(plan)
    with means.store(wanted.desk) as store:
        hands = Hands(plan, Wish.CHECK, means.processes, store)
        plan.prepare(make or make_engine, is_known=hands.is_known)
        return _check(plan, look, outlets, hands, changes, most)


def _check(
    plan: Plan, look: Look, outlets: Sequence[Outlet], hands: Hands, changes: Changes | None, most: int | None
) -> Run:
    idle = plan.idle()
    if idle is not None:
        say(idle)  # even where results alone are wanted: silence would look like a clean file
    for holding in plan.holdings.values():
        plan.baseline(holding)  # one that cannot be read is met before the first article
    bar = _bar(plan, look)
    with open_outputs(outlets, bar) as targets, bar:
        fan = CheckFan([check_reporter(outlet, look, plan) for outlet in outlets], targets, most)
        run = Run(plan, fan, bar, hands, changes)
        run.check(fan)
    if fan.hidden:
        say(f"{fan.hidden:,} more findings are counted and not shown (--max-findings {most})")
    if any(outlet.form == "github" for outlet in outlets):
        write_step_summary(fan.reporters)
    return run


def extract(wanted: Wanted, look: Look, outlets: Sequence[Outlet], shown: Shown, *, means: Means | None = None) -> Run:
    """Print the relations of the articles, or the ledger of their speakers; return the run, with its counts.

    Raises `ConfigError` for a format that does not go with what is shown, and for a folder of rules that reading has
    no use for; `RuleFilesError` where broken config or rule files leave nothing to read.
    """
    reporters = [
        ledger_reporter(outlet, look) if shown.ledger else extract_reporter(outlet, look, every_act=shown.every_act)
        for outlet in outlets
    ]
    house_files(wanted.desk.flags.rules, EXTRACTION_STAGES)
    plan = make_plan(wanted.paths, wanted.desk, stdin_filename=wanted.stdin_filename, quiet=look.quiet)
    means = means or Means(caching=False)
    with means.store(wanted.desk) as store:
        hands = Hands(plan, Wish.READ, means.processes, store)
        plan.prepare(make_engine, is_known=hands.is_known)
        if plan.broken and not plan.paths:
            raise RuleFilesError([fault for broken in plan.broken for fault in broken.faults])
        fit(outlets, plan)
        bar = _bar(plan, look)
        with open_outputs(outlets, bar) as targets, bar:
            fan = ExtractFan(reporters, targets)
            run = Run(plan, fan, bar, hands)
            run.extract(fan, ledger=shown.ledger or any(outlet.form == "json" for outlet in outlets))
        if any(outlet.is_folder for outlet in outlets):
            write_folders(outlets, reporters)
    return run


def make_engine(holding: Holding) -> Engine:
    """Return what reads as `holding` asks for."""
    policy = Policy(holding.settings.infos)  # tells which lexicons are read by a check
    return Engine(model=holding.model, rules=holding.rules, words=holding.words, policy=policy)


def _bar(plan: Plan, look: Look) -> ProgressBar:
    return ProgressBar(len(plan.paths), wanted=look.progress and not look.quiet)
