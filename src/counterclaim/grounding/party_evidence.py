"""What bears on the part of a party, whatever the part: shared by who vouches (`speaker_evidence`), who did it (`role_choice`)
and who owes it (`obligor_evidence`)."""

from __future__ import annotations

import numpy as np

from counterclaim.grounding.actors.names import NameMatch, load_parties, outsiders, parent_of
from counterclaim.grounding.actors.resolver import ActorResolver
from counterclaim.grounding.actors.sides import Sides, is_group
from counterclaim.grounding.setting_evidence import LIKELY, SCALE, UNLIKELY
from counterclaim.grounding.weighing import Features

POINTED = ("initiator", "target")
"""Roles of a reading model that tell of parties."""
AROUND = 3
"""Sentences before and behind in which names count as near by."""
LEAST_SHARE, MOST_SHARE = 0.002, 0.998
"""Shares beyond which it does not matter how far."""


def scaled(odds: float) -> float:
    """Log-odds of the reading model as a feature."""
    return min(max(float(odds), UNLIKELY), LIKELY) / SCALE


def log_odds(share: float) -> float:
    """A share as a feature."""
    held = min(max(share, LEAST_SHARE), MOST_SHARE)
    return float(np.log(held / (1 - held))) / SCALE


def names_in(actors: ActorResolver) -> list[tuple[NameMatch, str]]:
    """The names of a document of which it is clear whose they are, with the party."""
    return [(m, parent_of(entry.party)) for m in actors.matches if (entry := actors.sides.entry_of(m)) is not None]


def sort_of(party: str, sides: Sides) -> Features:
    """What sort of party it is, and how much the report is about it."""
    return {
        "acting": sides.acting.get(party, 0) / max(sides.acting.values(), default=1),
        "outsider": float(party in outsiders()),
        "group": float(is_group(party)),
        "state": float(len(party) == 3 and party not in load_parties()),
    }
