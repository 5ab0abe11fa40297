"""Compiles a check rule file to the same `Check` a module gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from attrib.checking.check import Check, CheckInfo, Option, Scope
from attrib.checking.context import CheckContext
from attrib.checking.coverage import Coverage
from attrib.checking.places import Place, find_places
from attrib.checking.voices import Voices
from attrib.model import CharSpan, Finding
from attrib.rulefiles import WIDE_SCOPE, CheckFile, CheckPattern

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span
    from spacy.vocab import Vocab

# Scopes whose places are a few words each.
_SMALL_SCOPES = frozenset({"source", "cue"})
ALLOW = Option("allow", (), "Matched words to leave alone, case apart.")
WIDE = Option("wide", False, "Whether words are flagged that may be vague anywhere in the copy, not in a source alone.")
MIN_CONFIDENCE = Option("min_confidence", 0.0, "Relations attrib is less sure of than this are not looked at, 0 to 1.")


@dataclass(frozen=True, slots=True)
class _Match:
    """The tokens a pattern fell on, and which of them are flagged."""

    pattern: CheckPattern
    tokens: frozenset[int]
    flagged: tuple[int, ...]  # in order


def compile_check(file: CheckFile) -> Check:
    """Return the check that `file` describes; spaCy's matchers are made when it first runs."""
    return Check(describe(file), _RuleRunner(file))


def describe(file: CheckFile) -> CheckInfo:
    """Return what there is to tell of the check in `file`, its page included."""
    options = (ALLOW, MIN_CONFIDENCE, WIDE) if file.wide else (ALLOW, MIN_CONFIDENCE)
    defaults = {option.name: option.default for option in options} | dict(file.options)
    return CheckInfo(
        code=file.code,
        name=file.name,
        severity=file.severity,
        message=file.message,
        help=_page(file),
        since=file.since,
        scope=Scope.QUOTATION if file.scope == "quotation" else Scope.NARRATION,
        enabled=file.enabled,
        options=tuple(
            Option(option.name, defaults[option.name], option.help)  # type: ignore[arg-type]
            for option in options
        ),
        guides=file.guides,
        origin=file.path,
    )


def _page(file: CheckFile) -> str:
    """Return the page of a rule file in the form of a module's docstring."""
    flagged = "\n".join(f"    {_mark(example.text, example.spans)}" for example in file.flagged)
    clean = "\n".join(f"    {example.text}" for example in file.clean)
    title = file.summary or f"{file.name.replace('-', ' ').capitalize()}."
    return f"{title}\n\nWhy: {file.why.strip()}\n\nFlagged:\n{flagged}\n\nClean:\n{clean}\n"


def _mark(text: str, spans: Sequence[CharSpan]) -> str:
    for span in reversed(spans):
        text = f"{text[: span.start]}[[{span.of(text)}]]{text[span.end :]}"
    return text


