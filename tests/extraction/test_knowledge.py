"""What extraction knows, as it comes out of the rule files."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.contexts import blank

from attrib.errors import ConfigError, RuleFilesError
from attrib.extraction.knowledge import load_knowledge, load_patterns
from attrib.extraction.syntax import syntax_words, using_syntax
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


HEAD = "schema: 1\nname: {}\nstage: lexicon\nlanguage: en\nwhy: To try loading on.\nsource: Made up.\n"


def house(tmp_path: Path, **files: str) -> Path:
    folder = tmp_path / "house"
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    return folder


def test_a_newsroom_s_patterns_stand_before_the_shipped_ones(tmp_path: Path) -> None:
    known = load_knowledge(extra=[house(tmp_path, mine=PATTERN)])
    shipped = load_patterns(rules_dir())
    assert [pattern.id for pattern in known.patterns[:2]] == ["warned-of", "said"]
    assert known.patterns[2:] == shipped


def test_a_newsroom_s_counts_stand_in_the_place_of_the_shipped_ones(tmp_path: Path) -> None:
    entries = "entries:\n  say: {act: statement, frames: {that-clause: [1, 50]}}\n"
    entries += "  swoon: {act: belief, frames: {preposition-over: [9, 10]}}\n"
    known, ours = load_knowledge(extra=[house(tmp_path, cues=HEAD.format("any-name") + entries)]), load_knowledge()
    assert known.rates.seen("say", "that-clause") == 50 != ours.rates.seen("say", "that-clause")
    assert known.rates.seen("say", "bare-clause") == ours.rates.seen("say", "bare-clause") > 50
    assert known.rates.rate("say", "that-clause") < 0.2
    assert known.rates.rate("swoon", "preposition-over") > 0.6 > ours.rates.rate("swoon", "preposition-over")
    assert (known.acts["swoon"], ours.acts.get("swoon")) == (Act.BELIEF, None)


def test_a_newsroom_s_words_are_added_to_groups(tmp_path: Path) -> None:
    folder = house(
        tmp_path,
        uses=HEAD.format("quotation-uses") + "groups:\n  title_nouns: [podcast, album, zine]\n",
        grammar=HEAD.format("syntax") + "groups:\n  weekday: [maundy]\n",
        offices=HEAD.format("roles") + "groups:\n  office: [harbourmaster]\n",
    )
    known, ours = load_knowledge(extra=[folder]), load_knowledge()
    nouns = known.quotation_words["title_nouns"]
    assert set(nouns) == {*ours.quotation_words["title_nouns"], "podcast", "zine"}
    assert len(nouns) == len(set(nouns))
    assert known.syntax.weekday == ours.syntax.weekday | {"maundy"}
    assert known.syntax.raising == ours.syntax.raising
    assert known.house_words["roles"] == {"office": ("harbourmaster",)}
    assert (ours.syntax, ours.house_words) == (syntax_words(), {})


def test_syntax_words_hold_only_for_what_is_read_with_them(tmp_path: Path) -> None:
    folder = house(tmp_path, grammar=HEAD.format("syntax") + "groups:\n  weekday: [maundy]\n")
    with using_syntax(load_knowledge(extra=[folder]).syntax):
        assert "maundy" in syntax_words().weekday
    assert "maundy" not in syntax_words().weekday


def test_checks_in_a_newsroom_s_folder_are_left_to_others(tmp_path: Path) -> None:
    folder = house(tmp_path, broken="schema: 1\nstage: checks\ncode: x\n", mine=PATTERN)
    assert load_knowledge(extra=[folder]).patterns[0].id == "warned-of"


def test_two_files_of_a_newsroom_may_not_count_one_cue_in_one_frame(tmp_path: Path) -> None:
    entries = HEAD.format("x") + "entries:\n  swoon: {act: belief, frames: {preposition-over: [9, 10]}}\n"
    folder = house(tmp_path, a=entries, b=entries)
    with pytest.raises(RuleFilesError, match=r"b\.yaml:8: .*also counted in this frame by .*a\.yaml"):
        load_knowledge(extra=[folder])


def test_a_pattern_may_stand_in_the_frame_that_a_newsroom_counts_itself(tmp_path: Path) -> None:
    pattern = PATTERN.replace("frame: object", "frame: said-so").replace("    confidence: 0.75\n", "")
    with pytest.raises(RuleFilesError, match="no cue is counted in the frame `said-so`"):
        load_knowledge(extra=[house(tmp_path, mine=pattern)])
    entries = HEAD.format("x") + "entries:\n  say: {act: statement, frames: {said-so: [9, 10]}}\n"
    known = load_knowledge(extra=[house(tmp_path, mine=pattern, cues=entries)])
    assert known.rates.seen("say", "said-so") == 10


def test_faults_of_all_of_a_newsroom_s_files_come_at_once(tmp_path: Path) -> None:
    folder = house(
        tmp_path,
        a=PATTERN.replace("LEMMA: warn", "LEMA: warn"),
        b=HEAD.format("titel") + "groups:\n  office: [verger]\n",
        c=PATTERN.replace("name: house", "name: noun"),
    )
    with pytest.raises(RuleFilesError) as caught:
        load_knowledge(extra=[folder])
    assert {Path(fault.path or "").stem for fault in caught.value.faults} == {"a", "b", "c"}


@pytest.mark.parametrize("empty", [True, False])
def test_a_folder_of_nothing_is_an_error(tmp_path: Path, empty: bool) -> None:
    if empty:
        house(tmp_path)
    with pytest.raises(ConfigError, match=r"--rules: .*house"):
        load_knowledge(extra=[tmp_path / "house"])


def test_the_shipped_folder_given_again_adds_nothing() -> None:
    assert load_knowledge(extra=[rules_dir()]).patterns == load_knowledge().patterns


def test_patterns_are_compiled_once_for_a_vocabulary() -> None:
    known = load_knowledge()
    vocab = blank().nlp.vocab
    assert known.matcher(vocab) is known.matcher(vocab)
