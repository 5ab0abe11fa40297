"""Whatever is put before attrib gets a clear message or a clean result, and the effort it deserves."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from support.effort import effort
from typer.testing import CliRunner

from attrib import engine
from attrib.cli import app
from attrib.nlp import Pipeline, load_pipeline

pytestmark = pytest.mark.model

COPY = "The ferry was late. “We waited in the rain,” said Pia Berg, the harbour master.\n"
WIDE = COPY.replace("“", "\u2014“")  # a dash that Latin-1 does not have
READ = {
    "empty": b"",
    "blank": b" \n\t\n \r\n\n",
    "bom": b"\xef\xbb\xbf" + COPY.encode(),
    "crlf": (COPY + COPY).replace("\n", "\r\n").encode(),
    "lone carriage returns": (COPY + COPY).replace("\n", "\r").encode(),
    "latin-1": "Le café. “Non”".replace("“", '"').replace("”", '"').encode("latin-1") + b", said Pia Berg.\n",
    "windows-1252": COPY.encode("cp1252"),
    "utf-16 little": COPY.encode("utf-16"),
    "utf-16 big": b"\xfe\xff" + COPY.encode("utf-16-be"),
    "emoji": "😀😃👩‍👩‍👧🇫🇷🏳️‍🌈 😀\n".encode() * 20,
    "no english": "Прем’єр сказав: «Ми чекали». 日本の首相は「待った」と言った。\n".encode() * 5,
    "only marks": "“”‘’\"'«»„‟''``".encode() * 50,
    "combining": ("e\u0301\u0302\u0303" * 50 + " said. \u202e“txet”\u202c").encode(),
    "separators": "One\u2028two\u2029three\u0085four\x0bfive\x0csix “said” he.\n".encode(),
    "no line end": COPY.rstrip("\n").encode(),
    "one long word": b"a" * 20_000,
    "markup": b"<script>alert(1)</script> <!-- attrib --> {{ 7*7 }} %s %n $(id) `id`\n",
}
REFUSED = {
    "binary": bytes(range(256)) * 40,
    "picture": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00" * 30,
    "archive": b"PK\x03\x04\x14\x00\x00\x00\x08\x00" + bytes(500),
}


@pytest.fixture(autouse=True)
def one_pipeline(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Load the model once for all runs."""
    monkeypatch.setattr(engine, "load_pipeline", loaded)
    yield


@cache
def loaded(name: str) -> Pipeline:
    return load_pipeline(name)


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(arguments))
    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize("name", READ)
def test_odd_text_is_read(name: str, tmp_path: Path) -> None:
    path = tmp_path / "odd.txt"
    path.write_bytes(READ[name])
    code, out, err = run("check", "--format", "json", str(path))
    assert code in {0, 1}, out
    assert err == ""
    (row,) = json.loads(out)["files"]
    assert all(finding["line"] >= 1 and finding["column"] >= 1 for finding in row["findings"])
    code, out, _ = run("extract", "--format", "jsonl", str(path))
    assert code == 0
    assert len(out.splitlines()) == 1
    assert run("check", str(path))[0] in {0, 1}
    assert run("extract", "--acts", str(path))[0] == 0


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_text_is_refused_with_a_reason(name: str, tmp_path: Path) -> None:
    path = tmp_path / "odd.txt"
    path.write_bytes(REFUSED[name])
    code, out, _ = run("check", "--format", "json", str(path))
    assert code == 2
    ((finding,),) = (row["findings"] for row in json.loads(out)["files"])
    assert finding["code"] == "AT901"
    assert len(finding["message"]) > 10
    code, out, err = run("extract", "--format", "jsonl", str(path))
    assert (code, out) == (2, "")
    assert "AT901" in err


@pytest.mark.parametrize("name", ["bom", "crlf", "windows-1252", "utf-16 little", "utf-16 big", "no line end"])
def test_encodings_and_line_ends_change_nothing_that_is_read(name: str, tmp_path: Path) -> None:
    path = tmp_path / "odd.txt"
    path.write_bytes(READ[name])
    (row,) = (json.loads(line) for line in run("extract", "--format", "jsonl", str(path))[1].splitlines())
    first = row["attributions"][0]
    assert first["speaker"]["name"] == "Pia Berg"
    assert (first["line"], first["kind"]) == (1, "direct")


def test_a_missing_path_a_folder_without_articles_and_a_folder(tmp_path: Path) -> None:
    code, out, _ = run("check", str(tmp_path / "missing.txt"))
    assert code == 2
    assert "no such file" in out
    code, out, err = run("check", str(tmp_path))
    assert code == 0
    assert "no articles" in err
    assert out == "Nothing found in 0 articles.\n"


def test_records_that_are_none(tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    lines = ["{", "[]", '{"text": 7}', json.dumps({"id": "x", "text": COPY}), '{"id": "y", "text": ""}', "\x00"]
    path.write_text("\n".join(lines), "utf-8")
    code, out, err = run("extract", "--format", "jsonl", str(path))
    assert code == 2
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["x", "y"]
    assert err.count("AT901") == 4


GROWING: dict[str, Callable[[int], str]] = {
    "one line": lambda size: COPY.replace("\n", " ") * size,
    "opening marks": lambda size: "“We waited. " * size,
    "straight marks": lambda size: '"wait" he said " ' * size,
    "paragraphs": lambda size: (COPY + "\n") * size,
    "he said, he said": lambda size: "Pia Berg met Ines Tol. He said she said that they said it. " * size,
    "single marks": lambda size: "the boys' 'dogs' 'n' cats' " * size,
}


@pytest.mark.parametrize("name", GROWING)
def test_effort_grows_in_proportion_to_length(name: str, tmp_path: Path) -> None:
    def cost(size: int) -> int:
        path = tmp_path / f"{size}.txt"
        path.write_text(GROWING[name](size), "utf-8")
        return effort(lambda: run("check", "--format", "json", str(path)))

    cost(5)
    # Four times the text: work that grows with the square of it would take sixteen times the calls.
    assert cost(120) < 6 * cost(30)


def test_ten_thousand_marks(tmp_path: Path) -> None:
    path = tmp_path / "marks.txt"
    path.write_text("“\"‘'" * 2_500, "utf-8")
    assert run("check", "--format", "json", str(path))[0] in {0, 1}
