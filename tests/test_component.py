"""attrib inside somebody's own spaCy pipeline."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import attrib
from attrib import component
from attrib.errors import ConfigError, PipelineError
from attrib.nlp import DEFAULT_MODEL

RELAY = (Path(__file__).parent.parent / "fixtures" / "articles" / "wire_relay.txt").read_text("utf-8")
TEXT = "“The ice took the pilings,” said Pia Berg, the harbour master. She told reporters it was late."


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.load(DEFAULT_MODEL)
    nlp.add_pipe("attrib")
    return nlp


@pytest.fixture
def free_name() -> Iterator[str]:
    """Give a prefix whose extensions are gone afterwards."""
    yield "probe_"
    for name in component.EXTENSIONS:
        if Doc.has_extension("probe_" + name):
            Doc.remove_extension("probe_" + name)


@pytest.mark.model
def test_parts_are_spans_of_the_doc(nlp: Language) -> None:
    doc = nlp(TEXT)
    first, second = doc._.attributions
    assert [span.text for span in first.content] == ["“The ice took the pilings,”"]
    assert [span.text for span in first.cue] == ["said"]
    assert second.speaker.name == "Pia Berg"
    assert [span.text for span in second.venue] == ["reporters"]
    assert first.content[0].doc is doc
    (mark,) = doc._.quotations
    assert mark.inner.text == "The ice took the pilings,"
    assert [speaker.name for speaker in doc._.speakers] == ["Pia Berg"]
    assert doc._.source_ledger.quoted_words == 5


@pytest.mark.model
def test_the_component_reads_what_attrib_reads(nlp: Language) -> None:
    doc = nlp(RELAY)
    assert tuple(one.relation for one in doc._.attributions) == attrib.read_text(RELAY).relations
    assert doc._.source_ledger == attrib.read_text(RELAY).ledger


@pytest.mark.model
def test_the_docs_own_annotation_is_left_alone(nlp: Language) -> None:
    alone = spacy.load(DEFAULT_MODEL)
    one, other = nlp(TEXT), alone(TEXT)
    assert [(t.text, t.dep_, t.head.i, t.tag_, t.ent_type_) for t in one] == [
        (t.text, t.dep_, t.head.i, t.tag_, t.ent_type_) for t in other
    ]


@pytest.mark.model
@pytest.mark.parametrize("processes", [1, 2])
def test_pipe_gives_what_one_by_one_gives(nlp: Language, processes: int) -> None:
    texts = [TEXT, "", "Tom Roe said it was not.", RELAY]
    piped = list(nlp.pipe(texts, n_process=processes, batch_size=2))
    assert [one._.attributions and [a.relation for a in one._.attributions] for one in piped] == [
        one._.attributions and [a.relation for a in one._.attributions] for one in map(nlp, texts)
    ]


@pytest.mark.model
def test_docs_are_stored_with_what_was_read(nlp: Language) -> None:
    doc = nlp(RELAY)
    for again in (
        Doc(nlp.vocab).from_bytes(doc.to_bytes()),
        next(iter(DocBin().from_bytes(DocBin(store_user_data=True, docs=[doc]).to_bytes()).get_docs(nlp.vocab))),
        pickle.loads(pickle.dumps(doc)),
    ):
        assert [one.relation for one in again._.attributions] == [one.relation for one in doc._.attributions]
        assert again._.attributions[0].content[0].doc is again
        assert [one.quotation for one in again._.quotations] == [one.quotation for one in doc._.quotations]


@pytest.mark.model
def test_a_pipeline_with_attrib_is_stored_and_loaded(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "model")
    again = spacy.load(tmp_path / "model")
    assert again("Tom Roe said it was not.")._.attributions[0].speaker.name == "Tom Roe"


@pytest.mark.model
def test_the_component_can_go_to_another_process(nlp: Language) -> None:
    again = pickle.loads(pickle.dumps(nlp.get_pipe("attrib")))
    doc = again(Doc(nlp.vocab, words=["Tom", "Roe", "said", "it", "was", "not", "."]))
    assert doc._.attributions[0].speaker.name == "Tom Roe"


@pytest.mark.model
def test_tokens_cut_otherwise_widen_the_spans(nlp: Language) -> None:
    words, spaces = ["Tom", "Roe", "said", "it", "was", "not.Really."], [True] * 5 + [False]
    doc = nlp.get_pipe("attrib")(Doc(nlp.vocab, words=words, spaces=spaces))
    assert doc._.attributions[0].content[0].text.startswith("it was not")


@pytest.mark.model
def test_min_confidence_leaves_out_what_is_less_sure() -> None:
    nlp = spacy.load(DEFAULT_MODEL)
    nlp.add_pipe("attrib", config={"min_confidence": 1.0})
    assert all(one.relation.confidence >= 1.0 for one in nlp(RELAY)._.attributions)


def test_a_blank_pipeline_is_told_what_is_missing() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("attrib")
    with pytest.raises(PipelineError, match="no tagger and no parser"):
        nlp("She said so.")


@pytest.mark.model
def test_a_pipeline_whose_parser_is_off_is_told_so(nlp: Language) -> None:
    with nlp.select_pipes(disable=["parser"]), pytest.raises(PipelineError, match="no parser"):
        nlp("She said so.")


def test_a_doc_that_was_not_read_has_no_attributions() -> None:
    component.register_extensions()
    doc = spacy.blank("en")("She said so.")
    assert doc._.attributions == ()
    assert doc._.quotations == ()
    assert doc._.source_ledger.rows == ()


def test_what_another_form_stored_is_not_read() -> None:
    component.register_extensions()
    doc = spacy.blank("en")("She said so.")
    doc.user_data[component.STORE] = {"form": 0, "relations": [{"id": 1}]}
    assert doc._.attributions == ()


def test_extensions_of_others_are_never_replaced(free_name: str) -> None:
    Doc.set_extension(free_name + "quotations", default="mine")
    with pytest.raises(PipelineError, match="another component's"):
        component.register_extensions(free_name)
    assert spacy.blank("en")("x")._.probe_quotations == "mine"
    assert not Doc.has_extension(free_name + "attributions")


def test_registering_twice_is_no_fault(free_name: str) -> None:
    component.register_extensions(free_name)
    component.register_extensions(free_name)
    assert spacy.blank("en")("x")._.probe_attributions == ()


@pytest.mark.model
def test_a_newsrooms_rules_go_by_the_config(tmp_path: Path, free_name: str) -> None:
    (tmp_path / "cues.yaml").write_text(
        "schema: 1\nname: house-cues\nstage: lexicon\nlanguage: en\nwhy: Ours.\nsource: Ours.\nentries:\n"
        "  swoon: {act: belief, frames: {preposition-over: [9, 10]}}\n",
        "utf-8",
    )
    nlp = spacy.load(DEFAULT_MODEL)
    nlp.add_pipe("attrib", config={"prefix": free_name, "rules": [str(tmp_path)]})
    doc = nlp("Critics swooned over the new organ.")
    assert [attribution.cue[0].text for attribution in getattr(doc._, f"{free_name}attributions")] == ["swooned over"]


@pytest.mark.model
def test_a_folder_of_rules_that_is_not_there_is_told(tmp_path: Path, free_name: str) -> None:
    nlp = spacy.load(DEFAULT_MODEL)
    nlp.add_pipe("attrib", config={"prefix": free_name, "rules": [str(tmp_path / "none")]})
    with pytest.raises(ConfigError, match="there is no"):
        nlp("Critics swooned over the new organ.")
