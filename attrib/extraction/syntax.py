"""Words whose grammar decides whose words are reported, read once from `rules/lexicons/syntax.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

from attrib.rulefiles import load_lexicon, rules_dir


@dataclass(frozen=True)
class SyntaxWords:
    """Lemmas by what their grammar does; the lexicon says what each group is for."""

    object_control: frozenset[str]
    raising: frozenset[str]
    receiving: frozenset[str]
    issuing: frozenset[str]
    thing: frozenset[str]
    refusing: frozenset[str]
    unreal: frozenset[str]
    condition: frozenset[str]
    weekday: frozenset[str]
    addressing: frozenset[str]
    speaking: frozenset[str]
    degree: frozenset[str]
    lemma_repairs: frozenset[str]

    @cached_property
    def repaired(self) -> dict[str, str]:
        """The right lemma of each word or lemma that `lemma_repairs` names."""
        return dict(entry.split(" > ") for entry in sorted(self.lemma_repairs))


@cache
def syntax_words() -> SyntaxWords:
    """Return the words of the shipped lexicon; raises `RuleFilesError` with the faults of its file."""
    groups = load_lexicon(rules_dir() / "lexicons" / "syntax.yaml").groups
    return SyntaxWords(**{name: frozenset(words) for name, words in groups.items()})
