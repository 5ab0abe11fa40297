"""A newsroom's own folders of rule files, and what they add to the rules attrib ships with."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import yaml

from attrib.errors import ConfigError, RuleFileError, RuleFilesError
from attrib.rulefiles.extractionfiles import ExtractionFile, ExtractionPattern, load_extraction_file
from attrib.rulefiles.lexicons import CueEntry, CueLexicon, Lexicon, is_cue_lexicon, load_cue_lexicon, load_lexicon
from attrib.rulefiles.nodes import open_source
from attrib.rulefiles.paths import rule_paths, rules_dir
from attrib.rulefiles.stages import STAGES, stage_of
from attrib.rulefiles.values import line_of, listed, nearest

Groups = Mapping[str, tuple[str, ...]]

# The shipped lexicons that articles are read with and that a newsroom's own words are added to; those that checks
# read take further words as well.
EXTENDABLE = (
    "acts", "anonymity", "capitals", "documents", "given_names", "groups", "organisations", "quotation_uses", "roles",
    "short_names", "syntax", "titles", "venues",
)  # fmt: skip
# Lexicons whose groups are words too, so that a newsroom may add groups.
OPEN_GROUPS = ("short_names",)
# Groups a newsroom may add that the shipped lexicon does without: a cue in no group of acts is a statement.
FURTHER_GROUPS: Mapping[str, tuple[str, ...]] = {"acts": ("statement",)}
# Groups whose order tells something, so that no word can be added at the end.
CLOSED_GROUPS: Mapping[str, tuple[str, ...]] = {"anonymity": ("numbers",)}


@dataclass(frozen=True, slots=True)
class House:
    """What a newsroom's folders hold for extraction: patterns, counted cues, and words by lexicon and group."""

    files: tuple[ExtractionFile, ...] = ()
    cues: tuple[CueLexicon, ...] = ()
    words: Mapping[str, Groups] = field(default_factory=dict)

    @property
    def patterns(self) -> tuple[ExtractionPattern, ...]:
        """The patterns of all files, in the order of the folders and files."""
        return tuple(pattern for file in self.files for pattern in file.patterns)

    @property
    def entries(self) -> tuple[tuple[CueLexicon, CueEntry], ...]:
        """The cues of all lexicons, each with the lexicon it stands in."""
        return tuple((lexicon, entry) for lexicon in self.cues for entry in lexicon.entries.values())


def house_files(folders: Iterable[Path], stages: Sequence[str] = STAGES) -> list[tuple[Path, str]]:
    """Return the rule files of `folders` that are of one of the `stages`, each once, with its stage.

    Files attrib ships with are left out: they are loaded in any case.  Raises `ConfigError` for a folder that does
    not exist or holds no such file, `RuleFilesError` with the faults of all files that do not say what they are.
    """
    out: dict[Path, tuple[Path, str]] = {}
    faults: list[RuleFileError] = []
    for folder in folders:
        if not folder.exists():
            raise ConfigError(f"--rules: there is no {str(folder)!r}")
        used = 0
        for path in rule_paths(folder):
            try:
                stage = stage_of(path)
            except RuleFilesError as error:
                faults.extend(error.faults)
                used += 1
                continue
            if stage not in stages:
                continue
            used += 1
            if not path.resolve().is_relative_to(rules_dir().resolve()):
                out.setdefault(path.resolve(), (path, stage))
        if not used:
            wanted = "rule files" if tuple(stages) == STAGES else f"rule files with stage {listed(stages)}"
            raise ConfigError(f"--rules: no {wanted} in {str(folder)!r}")
    if faults:
        raise RuleFilesError(faults)
    return list(out.values())


def load_house(
    folders: Iterable[Path], shipped: Path | None = None, read_by_checks: Collection[str] | None = None
) -> House:
    """Return what `folders` add to the extraction rules of `shipped` (attrib's own unless given).

    Check files are left to those who load checks.  `read_by_checks` are the lexicons that the checks there are read;
    without it words are taken for each that attrib ships.  Raises `ConfigError` as `house_files`, and `RuleFilesError`
    with the faults of all the files, those that cannot be used here among them.
    """
    shipped = shipped or rules_dir()
    if read_by_checks is None:
        read_by_checks = {path.stem for path in rule_paths(shipped / "lexicons") if not is_cue_lexicon(path)}
    extendable = sorted({*EXTENDABLE, *read_by_checks})
    faults: list[RuleFileError] = []
    files: list[ExtractionFile] = []
    cues: list[CueLexicon] = []
    words: dict[str, dict[str, tuple[str, ...]]] = {}
    for path, stage in house_files(folders):
        try:
            if stage == "extraction":
                files.append(load_extraction_file(path))
            elif stage == "weights":
                faults.append(fault_at(path, ("stage",), "weights cannot be added to attrib's own"))
            elif stage == "lexicon" and is_cue_lexicon(path):
                cues.append(load_cue_lexicon(path))
            elif stage == "lexicon":
                faults.extend(_add_words(words, load_lexicon(path), shipped / "lexicons", extendable))
        except RuleFilesError as error:
            faults.extend(error.faults)
    faults.extend(_taken(files, shipped))
    faults.extend(_counted_twice(cues))
    if faults:
        raise RuleFilesError(faults)
    kept = {name: MappingProxyType(groups) for name, groups in words.items()}
    return House(tuple(files), tuple(cues), MappingProxyType(kept))


