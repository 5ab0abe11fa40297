"""Where the results of a run go: one form to standard output, others to files, all written whole or not at all."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from typer.core import TyperCommand

from attrib.cli.terminal import FileOutput, Output, ProgressBar, StandardOutput, open_file, scratch_beside
from attrib.errors import ConfigError

STDOUT = Path("-")
# The form that has a file for each article; where its output is a folder they are written there.
FOLDER_FORM = "brat"
# `form` and `output` in the order in which the command was given them.
_ORDER: ContextVar[tuple[str, ...]] = ContextVar("_ORDER", default=())


@dataclass(frozen=True)
class Outlet:
    """A form of results and the file it goes to; standard output where there is none."""

    form: str
    target: Path | None = None

    @property
    def is_folder(self) -> bool:
        """Whether each article gets a file of its own."""
        return self.form == FOLDER_FORM and self.target is not None and self.target.is_dir()

    @property
    def is_machine(self) -> bool:
        """Whether the form is for a program."""
        return self.form != "text"


class OrderedCommand(TyperCommand):
    """A command that knows in which order its options were given, so that an output is told from the next one's."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Keep the order of the options, and parse as ever."""
        order: Sequence[Any] = ()
        with contextlib.suppress(Exception):  # told of where it is parsed in earnest
            _, _, order = self.make_parser(ctx).parse_args(list(args))
        _ORDER.set(tuple(option.name for option in order if option.name in {"form", "output"}))
        return super().parse_args(ctx, args)


def given_order() -> tuple[str, ...]:
    """Return `form` and `output` as often and in the order in which the command was given them."""
    return _ORDER.get()


def pair(forms: Sequence[str], targets: Sequence[Path], order: Sequence[str] = ()) -> tuple[Outlet, ...]:
    """Return where each of `forms` goes.

    With as many outputs as formats the first goes with the first, and so on.  With fewer, an output belongs to the
    format before it, and the one format that is left goes to standard output, as does one whose output is `-`.
    Raises `ConfigError` for outputs without a format, for two formats with one output, and for one output twice.
    """
    forms = list(forms) or ["text"]
    if len(targets) > len(forms):
        raise ConfigError(f"--output {targets[len(forms)]}: there is no --format for it", hint="give one --format each")
    outlets = [Outlet(form, target) for form, target in zip(forms, _slots(forms, targets, order), strict=True)]
    outlets = [Outlet(one.form, None if one.target == STDOUT else one.target) for one in outlets]
    plain = [one.form for one in outlets if one.target is None]
    if len(plain) > 1:
        hint = "give each but one an --output after it: --format sarif --output attrib.sarif"
        raise ConfigError(f"--format {' and '.join(plain)} would both go to standard output", hint=hint)
    seen: set[Path] = set()
    for one in outlets:
        if one.target is not None:
            if one.target.resolve() in seen:
                raise ConfigError(f"--output {one.target}: two formats cannot share one file")
            seen.add(one.target.resolve())
    return tuple(outlets)


def _slots(forms: Sequence[str], targets: Sequence[Path], order: Sequence[str]) -> list[Path | None]:
    if len(targets) == len(forms):
        return list(targets)
    if not targets:
        return [None] * len(forms)
    said = list(order) if order.count("form") == len(forms) and order.count("output") == len(targets) else []
    slots: list[Path | None] = [None] * len(forms)
    left = list(targets)
    at = -1
    for name in said or ["form", "output"] * len(left):
        if name == "form":
            at += 1
            continue
        if at < 0 or slots[at] is not None:
            raise ConfigError(
                f"--output {left[0]}: it is not clear which --format it is for",
                hint="give each --output after its --format, and `--output -` for standard output",
            )
        slots[at] = left.pop(0)
    return slots


@contextlib.contextmanager
def open_outputs(outlets: Sequence[Outlet], progress: ProgressBar) -> Iterator[list[Output]]:
    """Give the place for each of `outlets`; files appear, or are replaced, together, when the run has come to its end.

    Raises `ConfigError` where a file cannot be made.
    """
    moves: list[tuple[Path, Path]] = []
    try:
        with contextlib.ExitStack() as stack:
            outputs: list[Output] = []
            for outlet in outlets:
                if outlet.target is None:
                    outputs.append(StandardOutput(progress, machine=outlet.is_machine))
                    continue
                if outlet.is_folder:
                    outputs.append(Silent())
                    continue
                scratch, target = scratch_beside(outlet.target)
                if scratch != target:
                    moves.append((scratch, target))
                outputs.append(FileOutput(stack.enter_context(open_file(scratch))))
            yield outputs
        # Every file is closed, and so on the disk, before the first is put in its place.
        _move(moves)
    finally:
        for scratch, _ in moves:
            scratch.unlink(missing_ok=True)


def write_files(folder: Path, files: Mapping[PurePath, str]) -> None:
    """Write files into a folder, all of them or none; folders within are made.

    Raises `ConfigError` where one cannot be made.
    """
    moves: list[tuple[Path, Path]] = []
    try:
        for name, text in files.items():
            target = folder / name
            with contextlib.suppress(OSError):  # told of by the next
                target.parent.mkdir(parents=True, exist_ok=True)
            scratch, target = scratch_beside(target)
            moves.append((scratch, target))
            with open_file(scratch) as stream:
                stream.write(text)
        _move(moves)
    finally:
        for scratch, _ in moves:
            scratch.unlink(missing_ok=True)


def _move(moves: list[tuple[Path, Path]]) -> None:
    """Put each file in its place, and take it from the list."""
    while moves:
        scratch, target = moves[0]
        scratch.replace(target)
        del moves[0]


class Silent:
    """Takes pieces of a result that were passed on already."""

    def write(self, text: Any) -> None:
        """Do nothing."""
