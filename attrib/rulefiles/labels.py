"""The words spaCy's English pipelines and its matchers know, kept as data so that checking a file loads no spaCy."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# The labels of the parser, tagger and entity recogniser of spaCy's English pipelines (OntoNotes 5, ClearNLP
# dependencies), as `nlp.get_pipe(name).labels` lists them; tests hold them against the installed pipeline.
DEP = _words(
    """ROOT acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj csubj csubjpass
    dative dep det dobj expl intj mark meta neg nmod npadvmod nsubj nsubjpass nummod oprd parataxis pcomp pobj poss
    preconj predet prep prt punct quantmod relcl xcomp"""
)
TAG = _words(
    """$ '' , -LRB- -RRB- . : ADD AFX CC CD DT EX FW HYPH IN JJ JJR JJS LS MD NFP NN NNP NNPS NNS PDT POS PRP PRP$
    RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB XX _SP ``"""
)
POS = _words("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SPACE SYM VERB X")
ENT_TYPE = _words(
    """CARDINAL DATE EVENT FAC GPE LANGUAGE LAW LOC MONEY NORP ORDINAL ORG PERCENT PERSON PRODUCT QUANTITY TIME
    WORK_OF_ART"""
)
ENT_IOB = _words("B I O")

LABELS: dict[str, frozenset[str]] = {"DEP": DEP, "TAG": TAG, "POS": POS, "ENT_TYPE": ENT_TYPE, "ENT_IOB": ENT_IOB}

# What spaCy's Matcher takes as token attributes.  `_` (extension attributes) and the entity linker's are left out:
# nothing in attrib sets them, so that a pattern with one can never match.
TEXT_ATTRIBUTES = (
    "ORTH",
    "TEXT",
    "LOWER",
    "NORM",
    "LEMMA",
    "SHAPE",
    "POS",
    "TAG",
    "MORPH",
    "DEP",
    "ENT_TYPE",
    "ENT_IOB",
)
FLAG_ATTRIBUTES = (
    "IS_ALPHA",
    "IS_ASCII",
    "IS_DIGIT",
    "IS_LOWER",
    "IS_UPPER",
    "IS_TITLE",
    "IS_PUNCT",
    "IS_SPACE",
    "IS_BRACKET",
    "IS_QUOTE",
    "IS_LEFT_PUNCT",
    "IS_RIGHT_PUNCT",
    "IS_CURRENCY",
    "IS_STOP",
    "IS_SENT_START",
    "SPACY",
    "LIKE_NUM",
    "LIKE_URL",
    "LIKE_EMAIL",
)
NUMBER_ATTRIBUTES = ("LENGTH",)
ATTRIBUTES = (*TEXT_ATTRIBUTES, *FLAG_ATTRIBUTES, *NUMBER_ATTRIBUTES)
# Attributes of a word by itself: all that can be asked of words inside quotation marks, which are not parsed.
LEXICAL_ATTRIBUTES = frozenset(
    {"ORTH", "TEXT", "LOWER", "NORM", "SHAPE", "LENGTH", *FLAG_ATTRIBUTES} - {"IS_SENT_START"}
)

SET_PREDICATES = ("IN", "NOT_IN", "IS_SUBSET", "IS_SUPERSET", "INTERSECTS")
FUZZY_PREDICATES = ("FUZZY", *(f"FUZZY{number}" for number in range(1, 10)))
PREDICATES = ("REGEX", *FUZZY_PREDICATES, *SET_PREDICATES)
COMPARISONS = ("==", "!=", ">=", "<=", ">", "<")
OPERATORS = ("!", "?", "+", "*")

# Relations between the nodes of a DependencyMatcher pattern.
REL_OPS = (
    "<",
    ">",
    "<<",
    ">>",
    ".",
    ".*",
    ";",
    ";*",
    "$+",
    "$-",
    "$++",
    "$--",
    ">+",
    ">-",
    ">++",
    ">--",
    "<+",
    "<-",
    "<++",
    "<--",
)
