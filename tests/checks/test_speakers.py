"""Pronouns nobody fits, and pronouns several people fit."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.contexts import findings_of, flagged, make_article, person, quotation, relation, span_of

from attrib.checks import ambiguous_speaker, unresolved_speaker
from attrib.model import Act, BlockKind, Candidate, Speaker

NOBODY = Speaker(None)
TWO = Speaker(None, resolved_by="ambiguous", candidates=(Candidate("Tom Reed", 0.5), Candidate("Sam Cole", 0.4)))
ONE = Speaker(None, resolved_by="pronoun", candidates=(Candidate("Tom Reed", 0.5),))
TEXT = "“It is finished,” she said."


def test_a_pronoun_nobody_fits_is_flagged() -> None:
    article = make_article(TEXT)
    said = relation(article, "“It is finished,”", cue="said", source="she", speaker=NOBODY)
    (finding,) = findings_of(unresolved_speaker.CHECK, article, relations=[said])
    assert finding.span.of(article.text) == "she"
    assert "Nobody named before this could be “she”" in finding.message


@pytest.mark.parametrize("speaker", [person("Ada Lunn"), TWO, ONE, None], ids=["name", "two", "one", "not resolved"])
def test_a_pronoun_somebody_fits_is_not_unresolved(speaker: Speaker | None) -> None:
    article = make_article(TEXT)
    said = relation(article, "“It is finished,”", cue="said", source="she", speaker=speaker)
    assert findings_of(unresolved_speaker.CHECK, article, relations=[said]) == []


@pytest.mark.parametrize(
    "more",
    [{"act": Act.BELIEF}, {"confidence": 0.2}, {"source": "It"}],
    ids=["belief", "unsure", "another pronoun"],
)
def test_what_the_page_does_not_speak_of_is_not_looked_at(more: dict[str, object]) -> None:
    article = make_article(TEXT)
    settings = {"source": "she", **more}
    said = relation(article, "“It is finished,”", cue="said", speaker=NOBODY, **settings)  # type: ignore[arg-type]
    assert findings_of(unresolved_speaker.CHECK, article, relations=[said]) == []


def test_pronouns_within_quotations_and_headlines_are_not_looked_at() -> None:
    article = make_article("“The judge was kind, she said no,” Ann Lee said.")
    said = relation(article, "no", cue="said", source="she", speaker=NOBODY)
    quoted = quotation(article, "“The judge was kind, she said no,”")
    assert findings_of(unresolved_speaker.CHECK, article, relations=[said], quotations=[quoted]) == []
    headline = make_article(TEXT, {0: BlockKind.HEADLINE})
    said = relation(headline, "“It is finished,”", cue="said", source="she", speaker=NOBODY)
    assert findings_of(unresolved_speaker.CHECK, headline, relations=[said]) == []


def test_a_pronoun_is_flagged_once_until_somebody_fits_it() -> None:
    article = make_article("“One,” she said. “Two,” she said. “Three,” she said. “Four,” she said.")
    speakers = [NOBODY, NOBODY, person("Ada Lunn"), NOBODY]
    relations = [
        relation(article, word, speaker=speaker)
        for word, speaker in zip(("One", "Two", "Three", "Four"), speakers, strict=True)
    ]
    relations = [replace(item, source=(span_of(article.text, "she", nth),)) for nth, item in enumerate(relations)]
    found = findings_of(unresolved_speaker.CHECK, article, relations=relations)
    assert [finding.span for finding in found] == [relations[0].source[0], relations[3].source[0]]


def test_an_ambiguous_pronoun_lists_its_candidates_and_where_they_were_named() -> None:
    article = make_article("Tom Reed met Sam Cole. Reed smiled. “I will resign,” he said.")
    said = relation(article, "“I will resign,”", cue="said", source="he", speaker=TWO)
    (finding,) = findings_of(ambiguous_speaker.CHECK, article, relations=[said])
    assert finding.message.startswith("“he” could be Tom Reed or Sam Cole:")
    assert [(item.message, item.span.of(article.text)) for item in finding.related] == [
        ("could be Tom Reed", "Reed"),
        ("could be Sam Cole", "Sam Cole"),
    ]
    assert findings_of(unresolved_speaker.CHECK, article, relations=[said]) == []


@pytest.mark.parametrize("speaker", [NOBODY, ONE, person("Tom Reed", candidates=TWO.candidates)])
def test_a_pronoun_one_person_fits_is_not_ambiguous(speaker: Speaker) -> None:
    article = make_article("“I will resign,” he said.")
    said = relation(article, "“I will resign,”", cue="said", source="he", speaker=speaker)
    assert findings_of(ambiguous_speaker.CHECK, article, relations=[said]) == []


def test_the_same_people_in_a_row_are_told_of_once() -> None:
    article = make_article(
        "Tom Reed met Sam Cole.\n“One,” he said.\n“Two,” He said.\nNothing.\nNothing.\n“Three,” HE said."
    )
    relations = [
        relation(article, words, source=source, speaker=TWO)
        for words, source in (("One", "he"), ("Two", "He"), ("Three", "HE"))
    ]
    assert flagged(article, findings_of(ambiguous_speaker.CHECK, article, relations=relations)) == ["he", "HE"]


def test_one_named_in_the_paragraph_or_speaking_already_is_taken() -> None:
    article = make_article("Tom Reed met Sam Cole.\nReed sat. “I will resign,” he said.")
    said = relation(article, "“I will resign,”", cue="said", source="he", speaker=TWO)
    assert findings_of(ambiguous_speaker.CHECK, article, relations=[said]) == []
    article = make_article("Tom Reed met Sam Cole.\n“Well,” Reed told Cole. “I will resign,” he said.")
    told = relation(article, "“Well,”", cue="told", source="Reed", speaker=person("Tom Reed"), nth=0)
    told = replace(told, source=(span_of(article.text, "Reed", 1),))
    said = relation(article, "“I will resign,”", cue="said", source="he", speaker=TWO)
    assert findings_of(ambiguous_speaker.CHECK, article, relations=[told, said]) == []
    assert len(findings_of(ambiguous_speaker.CHECK, article, relations=[said])) == 1
