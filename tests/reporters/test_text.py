from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from rich.cells import cell_len
from support.samples import TEXT, article_of, at, open_relation

from attrib.model import (
    Anonymity,
    AnonymityReason,
    ArticleReport,
    CharSpan,
    Finding,
    Severity,
    Speaker,
    SpeakerKind,
    Trouble,
)
from attrib.reporters import Totals
from attrib.reporters.relations_text import TextExtract
from attrib.reporters.terminal import copy_around, printable, shorten, wrap
from attrib.reporters.text import TextCheck, summary


def flag(text: str, words: str, message: str = "Seen.") -> ArticleReport:
    finding = Finding("AT101", "unattributed-quotation", Severity.ERROR, message, at(text, words))
    return ArticleReport(article_of(text), (), (finding,))


def underlined(output: str) -> list[str]:
    """Return the words above each row of marks, for rows of narrow characters."""
    found = []
    for above, below in pairwise(output.splitlines()):
        if "^" in below and not set(below) - set("│ ^"):
            found.append("".join(above[i] for i, mark in enumerate(below) if mark == "^"))
    return found


def test_a_finding_is_shown_with_place_words_and_related_place(report: ArticleReport) -> None:
    output = TextCheck(width=80).article(report)
    assert output.splitlines()[:3] == [
        "quay.txt",
        "  5:1     warning AT501 duplicated-quotation",
        "    These words were quoted above: keep one.",
    ]
    assert underlined(output) == ["“The ice took the pilings.”"]
    assert "3:1      first quoted here: “The ice took the pilings,”" in output


def test_speaker_and_relay_are_named_where_the_words_are_theirs(report: ArticleReport) -> None:
    finding = replace(report.findings[0], span=at(TEXT, "“The ice took the pilings,”"))
    output = TextCheck(width=80).article(replace(report, findings=(finding,)))
    assert "speaker  Pia Berg, harbour master (as “she”), via the Coastal Post" in output


def test_two_candidates_are_both_named() -> None:
    report = ArticleReport(article_of(TEXT), (open_relation(),), flag(TEXT, "Nobody repaired").findings)
    assert "“she”: Pia Berg or Ines Tol?" in TextCheck().article(report)


def test_nothing_is_printed_of_an_article_without_findings(report: ArticleReport) -> None:
    assert TextCheck().article(replace(report, findings=())) == ""
    hidden = replace(report.findings[0], suppressed="checked")
    assert TextCheck().article(replace(report, findings=(hidden,))) == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Tabs\tand\ttabs “no one knows” here.", "“no one knows”"),
        ("日本の港は “閉まった” と言った", "“閉まった”"),
        ("Cafe\u0301 de\u0301ja\u0300 “vu” ici", "“vu”"),
        ("A ship 🚢 and a family 👩‍👩‍👧 “sailed on” today", "“sailed on”"),
        ("She said “we were\nnever asked” about it.", "“we were\nnever asked”"),
    ],
)
def test_marks_stand_under_the_words_whatever_their_width(text: str, words: str) -> None:
    output = TextCheck(width=100).article(flag(text, words))
    row = next(line for line in output.splitlines() if "“" in line and "│" in line)
    marks = output.splitlines()[output.splitlines().index(row) + 1]
    assert cell_len(row[: row.index("“")]) == marks.index("^")
    assert marks.count("^") == cell_len(printable(words))


@pytest.mark.parametrize("width", [60, 80, 100])
def test_no_line_is_wider_than_the_page(width: int) -> None:
    text = "The keeper 港 of the quay “" + "kept the log of the ferry and of the ice " * 12 + "” since."
    report = flag(text, text[text.index("“") : text.index("”") + 1], "A long message about these words. " * 5)
    for colour in (False, True):
        output = TextCheck(width=width, colour=colour).article(report)
        plain = _without_escapes(output)
        assert max(cell_len(line) for line in plain.splitlines()) <= width


def test_long_words_are_shown_by_their_ends() -> None:
    text = "“First words " + "and so on " * 100 + "last words.”"
    output = TextCheck(width=100).article(flag(text, text))
    assert "“First words" in output
    assert "last words.”" in output
    assert " … " in output
    assert len(output.splitlines()) < 16


def test_an_article_cannot_speak_to_the_terminal() -> None:
    text = "He \x1b[2J\x1b]0;title\x07 said \u202e“gnihton” \x9b31m today."
    report = flag(text, "“gnihton”", "About \x1b[31m this.")
    report = replace(report, article=replace(report.article, path="a\x1b[1mb.txt"))
    output = TextCheck().article(report) + TextExtract().article(report)
    assert not set(output) & set("\x1b\x07\x9b\u202e")


