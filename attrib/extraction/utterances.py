"""Whole utterances in quotation marks, and the reporting clauses that stand next to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from attrib.extraction.cues import cue_key, cue_tokens
from attrib.extraction.sources import agent_of, source_tokens, subject_of
from attrib.extraction.tree import NOMINAL, SUBJECTS, Tree
from attrib.model import Quotation

SENTENCE_ENDS = frozenset({".", "!", "?", ";", "...", "…"})
LEADS = frozenset({",", ":", "—", "–", "―", "--", "-"})
DASHES = frozenset({"—", "–", "―", "--", "-"})
# Words that open a clause of their own, after which what follows a quotation no longer reports it.
OPENERS = frozenset({"and", "but", "because", "while", "although", "though", "which", "who", "when", "after", "before"})
# Conjunctions whose clause stands between a reporting verb and the words reported, and reports nothing itself.
ASIDES = frozenset({"while", "although", "though", "because", "if", "since", "unless", "even"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
RANKS = frozenset({"Lt", "Sgt", "Capt", "Cmdr", "Maj", "Brig", "Cpl", "Supt", "Det", "Insp", "Hon", "Pfc", "Adm"})
COMPLEMENTS = frozenset({"ccomp", "xcomp", "dobj", "attr", "acomp", "oprd"})


@dataclass(frozen=True)
class Utterance:
    """A masked quotation: its number among the article's quotations, its stand-in's tokens, its block."""

    number: int
    quotation: Quotation
    first: int
    last: int

    @property
    def block(self) -> int:
        """The index of its block."""
        return self.quotation.block

    def ending(self, tree: Tree) -> str:
        """Return the punctuation its words end in, as the stand-in has it; empty where there is none."""
        inner = tree.words[self.last - 1] if self.last > self.first else ""
        return inner if inner in {",", ".", "?", "!"} else ""


@dataclass(frozen=True)
class Clause:
    """A reporting clause beside an utterance; `side` is where the clause stands."""

    side: str  # "after" or "before"
    anchor: int
    lemma: str
    cue: frozenset[int]
    source: frozenset[int]
    subject: int | None
    inverted: bool
    distance: int
    bare: bool = False  # nothing but subject, verb and adverbials: no content of its own
    inner: bool = False  # the verb hangs in a relative clause or on a noun of the same stretch

    @property
    def frame(self) -> str:
        """The lexicon's key for this position of the clause."""
        return f"quotation-{self.side}"


def find_utterances(tree: Tree, quotations: Sequence[Quotation]) -> list[Utterance]:
    """Return the masked quotations in text order."""
    out: list[Utterance] = []
    by_start = {quotation.span.start: number for number, quotation in enumerate(quotations) if not quotation.nested}
    index = 0
    while index < len(tree):
        if not tree.parse.masked[index]:
            index += 1
            continue
        start, last = tree.parse.starts[index], index
        while last + 1 < len(tree) and tree.parse.masked[last + 1] and tree.parse.starts[last + 1] == start:
            last += 1
        number = by_start[start]
        out.append(Utterance(number, quotations[number], index, last))
        index = last + 1
    return out


def _ends_sentence(tree: Tree, index: int) -> bool:
    """Whether a sentence ends at the token; a full stop that the tokenizer took off a rank or title ends none."""
    if tree.words[index] not in SENTENCE_ENDS:
        return False
    return not (tree.words[index] == "." and index > 0 and tree.words[index - 1] in RANKS)


def clause_after(tree: Tree, utterance: Utterance, limit: int) -> range:
    """Return the tokens between an utterance and the next sentence end, `limit` or utterance."""
    start = utterance.last + 1
    block = utterance.block
    if start < limit and tree.words[start] == ",":
        start += 1
    end = start
    while end < limit and tree.parse.blocks[end] == block and not tree.parse.masked[end]:
        if _ends_sentence(tree, end):
            break
        end += 1
    return range(start, end)


def clause_before(tree: Tree, utterance: Utterance, limit: int) -> range:
    """Return the tokens between the last sentence end (or `limit`) and an utterance."""
    end = utterance.first
    start = end
    while start > limit and tree.parse.blocks[start - 1] == utterance.block and not tree.parse.masked[start - 1]:
        if _ends_sentence(tree, start - 1):
            break
        start -= 1
    return range(start, end)


