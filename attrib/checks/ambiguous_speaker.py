"""Words of a “he” or “she” who could be two or more people.

Why: a reader who takes the wrong one puts words into somebody's mouth. Repeat the name.

Only pronouns at which a reader would stumble are flagged: those that follow a sentence in which two people who fit
stand side by side (“Reed and Cole met”, “Reed met Cole”), and those of a quotation that lacks its opening mark, where
words may be missing and with them the name. Where one of the people has the sentence to himself, is speaking already or
has been taken up by the same pronoun, a reader takes that one. The people it could be are listed, likeliest first,
with the place where each was last named.

The check is a note: it asks so rarely that no figure can be given for how often it is right. In a million words of
wire, broadcast and campaign news it asked nowhere.

Flagged:
    Tom Reed and Sam Cole met at the depot. “I will resign,” he said.

Clean:
    Tom Reed and Sam Cole met at the depot. “I will resign,” Reed said.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrib.checking import Check, CheckContext, CheckInfo, Option
from attrib.checking.attributions import Attributions
from attrib.checking.marks import torn_quotations
from attrib.checking.pronouns import NarratedStatement, last_mention, narrated_statements
from attrib.model import Act, CharSpan, Finding, Related, Severity, SpeakerKind
from attrib.resolution.syntax import is_main

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# Verbs that set their subject and their object side by side.
_TOGETHER = frozenset({"meet", "join", "accompany", "face", "debate", "visit", "embrace", "see", "host", "receive"})
# How many people a message lists.
SHOWN_CANDIDATES = 4
# How far up a chain of appositions and conjuncts is looked.
_DEPTH = 6


def find_ambiguous(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each source pronoun that could be several people, once for the same people in a row."""
    reader = _Reader(context)
    last: tuple[int, frozenset[str]] | None = None
    speaking: tuple[int, str] | None = None  # the block and the speaker of the statement before
    for statement in narrated_statements(context):
        block, before = statement.block, speaking
        if not statement.is_nested:
            speaking = (block, statement.speaker.name or "")
        if not statement.is_pronoun or not statement.speaker.is_ambiguous:
            continue
        people = reader.people(statement)
        goes_on = before is not None and before[0] == block and before[1] in people
        if len(people) < 2 or goes_on:
            continue
        names = frozenset(people)
        if last is None or last[1] != names or block - last[0] > 1:
            yield context.finding(
                statement.source,
                related=[Related(f"could be {name}", span) for name, span in people.items()],
                pronoun=statement.source.of(context.article.text),
                names=_listed(list(people)),
            )
        last = (block, names)


