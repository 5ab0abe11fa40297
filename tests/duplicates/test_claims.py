from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from attrib.duplicates.claims import (
    Claim,
    Difference,
    differences,
    is_conflicting,
    is_same,
    is_same_background,
    likeness,
    make_claim,
)
from attrib.model import CharSpan

VOCAB = spacy.blank("en").vocab
TAGS = {"n": "NOUN", "v": "VERB", "p": "PROPN", "a": "ADJ", "f": "ADP", "x": "AUX", "d": "NUM", "r": "ADV"}


def claim(tagged: str, masked: str = "", subject: str = "") -> Claim:
    """Return the claim of words tagged by letter: `Northline/p sold/v it/f`; the form is the base form."""
    words, tags = zip(*(part.split("/") for part in tagged.split()), strict=True)
    heads = [0] * len(words)
    deps = ["ROOT"] + ["dep"] * (len(words) - 1)
    if subject:
        deps[words.index(subject)] = "nsubj"
    doc = Doc(VOCAB, words=list(words), pos=[TAGS[tag] for tag in tags], lemmas=list(words), heads=heads, deps=deps)
    return make_claim(doc, CharSpan(0, len(doc.text)), masked)


SOLD = "Northline/p sell/v the/f ferry/n harbour/n fund/n crowns/n in/f March/p"


def test_nearly_all_words_shared_is_the_same_claim() -> None:
    assert is_same(claim(SOLD), claim(SOLD + " old/a"))
    assert not is_same(claim(SOLD), claim("Northline/p sell/v mill/n wheat/n valley/n road/n in/f March/p"))


@pytest.mark.parametrize(
    ("more", "other", "difference"),
    [
        ("nine/d", "two/d", Difference.FIGURE),
        ("9/d", "12/d", Difference.FIGURE),
        ("nine/d", "", Difference.FIGURE),
        ("Holm/p", "Sund/p", Difference.NAME),
        ("", "not/r", Difference.NEGATION),
        ("", "deny/v", Difference.NEGATION),
        ("", "might/x", Difference.POSSIBILITY),
        ("", "if/f", Difference.POSSIBILITY),
        ("rise/v", "fall/v", Difference.OPPOSITE),
        ("legal/a", "illegal/a", Difference.OPPOSITE),
    ],
)
def test_a_guard_keeps_claims_apart(more: str, other: str, difference: Difference) -> None:
    one, another = claim(f"{SOLD} {more}".strip()), claim(f"{SOLD} {other}".strip())
    assert difference in differences(one, another)
    assert not is_same(one, another)
    assert not is_same(another, one)


def test_figures_are_compared_by_value() -> None:
    assert differences(claim(f"{SOLD} nine/d"), claim(f"{SOLD} 9/d")) == ()


def test_a_name_more_is_no_other_name() -> None:
    assert Difference.NAME not in differences(claim(SOLD), claim(f"{SOLD} Skagen/p"))


def test_masked_words_count_as_they_stand() -> None:
    assert claim("Lunn/p say/v", "“the harbour lost nine boats”").words >= {"harbour", "boats", "9"}


def test_short_claims_are_not_compared() -> None:
    assert not is_same(claim("it/f rise/v"), claim("it/f rise/v"))


KILLED = "Tarvia/p grip/v unrest/n since/f president/n Emil/p Roth/p kill/v guard/n"
KILLING = "Tarvia/p shake/v violence/n since/f killing/n Emil/p Roth/p"


def test_the_same_background_needs_subject_names_event_and_time() -> None:
    told = claim(KILLED, subject="Tarvia")
    assert is_same_background(told, claim(KILLING, subject="Tarvia"))
    assert not is_same_background(told, claim(KILLING.replace("since", "before"), subject="Tarvia"))
    assert not is_same_background(told, claim(KILLING.replace("killing", "vote"), subject="Tarvia"))
    assert not is_same_background(told, claim(KILLING.replace("Roth", "Moe"), subject="Tarvia"))
    assert not is_same_background(told, claim(KILLING, subject="Roth"))


def test_a_conflict_has_another_figure_or_the_opposite_and_the_same_names() -> None:
    assert is_conflicting(claim(f"{SOLD} nine/d"), claim(f"{SOLD} seven/d")) == (Difference.FIGURE,)
    assert is_conflicting(claim(f"{SOLD} not/r"), claim(SOLD)) == (Difference.NEGATION,)
    assert is_conflicting(claim(SOLD), claim(SOLD)) == ()
    assert is_conflicting(claim(f"{SOLD} nine/d"), claim(SOLD)) == ()
    assert is_conflicting(claim(f"{SOLD} nine/d Holm/p"), claim(f"{SOLD} seven/d Sund/p")) == ()


WORDS = st.lists(
    st.sampled_from(["Holm/p", "sell/v", "ferry/n", "not/r", "nine/d", "two/d", "may/x", "old/a"]), min_size=1
)


@given(WORDS, WORDS)
def test_comparison_does_not_depend_on_the_order_of_the_two(one: list[str], other: list[str]) -> None:
    first, second = claim(" ".join(one)), claim(" ".join(other))
    assert likeness(first, second) == likeness(second, first)
    assert differences(first, second) == differences(second, first)
    assert is_same(first, second) == is_same(second, first)
    assert 0 <= likeness(first, second) <= 1
