"""Runs checks over an article, and chooses which."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches

from attrib.checking.check import Check, CheckInfo
from attrib.checking.context import CheckContext
from attrib.checking.troubles import NOTICES, TROUBLES, check_failed
from attrib.errors import ConfigError
from attrib.model import Article, AttributionRelation, Finding, Quotation, Trouble
from attrib.nlp import Parse
from attrib.rulefiles import Lexicon

EVERYTHING = "ALL"
_CODE = re.compile(r"[a-z]+\d{3}")
_LOOKS_LIKE = str.maketrans({"o": "0", "l": "1", "i": "1"})


def run_checks(
    checks: Iterable[Check],
    article: Article,
    parse: Parse,
    quotations: Sequence[Quotation],
    relations: Sequence[AttributionRelation],
    *,
    options: Mapping[str, Mapping[str, object]] | None = None,
    lexicons: Mapping[str, Lexicon] | None = None,
    graded: Collection[str] = (),
) -> tuple[tuple[Finding, ...], tuple[Trouble, ...]]:
    """Return the findings of `checks` by place and then code, and a trouble for each check that raised.

    `options` are the settings of checks by code, `lexicons` those a house has changed, by name; `graded` are the codes
    whose severity somebody has set, for all that the check finds.  A check that raises gives no findings; the others
    still run.
    """
    findings: list[Finding] = []
    troubles: list[Trouble] = []
    kept: dict[str, object] = {}
    for check in checks:
        settings = (options or {}).get(check.info.code, {})
        context = CheckContext(article, parse, quotations, relations, check.info, settings, lexicons or {}, kept)
        try:
            found = list(check.run(context))
            for finding in found:
                _prove_finding(finding, check.info, article)
            if check.info.code in graded:
                found = [replace(finding, severity=check.info.severity) for finding in found]
            findings.extend(found)
        except Exception as error:
            troubles.append(check_failed(check.info, error, article.path))
    findings.sort(key=lambda finding: (finding.span.start, finding.span.end, finding.code))
    return tuple(findings), tuple(troubles)


def _prove_finding(finding: object, info: CheckInfo, article: Article) -> None:
    """Raise `ValueError` for what no report could show: a check may come from somebody else's package."""
    if not isinstance(finding, Finding):
        raise ValueError(f"it gave {type(finding).__name__} instead of a finding")
    if finding.code != info.code:
        raise ValueError(f"it gave a finding of {finding.code}")
    if finding.span.end > len(article.text):
        raise ValueError(f"it gave a finding beyond the article's end, at {finding.span.end}")


def select_checks(checks: Sequence[Check], select: Sequence[str] = (), ignore: Sequence[str] = ()) -> tuple[Check, ...]:
    """Return the checks that `select` names less those that `ignore` names, in their own order.

    A word is a code, the beginning of codes (`AT5`), a name, or `ALL`.  Without `select` the checks that are on by
    default are meant; with it exactly those it names, off by default or not.  Where both speak of a check the
    longer code wins (`select` AT501 over `ignore` AT5), and `ignore` wins a tie.

    Raises `ConfigError` for a word that names no check.
    """
    for word in (*select, *ignore):
        _prove_known(word, checks)
    out = []
    for check in checks:
        chosen = _strength(check, select) if select else int(check.info.enabled)
        if chosen and (chosen > _strength(check, ignore) if select else not _strength(check, ignore)):
            out.append(check)
    return tuple(out)


def select_notices(ignore: Sequence[str] = ()) -> tuple[CheckInfo, ...]:
    """Return what attrib reports of its own work, less that which `ignore` names by code, beginning of codes or name.

    `ALL` means checks, and none of these.
    """
    words = [word for word in ignore if word.strip().upper() != EVERYTHING]
    return tuple(info for info in NOTICES if not any(stands_for(word, info) for word in words))


def stands_for(word: str, info: CheckInfo) -> bool:
    """Whether `word` names the check: its code or the beginning of it, its name, or `ALL`."""
    return closeness(word, info) > 0


def closeness(word: str, info: CheckInfo) -> int:
    """Return how closely `word` names the check: the more of its code the higher, 0 where it does not."""
    folded = word.strip().upper()
    if folded == EVERYTHING:
        return 1
    if folded and info.code.upper().startswith(folded):
        return 1 + len(folded)
    return 1 + len(info.code) if word.strip().lower() == info.name else 0


def _strength(check: Check, words: Sequence[str]) -> int:
    """Return how closely the nearest of `words` names the check, 0 where none does."""
    return max((closeness(word, check.info) for word in words), default=0)


def _prove_known(word: str, checks: Sequence[Check]) -> None:
    """Raise `ConfigError` unless `word` names a check that can be chosen."""
    if word.strip().upper() == EVERYTHING or any(_strength(check, [word]) for check in checks):
        return
    for info in TROUBLES:
        if word.strip().upper() == info.code or word.strip().lower() == info.name:
            raise ConfigError(f"{info.code} {info.name} is attrib's own trouble and cannot be chosen or ignored")
    if any(stands_for(word, info) for info in NOTICES):
        return
    raise ConfigError(f"no check is called {word!r}", hint=nearest_check(word, [check.info for check in checks]))


def _differences(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))


def nearest_check(word: str, infos: Iterable[object]) -> str:
    """Return a hint naming the check whose code or name is most like `word`."""
    names: dict[str, str] = {}
    for info in infos:
        code, name = str(getattr(info, "code", "")), str(getattr(info, "name", ""))
        names[code.lower()] = names[name] = f"{code} {name}"
    wanted = word.strip().lower()
    if any(character.isdigit() for character in wanted):  # a letter may stand for the digit it looks like
        wanted = wanted[:2] + wanted[2:].translate(_LOOKS_LIKE)
    if _CODE.fullmatch(wanted):
        alike = [code for code in names if len(code) == len(wanted) and _differences(code, wanted) <= 1]
        # Of a code that is not there only one that is a slip of the finger away is meant.
        close = get_close_matches(wanted, alike, n=1, cutoff=0)
    else:
        close = get_close_matches(wanted, list(names), n=1, cutoff=0.5)
    return f"did you mean {names[close[0]]}?" if close else "`attrib rules list` names them all"