class _RuleRunner:
    """Finds what a rule file flags."""

    def __init__(self, file: CheckFile) -> None:
        self._file = file
        self._compiled: dict[int, tuple[Vocab, Any]] = {}
        self._words = None if file.wide else _needed_words(file.patterns)

    def __call__(self, context: CheckContext) -> Iterator[Finding]:
        """Yield a finding for each match in scope that no exception cancels; a place flagged twice is flagged once."""
        found = list(self._search(context, self._file.scope, self._file.patterns))
        yield from found
        if self._file.wide and context.option(WIDE.name):
            for finding in self._search(context, WIDE_SCOPE, self._file.wide):
                if not any(finding.span.overlaps(other.span) for other in found):
                    yield finding

    def _search(self, context: CheckContext, scope: str, patterns: Sequence[CheckPattern]) -> Iterator[Finding]:
        """Yield a finding for each match of `patterns` in `scope` that nothing excuses."""
        allow = context.option("allow")
        allowed = {str(word).casefold() for word in allow} if isinstance(allow, (tuple, list)) else set()
        places = find_places(
            context,
            scope,
            blocks=self._file.blocks,
            acts=self._file.acts,
            kinds=self._file.kinds,
            speakers=self._file.speakers,
            min_confidence=context.number("min_confidence"),
        )
        for doc, group in _by_doc(places):
            if self._words is not None and scope != "quotation" and self._words.isdisjoint(context.parse.lowered):
                continue
            matches = _ByStart(self._matches(scope, patterns, doc, group))
            if not matches:
                continue
            exceptions = self._file.exceptions
            excuses = _Excuses(_run(self._matcher(exceptions, doc.vocab), exceptions, doc, self._file.matcher), doc)
            seen: set[int] = set()
            voices = Voices(context) if self._file.in_context else None
            coverage = Coverage(context) if self._file.unattributed else None
            for place in group:
                for match in _longest(matches.inside(place)):
                    span = place.span_of(match.flagged[0], match.flagged[-1])
                    if not seen.isdisjoint(match.flagged) or excuses(match):
                        continue
                    if coverage is not None and coverage.of(doc[match.flagged[-1]]) is not None:
                        continue
                    if voices is not None and place.relation is not None and voices.make_plain(place.relation):
                        continue
                    if span.of(context.article.text).casefold() not in allowed:
                        seen.update(match.flagged)
                        yield context.finding(span, related=(), severity=None, **_message(context, place, span))

    def _matches(self, scope: str, patterns: Sequence[CheckPattern], doc: Doc, places: Sequence[Place]) -> list[_Match]:
        """Return the matches in `doc`; where the places are small parts of it, those that lie in them alone."""
        matcher = self._matcher(patterns, doc.vocab)
        if self._file.matcher != "token" or scope not in _SMALL_SCOPES:
            return _run(matcher, patterns, doc, self._file.matcher)
        hulls = {(min(place.tokens), max(place.tokens) + 1) for place in places}
        return [match for first, end in sorted(hulls) for match in _run_span(matcher, patterns, doc[first:end])]

    def _matcher(self, patterns: Sequence[CheckPattern], vocab: Vocab) -> Any:
        """Return the matcher of `patterns`, which are the file's own, for `vocab`; made once."""
        kept = self._compiled.get(id(patterns))
        if kept is None or kept[0] is not vocab:
            kept = self._compiled[id(patterns)] = (vocab, _compile(patterns, vocab, self._file.matcher))
        return kept[1]


def _needed_words(patterns: Sequence[CheckPattern]) -> frozenset[str] | None:
    """Return words in lower case of which every match of any pattern has one; `None` where no such words are given."""
    out: set[str] = set()
    for pattern in patterns:
        sets = [words for node in pattern.nodes if (words := _literal(node)) is not None]
        if not sets:
            return None
        out |= min(sets, key=len)
    return frozenset(out)


def _literal(node: Mapping[str, Any]) -> frozenset[str] | None:
    """Return the words in lower case that a node which must match asks for, `None` where it asks for none."""
    attributes = node.get("RIGHT_ATTRS", node)
    wanted = attributes.get("LOWER")
    if attributes.get("OP", "1") not in {"1", "+"}:
        return None
    if isinstance(wanted, str):
        return frozenset({wanted})
    words = wanted.get("IN") if isinstance(wanted, Mapping) else None
    return frozenset(words) if words else None


def _compile(patterns: Sequence[CheckPattern], vocab: Vocab, kind: str) -> Any:
    from spacy.matcher import DependencyMatcher, Matcher

    matcher: Any = DependencyMatcher(vocab) if kind == "dependency" else Matcher(vocab)
    for number, pattern in enumerate(patterns):
        matcher.add(str(number), [[dict(node) for node in pattern.nodes]])
    return matcher


def _run(matcher: Any, patterns: Sequence[CheckPattern], doc: Doc, kind: str) -> list[_Match]:
    """Return all matches in `doc`, in the order of the patterns and of the text."""
    out: list[_Match] = []
    if not patterns:
        return out
    if kind == "token":
        for key, start, end in matcher(doc):
            if end > start:
                tokens = tuple(range(start, end))
                out.append(_Match(patterns[int(doc.vocab.strings[key])], frozenset(tokens), tokens))
    else:
        for key, tokens in matcher(doc):
            pattern = patterns[int(doc.vocab.strings[key])]
            names = [str(node["RIGHT_ID"]) for node in pattern.nodes]
            wanted = set(pattern.flag or names)
            flagged = sorted(token for name, token in zip(names, tokens, strict=True) if name in wanted)
            out.append(_Match(pattern, frozenset(tokens), tuple(flagged)))
    order = {pattern.id: number for number, pattern in enumerate(patterns)}
    return sorted(out, key=lambda match: (order[match.pattern.id], match.flagged))


