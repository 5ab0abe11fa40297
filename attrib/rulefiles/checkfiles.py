"""Check rule files: a check as patterns, with its reason, its exceptions and its own tests."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import yaml

from attrib.model import Act, BlockKind, CharSpan, QuotationKind, Severity, SpeakerKind
from attrib.rulefiles.nodes import RuleSource, open_source
from attrib.rulefiles.patterns import Node, read_dependency_pattern, read_token_pattern
from attrib.rulefiles.values import (
    boolean,
    choice,
    fields,
    header,
    items,
    line_of,
    listed,
    nearest,
    plain,
    text,
    texts,
)

Matching = Literal["token", "dependency"]
RELATION_SCOPES = ("source", "cue", "content", "sentence")
SCOPES = (*RELATION_SCOPES, "narration", "quotation")
REACHES = ("match", "article")
# What an attribution's own scopes can put into a message beside the words matched.
MESSAGE_FIELDS = ("match", "source", "cue", "content", "speaker")
DEFAULT_BLOCKS = ("body", "list", "standfirst")

# Which attributions are looked at, where the scope is a part of one.
_ABOUT = ("acts", "kinds", "speakers")
# Where further patterns are looked for that run only when asked for.
WIDE_SCOPE = "narration"
_REQUIRED = ("schema", "code", "name", "stage", "severity", "message", "why", "since", "matcher", "scope")
_EXCUSES = ("in_context", "unattributed")
_OPTIONAL = ("summary", "language", "enabled", "guides", "wide", "exceptions", "options", "blocks", *_ABOUT, *_EXCUSES)
_CODE = re.compile(r"[A-Z]{2,8}[0-9]{3,4}")
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_MARK_HINT = "mark what must be flagged: [[Sources]] said …"
_VERSION = re.compile(r"\d+(\.\d+){1,2}")
_BLOCKS = tuple(kind.value for kind in BlockKind)
_ACTS = tuple(act.value for act in Act)
_KINDS = tuple(kind.value for kind in QuotationKind)
_SPEAKERS = tuple(kind.value for kind in SpeakerKind)


@dataclass(frozen=True, slots=True)
class CheckPattern:
    """One pattern or exception of a check.

    `whole` asks that the match be all of the place looked at (a source of which nothing else is said); `reach`
    is `match` for an exception that must overlap what it excuses and `article` for one that excuses the same
    words later in the article too; `flag` names the nodes of a dependency pattern that are flagged, all if empty.
    """

    id: str
    nodes: tuple[Node, ...]
    line: int
    whole: bool = False
    reach: str = "match"
    flag: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MarkedExample:
    """An example without its `[[…]]`, the spans those marked, and its line in the file."""

    text: str
    spans: tuple[CharSpan, ...]
    line: int


@dataclass(frozen=True)
class CheckFile:
    """A check rule file, read and checked but not yet compiled.

    `in_context` excuses an unnamed source that what stands around it makes plain, `unattributed` words that an
    attribution covers.  `wide` are further patterns, looked for in all narration where the check's option of that name
    is set.
    """

    path: str
    code: str
    name: str
    summary: str  # one line of what it flags, for lists; empty where the file gives none
    severity: Severity
    message: str
    why: str
    since: str
    matcher: Matching
    scope: str
    enabled: bool
    guides: tuple[str, ...]
    blocks: frozenset[BlockKind]
    acts: frozenset[Act]
    kinds: frozenset[QuotationKind]
    speakers: frozenset[SpeakerKind]
    options: Mapping[str, object]
    in_context: bool
    unattributed: bool
    patterns: tuple[CheckPattern, ...]
    wide: tuple[CheckPattern, ...]
    exceptions: tuple[CheckPattern, ...]
    flagged: tuple[MarkedExample, ...]
    clean: tuple[MarkedExample, ...]


def load_check_file(path: Path) -> CheckFile:
    """Return the check rule file at `path`.

    Raises `RuleFilesError` with all its faults.
    """
    source, top = open_source(path)
    got = fields(source, top, "", required=(*_REQUIRED, "patterns", "examples"), optional=_OPTIONAL)
    header(source, got.get("schema"))
    matcher = _one_of(source, got, "matcher", ("token", "dependency"), "token")
    scope = _one_of(source, got, "scope", SCOPES, "narration")
    if matcher == "dependency" and scope == "quotation":
        source.fault(
            line_of(got["matcher"]), "matcher", "words inside quotation marks are not parsed", "use matcher: token"
        )
    _one_of(source, got, "stage", ("checks",), "checks")
    if "unattributed" in got and scope != "narration":
        what = f"scope {scope} has attributions of its own"
        source.fault(line_of(got["unattributed"]), "unattributed", what, "use scope: narration")
    for key in ("kinds", "speakers"):
        if key in got and scope not in RELATION_SCOPES:
            known = listed(RELATION_SCOPES)
            source.fault(line_of(got[key]), key, f"scope {scope} looks at no attribution", f"scopes that do: {known}")
    flagged, clean = _read_examples(source, got["examples"]) if "examples" in got else ((), ())
    file = CheckFile(
        path=str(path),
        code=_shaped(source, got, "code", _CODE, "two or more capitals and three digits, as in HOUSE101"),
        name=_shaped(source, got, "name", _NAME, "lower-case words joined by hyphens, naming the fault"),
        summary=" ".join(_word(source, got, "summary").split()),
        severity=Severity(_one_of(source, got, "severity", tuple(item.value for item in Severity), "warning")),
        message=_read_message(source, got["message"], scope) if "message" in got else "",
        why=_word(source, got, "why"),
        since=_shaped(source, got, "since", _VERSION, "a version, as in 0.1.0"),
        matcher="dependency" if matcher == "dependency" else "token",
        scope=scope,
        enabled=boolean(source, got["enabled"], "enabled") if "enabled" in got else True,
        guides=texts(source, got["guides"], "guides") if "guides" in got else (),
        blocks=frozenset(BlockKind(word) for word in _some_of(source, got, "blocks", _BLOCKS, DEFAULT_BLOCKS)),
        acts=frozenset(Act(word) for word in _some_of(source, got, "acts", _ACTS, _ACTS)),
        kinds=frozenset(QuotationKind(word) for word in _some_of(source, got, "kinds", _KINDS, _KINDS)),
        speakers=frozenset(SpeakerKind(word) for word in _some_of(source, got, "speakers", _SPEAKERS, _SPEAKERS)),
        options=_read_options(source, got["options"]) if "options" in got else MappingProxyType({}),
        in_context=boolean(source, got["in_context"], "in_context") if "in_context" in got else False,
        unattributed=boolean(source, got["unattributed"], "unattributed") if "unattributed" in got else False,
        patterns=_read_patterns(source, got.get("patterns"), "patterns", matcher, scope),
        wide=_read_patterns(source, got.get("wide"), "wide", matcher, WIDE_SCOPE),
        exceptions=_read_patterns(source, got.get("exceptions"), "exceptions", matcher, scope),
        flagged=flagged,
        clean=clean,
    )
    source.finish()
    return file


def unmark(marked: str) -> tuple[str, tuple[CharSpan, ...]] | None:
    """Return the text without its `[[…]]` and the spans those held, or `None` where they do not pair."""
    out, spans, start = "", [], -1
    for piece in re.split(r"(\[\[|\]\])", marked):
        if piece == "[[":
            if start >= 0:
                return None
            start = len(out)
        elif piece == "]]":
            if start < 0 or start == len(out):
                return None
            spans.append(CharSpan(start, len(out)))
            start = -1
        else:
            out += piece
    return None if start >= 0 else (out, tuple(spans))


def _word(source: RuleSource, got: Mapping[str, yaml.Node], key: str) -> str:
    return (text(source, got[key], key) or "") if key in got else ""


def _one_of(source: RuleSource, got: Mapping[str, yaml.Node], key: str, known: Sequence[str], default: str) -> str:
    value = choice(source, got[key], key, known) if key in got else None
    return default if value is None or value not in known else value


def _some_of(
    source: RuleSource, got: Mapping[str, yaml.Node], key: str, known: Sequence[str], default: Sequence[str]
) -> tuple[str, ...]:
    """Return the known words listed under `key`, or the default where the file does not give it."""
    if key not in got:
        return tuple(default)
    nodes = items(source, got[key], key, empty=False)
    words = [choice(source, node, f"{key}[{index}]", known) for index, node in enumerate(nodes)]
    return tuple(word for word in words if word is not None and word in known)


def _shaped(source: RuleSource, got: Mapping[str, yaml.Node], key: str, shape: re.Pattern[str], expected: str) -> str:
    value = _word(source, got, key)
    if value and not shape.fullmatch(value):
        source.fault(line_of(got[key]), key, f"`{value}` is not of the form expected", expected)
    return value


def _read_message(source: RuleSource, node: yaml.Node, scope: str) -> str:
    """Return the message, its fields checked: plain names only, so that formatting reaches no object's insides."""
    value = text(source, node, "message") or ""
    known = MESSAGE_FIELDS if scope in RELATION_SCOPES else MESSAGE_FIELDS[:1]
    try:
        parts = list(string.Formatter().parse(value))
    except ValueError as error:
        source.fault(line_of(node), "message", f"braces do not pair: {error}", "write {{ and }} for braces themselves")
        return value
    for _, name, form, conversion in parts:
        if name is None:
            continue
        if name not in known:
            hint = nearest(name, known) or f"known with scope {scope}: {listed([f'{{{word}}}' for word in known])}"
            source.fault(line_of(node), "message", f"no such field `{{{name}}}`", hint)
        elif form or conversion:
            source.fault(line_of(node), "message", f"`{name}` takes no format", f"write {{{name}}}")
    return value


