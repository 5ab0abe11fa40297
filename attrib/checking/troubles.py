"""attrib's own trouble, the AT9xx family: described as checks are, so that lists and pages know them too."""

from __future__ import annotations

from attrib.checking.check import CheckInfo, Scope
from attrib.model import Severity, Trouble

UNREADABLE_ARTICLE = CheckInfo(
    code="AT901",
    name="unreadable-article",
    severity=Severity.ERROR,
    message="{reason}",
    scope=Scope.BOTH,
    since="0.1.0",
    help="""An article that cannot be opened or decoded, or is not the format it says.

Why: silence about a file that was never read looks like a clean file. The other articles are still checked, and the
exit code is 2.

Flagged:
    attrib check photo.jpg
    attrib check stories/deleted.md

Clean:
    attrib check stories/ferry.md
""",
)
BROKEN_RULE_FILE = CheckInfo(
    code="AT902",
    name="broken-rule-file",
    severity=Severity.ERROR,
    message="{reason}",
    scope=Scope.BOTH,
    since="0.1.0",
    help="""A rule, lexicon or settings file with a fault: its file, line and field, and what was expected.

Why: a rule that is mistyped would match nothing and nobody would notice. attrib names every fault of a file at once,
shows the line, and exits with 2 instead of checking with half its rules.

Flagged:
    pattern: [{LOWER: Sources}]
    pattern: [{DEP: nsub}]
    enabled: on

Clean:
    pattern: [{LOWER: sources}]
    pattern: [{DEP: nsubj}]
    enabled: true
""",
)
CHECK_FAILED = CheckInfo(
    code="AT905",
    name="check-failed",
    severity=Severity.ERROR,
    message="{reason}",
    scope=Scope.BOTH,
    since="0.1.0",
    help="""A check that stopped with an error on an article; the other checks ran.

Why: an article that a check gave up on has not been checked. What the check had seen so far is left out, for it may
be half of the truth, and the exit code is 2. It is a fault of attrib: please report it with the article if you can.

Flagged:
    AT501 duplicated-quotation stopped with IndexError

Clean:
    Every check came to the end of the article.
""",
)

TROUBLES: tuple[CheckInfo, ...] = (UNREADABLE_ARTICLE, BROKEN_RULE_FILE, CHECK_FAILED)


def trouble(info: CheckInfo, reason: str, *, path: str, line: int | None = None) -> Trouble:
    """Return a trouble of the kind `info` describes."""
    return Trouble(info.code, info.name, info.severity, reason, path, line)


def check_failed(info: CheckInfo, error: Exception, path: str) -> Trouble:
    """Return the trouble of a check that raised `error` on the article at `path`."""
    said = str(error).strip().splitlines()
    what = f"{type(error).__name__}: {said[0]}" if said else type(error).__name__
    reason = f"{info.code} {info.name} stopped with {what}; what it looks for was not checked in this article"
    return trouble(CHECK_FAILED, reason, path=path)
