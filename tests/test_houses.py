"""House styles: strictly loaded, held against the catalogue, and each of attrib's own proved by its examples."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from attrib.catalogue import load_checks
from attrib.checking import Check, CheckInfo, ReadText, make_settings
from attrib.checking.proving import Fault
from attrib.engine import Engine
from attrib.errors import RuleFilesError
from attrib.houses import House, find_house, make_house, named_checks, run_house_examples, unknown_checks
from attrib.model import Severity
from attrib.rulefiles import house_names, lineage, load_house_style, load_house_styles
from attrib.rulefiles.house import Groups

HEAD = """schema: 1
name: ours
stage: house
summary: Ours.
why: To try it.
source: Made up.
"""
TAIL = """examples:
  - {text: "The “experts” met on Monday.", flags: {AT106: error}}
"""
SAYS = "severity: {AT106: error}\nswitch_on: [AT106]\n"


@cache
def infos() -> tuple[CheckInfo, ...]:
    return tuple(check.info for check in load_checks())


def put(path: Path, says: str = SAYS, *, head: str = HEAD, tail: str = TAIL) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(head + says + tail, "utf-8")
    return path


def made(path: Path, folders: tuple[Path, ...] = ()) -> House:
    return make_house(load_house_style(path), load_house_styles(folders), infos())


def faults_of(path: Path, folders: tuple[Path, ...] = ()) -> list[str]:
    with pytest.raises(RuleFilesError) as raised:
        made(path, folders)
    return [str(fault).partition("\n")[0].removeprefix(f"{path}:") for fault in raised.value.faults]


def test_the_six_houses_are_there_and_say_where_they_have_it_from() -> None:
    assert house_names() == ("ap", "bbc", "broadcast", "guardian", "reuters", "wikipedia")
    for name, style in load_house_styles().items():
        assert style.name == name == Path(style.path).stem
        assert style.is_shipped
        assert len(style.why) > 80
        assert len(style.source) > 40
        assert len(style.examples) >= 3


def test_every_check_that_a_house_names_is_in_the_catalogue() -> None:
    missing = {name: unknown_checks(style, infos()) for name, style in load_house_styles().items()}
    assert {name: codes for name, codes in missing.items() if codes} == {}


@cache
def reader(words: tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...]) -> ReadText:
    return Engine(words={name: dict(groups) for name, groups in words}).read_text


def read_with(words: Mapping[str, Groups]) -> ReadText:
    return reader(tuple((name, tuple(groups.items())) for name, groups in words.items()))


@pytest.mark.model
@pytest.mark.parametrize("name", house_names())
def test_every_example_of_a_house_holds_and_would_not_without_it(name: str) -> None:
    styles = load_house_styles()
    house = make_house(styles[name], styles, infos())
    results = run_house_examples(house, load_checks(), read_with)
    assert len(results) == len(styles[name].examples)
    assert [(result.example.line, result.message) for result in results if not result.passed] == []


@pytest.mark.model
def test_an_example_that_shows_nothing_or_does_not_hold_fails(tmp_path: Path) -> None:
    tail = """examples:
  - {text: "A source said talks had ended.", flags: {AT302: error}}
  - {text: "A source said talks had ended.", flags: {AT106: error}}
  - {text: "The “experts” met on Monday.", leaves: [AT106]}
  - {text: "The “experts” met on Monday.", flags: {AT106: note}}
