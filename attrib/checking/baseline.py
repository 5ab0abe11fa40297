"""A baseline: findings that were there before attrib was, kept in a file so that only new ones are shown.

An entry knows its finding by the words around it and its speaker, never by line.  Of several findings that are alike
in a file each has its ordinal.
"""

from __future__ import annotations

import datetime
import json
import os
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from attrib.checking.troubles import UNUSED_SUPPRESSION, trouble
from attrib.errors import AttribError
from attrib.model import Article, Finding, Trouble

SCHEMA = 1
DEFAULT_NAME = ".attrib-baseline.json"
MAX_BYTES = 64 * 1024 * 1024
EXCERPT = 60
# Entries named in one message; a file may have hundreds.
MOST_NAMED = 3
_NOTES = ("author", "reason", "expires")
_TEXTS = ("path", "code", "fingerprint", "excerpt", "id", *_NOTES)
_REQUIRED = ("path", "code", "fingerprint", "ordinal")

# Which finding an entry is about: path, record, code, fingerprint, ordinal.
Key = tuple[str, str, str, str, int]


class BaselineError(AttribError):
    """A baseline that is not there, or cannot be read as one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding that is known: its file as seen from the baseline's folder, and what it is known by.

    `id` is the record's in a corpus, `ordinal` counts findings that are alike from 1 on, `excerpt` is for people.
    `author`, `reason` and `expires` (the last day on which it holds, YYYY-MM-DD) are whatever somebody wrote there.
    """

    path: str
    code: str
    fingerprint: str
    ordinal: int = 1
    excerpt: str = ""
    id: str | None = None
    author: str | None = None
    reason: str | None = None
    expires: str | None = None

    @property
    def key(self) -> Key:
        """What it is sorted and found by."""
        return self.path, self.id or "", self.code, self.fingerprint, self.ordinal


@dataclass(frozen=True)
class Baseline:
    """The entries of the file at `path`; those that end before `today` hide nothing any more."""

    path: Path
    entries: tuple[Entry, ...] = ()
    today: datetime.date | None = None

    def place(self, article: str) -> str:
        """Return the path of an article as seen from the baseline's folder, with `/` whatever the system."""
        folder, whole = os.path.abspath(self.path.parent), os.path.abspath(article)  # noqa: PTH100 - links stay
        try:
            return Path(os.path.relpath(whole, folder)).as_posix()
        except ValueError:  # another drive
            return Path(whole).as_posix()

    def entries_of(self, article: Article) -> list[Entry]:
        """Return the entries about an article, in order."""
        return self._by_article.get((self.place(article.path), article.id or ""), [])

    def hide(
        self, article: Article, findings: Sequence[Finding], ran: Collection[str]
    ) -> tuple[tuple[Finding, ...], tuple[Trouble, ...]]:
        """Return the findings, known ones suppressed, and one AT903 for all entries that hide nothing here.

        `ran` are the codes of the checks that came to the end of the article; entries of others are left alone.
        """
        entries = {entry.key: entry for entry in self.entries_of(article)}
        holding = {key: entry for key, entry in entries.items() if not self.has_expired(entry)}
        if not entries:
            return tuple(findings), ()
        out: list[Finding] = []
        found: set[Key] = set()
        for finding, key in zip(findings, self.keys(article, findings), strict=True):
            entry = holding.get(key) if key is not None else None
            if entry is None:
                out.append(finding)
                continue
            found.add(entry.key)
            reason = entry.reason or f"known: {self.path.name}"
            out.append(replace(finding, suppressed=reason, suppressed_by=str(self.path)))
        stale = [entry for key, entry in entries.items() if key not in found and entry.code in ran]
        return tuple(out), self._stale_trouble(stale, article.path) if stale else ()

    def keys(self, article: Article, findings: Iterable[Finding]) -> list[Key | None]:
        """Return for each finding what its entry is or would be found by, `None` for one that is ignored already."""
        seen: Counter[tuple[str, str]] = Counter()
        place = self.place(article.path)
        out: list[Key | None] = []
        for finding in findings:
            if finding.suppressed is not None:
                out.append(None)
                continue
            seen[finding.code, finding.fingerprint] += 1
            ordinal = seen[finding.code, finding.fingerprint]
            out.append((place, article.id or "", finding.code, finding.fingerprint, ordinal))
        return out

    def has_expired(self, entry: Entry) -> bool:
        """Whether the entry's last day is over."""
        last = datetime.date.fromisoformat(entry.expires) if entry.expires else None
        return last is not None and self.today is not None and last < self.today

    def gone(self) -> tuple[Trouble, ...]:
        """Return an AT903 for the entries whose files are not there any more."""
        missing = [entry for entry in self.entries if not self.is_there(entry)]
        return self._stale_trouble(missing, str(self.path)) if missing else ()

    def is_there(self, entry: Entry) -> bool:
        """Whether the file of an entry exists."""
        return Path(self.path.parent, entry.path).exists()

    @cached_property
    def _by_article(self) -> Mapping[tuple[str, str], list[Entry]]:
        grouped: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        for entry in self.entries:
            grouped[entry.path, entry.id or ""].append(entry)
        return grouped

    def _stale_trouble(self, stale: Sequence[Entry], path: str) -> tuple[Trouble, ...]:
        named = "; ".join(_told(entry, expired=self.has_expired(entry)) for entry in stale[:MOST_NAMED])
        more = f"; and {len(stale) - MOST_NAMED} more" if len(stale) > MOST_NAMED else ""
        what = "An entry" if len(stale) == 1 else f"{len(stale)} entries"
        verb = "hides" if len(stale) == 1 else "hide"
        message = f"{what} of {self.path} {verb} nothing any more: {named}{more}. `attrib baseline prune` removes"
        return (trouble(UNUSED_SUPPRESSION, f"{message} {'it' if len(stale) == 1 else 'them'}.", path=path),)


