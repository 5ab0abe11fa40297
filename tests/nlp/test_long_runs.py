from __future__ import annotations

import pytest
import spacy

from attrib.model import Article, Block, CharSpan, SourceMap
from attrib.nlp import Pipeline
from attrib.nlp.pipeline import LONG_RUN


def words_of(text: str) -> list[tuple[str, int, int]]:
    article = Article(text, text, SourceMap.identity(text), (Block(CharSpan(0, len(text))),))
    parse = Pipeline(spacy.blank("en"), "blank", "0").parse(article)
    return [(token.text, parse.starts[token.i], parse.ends[token.i]) for token in parse.doc]


@pytest.mark.parametrize("lead", ["", "She said: ", " " * 7])
def test_tokens_lie_where_they_did_and_miss_nothing(lead: str) -> None:
    text = lead + "“'" * LONG_RUN + " and then. " + "x" * (LONG_RUN * 2 + 1) + " end"
    found = words_of(text)
    assert all(text[start:end] == word for word, start, end in found)
    covered = {offset for _, start, end in found for offset in range(start, end)}
    assert covered == {offset for offset, character in enumerate(text) if not character.isspace()}


def test_copy_without_long_runs_is_read_as_the_tokenizer_reads_it() -> None:
    text = "Pia Berg, 54, said: “We can't wait (not today).” See example.org/a/long/address."
    assert [word for word, _, _ in words_of(text)] == [token.text for token in spacy.blank("en")(text)]


def test_a_run_takes_no_more_calls_than_its_length(monkeypatch: pytest.MonkeyPatch) -> None:
    """No piece the tokenizer is given holds a run as long as twice the limit."""
    seen: list[str] = []
    nlp = spacy.blank("en")
    tokenizer = nlp.tokenizer
    monkeypatch.setattr(nlp, "tokenizer", lambda piece: seen.append(piece) or tokenizer(piece))
    text = "“\"‘'" * 5_000
    article = Article(text, text, SourceMap.identity(text), (Block(CharSpan(0, len(text))),))
    Pipeline(nlp, "blank", "0").parse(article)
    assert "".join(seen) == text
    assert max(len(run) for piece in seen for run in piece.split()) <= LONG_RUN
