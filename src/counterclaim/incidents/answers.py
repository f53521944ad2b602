"""What a claim answers to the questions of the account table.

  who_initiated   the one party on which a charge or an act of violence is laid; a denial says "not" that party, or, where it names
                  nobody, "not" the claimant's own
  what            the kind; `other` names no happening, and `casualty` none but its numbers
  where, when, weapons
  killed[SIDE] …  the number; "nobody died" says so of every party of the event

A denial answers "not X" of everything that it tells, but for place and day. Demands, warnings and what is hypothetical answer nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from counterclaim.incidents.publication import published_at
from counterclaim.incidents.told import AWAY, Told, harm_in, number_of
from counterclaim.records.incidents import Value
from counterclaim.records.models import Actor, Harm
from counterclaim.records.words import Family, Kind, Sector, Stance, Status, family_of

SPOKEN_FOR = frozenset({None, Sector.GOV, Sector.MIL, Sector.FOR, Sector.REB, Sector.PARA})
"""Sectors that speak for a party: what its doctors and mayors tell is no admission."""
NOT = "not "
WHO, WHAT, WHERE, WHEN, WEAPONS = "who_initiated", "what", "where", "when", "weapons"
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class Said:
    """One answer to one question, before the answers of a claimant are put in order. `harm` is what a number comes from."""

    question: str
    value: Value
    told: Told
    harm: Harm | None = None

    @property
    def claimant(self) -> Actor:
        """Who answers."""
        return self.told.claim.claimant

    @property
    def denied(self) -> str | None:
        """What the answer denies; None if it denies nothing."""
        return self.value.removeprefix(NOT) if isinstance(self.value, str) and self.value.startswith(NOT) else None

    @property
    def is_hearsay(self) -> bool:
        """Whether another party of the event passes the answer on: what an opponent says that one has said."""
        own = self.claimant.party
        return any(by.party in self.told.parties and by.party != own for by in self.told.claim.relayed_by)

    @property
    def when(self) -> tuple[tuple[str, str], str, list[int]]:
        """What orders answers in time: publication, then the report, and in it the place of the claim."""
        return published_at(self.told.report), self.told.report.id, [int(n) for n in _NUMBER.findall(self.told.key.rpartition("/")[2])]


def answers_in(told: Told) -> Iterator[Said]:
    """The answers of one claim, each question as often as it is answered."""
    claim, event = told.claim, told.event
    if claim.stance in (Stance.CALLS_FOR, Stance.WARNS) or event.status is Status.HYPOTHETICAL:
        return
    denies = claim.stance is Stance.DENIES or event.status is Status.DENIED
    for who in _initiators(told, denies):
        yield Said(WHO, f"{NOT}{who}" if denies else who, told)
    if event.kind not in (Kind.CASUALTY, Kind.OTHER):
        yield Said(WHAT, f"{NOT}{event.kind}" if denies else event.kind.value, told)
    if event.place is not None and not denies:
        yield Said(WHERE, event.place.name, told)
    if told.days is not None and not denies:
        first, last = told.days
        yield Said(WHEN, first.isoformat() if first == last else f"{first}/{last}", told)
    kinds = sorted({w.kind.value for w in event.weapons})
    if kinds:
        yield from [Said(WEAPONS, f"{NOT}{kind}", told) for kind in kinds] if denies else [Said(WEAPONS, tuple(kinds), told)]
    yield from _numbers(told, denies)


def _initiators(told: Told, denies: bool) -> list[str]:
    """Those on whom the act is laid; nobody in an exchange of fire, in which a claimant has its own party act with others."""
    event, party = told.event, told.claim.claimant.party
    violent = family_of(event.kind) is Family.VIOLENCE and event.kind is not Kind.CASUALTY
    if not violent and told.claim.stance is not Stance.ACCUSES:
        return []
    initiators = sorted({a.party for a in event.initiators if a.party})
    if denies and not initiators and party is not None and party not in told.parties | AWAY:
        return [party]
    several = event.kind is not Kind.ARMED_CLASH and party not in initiators
    return initiators if len(initiators) == 1 or several else []


def _numbers(told: Told, denies: bool) -> Iterator[Said]:
    for harm in harm_in(told.event):
        number = number_of(harm)
        value: Value | None = f"{NOT}{number}" if denies and number else number
        if value is None:
            continue
        side = harm.side.party if harm.side is not None else None
        for whose in sorted(told.parties) if number == 0 and side is None else [side or "?"]:
            yield Said(f"{harm.effect}[{whose}]", value, told, harm)
