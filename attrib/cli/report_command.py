"""`attrib report`, declared with Typer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from attrib.cli import options
from attrib.cli.choices import split_flag
from attrib.cli.desks import make_desk
from attrib.cli.guard import CLEAN, TROUBLE, guarded

Page = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="Write the page to this file, whole or not at all.", metavar="FILE"),
]


def report(
    paths: options.Paths,
    select: options.Select = None,
    extend_select: options.ExtendSelect = None,
    ignore: options.Ignore = None,
    house: options.House = None,
    min_confidence: options.MinConfidence = None,
    baseline: options.BaselineFile = None,
    require_reason: options.RequireReason = None,
    show_suppressed: Annotated[
        bool, typer.Option("--show-suppressed", help="Show the findings that are let stand too.")
    ] = False,
    rules: options.Rules = None,
    config: options.ConfigFile = None,
    isolated: options.Isolated = False,
    model: options.Model = None,
    input_format: options.InputFormat = None,
    stdin_filename: options.StdinFilename = None,
    jobs: options.Jobs = 1,
    cache_dir: options.CacheFolder = None,
    no_cache: options.NoCache = False,
    output: Page = None,
    verbose: options.Verbose = False,
    quiet: options.Quiet = False,
    no_progress: options.NoProgress = False,
) -> None:
    """Make one HTML page that needs nothing else: the copy with its speakers marked, findings, the source ledger."""
    with guarded():
        from attrib.cli import commands, means, reporting

        desk = make_desk(
            config,
            isolated=isolated,
            select=split_flag(select),
            extend_select=split_flag(extend_select),
            ignore=split_flag(ignore),
            house=house,
            min_confidence=min_confidence,
            baseline=baseline,
            require_reason=require_reason,
            rules=tuple(rules or ()),
            model=model,
            input_format=input_format,
        )
        run = reporting.write_report(
            commands.Wanted(paths, desk, stdin_filename),
            output,
            means.Means(jobs, cache_dir, not no_cache, verbose=verbose),
            quiet=quiet,
            progress=not no_progress,
            show_suppressed=show_suppressed,
        )
        raise typer.Exit(TROUBLE if run.totals.troubles else CLEAN)
