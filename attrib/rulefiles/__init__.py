"""Rule, pattern and lexicon files: strict loading, every fault named with its line."""

from attrib.rulefiles.extractionfiles import (
    PATTERN_OPTIONS,
    ExtractionFile,
    ExtractionPattern,
    RelationExample,
    load_extraction_file,
    load_extraction_rules,
)
from attrib.rulefiles.lexicons import CueEntry, CueLexicon, Lexicon, load_cue_lexicon, load_lexicon
from attrib.rulefiles.paths import rule_paths, rules_dir

__all__ = [
    "PATTERN_OPTIONS",
    "CueEntry",
    "CueLexicon",
    "ExtractionFile",
    "ExtractionPattern",
    "Lexicon",
    "RelationExample",
    "load_cue_lexicon",
    "load_extraction_file",
    "load_extraction_rules",
    "load_lexicon",
    "rule_paths",
    "rules_dir",
]
