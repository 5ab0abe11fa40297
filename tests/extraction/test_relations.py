"""Relations of a whole article: what they hold, their kinds, their ids and which stands in which."""

from __future__ import annotations

from types import MappingProxyType

import pytest
from spacy.tokens import Doc
from support.contexts import blank, make_article, quotation
from support.parses import Parsed, parsed

from attrib.extraction import extract
from attrib.extraction.knowledge import Knowledge
from attrib.extraction.patterns import Pattern, PatternMatcher
from attrib.extraction.relations import find_all_candidates
from attrib.extraction.scoring import Rates
from attrib.model import Act, AttributionRelation, Modality, Quotation, QuotationKind, QuotationUse
from attrib.nlp import Parse
from attrib.rulefiles.weights import Weights

CLAUSE = Pattern(
    "clause",
    "bare-clause",
    "bare-clause",
    (
        {"RIGHT_ID": "cue", "RIGHT_ATTRS": {"POS": "VERB"}},
        {"LEFT_ID": "cue", "REL_OP": ">", "RIGHT_ID": "content", "RIGHT_ATTRS": {"DEP": {"IN": ["ccomp", "xcomp"]}}},
    ),
)
SEEN = {"bare-clause": (90, 100), "quotation-after": (90, 100), "quotation-before": (90, 100)}
KNOWN = Knowledge(
    patterns=(CLAUSE,),
    rates=Rates({"say": SEEN, "hope": SEEN, "decline": SEEN, "open": {"bare-clause": (0, 300)}}),
    acts={"say": Act.STATEMENT, "hope": Act.BELIEF, "decline": Act.STATEMENT},
    weights=Weights("weights", MappingProxyType({"log-odds": 1.0}), 0.0, 0.4, 0.6),
    quotation_words={},
)


def line(text: str) -> Parsed:
    return parsed(" ".join(text.split()))


def read(made: Parsed, *quotations: Quotation) -> list[AttributionRelation]:
    return list(extract(made.article, made.parse, quotations, KNOWN))


def parts(made: Parsed, relation: AttributionRelation) -> tuple[list[str], ...]:
    return tuple(
        [span.of(made.article.text) for span in spans] for spans in (relation.source, relation.cue, relation.content)
    )


SAID = """Ruiz|Ruiz/NNP/nsubj>1 said|say/VBD/ROOT divers/NNS/nsubj>3 hoped|hope/VBD/ccomp>1 the/DT/det>5
    wreck/NN/nsubj>6 moved|move/VBD/ccomp>3 ././punct>1"""


def test_a_relation_and_the_one_that_stands_in_it() -> None:
    made = line(SAID)
    outer, inner = read(made)
    assert parts(made, outer) == (["Ruiz"], ["said"], ["divers hoped the wreck moved"])
    assert parts(made, inner) == (["divers"], ["hoped"], ["the wreck moved"])
    assert (outer.id, outer.parent, inner.id, inner.parent) == ("a1", None, "a2", "a1")
    assert (outer.act, inner.act) == (Act.STATEMENT, Act.BELIEF)
    assert (outer.rule, outer.frame, outer.lemma) == ("bare-clause", "bare-clause", "say")
    assert 0.4 <= inner.confidence <= 1


def test_ids_follow_the_text_and_relations_side_by_side_have_no_parents() -> None:
    made = parsed(
        "Ruiz|Ruiz/NNP/nsubj>1 said|say/VBD/ROOT it/PRP/nsubj>3 sank|sink/VBD/ccomp>1 ././punct>1\n"
        "Kim|Kim/NNP/nsubj>1 hoped|hope/VBD/ROOT it/PRP/nsubj>3 rose|rise/VBD/ccomp>1 ././punct>1"
    )
    first, second = read(made)
    assert [(r.id, r.parent, parts(made, r)[0]) for r in (first, second)] == [
        ("a1", None, ["Ruiz"]),
        ("a2", None, ["Kim"]),
    ]


def test_a_verb_that_hardly_ever_attributes_is_not_read() -> None:
    assert read(line(SAID.replace("said|say", "opened|open").replace("hoped|hope", "opened|open"))) == []


def test_the_parent_of_three_deep_is_the_nearest() -> None:
    made = line("""Ruiz|Ruiz/NNP/nsubj>1 said|say/VBD/ROOT divers/NNS/nsubj>3 hoped|hope/VBD/ccomp>1 Kim|Kim/NNP/nsubj>5
        said|say/VBD/ccomp>3 it/PRP/nsubj>7 sank|sink/VBD/ccomp>5 ././punct>1""")
    assert [(relation.id, relation.parent) for relation in read(made)] == [("a1", None), ("a2", "a1"), ("a3", "a2")]


