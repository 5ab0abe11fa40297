"""What extraction knows: the cue lexicon, the patterns, the weights, the words around quotation marks."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from attrib.errors import RuleFileError, RuleFilesError
from attrib.extraction.patterns import Pattern, PatternMatcher
from attrib.extraction.scoring import Rates
from attrib.extraction.syntax import SyntaxWords, extended_syntax, syntax_words
from attrib.model import Act
from attrib.rulefiles import (
    CueEntry,
    CueLexicon,
    ExtractionPattern,
    House,
    load_cue_lexicon,
    load_extraction_rules,
    load_house,
    load_lexicon,
    rules_dir,
)
from attrib.rulefiles.house import Groups, extended, fault_at, fault_on
from attrib.rulefiles.values import nearest
from attrib.rulefiles.weights import Weights, load_weights

if TYPE_CHECKING:
    from spacy.vocab import Vocab


@dataclass(frozen=True)
class Knowledge:
    """The linguistic knowledge of one language, loaded from its rule files.

    `house_words` are the words a newsroom adds to shipped lexicons, by lexicon and group, for later stages to take up.
    """

    patterns: tuple[Pattern, ...]
    rates: Rates
    acts: Mapping[str, Act]
    weights: Weights
    quotation_words: Mapping[str, tuple[str, ...]]
    syntax: SyntaxWords = field(default_factory=syntax_words)
    house_words: Mapping[str, Groups] = field(default_factory=dict)

    @cached_property
    def _matchers(self) -> dict[int, PatternMatcher]:
        return {}

    def matcher(self, vocab: Vocab) -> PatternMatcher:
        """Return the patterns compiled for `vocab`, once."""
        key = id(vocab)
        if key not in self._matchers:
            self._matchers[key] = PatternMatcher(vocab, self.patterns)
        return self._matchers[key]


def load_knowledge(
    folder: Path | None = None,
    extra: Sequence[Path] = (),
    words: Mapping[str, Groups] | None = None,
    read_by_checks: Collection[str] | None = None,
) -> Knowledge:
    """Return the knowledge in the rule folder `folder` (the shipped one unless given) and what `extra` adds to it.

    The patterns of the `extra` folders stand before the others, their counts in the place of the others', and their
    words beside them; the checks in them are left to those who load checks.  `words` are further ones, by lexicon and
    group, and `read_by_checks` the lexicons that checks read.

    Raises `RuleFilesError` with the faults of its files, and `ConfigError` for an `extra` folder that holds no rules.
    """
    folder = folder or rules_dir()
    house = load_house(extra, folder, read_by_checks) if extra else House()
    cues = load_cue_lexicon(folder / "lexicons" / "cues.yaml").entries
    patterns = (*map(_pattern, house.patterns), *load_patterns(folder))
    counts, acts = _with_house(cues, house, patterns)
    further = _with_words(house.words, words or {})
    counted = {entry.lemma for _, entry in house.entries}
    for act, lemmas in further.get("acts", {}).items():
        acts.update({lemma: Act(act) for lemma in lemmas if lemma not in counted})
    uses = load_lexicon(folder / "lexicons" / "quotation_uses.yaml").groups
    return Knowledge(
        patterns=patterns,
        rates=Rates(counts),
        acts=acts,
        weights=load_weights(folder / "weights" / "attribution.yaml"),
        quotation_words=extended(uses, further.get("quotation_uses", {})),
        syntax=extended_syntax(further.get("syntax", {})),
        house_words=further,
    )


def _with_words(some: Mapping[str, Groups], others: Mapping[str, Groups]) -> Mapping[str, Groups]:
    names = dict.fromkeys((*some, *others))
    return {name: extended(some.get(name, {}), others.get(name, {})) for name in names}


def load_patterns(folder: Path) -> tuple[Pattern, ...]:
    """Return the extraction patterns in the rule folder `folder`."""
    return tuple(_pattern(rule) for rule in load_extraction_rules(folder / "extraction"))


def _pattern(rule: ExtractionPattern) -> Pattern:
    options = rule.options
    confidence = options.get("confidence")
    return Pattern(
        rule=rule.rule,
        id=rule.id,
        frame=rule.frame,
        nodes=rule.nodes,
        content=_names(options.get("content", "content")),
        cue=_names(options.get("cue", [])),
        source=str(options.get("source", "subject")),
        confidence=float(confidence) if isinstance(confidence, int | float) else None,
    )


def _names(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list) else (str(value),)


def _with_house(
    shipped: Mapping[str, CueEntry], house: House, patterns: Sequence[Pattern]
) -> tuple[dict[str, Mapping[str, tuple[int, int]]], dict[str, Act]]:
    """Return the counts and acts of all cues, those a newsroom gives in the place of the shipped ones.

    Raises `RuleFilesError` for a frame that no pattern reads, and for a pattern whose frame nobody has counted.
    """
    counts = {lemma: entry.frames for lemma, entry in shipped.items()}
    acts = {lemma: entry.act for lemma, entry in shipped.items()}
    if not house.files and not house.cues:
        return counts, acts
    frames = {frame for by_frame in counts.values() for frame in by_frame}
    faults = [fault for lexicon in house.cues for fault in _unread_frames(lexicon, frames, patterns)]
    for _, entry in house.entries:
        counts[entry.lemma] = {**counts.get(entry.lemma, {}), **entry.frames}
        acts[entry.lemma] = entry.act
        frames.update(entry.frames)
    faults.extend(_uncounted(house.patterns, frames))
    if faults:
        raise RuleFilesError(faults)
    return counts, acts


def _unread_frames(lexicon: CueLexicon, counted: Collection[str], patterns: Sequence[Pattern]) -> list[RuleFileError]:
    shapes = [re.compile(_shape(pattern.frame)) for pattern in patterns]
    known = {pattern.frame for pattern in patterns if "{" not in pattern.frame} | set(counted)
    return [
        fault_at(
            lexicon.path,
            ("entries", entry.lemma, "frames", frame),
            f"no pattern reads the frame `{frame}`",
            nearest(frame, known) or "the frames are those of the patterns in rules/extraction",
        )
        for entry in lexicon.entries.values()
        for frame in entry.frames
        if frame not in known and not any(shape.fullmatch(frame) for shape in shapes)
    ]


def _uncounted(patterns: Sequence[ExtractionPattern], counted: Collection[str]) -> list[RuleFileError]:
    """Return a fault for each pattern without a confidence in whose frame no cue has been counted."""
    return [
        fault_on(
            pattern.path,
            pattern.line,
            "frame",
            f"no cue is counted in the frame `{pattern.frame}`, so that this pattern would read nothing",
            " ".join(
                filter(None, (nearest(pattern.frame, counted), "give it a `confidence`, or count cues in a lexicon"))
            ),
        )
        for pattern in patterns
        if "confidence" not in pattern.options
        and not any(re.fullmatch(_shape(pattern.frame), frame) for frame in counted)
    ]


def _shape(frame: str) -> str:
    """Return a regular expression for a frame, any word in the place of a node."""
    return ".+".join(re.escape(part) for part in re.split(r"\{[^{}]*\}", frame))
