"""Whose words: the subject of a cue, and the words that name it."""

from __future__ import annotations

import pytest
from support.contexts import make_article
from support.trees import tree_of, words_at

from attrib.extraction.sources import noun_source, source_tokens, subject_of
from attrib.extraction.tree import Tree
from attrib.nlp import Pipeline, load_pipeline

SUBJECTS = {
    "issued": (
        "Lee issued a statement saying the dam was safe.",
        (
            "Lee/NNP/nsubj/1/Lee/PROPN issued/VBD/ROOT/1/issue/VERB a/DT/det/3/a/DET "
            "statement/NN/dobj/1/statement/NOUN saying/VBG/acl/3/say/VERB the/DT/det/6/the/DET "
            "dam/NN/nsubj/7/dam/NOUN was/VBD/ccomp/4/be/AUX safe/JJ/acomp/7/safe/ADJ ././punct/1/./PUNCT"
        ),
        "saying",
        "Lee",
    ),
    "resumed": (
        "Lee said the dam leaked and called for help.",
        (
            "Lee/NNP/nsubj/1/Lee/PROPN said/VBD/ROOT/1/say/VERB the/DT/det/3/the/DET dam/NN/nsubj/4/dam/NOUN "
            "leaked/VBN/ccomp/1/leak/VERB and/CC/cc/4/and/CCONJ called/VBD/conj/4/call/VERB for/IN/prep/6/for/ADP "
            "help/NN/pobj/7/help/NOUN ././punct/1/./PUNCT"
        ),
        "called",
        "Lee",
    ),
    "participle": (
        "Critics attacked the plan, calling it reckless.",
        (
            "Critics/NNS/nsubj/1/critic/NOUN attacked/VBD/ROOT/1/attack/VERB the/DT/det/3/the/DET "
            "plan/NN/dobj/1/plan/NOUN ,/,/punct/1/,/PUNCT calling/VBG/advcl/1/call/VERB it/PRP/dobj/5/it/PRON "
            "reckless/JJ/oprd/5/reckless/ADJ ././punct/1/./PUNCT"
        ),
        "calling",
        "Critics",
    ),
    "bare-participle": (
        "Asked whether it was safe, Lee nodded.",
        (
            "Asked/VBN/advcl/7/ask/VERB whether/IN/mark/3/whether/SCONJ it/PRP/nsubj/3/it/PRON "
            "was/VBD/ccomp/0/be/AUX safe/JJ/acomp/3/safe/ADJ ,/,/punct/7/,/PUNCT Lee/NNP/nsubj/7/Lee/PROPN "
            "nodded/VBD/ROOT/7/nod/VERB ././punct/7/./PUNCT"
        ),
        "Asked",
        "",
    ),
    "seeming": (
        "Trains seem to run late.",
        (
            "Trains/NNS/nsubj/1/train/NOUN seem/VBP/ROOT/1/seem/VERB to/TO/aux/3/to/PART run/VB/xcomp/1/run/VERB "
            "late/RB/advmod/3/late/ADV ././punct/1/./PUNCT"
        ),
        "seem",
        "",
    ),
    "infinitive": (
        "Lee declined to comment.",
        (
            "Lee/NNP/nsubj/1/Lee/PROPN declined/VBD/ROOT/1/decline/VERB to/TO/aux/3/to/PART "
            "comment/VB/xcomp/1/comment/VERB ././punct/1/./PUNCT"
        ),
        "comment",
        "Lee",
    ),
    "object-control": (
        "Lee urged the port to report leaks.",
        (
            "Lee/NNP/nsubj/1/Lee/PROPN urged/VBD/ROOT/1/urge/VERB the/DT/det/3/the/DET port/NN/dobj/1/port/NOUN "
            "to/TO/aux/5/to/PART report/VB/xcomp/1/report/VERB leaks/NNS/dobj/5/leak/NOUN ././punct/1/./PUNCT"
        ),
        "report",
        "the port",
    ),
    "dateline": (
        "LISBON (XYZ) - Mayor Ana Ruiz said the bridge was safe.",
        (
            "LISBON/NNP/nsubj/8/LISBON/PROPN (/-LRB-/punct/2/(/PUNCT XYZ/NNP/appos/0/XYZ/PROPN "
            ")/-RRB-/punct/2/)/PUNCT -/:/punct/0/-/PUNCT Mayor/NNP/compound/7/Mayor/PROPN "
            "Ana/NNP/compound/7/Ana/PROPN Ruiz/NNP/nsubj/8/Ruiz/PROPN said/VBD/ROOT/8/say/VERB "
            "the/DT/det/10/the/DET bridge/NN/nsubj/11/bridge/NOUN was/VBD/ccomp/8/be/AUX "
            "safe/JJ/acomp/11/safe/ADJ ././punct/8/./PUNCT"
        ),
        "said",
        "Mayor Ana Ruiz",
    ),
    "day": (
        "Ana Ruiz on Monday said the bridge was safe.",
        (
            "Ana/NNP/compound/1/Ana/PROPN Ruiz/NNP/nsubj/4/Ruiz/PROPN on/IN/prep/4/on/ADP "
            "Monday/NNP/pobj/2/Monday/PROPN said/VBD/ROOT/4/say/VERB the/DT/det/6/the/DET "
            "bridge/NN/nsubj/7/bridge/NOUN was/VBD/ccomp/4/be/AUX safe/JJ/acomp/7/safe/ADJ ././punct/4/./PUNCT"
        ),
        "said",
        "Ana Ruiz",
    ),
    "apposition": (
        "Ana Ruiz, the mayor, said the bridge was safe.",
        (
            "Ana/NNP/compound/1/Ana/PROPN Ruiz/NNP/nsubj/6/Ruiz/PROPN ,/,/punct/1/,/PUNCT the/DT/det/4/the/DET "
            "mayor/NN/appos/1/mayor/NOUN ,/,/punct/1/,/PUNCT said/VBD/ROOT/6/say/VERB the/DT/det/8/the/DET "
            "bridge/NN/nsubj/9/bridge/NOUN was/VBD/ccomp/6/be/AUX safe/JJ/acomp/9/safe/ADJ ././punct/6/./PUNCT"
        ),
        "said",
        "Ana Ruiz , the mayor",
    ),
}
NOUNS = {
    "possessor": (
        "Lee's claim that the dam was safe drew doubt.",
        (
            "Lee/NNP/poss/2/Lee/PROPN 's/POS/case/0/'s/PART claim/NN/ROOT/2/claim/NOUN that/IN/mark/6/that/SCONJ "
            "the/DT/det/5/the/DET dam/NN/nsubj/6/dam/NOUN was/VBD/acl/2/be/AUX safe/JJ/amod/9/safe/ADJ "
            "drew/VBN/amod/9/draw/VERB doubt/NN/attr/6/doubt/NOUN ././punct/2/./PUNCT"
        ),
        "claim",
        "Lee 's",
    ),
    "subject": (
        "The group expressed hope that the dam was safe.",
        (
            "The/DT/det/1/the/DET group/NN/nsubj/2/group/NOUN expressed/VBD/ROOT/2/express/VERB "
            "hope/NN/dobj/2/hope/NOUN that/IN/mark/7/that/SCONJ the/DT/det/6/the/DET dam/NN/nsubj/7/dam/NOUN "
            "was/VBD/acl/3/be/AUX safe/JJ/acomp/7/safe/ADJ ././punct/2/./PUNCT"
        ),
        "hope",
        "The group",
    ),
    "received": (
        "Lee faced questions about the dam.",
        (
            "Lee/NNP/nsubj/1/Lee/PROPN faced/VBD/ROOT/1/face/VERB questions/NNS/dobj/1/question/NOUN "
            "about/IN/prep/2/about/ADP the/DT/det/5/the/DET dam/NN/pobj/3/dam/NOUN ././punct/1/./PUNCT"
        ),
        "questions",
        "",
    ),
    "there": (
        "There is doubt that the dam was safe.",
        (
            "There/EX/expl/1/there/PRON is/VBZ/ROOT/1/be/VERB doubt/NN/attr/1/doubt/NOUN "
            "that/IN/mark/6/that/SCONJ the/DT/det/5/the/DET dam/NN/nsubj/6/dam/NOUN was/VBD/acl/2/be/AUX "
            "safe/JJ/acomp/6/safe/ADJ ././punct/1/./PUNCT"
        ),
        "doubt",
        "",
    ),
    "agent": (
        "A claim by Lee that the dam was safe drew doubt.",
        (
            "A/DT/det/1/a/DET claim/NN/ROOT/1/claim/NOUN by/IN/prep/1/by/ADP Lee/NNP/pobj/2/Lee/PROPN "
            "that/IN/mark/7/that/SCONJ the/DT/det/6/the/DET dam/NN/nsubj/7/dam/NOUN was/VBD/acl/1/be/AUX "
            "safe/JJ/amod/10/safe/ADJ drew/VBN/amod/10/draw/VERB doubt/NN/attr/7/doubt/NOUN ././punct/1/./PUNCT"
        ),
        "claim",
        "Lee",
    ),
}


