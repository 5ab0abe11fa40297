"""A relation in the making."""

from __future__ import annotations

from dataclasses import dataclass, field

from attrib.extraction.utterances import Utterance


@dataclass
class Draft:
    """A relation as tokens and utterances, before it is given its place in the text and an id."""

    rule: str
    frame: str
    lemma: str
    anchor: int | None
    cue: set[int]
    source: set[int]
    content: set[int]
    utterances: list[Utterance] = field(default_factory=list)
    confidence: float = 0.5

    @property
    def last(self) -> int:
        """The last token of any of its parts; -1 where it has none."""
        spoken = max((utterance.last for utterance in self.utterances), default=-1)
        return max(spoken, max(self.cue, default=-1), max(self.source, default=-1), max(self.content, default=-1))

    def holds(self, index: int) -> bool:
        """Whether the token is part of its content."""
        return index in self.content or any(u.first <= index <= u.last for u in self.utterances)
