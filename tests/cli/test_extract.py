from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

Write = Callable[[str, str | bytes], Path]


def rows(output: str) -> list[dict]:
    return [json.loads(line) for line in output.splitlines()]


def test_a_corpus_gives_a_line_for_each_record_in_order(invoke, write: Write) -> None:
    records = [{"id": f"r{number}", "text": f"She said {number}."} for number in (3, 1, 2)]
    lines = "".join(json.dumps(record) + "\n" for record in records)
    write("corpus.jsonl.gz", gzip.compress(lines.encode()))
    result = invoke("extract", "--format", "jsonl", "corpus.jsonl.gz")
    assert result.exit_code == 0
    assert [row["id"] for row in rows(result.stdout)] == ["r3", "r1", "r2"]
    assert all(row["path"] == "corpus.jsonl.gz" and len(row["attributions"]) == 1 for row in rows(result.stdout))


def test_a_record_that_cannot_be_read_is_told_and_the_others_follow(invoke, write: Write) -> None:
    write("corpus.jsonl", '{"id": "a", "text": "She said."}\n{"id": "b"}\n{"id": "c", "text": "He said."}\n')
    result = invoke("extract", "--format", "jsonl", "corpus.jsonl")
    assert result.exit_code == 2
    assert [row["id"] for row in rows(result.stdout)] == ["a", "c"]
    assert "corpus.jsonl:2: AT901" in result.stderr


def test_a_record_on_which_attrib_stops_is_named(invoke, write: Write) -> None:
    write("corpus.jsonl", '{"id": "a", "text": "a crash"}\n{"id": "c", "text": "He said."}\n')
    result = invoke("extract", "--format", "jsonl", "corpus.jsonl")
    assert result.exit_code == 2
    assert [row["id"] for row in rows(result.stdout)] == ["c"]
    assert "record a: " in result.stderr
    assert "Traceback" not in result.output


def test_records_stream(invoke, write: Write, monkeypatch) -> None:
    """Each line is out before the next record is read."""
    import sys

    from attrib.cli import commands

    seen: list[str] = []
    read = commands.Engine.read

    def watched(self, article):  # type: ignore[no-untyped-def]
        sys.stdout.flush()
        seen.append(sys.stdout.buffer.getvalue().decode())
        return read(self, article)

    monkeypatch.setattr(commands.Engine, "read", watched)
    write("corpus.jsonl", "".join(f'{{"id": "r{n}", "text": "He said."}}\n' for n in range(3)))
    invoke("extract", "--format", "jsonl", "corpus.jsonl")
    assert [out.count("\n") for out in seen] == [0, 1, 2]


def test_acts_are_for_the_text_view(invoke, write: Write) -> None:
    write("a.txt", "She said so. He ordered it.")
    brief = invoke("extract", "a.txt").stdout
    assert "decree" not in brief
    assert "1 more with --acts" in brief
    assert "decree" in invoke("extract", "--acts", "a.txt").stdout
    (row,) = rows(invoke("extract", "--format", "jsonl", "a.txt").stdout)
    assert [one["act"] for one in row["attributions"]] == ["statement", "decree"]


def test_min_confidence_leaves_out_what_is_less_sure(invoke, write: Write) -> None:
    write("a.txt", "She said perhaps.")
    (row,) = rows(invoke("extract", "--format", "jsonl", "--min-confidence", "0.5", "a.txt").stdout)
    assert [one["confidence"] for one in row["attributions"]] == [0.9]
    assert invoke("extract", "--min-confidence", "1.5", "a.txt").exit_code == 2


def test_table_is_another_name_for_text(invoke, write: Write) -> None:
    write("a.txt", "She said so.")
    assert invoke("extract", "--format", "table", "a.txt").stdout == invoke("extract", "a.txt").stdout


def test_half_a_surrogate_pair_is_printed_as_json_spells_it(invoke, write: Write) -> None:
    write("c.jsonl", '{"id": "\\ud83d", "text": "He said."}\n')
    result = invoke("extract", "--format", "jsonl", "c.jsonl")
    assert result.exit_code == 0
    assert rows(result.stdout)[0]["id"] == "\ud83d"


def test_json_holds_all_articles(invoke, write: Write) -> None:
    write("a.txt", "She said so.")
    write("b.txt", "Quiet.")
    whole = json.loads(invoke("extract", "--format", "json", "a.txt", "b.txt").stdout)
    assert [row["path"] for row in whole["articles"]] == ["a.txt", "b.txt"]
    assert whole["summary"] == {"articles": 2, "relations": 1, "troubles": 0}


def test_the_ledger_takes_the_place_of_the_attributions(invoke, write: Write) -> None:
    write("a.txt", "She said so.")
    write("b.txt", "He said no.")
    result = invoke("extract", "--ledger", "a.txt", "b.txt")
    assert result.exit_code == 0
    assert "all 2 articles" in result.stdout
    assert "rule" not in result.stdout


def test_the_ledger_counts_what_is_sure_enough(invoke, write: Write) -> None:
    write("a.txt", "She said perhaps.")
    form = json.loads(invoke("extract", "--ledger", "-f", "json", "--min-confidence", "0.5", "a.txt").stdout)
    assert form["total"]["attributions"] == 1


def test_csv_has_relations_or_with_ledger_speakers(invoke, write: Write) -> None:
    write("a.txt", "She said so.")
    assert invoke("extract", "--ledger", "--format", "csv", "a.txt").stdout.startswith("scope,path,id,name")
    assert invoke("extract", "--format", "csv", "a.txt").stdout.startswith("path,id,relation,parent")


def test_a_ledger_has_no_form_of_single_relations(invoke, write: Write) -> None:
    write("a.txt", "She said so.")
    for form in ("jsonl", "webannotation", "brat"):
        result = invoke("extract", "--ledger", "--format", form, "a.txt")
        assert (result.exit_code, result.stdout) == (2, "")
        assert "--ledger" in result.stderr


def test_csv_is_written_whole_to_a_file(invoke, write: Write, tmp_path: Path) -> None:
    write("a.txt", "She said so.")
    assert invoke("extract", "--ledger", "-f", "csv", "-o", "out.csv", "a.txt").exit_code == 0
    assert (tmp_path / "out.csv").read_text("utf-8").count("\n") == 3
