"""House styles held against the checks there are, and made into settings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from attrib.checking import Check, CheckInfo, ExampleResult, Given, Layer, ReadText, Settings, make_settings, run_checks
from attrib.checking.examples import Example
from attrib.checking.proving import Fault, fault_of_message, fault_of_name, find_code, read_option
from attrib.errors import RuleFileError, RuleFilesError, listed, nearest
from attrib.rulefiles import HouseExample, HouseStyle, Lexicon, lineage, load_house_style, shipped_lexicon
from attrib.rulefiles.house import (
    CLOSED_GROUPS,
    EXTENDABLE,
    FURTHER_GROUPS,
    OPEN_GROUPS,
    Groups,
    extended,
    fault_at,
    misspelt,
)
from attrib.rulefiles.housestyles import is_path


@dataclass(frozen=True)
class House:
    """A house style with those it extends: settings of checks, lexicons it has changed, and words for reading.

    `lexicons` are those that checks read, by name; `words` what is added to those that articles are read with; `base`
    is the house it extends.
    """

    styles: tuple[HouseStyle, ...] = ()
    layers: tuple[Layer, ...] = ()
    lexicons: Mapping[str, Lexicon] = field(default_factory=dict)
    words: Mapping[str, Groups] = field(default_factory=dict)
    base: House | None = None

    @property
    def name(self) -> str | None:
        """Its name, `None` for no house at all."""
        return self.styles[-1].name if self.styles else None


def find_house(
    wanted: str, folder: Path, styles: Mapping[str, HouseStyle], infos: Sequence[CheckInfo]
) -> House | Fault:
    """Return the house of a name, or in the file at a path as seen from `folder`; a `Fault` where there is none.

    Raises `RuleFilesError` with the faults of its files.
    """
    if is_path(wanted):
        path = folder / wanted
        if not path.exists():
            return Fault(f"there is no file `{wanted}`", f"or name one of {', '.join(styles)}")
        return make_house(load_house_style(path), styles, infos)
    style = styles.get(wanted.casefold())
    if style is None:
        return Fault(f"no house is called {wanted!r}", nearest(wanted, styles) or f"known: {', '.join(styles)}")
    return make_house(style, styles, infos)


def make_house(style: HouseStyle, styles: Mapping[str, HouseStyle], infos: Sequence[CheckInfo]) -> House:
    """Return `style` with those it extends, held against the checks there are.

    Raises `RuleFilesError` with all the faults.
    """
    faults: list[RuleFileError] = []
    read_by_checks = {name for info in infos for name in info.lexicons}
    house: House | None = None
    for one in lineage(style, styles):
        base = house or House()
        lexicons, words = dict(base.lexicons), dict(base.words)
        found = [*_faults_of_checks(one, infos), *_change_words(one, read_by_checks, lexicons, words)]
        faults.extend(found)
        layers = base.layers if found else (*base.layers, _layer(one, infos))
        house = House((*base.styles, one), layers, MappingProxyType(lexicons), MappingProxyType(words), house)
    if faults or house is None:
        raise RuleFilesError(faults)
    return house


def unknown_checks(style: HouseStyle, infos: Sequence[CheckInfo]) -> tuple[str, ...]:
    """Return the codes and names in a house style that no check has."""
    return tuple(word for word in named_checks(style) if find_code(word, infos) is None)


def named_checks(style: HouseStyle) -> tuple[str, ...]:
    """Return the codes and names of checks that a house style speaks of, each once, in order."""
    shown = [word for example in style.examples for word in (*example.flags, *example.leaves)]
    return tuple(dict.fromkeys([*style.on, *style.off, *style.severity, *style.messages, *style.options, *shown]))


def _faults_of_checks(style: HouseStyle, infos: Sequence[CheckInfo]) -> Iterator[RuleFileError]:
    """Yield what is wrong with what a style says of checks."""
    by_code = {info.code: info for info in infos}
    for key, words in (
        ("switch_on", style.on),
        ("switch_off", style.off),
        ("severity", style.severity),
        ("messages", style.messages),
        ("options", style.options),
    ):
        for word in words:
            fault = fault_of_name(word, infos)
            if fault is not None:
                yield fault_at(style.path, (key, word), fault.message, fault.hint)
    for word, message in style.messages.items():
        code = find_code(word, infos)
        fault = fault_of_message(by_code[code], message) if code else None
        if fault is not None:
            yield fault_at(style.path, ("messages", word), fault.message, fault.hint)
    for word, options in style.options.items():
        code = find_code(word, infos)
        for name, value in options.items() if code else ():
            read = read_option(by_code[code or ""], name, value)
            if isinstance(read, Fault):
                yield fault_at(style.path, ("options", word, name), read.message, read.hint)
    for number, example in enumerate(style.examples):
        for word in (*example.flags, *example.leaves):
            fault = fault_of_name(word, infos)
            if fault is not None:
                yield RuleFileError(
                    fault.message, path=style.path, line=example.line, field=f"examples[{number}]", hint=fault.hint
                )


def _change_words(
    style: HouseStyle, read_by_checks: set[str], lexicons: dict[str, Lexicon], words: dict[str, Groups]
) -> Iterator[RuleFileError]:
    """Lay the word changes of `style` over `lexicons` and `words`; yield its faults."""
    known = sorted({*read_by_checks, *EXTENDABLE})
    for name, change in style.words.items():
        at = ("words", name)
        if name not in known:
            hint = nearest(name, known) or f"those that may be changed: {', '.join(known)}"
            yield fault_at(style.path, at, f"no lexicon `{name}` takes a house's words", hint)
            continue
        is_read_by_checks = name in read_by_checks
        if change.remove and not is_read_by_checks:
            yield fault_at(style.path, (*at, "remove"), f"words can be added to `{name}` and not taken away")
            continue
        lexicon = lexicons.get(name) or shipped_lexicon(name)
        yield from _faults_of_words(style, name, lexicon)
        if is_read_by_checks:
            lexicons[name] = _changed(lexicon, change.add, change.remove)
        if name in EXTENDABLE and change.add:
            words[name] = extended(words.get(name, {}), change.add)


def _faults_of_words(style: HouseStyle, name: str, lexicon: Lexicon) -> Iterator[RuleFileError]:
    change = style.words[name]
    for key, groups in (("add", change.add), ("remove", change.remove)):
        for group, listing in groups.items():
            at = ("words", name, key, group)
            is_new = name in OPEN_GROUPS or group in FURTHER_GROUPS.get(name, ())
            if key == "add" and group in CLOSED_GROUPS.get(name, ()):
                yield fault_at(style.path, at, f"the words of `{group}` go by their order")
                continue
            if group not in lexicon.groups and (key == "remove" or not is_new):
                hint = nearest(group, lexicon.groups) or f"known: {listed(lexicon.groups)}"
                yield fault_at(style.path, at, f"`{name}` has no such group", hint)
                continue
            ours = lexicon.groups.get(group, ())
            if key == "add":
                for said, hint in misspelt(listing, ours):
                    yield fault_at(style.path, at, said, hint)
                continue
            for word in listing:
                if word not in ours:
                    yield fault_at(style.path, at, f"`{word}` is not among its words", nearest(word, ours))


def _changed(lexicon: Lexicon, add: Groups, remove: Groups) -> Lexicon:
    groups = {
        group: tuple(word for word in words if word not in remove.get(group, ()))
        for group, words in extended(lexicon.groups, add).items()
    }
    return Lexicon(lexicon.name, lexicon.language, lexicon.why, lexicon.source, MappingProxyType(groups), lexicon.path)


def _layer(style: HouseStyle, infos: Sequence[CheckInfo]) -> Layer:
    by_code = {info.code: info for info in infos}
    origin = f"house {style.name}"

    def coded(table: Mapping[str, str]) -> dict[str, Given]:
        return {find_code(word, infos) or word: Given(value, origin) for word, value in table.items()}

    options = {}
    for word, values in style.options.items():
        code = find_code(word, infos) or word
        read = [read_option(by_code[code], name, value) for name, value in values.items()]
        options[code] = {found[0]: Given(found[1], origin) for found in read if not isinstance(found, Fault)}
    return Layer(
        extend_select=Given(style.on, origin) if style.on else None,
        ignore=Given(style.off, origin) if style.off else None,
        severity=coded(style.severity),
        options=options,
        messages=coded(style.messages),
        is_house=True,
    )


def run_house_examples(
    house: House, checks: Sequence[Check], reader: Callable[[Mapping[str, Groups]], ReadText]
) -> list[ExampleResult]:
    """Return the result of each example of the house's own file (not of those it extends).

    `reader` gives what reads a text with further words.  An example fails too where it holds without the house, with
    the one it extends alone: it shows nothing of it then.
    """
    style = house.styles[-1]
    base = house.base or House()
    read, plain = reader(house.words), reader(base.words)
    with_house = make_settings(checks, house.layers, lexicons=house.lexicons)
    without = make_settings(checks, base.layers, lexicons=base.lexicons)
    results = []
    for example in style.examples:
        message = _differs(example, with_house, read)
        if not message and not _differs(example, without, plain):
            message = "holds without this house as well: it shows nothing of it"
        found = Example(style.path, example.line, style.name, "house", example.text)
        results.append(ExampleResult(found, not message, message))
    return results


def _differs(example: HouseExample, settings: Settings, read: ReadText) -> str:
    """Return what differs between an example and what the checks find, empty where nothing does."""
    reading = read(example.text)
    findings, troubles = run_checks(
        settings.active,
        reading.article,
        reading.parse,
        reading.quotations,
        reading.relations,
        options=settings.options,
        lexicons=settings.lexicons,
        graded=settings.graded,
    )
    if troubles:
        return troubles[0].message
    infos = [setting.info for setting in settings.by_code.values()]
    found = {finding.code: finding.severity.value for finding in findings}
    said = []
    for word, severity in example.flags.items():
        seen = found.get(find_code(word, infos) or word)
        if seen != severity:
            said.append(f"{word} {f'flags it as {seen}' if seen else 'does not flag it'}, expected {severity}")
    said.extend(f"{word} flags it" for word in example.leaves if (find_code(word, infos) or word) in found)
    return "; ".join(said)
