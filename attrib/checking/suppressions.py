"""Findings that somebody has looked at and lets stand: which comment or line of a sidecar hides them, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from attrib.checking.check import CheckInfo
from attrib.checking.directives import END, FILE, IGNORE, START, Directive, MalformedError, parse_directive, parse_line
from attrib.checking.fingerprints import fold
from attrib.checking.running import nearest_check, stands_for
from attrib.checking.troubles import (
    BAD_SUPPRESSION,
    NOTICES,
    TROUBLES,
    UNSUPPORTED_LANGUAGE,
    UNUSED_SUPPRESSION,
    trouble,
)
from attrib.model import Article, Comment, Finding, Trouble

NO_REASON = "no reason given"
# Of several that hide a finding the narrowest does, so that a wide one that is not needed shows.
_POINTS, _BLOCK, _RANGE, _FILE = range(4)
_HINTS = {
    IGNORE: "the block it is about",
    START: "the lines up to its end",
    FILE: "this article",
}


@dataclass(frozen=True)
class Policy:
    """What suppressions are held against: the checks there are, and what the house asks of them.

    `notices` are those of attrib's own findings that are wanted; `require_reason` asks for a reason.
    """

    known: tuple[CheckInfo, ...] = ()
    notices: tuple[CheckInfo, ...] = NOTICES
    require_reason: bool = False

    def notice(self, info: CheckInfo) -> CheckInfo | None:
        """Return `info` as this run has it, or `None` where it is not wanted."""
        return next((own for own in self.notices if own.code == info.code), None)

    def graded(self, troubles: Iterable[Trouble]) -> tuple[Trouble, ...]:
        """Return those of attrib's own findings that are wanted, as grave as the house has them."""
        severities = {info.code: info.severity for info in self.notices}
        return tuple(replace(one, severity=severities[one.code]) for one in troubles if one.code in severities)

    @property
    def suppressible(self) -> tuple[CheckInfo, ...]:
        """The checks whose findings can be hidden."""
        return (*self.known, UNSUPPORTED_LANGUAGE)


@dataclass
class _Suppression:
    """A directive at its place in the article or its sidecar, and which of its words have hidden something."""

    directive: Directive
    path: str
    line: int
    column: int | None
    comment: Comment | None = None
    end: int | None = None  # where an `ignore-start` ends, an offset in the file; `None` at the end of the article
    used: set[str] = field(default_factory=set)
    late: set[str] = field(default_factory=set)  # those whose findings a narrower one has hidden

    @property
    def rank(self) -> tuple[int, int]:
        """How narrow it is, narrowest first; of ranges within each other the inner one."""
        if self.directive.points:
            return _POINTS, 0
        if self.directive.verb == START and self.comment is not None:
            return _RANGE, -self.comment.raw.start
        return (_BLOCK if self.directive.verb == IGNORE else _FILE), 0

    def covers(self, article: Article, finding: Finding) -> bool:
        """Whether the finding stands where this one reaches, and is the one it points at."""
        directive = self.directive
        if directive.fingerprint is not None and directive.fingerprint != finding.fingerprint:
            return False
        if directive.words is not None and not _starts_with(article, finding, directive.words):
            return False
        if self.comment is None or directive.verb == FILE:
            return True
        if directive.verb == START:
            at = article.source_map.to_raw(finding.span).start
            return self.comment.raw.end <= at and (self.end is None or at < self.end)
        if self.comment.block >= len(article.blocks):
            return False
        block = article.blocks[self.comment.block].span
        return block.start <= finding.span.start <= block.end


