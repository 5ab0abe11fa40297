"""What is let stand in whole articles: by a comment, by a sidecar, by a baseline that edits elsewhere do not stir."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.road import engine

from attrib.checking.baseline import Baseline, dump_baseline, new_entry
from attrib.model import Article, Finding, Sidecar, Trouble
from attrib.readers.decoding import Decoded
from attrib.readers.markdown import markdown_article
from attrib.readers.plain import plain_article

pytestmark = pytest.mark.model

ARTICLES = sorted((Path(__file__).parents[1] / "fixtures" / "articles").glob("*.txt"))
# Nobody is named or spoken of in these, nothing is quoted, and nothing is alleged.
PLAIN = [
    "Snow lay on the quay and on the ice.",
    "The road to the mill is shut from Monday.",
    "Rain is forecast for the weekend.",
    "The lamps on the bridge were lit at five.",
]
FRENCH = (
    "Le pont rouvre lundi\n\n"
    "« Nous avons attendu un an, et nous ne voulons plus attendre », a dit la maire devant les habitants.\n\n"
    "Selon elle, les travaux ont coûté deux fois plus que prévu. « C’est beaucoup pour une ville comme la nôtre. »\n"
)


def check(article: Article, baseline: Baseline | None = None) -> tuple[tuple[Finding, ...], tuple[Trouble, ...]]:
    report, troubles = engine().check(engine().read(article), baseline=baseline)
    return report.findings, troubles


@cache
def text_of(path: Path) -> str:
    return path.read_text("utf-8")


@cache
def findings_of(path: Path) -> tuple[Finding, ...]:
    return check(plain_article(text_of(path), path=str(path)))[0]


def baseline_of(path: Path) -> Baseline:
    base = Baseline(path.parent / "b.json")
    article = plain_article(text_of(path), path=str(path))
    found = findings_of(path)
    keys = base.keys(article, found)
    return replace(
        base, entries=tuple(new_entry(key, article, one) for key, one in zip(keys, found, strict=True) if key)
    )


def edited(text: str, places: Sequence[tuple[int, str]]) -> str:
    """Return `text` with a paragraph put in at each of the places, counted in its blank lines."""
    lines = text.split("\n")
    blanks = [number for number, line in enumerate(lines) if not line.strip() and number > 3]
    for place, words in sorted(places, reverse=True):
        if blanks:
            lines[blanks[place % len(blanks)] : blanks[place % len(blanks)]] = ["", words]
    return "\n".join(lines)


@settings(max_examples=40, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from([path for path in ARTICLES if path.stem != "clean_wire"]),
    st.lists(st.tuples(st.integers(0, 50), st.sampled_from(PLAIN)), min_size=1, max_size=3),
)
def test_paragraphs_put_in_elsewhere_do_not_stir_the_baseline_of_an_article(
    path: Path, places: list[tuple[int, str]]
) -> None:
    found, troubles = check(plain_article(edited(text_of(path), places), path=str(path)), baseline_of(path))
    assert [one.message for one in troubles] == []
    assert Counter(one.code for one in found if one.suppressed) == Counter(one.code for one in findings_of(path))


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_a_baseline_of_an_article_knows_all_of_it(path: Path) -> None:
    found, troubles = check(plain_article(text_of(path), path=str(path)), baseline_of(path))
    assert [one for one in found if one.suppressed is None] == []
    assert troubles == ()


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_a_line_of_a_sidecar_for_each_finding_hides_all_of_them(path: Path) -> None:
    lines = tuple(f"# attrib: ignore {one.code} {one.fingerprint} -- seen" for one in findings_of(path))
    article = replace(
        plain_article(text_of(path), path=str(path)), sidecar=Sidecar(f"{path}.attrib", tuple(dict.fromkeys(lines)))
    )
    found, troubles = check(article)
    assert {one.suppressed for one in found} <= {"seen"}
    assert troubles == ()


def test_one_comment_in_an_article_hides_its_finding_and_moves_no_other() -> None:
    path = Path(__file__).parents[1] / "fixtures" / "articles" / "feature.md"
    raw = path.read_text("utf-8")
    before, _ = check(markdown_article(Decoded(raw, "utf-8")))
    assert before
    article = markdown_article(Decoded(raw, "utf-8"))
    for finding in before:
        place = article.locate(finding.span)[0]
        lines = raw.split("\n")
        lines.insert(place.line - 1, f"<!-- attrib: ignore {finding.code} -- seen -->")
        after, troubles = check(markdown_article(Decoded("\n".join(lines), "utf-8")))
        assert [one.fingerprint for one in after] == [one.fingerprint for one in before]
        assert finding.fingerprint in {one.fingerprint for one in after if one.suppressed == "seen"}
        assert troubles == ()


def test_french_copy_has_one_finding_and_no_unattributed_quotation() -> None:
    for article in (plain_article(FRENCH), markdown_article(Decoded(f"# {FRENCH}", "utf-8"))):
        found, troubles = check(article)
        assert [one.code for one in found] == ["AT906"]
        assert troubles == ()


def test_no_article_of_ours_is_taken_for_another_language() -> None:
    assert [path.stem for path in ARTICLES if "AT906" in {one.code for one in findings_of(path)}] == []


def test_from_python_the_same_is_let_stand(tmp_path: Path) -> None:
    import attrib

    path = tmp_path / "story.md"
    path.write_text("<!-- attrib: ignore AT303, AT301 -- agreed -->\nExperts say the ice is thin.\n", "utf-8")
    story = attrib.read_file(path)
    assert [(one.code, one.suppressed) for one in story.findings] == [("AT301", "agreed")]
    assert story.troubles == ()
    text = "Experts say the ice is thin.\n\nSome critics said the quay was too narrow.\n"
    (tmp_path / "other.txt").write_text(text, "utf-8")
    (tmp_path / "other.txt.attrib").write_text('# attrib: ignore AT301 "Experts" -- agreed\n', "utf-8")
    article = plain_article(text, path=str(tmp_path / "other.txt"))
    base = Baseline(tmp_path / "known.json")
    found, _ = check(article)
    entries = [new_entry(key, article, one) for key, one in zip(base.keys(article, found), found, strict=True) if key]
    (tmp_path / "known.json").write_text(dump_baseline(entries[1:]), "utf-8")
    (tmp_path / "attrib.toml").write_text('baseline = "known.json"\n', "utf-8")
    story = attrib.read_file(tmp_path / "other.txt", config=tmp_path / "attrib.toml")
    assert [one.suppressed for one in story.findings] == ["agreed", "known: known.json"]
