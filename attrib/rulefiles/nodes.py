"""Reads a YAML file into nodes that know their lines, and refuses what a rule file has no use for."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml

from attrib.errors import RuleFileError, RuleFilesError

LOADER: type[yaml.SafeLoader] | type[yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAX_BYTES = 4_000_000
# Deeper than any rule needs, and far from what the YAML parser's own recursion can bear.
MAX_DEPTH = 60
SHOWN_WIDTH = 120

_FORBIDDEN = {
    yaml.tokens.AnchorToken: "an anchor (&…)",
    yaml.tokens.AliasToken: "an alias (*…)",
    yaml.tokens.TagToken: "a tag (!…)",
    yaml.tokens.DirectiveToken: "a directive (%…)",
}
_BRACKETS = re.compile(r"[\[\]{}]")
# Signs of what is refused; a directive stands at the start of a line.
_SIGNS = re.compile(r"[&*!]|^%", re.MULTILINE)
_LEAD = re.compile(r"^[ \t\-?]*", re.MULTILINE)


@dataclass
class RuleSource:
    """A rule file being read: its lines, and the faults found so far."""

    path: str
    lines: list[str]
    faults: list[RuleFileError]

    def fault(self, line: int | None, field: str, message: str, hint: str | None = None) -> None:
        """Keep one fault; `line` is 1-based."""
        shown = None
        if line is not None and 1 <= line <= len(self.lines):
            shown = self.lines[line - 1].strip()[:SHOWN_WIDTH] or None
        self.faults.append(
            RuleFileError(message, path=self.path, line=line, field=field or None, hint=hint, shown=shown)
        )

    def finish(self) -> None:
        """Raise `RuleFilesError` with all faults, in the order of their lines, if there are any."""
        if self.faults:
            raise RuleFilesError(sorted(self.faults, key=lambda fault: fault.line or 0))


def open_source(path: Path) -> tuple[RuleSource, yaml.MappingNode]:
    """Return the file at `path` and its top mapping.

    Raises `RuleFilesError` where it cannot be read, is not UTF-8 or not YAML, is too large or too deep, or uses
    anchors, aliases, tags or directives: a rule file is data, and says all it says in plain sight.
    """
    source = RuleSource(str(path), [], [])
    text = _decode(path, source)
    source.lines = text.splitlines()
    _refuse_depth(text, source)
    try:
        _refuse_tokens(text, source)
        node = yaml.compose(text, LOADER)
    except yaml.YAMLError as error:
        _keep_syntax_fault(error, source)
        node = None
    else:
        if node is None:
            source.fault(1, "", "the file is empty", "a rule file starts with `schema: 1`")
        elif not isinstance(node, yaml.MappingNode):
            source.fault(1, "", "expected keys and values at the top", "a rule file starts with `schema: 1`")
    source.finish()
    assert isinstance(node, yaml.MappingNode)
    return source, node


def _decode(path: Path, source: RuleSource) -> str:
    """Return the text of the file, or raise with the reason it has none."""
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        source.fault(None, "", f"cannot be read: {(error.strerror or 'unknown reason').lower()}")
        raw = b""
    if len(raw) > MAX_BYTES:
        source.fault(None, "", f"larger than {MAX_BYTES // 1_000_000} MB", "split it into several files")
    source.finish()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        source.fault(line, "", f"not UTF-8: byte 0x{raw[error.start]:02x}", "save the file as UTF-8")
        source.finish()
        raise  # not reached: finish has raised


def _refuse_depth(text: str, source: RuleSource) -> None:
    """Refuse brackets or indentation nested so deep that composing them could exhaust the stack.

    Both are upper bounds: brackets in quoted text count too, and each level of a block is indented by a character.
    """
    depth = 0
    for match in _BRACKETS.finditer(text):
        depth += 1 if match[0] in "[{" else -1
        if depth > MAX_DEPTH:
            source.fault(text.count("\n", 0, match.start()) + 1, "", f"nested deeper than {MAX_DEPTH} levels")
            source.finish()
    for match in _LEAD.finditer(text):
        if match.end() - match.start() > 4 * MAX_DEPTH:
            source.fault(text.count("\n", 0, match.start()) + 1, "", f"nested deeper than {MAX_DEPTH} levels")
            source.finish()


def _refuse_tokens(text: str, source: RuleSource) -> None:
    """Keep a fault for each anchor, alias, tag and directive; a file without their signs is not scanned."""
    if not _SIGNS.search(text):
        return
    for token in yaml.scan(text, LOADER):
        named = _FORBIDDEN.get(type(token))
        if named:
            source.fault(
                token.start_mark.line + 1,
                "",
                f"{named} is not allowed in a rule file",
                "write the value out, or quote it",
            )
    source.finish()


def _keep_syntax_fault(error: yaml.YAMLError, source: RuleSource) -> None:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = mark.line + 1 if mark is not None else None
    said = getattr(error, "problem", None) or getattr(error, "reason", None) or "cannot be parsed"
    hint = getattr(error, "context", None)
    shown = source.lines[line - 1] if line is not None and line <= len(source.lines) else ""
    if "\t" in shown[: len(shown) - len(shown.lstrip())]:
        source.fault(line, "", "a tab in the indentation", "YAML is indented with spaces")
        return
    source.fault(line, "", f"not YAML: {said}", hint)


@contextmanager
def no_collection() -> Iterator[None]:
    """Hold the garbage collector while a large file is read: its many small nodes would set it off again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
