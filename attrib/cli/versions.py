"""The versions a report of a fault needs, read from what is installed; nothing heavy is imported."""

from __future__ import annotations

from importlib import metadata

from attrib import __version__
from attrib.nlp import DEFAULT_MODEL


def version_line(model: str = DEFAULT_MODEL) -> str:
    """Return `attrib 0.1.0, model NAME VERSION, spaCy VERSION, textacy VERSION`."""
    parts = [f"attrib {__version__}", f"model {model} {_installed(model)}"]
    parts.extend(f"{name} {_installed(name)}" for name in ("spaCy", "textacy"))
    return ", ".join(parts)


def _installed(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "(not installed)"