def named(tree: Tree, head: int | None, cue: int) -> str:
    return "" if head is None else words_at(tree, source_tokens(tree, head, cue))


@pytest.mark.parametrize("case", SUBJECTS)
def test_finds_who_says_it(case: str) -> None:
    text, parse, verb, source = SUBJECTS[case]
    tree = tree_of(text, parse)
    cue = tree.words.index(verb)
    assert named(tree, subject_of(tree, cue)[0], cue) == source


@pytest.mark.parametrize("case", NOUNS)
def test_finds_who_has_the_thought(case: str) -> None:
    text, parse, noun, source = NOUNS[case]
    tree = tree_of(text, parse)
    cue = tree.words.index(noun)
    assert named(tree, noun_source(tree, cue), cue) == source


def test_says_whether_the_subject_is_shared() -> None:
    text, parse, verb, _ = SUBJECTS["participle"]
    tree = tree_of(text, parse)
    assert subject_of(tree, tree.words.index(verb))[1]
    assert not subject_of(tree, tree.words.index("attacked"))[1]


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return load_pipeline()


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "verb", "source"),
    [
        ("The owners don’t think the ferry will run.", "think", "The owners"),
        ("Ruiz argued that a fence would keep boars out, saying it had worked in Porto.", "saying", "Ruiz"),
        (
            "LIMA — President Ruiz on Saturday, opening a museum, said the nation would remember.",
            "said",
            "President Ruiz",
        ),
        ("The union put out a press release saying that the ferry would stop.", "saying", "The union"),
    ],
)
def test_reads_sentences_as_the_pipeline_parses_them(pipeline: Pipeline, text: str, verb: str, source: str) -> None:
    tree = Tree.of(pipeline.parse(make_article(text)))
    cue = tree.words.index(verb)
    assert named(tree, subject_of(tree, cue)[0], cue) == source
