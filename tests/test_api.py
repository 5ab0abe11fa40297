"""attrib from Python."""

from __future__ import annotations

import doctest
import json
import subprocess
import sys
from pathlib import Path

import pytest
from support.samples import TEXT as QUAY
from support.samples import berg_relation

import attrib
from attrib import api
from attrib.errors import ConfigError, PipelineError, ReadError, RuleFilesError
from attrib.model import Article, CharSpan, SourceMap

ROOT = Path(__file__).resolve().parent.parent
RELAY = ROOT / "fixtures" / "articles" / "wire_relay.txt"
TEXT = "“The ice took the pilings,” said Pia Berg, the harbour master. She told the Coastal Post it was late."

HEAVY = ("spacy", "textacy", "numpy", "yaml", "typer", "rich", "attrib.engine", "typing")


def test_importing_attrib_loads_nothing() -> None:
    probe = (
        "import sys, json; before = set(sys.modules); import attrib;"
        "print(json.dumps(sorted(set(sys.modules) - before)))"
    )
    run = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    loaded = set(json.loads(run.stdout))
    assert not loaded & set(HEAVY)
    assert {name for name in loaded if name.startswith("attrib")} == {"attrib"}


def test_importing_attrib_imports_none_of_the_slow_libraries() -> None:
    probe = "import sys, attrib; print([name for name in ('spacy', 'textacy', 'rich', 'typer') if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_what_attrib_offers_is_listed_and_nothing_else() -> None:
    assert set(attrib.__all__) <= set(dir(attrib))
    assert all(getattr(attrib, name) for name in attrib.__all__)
    with pytest.raises(AttributeError, match="raed"):
        _ = attrib.raed  # type: ignore[attr-defined]


@pytest.mark.model
def test_the_examples_of_the_docstrings_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = doctest.testmod(api)
    assert result.attempted >= 8
    assert result.failed == 0


@pytest.mark.model
def test_a_relation_has_its_words_and_its_place() -> None:
    story = attrib.read_text(TEXT)
    first, second = story.relations
    assert first.content_text == "“The ice took the pilings,”"
    assert (first.cue_text, first.source_text) == ("said", "Pia Berg, the harbour master")
    assert second.speaker is not None
    assert second.speaker.name == "Pia Berg"
    assert second.venue_texts == ("the Coastal Post",) or second.via == ("the Coastal Post",)
    assert (second.position.line, second.position.column) == (1, TEXT.index("She") + 1)


@pytest.mark.model
def test_a_story_has_speakers_ledger_and_findings() -> None:
    story = attrib.read(RELAY)
    assert story.article.path == str(RELAY)
    assert [relation.speaker for relation in story.said_by("erdeli")]
    assert all("Erdeli" in (relation.speaker.name or "") for relation in story.said_by("erdeli") if relation.speaker)
    assert len({(one.name, one.kind) for one in story.speakers}) == len(story.speakers)
    assert story.ledger.attributions == len(story.relations)
    assert {finding.code for finding in story.findings} >= {"AT102"}
    assert story.troubles == ()


@pytest.mark.model
def test_a_text_reads_as_the_file_that_holds_it() -> None:
    text = RELAY.read_text("utf-8")
    assert attrib.read(text).relations == attrib.read(RELAY).relations


@pytest.mark.model
def test_findings_wait_until_they_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    from attrib.engine import Engine

    asked: list[object] = []
    check = Engine.check
    monkeypatch.setattr(
        Engine,
        "check",
        lambda self, reading, *rest, **more: asked.append(reading) or check(self, reading, *rest, **more),
    )
    story = attrib.read_text(TEXT)
    assert asked == []
    _ = story.findings, story.findings, story.troubles
    assert len(asked) == 1


@pytest.mark.model
def test_the_engine_is_made_once() -> None:
    attrib.read_text(TEXT)
    made = api._engine.cache_info().misses
    attrib.read_text("Pia Berg said it was late.")
    assert api._engine.cache_info().misses == made


@pytest.mark.model
@pytest.mark.parametrize("text", ["", "word", "one line without an end", "a\nb", "https and so on", "1.5"])
def test_a_str_is_text(text: str) -> None:
    assert attrib.read(text).text == text


@pytest.mark.parametrize("name", ["story.txt", "stories/monday", "C:\\story.md", "corpus.jsonl.gz", "/etc/passwd"])
def test_a_str_that_looks_like_a_path_is_refused_whether_it_exists_or_not(name: str) -> None:
    with pytest.raises(ValueError, match="read_file"):
        attrib.read(name)


@pytest.mark.model
def test_read_text_takes_whatever_it_is_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "story.txt").write_text("Somebody said so.")
    monkeypatch.chdir(tmp_path)
    assert attrib.read_text("story.txt").text == "story.txt"


@pytest.mark.model
def test_markdown_may_be_read_from_a_text() -> None:
    story = attrib.read_text("# Quay\n\n**Pia Berg** said it was [late](x).\n", input_format="md")
    assert story.relations[0].content_text == "it was late"


@pytest.mark.model
def test_a_corpus_is_read_record_by_record(tmp_path: Path) -> None:
    corpus = tmp_path / "c.jsonl"
    corpus.write_text('{"id": "1", "text": "Pia Berg said no."}\n{"id": "2", "text": "Tom Roe said yes."}\n', "utf-8")
    assert [story.article.id for story in attrib.read_files(corpus)] == ["1", "2"]
    with pytest.raises(ReadError, match="more than one"):
        attrib.read_file(corpus)