def reporting_clauses_after(tree: Tree, span: range) -> Iterator[Clause]:
    """Yield the verbs of `span` that may report the utterance before it, nearest first.

    Verbs in relative clauses come last: the parser hangs the reporting verb there after a long apposition.
    """
    while span and tree.words[span.start] in DASHES:
        span = span[1:]
    if not span or tree.lower[span.start] in OPENERS:
        return
    later: list[Clause] = []
    for verb in span:
        if _is_according(tree, verb):
            yield from _according(tree, verb, "after", verb - span.start)
        yield from _words_of(tree, verb, span, "after")
        misread = _is_misread(tree, verb)
        if not (misread or _reports(tree, verb)) or _is_aside(tree, verb, span):
            continue
        inner = _is_inner(tree, verb, span)
        subject = _first_phrase(tree, verb, span) if inner else _subject_in(tree, verb, span)
        inverted = subject is not None and subject > verb
        if inverted and any(tree.pos[i] in NOMINAL for i in range(span.start, verb)):
            continue
        clause = _clause(tree, verb, subject, span, "after", inner=inner)
        if inner or misread:
            later.append(clause)
            continue
        yield clause
        if subject is not None and not inverted:
            break
    yield from later


def reporting_clauses_before(tree: Tree, span: range) -> Iterator[Clause]:
    """Yield the verbs of `span` that may report the utterance after it, nearest first."""
    for verb in reversed(span):
        if _is_according(tree, verb):
            yield from _according(tree, verb, "before", span.stop - verb)
        yield from _words_of(tree, verb, span, "before")
        if not (_reports(tree, verb) or _is_participle(tree, verb)) or _is_aside(tree, verb, span, ASIDES):
            continue
        subject = _subject_before(tree, verb, span)
        yield _clause(tree, verb, subject, span, "before", inner=_is_inner(tree, verb, span))


def _reports(tree: Tree, index: int) -> bool:
    """Whether the token is a verb that can head a reporting clause: finite, or with an auxiliary.

    The tagger often takes a past tense after a name for a participle ("…,” Lee tweeted").
    """
    tag = tree.tag[index]
    if tree.pos[index] != "VERB" or tree.dep[index] in {"amod", "compound", "aux", "auxpass"}:
        return False
    if tag in FINITE or tag == "VBN":
        return True
    helpers = [kid for kid in tree.kids[index] if tree.dep[kid] in {"aux", "auxpass"}]
    return bool(helpers) and all(tree.tag[kid] != "TO" for kid in helpers)


# The tagger takes these next to a quotation for nouns.
MISREAD = frozenset({"write", "writes", "state", "states", "tweets", "tweeted", "read", "reads", "notes", "remarks"})


def _is_misread(tree: Tree, index: int) -> bool:
    return tree.tag[index] in {"NN", "NNS", "NNP", "VB"} and tree.lower[index] in MISREAD


def _is_participle(tree: Tree, index: int) -> bool:
    """Whether the token is a participle or infinitive that may lead an utterance in ("adding, “…”")."""
    return (
        tree.pos[index] == "VERB" and tree.dep[index] not in {"amod", "compound"} and tree.tag[index] in {"VBG", "VB"}
    )


def _is_according(tree: Tree, index: int) -> bool:
    return tree.lower[index] == "according" and index + 1 < len(tree) and tree.lower[index + 1] == "to"


def _according(tree: Tree, index: int, side: str, distance: int) -> Iterator[Clause]:
    """Yield "according to" with the phrase after it as source."""
    named = tree.child(index + 1, ("pobj",))
    if named is None:
        named = tree.child(index, ("pobj", "dobj"))
    if named is None or named < index or tree.parse.masked[named]:
        return
    source = {i for i in source_tokens(tree, named, index) if i > index + 1 and not tree.parse.masked[i]}
    cue = frozenset({index, index + 1})
    yield Clause(side, index, "according", cue, frozenset(source), named, False, distance, bare=True)


# The key of "in the words of", which no verb has.
WORDS_OF = "in the words of"


