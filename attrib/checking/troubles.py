"""attrib's own trouble, the AT9xx family: described as checks are, so that lists and pages know them too."""

from __future__ import annotations

from dataclasses import replace

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

UNUSED_SUPPRESSION = CheckInfo(
    code="AT903",
    name="unused-suppression",
    severity=Severity.WARNING,
    message="{reason}",
    scope=Scope.BOTH,
    since="0.1.0",
    help="""A comment, a line of a sidecar or an entry of a baseline that hides nothing.

Why: a suppression outlives what it was written for. The quotation it excused was cut, or the comment has come to
stand before another paragraph; what it hides next, nobody has looked at. A suppression of a check that did not run
(because it is off, or others were selected) is left alone. Of an article's entries in a baseline all that are stale
make one finding. `--ignore AT903` turns it off.

Flagged:
    <!-- attrib: ignore AT101 -- the speaker is named in the caption -->
    “We will mend it,” said Ada Lunn, the harbour master.

Clean:
    <!-- attrib: ignore AT101 -- the speaker is named in the caption -->
    “We will mend it before the ice comes.”
""",
)
BAD_SUPPRESSION = CheckInfo(
    code="AT904",
    name="bad-suppression",
    severity=Severity.WARNING,
    message="{reason}",
    scope=Scope.BOTH,
    since="0.1.0",
    help="""A suppression that cannot be understood, names no check there is, or gives no reason where one is asked for.

Why: whoever wrote it believes that something is hidden. A mistyped code hides nothing; a comment that never closes
hides the rest of the article from its readers. With `require-reason` a suppression without ` -- reason` works, but is
reported. `--ignore AT904` turns it off.

Flagged:
    <!-- attrib: ignore AT1O1 -- the speaker is named in the caption -->
    <!-- attrib: ignroe AT101 -- the speaker is named in the caption -->
    <!-- attrib: ignore-end AT101 -->, with nothing begun

Clean:
    <!-- attrib: ignore AT101 -- the speaker is named in the caption -->
    <!-- attrib: ignore unattributed-quotation, AT3 -- a press release, as it came -->
""",
)
UNSUPPORTED_LANGUAGE = CheckInfo(
    code="AT906",
    name="unsupported-language",
    severity=Severity.WARNING,
    message=(
        "This article {guess}, and attrib has rules for English only: nothing else was checked. "
        "`ignore-file AT906` has it checked all the same."
    ),
    scope=Scope.BOTH,
    since="0.1.0",
    help="""An article in a language that attrib has no rules for.

Why: by the rules of English half of a French article would be flagged and none of its faults found. Such an article
has this one finding and no other. Languages are told by their commonest small words, and by their script; where the
words do not decide, as in a headline or a table, the article is checked as English. A comment `ignore-file AT906` in
the article, or `--ignore AT906`, has it checked whatever its language.

Measured: None of 1,742 articles of English news, nor of their 25,442 paragraphs by themselves, is taken for another
language. Of 48 paragraphs in French, German, Spanish, Italian, Portuguese and Dutch 45 are told; the others are
single sentences of eight words.

Flagged:
    « Le pont sera rouvert dans une semaine », a dit la maire devant les habitants du quartier, qui attendent depuis
    un an que les travaux soient finis.

Clean:
    “Le pont sera rouvert,” the mayor told those who had waited for a year, and went back into the town hall.
""",
)

# What keeps attrib from doing what was asked: the run ends in 2, and nobody can turn it off.
TROUBLES: tuple[CheckInfo, ...] = (UNREADABLE_ARTICLE, BROKEN_RULE_FILE, CHECK_FAILED)
# What attrib has to say of its own work beside that: counted as findings are, and may be ignored.
NOTICES: tuple[CheckInfo, ...] = (UNUSED_SUPPRESSION, BAD_SUPPRESSION, UNSUPPORTED_LANGUAGE)


def trouble(info: CheckInfo, reason: str, *, path: str, line: int | None = None, column: int | None = None) -> Trouble:
    """Return a trouble of the kind `info` describes; `line` and `column` are 1-based."""
    return Trouble(info.code, info.name, info.severity, reason, path, line, column)


def check_failed(info: CheckInfo, error: Exception, path: str) -> Trouble:
    """Return the trouble of a check that raised `error` on the article at `path`."""
    said = str(error).strip().splitlines()
    what = f"{type(error).__name__}: {said[0]}" if said else type(error).__name__
    reason = f"{info.code} {info.name} stopped with {what}; what it looks for was not checked in this article"
    return replace(trouble(CHECK_FAILED, reason, path=path), check=info.code)
