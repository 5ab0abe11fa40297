"""Attribution relations: who is said to have said what, in which words, through whom."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from attrib.model.spans import CharSpan


class QuotationKind(StrEnum):
    """How much of a content stands in quotation marks: all, some, none (PARC, PolNeAR)."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class QuotationUse(StrEnum):
    """What a pair of quotation marks does."""

    SPEECH = "speech"  # somebody's words: a whole utterance
    FRAGMENT = "fragment"  # somebody's words, taken into a sentence of the article
    TITLE = "title"  # a work, a law, a programme
    NICKNAME = "nickname"
    TERM = "term"  # words as words, a motto, a slogan, scare quotes


class Act(StrEnum):
    """What a cue says somebody did."""

    STATEMENT = "statement"
    BELIEF = "belief"
    INTENTION = "intention"
    PERCEPTION = "perception"
    DECREE = "decree"


class Modality(StrEnum):
    """Whether the article states that the attribution took place."""

    ASSERTED = "asserted"
    NEGATED = "negated"
    ASKED = "asked"
    HYPOTHETICAL = "hypothetical"
    REFUSED = "refused"


class SpeakerKind(StrEnum):
    """What sort of speaker stands behind words."""

    PERSON = "person"
    ORGANISATION = "organisation"
    GROUP = "group"
    DOCUMENT = "document"
    ANONYMOUS = "anonymous"
    AUTHOR = "author"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Quotation:
    """A pair of quotation marks, or one half of a pair whose other half is missing.

    `span` runs from the opening to after the closing mark, `inner` is what stands between.  Where `opened` (or
    `closed`) is false the mark is missing and the span starts (ends) where the words do: at the block's edge.
    `continued` is true where a run-on paragraph lawfully leaves the mark open (the next one opens again).
    `style` names the marks: `curly-double`, `straight-double`, `two-apostrophes`, `curly-single`,
    `straight-single`, `guillemets`, `low-high`.  `block` is the index of its block in the article.  `nested` is true
    where another quotation covers it.
    """

    span: CharSpan
    inner: CharSpan
    style: str
    block: int
    opened: bool = True
    closed: bool = True
    continued: bool = False
    use: QuotationUse = QuotationUse.SPEECH
    nested: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """One possible speaker, with a score from 0 to 1."""

    name: str
    score: float


@dataclass(frozen=True, slots=True)
class Spelling:
    """One of the ways in which an article spells a name: the word that differs, and every naming that has it."""

    word: str
    spans: tuple[CharSpan, ...]


