"""Words of a newsroom's folder reach the lexicons that articles are read with, and those that checks read."""

from __future__ import annotations

from pathlib import Path

import pytest

from attrib.catalogue import load_checks
from attrib.checking import select_checks
from attrib.engine import Engine, Reading
from attrib.errors import RuleFilesError
from attrib.model import Act, AnonymityReason
from attrib.rulefiles.house import EXTENDABLE, load_house
from attrib.rulefiles.lexicons import is_cue_lexicon, shipped_lexicon
from attrib.rulefiles.paths import rule_paths, rules_dir

HEAD = "schema: 1\nname: {name}\nstage: lexicon\nlanguage: en\nwhy: Ours.\nsource: The desk.\ngroups:\n"


def folder(tmp_path: Path, name: str, groups: str) -> Path:
    """Return a folder of rules with one lexicon."""
    place = tmp_path / "house" / "lexicons"
    place.mkdir(parents=True, exist_ok=True)
    (place / f"{name}.yaml").write_text(HEAD.format(name=name) + groups, encoding="utf-8")
    return tmp_path / "house"


def read(text: str, *folders: Path) -> Reading:
    return Engine(rules=folders).read_text(text)


def faults(place: Path, **kwargs: object) -> list[str]:
    with pytest.raises(RuleFilesError) as caught:
        load_house([place], **kwargs)  # type: ignore[arg-type]
    return [f"{fault.field}: {fault.message}" for fault in caught.value.faults]


@pytest.mark.parametrize("name", EXTENDABLE)
def test_each_lexicon_that_takes_words_ships(name: str):
    assert shipped_lexicon(name).groups


def test_every_lexicon_a_check_reads_takes_words_of_a_folder(tmp_path: Path):
    read_by_checks = {name for check in load_checks() for name in check.info.lexicons}
    shipped = {path.stem for path in rule_paths(rules_dir() / "lexicons") if not is_cue_lexicon(path)}
    assert read_by_checks <= shipped
    place = folder(tmp_path, "agentless", "  impersonal: [whisper]\n")
    assert load_house([place], read_by_checks=read_by_checks).words["agentless"] == {"impersonal": ("whisper",)}


def test_a_lexicon_that_nothing_reads_takes_none(tmp_path: Path):
    place = folder(tmp_path, "agentless", "  impersonal: [whisper]\n")
    (fault,) = faults(place, read_by_checks=())
    assert fault == "name: no lexicon `agentless` takes further words"


def test_numbers_go_by_their_order(tmp_path: Path):
    place = folder(tmp_path, "anonymity", "  numbers: [dozen]\n")
    assert faults(place) == ["groups.numbers: the words of `numbers` go by their order"]


def test_acts_take_no_act_there_is_not(tmp_path: Path):
    place = folder(tmp_path, "acts", "  gossip: [mutter]\n")
    assert faults(place) == ["groups.gossip: `acts` has no such group"]


@pytest.mark.model
def test_a_house_may_say_what_act_a_cue_is(tmp_path: Path):
    text = "Ida Lund demanded that the ferry run at night."
    assert [relation.act for relation in read(text).relations] == [Act.INTENTION]
    place = folder(tmp_path, "acts", "  statement: [demand]\n")
    assert [relation.act for relation in read(text, place).relations] == [Act.STATEMENT]


@pytest.mark.model
def test_a_house_may_add_ways_of_asking_for_anonymity(tmp_path: Path):
    text = "A nurse, who kept her badge covered because she feared for her job, said the ward was full."
    (before,) = [relation.speaker for relation in read(text).relations if relation.lemma == "say"]
    assert before is not None
    assert before.anonymity is None or before.anonymity.request is None
    place = folder(tmp_path, "anonymity", "  request: [kept her badge covered]\n")
    (after,) = [relation.speaker for relation in read(text, place).relations if relation.lemma == "say"]
    assert after is not None
    assert after.anonymity is not None
    assert after.anonymity.request is not None
    assert after.anonymity.request.of(text) == "kept her badge covered"
    assert after.anonymity.reason_kind is AnonymityReason.FEAR


@pytest.mark.model
def test_words_that_a_tokenizer_takes_apart_are_met_all_the_same(tmp_path: Path):
    text = "A nurse, who wasn't giving her name, said the ward was full."
    place = folder(tmp_path, "anonymity", '  request: ["wasn\'t giving her name"]\n')
    (speaker,) = [relation.speaker for relation in read(text, place).relations if relation.lemma == "say"]
    assert speaker is not None
    assert speaker.anonymity is not None
    assert speaker.anonymity.request is not None


@pytest.mark.model
def test_a_house_may_add_to_the_words_of_a_check(tmp_path: Path):
    text = "It was whispered that the fund was empty."
    checks = select_checks(load_checks(), ["AT201"])
    place = folder(tmp_path, "agentless", "  impersonal: [whisper]\n")

    def flagged(*folders: Path) -> list[str]:
        engine = Engine(checks=checks, rules=folders)
        report, troubles = engine.check(engine.read_text(text))
        assert troubles == ()
        return [finding.code for finding in report.findings]

    assert flagged() == []
    assert flagged(place) == ["AT201"]
