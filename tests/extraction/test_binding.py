"""Which clause an utterance is bound to, and which relation it continues."""

from __future__ import annotations

import pytest
from support.rows import Made, make_rows

from attrib.extraction.beside import is_known
from attrib.extraction.binding import CONFIDENCE, Bound, bind_utterances
from attrib.extraction.continuation import continue_relations
from attrib.extraction.drafts import Draft
from attrib.extraction.scoring import Rates

RATES = Rates(
    {
        "say": {"quotation-after": (95, 96), "quotation-before": (60, 62), "that-clause": (200, 204)},
        "add": {"quotation-after": (30, 31), "quotation-before": (30, 31)},
        "ask": {"quotation-after": (30, 31), "quotation-before": (10, 12)},
        "open": {"quotation-after": (0, 20), "object": (0, 40)},
        "plan": {"infinitive": (40, 50)},
    }
)


def bind(made: Made) -> list[Bound]:
    return bind_utterances(made.tree, made.utterances, RATES)


def sources(made: Made) -> list[tuple[str, str, int]]:
    return [(bound.rule, made.words(bound.source), len(bound.utterances)) for bound in bind(made)]


def drafts(made: Made) -> list[Draft]:
    made_drafts = [
        Draft(b.rule, b.frame, b.lemma, b.anchor, set(b.cue), set(b.source), set(), b.utterances, b.confidence)
        for b in bind(made)
    ]
    return continue_relations(made.tree, made_drafts, RATES)


def test_the_clause_after() -> None:
    made = make_rows("{,}\nRuiz NNP nsubj said\nsaid VBD ROOT\n. . punct said")
    [bound] = bind(made)
    assert (bound.rule, made.words(bound.source), bound.confidence) == ("cue-after", "Ruiz", CONFIDENCE["cue-after"])


def test_a_second_utterance_of_the_paragraph_goes_with_the_first() -> None:
    made = make_rows("{,}\nRuiz NNP nsubj said\nsaid VBD ROOT\n. . punct said\n{.}")
    assert sources(made) == [("cue-after", "Ruiz", 2)]


def test_two_speakers_in_a_paragraph() -> None:
    made = make_rows(
        "{,}\nRuiz NNP nsubj said\nsaid VBD ROOT\n. . punct said\n"
        "{,}\nBaker NNP nsubj added\nadded VBD ROOT\n. . punct added"
    )
    assert sources(made) == [("cue-after", "Ruiz", 1), ("cue-after", "Baker", 1)]


def test_a_sentence_after_a_full_stop_with_content_of_its_own_does_not_report() -> None:
    made = make_rows(
        "{.}\nRuiz NNP nsubj said\nsaid VBD ROOT\nships NNS nsubj wait\nwait VBP ccomp said\n. . punct said"
    )
    assert sources(made) == [("unattributed", "", 1)]


def test_a_short_clause_after_a_full_stop_reports() -> None:
    made = make_rows("{.}\nRuiz NNP nsubj said\nsaid VBD ROOT\n. . punct said")
    assert sources(made) == [("cue-after", "Ruiz", 1)]


def test_a_clause_that_leads_in_the_next_utterance_is_not_the_last_ones() -> None:
    made = make_rows(
        "Baker NNP nsubj said\nsaid VBD ROOT\n, , punct said\n{.}\n"
        "Ruiz NNP nsubj added\nadded VBD ROOT\n: : punct added\n{.}"
    )
    assert sources(made) == [("cue-before", "Baker", 1), ("cue-before", "Ruiz", 1)]


def test_a_verb_that_was_seen_and_never_reported_does_not_report() -> None:
    made = make_rows("{}\nRuiz NNP nsubj opened\nopened VBD ROOT\nit PRP dobj opened\n. . punct opened")
    assert sources(made) == [("unattributed", "", 1)]


def test_an_unseen_verb_next_to_a_comma_reports() -> None:
    made = make_rows("{,}\nRuiz NNP nsubj sighed\nsighed VBD ROOT\n. . punct sighed")
    assert sources(made) == [("cue-after", "Ruiz", 1)]


def test_an_interrupted_sentence_is_one() -> None:
    made = make_rows("{,}\nRuiz NNP nsubj said\nsaid VBD ROOT\n, , punct said\n{.}")
    assert sources(made) == [("cue-after", "Ruiz", 2)]


def test_a_label_names_the_speaker() -> None:
    made = make_rows("Ana NNP compound Ruiz\nRuiz NNP ROOT\n: : punct Ruiz\n{.}")
    assert sources(made) == [("label", "Ana Ruiz", 1)]


def test_a_second_label_in_a_paragraph_names_another() -> None:
    made = make_rows("Ruiz NNP ROOT\n: : punct Ruiz\n{.}\nBaker NNP ROOT\n: : punct Baker\n{.}")
    assert sources(made) == [("label", "Ruiz", 1), ("label", "Baker", 1)]


def test_the_paragraph_before_ends_in_a_colon() -> None:
    made = make_rows("Ruiz NNP nsubj said\nsaid VBD ROOT\n: : punct said\n\n{.}")
    assert sources(made) == [("colon", "Ruiz", 1)]


def test_nobody_there_leaves_it_unattributed() -> None:
    made = make_rows("{.}\n\nRain NN nsubj fell\nfell VBD ROOT\n. . punct fell")
    assert [(d.rule, d.source) for d in drafts(made)] == [("unattributed", set())]


def test_a_paragraph_of_speech_continues_the_relation_before_it() -> None:
    made = make_rows("{,}\nRuiz NNP nsubj said\nsaid VBD ROOT\n. . punct said\n\n{.}\n\n{.}")
    [draft] = drafts(made)
    assert len(draft.utterances) == 3
    assert draft.confidence < CONFIDENCE["cue-after"]


def test_a_paragraph_with_other_words_continues_nothing() -> None:
    made = make_rows(
        """
{,}
Ruiz NNP nsubj said
said VBD ROOT
. . punct said

{.}
Rain NN nsubj fell
fell VBD ROOT
on IN prep fell
the DT det harbour
harbour NN pobj on
. . punct fell
"""
    )
    assert [draft.rule for draft in drafts(made)] == ["cue-after", "unattributed"]


def test_speech_after_narration_goes_to_the_person_who_acts_there() -> None:
    rows = "Ruiz NNP nsubj laughed\nlaughed VBD ROOT\n. . punct laughed\n{.}"
    made = make_rows(rows, {"Ruiz": "PERSON"})
    assert [(d.rule, made.words(d.source)) for d in drafts(made)] == [("narrative", "Ruiz")]
    made = make_rows(rows)
    assert [d.rule for d in drafts(made)] == ["unattributed"]


def test_the_name_below_a_quotation_signs_it() -> None:
    made = make_rows(
        "Baker NNP nsubj said\nsaid VBD ROOT\n. . punct said\n\n{.}\n\n"
        "— : punct Ruiz\nAna NNP compound Ruiz\nRuiz NNP ROOT"
    )
    assert [(d.rule, made.words(d.source), made.words(d.cue)) for d in drafts(made)] == [("by-line", "Ana Ruiz", "—")]


@pytest.mark.parametrize(("lemma", "known"), [("say", True), ("plan", True), ("open", False), ("sigh", False)])
def test_what_makes_a_lemma_known(lemma: str, known: bool) -> None:
    assert is_known(RATES, lemma) is known
