"""What a match of a pattern becomes: cue, content and source as tokens."""

from __future__ import annotations

from typing import Any

from support.parses import Parsed, parsed

from attrib.extraction.candidates import Candidate, find_candidates
from attrib.extraction.patterns import Match, Pattern, PatternMatcher


def line(text: str) -> Parsed:
    return parsed(" ".join(text.split()))


def clause_pattern(name: str = "clause", frame: str = "bare-clause", **more: Any) -> Pattern:
    nodes = (
        {"RIGHT_ID": "cue", "RIGHT_ATTRS": {"POS": "VERB"}},
        {"LEFT_ID": "cue", "REL_OP": ">", "RIGHT_ID": "content", "RIGHT_ATTRS": {"DEP": {"IN": ["ccomp", "xcomp"]}}},
    )
    return Pattern("rule", name, frame, nodes, **more)


def read(made: Parsed, *patterns: Pattern) -> list[Candidate]:
    matcher = PatternMatcher(made.parse.doc.vocab, patterns)
    return list(find_candidates(made.tree, matcher(made.tree)))


def parts(made: Parsed, candidate: Candidate) -> tuple[str, str, str]:
    return made.words(candidate.source), made.words(candidate.cue), made.words(candidate.content)


SAID = """The/DT/det>1 captain/NN/nsubj>4 had/VBD/aux>4 not/RB/neg>4 said|say/VBN/ROOT that/IN/mark>8
    the/DT/det>7 mast/NN/nsubj>8 broke|break/VBD/ccomp>4 ././punct>4"""


def test_source_cue_and_content_of_a_clause() -> None:
    made = line(SAID)
    [candidate] = read(made, clause_pattern())
    assert parts(made, candidate) == ("The captain", "had not said", "that the mast broke")
    assert (candidate.rule, candidate.frame, candidate.lemma) == ("clause", "bare-clause", "say")
    assert (candidate.anchor, candidate.subject, candidate.shared) == (made.at("said"), made.at("captain"), False)


def test_of_patterns_for_one_cue_and_content_the_first_is_taken() -> None:
    made = line(SAID)
    assert [c.rule for c in read(made, clause_pattern("exact"), clause_pattern("wide"))] == ["exact"]
    assert [c.rule for c in read(made, clause_pattern("wide"), clause_pattern("exact"))] == ["wide"]


def test_patterns_for_other_contents_of_a_cue_stay() -> None:
    made = line("""Ann|Ann/NNP/nsubj>1 told|tell/VBD/ROOT divers/NNS/dobj>1 to/TO/aux>4 wait/VB/xcomp>1 ././punct>1""")
    nodes = (
        {"RIGHT_ID": "cue", "RIGHT_ATTRS": {"POS": "VERB"}},
        {"LEFT_ID": "cue", "REL_OP": ">", "RIGHT_ID": "content", "RIGHT_ATTRS": {"DEP": "dobj"}},
    )
    found = read(made, clause_pattern(), Pattern("rule", "object", "object", nodes))
    assert [(c.rule, made.words(c.content)) for c in found] == [("clause", "to wait"), ("object", "divers")]


def test_a_second_verb_shares_the_subject_of_the_first() -> None:
    made = line("""Ann|Ann/NNP/nsubj>1 rose|rise/VBD/ROOT and/CC/cc>1 said|say/VBD/conj>1 it/PRP/nsubj>5
        rained|rain/VBD/ccomp>3 ././punct>1""")
    [candidate] = read(made, clause_pattern())
    assert parts(made, candidate) == ("Ann", "said", "it rained")
    assert candidate.shared


PASSIVE = """The/DT/det>1 wreck/NN/nsubjpass>3 was|be/VBD/auxpass>3 found|find/VBN/ROOT to/TO/aux>5
    leak/VB/xcomp>3 by/IN/agent>3 divers/NNS/pobj>6 ././punct>3"""


def passive_pattern(source: str, *content: str) -> Pattern:
    nodes = (
        {"RIGHT_ID": "cue", "RIGHT_ATTRS": {"TAG": "VBN"}},
        {"LEFT_ID": "cue", "REL_OP": ">", "RIGHT_ID": "subject", "RIGHT_ATTRS": {"DEP": "nsubjpass"}},
        {"LEFT_ID": "cue", "REL_OP": ">", "RIGHT_ID": "content", "RIGHT_ATTRS": {"DEP": "xcomp"}},
    )
    return Pattern("rule", "passive", "passive-infinitive", nodes, content=content, source=source)


def test_a_passive_has_its_agent_for_source_and_its_subject_in_the_content() -> None:
    made = line(PASSIVE)
    [candidate] = read(made, passive_pattern("agent", "subject", "content"))
    assert parts(made, candidate) == ("divers", "was found", "The wreck to leak")


def test_a_pattern_may_say_that_nobody_is_named() -> None:
    made = line(PASSIVE)
    [candidate] = read(made, passive_pattern("none", "subject", "content"))
    assert (candidate.source, candidate.subject) == (frozenset(), None)


