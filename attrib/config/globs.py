"""Patterns for paths in a config file, as `.gitignore` and ruff have them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Glob:
    """A pattern for paths below a folder; `*` stays within a name, `**` stands for any folders.

    One without a slash (`*.md`, `drafts`) fits at any depth, one with a slash from the folder on.  A pattern that fits
    a folder fits all below it.
    """

    pattern: str

    def matches(self, path: str) -> bool:
        """Whether the pattern fits `path`, slashes between its parts, as seen from the folder."""
        return self._regex.fullmatch(path) is not None

    @cached_property
    def _regex(self) -> re.Pattern[str]:
        pattern = self.pattern.removeprefix("./")
        is_anchored = "/" in pattern.rstrip("/")
        parts = pattern.rstrip("/").split("/")
        out = "" if is_anchored else "(?:.*/)?"
        for number, part in enumerate(parts):
            is_last = number == len(parts) - 1
            if part == "**":
                out += ".*" if is_last else "(?:[^/]+/)*"
            else:
                out += _part(part) + ("" if is_last else "/")
        # Below a folder that fits, and `drafts/` fits nothing but what is below it.
        return re.compile(out + ("/.*" if pattern.endswith("/") else "(?:/.*)?"), re.DOTALL)


def fault_of(pattern: str) -> str | None:
    """Return why `pattern` could never fit anything, or `None`."""
    if not pattern.strip():
        return "an empty pattern fits nothing"
    if pattern.startswith("!"):
        return "a pattern cannot begin with `!`: name what is meant, not what is not"
    if "\\" in pattern:
        return "parts of a path are joined by `/`, on every system"
    if "{" in pattern:
        return "braces are not read: write a pattern for each"
    if pattern.startswith("/") or re.match(r"[A-Za-z]:", pattern):
        return "a pattern starts at the folder of the config file: leave out what comes before"
    if ".." in pattern.split("/"):
        return "a pattern cannot leave the folder of the config file"
    return None


def _part(part: str) -> str:
    """Return a regular expression for one name with `*`, `?` and `[…]`."""
    out, at = "", 0
    while at < len(part):
        character = part[at]
        at += 1
        if character == "*":
            out += "[^/]*"
        elif character == "?":
            out += "[^/]"
        elif character == "[" and (end := part.find("]", at + 1)) > 0:
            inside = part[at:end].replace("\\", r"\\").replace("[", r"\[").replace("&", r"\&").replace("~", r"\~")
            out += f"[{'^' + inside[1:] if inside[0] == '!' else inside}]"
            at = end + 1
        else:
            out += re.escape(character)
    return out
