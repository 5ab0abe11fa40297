from __future__ import annotations

from support.contexts import findings_of, make_article, quotation

from attrib.checks.unbalanced_quotation_marks import CHECK


def test_a_mark_that_never_closes_is_flagged_and_its_partner_placed() -> None:
    article = make_article("“The bridge will reopen in May, Ruiz said.")
    quoted = quotation(article, "“The bridge will reopen in May,", closed=False)
    (finding,) = findings_of(CHECK, article, quotations=[quoted])
    assert (finding.span.start, finding.span.end) == (0, 1)
    assert finding.message.startswith("This mark opens a quotation that is never closed")
    assert "probably stands after “…will reopen in May,”" in finding.message
    (related,) = finding.related
    assert related.span.of(article.text) == "will reopen in May,"


def test_a_mark_that_never_opened_is_flagged_and_its_partner_placed() -> None:
    article = make_article("We will build new bridges,” he said.")
    quoted = quotation(article, "We will build new bridges,”", opened=False)
    (finding,) = findings_of(CHECK, article, quotations=[quoted])
    assert finding.span.of(article.text) == "”"
    assert "probably stands before “We will build new…”" in finding.message


def test_whole_quotations_and_those_that_run_on_are_clean() -> None:
    article = make_article("“The bridge will reopen.\n“It is safe,” Ruiz said.")
    first = quotation(article, "“The bridge will reopen.", closed=False, continued=True)
    second = quotation(article, "“It is safe,”")
    assert findings_of(CHECK, article, quotations=[first, second]) == []


def test_the_same_word_twice_is_placed_at_the_right_one() -> None:
    article = make_article("No. He said: “No. We will not.")
    quoted = quotation(article, "“No. We will not.", closed=False)
    (finding,) = findings_of(CHECK, article, quotations=[quoted])
    assert finding.related[0].span.start == article.text.rindex("No.")


def test_paragraphs_of_one_quotation_run_together_are_clean_and_the_last_is_looked_at() -> None:
    article = make_article("Ruiz said: “We have the money. “We have the workers. “We have steel.")
    first = quotation(article, "“We have the money.", closed=False)
    second = quotation(article, "“We have the workers.", closed=False)
    third = quotation(article, "“We have steel.", closed=False)
    (finding,) = findings_of(CHECK, article, quotations=[first, second, third])
    assert finding.span.start == third.span.start
