"""The options that commands share, each declared once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from attrib.nlp import DEFAULT_MODEL

CHECK_FORMATS = ("text", "json", "jsonl")
EXTRACT_FORMATS = ("text", "table", "json", "jsonl", "csv")
COLOURS = ("auto", "always", "never")
FAIL_ON = ("error", "warning", "note", "never")

Paths = Annotated[
    list[str],
    typer.Argument(help="Files, folders, globs, or - for standard input.", metavar="PATH", show_default=False),
]
Model = Annotated[str, typer.Option("--model", help="The installed spaCy pipeline to read with.", metavar="NAME")]
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
Target = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="Write results to this file, whole or not at all.", metavar="FILE"),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Results only: no summary, no progress, no advice.")]
NoProgress = Annotated[bool, typer.Option("--no-progress", help="No progress bar on standard error.")]
Colour = Annotated[str, typer.Option("--color", help="When to colour.", metavar="auto|always|never")]

__all__ = [
    "CHECK_FORMATS",
    "COLOURS",
    "DEFAULT_MODEL",
    "EXTRACT_FORMATS",
    "FAIL_ON",
    "Colour",
    "Ignore",
    "InputFormat",
    "Model",
    "NoProgress",
    "Paths",
    "Quiet",
    "Rules",
    "Select",
    "StdinFilename",
    "Target",
]
