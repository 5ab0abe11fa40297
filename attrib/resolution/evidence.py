"""What the text says for and against a pronoun's meaning one of those named before it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from attrib.model import CharSpan, SpeakerKind
from attrib.nlp import Parse
from attrib.resolution.clusters import Cluster
from attrib.resolution.syntax import SUBJECTS, clause_of, is_main, use_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

CLIMB = 12
VERBAL = frozenset({"VERB", "AUX"})
USE_STRENGTH = {"subject": 1.0, "nested": 0.65, "object": 0.35, "possessive": 0.6, "other": 0.4, "part": 0.2}
QUOTED_STRENGTH = 0.3
PEOPLE = frozenset({"he", "she", "person"})
# Evidence for "he" or "she" from which on it is sure: a title, a role, a given name before a surname.
SURE = 2.0
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "relcl", "acl", "pcomp", "csubj", "parataxis"})


@dataclass(slots=True)
class Item:
    """A cluster spoken of at one place; `form` is `name`, `noun` or `pronoun`, `verb` heads the clause it serves."""

    start: int
    sentence: int
    block: int
    cluster: Cluster
    span: CharSpan
    token: int = -1
    verb: int = -1
    use: str = "other"
    form: str = "name"
    quoted: bool = False
    speaks: bool = False
    owner: bool = False
    aside: bool = False
    gender: str = ""

    @property
    def strength(self) -> float:
        """How strongly the place puts somebody in the reader's mind."""
        return USE_STRENGTH[self.use] * (QUOTED_STRENGTH if self.quoted else 1.0)


@dataclass(slots=True)
class Here:
    """Where a pronoun stands: the verbs above it, and by which kind of clause each holds it."""

    item: Item
    arguments: frozenset[int] = frozenset()
    above: dict[int, str] = field(default_factory=dict)
    relative_of: int = -1
    partner: int = -1
    fronted: tuple[int, ...] = ()
    group: str = ""


def item_at(parse: Parse, index: int, sentence: int, cluster: Cluster, span: CharSpan, form: str) -> Item:
    """Return the item of a phrase whose head is the token `index`."""
    token = parse.doc[index]
    use = use_of(token)
    clause = clause_of(token) if use in {"subject", "object"} else None
    verb = clause.i if clause is not None else -1
    owner = use == "possessive" or (token.dep_ == "pobj" and token.head.head.pos_ in {"NOUN", "PROPN"})
    if use == "subject" and not is_main(token):
        use = "nested"
    aside = token.dep_ == "appos"
    return Item(span.start, sentence, parse.blocks[index], cluster, span, index, verb, use, form, False, False, owner,
                aside)  # fmt: skip


def look_around(parse: Parse, item: Item) -> Here:
    """Return what holds the pronoun of `item` in its sentence."""
    doc: Doc = parse.doc
    token = doc[item.token]
    here = Here(item)
    if item.use == "possessive" and token.head.dep_ == "conj":  # "Lee and her brother"
        here.partner = token.head.head.i
    arguments = set()
    node, label, direct = token, "", item.use != "possessive"
    nominal = False
    for _ in range(CLIMB):
        if node.head.i == node.i:
            break
        if node.dep_ == "relcl" and here.relative_of < 0:
            here.relative_of = node.head.i
        if node.dep_ in {"prep", "advcl"} and node.head.i > node.i and not here.fronted:
            here.fronted = _subjects_after(node.head, token.i)
        label = node.dep_ if node.dep_ in CLAUSES else label
        # Coordinated verbs share their subject; where the second has its own, the clauses stand side by side.
        if node.dep_ == "conj" and node.pos_ in VERBAL and any(child.dep_ in SUBJECTS for child in node.lefts):
            label = "conj"
        node = node.head
        if node.pos_ in VERBAL:
            if direct and not label and not nominal:
                arguments.add(node.i)
            here.above.setdefault(node.i, label or ("phrase" if nominal or not direct else "clause"))
        elif node.pos_ in {"NOUN", "PROPN"}:
            nominal = True
    here.arguments = frozenset(arguments)
    return here


def _subjects_after(verb: Token, index: int) -> tuple[int, ...]:
    """Return the subjects still to come of what a phrase stands in front of: "In his view, Lee said, it was fair"."""
    verbs = [verb, *(child for child in verb.children if child.dep_ in {"parataxis", "ccomp"})]
    subjects = (child for node in verbs for child in node.lefts if child.dep_ in {"nsubj", "nsubjpass"})
    return tuple(child.i for child in subjects if child.i > index)


@dataclass(slots=True)
class Standing:
    """What is known of one candidate when a pronoun is met."""

    cluster: Cluster
    items: list[Item]  # nearest first
    fit: float
    salience: float = 0.0


@dataclass(slots=True)
class Story:
    """What the article has told up to a pronoun.

    `counts` says how often each cluster was spoken of, `first` is the number of the candidate named first, and
    `carried` is the last pronoun of the same kind, as a mention of whom it means.
    """

    counts: Mapping[int, int]
    first: int = -1
    carried: Item | None = None


@dataclass(frozen=True, slots=True)
class Crowd:
    """All candidates of a pronoun: the one mentioned nearest, their salience together and at most, how often the most
    named of them is.
    """

    nearest: Standing
    salience: float
    highest: float
    named: int


