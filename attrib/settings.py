"""What holds for an article: its config file, the house that names, the flags, over all the checks there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from attrib.catalogue import load_checks
from attrib.checking import Check, CheckInfo, Given, Layer, Settings, make_settings
from attrib.checking.proving import Fault, fault_of_choice, fault_of_name, find_code, read_option
from attrib.checking.troubles import NOTICES
from attrib.config import KEYS, Config, ConfigFinder, Placed, Section, in_order
from attrib.errors import ConfigError, RuleFileError, RuleFilesError
from attrib.houses import House, find_house
from attrib.readers.formats import FORMATS
from attrib.rulefiles import HouseStyle, load_house_styles, rule_paths
from attrib.rulefiles.house import Groups

# Keys whose value is one for the article, and not a matter of single checks.
SIMPLE = tuple(key.name for key in KEYS if key.name not in {"select", "extend-select", "ignore", "severity", "checks"})


@dataclass(frozen=True)
class Flags:
    """What was said on the command line; it wins over any file.  `None` is what was not said."""

    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    house: str | None = None
    fail_on: str | None = None
    model: str | None = None
    input_format: str | None = None
    min_confidence: float | None = None
    rules: tuple[Path, ...] = ()
    require_reason: bool | None = None
    baseline: Path | None = None

    @property
    def words(self) -> tuple[tuple[str, str], ...]:
        """The words that name checks, each with its flag."""
        named = (("--select", self.select), ("--extend-select", self.extend_select), ("--ignore", self.ignore))
        return tuple((flag, word) for flag, words in named for word in words or ())

    @property
    def layer(self) -> Layer:
        """The flags as the last of the settings."""
        return Layer(
            select=Given(self.select, "--select") if self.select else None,
            extend_select=Given(self.extend_select, "--extend-select") if self.extend_select else None,
            ignore=Given(self.ignore, "--ignore") if self.ignore else None,
        )


@dataclass(frozen=True)
class Holding:
    """What holds for one article: each simple key with where it came from, its house, and the settings of the checks.

    `overrides` are the tables of its config file that name it.
    """

    config: Config
    keys: Mapping[str, Given]
    rules: tuple[Path, ...]
    house: House
    settings: Settings
    overrides: tuple[Section, ...] = ()

    @property
    def words(self) -> Mapping[str, Groups]:
        """What the house adds to the lexicons that articles are read with, by lexicon and group."""
        return self.house.words

    def text(self, key: str) -> str | None:
        """Return the value of a key that holds text, `None` where nothing was set."""
        value = self.keys[key].value
        return str(value) if value is not None else None

    @property
    def model(self) -> str:
        """The spaCy pipeline to read with."""
        return str(self.keys["model"].value)

    @property
    def fail_on(self) -> str:
        """The least severity that ends in exit code 1, or `never`."""
        return str(self.keys["fail-on"].value)

    @property
    def baseline(self) -> Path | None:
        """The file of findings that are known; one of a config file as seen from there."""
        given = self.keys["baseline"]
        if given.value is None:
            return None
        return Path(str(given.value)) if given.origin.startswith("--") else self.config.folder / str(given.value)

    @property
    def min_confidence(self) -> float:
        """How sure attrib must be of an attribution, 0 to 1."""
        value = self.keys["min-confidence"].value
        return float(value) if isinstance(value, (int, float)) else 0.0


@dataclass(frozen=True)
class _Catalogue:
    """The checks and house styles there are, with further folders of rule files."""

    checks: tuple[Check, ...]
    styles: Mapping[str, HouseStyle]

    @property
    def infos(self) -> tuple[CheckInfo, ...]:
        return (*(check.info for check in self.checks), *NOTICES)


@dataclass
class Desk:
    """Tells what holds for each article; every file is read once."""

    finder: ConfigFinder = field(default_factory=ConfigFinder)
    flags: Flags = field(default_factory=Flags)
    _catalogues: dict[tuple[Path, ...], _Catalogue | RuleFilesError] = field(default_factory=dict)
    _proved: dict[str | None, RuleFilesError | None] = field(default_factory=dict)
    _holdings: dict[tuple[str | None, tuple[int, ...]], Holding] = field(default_factory=dict)

    def of(self, path: str, *, stdin_filename: str | None = None) -> Holding:
        """Return what holds for the article at `path`.

        Raises `RuleFilesError` with the faults of the config file that holds for it, or of the rule files that names,
        and `ConfigError` where a flag names a house that does not exist.
        """
        config = self.finder.of(path, stdin_filename=stdin_filename)
        return self._of(config, config.overrides_for(stdin_filename or path))

    def of_folder(self, folder: Path) -> Holding:
        """Return what holds for the articles in `folder` that no override names; errors as `of`."""
        config = self.finder.of_folder(folder)
        return self._of(config, ())

    def of_config(self, config: Config, path: str) -> Holding:
        """Return what `config` says for the article at `path`; errors as `of`."""
        return self._of(config, config.overrides_for(path))

    def prove_flags(self, holdings: Iterable[Holding] = ()) -> None:
        """Raise `ConfigError` for a flag that names a check of none of the `holdings`, nor of attrib's own."""
        infos = [setting.info for holding in holdings for setting in holding.settings.by_code.values()]
        if not infos:
            catalogue = self._catalogue(self.flags.rules)
            infos = list(catalogue.infos)
        for flag, word in self.flags.words:
            fault = fault_of_choice(word, infos)
            if fault is not None:
                raise ConfigError(f"{flag}: {fault.message}", hint=fault.hint)

    def _of(self, config: Config, overrides: Sequence[Section]) -> Holding:
        key = (config.path, tuple(config.overrides.index(section) for section in overrides))
        if key not in self._holdings:
            self._holdings[key] = self._make(config, overrides)
        return self._holdings[key]

    def _make(self, config: Config, overrides: Sequence[Section]) -> Holding:
        rules = (*config.rules, *self.flags.rules)
        faults = [*config.faults, *_faults_of_rules(config)]
        if any(fault.field == "rules" for fault in faults):
            # What the config names may stand in the folders that are not there: that is no fault of its own.
            raise RuleFilesError(in_order(faults))
        catalogue = self._catalogue(rules)
        self._prove(config, catalogue)
        keys = self._keys(config, overrides)
        house = self._house(config, keys["house"], catalogue)
        sections = [config.section, *overrides]
        layers = [*house.layers, *(_layer(section, catalogue.infos) for section in sections), self.flags.layer]
        settings = make_settings(
            catalogue.checks,
            layers,
            notices=NOTICES,
            floor=keys["min-confidence"],
            lexicons=house.lexicons,
            require_reason=bool(keys["require-reason"].value),
        )
        return Holding(config, keys, rules, house, settings, tuple(overrides))

    def _catalogue(self, rules: tuple[Path, ...]) -> _Catalogue:
        if rules not in self._catalogues:
            try:
                self._catalogues[rules] = _Catalogue(
                    load_checks(rules, packages=not self.finder.isolated), load_house_styles(rules)
                )
            except RuleFilesError as error:
                self._catalogues[rules] = error
        found = self._catalogues[rules]
        if isinstance(found, RuleFilesError):
            raise found
        return found

    def _prove(self, config: Config, catalogue: _Catalogue) -> None:
        if config.path not in self._proved:
            faults = [*config.faults, *_faults_of_config(config, catalogue)]
            self._proved[config.path] = RuleFilesError(in_order(faults)) if faults else None
        error = self._proved[config.path]
        if error is not None:
            raise error

    def _keys(self, config: Config, overrides: Sequence[Section]) -> dict[str, Given]:
        """Return the value of each simple key and its origin: a flag, a file, or the default."""
        out = {key.name: Given(key.default) for key in KEYS if key.name in SIMPLE}
        for section in (config.section, *overrides):
            for name, placed in section.values.items():
                if name in SIMPLE:
                    out[name] = Given(placed.value, placed.origin)
        flags = self.flags
        said = {
            "house": flags.house,
            "fail-on": flags.fail_on,
            "model": flags.model,
            "input-format": flags.input_format,
            "min-confidence": flags.min_confidence,
            "require-reason": flags.require_reason,
            "baseline": flags.baseline,
        }
        out.update({name: Given(value, f"--{name}") for name, value in said.items() if value is not None})
        return out

    def _house(self, config: Config, given: Given, catalogue: _Catalogue) -> House:
        if given.value is None:
            return House()
        is_flag = given.origin.startswith("--")
        base = Path() if is_flag else config.folder
        found = find_house(str(given.value), base, catalogue.styles, catalogue.infos)
        if isinstance(found, Fault):
            if is_flag:
                raise ConfigError(f"--house: {found.message}", hint=found.hint)
            # An unknown house in a file was named when the file was proved.
            raise RuleFilesError([RuleFileError(found.message, path=config.path, field="house", hint=found.hint)])
        return found


