from __future__ import annotations

import pytest
from support.contexts import make_article, quotation

from attrib.duplicates.repeats import find_repeats, fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“The gates’ locks were never shut,”", "'THE GATES' LOCKS WERE NEVER SHUT.'"),
        ("We didn’t — ever — go.", "We didn't, ever, go"),
        ("Café ﬁnancé", "cafe\u0301 financé"),
    ],
)
def test_marks_case_and_punctuation_fold_away(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("We will go.", "We will not go."), ("20,000 men", "30,000 men")])
def test_words_and_figures_do_not(one: str, other: str) -> None:
    assert fold(one) != fold(other)


WORDS = "We never shut the gates on anybody."
SAID = f"“{WORDS}” said Ida Moe."


def repeats(text: str, *marked: str, **more: bool) -> list[list[str]]:
    """Return the repeated words in an article in which `marked` are its quotations, the last with the settings."""
    article = make_article(text)
    quotations = [quotation(article, words) for words in marked[:-1]] + [quotation(article, marked[-1], **more)]
    groups = find_repeats(article, quotations, (), min_words=6)
    return [[said.span.of(text) for said in group] for group in groups]


def test_words_that_stand_twice_are_a_group() -> None:
    again = f"‘{WORDS}’"
    assert repeats(f"{SAID}\nShe said {again}", f"“{WORDS}”", again) == [[f"“{WORDS}”", again]]


def test_a_pull_quote_in_plain_text_is_not_compared() -> None:
    pulled = f'"{WORDS}'
    assert repeats(f"{SAID}\n{pulled}\nIda Moe.", f"“{WORDS}”", pulled, closed=False, continued=True) == []


def test_a_short_heading_in_marks_is_not_compared() -> None:
    heading = f"‘{WORDS}’"
    assert repeats(f"{SAID}\n{heading}", f"“{WORDS}”", heading) == []
    longer = "‘We never shut the gates on anybody who came.’"
    assert len(repeats(f"“{longer[1:-1]}” said Moe.\n{longer}", f"“{longer[1:-1]}”", longer)) == 1
