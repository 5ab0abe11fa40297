"""`attrib baseline`, declared with Typer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from attrib.cli import options
from attrib.cli.choices import split_flag
from attrib.cli.desks import make_desk
from attrib.cli.guard import CLEAN, TROUBLE, guarded

baseline_app = typer.Typer(help="Let stand what is known, so that only new findings show.", no_args_is_help=True)

Paths = Annotated[
    list[str] | None,
    typer.Argument(help="Files, folders or globs; see the command for what is taken without.", metavar="[PATH]..."),
]
File = Annotated[
    Path | None,
    typer.Option(
        "--baseline", help="The baseline; .attrib-baseline.json unless set.", metavar="FILE", show_default=False
    ),
]


@baseline_app.command("create", short_help="Write a baseline of all that is found.")
def create(
    paths: Paths = None,
    baseline: File = None,
    select: options.Select = None,
    extend_select: options.ExtendSelect = None,
    ignore: options.Ignore = None,
    house: options.House = None,
    min_confidence: options.MinConfidence = None,
    rules: options.Rules = None,
    config: options.ConfigFile = None,
    isolated: options.Isolated = False,
    model: options.Model = None,
    input_format: options.InputFormat = None,
    quiet: options.Quiet = False,
    no_progress: options.NoProgress = False,
) -> None:
    """Write a baseline of all that is found in the articles, without a PATH in those of this folder."""
    _run("create", paths, quiet=quiet, progress=not no_progress, **_said(locals()))


@baseline_app.command("update", short_help="Add what is new, and take out what is gone.")
def update(
    paths: Paths = None,
    baseline: File = None,
    select: options.Select = None,
    extend_select: options.ExtendSelect = None,
    ignore: options.Ignore = None,
    house: options.House = None,
    min_confidence: options.MinConfidence = None,
    rules: options.Rules = None,
    config: options.ConfigFile = None,
    isolated: options.Isolated = False,
    model: options.Model = None,
    input_format: options.InputFormat = None,
    quiet: options.Quiet = False,
    no_progress: options.NoProgress = False,
) -> None:
    """Add what is new in the articles and take out what is gone; without a PATH, in those the baseline names."""
    _run("update", paths, quiet=quiet, progress=not no_progress, **_said(locals()))


@baseline_app.command("prune", short_help="Take out what hides nothing any more.")
def prune(
    paths: Paths = None,
    baseline: File = None,
    select: options.Select = None,
    extend_select: options.ExtendSelect = None,
    ignore: options.Ignore = None,
    house: options.House = None,
    min_confidence: options.MinConfidence = None,
    rules: options.Rules = None,
    config: options.ConfigFile = None,
    isolated: options.Isolated = False,
    model: options.Model = None,
    input_format: options.InputFormat = None,
    quiet: options.Quiet = False,
    no_progress: options.NoProgress = False,
) -> None:
    """Take out what hides nothing any more; without a PATH, in the articles that the baseline names."""
    _run("prune", paths, quiet=quiet, progress=not no_progress, **_said(locals()))


def _said(flags: dict[str, Any]) -> dict[str, Any]:
    """Return the flags that tell what holds for an article."""
    said = {name: value for name, value in flags.items() if name not in {"paths", "quiet", "no_progress"}}
    said["rules"] = tuple(said["rules"] or ())
    for name in ("select", "extend_select", "ignore"):
        said[name] = split_flag(said[name])
    return said


def _run(action: str, paths: list[str] | None, *, quiet: bool, progress: bool, **said: Any) -> None:
    with guarded():
        from attrib.cli.baselines import write_baseline

        desk = make_desk(said.pop("config"), isolated=said.pop("isolated"), **said)
        totals = write_baseline(action, paths or (), desk, quiet=quiet, progress=progress)
        raise typer.Exit(TROUBLE if totals.troubles else CLEAN)
