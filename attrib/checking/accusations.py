"""What is said against people with a name: that they are a liar, are corrupt, stole, or are accused of it.

Words inside quotation marks are not parsed, so that this goes by the order of words alone: the name or pronoun, a verb
or nothing, at most a few words, the hostile word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from attrib.checking.context import CheckContext
from attrib.model import CharSpan, SpeakerKind
from attrib.rulefiles import shipped_lexicon

# Words between the verb and the hostile word: "is a complete and utter fool".
_BETWEEN = 4
# How far before "he" a name is looked for.
_REACH = 300
_SHORTEST = 3
_BE = r"(?:is|was|has been|had been|has become|will be|would be|seems|looks|acts like)"
# "Pratt's a fool", but not "Pratt's plan is a disgrace".
_SHORT_BE = r"['’]s(?P<gap>(?:\s+(?:an?|the|so|just|very|really|such|\w+ly)){0,3})"
_CALLED = r"(?:call(?:s|ed|ing)?|describ(?:es|ed|ing)|brand(?:s|ed|ing)?|label(?:s|l?ed|l?ing)?|denounc(?:es|ed|ing))"
_TITLE = r"(?:[A-Z][\w.]*\s){0,3}"


_PREPOSITIONS = frozenset({"in", "on", "at", "by", "for", "with", "to", "from", "about", "that", "who", "than", "and"})
_FORENAMES = re.compile(r"(?P<first>[A-Z][\w’'-]+) (?:[A-Z]\.? )?$")


@dataclass(frozen=True, slots=True)
class Attack:
    """A hostile word at `span` said of the person whose name stands at `target`; `name` is its last word."""

    span: CharSpan
    target: CharSpan
    name: str


class AttackFinder:
    """Finds attacks on the people whom an article names, by the words given."""

    def __init__(
        self, context: CheckContext, *, nouns: Sequence[str] = (), adjectives: Sequence[str] = (), deeds: Sequence[str]
    ) -> None:
        self._text = context.article.text
        self._turned = frozenset(context.lexicon("hostile")["turned"])
        self._people = _people(context)
        self._given = frozenset(word for group in shipped_lexicon("given_names").groups.values() for word in group)
        names = "|".join(re.escape(name) for name in sorted(self._people, key=lambda name: (-len(name), name)))
        self._names = re.compile(rf"\b(?:{names})\b") if names else None
        # Names that stand only inside quotation marks are known by their given name.
        who = rf"\b(?P<who>{names + '|' if names else ''}[Hh]e|[Ss]he|[A-Z][a-zà-ÿ]+ [A-Z][\w’'-]+)\b"
        is_word, deed = _any_of([*nouns, *adjectives]), _any_of(deeds)
        gap = rf"(?P<gap>(?:\s+[\w'’-]+,?){{0,{_BETWEEN}}}?)"
        did = r"(?P<gap>(?:\s+(?:has|had|have|also|then|once|repeatedly|often|always|just|simply|deliberately)){0,3})"
        self._forms = [re.compile(rf"{who}{did}\s+(?P<word>{deed})")]
        if nouns or adjectives:
            self._forms.append(re.compile(rf"{who}\s{_BE}{gap}\s+(?P<word>{is_word})"))
            self._forms.append(re.compile(rf"{who}{_SHORT_BE}\s+(?P<word>{is_word})"))
            self._forms.append(re.compile(rf"{_CALLED}\s+{_TITLE}{who}{gap}\s+(?P<word>{is_word})"))
        of = r"\s+of(?P<gap>(?:\s+(?:having|being|repeatedly|deliberately|a|an))*)"
        thing = r"(?:(?:an?|the|his|her|their)\s+)?\w+"
        self._passive = re.compile(
            rf"{who}\s+(?:was|is|has been|had been|stands)(?P<gap>(?:\s+\w+ly)?)\s+accused of\s+(?P<word>\w+)"
        )
        self._active = re.compile(rf"\baccus(?:es|ed|ing)\s+{_TITLE}{who}(?P<gap>)\s+of\s+(?P<word>{thing})")
        self._forms.append(re.compile(rf"\baccus(?:es|ed|ing)\s+{_TITLE}{who}{of}\s+(?P<word>{deed}|{is_word})"))

    def __call__(self, span: CharSpan) -> Iterator[Attack]:
        """Yield the attacks in a stretch of the article, in the order of its forms, each word once."""
        yield from self._by(self._forms, span)

    def charges(self, span: CharSpan) -> Iterator[Attack]:
        """Yield whatever somebody is said in a stretch to be accused of, in either voice: "accused Kane of lying"."""
        yield from self._by([self._active, self._passive], span)

    def _by(self, forms: Sequence[re.Pattern[str]], span: CharSpan) -> Iterator[Attack]:
        seen: set[int] = set()
        for form in forms:
            for match in form.finditer(self._text, span.start, span.end):
                word = CharSpan(match.start("word"), match.end("word"))
                target = self._target(match, span)
                if word.start in seen or target is None or self._is_turned(match["gap"]):
                    continue
                seen.add(word.start)
                yield Attack(word, target, target.of(self._text).split()[-1])

    def _is_turned(self, gap: str) -> bool:
        words = {word.strip(",").lower() for word in gap.split()}
        if words & _PREPOSITIONS:
            return True  # "was involved in a nasty divorce"
        return bool(words & self._turned) or any(word.endswith(("n't", "n’t")) for word in words)

    def _target(self, match: re.Match[str], span: CharSpan) -> CharSpan | None:
        """Return where the person attacked is named: the name itself; of "he", who is spoken of, or named last."""
        who = match["who"]
        if who.lower() not in {"he", "she"}:
            if " " in who and who not in self._people and who.split()[0].lower() not in self._given:
                return None
            return self._whole_name(match.start("who"), match.end("who"))
        if self._names is None:
            return None
        of = re.compile(rf"[^.\n]{{0,80}}?\b(?:of|about)\s+{_TITLE}(?P<name>{self._names.pattern})")
        after = of.match(self._text, span.end)
        if after is not None:
            return self._whole_name(after.start("name"), after.end("name"))
        start = self._text.rfind("\n", 0, span.start) + 1
        before = list(self._names.finditer(self._text, max(start, span.start - _REACH), match.start("who")))
        return self._whole_name(before[-1].start(), before[-1].end()) if before else None

    def _whole_name(self, start: int, end: int) -> CharSpan:
        """Return the name with the given name and initials that stand before the surname."""
        before = _FORENAMES.search(self._text, max(0, start - _REACH), start)
        if before is not None and before["first"].lower().rstrip(".") in self._given:
            return CharSpan(before.start("first"), end)
        return CharSpan(start, end)


def _any_of(words: Sequence[str]) -> str:
    """Return a pattern for the words as whole words, the longest first."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return rf"(?:{'|'.join(re.escape(word) for word in ordered)})\b" if ordered else r"(?!)"


def _people(context: CheckContext) -> frozenset[str]:
    """Return the surnames of the people the article names, by its speakers and the pipeline's own names."""
    out: set[str] = set()
    bodies: set[str] = set()
    for relation in context.relations:
        speaker = relation.speaker
        if speaker is None or not speaker.name:
            continue
        (out if speaker.kind is SpeakerKind.PERSON else bodies).add(speaker.name.split()[-1])
    for entity in context.parse.doc.ents:
        if entity.label_ == "PERSON" and len(entity) > 1 and entity[-1].tag_ == "NNP":
            out.add(entity[-1].text)
    return frozenset(name for name in out - bodies if len(name) >= _SHORTEST and name[0].isupper())
