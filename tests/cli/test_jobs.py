"""Several processes: the same output, and a plain end when one dies."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from attrib.cli import commands, workers
from attrib.cli.desks import make_desk
from attrib.cli.plan import make_plan
from attrib.cli.work import Failed, Outcome, Wish
from attrib.cli.workers import WorkerError, Workers
from attrib.model import Article
from attrib.readers import read_articles

pytestmark = pytest.mark.model
TEXT = "The ferry was late. “We waited in the rain,” said Pia Berg, the harbour master, on day {}. It is alleged."


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.jsonl"
    rows = [json.dumps({"id": f"r{number}", "text": TEXT.format(number) * (1 + number % 5)}) for number in range(30)]
    rows.insert(7, "{broken")
    path.write_text("\n".join(rows), "utf-8")
    return path


def test_output_is_that_of_one_process(corpus: Path) -> None:
    outputs = []
    for jobs in ("1", "2", "3"):
        done = subprocess.run(
            [sys.executable, "-m", "attrib", "check", "--format", "jsonl", "--jobs", jobs, str(corpus)],
            capture_output=True,
            timeout=120,
        )
        outputs.append((done.returncode, done.stdout, done.stderr))
    assert outputs[0] == outputs[1] == outputs[2]
    assert outputs[0][0] == 2
    assert len(outputs[0][1].splitlines()) == 31


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_results_come_in_order_however_processes_start(method: str, corpus: Path) -> None:
    plan = make_plan([str(corpus)], make_desk(None, isolated=True), stdin_filename=None, quiet=True)
    plan.prepare(commands.make_engine)
    items = [((str(corpus), one), None) for one in read_articles(str(corpus)) if isinstance(one, Article)]
    with Workers(plan, Wish.READ, 2, method) as several:
        results = list(several.each(items))  # type: ignore[arg-type]
    assert [place[1].id for place, _, _ in results if isinstance(place[1], Article)] == [
        one.id for (_, one), _ in items
    ]
    assert all(isinstance(result, Outcome) and result.relations for _, _, result in results)


def _die(*_: object) -> Outcome:
    os.kill(os.getpid(), signal.SIGKILL)
    return Outcome()


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux alone")
def test_a_process_that_dies_is_told(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "work_out", _die)
    plan = make_plan([str(corpus)], make_desk(None, isolated=True), stdin_filename=None, quiet=True)
    plan.prepare(commands.make_engine)
    items = [((str(corpus), one), None) for one in read_articles(str(corpus)) if isinstance(one, Article)]
    with pytest.raises(WorkerError, match="signal 9"), Workers(plan, Wish.READ, 2, "fork") as several:
        list(several.each(items))  # type: ignore[arg-type]


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux alone")
def test_an_error_in_another_process_is_that_articles_alone(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "work_out", lambda plan, path, article, wish: Failed(article.id))
    plan = make_plan([str(corpus)], make_desk(None, isolated=True), stdin_filename=None, quiet=True)
    plan.prepare(commands.make_engine)
    items = [((str(corpus), one), None) for one in read_articles(str(corpus)) if isinstance(one, Article)]
    with Workers(plan, Wish.READ, 2, "fork") as several:
        results = [result for _, _, result in several.each(items)]  # type: ignore[arg-type]
    assert results == [Failed(str(one.id)) for (_, one), _ in items]


@pytest.mark.skipif(os.name == "nt", reason="signals of another kind")
def test_an_interrupt_ends_all_of_them(tmp_path: Path) -> None:
    corpus = tmp_path / "long.jsonl"
    corpus.write_text("".join(json.dumps({"id": str(n), "text": TEXT.format(n)}) + "\n" for n in range(3000)), "utf-8")
    complaints = tmp_path / "complaints"
    command = [sys.executable, "-m", "attrib", "extract", "--format", "jsonl", "--jobs", "2", str(corpus)]
    with (
        complaints.open("w") as stderr,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=stderr, start_new_session=True) as process,
    ):
        assert process.stdout is not None
        process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)
        process.communicate(timeout=60)
    assert process.returncode == 130
    assert complaints.read_text() == "attrib: interrupted\n"
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)  # nobody of the group is left
