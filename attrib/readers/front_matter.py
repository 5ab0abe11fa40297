"""The block of settings that many Markdown files start with, between `---` (YAML) or `+++` (TOML) lines."""

from __future__ import annotations

import re
from dataclasses import dataclass

FIELDS = ("title", "date", "url", "byline", "author", "description")
_OPENS = re.compile(r"(---|\+\+\+)[ \t]*(?:\r\n|\r|\n)")
_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_YAML_FIELD = re.compile(r"([A-Za-z_][\w.-]*)[ \t]*:(?:[ \t]+(.*))?")
_TOML_FIELD = re.compile(r"([A-Za-z_][\w.-]*)[ \t]*=[ \t]*(.*)|\[.*\]")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Where the article itself starts in the file, and those settings that say what it is."""

    end: int = 0
    fields: tuple[tuple[str, str], ...] = ()


def read_front_matter(raw: str) -> FrontMatter:
    """Return the front matter of `raw`; an article that merely starts with a drawn line has none.

    Only single-line values are taken, as they stand: no YAML is evaluated.
    """
    opening = _OPENS.match(raw)
    if opening is None:
        return FrontMatter()
    fence = opening.group(1)
    pattern = _YAML_FIELD if fence == "---" else _TOML_FIELD
    closers = (fence, "...") if fence == "---" else (fence,)
    fields: dict[str, str] = {}
    at, is_matter = opening.end(), False
    while at < len(raw):
        line = _LINE.match(raw, at)
        assert line is not None  # the pattern matches anywhere
        words = line.group(1).rstrip()
        at = line.end()
        if words in closers:
            return FrontMatter(at, tuple(fields.items()))
        match = pattern.fullmatch(words)
        if not is_matter and words and not words.startswith("#"):
            if match is None:
                return FrontMatter()
            is_matter = True
        if match and match.group(1) and match.group(1).casefold() in FIELDS:
            value = _plain(match.group(2) or "")
            if value:
                fields.setdefault(match.group(1).casefold(), value)
    return FrontMatter()


def _plain(value: str) -> str:
    """Return a one-line value without its quotation marks; nothing for lists, blocks and references."""
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return "" if value[:1] in ("|", ">", "[", "{", "&", "*", "!") else value
