"""A crime or another wrong of a named party, stated in the article's own voice with nobody behind it.

Why: “Ness stole the boats” says that Ness is a thief, and that it is the newsroom that says so. A reader cannot tell
who knows it, and a court will ask the newsroom. Say who accuses, on what papers, or which court has found it; until a
verdict, *is accused of* and *is charged with* say what is known. In the first paragraph it is graded a step higher.

It is settled where the article tells of a conviction, a guilty plea or a sentence of the party; an arrest or a charge
settles nothing, and an acquittal the opposite: the finding then points to it. An attribution counts in its own
sentence, over the sentences of the paragraph that take it up, over a list below it, from the next sentence, and from
the end of the paragraph above where this one takes it up. What is said to be alleged, suspected or denied in the same
sentence is not stated. The dead, events before the year of the option `history_before`, violence in a sentence that
names its year, states and armies, games, films and figures of speech are let pass, and so are persons without a name.

Flagged:
    Carl Ness stole three boats and took them to Dale.

    Carl Ness was charged in May. Ness forged the signature of the mayor on three deeds.

Clean:
    Carl Ness stole three boats, prosecutors said.

    Carl Ness was convicted of fraud in May. Ness forged the signature of the mayor on three deeds.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrib.checking import Check, CheckContext, CheckInfo, Option
from attrib.checking.coverage import NEAR, Coverage, Reach
from attrib.checking.dates import is_before, is_dated
from attrib.checking.parties import Parties, Party, PartyKind
from attrib.checking.places import find_places
from attrib.checking.verdicts import Verdicts
from attrib.checking.wrongdoing import Wrong, find_wrongs
from attrib.model import Act, BlockKind, Finding, Related, Severity, SpeakerKind
from attrib.rulefiles import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

BLOCKS = frozenset({BlockKind.BODY, BlockKind.LIST, BlockKind.STANDFIRST})
REACHES = NEAR | {Reach.FOLLOWED, Reach.ABOVE}
_GRAVER = {Severity.NOTE: Severity.WARNING, Severity.WARNING: Severity.ERROR, Severity.ERROR: Severity.ERROR}


def find_allegations(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each wrong of a named party that narration states and nobody stands behind."""
    words = context.lexicon("wrongdoing")
    for place in find_places(context, "narration", blocks=BLOCKS, acts=tuple(Act)):
        wrongs = list(find_wrongs([place.doc[index] for index in sorted(place.tokens)], words))
        if not wrongs:
            continue
        judge = _Judge(context, words)
        for wrong in wrongs:
            party = judge.accused(wrong)
            if party is not None:
                yield _finding(context, judge, wrong, party)


def _finding(context: CheckContext, judge: _Judge, wrong: Wrong, party: Party) -> Finding:
    span = context.parse.span_of(wrong.said[0].i, wrong.said[-1].i)
    is_first = context.parse.blocks[wrong.head.i] == judge.first_block
    return context.finding(
        span,
        match=context.excerpt(span),
        party=party.name,
        severity=_GRAVER[context.info.severity] if is_first else None,
        related=judge.related(party),
    )


class _Judge:
    """Tells which statements of a wrong are allegations that nobody stands behind."""

    def __init__(self, context: CheckContext, words: Lexicon) -> None:
        self._context = context
        self._parse = context.parse
        self._coverage = Coverage(context)
        self._parties = Parties(context)
        self._verdicts = Verdicts(context)
        self._hedges = frozenset(words["hedges"])
        self._other_worlds = frozenset(
            word for group in ("sport", "fiction", "disasters", "history") for word in words[group]
        )
        running = (number for number, block in enumerate(context.article.blocks) if block.kind in BLOCKS)
        self.first_block = next(running, 0)

    def accused(self, wrong: Wrong) -> Party | None:
        """Return the party that is accused in the article's own voice, `None` where it is not."""
        party = self._parties.of(wrong.doer)
        if party is None or (wrong.violent and party.kind is not PartyKind.PERSON):
            return None
        if self._is_hedged(wrong.head.sent) or self._is_other_world(wrong.head):
            return None
        if self._is_past(wrong.head.sent) or (wrong.violent and is_dated(wrong.head.sent)):
            return None
        if self._verdicts.is_dead(party) or self._verdicts.verdict_on(party) is not None:
            return None
        return None if self._is_covered(wrong.head, party) else party

    def related(self, party: Party) -> list[Related]:
        """Return what the article tells of the law's part in it."""
        acquittal, charge = self._verdicts.acquittal_of(party), self._verdicts.charge_against(party)
        if acquittal is not None:
            return [Related("the article tells of an acquittal here", self._parse.span_of(acquittal.i, acquittal.i))]
        if charge is not None:
            span = self._parse.span_of(charge.i, charge.i)
            return [Related("the law has begun here, and settles nothing before a verdict", span)]
        return []

    def _is_covered(self, verb: Token, party: Party) -> bool:
        """Whether somebody stands behind the statement, the accused apart where the sentence only tells of both."""
        cover = self._coverage.of(verb, REACHES)
        if cover is None:
            return False
        speaker = cover.relation.speaker if cover.relation is not None else None
        is_accused = (
            speaker is not None and speaker.kind is SpeakerKind.PERSON and party.surname in (speaker.name or "")
        )
        return cover.reach is Reach.CONTENT or not is_accused or cover.reach is not Reach.SENTENCE

    def _is_hedged(self, sentence: Span) -> bool:
        return any(token.lemma_.lower() in self._hedges or token.lower_ in self._hedges for token in sentence)

    def _is_past(self, sentence: Span) -> bool:
        """Whether the sentence, or those before it in the paragraph, tell of a time long past."""
        limit = self._context.number("history_before")
        here: Span | None = sentence
        while here is not None:
            if is_before(here, limit):
                return True
            here = self._coverage.before(here)
        return False

    def _is_other_world(self, token: Token) -> bool:
        """Whether the paragraph tells of a game, a story made up, a storm with a person's name, times long past."""
        block = self._parse.block_tokens[self._parse.blocks[token.i]]
        return any(self._parse.doc[index].lemma_.lower() in self._other_worlds for index in block)


CHECK = Check(
    CheckInfo(
        code="AT203",
        name="unattributed-allegation",
        severity=Severity.WARNING,
        message=(
            "“{match}” accuses {party} in the article's own voice, with nobody behind it: readers cannot tell who "
            "knows this, and the newsroom answers for it. Say who accuses, or which court has found it."
        ),
        since="0.1.0",
        guides=("RT", "AP"),
        lexicons=("wrongdoing", "discourse"),
        options=(
            Option("history_before", 1980, "Sentences that name a year before this one tell of history.", high=3000),
        ),
        help=__doc__,
    ),
    run=find_allegations,
)
