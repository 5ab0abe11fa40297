"""AT106 to AT113: what stands in the marks of a quotation."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.contexts import findings_of, flagged, make_article, make_parse, person, quotation, relation, span_of
from support.effort import effort

from attrib.checking import Check
from attrib.checks import (
    altered_quotation,
    fragmentary_quotation,
    headline_quotation_not_in_body,
    nested_marks,
    nonstandard_spelling,
    quotation_repeats_paraphrase,
    scare_quotes,
    translated_quotation,
)
from attrib.model import (
    Article,
    Block,
    BlockKind,
    CharSpan,
    Finding,
    Quotation,
    QuotationUse,
    SourceMap,
    Translation,
    TranslationMeans,
)

FRAGMENT = QuotationUse.FRAGMENT


def altered(words: str, **options: object) -> list[Finding]:
    article = make_article(f"“{words}” Reed said.")
    return findings_of(
        altered_quotation.CHECK, article, quotations=[quotation(article, f"“{words}”")], options=dict(options)
    )


@pytest.mark.parametrize(
    "words",
    [
        "We [will] sell it.",
        "It is [not] safe.",
        "It [isn’t] safe.",
        "[It’s] a fine mill.",
        "And [they are] glad.",
        "We will … sell it.",
        "We did not ... sell it.",
        "We couldn’t . . . sell it.",
    ],
)
def test_verbs_and_negations_put_in_or_cut_away(words: str) -> None:
    (finding,) = altered(words)
    assert finding.message.startswith("A verb or a negation is altered at")
    assert len(finding.related) == 1


@pytest.mark.parametrize(
    "words",
    [
        "[W]e sold it.",
        "It belong[s] to us.",
        "It was [sic] ours.",
        "It was ours [laughter] and theirs.",
        "He [Reed] sold [the old mill].",
        "We sold it [to the Bank of Holm].",
        "It was… it was ours.",
        "We will. … sell it, he said.",
        "We would ....sell it.",
        "We sold … the mill.",
        "…will sell it …",
    ],
)
def test_what_changes_nothing(words: str) -> None:
    assert altered(words) == []


def test_many_alterations_are_counted_apart_from_names() -> None:
    two = "We sold … the mill [only] then."
    (finding,) = altered(two)
    assert finding.message.startswith("2 alterations in one quotation")
    assert altered(two, max_marks=2) == []
    names = "[Reed] and [Lunn] and [Moe] and [Ness] left."
    assert len(altered(names)) == 1
    assert altered(names, max_names=4) == []


def test_broken_marks_headings_and_narration_are_not_looked_at() -> None:
    article = make_article("“We [will] go\nIt [is] “so”", {1: BlockKind.CAPTION})
    torn = quotation(article, "“We [will] go", closed=False)
    caption = quotation(article, "“so”")
    assert findings_of(altered_quotation.CHECK, article, quotations=[torn, caption]) == []


def headed(
    head: str, body: str, *, single: bool = True, use: QuotationUse = FRAGMENT, **options: object
) -> list[Finding]:
    article = make_article(f"{head}\n{body}", {0: BlockKind.HEADLINE})
    opens, closes = ("‘", "’") if single else ("“", "”")
    words = head[head.index(opens) : head.rindex(closes) + 1]
    quoted = replace(quotation(article, words, use=use), style="curly-single" if single else "curly-double")
    return findings_of(headline_quotation_not_in_body.CHECK, article, quotations=[quoted], options=dict(options))


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("Reed: ‘Sell the mill’", "He would sell a mill."),
        ("Reed says mill is ‘not safe’", "The mill, not being safe, was shut."),
        ("‘I sold the mill’", "I, he said, sold the mills."),
        ("Court told of ‘a rotten roof’", "The roof was rotten."),
        ("Reed: ‘We waited … all night’", "All night we waited."),
    ],
)
def test_words_of_a_headline_that_the_body_lacks(head: str, body: str) -> None:
    (finding,) = headed(head, body)
    assert finding.message.startswith("The headline quotes")


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("Reed: ‘Sell the mill’", "He said: “We should SELL the mill.”"),
        ("Reed: ‘We won’t sell’", "“We will not sell,” he said."),
        ("Reed: ‘We’re sure’", "“We are sure,” he said."),
        ("Reed: ‘We waited … all night’", "“We waited on the quay all night,” he said."),
        ("Reed: ‘Sell [it] now’", "“Sell the mill now,” he said."),
        ("Reed: ‘It is sold’", "“It [the mill] is sold,” he said."),
        ("Reed: ‘Sold’", "He kept it."),
        ("Mill ‘to close in May’", "It will close."),
        ("Parties warned over ‘grey vote’", "Old people vote."),
    ],
)
def test_words_that_the_body_has_or_that_nobody_is_given(head: str, body: str) -> None:
    assert headed(head, body) == []


def test_claims_in_single_marks_on_demand_and_in_double_marks_always() -> None:
    assert len(headed("Mill ‘to close in May’", "It will close.", claims=True)) == 1
    assert len(headed("Mill “to close in May”", "It will close.", single=False)) == 1


def test_titles_in_a_headline_unless_all_of_it_is_capitalised() -> None:
    body = "A film was shown."
    assert headed("Film “The Long Road” opens", body, single=False, use=QuotationUse.TITLE) == []
    assert len(headed("Reed Calls Film “The Long Road”", body, single=False, use=QuotationUse.TITLE)) == 1
    assert headed("Boxer “Tiny Reed” wins", body, single=False, use=QuotationUse.NICKNAME) == []


def test_a_standfirst_is_a_head_and_not_the_body() -> None:
    article = make_article(
        "Reed: “Sell it now”\n“Sell it now,” he says\nHe would sell.",
        {0: BlockKind.HEADLINE, 1: BlockKind.STANDFIRST},
    )
    quotations = [quotation(article, "“Sell it now”"), quotation(article, "“Sell it now,”")]
    messages = [
        finding.message for finding in findings_of(headline_quotation_not_in_body.CHECK, article, quotations=quotations)
    ]
    assert [message.split()[1] for message in messages] == ["headline", "standfirst"]


def test_a_headline_without_an_article_is_left_alone() -> None:
    article = make_article("Reed: “Sell it now”", {0: BlockKind.HEADLINE})
    quoted = quotation(article, "“Sell it now”")
    assert findings_of(headline_quotation_not_in_body.CHECK, article, quotations=[quoted]) == []


def scraps(text: str, *words: str, **options: object) -> list[str]:
    article = make_article(text)
    quotations = [quotation(article, one, use=FRAGMENT) for one in words]
    said = relation(article, text.removesuffix("."), source="Kerr", speaker=person("Tom Kerr"))
    found = findings_of(
        fragmentary_quotation.CHECK, article, quotations=quotations, relations=[said], options=dict(options)
    )
    return flagged(article, found)


def test_scraps_of_one_speaker_in_a_sentence() -> None:
    text = "Kerr said it was “bold”, “fair” and “overdue”."
    words = ("“bold”", "“fair”", "“overdue”")
    assert scraps(text, *words) == ["“bold”, “fair” and “overdue”"]
    assert scraps(text, *words, min_fragments=4) == []
    assert scraps(text, *words[:2]) == []
    assert scraps(text.replace("“fair” and", "“fair”. It was"), *words) == []
    assert scraps(text.replace("bold", "Hinges"), "“Hinges”", *words[1:]) == []
    assert scraps(text.replace("bold", "bold as an old bull"), "“bold as an old bull”", *words[1:]) == []


def test_marks_of_the_same_kind_within_each_other() -> None:
    article = make_article("“She said “go” and ‘no’ to me,” Reed said.")
    outer = quotation(article, "“She said “go” and ‘no’ to me,”")
    same = quotation(article, "“go”", nested=True)
    other = replace(quotation(article, "‘no’", nested=True), style="curly-single")
    found = findings_of(nested_marks.CHECK, article, quotations=[outer, same, other])
    assert flagged(article, found) == ["“go”"]
    torn = replace(outer, closed=False)
    assert findings_of(nested_marks.CHECK, article, quotations=[torn, same, other]) == []


def test_scare_quotes_are_those_nobody_may_have_used() -> None:
    words = ["The", "“", "experts", "”", "met", "."]
    article = make_article("The “experts” met.\n“The experts met,” said Reed.")
    parse = make_parse(
        article,
        words,
        heads=[2, 2, 4, 2, 4, 4],
        deps=["det", "punct", "nsubj", "punct", "ROOT", "punct"],
        tags=["DT", "``", "NNS", "''", "VBD", "."],
        lemmas=words,
    )
    scare = quotation(article, "“experts”", use=FRAGMENT)
    said = quotation(article, "“The experts met,”")
    reed = relation(article, "“The experts met,”", source="Reed")
    assert flagged(article, findings_of(scare_quotes.CHECK, article, quotations=[scare], parse=parse)) == ["“experts”"]
    assert findings_of(scare_quotes.CHECK, article, quotations=[scare, said], relations=[reed], parse=parse) == []
    for use in (QuotationUse.TERM, QuotationUse.TITLE, QuotationUse.SPEECH):
        assert findings_of(scare_quotes.CHECK, article, quotations=[replace(scare, use=use)], parse=parse) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("We’re gonna win", ["gonna"]),
        ("I left ‘cause it rained", ["‘cause"]),
        ("I left 'cause it rained", ["'cause"]),
        ("Goin’ home", ["Goin’"]),
        ("It rains, innit?", ["innit"]),
        ("The cause is known", []),
        ("We went to Wannaska", []),
        ("Come in’ and stay", []),
    ],
)
def test_spellings_of_the_lexicon(words: str, found: list[str]) -> None:
    article = make_article(f"“{words},” Reed said. He was gonna go.")
    quoted = quotation(article, f"“{words},”")
    assert flagged(article, findings_of(nonstandard_spelling.CHECK, article, quotations=[quoted])) == found
    title = replace(quoted, use=QuotationUse.TITLE)
    assert findings_of(nonstandard_spelling.CHECK, article, quotations=[title]) == []


def repeated(before: str, words: str, **options: object) -> bool:
    """Return whether AT110 flags the quotation `words` after the sentence `before`, each word of which is a token."""
    article = make_article(f"{before} “{words},” Reed said.")
    tokens = [*before.removesuffix(".").split(), "."]
    count = len(tokens)
    parse = make_parse(
        article, tokens, heads=[0] * count, deps=["ROOT"] + ["dep"] * (count - 1), tags=["X"] * count, lemmas=tokens
    )
    quoted = quotation(article, f"“{words},”")
    said = relation(article, f"“{words},”", source="Reed", speaker=person("Tom Reed"))
    return bool(
        findings_of(
            quotation_repeats_paraphrase.CHECK,
            article,
            quotations=[quoted],
            relations=[said],
            parse=parse,
            options=dict(options),
        )
    )


def test_a_quotation_that_says_it_again() -> None:
    before = "The pumps were failing and the cellars flooded."
    assert repeated(before, "The pumps fail and the cellars flood")
    assert not repeated(before, "The pumps never fail and the cellars flood")
    assert not repeated(before, "The pumps fail and 9 cellars flood")
    assert not repeated(before, "The pumps fail and my mother weeps in the cellar")
    assert not repeated(before, "The pumps fail and the cellars flood", min_words=5)
    assert repeated(before, "The pumps fail and my cellar is mine", similarity=0.5)


def translated(words: str, how: TranslationMeans, **options: object) -> list[Finding]:
    article = make_article(f"{words} Quispe said through an interpreter. “It is so.”")
    told = Translation(span_of(article.text, "through an interpreter"), how)
    quoted = quotation(article, words)
    more = quotation(article, "“It is so.”")
    said = replace(relation(article, words, source="Quispe"), content=(quoted.span, more.span), translation=told)
    return findings_of(
        translated_quotation.CHECK, article, quotations=[quoted, more], relations=[said], options=dict(options)
    )


def test_translated_words_in_marks_once_for_each_place_that_says_so() -> None:
    (finding,) = translated("“The bread was warm,”", TranslationMeans.INTERPRETED)
    assert "“through an interpreter”" in finding.message
    assert finding.related[0].message == "the article says so here"
    assert translated("“The bread was warm,”", TranslationMeans.LANGUAGE) == []
    assert len(translated("“The bread was warm,”", TranslationMeans.LANGUAGE, means=("language",))) == 1
    assert translated("“The bread was warm,”", TranslationMeans.INTERPRETED, min_words=5) == []


def lines(text: str, count: int) -> tuple[Article, list[Quotation]]:
    whole = "\n".join([text] * count)
    article = Article(whole, whole, SourceMap.identity(whole), tuple(_blocks(text, count)))
    first = make_article(text)
    start, end = text.index("“"), text.rindex("”") + 1
    quotations = []
    for number in range(count):
        at = number * (len(text) + 1)
        span = CharSpan(at + start, at + end)
        inner = CharSpan(span.start + 1, span.end - 1)
        quotations.append(
            replace(quotation(first, text[start:end]), span=span, inner=inner, block=number, use=FRAGMENT)
        )
    return article, quotations


def _blocks(text: str, count: int) -> list[Block]:
    starts = [number * (len(text) + 1) for number in range(count)]
    return [Block(CharSpan(start, start + len(text))) for start in starts]


@pytest.mark.parametrize(
    "check",
    [
        altered_quotation.CHECK,
        fragmentary_quotation.CHECK,
        headline_quotation_not_in_body.CHECK,
        nested_marks.CHECK,
        nonstandard_spelling.CHECK,
        scare_quotes.CHECK,
    ],
    ids=lambda check: check.info.code,
)
def test_effort_grows_with_the_quotations_and_not_their_square(check: Check) -> None:
    def work(count: int) -> int:
        article, quotations = lines("Kerr called it “a [not] gonna”.", count)
        return effort(lambda: findings_of(check, article, quotations=quotations))

    work(10)
    assert work(160) < 3 * work(80)
