from __future__ import annotations

from support.contexts import make_article, person, quotation, relation

from attrib.duplicates import find_drift

FIRST = "“We will keep every nurse on this ward until the spring,”"


def changes(later: str, *, other: str = "Ines Tol", gap: str = "\n") -> list[tuple[tuple[str, str], ...]]:
    """Return what changed between `FIRST`, said by Ines Tol, and `later`, said by `other` after `gap`."""
    article = make_article(f"{FIRST} said Ines Tol.{gap}{later} said {other}.")
    quotations = [quotation(article, FIRST), quotation(article, later)]
    relations = [
        relation(article, FIRST, speaker=person("Ines Tol")),
        relation(article, later, speaker=person(other)),
    ]
    return [drift.changes for drift in find_drift(article, quotations, relations, min_words=6)]


def test_a_word_for_another_is_drift() -> None:
    assert changes("“We will keep every doctor on this ward until the spring,”") == [(("nurse", "doctor"),)]


def test_a_word_more_or_less_is_drift() -> None:
    assert changes("“We will not keep every nurse on this ward until the spring,”") == [(("", "not"),)]
    assert changes("“We will keep every nurse on this ward until spring,”") == [(("the", ""),)]


def test_a_part_is_none() -> None:
    assert changes("“keep every nurse on this ward”") == []


def test_cuts_and_brackets_that_show_are_none() -> None:
    assert changes("“We will keep every nurse … until the spring,”") == []
    assert changes("“We will keep every nurse on [the] ward until the spring,”") == []


def test_another_speaker_is_none() -> None:
    assert changes("“We will keep every doctor on this ward until the spring,”", other="Emil Roth") == []


def test_a_phrase_taken_up_in_one_paragraph_is_none() -> None:
    assert changes("“We will keep every doctor on this ward until the spring,”", gap=" ") == []


def test_other_words_about_the_same_are_none() -> None:
    assert changes("“We will keep every promise we made to the valley,”") == []
