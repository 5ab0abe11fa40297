"""Results of earlier runs, kept on disk, so that an unchanged article is not read again.

A result is found by everything it depends on: the article and the file it stands in, the settings, every rule file,
the model and its version, attrib's own code.  What is kept is JSON in an SQLite file, never an object that could run
code; what does not have the form of a result, or does not fit its article, counts as not known.
"""

from __future__ import annotations

import contextlib
import datetime
import json
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from attrib.cli.depends import article_digest, holding_digest
from attrib.cli.work import Outcome, Wish
from attrib.model import Article, CharSpan
from attrib.model.plain import from_plain, to_plain
from attrib.settings import Holding

DEFAULT_FOLDER = ".attrib_cache"
FILE = "results.sqlite3"
# "attr" as four bytes, and the form of the table: how the file is told from anybody else's.
APPLICATION, FORM = 0x61747472, 1
TAG = "CACHEDIR.TAG"
# As https://bford.info/cachedir/ says: backups leave the folder out.
SIGNATURE = "Signature: 8a477f597d28d172789f06886806bc55"
PATIENCE = 2.0  # seconds to wait for another run that writes
MAX_BYTES = 128 * 1024 * 1024  # of results; the least lately used go
LEFT = 0.8  # of them, once it is too much
MAX_RESULT = 16 * 1024 * 1024  # unpacked
BATCH = 32  # results written at once
_TABLE = "CREATE TABLE results (key TEXT PRIMARY KEY, used INTEGER NOT NULL, body BLOB NOT NULL) WITHOUT ROWID"


class Store:
    """Results by key in `folder`; whatever is wrong with it is told to `note`, once, and it knows nothing then."""

    def __init__(self, folder: Path, note: Callable[[str], None], *, most: int = MAX_BYTES) -> None:
        self._folder = folder
        self._note = note
        self._most = most
        self._today = datetime.date.today().toordinal()
        self._settings: dict[tuple[int, Wish], tuple[Holding, str]] = {}
        self._fresh: list[tuple[str, int, bytes]] = []
        self._touched: list[tuple[int, str]] = []
        self._base: sqlite3.Connection | None = None
        try:
            self._base = _open(folder)
        except (OSError, sqlite3.Error, _ForeignError) as error:
            note(f"the cache in {folder} is not used: {_said(error)}")

    def key(self, article: Article, holding: Holding, wish: Wish) -> str:
        """Return what the result for an article is kept under."""
        known = self._settings.get((id(holding), wish))
        if known is None:  # the holding is kept with its digest: its id would be free for another one else
            known = self._settings[id(holding), wish] = (holding, holding_digest(holding, wish.value))
        return article_digest(article, known[1])

    def knows(self, key: str) -> bool:
        """Whether there is a result under `key`; one that turns out to be none is worked out late, and not lost."""
        row = self._ask("SELECT 1 FROM results WHERE key = ?", key)
        return row is not None

    def get(self, key: str, article: Article) -> Outcome | None:
        """Return the result kept under `key`, `None` where there is none that fits the article."""
        row = self._ask("SELECT used, body FROM results WHERE key = ?", key)
        if row is None:
            return None
        outcome = _read(row[1], key, article)
        if outcome is None:
            self._note(f"a result in {self._folder} is not one that attrib has written; the article is read again")
            return None
        if row[0] != self._today:
            self._touched.append((self._today, key))
        return outcome

    def put(self, key: str, outcome: Outcome) -> None:
        """Keep a result."""
        if self._base is None:
            return
        data = json.dumps({"key": key, "outcome": to_plain(outcome)}, ensure_ascii=True, separators=(",", ":"))
        if len(data) <= MAX_RESULT:
            self._fresh.append((key, self._today, zlib.compress(data.encode("ascii"), 1)))
        if len(self._fresh) >= BATCH:
            self._write()

    def close(self) -> None:
        """Write what is left to write, and let go of what has not been used for longest where it is too much."""
        self._write()
        if self._base is not None:
            with contextlib.suppress(sqlite3.Error):
                self._prune(self._base)
            with contextlib.suppress(sqlite3.Error):
                self._base.close()
        self._base = None

    def _ask(self, query: str, key: str) -> Any:
        if self._base is None:
            return None
        try:
            return self._base.execute(query, (key,)).fetchone()
        except sqlite3.Error as error:
            self._give_up(error)
            return None

    def _write(self) -> None:
        fresh, touched = self._fresh, self._touched
        self._fresh, self._touched = [], []
        if self._base is None or not (fresh or touched):
            return
        try:
            with self._base:
                self._base.execute("BEGIN IMMEDIATE")
                self._base.executemany("INSERT OR REPLACE INTO results VALUES (?, ?, ?)", fresh)
                self._base.executemany("UPDATE results SET used = ? WHERE key = ?", touched)
        except sqlite3.OperationalError as error:  # another run writes, or the disk is full: only time is lost
            self._note(f"the cache in {self._folder} was not written: {_said(error)}")
        except sqlite3.Error as error:
            self._give_up(error)

    def _prune(self, base: sqlite3.Connection) -> None:
        (size,) = base.execute("SELECT TOTAL(LENGTH(body)) FROM results").fetchone()
        if size <= self._most:
            return
        rows = base.execute("SELECT key, LENGTH(body) FROM results ORDER BY used, key").fetchall()
        gone = []
        for key, length in rows:
            if size <= self._most * LEFT:
                break
            gone.append((key,))
            size -= length
        with base:
            base.executemany("DELETE FROM results WHERE key = ?", gone)
        base.execute("PRAGMA incremental_vacuum").fetchall()

    def _give_up(self, error: sqlite3.Error) -> None:
        self._note(f"the cache in {self._folder} is not used: {_said(error)}")
        base, self._base = self._base, None
        if base is not None:
            with contextlib.suppress(sqlite3.Error):
                base.close()


