"""What the accused says to a charge. The reply is the first of these that holds:

  admitted    it tells the act as its own, as the only one who acted, and does not charge the accuser ("we answered" admits nothing)
  denied      it denies the act, or any act of its own in the incident
  countered   it lays an act of that incident on the accuser, or answers the charge with a charge
  silent      none of these, in these reports
Only an act of the same family as the charge is a reply; a denial of victims alone denies no act.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from counterclaim.records.models import NARRATOR, Claim, Event
from counterclaim.records.words import Kind, Reply, Sector, Stance, Status, family_of

AWAY = frozenset({NARRATOR, "MEDIA", "WITNESSES", "ANALYSTS", "DIPLOMATS"})
"""Claimants that are no party to anything."""
SPOKEN_FOR = frozenset({None, Sector.GOV, Sector.MIL, Sector.FOR, Sector.REB, Sector.PARA})
"""Sectors that speak for a party: what its doctors and mayors tell is no admission."""
UNREAL = frozenset({Status.DENIED, Status.HYPOTHETICAL})


@dataclass(frozen=True)
class Said:
    """A claim with one of its events."""

    claim: Claim
    event: Event


@dataclass(frozen=True)
class Accusation:
    """Who lays what sort of act on whom."""

    accuser: str
    accused: str
    kind: Kind


def reply_to(charge: Accusation, inside: Sequence[Said], direct: Sequence[Said]) -> tuple[Reply, tuple[str, ...]]:
    """What the accused says to a charge, with the ids of the claims that say it.

    Args:
        charge: who accuses whom of what.
        inside: everything that is claimed of the same incident.
        direct: answers to the very claims that charge.
    """
    spoken = [s for s in inside if _speaks_for(s, charge.accused) and family_of(s.event.kind) is family_of(charge.kind)]
    answers = [s for s in direct if _speaks_for(s, charge.accused)]
    denials = [s for s in spoken if _denies(s, charge)] + [s for s in answers if s.claim.stance is Stance.DENIES]
    counters = [s for s in (*spoken, *answers) if (charge.accused, charge.accuser) in blamed_in(s)]
    admissions = [s for s in spoken if _admits(s, charge)]
    if admissions and not counters:
        return Reply.ADMITTED, each_once(s.claim.id for s in admissions)
    if denials:
        return Reply.DENIED, each_once(s.claim.id for s in denials)
    return (Reply.COUNTERED, each_once(s.claim.id for s in counters)) if counters else (Reply.SILENT, ())


def blamed_in(said: Said) -> Iterator[tuple[str, str]]:
    """Accuser and accused of a claim: nobody unless it is a charge by a party."""
    accuser = said.claim.claimant.party
    if said.claim.stance is not Stance.ACCUSES or said.event.status in UNREAL or accuser is None or accuser in AWAY:
        return
    yield from ((accuser, accused) for accused in sorted(initiators_of(said.event) - {accuser}))


def initiators_of(event: Event) -> set[str]:
    """The parties that an event is laid on."""
    return {a.party for a in event.initiators if a.party}


def answering(claims: Iterable[Claim]) -> dict[str, list[str]]:
    """By claim, the claims that answer it."""
    answers: dict[str, list[str]] = defaultdict(list)
    for claim in claims:
        if claim.answers is not None:
            answers[claim.answers].append(claim.id)
    return answers


def each_once(names: Iterable[str]) -> tuple[str, ...]:
    """Names in order, each once."""
    return tuple(sorted(set(names)))


def _denies(said: Said, charge: Accusation) -> bool:
    denied = said.claim.stance is Stance.DENIES or (said.claim.stance is Stance.ASSERTS and said.event.status is Status.DENIED)
    of_victims = said.event.kind is Kind.CASUALTY and charge.kind is not Kind.CASUALTY
    return denied and not of_victims and initiators_of(said.event) <= {charge.accused}


def _admits(said: Said, charge: Accusation) -> bool:
    told = said.claim.stance is Stance.ASSERTS and said.event.status in (Status.OCCURRED, Status.ONGOING)
    return told and said.event.kind is not Kind.CASUALTY and initiators_of(said.event) == {charge.accused}


def _speaks_for(said: Said, party: str) -> bool:
    return said.claim.claimant.party == party and said.claim.claimant.sector in SPOKEN_FOR
