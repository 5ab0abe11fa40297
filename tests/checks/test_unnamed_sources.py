"""Unnamed sources: who is one, whether a reason is given, and what kind of reason."""

from __future__ import annotations

import pytest
from support.contexts import findings_of, flagged, in_sentences, make_article, person, relation, span_of

from attrib.checks import anonymity_unexplained, anonymous_attack, rote_anonymity_reason
from attrib.model import Act, Anonymity, Article, KnowledgeKind, Modality, Speaker, SpeakerKind


def unnamed(name: str, **told: object) -> Speaker:
    return Speaker(name, SpeakerKind.ANONYMOUS, resolved_by="description", anonymity=Anonymity(**told))  # type: ignore[arg-type]


def unexplained(source: str, speaker: Speaker, **more: object) -> list[str]:
    """Return the sources flagged where `source` says that the deal is dead."""
    article = make_article(f"{source} said the deal was dead.")
    said = relation(article, "the deal was dead", cue="said", source=source, speaker=speaker, **more)  # type: ignore[arg-type]
    return flagged(
        article, findings_of(anonymity_unexplained.CHECK, article, relations=[said], parse=in_sentences(article))
    )


def role(text: str, words: str) -> dict[str, object]:
    return {"role": span_of(text, words)}


@pytest.mark.parametrize(
    ("source", "noun"),
    [("An aide", "aide"), ("Sources", "Sources"), ("A senior official", "senior official"), ("One banker", "banker")],
)
def test_who_talks_in_confidence_needs_a_reason(source: str, noun: str):
    assert unexplained(source, unnamed(source, **role(source, noun))) == [source]


@pytest.mark.parametrize(
    ("source", "noun"),
    [
        ("A spokesman", "spokesman"),
        ("Witnesses", "Witnesses"),
        ("Officials", "Officials"),
        ("The official", "official"),
        ("A passer-by", "passer-by"),
    ],
)
def test_crowds_offices_and_who_was_told_of_before_need_none(source: str, noun: str):
    assert unexplained(source, unnamed(source, **role(source, noun))) == []


def test_how_somebody_knows_or_a_wish_makes_a_source_of_anybody():
    text = "A passer-by said"
    knows = unnamed(
        "A passer-by", **role(text, "passer-by"), knowledge=span_of(text, "passer"), knowledge_kind=KnowledgeKind.SEEN
    )
    assert unexplained("A passer-by", knows) == ["A passer-by"]
    asks = unnamed("A witness", **role("A witness said", "witness"), request=span_of("A witness said", "said"))
    assert unexplained("A witness", asks) == ["A witness"]


def test_a_reason_at_any_naming_is_a_reason_and_a_source_is_asked_about_once():
    article = make_article("An aide said no. An aide said yes. An aide said so.")
    plain = unnamed("An aide", **role(article.text, "aide"))
    told = unnamed("An aide", **role(article.text, "aide"), reason=span_of(article.text, "so"))

    def said(words: str, nth: int, speaker: Speaker):
        made = relation(article, words, cue="said", source="An aide", speaker=speaker)
        return made.__class__(**{**_fields(made), "source": (span_of(article.text, "An aide", nth),)})

    both = [said("no", 0, plain), said("yes", 1, plain)]
    assert flagged(
        article, findings_of(anonymity_unexplained.CHECK, article, relations=both, parse=in_sentences(article))
    ) == ["An aide"]
    assert (
        findings_of(
            anonymity_unexplained.CHECK, article, relations=[*both, said("so", 2, told)], parse=in_sentences(article)
        )
        == []
    )


def _fields(record: object) -> dict[str, object]:
    return {name: getattr(record, name) for name in record.__dataclass_fields__}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "more",
    [{"modality": Modality.NEGATED}, {"confidence": 0.3}, {"act": Act.INTENTION}],
    ids=["not said", "unsure", "a plan"],
)
def test_only_statements_that_were_made_are_looked_at(more: dict[str, object]):
    article = make_article("An aide said the deal was dead.")
    speaker = unnamed("An aide", **role(article.text, "aide"))
    said = relation(article, "the deal was dead", cue="said", source="An aide", speaker=speaker)
    said = said.__class__(**{**_fields(said), **more})
    assert findings_of(anonymity_unexplained.CHECK, article, relations=[said], parse=in_sentences(article)) == []


def rote(reason: str) -> list[str]:
    """Return what is flagged of an aide's reason."""
    article = make_article(f"An aide, who asked not to be named {reason}, said no.")
    speaker = unnamed("An aide", reason=span_of(article.text, reason))
    said = relation(article, "no", cue="said", source="An aide", speaker=speaker)
    return flagged(article, findings_of(rote_anonymity_reason.CHECK, article, relations=[said, said]))


@pytest.mark.parametrize(
    "reason",
    [
        "because she was not authorised to speak publicly",
        "because she wasn’t authorized to speak",
        "because of the sensitivity of the matter",
        "to speak  candidly",
    ],
)
def test_a_formula_is_flagged_once(reason: str):
    assert rote(reason) == [reason]


@pytest.mark.parametrize(
    "reason",
    [
        "because she feared dismissal",
        "because she was not authorised to speak before the trial",
        "because the contract is unsigned",
        "since unauthorisedness bores her",
    ],
)
def test_a_ground_is_not(reason: str):
    assert rote(reason) == []


def attacked(text: str, content: str, *, source: str = "one colleague", speaker: Speaker | None = None) -> list[str]:
    """Return the words flagged of what an unnamed colleague says; Tom Pratt is known from the article."""
    article = make_article(text)
    teller = speaker or unnamed(source, **role(text, source.split()[-1]))
    said = relation(article, content, cue="said", source=source, speaker=teller)
    return flagged(article, findings_of(anonymous_attack.CHECK, article, relations=[said, known(article)]))


def known(article: Article):
    return relation(article, "no", source="Tom Pratt", speaker=person("Tom Pratt"))


@pytest.mark.parametrize(
    ("words", "hostile"),
    [
        ("Pratt is a coward", "coward"),
        ("Tom Pratt was a truly dreadful bully", "bully"),
        ("Pratt has repeatedly lied", "lied"),
        ("he is corrupt", "corrupt"),
    ],
)
def test_a_hostile_word_said_of_a_named_person_is_flagged(words: str, hostile: str):
    text = f"Tom Pratt said no. “{words},” one colleague said."
    assert attacked(text, words) == [hostile]


@pytest.mark.parametrize(
    "words",
    [
        "Pratt is no coward",
        "Pratt isn’t a coward",
        "Pratt’s plan is a disgrace",
        "Pratt is hardly a bully",
        "Pratt was in a nasty divorce",
        "the board is corrupt",
        "Pratt is a gardener",
    ],
)
def test_what_is_denied_or_said_of_something_else_is_not(words: str):
    assert attacked(f"Tom Pratt said no. “{words},” one colleague said.", words) == []


def test_a_name_may_attack():
    text = "Tom Pratt said no. “Pratt is a coward,” Ida Moe said."
    assert attacked(text, "Pratt is a coward", source="Ida Moe", speaker=person("Ida Moe")) == []
