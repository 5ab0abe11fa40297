"""Rule, pattern and lexicon files: strict loading, every fault named with its line."""

from attrib.rulefiles.checkfiles import CheckFile, CheckPattern, MarkedExample, load_check_file, unmark
from attrib.rulefiles.extractionfiles import (
    PATTERN_OPTIONS,
    ExtractionFile,
    ExtractionPattern,
    RelationExample,
    load_extraction_file,
    load_extraction_rules,
)
from attrib.rulefiles.lexicons import CueEntry, CueLexicon, Lexicon, load_cue_lexicon, load_lexicon, prove_lexicon
from attrib.rulefiles.paths import rule_paths, rules_dir
from attrib.rulefiles.stages import stage_of

__all__ = [
    "PATTERN_OPTIONS",
    "CheckFile",
    "CheckPattern",
    "CueEntry",
    "CueLexicon",
    "ExtractionFile",
    "ExtractionPattern",
    "Lexicon",
    "MarkedExample",
    "RelationExample",
    "load_check_file",
    "load_cue_lexicon",
    "load_extraction_file",
    "load_extraction_rules",
    "load_lexicon",
    "prove_lexicon",
    "rule_paths",
    "rules_dir",
    "stage_of",
    "unmark",
]
