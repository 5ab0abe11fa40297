"""Quotation marks whose partner is missing."""

from __future__ import annotations

from collections.abc import Sequence

from attrib.model import Quotation


def torn_quotations(text: str, quotations: Sequence[Quotation]) -> list[Quotation]:
    """Return the quotations, in order, that lack a mark which copy set as it should be would have.

    A quotation over several paragraphs opens each of them and closes only the last; so do paragraphs that were run
    together into one on the way here.
    """
    found: list[Quotation] = []
    following: Quotation | None = None
    for quotation in reversed(quotations):
        lacks_close = not (quotation.closed or quotation.continued)
        if not quotation.opened or (lacks_close and not _is_opened_again(text, quotation, following)):
            found.append(quotation)
        if not quotation.nested:
            following = quotation
    return found[::-1]


def _is_opened_again(text: str, quotation: Quotation, following: Quotation | None) -> bool:
    """Whether the next quotation takes this one up at once: its paragraphs were run together on the way here."""
    if following is None or following.style != quotation.style or not following.opened:
        return False
    gap = text[quotation.span.end : following.span.start]
    return following.block == quotation.block and not gap.strip() and text[quotation.span.end - 1] in ".!?…"
