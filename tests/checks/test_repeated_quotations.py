"""The same words twice: one speaker, two, or nobody knows."""

from __future__ import annotations

import pytest
from support.contexts import blank, findings_of, flagged, make_article, person, quotation, relation
from support.effort import effort

from attrib.checks import contested_quotation, duplicated_quotation
from attrib.model import (
    Article,
    AttributionRelation,
    BlockKind,
    Candidate,
    CharSpan,
    Finding,
    Quotation,
    QuotationUse,
    ReportingSource,
    Speaker,
    SpeakerKind,
)

FIRST = "“The gates were never shut to us,”"
SECOND = "‘the gates were NEVER shut to us.’"
TEXT = f"{FIRST} she said.\nLater: {SECOND}"


def body(
    one: Speaker | None, two: Speaker | None, **more: object
) -> tuple[Article, list[Quotation], list[AttributionRelation]]:
    article = make_article(TEXT)
    quotations = [quotation(article, FIRST), quotation(article, SECOND, use=QuotationUse.FRAGMENT)]
    relations = [relation(article, FIRST, source="she", speaker=one), relation(article, SECOND, speaker=two, **more)]  # type: ignore[arg-type]
    return article, quotations, relations


def both(one: Speaker | None, two: Speaker | None, **more: object) -> tuple[list[Finding], list[Finding]]:
    article, quotations, relations = body(one, two, **more)
    return (
        findings_of(duplicated_quotation.CHECK, article, quotations=quotations, relations=relations),
        findings_of(contested_quotation.CHECK, article, quotations=quotations, relations=relations),
    )


AMBIGUOUS = Speaker(None, candidates=(Candidate("Ann Lee", 0.5), Candidate("Carl Ness", 0.5)))
BODY = SpeakerKind.ORGANISATION


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (person("Ann Lee"), person("Ann Lee")),
        (person("Ann Lee"), person("Lee")),
        (person("Ann Lee"), person("the mayor", aliases=("Lee",))),
        (person("Ann Lee"), AMBIGUOUS),
        (person("Ann Lee"), None),
        (person("Ann Lee"), person("Carl Ness", resolved_by="pronoun")),
        (None, None),
        (person("Ann Lee"), Speaker("the ministry", BODY)),
        (Speaker("neighbours", SpeakerKind.GROUP), Speaker("residents", SpeakerKind.GROUP)),
        (Speaker("the Ministry of Ports", BODY), Speaker("Ministry of Ports", BODY)),
    ],
    ids=[
        "same",
        "surname",
        "alias",
        "ambiguous",
        "unknown",
        "pronoun",
        "both unknown",
        "body and person",
        "groups",
        "article",
    ],
)
def test_words_nobody_else_is_known_to_say_are_duplicated_not_contested(
    one: Speaker | None, two: Speaker | None
) -> None:
    duplicated, contested = both(one, two)
    assert len(duplicated) == 1
    assert contested == []


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (person("Ann Lee"), person("Carl Ness")),
        (person("Ann Lee"), person("Ann Ness")),
        (Speaker("the Holm Gazette", BODY), Speaker("the Ministry of Ports", BODY)),
    ],
)
def test_two_known_speakers_contest_the_words(one: Speaker, two: Speaker) -> None:
    duplicated, contested = both(one, two)
    assert duplicated == []
    (finding,) = contested
    assert finding.message.startswith(f"{two.name} says the words that {one.name} says elsewhere")
    assert finding.related[0].span == CharSpan(0, len(FIRST))


def test_who_passed_the_words_on_is_no_other_speaker() -> None:
    relay = (ReportingSource("the Ports Ministry", CharSpan(0, 1)),)
    duplicated, contested = both(
        Speaker("Ports Ministry", BODY), Speaker("Harbour Office", BODY), reporting_sources=relay
    )
    assert contested == []
    assert len(duplicated) == 1


def test_the_later_one_is_flagged_and_the_first_related() -> None:
    article, quotations, relations = body(person("Ann Lee"), person("Ann Lee"))
    (finding,) = findings_of(duplicated_quotation.CHECK, article, quotations=quotations, relations=relations)
    assert finding.span.of(article.text) == SECOND
    assert finding.related[0].span.of(article.text) == FIRST


@pytest.mark.parametrize(
    "kind", [BlockKind.HEADLINE, BlockKind.STANDFIRST, BlockKind.PULL_QUOTE, BlockKind.CAPTION, BlockKind.BLOCKQUOTE]
)
def test_words_repeated_on_purpose_are_not_compared(kind: BlockKind) -> None:
    article = make_article(f"{FIRST}\n{SECOND}", {0: kind})
    quotations = [quotation(article, FIRST), quotation(article, SECOND)]
    assert findings_of(duplicated_quotation.CHECK, article, quotations=quotations) == []


def test_short_quotations_titles_and_nested_ones_are_not_compared() -> None:
    article = make_article(f"{FIRST} {SECOND}")
    whole, again = quotation(article, FIRST), quotation(article, SECOND)
    run = lambda quotations, **options: findings_of(  # noqa: E731
        duplicated_quotation.CHECK, article, quotations=quotations, options=options
    )
    assert len(run([whole, again])) == 1
    assert run([whole, again], min_words=8) == []
    assert run([whole, quotation(article, SECOND, use=QuotationUse.TITLE)]) == []
    assert run([whole, quotation(article, SECOND, nested=True)]) == []


def test_a_quotation_cut_by_its_cue_is_compared_as_a_whole_and_reported_once() -> None:
    first = "“We held the gates,” she said, “all through the winter.”"
    text = f"{first}\n“We held the gates all through the winter,” she said."
    article = make_article(text)
    quotations = [
        quotation(article, "“We held the gates,”"),
        quotation(article, "“all through the winter.”"),
        quotation(article, "“We held the gates all through the winter,”"),
    ]
    cut = relation(article, first, speaker=person("Ann Lee"))
    found = findings_of(duplicated_quotation.CHECK, article, quotations=quotations, relations=[cut])
    assert flagged(article, found) == ["“We held the gates all through the winter,”"]
    assert found[0].related[0].span.of(article.text) == first


def test_three_times_gives_two_findings() -> None:
    words = "“Nobody may pass after the bell”"
    article = make_article("\n".join([f"{words} rang out."] * 3))
    quotations = [quotation(article, words, nth) for nth in range(3)]
    assert len(findings_of(duplicated_quotation.CHECK, article, quotations=quotations)) == 2


def test_many_quotations_are_compared_with_effort_that_grows_with_their_number() -> None:
    def cost(count: int) -> int:
        lines = [f"“Number {n} of all the things we heard that day.”" for n in range(count)]
        article = make_article("\n".join(lines))
        starts = [block.span for block in article.blocks]
        quotations = [
            Quotation(span, CharSpan(span.start + 1, span.end - 1), "curly-double", i) for i, span in enumerate(starts)
        ]
        relations = [relation(article, lines[0], speaker=person("Ann Lee"))] * 1
        relations = [
            AttributionRelation(
                f"a{i}", item.kind, (span,), (), (), item.act, item.modality, "by-hand", speaker=person("Ann Lee")
            )
            for item in relations
            for i, span in enumerate(starts)
        ]
        parse, found = blank().parse(article), []
        calls = effort(
            lambda: found.extend(
                findings_of(
                    duplicated_quotation.CHECK, article, quotations=quotations, relations=relations, parse=parse
                )
            )
        )
        assert found == []
        return calls

    cost(10)
    # Four times the quotations: comparing each with each would take sixteen times the calls.
    assert cost(400) < 6 * cost(100)
