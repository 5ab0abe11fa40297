"""Named parties and what the law has said of them, on parses made by hand."""

from __future__ import annotations

from support.contexts import person, relation
from support.parses import Parsed, parsed

from attrib.checking import CheckContext, CheckInfo
from attrib.checking.accusers import Accusers
from attrib.checking.dates import is_before, is_dated, years_in
from attrib.checking.parties import Parties, Party, PartyKind
from attrib.checking.verdicts import Verdicts
from attrib.model import AttributionRelation, Severity, Speaker, SpeakerKind

INFO = CheckInfo("TEST101", "test", Severity.NOTE, "{match}", help="", since="0.1.0")
STOLE = "stole|steal/VBD/ROOT boats|boat/NNS/dobj"


def context(read: Parsed, *relations: AttributionRelation) -> CheckContext:
    return CheckContext(read.article, read.parse, (), relations, INFO)


def named(read: Parsed, word: str, kind: str = "PERSON") -> Parsed:
    """Label every token that reads `word`, as the pipeline would."""
    for token in read.parse.doc:
        if token.text == word:
            token.ent_type_ = kind
    return read


def party(read: Parsed, index: int, *relations: AttributionRelation) -> Party | None:
    return Parties(context(read, *relations)).of(read.parse.doc[index])


def test_a_name_is_a_party_of_the_kind_it_is_labelled() -> None:
    read = parsed(f"Carl/NNP/compound>1 Ness/NNP/nsubj>2 {STOLE}>2")
    found = party(named(read, "Ness"), 1)
    assert found is not None
    assert (found.kind, found.name, found.surname) == (PartyKind.PERSON, "Carl Ness", "Ness")
    found = party(named(read, "Ness", "ORG"), 1)
    assert found is not None
    assert found.kind is PartyKind.BODY
    assert party(named(read, "Ness", "GPE"), 1) is None


def test_a_speaker_of_that_name_settles_the_kind() -> None:
    read = named(parsed(f"Ness/NNP/nsubj>1 {STOLE}>1"), "Ness", "GPE")
    said = relation(read.article, "boats", source="Ness", speaker=person("Carl Ness"))
    found = party(read, 0, said)
    assert found is not None
    assert found.kind is PartyKind.PERSON
    firm = relation(read.article, "boats", source="Ness", speaker=Speaker("Ness", SpeakerKind.ORGANISATION))
    found = party(read, 0, firm)
    assert found is not None
    assert found.kind is PartyKind.BODY


def test_persons_without_a_name_are_no_party() -> None:
    assert party(parsed(f"Thieves|thief/NNS/nsubj>1 {STOLE}>1"), 0) is None


def test_a_relative_pronoun_stands_for_the_name_before_it_and_an_office_for_the_name_beside_it() -> None:
    read = named(parsed("Ness/NNP/nsubj>3 who/WP/nsubj>2 stole|steal/VBD/relcl>0 fled|flee/VBD/ROOT"), "Ness")
    found = party(read, 1)
    assert found is not None
    assert found.name == "Ness"
    read = named(parsed(f"The/DT/det>1 mayor/NN/nsubj>3 Ness/NNP/appos>1 {STOLE}>3"), "Ness")
    found = party(read, 1)
    assert found is not None
    assert found.name == "Ness"


def test_a_pronoun_stands_for_the_one_person_named_before_it_in_its_paragraph() -> None:
    one = "Ness/NNP/nsubj>1 left|leave/VBD/ROOT ././punct>1 He/PRP/nsubj>4 lied|lie/VBD/ROOT"
    found = party(named(parsed(one), "Ness"), 3)
    assert found is not None
    assert found.name == "Ness"
    two = "Ness/NNP/nsubj>1 left|leave/VBD/ROOT when/WRB/advmod>4 Moe/NNP/nsubj>4 slept|sleep/VBD/advcl>1 "
    read = named(named(parsed(two + "././punct>1 He/PRP/nsubj>7 lied|lie/VBD/ROOT"), "Ness"), "Moe")
    assert party(read, 6) is None
    apart = "Ness/NNP/nsubj>1 left|leave/VBD/ROOT ././punct>1\nHe/PRP/nsubj>1 lied|lie/VBD/ROOT"
    assert party(named(parsed(apart), "Ness"), 3) is None


