"""A small article about a quay, with two relations and a finding, for tests of what prints them."""

from __future__ import annotations

from attrib.model import (
    Act,
    Article,
    AttributionRelation,
    Block,
    Candidate,
    CharSpan,
    Finding,
    Modality,
    QuotationKind,
    Related,
    ReportingSource,
    Severity,
    SourceMap,
    Speaker,
    SpeakerKind,
)

TEXT = (
    "Pia Berg, the harbour master, closed the quay.\n"
    "\n"
    "“The ice took the pilings,” she said in a letter, the Coastal Post reported.\n"
    "\n"
    "“The ice took the pilings.” Nobody repaired them.\n"
)


def at(text: str, words: str, start: int = 0) -> CharSpan:
    offset = text.index(words, start)
    return CharSpan(offset, offset + len(words))


def article_of(text: str, path: str = "quay.txt", record: str | None = None) -> Article:
    blocks, offset = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            blocks.append(Block(CharSpan(offset, offset + len(line.rstrip("\n")))))
        offset += len(line)
    return Article(text, text, SourceMap.identity(text), tuple(blocks), path=path, id=record)


def berg_relation() -> AttributionRelation:
    return AttributionRelation(
        id="a1",
        kind=QuotationKind.DIRECT,
        content=(at(TEXT, "“The ice took the pilings,”"),),
        cue=(at(TEXT, "said"),),
        source=(at(TEXT, "she"),),
        act=Act.STATEMENT,
        modality=Modality.ASSERTED,
        rule="say-clause",
        confidence=0.93751,
        speaker=Speaker("Pia Berg", SpeakerKind.PERSON, titles=("harbour master",), resolved_by="pronoun"),
        reporting_sources=(ReportingSource("the Coastal Post", at(TEXT, "the Coastal Post")),),
        venue=(at(TEXT, "in a letter"),),
        chain=("the Coastal Post", "Pia Berg"),
    )


def open_relation() -> AttributionRelation:
    """A belief whose pronoun could be two people."""
    return AttributionRelation(
        id="a2",
        kind=QuotationKind.INDIRECT,
        content=(at(TEXT, "Nobody repaired them"),),
        cue=(),
        source=(at(TEXT, "she"),),
        act=Act.DECREE,
        modality=Modality.NEGATED,
        rule="probe",
        parent="a1",
        speaker=Speaker(
            None,
            SpeakerKind.PERSON,
            resolved_by="ambiguous",
            candidates=(Candidate("Pia Berg", 0.5), Candidate("Ines Tol", 0.42)),
        ),
    )


def again_finding() -> Finding:
    second = at(TEXT, "“The ice took the pilings.”")
    return Finding(
        code="AT501",
        name="duplicated-quotation",
        severity=Severity.WARNING,
        message="These words were quoted above: keep one.",
        span=second,
        related=(Related("first quoted here", at(TEXT, "“The ice took the pilings,”")),),
        fingerprint="00ff",
    )
