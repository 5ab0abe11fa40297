from __future__ import annotations

from support.awkward import GONE, UNUSED, report

from attrib.reporters import Totals
from attrib.reporters.fan import CheckFan
from attrib.reporters.line import LineCheck
from attrib.reporters.machine import JsonlCheck


class Sink:
    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> None:
        self.text += text


def run(fan: CheckFan, *, reports: int = 1) -> None:
    totals = Totals()
    fan.write(fan.begin())
    for _ in range(reports):
        totals.add(report(), [UNUSED])
        fan.write(fan.article(report(), [UNUSED]))
    fan.write(fan.trouble(GONE.path, [GONE]))
    fan.write(fan.end(totals))


def test_each_reporter_writes_to_its_own_sink() -> None:
    lines, rows = Sink(), Sink()
    run(CheckFan([LineCheck(), JsonlCheck()], [lines, rows]))
    assert lines.text.count("\n") == 6
    assert rows.text.count("\n") == 2
    assert rows.text.startswith('{"path"')


def test_no_more_findings_are_shown_than_asked_for_and_all_are_counted() -> None:
    lines, rows = Sink(), Sink()
    fan = CheckFan([LineCheck(), JsonlCheck()], [lines, rows], most=2)
    run(fan, reports=2)
    # An unused suppression counts as a finding does; what keeps attrib from its work is always told.
    codes = [line.rpartition("[")[2][:5] for line in lines.text.splitlines()]
    assert codes == ["AT903", "AT301", "AT901"]
    assert fan.hidden == 2 * 5 - 2


def test_what_is_let_stand_is_passed_on_and_not_counted() -> None:
    rows = Sink()
    fan = CheckFan([JsonlCheck()], [rows], most=0)
    run(fan)
    assert rows.text.count('"suppressed": "') == 2
    assert fan.hidden == 5


def test_what_was_made_only_in_part_is_not_written() -> None:
    class Broken(LineCheck):
        def article(self, *_: object) -> str:
            raise KeyError

    lines, broken = Sink(), Sink()
    fan = CheckFan([LineCheck(), Broken()], [lines, broken])
    try:
        fan.article(report(), [UNUSED])
    except KeyError:
        fan.write("")
    assert (lines.text, broken.text) == ("", "")
