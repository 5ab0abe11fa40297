"""Corpora: JSON lines, plain or gzipped, one article a line."""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import BinaryIO, cast

from attrib.errors import ReadError
from attrib.model import Article
from attrib.readers.json_text import JsonValue, locate_values, map_string
from attrib.readers.opening import MEGABYTE, Input, cannot_open
from attrib.readers.plain import plain_blocks

# A record holds one article with its annotations; a line beyond this is not one, or is meant to fill the memory.
MAX_RECORD_BYTES = 64 * MEGABYTE
# Text packs to a third or a tenth of its size.  A gzip file that unpacks to hundreds of times its size is a bomb.
MAX_UNPACKED_RATIO = 200
RATIO_FREE_BYTES = 4 * MAX_RECORD_BYTES
# So many faulty records before the first good one, and the file is not JSON lines at all.
MOST_FIRST_FAULTS = 5
META_FIELDS = ("title", "date", "url", "byline")
_GZIP = b"\x1f\x8b"
_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read_jsonl(source: Input) -> Iterator[Article | ReadError]:
    """Return the records of a corpus as articles, and as a `ReadError` each record that is none.

    Raises `ReadError` at once where the file cannot be opened or starts as something else.  Memory is bounded by the
    longest record.
    """
    stream = _buffered(source.open())
    try:
        head = stream.peek(4)[:4]
    except OSError as error:
        raise cannot_open(source.path, error) from error
    if head.startswith(_UTF16_MARKS):
        raise ReadError("is UTF-16; JSON lines are UTF-8", path=source.path, hint="save it as UTF-8")
    return _read(stream, source, packed=head.startswith(_GZIP))


def _buffered(stream: BinaryIO) -> io.BufferedReader:
    if isinstance(stream, io.BufferedReader):
        return stream
    return io.BufferedReader(cast(io.RawIOBase, stream))


def _read(stream: io.BufferedReader, source: Input, *, packed: bool) -> Iterator[Article | ReadError]:
    good, faults = 0, 0
    try:
        for item in _records(stream, source.path, packed=packed):
            yield item
            if isinstance(item, Article):
                good += 1
            elif not good:
                faults += 1
            if faults >= MOST_FIRST_FAULTS and not good:
                yield ReadError(
                    "is not JSON lines: no record so far could be read, and the rest was left",
                    path=source.path,
                    hint='each line holds one object: {"text": "..."}',
                )
                return
    except (gzip.BadGzipFile, zlib.error, EOFError) as error:
        reason = "ends amid its data" if isinstance(error, EOFError) else "holds damaged data"
        yield ReadError(f"the gzip file {reason}; what comes after was not read", path=source.path)
    except OSError as error:
        yield cannot_open(source.path, error)
    finally:
        if source.stream is None:
            stream.close()


def _records(stream: io.BufferedReader, path: str, *, packed: bool) -> Iterator[Article | ReadError]:
    lines = cast(io.BufferedReader, gzip.GzipFile(fileobj=stream)) if packed else stream
    number, offset = 0, 0
    while line := lines.readline(MAX_RECORD_BYTES + 1):
        number += 1
        size = len(line)
        if size > MAX_RECORD_BYTES:
            yield ReadError(f"the record is longer than {MAX_RECORD_BYTES // MEGABYTE} MB", path=path, line=number)
            while not line.endswith(b"\n") and (line := lines.readline(MEGABYTE)):
                size += len(line)
                if packed and _is_bomb(stream, offset + size):
                    break
        else:
            mark = len(_UTF8_MARK) if number == 1 and line.startswith(_UTF8_MARK) else 0
            body = line[mark:].rstrip(b"\r\n")
            if body.strip():
                yield _read_record(body, path, number, offset + mark)
        offset += size
        if packed and _is_bomb(stream, offset):
            yield ReadError(
                f"the gzip file unpacks to more than {MAX_UNPACKED_RATIO} times its size; the rest was not read",
                path=path,
                line=number,
                hint="unpack it first if it is what it should be",
            )
            return


def _is_bomb(stream: io.BufferedReader, unpacked: int) -> bool:
    if unpacked < RATIO_FREE_BYTES:
        return False
    return unpacked > MAX_UNPACKED_RATIO * max(1, _packed_bytes(stream))


def _packed_bytes(stream: io.BufferedReader) -> int:
    """Return how much of the packed file was read; a pipe cannot say, and counts as nought."""
    try:
        return stream.tell()
    except OSError:
        return 0


def _read_record(line: bytes, path: str, number: int, offset: int) -> Article | ReadError:
    """Return the article of one line, or what is wrong with it; `offset` is where the line starts, in bytes."""
    try:
        raw = line.decode("utf-8")
    except UnicodeDecodeError as error:
        return ReadError(f"the record is not valid UTF-8 at byte {error.start} of its line", path=path, line=number)
    try:
        values = locate_values(raw)
    except RecursionError:
        return ReadError("the record is nested too deeply", path=path, line=number)
    except json.JSONDecodeError as error:
        return ReadError(f"the record is not JSON: {error.msg} at column {error.pos + 1}", path=path, line=number)
    except ValueError as error:
        return ReadError(f"the record is not JSON that can be read: {error}", path=path, line=number)
    text = values.get("text")
    if text is None or not isinstance(text.value, str):
        what = "no field" if text is None else "no string in the field"
        return ReadError(f'the record has {what} "text"', path=path, line=number, field="text")
    words, source_map = map_string(raw, text)
    return Article(
        raw=raw,
        text=words,
        source_map=source_map,
        blocks=plain_blocks(words, guess_head=False),
        path=path,
        id=_scalar(values["id"].value) if "id" in values else None,
        meta=_meta(values),
        first_line=number,
        byte_offset=offset,
    )


def _meta(values: Mapping[str, JsonValue]) -> Mapping[str, str]:
    """Return the record's own title, date, url and byline over those of its "meta"."""
    found: dict[str, str] = {}
    inner = values["meta"].value if "meta" in values else None
    fields = list(inner.items()) if isinstance(inner, dict) else []
    fields += [(name, values[name].value) for name in META_FIELDS if name in values]
    for name, value in fields:
        words = _scalar(value)
        if words is not None:
            found[str(name)] = words
    return MappingProxyType(found)


def _scalar(value: object) -> str | None:
    """Return a string, number or truth value as a string, and nothing for anything else."""
    if isinstance(value, str):
        return value
    return json.dumps(value) if isinstance(value, (bool, int, float)) else None
