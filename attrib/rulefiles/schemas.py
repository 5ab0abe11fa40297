"""JSON Schema of rule files, made from what the strict loader knows, so that an editor completes and warns at once.

A schema sees the shape of a file: keys, types, words that are known.  What hangs together (a node that no pattern
defines, an example that is not flagged) only the loader and `attrib rules test` see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from attrib.errors import ConfigError, listed, nearest
from attrib.model import Modality
from attrib.rulefiles import checkfiles, extractionfiles, housestyles, lexicons, options
from attrib.rulefiles.labels import (
    COMPARISONS,
    FLAG_ATTRIBUTES,
    FUZZY_PREDICATES,
    LABELS,
    LEXICAL_ATTRIBUTES,
    NUMBER_ATTRIBUTES,
    OPERATORS,
    REL_OPS,
    SET_PREDICATES,
    TEXT_ATTRIBUTES,
)

DRAFT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]

_TEXT: Schema = {"type": "string", "pattern": r"\S"}
_TRUTH: Schema = {"type": "boolean"}
_SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
_NO_BLANK = r"^\s*\S+\s*$"


def stage_schema(stage: str) -> Schema:
    """Return the schema of the rule files of a stage: `check`, `extraction`, `lexicon` or `house`.

    Raises `ConfigError` where there is no such stage.
    """
    name = {"checks": "check", "houses": "house", "lexicons": "lexicon"}.get(stage, stage)
    if name not in _STAGES:
        guess = nearest(stage, _STAGES)
        raise ConfigError(f"there is no stage {stage!r}", hint=guess or f"the stages are {listed(_STAGES)}")
    shared = {"$defs": _patterns()} if name in _WITH_PATTERNS else {}
    return {"$schema": DRAFT, "title": f"attrib: {name} file", **_STAGES[name](), **shared}


def any_schema() -> Schema:
    """Return one schema for all rule files: which holds is told by their `stage`."""
    branches = [
        {"if": {"properties": {"stage": {"const": word}}, "required": ["stage"]}, "then": _STAGES[name]()}
        for name, word in (
            ("check", "checks"),
            ("extraction", "extraction"),
            ("lexicon", "lexicon"),
            ("house", "house"),
        )
    ]
    stages = {"enum": ["checks", "extraction", "lexicon", "house"]}
    return {
        "$schema": DRAFT,
        "title": "attrib: rule file",
        "type": "object",
        "properties": {"stage": stages},
        "required": ["stage"],
        "allOf": branches,
        "$defs": _patterns(),
    }


def _check() -> Schema:
    properties: dict[str, Schema] = {
        "schema": _version(),
        "code": _shaped(
            checkfiles._CODE.pattern, "Your own prefix and a number; codes that start with AT are attrib's."
        ),
        "name": _shaped(checkfiles._NAME.pattern, "Named for the fault, not the cure: lower-case words, hyphens."),
        "stage": {"const": "checks"},
        "summary": _text("One line of what it flags, for lists."),
        "language": _text("The language of the words, as in en."),
        "severity": _one_of(housestyles.GRADES, "How grave a finding is."),
        "message": _text("What was seen, why it matters, what would settle it; {match} is the words found."),
        "why": _text("Why an editor would want to know."),
        "since": _shaped(checkfiles._VERSION.pattern, "The version of your rules it came with."),
        "enabled": {**_TRUTH, "description": "Whether it is on unless told otherwise."},
        "guides": _list(_TEXT, "The style guides that ask for it.", least=0),
        "matcher": _one_of(
            ("token", "dependency"), "spaCy's Matcher, over words, or DependencyMatcher, over the parse."
        ),
        "scope": _one_of(
            checkfiles.SCOPES, "Where it looks: a part of an attribution, its sentence, or the copy itself."
        ),
        "blocks": _list(_one_of(checkfiles._BLOCKS), "Which parts of the article it looks at."),
        "acts": _list(_one_of(checkfiles._ACTS), "Which attributions it looks at, by what they express."),
        "kinds": _list(_one_of(checkfiles._KINDS), "Which attributions it looks at, by how much stands in marks."),
        "speakers": _list(_one_of(checkfiles._SPEAKERS), "Which attributions it looks at, by who speaks."),
        "in_context": {**_TRUTH, "description": "Leave alone an unnamed source that its surroundings make plain."},
        "unattributed": {**_TRUTH, "description": "Leave alone words that an attribution covers."},
        "options": _object(
            {"allow": _list(_TEXT, "Words to leave alone.", least=0), "min_confidence": _SHARE},
            description="Values for the options that every check of patterns has.",
        ),
        "patterns": _list(_check_pattern(("whole", "flag")), "What is flagged."),
        "wide": _list(
            _check_pattern(("whole", "flag")), "What is flagged in all narration, where the option wide is set."
        ),
        "exceptions": _list(_check_pattern(("reach",)), "What is left alone; each has a clean example that needs it."),
        "examples": _object(
            {
                "flagged": _list(_marked(r"\[\[.+?\]\]"), "Copy with [[what must be flagged]] marked."),
                "clean": _list({**_TEXT, "not": {"pattern": r"\[\[|\]\]"}}, "Copy in which nothing may be flagged."),
            },
            required=("flagged", "clean"),
            description="The file's own tests, which `attrib rules test` runs.",
        ),
    }
    known = (*checkfiles._REQUIRED, "patterns", "examples", *checkfiles._OPTIONAL)
    required = (*checkfiles._REQUIRED, "patterns", "examples")
    return {**_object(_in_order(properties, known), required=required), **_by_matcher()}


def _by_matcher() -> Schema:
    """Return what `matcher` and `scope` ask of the patterns: words inside quotation marks are not parsed."""

    def patterns(name: str, *, flag: bool) -> Schema:
        items: Schema = {"properties": {"pattern": {"$ref": f"#/$defs/{name}"}, **({} if flag else {"flag": False})}}
        return {"properties": {"patterns": {"items": items}, "exceptions": {"items": items}}}

    spoken = {"properties": {"scope": {"const": "quotation"}}, "required": ["scope"]}
    return {
        "if": {"properties": {"matcher": {"const": "dependency"}}, "required": ["matcher"]},
        "then": {**patterns("tree", flag=True), "not": spoken},
        "else": {"if": spoken, "then": patterns("spoken", flag=False), "else": patterns("words", flag=False)},
    }


def _extraction() -> Schema:
    names = _list(_TEXT, least=0)
    node_or_nodes = {"anyOf": [_TEXT, names]}
    pattern = _object(
        {
            "id": _text("Its name: a relation tells which pattern read it."),
            "frame": _text("The key under which the cue lexicon counts the construction."),
            "pattern": {"$ref": "#/$defs/tree"},
            "source": _text(f"The node that names who, or {listed(options.SOURCE_WORDS)}."),
            "cue": {**node_or_nodes, "description": "Nodes of the cue beside `cue` itself."},
            "content": {**node_or_nodes, "description": f"Nodes that are attributed, or {options.REST}."},
            "confidence": {**_SHARE, "description": "How sure a relation read so is."},
            "why": _text("Why it is an attribution."),
        },
        required=("id", "frame", "pattern"),
    )
    relation = _object(
        {
            **{key: _text("As it stands in the text; … between pieces.") for key in ("source", "cue", "content")},
            "text": _text("A sentence in which the relation must be read."),
            "pattern": _text("The id of the pattern that must have read it."),
            "modality": _one_of(tuple(modality.value for modality in Modality)),
        },
        required=("text",),
    )
    properties: dict[str, Schema] = {
        "schema": _version(),
        "name": _text("The rule's name; none of attrib's own."),
        "stage": {"const": "extraction"},
        "language": _text("The language of the words, as in en."),
        "why": _text("Why these constructions are attributions."),
        "matcher": {"const": "dependency"},
        "patterns": _list(pattern, "Where an attribution may be."),
        "examples": _object(
            {"relations": _list(relation), "none": _list(_TEXT, "Copy in which no relation may be read.", least=0)},
            required=("relations",),
            description="The file's own tests, which `attrib rules test` runs.",
        ),
    }
    head = extractionfiles._HEAD
    return _object(_in_order(properties, head), required=head)


def _lexicon() -> Schema:
    head: dict[str, Schema] = {
        "schema": _version(),
        "name": _text("The lexicon its words are added to; any name where cues are counted."),
        "stage": {"const": "lexicon"},
        "language": _text("The language of the words, as in en."),
        "why": _text("Why these words are needed."),
        "source": _text("Where they come from."),
    }
    counts = {
        "type": "array",
        "items": {"type": "integer", "minimum": 0},
        "minItems": 2,
        "maxItems": 2,
        "description": "[times a cue, times seen]",
    }
    frames = {"type": "object", "additionalProperties": counts, "minProperties": 1}
    entry = _object({"act": _one_of(lexicons._ACTS), "frames": frames}, required=("act", "frames"))
    groups = {"type": "object", "additionalProperties": _list(_TEXT), "minProperties": 1}
    entries = {
        "type": "object",
        "propertyNames": {"pattern": r"^[^A-Z\s]+( [^A-Z\s]+)*$"},
        "additionalProperties": entry,
        "minProperties": 1,
    }
    both = {
        "groups": {**groups, "description": "Words by group."},
        "entries": {**entries, "description": "Counted cues by lemma."},
    }
    one = [{"required": ["groups"], "not": {"required": ["entries"]}}, {"required": ["entries"]}]
    return {**_object({**head, **both}, required=lexicons._HEAD), "oneOf": one}


def _house() -> Schema:
    checks = "checks, by code or name"
    grades = {"type": "object", "additionalProperties": _one_of(housestyles.GRADES)}
    words = {"type": "object", "additionalProperties": _list(_TEXT)}
    change = {**_object({"add": words, "remove": words}), "minProperties": 1}
    example = _object({"text": _TEXT, "flags": grades, "leaves": _list(_TEXT)}, required=("text",))
    properties: dict[str, Schema] = {
        "schema": _version(),
        "name": _shaped(housestyles._NAME.pattern, "What `house` calls it: lower-case words, hyphens."),
        "stage": {"const": "house"},
        "summary": _text("One line of what the house is about."),
        "why": _text("What the house holds to."),
        "source": _text("Where its rules can be looked up."),
        "extends": _text("The house it begins with: a name, or a file as seen from this one."),
        "switch_on": _list(_TEXT, f"Further {checks}."),
        "switch_off": _list(_TEXT, f"Left out {checks}."),
        "severity": {**grades, "description": f"How grave, of {checks}."},
        "messages": {"type": "object", "additionalProperties": _TEXT, "description": f"How it is put, of {checks}."},
        "options": {
            "type": "object",
            "additionalProperties": {"type": "object"},
            "description": f"Options of {checks}.",
        },
        "words": {"type": "object", "additionalProperties": change, "description": "Words of lexicons, by group."},
        "examples": _list({**example, "minProperties": 2}, "The file's own tests, which `attrib rules test` runs."),
    }
    required = (*housestyles._HEAD, "examples")
    known = (*required, *housestyles._SAYS)
    says = [{"required": [key]} for key in housestyles._SAYS]
    return {**_object(_in_order(properties, known), required=required), "anyOf": says}


def _check_pattern(extra: Iterable[str]) -> Schema:
    more: dict[str, Schema] = {
        "whole": {**_TRUTH, "description": "The match must be all of the place looked at."},
        "flag": _list(_TEXT, "The nodes to underline; all without it."),
        "reach": _one_of(checkfiles.REACHES, "article: the same words later are left alone too."),
    }
    properties = {"id": _text("Its name."), "pattern": {"type": "array", "minItems": 1}}
    return _object({**properties, **{key: more[key] for key in extra}}, required=("id", "pattern"))


def _patterns() -> Schema:
    """Return the definitions of spaCy's patterns: of words, and of trees."""
    names = (*TEXT_ATTRIBUTES, *FLAG_ATTRIBUTES, *NUMBER_ATTRIBUTES)
    attributes: dict[str, Schema] = {name: {"$ref": f"#/$defs/{name}"} for name in names}
    repeat = "^(" + "|".join(f"\\{op}" for op in OPERATORS) + r"|\{(\d+(,\d*)?|,\d+)\})$"
    operator = {"OP": {"type": "string", "pattern": repeat}}
    lexical = {name: schema for name, schema in attributes.items() if name in LEXICAL_ATTRIBUTES}
    node = {"RIGHT_ID": _TEXT, "RIGHT_ATTRS": _object(attributes)}
    anchor = _object(node, required=("RIGHT_ID", "RIGHT_ATTRS"))
    hung = _object(
        {"LEFT_ID": _TEXT, "REL_OP": _one_of(REL_OPS), **node},
        required=("LEFT_ID", "REL_OP", "RIGHT_ID", "RIGHT_ATTRS"),
    )
    return {
        "words": {"type": "array", "items": _object({**attributes, **operator}), "minItems": 1},
        "spoken": {"type": "array", "items": _object({**lexical, **operator}), "minItems": 1},
        "tree": {"type": "array", "prefixItems": [anchor], "items": hung, "minItems": 1},
        **{name: _attribute(name) for name in names},
        **{f"word-{name}": _word(name) for name in TEXT_ATTRIBUTES},
        "fuzzy": {"anyOf": [_TEXT, {"type": "object", "minProperties": 1}]},
    }


