"""What extraction knows, as it comes out of the rule files."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.contexts import blank

from attrib.errors import RuleFilesError
from attrib.extraction.knowledge import load_knowledge, load_patterns
from attrib.model import Act
from attrib.rulefiles import rules_dir

PATTERN = """schema: 1
name: house
stage: extraction
language: en
matcher: dependency
why: To try loading on.
patterns:
  - id: warned-of
    frame: "preposition-{preposition}"
    cue: [preposition]
    content: [content, preposition]
    source: none
    pattern:
      - {RIGHT_ID: cue, RIGHT_ATTRS: {LEMMA: warn}}
      - {LEFT_ID: cue, REL_OP: ">", RIGHT_ID: preposition, RIGHT_ATTRS: {DEP: prep}}
      - {LEFT_ID: preposition, REL_OP: ">", RIGHT_ID: content, RIGHT_ATTRS: {DEP: pobj}}
  - id: said
    frame: object
    confidence: 0.75
    pattern:
      - {RIGHT_ID: cue, RIGHT_ATTRS: {LEMMA: say}}
      - {LEFT_ID: cue, REL_OP: ">", RIGHT_ID: content, RIGHT_ATTRS: {DEP: dobj}}
examples:
  relations:
    - {text: "Divers warned of sharks.", cue: warned of, content: sharks}
"""


def test_the_shipped_knowledge() -> None:
    known = load_knowledge()
    assert known.rates.rate("say", "that-clause") > 0.8 > 0.2 > known.rates.rate("run", "object")
    assert (known.acts["say"], known.acts["believe"], known.acts["promise"]) == (
        Act.STATEMENT, Act.BELIEF, Act.STATEMENT,
    )  # fmt: skip
    assert known.weights.weights["log-odds"] > 0
    assert 0 < known.weights.threshold < 1
    assert {pattern.id for pattern in known.patterns} >= {"that-clause", "according-to", "object"}
    assert known.quotation_words["reporting_verbs"]


def test_no_two_shipped_patterns_have_one_id() -> None:
    ids = [pattern.id for pattern in load_patterns(rules_dir())]
    assert len(ids) == len(set(ids))


def test_shipped_patterns_name_only_nodes_they_have() -> None:
    for pattern in load_patterns(rules_dir()):
        nodes = {str(node["RIGHT_ID"]) for node in pattern.nodes}
        assert "cue" in nodes
        assert set(pattern.content) <= nodes | {"rest"}, pattern.id
        assert set(pattern.cue) <= nodes, pattern.id
        assert pattern.source in nodes | {"subject", "agent", "noun", "none"}, pattern.id
        assert pattern.frame_for(dict.fromkeys(nodes, "x")), pattern.id


def test_a_pattern_s_options_and_what_stands_for_those_not_given(tmp_path: Path) -> None:
    (tmp_path / "extraction").mkdir()
    (tmp_path / "extraction" / "house.yaml").write_text(PATTERN, "utf-8")
    warned, said = load_patterns(tmp_path)
    assert (warned.rule, warned.id, warned.frame) == ("house", "warned-of", "preposition-{preposition}")
    assert (warned.content, warned.cue, warned.source) == (("content", "preposition"), ("preposition",), "none")
    assert (said.content, said.cue, said.source) == (("content",), (), "subject")
    assert (warned.confidence, said.confidence) == (None, 0.75)


def test_a_folder_of_one_s_own(tmp_path: Path) -> None:
    shutil.copytree(rules_dir(), tmp_path / "rules")
    for path in (tmp_path / "rules" / "extraction").glob("*.yaml"):
        path.unlink()
    (tmp_path / "rules" / "extraction" / "house.yaml").write_text(PATTERN, "utf-8")
    assert [pattern.id for pattern in load_knowledge(tmp_path / "rules").patterns] == ["warned-of", "said"]


def test_broken_files_are_named(tmp_path: Path) -> None:
    shutil.copytree(rules_dir(), tmp_path / "rules")
    (tmp_path / "rules" / "extraction" / "house.yaml").write_text(PATTERN.replace("LEMMA: warn", "LEMA: warn"), "utf-8")
    with pytest.raises(RuleFilesError, match="LEMA"):
        load_knowledge(tmp_path / "rules")


def test_patterns_are_compiled_once_for_a_vocabulary() -> None:
    known = load_knowledge()
    vocab = blank().nlp.vocab
    assert known.matcher(vocab) is known.matcher(vocab)
