"""Passages said in another language, or not: what is told of their translation against gold."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from support.road import marked, read_text

from attrib.dev.scoring import LEAST_OVERLAP, characters
from attrib.model import Translation

PASSAGES = yaml.safe_load((Path(__file__).parents[1] / "fixtures" / "translations.yaml").read_text(encoding="utf-8"))


def told_of(text: str, content: str) -> Translation | None:
    """Return what is told of the innermost relation whose content holds the words."""
    result = read_text(text)
    wanted = characters([(text.index(content), text.index(content) + len(content))], text)
    found = [(marked(one, result.article).content, one) for one in result.relations]
    holding = [(len(held), one) for held, one in found if len(held & wanted) >= LEAST_OVERLAP * len(wanted)]
    assert holding, f"nothing found for {content!r}"
    return min(holding, key=lambda row: row[0])[1].translation


def test_a_third_is_not_translated():
    assert sum(passage["translation"] is None for passage in PASSAGES) >= len(PASSAGES) / 3


@pytest.mark.model
@pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: passage["text"][:48])
def test_what_is_told_of_translation(passage: dict[str, object]):
    told = told_of(str(passage["text"]), str(passage["content"]))
    found = None
    if told is not None:
        words = told.span.of(str(passage["text"]))
        found = {"words": words, "how": told.how.value, "original": told.original, "into": told.into}
    assert found == passage["translation"]
