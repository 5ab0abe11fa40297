"""The same words again, or the same claim, within one article."""

from attrib.duplicates.claims import (
    Claim,
    Difference,
    differences,
    is_conflicting,
    is_same,
    is_same_background,
    make_claim,
)
from attrib.duplicates.drift import Drift, find_drift
from attrib.duplicates.repeats import (
    Said,
    body_start,
    find_repeats,
    find_said,
    fold,
    is_running_log,
    is_title_case,
    same_speaker,
)

__all__ = [
    "Claim",
    "Difference",
    "Drift",
    "Said",
    "body_start",
    "differences",
    "find_drift",
    "find_repeats",
    "find_said",
    "fold",
    "is_conflicting",
    "is_running_log",
    "is_same",
    "is_same_background",
    "is_title_case",
    "make_claim",
    "same_speaker",
]