def _attribute(name: str) -> Schema:
    """Return what an attribute of a token may be: a value, or predicates."""
    if name in FLAG_ATTRIBUTES:
        return _TRUTH
    if name in NUMBER_ATTRIBUTES:
        number = {"type": "integer", "minimum": 0}
        compared = dict.fromkeys(COMPARISONS, number) | {key: _list(number) for key in ("IN", "NOT_IN")}
        return {"anyOf": [number, {**_object(compared), "minProperties": 1}]}
    word: Schema = {"$ref": f"#/$defs/word-{name}"}
    predicates: dict[str, Schema] = {key: _list(word) for key in SET_PREDICATES}
    predicates["REGEX"] = _TEXT
    predicates.update({key: {"$ref": "#/$defs/fuzzy"} for key in FUZZY_PREDICATES})
    return {"if": {"type": "string"}, "then": word, "else": {**_object(predicates), "minProperties": 1}}


def _word(name: str) -> Schema:
    """Return what a word of this attribute can be: a label, a word in lower case, a word without blanks."""
    if name in LABELS:
        return {"enum": sorted(LABELS[name] | {""})} if name.startswith("ENT_") else {"enum": sorted(LABELS[name])}
    if name == "LOWER":
        return {"type": "string", "pattern": r"^\s*[^A-Z\s]+\s*$"}
    return _TEXT if name == "MORPH" else {"type": "string", "pattern": _NO_BLANK}


