"""Articles checked by checks that flag a word, with all that hides findings, and without a model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from attrib.checking import Baseline, Check, CheckContext, CheckInfo, Policy, run_checks, settle
from attrib.model import Article, AttributionRelation, CharSpan, Finding, Severity, Sidecar, Trouble
from attrib.readers.decoding import decode
from attrib.readers.markdown import markdown_article
from attrib.readers.plain import plain_article


def word_check(code: str, name: str, word: str, *, enabled: bool = True) -> Check:
    """Return a check that flags every `word`, and breaks at BREAK."""

    def run(context: CheckContext) -> Iterator[Finding]:
        for match in re.finditer(rf"{word}\w*(?: \w+)*", context.article.text):
            yield context.finding(CharSpan(match.start(), match.end()))
        if "BREAK" in context.article.text and word == "bad":
            raise IndexError("out of range")

    info = CheckInfo(code, name, Severity.ERROR, "Seen.", "Page.\n\nWhy: so.", "0.1.0", enabled=enabled)
    return Check(info, run)


BAD = word_check("AT101", "bad-word", "bad")
UGLY = word_check("AT301", "ugly-word", "ugly")
VAGUE = word_check("AT302", "vague-word", "vague")
OFF = word_check("AT303", "rare-word", "rare", enabled=False)
CHECKS = (BAD, UGLY, VAGUE, OFF)
ON = (BAD, UGLY, VAGUE)
POLICY = Policy(tuple(check.info for check in CHECKS))


class Settled(NamedTuple):
    """What is reported of an article."""

    article: Article
    findings: tuple[Finding, ...]
    troubles: tuple[Trouble, ...]

    @property
    def open(self) -> list[str]:
        """The words flagged and not let stand."""
        return [one.span.of(self.article.text) for one in self.findings if one.suppressed is None]

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """The words let stand, and why."""
        return [(one.span.of(self.article.text), one.suppressed) for one in self.findings if one.suppressed is not None]

    @property
    def said(self) -> list[tuple[str, int | None, int | None]]:
        """Code, line and column of each of attrib's own findings."""
        return [(one.code, one.line, one.column) for one in self.troubles]


def markdown(text: str | bytes, path: str = "story.md") -> Article:
    """Return the Markdown article of these characters or bytes."""
    return markdown_article(decode(text if isinstance(text, bytes) else text.encode(), path), path=path)


def plain(text: str, *lines: str, path: str = "story.txt") -> Article:
    """Return the plain article, with these lines in its sidecar."""
    article = plain_article(text, path=path)
    return Article(**{**_fields(article), "sidecar": Sidecar(f"{path}.attrib", lines)}) if lines else article


def _fields(article: Article) -> dict[str, object]:
    return {name: getattr(article, name) for name in article.__dataclass_fields__}


def settled(
    article: Article,
    *,
    checks: Sequence[Check] = ON,
    policy: Policy = POLICY,
    baseline: Baseline | None = None,
    relations: Sequence[AttributionRelation] = (),
) -> Settled:
    """Return what is reported of `article` by `checks`."""
    findings, troubles = settle(
        article,
        lambda: run_checks(checks, article, None, (), relations),  # type: ignore[arg-type]
        [check.info.code for check in checks],
        policy,
        baseline,
    )
    return Settled(article, findings, troubles)
