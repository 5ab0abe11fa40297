from __future__ import annotations

from collections.abc import Iterator

import pytest

from attrib.checking import Check, CheckContext, CheckInfo, Given, Layer, Option, Settings, make_settings
from attrib.checking.proving import Fault, fault_of_choice, fault_of_message, fault_of_name, read_option
from attrib.checking.troubles import NOTICES
from attrib.model import Finding, Severity


def never(context: CheckContext) -> Iterator[Finding]:
    return iter(())


def check(code: str, name: str, *, enabled: bool = True, options: tuple[Option, ...] = ()) -> Check:
    info = CheckInfo(
        code, name, Severity.WARNING, "{match} is wrong.", "Help.", "0.1.0", enabled=enabled, options=options
    )
    return Check(info, never)


CONFIDENCE = Option("min_confidence", 0.5, "How sure.")
CHECKS = (
    check("AT101", "first"),
    check("AT102", "second", enabled=False),
    check("AT301", "third", options=(CONFIDENCE, Option("allow", (), "Words."))),
    check("AT302", "fourth", enabled=False),
)


def on(*layers: Layer) -> list[str]:
    settings = make_settings(CHECKS, layers)
    assert [one.info.code for one in settings.active] == [
        one.info.code for one in CHECKS if settings.is_on(one.info.code)
    ]
    return [one.info.code for one in settings.active]


def chosen(*words: str, origin: str = "file") -> Given:
    return Given(words, origin)


@pytest.mark.parametrize(
    ("layers", "codes"),
    [
        ([], ["AT101", "AT301"]),
        ([Layer(select=chosen("AT3"))], ["AT301", "AT302"]),
        ([Layer(select=chosen("ALL"), ignore=chosen("AT3"))], ["AT101", "AT102"]),
        ([Layer(select=chosen("ALL"), ignore=chosen("AT3", "AT1"), extend_select=chosen("AT302"))], ["AT302"]),
        ([Layer(select=chosen("AT301"), ignore=chosen("AT301"))], []),
        ([Layer(extend_select=chosen("second"))], ["AT101", "AT102", "AT301"]),
        ([Layer(extend_select=chosen("AT1"), ignore=chosen("AT101"))], ["AT102", "AT301"]),
        ([Layer(ignore=chosen("AT1"), extend_select=chosen("AT102"))], ["AT102", "AT301"]),
        ([Layer(select=chosen("DEFAULT", "AT302"))], ["AT101", "AT301", "AT302"]),
        ([Layer(select=chosen())], []),
        # Each layer goes on from the one before, unless it selects.
        ([Layer(ignore=chosen("AT101")), Layer(extend_select=chosen("AT102"))], ["AT102", "AT301"]),
        ([Layer(ignore=chosen("AT101")), Layer(select=chosen("AT1"))], ["AT101", "AT102"]),
        ([Layer(select=chosen("AT101")), Layer(ignore=chosen("ALL"))], []),
        # DEFAULT is what attrib and the house have on, whatever a file said before.
        ([Layer(ignore=chosen("AT101")), Layer(select=chosen("DEFAULT"))], ["AT101", "AT301"]),
        (
            [Layer(extend_select=chosen("AT102"), is_house=True), Layer(select=chosen("default"))],
            ["AT101", "AT102", "AT301"],
        ),
        # off in a table of severities is to ignore the code itself.
        ([Layer(severity={"AT101": Given("off")})], ["AT301"]),
        ([Layer(severity={"AT101": Given("off")}), Layer(select=chosen("AT101"))], ["AT101"]),
        ([Layer(select=chosen("AT101"), severity={"AT101": Given("off")})], []),
    ],
)  # fmt: skip
def test_which_checks_are_on(layers: list[Layer], codes: list[str]) -> None:
    assert on(*layers) == codes


def test_where_each_came_from() -> None:
    settings = make_settings(
        CHECKS,
        [
            Layer(severity={"AT101": Given("error", "house ap")}, messages={"AT101": Given("No: {match}", "house ap")}),
            Layer(ignore=chosen("AT3", origin="attrib.toml:2")),
            Layer(severity={"AT101": Given("note", "attrib.toml:9")}),
            Layer(select=chosen("DEFAULT", "AT302", origin="--select")),
        ],
    )
    first, third, fourth = (settings.by_code[code] for code in ("AT101", "AT301", "AT302"))
    assert (first.severity, first.message) == (Given("note", "attrib.toml:9"), Given("No: {match}", "house ap"))
    assert (first.enabled, third.enabled) == (Given(True), Given(True))
    assert fourth.enabled == Given(True, "--select")
    assert settings.by_code["AT102"].enabled == Given(False, "--select")
    (graded, *_) = settings.active
    assert (graded.info.severity, graded.info.message) == (Severity.NOTE, "No: {match}")
    assert settings.graded == {"AT101"}


def test_a_grade_of_off_leaves_the_grade_as_it_was() -> None:
    settings = make_settings(CHECKS, [Layer(severity={"AT101": Given("off")}), Layer(extend_select=chosen("AT101"))])
    assert settings.by_code["AT101"].severity == Given("warning")
    assert settings.is_on("AT101")


