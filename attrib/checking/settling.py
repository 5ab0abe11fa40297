"""From what the checks found to what is reported: language, suppressions and baseline, in their order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from attrib.checking.baseline import Baseline
from attrib.checking.fingerprints import fingerprint
from attrib.checking.language import other_language
from attrib.checking.suppressions import Policy, Suppressions
from attrib.checking.troubles import UNSUPPORTED_LANGUAGE
from attrib.model import Article, CharSpan, Finding, Trouble

Found = tuple[tuple[Finding, ...], tuple[Trouble, ...]]


def settle(
    article: Article,
    run: Callable[[], Found],
    codes: Collection[str],
    policy: Policy,
    baseline: Baseline | None = None,
) -> Found:
    """Return the findings of the article, those that are let stand marked as suppressed, and attrib's own troubles.

    `run` runs the checks of these `codes`.  It is not called for an article in another language, unless a comment of
    it says that it shall be checked all the same.
    """
    suppressions = Suppressions(article, policy)
    findings = suppressions.hide(language_findings(article, policy))
    troubles: tuple[Trouble, ...] = ()
    if not any(map(_is_open, findings)):
        found, troubles = run()
        findings = (*findings, *suppressions.hide(found))
    ran = codes_run(codes, findings, troubles)
    return let_stand(article, (findings, (*troubles, *suppressions.troubles(ran))), codes, policy, baseline)


def let_stand(
    article: Article, found: Found, codes: Collection[str], policy: Policy, baseline: Baseline | None
) -> Found:
    """Return what was found, what `baseline` knows marked as suppressed, and its entries that hide nothing told of.

    `found` is what `settle` returned for the checks of these `codes` without a baseline.
    """
    if baseline is None:
        return found
    findings, troubles = found
    hidden, stale = baseline.hide(article, findings, codes_run(codes, findings, troubles))
    return hidden, (*troubles, *policy.graded(stale))


def codes_run(codes: Collection[str], findings: Sequence[Finding], troubles: Sequence[Trouble]) -> frozenset[str]:
    """Return which of the checks of these `codes` came to the end of an article, by what was reported of it.

    None did where the article is in another language.
    """
    own = UNSUPPORTED_LANGUAGE.code
    if any(finding.code == own and _is_open(finding) for finding in findings):
        return frozenset({own})
    return frozenset({own, *codes}) - {trouble.check for trouble in troubles if trouble.check is not None}


def _is_open(finding: Finding) -> bool:
    return finding.suppressed is None


def language_findings(article: Article, policy: Policy) -> tuple[Finding, ...]:
    """Return one finding, at the article's first block, where it is in another language; none where it is not.

    None either where the policy has no use for it: the article is checked as English then.
    """
    info = policy.notice(UNSUPPORTED_LANGUAGE)
    language = other_language(article) if info is not None else None
    if info is None or language is None:
        return ()
    span = article.blocks[0].span if article.blocks else CharSpan(0, len(article.text))
    message = info.message.format(guess=language.guess)
    return (
        Finding(
            info.code,
            info.name,
            info.severity,
            message,
            span,
            fingerprint=fingerprint(info.code, article, span),
        ),
    )