class EvidenceKind(StrEnum):
    """What a place tells about who speaks."""

    SOURCE = "source"  # the words that were read
    NAME = "name"  # the one meant, named
    DESCRIPTION = "description"  # the one meant, described
    PRONOUN = "pronoun"  # the one meant, taken up by a pronoun
    ROLE = "role"  # a naming beside which the article tells the role
    FULL_NAME = "full-name"
    SPELLED_OUT = "spelled-out"  # what an acronym stands for


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place in the article by which a speaker was settled."""

    span: CharSpan
    what: EvidenceKind


class KnowledgeKind(StrEnum):
    """How an unnamed speaker is said to know."""

    FAMILIAR = "familiar"  # familiar with, with knowledge of
    BRIEFED = "briefed"
    INVOLVED = "involved"
    CLOSE = "close"  # close to the company
    PRESENT = "present"  # in the room, who attended
    SEEN = "seen"  # who has seen the letter


class AnonymityReason(StrEnum):
    """What sort of reason is given for leaving a name out."""

    UNAUTHORISED = "unauthorised"
    FEAR = "fear"
    CANDOUR = "candour"
    PRIVACY = "privacy"
    PROCEEDINGS = "proceedings"
    RULES = "rules"
    SENSITIVITY = "sensitivity"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Anonymity:
    """What the article tells of a speaker it does not name; each span is where it does.

    `role` is the noun with what stands before it (*senior aide*), `count` the words that say how many, `number` how
    many that is where it is said (one for *an aide*).  `request` holds the words that say the speaker asked for it
    (*on condition of anonymity*), `reason` why, from the word that leads the reason in.
    """

    role: CharSpan | None = None
    count: CharSpan | None = None
    number: int | None = None
    affiliation: CharSpan | None = None
    knowledge: CharSpan | None = None
    knowledge_kind: KnowledgeKind | None = None
    request: CharSpan | None = None
    reason: CharSpan | None = None
    reason_kind: AnonymityReason | None = None

    @property
    def is_described(self) -> bool:
        """Whether a reader learns where the speaker belongs or how the speaker knows."""
        return self.affiliation is not None or self.knowledge is not None

    @property
    def is_explained(self) -> bool:
        """Whether a reason is given for leaving the name out."""
        return self.reason is not None


@dataclass(frozen=True, slots=True)
class Speaker:
    """The person, body or paper that a source resolves to.

    `name` is the fullest name the article itself gives, or `None` where it gives none or where the choice is
    open; then `candidates` lists who it could be, likeliest first.  `resolved_by` says how it was settled
    (`name`, `surname`, `acronym`, `pronoun`, `role`, `description`, `ambiguous`, `none`).  `anonymity` is what is
    told of an anonymous speaker, and `None` for any other.  `evidence` holds the places that settled it, the source's
    own words first.  `spellings` has two or more entries, commonest first, where the article spells the person's name
    in more ways than one, and is empty otherwise.
    """

    name: str | None
    kind: SpeakerKind = SpeakerKind.UNKNOWN
    titles: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    resolved_by: str = "none"
    candidates: tuple[Candidate, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    anonymity: Anonymity | None = None
    spellings: tuple[Spelling, ...] = ()

    @property
    def is_ambiguous(self) -> bool:
        """Whether two or more people fit and none was taken."""
        return self.name is None and len(self.candidates) > 1


@dataclass(frozen=True, slots=True)
class ReportingSource:
    """Who relayed words to this article; `span` is where the article says so."""

    name: str
    span: CharSpan


class TranslationMeans(StrEnum):
    """How the article says that words changed language."""

    TRANSLATED = "translated"  # in remarks translated into French, according to a translation
    INTERPRETED = "interpreted"  # through an interpreter
    LANGUAGE = "language"  # said in another language; who put it into the article's is not told


@dataclass(frozen=True, slots=True)
class Translation:
    """That words were said in another language than the article gives them in; `span` is where the article says so.

    `original` is the language they were said in and `into` the one they were translated into, where it is named:
    in *remarks translated into Kestrian* that is not the article's own, and its words are a translation of one.
    """

    span: CharSpan
    how: TranslationMeans
    original: str | None = None
    into: str | None = None


@dataclass(frozen=True, slots=True)
class AttributionRelation:
    """Content, cue and source found together, and what resolution adds to them.

    `content`, `cue` and `source` are tuples of spans because a cue may split its content; cue and source may be
    empty.  `rule` names the rule that made the relation; `frame` and `lemma` are the lexicon's keys for its cue.
    `confidence` is the estimated share of such relations that a trained annotator marks, from 0 to 1.
    `parent` is the id of the relation in whose content this one stands.  Speaker, reporting sources (outermost
    first), venue, chain and `translation` (`None` where the article tells of none) are filled by resolution.
    """

    id: str
    kind: QuotationKind
    content: tuple[CharSpan, ...]
    cue: tuple[CharSpan, ...]
    source: tuple[CharSpan, ...]
    act: Act
    modality: Modality
    rule: str
    frame: str = ""
    lemma: str = ""
    confidence: float = 1.0
    parent: str | None = None
    speaker: Speaker | None = None
    reporting_sources: tuple[ReportingSource, ...] = ()
    venue: tuple[CharSpan, ...] = ()
    chain: tuple[str, ...] = ()
    translation: Translation | None = None

    @property
    def start(self) -> int:
        """The first character of the relation, whichever part it belongs to."""
        return min(span.start for span in (*self.content, *self.cue, *self.source))

    @property
    def is_direct(self) -> bool:
        """Whether all of the content stands in quotation marks."""
        return self.kind is QuotationKind.DIRECT
