"""What holds for any article."""

from __future__ import annotations

import itertools
import json
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from attrib.catalogue import load_checks
from attrib.engine import Engine, Reading
from attrib.model import AttributionRelation, CharSpan, Finding, Speaker
from attrib.reporters.forms import check_form, extract_form

FEW = settings(
    max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], database=None
)
pytestmark = pytest.mark.model

# The first paragraph is plain: where a cue stands in the first paragraph is part of what its weight is read from.
OPENING = "The harbour froze on Monday."
PLAIN = "Snow lay on the quay and on the ice."
PEOPLE = [
    "Ada Lunn",
    "harbour master Tove Brandt",
    "Prof. Emeka Obi",
    "the port authority",
    "two deckhands",
    "Mayor Iris Vale",
]
CONTENTS = ["the ferry would wait until dawn", "nobody had checked the pumps", "the ice was thicker than last year"]
QUOTED = ["The ferry will wait until dawn", "We never checked the pumps", "It’s thicker than last year"]
PARAGRAPHS = [
    "“{quoted},” {person} said.",
    "“{quoted},” said {person}. “That is all I know.”",
    "{person} said that {content}.",
    "{person} said {content}, and warned that {other}.",
    "According to {person}, {content}.",
    "{content}, {person} said.",
    "{person} told reporters that {content}. “{quoted},” the statement added.",
    "{person}, who declined to comment on the pumps, denied that {content}.",
    "“{quoted}.”",
    "{person} said the plan was a “danger to everyone” on the ice.",
    "It was reported that {content}.",
    "{person} did not say whether {content}.",
    "{person} hopes to sell the ferry, which critics call a wreck.",
]  # fmt: skip


@cache
def engine() -> Engine:
    return Engine(checks=load_checks())


@st.composite
def paragraphs(draw: st.DrawFn) -> str:
    filled = draw(st.sampled_from(PARAGRAPHS)).format(
        person=draw(st.sampled_from(PEOPLE)),
        content=draw(st.sampled_from(CONTENTS)),
        other=draw(st.sampled_from(CONTENTS)),
        quoted=draw(st.sampled_from(QUOTED)),
    )
    return filled[0].upper() + filled[1:]


def article_of(middle: Sequence[str]) -> str:
    return "\n\n".join([OPENING, *middle]) + "\n"


ARTICLES = st.lists(paragraphs(), min_size=1, max_size=5).map(article_of)
# Words and marks in any order, as no reporter would put them.
WORDS = """the ferry hopes accused of by was whether not declined plan said Lunn Ada that according to he “No,”
“ ” " ‘ ’ ' , . — : ( ?"""
JUMBLE = st.lists(st.sampled_from([*WORDS.split(), "\n"]), max_size=60).map(" ".join)


def parts(relation: AttributionRelation) -> dict[str, tuple[CharSpan, ...]]:
    return {"content": relation.content, "cue": relation.cue, "source": relation.source}


def shown(text: str, relation: AttributionRelation) -> str:
    said = {name: [span.of(text) for span in spans] for name, spans in parts(relation).items()}
    return f"{relation.rule} {said} in {text!r}"


@cache
def read(text: str) -> Reading:
    return engine().read_text(text)


# --- spans, ids, scores ----------------------------------------------------------------------------------------------


def check_spans(text: str) -> None:
    for relation in read(text).relations:
        about = shown(text, relation)
        assert relation.content, about
        for spans in (*parts(relation).values(), relation.venue):
            assert all(0 <= span.start < span.end <= len(text) for span in spans), about
            assert all(one.end <= other.start for one, other in itertools.pairwise(spans)), about
            assert all(span.of(text).strip() == span.of(text) for span in spans), about


@FEW
@given(text=ARTICLES)
def test_spans_lie_within_the_text_in_order(text: str) -> None:
    check_spans(text)


@FEW
@given(text=JUMBLE)
def test_spans_lie_within_a_jumble_in_order(text: str) -> None:
    check_spans(text)


@FEW
@given(text=ARTICLES | JUMBLE)
def test_content_cue_and_source_do_not_overlap(text: str) -> None:
    for relation in read(text).relations:
        for one, other in itertools.combinations(parts(relation).values(), 2):
            assert not any(a.overlaps(b) for a in one for b in other), shown(text, relation)


