"""Strings inside JSON, and the way from each of their characters back through the escapes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from attrib.model import Segment, SegmentKind, SourceMap

_SPACE = re.compile(r"[ \t\n\r]*")
_SURROGATES = re.compile("[\ud800-\udfff]")
# A surrogate pair is one character; half a pair is none, and stands as the replacement character.
_ESCAPE = re.compile(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)", re.DOTALL)
_DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class JsonValue:
    """A value of a JSON object, and where it stands in the line, quotation marks included."""

    value: object
    start: int
    end: int


def locate_values(line: str) -> dict[str, JsonValue]:
    """Return the fields of the JSON object that `line` is; the last counts where a name comes twice.

    Raises `json.JSONDecodeError` where it is not JSON or not an object.
    """
    at = _skip(line, 0)
    if not line.startswith("{", at):
        _DECODER.decode(line)
        raise json.JSONDecodeError("an object { } expected", line, at)
    values: dict[str, JsonValue] = {}
    at = _skip(line, at + 1)
    if not line.startswith("}", at):
        for name, value in _fields(line, at):
            values[name] = value
            at = value.end
        at = _skip(line, at)
    at = _skip(line, at + 1)
    if at != len(line):
        raise json.JSONDecodeError("more after the object", line, at)
    return values


def _fields(line: str, at: int) -> Iterator[tuple[str, JsonValue]]:
    """Yield the fields from `at`, just after the opening brace, up to the closing one."""
    while True:
        if not line.startswith('"', at):
            raise json.JSONDecodeError("a field name in double quotation marks expected", line, at)
        name, at = _DECODER.raw_decode(line, at)
        at = _skip(line, at)
        if not line.startswith(":", at):
            raise json.JSONDecodeError('":" expected', line, at)
        start = _skip(line, at + 1)
        value, at = _DECODER.raw_decode(line, start)
        yield name, JsonValue(value, start, at)
        at = _skip(line, at)
        if line.startswith("}", at):
            return
        if not line.startswith(",", at):
            raise json.JSONDecodeError('"," or "}" expected', line, at)
        at = _skip(line, at + 1)


def _skip(line: str, at: int) -> int:
    match = _SPACE.match(line, at)
    return match.end() if match else at


def map_string(line: str, value: JsonValue) -> tuple[str, SourceMap]:
    """Return the characters of a JSON string and their places in `line`.

    Half a surrogate pair, which is no character, becomes U+FFFD; offsets stay those of the decoded value.
    """
    text = _SURROGATES.sub("\ufffd", str(value.value))
    segments: list[Segment] = []
    at, raw_at, end = 0, value.start + 1, value.end - 1
    for escape in _ESCAPE.finditer(line, raw_at, end):
        if escape.start() > raw_at:
            width = escape.start() - raw_at
            segments.append(Segment(at, at + width, raw_at, escape.start()))
            at += width
        segments.append(Segment(at, at + 1, escape.start(), escape.end(), SegmentKind.ENTITY))
        at, raw_at = at + 1, escape.end()
    if end > raw_at:
        segments.append(Segment(at, at + end - raw_at, raw_at, end))
    return text, SourceMap(segments, text=text, raw=line)


# Deeper than any news item; beyond it the parser would end in Python's own limit.
MAX_DEPTH = 60


def locate_tree(text: str) -> JsonValue:
    """Return a whole JSON text with the place of each value: objects and arrays hold `JsonValue`s in their turn.

    Raises `json.JSONDecodeError` where it is not JSON, `RecursionError` where it is nested too deeply.
    """
    value = _located(text, _skip(text, 0), 0)
    at = _skip(text, value.end)
    if at != len(text):
        raise json.JSONDecodeError("more after the end", text, at)
    return value


def _located(text: str, at: int, depth: int) -> JsonValue:
    if depth > MAX_DEPTH:
        raise RecursionError
    if text.startswith("{", at):
        return _object(text, at, depth)
    if text.startswith("[", at):
        return _array(text, at, depth)
    value, end = _DECODER.raw_decode(text, at)
    return JsonValue(value, at, end)


def _object(text: str, start: int, depth: int) -> JsonValue:
    values: dict[str, JsonValue] = {}
    at = _skip(text, start + 1)
    while not (text.startswith("}", at) and not values):
        if not text.startswith('"', at):
            raise json.JSONDecodeError("a field name in double quotation marks expected", text, at)
        name, at = _DECODER.raw_decode(text, at)
        at = _skip(text, at)
        if not text.startswith(":", at):
            raise json.JSONDecodeError('":" expected', text, at)
        values[name] = _located(text, _skip(text, at + 1), depth + 1)
        at = _skip(text, values[name].end)
        if text.startswith("}", at):
            break
        if not text.startswith(",", at):
            raise json.JSONDecodeError('"," or "}" expected', text, at)
        at = _skip(text, at + 1)
    return JsonValue(values, start, at + 1)


def _array(text: str, start: int, depth: int) -> JsonValue:
    values: list[JsonValue] = []
    at = _skip(text, start + 1)
    while not (text.startswith("]", at) and not values):
        values.append(_located(text, at, depth + 1))
        at = _skip(text, values[-1].end)
        if text.startswith("]", at):
            break
        if not text.startswith(",", at):
            raise json.JSONDecodeError('"," or "]" expected', text, at)
        at = _skip(text, at + 1)
    return JsonValue(values, start, at + 1)
