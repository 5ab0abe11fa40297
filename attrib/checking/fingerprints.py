"""What makes a finding the same finding after the article was edited elsewhere."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence

from attrib.model import Article, AttributionRelation, CharSpan, Speaker, SpeakerKind

# Words on each side of a finding that go into its fingerprint: enough to tell two like findings apart, few
# enough that edits elsewhere do not stir it.
FINGERPRINT_WORDS = 4
# Characters in which those words are looked for: a block may be a whole book on one line.
FINGERPRINT_REACH = 120
DIGITS = 16


def fingerprint(code: str, article: Article, span: CharSpan, relations: Sequence[AttributionRelation] = ()) -> str:
    """Return a short hash of the check's code, the words at `span`, those around them in their block, and who speaks.

    Case, quotation marks and punctuation do not count, nor where in the article the words stand.  The speaker is the
    one of the attribution that `span` is part of, if it is part of one.
    """
    block = article.block_at(span.start)
    whole = block.span if block else span
    text = article.text
    before = fold(text[max(whole.start, span.start - FINGERPRINT_REACH) : span.start])[-FINGERPRINT_WORDS:]
    after = fold(text[span.end : min(max(span.end, whole.end), span.end + FINGERPRINT_REACH)])[:FINGERPRINT_WORDS]
    relation = relation_at(relations, span)
    speaker = speaker_key(relation.speaker) if relation is not None and relation.speaker is not None else []
    parts = [code, *before, "[", *fold(span.of(text)), "]", *after, "by", *speaker]
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


def fold(text: str) -> list[str]:
    """Return the words of `text` in lower case, without marks and punctuation."""
    kept = "".join(c if c.isalnum() else " " for c in unicodedata.normalize("NFKC", text).casefold())
    return kept.split()


def relation_at(relations: Sequence[AttributionRelation], span: CharSpan) -> AttributionRelation | None:
    """Return the relation that shares the most characters with `span`, the innermost of several, or `None`."""
    best, most = None, 0
    for relation in relations:
        parts = (*relation.content, *relation.cue, *relation.source)
        shared = sum(max(0, min(part.end, span.end) - max(part.start, span.start)) for part in parts)
        # Of two that cover it alike, the one inside the other came later.
        if shared and shared >= most:
            best, most = relation, shared
    return best


def speaker_key(speaker: Speaker) -> list[str]:
    """Return the words a speaker is known again by: of a person the last name alone.

    A paragraph added elsewhere may give the fullest name a further part, and the words are still the same person's.
    """
    words = fold(speaker.name or "")
    return words[-1:] if speaker.kind is SpeakerKind.PERSON else words
