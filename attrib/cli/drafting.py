"""What `attrib rules new` and `attrib rules schema` do."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from attrib.cli.guard import say
from attrib.cli.terminal import prepare
from attrib.errors import ConfigError
from attrib.rulefiles.schemas import any_schema, stage_schema
from attrib.rulefiles.templates import draft

ENDINGS = (".yaml", ".yml")


def write_draft(name: str, *, stage: str, matcher: str, output: Path | None) -> None:
    """Write the first draft of a rule file.

    Raises `ConfigError` where no such file can be, and where there is one already: nothing is ever overwritten.
    """
    target = output or Path(f"{name}.yaml")
    if target.is_dir():
        target = target / f"{name}.yaml"
    if output is not None and target.suffix not in ENDINGS:
        raise ConfigError(f"{str(target)!r} is no rule file's name", hint="rule files end in .yaml")
    text = draft(name, stage=stage, matcher=matcher, folder=target.parent)
    try:
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        raise ConfigError(f"{target} is there already, and nothing is overwritten") from error
    except OSError as error:
        raise ConfigError(f"cannot write {str(target)!r}: {(error.strerror or 'unknown reason').lower()}") from error
    say(f"{target} written; `attrib rules test {target}` runs its examples")


def print_schema(stage: str | None) -> None:
    """Print the JSON Schema of the rule files of a stage, of all of them in one without it.

    Raises `ConfigError` where there is no such stage.
    """
    schema = any_schema() if stage is None else stage_schema(stage)
    prepare(sys.stdout, utf8=True)
    sys.stdout.write(json.dumps(schema, ensure_ascii=False, indent=2) + "\n")
