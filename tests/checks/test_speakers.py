"""Pronouns nobody fits, and pronouns several people fit."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.contexts import findings_of, flagged, make_article, person, quotation, relation, span_of
from support.parses import parsed

from attrib.checks import ambiguous_speaker, unresolved_speaker
from attrib.model import Act, BlockKind, Candidate, Speaker, SpeakerKind

NOBODY = Speaker(None)
TWO = Speaker(None, resolved_by="ambiguous", candidates=(Candidate("Tom Reed", 0.5), Candidate("Sam Cole", 0.4)))
ONE = Speaker(None, resolved_by="pronoun", candidates=(Candidate("Tom Reed", 0.5),))
TEXT = "“It is finished,” she said."


def test_a_pronoun_nobody_fits_is_flagged() -> None:
    article = make_article(TEXT)
    said = relation(article, "“It is finished,”", cue="said", source="she", speaker=NOBODY)
    (finding,) = findings_of(unresolved_speaker.CHECK, article, relations=[said])
    assert finding.span.of(article.text) == "she"
    assert "Nobody named before this could be “she”" in finding.message


@pytest.mark.parametrize("speaker", [person("Ada Lunn"), TWO, ONE, None], ids=["name", "two", "one", "not resolved"])
def test_a_pronoun_somebody_fits_is_not_unresolved(speaker: Speaker | None) -> None:
    article = make_article(TEXT)
    said = relation(article, "“It is finished,”", cue="said", source="she", speaker=speaker)
    assert findings_of(unresolved_speaker.CHECK, article, relations=[said]) == []


@pytest.mark.parametrize(
    "more",
    [{"act": Act.BELIEF}, {"confidence": 0.2}, {"source": "It"}],
    ids=["belief", "unsure", "another pronoun"],
)
def test_what_the_page_does_not_speak_of_is_not_looked_at(more: dict[str, object]) -> None:
    article = make_article(TEXT)
    settings = {"source": "she", **more}
    said = relation(article, "“It is finished,”", cue="said", speaker=NOBODY, **settings)  # type: ignore[arg-type]
    assert findings_of(unresolved_speaker.CHECK, article, relations=[said]) == []


def test_pronouns_within_quotations_and_headlines_are_not_looked_at() -> None:
    article = make_article("“The judge was kind, she said no,” Ann Lee said.")
    said = relation(article, "no", cue="said", source="she", speaker=NOBODY)
    quoted = quotation(article, "“The judge was kind, she said no,”")
    assert findings_of(unresolved_speaker.CHECK, article, relations=[said], quotations=[quoted]) == []
    headline = make_article(TEXT, {0: BlockKind.HEADLINE})
    said = relation(headline, "“It is finished,”", cue="said", source="she", speaker=NOBODY)
    assert findings_of(unresolved_speaker.CHECK, headline, relations=[said]) == []


def test_a_pronoun_is_flagged_once_until_somebody_fits_it() -> None:
    article = make_article("“One,” she said. “Two,” she said. “Three,” she said. “Four,” she said.")
    speakers = [NOBODY, NOBODY, person("Ada Lunn"), NOBODY]
    relations = [
        relation(article, word, speaker=speaker)
        for word, speaker in zip(("One", "Two", "Three", "Four"), speakers, strict=True)
    ]
    relations = [replace(item, source=(span_of(article.text, "she", nth),)) for nth, item in enumerate(relations)]
    found = findings_of(unresolved_speaker.CHECK, article, relations=relations)
    assert [finding.span for finding in found] == [relations[0].source[0], relations[3].source[0]]


MET = (
    "Tom/NNP/compound>1 Reed/NNP/nsubj>5 and/CC/cc>1 Sam/NNP/compound>4 Cole/NNP/conj>1 met|meet/VBD/ROOT ./././punct>5"
)
SAID = "~“No,”/UH/ccomp>2 he/PRP/nsubj>2 said|say/VBD/ROOT ./././punct>2"
NOTHING = "Rain/NN/nsubj>1 fell|fall/VBD/ROOT ./././punct>1"


def ambiguous(*lines: str, nth: int = 0, **more: object) -> list[str]:
    """Return the pronouns flagged in an article of these lines, whose last “he” is said to be one of two."""
    made = parsed("\n".join(lines))
    said = relation(made.article, "“No,”", cue="said", source="he", nth=nth, speaker=TWO)
    return flagged(
        made.article, findings_of(ambiguous_speaker.CHECK, made.article, relations=[said], parse=made.parse, **more)
    )


def test_an_ambiguous_pronoun_lists_its_candidates_and_where_they_were_named() -> None:
    made = parsed(f"{MET}\n{SAID}")
    said = relation(made.article, "“No,”", cue="said", source="he", speaker=TWO)
    (finding,) = findings_of(ambiguous_speaker.CHECK, made.article, relations=[said], parse=made.parse)
    assert finding.message.startswith("“he” could be Tom Reed or Sam Cole:")
    assert [(item.message, item.span.of(made.article.text)) for item in finding.related] == [
        ("could be Tom Reed", "Tom Reed"),
        ("could be Sam Cole", "Sam Cole"),
    ]
    assert findings_of(unresolved_speaker.CHECK, made.article, relations=[said], parse=made.parse) == []


@pytest.mark.parametrize(
    "line",
    [
        "Reed/NNP/nsubj>1 met|meet/VBD/ROOT Cole/NNP/dobj>1 ./././punct>1",
        "Reed/NNP/nsubj>1 spoke|speak/VBD/ROOT with/IN/prep>1 Cole/NNP/pobj>2 ./././punct>1",
        "Reed/NNP/nsubj>3 and/CC/cc>0 Cole/NNP/conj>0 sat|sit/VBD/ROOT ./././punct>3",
    ],
    ids=["met him", "spoke with him", "sat"],
)
def test_people_side_by_side_are_alike_to_a_reader(line: str) -> None:
    assert ambiguous(line, SAID) == ["he"]


@pytest.mark.parametrize(
    "lines",
    [
        ("Reed/NNP/nsubj>1 fired|fire/VBD/ROOT Cole/NNP/dobj>1 ./././punct>1",),
        (MET, "Reed/NNP/nsubj>1 sat|sit/VBD/ROOT ./././punct>1"),
        (MET, NOTHING),
        (MET, "He|he/PRP/nsubj>1 sat|sit/VBD/ROOT ./././punct>1"),
        (NOTHING,),
    ],
    ids=["one acts on the other", "one has a sentence since", "too far back", "taken up already", "nobody named"],
)
def test_where_a_reader_takes_one_of_them_nothing_is_flagged(lines: tuple[str, ...]) -> None:
    assert ambiguous(*lines, SAID) == []


def test_where_a_mark_is_missing_the_people_need_not_stand_side_by_side() -> None:
    lines = ("Reed/NNP/nsubj>1 fired|fire/VBD/ROOT Cole/NNP/dobj>1 ./././punct>1", NOTHING, SAID)
    article = parsed("\n".join(lines)).article
    assert ambiguous(*lines) == []
    assert ambiguous(*lines, quotations=[quotation(article, "No,”", opened=False)]) == ["he"]
    assert ambiguous(*lines, quotations=[quotation(article, "“No,”", closed=False)]) == []  # only the mark is missing


def test_a_quotation_left_open_above_goes_on_and_lacks_nothing() -> None:
    lines = (
        "Reed/NNP/nsubj>1 fired|fire/VBD/ROOT Cole/NNP/dobj>1 ./././punct>1",
        "~“Well/UH/ROOT",
        SAID.replace("“No,”", "No,”"),
    )
    made = parsed("\n".join(lines))
    said = relation(made.article, "No,”", cue="said", source="he", speaker=TWO)
    closes = quotation(made.article, "No,”", opened=False)
    opens = quotation(made.article, "“Well", closed=False)
    for quotations, found in (([closes], ["he"]), ([opens, closes], [])):
        findings = findings_of(
            ambiguous_speaker.CHECK, made.article, relations=[said], quotations=quotations, parse=made.parse
        )
        assert flagged(made.article, findings) == found


def test_a_body_is_nobody_who_speaks() -> None:
    made = parsed(f"{MET}\n{SAID}")
    said = relation(made.article, "“No,”", cue="said", source="he", speaker=TWO)
    body = relation(made.article, "met", source="Sam Cole", speaker=Speaker("Sam Cole", SpeakerKind.ORGANISATION))
    assert findings_of(ambiguous_speaker.CHECK, made.article, relations=[said, body], parse=made.parse) == []


@pytest.mark.parametrize("speaker", [NOBODY, ONE, person("Tom Reed", candidates=TWO.candidates)])
def test_a_pronoun_one_person_fits_is_not_ambiguous(speaker: Speaker) -> None:
    article = make_article("“I will resign,” he said.")
    said = relation(article, "“I will resign,”", cue="said", source="he", speaker=speaker)
    assert findings_of(ambiguous_speaker.CHECK, article, relations=[said]) == []


def test_the_same_people_in_a_row_are_told_of_once() -> None:
    made = parsed("\n".join([MET, SAID, SAID, NOTHING, SAID]))
    relations = [relation(made.article, "“No,”", cue="said", source="he", nth=nth, speaker=TWO) for nth in range(3)]
    torn = [quotation(made.article, "No,”", nth, opened=False) for nth in range(3)]
    found = findings_of(ambiguous_speaker.CHECK, made.article, relations=relations, quotations=torn, parse=made.parse)
    assert [finding.span for finding in found] == [relations[0].source[0], relations[2].source[0]]
