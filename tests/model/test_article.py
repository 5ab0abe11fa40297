from __future__ import annotations

from typing import SupportsIndex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attrib.model import Article, Block, CharSpan, Position, SourceMap
from attrib.model.article import MARK_EVERY


def make_article(raw: str, **settings: object) -> Article:
    return Article(raw=raw, text=raw, source_map=SourceMap.identity(raw), blocks=(), **settings)  # type: ignore[arg-type]


def naive_position(raw: str, offset: int, encoding: str, mark: int) -> Position:
    """Count line, column and byte one character at a time."""
    line, column = 1, 1
    for index in range(offset):
        ends = raw[index] == "\n" or (raw[index] == "\r" and raw[index + 1 : index + 2] != "\n")
        line, column = (line + 1, 1) if ends else (line, column + 1)
    return Position(line, column, mark + len(raw[:offset].encode(encoding)))


ODD = st.text(
    st.sampled_from(list("ab \n\r\t\f\v“”é\u2028\u0301😀👩🏽\u200d\u0085"))
    | st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
    max_size=60,
)


@given(raw=ODD, encoding=st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "utf-32-le"]), mark=st.integers(0, 4))
def test_positions_agree_with_a_naive_count(raw: str, encoding: str, mark: int) -> None:
    article = make_article(raw, encoding=encoding, byte_offset=mark)
    for offset in range(len(raw) + 1):
        assert article.position(offset) == naive_position(raw, offset, encoding, mark)


@given(pad=st.integers(MARK_EVERY - 3, MARK_EVERY + 3), tail=ODD)
def test_positions_hold_across_the_byte_marks(pad: int, tail: str) -> None:
    raw = "é" * pad + tail
    article = make_article(raw)
    for offset in (0, MARK_EVERY - 1, min(MARK_EVERY, len(raw)), pad, len(raw)):
        offset = min(offset, len(raw))
        assert article.position(offset) == naive_position(raw, offset, "utf-8", 0)


def test_lines_count_from_where_the_record_stands() -> None:
    article = make_article('{"text": "é"}', first_line=7, byte_offset=100)
    assert article.position(0) == Position(7, 1, 100)
    assert article.position(11) == Position(7, 12, 112)


def test_a_western_encoding_counts_a_byte_a_character() -> None:
    assert make_article("“Añ”", encoding="cp1252").position(4) == Position(1, 5, 4)


@pytest.mark.parametrize("offset", [-1, 4])
def test_an_offset_outside_the_file_is_refused(offset: int) -> None:
    with pytest.raises(ValueError, match="no offset"):
        make_article("abc").position(offset)


def test_locate_gives_both_ends() -> None:
    start, end = make_article("one\r\ntwo three").locate(CharSpan(9, 14))
    assert (start, end) == (Position(2, 5, 9), Position(2, 10, 14))


class Watched(str):
    """A text that keeps the length of every piece taken of it."""

    taken: list[int]

    def __getitem__(self, key: SupportsIndex | slice) -> str:
        piece = super().__getitem__(key)
        self.taken.append(len(piece))
        return piece


def test_a_position_in_one_long_line_is_not_counted_from_its_start() -> None:
    unit = "“safe” "
    raw = Watched(unit * 30_000)
    raw.taken = []
    article = make_article(raw)
    article.position(0)  # reads the whole once, to set its marks
    raw.taken.clear()
    for offset in range(0, len(raw), len(unit) * 100):
        assert article.position(offset) == Position(1, offset + 1, offset // len(unit) * len(unit.encode()))
    assert 0 < max(raw.taken) <= MARK_EVERY


def test_block_at_knows_what_lies_between_blocks() -> None:
    blocks = (Block(CharSpan(1, 4)), Block(CharSpan(6, 9)))
    article = Article(
        raw=" one\n\ntwo ", text=" one\n\ntwo ", source_map=SourceMap.identity(" one\n\ntwo "), blocks=blocks
    )
    assert [article.block_at(offset) for offset in (0, 1, 4, 5, 6, 9)] == [
        None,
        blocks[0],
        blocks[0],
        None,
        blocks[1],
        blocks[1],
    ]