def _read_options(source: RuleSource, node: yaml.Node) -> Mapping[str, object]:
    """Return the values a file gives to the options every rule check has."""
    out: dict[str, object] = {}
    for key, child in fields(source, node, "options", required=(), optional=("allow", "min_confidence")).items():
        at = f"options.{key}"
        if key == "allow":
            out[key] = texts(source, child, at)
            continue
        value = plain(source, child, at)
        if not isinstance(value, (int, float)) or isinstance(value, bool) or not 0 <= value <= 1:
            source.fault(line_of(child), at, f"expected a number from 0 to 1, found `{value}`")
        else:
            out[key] = float(value)
    return MappingProxyType(out)


def _read_patterns(
    source: RuleSource, node: yaml.Node | None, field: str, matcher: str, scope: str
) -> tuple[CheckPattern, ...]:
    if node is None:
        return ()
    extra = ("reach",) if field == "exceptions" else ("whole", "flag")
    out: dict[str, CheckPattern] = {}
    for index, child in enumerate(items(source, node, field, empty=False)):
        at = f"{field}[{index}]"
        got = fields(source, child, at, required=("id", "pattern"), optional=extra)
        name = text(source, got["id"], f"{at}.id") if "id" in got else None
        if name is None or "pattern" not in got:
            continue
        if name in out:
            source.fault(line_of(got["id"]), f"{at}.id", f"`{name}` given twice (first on line {out[name].line})")
        if matcher == "dependency":
            nodes = read_dependency_pattern(source, got["pattern"], f"{at}.pattern")
        else:
            nodes = read_token_pattern(source, got["pattern"], f"{at}.pattern", lexical=scope == "quotation")
        out[name] = CheckPattern(
            id=name,
            nodes=nodes,
            line=line_of(child),
            whole=boolean(source, got["whole"], f"{at}.whole") if "whole" in got else False,
            reach=_one_of(source, got, "reach", REACHES, "match"),
            flag=_read_flag(source, got["flag"], f"{at}.flag", matcher, nodes) if "flag" in got else (),
        )
    return tuple(out.values())


