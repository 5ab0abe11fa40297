"""AT103, AT104 and AT105: where a reader meets the speaker's name."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.contexts import findings_of, flagged, make_article, person, quotation, relation
from support.effort import effort

from attrib.checking import Check
from attrib.checks import adjacent_speakers, late_attribution, orphan_continuation
from attrib.model import AttributionRelation, CharSpan, Finding, Quotation, Speaker, SpeakerKind

LATE = "“We lost stock. We lost staff. We lost hope,”"


def late(
    before: str = "", words: str = LATE, *, source: str = "Pia Berg", speaker: Speaker | None = None, **more: object
) -> list[Finding]:
    article = make_article(f"{before}{words} said {source}.")
    said = relation(article, words, cue="said", speaker=speaker or person("Pia Berg"))
    at = article.text.rindex(source)
    said = replace(said, source=(CharSpan(at, at + len(source)),))
    options = dict(more)
    return findings_of(
        late_attribution.CHECK, article, quotations=[quotation(article, words)], relations=[said], options=options
    )


def test_three_sentences_before_the_name_are_late_and_the_name_is_shown() -> None:
    (finding,) = late()
    assert finding.message.startswith("A reader has 3 sentences to go before learning that Pia Berg speaks")
    assert [related.message for related in finding.related] == ["the speaker is named here"]


def test_one_long_sentence_is_late_by_its_words() -> None:
    words = f"“{'very ' * 40}well,”"
    (finding,) = late(words=words)
    assert "a sentence of 41 words" in finding.message
    assert late(words=words, max_words=41) == []


def test_two_short_sentences_are_read_at_one_glance() -> None:
    words = "“We lost stock. We lost staff,”"
    assert late(words=words) == []
    assert len(late(words=words, short_words=3)) == 1
    assert late(max_sentences=2) == []


def test_who_is_known_is_not_late() -> None:
    assert late("Pia Berg wept.\n") == []
    assert late("Berg’s yard closed.\n") == []
    assert late(source="she") == []
    assert len(late("Ida Moe wept.\n")) == 1
    assert late("Pia Berg wept.\nIt rained.\n") == []
    assert len(late("Pia Berg wept.\nIt rained.\n", memory=1)) == 1


def test_a_crowd_stays_unknown_wherever_it_is_named() -> None:
    assert late(source="one weaver", speaker=Speaker(None, SpeakerKind.ANONYMOUS)) == []
    assert late(source="the weavers", speaker=Speaker("the weavers", SpeakerKind.GROUP)) == []


@pytest.mark.parametrize(("above", "is_flagged"), [("He", False), ("The founder", False), ("A clerk", True)])
def test_somebody_unnamed_who_spoke_above_may_be_the_same(above: str, is_flagged: bool) -> None:
    article = make_article(f"{above} said it rained.\n{LATE} said Pia Berg.")
    first = relation(article, "it rained", cue="said", source=above, speaker=person(None))
    said = replace(relation(article, LATE, source="Pia Berg", speaker=person("Pia Berg")), id="a2")
    found = findings_of(late_attribution.CHECK, article, quotations=[quotation(article, LATE)], relations=[first, said])
    assert bool(found) is is_flagged


def test_an_unsure_relation_is_not_late() -> None:
    article = make_article(f"{LATE} said Pia Berg.")
    said = relation(article, LATE, source="Pia Berg", speaker=person("Pia Berg"), confidence=0.4)
    assert findings_of(late_attribution.CHECK, article, quotations=[quotation(article, LATE)], relations=[said]) == []


def two(text: str, *, first: str = "Tom Ode", second: str = "Ada Vance") -> list[Finding]:
    """Return what AT104 says of a text in which “It works,” and “It does not,” have these speakers."""
    article = make_article(text)
    one, other = ("“It works?”", "“It does not,”") if "?" in text else ("“It works,”", "“It does not,”")
    relations = [
        relation(article, one, cue="said", source=first.split()[-1], speaker=person(first)),
        replace(relation(article, other, source=second.split()[-1], speaker=person(second)), id="a2"),
    ]
    quotations = [quotation(article, one), quotation(article, other)]
    found = findings_of(adjacent_speakers.CHECK, article, quotations=quotations, relations=relations)
    assert flagged(article, found) in ([], [other])
    return found


def test_two_speakers_side_by_side() -> None:
    (finding,) = two("“It works,” Ode said. “It does not,” Vance said.")
    assert finding.message.startswith("Ada Vance speaks right after Tom Ode")
    assert [related.message for related in finding.related] == [
        "Tom Ode speaks here",
        "the second speaker is named here",
    ]
    assert len(two("Ode said: “It works,”\n“It does not,” Vance said.")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "“It works,” Ode said. Vance said: “It does not,”",
        "“It works,” Ode said, and Vance shook her head. “It does not,” Vance said.",
        "“It works,” Ode said. The lock is old. “It does not,” Vance said.",
        "“It works,” Ode said.\n“It does not,” Vance said.",
        "“It works?” Ode said. “It does not,” Vance said.",
    ],
)
def test_a_speaker_who_was_introduced_expected_or_set_apart(text: str) -> None:
    assert two(text) == []


def test_one_speaker_twice_is_no_neighbour() -> None:
    assert two("“It works,” Ode said. “It does not,” Ode said.", second="Tom Ode") == []


def orphan(text: str, here: str, *, joined: bool = True, **options: object) -> list[Finding]:
    """Return what AT105 says of `here`, which follows Reed's “It took nine days.” a paragraph above."""
    article = make_article(text)
    above = "“It took nine days.”"
    said = relation(article, above, cue="said", source="Reed", speaker=person("Tom Reed"))
    if joined:
        said = replace(said, content=(*said.content, quotation(article, here).span))
    quotations = [quotation(article, above), quotation(article, here)]
    return findings_of(
        orphan_continuation.CHECK, article, quotations=quotations, relations=[said], options=dict(options)
    )


