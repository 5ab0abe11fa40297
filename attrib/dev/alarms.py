"""Counts false alarms: draws findings at random, keeps what a reader judged them, and writes the alarm book.

python -m attrib.dev.alarms draw CORPUS… --checks AT103,AT104 --seed 7
    checks the corpora, prints up to 50 findings of each check in their paragraphs, and starts a sheet for each in
    `fixtures/alarms/` whose verdicts are `?`
python -m attrib.dev.alarms book [--check]
    writes `rules/ALARMS.md` from the sheets; with `--check` only says whether it differs

A verdict is `T` (an editor would want to see it, and may act on it) or `F` (the copy is fine, or misread) with a
reason in a few words.  Sheets hold no word of the articles, only keys: they may be published where the texts may not.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import random
import sys
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from attrib import __version__
from attrib.catalogue import load_checks
from attrib.checking import CheckInfo, select_checks
from attrib.cli.choices import split_list
from attrib.dev.alarm_book import ALARMS, SHEETS, Judgement, Sheet, render_book, write_sheet
from attrib.dev.commands import count, finish
from attrib.dev.pages import ROOT
from attrib.dev.parses import KeepingEngine, ParseStore, default_store
from attrib.errors import ConfigError
from attrib.model import Article, BlockKind, CharSpan, Finding
from attrib.nlp import DEFAULT_MODEL
from attrib.readers import read_articles

DRAWN = 50
KEY_LENGTH = 12
# Characters of a finding's surroundings that are printed on each side, where its block is longer.
REACH = 700
WIDTH = 120


@dataclass(frozen=True)
class Seen:
    """A finding and where it was made."""

    corpus: str
    article: Article
    finding: Finding

    @property
    def key(self) -> str:
        """What a sheet calls it: a hash that edits elsewhere and changed positions do not stir."""
        parts = (self.corpus, self.article.id or self.article.path, self.finding.code, self.finding.fingerprint)
        return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:KEY_LENGTH]


@dataclass(frozen=True)
class Ground:
    """What was checked: how many articles and words."""

    articles: int
    words: int


def main(arguments: Sequence[str] | None = None) -> str:
    """Return what the command in `arguments` prints."""
    parser = argparse.ArgumentParser(description="Draw findings to judge, and write the alarm book.")
    commands = parser.add_subparsers(required=True)
    draw = commands.add_parser("draw", help="check corpora and draw findings at random")
    draw.add_argument("corpora", nargs="+", metavar="CORPUS", help="articles as JSON lines, plain or .gz")
    draw.add_argument("--checks", default="", metavar="CODES", help="which checks; those that are on unless given")
    draw.add_argument("--count", type=count, default=DRAWN, metavar="N", help="findings of each check, at most")
    draw.add_argument("--articles", type=count, metavar="N", help="only N articles, drawn with the seed")
    draw.add_argument("--seed", type=int, default=1, help="another seed, another draw")
    kept = "keep parses in this file, and use those there (a file in your cache folder unless given)"
    draw.add_argument("--keep-parses", type=Path, default=default_store(), metavar="FILE", help=kept)
    draw.add_argument("--model", default=DEFAULT_MODEL, help="the installed spaCy pipeline to read with")
    draw.add_argument("--headed", action="store_true", help="the first paragraph of each text is its headline")
    draw.add_argument("--no-sheets", action="store_true", help="print only")
    draw.set_defaults(run=_draw)
    book = commands.add_parser("book", help="write rules/ALARMS.md from the sheets")
    book.add_argument("--check", action="store_true", help="only say whether it differs")
    book.set_defaults(run=_book)
    given = parser.parse_args(arguments)
    return str(given.run(given))


def _draw(given: argparse.Namespace) -> str:
    checks = select_checks(load_checks(packages=False), split_list([given.checks]))
    engine = KeepingEngine(model=given.model, checks=checks)
    engine.store = ParseStore(given.keep_parses)
    articles = _articles(given.corpora, given.articles, given.seed, headed=given.headed)
    seen: dict[str, list[Seen]] = {check.info.code: [] for check in checks}
    for corpus, article in articles:
        report, troubles = engine.check(engine.read(article))
        for trouble in troubles:
            raise ConfigError(f"{article.path}: {trouble.message}")
        for finding in report.findings:
            seen[finding.code].append(Seen(corpus, article, finding))
    ground = Ground(len(articles), sum(len(article.text.split()) for _, article in articles))
    parts = []
    for check in checks:
        drawn = _some(seen[check.info.code], given.count, given.seed)
        parts.append(_print(check.info, drawn, len(seen[check.info.code]), ground))
        if not given.no_sheets:
            write_sheet(_sheet(check.info, drawn, len(seen[check.info.code]), ground, given))
            parts.append(f"wrote {SHEETS}/{check.info.code}.yaml\n\n")
    return "".join(parts)


def _articles(paths: Sequence[str], number: int | None, seed: int, *, headed: bool) -> list[tuple[str, Article]]:
    """Return the articles of the corpora with the corpus each is of; `number` of them drawn with `seed` if given."""
    found = [(corpus, _with_headline(article) if headed else article) for corpus, article in _all_articles(paths)]
    if number is None or number >= len(found):
        return found
    return [found[index] for index in sorted(random.Random(seed).sample(range(len(found)), number))]


def _with_headline(article: Article) -> Article:
    """Return the article with its first block as its headline, which nothing in a corpus's texts tells."""
    first, *others = article.blocks
    return replace(article, blocks=(replace(first, kind=BlockKind.HEADLINE), *others))


