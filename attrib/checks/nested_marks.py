"""A quotation within a quotation, in the same marks.

Why: a reader cannot tell where the inner words end and the outer ones go on, and takes the first closing mark for the
end of both. Set the inner quotation in single marks where the outer has double ones, and the other way round.

Single marks within single marks are not seen, for nothing tells them from apostrophes. Off by default: in copy that has
passed through a program with one mark for all, the inner marks are no choice of the author's.

Flagged:
    “She told me “go” and left,” Tom Reed said.

Clean:
    “She told me ‘go’ and left,” Tom Reed said.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrib.checking import Check, CheckContext, CheckInfo, Scope
from attrib.checking.attributions import Attributions
from attrib.checking.marks import torn_quotations
from attrib.model import Finding, Quotation, Related, Severity


def find_nested(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each quotation that stands within one of the same marks."""
    attributions = Attributions(context)
    torn = {quotation.span for quotation in torn_quotations(context.article.text, context.quotations)}
    around: list[Quotation] = []
    for quotation in context.quotations:
        while around and around[-1].span.end < quotation.span.end:
            around.pop()
        outer = around[-1] if around else None
        around.append(quotation)
        if outer is None or outer.style != quotation.style or not attributions.is_running(quotation.block):
            continue
        if outer.span not in torn and quotation.span not in torn:
            yield context.finding(
                quotation.span,
                related=[Related("the quotation around it", outer.span)],
                quotation=context.excerpt(quotation.inner),
            )


CHECK = Check(
    CheckInfo(
        code="AT109",
        name="nested-marks",
        severity=Severity.WARNING,
        message=(
            "“{quotation}” stands in the same marks as the quotation around it: readers take its end for the end of "
            "both. Use single marks within double ones, and double within single."
        ),
        since="0.1.0",
        enabled=False,
        scope=Scope.QUOTATION,
        guides=("AP", "GU"),
        help=__doc__,
    ),
    run=find_nested,
)
