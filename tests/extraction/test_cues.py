"""Which words belong to a cue."""

from __future__ import annotations

import pytest
from support.trees import tree_of, words_at

from attrib.extraction.cues import cue_key, cue_tokens

CUES = {
    "auxiliaries": (
        "Lee has not yet said the dam was safe.",
        (
            "Lee/NNP/nsubj/4/Lee/PROPN has/VBZ/aux/4/have/AUX not/RB/neg/4/not/PART yet/RB/advmod/4/yet/ADV "
            "said/VBN/ROOT/4/say/VERB the/DT/det/6/the/DET dam/NN/nsubj/7/dam/NOUN was/VBD/ccomp/4/be/AUX "
            "safe/JJ/acomp/7/safe/ADJ ././punct/4/./PUNCT"
        ),
        "said",
        "has not yet said",
    ),
    "far-adverb": (
        "Lee said the dam was safe again.",
        (
            "Lee/NNP/nsubj/1/Lee/PROPN said/VBD/ROOT/1/say/VERB the/DT/det/3/the/DET dam/NN/nsubj/4/dam/NOUN "
            "was/VBD/ccomp/1/be/AUX safe/JJ/acomp/4/safe/ADJ again/RB/advmod/4/again/ADV ././punct/1/./PUNCT"
        ),
        "said",
        "said",
    ),
    "particle": (
        "Lee pointed out that the dam was old.",
        (
            "Lee/NNP/nsubj/1/Lee/PROPN pointed/VBD/ROOT/1/point/VERB out/RP/prt/1/out/ADP "
            "that/IN/mark/6/that/SCONJ the/DT/det/5/the/DET dam/NN/nsubj/6/dam/NOUN was/VBD/ccomp/1/be/AUX "
            "old/JJ/acomp/6/old/ADJ ././punct/1/./PUNCT"
        ),
        "pointed",
        "pointed out",
    ),
    "completed": (
        "Lee continued to say the dam was safe.",
        (
            "Lee/NNP/nsubj/1/Lee/PROPN continued/VBD/ROOT/1/continue/VERB to/TO/aux/3/to/PART "
            "say/VB/xcomp/1/say/VERB the/DT/det/5/the/DET dam/NN/nsubj/6/dam/NOUN was/VBD/ccomp/3/be/AUX "
            "safe/JJ/acomp/6/safe/ADJ ././punct/1/./PUNCT"
        ),
        "say",
        "continued to say",
    ),
    "support-verb": (
        "Lee made a bold promise to fix the dam.",
        (
            "Lee/NNP/nsubj/1/Lee/PROPN made/VBD/ROOT/1/make/VERB a/DT/det/4/a/DET bold/JJ/amod/4/bold/ADJ "
            "promise/NN/dobj/1/promise/NOUN to/TO/aux/6/to/PART fix/VB/acl/4/fix/VERB the/DT/det/8/the/DET "
            "dam/NN/dobj/6/dam/NOUN ././punct/1/./PUNCT"
        ),
        "promise",
        "made a bold promise",
    ),
    "own-thought": (
        "Lee repeated her claim that the dam was safe.",
        (
            "Lee/NNP/nsubj/1/Lee/PROPN repeated/VBD/ROOT/1/repeat/VERB her/PRP$/poss/3/her/PRON "
            "claim/NN/dobj/1/claim/NOUN that/IN/mark/7/that/SCONJ the/DT/det/6/the/DET dam/NN/nsubj/7/dam/NOUN "
            "was/VBD/acl/3/be/AUX safe/JJ/acomp/7/safe/ADJ ././punct/1/./PUNCT"
        ),
        "claim",
        "claim",
    ),
    "copula": (
        "Lee was adamant that the dam was safe.",
        (
            "Lee/NNP/nsubj/1/Lee/PROPN was/VBD/ROOT/1/be/AUX adamant/JJ/acomp/1/adamant/ADJ "
            "that/IN/mark/6/that/SCONJ the/DT/det/5/the/DET dam/NN/nsubj/6/dam/NOUN was/VBD/ccomp/1/be/AUX "
            "safe/JJ/acomp/6/safe/ADJ ././punct/1/./PUNCT"
        ),
        "adamant",
        "was adamant",
    ),
    "received": (
        "Lee faced questions about the dam.",
        (
            "Lee/NNP/nsubj/1/Lee/PROPN faced/VBD/ROOT/1/face/VERB questions/NNS/dobj/1/question/NOUN "
            "about/IN/prep/2/about/ADP the/DT/det/5/the/DET dam/NN/pobj/3/dam/NOUN ././punct/1/./PUNCT"
        ),
        "questions",
        "questions",
    ),
}


@pytest.mark.parametrize("case", CUES)
def test_takes_in_what_belongs_to_the_cue(case: str) -> None:
    text, parse, word, cue = CUES[case]
    tree = tree_of(text, parse)
    assert words_at(tree, cue_tokens(tree, tree.words.index(word))) == cue


def test_key_holds_the_particle() -> None:
    text, parse, word, _ = CUES["particle"]
    tree = tree_of(text, parse)
    assert cue_key(tree, tree.words.index(word)) == "point out"
