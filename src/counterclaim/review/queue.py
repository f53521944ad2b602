"""In which order claims are looked at: those that most likely are wrong and of which most depends first.

    priority = doubt * stakes
    doubt    = 1 - confidence; `UNKNOWN` where the confidence is not known
    stakes   = 1 + the sum of what holds of `STAKES`

Stakes are conventions, not fitted: what is disputed, lays blame, or tells of the dead is what readers act on.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from counterclaim.records.incidents import Incident
from counterclaim.records.models import Claim, Event
from counterclaim.records.words import Effect, Family, Stance, Verdict, family_of

UNKNOWN = 0.5
STAKES: Mapping[str, float] = {
    "disputed": 2.0,  # some account of its incident is disputed
    "admitted": 1.5,  # or admitted: an admission that nobody made is the worst mistake
    "accuses": 1.0,
    "violence": 0.5,
    "killed": 1.0,  # times the logarithm of 1 + the number of killed that it tells, to the base of ten
}


def priority(claim: Claim, events: Iterable[Event], incident: Incident | None) -> float:
    """How soon a claim is to be looked at; the higher, the sooner.

    Args:
        claim: with its `events`.
        incident: the one that it belongs to, None for none.
    """
    told = list(events)
    verdicts = {account.verdict for account in incident.accounts} if incident is not None else set()
    killed = sum(h.best or h.low or 0 for event in told for h in event.harm if h.effect is Effect.KILLED)
    holds = {
        "disputed": float(Verdict.DISPUTED in verdicts),
        "admitted": float(Verdict.ADMITTED in verdicts),
        "accuses": float(claim.stance is Stance.ACCUSES),
        "violence": float(any(family_of(event.kind) is Family.VIOLENCE and not event.background for event in told)),
        "killed": math.log10(1 + killed),
    }
    doubt = UNKNOWN if claim.confidence is None else 1 - claim.confidence
    return doubt * (1 + sum(STAKES[name] * value for name, value in holds.items()))
