"""What an acronym in brackets stands for, where the initials of a known name do not tell."""

from __future__ import annotations

import re
from collections.abc import Iterable

from attrib.model import CharSpan
from attrib.nlp import Parse
from attrib.resolution.clusters import Cluster

IN_BRACKETS = re.compile(r"\(([A-Z][A-Za-z.]{1,9})\)")
WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
REACH = 120  # characters before the bracket


def spell_out(clusters: Iterable[Cluster], text: str, parse: Parse) -> set[int]:
    """Give bodies known by an acronym alone the name that the article spells out before the bracket.

    Returns the numbers of those it found a name for.
    """
    wanted = {cluster.name: cluster for cluster in clusters if _is_acronym(cluster)}
    found: set[int] = set()
    if not wanted:
        return found
    for match in IN_BRACKETS.finditer(text):
        cluster = wanted.get(match.group(1))
        if cluster is None or cluster.number in found:
            continue
        name = _spelled_before(text, match.start(), match.group(1)) or _by_textacy(parse, match)
        if name:
            cluster.aliases.append(cluster.name)
            cluster.name = name
            at = text.rfind(name, 0, match.start())
            if at >= 0:
                cluster.span = CharSpan(at, at + len(name))
            found.add(cluster.number)
    return found


def _is_acronym(cluster: Cluster) -> bool:
    short = not cluster.is_person and len(cluster.words) == 1
    return short and sum(letter.isupper() for letter in cluster.name) > 1


def _spelled_before(text: str, bracket: int, acronym: str) -> str | None:
    """Return the words before a bracket that hold an acronym's letters in order (Schwartz and Hearst, 2003)."""
    start = max(text.rfind("\n", 0, bracket) + 1, bracket - REACH)
    long = text[start:bracket].rstrip()
    at = len(long) - 1
    for position, letter in reversed(list(enumerate(acronym.replace(".", "").lower()))):
        while at >= 0 and (long[at].lower() != letter or (position == 0 and at > 0 and long[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return None
        at -= 1
    name = long[at + 1 :]
    words = WORD.findall(name)
    # A name has capitals, and no more words than an acronym of that length stands for.
    if not words[0][0].isupper() or not 1 < len(words) <= 2 * len(acronym):
        return None
    return name


def _by_textacy(parse: Parse, match: re.Match[str]) -> str | None:
    """Return what textacy makes of the sentence; its import takes seconds, so it is asked last."""
    tokens = parse.tokens_in(CharSpan(match.start(1), match.end(1)))
    if not tokens:
        return None
    from textacy.extract.acros import acronyms_and_definitions

    try:
        definitions: dict[str, str] = acronyms_and_definitions(parse.doc[tokens[0]].sent)
    except AttributeError:
        # textacy 0.13 names a constant that NumPy 2 no longer has, on the way to some definitions.
        return None
    definition = definitions.get(match.group(1), "").strip()
    return definition if " " in definition else None
