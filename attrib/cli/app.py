"""The commands, declared with Typer."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from attrib.cli import options
from attrib.cli.baseline_app import baseline_app
from attrib.cli.choices import one_of, split_flag
from attrib.cli.desks import make_desk
from attrib.cli.guard import CLEAN, FINDINGS, INTERRUPTED, TROUBLE, guarded, say
from attrib.cli.outlets import OrderedCommand
from attrib.cli.report_command import report
from attrib.nlp import use_one_thread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from attrib.cli import commands, forms
    from attrib.cli.means import Means
    from attrib.cli.outlets import Outlet

app = typer.Typer(
    name="attrib",
    help="Who said what, in which words, through whom; and what an editor would flag.",
    epilog="Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 attrib could not do what was asked.",
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
rules_app = typer.Typer(help="List checks; write and test rule files.", no_args_is_help=True)
app.add_typer(rules_app, name="rules")
app.add_typer(baseline_app, name="baseline")
app.command("report", short_help="Make a page of articles, their speakers and findings.")(report)


def main() -> None:
    """Run the command line and end the process with its exit code."""
    use_one_thread()
    try:
        app()
    except KeyboardInterrupt:
        say("interrupted")
        sys.exit(INTERRUPTED)


def _print_version(value: bool) -> None:
    if not value:
        return
    from attrib.cli.versions import version_line

    typer.echo(version_line())
    raise typer.Exit(CLEAN)


@app.callback()
def _root(
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Print the versions of attrib and its model.", callback=_print_version, is_eager=True
        ),
    ] = False,
) -> None:
    """Take the options that stand before a command."""


@app.command(cls=OrderedCommand, short_help="Check articles before they are published.")
def check(
    paths: options.Paths,
    form: options.CheckForms = None,
    select: options.Select = None,
    extend_select: options.ExtendSelect = None,
    ignore: options.Ignore = None,
    house: options.House = None,
    fail_on: options.FailOn = None,
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", help="End in exit code 0 whatever was found; trouble is still 2.")
    ] = False,
    max_findings: options.MaxFindings = None,
    min_confidence: options.MinConfidence = None,
    baseline: options.BaselineFile = None,
    require_reason: options.RequireReason = None,
    show_suppressed: Annotated[
        bool, typer.Option("--show-suppressed", help="In text, show the findings that are let stand too.")
    ] = False,
    rules: options.Rules = None,
    config: options.ConfigFile = None,
    isolated: options.Isolated = False,
    model: options.Model = None,
    input_format: options.InputFormat = None,
    stdin_filename: options.StdinFilename = None,
    diff: Annotated[
        str | None,
        typer.Option(
            "--diff",
            help="Only findings on lines changed since this git revision.",
            metavar="REVISION",
            show_default=False,
        ),
    ] = None,
    watch: Annotated[
        bool, typer.Option("--watch", "-w", help="Check again whenever a file changes, until Ctrl-C.")
    ] = False,
    jobs: options.Jobs = 1,
    cache_dir: options.CacheFolder = None,
    no_cache: options.NoCache = False,
    output: options.Targets = None,
    verbose: options.Verbose = False,
    quiet: options.Quiet = False,
    no_progress: options.NoProgress = False,
    color: options.Colour = "auto",
) -> None:
    """Check articles before they are published: findings, with the words they are about."""
    with guarded():
        from attrib.cli import commands, forms, means

        outlets = options.outlets(form, output, options.CHECK_FORMATS)
        look = forms.Look(
            colour=one_of(color, options.COLOURS, option="--color"),
            quiet=quiet,
            progress=not no_progress,
            suppressed=show_suppressed,
        )
        desk = make_desk(
            config,
            isolated=isolated,
            select=split_flag(select),
            extend_select=split_flag(extend_select),
            ignore=split_flag(ignore),
            house=house,
            fail_on=_fail_on(fail_on),
            min_confidence=min_confidence,
            baseline=baseline,
            require_reason=require_reason,
            rules=tuple(rules or ()),
            model=model,
            input_format=input_format,
        )
        wanted = commands.Wanted(paths, desk, stdin_filename)
        way = means.Means(jobs, cache_dir, not no_cache, diff, verbose)
        if watch:
            _watch(wanted, look, outlets, way, max_findings)
        run = commands.check(wanted, look, outlets, most=max_findings, means=way)
        raise typer.Exit(_exit_code(run.totals.troubles, 0 if exit_zero else run.failing))


@app.command(cls=OrderedCommand, short_help="Print who is said to have said what.")
def extract(
    paths: options.Paths,
    form: options.ExtractForms = None,
    ledger: Annotated[
        bool, typer.Option("--ledger", help="Print who speaks, how often and in how many words, instead.")
    ] = False,
    acts: Annotated[
        bool, typer.Option("--acts", help="In text, show intentions, perceptions and decrees too.")
    ] = False,
    min_confidence: options.MinConfidence = None,
    rules: options.Rules = None,
    config: options.ConfigFile = None,
    isolated: options.Isolated = False,
    model: options.Model = None,
    input_format: options.InputFormat = None,
    stdin_filename: options.StdinFilename = None,
    jobs: options.Jobs = 1,
    cache_dir: options.CacheFolder = None,
    no_cache: options.NoCache = False,
    output: options.Targets = None,
    verbose: options.Verbose = False,
    quiet: options.Quiet = False,
    no_progress: options.NoProgress = False,
    color: options.Colour = "auto",
) -> None:
    """Print who is said to have said what: every quotation and attributed claim with its speaker and relays."""
    with guarded():
        from attrib.cli import commands, forms, means

        outlets = options.outlets(form, output, options.EXTRACT_FORMATS)
        look = forms.Look(
            colour=one_of(color, options.COLOURS, option="--color"),
            quiet=quiet,
            progress=not no_progress,
        )
        desk = make_desk(
            config,
            isolated=isolated,
            min_confidence=min_confidence,
            rules=tuple(rules or ()),
            model=model,
            input_format=input_format,
        )
        way = means.Means(jobs, cache_dir, not no_cache, verbose=verbose)
        shown = commands.Shown(every_act=acts, ledger=ledger)
        run = commands.extract(commands.Wanted(paths, desk, stdin_filename), look, outlets, shown, means=way)
        raise typer.Exit(_exit_code(run.totals.troubles, 0))


@app.command("config", short_help="Print the settings that hold for a path.")
def show_config(
    path: Annotated[
        str, typer.Argument(help="An article, or a folder of them.", metavar="[PATH]", show_default=False)
    ] = ".",
    form: Annotated[str, typer.Option("--format", "-f", help="How it is printed.", metavar="text|json")] = "text",
    select: options.Select = None,
    extend_select: options.ExtendSelect = None,
    ignore: options.Ignore = None,
    house: options.House = None,
    fail_on: options.FailOn = None,
    min_confidence: options.MinConfidence = None,
    rules: options.Rules = None,
    config: options.ConfigFile = None,
    isolated: options.Isolated = False,
    model: options.Model = None,
    input_format: options.InputFormat = None,
) -> None:
    """Print the settings that hold for a path, and where each of them came from."""
    with guarded():
        from attrib.cli import configuring

        desk = make_desk(
            config,
            isolated=isolated,
            select=split_flag(select),
            extend_select=split_flag(extend_select),
            ignore=split_flag(ignore),
            house=house,
            fail_on=_fail_on(fail_on),
            min_confidence=min_confidence,
            rules=tuple(rules or ()),
            model=model,
            input_format=input_format,
        )
        configuring.show(path, desk, form=one_of(form, ("text", "json"), option="--format"))


@app.command(short_help="Write a commented attrib.toml.")
def init(
    folder: Annotated[
        Path, typer.Argument(help="Where to write it.", metavar="[FOLDER]", show_default=False, file_okay=True)
    ] = Path(),
    house: options.House = None,
) -> None:
    """Write an attrib.toml that explains every setting and leaves all as they are; nothing is ever overwritten."""
    with guarded():
        from attrib.cli import configuring

        configuring.init(folder, house=house)


@app.command(short_help="Print a check's manual page.")
def explain(
    names: Annotated[list[str], typer.Argument(help="Codes or names of checks.", metavar="CODE")],
    rules: options.Rules = None,
    isolated: options.Isolated = False,
    color: options.Colour = "auto",
) -> None:
    """Print a check's manual page: what it flags, why, and what would settle it."""
    with guarded():
        from attrib.cli import manual

        colour = one_of(color, options.COLOURS, option="--color")
        manual.explain(names, tuple(rules or ()), colour=colour, packages=not isolated)