def test_options_of_a_later_layer_win_and_only_those_set_are_passed_on() -> None:
    first = Layer(options={"AT301": {"allow": Given(("x",), "house"), "min_confidence": Given(0.1, "house")}})
    settings = make_settings(CHECKS, [first, Layer(options={"AT301": {"allow": Given(("y",), "file")}})])
    assert settings.options["AT301"] == {"allow": ("y",), "min_confidence": 0.1}
    assert settings.options["AT101"] == {}


@pytest.mark.parametrize(("floor", "set_to", "value"), [(0.2, None, {}), (0.8, None, 0.8), (0.8, 0.1, 0.1)])
def test_a_floor_of_confidence_yields_to_what_is_set_for_a_check(
    floor: float, set_to: float | None, value: object
) -> None:
    layers = [Layer(options={"AT301": {"min_confidence": Given(set_to, "file")}})] if set_to is not None else []
    settings = make_settings(CHECKS, layers, floor=Given(floor, "file"))
    assert settings.options["AT301"].get("min_confidence", {}) == value


def notices(*layers: Layer) -> list[str]:
    settings: Settings = make_settings(CHECKS, layers, notices=NOTICES)
    return [info.code for info in settings.notices]


def test_notices_stay_on_where_checks_are_selected_and_go_where_they_are_ignored() -> None:
    every = [info.code for info in NOTICES]
    assert notices(Layer(select=chosen("AT101"))) == every
    assert notices(Layer(ignore=chosen("ALL"))) == every
    assert notices(Layer(ignore=chosen(every[0]))) == every[1:]
    assert notices(Layer(severity={every[0]: Given("off", "file")})) == every[1:]
    graded = make_settings(CHECKS, [Layer(severity={every[0]: Given("error", "file")})], notices=NOTICES).notices[0]
    assert graded.severity is Severity.ERROR


INFO = CheckInfo(
    "AT999",
    "probe",
    Severity.NOTE,
    "{match} of {speaker}",
    "Help.",
    "0.1.0",
    options=(
        Option("max_words", 40, "Words.", low=1),
        Option("similarity", 0.8, "Share.", high=1),
        CONFIDENCE,
        Option("strict", False, "Strict."),
        Option("levels", ("mild",), "Levels.", choices=("mild", "hostile")),
        Option("form", "long", "Form.", choices=("long", "short")),
        Option("words", (), "Words."),
    ),
)


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("max-words", 3, ("max_words", 3)),
        ("max_words", 3, ("max_words", 3)),
        ("similarity", 1, ("similarity", 1.0)),
        ("strict", True, ("strict", True)),
        ("levels", ["hostile", "mild"], ("levels", ("hostile", "mild"))),
        ("form", "short", ("form", "short")),
        ("words", [], ("words", ())),
    ],
)
def test_an_option_of_the_right_type_is_taken(name: str, value: object, read: tuple[str, object]) -> None:
    assert read_option(INFO, name, value) == read


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("max_wrods", 3, "did you mean `max_words`?"),
        ("nothing", 3, "its options: max_words, similarity"),
        ("max_words", "3", 'expected a whole number from 1 on, found "3"'),
        ("max_words", 3.0, "found 3.0"),
        ("max_words", True, "found true"),
        ("max_words", 0, "expected a whole number from 1 on, found 0"),
        ("similarity", 1.1, "expected a number from 0 to 1, found 1.1"),
        ("min_confidence", 2, "expected a number from 0 to 1, found 2"),
        ("strict", "true", "expected true or false"),
        ("levels", "mild", 'write ["mild"]'),
        ("levels", ["mlid"], "did you mean `mild`?"),
        ("form", "middling", "expected one of long or short"),
        ("words", [1], "expected a list of texts"),
        ("words", {"a": 1}, "found a table"),
    ],
)
def test_an_option_of_another_type_is_a_fault(name: str, value: object, said: str) -> None:
    fault = read_option(INFO, name, value)
    assert isinstance(fault, Fault)
    assert said in f"{fault.message} ({fault.hint})"


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("{match}, said {speaker}", None),
        ("{match}", "must all be used"),
        ("{match} {speaker} {cue}", "no placeholder `{cue}`"),
        ("{match} {speeker}", "did you mean `speaker`?"),
        ("{match {speaker}", "braces do not pair"),
        ("{match.text} {speaker}", "no placeholder `{match.text}`"),
        ("{match!r} {speaker}", "more than a name"),
        ("{match:>9} {speaker}", "more than a name"),
    ],
)
def test_a_message_has_the_placeholders_of_the_check(message: str, said: str | None) -> None:
    fault = fault_of_message(INFO, message)
    assert (fault is None) == (said is None)
    assert fault is None or said is None or said in f"{fault.message} ({fault.hint})"


def test_a_name_stands_for_one_check_and_a_choice_for_several() -> None:
    infos = [one.info for one in CHECKS]
    assert fault_of_name("at101", infos) is None
    assert fault_of_name("third", infos) is None
    assert fault_of_name("AT3", infos) is not None
    assert fault_of_choice("AT3", infos) is None
    assert fault_of_choice("all", infos) is None
    fault = fault_of_choice("AT1O1", infos)
    assert fault is not None
    assert fault.hint == "did you mean AT101 first?"
    fault = fault_of_choice("AT901", infos)
    assert fault is not None
    assert "own trouble" in fault.message
