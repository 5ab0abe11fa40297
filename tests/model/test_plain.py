from __future__ import annotations

import json
from dataclasses import replace

import pytest
from support.samples import berg_relation, open_relation

from attrib.model import (
    Anonymity,
    AnonymityReason,
    AttributionRelation,
    CharSpan,
    Quotation,
    QuotationUse,
    Speaker,
    SpeakerKind,
)
from attrib.model.plain import from_plain, to_plain


def anonymous() -> AttributionRelation:
    told = Anonymity(role=CharSpan(0, 4), number=2, reason=CharSpan(5, 9), reason_kind=AnonymityReason.FEAR)
    return replace(berg_relation(), speaker=Speaker("two aides", SpeakerKind.ANONYMOUS, anonymity=told))


@pytest.mark.parametrize("relation", [berg_relation(), open_relation(), anonymous()])
def test_a_relation_comes_back_as_it_was(relation: AttributionRelation) -> None:
    data = json.loads(json.dumps(to_plain(relation)))
    assert from_plain(AttributionRelation, data) == relation


def test_lists_may_come_back_as_tuples() -> None:
    data = to_plain(berg_relation())
    data["content"] = tuple(data["content"])
    assert from_plain(AttributionRelation, data) == berg_relation()


def test_a_quotation_comes_back_as_it_was() -> None:
    mark = Quotation(CharSpan(0, 9), CharSpan(1, 8), "guillemets", 2, closed=False, use=QuotationUse.TERM)
    assert from_plain(Quotation, to_plain(mark)) == mark


def test_a_field_that_was_not_stored_takes_its_default() -> None:
    data = to_plain(Speaker("Pia Berg"))
    del data["anonymity"]
    assert from_plain(Speaker, data) == Speaker("Pia Berg")


@pytest.mark.parametrize(
    "data",
    [
        {},
        None,
        "CharSpan(0, 1)",
        {"start": "0", "end": 1},
        {"start": 3, "end": 1},
        {"start": 0, "end": 1, "__class__": "os.system"},
    ],
)
def test_what_has_another_form_is_refused(data: object) -> None:
    with pytest.raises(ValueError, match=r"form|span"):
        from_plain(CharSpan, data)


def test_an_unknown_value_is_refused() -> None:
    data = to_plain(berg_relation())
    data["act"] = "sorcery"
    with pytest.raises(ValueError, match="sorcery"):
        from_plain(AttributionRelation, data)


def test_what_is_no_record_has_no_plain_form() -> None:
    with pytest.raises(TypeError):
        to_plain({1, 2})
