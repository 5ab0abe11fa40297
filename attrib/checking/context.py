"""What a check is given: an article read into relations, and a way to report."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar, cast

from attrib.checking.check import CheckInfo
from attrib.checking.fingerprints import fingerprint
from attrib.model import Article, AttributionRelation, CharSpan, Finding, Quotation, Related, Severity
from attrib.nlp import Parse
from attrib.rulefiles import Lexicon, shipped_lexicon

_Made = TypeVar("_Made")


@dataclass(frozen=True)
class CheckContext:
    """One article as the checks see it, and the settings of the check that is running."""

    article: Article
    parse: Parse
    quotations: Sequence[Quotation]
    relations: Sequence[AttributionRelation]
    info: CheckInfo
    options: Mapping[str, object] = field(default_factory=dict)
    lexicons: Mapping[str, Lexicon] = field(default_factory=dict)
    kept: dict[str, object] = field(default_factory=dict, repr=False, compare=False)

    def keep(self, name: str, make: Callable[[], _Made]) -> _Made:
        """Return what `make` gives for this article, made once for all its checks.

        It may depend on the article, its parse, quotations and relations, and on no setting of a check.
        """
        if name not in self.kept:
            self.kept[name] = make()
        return cast("_Made", self.kept[name])

    def lexicon(self, name: str) -> Lexicon:
        """Return the lexicon of a check, `rules/lexicons/NAME.yaml` as the house that holds has it.

        A check names in its `CheckInfo.lexicons` those it reads here.  Raises `RuleFilesError` where there is none.
        """
        return self.lexicons.get(name) or shipped_lexicon(name)

    def option(self, name: str) -> object:
        """Return the value of the running check's option `name`.

        Raises `KeyError` where the check declares no such option.
        """
        if name in self.options:
            return self.options[name]
        defaults = {option.name: option.default for option in self.info.options}
        return defaults[name]

    def number(self, name: str) -> float:
        """Return the value of a numeric option."""
        value = self.option(name)
        if not isinstance(value, (int, float)):
            raise TypeError(f"{self.info.code}: option {name} is not a number: {value!r}")
        return value

    def words(self, name: str) -> tuple[str, ...]:
        """Return the value of an option that is a list of words, in lower case."""
        value = self.option(name)
        if not isinstance(value, (tuple, list)):
            raise TypeError(f"{self.info.code}: option {name} is not a list: {value!r}")
        return tuple(str(word).lower() for word in value)

    def excerpt(self, span: CharSpan, width: int = 60) -> str:
        """Return the words of `span` on one line, a long one without those in its middle."""
        words = " ".join(span.of(self.article.text).split())
        if len(words) <= width:
            return words
        half = (width - 3) // 2
        first, last = words[:half], words[-half:]
        # Whole words, unless the only one is longer than there is room.
        first, last = first.rpartition(" ")[0] or first, last.partition(" ")[2] or last
        return f"{first} … {last}"

    def finding(
        self, span: CharSpan, *, related: Sequence[Related] = (), severity: Severity | None = None, **fields: str
    ) -> Finding:
        """Return a finding of the running check at `span`; `fields` fill its message.

        `severity` grades this one finding otherwise than its check.
        """
        return Finding(
            code=self.info.code,
            name=self.info.name,
            severity=severity or self.info.severity,
            message=self.info.message.format(**fields),
            span=span,
            related=tuple(related),
            fingerprint=fingerprint(self.info.code, self.article, span, self.relations),
        )
