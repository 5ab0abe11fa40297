"""What extraction knows: the cue lexicon, the patterns, the weights, the words around quotation marks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from attrib.extraction.patterns import Pattern, PatternMatcher
from attrib.extraction.scoring import Rates
from attrib.model import Act
from attrib.rulefiles import load_cue_lexicon, load_extraction_rules, load_lexicon, rules_dir
from attrib.rulefiles.extractionfiles import ExtractionPattern
from attrib.rulefiles.weights import Weights, load_weights

if TYPE_CHECKING:
    from spacy.vocab import Vocab


@dataclass(frozen=True)
class Knowledge:
    """The linguistic knowledge of one language, loaded from its rule files."""

    patterns: tuple[Pattern, ...]
    rates: Rates
    acts: Mapping[str, Act]
    weights: Weights
    quotation_words: Mapping[str, tuple[str, ...]]

    @cached_property
    def _matchers(self) -> dict[int, PatternMatcher]:
        return {}

    def matcher(self, vocab: Vocab) -> PatternMatcher:
        """Return the patterns compiled for `vocab`, once."""
        key = id(vocab)
        if key not in self._matchers:
            self._matchers[key] = PatternMatcher(vocab, self.patterns)
        return self._matchers[key]


def load_knowledge(folder: Path | None = None, extra: tuple[Path, ...] = ()) -> Knowledge:
    """Return the knowledge in the rule folder `folder` (the shipped one unless given).

    Raises `RuleFilesError` with the faults of its files.
    """
    folder = folder or rules_dir()
    cues = load_cue_lexicon(folder / "lexicons" / "cues.yaml")
    return Knowledge(
        patterns=load_patterns(folder),
        rates=Rates({lemma: entry.frames for lemma, entry in cues.entries.items()}),
        acts={lemma: entry.act for lemma, entry in cues.entries.items()},
        weights=load_weights(folder / "weights" / "attribution.yaml"),
        quotation_words=load_lexicon(folder / "lexicons" / "quotation_uses.yaml").groups,
    )


def load_patterns(folder: Path) -> tuple[Pattern, ...]:
    """Return the extraction patterns in the rule folder `folder`."""
    return tuple(_pattern(rule) for rule in load_extraction_rules(folder / "extraction"))


def _pattern(rule: ExtractionPattern) -> Pattern:
    options = dict(rule.options)
    return Pattern(
        rule=rule.rule,
        id=rule.id,
        frame=rule.frame,
        nodes=rule.nodes,
        content=_names(options.get("content", "content")),
        cue=_names(options.get("cue", [])),
        source=str(options.get("source", "subject")),
    )


def _names(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list) else (str(value),)