class _Reader:
    """Reads an article's pronouns as somebody would who has only what stands shortly before them."""

    def __init__(self, context: CheckContext) -> None:
        self._context = context
        self._attributions = Attributions(context)
        self._sentences = [context.parse.starts[token.i] for token in context.parse.doc if token.is_sent_start]
        self._torn = torn_quotations(context.article.text, context.quotations)
        self._aliases = {
            relation.speaker.name: relation.speaker.aliases
            for relation in context.relations
            if relation.speaker is not None and relation.speaker.name
        }
        # Who speaks somewhere in the article: likelier to speak again than somebody it only names.
        self._speaking = {
            relation.speaker.name
            for relation in context.relations
            if relation.act is Act.STATEMENT and relation.speaker is not None and relation.speaker.name
        }
        # Bodies and papers the article names: no "he", even where resolution was not sure of it.
        self._bodies = {
            relation.speaker.name
            for relation in context.relations
            if relation.speaker is not None
            and relation.speaker.kind in {SpeakerKind.ORGANISATION, SpeakerKind.DOCUMENT, SpeakerKind.GROUP}
        }

    def people(self, statement: NarratedStatement) -> dict[str, CharSpan]:
        """Return where each of the people was last named whom a reader may take for the pronoun, likeliest first."""
        named = self._named(statement)
        if self._is_torn(statement):
            here = [span for span in named.values() if self._attributions.block_of(span.start) == statement.block]
            spoken = {name: span for name, span in named.items() if name in self._speaking}
            kept = {} if len(here) == 1 else spoken if len(spoken) > 1 else named
        else:
            kept = self._side_by_side(named, statement)
        return dict(list(kept.items())[:SHOWN_CANDIDATES])

    def _is_torn(self, statement: NarratedStatement) -> bool:
        """Whether the mark that opens the pronoun's words is missing in its paragraph, and with it perhaps others.

        Nothing else is missing where only the closing mark is, or where the paragraph above left a quotation open.
        """
        left_open = {quotation.block for quotation in self._context.quotations if not quotation.closed}
        for torn in self._torn:
            if torn.opened or torn.block != statement.block or torn.block - 1 in left_open:
                continue
            if any(part.overlaps(torn.span) for part in statement.content):
                return True
        return False

    def _named(self, statement: NarratedStatement) -> dict[str, CharSpan]:
        """Return where each candidate who can be a person was last named before the pronoun, outside quotations."""
        out: dict[str, CharSpan] = {}
        for candidate in statement.speaker.candidates:
            name = candidate.name
            if name in self._bodies:
                continue
            spans = [self._last(alias, statement.source.start) for alias in (name, *self._aliases.get(name, ()))]
            found = [span for span in spans if span is not None]
            if found:
                out[name] = max(found, key=lambda span: span.end)
        # Copy gives people their full name once: a name that is one word all through is likelier a place or a body.
        return {name: span for name, span in out.items() if " " in name}

    def _last(self, name: str, before: int) -> CharSpan | None:
        """Return where `name` stands last before the offset, outside quotations."""
        span = last_mention(self._context.article.text, name, before)
        while span is not None and self._attributions.is_quoted(span):
            span = last_mention(self._context.article.text, name, span.start)
        return span

    def _side_by_side(self, named: dict[str, CharSpan], statement: NarratedStatement) -> dict[str, CharSpan]:
        """Return those of the people that the sentence naming them last has put side by side.

        That sentence is the pronoun's own or the one before it, in its paragraph or the one above.
        """
        latest = max((self._sentence(span) for span in named.values()), default=-1)
        if self._sentence(statement.source) - latest > 1 or self._is_taken_up(latest, statement):
            return {}
        verbs: dict[str, int] = {}
        bearers: set[int] = set()  # "Lee, a Holm Democrat": two names for one
        for name, span in named.items():
            bearer = self._bearer(span) if self._sentence(span) == latest else None
            if bearer is None or bearer.i in bearers:
                continue
            bearers.add(bearer.i)
            verb = _verb(bearer)
            if verb is not None:
                verbs[name] = verb
        together = list(verbs.values())
        return {name: named[name] for name, verb in verbs.items() if together.count(verb) > 1}

    def _sentence(self, span: CharSpan) -> int:
        return bisect_right(self._sentences, span.start)

    def _is_taken_up(self, sentence: int, statement: NarratedStatement) -> bool:
        """Whether the same pronoun stands, as a subject, between the start of the sentence and the source."""
        parse = self._context.parse
        start = self._sentences[max(0, sentence - 1)]
        pronoun = statement.source.of(self._context.article.text).lower()
        for index in parse.tokens_in(CharSpan(start, max(start, statement.source.start))):
            token = parse.doc[index]
            if token.lower_ == pronoun and token.dep_ in _SUBJECTS and not parse.masked[index]:
                return True
        return False

    def _bearer(self, span: CharSpan) -> Token | None:
        """Return the token that the name at `span` is, or only says more of."""
        token = self._context.parse.token_at(span.end - 1)
        for _ in range(_DEPTH):
            if token is None or token.dep_ != "appos":
                break
            token = token.head
        return token


def _verb(token: Token) -> int | None:
    """Return the verb beside whose other people `token` stands: as its subject, or met by it."""
    for _ in range(_DEPTH):
        if token.dep_ not in {"conj", "appos"}:
            break
        token = token.head
    if token.dep_ in _SUBJECTS:
        # "Kim said Lee and Moe would sign. He …" goes on about Kim.
        return token.head.i if is_main(token) else None
    verb = _met_by(token)
    return verb.i if verb is not None else None


def _met_by(token: Token) -> Token | None:
    """Return the verb that sets its object `token` beside its subject: met Cole, met with Cole, spoke to Cole."""
    if token.dep_ == "dobj" and token.head.lemma_ in _TOGETHER:
        return token.head
    if token.dep_ == "pobj" and token.head.lower_ == "with" and token.head.head.pos_ == "VERB":
        return token.head.head
    return None


def _listed(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}"


CHECK = Check(
    CheckInfo(
        code="AT307",
        name="ambiguous-speaker",
        severity=Severity.NOTE,
        message=(
            "“{pronoun}” could be {names}: a reader may give the words to the wrong one. Repeat the speaker's name."
        ),
        since="0.1.0",
        guides=("TX",),
        options=(
            Option("pronouns", ("he", "she"), "Pronouns looked at."),
            Option("min_confidence", 0.5, "Relations attrib is less sure of than this are not looked at, 0 to 1."),
        ),
        help=__doc__,
    ),
    run=find_ambiguous,
)