def crowd_of(standings: Sequence[Standing], story: Story) -> Crowd:
    """Return what `standings`, those mentioned nearest first and at least one, have together."""
    saliences = [standing.salience for standing in standings]
    named = max(story.counts.get(standing.cluster.number, 1) for standing in standings)
    return Crowd(standings[0], sum(saliences), max(saliences), named)


def features_of(
    here: Here, standing: Standing, crowd: Crowd, story: Story, *, is_source: bool, barred: bool
) -> dict[str, float]:
    """Return the evidence for one candidate of a crowd, by name, as the table of weights lists it.

    What is said of things and bodies is told in fewer words than what is said of people, for there is less to learn it
    from.
    """
    out: dict[str, float] = {}
    out["salience"] = math.log(max(standing.salience / crowd.salience, 0.01)) if crowd.salience else 0.0
    if standing.salience >= crowd.highest:
        out["most-salient"] = 1.0
    if crowd.nearest is standing:
        out["nearest"] = 1.0
    near = standing.items[0]
    far = here.item.sentence - near.sentence
    if here.group not in PEOPLE:
        out[f"far:{min(far, 2)}"] = 1.0
        out[f"near:{near.use}"] = 1.0
        _add_voice(out, near, min(far, 1), is_source=is_source, barred=barred)
        _add_uses(out, here, standing)
        return {f"thing:{name}": value for name, value in out.items()}
    _add_nearest(out, here, near, far)
    out["count"] = math.log((1 + story.counts.get(standing.cluster.number, 1)) / (1 + crowd.named))
    if standing.cluster.number == story.first:
        out["first-named"] = 1.0
    _add_voice(out, near, min(far, 2), is_source=is_source, barred=barred)
    _add_uses(out, here, standing)
    carried = story.carried
    if carried is not None and carried.cluster.number == standing.cluster.number:
        out[f"carried:{min(here.item.sentence - carried.sentence, 2)}"] = 1.0
        if carried.use == here.item.use:
            out["carried:use"] = 1.0
    _add_gender(out, here, standing.cluster)
    return out


def _add_nearest(out: dict[str, float], here: Here, near: Item, far: int) -> None:
    """Add how the candidate was last spoken of, and how far back."""
    out[f"far:{min(far, 4)}"] = 1.0
    out["blocks"] = float(min(here.item.block - near.block, 3))
    out[f"near:{near.use}"] = 1.0
    out[f"near:{near.form}"] = 1.0
    out[f"near:{near.use}:far:{min(far, 2)}"] = 1.0
    for name, holds in (("quoted", near.quoted), ("owner", near.owner), ("aside", near.aside)):
        if holds:
            out[f"near:{name}"] = 1.0


def _add_voice(out: dict[str, float], near: Item, far: int, *, is_source: bool, barred: bool) -> None:
    """Add whether the candidate was the last to speak, and whether his own words name him."""
    if is_source and barred:
        out["own-content"] = 1.0
    if near.speaks:
        out[f"speaks:{far}" if is_source else "spoke"] = 1.0


def _add_gender(out: dict[str, float], here: Here, cluster: Cluster) -> None:
    """Add what is known of a candidate's being a person, and of the pronouns that mean it."""
    if here.group == "person":  # the fit of a role has seen to it
        return
    if cluster.kind is SpeakerKind.PERSON:
        leaning = cluster.leaning
        if not leaning:
            out["gender:unknown"] = 1.0
        elif (leaning == "m") == (here.group == "he"):
            out["gender:sure" if abs(cluster.male - cluster.female) >= SURE else "gender:likely"] = 1.0
        else:
            out["gender:unlikely"] = 1.0
    elif cluster.unsure:
        out["unsure"] = 1.0
    if cluster.mentions:
        persons = sum(mention.label == "PERSON" for mention in cluster.mentions)
        others = sum(mention.label not in {"PERSON", ""} for mention in cluster.mentions)
        out["named-as:person"] = persons / len(cluster.mentions)
        out["named-as:other"] = others / len(cluster.mentions)
        if len(cluster.words) == 1 and not persons and not cluster.roles:
            out["bare-word"] = 1.0
    if cluster.heard:
        out["heard:same" if here.group in cluster.heard else "heard:other"] = 1.0


def _add_uses(out: dict[str, float], here: Here, standing: Standing) -> None:
    """Add what the sentence itself says: co-arguments, subjects of the clauses above, parallel uses."""
    item = here.item
    use = "subject" if item.use == "nested" else item.use
    for other in standing.items:
        far = item.sentence - other.sentence
        if far > 1:
            break
        same = "subject" if other.use == "nested" else other.use
        if same == use and use in {"subject", "object", "possessive"}:
            out[f"parallel:{use}:{far}"] = 1.0
        if same == "subject":
            out[f"subject:{far}:{use}"] = 1.0
        if far:
            continue
        if other.verb >= 0 and other.verb in here.arguments:
            out["co-argument"] = 1.0
        elif same == "subject" and other.verb in here.above:
            out[f"under:{here.above[other.verb]}:{use}"] = 1.0
        if other.token >= 0 and other.token == here.relative_of:
            out["relative"] = 1.0
        if other.token >= 0 and other.token == here.partner:
            out["partner"] = 1.0
        if other.token in here.fronted:
            out["ahead"] = 1.0


def fresh(item: Item, cluster: Cluster, *, speaks: bool) -> Item:
    """Return the pronoun of `item` as a mention of `cluster`."""
    return replace(item, cluster=cluster, speaks=speaks)
