"""Every way a rule file can be broken is named with its line, and what was expected."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.effort import effort

from attrib.errors import RuleFileError, RuleFilesError
from attrib.extraction import load_knowledge
from attrib.rulefiles import load_check_file, load_extraction_file, load_lexicon, prove_lexicon, stage_of

FIXTURES = Path(__file__).parents[2] / "fixtures" / "rulefiles"
LOADERS = {
    "extraction_faults": load_extraction_file,
    "pattern_options": load_extraction_file,
    "lexicon_faults": prove_lexicon,
    "cue_faults": prove_lexicon,
}
SOUND = (FIXTURES / "sound_check.yaml").read_text("utf-8")
BROKEN = sorted(path for path in FIXTURES.glob("*.yaml") if path.stem != "sound_check")


def load_as_a_house(path: Path) -> None:
    load_knowledge(extra=[path])


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_each_broken_file_gives_its_message(path: Path) -> None:
    load = load_as_a_house if path.stem.startswith("house_") else LOADERS.get(path.stem, load_check_file)
    with pytest.raises(RuleFilesError) as caught:
        load(path)
    said = str(caught.value).replace(f"{FIXTURES}/", "")
    assert said + "\n" == path.with_suffix(".txt").read_text("utf-8")


def test_the_file_the_broken_ones_were_made_from_is_sound() -> None:
    file = load_check_file(FIXTURES / "sound_check.yaml")
    assert (file.code, file.severity.value, file.enabled, file.scope) == ("HOUSE101", "warning", True, "source")
    assert [pattern.nodes for pattern in file.patterns] == [({"LOWER": "voices"},)]
    assert [span.of(example.text) for example in file.flagged for span in example.spans] == ["Voices"]


def faults_of(path: Path) -> tuple[RuleFileError, ...]:
    with pytest.raises(RuleFilesError) as caught:
        load_check_file(path)
    return caught.value.faults


def test_a_fault_holds_its_place_and_the_line_shown() -> None:
    (fault,) = faults_of(FIXTURES / "bad_regex.yaml")
    assert fault.line == 13
    assert fault.field == "patterns[0].pattern[0].LOWER.REGEX"
    assert fault.shown == 'pattern: [{LOWER: {REGEX: "(voic"}}]'


@pytest.mark.parametrize(
    ("raw", "line", "message"),
    [
        (b"schema: 1\nname: caf\xe9\n", 2, "not UTF-8: byte 0xe9"),
        ("schema: 1\n".encode("utf-16"), 1, "not UTF-8: byte 0xff"),
        (b"schema: 1\nname: a\x00b\n", None, "not YAML: "),
        (b"schema: 1\n---\nschema: 1\n", 2, "not YAML: but found another document"),
        (b"%YAML 1.1\n---\nschema: 1\n", 1, "a directive (%…) is not allowed in a rule file"),
        (b"a: " + b"[" * 5000, 1, "nested deeper than 60 levels"),
        (b"- " * 5000, 1, "nested deeper than 60 levels"),
        (b"a: 1\n" * 900_000, None, "larger than 4 MB"),
    ],
    ids=["latin-1", "utf-16", "nul", "two-documents", "directive", "brackets", "dashes", "large"],
)
def test_files_that_are_no_yaml_of_ours(tmp_path: Path, raw: bytes, line: int | None, message: str) -> None:
    path = tmp_path / "rule.yaml"
    path.write_bytes(raw)
    fault = faults_of(path)[0]
    assert fault.message.startswith(message)
    assert line is None or fault.line == line


def test_a_bomb_of_aliases_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "bomb.yaml"

    def cost(depth: int) -> int:
        lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, depth)]
        path.write_text("\n".join(lines), "utf-8")
        messages: list[str] = []
        calls = effort(lambda: messages.extend(fault.message for fault in faults_of(path)))
        assert "an anchor" in messages[0]
        return calls

    cost(2)
    # Unfolded, every line more would take nine times the calls.
    assert cost(28) < 6 * cost(7)


def test_a_missing_file_is_a_fault_not_a_traceback(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path / "nowhere.yaml")
    assert fault.message == "cannot be read: no such file or directory"


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "rule.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + SOUND.encode())
    assert load_check_file(path).code == "HOUSE101"


def test_all_faults_come_at_once_in_the_order_of_their_lines(tmp_path: Path) -> None:
    broken = SOUND.replace("severity: warning", "severity: dire").replace("scope: source", "scope: there")
    path = tmp_path / "rule.yaml"
    path.write_text(broken.replace("LOWER: voices", "LOWER: Voices"), "utf-8")
    assert [fault.line for fault in faults_of(path)] == [5, 10, 13]


def test_an_unquoted_word_yaml_reads_otherwise_is_named_wherever_text_is_expected(tmp_path: Path) -> None:
    path = tmp_path / "words.yaml"
    head = "schema: 1\nname: w\nstage: lexicon\nlanguage: en\nwhy: w\nsource: w\ngroups:\n  a: [{}]\n"
    for word in ("yes", "No", "on", "OFF", "true", "null", "~", "1", "1.5", "2024-01-01"):
        path.write_text(head.format(word), "utf-8")
        with pytest.raises(RuleFilesError, match=f"unquoted `{word}` is read as"):
            load_lexicon(path)
        path.write_text(head.format(f'"{word}"'), "utf-8")
        assert load_lexicon(path)["a"] == (word,)


def test_stage_is_read_without_the_rest_being_sound(tmp_path: Path) -> None:
    assert stage_of(FIXTURES / "unknown_key.yaml") == "checks"
    assert stage_of(FIXTURES / "extraction_faults.yaml") == "extraction"
    path = tmp_path / "rule.yaml"
    path.write_text("schema: 1\nstage: check\n", "utf-8")
    with pytest.raises(RuleFilesError, match="did you mean `checks`"):
        stage_of(path)
