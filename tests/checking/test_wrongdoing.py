"""Statements of wrongdoing, on parses made by hand."""

from __future__ import annotations

import pytest
from support.parses import parsed

from attrib.checking.wrongdoing import find_wrongs
from attrib.rulefiles import shipped_lexicon


def wrongs(notation: str) -> list[tuple[str, str]]:
    """Return what was done and who did it, for each wrong stated."""
    doc = parsed(notation).parse.doc
    found = find_wrongs(doc, shipped_lexicon("wrongdoing"))
    return [(" ".join(token.text for token in wrong.said), wrong.doer.text) for wrong in found]


@pytest.mark.parametrize(
    ("notation", "said"),
    [
        ("Ness/NNP/nsubj>1 stole|steal/VBD/ROOT boats|boat/NNS/dobj>1", "stole"),
        ("Ness/NNP/nsubj>1 took|take/VBD/ROOT bribes|bribe/NNS/dobj>1", "took bribes"),
        ("Ness/NNP/nsubj>1 covered|cover/VBD/ROOT up/RP/prt>1 it/PRP/dobj>1", "covered up"),
        ("Ness/NNP/nsubj>2 illegally/RB/advmod>2 sold|sell/VBD/ROOT oil/NN/dobj>2", "illegally sold"),
        ("Ness/NNP/nsubj>1 lied|lie/VBD/ROOT to/IN/prep>1 parliament/NN/pobj>2", "lied to parliament"),
        ("Ness/NNP/nsubj>1 shot|shoot/VBD/ROOT him|he/PRP/dobj>1", "shot"),
        ("Ness/NNP/nsubj>1 ran|run/VBD/ROOT the/DT/det>3 fraud/NN/dobj>1", "ran fraud"),
        ("Ness/NNP/nsubj>1 conspired|conspire/VBD/ROOT", "conspired"),
        ("Ness/NNP/nsubj>1 is|be/VBZ/ROOT a/DT/det>3 thief/NN/attr>1", "is a thief"),
        ("Ness/NNP/nsubjpass>2 was|be/VBD/auxpass>2 involved|involve/VBN/ROOT in/IN/prep>2 fraud/NN/pobj>3",
         "was involved in fraud"),
        ("Ness/NNP/nsubj>1 was|be/VBD/ROOT behind/IN/prep>1 the/DT/det>4 robbery/NN/pobj>2", "was behind robbery"),
        ("Ness/NNP/poss>2 's/POS/case>0 theft/NN/nsubj>5 of/IN/prep>2 oil/NN/pobj>3 ended|end/VBD/ROOT", "theft of"),
        ("The/DT/det>1 thief/NN/nsubj>3 Ness/NNP/appos>1 fled|flee/VBD/ROOT", "The thief"),
    ],
)  # fmt: skip
def test_a_wrong_is_what_was_done_and_who_did_it(notation: str, said: str) -> None:
    assert wrongs(notation) == [(said, "Ness")]


def test_the_doer_of_a_passive_stands_after_by() -> None:
    clerk = "The/DT/det>1 clerk/NN/nsubjpass>3 was|be/VBD/auxpass>3 murdered|murder/VBN/ROOT"
    assert wrongs(f"{clerk} by/IN/agent>3 Ness/NNP/pobj>4") == [("was murdered by", "Ness")]
    assert wrongs(clerk) == []


def test_verbs_joined_share_a_doer() -> None:
    text = (
        "Ness/NNP/nsubj>1 stole|steal/VBD/ROOT it/PRP/dobj>1 and/CC/cc>1 forged|forge/VBD/conj>1 deeds|deed/NNS/dobj>4"
    )
    assert wrongs(text) == [("stole", "Ness"), ("forged", "Ness")]


@pytest.mark.parametrize(
    "notation",
    [
        "Ness/NNP/nsubj>1 stole|steal/VBD/ROOT the/DT/det>3 ball/NN/dobj>1",
        "Ness/NNP/nsubj>1 shot|shoot/VBD/ROOT hoops|hoop/NNS/dobj>1",
        "Ness/NNP/nsubj>1 took|take/VBD/ROOT notes|note/NNS/dobj>1",
        "Ness/NNP/nsubj>3 did|do/VBD/aux>3 not/RB/neg>3 steal/VB/ROOT boats|boat/NNS/dobj>3",
        "Ness/NNP/nsubj>2 never/RB/neg>2 stole|steal/VBD/ROOT boats|boat/NNS/dobj>2",
        "Ness/NNP/nsubj>3 may/MD/aux>3 have/VB/aux>3 stolen|steal/VBN/ROOT boats|boat/NNS/dobj>3",
        "If/IN/mark>2 Ness/NNP/nsubj>2 stole|steal/VBD/advcl>4 it/PRP/dobj>2 say/VB/ROOT so/RB/advmod>4",
        "Had|have/VBD/aux>2 Ness/NNP/nsubj>2 stolen|steal/VBN/advcl>4 it/PRP/dobj>2 ask/VB/ROOT",
        "Did|do/VBD/aux>2 Ness/NNP/nsubj>2 steal/VB/ROOT it/PRP/dobj>2 ?/./punct>2",
        "Ness/NNP/nsubj>1 stole|steal/VBD/ROOT it/PRP/dobj>1 ?/./punct>1",
        "Ada/NNP/nsubj>1 knew|know/VBD/ROOT Ness/NNP/nsubj>3 stole|steal/VBD/ccomp>1 it/PRP/dobj>3",
        "Ness/NNP/nsubj>1 tried|try/VBD/ROOT to/TO/aux>3 steal/VB/xcomp>1 it/PRP/dobj>3",
        "Ness/NNP/nsubj>1 lied|lie/VBD/ROOT down/RP/prt>1",
        "Ness/NNP/nsubj>1 is|be/VBZ/ROOT no/DT/det>3 thief/NN/attr>1",
        "Ness/NNP/nsubj>1 is|be/VBZ/ROOT not/RB/neg>1 a/DT/det>4 thief/NN/attr>1",
        "The/DT/det>2 convicted/JJ/amod>2 thief/NN/nsubj>4 Ness/NNP/appos>2 fled|flee/VBD/ROOT",
        "Ness/NNP/poss>2 's/POS/case>0 fraud/NN/compound>3 trial/NN/nsubj>4 ended|end/VBD/ROOT",
    ],
)
def test_what_is_harmless_or_not_stated_is_no_wrong(notation: str) -> None:
    assert wrongs(notation) == []


def test_violence_is_told_apart() -> None:
    doc = parsed("Ness/NNP/nsubj>1 shot|shoot/VBD/ROOT him|he/PRP/dobj>1").parse.doc
    assert [wrong.violent for wrong in find_wrongs(doc, shipped_lexicon("wrongdoing"))] == [True]
    doc = parsed("Ness/NNP/nsubj>1 forged|forge/VBD/ROOT deeds|deed/NNS/dobj>1").parse.doc
    assert [wrong.violent for wrong in find_wrongs(doc, shipped_lexicon("wrongdoing"))] == [False]
