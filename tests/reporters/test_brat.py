from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath

import pytest
from support.awkward import RAW, awkward_article, span_of
from support.brat import parse_gold
from support.samples import TEXT, article_of, berg_relation, open_relation

from attrib.model import Act, ArticleReport, Modality, QuotationKind, SpeakerKind
from attrib.reporters import Totals
from attrib.reporters.brat import BratExtract, BratFolder, standoff_path


def standoff(report: ArticleReport) -> str:
    reporter = BratExtract()
    return reporter.begin() + reporter.article(report) + reporter.end(Totals())


def test_the_reader_of_the_gold_reads_it_back(report: ArticleReport) -> None:
    first, second = parse_gold(standoff(report), TEXT).relations
    assert [TEXT[start:end] for start, end in first.content] == ["“The ice took the pilings,”"]
    assert [TEXT[start:end] for start, end in first.source] == ["she"]
    assert [[TEXT[start:end] for start, end in relay] for relay in first.relays] == [["the Coastal Post"]]
    assert (first.kind, first.act, first.modality) == (QuotationKind.DIRECT, Act.STATEMENT, Modality.ASSERTED)
    assert (first.speaker, first.speaker_kind, first.nested) == ("Pia Berg", SpeakerKind.PERSON, False)
    assert (second.speaker, second.candidates, second.nested) == (None, ("Pia Berg", "Ines Tol"), True)


def test_offsets_are_those_of_the_file() -> None:
    whole = replace(span_of("“It"), end=span_of("Tom & Co").end)
    relation = replace(
        berg_relation(), content=(whole,), cue=(span_of("said"),), source=(), venue=(), reporting_sources=()
    )
    text = standoff(ArticleReport(awkward_article(), (relation,)))
    # Over two paragraphs: a part each, for a part of brat's lies on one line. The tab would end the field.
    first = text.splitlines()[0].split("\t")
    offsets = [tuple(map(int, part.split())) for part in first[1].removeprefix("Content ").split(";")]
    assert [RAW[start:end] for start, end in offsets] == ["“It is\tover.”", "Tom &amp; Co"]
    assert first[2] == "“It is over.” Tom &amp; Co"


def test_a_name_cannot_bring_a_note_of_its_own(report: ArticleReport) -> None:
    from attrib.model import Speaker

    hostile = replace(berg_relation(), speaker=Speaker("A; kind=b|c\td\n#9", SpeakerKind.PERSON))
    (first,) = parse_gold(standoff(replace(report, relations=(hostile,))), TEXT).relations
    assert first.speaker == "A, kind=b/c d #9"


@pytest.mark.parametrize(
    ("path", "record", "written"),
    [
        ("story.txt", None, "story.ann"),
        ("a/b.c.md", None, "a/b.c.ann"),
        ("../../etc/x.txt", None, "etc/x.ann"),
        ("/etc/x.txt", None, "etc/x.ann"),
        ("-", None, "-.ann"),
        ("c.jsonl", "r/7", "c.jsonl/r_7.ann"),
        ("c.jsonl", "../..", "c.jsonl/_...ann"),
    ],
)
def test_files_stand_in_the_folder_as_articles_do_in_theirs(path: str, record: str | None, written: str) -> None:
    assert standoff_path(article_of(TEXT, path, record)) == PurePosixPath(written)


def test_each_article_of_several_has_a_file() -> None:
    folder = BratFolder()
    for path in ("a/s.txt", "b/s.txt", "a/s.md", "a/s.md"):
        assert folder.article(ArticleReport(article_of(TEXT, path), (berg_relation(), open_relation()))) == ""
    assert list(map(str, folder.files)) == ["a/s.ann", "b/s.ann", "a/s.md.ann", "a/s.md.2.ann"]
    assert all(len(parse_gold(text, TEXT).relations) == 2 for text in folder.files.values())
