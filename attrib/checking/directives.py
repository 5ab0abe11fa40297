"""The words by which an article is spoken of to attrib: `attrib: ignore AT101 -- reason`.

    attrib: VERB CHECK[, CHECK …] ["first words" | FINGERPRINT] [-- REASON]

VERB is `ignore`, `ignore-start`, `ignore-end` or `ignore-file`; a CHECK is a code, the beginning of codes, a name or
`ALL`.  After ESLint's directives, and with their reason (https://eslint.org/docs/latest/use/configure/rules).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches

from attrib.checking.fingerprints import DIGITS

IGNORE, START, END, FILE = "ignore", "ignore-start", "ignore-end", "ignore-file"
VERBS = (IGNORE, START, END, FILE)
# What other tools call it.
_ELSEWHERE = {
    "disable": START,
    "enable": END,
    "off": START,
    "on": END,
    "disable-next-line": IGNORE,
    "ignore-next-line": IGNORE,
    "ignore-line": IGNORE,
    "ignore-next": IGNORE,
    "noqa": IGNORE,
    "disable-file": FILE,
}
_NAMED = re.compile(r"(at+r+i?b+s?)(?:(\s*:)|\b)(.*)", re.IGNORECASE | re.DOTALL)
_REST = re.compile(
    r"""(?P<names>[^"“”]*?)
        (?:\s*["“](?P<words>.+?)["”])?
        (?:\s*(?:--+|—|–)(?P<reason>.*))?""",
    re.VERBOSE | re.DOTALL,
)
_FINGERPRINT = re.compile(rf"[0-9a-f]{{{DIGITS}}}", re.IGNORECASE)
# Longer than any reason: more is a comment that swallowed copy.
LONGEST = 1_000


class MalformedError(ValueError):
    """What is wrong with words that are meant for attrib, and how they should read."""


@dataclass(frozen=True, slots=True)
class Directive:
    """What is to be ignored: the verb, the checks as written, and why.

    `words` are the first words of the one finding that is meant, `fingerprint` is that finding's own; `None` both
    where all findings of the checks are meant.
    """

    verb: str
    checks: tuple[str, ...]
    reason: str | None = None
    words: str | None = None
    fingerprint: str | None = None

    @property
    def points(self) -> bool:
        """Whether one finding is meant and not all of a place."""
        return self.words is not None or self.fingerprint is not None


def parse_directive(said: str) -> Directive | None:
    """Return what a comment or a line asks for, or `None` where it does not speak to attrib.

    Raises `MalformedError` where it does, and cannot be understood.
    """
    match = _NAMED.fullmatch(" ".join(said[: LONGEST + 1].split()))
    if match is None:
        return None
    name, colon, rest = match.groups()
    if len(said) > LONGEST and colon:
        raise MalformedError(f"is longer than {LONGEST} characters, and was not read")
    verb, _, rest = rest.strip().lstrip("-").partition(" ")
    verb, rest = verb.casefold().rstrip(","), rest.strip()
    if name.casefold() != "attrib" or not colon:
        if verb not in VERBS and verb not in _ELSEWHERE:
            return None
        raise MalformedError(f"says `{name} {verb}`: write `attrib: {_ELSEWHERE.get(verb, verb)}`")
    if verb not in VERBS:
        raise MalformedError(_unknown_verb(verb))
    return _parse_rest(verb, rest)


def _unknown_verb(verb: str) -> str:
    if not verb:
        return "says nothing: write `attrib: ignore AT101 -- reason`"
    close = get_close_matches(verb, VERBS, n=1, cutoff=0.6)
    guess = _ELSEWHERE.get(verb) or (close[0] if close else "")
    hint = f"did you mean `{guess}`?" if guess else f"attrib knows {', '.join(VERBS)}"
    return f"asks for `{verb}`, which attrib does not know: {hint}"


def _parse_rest(verb: str, rest: str) -> Directive:
    match = _REST.fullmatch(rest)
    if match is None:
        raise MalformedError("has quotation marks that do not pair: the first words of a finding stand between two")
    names = tuple(dict.fromkeys(name for name in re.split(r"[\s,]+", match["names"]) if name))
    if "-" in names:
        raise MalformedError("a single hyphen stands before its reason: write ` -- reason`")
    prints = [name for name in names if _FINGERPRINT.fullmatch(name)]
    checks = tuple(name for name in names if name not in prints)
    words = " ".join(match["words"].split()) if match["words"] else None
    if not checks and verb != END:
        raise MalformedError(f"names no check: write `attrib: {verb} AT101 -- reason`")
    if len(prints) + (words is not None) > 1:
        raise MalformedError("points at several findings: write a line for each")
    if words is not None and not any(character.isalnum() for character in words):
        raise MalformedError("points at a finding with no word in quotation marks")
    if (prints or words) and verb != IGNORE:
        raise MalformedError(f"`{verb}` points at no single finding: `ignore` does")
    reason = " ".join((match["reason"] or "").split()) or None
    return Directive(verb, checks, reason, words, prints[0].lower() if prints else None)


def parse_line(line: str) -> Directive | None:
    """Return what a line of a sidecar asks for, or `None` for an empty line and for a comment.

    Raises `MalformedError` where it cannot be understood.
    """
    words = line.strip().removeprefix("\ufeff")
    if not words:
        return None
    if not words.startswith("#"):
        raise MalformedError('is not understood: a line reads `# attrib: ignore AT101 "first words" -- reason`')
    directive = parse_directive(words.lstrip("#"))
    if directive is None:
        return None
    if directive.verb in {START, END}:
        raise MalformedError(
            f"`{directive.verb}` has no place here: only comments in the article begin and end somewhere"
        )
    if directive.verb == IGNORE and not directive.points:
        raise MalformedError(
            'does not say which finding: add its "first words" or its fingerprint, or use `ignore-file`'
        )
    return directive
