from __future__ import annotations

import gzip
import io
import json
from collections.abc import Callable

import pytest

from attrib.errors import ReadError
from attrib.model import Article, CharSpan, Position
from attrib.readers import jsonl, read_articles

ReadBytes = Callable[..., list[Article | ReadError]]


def faults_of(items: list[Article | ReadError]) -> list[tuple[int | None, str]]:
    return [(item.line, item.message) for item in items if isinstance(item, ReadError)]


def test_a_record_is_an_article(read_bytes: ReadBytes) -> None:
    record = {
        "id": 7,
        "title": "Bridge",
        "url": None,
        "text": "Bridge to close\nBy Ann Lee\n“No \ud83d\ude00,” she said.",
        "meta": {"title": "other", "outlet": "Gazette", "n": [1]},
    }
    line = json.dumps(record)
    data = b"\xef\xbb\xbf\r\n" + line.encode() + b"\r\n"
    (article,) = read_bytes(data, "a.jsonl")
    assert isinstance(article, Article)
    assert article.text == "Bridge to close\nBy Ann Lee\n“No 😀,” she said."
    assert (article.id, dict(article.meta)) == ("7", {"title": "Bridge", "outlet": "Gazette"})
    assert (article.path, article.first_line, article.byte_offset) == ("a.jsonl", 2, 5)
    # No line is set apart as headline or byline: a record's fields say that.
    assert [block.kind.value for block in article.blocks] == ["body"] * 3
    at = article.text.index("😀")
    assert article.source_map.to_raw(CharSpan(at, at + 1)).of(article.raw) == "\\ud83d\\ude00"
    start, _ = article.locate(CharSpan(at, at + 1))
    assert start == Position(2, line.index("\\ud83d") + 1, 5 + line.index("\\ud83d"))
    assert data[start.byte :].startswith(b"\\ud83d")


def test_a_bad_record_is_named_and_the_others_are_read(read_bytes: ReadBytes) -> None:
    lines = [
        b'{"text": "one"}',
        b'{"text": "two"',
        b"",
        b'["text"]',
        b'{"body": "x"}',
        b'{"text": 3}',
        b'{"text": "\xff"}',
        b'{"text": "x"} y',
        b'{"text": ' + b"[" * 100_000 + b"}",
        b'{"n": ' + b"1" * 5_000 + b', "text": "big"}',
        b'{"text": "last", "text": "the last counts"}',
    ]
    items = read_bytes(b"\n".join(lines), "a.jsonl")
    texts = [item.text for item in items if isinstance(item, Article)]
    assert texts == ["one", "the last counts"]
    faults = dict(faults_of(items))
    assert sorted(line for line in faults if line) == [2, 4, 5, 6, 7, 8, 9, 10]
    assert "column" in faults[2]
    assert "an object" in faults[4]
    assert 'no field "text"' in faults[5]
    assert "no string" in faults[6]
    assert "not valid UTF-8" in faults[7]
    assert "more after the object" in faults[8]


def test_half_a_surrogate_pair_keeps_its_place(read_bytes: ReadBytes) -> None:
    (article,) = read_bytes(b'{"text": "a\\ud83d b\\udc00\\n"}', "a.jsonl")
    assert isinstance(article, Article)
    assert article.text == "a\ufffd b\ufffd\n"
    assert article.source_map.to_raw(CharSpan(1, 2)).of(article.raw) == "\\ud83d"


def test_a_file_that_is_no_corpus_is_left_after_a_few_lines(read_bytes: ReadBytes) -> None:
    items = read_bytes(b"She said no.\n" * 1000, "a.jsonl")
    assert len(items) == jsonl.MOST_FIRST_FAULTS + 1
    assert "not JSON lines" in faults_of(items)[-1][1]


def test_gzip_is_told_by_its_first_bytes(read_bytes: ReadBytes) -> None:
    data = gzip.compress(b'{"text": "one"}\n{"text": "two"}\n')
    for name in ("a.jsonl.gz", "a.jsonl"):
        assert [item.text for item in read_bytes(data, name) if isinstance(item, Article)] == ["one", "two"]


def test_damaged_gzip_is_a_fault_after_what_could_be_read(read_bytes: ReadBytes) -> None:
    data = gzip.compress(b"".join(b'{"text": "%d"}\n' % n for n in range(5_000)))
    items = read_bytes(data[: len(data) // 2], "a.jsonl.gz")
    assert len(items) > 100
    assert faults_of(items) == [(None, "the gzip file ends amid its data; what comes after was not read")]
    wrong_sum = data[:-8] + bytes(8)
    assert "damaged" in faults_of(read_bytes(wrong_sum, "a.jsonl.gz"))[-1][1]


def test_a_record_that_is_too_long_is_passed_over(read_bytes: ReadBytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "MAX_RECORD_BYTES", 100)
    long = json.dumps({"text": "x" * 5000}).encode()
    items = read_bytes(b'{"text": "one"}\n' + long + b'\n{"text": "three"}\n', "a.jsonl")
    assert [item.text for item in items if isinstance(item, Article)] == ["one", "three"]
    ((line, message),) = faults_of(items)
    assert line == 2 and "longer than" in message
    three = items[-1]
    assert isinstance(three, Article)
    assert (three.first_line, three.byte_offset) == (3, 16 + len(long) + 1)


def test_a_gzip_bomb_is_refused(read_bytes: ReadBytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "RATIO_FREE_BYTES", 1_000_000)
    monkeypatch.setattr(jsonl, "MAX_RECORD_BYTES", 100_000)
    items = read_bytes(gzip.compress(b'{"text": "one"}\n' + b"a" * 20_000_000), "a.jsonl.gz")
    assert isinstance(items[0], Article)
    assert "unpacks to more than" in faults_of(items)[-1][1]


def test_utf16_is_refused_at_once() -> None:
    with pytest.raises(ReadError, match="UTF-16"):
        read_articles("-", stdin=io.BytesIO('{"text": ""}'.encode("utf-16")), input_format="jsonl")


def test_records_come_one_at_a_time() -> None:
    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            line = b'{"text": "again"}\n'
            buffer[: len(line)] = line
            return len(line)

    articles = read_articles("-", stdin=io.BufferedReader(Endless()), input_format="jsonl")
    assert [next(articles).first_line for _ in range(3)] == [1, 2, 3]  # type: ignore[union-attr]
