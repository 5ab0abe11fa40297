"""Where the rules attrib ships with lie."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def rules_dir() -> Path:
    """Return the folder of the shipped rules: in the wheel beside the modules, in a checkout beside the package."""
    inside = PACKAGE / "rules"
    return inside if inside.is_dir() else PACKAGE.parent / "rules"


def rule_paths(place: Path) -> list[Path]:
    """Return the YAML files of `place`, itself or below it, in the order of their names."""
    if place.is_file():
        return [place]
    found = [path for path in place.rglob("*") if path.suffix in {".yaml", ".yml"} and path.is_file()]
    return sorted(found, key=lambda path: path.as_posix())
