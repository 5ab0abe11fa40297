"""Keeps parses on disk, for measurements that are run again and again while rules change.

A parse depends on the words and the model alone; a change of either is another key, so that what is kept never goes
stale.  Parses are spaCy's own bytes: nothing in the store is ever run.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from attrib.engine import Engine
from attrib.nlp import Pipeline, load_pipeline

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from attrib.nlp.pipeline import _Word

# Seconds to wait for another process that writes.
PATIENCE = 60.0


def default_store() -> Path:
    """Return the file in the user's cache folder that parses are kept in, as the XDG base directories say."""
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "attrib" / "parses.db"


class ParseStore:
    """Parses by key in one file."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._base = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
        self._base.execute("PRAGMA journal_mode = WAL")  # several may measure at once
        self._base.execute("CREATE TABLE IF NOT EXISTS parses (key TEXT PRIMARY KEY, doc BLOB) WITHOUT ROWID")

    def get(self, key: str) -> bytes | None:
        """Return the bytes kept under `key`."""
        row = self._base.execute("SELECT doc FROM parses WHERE key = ?", (key,)).fetchone()
        return zlib.decompress(row[0]) if row else None

    def put(self, key: str, doc: bytes) -> None:
        """Keep `doc` under `key`."""
        self._base.execute("INSERT OR REPLACE INTO parses VALUES (?, ?)", (key, zlib.compress(doc, 1)))


@dataclass(frozen=True)
class KeepingPipeline(Pipeline):
    """A pipeline that looks into its store before it parses."""

    store: ParseStore | None = field(default=None, kw_only=True)

    def _run(self, words: Sequence[_Word]) -> Doc:
        from spacy.tokens import Doc

        if self.store is None:
            return super()._run(words)
        key = self._key(words)
        kept = self.store.get(key)
        if kept is not None:
            return Doc(self.nlp.vocab).from_bytes(kept)
        doc = super()._run(words)
        self.store.put(key, doc.to_bytes(exclude=["tensor", "user_data"]))
        return doc

    def _key(self, words: Sequence[_Word]) -> str:
        parts = [self.name, self.version, *sorted(self.only or ())]
        parts += [f"{word.text}\x1f{word.space:d}{word.opens:d}\x1f{word.norm}" for word in words]
        return hashlib.sha256("\x1e".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


class KeepingEngine(Engine):
    """An engine whose parses are kept in `store`."""

    store: ParseStore | None = None

    @cached_property
    def pipeline(self) -> Pipeline:
        """The pipeline of `Engine`, looking into the store first."""
        plain = load_pipeline(self.model)
        if self.store is None:
            return plain
        given = {part.name: getattr(plain, part.name) for part in fields(plain)}
        return KeepingPipeline(**given, store=self.store)
