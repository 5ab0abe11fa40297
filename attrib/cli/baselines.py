"""What `attrib baseline create`, `update` and `prune` do."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from attrib.checking.baseline import DEFAULT_NAME, Baseline, Entry, Key, dump_baseline, load_baseline, new_entry
from attrib.checking.settling import codes_run
from attrib.cli import commands
from attrib.cli.guard import say
from attrib.cli.plan import make_plan
from attrib.cli.run import Run
from attrib.cli.terminal import ProgressBar, open_output
from attrib.errors import ConfigError
from attrib.model import ArticleReport, Trouble
from attrib.readers import STDIN
from attrib.reporters import Totals
from attrib.settings import Desk, Holding

CREATE, UPDATE, PRUNE = "create", "update", "prune"


@dataclass
class _Seen:
    """What a run found: an entry for each finding, which articles were read, and which checks ran on them."""

    baseline: Baseline
    entries: dict[Key, Entry] = field(default_factory=dict)
    ran: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)

    def take(self, report: ArticleReport, troubles: Sequence[Trouble], holding: Holding) -> None:
        article = report.article
        codes = [check.info.code for check in holding.settings.active]
        self.ran[self.baseline.place(article.path), article.id or ""] = codes_run(codes, report.findings, troubles)
        for finding, key in zip(report.findings, self.baseline.keys(article, report.findings), strict=True):
            if key is not None:
                self.entries[key] = new_entry(key, article, finding)


def write_baseline(action: str, paths: Sequence[str], desk: Desk, *, quiet: bool, progress: bool) -> Totals:
    """Make a baseline of what is found, bring one up to date, or take out of it what hides nothing any more.

    Returns the counts of the run.  Without `paths` the files are those below the working directory, or those that the
    baseline names.  Raises `ConfigError` where one to be made is there already, `BaselineError` where one to be
    changed is not there or cannot be read.
    """
    target = desk.of_folder(Path()).baseline or Path(DEFAULT_NAME)
    old = _open(action, target)
    if STDIN in paths:
        raise ConfigError("a baseline knows files, and standard input is none")
    named = list(paths) or (["."] if action == CREATE else _named(old))
    plan = make_plan(named, desk, stdin_filename=None, quiet=quiet)
    plan.prepare(commands.make_engine)
    bar = ProgressBar(len(plan.paths), wanted=progress and not quiet)
    seen = _Seen(old)
    with open_output(target, bar, machine=True) as output, bar:
        run = Run(plan, output, bar)
        failed = {old.place(path) for path in run.collect(seen.take)}
        visited = {old.place(path) for path in plan.paths} - failed
        kept = [entry for entry in old.entries if _holds(entry, old, seen, visited, action)]
        known = {entry.key for entry in kept}
        new = [entry for key, entry in seen.entries.items() if key not in known] if action != PRUNE else []
        output.write(dump_baseline([*kept, *new]))
    if not quiet:
        gone = len(old.entries) - len(kept)
        say(f"{target}: {len(kept) + len(new)} known, {len(new)} of them new, {gone} taken out")
    return run.totals


def _open(action: str, target: Path) -> Baseline:
    if action != CREATE:
        return load_baseline(target, today=datetime.date.today())
    if target.exists():
        hint = "`attrib baseline update` adds what is new, `prune` takes out what is gone"
        raise ConfigError(f"{target} is there already, and nothing is overwritten", hint=hint)
    return Baseline(target)


def _named(baseline: Baseline) -> list[str]:
    """Return the files that the baseline names and that are there."""
    there = {entry.path for entry in baseline.entries if baseline.is_there(entry)}
    return [str(baseline.path.parent / path) for path in sorted(there)]


def _holds(entry: Entry, old: Baseline, seen: _Seen, visited: set[str], action: str) -> bool:
    """Whether an entry stays: what it knows is still found, or nobody has looked."""
    if not old.is_there(entry):
        return False
    if entry.path not in visited:
        return True
    ran = seen.ran.get((entry.path, entry.id or ""))
    if ran is None:  # a record that is no longer in its corpus
        return False
    if action == PRUNE and entry.code in ran and old.has_expired(entry):
        return False
    return entry.key in seen.entries or entry.code not in ran
