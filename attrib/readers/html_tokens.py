"""HTML as browsers cut it up: tags, comments, entities and text, each with its place.

The rules are those of the HTML standard's tokenizer.  Python's own `html.parser` tells no offsets, differs between
patch releases in what it takes for a comment or a script, and is slow by the square of a broken page's length in the
older ones; every step here moves forward, so that a page of nothing but opening brackets takes no longer than another.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from html.entities import html5
from types import MappingProxyType

_NONE: Mapping[str, str] = MappingProxyType({})
_NAME = re.compile(r"[A-Za-z][^\s/>]*")
_GAP = re.compile(r"[\s/]*")
_ATTRIBUTE = re.compile(r"=?[^\s/>=]*")
_EQUALS = re.compile(r"\s*=\s*")
_BARE = re.compile(r"[^\s>]*")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,8};?|#[xX][0-9a-fA-F]{1,7};?|[A-Za-z][A-Za-z0-9]{0,31};?)")
_COMMENT_END = re.compile(r"--!?>")
# Their content is characters, whatever it looks like.  A reader sees that of none of them.
RAW_TEXT = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes", "textarea", "title"})
_RAW_END = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in RAW_TEXT}


class TokenKind(Enum):
    """What a stretch of HTML is."""

    TEXT = auto()
    ENTITY = auto()
    OPEN = auto()
    CLOSE = auto()
    COMMENT = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of HTML from `start` to `end`; `words` are what an entity stands for, `name` is that of a tag."""

    kind: TokenKind
    start: int
    end: int
    name: str = ""
    attributes: Mapping[str, str] = field(default_factory=lambda: _NONE)
    words: str = ""


def read_tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of `text`, in order; declarations and processing instructions are left out."""
    finder = _Finder(text)
    at = 0
    while at < len(text):
        bracket = finder.find("<", at)
        stop = bracket if bracket >= 0 else len(text)
        yield from _characters(text, at, stop)
        if bracket < 0:
            return
        token, at = _markup(finder, bracket)
        if token is None:
            continue
        yield token
        if token.kind is TokenKind.OPEN and token.name in RAW_TEXT:
            end = finder.raw_end(token.name, at)
            if token.name == "title":
                yield from _characters(text, at, end)
            at = end


class _Finder:
    """Looks forward in a text, and remembers what does not come any more."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._gone: set[str] = set()

    def find(self, needle: str, at: int) -> int:
        if needle in self._gone:
            return -1
        found = self.text.find(needle, at)
        if found < 0:
            self._gone.add(needle)
        return found

    def after(self, needle: str, at: int) -> int:
        """Return the offset after the next `needle`, or the end of the text."""
        found = self.find(needle, at)
        return found + len(needle) if found >= 0 else len(self.text)

    def comment_end(self, start: int) -> int:
        """Return where the comment that opens at `start` ends."""
        for short in ("<!-->", "<!--->"):
            if self.text.startswith(short, start):
                return start + len(short)
        if "-->" in self._gone:
            return len(self.text)
        match = _COMMENT_END.search(self.text, start + len("<!--"))
        if match is None:
            self._gone.add("-->")
            return len(self.text)
        return match.end()

    def raw_end(self, name: str, at: int) -> int:
        """Return where the content of a raw text element that starts at `at` ends."""
        match = _RAW_END[name].search(self.text, at)
        return match.start() if match else len(self.text)


def _markup(finder: _Finder, at: int) -> tuple[Token | None, int]:
    """Return the token that the bracket at `at` opens, if it is one that counts, and where to go on."""
    text = finder.text
    if text.startswith("<!--", at):
        end = finder.comment_end(at)
        return Token(TokenKind.COMMENT, at, end), end
    second = text[at + 1 : at + 2]
    if second.isascii() and second.isalpha():
        return _open_tag(finder, at)
    if second == "/":
        name = _NAME.match(text, at + 2)
        end = finder.after(">", at)
        if name is None or not name.group()[0].isascii():
            return None, end
        return Token(TokenKind.CLOSE, at, end, name.group().lower()), end
    if second and second in "!?":
        return None, finder.after(">", at)
    return Token(TokenKind.TEXT, at, at + 1), at + 1


def _open_tag(finder: _Finder, start: int) -> tuple[Token, int]:
    text = finder.text
    name = _NAME.match(text, start + 1)
    assert name is not None  # a letter follows
    attributes: dict[str, str] = {}
    at = name.end()
    while True:
        at = _end(_GAP, text, at)
        if at >= len(text):
            break
        if text[at] == ">":
            at += 1
            break
        stop = _end(_ATTRIBUTE, text, at)
        word, at = text[at:stop].lower(), stop
        equals = _EQUALS.match(text, at)
        value = ""
        if equals is not None:
            value, at = _value(finder, equals.end())
        attributes.setdefault(word, html.unescape(value))
    return Token(TokenKind.OPEN, start, at, name.group().lower(), attributes or _NONE), at


def _value(finder: _Finder, at: int) -> tuple[str, int]:
    """Return the value of an attribute that starts at `at`, and where it ends."""
    text = finder.text
    mark = text[at : at + 1]
    if mark and mark in "\"'":
        end = finder.find(mark, at + 1)
        if end >= 0:
            return text[at + 1 : end], end + 1
        end = finder.find(">", at)  # the mark never closes: the tag ends where it seems to
        end = end if end >= 0 else len(text)
        return text[at + 1 : end], end
    end = _end(_BARE, text, at)
    return text[at:end], end


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _characters(text: str, start: int, end: int) -> Iterator[Token]:
    """Yield text and entities from `start` to `end`."""
    at = start
    for match in _REFERENCE.finditer(text, start, end):
        stop = match.end()
        reference = match.group()
        if not reference.endswith(";") and reference[1] != "#":
            reference = _longest_known(reference)
            stop = match.start() + len(reference)
        words = html.unescape(reference)
        if words == reference:
            continue  # nothing HTML knows: characters like all others
        if match.start() > at:
            yield Token(TokenKind.TEXT, at, match.start())
        if words:
            yield Token(TokenKind.ENTITY, match.start(), stop, words=words)
        at = stop
    if end > at:
        yield Token(TokenKind.TEXT, at, end)


def _longest_known(reference: str) -> str:
    """Return the beginning of a reference without its semicolon that is an old entity: `&copy` of `&copyright`."""
    for length in range(len(reference), 2, -1):
        if reference[1:length] in html5:
            return reference[:length]
    return reference