def _faults_of_rules(config: Config) -> Iterator[RuleFileError]:
    """Yield a fault for each folder of rules that is not there or holds none."""
    placed = config.section.values.get("rules")
    for folder in config.rules:
        if not folder.exists():
            yield _at(placed, "rules", Fault(f"there is no folder `{folder}`", "it is looked for beside this file"))
        elif not rule_paths(folder):
            yield _at(placed, "rules", Fault(f"no rule files in `{folder}`", "rule files end in .yaml"))


def _faults_of_config(config: Config, catalogue: _Catalogue) -> Iterator[RuleFileError]:
    """Yield what is wrong with a config file's checks, options, house and format, in the order of its tables."""
    placed = config.section.values.get("input-format")
    formats = [form.name for form in FORMATS]
    if placed is not None and str(placed.value).casefold().lstrip(".") not in formats:
        yield _at(placed, "input-format", Fault(f"unknown format {placed.value!r}", f"one of {', '.join(formats)}"))
    yield from _faults_of_section(config.section, "", config.folder, catalogue)
    for number, section in enumerate(config.overrides):
        yield from _faults_of_section(section, f"overrides[{number}].", config.folder, catalogue)


def _faults_of_section(section: Section, prefix: str, folder: Path, catalogue: _Catalogue) -> Iterator[RuleFileError]:
    infos = catalogue.infos
    house = section.values.get("house")
    if house is not None:
        found = find_house(str(house.value), folder, catalogue.styles, infos)
        if isinstance(found, Fault):
            yield _at(house, f"{prefix}house", found)
    for key in ("select", "extend-select", "ignore"):
        placed = section.values.get(key)
        for word in section.texts(key) or ():
            fault = fault_of_choice(word, infos)
            if fault is not None and word.strip():
                yield _at(placed, f"{prefix}{key}", fault)
    yield from _faults_of_names(section.severity, f"{prefix}severity", infos)
    for check, options in section.checks.items():
        at = f"{prefix}checks.{check}"
        code = find_code(check, infos)
        if code is None:
            line = next(iter(options.values()), None)
            fault = fault_of_name(check, infos)
            if fault is not None:
                yield _at(line, at, fault)
            continue
        info = next(info for info in infos if info.code == code)
        for name, placed in options.items():
            read = read_option(info, name, placed.value)
            if isinstance(read, Fault):
                yield _at(placed, f"{at}.{name}", read)
    yield from _given_twice(section.checks, f"{prefix}checks", infos)


