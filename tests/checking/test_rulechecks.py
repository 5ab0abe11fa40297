"""Rule files compiled to checks: scopes, exceptions, whole matches, messages."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.contexts import findings_of, flagged, make_article, make_parse, person, quotation, relation
from support.parses import parsed

from attrib.checking import Check, compile_check
from attrib.errors import RuleFilesError
from attrib.model import Act, BlockKind, QuotationKind, Severity, Speaker, SpeakerKind
from attrib.rulefiles import load_check_file

HEAD = """schema: 1
code: HOUSE101
name: hushed-voices
stage: checks
severity: note
message: "MESSAGE"
why: To try the compiler on.
since: 0.1.0
matcher: MATCHER
scope: SCOPE
"""
TAIL = """
examples:
  flagged: ["[[Voices]] said no."]
  clean: ["Ann said no."]
"""


@pytest.fixture
def compiled(tmp_path: Path):  # type: ignore[no-untyped-def]
    def compile_text(
        body: str, *, scope: str, matcher: str = "token", message: str = "{match}", more: str = ""
    ) -> Check:
        head = HEAD.replace("MATCHER", matcher).replace("SCOPE", scope).replace("MESSAGE", message)
        path = tmp_path / "rule.yaml"
        path.write_text(head + more + body + TAIL, "utf-8")
        return compile_check(load_check_file(path))

    return compile_text


WORD = "patterns:\n  - {id: word, pattern: [{LOWER: voices}]}\n"
TEXT = "Voices said voices had heard “voices in the wall” before.\nThe voices left."


def voices(check: Check, **more: object) -> list[int]:
    """Return the offsets flagged in `TEXT`, read as one relation with a quotation in its content."""
    article = make_article(TEXT)
    quoted = quotation(article, "“voices in the wall”")
    said = relation(
        article,
        "voices had heard “voices in the wall” before",
        cue="said",
        source="Voices",
        kind=QuotationKind.MIXED,
        speaker=person("Ann Lee"),
    )
    found = findings_of(check, article, quotations=[quoted], relations=[said], **more)  # type: ignore[arg-type]
    return [finding.span.start for finding in found]


SOURCE, CONTENT, QUOTED, OTHER = 0, 12, 30, 62


@pytest.mark.parametrize(
    ("scope", "places"),
    [
        ("source", [SOURCE]),
        ("content", [CONTENT]),
        ("cue", []),
        ("quotation", [QUOTED]),
        ("narration", [SOURCE, CONTENT, OTHER]),
    ],
)
def test_a_scope_is_looked_at_and_nothing_else(compiled, scope: str, places: list[int]) -> None:  # type: ignore[no-untyped-def]
    assert voices(compiled(WORD, scope=scope)) == places


def test_the_sentence_of_a_cue(compiled) -> None:  # type: ignore[no-untyped-def]
    article = make_article("Voices rose. Ann said voices fell.")
    words = ["Voices", "rose", ".", "Ann", "said", "voices", "fell", "."]
    heads, deps = [1, 1, 1, 4, 4, 6, 4, 4], ["nsubj", "ROOT", "punct", "nsubj", "ROOT", "nsubj", "ccomp", "punct"]
    parse = make_parse(article, words, heads=heads, deps=deps, tags=["NN"] * 8, lemmas=words)
    said = relation(article, "voices fell", cue="said", source="Ann", kind=QuotationKind.INDIRECT)
    found = findings_of(compiled(WORD, scope="sentence"), article, relations=[said], parse=parse)
    assert [finding.span.start for finding in found] == [article.text.index("voices")]


def test_options_of_a_rule_check(compiled) -> None:  # type: ignore[no-untyped-def]
    check = compiled(WORD, scope="source")
    assert voices(check, options={"allow": ("VOICES",)}) == []
    strict = compiled(WORD, scope="source", more="options: {allow: [voices], min_confidence: 0.5}\n")
    assert voices(strict) == []
    assert {option.name: option.default for option in strict.info.options} == {
        "allow": ("voices",),
        "min_confidence": 0.5,
    }


def test_relations_below_the_confidence_or_of_other_acts_are_not_looked_at(compiled) -> None:  # type: ignore[no-untyped-def]
    article = make_article("Voices said it rained.")
    unsure = relation(article, "it rained", cue="said", source="Voices", confidence=0.2)
    hoped = relation(article, "it rained", cue="said", source="Voices", act=Act.BELIEF)
    check = compiled(WORD, scope="source", more="options: {min_confidence: 0.5}\nacts: [statement]\n")
    assert findings_of(check, article, relations=[unsure, hoped]) == []
    sure = relation(article, "it rained", cue="said", source="Voices", confidence=0.6)
    assert flagged(article, findings_of(check, article, relations=[unsure, sure])) == ["Voices"]


def test_relations_of_other_kinds_or_speakers_are_not_looked_at(compiled) -> None:  # type: ignore[no-untyped-def]
    article = make_article("Voices said it rained.")
    paper, nobody = Speaker("Voices", SpeakerKind.DOCUMENT), None
    for kind, speaker, found in (
        (QuotationKind.DIRECT, paper, ["Voices"]),
        (QuotationKind.INDIRECT, paper, []),
        (QuotationKind.DIRECT, nobody, []),
    ):
        said = relation(article, "it rained", cue="said", source="Voices", kind=kind, speaker=speaker)
        check = compiled(WORD, scope="source", more="kinds: [direct, mixed]\nspeakers: [document]\n")
        assert flagged(article, findings_of(check, article, relations=[said])) == found


def test_kinds_and_speakers_are_refused_where_no_attribution_is_looked_at(compiled) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(RuleFilesError, match="looks at no attribution"):
        compiled(WORD, scope="narration", more="kinds: [direct]\n")


def test_wide_patterns_run_where_they_are_asked_for(compiled) -> None:  # type: ignore[no-untyped-def]
    article = make_article("Voices said the wall was probably old.")
    said = relation(article, "the wall was probably old", cue="said", source="Voices")
    wide = "wide:\n  - {id: guess, pattern: [{LOWER: {IN: [probably, voices]}}]}\n"
    check = compiled(WORD, scope="source", more=wide)
    assert flagged(article, findings_of(check, article, relations=[said])) == ["Voices"]
    found = findings_of(check, article, relations=[said], options={"wide": True})
    assert flagged(article, found) == ["Voices", "probably"]
    plain = compiled(WORD, scope="source")
    assert "wide" not in {option.name for option in plain.info.options}


def test_blocks_other_than_those_declared_are_not_looked_at(compiled) -> None:  # type: ignore[no-untyped-def]
    article = make_article("Voices left\nVoices stayed", {0: BlockKind.HEADLINE})
    assert [f.span.start for f in findings_of(compiled(WORD, scope="narration"), article)] == [12]
    check = compiled(WORD, scope="narration", more="blocks: [headline]\n")
    assert [f.span.start for f in findings_of(check, article)] == [0]


WHOLE = "patterns:\n  - {id: word, whole: true, pattern: [{LOWER: some, OP: '?'}, {LOWER: voices}]}\n"


@pytest.mark.parametrize(("source", "found"), [("Voices", ["Voices"]), ("Voices of reason", [])])
def test_a_whole_match_is_all_of_the_place(compiled, source: str, found: list[str]) -> None:  # type: ignore[no-untyped-def]
    article = make_article("Voices of reason said no.")
    said = relation(article, "no", cue="said", source=source)
    assert flagged(article, findings_of(compiled(WHOLE, scope="source"), article, relations=[said])) == found


def test_the_longest_of_overlapping_matches_is_flagged_once(compiled) -> None:  # type: ignore[no-untyped-def]
    body = "patterns:\n  - {id: a, pattern: [{LOWER: voices}]}\n  - {id: b, pattern: [{LOWER: the}, {LOWER: voices}]}\n"
    article = make_article("Then the voices left.")
    assert flagged(article, findings_of(compiled(body, scope="narration"), article)) == ["the voices"]


EXCEPTION = WORD + "exceptions:\n  - {id: named, pattern: [{LOWER: holm}, {LOWER: voices}]}\n"


def test_an_exception_cancels_what_it_overlaps_and_no_more(compiled) -> None:  # type: ignore[no-untyped-def]
    article = make_article("Holm voices said no. Voices said yes.")
    found = findings_of(compiled(EXCEPTION, scope="narration"), article)
    assert [finding.span.start for finding in found] == [21]


def test_an_exception_that_reaches_through_the_article_needs_the_same_word_before(compiled) -> None:  # type: ignore[no-untyped-def]
    check = compiled(EXCEPTION.replace("id: named", "id: named, reach: article"), scope="narration")
    after = make_article("Holm voices said no. Later voices said yes.")
    assert findings_of(check, after) == []
    before = make_article("Early voices said no. Holm voices said yes.")
    assert [finding.span.start for finding in findings_of(check, before)] == [6]


def test_a_message_may_name_the_parts_of_the_relation(compiled) -> None:  # type: ignore[no-untyped-def]
    check = compiled(WORD, scope="source", message="{match} {source} {cue} {content} {speaker}")
    article = make_article("Voices said {no} brace.")
    said = relation(article, "{no} brace", cue="said", source="Voices", speaker=person("Ann Lee"))
    (finding,) = findings_of(check, article, relations=[said])
    assert finding.message == "“Voices” Voices said {no} brace Ann Lee"
    assert (finding.code, finding.severity) == ("HOUSE101", Severity.NOTE)


def test_a_dependency_pattern_flags_the_nodes_it_names(compiled) -> None:  # type: ignore[no-untyped-def]
    body = """patterns:
  - id: voices-said
    flag: [who]
    pattern:
      - {RIGHT_ID: verb, RIGHT_ATTRS: {LEMMA: say}}
      - {LEFT_ID: verb, REL_OP: ">", RIGHT_ID: who, RIGHT_ATTRS: {DEP: nsubj}}
