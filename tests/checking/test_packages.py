"""Checks that installed packages bring: found, held to the rules, and named where they are broken."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent

import pytest

from attrib.catalogue import load_checks, load_infos
from attrib.checking.packages import package_checks
from attrib.errors import RuleFilesError

Install = Callable[..., None]

GOOD = """
    from attrib.checking import Check, CheckInfo
    from attrib.model import CharSpan, Severity

    def find_quays(context):
        at = context.article.text.find("quay")
        if at >= 0:
            yield context.finding(CharSpan(at, at + 4))

    def make(code="HBR101", name="quay-named", message="A quay: say which.", help="A quay.\\n\\nWhy: there are two."):
        return Check(CheckInfo(code, name, Severity.ERROR, message, help, "1.0.0"), find_quays)

    CHECK = make()
    CHECKS = (CHECK, make("HBR102", "quay-again"))
"""


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Install a package into a folder of the path: its module and what a wheel leaves beside it."""
    monkeypatch.syspath_prepend(str(tmp_path))
    made: list[str] = []

    def put(entry: str, source: str = GOOD, *, name: str = "harbour-checks", version: str = "1.2.0") -> None:
        module = name.replace("-", "_")
        (tmp_path / f"{module}.py").write_text(dedent(source), "utf-8")
        info = tmp_path / f"{module}-{version}.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        (info / "entry_points.txt").write_text(f"[attrib.checks]\nharbour = {entry}\n")
        made.append(module)
        importlib.invalidate_caches()

    yield put
    for module in made:
        sys.modules.pop(module, None)


def faults() -> list[str]:
    with pytest.raises(RuleFilesError) as caught:
        load_checks()
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize(("entry", "codes"), [("CHECK", ["HBR101"]), ("CHECKS", ["HBR101", "HBR102"])])
def test_an_entry_point_gives_a_check_or_a_tuple_of_them(install: Install, entry: str, codes: list[str]) -> None:
    before = len(load_checks())
    install(f"harbour_checks:{entry}")
    assert [check.info.code for check in package_checks()] == codes
    assert {check.info.origin for check in package_checks()} == {"package harbour-checks 1.2.0"}
    assert len(load_checks()) == before + len(codes)
    assert len(load_checks(packages=False)) == before
    assert set(codes) <= {info.code for info in load_infos()}


@pytest.mark.parametrize(
    ("entry", "source", "said"),
    [
        ("harbour_checks:CHECK", "import no_such_module", "ModuleNotFoundError: No module named 'no_such_module'"),
        ("harbour_checks:CHECK", "raise SystemExit(3)", "cannot be loaded: SystemExit: 3"),
        ("harbour_checks:CHECK", "def broken(", "SyntaxError"),
        ("harbour_checks:MISSING", GOOD, "AttributeError"),
        ("no_module_of_it:CHECK", GOOD, "ModuleNotFoundError"),
        ("harbour_checks:make", GOOD, "is no check but function (an entry point is a Check or a tuple of them)"),
        ("harbour_checks:CHECKS", GOOD + "    CHECKS = [CHECK, 7]\n", "is no check but list"),
        ("harbour_checks:CHECK", GOOD + "    CHECK = make('AT999')\n", "the code AT999 is attrib's"),
        ("harbour_checks:CHECK", GOOD + "    CHECK = make('hbr1')\n", "not of the form expected"),
        ("harbour_checks:CHECK", GOOD + "    CHECK = make(name='Quay Named')\n", "not of the form expected"),
        ("harbour_checks:CHECK", GOOD + "    CHECK = make(name='vague-source')\n", "`vague-source` is taken by"),
        ("harbour_checks:CHECK", GOOD + "    CHECK = make(message='{')\n", "the message cannot be read"),
        ("harbour_checks:CHECK", GOOD + "    CHECK = make(help=' ')\n", "it has no page"),
        (
            "harbour_checks:CHECKS",
            GOOD + "    CHECKS = (CHECK, CHECK)\n",
            "`HBR101` is taken by package harbour-checks",
        ),
    ],
)
def test_what_is_wrong_with_a_package_is_named_with_it(install: Install, entry: str, source: str, said: str) -> None:
    install(entry, source)
    found = faults()
    assert any(said in fault for fault in found)
    assert all(fault.startswith(f"package harbour-checks 1.2.0: harbour = {entry}: ") for fault in found)
    assert load_checks(packages=False)


