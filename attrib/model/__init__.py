"""Frozen records that every stage passes on; standard library only."""

from attrib.model.article import Article, Block, BlockKind
from attrib.model.directives import Comment, Sidecar
from attrib.model.findings import ArticleReport, Finding, Related, Report, Severity, Trouble
from attrib.model.ledger import KindTotal, Ledger, LedgerRow, Standing
from attrib.model.relations import (
    Act,
    Anonymity,
    AnonymityReason,
    AttributionRelation,
    Candidate,
    KnowledgeKind,
    Modality,
    Quotation,
    QuotationKind,
    QuotationUse,
    ReportingSource,
    Speaker,
    SpeakerKind,
    Translation,
    TranslationMeans,
)
from attrib.model.spans import CharSpan, Position, Segment, SegmentKind, SourceMap, SpanIndex

__all__ = [
    "Act",
    "Anonymity",
    "AnonymityReason",
    "Article",
    "ArticleReport",
    "AttributionRelation",
    "Block",
    "BlockKind",
    "Candidate",
    "CharSpan",
    "Comment",
    "Finding",
    "KindTotal",
    "KnowledgeKind",
    "Ledger",
    "LedgerRow",
    "Modality",
    "Position",
    "Quotation",
    "QuotationKind",
    "QuotationUse",
    "Related",
    "Report",
    "ReportingSource",
    "Segment",
    "SegmentKind",
    "Severity",
    "Sidecar",
    "SourceMap",
    "SpanIndex",
    "Speaker",
    "SpeakerKind",
    "Standing",
    "Translation",
    "TranslationMeans",
    "Trouble",
]