"""
    results = run_house_examples(made(put(tmp_path / "ours.yaml", tail=tail)), load_checks(), read_with)
    assert [result.message for result in results] == [
        "holds without this house as well: it shows nothing of it",
        "AT106 does not flag it, expected error",
        "AT106 flags it",
        "AT106 flags it as error, expected note",
    ]


def test_a_house_is_found_by_name_or_by_path(tmp_path: Path) -> None:
    put(tmp_path / "house" / "ours.yaml")
    styles = load_house_styles([tmp_path / "house"])
    for wanted in ("ours", "house/ours.yaml"):
        found = find_house(wanted, tmp_path, styles, infos())
        assert isinstance(found, House)
        assert found.name == "ours"
    for wanted, said in (("oars", "did you mean `ours`?"), ("house/oars.yaml", "there is no file")):
        fault = find_house(wanted, tmp_path, styles, infos())
        assert isinstance(fault, Fault)
        assert said in f"{fault.message} {fault.hint}"


def test_a_house_begins_with_the_one_it_extends(tmp_path: Path) -> None:
    house = made(put(tmp_path / "ours.yaml", "extends: ap\nseverity: {AT108: note}\n"))
    assert [style.name for style in house.styles] == ["ap", "ours"]
    settings = make_settings(load_checks(), house.layers)
    assert (settings.by_code["AT108"].severity.value, settings.by_code["AT108"].severity.origin) == (
        "note",
        "house ours",
    )
    assert settings.by_code["AT107"].severity.origin == "house ap"


def test_a_house_may_extend_a_file_beside_it(tmp_path: Path) -> None:
    put(tmp_path / "base.yaml", head=HEAD.replace("ours", "base"))
    house = made(put(tmp_path / "desk" / "ours.yaml", "extends: ../base.yaml\n"))
    assert [style.name for style in house.styles] == ["base", "ours"]


def test_houses_that_extend_each_other_are_a_fault(tmp_path: Path) -> None:
    put(tmp_path / "one.yaml", "extends: two\n", head=HEAD.replace("ours", "one"))
    path = put(tmp_path / "two.yaml", "extends: one\n", head=HEAD.replace("ours", "two"))
    styles = load_house_styles([tmp_path])
    with pytest.raises(RuleFilesError, match="the houses extend each other: two → one → two") as raised:
        lineage(styles["two"], styles)
    assert raised.value.faults[0].line == 7
    alone = put(tmp_path / "self" / "ours.yaml", "extends: ours.yaml\n")
    assert faults_of(alone) == ["7: extends: the houses extend each other: ours → ours"]
    assert path.exists()


def test_a_name_is_taken_once(tmp_path: Path) -> None:
    put(tmp_path / "mine.yaml", head=HEAD.replace("ours", "ap"))
    with pytest.raises(RuleFilesError, match=r"the name `ap` is attrib's own .*extends: ap"):
        load_house_styles([tmp_path])


@pytest.mark.parametrize(
    ("says", "said"),
    [
        ("extends: app\n", "7: extends: no house is called `app` (did you mean `ap`?)"),
        ("extends: no/such.yaml\n", "7: extends: there is no file `no/such.yaml`"),
        ("switch_on: [AT1O6]\n", "7: switch_on.AT1O6: no check is called 'AT1O6' (did you mean AT106 scare-quotes?)"),
        ("severity: {AT9999: note}\n", "7: severity.AT9999: no check is called 'AT9999'"),
        (
            'messages:\n  AT106: "{wrods}"\n',
            "8: messages.AT106: AT106 has no placeholder `{wrods}` (did you mean `words`?)",
        ),
        (
            'messages: {AT106: "No."}\n',
            "7: messages.AT106: the placeholders of AT106 must all be used (it has {words})",
        ),
        ("options:\n  AT106:\n    max_wrods: 3\n", "9: options.AT106.max_wrods: AT106 has no option `max_wrods`"),
        ("options: {AT106: {max_words: few}}\n", "7: options.AT106.max_words: expected a whole number from"),
        ("words: {loaded_cue: {add: {mild: [x]}}}\n", "did you mean `loaded_cues`?"),
        (
            "words: {loaded_cues: {add: {mlid: [x]}}}\n",
            "7: words.loaded_cues.add.mlid: `loaded_cues` has no such group",
        ),
        ("words: {loaded_cues: {add: {mild: [Slam]}}}\n", "`Slam` can never match"),
        ("words: {loaded_cues: {remove: {mild: [slam]}}}\n", "`slam` is not among its words"),
        ("words: {titles: {remove: {office: [mayor]}}}\n", "words can be added to `titles` and not taken away"),
    ],
)
def test_what_no_check_or_lexicon_has_is_named_with_its_place(tmp_path: Path, says: str, said: str) -> None:
    (fault,) = faults_of(put(tmp_path / "ours.yaml", says))
    assert said in fault


@pytest.mark.parametrize(
    ("says", "tail", "said"),
    [
        ("", TAIL, "this house says nothing"),
        ("swich_on: [AT106]\n", TAIL, "swich_on: unknown key (did you mean `switch_on`?)"),
        ("switch_on: [AT106]\nswitch_off: [AT106]\n", TAIL, "switch_off: `AT106` is switched on as well"),
        ("severity: {AT106: off}\n", TAIL, "unquoted `off` is read as a truth value"),
        ("severity: {AT106: grave}\n", TAIL, "expected error, warning or note"),
        ("words: {titles: {}}\n", TAIL, "neither adds nor removes words"),
        (SAYS, "", "examples: missing"),
        (SAYS, "examples: []\n", "expected at least one"),
        (SAYS, "examples:\n  - {text: x}\n", "shows nothing"),
        (SAYS, "examples:\n  - {text: x, flags: {AT106: grave}}\n", "expected error, warning or note"),
    ],
)
def test_what_is_malformed_is_refused(tmp_path: Path, says: str, tail: str, said: str) -> None:
    with pytest.raises(RuleFilesError) as raised:
        load_house_style(put(tmp_path / "ours.yaml", says, tail=tail))
    assert said in str(raised.value)


def test_an_example_names_checks_that_there_are(tmp_path: Path) -> None:
    path = put(tmp_path / "ours.yaml", tail="examples:\n  - {text: x, leaves: [AT1O6]}\n")
    assert faults_of(path) == ["10: examples[0]: no check is called 'AT1O6' (did you mean AT106 scare-quotes?)"]


def test_words_are_added_and_taken_away(tmp_path: Path) -> None:
    says = """words:
  loaded_cues: {add: {mild: [opine]}, remove: {hostile: [slam]}}
  titles: {add: {office: [verger]}}