class Suppressions:
    """The suppressions of one article: hides findings, and then tells which of them hid none."""

    def __init__(self, article: Article, policy: Policy) -> None:
        self._article = article
        self._policy = policy
        self._troubles: list[Trouble] = []
        self._all: list[_Suppression] = []
        self._read_comments()
        self._read_sidecar()
        self._all.sort(key=lambda one: one.rank)

    def hide(self, findings: Sequence[Finding]) -> tuple[Finding, ...]:
        """Return the findings, those that are ignored with the reason in `suppressed`."""
        return tuple(self._hidden(finding) for finding in findings)

    def troubles(self, ran: Collection[str]) -> tuple[Trouble, ...]:
        """Return what is wrong with the suppressions, by place: those that are bad, and those that hid nothing.

        `ran` are the codes of the checks that came to the end of this article; what others would have found is not
        known.
        """
        found = self._policy.graded([*self._troubles, *self._unused(ran)])
        return tuple(sorted(found, key=lambda one: (one.path != self._article.path, one.line or 0, one.column or 0)))

    def _hidden(self, finding: Finding) -> Finding:
        info = CheckInfo(finding.code, finding.name, finding.severity, "", "", "")
        reason, path = None, None
        for one in self._all:
            words = [word for word in one.directive.checks if stands_for(word, info)]
            if not words or not one.covers(self._article, finding):
                continue
            if reason is None:
                reason, path = one.directive.reason or NO_REASON, one.path
                one.used.update(words)
            else:
                one.late.update(words)
        return finding if reason is None else replace(finding, suppressed=reason, suppressed_by=path)

    def _read_comments(self) -> None:
        open_starts: list[tuple[str, _Suppression]] = []
        for comment in self._article.comments:
            place = self._article.position(comment.raw.start)
            try:
                if not comment.closed:
                    raise MalformedError("never closes: `-->` is missing")
                directive = parse_directive(comment.words)
            except MalformedError as error:
                self._bad(_sentence(f"This comment {error}"), self._article.path, place.line, place.column)
                continue
            if directive is None:
                continue
            if directive.verb == END:
                self._end(directive, comment, open_starts, (place.line, place.column))
                continue
            # Each check of an `ignore-start` may end by itself.
            parts = [(word,) for word in directive.checks] if directive.verb == START else [directive.checks]
            for number, checks in enumerate(parts):
                one = _Suppression(
                    replace(directive, checks=checks), self._article.path, place.line, place.column, comment
                )
                self._add(one, judged=number == 0)
                if directive.verb == START:
                    open_starts.append((checks[0].casefold(), one))
        for word, one in open_starts:
            said = f"This comment begins to ignore {word.upper()} and nothing ends it: everything below is hidden."
            self._bad(
                f"{said} Add `<!-- attrib: ignore-end -->`, or write `ignore-file`.", one.path, one.line, one.column
            )

    def _end(
        self,
        directive: Directive,
        comment: Comment,
        open_starts: list[tuple[str, _Suppression]],
        place: tuple[int, int],
    ) -> None:
        """End what `directive` names, all that is open where it names nothing."""
        wanted = {word.casefold() for word in directive.checks} or {word for word, _ in open_starts}
        ended: set[str] = set()
        for index in reversed(range(len(open_starts))):
            word, one = open_starts[index]
            if word in wanted and (word not in ended or not directive.checks):
                one.end = comment.raw.start
                ended.add(word)
                del open_starts[index]
        missing = ", ".join(word for word in directive.checks if word.casefold() not in ended)
        if missing or not ended:
            what = f" of {missing}" if missing else ""
            self._bad(f"This comment is the end{what}, and nothing above it begins that.", self._article.path, *place)

    def _read_sidecar(self) -> None:
        sidecar = self._article.sidecar
        if sidecar is None:
            return
        if sidecar.fault is not None:
            self._bad(f"This file {sidecar.fault}; what it should hide is not hidden.", sidecar.path, None)
            return
        for number, line in enumerate(sidecar.lines, start=1):
            try:
                directive = parse_line(line)
            except MalformedError as error:
                self._bad(_sentence(f"This line {error}"), sidecar.path, number)
                continue
            if directive is not None:
                self._add(_Suppression(directive, sidecar.path, number, None))

    def _add(self, one: _Suppression, *, judged: bool = True) -> None:
        """Keep a suppression; say what is wrong with its checks, and (where `judged`) with its reason."""
        self._all.append(one)
        for word in one.directive.checks:
            self._judge_check(word, one)
        if judged and self._policy.require_reason and one.directive.reason is None:
            self._bad("This suppression gives no reason: add ` -- ` and why.", one.path, one.line, one.column)

    def _judge_check(self, word: str, one: _Suppression) -> None:
        if any(stands_for(word, info) for info in self._policy.suppressible):
            return
        own = [info for info in (*TROUBLES, *NOTICES) if stands_for(word, info)]
        if own:
            said = f"{word} is attrib's own report, and no comment hides it"
        else:
            said = f"no check is called {word}: {nearest_check(word, self._policy.suppressible)}"
        self._bad(f"This suppression hides nothing, for {said}.", one.path, one.line, one.column)

    def _bad(self, message: str, path: str, line: int | None, column: int | None = None) -> None:
        self._troubles.append(trouble(BAD_SUPPRESSION, message, path=path, line=line, column=column))

    def _unused(self, ran: Collection[str]) -> Iterator[Trouble]:
        for one in self._all:
            idle = [word for word in one.directive.checks if word not in one.used and self._is_known_idle(word, ran)]
            if not idle:
                continue
            if one.late.issuperset(idle):
                where = "another one hides it already"
            elif one.directive.points:
                where = "the finding it points at is not there"
            else:
                where = f"{_HINTS[one.directive.verb]} {'has' if one.directive.verb != START else 'have'} none of it"
            message = f"This suppression of {', '.join(idle)} hides nothing: {where}. Take it out."
            yield trouble(UNUSED_SUPPRESSION, message, path=one.path, line=one.line, column=one.column)

    def _is_known_idle(self, word: str, ran: Collection[str]) -> bool:
        """Whether the checks that `word` stands for have run: all that are on unless told otherwise."""
        meant = [info for info in self._policy.suppressible if stands_for(word, info)]
        expected = [info for info in meant if info.enabled] or meant
        return bool(expected) and all(info.code in ran for info in expected)


def _sentence(words: str) -> str:
    return words if words.endswith("?") else f"{words}."


def _starts_with(article: Article, finding: Finding, words: str) -> bool:
    """Whether the words flagged begin with `words`; of a lone mark, those that follow it or stand before it."""
    wanted = fold(words)
    span, text = finding.span, article.text
    flagged = fold(span.of(text))
    if flagged:
        return flagged[: len(wanted)] == wanted
    block = article.block_at(span.start)
    whole = block.span if block else span
    after, before = fold(text[span.end : whole.end]), fold(text[whole.start : span.start])
    return after[: len(wanted)] == wanted or before[-len(wanted) :] == wanted
