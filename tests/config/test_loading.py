from __future__ import annotations

from pathlib import Path

import pytest

from attrib.config import KEYS, load_config
from attrib.errors import RuleFileError, RuleFilesError


def faults(path: Path) -> list[RuleFileError]:
    with pytest.raises(RuleFilesError) as raised:
        load_config(path)
    return list(raised.value.faults)


def put(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_every_value_knows_its_line(tmp_path: Path) -> None:
    path = put(tmp_path / "attrib.toml", 'house = "ap"\n\n[severity]\nAT101 = "note"\n[checks.AT103]\nmax_words = 3\n')
    config = load_config(path)
    assert (config.value("house"), config.section.values["house"].origin) == ("ap", f"{path}:1")
    assert config.section.severity["AT101"].line == 4
    assert (config.section.checks["AT103"]["max_words"].value, config.section.checks["AT103"]["max_words"].line) == (
        3,
        6,
    )
    assert config.value("fail-on") == "error"


def test_an_empty_file_holds_the_defaults(tmp_path: Path) -> None:
    config = load_config(put(tmp_path / "attrib.toml", ""))
    assert {key.name: config.value(key.name) for key in KEYS} == {key.name: key.default for key in KEYS}


def test_a_byte_order_mark_and_crlf_are_read(tmp_path: Path) -> None:
    path = put(tmp_path / "attrib.toml", b'\xef\xbb\xbffail-on = "note"\r\n\r\nhouse = "bbc"\r\n')
    config = load_config(path)
    assert config.value("fail-on") == "note"
    assert config.section.values["house"].line == 3


def test_pyproject_is_read_below_its_table_alone(tmp_path: Path) -> None:
    path = put(
        tmp_path / "pyproject.toml",
        '[project]\nname = "x"\n[tool.attrib]\nhouse = "ap"\n[tool.attrib.severity]\nAT1 = "no"\n',
    )
    (fault,) = faults(path)
    assert (fault.line, fault.field) == (6, "severity.AT1")
    assert load_config(put(tmp_path / "pyproject.toml", "[tool.attrib]\n")).section.values == {}


@pytest.mark.parametrize(
    ("text", "line", "field", "said"),
    [
        ('huose = "ap"', 1, "huose", "did you mean `house`?"),
        ('\nfail_on = "note"', 2, "fail_on", "did you mean `fail-on`?"),
        ("house = 3", 1, "house", "expected text, found 3"),
        ('house = ""', 1, "house", 'expected text, found ""'),
        ('select = "AT1"', 1, "select", 'write ["AT1"]'),
        ("select = [1]", 1, "select", "expected a list of texts, found [1]"),
        ('ignore = ["AT1", " "]', 1, "ignore", "an empty text among them"),
        ('fail-on = "warn"', 1, "fail-on", "did you mean `warning`?"),
        ('require-reason = "true"', 1, "require-reason", "without quotation marks"),
        ("require-reason = 1", 1, "require-reason", "expected true or false, found 1"),
        ("min-confidence = 1.5", 1, "min-confidence", "expected a number from 0 to 1, found 1.5"),
        ("min-confidence = true", 1, "min-confidence", "expected a number, found true"),
        ("min-confidence = nan", 1, "min-confidence", "expected a number from 0 to 1, found nan"),
        ('exclude = ["!a"]', 1, "exclude", "cannot begin with `!`"),
        ('severity = "note"', 1, "severity", 'AT101 = "warning" below [severity]'),
        ('[severity]\nAT101 = "info"', 2, "severity.AT101", "expected error, warning, note or off"),
        ("[severity]\nAT101 = false", 2, "severity.AT101", 'write "off"'),
        ("checks = 3", 1, "checks", "write [checks.AT101]"),
        ('[checks]\nAT101 = "off"', 2, "checks.AT101", "write it below [severity]"),
        ("overrides = 3", 1, "overrides", "write [[overrides]] before each"),
        ("[overrides]\npaths = []", 1, "overrides", "write [[overrides]] before each"),
        ('\n[[overrides]]\nignore = ["AT1"]', 2, "overrides[0]", "`paths` is missing"),
        ("[[overrides]]\npaths = []", 2, "overrides[0].paths", "at least one pattern"),
        ('[[overrides]]\npaths = ["a"]\nfail-on = "note"', 3, "overrides[0].fail-on", "holds for all files"),
        ('[[overrides]]\npaths = ["a"]\nigonre = ["AT1"]', 3, "overrides[0].igonre", "did you mean `ignore`?"),
        ('paths = ["a"]', 1, "paths", "it belongs in an [[overrides]] table"),
        ('[tool.attrib]\nhouse = "ap"', 1, "tool", "without [tool.attrib]"),
        ('per-file-ignores = {"a" = ["AT1"]}', 1, "per-file-ignores", "[[overrides]]"),
    ],
)
def test_each_fault_is_named_with_its_line(tmp_path: Path, text: str, line: int, field: str, said: str) -> None:
    (fault,) = faults(put(tmp_path / "attrib.toml", text + "\n"))
    assert (fault.line, fault.field) == (line, field)
    assert said in str(fault)
    assert fault.shown == text.split("\n")[line - 1]


def test_all_faults_come_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    path = put(
        tmp_path / "attrib.toml", '[severity]\nAT101 = "x"\nAT102 = "y"\n[checks]\nAT1 = 3\n[[overrides]]\nq = 1\n'
    )
    assert [fault.line for fault in faults(path)] == [2, 3, 5, 6, 7]


@pytest.mark.parametrize(
    ("raw", "line", "said"),
    [
        (b"house = ap\n", 1, "not TOML: invalid value"),
        (b'a = 1\nhouse = "ap"\nhouse = "bbc"\n', 3, "not TOML: cannot overwrite a value"),
        (b'select = ["AT1",\n"AT2"\n', 2, "not TOML: unclosed array"),
        (b"a = 1\n# caf\xe9\n", 2, "not UTF-8: byte 0xe9"),
        (b"a = " + b"[" * 3000 + b"]" * 3000, None, "nested deeper"),
        (b"#" * 1_000_001, None, "larger than 1 MB"),
    ],
)
def test_a_file_that_is_no_toml_is_refused_with_its_reason(
    tmp_path: Path, raw: bytes, line: int | None, said: str
) -> None:
    (fault,) = faults(put(tmp_path / "attrib.toml", raw))
    assert fault.line == line
    assert said in fault.message


def test_keys_nested_without_end_are_a_fault_and_no_crash(tmp_path: Path) -> None:
    (fault,) = faults(put(tmp_path / "attrib.toml", ".".join(["a"] * 5000) + " = 1\n"))
    assert fault.field == "a"


def test_a_folder_a_dead_link_and_a_file_that_is_gone_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "link.toml").symlink_to("nowhere")
    for name in ("folder.toml", "link.toml", "gone.toml"):
        (fault,) = faults(tmp_path / name)
        assert fault.message.startswith("cannot be read: ")
        assert fault.line is None
