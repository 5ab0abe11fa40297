"""Lexicons, cue lexicons and extraction rules as they come out of their files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from support.effort import effort

from attrib.errors import RuleFilesError
from attrib.model import Act, CharSpan, Modality
from attrib.rulefiles import (
    load_cue_lexicon,
    load_extraction_file,
    load_extraction_rules,
    load_lexicon,
    rule_paths,
    rules_dir,
    unmark,
)
from attrib.rulefiles.labels import LABELS, REL_OPS, TEXT_ATTRIBUTES

CUES = """schema: 1
name: cues
stage: lexicon
language: en
why: To try the loader on.
source: Made up.
entries:
  say: {act: statement, frames: {that-clause: [384, 434], object: [1, 9]}}
  "point out": {act: statement, frames: {that-clause: [3, 3]}}
  hope: {act: belief, frames: {bare-clause: [5, 8]}}
"""
RULE = """schema: 1
name: NAME
stage: extraction
language: en
matcher: dependency
why: To try the loader on.
patterns:
  - id: cue-governs-clause
    frame: that-clause
    source: subject
    content: [content]
    pattern:
      - {RIGHT_ID: cue, RIGHT_ATTRS: {POS: VERB, LEMMA: {IN: [say, add]}}}
      - {LEFT_ID: cue, REL_OP: ">", RIGHT_ID: content, RIGHT_ATTRS: {DEP: ccomp}}
examples:
  relations:
    - {text: "Officials said the pier would sink.", source: Officials, cue: said, content: the pier would sink}
  none:
    - "Officials opened the bridge."
