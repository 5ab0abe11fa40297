"""Articles in other languages are told from English ones, and get one finding and no other."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml
from support.settled import markdown, plain, settled

from attrib.checking import Policy, select_notices
from attrib.checking.language import other_language

ROWS = yaml.safe_load((Path(__file__).parents[2] / "fixtures" / "languages.yaml").read_text("utf-8"))
# With eight words and two small ones among them a sentence tells little; an article is never that short.
TOO_SHORT = {
    "Les habitants du hameau attendent toujours l'eau courante.",
    "Gli abitanti della frazione aspettano ancora l'acqua corrente.",
    "Os moradores da aldeia ainda esperam pela água corrente.",
}
FRENCH = ROWS[0]["text"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['language']}: {row['text'][:30]}")
def test_each_paragraph_is_told(row: dict[str, object]) -> None:
    found = other_language(plain(str(row["text"])))
    assert (found is not None) == (bool(row["other"]) and row["text"] not in TOO_SHORT)


def test_a_language_with_a_list_is_named() -> None:
    named = Counter()
    for row in ROWS:
        found = other_language(plain(row["text"]))
        if found is not None and not found.guess.startswith(("is not", "does not")):
            named[row["language"] in found.guess] += 1
    assert named[False] == 0
    assert named[True] > 45


def test_there_are_forty_paragraphs_in_six_languages_beside_the_others() -> None:
    counts = Counter(row["language"] for row in ROWS if row["other"])
    six = [counts[name] for name in ("French", "German", "Spanish", "Italian", "Portuguese", "Dutch")]
    assert min(six) >= 7
    assert sum(six) >= 40


def test_an_article_in_another_language_has_one_finding_at_its_first_block() -> None:
    got = settled(plain(f"La ville et le pont bad\n\n{FRENCH} bad\n"))
    assert [one.code for one in got.findings] == ["AT906"]
    (finding,) = got.findings
    assert finding.span.of(got.article.text) == "La ville et le pont bad"
    assert "seems to be in French" in finding.message
    assert got.troubles == ()
    assert finding.fingerprint


def test_suppressions_in_it_are_not_called_unused() -> None:
    got = settled(markdown(f"<!-- attrib: ignore AT101 -- x -->\n{FRENCH}\n"))
    assert ([one.code for one in got.findings], got.said) == (["AT906"], [])


@pytest.mark.parametrize("word", ["AT906", "unsupported-language", "AT9"])
def test_it_is_checked_all_the_same_where_a_comment_says_so(word: str) -> None:
    got = settled(markdown(f"<!-- attrib: ignore-file {word} -- half of it is ours -->\n\n{FRENCH} A bad thing.\n"))
    assert [(one.code, one.suppressed) for one in got.findings] == [
        ("AT906", "half of it is ours"),
        ("AT101", None),
    ]
    assert got.said == []


def test_it_is_checked_all_the_same_where_the_run_ignores_at906() -> None:
    policy = Policy(notices=select_notices(["AT906"]))
    assert [one.code for one in settled(plain(f"{FRENCH} A bad thing.\n"), policy=policy).findings] == ["AT101"]


def test_a_comment_on_language_in_an_english_article_hides_nothing() -> None:
    assert settled(markdown("<!-- attrib: ignore-file AT906 -- x -->\n\nThe bridge is shut.\n")).said == [
        ("AT903", 1, 1)
    ]


def test_an_empty_article_and_furniture_tell_nothing() -> None:
    assert other_language(plain("")) is None
    assert other_language(plain("1 2 3 – 4 : 5\n")) is None
    assert other_language(markdown(f"```\n{FRENCH}\n```\n\nThe bridge is shut.\n")) is None
