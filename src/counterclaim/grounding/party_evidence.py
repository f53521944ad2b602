"""What bears on the part of a party, whatever the part: shared by who vouches (`speaker_evidence`) and who did it (`role_choice`)."""

from __future__ import annotations

from counterclaim.grounding.actors.names import load_parties, outsiders
from counterclaim.grounding.actors.sides import Sides, is_group
from counterclaim.grounding.setting_evidence import LIKELY, SCALE, UNLIKELY
from counterclaim.grounding.weighing import Features

POINTED = ("initiator", "target")
"""Roles of a reading model that tell of parties."""
AROUND = 3
"""Sentences before and behind in which names count as near by."""


def scaled(odds: float) -> float:
    """Log-odds of the reading model as a feature."""
    return min(max(float(odds), UNLIKELY), LIKELY) / SCALE


def sort_of(party: str, sides: Sides) -> Features:
    """What sort of party it is, and how much the report is about it."""
    return {
        "acting": sides.acting.get(party, 0) / max(sides.acting.values(), default=1),
        "outsider": float(party in outsiders()),
        "group": float(is_group(party)),
        "state": float(len(party) == 3 and party not in load_parties()),
    }