def _told(entry: Entry, *, expired: bool) -> str:
    words = f" “{entry.excerpt}”" if entry.excerpt else ""
    return f"{entry.code}{words}{f' (ended on {entry.expires})' if expired else ''}"


def new_entry(key: Key, article: Article, finding: Finding) -> Entry:
    """Return the entry of a finding that is found by `key`."""
    words = " ".join(finding.span.of(article.text).split())
    excerpt = words if len(words) <= EXCERPT else words[: EXCERPT - 2].rpartition(" ")[0] + " …"
    path, record, code, fingerprint, ordinal = key
    return Entry(path, code, fingerprint, ordinal, excerpt, record or None)


def load_baseline(path: Path, *, today: datetime.date | None = None) -> Baseline:
    """Return the baseline in the file at `path`.

    Raises `BaselineError` where there is none, or it is not what `dump_baseline` writes.
    """
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        hint = "`attrib baseline create` makes one"
        raise BaselineError("there is no such baseline", path=str(path), hint=hint) from error
    except OSError as error:
        said = (error.strerror or type(error).__name__).lower()
        raise BaselineError(f"the baseline cannot be read: {said}", path=str(path)) from error
    if len(raw) > MAX_BYTES:
        raise BaselineError(f"the baseline is larger than {MAX_BYTES // 1024**2} MB", path=str(path))
    return Baseline(path, _read_entries(_parse(raw, path), path), today)


def _parse(raw: bytes, path: Path) -> object:
    try:
        return json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BaselineError("the baseline is not UTF-8", path=str(path), hint=_HINT) from error
    except json.JSONDecodeError as error:
        said = f"the baseline is not JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        raise BaselineError(said, path=str(path), line=error.lineno, hint=_HINT) from error
    except (RecursionError, ValueError) as error:
        raise BaselineError("the baseline is not JSON that can be read", path=str(path), hint=_HINT) from error


_HINT = "mend it, or delete it and make it anew with `attrib baseline create`"


def _read_entries(top: object, path: Path) -> tuple[Entry, ...]:
    if not isinstance(top, dict) or not isinstance(top.get("findings"), list):
        said = 'expected an object with "schema" and "findings"'
        raise BaselineError(f"the baseline has another form: {said}", path=str(path), hint=_HINT)
    if top.get("schema") != SCHEMA:
        said = f"schema {json.dumps(top.get('schema'))} is unknown; this attrib reads {SCHEMA}"
        raise BaselineError(f"the baseline has another form: {said}", path=str(path))
    entries: dict[Key, Entry] = {}
    for index, item in enumerate(top["findings"]):
        fault = _fault(item)
        if fault is not None:
            raise BaselineError(fault, path=str(path), field=f"findings[{index}]", hint=_HINT)
        entry = Entry(**item)
        if entry.key in entries:
            raise BaselineError("this finding stands there twice", path=str(path), field=f"findings[{index}]")
        entries[entry.key] = entry
    return tuple(sorted(entries.values(), key=lambda entry: entry.key))


def _fault(item: object) -> str | None:
    """Return what keeps `item` from being an entry, or `None`."""
    if not isinstance(item, dict):
        return "expected an object"
    for name, value in item.items():
        if name == "ordinal":
            if not isinstance(value, int) or isinstance(value, bool) or value < 1:
                return "ordinal: expected a whole number from 1 on"
        elif name not in _TEXTS:
            return f"{name}: unknown key; known are {', '.join((*_TEXTS, 'ordinal'))}"
        elif not isinstance(value, str):
            return f"{name}: expected a text"
    for name in _REQUIRED:
        if name not in item:
            return f"{name}: missing"
    if "expires" in item and not _is_date(item["expires"]):
        return "expires: expected a date, YYYY-MM-DD"
    return None


def _is_date(value: str) -> bool:
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        return False
    return len(value) == len("2000-01-01")


def dump_baseline(entries: Iterable[Entry]) -> str:
    """Return the text of a baseline file: sorted, an entry a line, the same for the same entries."""
    rows = []
    for entry in sorted(entries, key=lambda one: one.key):
        names = ("path", "id", "code", "fingerprint", "ordinal", "excerpt", *_NOTES)
        form = {name: getattr(entry, name) for name in names if getattr(entry, name) not in {None, ""}}
        rows.append("    " + json.dumps(form, ensure_ascii=False))
    body = ",\n".join(rows)
    return f'{{\n  "schema": {SCHEMA},\n  "findings": [' + (f"\n{body}\n  " if rows else "") + "]\n}\n"