def _faults_of_names(table: Mapping[str, Placed], at: str, infos: Sequence[CheckInfo]) -> Iterator[RuleFileError]:
    for check, placed in table.items():
        fault = fault_of_name(check, infos)
        if fault is not None:
            yield _at(placed, f"{at}.{check}", fault)
    yield from _given_twice(table, at, infos)


def _given_twice(table: Mapping[str, object], at: str, infos: Sequence[CheckInfo]) -> Iterator[RuleFileError]:
    """Yield a fault for a check that stands in a table by its code and by its name."""
    seen: dict[str, str] = {}
    for word, found in table.items():
        code = find_code(word, infos)
        if code is not None and code in seen:
            placed = found if isinstance(found, Placed) else None
            if isinstance(found, Mapping):
                placed = next(iter(found.values()), None)
            yield _at(placed, f"{at}.{word}", Fault(f"{code} is given twice, here and as `{seen[code]}`"))
        elif code is not None:
            seen[code] = word


def _at(placed: Placed | None, name: str, fault: Fault) -> RuleFileError:
    if placed is None:
        return RuleFileError(fault.message, field=name, hint=fault.hint)
    return RuleFileError(
        fault.message, path=placed.path, line=placed.line, field=name, hint=fault.hint, shown=placed.shown
    )


def _layer(section: Section, infos: Sequence[CheckInfo]) -> Layer:
    """Return the settings of a section of a config file that has been proved."""

    def given(key: str) -> Given | None:
        placed = section.values.get(key)
        return Given(placed.value, placed.origin) if placed is not None else None

    by_code = {info.code: info for info in infos}
    severity, options = {}, {}
    for check, placed in section.severity.items():
        severity[find_code(check, infos) or check] = Given(placed.value, placed.origin)
    for check, table in section.checks.items():
        code = find_code(check, infos) or check
        read = [(read_option(by_code[code], name, placed.value), placed) for name, placed in table.items()]
        options[code] = {
            found[0]: Given(found[1], placed.origin) for found, placed in read if not isinstance(found, Fault)
        }
    return Layer(given("select"), given("extend-select"), given("ignore"), severity, options)
