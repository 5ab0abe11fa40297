"""Claims in narration: allegations, figures and judgements, on parses made by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.contexts import findings_of, flagged, person, relation
from support.parses import Parsed, parsed

from attrib.checking import Check
from attrib.checks import (
    alleged_without_alleger,
    dangling_attribution,
    unattributed_allegation,
    unattributed_claim,
    unsourced_figure,
)
from attrib.model import Finding, QuotationKind, Severity

NESS = "Carl/NNP/compound>1 Ness/NNP/nsubj>2"
STOLE = f"{NESS} stole|steal/VBD/ROOT boats|boat/NNS/dobj>2 ././punct>2"
RAIN = "Rain/NN/nsubj>1 fell|fall/VBD/ROOT ././punct>1"


def named(read: Parsed) -> Parsed:
    for token in read.parse.doc:
        if token.text == "Ness":
            token.ent_type_ = "PERSON"
    return read


def run(check: Check, notation: str, **options: object) -> tuple[Parsed, list[Finding]]:
    read = named(parsed(notation))
    return read, findings_of(check, read.article, parse=read.parse, options=dict(options))


# AT203.


def test_an_allegation_is_an_error_in_the_first_paragraph_and_a_warning_below() -> None:
    read, found = run(unattributed_allegation.CHECK, STOLE)
    assert flagged(read.article, found) == ["stole"]
    assert found[0].severity is Severity.ERROR
    assert "“stole” accuses Carl Ness" in found[0].message
    _, found = run(unattributed_allegation.CHECK, f"{RAIN}\n{STOLE}")
    assert [finding.severity for finding in found] == [Severity.WARNING]


def test_a_house_that_grades_it_a_note_gets_a_warning_in_the_first_paragraph() -> None:
    check = unattributed_allegation.CHECK
    graded = Check(replace(check.info, severity=Severity.NOTE), check.run)
    assert [finding.severity for finding in run(graded, STOLE)[1]] == [Severity.WARNING]


def test_a_finding_points_to_an_acquittal_or_a_charge() -> None:
    cleared = "Jurors|juror/NNS/nsubj>1 acquitted|acquit/VBD/ROOT Ness/NNP/dobj>1 ././punct>1"
    charged = "Ness/NNP/nsubjpass>2 was|be/VBD/auxpass>2 charged|charge/VBN/ROOT ././punct>2"
    for line, word in ((cleared, "acquitted"), (charged, "charged")):
        read, found = run(unattributed_allegation.CHECK, f"{STOLE}\n{line}")
        assert [related.span.of(read.article.text) for related in found[0].related] == [word]
    assert run(unattributed_allegation.CHECK, STOLE)[1][0].related == ()


@pytest.mark.parametrize(
    "notation",
    [
        f"{STOLE}\nNess/NNP/nsubjpass>2 was|be/VBD/auxpass>2 jailed|jail/VBN/ROOT ././punct>2",
        f"{STOLE}\nNess/NNP/nsubj>1 died|die/VBD/ROOT ././punct>1",
        f"{NESS} allegedly/RB/advmod>3 stole|steal/VBD/ROOT boats|boat/NNS/dobj>3",
        f"{NESS} stole|steal/VBD/ROOT boats|boat/NNS/dobj>2 in/IN/prep>2 1831/CD/pobj>4",
        f"{NESS} stole|steal/VBD/ROOT boats|boat/NNS/dobj>2 in/IN/prep>2 the/DT/det>6 film/NN/pobj>4",
        "A/DT/det>1 man/NN/nsubj>2 stole|steal/VBD/ROOT boats|boat/NNS/dobj>2",
    ],
)
def test_what_is_settled_past_hedged_made_up_or_nameless_is_let_pass(notation: str) -> None:
    assert run(unattributed_allegation.CHECK, notation)[1] == []


def test_the_year_before_which_all_is_history_is_an_option() -> None:
    text = f"{NESS} stole|steal/VBD/ROOT boats|boat/NNS/dobj>2 in/IN/prep>2 1990/CD/pobj>4"
    assert len(run(unattributed_allegation.CHECK, text)[1]) == 1
    assert run(unattributed_allegation.CHECK, text, history_before=2000)[1] == []


def test_an_attribution_clears_it_but_not_what_the_accused_says_beside_it() -> None:
    read = named(
        parsed(
            "Carl/NNP/compound>1 Ness/NNP/nsubj>2 stole|steal/VBD/ccomp>6 boats|boat/NNS/dobj>2 ,/,/punct>6 "
            "police/NNS/nsubj>6 said|say/VBD/ROOT"
        )
    )
    said = relation(read.article, "Carl Ness stole boats", cue="said", source="police", kind=QuotationKind.INDIRECT)
    assert findings_of(unattributed_allegation.CHECK, read.article, parse=read.parse, relations=[said]) == []
    read = named(
        parsed(
            "Ness/NNP/nsubj>4 who/WP/nsubj>2 stole|steal/VBD/relcl>0 boats|boat/NNS/dobj>2 said|say/VBD/ROOT "
            "rain/NN/nsubj>6 fell|fall/VBD/ccomp>4"
        )
    )
    own = relation(
        read.article, "rain fell", cue="said", source="Ness", kind=QuotationKind.INDIRECT, speaker=person("Carl Ness")
    )
    found = findings_of(unattributed_allegation.CHECK, read.article, parse=read.parse, relations=[own])
    assert flagged(read.article, found) == ["stole"]


# AT202.

THEFT = "The/DT/det>2 alleged/JJ/amod>2 theft/NN/nsubj>3 ended|end/VBD/ROOT ././punct>3"


def test_alleged_is_flagged_until_somebody_accuses() -> None:
    read, found = run(alleged_without_alleger.CHECK, THEFT)
    assert flagged(read.article, found) == ["alleged"]
    assert "“alleged theft”" in found[0].message
    for near in ("Police/NNS/nsubj>1 came|come/VBD/ROOT", "The/DT/det>1 court/NN/nsubj>2 sat|sit/VBD/ROOT"):
        assert run(alleged_without_alleger.CHECK, f"{THEFT}\n{near}")[1] == []


def test_whoever_accuses_two_paragraphs_below_comes_too_late_but_before_it_counts_for_the_same_thing() -> None:
    sued = "Prosecutors|prosecutor/NNS/nsubj>1 saw|see/VBD/ROOT a/DT/det>3 theft/NN/dobj>1"
    fraud = sued.replace("theft", "fraud")
    assert len(run(alleged_without_alleger.CHECK, "\n".join([THEFT, RAIN, RAIN, sued]))[1]) == 1
    assert run(alleged_without_alleger.CHECK, "\n".join([sued, RAIN, RAIN, THEFT]))[1] == []
    assert len(run(alleged_without_alleger.CHECK, "\n".join([fraud, RAIN, RAIN, THEFT]))[1]) == 1


def test_suspected_accuses_only_before_words_for_wrongs() -> None:
    for noun, count in (("arsonist", 1), ("cholera", 0)):
        text = f"A/DT/det>2 suspected/JJ/amod>2 {noun}/NN/nsubj>3 came|come/VBD/ROOT"
        assert len(run(alleged_without_alleger.CHECK, text)[1]) == count


def test_what_somebody_was_suspended_for_is_alleged_by_who_did_that() -> None:
    fired = "He/PRP/nsubjpass>2 was|be/VBD/auxpass>2 fired|fire/VBN/ROOT"
    lying = "for/IN/prep>2 allegedly/RB/advmod>5 lying|lie/VBG/pcomp>3"
    assert run(alleged_without_alleger.CHECK, f"{fired} {lying}")[1] == []


# AT204.


@pytest.mark.parametrize(
    ("notation", "words"),
    [
        ("Some/DT/det>2 40/CD/nummod>2 families|family/NNS/nsubj>3 left|leave/VBD/ROOT", ["40 families"]),
        ("Some/DT/det>2 4/CD/nummod>2 families|family/NNS/nsubj>3 left|leave/VBD/ROOT", []),
        ("It/PRP/nsubj>1 rose|rise/VBD/ROOT 12/CD/nummod>3 percent/NN/dobj>1", ["12 percent"]),
        ("It/PRP/nsubj>1 cost/VBD/ROOT 3/CD/nummod>3 million/CD/nummod>4 euros|euro/NNS/dobj>1", ["3 million euros"]),
        ("It/PRP/nsubj>1 cost/VBD/ROOT 30/CD/nummod>3 euros|euro/NNS/dobj>1", []),
        ("In/IN/prep>3 2004/CD/pobj>0 voters|voter/NNS/nsubj>3 left|leave/VBD/ROOT", []),
        ("A/DT/det>1 survey/NN/nsubj>2 gave|give/VBD/ROOT 12/CD/nummod>4 percent/NN/dobj>2", []),
        ("Shares|share/NNS/nsubj>1 fell|fall/VBD/ROOT 12/CD/nummod>3 percent/NN/dobj>1", []),
    ],
)
def test_a_figure_wants_a_source(notation: str, words: list[str]) -> None:
    read, found = run(unsourced_figure.CHECK, notation)
    assert flagged(read.article, found) == words


def test_a_poll_told_of_before_stands_behind_figures_below() -> None:
    figure = "It/PRP/nsubj>1 rose|rise/VBD/ROOT 12/CD/nummod>3 percent/NN/dobj>1"
    poll = "A/DT/det>1 poll/NN/nsubj>2 came|come/VBD/ROOT"
    assert run(unsourced_figure.CHECK, "\n".join([poll, RAIN, figure]))[1] == []
    assert len(run(unsourced_figure.CHECK, "\n".join([figure, RAIN, poll]))[1]) == 1


# AT205.


@pytest.mark.parametrize(
    ("notation", "words"),
    [
        ("It/PRP/nsubj>1 is|be/VBZ/ROOT absurd/JJ/acomp>1", ["absurd"]),
        ("It/PRP/nsubj>1 is|be/VBZ/ROOT not/RB/neg>1 absurd/JJ/acomp>1", []),
        ("It/PRP/nsubj>1 is|be/VBZ/ROOT a/DT/det>3 farce/NN/attr>1", ["a farce"]),
        ("It/PRP/nsubj>1 is|be/VBZ/ROOT the/DT/det>4 finest|fine/JJS/amod>4 pier/NN/attr>1", ["the finest"]),
        ("It/PRP/nsubj>1 is|be/VBZ/ROOT the/DT/det>4 longest|long/JJS/amod>4 pier/NN/attr>1", []),
        ("It/PRP/nsubj>1 is|be/VBZ/ROOT the/DT/det>4 best|good/JJS/amod>4 bet/NN/attr>1", []),
        ("Ada/NNP/nsubj>1 is|be/VBZ/ROOT to/TO/aux>3 blame/VB/xcomp>1", ["is to blame"]),
        ("It/PRP/nsubj>3 will/MD/aux>3 surely/RB/advmod>3 fall/VB/ROOT", ["will surely"]),
        ("Sadly/RB/advmod>2 it/PRP/nsubj>2 fell|fall/VBD/ROOT", ["Sadly"]),
        ("Is|be/VBZ/ROOT it/PRP/nsubj>0 absurd/JJ/acomp>0 ?/./punct>0", []),
        ("I/PRP/nsubj>1 say/VBP/ROOT my/PRP$/poss>3 plan/NN/dobj>1 is|be/VBZ/conj>1 absurd/JJ/acomp>4", []),
    ],
)
def test_a_judgement_in_the_reporters_voice_is_flagged(notation: str, words: list[str]) -> None:
    read, found = run(unattributed_claim.CHECK, notation)
    assert flagged(read.article, found) == words


# AT207.


def test_a_fragment_that_attributes_is_flagged_after_a_sentence() -> None:
    fragment = "According|accord/VBG/ROOT to/IN/prep>0 Ada/NNP/pobj>1 ././punct>0"
    read, found = run(dangling_attribution.CHECK, f"{RAIN}\n{fragment}")
    assert flagged(read.article, found) == ["According to Ada."]
    assert run(dangling_attribution.CHECK, fragment)[1] == []
    plan = fragment.replace("Ada/NNP", "plan/NN")
    assert run(dangling_attribution.CHECK, f"{RAIN}\n{plan}")[1] == []
    opened = "According|accord/VBG/prep>5 to/IN/prep>0 Ada/NNP/pobj>1 ,/,/punct>5"
    assert run(dangling_attribution.CHECK, f"{RAIN}\n{opened} it/PRP/nsubj>5 fell|fall/VBD/ROOT ././punct>5")[1] == []


def test_a_source_far_behind_its_claim_is_flagged_from_the_number_of_words_on_that_is_set() -> None:
    read = parsed(
        "Rain/NN/nsubj>1 fell|fall/VBD/ccomp>5 all/DT/det>3 day/NN/npadvmod>1 Ada/NNP/nsubj>5 said|say/VBD/ROOT"
    )
    said = relation(
        read.article, "Rain fell all day", cue="said", source="Ada", kind=QuotationKind.INDIRECT, speaker=person("Ada")
    )
    check = dangling_attribution.CHECK
    for words, count in ((4, 0), (3, 1)):
        found = findings_of(check, read.article, parse=read.parse, relations=[said], options={"max_words": words})
        assert len(found) == count
    assert flagged(read.article, found) == ["Ada said"]