def _run_span(matcher: Any, patterns: Sequence[CheckPattern], span: Span) -> list[_Match]:
    """Return all matches of token patterns in `span`, in the order of the patterns and of the text."""
    out = []
    for key, start, end in matcher(span):
        if end > start:
            tokens = tuple(range(span.start + start, span.start + end))
            out.append(_Match(patterns[int(span.vocab.strings[key])], frozenset(tokens), tokens))
    order = {pattern.id: number for number, pattern in enumerate(patterns)}
    return sorted(out, key=lambda match: (order[match.pattern.id], match.flagged))


class _ByStart:
    """Matches by their first flagged token, so that those of a place are found without looking at all."""

    def __init__(self, matches: Sequence[_Match]) -> None:
        self._matches: dict[int, list[_Match]] = {}
        for match in matches:
            self._matches.setdefault(match.flagged[0], []).append(match)

    def __bool__(self) -> bool:
        return bool(self._matches)

    def inside(self, place: Place) -> list[_Match]:
        """Return the matches whose flagged tokens lie in `place`, all of it where their pattern asks for the whole."""
        out = []
        for token in sorted(place.tokens):
            for match in self._matches.get(token, ()):
                if not place.tokens.issuperset(match.flagged):
                    continue
                if not match.pattern.whole or len(match.flagged) == len(place.tokens):
                    out.append(match)
        return out


def _longest(matches: Sequence[_Match]) -> list[_Match]:
    """Return the longest of each lot of overlapping matches, in the order of the text."""
    kept: list[_Match] = []
    taken: set[int] = set()
    for match in sorted(matches, key=lambda match: (-len(match.flagged), match.flagged)):
        hull = range(match.flagged[0], match.flagged[-1] + 1)
        if taken.isdisjoint(hull):
            taken.update(hull)
            kept.append(match)
    return sorted(kept, key=lambda match: match.flagged)


class _Excuses:
    """The exceptions that were met in a doc."""

    def __init__(self, exceptions: Sequence[_Match], doc: Doc) -> None:
        self._doc = doc
        self._tokens: set[int] = set()
        self._told_at: dict[str, int] = {}  # by word: where an exception that reaches through the article first ends
        for exception in exceptions:
            self._tokens.update(exception.tokens)
            if exception.pattern.reach == "article":
                end = max(exception.tokens)
                for word in _words(exception, doc):
                    self._told_at[word] = min(end, self._told_at.get(word, end))

    def __call__(self, match: _Match) -> bool:
        """Whether an exception overlaps `match`, or stands before it with a word of its own and reaches so far."""
        if not self._tokens.isdisjoint(match.tokens):
            return True
        first = min(match.tokens)
        return any(self._told_at.get(word, first) < first for word in _words(match, self._doc))


def _words(match: _Match, doc: Doc) -> set[str]:
    """Return the words of a match that carry its meaning, in their base form."""
    tokens = [doc[index] for index in match.tokens]
    return {(token.lemma_ or token.text).lower() for token in tokens if token.is_alpha and not token.is_stop}


def _message(context: CheckContext, place: Place, span: CharSpan) -> dict[str, str]:
    """Return what a message may name: the match, and the parts of the relation where the place is one's."""
    out = {"match": f"“{context.excerpt(span)}”"}
    relation = place.relation
    if relation is None:
        return out
    for name, spans in (("source", relation.source), ("cue", relation.cue), ("content", relation.content)):
        out[name] = context.excerpt(CharSpan(spans[0].start, spans[-1].end)) if spans else ""
    speaker = relation.speaker
    out["speaker"] = (speaker.name if speaker else None) or out["source"]
    return out


def _by_doc(places: Sequence[Place]) -> list[tuple[Doc, list[Place]]]:
    """Return the places in the order of their docs, each doc once."""
    out: list[tuple[Doc, list[Place]]] = []
    for place in places:
        if not out or out[-1][0] is not place.doc:
            out.append((place.doc, []))
        out[-1][1].append(place)
    return out
