from __future__ import annotations

import textwrap

import pytest
from support.effort import effort

from attrib.model import Article, BlockKind
from attrib.readers.furniture import Furniture
from attrib.readers.plain import plain_article, plain_blocks

PARAGRAPHS = (
    "The council voted on Tuesday to close the old bridge, which engineers had called unsafe in a report last autumn.",
    "“We could not wait any longer,” said Ann Lee, who leads the council. She hoped that work would begin in the "
    "spring, and that lorries would stay away until then.",
    "Tom Hart, a shopkeeper in Mill Street, said the detour would cost him half of his customers and that nobody had "
    "asked him about it.",
)


def words_of(article: Article) -> list[str]:
    return [" ".join(block.span.of(article.text).split()) for block in article.blocks]


def kinds_of(text: str) -> list[str]:
    return [block.kind.value for block in plain_blocks(text)]


@pytest.mark.parametrize("between", ["\n", "\n\n", "\r\n\r\n", "\r", "\u2028", "\f", "\n \t\n\n"])
def test_a_line_is_a_paragraph(between: str) -> None:
    assert words_of(plain_article(between.join(PARAGRAPHS))) == list(PARAGRAPHS)


@pytest.mark.parametrize("width", [60, 72, 90])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_hard_wrapped_lines_with_blank_lines_between(width: int, end: str) -> None:
    text = (end + end).join(end.join(textwrap.wrap(paragraph, width)) for paragraph in PARAGRAPHS)
    article = plain_article(text)
    assert article.text == text
    assert words_of(article) == list(PARAGRAPHS)


@pytest.mark.parametrize("indent", ["   ", "\t"])
def test_hard_wrapped_lines_with_indented_paragraphs(indent: str) -> None:
    wrapped = [textwrap.fill(paragraph, 72, initial_indent=indent, tabsize=8) for paragraph in PARAGRAPHS]
    assert words_of(plain_article("\n".join(wrapped))) == list(PARAGRAPHS)


def test_hard_wrapped_lines_under_a_short_heading_and_a_list() -> None:
    text = "Bridge to close\n" + textwrap.fill(PARAGRAPHS[0], 66) + "\n- " + textwrap.fill(PARAGRAPHS[2], 66)
    assert words_of(plain_article(text)) == ["Bridge to close", PARAGRAPHS[0], "- " + PARAGRAPHS[2]]


def test_a_paragraph_broken_off_amid_a_sentence_stays_alone() -> None:
    text = f"“I count this evening a good beginning of\n\nworking together again\n\n{PARAGRAPHS[1]}\n"
    assert len(plain_article(text).blocks) == 3


@pytest.mark.parametrize(
    "text",
    [
        # verse and lists are narrow
        "the moon is up\nthe cat is out\nthe night is long\nthe owl has flown\n",
        # short paragraphs of which one goes on
        "Ferry late\nThe ferry was late.\nIt was the third time\nthis week.\nAnn Lee was cross.\n",
        # long paragraphs that break off in the middle
        f"{PARAGRAPHS[0][:-1]} of the\nyear before\n{PARAGRAPHS[1]}\n{PARAGRAPHS[2]}",
    ],
)
def test_lines_that_are_not_hard_wrapped_are_not_joined(text: str) -> None:
    assert len(plain_article(text).blocks) == len(text.splitlines())


def test_a_story_with_all_its_parts() -> None:
    text = "\n".join(
        [
            "Bridge will close ‘within days’, says council leader",
            "By ANN LEE and TOM HART, Staff Writer",
            "Tuesday, March 3, 2020",
            *PARAGRAPHS,
            "Read more: Why the bridge was never mended",
            "“No comment,” he said.",
            "© 2020 The Mill Gazette. All rights reserved.",
            "Related Articles",
            "Ferry late for the third time",
        ]
    )
    assert kinds_of(text) == [
        "headline",
        "byline",
        "dateline",
        "body",
        "body",
        "body",
        "furniture",
        "body",
        "furniture",
        "furniture",
        "furniture",
    ]