@rules_app.command("list", short_help="List the checks.")
def rules_list(
    form: Annotated[str, typer.Option("--format", "-f", help="How checks are printed.", metavar="text|json")] = "text",
    rules: options.Rules = None,
    isolated: options.Isolated = False,
) -> None:
    """List the checks: code, name, severity, whether it is on."""
    with guarded():
        from attrib.cli import manual

        form = one_of(form, ("text", "json"), option="--format")
        manual.list_checks(tuple(rules or ()), form=form, packages=not isolated)


@rules_app.command("explain", short_help="Print a check's manual page.")
def rules_explain(
    names: Annotated[list[str], typer.Argument(help="Codes or names of checks.", metavar="CODE")],
    rules: options.Rules = None,
    isolated: options.Isolated = False,
    color: options.Colour = "auto",
) -> None:
    """Print a check's manual page; the same as `attrib explain`."""
    explain(names, rules, isolated, color)


@rules_app.command("test", short_help="Run the examples of rule files.")
def rules_test(
    folder: Annotated[
        Path | None,
        typer.Argument(help="A folder of rule files; attrib's own where none is given.", metavar="DIR"),
    ] = None,
    model: options.Model = None,
    quiet: options.Quiet = False,
) -> None:
    """Run the examples that rule files carry: exit code 1 where one fails, 2 where a file is broken."""
    with guarded():
        from attrib.cli import manual

        raise typer.Exit(
            FINDINGS if manual.run_rule_tests(folder, model=model or options.DEFAULT_MODEL, quiet=quiet) else CLEAN
        )