def _version() -> Schema:
    return {"const": 1, "description": "The version of the form; 1."}


def _text(description: str) -> Schema:
    return {**_TEXT, "description": description}


def _shaped(pattern: str, description: str) -> Schema:
    return {"type": "string", "pattern": f"^(?:{pattern})$", "description": description}


def _one_of(words: Iterable[str], description: str | None = None) -> Schema:
    return {"enum": list(words), **({"description": description} if description else {})}


def _marked(pattern: str) -> Schema:
    return {"type": "string", "pattern": pattern}


def _list(items: Schema, description: str | None = None, *, least: int = 1) -> Schema:
    said = {"description": description} if description else {}
    return {"type": "array", "items": items, **({"minItems": least} if least else {}), **said}


def _object(properties: Mapping[str, Schema], *, required: Iterable[str] = (), description: str = "") -> Schema:
    required = list(required)
    return {
        "type": "object",
        "properties": dict(properties),
        **({"required": required} if required else {}),
        "additionalProperties": False,
        **({"description": description} if description else {}),
    }


def _in_order(properties: Mapping[str, Schema], known: Iterable[str]) -> dict[str, Schema]:
    """Return the properties of the keys the loader knows; one that has no description here may be anything."""
    return {key: properties.get(key, {}) for key in dict.fromkeys(known)}


_STAGES: Mapping[str, Callable[[], Schema]] = {
    "check": _check,
    "extraction": _extraction,
    "lexicon": _lexicon,
    "house": _house,
}
STAGES = tuple(_STAGES)
_WITH_PATTERNS = ("check", "extraction")
