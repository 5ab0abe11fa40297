from __future__ import annotations

from pathlib import Path

import pytest

from support.passages import PassageError, load_relays, load_snippets

SNIPPET = """\
- type: colon
  text: 'Lee said: no. Lee said: yes.'
  kind: direct
  content: ['yes']
  cue: ['said']
  source: ['Lee']
"""


def snippet_file(folder: Path, text: str) -> Path:
    path = folder / "some.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_parts_named_twice_are_those_nearest_the_content(tmp_path: Path):
    (snippet,) = load_snippets(snippet_file(tmp_path, SNIPPET))
    assert (snippet.content, snippet.cue, snippet.source) == (((24, 27),), ((18, 22),), ((14, 17),))


def test_a_snippet_may_hold_nothing_attributed(tmp_path: Path):
    (snippet,) = load_snippets(snippet_file(tmp_path, "- {type: title, text: A film., none: true}"))
    assert (snippet.kind, snippet.content, snippet.source) == (None, (), ())


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("['yes']", "['never']", "'never' does not stand in"),
        ("['yes']", "[]", "no content"),
        ("['Lee']", "['Le']", "'Le' does not stand outside the content"),
        ("['said']", "['yes']", "'yes' does not stand outside the content"),
        ("kind: direct", "sort: direct", "missing or unknown"),
        ("- type", "type", "not a list of passages"),
    ],
)
def test_each_fault_is_named(tmp_path: Path, old: str, new: str, what: str):
    text = SNIPPET.replace(old, new)
    text = text if text.startswith("- ") else text.replace("\n  ", "\n")
    with pytest.raises(PassageError, match=what):
        load_snippets(snippet_file(tmp_path, text))


def test_a_relay_that_is_not_in_the_text_is_a_fault(tmp_path: Path):
    entry = "- {form: f, text: Lee said yes., content: [yes], speaker: Lee, reporting_sources: [Tass], venue: []}"
    with pytest.raises(PassageError, match="'Tass' does not stand"):
        load_relays(snippet_file(tmp_path, entry))
