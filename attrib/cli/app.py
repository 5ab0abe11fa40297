"""The commands, declared with Typer: `check`, `extract`, `explain`, `rules list`, `rules test`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from attrib.cli import options
from attrib.cli.choices import one_of
from attrib.cli.guard import CLEAN, FINDINGS, INTERRUPTED, TROUBLE, guarded, say

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
rules_app = typer.Typer(help="List checks and test rule files.", no_args_is_help=True)
app.add_typer(rules_app, name="rules")


def main() -> None:
    """Run the command line and end the process with its exit code."""
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


@app.command(short_help="Check articles before they are published.")
def check(
    paths: options.Paths,
    form: Annotated[
        str, typer.Option("--format", "-f", help="How findings are printed.", metavar="text|json|jsonl")
    ] = "text",
    select: options.Select = None,
    ignore: options.Ignore = None,
    fail_on: Annotated[
        str,
        typer.Option(
            "--fail-on", help="The least severity that ends in exit code 1.", metavar="error|warning|note|never"
        ),
    ] = "error",
    rules: options.Rules = None,
    model: options.Model = options.DEFAULT_MODEL,
    input_format: options.InputFormat = None,
    stdin_filename: options.StdinFilename = None,
    output: options.Target = None,
    quiet: options.Quiet = False,
    no_progress: options.NoProgress = False,
    color: options.Colour = "auto",
) -> None:
    """Check articles before they are published: findings, with the words they are about."""
    with guarded():
        from attrib.cli import commands

        form = one_of(form, options.CHECK_FORMATS, option="--format")
        threshold = one_of(fail_on, options.FAIL_ON, option="--fail-on")
        look = commands.Look(
            form=form, colour=one_of(color, options.COLOURS, option="--color"), quiet=quiet, progress=not no_progress
        )
        wanted = commands.Wanted(paths, input_format, stdin_filename, model, tuple(rules or ()))
        totals = commands.check(wanted, look, output, select=select, ignore=ignore)
        raise typer.Exit(_exit_code(totals.troubles, commands.failing(totals, threshold)))


@app.command(short_help="Print who is said to have said what.")
def extract(
    paths: options.Paths,
    form: Annotated[
        str, typer.Option("--format", "-f", help="How attributions are printed.", metavar="text|json|jsonl|csv")
    ] = "text",
    ledger: Annotated[
        bool, typer.Option("--ledger", help="Print who speaks, how often and in how many words, instead.")
    ] = False,
    acts: Annotated[
        bool, typer.Option("--acts", help="In text, show intentions, perceptions and decrees too.")
    ] = False,
    min_confidence: Annotated[
        float, typer.Option("--min-confidence", help="Leave out attributions attrib is less sure of.", min=0, max=1)
    ] = 0.0,
    rules: options.Rules = None,
    model: options.Model = options.DEFAULT_MODEL,
    input_format: options.InputFormat = None,
    stdin_filename: options.StdinFilename = None,
    output: options.Target = None,
    quiet: options.Quiet = False,
    no_progress: options.NoProgress = False,
    color: options.Colour = "auto",
) -> None:
    """Print who is said to have said what: every quotation and attributed claim with its speaker and relays."""
    with guarded():
        from attrib.cli import commands

        form = one_of(form, options.EXTRACT_FORMATS, option="--format")
        look = commands.Look(
            form="text" if form == "table" else form,
            colour=one_of(color, options.COLOURS, option="--color"),
            quiet=quiet,
            progress=not no_progress,
        )
        wanted = commands.Wanted(paths, input_format, stdin_filename, model, tuple(rules or ()))
        shown = commands.Shown(every_act=acts, min_confidence=min_confidence, ledger=ledger)
        totals = commands.extract(wanted, look, output, shown)
        raise typer.Exit(_exit_code(totals.troubles, 0))


@app.command(short_help="Print a check's manual page.")
def explain(
    names: Annotated[list[str], typer.Argument(help="Codes or names of checks.", metavar="CODE")],
    rules: options.Rules = None,
    color: options.Colour = "auto",
) -> None:
    """Print a check's manual page: what it flags, why, and what would settle it."""
    with guarded():
        from attrib.cli import manual

        manual.explain(names, tuple(rules or ()), colour=one_of(color, options.COLOURS, option="--color"))


@rules_app.command("list", short_help="List the checks.")
def rules_list(
    form: Annotated[str, typer.Option("--format", "-f", help="How checks are printed.", metavar="text|json")] = "text",
    rules: options.Rules = None,
) -> None:
    """List the checks: code, name, severity, whether it is on."""
    with guarded():
        from attrib.cli import manual

        manual.list_checks(tuple(rules or ()), form=one_of(form, ("text", "json"), option="--format"))


@rules_app.command("explain", short_help="Print a check's manual page.")
def rules_explain(
    names: Annotated[list[str], typer.Argument(help="Codes or names of checks.", metavar="CODE")],
    rules: options.Rules = None,
    color: options.Colour = "auto",
) -> None:
    """Print a check's manual page; the same as `attrib explain`."""
    explain(names, rules, color)


@rules_app.command("test", short_help="Run the examples of rule files.")
def rules_test(
    folder: Annotated[
        Path | None,
        typer.Argument(help="A folder of rule files; attrib's own where none is given.", metavar="DIR"),
    ] = None,
    model: options.Model = options.DEFAULT_MODEL,
    quiet: options.Quiet = False,
) -> None:
    """Run the examples that rule files carry: exit code 1 where one fails, 2 where a file is broken."""
    with guarded():
        from attrib.cli import manual

        raise typer.Exit(FINDINGS if manual.run_rule_tests(folder, model=model, quiet=quiet) else CLEAN)


def _exit_code(troubles: int, failing: int) -> int:
    if troubles:
        return TROUBLE
    return FINDINGS if failing else CLEAN
