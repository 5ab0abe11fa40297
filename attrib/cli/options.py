"""The options that commands share, each declared once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from attrib.cli.choices import one_of
from attrib.cli.outlets import Outlet, given_order, pair
from attrib.nlp import DEFAULT_MODEL

CHECK_FORMATS = ("text", "line", "json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson", "rdjsonl")
EXTRACT_FORMATS = ("text", "json", "jsonl", "csv", "webannotation", "brat")
# Other words for a format.
ALSO = {"table": "text"}
COLOURS = ("auto", "always", "never")
FAIL_ON = ("error", "warning", "note", "never")

Paths = Annotated[
    list[str],
    typer.Argument(help="Files, folders, globs, or - for standard input.", metavar="PATH", show_default=False),
]
Model = Annotated[
    str | None,
    typer.Option("--model", help="The installed spaCy pipeline to read with.", metavar="NAME", show_default=False),
]
InputFormat = Annotated[
    str | None,
    typer.Option("--input-format", help="Read every input as this format, whatever its name.", metavar="FORMAT"),
]
StdinFilename = Annotated[
    str | None,
    typer.Option(
        "--stdin-filename", help="The name standard input goes by; its ending tells the format.", metavar="NAME"
    ),
]
Rules = Annotated[
    list[Path] | None,
    typer.Option("--rules", help="A further folder of rule files; repeatable.", metavar="DIR", show_default=False),
]
Select = Annotated[
    list[str] | None,
    typer.Option("--select", help="Only these checks: codes, prefixes (AT5) or names.", metavar="CHECKS"),
]
Ignore = Annotated[
    list[str] | None,
    typer.Option("--ignore", help="Not these checks: codes, prefixes or names.", metavar="CHECKS"),
]
ExtendSelect = Annotated[
    list[str] | None,
    typer.Option("--extend-select", help="These checks besides those that are on.", metavar="CHECKS"),
]
House = Annotated[
    str | None,
    typer.Option("--house", help="The house style to begin with: a name, or a file of your own.", metavar="NAME"),
]
FailOn = Annotated[
    str | None,
    typer.Option(
        "--fail-on",
        help="The least severity that ends in exit code 1; error unless set.",
        metavar="error|warning|note|never",
    ),
]
MinConfidence = Annotated[
    float | None,
    typer.Option(
        "--min-confidence", help="Leave out attributions attrib is less sure of.", metavar="NUMBER", min=0, max=1
    ),
]
ConfigFile = Annotated[
    Path | None,
    typer.Option("--config", help="The config file that holds for everything; none is looked for.", metavar="FILE"),
]
Isolated = Annotated[
    bool, typer.Option("--isolated", help="Read no config file, and load no checks of other packages.")
]
BaselineFile = Annotated[
    Path | None,
    typer.Option(
        "--baseline", help="A file of findings that are known, which are let stand.", metavar="FILE", show_default=False
    ),
]
RequireReason = Annotated[
    bool | None, typer.Option("--require-reason", help="Report suppressions that give no reason.", show_default=False)
]
CheckForms = Annotated[
    list[str] | None,
    typer.Option(
        "--format", "-f", help="How findings are printed; text unless set, repeatable.", metavar="|".join(CHECK_FORMATS)
    ),
]
ExtractForms = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        "-f",
        help="How attributions are printed; text unless set, repeatable.",
        metavar="|".join(EXTRACT_FORMATS),
    ),
]
Targets = Annotated[
    list[Path] | None,
    typer.Option(
        "--output",
        "-o",
        help="Write the format before it to this file, whole or not at all; repeatable.",
        metavar="FILE",
    ),
]
MaxFindings = Annotated[
    int | None,
    typer.Option(
        "--max-findings",
        help="Show no more findings than this; all are counted.",
        metavar="NUMBER",
        min=0,
        show_default=False,
    ),
]
Jobs = Annotated[
    int,
    typer.Option("--jobs", "-j", help="Read with so many processes; 0 for one a processor.", metavar="NUMBER", min=0),
]
CacheFolder = Annotated[
    Path | None,
    typer.Option(
        "--cache-dir",
        help="Keep results here; .attrib_cache beside the config file unless set.",
        metavar="DIR",
        envvar="ATTRIB_CACHE_DIR",
        show_default=False,
        show_envvar=False,
    ),
]
NoCache = Annotated[
    bool,
    typer.Option(
        "--no-cache", help="Read everything anew, and keep nothing.", envvar="ATTRIB_NO_CACHE", show_envvar=False
    ),
]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say what was done: cache, processes, changed files.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Results only: no summary, no progress, no advice.")]
NoProgress = Annotated[bool, typer.Option("--no-progress", help="No progress bar on standard error.")]
Colour = Annotated[str, typer.Option("--color", help="When to colour.", metavar="auto|always|never")]


def outlets(forms: Sequence[str] | None, targets: Sequence[Path] | None, known: Sequence[str]) -> tuple[Outlet, ...]:
    """Return the formats and where each goes, as `--format` and `--output` were given.

    Raises `ConfigError` for a format that is none of `known`, and for outputs that fit no format.
    """
    words = [*known, *(word for word, form in ALSO.items() if form in known)]
    chosen = [one_of(form, words, option="--format") for form in forms or ()]
    return pair([ALSO.get(form, form) for form in chosen], list(targets or ()), given_order())


__all__ = [
    "CHECK_FORMATS",
    "COLOURS",
    "DEFAULT_MODEL",
    "EXTRACT_FORMATS",
    "FAIL_ON",
    "BaselineFile",
    "CacheFolder",
    "CheckForms",
    "Colour",
    "ConfigFile",
    "ExtendSelect",
    "ExtractForms",
    "FailOn",
    "House",
    "Ignore",
    "InputFormat",
    "Isolated",
    "Jobs",
    "MaxFindings",
    "MinConfidence",
    "Model",
    "NoCache",
    "NoProgress",
    "Paths",
    "Quiet",
    "RequireReason",
    "Rules",
    "Select",
    "StdinFilename",
    "Targets",
    "Verbose",
    "outlets",
]
