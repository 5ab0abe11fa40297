"""Rule, pattern and lexicon files: strict loading, every fault named with its line."""

from attrib.rulefiles.checkfiles import WIDE_SCOPE, CheckFile, CheckPattern, MarkedExample, load_check_file, unmark
from attrib.rulefiles.extractionfiles import (
    ExtractionFile,
    ExtractionPattern,
    RelationExample,
    load_extraction_file,
    load_extraction_rules,
)
from attrib.rulefiles.house import House, house_files, load_house
from attrib.rulefiles.housestyles import (
    HouseExample,
    HouseStyle,
    WordChange,
    house_names,
    lineage,
    load_house_style,
    load_house_styles,
)
from attrib.rulefiles.lexicons import (
    CueEntry,
    CueLexicon,
    Lexicon,
    load_cue_lexicon,
    load_lexicon,
    prove_lexicon,
    shipped_lexicon,
)
from attrib.rulefiles.options import PATTERN_OPTIONS
from attrib.rulefiles.paths import rule_paths, rules_dir
from attrib.rulefiles.stages import stage_of

__all__ = [
    "PATTERN_OPTIONS",
    "WIDE_SCOPE",
    "CheckFile",
    "CheckPattern",
    "CueEntry",
    "CueLexicon",
    "ExtractionFile",
    "ExtractionPattern",
    "House",
    "HouseExample",
    "HouseStyle",
    "Lexicon",
    "MarkedExample",
    "RelationExample",
    "WordChange",
    "house_files",
    "house_names",
    "lineage",
    "load_check_file",
    "load_cue_lexicon",
    "load_extraction_file",
    "load_extraction_rules",
    "load_house",
    "load_house_style",
    "load_house_styles",
    "load_lexicon",
    "prove_lexicon",
    "rule_paths",
    "rules_dir",
    "shipped_lexicon",
    "stage_of",
    "unmark",
]