# --- modality --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verb", "modality"),
    [
        ("said|say/VBD/ROOT", Modality.ASSERTED),
        ("did|do/VBD/aux>3 not/RB/neg>3 say/VB/ROOT", Modality.NEGATED),
        ("declined|decline/VBD/ROOT", Modality.REFUSED),
    ],
)
def test_a_relation_has_the_modality_of_its_cue(verb: str, modality: Modality) -> None:
    root = 3 if "neg" in verb else 1
    made = line(
        f"Ruiz|Ruiz/NNP/nsubj>{root} {verb} it/PRP/nsubj>{root + 2} sank|sink/VBD/ccomp>{root} ././punct>{root}"
    )
    [relation] = read(made)
    assert relation.modality is modality


# --- quotations ------------------------------------------------------------------------------------------------------

DIRECT = """~“/``/punct>3 ~It/PRP/nsubj>2 ~is|be/VBZ/ccomp>6 ~,/,/punct>6 ~”/''/punct>6 Ruiz|Ruiz/NNP/nsubj>6
    said|say/VBD/ROOT ././punct>6"""


def test_an_utterance_and_the_clause_that_reports_it() -> None:
    made = line(DIRECT)
    [relation] = read(made, quotation(made.article, "“It is,”"))
    assert parts(made, relation) == (["Ruiz"], ["said"], ["“It is,”"])
    assert relation.kind is QuotationKind.DIRECT
    assert relation.rule == "cue-after"


def test_an_utterance_nobody_is_found_for_is_a_relation_without_source_and_cue() -> None:
    made = line("~“/``/punct>2 ~It/PRP/nsubj>2 ~is|be/VBZ/ROOT ~./,/punct>2 ~”/''/punct>2")
    [relation] = read(made, quotation(made.article, "“It is.”"))
    assert parts(made, relation) == ([], [], ["“It is.”"])
    assert (relation.rule, relation.kind, relation.modality) == (
        "unattributed",
        QuotationKind.DIRECT,
        Modality.ASSERTED,
    )


MIXED = """Ruiz|Ruiz/NNP/nsubj>1 said|say/VBD/ROOT it/PRP/nsubj>3 was|be/VBD/ccomp>1 “/``/punct>3 a/DT/det>6
    gift/NN/attr>3 ”/''/punct>3 ././punct>1"""


@pytest.mark.parametrize(
    ("use", "words", "kind"),
    [
        (QuotationUse.FRAGMENT, "“a gift”", QuotationKind.MIXED),
        (QuotationUse.TERM, "“a gift”", QuotationKind.MIXED),
        (QuotationUse.TITLE, "“a gift”", QuotationKind.INDIRECT),
        (None, "", QuotationKind.INDIRECT),
    ],
)
def test_the_kind_says_how_much_stands_in_marks(use: QuotationUse | None, words: str, kind: QuotationKind) -> None:
    made = line(MIXED)
    marks = [quotation(made.article, words, use=use)] if use else []
    [relation] = read(made, *marks)
    assert relation.kind is kind
    assert relation.content[0].of(made.article.text).startswith("it was “a gift")


def test_a_content_that_is_all_in_marks_is_direct() -> None:
    made = line("""Ruiz|Ruiz/NNP/nsubj>1 said|say/VBD/ROOT “/``/punct>4 it/PRP/nsubj>4 sank|sink/VBD/ccomp>1
        ”/''/punct>4 ././punct>1""")
    [relation] = read(made, quotation(made.article, "“it sank”", use=QuotationUse.FRAGMENT))
    assert relation.kind is QuotationKind.DIRECT


def test_a_content_that_begins_a_fragment_runs_to_its_end() -> None:
    made = line("""Ruiz|Ruiz/NNP/nsubj>1 said|say/VBD/ROOT “/``/punct>4 it/PRP/nsubj>4 sank|sink/VBD/ccomp>1 ,/,/punct>1
        nobody/NN/nsubj>7 knows|know/VBZ/parataxis>1 ”/''/punct>7 ././punct>1""")
    mark = quotation(made.article, "“it sank, nobody knows”", use=QuotationUse.FRAGMENT)
    matcher = PatternMatcher(made.parse.doc.vocab, KNOWN.patterns)
    bare, whole = (
        next(c for c in find_all_candidates(made.tree, matcher, marks) if c.rule == "bare-clause")
        for marks in ([], [mark])
    )
    assert made.words(bare.content).strip("“ ") == "it sank"
    assert made.words(whole.content) == "“ it sank , nobody knows ”"


# --- nothing ---------------------------------------------------------------------------------------------------------


def test_an_empty_article_has_no_relations() -> None:
    empty = Parse(Doc(blank().nlp.vocab), [], [], [], [])
    assert extract(make_article(""), empty, (), KNOWN) == ()


def test_an_article_without_cues_has_no_relations() -> None:
    assert read(line("Rain/NN/nsubj>1 fell|fall/VBD/ROOT ././punct>1")) == []
