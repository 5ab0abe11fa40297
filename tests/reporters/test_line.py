from __future__ import annotations

from support.awkward import RAW, place, report, whole_output

from attrib.reporters.line import LineCheck


def test_a_finding_is_one_line_that_tools_for_compilers_read() -> None:
    name = "stories/café one.md"
    line, column = place(RAW.index("&amp;"))
    assert whole_output(LineCheck(), report()).splitlines() == [
        f"{name}:1:2: warning: It hides nothing. [AT903 unused-suppression]",
        f"{name}:1:9: warning: Seen: Sources. [AT301 vague-source]",
        f"{name}:{line}:{column}: note: Seen: & Co.. [AT403 non-speech-cue]",
        f"{name}:1:22: error: Two paragraphs. [AT101 unattributed-quotation]",
        f"{name}:1:29: warning: Here. [AT301 vague-source]",
        "gone, 100%.txt: error: no such file [AT901 unreadable-article]",
        "attrib.toml:3: error: no such key [AT902 broken-rule-file]",
    ]


def test_a_name_cannot_bring_a_line_of_its_own() -> None:
    assert whole_output(LineCheck(), report("a\nb  c.md"), troubles=False).startswith("a b  c.md:1:9: warning:")
