from __future__ import annotations

import pytest

from attrib.config.globs import Glob, fault_of


@pytest.mark.parametrize(
    ("pattern", "fits", "not_these"),
    [
        ("*.md", ["a.md", "x/y/a.md"], ["a.md.txt", "amd"]),
        ("drafts", ["drafts", "drafts/a.txt", "x/drafts/y/a.txt"], ["drafts2/a.txt", "mydrafts/a.txt"]),
        ("drafts/", ["drafts/a.txt", "x/drafts/a.txt"], ["drafts", "draft/a.txt"]),
        ("opinion/**", ["opinion/a.txt", "opinion/x/a.txt"], ["x/opinion/a.txt", "opinions/a.txt"]),
        ("./opinion/*.txt", ["opinion/a.txt"], ["opinion/x/a.txt", "opinion/a.md"]),
        ("**/wire/*.txt", ["wire/a.txt", "x/y/wire/a.txt"], ["wire/x/a.txt", "firewire/a.txt"]),
        ("a/**/z.txt", ["a/z.txt", "a/b/c/z.txt"], ["a/bz.txt", "z.txt"]),
        ("desk/wire", ["desk/wire/a.txt"], ["x/desk/wire/a.txt", "desk/wires/a.txt"]),
        ("story-?.txt", ["story-1.txt"], ["story-12.txt", "story-/.txt"]),
        ("story-[0-9].txt", ["story-1.txt"], ["story-a.txt"]),
        ("story-[!0-9].txt", ["story-a.txt"], ["story-1.txt"]),
        ("a+b(c).txt", ["a+b(c).txt"], ["aab(c).txt"]),
        ("**", ["a.txt", "x/a.txt"], []),
    ],
)
def test_a_pattern_fits_as_gitignore_has_it(pattern: str, fits: list[str], not_these: list[str]) -> None:
    glob = Glob(pattern)
    assert [path for path in fits if not glob.matches(path)] == []
    assert [path for path in not_these if glob.matches(path)] == []
    assert fault_of(pattern) is None


@pytest.mark.parametrize(
    "pattern", ["", "  ", "!a.txt", "a\\b.txt", "*.{md,txt}", "/home/a", "C:/a", "../a.txt", "a/../b"]
)
def test_a_pattern_that_could_never_fit_is_refused(pattern: str) -> None:
    assert fault_of(pattern)
