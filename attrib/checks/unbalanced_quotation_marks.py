"""A quotation mark that opens and never closes, or closes and never opens.

Why: without its other mark a reader cannot tell the speaker's words from the reporter's. The message says where the
missing mark probably stands; check it against your notes.

A quotation over several paragraphs lawfully opens each of them and closes only the last. Marks are paired paragraph
by paragraph, so that one lost mark is one finding; where a file has run the paragraphs of one quotation together, the
mark that opens each is left alone. Apostrophes, inches and feet are not quotation marks.

Flagged:
    The mayor said: “We will reopen the bridge in May.

Clean:
    The mayor said: “We will reopen the bridge in May.”
"""

from __future__ import annotations

from collections.abc import Iterator

from attrib.checking import Check, CheckContext, CheckInfo, Scope
from attrib.checking.marks import torn_quotations
from attrib.model import CharSpan, Finding, Quotation, Related, Severity

# Words shown on the side on which a mark is missing: enough to find the place.
SHOWN_WORDS = 4


def find_unbalanced(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding at each mark whose partner is missing, the place it probably belongs to related."""
    for quotation in torn_quotations(context.article.text, context.quotations):
        yield _unclosed(context, quotation) if quotation.opened else _unopened(context, quotation)


def _unclosed(context: CheckContext, quotation: Quotation) -> Finding:
    words = _words(context, quotation)[-SHOWN_WORDS:]
    place = CharSpan(words[0].start, words[-1].end) if words else quotation.span
    return context.finding(
        CharSpan(quotation.span.start, quotation.inner.start),
        related=(Related("the closing mark probably belongs after these words", place),),
        fault="opens a quotation that is never closed",
        place=f"after “{'…' if words else ''}{context.excerpt(place)}”",
    )


def _unopened(context: CheckContext, quotation: Quotation) -> Finding:
    words = _words(context, quotation)[:SHOWN_WORDS]
    place = CharSpan(words[0].start, words[-1].end) if words else quotation.span
    return context.finding(
        CharSpan(quotation.inner.end, quotation.span.end),
        related=(Related("the opening mark probably belongs before these words", place),),
        fault="closes a quotation that was never opened",
        place=f"before “{context.excerpt(place)}{'…' if words else ''}”",
    )


def _words(context: CheckContext, quotation: Quotation) -> list[CharSpan]:
    """Return the words between the marks, as spans."""
    out, at = [], quotation.inner.start
    for word in quotation.inner.of(context.article.text).split():
        start = context.article.text.index(word, at)
        at = start + len(word)
        out.append(CharSpan(start, at))
    return out


CHECK = Check(
    CheckInfo(
        code="AT102",
        name="unbalanced-quotation-marks",
        severity=Severity.ERROR,
        message=(
            "This mark {fault}: readers cannot tell the speaker's words from yours. "
            "The missing mark probably stands {place}; check it against your notes."
        ),
        since="0.1.0",
        scope=Scope.BOTH,
        guides=("TX",),
        help=__doc__,
    ),
    run=find_unbalanced,
)
