"""attrib from Python: read a file or a text, and look at who says what.

    import attrib

    story = attrib.read_text("“The ice took the pilings,” said Pia Berg, the harbour master.")
    for relation in story.relations:
        print(relation.speaker.name, relation.kind, relation.content_text)

Everything is read as the command line reads it: the same article gives the same relations and findings.
"""

from __future__ import annotations

import datetime
import io
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from functools import cached_property, lru_cache
from pathlib import Path

from attrib.catalogue import load_checks
from attrib.checking import Policy, Settings, load_baseline, select_checks
from attrib.config import Config, ConfigFinder, in_order, load_config
from attrib.engine import Engine, Reading
from attrib.errors import ReadError, RuleFilesError
from attrib.ledger import make_ledger
from attrib.model import (
    Article,
    AttributionRelation,
    CharSpan,
    Finding,
    Ledger,
    Position,
    Quotation,
    Speaker,
    Trouble,
)
from attrib.nlp import DEFAULT_MODEL
from attrib.readers import has_known_extension, read_articles
from attrib.readers.plain import plain_article
from attrib.settings import Desk, Flags

# Folders of rule files: one, or several.
Folders = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]

BETWEEN = " … "
PLAIN = "txt"


@dataclass(frozen=True, slots=True)
class Relation(AttributionRelation):
    """An attribution relation that knows its article: its parts as words, and its place in the user's file.

    >>> import attrib
    >>> relation = attrib.read_text("Pia Berg told reporters the quay was shut.").relations[0]
    >>> relation.source_text, relation.cue_text, relation.content_text, relation.venue_texts
    ('Pia Berg', 'told', 'the quay was shut', ('reporters',))
    >>> relation.position.line, relation.position.column
    (1, 1)
    """

    article: Article | None = field(default=None, repr=False, compare=False)

    @property
    def content_text(self) -> str:
        """The words attributed, as the article has them; ` … ` between parts that a cue keeps apart."""
        return self._words(self.content)

    @property
    def cue_text(self) -> str:
        """The words that attribute them; empty where there are none."""
        return self._words(self.cue)

    @property
    def source_text(self) -> str:
        """The words the article uses for who speaks, such as `she`; empty where it names nobody."""
        return self._words(self.source)

    @property
    def venue_texts(self) -> tuple[str, ...]:
        """Occasion, channel or addressee, each in the article's words."""
        return tuple(span.of(self._text) for span in self.venue)

    @property
    def via(self) -> tuple[str, ...]:
        """Who relayed the words to the article, outermost first."""
        return tuple(relay.name for relay in self.reporting_sources)

    @property
    def position(self) -> Position:
        """Where the relation starts in the user's own file."""
        if self.article is None:
            raise ValueError("a relation without its article has no place in a file")
        return self.article.locate(CharSpan(self.start, self.start))[0]

    @property
    def _text(self) -> str:
        if self.article is None:
            raise ValueError("a relation without its article has no words")
        return self.article.text

    def _words(self, spans: tuple[CharSpan, ...]) -> str:
        return BETWEEN.join(span.of(self._text) for span in spans)


