"""Which kind of rule file a file says it is."""

from __future__ import annotations

from pathlib import Path

import yaml

from attrib.rulefiles.nodes import open_source
from attrib.rulefiles.values import choice, listed

STAGES = ("checks", "extraction", "lexicon", "weights", "house")


def stage_of(path: Path) -> str:
    """Return `checks`, `extraction`, `lexicon`, `weights` or `house`, as the file's `stage` says.

    Raises `RuleFilesError` where the file cannot be read or names no stage.
    """
    source, top = open_source(path)
    found: str | None = None
    for key, node in top.value:
        if isinstance(key, yaml.ScalarNode) and key.value == "stage":
            found = choice(source, node, "stage", STAGES)
    if found is None and not source.faults:
        source.fault(1, "stage", "missing", listed(STAGES))
    source.finish()
    return found or ""