def test_a_pattern_may_name_the_node_that_is_the_source() -> None:
    made = line("""According|accord/VBG/prep>5 to/IN/prep>0 divers/NNS/pobj>1 ,/,/punct>5 it/PRP/nsubj>5
        sank|sink/VBD/ROOT ././punct>5""")
    nodes = (
        {"RIGHT_ID": "cue", "RIGHT_ATTRS": {"LOWER": "according"}},
        {"LEFT_ID": "cue", "REL_OP": ">", "RIGHT_ID": "to", "RIGHT_ATTRS": {"LOWER": "to"}},
        {"LEFT_ID": "to", "REL_OP": ">", "RIGHT_ID": "object", "RIGHT_ATTRS": {"DEP": "pobj"}},
    )
    tried = Pattern("rule", "adjunct", "according-to", nodes, content=("rest",), cue=("to",), source="object")
    [candidate] = read(made, tried)
    assert parts(made, candidate) == ("divers", "According to", "it sank")


def test_a_node_named_in_the_frame_and_in_the_cue() -> None:
    made = line("""Divers/NNS/nsubj>1 warned|warn/VBD/ROOT of/IN/prep>1 sharks/NNS/pobj>2 ././punct>1""")
    nodes = (
        {"RIGHT_ID": "cue", "RIGHT_ATTRS": {"POS": "VERB"}},
        {"LEFT_ID": "cue", "REL_OP": ">", "RIGHT_ID": "preposition", "RIGHT_ATTRS": {"DEP": "prep"}},
        {"LEFT_ID": "preposition", "REL_OP": ">", "RIGHT_ID": "content", "RIGHT_ATTRS": {"DEP": "pobj"}},
    )
    [candidate] = read(made, Pattern("rule", "of", "preposition-{preposition}", nodes, cue=("preposition",)))
    assert candidate.frame == "preposition-of"
    assert parts(made, candidate) == ("Divers", "warned of", "sharks")


def test_a_noun_has_the_thought_of_who_owns_it() -> None:
    made = line("""Few/JJ/nsubj>1 shared|share/VBD/ROOT her|she/PRP$/poss>3 hope/NN/dobj>1 that/IN/mark>6 it/PRP/nsubj>6
        rained|rain/VBD/acl>3 ././punct>1""")
    nodes = (
        {"RIGHT_ID": "cue", "RIGHT_ATTRS": {"POS": "NOUN"}},
        {"LEFT_ID": "cue", "REL_OP": ">++", "RIGHT_ID": "content", "RIGHT_ATTRS": {"DEP": "acl"}},
    )
    [candidate] = read(made, Pattern("rule", "noun", "noun-that", nodes, source="noun"))
    assert parts(made, candidate) == ("her", "hope", "that it rained")


def test_the_noun_that_a_cue_hangs_on_is_its_content_without_the_cue_s_own_clause() -> None:
    made = line("""The/DT/det>1 toll/NN/nsubj>5 that/WDT/dobj>4 drivers/NNS/nsubj>4 oppose/VBP/relcl>1
        rose|rise/VBD/ROOT ././punct>5""")
    nodes = (
        {"RIGHT_ID": "cue", "RIGHT_ATTRS": {"DEP": "relcl"}},
        {"LEFT_ID": "cue", "REL_OP": "<", "RIGHT_ID": "content", "RIGHT_ATTRS": {"POS": "NOUN"}},
    )
    [candidate] = read(made, Pattern("rule", "relative", "relative-object", nodes))
    assert parts(made, candidate) == ("drivers", "oppose", "The toll")


def test_parts_do_not_share_words() -> None:
    made = line(PASSIVE)
    [candidate] = read(made, passive_pattern("subject", "subject", "content"))
    assert not candidate.cue & candidate.content
    assert not candidate.source & (candidate.cue | candidate.content)


def test_a_cue_inside_a_stand_in_is_not_read() -> None:
    made = line("""~“/``/punct>3 ~It/PRP/nsubj>2 ~says|say/VBZ/ccomp>5 ~”/''/punct>3 she/PRP/nsubj>5 said|say/VBD/ROOT
        ././punct>5""")
    nodes = (
        {"RIGHT_ID": "cue", "RIGHT_ATTRS": {"LEMMA": "say"}},
        {"LEFT_ID": "cue", "REL_OP": ">", "RIGHT_ID": "content", "RIGHT_ATTRS": {"DEP": "nsubj"}},
    )
    found = read(made, Pattern("rule", "whole", "object", nodes, source="none"))
    assert [candidate.anchor for candidate in found] == [made.at("said")]


def test_a_match_without_content_is_no_candidate() -> None:
    made = line("""She/PRP/nsubj>1 spoke|speak/VBD/ROOT ././punct>1""")
    alone = Pattern("rule", "alone", "alone", ({"RIGHT_ID": "cue", "RIGHT_ATTRS": {}},), content=())
    assert list(find_candidates(made.tree, [Match(alone, {"cue": 1})])) == []
