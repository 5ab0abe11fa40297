"""Who is introduced, how names are spelt, to whom everything traces, and through whom words came."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.contexts import findings_of, flagged, in_sentences, make_article, person, relation, span_of
from support.parses import parsed

from attrib.checks import (
    accused_without_response,
    hearsay_chain,
    inconsistent_speaker_name,
    relayed_quotation,
    single_source_story,
    unintroduced_speaker,
)
from attrib.model import (
    Article,
    AttributionRelation,
    BlockKind,
    CharSpan,
    Modality,
    QuotationKind,
    ReportingSource,
    Speaker,
    SpeakerKind,
    Spelling,
)


def unintroduced(text: str, source: str, *, name: str = "Singh", **more: object) -> list[str]:
    """Return the sources flagged where `source` says no at the end of `text`."""
    article = make_article(f"{text}{source} said no.")
    start = len(text)
    said = relation(article, "no", cue="said", source=source, speaker=person(name, resolved_by="name"))
    said = replace(said, source=(CharSpan(start, start + len(source)),))
    return flagged(
        article,
        findings_of(
            unintroduced_speaker.CHECK, article, relations=[said], parse=in_sentences(article), options=dict(more)
        ),
    )


@pytest.mark.parametrize("text", ["", "Rain fell. ", "Mr Singh locked the gate. "])
def test_a_bare_surname_with_a_courtesy_title_is_flagged(text: str):
    assert unintroduced(text, "Mr Singh") == ["Mr Singh"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Arjun Singh locked the gate. ", "Mr Singh"),
        ("Councillor Singh locked the gate. ", "Mr Singh"),
        ("They asked her brother Singh. ", "Mr Singh"),
        ("Mr Singh, 54, locked the gate. ", "Mr Singh"),
        ("Mr Singh, who keeps bees, locked the gate. ", "Mr Singh"),
        ("Arjun “the Wall” Singh locked the gate. ", "Mr Singh"),
        ("Singh Lal locked the gate. ", "Mr Singh"),
        ("", "Arjun Singh"),
        ("", "Mayor Singh"),
        ("", "SINGH"),
        ("", "Singh"),  # nothing shows a person
    ],
)
def test_a_full_name_a_role_or_no_sign_of_a_person_is_not(text: str, source: str):
    assert unintroduced(text, source) == []


def test_some_need_no_introduction_and_a_house_knows_more():
    assert unintroduced("", "Mr Obama", name="Obama") == []
    assert unintroduced("", "Mr Singh", known=("Singh",)) == []


def test_headlines_are_not_looked_at_and_introduce_nobody():
    article = make_article("Singh says no\nMr Singh said no.", {0: BlockKind.HEADLINE})
    said = relation(article, "no", cue="said", source="Mr Singh", speaker=person("Singh", resolved_by="name"))
    assert flagged(
        article, findings_of(unintroduced_speaker.CHECK, article, relations=[said], parse=in_sentences(article))
    ) == ["Mr Singh"]
    above = relation(article, "no", cue="says", source="Singh", speaker=person("Singh", resolved_by="name"))
    assert findings_of(unintroduced_speaker.CHECK, article, relations=[above], parse=in_sentences(article)) == []


def test_a_name_a_letter_off_is_misspelt_and_not_unintroduced():
    article = make_article("Jacques Marrot said yes. Mr Marot said no.")
    first = relation(
        article, "yes", cue="said", source="Jacques Marrot", speaker=person("Jacques Marrot", resolved_by="name")
    )
    second = relation(article, "no", cue="said", source="Mr Marot", speaker=person("Marot", resolved_by="name"))
    both = [first, replace(second, cue=(span_of(article.text, "said", 1),))]
    assert findings_of(unintroduced_speaker.CHECK, article, relations=both, parse=in_sentences(article)) == []
    (finding,) = findings_of(inconsistent_speaker_name.CHECK, article, relations=both, parse=in_sentences(article))
    assert finding.span.of(article.text) == "Marot"
    assert finding.related[0].span.of(article.text) == "Marrot"


def test_the_commoner_spelling_is_right_and_each_other_is_told_once():
    article = make_article("Ara Petrossian left. Petrosyan said yes. Petrosyan said no.")
    text = article.text
    spellings = (
        Spelling("Petrossian", (span_of(text, "Ara Petrossian"),)),
        Spelling("Petrosyan", (span_of(text, "Petrosyan"), span_of(text, "Petrosyan", 1))),
    )
    speaker = person("Ara Petrosyan", resolved_by="surname", spellings=spellings)
    said = [relation(article, words, cue="said", source="Petrosyan", speaker=speaker) for words in ("yes", "no")]
    (finding,) = findings_of(inconsistent_speaker_name.CHECK, article, relations=said, parse=in_sentences(article))
    assert finding.span.of(text) == "Ara Petrossian"


def story(*speakers: Speaker | None, text: str = "", **more: object) -> tuple[Article, list[AttributionRelation]]:
    """Return an article in which the speakers say one thing each."""
    lines = [f"Person {number} said thing {number}." for number, _ in enumerate(speakers)]
    article = make_article(" ".join(lines) + " " + text + "word " * 120)
    relations = [
        relation(article, f"thing {number}", cue="said", source=f"Person {number}", speaker=speaker, **more)  # type: ignore[arg-type]
        for number, speaker in enumerate(speakers)
    ]
    return article, relations


ADA, IDA = person("Ada Lunn"), person("Ida Moe")


def single(article: Article, relations: list[AttributionRelation], **options: object) -> list[str]:
    return flagged(article, findings_of(single_source_story.CHECK, article, relations=relations, options=options))


def test_one_root_is_flagged_at_its_first_words():
    assert single(*story(*[ADA] * 6)) == ["Person 0"]
    assert single(*story(*[ADA] * 5)) == []
    assert single(*story(ADA, ADA, ADA, ADA), min_attributions=4) == ["Person 0"]
    assert single(*story(*[ADA] * 6), min_words=1000) == []


def test_a_second_voice_heard_or_asked_or_unclear_is_enough():
    assert single(*story(*[ADA] * 6, IDA)) == []
    assert single(*story(*[ADA] * 6, Speaker(None))) == []
    article, relations = story(*[ADA] * 6, IDA)
    relations[-1] = replace(relations[-1], modality=Modality.REFUSED)
    assert single(article, relations) == []


def test_what_one_relay_brings_has_one_root_and_a_datelines_credit_is_none():
    article, relations = story(*[ADA, IDA] * 3, text="(Kesta) - Kesta reported. ")
    by_kesta = ReportingSource("Kesta", span_of(article.text, "Kesta", 1))
    assert single(article, [replace(one, reporting_sources=(by_kesta,)) for one in relations]) == ["Person 0"]
    credit = ReportingSource("Kesta", span_of(article.text, "Kesta"))
    assert single(article, [replace(one, reporting_sources=(credit,)) for one in relations]) == []


@pytest.mark.parametrize("text", ["She told the Lisle Courier Today. ", "She told BBC News so. "])
def test_an_interview_has_one_voice_by_nature(text: str):
    assert single(*story(*[ADA] * 6, text=text)) == []


def chain(text: str, *, teller: Speaker, speaker: Speaker) -> list[str]:
    """Return the sources flagged of hearsay: Tol said Moss told her so."""
    article = make_article(text)
    outer = relation(article, "that Moss told her so", cue="said", source="Tol", speaker=teller)
    inner = relation(article, "so", cue="told", source="Moss", speaker=speaker, lemma="tell")
    inner = replace(inner, id="a2", parent="a1")
    relations = [outer, inner]
    made = parsed(
        "Tol/NNP/nsubj>1 said|say/VBD/ROOT that/IN/mark>4 Moss/NNP/nsubj>4 told|tell/VBD/ccomp>1 "
        "her/PRP/dobj>4 so/RB/advmod>4 ./././punct>1"
    )
    return flagged(article, findings_of(hearsay_chain.CHECK, article, relations=relations, parse=made.parse))


def test_hearsay_is_of_people_who_do_not_speak_themselves():
    text = "Tol said that Moss told her so."
    moss, tol = person("Piet Moss"), person("Ines Tol")
    assert chain(text, teller=tol, speaker=moss) == ["Moss"]
    assert chain(text, teller=tol, speaker=tol) == []
    assert chain(text, teller=Speaker("Tass", SpeakerKind.ORGANISATION), speaker=moss) == []
    assert chain(text, teller=tol, speaker=Speaker("the report", SpeakerKind.DOCUMENT)) == []


def relayed(**more: object) -> list[str]:
    article = make_article("(Kesta) “It is over,” Berg told the Courier.")
    relay = ReportingSource("the Courier", span_of(article.text, "the Courier"))
    settings = {"kind": QuotationKind.DIRECT, "reporting_sources": (relay,), **more}
    said = relation(article, "“It is over,”", cue="told", source="Berg", speaker=person("Pia Berg"), **settings)  # type: ignore[arg-type]
    return flagged(article, findings_of(relayed_quotation.CHECK, article, relations=[said, said]))


def test_a_relay_is_flagged_once_and_a_credit_or_indirect_speech_never():
    assert relayed() == ["the Courier"]
    assert relayed(kind=QuotationKind.INDIRECT) == []
    assert relayed(reporting_sources=(ReportingSource("Kesta", CharSpan(1, 6)),)) == []
    assert relayed(reporting_sources=(ReportingSource("Pia Berg", CharSpan(1, 6)),)) == []


def unanswered(rest: str, *more: Speaker) -> list[str]:
    """Return who is flagged where Tom Fox accuses Ada Kane and `rest` follows; `more` speak in it."""
    article = make_article(f"Tom Fox accused Ada Kane of stealing. {rest}")
    fox = relation(article, "Ada Kane of stealing", cue="accused", source="Tom Fox", speaker=person("Tom Fox"))
    others = [relation(article, "no", source=one.name or "", speaker=one) for one in more]
    named = replace(fox, id="a0", source=(), content=(span_of(article.text, "Ada Kane"),), speaker=person("Ada Kane"))
    return flagged(article, findings_of(accused_without_response.CHECK, article, relations=[fox, named, *others]))


def test_who_is_accused_is_flagged_until_heard():
    assert unanswered("Rain fell.") == ["Ada Kane"]
    assert unanswered("The mayor, Ida Moe, declined to comment.") == ["Ada Kane"]


@pytest.mark.parametrize(
    "rest",
    [
        "Kane denied it.",
        "Ms Kane did not return two calls.",
        "A lawyer for Kane said no.",
        "Her lawyer said no.",
        "Kane was convicted in May.",
    ],
)
def test_an_answer_an_attempt_or_a_verdict_settles_it(rest: str):
    assert unanswered(rest) == []


def test_any_word_of_the_accused_is_an_answer():
    assert unanswered("Ada Kane said no.", person("Ada Kane")) == []
