"""The manual page of a check, in Markdown, made of its description and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrib.checking.check import CheckInfo, Option, Scope

GUIDES = {
    "AP": "AP Stylebook",
    "RT": "Reuters",
    "BBC": "BBC",
    "GU": "The Guardian",
    "NYT": "The New York Times",
    "CBC": "CBC",
    "WP": "Wikipedia, Words to watch",
    "TX": "newswriting teaching",
}
_SCOPES = {
    Scope.NARRATION: "the reporter's own words",
    Scope.QUOTATION: "quoted words",
    Scope.BOTH: "the whole article",
}
_SECTION = re.compile(r"([A-Z][a-z ]+):(?: (.*))?")


def render_page(info: CheckInfo) -> str:
    """Return the page of the check: what it flags, why, flagged and clean copy, options, and who asks for it."""
    first, _, rest = info.help.strip().partition("\n")
    lines = [f"# {info.code} {info.name}", "", first.strip(), "", _summary(info)]
    lines += ["", *_sections(rest)]
    if info.options:
        lines += ["", "## Options", "", *(_option(option) for option in info.options)]
    return "\n".join(_single_blanks(lines)).strip() + "\n"


def _summary(info: CheckInfo) -> str:
    parts = [f"{info.severity.value}, {'on' if info.enabled else 'off'} by default", f"looks at {_SCOPES[info.scope]}"]
    if info.guides:
        parts.append(f"asked for by {', '.join(GUIDES.get(guide, guide) for guide in info.guides)}")
    parts.append(f"since {info.since}")
    return f"*{'; '.join(parts)}*"


def _sections(text: str) -> Iterator[str]:
    """Yield the lines of a docstring as Markdown: `Why:` becomes a heading, indented copy a block of code."""
    in_copy, blanks = False, 0
    for line in text.splitlines():
        heading = _SECTION.fullmatch(line)
        is_copy = line.startswith("    ")
        if in_copy and not line.strip():
            blanks += 1
            continue
        if in_copy and not is_copy:
            yield from ("```", "")
            in_copy = False
        if heading:
            yield from ("", f"## {heading[1]}", "")
            if heading[2]:
                yield heading[2]
        elif is_copy:
            yield from [""] * blanks if in_copy else ["```text"]
            in_copy = True
            yield line[4:]
        else:
            yield line
        blanks = 0
    if in_copy:
        yield "```"


def _option(option: Option) -> str:
    if isinstance(option.default, bool):
        value = str(option.default).lower()
    elif isinstance(option.default, tuple):
        value = f"[{', '.join(option.default)}]"
    else:
        value = str(option.default)
    return f"- `{option.name}` ({value} unless set): {option.help}"


def _single_blanks(lines: list[str]) -> Iterator[str]:
    previous = ""
    for line in lines:
        if line or previous:
            yield line
        previous = line
