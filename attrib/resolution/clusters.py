"""What resolution knows of one person, body, paper or group of the article."""

from __future__ import annotations

from dataclasses import dataclass, field

from attrib.model import CharSpan, SpeakerKind
from attrib.resolution.lexicons import Lexicons
from attrib.resolution.surroundings import Mention


@dataclass(slots=True, eq=False)
class Cluster:
    """Everybody and everything the article names or describes, each once.

    `male` and `female` add up the evidence for a pronoun: titles, gendered nouns, given names, pronouns that could
    mean nobody else.  `plural` is true for what takes "they",
    `described` for what has no name, `unsure` for a name that nothing shows to be a body's or a person's.  `heard`
    counts the pronouns taken to mean it, by `he`, `she`, `it` and `they`.
    """

    number: int
    name: str
    kind: SpeakerKind
    span: CharSpan
    words: tuple[str, ...] = ()
    mentions: list[Mention] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    ages: set[str] = field(default_factory=set)
    male: float = 0.0
    female: float = 0.0
    plural: bool = False
    described: bool = False
    unsure: bool = False
    heard: dict[str, int] = field(default_factory=dict)

    @property
    def is_person(self) -> bool:
        """Whether this is one person."""
        return self.kind is SpeakerKind.PERSON

    @property
    def leaning(self) -> str:
        """`m`, `f` or an empty string: what the evidence leans to, however little there is of it."""
        if self.male == self.female:
            return ""
        return "m" if self.male > self.female else "f"

    @property
    def gender(self) -> str:
        """`m`, `f` or an empty string, as far as the evidence goes."""
        if self.male - self.female >= 1:
            return "m"
        return "f" if self.female - self.male >= 1 else ""

    def add(self, mention: Mention, lexicons: Lexicons) -> None:
        """Take in one more mention, with what stands around it."""
        self.mentions.append(mention)
        surface = " ".join(mention.words)
        if surface != self.name and surface not in self.aliases:
            self.aliases.append(surface)
        if not self.is_person:
            return
        self.roles |= mention.roles
        if mention.age:
            self.ages.add(mention.age)
        for description in mention.descriptions:
            if description not in self.titles:
                self.titles.append(description)
        for role in mention.roles:
            if role in lexicons.titles["honorific_male"]:
                self.male += 3
            elif role in lexicons.titles["honorific_female"]:
                self.female += 3
            elif role in lexicons.roles["male"]:
                self.male += 2
            elif role in lexicons.roles["female"]:
                self.female += 2
