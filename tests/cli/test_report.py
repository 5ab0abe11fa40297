from __future__ import annotations

import pytest

# One error, a warning and two attributions, as the engine of these tests reads them.
STORY = "She said it was an ERROR.\n\nPerhaps a WARNING, and perhaps not.\n"


def test_a_report_is_written_whole_to_its_file(invoke, write, tmp_path) -> None:
    write("story.txt", STORY)
    result = invoke("report", "story.txt", "-o", "report.html")
    assert (result.exit_code, result.output) == (0, "")
    page = (tmp_path / "report.html").read_bytes()
    assert page.startswith(b"<!DOCTYPE html>\n")
    assert page.rstrip().endswith(b"</html>")
    assert b"\r" not in page
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["report.html", "story.txt"]


def test_without_a_file_it_goes_to_standard_output(invoke, write) -> None:
    write("story.txt", STORY)
    result = invoke("report", "story.txt")
    assert result.exit_code == 0
    assert result.stdout.startswith("<!DOCTYPE html>")


def test_findings_are_no_failure_of_a_report(invoke, write) -> None:
    write("attrib.toml", 'fail-on = "note"\n')
    write("story.txt", STORY)
    assert invoke("report", "story.txt").exit_code == 0


def test_it_has_the_relations_the_ledger_and_the_manual_pages(invoke, write) -> None:
    write("story.txt", STORY)
    page = invoke("report", "story.txt").stdout
    assert "Pia Berg" in page
    assert "Source ledger" in page
    assert "About AT101" in page


def test_checks_are_chosen_as_for_check(invoke, write) -> None:
    write("story.txt", STORY)
    page = invoke("report", "--select", "AT101", "story.txt").stdout
    assert "AT101" in page
    assert "AT201" not in page
    assert invoke("report", "--select", "AT100", "story.txt").exit_code == 2


def test_attributions_below_the_confidence_asked_for_are_left_out(invoke, write) -> None:
    write("story.txt", STORY)
    assert "2 attributions" in invoke("report", "story.txt").stdout
    assert "1 attribution," in invoke("report", "--min-confidence", "0.8", "story.txt").stdout


def test_what_is_let_stand_is_hidden_unless_asked_for(invoke, write) -> None:
    write("story.txt", STORY)
    write("story.txt.attrib", "# attrib: ignore-file ALL -- seen by the desk\n")
    hidden = invoke("report", "story.txt").stdout
    assert "seen by the desk" not in hidden
    assert "let stand" in hidden
    assert "seen by the desk" in invoke("report", "--show-suppressed", "story.txt").stdout


def test_what_cannot_be_read_is_told_on_the_page_and_ends_in_2(invoke, write, tmp_path) -> None:
    write("story.txt", STORY)
    write("blob.txt", b"\x00\x01\x02\x03" * 100)
    result = invoke("report", "blob.txt", "story.txt", "-o", "report.html")
    assert result.exit_code == 2
    assert "told on the page" in result.stderr
    page = (tmp_path / "report.html").read_text("utf-8")
    assert "AT901" in page
    assert "She said it was an ERROR." not in page.partition("<main")[0]


def test_half_surrogates_do_not_break_it(invoke, write) -> None:
    write("corpus.jsonl", '{"text": "She said \\ud800 ERROR."}\n')
    result = invoke("report", "corpus.jsonl")
    assert result.exit_code == 0
    result.stdout.encode("utf-8")


def test_a_terminal_is_not_filled_with_a_page(invoke, write, monkeypatch: pytest.MonkeyPatch) -> None:
    from attrib.cli import reporting

    write("story.txt", STORY)
    monkeypatch.setattr(reporting, "at_terminal", lambda: True)
    result = invoke("report", "story.txt")
    assert result.exit_code == 2
    assert "report.html" in result.stderr