def test_faults_are_attribs_own_errors(tmp_path: Path) -> None:
    with pytest.raises(ReadError):
        attrib.read(tmp_path / "none.txt")
    with pytest.raises(PipelineError):
        attrib.read_text("She said so.", model="no_such_model")
    with pytest.raises(ReadError):
        list(attrib.read_files(tmp_path / "none.txt"))


def test_a_dash_is_a_file_of_that_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ReadError, match="no such file"):
        attrib.read_file("-")


def test_a_relation_without_its_article_says_so() -> None:
    article = Article(QUAY, QUAY, SourceMap.identity(QUAY), ())
    relation = api.with_article(berg_relation(), article)
    assert relation.content == berg_relation().content
    assert isinstance(relation.content[0], CharSpan)
    lone = api.Relation(**{name: getattr(relation, name) for name in relation.__match_args__ if name != "article"})
    with pytest.raises(ValueError, match="article"):
        _ = lone.content_text
    with pytest.raises(ValueError, match="article"):
        _ = lone.position


HOUSE_CUE = """schema: 1
name: house-cues
stage: lexicon
language: en
why: Our copy says so.
source: Ten sentences.
entries:
  swoon: {act: belief, frames: {preposition-over: [9, 10]}}
"""
HOUSE_WORDS = """schema: 1
name: agentless
stage: lexicon
language: en
why: Ours.
source: Ours.
groups:
  impersonal: [whisper]
"""
SWOON = "Critics swooned over the new organ."


@pytest.fixture
def house(tmp_path: Path) -> Path:
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "cues.yaml").write_text(HOUSE_CUE, "utf-8")
    (tmp_path / "house" / "agentless.yaml").write_text(HOUSE_WORDS, "utf-8")
    return tmp_path / "house"


@pytest.mark.model
def test_further_rules_are_read_with(house: Path, tmp_path: Path) -> None:
    assert attrib.read_text(SWOON).relations == ()
    path = tmp_path / "organ.txt"
    path.write_text(SWOON, "utf-8")
    readings = [
        attrib.read(SWOON, rules=[house]),
        attrib.read_text(SWOON, rules=house),
        attrib.read_text(SWOON, rules=str(house)),
        attrib.read(path, rules=[str(house)]),
        attrib.read_file(path, rules=[house]),
        *attrib.read_files(path, rules=[house]),
    ]
    assert [[relation.cue_text for relation in story.relations] for story in readings] == [["swooned over"]] * 6
    assert attrib.read_text(SWOON).relations == ()


@pytest.mark.model
def test_further_rules_are_checked_with(house: Path, tmp_path: Path) -> None:
    text = "It was whispered that the fund was empty."
    config = tmp_path / "attrib.toml"
    config.write_text('select = ["AT201"]\n', "utf-8")
    assert attrib.read_text(text).findings == ()
    assert [finding.code for finding in attrib.read_text(text, rules=[house]).findings] == ["AT201"]
    assert [finding.code for finding in attrib.read_text(text, rules=[house], config=config).findings] == ["AT201"]


def test_a_folder_of_rules_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="there is no"):
        attrib.read_text(SWOON, rules=[tmp_path / "none"])


COPY = "A source said talks had ended. Tom Reed slammed the plan."


@pytest.mark.model
def test_a_story_is_checked_as_its_config_says(tmp_path: Path) -> None:
    path = tmp_path / "attrib.toml"
    path.write_text('select = ["AT302", "AT401"]\n[severity]\nAT302 = "note"\n', "utf-8")
    loaded = attrib.load_config(path)
    for config in (path, str(path), loaded):
        found = attrib.read_text(COPY, config=config).findings
        assert [(one.code, one.severity.value) for one in found] == [("AT302", "note"), ("AT401", "warning")]
    assert "note" not in {one.severity.value for one in attrib.read_text(COPY).findings if one.code == "AT302"}


@pytest.mark.model
def test_overrides_go_by_the_path_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "attrib.toml").write_text('select = ["AT302"]\n[[overrides]]\npaths = ["b.txt"]\nignore = ["ALL"]\n')
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(COPY, "utf-8")
    config = attrib.find_config(tmp_path / "a.txt")
    assert config is not attrib.find_config(tmp_path)
    stories = attrib.read_files(tmp_path / "a.txt", tmp_path / "b.txt", config=config)
    assert [[one.code for one in story.findings] for story in stories] == [["AT302"], []]


@pytest.mark.model
def test_without_a_config_none_is_looked_for(tmp_path: Path) -> None:
    (tmp_path / "attrib.toml").write_text('select = ["AT401"]\n')
    (tmp_path / "a.txt").write_text(COPY, "utf-8")
    assert "AT302" in {one.code for one in attrib.read_file(tmp_path / "a.txt").findings}


def test_a_config_with_faults_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "attrib.toml"
    path.write_text('huose = "ap"\n')
    for call in (attrib.load_config, attrib.find_config):
        with pytest.raises(RuleFilesError, match="did you mean `house`"):
            call(path)
    path.write_text('select = ["AT1O1"]\n')
    assert attrib.load_config(path).path == str(path)
