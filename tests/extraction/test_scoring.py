"""Rates of lemmas in frames, and the chance that a candidate is an attribution."""

from __future__ import annotations

import math
from types import MappingProxyType

import pytest
from support.parses import Parsed, parsed

from attrib.extraction.candidates import Candidate
from attrib.extraction.scoring import LEAST_RATE, Rates, family_of, features_of, log_odds, score_of
from attrib.rulefiles.weights import Weights

RATES = Rates(
    {
        "say": {"that-clause": (90, 100), "object": (5, 50)},
        "hope": {"that-clause": (9, 10)},
        "open": {"object": (0, 400), "preposition-on": (0, 40)},
        "call": {"preposition-for": (30, 40)},
    }
)


def test_a_rate_seen_often_is_close_to_its_share() -> None:
    assert RATES.rate("say", "that-clause") == pytest.approx(0.9, abs=0.02)
    assert RATES.rate("open", "object") < 0.01


def test_a_pair_seen_once_leans_on_what_its_lemma_and_its_frame_do_elsewhere() -> None:
    once = Rates({**RATES.counts, "vow": {"that-clause": (0, 1)}, "shut": {"object": (1, 1)}})
    assert 0.3 < once.rate("vow", "that-clause") < 0.9
    assert once.rate("shut", "object") < once.rate("vow", "that-clause") + 0.3
    assert once.rate("shut", "object") > RATES.rate("shut", "object")


def test_an_unknown_lemma_has_the_rate_of_the_frame_and_an_unknown_frame_that_of_its_family() -> None:
    assert RATES.rate("declare", "that-clause") > 0.7 > 0.1 > RATES.rate("declare", "object")
    assert RATES.rate("call", "preposition-to") > RATES.rate("open", "preposition-to")
    assert RATES.seen("declare", "object") == 0
    assert RATES.seen("say", "object") == 50


def test_rates_are_never_certain() -> None:
    sure = Rates({"say": {"object": (10**6, 10**6)}, "open": {"object": (0, 10**6)}})
    assert 0 < sure.rate("open", "object") < sure.rate("say", "object") < 1
    assert 0 < Rates({}).rate("say", "object") < 1


@pytest.mark.parametrize(
    ("frame", "family"),
    [
        ("preposition-for", "preposition"),
        ("noun-about", "noun"),
        ("adjective-of", "adjective"),
        ("noun-that", "noun-that"),
        ("adjective-infinitive", "adjective-infinitive"),
        ("that-clause", "that-clause"),
        ("passive-of", "passive-of"),
    ],
)
def test_frames_with_a_word_of_the_text_share_a_family(frame: str, family: str) -> None:
    assert family_of(frame) == family


def test_log_odds() -> None:
    assert log_odds(0.5) == 0
    assert log_odds(0.9) == pytest.approx(math.log(9))


# --- features --------------------------------------------------------------------------------------------------------

SAID = """Ann|Ann/NNP/nsubj>3 did|do/VBD/aux>3 not/RB/neg>3 say|say/VB/ROOT that/IN/mark>6 it/PRP/nsubj>6
    rained|rain/VBD/ccomp>3 ././punct>3"""
ASKED = """Who/WP/nsubj>1 said|say/VBD/ROOT it/PRP/nsubj>3 rained|rain/VBD/ccomp>1 ?/./punct>1"""


def candidate_of(made: Parsed, anchor: str, cue: str, content: str, source: str = "", **more: object) -> Candidate:
    def tokens(words: str) -> frozenset[int]:
        return frozenset(made.at(word) for word in words.split())

    subject = min(tokens(source)) if source else None
    return Candidate(
        "rule", "that-clause", "say", made.at(anchor), tokens(cue), tokens(content), tokens(source), subject, **more
    )  # type: ignore[arg-type]


def test_what_is_seen_of_cue_source_and_content() -> None:
    made = parsed(" ".join(SAID.split()))
    seen = features_of(made.tree, candidate_of(made, "say", "did not say", "that it rained", "Ann"), 0.9)
    assert seen["log-odds"] == pytest.approx(math.log(9))
    assert seen["content-length"] == pytest.approx(math.log(3))
    assert {name for name, value in seen.items() if value == 1.0} >= {
        "frame:that-clause", "tag:VB", "main-clause", "negated", "dep:ROOT", "source:name", "content:verb",
    }  # fmt: skip
    assert not {"question", "passive", "modal", "source:none"} & seen.keys()


def test_a_question_and_a_source_that_names_nobody() -> None:
    made = parsed(" ".join(ASKED.split()))
    seen = features_of(made.tree, candidate_of(made, "said", "said", "it rained", "Who"), 0.5)
    assert {"question", "source:relative"} <= seen.keys()
    bare = features_of(made.tree, candidate_of(made, "said", "said", "it"), 0.5)
    assert {"source:none", "content:one-word", "content:pronoun"} <= bare.keys()
    shared = features_of(made.tree, candidate_of(made, "said", "said", "it", "Who", shared=True), 0.5)
    assert "source:shared" in shared


# --- scores ----------------------------------------------------------------------------------------------------------


def table(bias: float = 0.0, **weights: float) -> Weights:
    names = {name.replace("_", "-").replace("--", ":"): weight for name, weight in weights.items()}
    return Weights("table", MappingProxyType(names), bias, 0.4, 0.6)


def test_a_score_is_the_logistic_of_the_weighted_sum() -> None:
    made = parsed(" ".join(SAID.split()))
    candidate = candidate_of(made, "say", "did not say", "that it rained", "Ann")
    rate = RATES.rate("say", "that-clause")
    assert score_of(made.tree, candidate, RATES, table(log_odds=1.0)) == pytest.approx(rate)
    assert score_of(made.tree, candidate, RATES, table(bias=1.0)) == pytest.approx(1 / (1 + math.exp(-1)))
    with_name = score_of(made.tree, candidate, RATES, table(bias=1.0, source__name=2.0, source__none=-9.0))
    assert with_name == pytest.approx(1 / (1 + math.exp(-3)))


def test_no_other_evidence_makes_a_cue_of_a_word_that_hardly_ever_is_one() -> None:
    made = parsed(" ".join(SAID.split()))
    held = candidate_of(made, "say", "say", "that it rained", "Ann")
    rare = Candidate("rule", "object", "open", held.anchor, held.cue, held.content, held.source, held.subject)
    assert RATES.rate("open", "object") < LEAST_RATE
    assert score_of(made.tree, rare, RATES, table(bias=50.0)) == 0.0
