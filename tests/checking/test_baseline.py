"""What a baseline knows, how it is read and written, and that edits elsewhere do not stir it."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.contexts import make_article, person, relation, span_of
from support.settled import BAD, Settled, markdown, plain, settled

from attrib.checking.baseline import (
    Baseline,
    BaselineError,
    Entry,
    dump_baseline,
    load_baseline,
    new_entry,
)
from attrib.checking.fingerprints import fingerprint
from attrib.model import Article, Speaker, SpeakerKind

TODAY = datetime.date(2030, 5, 1)


def baseline_of(folder: Path, *got: Settled) -> Baseline:
    """Return the baseline that knows all open findings of these articles."""
    empty = Baseline(folder / "b.json", (), TODAY)
    entries = []
    for one in got:
        for finding, key in zip(one.findings, empty.keys(one.article, one.findings), strict=True):
            if key is not None:
                entries.append(new_entry(key, one.article, finding))
    return Baseline(folder / "b.json", tuple(entries), TODAY)


def story(folder: Path, *paragraphs: str, name: str = "story.txt") -> Article:
    path = folder / name
    path.write_text("\n\n".join(paragraphs) + "\n", "utf-8")
    return plain(path.read_text("utf-8"), path=str(path))


def test_known_findings_are_let_stand_and_new_ones_are_not(tmp_path: Path) -> None:
    known = baseline_of(tmp_path, settled(story(tmp_path, "A bad thing.", "An ugly one.")))
    got = settled(story(tmp_path, "A bad day.", "A bad thing.", "An ugly one."), baseline=known)
    assert got.open == ["bad day"]
    assert got.hidden == [("bad thing", "known: b.json"), ("ugly one", "known: b.json")]
    assert got.troubles == ()


def test_an_entry_may_say_why_and_until_when(tmp_path: Path) -> None:
    article = story(tmp_path, "A bad thing.")
    known = baseline_of(tmp_path, settled(article))
    noted = replace(known, entries=tuple(replace(one, reason="archive", expires="2030-05-01") for one in known.entries))
    assert settled(article, baseline=noted).hidden == [("bad thing", "archive")]
    over = replace(noted, today=datetime.date(2030, 5, 2))
    got = settled(article, baseline=over)
    assert got.open == ["bad thing"]
    assert [one.code for one in got.troubles] == ["AT903"]
    assert "ended on 2030-05-01" in got.troubles[0].message


def test_findings_that_are_alike_are_told_apart_by_their_number(tmp_path: Path) -> None:
    known = baseline_of(tmp_path, settled(story(tmp_path, "A bad thing.", "A bad thing.")))
    assert [entry.ordinal for entry in known.entries] == [1, 2]
    three = settled(story(tmp_path, "A bad thing.", "Quiet.", "A bad thing.", "A bad thing."), baseline=known)
    assert (len(three.hidden), three.open) == (2, ["bad thing"])
    one = settled(story(tmp_path, "A bad thing."), baseline=known)
    assert (len(one.hidden), one.open) == (1, [])
    assert [trouble.code for trouble in one.troubles] == ["AT903"]


def test_all_stale_entries_of_a_file_are_one_finding(tmp_path: Path) -> None:
    known = baseline_of(tmp_path, settled(story(tmp_path, *(f"A bad thing {n}." for n in "abcde"))))
    got = settled(story(tmp_path, "Quiet."), baseline=known)
    (trouble,) = got.troubles
    assert (trouble.code, trouble.path) == ("AT903", str(tmp_path / "story.txt"))
    assert "5 entries" in trouble.message
    assert "“bad thing a”" in trouble.message
    assert "and 2 more" in trouble.message


def test_entries_of_a_check_that_did_not_run_are_not_stale(tmp_path: Path) -> None:
    known = baseline_of(tmp_path, settled(story(tmp_path, "A bad thing, ugly.")))
    assert settled(story(tmp_path, "Quiet."), baseline=known, checks=()).troubles == ()
    assert "An entry" in settled(story(tmp_path, "Quiet."), baseline=known, checks=(BAD,)).troubles[0].message
    assert [one.code for one in settled(story(tmp_path, "BREAK."), baseline=known).troubles] == ["AT905", "AT903"]


def test_what_a_comment_hides_already_the_baseline_need_not(tmp_path: Path) -> None:
    text = "<!-- attrib: ignore AT101 -- x -->\nA bad thing.\n"
    known = baseline_of(tmp_path, settled(markdown("A bad thing.\n", path=str(tmp_path / "s.md"))))
    got = settled(markdown(text, path=str(tmp_path / "s.md")), baseline=known)
    assert got.hidden == [("bad thing", "x")]
    assert [one.code for one in got.troubles] == ["AT903"]


def test_paths_are_seen_from_the_baselines_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "desk" / "stories").mkdir(parents=True)
    base = Baseline(tmp_path / "desk" / "b.json")
    monkeypatch.chdir(tmp_path / "desk")
    assert base.place("stories/a.txt") == "stories/a.txt"
    assert base.place("./stories/../stories/a.txt") == "stories/a.txt"
    assert base.place(str(tmp_path / "other.txt")) == "../other.txt"
    assert Baseline(Path("b.json")).place("stories/a.txt") == "stories/a.txt"
    monkeypatch.chdir(tmp_path)
    assert base.place("desk/stories/a.txt") == "stories/a.txt"


def test_entries_whose_files_are_gone_are_told_once(tmp_path: Path) -> None:
    known = baseline_of(tmp_path, settled(story(tmp_path, "A bad thing, ugly.")))
    assert known.gone() == ()
    (tmp_path / "story.txt").unlink()
    (trouble,) = known.gone()
    assert (trouble.code, trouble.path) == ("AT903", str(tmp_path / "b.json"))


def test_what_is_written_is_read_again_and_does_not_change(tmp_path: Path) -> None:
    entries = (
        Entry("b.txt", "AT101", "00", 2, "words “é”"),
        Entry("b.txt", "AT101", "00", 1, reason="r", author="a", expires="2031-01-31"),
        Entry("a.jsonl", "AT301", "ff", id="7"),
    )
    text = dump_baseline(entries)
    assert text == dump_baseline(reversed(entries))
    path = tmp_path / "b.json"
    path.write_text(text, "utf-8")
    assert dump_baseline(load_baseline(path).entries) == text
    assert [row["path"] for row in json.loads(text)["findings"]] == ["a.jsonl", "b.txt", "b.txt"]
    assert dump_baseline(()) == '{\n  "schema": 1,\n  "findings": []\n}\n'


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "not JSON"),
        (b"{", "b.json:1: the baseline is not JSON"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"[" * 100_000, "not JSON"),
        (b"[]", 'expected an object with "schema" and "findings"'),
        (b'{"schema": 1}', "findings"),
        (b'{"schema": 2, "findings": []}', "schema 2 is unknown; this attrib reads 1"),
        (b'{"schema": 1, "findings": [7]}', "findings[0]: expected an object"),
        (b'{"schema": 1, "findings": [{"path": "a"}]}', "code: missing"),
        (b'{"schema": 1, "findings": [{"path": "a", "code": "b", "fingerprint": 3, "ordinal": 1}]}', "expected a text"),
        (b'{"schema": 1, "findings": [{"path": "a", "code": "b", "fingerprint": "c", "ordinal": 0}]}', "from 1 on"),
        (b'{"schema": 1, "findings": [{"path": "a", "code": "b", "fingerprint": "c", "ordinal": true}]}', "from 1 on"),
        (b'{"schema": 1, "findings": [{"path": "a", "line": 3}]}', "line: unknown key"),
        (
            b'{"schema": 1, "findings": ['
            b'{"path": "a", "code": "b", "fingerprint": "c", "ordinal": 1, "expires": "May"}]}',
            "YYYY-MM-DD",
        ),
        (
            b'{"schema": 1, "findings": ['
            + b", ".join([b'{"path": "a", "code": "b", "fingerprint": "c", "ordinal": 1}'] * 2)
            + b"]}",
            "stands there twice",
        ),
    ],
)
def test_a_corrupt_baseline_says_what_is_wrong(tmp_path: Path, raw: bytes, said: str) -> None:
    path = tmp_path / "b.json"
    path.write_bytes(raw)
    with pytest.raises(BaselineError) as caught:
        load_baseline(path)
    assert said in str(caught.value)


def test_a_baseline_that_is_not_there_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(BaselineError, match="attrib baseline create"):
        load_baseline(tmp_path / "none.json")
    with pytest.raises(BaselineError, match="cannot be read"):
        load_baseline(tmp_path)


def test_the_speaker_is_part_of_a_fingerprint_and_a_fuller_name_is_not() -> None:
    article = make_article("It rained. “The quay is shut.”")
    span = span_of(article.text, "“The quay is shut.”")

    def known_as(speaker: Speaker | None) -> str:
        return fingerprint("AT501", article, span, [relation(article, "“The quay is shut.”", speaker=speaker)])

    assert known_as(person("Ada Lunn")) != known_as(person("Tove Brandt"))
    assert known_as(person("Ada Lunn")) == known_as(person("Ada Marie LUNN")) == known_as(person("Lunn"))
    assert known_as(person("Ada Lunn")) != known_as(None)
    assert known_as(person(None)) == known_as(None)
    body = Speaker("Port Authority", SpeakerKind.ORGANISATION)
    assert known_as(body) != known_as(Speaker("Lisle Authority", SpeakerKind.ORGANISATION))
    assert fingerprint("AT501", article, span) == known_as(None)
    assert fingerprint("AT502", article, span) != fingerprint("AT501", article, span)


PLAIN = ["Snow lay on the quay.", "“No,” she said.", "The vote was put off.", "A bad day.", "An ugly hat, a bad hat."]
KNOWN = ["A bad thing happened at the ferry.", "It was bad.", "An ugly affair, all in all.", "It was bad."]


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.lists(st.tuples(st.integers(0, len(KNOWN)), st.sampled_from(PLAIN)), max_size=8))
def test_paragraphs_put_in_elsewhere_do_not_stir_a_baseline(added: list[tuple[int, str]]) -> None:
    here = Path("nowhere")
    known = baseline_of(here, settled(plain("\n\n".join(KNOWN), path="nowhere/s.txt")))
    paragraphs = list(KNOWN)
    for at, words in sorted(added, reverse=True):
        paragraphs.insert(at, words)
    got = settled(plain("\n\n".join(paragraphs), path="nowhere/s.txt"), baseline=known)
    assert len(got.hidden) == len(known.entries)
    assert got.troubles == ()
    assert len(got.open) == sum(words.count("bad") + words.count("ugly") for _, words in added)