def _words_of(tree: Tree, index: int, span: range, side: str) -> Iterator[Clause]:
    """Yield "in the words of" and the phrase after it as source, or "in her words"; `index` is that of "words"."""
    if tree.lower[index] != "words" or index == span.start or index + 1 >= len(tree):
        return
    start = next((i for i in range(index - 1, max(span.start, index - 4) - 1, -1) if tree.lower[i] == "in"), None)
    if start is None:
        return
    cue = set(range(start, index + 1))
    named = tree.child(index, ("poss",))
    if tree.lower[index + 1] == "of" and index + 2 < len(tree):
        named = tree.child(index + 1, ("pobj",))
        cue.add(index + 1)
    if named is None or tree.parse.masked[named]:
        return
    source = {i for i in source_tokens(tree, named, index) if not tree.parse.masked[i] and i > start} - {index}
    cue -= source
    distance = start - span.start if side == "after" else span.stop - index
    yield Clause(side, index, WORDS_OF, frozenset(cue), frozenset(source), named, False, distance, bare=True)


def _is_aside(tree: Tree, verb: int, span: range, words: frozenset[str] = OPENERS) -> bool:
    """Whether the verb stands in a clause that one of `words` opens within `span`."""
    at = verb
    while True:
        if tree.dep[at] in {"advcl", "pcomp"} and any(
            kid in span and kid < verb and tree.lower[kid] in words and tree.dep[kid] in {"mark", "advmod", "prep"}
            for kid in tree.kids[at]
        ):
            return True
        above = tree.head[at]
        if above == at or above not in span:
            return False
        at = above


def _is_inner(tree: Tree, verb: int, span: range) -> bool:
    """Whether the verb is in a relative clause, or a clause on a noun, of the same stretch."""
    at = verb
    while tree.head[at] != at and tree.head[at] in span:
        if tree.dep[at] in {"relcl", "acl"}:
            return True
        at = tree.head[at]
    return False


def _subject_in(tree: Tree, verb: int, span: range) -> int | None:
    """Return the head of who spoke, looked for in the tree first and then among the words of the clause."""
    if _after_aside(tree, verb, span):
        return _first_phrase(tree, verb, span)
    found, _ = subject_of(tree, verb)
    if found is not None and found in span and not tree.parse.masked[found]:
        return found
    for index in range(verb - 1, span.start - 1, -1):  # the phrase right before the verb
        if tree.pos[index] in NOMINAL and tree.head[index] not in range(span.start, index):
            return index
    for index in range(verb + 1, span.stop):
        if tree.pos[index] in NOMINAL:
            return _phrase_head(tree, index, range(verb + 1, span.stop))
        if tree.pos[index] not in {"DET", "ADJ", "ADV", "PUNCT"} and tree.tag[index] not in {"VBN", "VBG"}:
            break
    if span.start < verb <= span.start + 3 and tree.words[verb - 1].isalpha() and tree.tag[verb - 1] != "RB":
        return verb - 1  # names and nouns that read as other words: From, Will, the editorial
    return found if found is not None and not tree.parse.masked[found] else None


def _after_aside(tree: Tree, verb: int, span: range) -> bool:
    """Whether an aside stands between the clause's first phrase and its verb ("Reid, head of one of six firms, said").

    The parser then often takes the aside's last noun for the subject.
    """
    before = verb - 1
    while before > span.start and tree.tag[before] == "RB":
        before -= 1
    if before <= span.start or tree.words[before] != "," or tree.pos[span.start] not in {"PROPN", "DET", "NOUN"}:
        return False
    return any(tree.words[index] == "," for index in range(span.start, before))


def _first_phrase(tree: Tree, verb: int, span: range) -> int | None:
    """Return the head of the phrase that `span` begins with."""
    for index in range(span.start, verb):
        if tree.pos[index] in NOMINAL:
            return _phrase_head(tree, index, range(span.start, verb))
    return None


