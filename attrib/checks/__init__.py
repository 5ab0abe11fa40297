"""The checks that are modules, listed in plain sight; the others are rule files in `rules/checks`."""

from attrib.checking import Check
from attrib.checks import (
    agentless_attribution,
    ambiguous_speaker,
    contested_quotation,
    duplicated_quotation,
    unattributed_quotation,
    unbalanced_quotation_marks,
    unresolved_speaker,
)

CHECKS: tuple[Check, ...] = (
    unattributed_quotation.CHECK,
    unbalanced_quotation_marks.CHECK,
    agentless_attribution.CHECK,
    unresolved_speaker.CHECK,
    ambiguous_speaker.CHECK,
    duplicated_quotation.CHECK,
    contested_quotation.CHECK,
)
