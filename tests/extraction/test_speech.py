"""Who is given the words, on sentences parsed by the trained pipeline."""

from __future__ import annotations

import pytest
from support.contexts import make_article

from attrib.extraction import Knowledge, extract, find_quotations, load_knowledge, masks
from attrib.nlp import Pipeline, load_pipeline

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def road() -> tuple[Pipeline, Knowledge]:
    return load_pipeline(), load_knowledge()


def read(road: tuple[Pipeline, Knowledge], text: str) -> list[tuple[str, str]]:
    """Return the source and the content of each relation with speech in marks or under a label, in order."""
    pipeline, knowledge = road
    article = make_article(text)
    quotations = find_quotations(article, knowledge.quotation_words)
    parse = pipeline.parse(article, masks(article, quotations, knowledge.quotation_words))
    return [
        (" … ".join(span.of(text) for span in r.source), " … ".join(span.of(text) for span in r.content))
        for r in extract(article, parse, quotations, knowledge)
        if r.is_direct
    ]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("“The pier is safe,” said retired Army Lt. Gen. Ana Ruiz.", "retired Army Lt. Gen. Ana Ruiz"),
        ("“The pier is safe,” the harbour’s senior engineer Ana Ruiz said.", "the harbour’s senior engineer Ana Ruiz"),
        ("“The pier is safe,” according to the port.", "the port"),
        ("Ruiz told reporters: “The pier is safe.” She opened it on Monday after a long winter of work.", "Ruiz"),
        ("The mayor delivered a short reply: “The pier is safe.”", "The mayor"),
    ],
)
def test_one_utterance(road: tuple[Pipeline, Knowledge], text: str, source: str) -> None:
    assert [found for found, _ in read(road, text)] == [source]


def test_a_sentence_after_the_quotation_reports_its_own(road: tuple[Pipeline, Knowledge]) -> None:
    text = "“We are tired,” Ruiz said. “We are not beaten.” Baker added: “The bridge will open in May.”"
    assert [source for source, _ in read(road, text)] == ["Ruiz", "Baker"]


def test_a_paragraph_of_speech_is_the_last_speakers(road: tuple[Pipeline, Knowledge]) -> None:
    text = "“The pier is safe,” Ruiz said.\n\n“We have looked at every plank.”\n\n“Nobody will fall.”"
    assert [source for source, _ in read(road, text)] == ["Ruiz"]


def test_speech_after_a_plan_is_nobodys(road: tuple[Pipeline, Knowledge]) -> None:
    text = "The two ports agreed on Tuesday to reopen the line.\n\n“We believe that this line can carry grain.”"
    assert [source for source, _ in read(road, text)] == [""]


def test_a_transcript(road: tuple[Pipeline, Knowledge]) -> None:
    text = (
        "The debate.\n\nRUIZ: The bridge will open in May.\n\nBAKER: You said so last year.\n\n"
        "RUIZ: Last year there was no steel.\n\nBAKER: There was enough for the pier."
    )
    assert [source for source, _ in read(road, text)] == ["RUIZ", "BAKER", "RUIZ", "BAKER"]
