"""Whether a sentence takes up the one before it, so that the reader goes on hearing the same voice.

Newswriting names a source once and lets the attribution run while the sentences elaborate the same thing.  What shows
it is cohesion as Halliday and Hasan describe it (*Cohesion in English*, 1976): a subject that points back, a general
noun with *the*, the same words again.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from attrib.rulefiles import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_POINTING = frozenset({"the", "this", "that", "these", "those", "such"})
_TOPICAL = frozenset({"NN", "NNS", "NNP", "NNPS"})
_CALENDAR = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"})
_TITLES = frozenset(
    {"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sir", "lord", "lady", "sen.", "rep.", "gov."}
)
# Words that two sentences must share, the subject apart, for one to be about what the other is about.
_SHARED_WORDS = 2


class Link(StrEnum):
    """How a sentence takes up what stands before it."""

    PRONOUN = "pronoun"  # its subject points back: he, this, their
    PART = "part"  # its subject is some of what was told of: one of them, others
    REFERENCE = "reference"  # "the man", "this scheme"
    TOPIC = "topic"  # the same words again


@dataclass(frozen=True, slots=True)
class Uptake:
    """How a sentence takes up another, and the word that shows it."""

    link: Link
    token: Token


def find_uptake(sentence: Span, before: Span, words: Lexicon, *, subject: Token | None = None) -> Uptake | None:
    """Return how `sentence` takes up the sentences `before`, `None` where it starts something new.

    `words` is the lexicon `discourse`; `subject` is looked at in place of the subject of the main clause.
    """
    if _opens_scene(sentence, words):
        return None
    subject = subject or subject_of(sentence)
    if subject is not None:
        link = _subject_link(subject, before, words)
        if link is not None:
            return Uptake(link, subject)
    return _shared_topic(sentence, before)


def subject_of(sentence: Span) -> Token | None:
    """Return the head of the subject of the sentence's main clause, that of its first clause where it has none."""
    for child in sentence.root.lefts:
        if child.dep_ in SUBJECTS:
            return child
    for token in sentence:
        if token.dep_ in SUBJECTS:
            return token
    return None


def topic_words(span: Span) -> frozenset[str]:
    """Return the nouns and names of a passage in their base form, dates and numbers left out."""
    out = set()
    for token in span:
        if token.tag_ in _TOPICAL and token.ent_type_ not in _CALENDAR and not _is_empty_word(token):
            out.add(_base(token))
    return frozenset(out)


def _is_empty_word(token: Token) -> bool:
    return token.is_stop or token.lower_ in _TITLES


def _base(token: Token) -> str:
    return (token.lemma_ or token.text).lower()


def _opens_scene(sentence: Span, words: Lexicon) -> bool:
    first = next((token for token in sentence if token.is_alpha), None)
    return first is not None and first.lower_ in words["scenes"]


def _subject_link(subject: Token, before: Span, words: Lexicon) -> Link | None:
    owners = [child for child in subject.lefts if child.dep_ == "poss"]
    pointers = [child.lower_ for child in subject.lefts if child.dep_ == "det"]
    if subject.lower_ in words["pronouns"]:
        return None if _is_empty(subject) else Link.PRONOUN
    if any(owner.lower_ in words["possessives"] for owner in owners):
        return Link.PRONOUN
    if subject.lower_ in words["parts"]:
        return Link.PART
    if any(word in _POINTING for word in pointers) and _base(subject) in words["general_nouns"]:
        return Link.REFERENCE
    if any(word in {"this", "that", "these", "those", "such"} for word in pointers):
        return Link.REFERENCE
    if subject.tag_ in _TOPICAL and _base(subject) in topic_words(before):
        return Link.TOPIC
    return None


def _is_empty(subject: Token) -> bool:
    """Whether the subject is an *it* that points forward: "It is believed that …", "It was Lee who …"."""
    if subject.lower_ != "it":
        return False
    return any(child.dep_ in {"ccomp", "csubj", "csubjpass", "advcl", "acomp"} for child in subject.head.rights)


def _shared_topic(sentence: Span, before: Span) -> Uptake | None:
    known = topic_words(before)
    shared: dict[str, Token] = {}
    for token in sentence:
        if token.tag_ in _TOPICAL and _base(token) in known:
            shared.setdefault(_base(token), token)
    if len(shared) < _SHARED_WORDS:
        return None
    return Uptake(Link.TOPIC, next(iter(shared.values())))