@FEW
@given(text=ARTICLES | JUMBLE)
def test_ids_are_unique_and_parents_are_there_and_hold_their_children(text: str) -> None:
    relations = {relation.id: relation for relation in read(text).relations}
    assert list(relations) == [f"a{number}" for number in range(1, len(read(text).relations) + 1)]
    for relation in relations.values():
        above, seen = relation, {relation.id}
        while above.parent is not None:
            held = above.cue or above.source
            above = relations[above.parent]
            assert above.id not in seen, shown(text, relation)
            assert all(any(span.covers(part) for span in above.content) for part in held), shown(text, relation)
            seen.add(above.id)


@FEW
@given(text=ARTICLES | JUMBLE)
def test_every_relation_has_a_rule_and_a_confidence(text: str) -> None:
    for relation in read(text).relations:
        assert relation.rule, shown(text, relation)
        assert 0 <= relation.confidence <= 1, shown(text, relation)


# --- marks -----------------------------------------------------------------------------------------------------------

STRAIGHT = str.maketrans("“”‘’", "\"\"''")


def unread(relation: AttributionRelation) -> AttributionRelation:
    """Return a relation without its confidence, which leans on words inside marks that the parser reads."""
    return replace(relation, confidence=0.0)


@FEW
@given(text=ARTICLES)
def test_curly_and_straight_marks_give_the_same_relations(text: str) -> None:
    curly, straight = read(text), read(text.translate(STRAIGHT))
    assert list(map(unread, curly.relations)) == list(map(unread, straight.relations))


# --- what stands around ----------------------------------------------------------------------------------------------


def moved(span: CharSpan, by: int) -> CharSpan:
    return CharSpan(span.start + by, span.end + by)


def moved_relation(relation: AttributionRelation, by: int) -> AttributionRelation:
    def all_moved(spans: tuple[CharSpan, ...]) -> tuple[CharSpan, ...]:
        return tuple(moved(span, by) for span in spans)

    speaker = relation.speaker
    return replace(
        relation,
        content=all_moved(relation.content),
        cue=all_moved(relation.cue),
        source=all_moved(relation.source),
        venue=all_moved(relation.venue),
        reporting_sources=tuple(replace(one, span=moved(one.span, by)) for one in relation.reporting_sources),
        speaker=speaker and moved_speaker(speaker, by),
    )


def moved_speaker(speaker: Speaker, by: int) -> Speaker:
    evidence = tuple(replace(one, span=moved(one.span, by)) for one in speaker.evidence)
    spellings = tuple(replace(one, spans=tuple(moved(span, by) for span in one.spans)) for one in speaker.spellings)
    return replace(speaker, evidence=evidence, spellings=spellings)


def moved_finding(finding: Finding, by: int) -> Finding:
    related = tuple(replace(one, span=moved(one.span, by)) for one in finding.related)
    return replace(finding, span=moved(finding.span, by), related=related)


def findings(text: str) -> tuple[Finding, ...]:
    report, troubles = engine().check(read(text))
    assert not troubles
    return report.findings


@FEW
@given(text=ARTICLES)
def test_a_plain_paragraph_in_front_moves_relations_and_findings_and_changes_none(text: str) -> None:
    front = f"{PLAIN}\n\n"
    by = len(front)
    assert [moved_relation(relation, by) for relation in read(text).relations] == list(read(front + text).relations)
    assert [moved_finding(finding, by) for finding in findings(text)] == list(findings(front + text))


def printed(reader: Engine, text: str) -> str:
    """Return what `reader` makes of `text`, as the machine forms print it."""
    reading = reader.read_text(text)
    report, troubles = reader.check(reading)
    return json.dumps([extract_form(report), check_form(report, troubles)])


@cache
def alone(text: str) -> str:
    """Return what an engine of its own makes of `text`."""
    return printed(Engine(checks=load_checks()), text)


LIBRARY = tuple(
    article_of([one.format(person=person, content=CONTENTS[0], other=CONTENTS[1], quoted=quoted) for one in some])
    for some, person, quoted in zip((PARAGRAPHS[:5], PARAGRAPHS[5:9], PARAGRAPHS[9:]), PEOPLE[:3], QUOTED, strict=True)
)


@settings(FEW, max_examples=8)
@given(order=st.lists(st.sampled_from(LIBRARY), min_size=1, max_size=4))
def test_an_article_reads_the_same_alone_or_after_others(order: list[str]) -> None:
    for text in order:
        assert printed(engine(), text) == alone(text)
