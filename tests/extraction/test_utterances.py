"""Reporting clauses beside an utterance, on parses written by hand."""

from __future__ import annotations

from support.rows import Made, make_rows

from attrib.extraction.utterances import (
    Clause,
    clause_after,
    clause_before,
    reporting_clauses_after,
    reporting_clauses_before,
)


def after(made: Made) -> list[Clause]:
    return list(reporting_clauses_after(made.tree, clause_after(made.tree, made.utterances[0], len(made.tree))))


def before(made: Made) -> list[Clause]:
    return list(reporting_clauses_before(made.tree, clause_before(made.tree, made.utterances[-1], 0)))


def test_an_utterance_is_all_its_stand_in_tokens() -> None:
    made = make_rows("{,}\nRuiz NNP nsubj said\nsaid VBD ROOT\n\n{.}")
    assert [(u.first, u.last, u.block) for u in made.utterances] == [(0, 4, 0), (7, 11, 1)]
    assert [u.ending(made.tree) for u in made.utterances] == [",", "."]


def test_an_utterance_without_punctuation_has_no_ending() -> None:
    made = make_rows("{}\nRuiz NNP nsubj said\nsaid VBD ROOT")
    assert made.utterances[0].ending(made.tree) == ""


def test_the_subject_before_the_verb() -> None:
    made = make_rows("{,}\nRuiz NNP nsubj said\nsaid VBD ROOT\n. . punct said")
    [clause] = after(made)
    assert (clause.lemma, made.words(clause.source), clause.inverted, clause.bare) == ("say", "Ruiz", False, True)


def test_an_inverted_name_is_taken_whole_with_its_titles() -> None:
    made = make_rows(
        "{,}\nsaid VBD ROOT\nretired VBN amod Harbour\nHarbour NNP dobj said\n"
        "Capt. NNP compound Ruiz\nRuiz NNP dep said"
    )
    assert made.words(after(made)[0].source) == "retired Harbour Capt. Ruiz"


def test_a_run_of_name_and_titles_before_the_verb_is_taken_whole() -> None:
    made = make_rows("{,}\nthe DT det editor\neditor NN dep said\nAna NNP nsubj said\nsaid VBD ROOT")
    assert made.words(after(made)[0].source) == "the editor Ana"


def test_infinitives_and_participles_after_an_utterance_report_nothing() -> None:
    made = make_rows("{}\nto TO aux close\nclose VB ROOT\nthe DT det port\nport NN dobj close")
    assert after(made) == []
    made = make_rows("{}\nnaming VBG ROOT\nthe DT det port\nport NN dobj naming")
    assert after(made) == []


def test_a_past_tense_read_as_participle_reports() -> None:
    made = make_rows("{,}\nRuiz NNP nsubj posted\nposted VBN ccomp is")
    assert [clause.lemma for clause in after(made)] == ["post"]


def test_verbs_of_relative_clauses_come_last() -> None:
    made = make_rows(
        """
{,}
asked VBD ROOT
Ruiz NNP nsubj asked
who WP nsubj wants
wants VBZ relcl Ruiz
a DT det review
review NN dobj wants
"""
    )
    assert [(clause.lemma, clause.inner) for clause in after(made)] == [("ask", False), ("wants", True)]


def test_a_clause_with_an_opener_does_not_report() -> None:
    made = make_rows("{}\nbut CC cc went\nhe PRP nsubj went\nwent VBD ROOT")
    assert after(made) == []


def test_a_clause_under_a_conjunction_does_not_report() -> None:
    made = make_rows(
        "{,}\nRuiz NNP nsubj said\nsaid VBD ROOT\nbefore IN mark left\nshe PRP nsubj left\nleft VBD advcl said"
    )
    assert [clause.lemma for clause in after(made)] == ["say"]


def test_according_to_names_its_source() -> None:
    made = make_rows("{,}\naccording VBG prep is\nto IN prep according\nthe DT det port\nport NN pobj to")
    [clause] = after(made)
    assert (clause.lemma, made.words(clause.cue), made.words(clause.source)) == (
        "according",
        "according to",
        "the port",
    )


def test_a_participle_that_leads_in_has_the_subject_of_the_sentence_before() -> None:
    made = make_rows("Ruiz NNP nsubj agreed\nagreed VBD ROOT\n. . punct agreed\nadding VBG ROOT\n, , punct adding\n{.}")
    [clause] = before(made)
    assert (clause.lemma, made.words(clause.source)) == ("add", "Ruiz")


def test_a_passive_that_leads_in_has_no_source_without_an_agent() -> None:
    made = make_rows("Ruiz NNP nsubjpass asked\nwas VBD auxpass asked\nasked VBN ROOT\n, , punct asked\n{?}")
    assert made.words(before(made)[0].source) == ""


def test_an_aside_between_verb_and_utterance_is_passed_over() -> None:
    made = make_rows(
        """
Ruiz NNP nsubj said
said VBD ROOT
while IN mark feared
she PRP nsubj feared
feared VBD advcl said
it PRP dobj feared
, , punct said
{.}
"""
    )
    assert [clause.lemma for clause in before(made)] == ["say"]