def _all_articles(paths: Sequence[str]) -> Iterator[tuple[str, Article]]:
    for path in paths:
        corpus = Path(path).resolve().parent.name + "/" + Path(path).name.partition(".")[0]
        for item in read_articles(path, input_format="jsonl"):
            if not isinstance(item, Article):
                raise item
            yield corpus, item


def _some(found: Sequence[Seen], number: int, seed: int) -> list[Seen]:
    if len(found) <= number:
        return list(found)
    return [found[index] for index in sorted(random.Random(seed).sample(range(len(found)), number))]


def _sheet(info: CheckInfo, drawn: Sequence[Seen], found: int, ground: Ground, given: argparse.Namespace) -> Sheet:
    return Sheet(
        code=info.code,
        name=info.name,
        severity=info.severity.value,
        enabled=info.enabled,
        version=__version__,
        date=datetime.date.today().isoformat(),
        corpora=tuple(Path(path).resolve().parent.name for path in given.corpora),
        articles=ground.articles,
        words=ground.words,
        seed=given.seed,
        found=found,
        judgements=tuple(Judgement(item.key) for item in drawn),
    )


def _print(info: CheckInfo, drawn: Sequence[Seen], found: int, ground: Ground) -> str:
    head = f"=== {info.code} {info.name} ({info.severity}{'' if info.enabled else ', off'}): "
    head += f"{found} findings in {ground.articles} articles, {ground.words:,} words; {len(drawn)} drawn\n"
    return head + "".join(_entry(item) for item in drawn) + "\n"


def _entry(item: Seen) -> str:
    """Return a finding in its paragraph and those beside it, what is flagged between ⟦ and ⟧."""
    text, span = item.article.text, item.finding.span
    around = _surroundings(item.article, span)
    shown = f"{text[around.start : span.start]}⟦{span.of(text)}⟧{text[span.end : around.end]}"
    lines = [f"--- {item.key} {item.article.id} {item.finding.severity}: {item.finding.message}"]
    for paragraph in shown.splitlines():
        lines += textwrap.wrap(paragraph, WIDTH, initial_indent="    ", subsequent_indent="    ")
    for related in item.finding.related:
        lines.append(f"    > {related.message}: {' '.join(related.span.of(text).split())[:WIDTH]}")
    return "\n".join(lines) + "\n"


def _surroundings(article: Article, span: CharSpan) -> CharSpan:
    blocks = article.blocks
    inside = [
        number for number, block in enumerate(blocks) if block.span.end > span.start and block.span.start < span.end
    ]
    if not inside:
        return CharSpan(max(0, span.start - REACH), min(len(article.text), span.end + REACH))
    first, last = max(0, inside[0] - 1), min(len(blocks) - 1, inside[-1] + 1)
    start = max(blocks[first].span.start, span.start - REACH)
    end = min(blocks[last].span.end, span.end + REACH)
    return CharSpan(min(start, span.start), max(end, span.end))


def _book(given: argparse.Namespace) -> str:
    path = ROOT / ALARMS
    wanted = render_book(ROOT)
    if given.check:
        same = path.exists() and path.read_text("utf-8") == wanted
        if not same:
            raise ConfigError(f"{ALARMS} differs from the sheets; run `python -m attrib.dev.alarms book`")
        return f"{ALARMS} is as the sheets say\n"
    path.write_text(wanted, "utf-8")
    return f"wrote {ALARMS}\n"


if __name__ == "__main__":
    sys.exit(finish(main))