def test_an_office_stands_for_the_one_person_the_article_has_named_in_it() -> None:
    stole = "The/DT/det>1 mayor/NN/nsubj>2 stole|steal/VBD/ROOT"
    one = "Mayor/NNP/compound>1 Ness/NNP/nsubj>2 left|leave/VBD/ROOT"
    found = party(named(parsed(f"{one}\n{stole}"), "Ness"), 4)
    assert found is not None
    assert found.surname == "Ness"
    two = one.replace("Ness", "Moe")
    assert party(named(named(parsed(f"{one}\n{two}\n{stole}"), "Ness"), "Moe"), 7) is None
    assert party(parsed(stole), 1) is None
    assert party(named(parsed(f"{one}\n{stole.replace('The/', 'A/')}"), "Ness"), 4) is None


def law(sentence: str) -> tuple[Verdicts, Party]:
    read = named(parsed(sentence), "Ness")
    found = next(item for item in (party(read, token.i) for token in read.parse.doc if token.text == "Ness") if item)
    return Verdicts(context(read)), found


NESS_WAS = "Ness/NNP/nsubjpass>2 was|be/VBD/auxpass>2"


def test_a_verdict_settles_it_unless_it_is_denied_or_speaks_of_somebody_else() -> None:
    verdicts, ness = law(f"{NESS_WAS} jailed|jail/VBN/ROOT")
    assert verdicts.verdict_on(ness) is not None
    verdicts, ness = law("Ness/NNP/nsubjpass>3 was|be/VBD/auxpass>3 not/RB/neg>3 convicted|convict/VBN/ROOT")
    assert verdicts.verdict_on(ness) is None
    verdicts, ness = law("Ness/NNP/nsubj>1 left|leave/VBD/ROOT\nRain/NN/nsubj>1 fell|fall/VBD/ROOT\n"
                         "Moe/NNP/nsubjpass>2 was|be/VBD/auxpass>2 jailed|jail/VBN/ROOT")  # fmt: skip
    assert verdicts.verdict_on(ness) is None


def test_charges_and_acquittals_are_told_apart() -> None:
    verdicts, ness = law(f"{NESS_WAS} charged|charge/VBN/ROOT")
    assert verdicts.charge_against(ness) is not None
    assert verdicts.acquittal_of(ness) is None
    assert verdicts.verdict_on(ness) is None
    verdicts, ness = law("Jurors|juror/NNS/nsubj>1 acquitted|acquit/VBD/ROOT Ness/NNP/dobj>1")
    assert verdicts.acquittal_of(ness) is not None
    assert verdicts.charge_against(ness) is None
    verdicts, ness = law("Ness/NNP/nsubj>1 cleared|clear/VBD/ROOT snow/NN/dobj>1")
    assert verdicts.acquittal_of(ness) is None


def test_the_dead_are_told_by_how_they_died() -> None:
    for sentence, dead in (
        ("Ness/NNP/nsubj>1 died|die/VBD/ROOT", True),
        (f"{NESS_WAS} killed|kill/VBN/ROOT", True),
        ("Ness/NNP/nsubj>1 shot|shoot/VBD/ROOT himself/PRP/dobj>1", True),
        ("the/DT/det>2 late/JJ/amod>2 Ness/NNP/nsubj>3 sang|sing/VBD/ROOT", True),
        ("Ness/NNP/nsubj>1 shot|shoot/VBD/ROOT Moe/NNP/dobj>1", False),
        ("Ness/NNP/nsubj>1 was|be/VBD/ROOT late/JJ/acomp>1", False),
    ):
        verdicts, ness = law(sentence)
        assert verdicts.is_dead(ness) is dead, sentence


def test_a_paragraph_and_those_beside_it_name_who_accuses() -> None:
    lines = "Police/NNS/nsubj>1 came|come/VBD/ROOT\nRain/NN/nsubj>1 fell|fall/VBD/ROOT\n"
    read = parsed(lines + "She/PRP/nsubj>1 courted|court/VBD/ROOT him|he/PRP/dobj>1")
    accusers = Accusers(context(read))
    assert [accusers.near(block) for block in range(3)] == [True, True, False]
    assert accusers.named_in(0)
    assert not accusers.named_in(2)


def test_years_date_a_passage() -> None:
    doc = parsed("In/IN/ROOT 1831/CD/pobj>0 and/CC/cc>1 the/DT/det>4 1930s/CD/conj>1 14,000/CD/dep>0").parse.doc
    assert years_in(doc) == [1831, 1930]
    assert is_dated(doc)
    assert is_before(doc, 1980)
    assert not is_before(doc, 1800)
    doc = parsed("a/DT/det>1 century/NN/ROOT").parse.doc
    assert not is_dated(doc)
    assert is_before(doc, 1980)
