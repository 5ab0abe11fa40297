"""What comments and sidecars hide, what they leave, and what is said of those that hide nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.effort import effort
from support.settled import BAD, CHECKS, OFF, ON, POLICY, VAGUE, markdown, plain, settled

from attrib.checking import select_notices
from attrib.model import Article, Severity, Sidecar


def test_a_comment_hides_its_check_in_the_block_below_and_nowhere_else() -> None:
    got = settled(
        markdown("A bad one.\n\n<!-- attrib: ignore AT101 -- the desk knows -->\nA bad two, ugly.\n\nA bad three.\n")
    )
    assert got.open == ["bad one", "ugly", "bad three"]
    assert got.hidden == [("bad two", "the desk knows")]
    assert got.said == []


@pytest.mark.parametrize(
    "text",
    [
        "A bad thing. <!-- attrib: ignore AT101 -- x -->\n\nQuiet.",
        "A <!-- attrib: ignore AT101 -- x --> bad thing.\n\nQuiet.",
        "A quiet line,\n<!-- attrib: ignore AT101 -- x -->\nthen a bad thing.",
        "- <!-- attrib: ignore AT101 -- x -->\n  A bad thing.\n- Quiet.",
        "> <!-- attrib: ignore AT101 -- x -->\n> A bad thing.",
        "# A bad thing <!-- attrib: ignore AT101 -- x -->\n\nQuiet.",
        "| A | B |\n|---|---|\n| quiet | a bad thing <!-- attrib: ignore AT101 -- x --> |",
        "<p>Quiet.</p><p>A bad thing. <!-- attrib: ignore AT101 -- x --></p><p>Quiet.</p>",
        "<div>\n<!-- attrib: ignore AT101 -- x -->\nA bad thing.\n</div>",
        "\ufeff<!-- attrib: ignore AT101 -- x -->\n\nA bad thing.",
        "Quiet.\r\n\r\n<!-- attrib: ignore AT101\r\n     -- x -->\r\n\r\nA bad thing.\r\n",
        "<!-- attrib: ignore AT301 -- y --> <!-- attrib: ignore AT101 -- x -->\nA bad thing\n\nAn ugly one.",
        "<!--attrib:ignore at101 -- x-->\nA bad thing.",
        "<!-- attrib: ignore AT101 -- x --->\nA bad thing.",
        "<!-- attrib: ignore bad-word — x -->\nA bad thing.",
        "<!-- attrib: ignore AT1 – x -->\nA bad thing.",
        "<!-- attrib: ignore ALL -- x -->\nA bad thing.",
        "<!-- attrib: ignore AT301,AT101 -- x -->\nA bad thing.",
        "<!-- attrib: ignore AT101 “bad thing” -- x -->\nA bad thing.",
        "<!-- attrib: ignore-file AT101 -- x -->\n\nQuiet.\n\nA bad thing.",
        "A bad thing.\n\n<!-- attrib: ignore-file AT101 -- x -->",
        "<!-- attrib: ignore-start AT101 -- x -->\n\nA bad thing.\n\n<!-- attrib: ignore-end AT101 -->\n\nQuiet.",
        "Quiet <!-- attrib: ignore-start AT101 -- x -->, a bad thing <!-- attrib: ignore-end -->, quiet.",
    ],
)
def test_where_a_comment_may_stand_and_how_it_may_be_written(text: str) -> None:
    got = settled(markdown(text))
    assert [(words, reason) for words, reason in got.hidden if words.startswith("bad")] == [("bad thing", "x")]


@pytest.mark.parametrize(
    "text",
    [
        "```\n<!-- attrib: ignore AT101 -->\n```\n\nA bad thing.",
        "`<!-- attrib: ignore AT101 -->`\n\nA bad thing.",
        "\\<!-- attrib: ignore AT101 -->\n\nA bad thing.",
        "<!-- attrib is what we use here: ignore AT101 -->\n\nA bad thing.",
        "<!-- attribution: ask the desk -->\n\nA bad thing.",
        "<!-- TODO attrib: ignore AT101 -->\n\nA bad thing.",
    ],
)
def test_what_is_no_comment_to_attrib_hides_nothing_and_is_no_fault(text: str) -> None:
    got = settled(markdown(text))
    assert (got.open[-1], got.hidden, got.said) == ("bad thing", [], [])


def test_a_block_is_hidden_from_where_the_comment_starts_to_where_it_ends() -> None:
    got = settled(
        markdown(
            "bad one.\n\n<!-- attrib: ignore-start AT101, AT301 -- a release -->\n\nbad two, ugly.\n\n"
            "<!-- attrib: ignore-end AT301 -->\n\nbad three, ugly too.\n\n<!-- attrib: ignore-end -->\n\nbad four.\n"
        )
    )
    assert got.open == ["bad one", "ugly too", "bad four"]
    assert [words for words, _ in got.hidden] == ["bad two", "ugly", "bad three"]
    assert got.said == []


def test_the_narrowest_of_several_hides_and_the_others_show_that_they_are_not_needed() -> None:
    got = settled(
        markdown(
            "<!-- attrib: ignore-file AT101 -- wide -->\n\n"
            "<!-- attrib: ignore-start AT101 -- range -->\n\n"
            "<!-- attrib: ignore AT101 -- narrow -->\nA bad thing.\n\n<!-- attrib: ignore-end -->\n"
        )
    )
    assert got.hidden == [("bad thing", "narrow")]
    assert got.said == [("AT903", 1, 1), ("AT903", 3, 1)]
    assert all("another one hides it already" in one.message for one in got.troubles)


def test_what_hides_nothing_is_told_check_by_check_with_its_place() -> None:
    got = settled(markdown("One. Two <!-- attrib: ignore AT101, AT301 -- x --> bad three.\n"))
    assert got.said == [("AT903", 1, 10)]
    assert "of AT301 hides nothing" in got.troubles[0].message
    assert got.troubles[0].severity is Severity.WARNING


def test_a_suppression_of_a_check_that_did_not_run_is_not_called_unused() -> None:
    article = markdown("<!-- attrib: ignore AT101, AT303, AT3, ALL -- x -->\nQuiet.\n")
    assert settled(article, checks=()).said == []
    assert settled(article, checks=(VAGUE,)).said == []
    assert "of AT101, AT3, ALL hides" in settled(article, checks=ON).troubles[0].message
    assert "of AT101, AT303, AT3" in settled(article, checks=CHECKS).troubles[0].message
    assert OFF.info.code == "AT303"


def test_a_suppression_of_a_check_that_stopped_is_not_called_unused() -> None:
    got = settled(markdown("<!-- attrib: ignore AT101 -- x -->\nBREAK it.\n"))
    assert [one.code for one in got.troubles] == ["AT905"]


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("attrib: ignore", "names no check"),
        ("attrib: ignore -- because", "names no check"),
        ("attrib:", "says nothing"),
        ("attrib: ignroe AT101", "did you mean `ignore`?"),
        ("attrib: disable AT101", "did you mean `ignore-start`?"),
        ("attrib: AT101", "attrib knows ignore, ignore-start, ignore-end, ignore-file"),
        ("attrib ignore AT101", "write `attrib: ignore`"),
        ("attrib-ignore AT101", "write `attrib: ignore`"),
        ("atrib: ignore AT101", "write `attrib: ignore`"),
        ("attrib: ignore AT101 - because", "write ` -- reason`"),
        ("attrib: ignore AT9101 -- x", "no check is called AT9101"),
        ("attrib: ignore bad-wrod -- x", "did you mean AT101 bad-word?"),
        ("attrib: ignore AT903 -- x", "attrib's own report"),
        ("attrib: ignore AT901 -- x", "attrib's own report"),
        ("attrib: ignore-end AT101", "nothing above it begins that"),
        ("attrib: ignore-end", "nothing above it begins that"),
        ('attrib: ignore AT101 "no end', "do not pair"),
        ('attrib: ignore AT101 "…" -- x', "no word"),
        ('attrib: ignore-file AT101 "bad" -- x', "`ignore` does"),
        ('attrib: ignore AT101 0123456789abcdef "bad" -- x', "several findings"),
        ("attrib: ignore AT101 " + "x " * 600, "longer than 1000 characters"),
    ],
)
def test_a_suppression_that_cannot_hold_is_told_and_hides_nothing(comment: str, said: str) -> None:
    got = settled(markdown(f"<!-- {comment} -->\nA bad thing.\n"))
    assert got.open == ["bad thing"]
    assert got.said == [("AT904", 1, 1)]
    assert said in got.troubles[0].message


def test_of_several_checks_only_the_unknown_one_is_told() -> None:
    got = settled(markdown("<!-- attrib: ignore AT101, AT777 -- x -->\nA bad thing.\n"))
    assert got.hidden == [("bad thing", "x")]
    assert got.said == [("AT904", 1, 1)]
    assert "AT777" in got.troubles[0].message


def test_a_beginning_that_nothing_ends_hides_the_rest_and_is_told() -> None:
    got = settled(markdown("bad one.\n\n<!-- attrib: ignore-start AT101 -- x -->\n\nbad two.\n"))
    assert (got.open, got.hidden) == (["bad one"], [("bad two", "x")])
    assert got.said == [("AT904", 3, 1)]


@pytest.mark.parametrize(
    ("text", "place", "open_words"),
    [
        ("bad one.\n\n<!-- attrib: ignore AT101 -- x\n\nbad two.\n", (3, 1), ["bad one"]),
        ("bad one. <!-- attrib: ignore AT101 -- x\n\nbad two.\n", (1, 10), ["bad one", "bad two"]),
    ],
)
def test_a_comment_that_never_closes_is_told(text: str, place: tuple[int, int], open_words: list[str]) -> None:
    got = settled(markdown(text))
    assert got.open == open_words
    assert got.said == [("AT904", *place)]
    assert "never closes" in got.troubles[0].message


def test_a_missing_reason_is_told_only_where_the_house_asks_for_one() -> None:
    article = markdown("<!-- attrib: ignore AT101 -->\nA bad thing.\n")
    got = settled(article)
    assert (got.hidden, got.said) == ([("bad thing", "no reason given")], [])
    got = settled(article, policy=replace(POLICY, require_reason=True))
    assert (got.hidden, got.said) == ([("bad thing", "no reason given")], [("AT904", 1, 1)])
    start = markdown("<!-- attrib: ignore-start AT101, AT301 -->\nbad, ugly.\n\n<!-- attrib: ignore-end -->")
    assert settled(start, policy=replace(POLICY, require_reason=True)).said == [("AT904", 1, 1)]


def test_notices_may_be_ignored_and_graded() -> None:
    article = markdown("<!-- attrib: ignore AT101 -->\nQuiet.\n\n<!-- attrib: ignore -->\n")
    assert settled(article).said == [("AT903", 1, 1), ("AT904", 4, 1)]
    assert settled(article, policy=replace(POLICY, notices=select_notices(["AT903"]))).said == [("AT904", 4, 1)]
    assert settled(article, policy=replace(POLICY, notices=select_notices(["AT9"]))).said == []
    assert settled(article, policy=replace(POLICY, notices=select_notices(["ALL"]))).said != []
    graded = tuple(replace(info, severity=Severity.NOTE) for info in select_notices())
    got = settled(article, policy=replace(POLICY, notices=graded))
    assert {one.severity for one in got.troubles} == {Severity.NOTE}


def test_one_comment_less_is_one_finding_more() -> None:
    text = "A bad thing.\n\n{}\nA bad thing.\n\n{}\nA bad thing.\n"
    comment = "<!-- attrib: ignore AT101 -- x -->"
    counts = [len(settled(markdown(text.format(*pair))).open) for pair in [("", ""), (comment, ""), (comment, comment)]]
    assert counts == [3, 2, 1]


def test_comments_are_cut_from_the_text_and_their_places_are_right() -> None:
    article = markdown(
        "Eén. <!-- attrib: ignore AT101 -- é --> Two.\r\n\r\n\t<!-- attrib: ignore AT301 -->\r\n\r\nx\r\n"
    )
    assert "attrib" not in article.text
    assert [article.position(one.raw.start).line for one in article.comments] == [1, 3]
    assert [article.position(one.raw.start).column for one in article.comments] == [6, 2]
    assert all(one.raw.of(article.raw).startswith("<!--") for one in article.comments)


def test_a_sidecar_points_by_words_by_fingerprint_or_at_the_whole_article() -> None:
    text = "A bad thing here.\n\nA bad thing there, ugly and vague.\n"
    (first, second, *_) = settled(plain(text)).findings
    got = settled(plain(text, "# A note of the desk.", "", '# attrib: ignore AT101 "bad thing here" -- as sent'))
    assert (got.hidden, got.said) == ([("bad thing here", "as sent")], [])
    got = settled(plain(text, f"# attrib: ignore AT101 {second.fingerprint.upper()} -- as sent"))
    assert [words for words, _ in got.hidden] == ["bad thing there"]
    assert first.fingerprint != second.fingerprint
    got = settled(plain(text, "#attrib: ignore-file AT1, vague-word -- wire"))
    assert [words for words, _ in got.hidden] == ["bad thing here", "bad thing there", "vague"]
    got = settled(plain(text, "# attrib: ignore ALL “BAD, thing…” -- marks and case do not count"))
    assert [words for words, _ in got.hidden] == ["bad thing here", "bad thing there"]


def test_a_lone_mark_is_pointed_at_by_the_words_beside_it() -> None:
    from attrib.checking.suppressions import _starts_with
    from attrib.model import CharSpan, Finding

    article = plain("It rained. “We will mend it, she said.")
    finding = Finding("AT102", "x", Severity.ERROR, "", CharSpan(11, 12))
    assert _starts_with(article, finding, "We will mend")
    assert _starts_with(article, finding, "it rained")
    assert not _starts_with(article, finding, "will mend")


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("attrib: ignore AT101", "AT904", "a line reads `# attrib:"),
        ("<!-- attrib: ignore AT101 -->", "AT904", "a line reads `# attrib:"),
        ("# attrib: ignore AT101 -- all of them", "AT904", 'add its "first words"'),
        ("# attrib: ignore-start AT101", "AT904", "only comments in the article"),
        ('# attrib: ignore AT777 "bad" -- x', "AT904", "no check is called AT777"),
        ('# attrib ignore AT101 "bad"', "AT904", "write `attrib: ignore`"),
        ('# attrib: ignore AT101 "good words" -- x', "AT903", "is not there"),
        ("# attrib: ignore AT101 0123456789abcdef -- x", "AT903", "is not there"),
        ("# attrib: ignore-file AT301 -- x", "AT903", "this article has none"),
    ],
)
def test_a_line_of_a_sidecar_that_hides_nothing_is_told_with_its_place(line: str, code: str, said: str) -> None:
    got = settled(plain("A bad thing.", "# First line.", line))
    assert got.open == ["bad thing"]
    assert [(one.code, one.path, one.line) for one in got.troubles] == [(code, "story.txt.attrib", 2)]
    assert said in got.troubles[0].message


def test_an_empty_sidecar_is_no_fault_and_an_unreadable_one_is() -> None:
    assert settled(plain("A bad thing.", "", "   ", "# only a note")).said == []
    article = replace(plain("A bad thing."), sidecar=Sidecar("story.txt.attrib", fault="is a folder, not a file"))
    got = settled(article)
    assert got.open == ["bad thing"]
    assert [(one.code, one.path, one.line) for one in got.troubles] == [("AT904", "story.txt.attrib", None)]


def test_many_comments_are_read_in_proportion_to_their_number() -> None:
    def texts(number: int) -> Article:
        return markdown('<!-- attrib: ignore AT101 "a -- b" -- x -->\nA bad thing.\n\n' * number)

    few, many = texts(40), texts(80)
    assert effort(lambda: settled(many, checks=(BAD,))) < 5 * effort(lambda: settled(few, checks=(BAD,)))
