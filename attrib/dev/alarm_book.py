"""The sheets of judged findings in `fixtures/alarms/`, and the book of their counts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from attrib.dev.pages import ROOT
from attrib.errors import ConfigError

SHEETS = "fixtures/alarms"
ALARMS = "rules/ALARMS.md"
OPEN = "?"
VERDICTS = ("T", "F", OPEN)
# Percent of a draw that must be true alarms, by severity; a check below it goes off, or down.
BARS = {"error": 95, "warning": 85, "note": 75}

_HEAD = """# Alarms

How often a check is wrong, counted. Findings of each check were drawn at random from real news and each was read in its
paragraph as an editor would: T, a true alarm that an editor would want to see and may act on; F, a false one, for the
copy is fine or attrib misread it. The sheets in `fixtures/alarms` hold each verdict with its reason; a third of each
draw was read a second time by somebody who had not seen the first verdict, and *agree* says how often the two were one.

`python -m attrib.dev.alarms draw CORPUS… --checks CODE --seed N` draws, `python -m attrib.dev.alarms book` writes this
page. The corpora are not part of the project.

"""


@dataclass(frozen=True)
class Judgement:
    """What a reader thought of one finding, and a second reader if one looked."""

    key: str
    verdict: str = OPEN
    reason: str = ""
    second: str = ""


@dataclass(frozen=True)
class Sheet:
    """One draw of one check's findings."""

    code: str
    name: str
    severity: str
    enabled: bool
    version: str
    date: str
    corpora: tuple[str, ...]
    articles: int
    words: int
    seed: int
    found: int
    judgements: tuple[Judgement, ...]

    def counted(self, verdict: str) -> int:
        """Return how many findings were judged so."""
        return sum(judgement.verdict == verdict for judgement in self.judgements)

    @property
    def precision(self) -> float | None:
        """Percent of the judged findings that are true alarms."""
        true, false = self.counted("T"), self.counted("F")
        return 100 * true / (true + false) if true + false else None

    @property
    def agreement(self) -> tuple[int, int]:
        """How often the second reader said the same, of how many."""
        twice = [judgement for judgement in self.judgements if judgement.second]
        return sum(judgement.second == judgement.verdict for judgement in twice), len(twice)


def write_sheet(sheet: Sheet, root: Path = ROOT) -> None:
    """Write the sheet of a fresh draw, in place of the one before it."""
    path = root / SHEETS / f"{sheet.code}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    told: dict[str, Any] = {name: value for name, value in vars(sheet).items() if name != "judgements"}
    told["corpora"] = list(sheet.corpora)
    lines = [yaml.safe_dump(told, sort_keys=False, allow_unicode=True, width=120), "judgements:\n"]
    for judgement in sheet.judgements:
        lines.append(f'  - {{key: "{judgement.key}", verdict: "{judgement.verdict}", reason: ""}}\n')
    path.write_text("".join(lines) if sheet.judgements else "".join(lines[:-1]) + "judgements: []\n", "utf-8")


def read_sheet(path: Path) -> Sheet:
    """Return the sheet at `path`.

    Raises `ConfigError` where it is none, or a verdict is not one of `T`, `F` and `?`.
    """
    try:
        data = yaml.safe_load(path.read_text("utf-8"))
        judgements = tuple(
            Judgement(
                str(entry["key"]), str(entry["verdict"]), str(entry.get("reason", "")), str(entry.get("second", ""))
            )
            for entry in data.pop("judgements")
        )
        sheet = Sheet(**(data | {"corpora": tuple(data["corpora"])}), judgements=judgements)
    except (yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise ConfigError(f"{path.name} is not a sheet of judgements: {error}") from error
    for judgement in judgements:
        if judgement.verdict not in VERDICTS or judgement.second not in ("", *VERDICTS[:2]):
            raise ConfigError(
                f"{path.name}: {judgement.key} is judged {judgement.verdict!r}/{judgement.second!r}, not T or F"
            )
        if judgement.verdict == "F" and not judgement.reason:
            raise ConfigError(f"{path.name}: {judgement.key} is called false without a reason")
    return sheet


def render_book(root: Path = ROOT) -> str:
    """Return the alarm book of the sheets under `root`; raise `ConfigError` for a verdict that is still open."""
    sheets = [read_sheet(path) for path in sorted((root / SHEETS).glob("*.yaml"))]
    for sheet in sheets:
        if sheet.counted(OPEN):
            raise ConfigError(f"{sheet.code}: {sheet.counted(OPEN)} findings wait for a verdict")
    lines = [
        "| code | name | default | T | F | true | per 1,000 words | findings | agree | drawn from | date, version |\n",
        "|---|---|---|--:|--:|--:|--:|--:|--:|---|---|\n",
        *map(_row, sheets),
    ]
    return _HEAD + "".join(lines) + "\n## False alarms, and why\n\n" + "".join(map(_reasons, sheets))


def _row(sheet: Sheet) -> str:
    precision = "–" if sheet.precision is None else f"{sheet.precision:.0f} %"
    same, twice = sheet.agreement
    cells = (
        f"[{sheet.code}](pages/{sheet.code}.md)",
        sheet.name,
        sheet.severity if sheet.enabled else f"{sheet.severity}, off",
        str(sheet.counted("T")),
        str(sheet.counted("F")),
        precision,
        f"{1000 * sheet.found / sheet.words:.2f}" if sheet.words else "–",
        f"{sheet.found:,}",
        f"{same}/{twice}" if twice else "–",
        f"{', '.join(sheet.corpora)}: {sheet.articles:,} articles, {sheet.words:,} words, seed {sheet.seed}",
        f"{sheet.date}, {sheet.version}",
    )
    return f"| {' | '.join(cells)} |\n"


def _reasons(sheet: Sheet) -> str:
    counts: dict[str, int] = {}
    for judgement in sheet.judgements:
        if judgement.verdict == "F":
            counts[judgement.reason] = counts.get(judgement.reason, 0) + 1
    if not counts:
        return ""
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return f"- **{sheet.code}**: " + "; ".join(f"{reason} ({number})" for reason, number in ordered) + "\n"