def extended(ours: Groups, further: Groups) -> Groups:
    """Return the groups of a lexicon with `further` words in them, and those of `further` it has not."""
    names = dict.fromkeys((*ours, *further))
    return {name: tuple(dict.fromkeys((*ours.get(name, ()), *further.get(name, ())))) for name in names}


def fault_at(path: str | Path, keys: Sequence[str], message: str, hint: str | None = None) -> RuleFileError:
    """Return a fault of a file already read, at the line of the key that `keys` lead to."""
    _, node = open_source(Path(path))
    found: yaml.Node = node
    line = 1
    for key in keys:
        for name, value in found.value if isinstance(found, yaml.MappingNode) else ():
            if name.value == key:
                line, found = line_of(name), value
                break
    return fault_on(path, line, ".".join(keys), message, hint)


def fault_on(path: str | Path, line: int, field: str, message: str, hint: str | None = None) -> RuleFileError:
    """Return a fault of a file already read, on its 1-based `line`."""
    source, _ = open_source(Path(path))
    source.fault(line, field, message, hint)
    return source.faults[0]


def _add_words(
    words: dict[str, dict[str, tuple[str, ...]]], lexicon: Lexicon, folder: Path, extendable: Sequence[str]
) -> list[RuleFileError]:
    """Add the words of `lexicon` to those of the shipped one it is named like; return its faults."""
    name = lexicon.name.replace("-", "_")
    if name not in extendable:
        hint = nearest(name, extendable) or f"words can be added to {listed(extendable)}; cues are under `entries`"
        return [fault_at(lexicon.path, ("name",), f"no lexicon `{lexicon.name}` takes further words", hint)]
    ours = load_lexicon(folder / f"{name}.yaml").groups
    faults: list[RuleFileError] = []
    for group, added in lexicon.groups.items():
        if group in CLOSED_GROUPS.get(name, ()):
            faults.append(fault_at(lexicon.path, ("groups", group), f"the words of `{group}` go by their order"))
            continue
        if group not in ours and name not in OPEN_GROUPS and group not in FURTHER_GROUPS.get(name, ()):
            hint = nearest(group, ours) or f"known: {listed(ours)}"
            faults.append(fault_at(lexicon.path, ("groups", group), f"`{name}` has no such group", hint))
            continue
        known = ours.get(group) or tuple(word for listing in ours.values() for word in listing)
        faults.extend(_misspelt(lexicon, group, known))
        groups = words.setdefault(name, {})
        groups[group] = tuple(dict.fromkeys((*groups.get(group, ()), *added)))
    return faults


# How the words of a lexicon may all be written; one written otherwise would never be met.
_FORMS: tuple[tuple[Callable[[str], bool], str, str], ...] = (
    (lambda word: word == word.lower(), "words stand there in lower case", "write it in lower case"),
    (lambda word: not word.endswith("."), "abbreviations stand there without their full stop", "leave out the stop"),
    (lambda word: word.count(" > ") == 1, "entries stand there as `found > right`", "write it so"),
)


def misspelt(words: Iterable[str], known: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong, and a hint, with each of `words` that is not written as all the `known` ones are."""
    words = tuple(words)
    for fits, said, hint in _FORMS:
        if all(map(fits, known)):
            yield from ((f"`{word}` can never match: {said}", hint) for word in words if not fits(word))


def _misspelt(lexicon: Lexicon, group: str, known: Sequence[str]) -> list[RuleFileError]:
    found = misspelt(lexicon.groups[group], known)
    return [fault_at(lexicon.path, ("groups", group), said, hint) for said, hint in found]


def _taken(files: Sequence[ExtractionFile], shipped: Path) -> list[RuleFileError]:
    """Return a fault for each rule's name and pattern's id that another has."""
    if not files:
        return []
    owners: dict[tuple[str, str], str] = {}
    for path in rule_paths(shipped / "extraction"):
        file = load_extraction_file(path)
        owners[("name", file.name)] = f"attrib's {path.name}"
        owners.update({("id", pattern.id): f"attrib's {path.name}" for pattern in file.patterns})
    faults = []
    for file in files:
        if ("name", file.name) in owners:
            message = f"`{file.name}` is also the name of {owners['name', file.name]}"
            faults.append(fault_at(file.path, ("name",), message, "give the rule a name of its own"))
        for pattern in file.patterns:
            if ("id", pattern.id) in owners:
                message = f"`{pattern.id}` is also the id of a pattern in {owners['id', pattern.id]}"
                hint = "a relation names the pattern that read it"
                faults.append(fault_on(file.path, pattern.line, "patterns", message, hint))
        owners.setdefault(("name", file.name), file.path)
        for pattern in file.patterns:
            owners.setdefault(("id", pattern.id), file.path)
    return faults


def _counted_twice(cues: Sequence[CueLexicon]) -> list[RuleFileError]:
    """Return a fault for each lemma that two lexicons of a newsroom count in one frame."""
    owners: dict[tuple[str, str], str] = {}
    faults = []
    for lexicon in cues:
        for lemma, entry in lexicon.entries.items():
            for frame in entry.frames:
                if (lemma, frame) in owners:
                    message = f"`{lemma}` is also counted in this frame by {owners[lemma, frame]}"
                    faults.append(fault_at(lexicon.path, ("entries", lemma, "frames", frame), message))
                owners.setdefault((lemma, frame), lexicon.path)
    return faults
