"""What spaCy's attribute ruler does, its patterns looked up by the token's tag and word instead of all tried on each.

A trained pipeline has some two hundred patterns that turn a tag, or a word with its tag, into a part of speech.  The
ruler tries all of them at every token; here only those for its tag and its word are.  Patterns of another make (of
several tokens, with a regular expression) go to spaCy's own matcher as before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Doc

# What a pattern that is looked up may ask of a token.
ASKED = ("TAG", "LOWER", "DEP")

# What each of `ASKED` may be, as strings; `None` where it may be anything.
Wants = tuple[frozenset[str] | None, ...]


@dataclass
class TagRules:
    """Does what the attribute ruler `component` does, for a Doc that its matcher would take."""

    component: Any
    by_tag: dict[str, list[tuple[int, Wants]]] = field(default_factory=dict)
    by_word: dict[str, list[tuple[int, Wants]]] = field(default_factory=dict)
    others: Any = None

    def __call__(self, doc: Doc) -> Doc:
        """Set the attributes of the tokens of `doc` and return it."""
        strings = doc.vocab.strings
        rows = doc.to_array(list(ASKED)).tolist()
        names = {key: strings[key] for key in {key for row in rows for key in row}}
        matches = self._matches_of_others(doc)
        for index, (tag, lower, dep) in enumerate(rows):
            token = (names[tag], names[lower], names[dep])
            for known, word in ((self.by_tag, token[0]), (self.by_word, token[1])):
                for number, wants in known.get(word, ()):
                    if all(asked is None or given in asked for asked, given in zip(wants, token, strict=True)):
                        matches.append((number, strings[str(number)], index, index + 1))
        matches.sort()  # a later pattern wins over an earlier one
        self.component.set_annotations(doc, matches)
        return doc

    def _matches_of_others(self, doc: Doc) -> list[tuple[int, int, int, int]]:
        if self.others is None:
            return []
        found = self.others(doc, allow_missing=True, as_spans=False)
        return [(int(doc.vocab.strings[key]), key, start, end) for key, start, end in found]


def quick_tag_rules(component: Any) -> TagRules | None:
    """Return what does the work of spaCy's attribute ruler `component`, or `None` where it is of another make."""
    from spacy.matcher import Matcher
    from spacy.pipeline import AttributeRuler

    if type(component) is not AttributeRuler:
        return None
    rules = TagRules(component)
    others = Matcher(component.vocab)
    for number, rule in enumerate(component.patterns):
        patterns: Any = rule["patterns"]  # spaCy's type of a rule names all that its fields may be
        wanted = [_wants(pattern) for pattern in patterns]
        known = [one for one in wanted if one is not None]
        if len(known) != len(wanted) or not known:
            others.add(str(number), patterns)
            rules.others = others
            continue
        for one in known:
            table, words = (rules.by_word, one[1]) if one[1] is not None else (rules.by_tag, one[0])
            for word in words or ():
                table.setdefault(word, []).append((number, one))
    return rules


def _wants(pattern: Sequence[Mapping[str, Any]]) -> Wants | None:
    """Return what a pattern of one token asks of it, `None` for another pattern or one that is not looked up."""
    if len(pattern) != 1 or not set(pattern[0]) <= set(ASKED) or not {"TAG", "LOWER"} & set(pattern[0]):
        return None
    out: list[frozenset[str] | None] = []
    for name in ASKED:
        value = pattern[0].get(name)
        if isinstance(value, str):
            out.append(frozenset({value}))
        elif isinstance(value, Mapping) and set(value) == {"IN"}:
            out.append(frozenset(value["IN"]))
        elif value is None and name not in pattern[0]:
            out.append(None)
        else:
            return None
    return tuple(out)
