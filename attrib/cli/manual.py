"""What `attrib explain` and `attrib rules` do."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from attrib.catalogue import load_checks, load_infos
from attrib.checking import CheckInfo, nearest_check, render_page
from attrib.cli.guard import say
from attrib.cli.terminal import page_width, prepare, wants_colour
from attrib.errors import ConfigError, RuleFilesError
from attrib.rulefiles import HouseStyle, load_house_styles

if TYPE_CHECKING:
    from attrib.checking import ExampleResult, ReadText
    from attrib.rulefiles.house import Groups


def explain(names: Sequence[str], rules: Sequence[Path], *, colour: str, packages: bool = True) -> None:
    """Print the manual pages of the checks called `names`, and what each house does with them.

    Raises `ConfigError` where there is no such check, the nearest one named.
    """
    folders = _with_config(rules) if packages else tuple(rules)
    infos = load_infos(folders, packages=packages)
    styles = load_house_styles(folders)
    text = "\n".join(_page(find_info(infos, name), styles) for name in names)
    prepare(sys.stdout, utf8=False)
    if not wants_colour(colour, sys.stdout):
        sys.stdout.write(text)
        return
    from rich.console import Console
    from rich.markdown import Markdown

    Console(width=page_width(sys.stdout), force_terminal=True).print(Markdown(text))


def _page(info: CheckInfo, styles: Mapping[str, HouseStyle]) -> str:
    lines = [f"- `{name}` {said}" for name, style in styles.items() if (said := _in_house(info, style))]
    houses = "\n".join(["", "## Houses", "", *lines, ""]) if lines else ""
    return render_page(info) + houses


def _in_house(info: CheckInfo, style: HouseStyle) -> str:
    """Return what a house style by itself does with a check, empty where it does nothing."""
    names = {info.code, info.name}
    said = []
    if names & set(style.on):
        said.append("switches it on")
    if names & set(style.off):
        said.append("switches it off")
    for word in names & set(style.severity):
        said.append(f"makes it {'an' if style.severity[word] == 'error' else 'a'} {style.severity[word]}")
    for word in names & set(style.options):
        said.append(f"sets {', '.join(f'{name} = {_shown(value)}' for name, value in style.options[word].items())}")
    said.extend(f"changes its words ({lexicon})" for lexicon in info.lexicons if lexicon in style.words)
    if names & set(style.messages):
        said.append("puts it in its own words")
    return ", ".join(said)


def _shown(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _with_config(rules: Sequence[Path]) -> tuple[Path, ...]:
    """Return `rules` and the folders of rules that the nearest config file names.

    A fault in that file is only told: what is asked for does not hang on it.
    """
    from attrib.settings import Desk

    try:
        holding = Desk().of_folder(Path())
    except RuleFilesError as error:
        for fault in error.faults:
            say(str(fault))
        return tuple(rules)
    return tuple(dict.fromkeys((*holding.rules, *rules)))


def find_info(infos: Sequence[CheckInfo], name: str) -> CheckInfo:
    """Return the one of `infos` whose code or name is `name`, case apart.

    Raises `ConfigError` where there is none, the nearest one named.
    """
    for info in infos:
        if name.strip().casefold() in {info.code.casefold(), info.name.casefold()}:
            return info
    raise ConfigError(f"no check is called {name!r}", hint=nearest_check(name, infos))


def list_checks(rules: Sequence[Path], *, form: str, packages: bool = True) -> None:
    """Print every check and every house on a line of its own, or all of them as JSON."""
    folders = _with_config(rules) if packages else tuple(rules)
    infos, styles = load_infos(folders, packages=packages), load_house_styles(folders)
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
        houses = [{"name": name, "extends": style.extends, "summary": style.summary} for name, style in styles.items()]
        listing = {"schema": 1, "checks": rows, "houses": houses}
        sys.stdout.write(json.dumps(listing, ensure_ascii=False, indent=2) + "\n")
        return
    widest = max((len(info.name) for info in infos), default=0)
    for info in infos:
        state = "on" if info.enabled else "off"
        sys.stdout.write(
            f"{info.code:<7} {info.name:<{widest}}  {info.severity.value:<7}  {state:<3}  {summary_line(info)}\n"
        )
    sys.stdout.write("\n")
    for name, style in styles.items():
        sys.stdout.write(f"house   {name:<{widest}}  {style.summary}\n")


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
    results = [*run_examples([place], engine.read_text), *_house_results(place, () if ours else (place,), model)]
    failed = [result for result in results if not result.passed]
    prepare(sys.stdout, utf8=False)
    for result in failed:
        sys.stdout.write(_failure(result))
    if not quiet:
        sys.stdout.write(f"{len(results) - len(failed)} of {len(results)} examples passed.\n")
    return len(failed)


def _house_results(place: Path, rules: Sequence[Path], model: str) -> list[ExampleResult]:
    """Return the results of the examples of the house styles at `place`."""
    from attrib.engine import Engine
    from attrib.houses import make_house, run_house_examples
    from attrib.rulefiles import load_house_style, rule_paths, stage_of

    paths = [path for path in rule_paths(place) if stage_of(path) == "house"]
    if not paths:
        return []
    checks, styles = load_checks(rules), load_house_styles(rules)
    infos = [check.info for check in checks]

    def reader(words: Mapping[str, Groups]) -> ReadText:
        return Engine(model=model, rules=rules, words=words).read_text

    houses = [make_house(load_house_style(path), styles, infos) for path in paths]
    return [result for house in houses for result in run_house_examples(house, checks, reader)]


def _failure(result: ExampleResult) -> str:
    example = result.example
    return f"{example.path}:{example.line}: {example.rule} ({example.kind})\n    {example.text}\n    {result.message}\n"
