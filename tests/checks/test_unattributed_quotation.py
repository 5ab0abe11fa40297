from __future__ import annotations

import pytest
from support.contexts import findings_of, flagged, make_article, person, quotation, relation

from attrib.checks.unattributed_quotation import CHECK
from attrib.model import BlockKind, QuotationUse

WORDS = "“We will all be ruined.”"


def test_a_quotation_alone_is_flagged_with_its_words() -> None:
    article = make_article(f"The quay was shut by noon. {WORDS}")
    (finding,) = findings_of(CHECK, article, quotations=[quotation(article, WORDS)])
    assert finding.span.of(article.text) == WORDS
    assert finding.message.startswith("Nobody is named as saying “We will all be ruined.”")


@pytest.mark.parametrize("source", ["", "Ann Lee"])
def test_a_source_or_a_speaker_settles_it(source: str) -> None:
    article = make_article(f"{WORDS} said Ann Lee.")
    said = relation(article, WORDS, cue="said", source=source, speaker=person("Ann Lee"))
    assert findings_of(CHECK, article, quotations=[quotation(article, WORDS)], relations=[said]) == []


@pytest.mark.parametrize(("confidence", "count"), [(0.3, 0), (0.9, 1)])
def test_a_cue_without_a_source_is_flagged_only_where_it_is_sure(confidence: float, count: int) -> None:
    article = make_article(f"{WORDS} So it was said.")
    said = relation(article, WORDS, cue="said", confidence=confidence)
    assert len(findings_of(CHECK, article, quotations=[quotation(article, WORDS)], relations=[said])) == count


def test_somebody_quoted_in_the_paragraph_settles_it_but_nobody_inside_the_quotation_does() -> None:
    article = make_article("Ann Lee said she was sorry. “We heard Bob say it would all be ruined.”")
    quoted = quotation(article, "“We heard Bob say it would all be ruined.”")
    outside = relation(article, "she was sorry", cue="said", source="Ann Lee")
    assert findings_of(CHECK, article, quotations=[quoted], relations=[outside]) == []
    article = make_article("The hall fell silent. “My mother used to say the sea would have it.”")
    quoted = quotation(article, "“My mother used to say the sea would have it.”")
    inside = relation(article, "the sea would have it", cue="say", source="My mother")
    assert len(findings_of(CHECK, article, quotations=[quoted], relations=[inside])) == 1


def test_a_source_in_another_paragraph_does_not_settle_it() -> None:
    article = make_article(f"Ann Lee said she was sorry.\n{WORDS}")
    said = relation(article, "she was sorry", cue="said", source="Ann Lee")
    assert len(findings_of(CHECK, article, quotations=[quotation(article, WORDS)], relations=[said])) == 1


def test_a_quotation_that_runs_on_is_one_and_shares_its_source() -> None:
    article = make_article("“We had no warning of it at all.\n“Nobody rang us before the flood.” Ann Lee left.")
    first = quotation(article, "“We had no warning of it at all.", closed=False, continued=True)
    second = quotation(article, "“Nobody rang us before the flood.”")
    assert len(findings_of(CHECK, article, quotations=[first, second])) == 1
    said = relation(article, "“Nobody rang us before the flood.”", source="Ann Lee")
    assert findings_of(CHECK, article, quotations=[first, second], relations=[said]) == []


@pytest.mark.parametrize(
    "text",
    [
        f"Ann Lee, in a letter to the council:\n{WORDS}",
        f"What the neighbours said:\n“It was loud all night long.”\n{WORDS}",
        f"{WORDS}\n— Ann Lee, a beekeeper",
    ],
    ids=["colon", "list below a colon", "by-line"],
)
def test_a_lead_in_or_a_by_line_settles_it(text: str) -> None:
    article = make_article(text)
    assert findings_of(CHECK, article, quotations=[quotation(article, WORDS)]) == []


@pytest.mark.parametrize(
    "text",
    [f"Ann Lee told the paper in a letter, {WORDS}", f"Ann Lee: {WORDS}", "“We will all be ruined,” quoth Ann Lee."],
)
def test_a_lead_in_or_clause_that_extraction_has_not_made_out_is_left_alone(text: str) -> None:
    article = make_article(text)
    words = WORDS if WORDS in text else "“We will all be ruined,”"
    assert findings_of(CHECK, article, quotations=[quotation(article, words)]) == []


@pytest.mark.parametrize("use", [use for use in QuotationUse if use is not QuotationUse.SPEECH])
def test_what_is_not_speech_is_not_looked_at(use: QuotationUse) -> None:
    article = make_article(f"They sang {WORDS}")
    assert findings_of(CHECK, article, quotations=[quotation(article, WORDS, use=use)]) == []


@pytest.mark.parametrize("kind", [BlockKind.HEADLINE, BlockKind.PULL_QUOTE, BlockKind.BLOCKQUOTE, BlockKind.CAPTION])
def test_only_running_text_is_looked_at(kind: BlockKind) -> None:
    article = make_article(WORDS, {0: kind})
    assert findings_of(CHECK, article, quotations=[quotation(article, WORDS)]) == []


def test_short_and_nested_quotations_are_not_looked_at() -> None:
    article = make_article("“Not one of them ‘would come back here’ again.” And then “Never.”")
    outer = quotation(article, "“Not one of them ‘would come back here’ again.”")
    inner = quotation(article, "‘would come back here’", nested=True)
    short = quotation(article, "“Never.”")
    found = findings_of(CHECK, article, quotations=[outer, inner, short])
    assert flagged(article, found) == ["“Not one of them ‘would come back here’ again.”"]
    assert len(findings_of(CHECK, article, quotations=[short], options={"min_words": 1})) == 1
