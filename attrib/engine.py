"""The stages in their order: an article is read into relations, and the relations are checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from attrib.checking import Baseline, Check, Policy, Settings, run_checks, settle
from attrib.model import Article, ArticleReport, AttributionRelation, Finding, Quotation, SourceMap, Trouble
from attrib.nlp import DEFAULT_MODEL, Parse, Pipeline, load_pipeline

if TYPE_CHECKING:
    from attrib.extraction import Knowledge
    from attrib.resolution import Lexicons
    from attrib.rulefiles import Lexicon
    from attrib.rulefiles.house import Groups


@dataclass(frozen=True)
class Reading:
    """An article and what was read in it: its parse, its quotation marks, its relations."""

    article: Article
    parse: Parse
    quotations: tuple[Quotation, ...]
    relations: tuple[AttributionRelation, ...]


class Engine:
    """Reads and checks articles; the pipeline and the rules are loaded once, when first needed.

    `rules` are folders whose patterns, cues and words are read with besides those of `rules_dir`, the shipped folder
    unless given; `words` are further ones for its lexicons, by lexicon and group.  `policy` says what suppressions are
    held against, all the checks there are among it.
    One article's result never depends on another's.
    """

    def __init__(
        self,
        *,
        model: str = DEFAULT_MODEL,
        checks: Sequence[Check] = (),
        rules_dir: Path | None = None,
        rules: Sequence[Path] = (),
        words: Mapping[str, Groups] | None = None,
        policy: Policy | None = None,
    ) -> None:
        self.model = model
        self.checks = tuple(checks)
        self._rules_dir = rules_dir
        self._rules = tuple(rules)
        self._words = words
        self.policy = policy or Policy(tuple(check.info for check in self.checks))

    @cached_property
    def pipeline(self) -> Pipeline:
        """The spaCy pipeline.

        Raises `PipelineError` where it is not installed or lacks a part attrib needs.
        """
        return load_pipeline(self.model)

    @cached_property
    def knowledge(self) -> Knowledge:
        """The lexicons and patterns of extraction.

        Raises `RuleFilesError` where they are broken, `ConfigError` for a folder of further rules without any.
        """
        from attrib.extraction import load_knowledge

        infos = self.policy.known
        read_by_checks = {name for info in infos for name in info.lexicons} if infos else None
        return load_knowledge(self._rules_dir, self._rules, self._words, read_by_checks)

    @cached_property
    def lexicons(self) -> Lexicons:
        """The word lists of resolution."""
        from attrib.resolution.lexicons import extended_lexicons, load_lexicons

        further = self.knowledge.house_words
        return extended_lexicons(further) if further else load_lexicons()

    def prepare(self, *, pipeline: bool = True) -> None:
        """Load what `read` needs, so that a fault in it is met before the first article; the rules alone on demand."""
        _ = self.knowledge, self.pipeline if pipeline else None

    def read(self, article: Article) -> Reading:
        """Return the relations of `article`, speakers resolved, and what they were read from."""
        from attrib.extraction import extract, find_quotations, masks, using_syntax
        from attrib.resolution import resolve

        words = self.knowledge.quotation_words
        quotations = find_quotations(article, words)
        parse = self.pipeline.parse(article, masks(article, quotations, words))
        with using_syntax(self.knowledge.syntax):
            relations = extract(article, parse, quotations, self.knowledge)
        return Reading(article, parse, quotations, resolve(article, parse, quotations, relations, self.lexicons))

    def read_text(self, text: str) -> Reading:
        """Return the reading of `text` as an article of its own that has no headline."""
        from attrib.readers.plain import plain_blocks

        blocks = plain_blocks(text, guess_head=False)
        return self.read(Article(text, text, SourceMap.identity(text), blocks))

    def check(
        self,
        reading: Reading,
        settings: Settings | None = None,
        *,
        baseline: Baseline | None = None,
    ) -> tuple[ArticleReport, tuple[Trouble, ...]]:
        """Return the findings of the checks that are on, those let stand among them, and attrib's own troubles.

        Without `settings` these are the engine's checks as they are.  What `baseline` knows is let stand.
        """
        policy = self.policy if settings is None else settings.policy
        checks = self.checks if settings is None else settings.active
        codes = [check.info.code for check in checks]
        findings, troubles = settle(reading.article, lambda: self.find(reading, settings), codes, policy, baseline)
        return ArticleReport(reading.article, reading.relations, findings), troubles

    def find(
        self, reading: Reading, settings: Settings | None = None
    ) -> tuple[tuple[Finding, ...], tuple[Trouble, ...]]:
        """Return all that the checks find, and the checks that stopped with an error."""
        return run_checks(
            self.checks if settings is None else settings.active,
            reading.article,
            reading.parse,
            reading.quotations,
            reading.relations,
            options=settings.options if settings is not None else None,
            lexicons=self._check_lexicons(settings),
            graded=settings.graded if settings is not None else frozenset(),
        )

    def _check_lexicons(self, settings: Settings | None) -> Mapping[str, Lexicon]:
        """Return the lexicons that a house or a folder of rules has changed for the checks, by name."""
        from attrib.rulefiles.house import extended
        from attrib.rulefiles.lexicons import shipped_lexicon

        out = dict(settings.lexicons) if settings is not None else {}
        if not self._rules and not self._words:
            return out
        read = {name for check in self.checks for name in check.info.lexicons}
        read.update(name for info in (settings.infos if settings is not None else ()) for name in info.lexicons)
        for name, groups in self.knowledge.house_words.items():
            if name in read:
                lexicon = out.get(name) or shipped_lexicon(name)
                out[name] = replace(lexicon, groups=extended(lexicon.groups, groups))
        return out