@dataclass(frozen=True)
class Story:
    """An article that was read: who says what in it, and what an editor would flag.

    >>> import attrib
    >>> story = attrib.read_text("“The quay is shut,” said Pia Berg. “It sank.”")
    >>> [speaker.name for speaker in story.speakers]
    ['Pia Berg']
    >>> story.ledger.quoted_words
    6
    """

    reading: Reading = field(repr=False)
    model: str = DEFAULT_MODEL
    settings: Settings | None = field(default=None, repr=False)
    engine: Engine | None = field(default=None, repr=False, compare=False)
    baseline: Path | None = field(default=None, repr=False, compare=False)

    @property
    def article(self) -> Article:
        """The article: its text, its blocks, and the way back to the user's file."""
        return self.reading.article

    @property
    def text(self) -> str:
        """The article's text, which all spans count in."""
        return self.article.text

    @property
    def quotations(self) -> tuple[Quotation, ...]:
        """Every pair of quotation marks, and what it does."""
        return self.reading.quotations

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """Every attribution, in the order in which it was read."""
        return tuple(with_article(relation, self.article) for relation in self.reading.relations)

    @cached_property
    def speakers(self) -> tuple[Speaker, ...]:
        """Everybody who speaks and has a name or a description, once each, in the order of their first words."""
        found: dict[tuple[str, str], Speaker] = {}
        for relation in sorted(self.reading.relations, key=lambda one: one.start):
            speaker = relation.speaker
            if speaker is not None and speaker.name is not None:
                found.setdefault((speaker.name, speaker.kind), speaker)
        return tuple(found.values())

    def said_by(self, name: str) -> tuple[Relation, ...]:
        """Return what the speaker of this name says; aliases count as well, case does not."""
        wanted = name.casefold()
        return tuple(
            relation
            for relation in self.relations
            if relation.speaker is not None
            and wanted in {known.casefold() for known in (relation.speaker.name or "", *relation.speaker.aliases)}
        )

    @cached_property
    def ledger(self) -> Ledger:
        """Who speaks, how often and in how many quoted words."""
        return make_ledger(self.article, self.quotations, self.reading.relations)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the checks find that the config has on, or that are on by default; they run when first asked for.

        Those that a comment, the sidecar or the config's baseline lets stand say why in `suppressed`.  Raises
        `BaselineError` where that baseline is not there or cannot be read.
        """
        return self._checked[0]

    @property
    def troubles(self) -> tuple[Trouble, ...]:
        """The checks that stopped with an error, and suppressions that hide nothing."""
        return self._checked[1]

    @cached_property
    def _checked(self) -> tuple[tuple[Finding, ...], tuple[Trouble, ...]]:
        known = load_baseline(self.baseline, today=datetime.date.today()) if self.baseline is not None else None
        engine = self.engine or _engine(self.model, ())
        report, troubles = engine.check(self.reading, self.settings, baseline=known)
        return report.findings, troubles


def read(
    source: str | os.PathLike[str],
    *,
    model: str | None = None,
    config: Config | os.PathLike[str] | str | None = None,
    rules: Folders = (),
) -> Story:
    """Return the story in a text or a file: a `Path` is a file, a `str` is always the text itself.

    >>> import attrib
    >>> from pathlib import Path
    >>> attrib.read("Pia Berg said the quay was shut.").relations[0].speaker.name
    'Pia Berg'
    >>> "Tomas Erdeli" in {speaker.name for speaker in attrib.read(Path("fixtures/articles/wire_relay.txt")).speakers}
    True

    No file is ever opened because a text happens to be its name.  So that nobody reads a name for a story by
    mistake, a `str` without blanks that looks like a path (`story.txt`, `stories/monday`) is a `ValueError`.
    Raises what `read_text` and `read_file` raise.
    """
    if not isinstance(source, str):
        return read_file(source, model=model, config=config, rules=rules)
    if _looks_like_path(source):
        raise ValueError(
            f"{source!r} looks like a path, and a str is read as text: "
            "use attrib.read_file, a pathlib.Path, or attrib.read_text if this is the story"
        )
    return read_text(source, model=model, config=config, rules=rules)


def read_text(
    text: str,
    *,
    model: str | None = None,
    input_format: str = PLAIN,
    config: Config | os.PathLike[str] | str | None = None,
    rules: Folders = (),
) -> Story:
    """Return the story that `text` is, read as a file of `input_format` (`txt`, `md`) with the same characters.

    `model` names another installed spaCy pipeline.  `config` is a config file, or one that was loaded; without it
    nothing is looked for and the defaults hold.  `rules` are folders of rule files to read and check with besides
    attrib's own and the config's, as `--rules` takes them.  Raises `PipelineError` where the model cannot be used,
    `ReadError` where the text is not of its format, `RuleFilesError` where the config or a rule file has faults, and
    `ConfigError` for a folder that does not exist or holds no rule file.
    """
    if input_format == PLAIN:
        article = plain_article(text)
    else:
        stream = io.BytesIO(text.encode("utf-8", "replace"))
        article = _only(read_articles("-", input_format=input_format, stdin=stream), "the text")
    return _story(article, model, _loaded(config), _folders(rules))


def read_file(
    path: str | os.PathLike[str],
    *,
    model: str | None = None,
    input_format: str | None = None,
    config: Config | os.PathLike[str] | str | None = None,
    rules: Folders = (),
) -> Story:
    """Return the story in the file at `path`; its format goes by its ending unless `input_format` says otherwise.

    `config` and `rules` as for `read_text`; `attrib.find_config(path)` gives the one the command line would go by.
    Raises `ReadError` where the file cannot be read or holds more than one article (use `read_files`), and what
    `read_text` raises.
    """
    name, loaded = os.fspath(path), _loaded(config)
    return _story(_only(_articles(name, input_format, loaded), name), model, loaded, _folders(rules))


def read_files(
    *paths: str | os.PathLike[str],
    model: str | None = None,
    input_format: str | None = None,
    config: Config | os.PathLike[str] | str | None = None,
    rules: Folders = (),
) -> Iterator[Story]:
    """Yield the stories of the files in order; a corpus (`.jsonl`) gives one for each of its records.

    Raises `ReadError` at the first article that cannot be read, and what `read_text` raises.
    """
    loaded, folders = _loaded(config), _folders(rules)
    for path in paths:
        for article in _articles(os.fspath(path), input_format, loaded):
            if isinstance(article, ReadError):
                raise article
            yield _story(article, model, loaded, folders)


def find_config(path: str | os.PathLike[str]) -> Config:
    """Return the config that holds for the article or folder at `path`: the nearest file upwards, or the defaults.

    Raises `RuleFilesError` with the faults of the file.
    """
    name, finder = Path(path), ConfigFinder()
    config = finder.of_folder(name) if name.is_dir() else finder.of(os.fspath(path))
    if config.faults:
        raise RuleFilesError(in_order(config.faults))
    return config


def with_article(relation: AttributionRelation, article: Article) -> Relation:
    """Return `relation` as one that knows its words in `article`."""
    values = {one.name: getattr(relation, one.name) for one in fields(AttributionRelation)}
    return Relation(**values, article=article)


@lru_cache(maxsize=2)
def _engine(model: str, rules: tuple[Path, ...]) -> Engine:
    """Return the engine of a model and of further rules, made once; it holds the pipeline, so that few are kept."""
    checks = load_checks(rules)
    policy = Policy(tuple(check.info for check in checks))
    return Engine(model=model, checks=select_checks(checks), rules=rules, policy=policy)


@lru_cache(maxsize=4)
def _desk(config: Config, rules: tuple[Path, ...]) -> tuple[Desk, dict[object, Engine]]:
    """Return what tells the settings of `config` with further `rules`, and the engines that read by it."""
    return Desk(flags=Flags(rules=rules)), {}


def _folders(rules: Folders) -> tuple[Path, ...]:
    given = [rules] if isinstance(rules, (str, os.PathLike)) else rules
    return tuple(Path(folder) for folder in given)


def _loaded(config: Config | os.PathLike[str] | str | None) -> Config | None:
    return config if config is None or isinstance(config, Config) else load_config(config)


def _articles(name: str, input_format: str | None, config: Config | None) -> Iterator[Article | ReadError]:
    if input_format is None and config is not None:
        value = config.value("input-format")
        input_format = str(value) if value is not None else None
    return read_articles(_no_stdin(name), input_format=input_format)


def _story(article: Article, model: str | None, config: Config | None, rules: tuple[Path, ...]) -> Story:
    if config is None:
        name = model or DEFAULT_MODEL
        engine = _engine(name, rules)
        return Story(engine.read(article), name, engine=engine)
    desk, engines = _desk(config, rules)
    holding = desk.of_config(config, article.path)
    name = model or holding.model
    key = (name, *(style.path for style in holding.house.styles))
    if key not in engines:
        plain = name if not holding.rules and not holding.words else None
        engines[key] = _engine(plain, ()) if plain else Engine(model=name, rules=holding.rules, words=holding.words)
    return Story(engines[key].read(article), name, holding.settings, engines[key], holding.baseline)


def _only(articles: Iterator[Article | ReadError], name: str) -> Article:
    found = next(articles, None)
    if isinstance(found, ReadError):
        raise found
    if found is None:
        raise ReadError("holds no article", path=name)
    if next(articles, None) is not None:
        raise ReadError("holds more than one article", path=name, hint="attrib.read_files gives them one by one")
    return found


def _no_stdin(path: str) -> str:
    """Return `path` as the name of a file: `-` is standard input to the readers, and a file's name here."""
    return str(Path(path).absolute()) if path == "-" else path


def _looks_like_path(text: str) -> bool:
    if not text or any(character.isspace() for character in text):
        return False
    return has_known_extension(text) or "/" in text or "\\" in text
