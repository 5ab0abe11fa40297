"""Runs the examples that rule files carry, each as one test."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from attrib.checking.rulechecks import compile_check
from attrib.checking.running import run_checks
from attrib.errors import RuleFileError, RuleFilesError
from attrib.model import Article, AttributionRelation, CharSpan, Quotation
from attrib.nlp import Parse
from attrib.rulefiles import (
    CheckFile,
    ExtractionFile,
    MarkedExample,
    RelationExample,
    load_check_file,
    load_extraction_file,
    load_house_style,
    prove_lexicon,
    rule_paths,
    stage_of,
)
from attrib.rulefiles.weights import load_weights


class Reading(Protocol):
    """A text read into relations, as the engine gives it."""

    @property
    def article(self) -> Article:
        """The text as an article."""

    @property
    def parse(self) -> Parse:
        """Its parse."""

    @property
    def quotations(self) -> Sequence[Quotation]:
        """Its quotation marks."""

    @property
    def relations(self) -> Sequence[AttributionRelation]:
        """Its relations, speakers resolved."""


ReadText = Callable[[str], Reading]


@dataclass(frozen=True, slots=True)
class Example:
    """One example: its file and line, its rule, its text, and what it shows.

    `kind` is `flagged`, `clean`, `exception`, `relation` or `none`.
    """

    path: str
    line: int
    rule: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """What became of an example; `message` says what was expected and what was found where it failed."""

    example: Example
    passed: bool
    message: str = ""


def run_examples(paths: Sequence[Path], read: ReadText) -> list[ExampleResult]:
    """Return the result of every example in the rule files at `paths`, folders included, in their order.

    `read` reads a text into relations; it is not called where there is no example.  Lexicons and tables of weights
    have no examples but are read too, so that their faults are met.

    Raises `RuleFilesError` with the faults of all the files, before any example is run.
    """
    files = load_rule_files([path for place in paths for path in rule_paths(place)])
    results: list[ExampleResult] = []
    for file in files:
        results.extend(_check_results(file, read) if isinstance(file, CheckFile) else _relation_results(file, read))
    return results


def load_rule_files(paths: Sequence[Path]) -> list[CheckFile | ExtractionFile]:
    """Return the check and extraction files among `paths`; lexicons, weights and houses are only proved.

    Raises `RuleFilesError` with the faults of all of them, a code or name used twice among them.
    """
    files: list[CheckFile | ExtractionFile] = []
    faults: list[RuleFileError] = []
    for path in paths:
        try:
            stage = stage_of(path)
            if stage == "checks":
                files.append(load_check_file(path))
            elif stage == "extraction":
                files.append(load_extraction_file(path))
            elif stage == "weights":
                load_weights(path)
            elif stage == "house":
                load_house_style(path)  # its examples need the whole catalogue: attrib.settings runs them
            else:
                prove_lexicon(path)
        except RuleFilesError as error:
            faults.extend(error.faults)
    faults.extend(clashes([file for file in files if isinstance(file, CheckFile)], {}))
    if faults:
        raise RuleFilesError(faults)
    return files


def clashes(files: Sequence[CheckFile], taken: dict[str, str]) -> Iterator[RuleFileError]:
    """Yield a fault for each code or name that another check has; `taken` tells whose those outside `files` are."""
    owners = dict(taken)
    for file in files:
        for field, word in (("code", file.code), ("name", file.name)):
            if word in owners:
                yield RuleFileError(f"`{word}` is taken by {owners[word]}", path=file.path, field=field)
            owners.setdefault(word, file.path)


def _check_results(file: CheckFile, read: ReadText) -> Iterator[ExampleResult]:
    readings = {example.text: read(example.text) for example in (*file.flagged, *file.clean)}
    found = {text: _flagged_spans(file, reading) for text, reading in readings.items()}
    for kind, examples in (("flagged", file.flagged), ("clean", file.clean)):
        for example in examples:
            message = _compare(example, found[example.text])
            yield ExampleResult(Example(file.path, example.line, file.code, kind, example.text), not message, message)
    for exception in file.exceptions:
        without = replace(file, exceptions=tuple(other for other in file.exceptions if other is not exception))
        shown = [
            example.text
            for example in file.clean
            if len(_flagged_spans(without, readings[example.text])) > len(found[example.text])
        ]
        message = "" if shown else f"no clean example is flagged without the exception `{exception.id}`"
        text = shown[0] if shown else exception.id
        yield ExampleResult(Example(file.path, exception.line, file.code, "exception", text), bool(shown), message)


def _flagged_spans(file: CheckFile, reading: Reading) -> list[CharSpan]:
    """Return what the check flags; an error in it is not hidden, for a rule file's author must see it."""
    check = compile_check(file)
    findings, troubles = run_checks([check], reading.article, reading.parse, reading.quotations, reading.relations)
    if troubles:
        raise RuleFilesError([RuleFileError(troubles[0].message, path=file.path)])
    return [finding.span for finding in findings]


def _compare(example: MarkedExample, found: Sequence[CharSpan]) -> str:
    """Return what differs between the spans marked and the spans flagged, empty where nothing does."""
    missed = [span.of(example.text) for span in example.spans if span not in found]
    extra = [span.of(example.text) for span in found if span not in example.spans]
    parts = []
    if missed:
        parts.append(f"not flagged: {'; '.join(missed)}")
    if extra:
        parts.append(f"flagged but not marked: {'; '.join(extra)}")
    return ", ".join(parts)


def _relation_results(file: ExtractionFile, read: ReadText) -> Iterator[ExampleResult]:
    for example in file.relations:
        reading = read(example.text)
        message = _compare_relation(example, reading)
        found = Example(file.path, example.line, file.name, "relation", example.text)
        yield ExampleResult(found, not message, message)
    for text, line in file.none:
        found_relations = read(text).relations
        said = "; ".join(f"a relation was read: {_show(_parts(relation, text))}" for relation in found_relations)
        yield ExampleResult(Example(file.path, line, file.name, "none", text), not said, said)


_Parts = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def _compare_relation(example: RelationExample, reading: Reading) -> str:
    """Return what was read instead of the relation the example gives, empty where it was read.

    Where the example names a pattern or a modality, the relation must be made by that pattern, and have it.
    """
    parts = (_pieces(example.source), _pieces(example.cue), _pieces(example.content))
    named = tuple(word for word in (example.pattern, example.modality) if word)
    found = []
    for relation in reading.relations:
        made = (relation.rule if example.pattern else "", relation.modality if example.modality else "")
        found.append((_parts(relation, reading.article.text), tuple(word for word in made if word)))
    if (parts, named) in found:
        return ""
    said = "; ".join(_shown(*read) for read in found) or "no relation"
    return f"expected {_shown(parts, named)}, found {said}"


def _shown(parts: _Parts, named: Sequence[str]) -> str:
    return f"{_show(parts)} ({', '.join(named)})" if named else _show(parts)


def _pieces(words: str | None) -> tuple[str, ...]:
    return tuple(_flat(piece) for piece in words.split("…")) if words else ()


def _parts(relation: AttributionRelation, text: str) -> _Parts:
    return (
        tuple(_flat(span.of(text)) for span in relation.source),
        tuple(_flat(span.of(text)) for span in relation.cue),
        tuple(_flat(span.of(text)) for span in relation.content),
    )


def _show(parts: _Parts) -> str:
    names = ("source", "cue", "content")
    return ", ".join(f"{name} “{' … '.join(words)}”" for name, words in zip(names, parts, strict=True) if words)


def _flat(words: str) -> str:
    return " ".join(words.split())
