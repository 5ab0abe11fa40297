from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath

from support.awkward import report, whole_output

from attrib.model import CharSpan
from attrib.reporters.github import LONGEST_MESSAGE, MOST_ROWS, GithubCheck
from attrib.reporters.places import Repository

HERE = Repository(PurePosixPath("/desk"), PurePosixPath("/desk/site"), PurePosixPath)


def test_commands_are_escaped_and_the_gravest_come_first() -> None:
    out = whole_output(GithubCheck(HERE), report("a,b:100%.md"))
    name = "file=site/a%2Cb%3A100%25.md"
    assert out.splitlines() == [
        # Columns only where a finding stands on one line, as GitHub has it.
        f"::error {name},line=1,endLine=3,title=AT101 unattributed-quotation::Two paragraphs.",
        "::error file=site/gone%2C 100%25.txt,title=AT901 unreadable-article::no such file",
        "::error file=site/attrib.toml,line=3,endLine=3,title=AT902 broken-rule-file::no such key",
        "::warning file=site/stories/café one.md,line=1,endLine=1,title=AT903 unused-suppression,col=2"
        "::It hides nothing.",
        f"::warning {name},line=1,endLine=1,title=AT301 vague-source,col=9,endColumn=16::Seen: Sources.",
        f"::warning {name},line=1,endLine=1,title=AT301 vague-source,col=29,endColumn=29::Here.",
        f"::notice {name},line=3,endLine=3,title=AT403 non-speech-cue,col=5,endColumn=14::Seen: & Co..",
    ]


def test_a_message_cannot_start_a_command() -> None:
    one = report()
    hostile = replace(one.findings[0], message="x\n::set-env name=A::b 100%\r\n::error::y")
    (line,) = whole_output(GithubCheck(HERE), replace(one, findings=(hostile,)), troubles=False).splitlines()
    assert line.endswith("::x ::set-env name=A::b 100%25 ::error::y")


def test_standard_input_has_no_file() -> None:
    out = whole_output(GithubCheck(HERE), report("-"), troubles=False)
    assert out.splitlines()[0] == "::error title=AT101 unattributed-quotation::Two paragraphs."


def test_the_summary_shows_an_article_s_words_as_they_are() -> None:
    one = report()
    hostile = replace(one.findings[0], message="<script>|`x`|</script> **b** [a](http://b)\n# c & @d")
    reporter = GithubCheck(HERE)
    whole_output(reporter, replace(one, findings=(hostile,)), troubles=False)
    lines = reporter.step_summary().splitlines()
    assert lines[0] == "## attrib"
    assert lines[2] == "1 warning in 1 article."
    message = r"&lt;script&gt;\|\`x\`\|&lt;/script&gt; \*\*b\*\* \[a\]\(http://b\) \# c &amp; \@d"
    assert lines[-1] == rf"| warning | site/stories/café one.md:1 | AT301 vague\-source | {message} |"


def test_the_summary_of_nothing_says_so() -> None:
    reporter = GithubCheck(HERE)
    assert whole_output(reporter, replace(report(), findings=()), troubles=False) == ""
    assert reporter.step_summary() == "## attrib\n\nNothing found in 1 article.\n"


def test_the_summary_is_bounded() -> None:
    one = report()
    many = tuple(
        replace(one.findings[0], message="é" * 10_000, span=CharSpan(n % 50, n % 50 + 1)) for n in range(MOST_ROWS + 7)
    )
    reporter = GithubCheck(HERE)
    assert whole_output(reporter, replace(one, findings=many), troubles=False).count("\n") == MOST_ROWS + 7
    summary = reporter.step_summary()
    assert "7 more are not listed here." in summary
    assert len(summary) < MOST_ROWS * (LONGEST_MESSAGE + 200)
