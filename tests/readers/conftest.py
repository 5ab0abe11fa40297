from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from attrib.errors import ReadError
from attrib.model import Article
from attrib.readers import read_articles

ReadBytes = Callable[..., list[Article | ReadError]]


@pytest.fixture
def read_bytes() -> ReadBytes:
    def read(data: bytes, name: str = "story.txt", input_format: str | None = None) -> list[Article | ReadError]:
        return list(read_articles("-", input_format=input_format, stdin=io.BytesIO(data), stdin_filename=name))

    return read


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)
    return tmp_path
