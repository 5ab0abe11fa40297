"""Words whose grammar decides whose words are reported, read once from `rules/lexicons/syntax.yaml`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, cached_property

from attrib.rulefiles import load_lexicon, rules_dir
from attrib.rulefiles.house import Groups, extended


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
    naming: frozenset[str]
    posting: frozenset[str]
    sections: frozenset[str]
    identifying: frozenset[str]
    permitting: frozenset[str]
    disclosing: frozenset[str]
    lemma_repairs: frozenset[str]

    @cached_property
    def repaired(self) -> dict[str, str]:
        """The right lemma of each word or lemma that `lemma_repairs` names."""
        return dict(entry.split(" > ") for entry in sorted(self.lemma_repairs))


_IN_USE: ContextVar[SyntaxWords | None] = ContextVar("syntax words in use", default=None)


def syntax_words() -> SyntaxWords:
    """Return the words in use: those of the shipped lexicon, but for what runs inside `using_syntax`.

    Raises `RuleFilesError` with the faults of the lexicon's file.
    """
    return _IN_USE.get() or _shipped()


@contextmanager
def using_syntax(words: SyntaxWords) -> Iterator[None]:
    """Have the trees made inside the block read with `words`."""
    token = _IN_USE.set(words)
    try:
        yield
    finally:
        _IN_USE.reset(token)


def extended_syntax(further: Groups) -> SyntaxWords:
    """Return the shipped words with `further` ones in their groups."""
    return _made(extended(_groups(), further)) if further else _shipped()


@cache
def _shipped() -> SyntaxWords:
    return _made(_groups())


def _groups() -> Groups:
    return load_lexicon(rules_dir() / "lexicons" / "syntax.yaml").groups


def _made(groups: Groups) -> SyntaxWords:
    return SyntaxWords(**{name: frozenset(words) for name, words in groups.items()})