def _subject_before(tree: Tree, verb: int, span: range) -> int | None:
    """Return who spoke in a clause that leads an utterance in.

    Where the tree does not say: the subject of the nearest verb before it, or the sentence's first noun; of a
    participle that is a sentence by itself ("Adding, “…”"), the subject of the sentence before.
    """
    if tree.child(verb, ("auxpass",)) is not None:
        return agent_of(tree, verb)
    if _after_aside(tree, verb, span) and _opens_with_who(tree, span):
        return _first_phrase(tree, verb, span)
    found, _ = subject_of(tree, verb)
    if found is not None and not tree.parse.masked[found] and not _is_date(tree, found):
        return found
    for index in range(verb - 1, span.start - 1, -1):
        if tree.dep[index] in SUBJECTS and tree.dep[index] != "expl" and not tree.parse.masked[index]:
            return index
    for index in range(verb - 1, span.start - 1, -1):
        if tree.pos[index] in NOMINAL and tree.dep[index] not in {"pobj", "compound", "dobj", "npadvmod"}:
            return index
    if tree.tag[verb] == "VBG" and verb == span.start:
        return _last_subject(tree, verb)
    return None


def _opens_with_who(tree: Tree, span: range) -> bool:
    """Whether a stretch opens with a phrase and a relative clause about it ("Lee, whose firm sells hats to shops,")."""
    comma = next((index for index in span if tree.words[index] == ","), None)
    if comma is None or comma + 1 not in span or tree.tag[comma + 1] not in {"WP", "WDT", "WP$"}:
        return False
    return all(tree.pos[index] in {"PROPN", "DET", "NOUN", "ADJ", "PUNCT"} for index in range(span.start, comma))


def _is_date(tree: Tree, index: int) -> bool:
    return tree.dep[index] == "npadvmod" or tree.parse.doc[index].ent_type_ in {"DATE", "TIME"}


def _last_subject(tree: Tree, verb: int) -> int | None:
    """Return the subject of the sentence before that of `verb`, in the same paragraph."""
    for index in range(verb - 1, tree.parse.block_tokens[tree.parse.blocks[verb]].start - 1, -1):
        if tree.dep[index] == "nsubj" and tree.dep[tree.head[index]] == "ROOT" and not tree.parse.masked[index]:
            return index
    return None


def _phrase_head(tree: Tree, index: int, span: range) -> int:
    """Return the highest nominal of `span` that the token at `index` is part of."""
    while (above := tree.head[index]) != index and above in span and tree.pos[above] in NOMINAL:
        index = above
    return index


def _clause(tree: Tree, verb: int, subject: int | None, span: range, side: str, *, inner: bool) -> Clause:
    cue = cue_tokens(tree, verb)
    lemma = cue_key(tree, verb)
    if lemma == "put" and verb + 1 < len(tree) and tree.lower[verb + 1] == "it":
        lemma = "put it"
        cue.add(verb + 1)
    source: set[int] = set()
    if subject is not None:
        source = (source_tokens(tree, subject, verb) | _name_run(tree, verb, subject, span, side)) - cue
    source = {index for index in source if not tree.parse.masked[index]}
    bare = not any(
        kid > verb and kid != subject and tree.dep[kid] in COMPLEMENTS and not tree.parse.masked[kid]
        for kid in tree.kids[verb]
    )
    inverted = subject is not None and subject > verb
    distance = verb - span.start if side == "after" else span.stop - verb
    return Clause(
        side, verb, lemma, frozenset(cue), frozenset(source), subject, inverted, distance, bare=bare, inner=inner
    )


# Tags of the words that a name with its titles is made of.
NAMING = frozenset({"NNP", "NNPS", "NN", "NNS", "JJ", "DT", "PRP$", "POS", "CD", "HYPH", "VBN"})


def _name_run(tree: Tree, verb: int, subject: int, span: range, side: str) -> set[int]:
    """Return the whole run of name and titles beside a verb after an utterance.

    The parser cuts such runs in two ("said retired Army Lt. Gen. Ann Lee", "the paper's editor Ann Lee said").
    """
    if side != "after":
        return set()
    if subject > verb:
        end = verb + 1
        while end in span and (tree.tag[end] in NAMING or tree.words[end] == "."):
            end += 1
        return set(range(verb + 1, end)) if subject < end and tree.pos[end - 1] in NOMINAL else set()
    run = set(range(span.start, verb))
    return run if all(tree.tag[index] in NAMING - {"VBN"} for index in run) else set()
