"""What is read with what: for each file the settings that hold, and an engine for each way of reading."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from attrib.checking import BROKEN_RULE_FILE, Baseline, load_baseline
from attrib.checking.troubles import trouble
from attrib.cli.guard import say
from attrib.config import ConfigFinder
from attrib.engine import Engine
from attrib.errors import PipelineError, ReadError, RuleFileError, RuleFilesError
from attrib.model import Article, Trouble
from attrib.readers import expand_paths, read_articles
from attrib.settings import Desk, Flags, Holding

STDIN = "-"
# Articles named where their settings are broken; of more the number is told.
NAMED = 5


@dataclass(frozen=True)
class Broken:
    """Config or rule files with faults, and the articles that were not read for them."""

    faults: tuple[RuleFileError, ...]
    paths: tuple[str, ...]

    @property
    def troubles(self) -> list[Trouble]:
        """The faults as findings, and one for the articles."""
        out = [_of_fault(fault) for fault in self.faults]
        if self.paths:
            number, named = len(self.paths), ", ".join(self.paths[:NAMED])
            more = f" and {number - NAMED} more" if number > NAMED else ""
            articles = "1 article was" if number == 1 else f"{number} articles were"
            said = f"{articles} not read because of this: {named}{more}"
            out.append(trouble(BROKEN_RULE_FILE, said, path=out[0].path))
        return out


@dataclass(frozen=True)
class Seed:
    """What the settings of articles are told from, without the settings themselves."""

    config: Path | None
    isolated: bool
    flags: Flags
    stdin_filename: str | None
    make: Callable[[Holding], Engine] | None = None

    def grow(self) -> Plan:
        """Return a plan without files, which makes its settings and engines as they are asked for."""
        return _Growing(self)


@dataclass
class Plan:
    """The files to read in order, what holds for each, and what kept others from being read."""

    paths: tuple[str, ...] = ()
    holdings: dict[str, Holding] = field(default_factory=dict)
    errors: tuple[ReadError, ...] = ()
    broken: tuple[Broken, ...] = ()
    stdin_filename: str | None = None
    _engines: dict[tuple[object, ...], Engine] = field(default_factory=dict)
    _baselines: dict[Path, Baseline] = field(default_factory=dict)
    _seed: Seed | None = None

    def engine(self, path: str) -> Engine:
        """Return what reads the file at `path`."""
        return self._engines[_way_of_reading(self.holdings[path])]

    def baseline(self, holding: Holding) -> Baseline | None:
        """Return the baseline that holds, read once, or `None`.

        Raises `BaselineError` where it cannot be read.
        """
        path = holding.baseline
        if path is None:
            return None
        if path not in self._baselines:
            self._baselines[path] = load_baseline(path, today=datetime.date.today())
        return self._baselines[path]

    def stale(self) -> list[tuple[Holding, tuple[Trouble, ...]]]:
        """Return, for each baseline that was read, what is to be said of its entries whose files are gone."""
        out = []
        seen: set[Path] = set()
        for holding in self.holdings.values():
            if holding.baseline in self._baselines and holding.baseline not in seen:
                seen.add(holding.baseline)
                troubles = holding.settings.policy.graded(self._baselines[holding.baseline].gone())
                if troubles:
                    out.append((holding, troubles))
        return out

    def idle(self) -> str | None:
        """Return what to say of the files that no check looks at, `None` where there are none."""
        paths = [path for path, holding in self.holdings.items() if not holding.settings.active]
        if not paths:
            return None
        number = "1 article" if len(paths) == 1 else f"{len(paths)} articles"
        return f"no check is on for {number}; `attrib config {paths[0]}` tells why"

    def seed(self) -> Seed:
        """Return what a plan for the same files and settings can be made from in another process."""
        if self._seed is None:
            raise ValueError("a plan that was not made from the settings of a desk")
        return self._seed

    def prepare(
        self, make: Callable[[Holding], Engine], *, is_known: Callable[[Article, str], bool] | None = None
    ) -> None:
        """Make and prepare an engine for each way of reading; where nothing is to be read, no pipeline is loaded.

        Articles that `is_known` says yes to need not be read.

        Where one fails for what a config file says, the files it holds for are not read.  Raises `PipelineError`
        where the model of the command line cannot be used.
        """
        if self._seed is not None:
            self._seed = replace(self._seed, make=make)
        failed: dict[tuple[object, ...], RuleFilesError] = {}
        for holding in self.holdings.values():
            way = _way_of_reading(holding)
            if way in self._engines or way in failed:
                continue
            engine = make(holding)
            known = is_known is not None and self._has_article(way, _none)
            unread = self._has_article(way, is_known or _none)
            if known and not unread:  # so are the rules, which what is known was found with
                self._engines[way] = engine
                continue
            try:
                engine.prepare(pipeline=unread)
            except RuleFilesError as error:
                failed[way] = error
            except PipelineError as error:
                fault = _fault_of_model(holding, error)
                if fault is None:
                    raise
                failed[way] = RuleFilesError([fault])
            else:
                self._engines[way] = engine
        for way, faults in failed.items():
            self._drop([path for path, one in self.holdings.items() if _way_of_reading(one) == way], faults)

    def _has_article(self, way: tuple[object, ...], is_known: Callable[[Article, str], bool]) -> bool:
        """Whether an article is to be read among the files of a way of reading; standard input is taken to be one."""
        for path, holding in self.holdings.items():
            if _way_of_reading(holding) != way:
                continue
            if path == STDIN:
                return True
            try:
                for item in read_articles(path, input_format=holding.text("input-format")):
                    if isinstance(item, Article) and not is_known(item, path):
                        return True
            except Exception:  # told of where the file is read in earnest
                continue
        return False

    def keep(self, paths: Sequence[str]) -> None:
        """Leave only the files of these `paths` in the plan."""
        wanted = set(paths)
        self.paths = tuple(path for path in self.paths if path in wanted)
        self.holdings = {path: one for path, one in self.holdings.items() if path in wanted}

    def _drop(self, paths: Sequence[str], error: RuleFilesError) -> None:
        self.paths = tuple(path for path in self.paths if path not in paths)
        self.holdings = {path: one for path, one in self.holdings.items() if path not in paths}
        self.broken = (*self.broken, Broken(error.faults, tuple(paths)))


def _none(article: Article, path: str) -> bool:
    return False


class _Growing(Plan):
    """A plan of another process, which is told its files one by one."""

    def __init__(self, seed: Seed) -> None:
        super().__init__(stdin_filename=seed.stdin_filename)
        if seed.make is None:
            raise ValueError("the seed of a plan that was never prepared")
        self._make = seed.make
        self._desk = Desk(ConfigFinder(seed.config, seed.isolated), seed.flags)

    def engine(self, path: str) -> Engine:
        """Return what reads the file at `path`."""
        if path not in self.holdings:
            self.holdings[path] = self._desk.of(path, stdin_filename=self.stdin_filename)
        way = _way_of_reading(self.holdings[path])
        if way not in self._engines:
            self._engines[way] = self._make(self.holdings[path])
        return self._engines[way]


def make_plan(paths: Sequence[str], desk: Desk, *, stdin_filename: str | None, quiet: bool) -> Plan:
    """Return what to read with what.

    Raises `ConfigError` for a flag that names no check or house.  Faults of config and rule files are kept in the plan,
    with the files they hold for.
    """

    def is_excluded(path: str) -> bool:
        try:
            return desk.finder.of(path).excludes(path)
        except RuleFilesError:
            return False  # named with its faults below

    if stdin_filename is not None and STDIN not in paths and not quiet:
        say(f"--stdin-filename {stdin_filename} names nothing: standard input (`-`) is not among the paths")
    expansion = expand_paths(paths, exclude=is_excluded)
    plan = Plan(errors=expansion.errors, stdin_filename=stdin_filename)
    plan._seed = Seed(desk.finder.given, desk.finder.isolated, desk.flags, stdin_filename)
    broken: dict[str, tuple[RuleFilesError, list[str]]] = {}
    for path in expansion.paths:
        try:
            plan.holdings[path] = desk.of(path, stdin_filename=stdin_filename)
        except RuleFilesError as error:
            broken.setdefault(str(error), (error, []))[1].append(path)
    if not broken:
        desk.prove_flags(plan.holdings.values())
    plan.paths = tuple(plan.holdings)
    plan.broken = tuple(Broken(error.faults, tuple(concerned)) for error, concerned in broken.values())
    if not quiet:
        for warning in (*expansion.warnings, *_shadowed(plan)):
            say(warning)
    return plan


def _shadowed(plan: Plan) -> list[str]:
    out: dict[str, None] = {}
    for holding in plan.holdings.values():
        for path in holding.config.shadowed:
            out[f"{path} is not read: {holding.config.path} beside it holds"] = None
    return list(out)


def _way_of_reading(holding: Holding) -> tuple[object, ...]:
    words = tuple((name, group, listed) for name, groups in holding.words.items() for group, listed in groups.items())
    return (holding.model, holding.rules, words)


def _fault_of_model(holding: Holding, error: PipelineError) -> RuleFileError | None:
    """Return the fault of the config file that names a model which cannot be used, `None` where none does."""
    placed = holding.config.section.values.get("model")
    if placed is None or holding.keys["model"].origin != placed.origin:
        return None
    return RuleFileError(error.message, path=placed.path, line=placed.line, field="model", hint=error.hint)


def _of_fault(fault: RuleFileError) -> Trouble:
    """Return a fault as a finding; the place, which a finding has of its own, is left out of the message."""
    name = f"{fault.field}: " if fault.field else ""
    hint = f" ({fault.hint})" if fault.hint else ""
    return trouble(BROKEN_RULE_FILE, f"{name}{fault.message}{hint}", path=fault.path or "rules", line=fault.line)