def test_colour_is_only_a_coat(report: ArticleReport) -> None:
    coloured = TextCheck(width=80, colour=True).article(report)
    assert "\x1b[" in coloured
    plain = TextCheck(width=80).article(report)
    kept = [line for line in plain.splitlines() if "^" not in line]
    assert [line.rstrip() for line in _without_escapes(coloured).splitlines()] == [line.rstrip() for line in kept]


def test_attribs_own_trouble_is_shown_under_its_file() -> None:
    trouble = Trouble("AT902", "broken-rule-file", Severity.ERROR, "no key `why`", "house/rule.yaml", 7)
    output = TextCheck().trouble("house/rule.yaml", [trouble])
    assert output.splitlines()[0] == "house/rule.yaml"
    assert "7       error   AT902 broken-rule-file" in output
    assert "no key `why`" in output


def test_the_summary_counts(report: ArticleReport) -> None:
    totals = Totals()
    assert summary(totals) == "Nothing found in 0 articles."
    totals.add(report)
    assert summary(totals) == "1 warning in 1 article."
    totals.add(flag(TEXT, "ice"))
    totals.troubles += 1
    assert summary(totals) == "1 error, 1 warning and 1 trouble of attrib's own in 2 articles."
    assert TextCheck(quiet=True).end(totals) == ""


def test_extract_shows_who_what_and_how(report: ArticleReport) -> None:
    assert TextExtract(width=80).article(report).splitlines() == [
        "quay.txt",
        "  3:1      Pia Berg, harbour master (as “she”), via the Coastal Post",
        "           “The ice took the pilings,”",
        "           direct · cue “said” · in a letter · rule say-clause",
        "",
    ]


def test_extract_shows_every_act_when_asked(report: ArticleReport) -> None:
    reporter = TextExtract(width=80, every_act=True)
    output = reporter.article(report)
    assert "“she”: Pia Berg or Ines Tol?" in output
    assert "indirect · no cue · decree · negated · rule probe" in output
    brief, totals = TextExtract(width=80), Totals()
    brief.article(report)
    totals.add(report)
    assert brief.end(totals) == "1 attribution in 1 article; 1 more with --acts.\n"


def test_records_of_a_corpus_are_told_apart(report: ArticleReport) -> None:
    record = replace(report, article=replace(report.article, path="wire.jsonl", id="r7"))
    assert TextCheck().article(record).startswith("wire.jsonl [r7]\n")


def test_wrap_breaks_words_that_are_too_long() -> None:
    assert wrap("one two three", 7) == ["one two", "three"]
    assert wrap("abcdefghij", 4) == ["abcd", "efgh", "ij"]
    assert wrap("", 4) == [""]


def test_shorten_keeps_both_ends() -> None:
    assert shorten("short words", 40) == "short words"
    cut = shorten("the first words of a very long line and the last words", 20)
    assert cell_len(cut) <= 20
    assert cut.startswith("the fi")
    assert cut.endswith("words")


def test_copy_starts_and_ends_with_whole_words() -> None:
    text = "alpha beta gamma delta epsilon zeta eta theta"
    copy = copy_around(text, at(text, "delta"), CharSpan(0, len(text)), context=8, longest=100)
    assert copy.text == "… gamma delta epsilon …"
    assert "".join(c for c, flagged in zip(copy.text, copy.flagged, strict=True) if flagged) == "delta"


def _without_escapes(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def test_an_unnamed_speaker_is_shown_with_what_is_told(report: ArticleReport) -> None:
    told = Anonymity(
        role=at(TEXT, "harbour master"),
        affiliation=at(TEXT, "in a letter"),
        request=at(TEXT, "said"),
        reason=at(TEXT, "The ice took the pilings"),
        reason_kind=AnonymityReason.FEAR,
    )
    relation = replace(report.relations[0], speaker=Speaker("an aide", SpeakerKind.ANONYMOUS, anonymity=told))
    text = TextExtract().article(replace(report, relations=(relation,)))
    assert "not named: in a letter; reason given (fear): The ice took the pilings\n" in text
    silent = replace(told, reason=None, reason_kind=None)
    relation = replace(relation, speaker=Speaker("an aide", SpeakerKind.ANONYMOUS, anonymity=silent))
    assert "not named: in a letter; no reason given\n" in TextExtract().article(replace(report, relations=(relation,)))
    bare = replace(relation, speaker=Speaker("an aide", SpeakerKind.ANONYMOUS, anonymity=Anonymity()))
    assert "not named" not in TextExtract().article(replace(report, relations=(bare,)))
