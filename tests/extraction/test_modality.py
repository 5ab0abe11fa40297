"""Whether an attribution is stated, denied, refused, asked or imagined."""

from __future__ import annotations

import pytest
from support.trees import tree_of

from attrib.extraction.cues import cue_key, cue_tokens
from attrib.extraction.modality import modality_of
from attrib.model import Modality

CASES = {
    "stated": (
        "Lee said the dam was safe.",
        (
            "Lee/NNP/nsubj/1/Lee/PROPN said/VBD/ROOT/1/say/VERB the/DT/det/3/the/DET dam/NN/nsubj/4/dam/NOUN "
            "was/VBD/ccomp/1/be/AUX safe/JJ/acomp/4/safe/ADJ ././punct/1/./PUNCT"
        ),
        "said",
        Modality.ASSERTED,
    ),
    "asked-whether": (
        "Lee asked whether the dam was safe.",
        (
            "Lee/NNP/nsubj/1/Lee/PROPN asked/VBD/ROOT/1/ask/VERB whether/IN/mark/5/whether/SCONJ "
            "the/DT/det/4/the/DET dam/NN/nsubj/5/dam/NOUN was/VBD/ccomp/1/be/AUX safe/JJ/acomp/5/safe/ADJ "
            "././punct/1/./PUNCT"
        ),
        "asked",
        Modality.ASSERTED,
    ),
    "not-said": (
        "Lee did not say whether the dam was safe.",
        (
            "Lee/NNP/nsubj/3/Lee/PROPN did/VBD/aux/3/do/AUX not/RB/neg/3/not/PART say/VB/ROOT/3/say/VERB "
            "whether/IN/mark/7/whether/SCONJ the/DT/det/6/the/DET dam/NN/nsubj/7/dam/NOUN was/VBD/ccomp/3/be/AUX "
            "safe/JJ/acomp/7/safe/ADJ ././punct/3/./PUNCT"
        ),
        "say",
        Modality.NEGATED,
    ),
    "not-wanted": (
        "Lee did not want to say whether it was safe.",
        (
            "Lee/NNP/nsubj/3/Lee/PROPN did/VBD/aux/3/do/AUX not/RB/neg/3/not/PART want/VB/ROOT/3/want/VERB "
            "to/TO/aux/5/to/PART say/VB/xcomp/3/say/VERB whether/IN/mark/8/whether/SCONJ it/PRP/nsubj/8/it/PRON "
            "was/VBD/ccomp/5/be/AUX safe/JJ/acomp/8/safe/ADJ ././punct/3/./PUNCT"
        ),
        "say",
        Modality.NEGATED,
    ),
    "no-one": (
        "No official said the dam was safe.",
        (
            "No/DT/det/1/no/DET official/NN/nsubj/2/official/NOUN said/VBD/ROOT/2/say/VERB the/DT/det/4/the/DET "
            "dam/NN/nsubj/5/dam/NOUN was/VBD/ccomp/2/be/AUX safe/JJ/acomp/5/safe/ADJ ././punct/2/./PUNCT"
        ),
        "said",
        Modality.NEGATED,
    ),
    "declined": (
        "Lee declined to comment.",
        (
            "Lee/NNP/nsubj/1/Lee/PROPN declined/VBD/ROOT/1/decline/VERB to/TO/aux/3/to/PART "
            "comment/VB/xcomp/1/comment/VERB ././punct/1/./PUNCT"
        ),
        "comment",
        Modality.REFUSED,
    ),
    "question": (
        "Did Lee say the dam was safe?",
        (
            "Did/VBD/aux/2/do/AUX Lee/NNP/nsubj/2/Lee/PROPN say/VB/ROOT/2/say/VERB the/DT/det/4/the/DET "
            "dam/NN/nsubj/5/dam/NOUN was/VBD/ccomp/2/be/AUX safe/JJ/acomp/5/safe/ADJ ?/./punct/2/?/PUNCT"
        ),
        "say",
        Modality.ASKED,
    ),
    "condition": (
        "If Lee says the dam is safe, people will return.",
        (
            "If/IN/mark/2/if/SCONJ Lee/NNP/nsubj/2/Lee/PROPN says/VBZ/advcl/10/say/VERB the/DT/det/4/the/DET "
            "dam/NN/nsubj/5/dam/NOUN is/VBZ/ccomp/2/be/AUX safe/JJ/acomp/5/safe/ADJ ,/,/punct/10/,/PUNCT "
            "people/NNS/nsubj/10/people/NOUN will/MD/aux/10/will/AUX return/VB/ROOT/10/return/VERB "
            "././punct/10/./PUNCT"
        ),
        "says",
        Modality.HYPOTHETICAL,
    ),
    "modal": (
        "Lee may have said the dam was safe.",
        (
            "Lee/NNP/nsubj/3/Lee/PROPN may/MD/aux/3/may/AUX have/VB/aux/3/have/AUX said/VBN/ROOT/3/say/VERB "
            "the/DT/det/5/the/DET dam/NN/nsubj/6/dam/NOUN was/VBD/ccomp/3/be/AUX safe/JJ/acomp/6/safe/ADJ "
            "././punct/3/./PUNCT"
        ),
        "said",
        Modality.HYPOTHETICAL,
    ),
    "imperative": (
        "Ask whether the dam is safe.",
        (
            "Ask/VB/ROOT/0/ask/VERB whether/IN/mark/4/whether/SCONJ the/DT/det/3/the/DET dam/NN/nsubj/4/dam/NOUN "
            "is/VBZ/ccomp/0/be/AUX safe/JJ/acomp/4/safe/ADJ ././punct/0/./PUNCT"
        ),
        "Ask",
        Modality.HYPOTHETICAL,
    ),
    "who-said": (
        "Who said the dam was safe?",
        (
            "Who/WP/nsubj/1/who/PRON said/VBD/ROOT/1/say/VERB the/DT/det/3/the/DET dam/NN/nsubj/4/dam/NOUN "
            "was/VBD/ccomp/1/be/AUX safe/JJ/acomp/4/safe/ADJ ?/./punct/1/?/PUNCT"
        ),
        "said",
        Modality.ASKED,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_tells_what_is_claimed(case: str) -> None:
    text, parse, word, modality = CASES[case]
    tree = tree_of(text, parse)
    anchor = tree.words.index(word)
    assert modality_of(tree, anchor, cue_tokens(tree, anchor), cue_key(tree, anchor)) is modality