class _ForeignError(Exception):
    """A file in the cache's place that is not attrib's."""


def _open(folder: Path) -> sqlite3.Connection:
    """Return the file in `folder`, made where there is none, and made anew where attrib's own is damaged."""
    _make_folder(folder)
    path = folder / FILE
    try:
        return _connect(path)
    except sqlite3.OperationalError:  # locked, or may not be opened
        raise
    except sqlite3.DatabaseError:
        if not _is_ours(folder):
            raise
        for ending in ("", "-wal", "-shm"):
            Path(f"{path}{ending}").unlink(missing_ok=True)
        return _connect(path)


def _connect(path: Path) -> sqlite3.Connection:
    base = sqlite3.connect(path, timeout=PATIENCE)
    try:
        base.execute("PRAGMA trusted_schema = OFF")  # nothing that stands in a foreign file is run
        (pages,) = base.execute("PRAGMA page_count").fetchone()
        if not pages:
            base.execute("PRAGMA auto_vacuum = INCREMENTAL")
            base.execute("PRAGMA journal_mode = WAL")  # several runs may read while one writes
        with base:
            base.execute("BEGIN IMMEDIATE" if not pages else "BEGIN")
            tables = base.execute("SELECT type, sql FROM sqlite_schema").fetchall()
            if not tables:
                base.execute(_TABLE)
                base.execute(f"PRAGMA application_id = {APPLICATION}")
                base.execute(f"PRAGMA user_version = {FORM}")
            elif tables != [("table", _TABLE)] or _marks(base) != (APPLICATION, FORM):
                raise _ForeignError(f"{path.name} is not a file of this attrib's")
        base.execute("PRAGMA synchronous = NORMAL")
    except BaseException:
        base.close()
        raise
    return base


def _marks(base: sqlite3.Connection) -> tuple[int, int]:
    return tuple(base.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version"))


def _make_folder(folder: Path) -> None:
    """Make the folder where it is not there, with what keeps version control and backups out of it."""
    if folder.is_dir():
        return
    folder.mkdir(parents=True)
    (folder / ".gitignore").write_text("# Made by attrib.\n*\n", "utf-8")
    (folder / TAG).write_text(f"{SIGNATURE}\n# Results that attrib keeps; it makes them anew.\n", "utf-8")


def _is_ours(folder: Path) -> bool:
    try:
        return (folder / TAG).read_text("utf-8").startswith(SIGNATURE)
    except (OSError, UnicodeDecodeError):
        return False


def _read(body: object, key: str, article: Article) -> Outcome | None:
    """Return the result that `body` is the kept form of, `None` where it is none of `key` and the article."""
    try:
        packer = zlib.decompressobj()
        data = json.loads(packer.decompress(bytes(body), MAX_RESULT))  # type: ignore[call-overload]
        if data["key"] != key:
            return None
        outcome = from_plain(Outcome, data["outcome"])
        for span in _spans(outcome):
            if not 0 <= span.start <= span.end <= len(article.text):
                return None
    except (zlib.error, ValueError, KeyError, TypeError, RecursionError, AttributeError):
        return None
    return outcome


def _spans(value: object) -> Iterator[CharSpan]:
    """Yield all spans in a record."""
    if isinstance(value, CharSpan):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _spans(item)
    else:
        for name in getattr(type(value), "__dataclass_fields__", ()):
            held = getattr(value, name)
            if held and not isinstance(held, (str, float)):
                yield from _spans(held)


def _said(error: Exception) -> str:
    said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return said[:1].lower() + said[1:]