"""


def test_a_cue_lexicon(tmp_path: Path) -> None:
    path = tmp_path / "cues.yaml"
    path.write_text(CUES, "utf-8")
    lexicon = load_cue_lexicon(path)
    assert list(lexicon.entries) == ["say", "point out", "hope"]
    assert lexicon.entries["say"].frames == {"that-clause": (384, 434), "object": (1, 9)}
    assert lexicon.entries["hope"].act is Act.BELIEF


def test_a_large_cue_lexicon_is_read_with_all_its_checks_with_effort_that_grows_with_it(tmp_path: Path) -> None:
    frames = ", ".join(f"frame-{number}: [{number}, {number + 3}]" for number in range(4))
    lines = [f"  verb{number}: {{act: statement, frames: {{{frames}}}}}" for number in range(1200)]
    head = CUES[: CUES.index("  say:")]
    path = tmp_path / "cues.yaml"

    def cost(count: int) -> int:
        path.write_text(head + "\n".join(lines[:count]) + "\n", "utf-8")
        entries: list[str] = []
        calls = effort(lambda: entries.extend(load_cue_lexicon(path).entries))
        assert len(entries) == count
        return calls

    cost(10)
    assert cost(1200) < 6 * cost(300)
    path.write_text(head + "\n".join([*lines[:-1], "  verbx: {act: statement, frames: {object: [1, x]}}"]), "utf-8")
    with pytest.raises(RuleFilesError, match="two whole numbers"):
        load_cue_lexicon(path)


def test_a_lexicon(tmp_path: Path) -> None:
    path = tmp_path / "towns.yaml"
    head = "schema: 1\nname: towns\nstage: lexicon\nlanguage: en\nwhy: w\nsource: s\n"
    path.write_text(head + "groups:\n  coast: [Holm, Dale]\n  inland: [Fell]\n", "utf-8")
    lexicon = load_lexicon(path)
    assert lexicon["coast"] == ("Holm", "Dale")
    assert lexicon.groups == {"coast": ("Holm", "Dale"), "inland": ("Fell",)}


def test_extraction_rules_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text(RULE.replace("NAME", "second"), "utf-8")
    (tmp_path / "a.yaml").write_text(RULE.replace("NAME", "first"), "utf-8")
    first, second = load_extraction_rules(tmp_path)
    assert (first.rule, second.rule, first.id, first.frame) == ("first", "second", "cue-governs-clause", "that-clause")
    assert first.options == {"source": "subject", "content": ["content"]}
    assert first.nodes[1] == {
        "LEFT_ID": "cue",
        "REL_OP": ">",
        "RIGHT_ID": "content",
        "RIGHT_ATTRS": {"DEP": "ccomp"},
    }
    file = load_extraction_file(tmp_path / "a.yaml")
    assert [(example.source, example.cue, example.content) for example in file.relations] == [
        ("Officials", "said", "the pier would sink")
    ]
    assert [text for text, _ in file.none] == ["Officials opened the bridge."]


def test_an_example_may_name_a_pattern_of_its_file_and_a_modality(tmp_path: Path) -> None:
    path = tmp_path / "rule.yaml"
    named = RULE.replace("content: the pier", "pattern: cue-governs-clause, modality: negated, content: the pier")
    path.write_text(named, "utf-8")
    [example] = load_extraction_file(path).relations
    assert (example.pattern, example.modality) == ("cue-governs-clause", Modality.NEGATED)
    path.write_text(RULE, "utf-8")
    [example] = load_extraction_file(path).relations
    assert (example.pattern, example.modality) == (None, None)


@pytest.mark.parametrize(
    ("key", "hint"),
    [("pattern: cue-governs-claus", "cue-governs-clause"), ("modality: negate", "negated")],
)
def test_a_pattern_or_modality_that_is_none_is_a_fault(tmp_path: Path, key: str, hint: str) -> None:
    path = tmp_path / "rule.yaml"
    path.write_text(RULE.replace("content: the pier", f"{key}, content: the pier"), "utf-8")
    with pytest.raises(RuleFilesError) as caught:
        load_extraction_file(path)
    [fault] = caught.value.faults
    assert fault.field == f"examples.relations[0].{key.partition(':')[0]}"
    assert hint in (fault.hint or "")


def test_two_extraction_rules_of_one_name_clash(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(RULE.replace("NAME", "same"), "utf-8")
    with pytest.raises(RuleFilesError, match="`same` is also the name of"):
        load_extraction_rules(tmp_path)


def test_faults_of_several_extraction_files_come_together(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(RULE.replace("NAME", name).replace("DEP: ccomp", "DEP: comp"), "utf-8")
    with pytest.raises(RuleFilesError) as caught:
        load_extraction_rules(tmp_path)
    assert len(caught.value.faults) == 2


def test_the_shipped_rules_lie_where_they_are_looked_for() -> None:
    assert (rules_dir() / "checks").is_dir()
    assert all(path.suffix == ".yaml" for path in rule_paths(rules_dir()))


@pytest.mark.parametrize(
    ("marked", "text", "spans"),
    [
        ("[[Sources]] said no.", "Sources said no.", (CharSpan(0, 7),)),
        ("A [[b]] c [[d]]", "A b c d", (CharSpan(2, 3), CharSpan(6, 7))),
        ("“We [will] go,” [[he]] said.", "“We [will] go,” he said.", (CharSpan(16, 18),)),
    ],
)
def test_unmark(marked: str, text: str, spans: tuple[CharSpan, ...]) -> None:
    assert unmark(marked) == (text, spans)


@pytest.mark.parametrize("marked", ["[[a", "a]]", "[[a [[b]]", "[[]]"])
def test_unmark_refuses_marks_that_do_not_pair(marked: str) -> None:
    assert unmark(marked) is None


@pytest.mark.model
def test_the_labels_kept_are_those_of_the_installed_pipeline() -> None:
    from attrib.nlp import load_pipeline

    nlp = load_pipeline().nlp
    assert set(nlp.get_pipe("parser").labels) == LABELS["DEP"]  # type: ignore[attr-defined]
    assert set(nlp.get_pipe("tagger").labels) == LABELS["TAG"]  # type: ignore[attr-defined]
    if "ner" in nlp.pipe_names:
        assert set(nlp.get_pipe("ner").labels) == LABELS["ENT_TYPE"]  # type: ignore[attr-defined]


def test_spacy_takes_every_attribute_and_relation_the_loader_lets_pass() -> None:
    import spacy
    from spacy.matcher import DependencyMatcher, Matcher

    vocab = spacy.blank("en").vocab
    matcher = Matcher(vocab, validate=True)
    for attribute in TEXT_ATTRIBUTES:
        matcher.add(attribute, [[{attribute: min(LABELS.get(attribute, {"x"}))}]])
    dependency = DependencyMatcher(vocab, validate=True)
    for operator in REL_OPS:
        node = {"LEFT_ID": "a", "REL_OP": operator, "RIGHT_ID": "b", "RIGHT_ATTRS": {"DEP": "nsubj"}}
        dependency.add(operator, [[{"RIGHT_ID": "a", "RIGHT_ATTRS": {"POS": "VERB"}}, node]])
    assert len(matcher) == len(TEXT_ATTRIBUTES)
    assert len(dependency) == len(REL_OPS)


def test_reading_rules_loads_no_spacy() -> None:
    code = (
        "import sys; from attrib.catalogue import load_infos; from attrib.checking import render_page;"
        "[render_page(info) for info in load_infos()]; print(any(m.split('.')[0] in ('spacy', 'textacy')"
        " for m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
