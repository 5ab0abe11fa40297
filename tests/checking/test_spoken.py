"""Quotations of running text and whose words they are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.contexts import blank, make_article, person, quotation, relation, span_of

from attrib.checking import CheckContext
from attrib.checking.spoken import SpokenWords, are_two, ends_sentence, is_named_in, is_pronoun, sentence_count
from attrib.checks.late_attribution import CHECK
from attrib.model import Article, AttributionRelation, BlockKind, Quotation, QuotationUse, Speaker, SpeakerKind


def spoken(article: Article, quotations: list[Quotation], relations: list[AttributionRelation]) -> SpokenWords:
    return SpokenWords(CheckContext(article, blank().parse(article), quotations, relations, CHECK.info))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("We lost stock", 1),
        ("We lost stock. We lost hope.", 2),
        ("We asked Mr. Reed and Sen. Lunn. Nobody came.", 2),
        ("John F. Reed sold it.", 1),
        ("Who? Me? Never!", 3),
        ("It rose 3.5 percent.", 1),
        ("It was I. She knew.", 2),
        ("“Go.” “No.” He left.", 3),
    ],
)
def test_sentences_are_counted_past_abbreviations(text: str, count: int) -> None:
    assert sentence_count(text) == count
    assert ends_sentence(text) is (count > 1)


def test_quotations_come_with_the_innermost_source_outside_their_marks() -> None:
    article = make_article("The ministry said Reed told it: “We sold the mill.”")
    quoted = quotation(article, "“We sold the mill.”")
    outer = relation(article, "Reed told it: “We sold the mill.”", cue="said", source="The ministry")
    inner = replace(relation(article, "“We sold the mill.”", cue="told", source="Reed"), id="a2", parent="a1")
    (found,) = spoken(article, [quoted], [outer, inner]).all
    assert found.relation is inner
    assert found.named_at == article.text.index("Reed")


def test_what_a_speaker_tells_of_others_is_no_attribution_of_his_words() -> None:
    article = make_article("“My aunt said it was sold,” he left.")
    quoted = quotation(article, "“My aunt said it was sold,”")
    within = relation(article, "it was sold", cue="said", source="My aunt")
    (found,) = spoken(article, [quoted], [within]).all
    assert found.relation is None
    assert found.named_at == -1


def test_paragraphs_of_a_run_take_the_attribution_of_the_next() -> None:
    article = make_article("“We sold it.\n“We wept,” said Reed.")
    first = quotation(article, "“We sold it.", closed=False, continued=True)
    second = quotation(article, "“We wept,”")
    said = relation(article, "“We wept,”", cue="said", source="Reed")
    assert [one.relation for one in spoken(article, [first, second], [said]).all] == [said, said]


def test_titles_broken_marks_headings_and_turns_of_a_transcript_are_left_out() -> None:
    article = make_article("“Sold”\n“Hinges” and “We sold it, and “We wept.”", {0: BlockKind.HEADLINE})
    head = quotation(article, "“Sold”")
    title = quotation(article, "“Hinges”", use=QuotationUse.TITLE)
    torn = quotation(article, "“We sold it,", closed=False)
    turn = quotation(article, "“We wept.”")
    label = replace(relation(article, "“We wept.”", source="Hinges"), rule="label")
    assert spoken(article, [head, title, torn, turn], [label]).all == ()
    assert [one.quotation for one in spoken(article, [head, title, torn, turn], []).all] == [turn]


def test_a_name_is_known_again_by_its_words_its_genitive_and_its_plural() -> None:
    article = make_article("Pia Berg met the Bergs at Berg’s mill. “Go,” said Pia Berg.")
    said = relation(article, "“Go,”", cue="said", source="Pia Berg", nth=0, speaker=person("Pia Berg"))
    assert is_named_in(article.text, said, span_of(article.text, "the Bergs"))
    assert is_named_in(article.text, said, span_of(article.text, "Berg’s"))
    assert not is_named_in(article.text, said, span_of(article.text, "met the"))


def test_a_source_without_a_name_is_known_again_by_its_nouns() -> None:
    article = make_article("Two weavers sat down. “Go,” said one of the weavers.")
    crowd = Speaker(None, SpeakerKind.ANONYMOUS)
    said = relation(article, "“Go,”", cue="said", source="one of the weavers", speaker=crowd)
    assert is_named_in(article.text, said, span_of(article.text, "Two weavers"))
    assert not is_pronoun(article.text, said)


def test_two_speakers_are_two_only_where_both_have_names() -> None:
    article = make_article("“Go,” said Reed. “No,” he said.")
    reed = relation(article, "“Go,”", source="Reed", speaker=person("Tom Reed"))
    moe = relation(article, "“No,”", source="he", speaker=person("Ida Moe"))
    nobody = relation(article, "“No,”", source="he", speaker=person(None))
    assert are_two(reed, moe)
    assert not are_two(reed, nobody)
    assert not are_two(reed, replace(reed, id="a2"))
    assert is_pronoun(article.text, moe)
