"""Counting cues and fitting weights on a small annotated corpus made by hand."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.contexts import quotation
from support.parses import Parsed, parsed

from attrib.dev.learn import (
    THRESHOLD,
    Labelled,
    count,
    fit,
    gold_of,
    label,
    learn,
    word_characters,
    write_cues,
    write_weights,
)
from attrib.extraction.knowledge import load_knowledge
from attrib.extraction.patterns import Pattern, PatternMatcher
from attrib.extraction.relations import find_all_candidates
from attrib.extraction.scoring import Rates
from attrib.extraction.utterances import find_utterances
from attrib.model import Act, Quotation
from attrib.rulefiles import load_cue_lexicon, rules_dir
from attrib.rulefiles.weights import load_weights

CLAUSE = Pattern(
    "clause",
    "bare-clause",
    "bare-clause",
    (
        {"RIGHT_ID": "cue", "RIGHT_ATTRS": {"POS": "VERB"}},
        {"LEFT_ID": "cue", "REL_OP": ">", "RIGHT_ID": "content", "RIGHT_ATTRS": {"DEP": "ccomp"}},
    ),
)
SAID = "Ruiz|Ruiz/NNP/nsubj>1 said|say/VBD/ROOT it/PRP/nsubj>3 sank|sink/VBD/ccomp>1 ././punct>1"
MADE = "Ruiz|Ruiz/NNP/nsubj>1 made|make/VBD/ROOT it/PRP/nsubj>3 sank|sink/VBD/ccomp>1 ././punct>1"
DIRECT = (
    "~“/``/punct>3 ~It/PRP/nsubj>2 ~is|be/VBZ/ccomp>6 ~,/,/punct>6 ~”/''/punct>6 "
    "Ruiz|Ruiz/NNP/nsubj>6 said|say/VBD/ROOT ././punct>6"
)


def spans(text: str, *words: str) -> list[tuple[int, int]]:
    return [(text.index(word), text.index(word) + len(word)) for word in words]


def labelled(notation: str, cue: str = "", content: str = "", marks: str = "") -> Labelled:
    """Return one article labelled by one gold relation of these words, or by none."""
    made: Parsed = parsed(notation)
    text = made.article.text
    raw = [{"cue": spans(text, cue), "content": spans(text, content)}] if content else []
    quotations: list[Quotation] = [quotation(made.article, marks)] if marks else []
    matcher = PatternMatcher(made.parse.doc.vocab, [CLAUSE])
    candidates = list(find_all_candidates(made.tree, matcher, quotations))
    return label(text, gold_of(text, raw), made.tree, find_utterances(made.tree, quotations), candidates)


def hits(article: Labelled) -> list[tuple[str, str, bool]]:
    return [(item.lemma, item.frame, hit) for item, hit in (*article.candidates, *article.clauses)]


# --- labels ----------------------------------------------------------------------------------------------------------


def test_only_letters_and_digits_are_compared() -> None:
    assert word_characters("“No, 7.”", [(0, 8)]) == {1, 2, 5}


def test_gold_without_content_is_left_out() -> None:
    gold = gold_of("Ruiz said no", [{"cue": [(5, 9)], "content": [(10, 12)]}, {"cue": [(5, 9)], "content": []}])
    assert [(sorted(item.cue), sorted(item.content)) for item in gold] == [([5, 6, 7, 8], [10, 11])]


def test_a_candidate_is_a_hit_where_its_cue_and_half_its_content_are_annotated() -> None:
    assert hits(labelled(SAID, "said", "it sank")) == [("say", "bare-clause", True)]
    assert hits(labelled(SAID, "said", "sank")) == [("say", "bare-clause", True)]
    assert hits(labelled(SAID, "said", "it")) == [("say", "bare-clause", False)]
    assert hits(labelled(SAID, "Ruiz", "it sank")) == [("say", "bare-clause", False)]
    assert hits(labelled(SAID)) == [("say", "bare-clause", False)]


def test_what_stands_inside_an_annotated_content_is_not_counted_against_its_cue() -> None:
    nested = (
        "Kim|Kim/NNP/nsubj>1 said|say/VBD/ROOT Ruiz|Ruiz/NNP/nsubj>3 hoped|hope/VBD/ccomp>1 "
        "it/PRP/nsubj>5 sank|sink/VBD/ccomp>3 ././punct>1"
    )
    assert hits(labelled(nested, "said", "Ruiz hoped it sank")) == [("say", "bare-clause", True)]


def test_the_clause_that_reports_an_utterance_is_labelled_too() -> None:
    assert hits(labelled(DIRECT, "said", "“It is,”", "“It is,”")) == [("say", "quotation-after", True)]
    assert hits(labelled(DIRECT, marks="“It is,”")) == [("say", "quotation-after", False)]


# --- counts ----------------------------------------------------------------------------------------------------------


def test_counts_are_hits_and_sightings_by_lemma_and_frame() -> None:
    articles = [
        labelled(SAID, "said", "it sank"),
        labelled(SAID),
        labelled(DIRECT, "said", "“It is,”", "“It is,”"),
        labelled(MADE),
        labelled(MADE),
    ]
    assert count(articles) == {
        "say": {"bare-clause": (1, 2), "quotation-after": (1, 1)},
        "make": {"bare-clause": (0, 2)},
    }


def test_a_pair_seen_once_and_not_as_a_cue_is_not_kept() -> None:
    assert count([labelled(MADE)]) == {}
    assert count([labelled(SAID, "said", "it sank")]) == {"say": {"bare-clause": (1, 1)}}


# --- weights and files -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def corpus() -> list[Labelled]:
    said, unsaid = labelled(SAID, "said", "it sank"), labelled(SAID)
    made, unmade = labelled(MADE, "made", "it sank"), labelled(MADE)
    return [said, unmade, said, unmade, said, unmade, unsaid, made, said, unmade, said] * 4


def test_weights_are_fitted_on_the_candidates(corpus: list[Labelled]) -> None:
    weights, bias = fit(corpus)
    assert weights["log-odds"] > 0
    assert isinstance(bias, float)
    assert (weights, bias) == fit(corpus)


def test_the_files_written_load_again(tmp_path: Path) -> None:
    counts = {
        "say": {"that-clause": (9, 10), "object": (0, 7)},
        "point out": {"preposition-’s": (1, 1)},
        "no": {"x": (2, 2)},
    }
    write_cues(tmp_path / "cues.yaml", counts, {"no": "belief"}, 'A corpus: "mine", 2 articles')
    lexicon = load_cue_lexicon(tmp_path / "cues.yaml")
    assert {lemma: dict(entry.frames) for lemma, entry in lexicon.entries.items()} == counts
    assert (lexicon.entries["say"].act, lexicon.entries["no"].act) == (Act.STATEMENT, Act.BELIEF)
    assert lexicon.source == 'A corpus: "mine", 2 articles'
    write_weights(tmp_path / "weights.yaml", {"log-odds": 0.94, "tag:'s": -1.5, "tiny": 0.001}, -0.97651, "Mine: x")
    table = load_weights(tmp_path / "weights.yaml")
    assert dict(table.weights) == {"log-odds": 0.94, "tag:'s": -1.5}
    assert (table.bias, table.threshold) == (-0.977, THRESHOLD)


def test_learning_writes_rules_that_extraction_loads(tmp_path: Path, corpus: list[Labelled]) -> None:
    rules = tmp_path / "rules"
    shutil.copytree(rules_dir(), rules)
    learn(corpus, rules, "Made by hand")
    known = load_knowledge(rules)
    assert known.rates.counts == Rates(count(corpus)).counts == {
        "say": {"bare-clause": (20, 24)},
        "make": {"bare-clause": (4, 20)},
    }  # fmt: skip
    assert known.acts["say"] is Act.STATEMENT
    first = [path.read_bytes() for path in (rules / "lexicons" / "cues.yaml", rules / "weights" / "attribution.yaml")]
    learn(corpus, rules, "Made by hand")
    assert first == [
        path.read_bytes() for path in (rules / "lexicons" / "cues.yaml", rules / "weights" / "attribution.yaml")
    ]
