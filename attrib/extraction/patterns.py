"""Runs the dependency patterns of the rule files over a parse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab


@dataclass(frozen=True)
class Pattern:
    """One construction: a spaCy dependency pattern and how its nodes make up a relation.

    `frame` may name a node in braces, whose word takes its place (`preposition-{preposition}`).  `content` names
    the nodes whose phrases are attributed, or `rest` for the clause beside the cue; `cue` the nodes that join the
    cue; `source` is a node or `subject`, `agent`, `noun`, `none`.
    """

    rule: str
    id: str
    frame: str
    nodes: tuple[Mapping[str, Any], ...]
    content: tuple[str, ...] = ("content",)
    cue: tuple[str, ...] = ()
    source: str = "subject"
    keeps_subject: bool = False

    def frame_for(self, words: Mapping[str, str]) -> str:
        """Return the frame with the words of its nodes filled in."""
        return self.frame.format(**words) if "{" in self.frame else self.frame


@dataclass(frozen=True)
class Match:
    """A pattern and the token each of its nodes fell on."""

    pattern: Pattern
    nodes: dict[str, int] = field(default_factory=dict)


class PatternMatcher:
    """All patterns compiled to one spaCy `DependencyMatcher`."""

    def __init__(self, vocab: Vocab, patterns: Sequence[Pattern]) -> None:
        from spacy.matcher import DependencyMatcher

        self._patterns = tuple(patterns)
        self._matcher = DependencyMatcher(vocab, validate=False)
        for number, pattern in enumerate(self._patterns):
            self._matcher.add(str(number), [[dict(node) for node in pattern.nodes]])
        self._names = [[str(node["RIGHT_ID"]) for node in pattern.nodes] for pattern in self._patterns]
        self._numbers = {vocab.strings[str(number)]: number for number in range(len(self._patterns))}

    def __call__(self, doc: Doc) -> list[Match]:
        """Return every match in `doc`, in the order of the patterns and then of the text."""
        found = sorted((self._numbers[key], tokens) for key, tokens in self._matcher(doc))
        return [
            Match(self._patterns[number], dict(zip(self._names[number], tokens, strict=True)))
            for number, tokens in found
        ]