def test_two_packages_may_not_bring_the_same_code(install: Install) -> None:
    install("harbour_checks:CHECK")
    install("port_checks:CHECK", name="port-checks")
    assert [fault.partition(": ")[0] for fault in faults()] == ["package port-checks 1.2.0"] * 2
    assert "`HBR101` is taken by package harbour-checks 1.2.0" in faults()[0]


def test_a_rule_file_and_a_package_may_not_bring_the_same_code(install: Install, tmp_path: Path) -> None:
    install("harbour_checks:CHECK")
    sound = Path(__file__).parents[2] / "fixtures" / "rulefiles" / "sound_check.yaml"
    folder = tmp_path / "house"
    folder.mkdir()
    (folder / "own.yaml").write_text(sound.read_text("utf-8").replace("HOUSE101", "HBR101"), "utf-8")
    with pytest.raises(RuleFilesError, match=r"`HBR101` is taken by .*own\.yaml"):
        load_checks([folder])


def attrib(tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line as somebody who has installed the package."""
    return subprocess.run(
        [sys.executable, "-m", "attrib", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=tmp_path,
        env={**__import__("os").environ, "PYTHONPATH": str(tmp_path), "PYTHONIOENCODING": "utf-8"},
    )


def test_a_broken_package_is_told_by_every_command_that_needs_it_and_isolated_leaves_it_out(
    install: Install, tmp_path: Path
) -> None:
    install("harbour_checks:CHECK", "import no_such_module")
    (tmp_path / "a.txt").write_text("The quay is shut.\n")
    for command in (("check", "--format", "json", "a.txt"), ("rules", "list"), ("explain", "AT101")):
        result = attrib(tmp_path, *command)
        assert result.returncode == 2
        assert "harbour-checks 1.2.0" in result.stdout + result.stderr
        assert "Traceback" not in result.stdout + result.stderr
        if command[0] == "check":
            rows = json.loads(result.stdout)["files"]
            assert {one["code"] for row in rows for one in row["findings"]} == {"AT902"}
    for command in (("rules", "list", "--isolated"), ("explain", "AT101", "--isolated"), ("--help",), ("--version",)):
        assert attrib(tmp_path, *command).returncode == 0


def test_help_loads_no_package(install: Install, tmp_path: Path) -> None:
    install("harbour_checks:CHECK", "open('loaded', 'w').close()\n" + dedent(GOOD))
    assert attrib(tmp_path, "check", "--help").returncode == 0
    assert not (tmp_path / "loaded").exists()
    assert "HBR101  quay-named" in attrib(tmp_path, "rules", "list").stdout
    assert (tmp_path / "loaded").exists()


@pytest.mark.model
def test_its_findings_stand_beside_the_others(install: Install, tmp_path: Path) -> None:
    install("harbour_checks:CHECKS")
    (tmp_path / "a.md").write_text("The quay is shut.\n\n<!-- attrib: ignore HBR102 -- x -->\n", "utf-8")
    result = attrib(tmp_path, "check", "--format", "json", "a.md")
    assert result.returncode == 1
    (row,) = json.loads(result.stdout)["files"]
    assert [(one["code"], one["line"], one["column"]) for one in row["findings"]] == [
        ("AT903", 3, 1),
        ("HBR101", 1, 5),
        ("HBR102", 1, 5),
    ]
    isolated = attrib(tmp_path, "check", "--format", "json", "--isolated", "--ignore", "AT9", "a.md")
    assert isolated.returncode == 0


@pytest.mark.model
def test_a_check_that_breaks_or_finds_nonsense_is_at905_and_the_others_run(install: Install, tmp_path: Path) -> None:
    source = dedent(GOOD) + dedent(
        """
        from attrib.model import Finding

        def nonsense(context):
            yield Finding("HBR104", "nonsense", Severity.ERROR, "m", CharSpan(0, 10**6))

        def others(context):
            yield Finding("AT101", "unattributed-quotation", Severity.ERROR, "m", CharSpan(0, 1))

        def broken(context):
            raise KeyError("no")
            yield

        def text(context):
            return iter(["a finding"])

        for number, run in enumerate((nonsense, others, broken, text), start=103):
            info = CheckInfo(f"HBR{number}", run.__name__, Severity.ERROR, "m", "h", "1.0.0")
            CHECKS += (Check(info, run),)
        """
    )
    install("harbour_checks:CHECKS", source)
    (tmp_path / "a.txt").write_text("The quay is shut.\n", "utf-8")
    result = attrib(tmp_path, "check", "--format", "json", "a.txt")
    assert result.returncode == 2
    (row,) = json.loads(result.stdout)["files"]
    assert [one["code"] for one in row["findings"]] == ["AT905"] * 4 + ["HBR101", "HBR102"]
