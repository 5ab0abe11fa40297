"""What `attrib explain` and `attrib rules` do."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from attrib.catalogue import load_infos
from attrib.checking import CheckInfo, nearest_check, render_page
from attrib.cli.terminal import page_width, prepare, wants_colour
from attrib.errors import ConfigError

if TYPE_CHECKING:
    from attrib.checking import ExampleResult


def explain(names: Sequence[str], rules: Sequence[Path], *, colour: str) -> None:
    """Print the manual pages of the checks called `names`.

    Raises `ConfigError` where there is no such check, the nearest one named.
    """
    infos = load_infos(rules)
    text = "\n".join(render_page(find_info(infos, name)) for name in names)
    prepare(sys.stdout, utf8=False)
    if not wants_colour(colour, sys.stdout):
        sys.stdout.write(text)
        return
    from rich.console import Console
    from rich.markdown import Markdown

    Console(width=page_width(sys.stdout), force_terminal=True).print(Markdown(text))


def find_info(infos: Sequence[CheckInfo], name: str) -> CheckInfo:
    """Return the one of `infos` whose code or name is `name`, case apart.

    Raises `ConfigError` where there is none, the nearest one named.
    """
    for info in infos:
        if name.strip().casefold() in {info.code.casefold(), info.name.casefold()}:
            return info
    raise ConfigError(f"no check is called {name!r}", hint=nearest_check(name, infos))


def list_checks(rules: Sequence[Path], *, form: str) -> None:
    """Print every check on a line of its own, or all of them as JSON."""
    infos = load_infos(rules)
    prepare(sys.stdout, utf8=form == "json")
    if form == "json":
        rows = [
            {
                "code": info.code,
                "name": info.name,
                "severity": info.severity.value,
                "enabled": info.enabled,
                "summary": summary_line(info),
            }
            for info in infos
        ]
        sys.stdout.write(json.dumps({"schema": 1, "checks": rows}, ensure_ascii=False, indent=2) + "\n")
        return
    widest = max((len(info.name) for info in infos), default=0)
    for info in infos:
        state = "on" if info.enabled else "off"
        sys.stdout.write(
            f"{info.code:<7} {info.name:<{widest}}  {info.severity.value:<7}  {state:<3}  {summary_line(info)}\n"
        )


def summary_line(info: CheckInfo) -> str:
    """Return the first line of a check's page."""
    return info.help.strip().partition("\n")[0].strip()


def run_rule_tests(folder: Path | None, *, model: str, quiet: bool) -> int:
    """Run the examples of the rule files in `folder` and print those that fail; return how many did.

    They are read with the folder's own patterns, cues and words besides attrib's.
    Raises `ConfigError` where the folder does not exist or holds no rule file, `RuleFilesError` where one is broken.
    """
    from attrib.checking import run_examples
    from attrib.checking.examples import load_rule_files
    from attrib.engine import Engine
    from attrib.rulefiles import rule_paths, rules_dir

    place = rules_dir() if folder is None else folder
    if not place.exists():
        raise ConfigError(f"there is no folder {str(place)!r}")
    if not rule_paths(place):
        raise ConfigError(f"no rule files in {str(place)!r}", hint="rule files end in .yaml")
    ours = place.resolve().is_relative_to(rules_dir().resolve())
    engine = Engine(model=model, rules=() if ours else (place,))
    load_rule_files(rule_paths(place))  # all the faults of the files by themselves, before those of their meeting ours
    if not ours:
        _ = engine.knowledge
    results = run_examples([place], engine.read_text)
    failed = [result for result in results if not result.passed]
    prepare(sys.stdout, utf8=False)
    for result in failed:
        sys.stdout.write(_failure(result))
    if not quiet:
        sys.stdout.write(f"{len(results) - len(failed)} of {len(results)} examples passed.\n")
    return len(failed)


def _failure(result: ExampleResult) -> str:
    example = result.example
    return f"{example.path}:{example.line}: {example.rule} ({example.kind})\n    {example.text}\n    {result.message}\n"
