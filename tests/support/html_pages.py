"""Reports made without a model: pages of HTML, one of them of an article that would do harm if it could."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from attrib.ledger import make_ledger
from attrib.model import (
    Act,
    ArticleReport,
    AttributionRelation,
    Finding,
    Modality,
    Quotation,
    QuotationKind,
    Related,
    ReportingSource,
    Severity,
    Speaker,
    SpeakerKind,
    Trouble,
)
from attrib.reporters import Totals
from attrib.reporters.report import HtmlReport
from support.samples import TEXT, again_finding, article_of, at, berg_relation, open_relation

BAD = "<script>window.hit=1</script><img src=x onerror=window.hit=2>"
HOSTILE = (
    f"Harm {BAD} comes\n"
    "\n"
    f"“I am {BAD} </q></p></style></body>&lt;b&gt; &amp; {{{{ 7*7 }}}},” said Ann <svg/onload=window.hit=3> Lee, "
    "the javascript:window.hit=4 paper reported.\n"
    "\n"
    "“We shall close the <iframe src=javascript:parent.hit=5></iframe> quay,” he said.\n"
)
PAGES = {
    "AT501": "# AT501 duplicated-quotation\n\nThe same words twice.\n\n## Why\n\nReaders stumble.\n\n"
    "## Flagged\n\n```text\n“Yes,” she said. “Yes,” she said.\n```\n",
    "AT999": f"# AT999 harm\n\n{BAD}\n\n[a link](javascript:window.hit=6) <https://example.org/> "
    "![a picture](https://example.org/x.png)\n\n## Why\n\n- `code` & more\n",
}


def with_ledger(
    report: ArticleReport,
    quotations: Sequence[Quotation] = (),
) -> ArticleReport:
    """Return the report as `attrib report` has it."""
    ledger = make_ledger(report.article, quotations, report.relations)
    return replace(report, ledger=ledger, quotations=tuple(quotations))


def quay_report(path: str = "quay.txt") -> ArticleReport:
    """The small article about a quay."""
    stands = Finding("AT301", "vague-source", Severity.ERROR, "Who?", at(TEXT, "Nobody"), suppressed="agreed with Pia")
    note = Finding("AT112", "translated-quotation", Severity.NOTE, "Whose words?", at(TEXT, "she said"))
    relations = (berg_relation(), replace(open_relation(), act=Act.BELIEF))
    return with_ledger(ArticleReport(article_of(TEXT, path), relations, (again_finding(), stands, note)))


def hostile_report() -> ArticleReport:
    """An article whose every part holds markup and script."""
    first = HOSTILE.index("“I am")
    content = at(HOSTILE, HOSTILE[first : HOSTILE.index(" said Ann")])
    source = at(HOSTILE, "Ann <svg/onload=window.hit=3> Lee")
    relay = ReportingSource(f"the {BAD} paper", at(HOSTILE, "the javascript:window.hit=4 paper"))
    spoken = Speaker(f"Ann {BAD} Lee", SpeakerKind.PERSON, titles=(BAD,), aliases=(BAD,), resolved_by="name")
    one = AttributionRelation(
        "a1", QuotationKind.DIRECT, (content,), (at(HOSTILE, "said"),), (source,), Act.STATEMENT, Modality.ASSERTED,
        "probe", speaker=spoken, reporting_sources=(relay,), venue=(at(HOSTILE, "reported"),),
    )  # fmt: skip
    words = at(HOSTILE, "“We shall close the <iframe src=javascript:parent.hit=5></iframe> quay,”")
    two = AttributionRelation(
        "a2", QuotationKind.DIRECT, (words,), (at(HOSTILE, "said", words.end),), (at(HOSTILE, "he", words.end),),
        Act.STATEMENT, Modality.ASSERTED, "probe", speaker=Speaker(None, resolved_by="none"),
    )  # fmt: skip
    related = (Related(BAD, at(HOSTILE, "Harm")),)
    finding = Finding("AT999", BAD, Severity.ERROR, BAD + "\x00\x1b\u202e\ud800", words, related)
    crossing = Finding("AT998", "crossing", Severity.NOTE, "m", at(HOSTILE, "Lee, the javascript:window.hit=4"))
    stands = Finding("AT997", "stands", Severity.WARNING, "m", at(HOSTILE, "Harm"), suppressed=BAD)
    article = article_of(HOSTILE, f'"/><{BAD}.txt', BAD)
    return with_ledger(ArticleReport(article, (one, two), (finding, crossing, stands)))


def render(*reports: ArticleReport, troubles: Sequence[Trouble] = (), show_suppressed: bool = False) -> str:
    """Return the page of the reports; `troubles` are of a file that gave none."""
    reporter, totals = HtmlReport(pages=PAGES, version="0.0.0", show_suppressed=show_suppressed), Totals()
    assert reporter.begin() == ""
    for report in reports:
        totals.add(report)
        assert reporter.article(report) == ""
    if troubles:
        totals.add_troubles(troubles)
        assert reporter.trouble(troubles[0].path, troubles) == ""
    return reporter.end(totals)


def write_page(path: Path, page: str) -> Path:
    """Write a page as the command line does."""
    path.write_text(page, "utf-8", errors="backslashreplace", newline="\n")
    return path
