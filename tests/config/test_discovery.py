from __future__ import annotations

from pathlib import Path

import pytest

from attrib.config import Config, ConfigFinder
from attrib.errors import RuleFilesError


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "desk" / "wire").mkdir(parents=True)
    return tmp_path


def put(path: Path, house: str, *, table: str = "") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'{table}house = "{house}"\n', "utf-8")


def house(config: Config) -> object:
    return config.value("house")


def test_the_nearest_file_upwards_from_the_article_holds(tree: Path) -> None:
    put(tree / "attrib.toml", "ap")
    put(tree / "desk" / "attrib.toml", "bbc")
    finder = ConfigFinder()
    assert house(finder.of("story.txt")) == "ap"
    assert house(finder.of("desk/wire/story.txt")) == "bbc"
    assert finder.of("desk/wire/story.txt") is finder.of(str(tree / "desk" / "other.txt"))
    assert finder.of("desk/story.txt").path == str(Path("desk") / "attrib.toml")


def test_a_nearer_file_without_a_word_holds_the_defaults(tree: Path) -> None:
    put(tree / "attrib.toml", "ap")
    (tree / "desk" / "attrib.toml").write_text("")
    assert house(ConfigFinder().of("desk/story.txt")) is None


def test_of_several_in_a_folder_one_holds_and_the_others_are_told(tree: Path) -> None:
    put(tree / "pyproject.toml", "guardian", table="[tool.attrib]\n")
    assert house(ConfigFinder().of("story.txt")) == "guardian"
    put(tree / "attrib.toml", "ap")
    config = ConfigFinder().of("story.txt")
    assert (house(config), config.shadowed) == ("ap", ("pyproject.toml",))
    put(tree / ".attrib.toml", "bbc")
    config = ConfigFinder().of("story.txt")
    assert (house(config), config.shadowed) == ("bbc", ("attrib.toml", "pyproject.toml"))


def test_a_pyproject_of_others_is_passed_by(tree: Path) -> None:
    put(tree / "attrib.toml", "ap")
    put(tree / "desk" / "pyproject.toml", "x", table="[tool.other]\n")
    (tree / "desk" / "wire" / "pyproject.toml").mkdir()
    assert house(ConfigFinder().of("desk/wire/story.txt")) == "ap"


def test_a_pyproject_that_cannot_be_read_might_have_the_table(tree: Path) -> None:
    (tree / "pyproject.toml").write_text("[tool.attrib\n")
    with pytest.raises(RuleFilesError) as raised:
        ConfigFinder().of("story.txt")
    assert raised.value.faults[0].path == "pyproject.toml"
    put(tree / "attrib.toml", "ap")
    assert house(ConfigFinder().of("story.txt")) == "ap"


@pytest.mark.parametrize("make", ["folder", "link"])
def test_what_is_called_so_and_cannot_be_read_is_no_reason_to_look_further(tree: Path, make: str) -> None:
    put(tree / "attrib.toml", "ap")
    if make == "folder":
        (tree / "desk" / "attrib.toml").mkdir()
    else:
        (tree / "desk" / "attrib.toml").symlink_to("nowhere")
    with pytest.raises(RuleFilesError, match="cannot be read"):
        ConfigFinder().of("desk/story.txt")


def test_standard_input_goes_by_its_name_or_the_working_directory(tree: Path) -> None:
    put(tree / "attrib.toml", "ap")
    put(tree / "desk" / "attrib.toml", "bbc")
    finder = ConfigFinder()
    assert house(finder.of("-")) == "ap"
    assert house(finder.of("-", stdin_filename="desk/story.md")) == "bbc"


def test_one_given_file_holds_for_all_and_isolated_reads_none(tree: Path) -> None:
    put(tree / "attrib.toml", "ap")
    put(tree / "other.toml", "bbc")
    assert house(ConfigFinder(Path("other.toml")).of("desk/story.txt")) == "bbc"
    assert house(ConfigFinder(isolated=True).of("desk/story.txt")) is None


def test_a_link_is_where_it_was_named(tree: Path) -> None:
    put(tree / "desk" / "attrib.toml", "bbc")
    (tree / "elsewhere").mkdir()
    (tree / "elsewhere" / "story.txt").write_text("x")
    (tree / "desk" / "story.txt").symlink_to(tree / "elsewhere" / "story.txt")
    assert house(ConfigFinder().of("desk/story.txt")) == "bbc"
    put(tree / "shared.toml", "guardian")
    (tree / "elsewhere" / "attrib.toml").symlink_to(tree / "shared.toml")
    config = ConfigFinder().of("elsewhere/story.txt")
    assert (house(config), config.folder) == ("guardian", tree / "elsewhere")


def test_overrides_and_excludes_go_by_the_folder_of_the_file(tree: Path) -> None:
    text = 'exclude = ["drafts/", "*.old.txt"]\n[[overrides]]\npaths = ["wire/**"]\n[[overrides]]\npaths = ["*.md"]\n'
    (tree / "desk" / "attrib.toml").write_text(text)
    config = ConfigFinder().of("desk/story.txt")
    assert [section.paths[0].pattern for section in config.overrides_for("desk/wire/a.md")] == ["wire/**", "*.md"]
    assert config.overrides_for(str(tree / "desk" / "a.txt")) == ()
    assert config.excludes("desk/drafts/a.txt")
    assert config.excludes("desk/wire/a.old.txt")
    assert not config.excludes("desk/wire/a.txt")


def test_a_file_outside_goes_by_the_working_directory(tree: Path) -> None:
    (tree / "settings").mkdir()
    (tree / "settings" / "attrib.toml").write_text('exclude = ["desk/**"]\n')
    config = ConfigFinder(Path("settings/attrib.toml")).of("desk/a.txt")
    assert config.excludes("desk/a.txt")
    assert not config.excludes("a.txt")
