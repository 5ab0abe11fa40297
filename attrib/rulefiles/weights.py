"""Tables of weights: numbers fitted on annotated articles, kept where a person can read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from attrib.rulefiles.nodes import open_source
from attrib.rulefiles.values import choice, fields, header, kind_of, line_of, pairs, text


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic table: a value's weight in log odds, the bias, and the least score that is taken.

    A table that ranks candidates against each other has neither bias nor `nested`; its threshold is how many times
    likelier the first has to be than the second.
    """

    name: str
    weights: Mapping[str, float]
    bias: float
    threshold: float
    nested: float
    path: str = ""


def load_weights(path: Path) -> Weights:
    """Return the table at `path`.

    Raises `RuleFilesError` with all its faults.
    """
    source, top = open_source(path)
    keys = ("schema", "name", "stage", "language", "why", "source", "threshold", "weights")
    got = fields(source, top, "", required=keys, optional=("bias", "nested"))
    header(source, got.get("schema"))
    if "stage" in got:
        choice(source, got["stage"], "stage", ("weights",))

    def number(node: object, field: str) -> float:
        if kind_of(node) not in {"int", "float"}:  # type: ignore[arg-type]
            source.fault(line_of(node), field, "expected a number")  # type: ignore[arg-type]
            return 0.0
        return float(node.value)  # type: ignore[attr-defined]

    name = (text(source, got["name"], "name") or "") if "name" in got else ""
    single = {key: number(got[key], key) for key in ("bias", "threshold", "nested") if key in got}
    weights: dict[str, float] = {}
    if "weights" in got:
        for key, _, node in pairs(source, got["weights"], "weights"):
            weights[key] = number(node, f"weights.{key}")
    source.finish()
    bias, threshold, nested = single.get("bias", 0.0), single["threshold"], single.get("nested", 0.0)
    return Weights(name, MappingProxyType(weights), bias, threshold, nested, str(path))