@rules_app.command("new", short_help="Write the first draft of a rule file.")
def rules_new(
    name: Annotated[str, typer.Argument(help="What it is called: lower-case words joined by hyphens.", metavar="NAME")],
    stage: Annotated[
        str, typer.Option("--stage", help="What it is.", metavar="check|extraction|lexicon|house")
    ] = "check",
    matcher: Annotated[
        str, typer.Option("--matcher", help="What a check's patterns look at.", metavar="token|dependency")
    ] = "token",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Where to write it; NAME.yaml unless set.", metavar="FILE"),
    ] = None,
) -> None:
    """Write a commented rule file that is valid and passes its own examples; nothing is ever overwritten."""
    with guarded():
        from attrib.cli import drafting

        drafting.write_draft(name, stage=stage, matcher=matcher, output=output)


@rules_app.command("schema", short_help="Print the JSON Schema of rule files.")
def rules_schema(
    stage: Annotated[
        str | None,
        typer.Argument(
            help="check, extraction, lexicon or house; all in one without it.", metavar="[STAGE]", show_default=False
        ),
    ] = None,
) -> None:
    """Print the JSON Schema of rule files, for an editor to complete and warn by."""
    with guarded():
        from attrib.cli import drafting

        drafting.print_schema(stage)


def _watch(
    wanted: commands.Wanted, look: forms.Look, outlets: Sequence[Outlet], means: Means, most: int | None
) -> NoReturn:
    """Check whatever changes until an interrupt, which is how a watch is meant to end."""
    from attrib.cli import commands
    from attrib.cli.watching import watch

    terminal = sys.stdout.isatty() and all(outlet.form == "text" for outlet in outlets)
    try:
        watch(
            wanted,
            lambda each, kitchen: commands.check(each, look, outlets, most=most, means=means, make=kitchen.make),
            clear=terminal,
        )
    except KeyboardInterrupt as error:
        raise typer.Exit(CLEAN) from error
    raise AssertionError("a watch ends by an interrupt")


def _fail_on(word: str | None) -> str | None:
    return one_of(word, options.FAIL_ON, option="--fail-on") if word is not None else None


def _exit_code(troubles: int, failing: int) -> int:
    if troubles:
        return TROUBLE
    return FINDINGS if failing else CLEAN