@pytest.mark.parametrize(
    "first",
    [
        "The council voted to close the bridge.",
        "“I count this evening a good beginning",
        "Officials said the bridge would",
        "MILLTOWN (Reuters) -",
        "Who will pay for the bridge?",
        "He said:",
        "- a first point",
        "Advertisement",
    ],
)
def test_a_first_line_that_may_be_text_is_no_headline(first: str) -> None:
    assert "headline" not in kinds_of(f"{first}\n\n{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}")


def test_a_headline_needs_an_article() -> None:
    assert kinds_of("Bridge to close") == ["body"]
    assert kinds_of("Bridge to close\nFerry late\nMarket moves") == ["body"] * 3


@pytest.mark.parametrize(
    "line",
    [
        "By Ann Lee",
        "BY ANN LEE",
        "By Ann Lee, The Mill Gazette",
        "By Ann Lee | The Mill Gazette",
        "By Ludwig van der Meer and Ana de la Cruz",
        "By J. K. O’Neill-Smith Jr.",
        "By The Associated Press",
        "By Ann Lee in Paris",
    ],
)
def test_bylines(line: str) -> None:
    assert kinds_of(f"Bridge to close\n{line}\n{PARAGRAPHS[0]}")[1] == "byline"


@pytest.mark.parametrize(
    "line",
    [
        "By Monday Night",
        "By The Numbers",
        "By noon the bridge was shut",
        "By Ann Lee’s account it was shut. He agreed.",
    ],
)
def test_lines_that_only_start_like_a_byline(line: str) -> None:
    assert kinds_of(f"Bridge to close\n{line}\n{PARAGRAPHS[0]}")[1] != "byline"


@pytest.mark.parametrize(
    "line",
    [
        "Related Articles",
        "READ MORE »",
        "Advertisement",
        "[Advertisement]",
        "Share this article",
        "Click here to read the full report",
        "Copyright 2020 Mill Gazette",
        "Follow Ann Lee on Twitter @annlee.",
        "Sign up for our morning newsletter",
        "***",
        "-30-",
    ],
)
def test_furniture(line: str) -> None:
    assert kinds_of(f"{PARAGRAPHS[0]}\n{line}\n{PARAGRAPHS[1]}") == ["body", "furniture", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "Read more books, the minister said.",
        "Related claims were rejected by the court.",
        "Click here to pay, the message said. He did.",
        "“All rights reserved,” the label said.",
        "Share this burden, he told them.",
        "Copyright law is unclear, she said.",
        "😀",
        "...",
        "No.",
    ],
)
def test_sentences_that_only_look_like_furniture(line: str) -> None:
    assert kinds_of(f"{PARAGRAPHS[0]}\n{line}\n{PARAGRAPHS[1]}") == ["body"] * 3


def test_titles_under_related_articles_count_only_at_the_end() -> None:
    text = f"{PARAGRAPHS[0]}\nRelated articles\nFerry late for the third time\n{PARAGRAPHS[1]}"
    assert kinds_of(text) == ["body", "furniture", "body", "body"]


def test_a_house_may_bring_its_own_furniture() -> None:
    own = Furniture(lines=("mill gazette first with the news",), patterns=(), listing_lines=())
    blocks = plain_blocks("Mill Gazette: first\nMill Gazette first with the news\nAdvertisement", furniture=own)
    assert [block.kind for block in blocks] == [BlockKind.BODY, BlockKind.FURNITURE, BlockKind.BODY]


@pytest.mark.parametrize("text", ["", "\n\n \r\n", "\t"])
def test_nothing_to_read(text: str) -> None:
    assert plain_article(text).blocks == ()


@pytest.mark.parametrize("unit", ["the bridge that she had seen from the hill in the morning was not\n", "\n"])
def test_effort_grows_with_length(unit: str) -> None:
    def cost(lines: int) -> int:
        return effort(lambda: plain_article(unit * lines))

    cost(10)
    # Four times the length: quadratic work would take sixteen times the calls.
    assert cost(2_000) < 6 * cost(500)


# Expressions read a long line, in calls that do not show how far they look.
@pytest.mark.parametrize("unit", ["“It is safe,” she said. ", "Read more: "])
def test_a_very_long_line_is_one_block(unit: str) -> None:
    assert words_of(plain_article(unit * 50_000)) == [(unit * 50_000).strip()]