def test_a_paragraph_that_goes_on_after_a_closing_mark() -> None:
    here = "“The big one went in last.”"
    (finding,) = orphan(f"Reed said: “It took nine days.”\n{here}", here)
    assert finding.related[0].span.start == len("Reed said: ")


def test_a_reporting_clause_after_the_mark_is_lawful_unless_asked_for() -> None:
    here = "“The big one went in last.”"
    text = f"“It took nine days.” Reed said.\n{here}"
    assert orphan(text, here) == []
    assert len(orphan(text, here, after_clause=True)) == 1
    assert orphan(f"“It took nine days.” Reed said. He left.\n{here}", here, after_clause=True) == []


def test_words_below_a_colon_and_very_few_words_are_left_alone() -> None:
    assert orphan("Reed said:\n“It took nine days.”\n“The big one went in last.”", "“The big one went in last.”") == []
    assert orphan("Reed said: “It took nine days.”\n“Related:”", "“Related:”") == []


def test_words_of_nobody_known_are_another_fault() -> None:
    here = "“The big one went in last.”"
    article = make_article(f"It was said: “It took nine days.”\n{here}")
    quotations = [quotation(article, "“It took nine days.”"), quotation(article, here)]
    assert findings_of(orphan_continuation.CHECK, article, quotations=quotations, relations=[]) == []


def many(count: int) -> tuple[str, list[Quotation], list[AttributionRelation]]:
    text = "\n".join(f"{LATE} said Pia Berg{number}." for number in range(count))
    article = make_article(text)
    quotations, relations = [], []
    for number in range(count):
        quoted = quotation(article, LATE, number)
        said = relation(article, LATE, nth=number, speaker=person(f"Pia Berg{number}"))
        source = quotation(article, f"Berg{number}.").span
        relations.append(replace(said, id=f"a{number}", source=(source,)))
        quotations.append(quoted)
    return text, quotations, relations


@pytest.mark.parametrize("check", [late_attribution.CHECK, adjacent_speakers.CHECK, orphan_continuation.CHECK])
def test_effort_grows_with_the_quotations_and_not_their_square(check: Check) -> None:
    def work(count: int) -> int:
        text, quotations, relations = many(count)
        article = make_article(text)
        return effort(lambda: findings_of(check, article, quotations=quotations, relations=relations))

    assert work(160) < 3 * work(80)


def test_people_of_a_sort_lead_in_to_one_of_them() -> None:
    for above, kind in (("Weavers", SpeakerKind.GROUP), ("The union", SpeakerKind.ORGANISATION)):
        article = make_article(f"{above} said it rained. {LATE} said Pia Berg.")
        first = relation(article, "it rained", cue="said", source=above, speaker=Speaker(above, kind))
        said = replace(relation(article, LATE, source="Pia Berg", speaker=person("Pia Berg")), id="a2")
        quotations = [quotation(article, LATE)]
        assert findings_of(late_attribution.CHECK, article, quotations=quotations, relations=[first, said]) == []
        longer = make_article(f"{above} said it rained. It was May. {LATE} said Pia Berg.")
        first = relation(longer, "it rained", cue="said", source=above, speaker=Speaker(above, kind))
        said = replace(relation(longer, LATE, source="Pia Berg", speaker=person("Pia Berg")), id="a2")
        quotations = [quotation(longer, LATE)]
        assert len(findings_of(late_attribution.CHECK, longer, quotations=quotations, relations=[first, said])) == 1
