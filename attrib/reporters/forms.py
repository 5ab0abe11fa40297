"""The machine form: articles, relations and findings as plain dictionaries, in a fixed order of keys.

The JSON Schemas beside this module describe the same; `SCHEMA_VERSION` changes only where a reader of the old form
would misread the new one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from attrib.model import (
    Anonymity,
    Article,
    ArticleReport,
    AttributionRelation,
    CharSpan,
    Finding,
    Ledger,
    LedgerRow,
    Related,
    Severity,
    Speaker,
    Translation,
    Trouble,
)
from attrib.reporters.base import Totals

SCHEMA_VERSION = 1

Form = dict[str, Any]


def extract_form(report: ArticleReport) -> Form:
    """Return one article and its relations."""
    article = report.article
    return {
        **article_form(article),
        "attributions": [relation_form(article, relation) for relation in report.relations],
    }


def article_form(article: Article) -> Form:
    """Return what an article goes by: `id` is the record's own, or the path where there is none."""
    return {"id": article.path if article.id is None else article.id, "path": article.path}


def relation_form(article: Article, relation: AttributionRelation) -> Form:
    """Return one relation; spans are `[start, end]` offsets in the article's text, `line` and `column` 1-based."""
    start, _ = article.locate(CharSpan(relation.start, relation.start))
    return {
        "id": relation.id,
        "kind": relation.kind.value,
        "content": _spans(relation.content),
        "cue": _spans(relation.cue),
        "source": _spans(relation.source),
        "speaker": speaker_form(relation.speaker or Speaker(None)),
        "reporting_sources": [
            {"name": relay.name, "span": [relay.span.start, relay.span.end]} for relay in relation.reporting_sources
        ],
        "venue": [span.of(article.text) for span in relation.venue],
        "parent": relation.parent,
        "act": relation.act.value,
        "modality": relation.modality.value,
        "rule": relation.rule,
        "chain": list(relation.chain),
        "translation": None if relation.translation is None else translation_form(relation.translation),
        "confidence": round(relation.confidence, 3),
        "line": start.line,
        "column": start.column,
    }


def speaker_form(speaker: Speaker) -> Form:
    """Return who a source resolves to; `name` is null where the article names nobody or leaves it open."""
    return {
        "name": speaker.name,
        "kind": speaker.kind.value,
        "titles": list(speaker.titles),
        "resolved_by": speaker.resolved_by,
        "candidates": [{"name": one.name, "score": round(one.score, 3)} for one in speaker.candidates],
        "aliases": list(speaker.aliases),
        "evidence": [{"span": [one.span.start, one.span.end], "what": one.what.value} for one in speaker.evidence],
        "spellings": [{"word": one.word, "spans": _spans(one.spans)} for one in speaker.spellings],
        "anonymity": None if speaker.anonymity is None else anonymity_form(speaker.anonymity),
    }


def anonymity_form(told: Anonymity) -> Form:
    """Return what is told of a speaker who is not named; spans are `[start, end]` offsets in the article's text."""
    return {
        "role": _span(told.role),
        "count": _span(told.count),
        "number": told.number,
        "affiliation": _span(told.affiliation),
        "knowledge": _span(told.knowledge),
        "knowledge_kind": told.knowledge_kind.value if told.knowledge_kind else None,
        "request": _span(told.request),
        "reason": _span(told.reason),
        "reason_kind": told.reason_kind.value if told.reason_kind else None,
    }


def translation_form(told: Translation) -> Form:
    """Return where and how words are told to have changed language, and the languages that are named."""
    return {"how": told.how.value, "span": _span(told.span), "original": told.original, "into": told.into}


def ledger_form(ledger: Ledger) -> Form:
    """Return the rows of an article, or of several added up, with their sums by kind and in all."""
    return {
        "articles": ledger.articles,
        "attributions": ledger.attributions,
        "quotations": ledger.quotations,
        "quoted_words": ledger.quoted_words,
        "speakers": [_ledger_row(row) for row in ledger.rows],
        "kinds": [
            {
                "standing": kind.standing.value,
                "kind": kind.kind.value,
                "speakers": kind.speakers,
                "attributions": kind.attributions,
                "quotations": kind.quotations,
                "quoted_words": kind.quoted_words,
                "share": round(kind.share, 4),
            }
            for kind in ledger.kinds
        ],
    }


def _ledger_row(row: LedgerRow) -> Form:
    return {
        "name": row.name,
        "standing": row.standing.value,
        "kind": row.kind.value,
        "titles": list(row.titles),
        "aliases": list(row.aliases),
        "candidates": list(row.candidates),
        "attributions": row.attributions,
        "quotations": row.quotations,
        "quoted_words": row.quoted_words,
        "share": round(row.share, 4),
        "relays": list(row.relays),
        "articles": row.articles,
        "start": row.start,
        "line": row.first.line if row.first else None,
        "column": row.first.column if row.first else None,
    }


def check_form(report: ArticleReport, troubles: Sequence[Trouble] = ()) -> Form:
    """Return one article and its findings, attrib's own troubles with it first."""
    article = report.article
    form: Form = {"path": article.path}
    if article.id is not None:
        form["id"] = article.id
    form["findings"] = [
        *(trouble_form(trouble) for trouble in troubles),
        *(finding_form(article, finding) for finding in report.findings),
    ]
    return form


def finding_form(article: Article, finding: Finding) -> Form:
    """Return one finding, with its place in the article's text and in the user's file."""
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "message": finding.message,
        **_place(article, finding.span),
        "related": [_related(article, related) for related in finding.related],
        "fingerprint": finding.fingerprint,
        "suppressed": finding.suppressed,
    }


def trouble_form(trouble: Trouble) -> Form:
    """Return a finding of the AT9xx family: it has a line where a file has one, and no place in a text."""
    return {
        "code": trouble.code,
        "name": trouble.name,
        "severity": trouble.severity.value,
        "message": trouble.message,
        "start": None,
        "end": None,
        "line": trouble.line,
        "column": trouble.column,
        "end_line": trouble.line,
        "end_column": None,
        "related": [],
        "fingerprint": "",
        "suppressed": None,
    }


def summary_form(totals: Totals) -> Form:
    """Return the counts of a run."""
    return {
        "articles": totals.articles,
        "flagged": totals.flagged,
        "errors": totals.findings[Severity.ERROR],
        "warnings": totals.findings[Severity.WARNING],
        "notes": totals.findings[Severity.NOTE],
        "troubles": totals.troubles,
    }


def _related(article: Article, related: Related) -> Form:
    place = _place(article, related.span)
    return {"message": related.message, **{key: place[key] for key in ("start", "end", "line", "column")}}


def _place(article: Article, span: CharSpan) -> Form:
    start, end = article.locate(span)
    return {
        "start": span.start,
        "end": span.end,
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
    }


def _span(span: CharSpan | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _spans(spans: Iterable[CharSpan]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]
