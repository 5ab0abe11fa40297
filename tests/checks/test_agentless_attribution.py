from __future__ import annotations

from support.contexts import findings_of, flagged, make_article, make_parse, quotation, relation

from attrib.checks.agentless_attribution import CHECK
from attrib.model import Article, QuotationKind
from attrib.nlp import Parse

ACCUSED = [
    ("Moe", 3, "nsubjpass", "NNP", "Moe"),
    ("has", 3, "aux", "VBZ", "have"),
    ("been", 3, "auxpass", "VBN", "be"),
    ("accused", 3, "ROOT", "VBN", "accuse"),
    ("of", 3, "prep", "IN", "of"),
    ("theft", 4, "pobj", "NN", "theft"),
]
STOP = (".", 3, "punct", ".", ".")
BELIEVED = [
    ("It", 2, "nsubjpass", "PRP", "it"),
    ("is", 2, "auxpass", "VBZ", "be"),
    ("believed", 2, "ROOT", "VBN", "believe"),
    ("that", 5, "mark", "IN", "that"),
    ("rain", 5, "nsubj", "NN", "rain"),
    ("fell", 2, "ccomp", "VBD", "fall"),
    (".", 2, "punct", ".", "."),
]
SAID_TO = [
    ("Moe", 2, "nsubjpass", "NNP", "Moe"),
    ("is", 2, "auxpass", "VBZ", "be"),
    ("said", 2, "ROOT", "VBN", "say"),
    ("to", 4, "aux", "TO", "to"),
    ("own", 2, "xcomp", "VB", "own"),
    ("it", 4, "dobj", "PRP", "it"),
    (".", 2, "punct", ".", "."),
]


def parsed(text: str, *sentences: list[tuple[str, int, str, str, str]]) -> tuple[Article, Parse]:
    article = make_article(text)
    words, heads, deps, tags, lemmas = [], [], [], [], []
    for sentence in sentences:
        offset = len(words)
        for word, head, dep, tag, lemma in sentence:
            words.append(word)
            heads.append(head + offset)
            deps.append(dep)
            tags.append(tag)
            lemmas.append(lemma)
    return article, make_parse(article, words, heads=heads, deps=deps, tags=tags, lemmas=lemmas)


def test_the_three_passives_are_flagged_from_auxiliary_to_complement() -> None:
    for text, sentence, words in (
        ("Moe has been accused of theft.", [*ACCUSED, STOP], "has been accused of"),
        ("It is believed that rain fell.", BELIEVED, "It is believed that"),
        ("Moe is said to own it.", SAID_TO, "is said to"),
    ):
        article, parse = parsed(text, sentence)
        found = findings_of(CHECK, article, parse=parse)
        assert flagged(article, found) == [words]
        assert f"Nobody stands behind “{words}”" in found[0].message


def test_reportedly_is_flagged() -> None:
    rows = [("He", 2, "nsubj", "PRP", "he"), ("reportedly", 2, "advmod", "RB", "reportedly")]
    article, parse = parsed(
        "He reportedly left.", [*rows, ("left", 2, "ROOT", "VBD", "leave"), (".", 2, "punct", ".", ".")]
    )
    assert flagged(article, findings_of(CHECK, article, parse=parse)) == ["reportedly"]


def test_an_agent_clears_it() -> None:
    by = [("by", 3, "agent", "IN", "by"), ("Lee", 6, "pobj", "NNP", "Lee")]
    article, parse = parsed("Moe has been accused of theft by Lee.", [*ACCUSED, *by, STOP])
    assert findings_of(CHECK, article, parse=parse) == []


def test_a_source_in_the_sentence_clears_it_unless_it_was_read_from_the_passive_itself() -> None:
    text = "Moe has been accused of theft, Lee said."
    more = [
        (",", 3, "punct", ",", ","),
        ("Lee", 8, "nsubj", "NNP", "Lee"),
        ("said", 3, "parataxis", "VBD", "say"),
        STOP,
    ]
    article, parse = parsed(text, [*ACCUSED, *more])
    said = relation(article, "Moe has been accused of theft", cue="said", source="Lee", kind=QuotationKind.INDIRECT)
    assert findings_of(CHECK, article, parse=parse, relations=[said]) == []
    itself = relation(article, "theft", cue="accused", source="Moe", kind=QuotationKind.INDIRECT)
    assert len(findings_of(CHECK, article, parse=parse, relations=[itself])) == 1


NEXT = [
    ("Lee", 1, "nsubj", "NNP", "Lee"),
    ("saw", 1, "ROOT", "VBD", "see"),
    ("him", 1, "dobj", "PRP", "he"),
    ("take", 1, "ccomp", "VB", "take"),
    ("it", 3, "dobj", "PRP", "it"),
    (".", 1, "punct", ".", "."),
]


def test_a_source_in_the_next_sentence_clears_it_unless_it_is_the_accused_or_another_paragraph() -> None:
    for gap, source, count in ((" ", "Lee", 0), ("\n", "Lee", 1), (" ", "He", 1), (" ", "Moe", 1)):
        text = f"Moe has been accused of theft.{gap}{source} saw him take it."
        following = [(source, *NEXT[0][1:]), *NEXT[1:]]
        article, parse = parsed(text, [*ACCUSED, STOP], following)
        seen = relation(article, "him take it", cue="saw", source=source, kind=QuotationKind.INDIRECT, nth=0)
        if source == "Moe":  # its second mention is the source
            from dataclasses import replace

            from support.contexts import span_of

            seen = replace(seen, source=(span_of(text, "Moe", 1),))
        assert len(findings_of(CHECK, article, parse=parse, relations=[seen])) == count, (gap, source)


def test_a_court_in_the_paragraph_stands_behind_a_charge_but_not_behind_a_belief() -> None:
    court = [("Courts", 1, "nsubj", "NNS", "court"), ("sat", 1, "ROOT", "VBD", "sit"), (".", 1, "punct", ".", ".")]
    article, parse = parsed("Courts sat. Moe has been accused of theft.", court, [*ACCUSED, STOP])
    assert findings_of(CHECK, article, parse=parse) == []
    article, parse = parsed("Courts sat. It is believed that rain fell.", court, BELIEVED)
    assert len(findings_of(CHECK, article, parse=parse)) == 1


def test_words_within_quotation_marks_are_not_looked_at() -> None:
    article, parse = parsed("“It is believed that rain fell.”", BELIEVED)
    quoted = quotation(article, "“It is believed that rain fell.”")
    assert findings_of(CHECK, article, parse=parse, quotations=[quoted]) == []


def test_passives_that_attribute_nothing_are_clean() -> None:
    told = [
        ("Moe", 2, "nsubjpass", "NNP", "Moe"),
        ("was", 2, "auxpass", "VBD", "be"),
        ("told", 2, "ROOT", "VBN", "tell"),
        ("to", 4, "aux", "TO", "to"),
        ("go", 2, "xcomp", "VB", "go"),
        (".", 2, "punct", ".", "."),
    ]
    reported = [
        ("Damage", 2, "nsubjpass", "NN", "damage"),
        ("was", 2, "auxpass", "VBD", "be"),
        ("reported", 2, "ROOT", "VBN", "report"),
        (".", 2, "punct", ".", "."),
    ]
    for text, rows in (("Moe was told to go.", told), ("Damage was reported.", reported)):
        article, parse = parsed(text, rows)
        assert findings_of(CHECK, article, parse=parse) == []