def _read_flag(source: RuleSource, node: yaml.Node, field: str, matcher: str, nodes: Sequence[Node]) -> tuple[str, ...]:
    if matcher != "dependency":
        source.fault(line_of(node), field, "only a dependency pattern has named nodes")
        return ()
    names = [str(item.get("RIGHT_ID", "")) for item in nodes]
    words = texts(source, node, field, empty=False)
    for word in words:
        if word not in names:
            hint = nearest(word, names) or f"the nodes are {listed(names)}"
            source.fault(line_of(node), field, f"no node is called `{word}`", hint)
    return words


def _read_examples(source: RuleSource, node: yaml.Node) -> tuple[tuple[MarkedExample, ...], tuple[MarkedExample, ...]]:
    got = fields(source, node, "examples", required=("flagged", "clean"))
    flagged = _read_marked(source, got["flagged"], "examples.flagged", marked=True) if "flagged" in got else ()
    clean = _read_marked(source, got["clean"], "examples.clean", marked=False) if "clean" in got else ()
    return flagged, clean


def _read_marked(source: RuleSource, node: yaml.Node, field: str, *, marked: bool) -> tuple[MarkedExample, ...]:
    out = []
    for index, child in enumerate(items(source, node, field, empty=False)):
        at = f"{field}[{index}]"
        value = text(source, child, at)
        if value is None:
            continue
        read = unmark(value)
        if read is None:
            source.fault(
                line_of(child), at, "`[[` and `]]` do not pair", "mark what must be flagged: [[Sources]] said …"
            )
        elif marked and not read[1]:
            source.fault(line_of(child), at, "nothing is marked", _MARK_HINT)
        elif not marked and read[1]:
            source.fault(line_of(child), at, "a clean example marks nothing", "take out the `[[` and `]]`")
        else:
            out.append(MarkedExample(read[0], read[1], line_of(child)))
    return tuple(out)