"""
    house = made(put(tmp_path / "ours.yaml", says))
    assert "opine" in house.lexicons["loaded_cues"]["mild"]
    assert "slam" not in house.lexicons["loaded_cues"]["hostile"]
    assert house.words == {"titles": {"office": ("verger",)}}
    further = put(tmp_path / "more.yaml", "extends: ours.yaml\nwords: {loaded_cues: {remove: {mild: [opine]}}}\n")
    assert "opine" not in made(further).lexicons["loaded_cues"]["mild"]


@pytest.mark.model
def test_a_changed_lexicon_and_message_reach_the_check(tmp_path: Path) -> None:
    says = (
        'words: {loaded_cues: {remove: {hostile: [slam]}}}\nmessages: {AT401: "Not {cue}."}\nseverity: {AT401: note}\n'
    )
    house = made(put(tmp_path / "ours.yaml", says))
    engine = Engine()
    reading = engine.read_text("Tom Reed slammed the plan. Ida Moe boasted that it was hers.")
    report, _ = engine.check(reading, make_settings(load_checks(), house.layers, lexicons=house.lexicons))
    found = [(finding.message, finding.severity) for finding in report.findings if finding.code == "AT401"]
    assert found == [("Not boasted.", Severity.NOTE)]


@pytest.mark.model
def test_words_for_reading_make_one_speaker_of_two_mentions(tmp_path: Path) -> None:
    house = made(put(tmp_path / "ours.yaml", "words: {roles: {add: {office: [harbourmaster]}}}\n"))
    text = "Harbourmaster Ann Lee opened the gates. The harbourmaster said the water was high."
    (relation,) = Engine(words=house.words).read_text(text).relations
    assert relation.speaker is not None
    assert relation.speaker.name == "Ann Lee"


def test_named_checks_are_all_that_a_style_speaks_of(tmp_path: Path) -> None:
    style = load_house_style(put(tmp_path / "ours.yaml", "switch_on: [AT109]\noptions: {AT106: {max_words: 2}}\n"))
    assert named_checks(style) == ("AT109", "AT106")


def test_checks_are_not_changed_by_what_is_made_of_them(tmp_path: Path) -> None:
    before: tuple[Check, ...] = load_checks()
    make_settings(before, made(put(tmp_path / "ours.yaml")).layers).active  # noqa: B018 - made for its effects
    assert [check.info for check in load_checks()] == [check.info for check in before]
