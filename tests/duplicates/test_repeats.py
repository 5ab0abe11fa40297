from __future__ import annotations

import pytest

from attrib.duplicates.repeats import fold


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
