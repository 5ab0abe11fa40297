"""What `attrib report` does once its options are read."""

from __future__ import annotations

import sys
from pathlib import Path

from attrib import __version__
from attrib.checking import NOTICES, TROUBLES, render_page
from attrib.cli.commands import Wanted, make_engine
from attrib.cli.guard import say
from attrib.cli.means import Means
from attrib.cli.plan import Plan, make_plan
from attrib.cli.run import Run
from attrib.cli.terminal import ProgressBar, open_output
from attrib.cli.work import Hands, Wish
from attrib.errors import ConfigError
from attrib.reporters.report import HtmlReport


def write_report(
    wanted: Wanted, output: Path | None, means: Means, *, quiet: bool, progress: bool, show_suppressed: bool
) -> Run:
    """Check the articles and write the page of them; return the run, with its counts.

    What cannot be read is told on the page and on standard error.  Raises `ConfigError` where the page would fill a
    terminal, and what `commands.check` raises.
    """
    if output is None and at_terminal():
        raise ConfigError("a report is a page for a browser", hint="`--output report.html` writes it")
    plan = make_plan(wanted.paths, wanted.desk, stdin_filename=wanted.stdin_filename, quiet=quiet)
    with means.store(wanted.desk) as store:
        hands = Hands(plan, Wish.CHECK, means.processes, store)
        plan.prepare(make_engine, is_known=hands.is_known)
        idle = plan.idle()
        if idle is not None:
            say(idle)
        for holding in plan.holdings.values():
            plan.baseline(holding)  # one that cannot be read is met before the first article
        reporter = HtmlReport(pages=_pages(plan), version=__version__, show_suppressed=show_suppressed)
        bar = ProgressBar(len(plan.paths), wanted=progress and not quiet)
        with open_output(output, bar, machine=True) as target, bar:
            run = Run(plan, target, bar, hands)
            run.check(reporter, whole=True)
    if run.totals.troubles:
        said = "1 trouble" if run.totals.troubles == 1 else f"{run.totals.troubles} troubles"
        say(f"{said} of attrib's own, told on the page")
    return run


def at_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout.isatty()


def _pages(plan: Plan) -> dict[str, str]:
    """Return the manual pages of the checks that may have found something, by code, in Markdown."""
    infos = [setting.info for holding in plan.holdings.values() for setting in holding.settings.by_code.values()]
    return {info.code: render_page(info) for info in (*TROUBLES, *NOTICES, *infos)}