"""
    article = make_article("Voices said no.")
    words = ["Voices", "said", "no", "."]
    parse = make_parse(
        article, words, heads=[1, 1, 1, 1], deps=["nsubj", "ROOT", "dobj", "punct"], tags=["NNS", "VBD", "DT", "."],
        lemmas=["voice", "say", "no", "."],
    )  # fmt: skip
    check = compiled(body, scope="narration", matcher="dependency")
    assert flagged(article, findings_of(check, article, parse=parse)) == ["Voices"]
    whole = compiled(body.replace("    flag: [who]\n", ""), scope="narration", matcher="dependency")
    assert flagged(article, findings_of(whole, article, parse=parse)) == ["Voices said"]


def test_one_source_of_two_relations_is_flagged_once(compiled) -> None:  # type: ignore[no-untyped-def]
    article = make_article("Voices said no and yes.")
    both = [relation(article, words, cue="said", source="Voices") for words in ("no", "yes")]
    assert len(findings_of(compiled(WORD, scope="source"), article, relations=both)) == 1


def test_words_that_an_attribution_covers_are_left_alone_where_the_file_says_so(compiled) -> None:  # type: ignore[no-untyped-def]
    text = "Moe/NNP/nsubj>1 said|say/VBD/ROOT the/DT/det>3 voices/NNS/nsubj>4 left|leave/VBD/ccomp>1 ././punct>1\n"
    read = parsed(text + "The/DT/det>1 voices/NNS/nsubj>2 left|leave/VBD/ROOT ././punct>2")
    said = relation(
        read.article, "the voices left", cue="said", source="Moe", kind=QuotationKind.INDIRECT, speaker=person("Moe")
    )
    for more, count in (("", 2), ("unattributed: false\n", 2), ("unattributed: true\n", 1)):
        found = findings_of(
            compiled(WORD, scope="narration", more=more), read.article, parse=read.parse, relations=[said]
        )
        assert len(found) == count, more
    assert found[0].span.start > read.article.text.index("\n")


def test_only_narration_may_be_unattributed(compiled) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(RuleFilesError, match="unattributed"):
        compiled(WORD, scope="source", more="unattributed: true\n")
