"""Who accuses whom of what, how often, and what the accused says to it: incidents → the blame matrix.

A *charge* is an incident in which a party `accuses` another of an act, whatever the status but `denied` and `hypothetical`. Several
claims that say so are one charge, so neither outlets nor repetitions count; the independent origins behind a cell are counted apart.
The conflict is that of the accused and the party it is said to have acted against: the accuser if that is among the targets, else
each target, else (nobody is told) the accuser. What lies on one's own party is no charge.

The *reply* is what those who speak for the accused say in the same incident, or in direct answer to one of the charging claims.
First that holds:
  admitted    it tells the act as its own, as the only one who acted, and does not charge the accuser ("we answered" admits nothing)
  denied      it denies the act, or any act of its own in the incident
  countered   it lays an act of that incident on the accuser, or answers the charge with a charge
  silent      none of these, in these reports
Only an act of the same family as the charge is a reply; a denial of victims alone denies no act.

The *period* is the month of the first day of the incident; what stretches over more than `ONE_PERIOD` days, or has no day, lies in none.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from counterclaim.incidents.answers import SPOKEN_FOR
from counterclaim.incidents.told import AWAY
from counterclaim.records.blame import BlameMatrix, By, Cell, Charge
from counterclaim.records.comparison import Comparison
from counterclaim.records.incidents import Incident
from counterclaim.records.models import Claim, Event
from counterclaim.records.words import Kind, Reply, Stance, Status, family_of

ONE_PERIOD = 31
"""Days. "In May" lies in one month, "in spring" does not; a night from one month into the next counts to the first."""
ALL = "all"
UNREAL = frozenset({Status.DENIED, Status.HYPOTHETICAL})


@dataclass(frozen=True)
class BlameOptions:
    """The first and the last day that count, inclusive, None for no bound, and how long the periods are."""

    since: dt.date | None = None
    until: dt.date | None = None
    by: By = By.ALL


@dataclass(frozen=True)
class Said:
    """A claim with one of its events."""

    claim: Claim
    event: Event


@dataclass(frozen=True, order=True)
class Key:
    """What makes a cell. `period` is "" for none."""

    conflict: tuple[str, str]
    period: str
    accuser: str
    accused: str
    kind: Kind


def blame_of(comparison: Comparison, options: BlameOptions | None = None) -> BlameMatrix:
    """The matrix of all charges in a comparison.

    Args:
        comparison: reports compared; a report's `copy_of` tells its origin. The order of anything in it does not matter.
        options: the days and periods asked for. An incident counts if any of its days is among them; one of no known day counts
            only if no bound is set.
    """
    asked = options or BlameOptions()
    events = {event.id: event for event in comparison.events}
    said = {claim.id: [Said(claim, events[name]) for name in claim.events] for claim in comparison.claims}
    answering = _answering(comparison.claims)
    bounded = asked.since is not None or asked.until is not None
    cells: dict[Key, list[Charge]] = defaultdict(list)
    undated = 0
    for incident in sorted(comparison.incidents, key=lambda i: (_first(i) or dt.date.max, i.id)):
        charges = list(_charges(incident, said, answering))
        if bounded and _first(incident) is None:
            undated += len({(key.accuser, key.accused, key.kind) for key, _ in charges})
        elif _within(incident, asked):
            for key, charge in charges:
                cells[_in_period(key, incident, asked.by)].append(charge)
    origins = {report.id: report.copy_of or report.id for report in comparison.reports}
    made = tuple(_cell(key, cells[key], origins) for key in sorted(cells))
    return BlameMatrix(since=asked.since, until=asked.until, by=asked.by, cells=made, undated=undated)


def _charges(incident: Incident, said: Mapping[str, list[Said]], answering: Mapping[str, list[str]]) -> Iterator[tuple[Key, Charge]]:
    """The charges of an incident, the period still open."""
    inside = [s for name in incident.claims for s in said[name] if not s.event.background]
    charging: dict[Key, list[str]] = defaultdict(list)
    for s in inside:
        for accuser, accused in _blamed(s):
            for conflict in _conflicts(s.event, accuser, accused):
                charging[Key(conflict, "", accuser, accused, s.event.kind)].append(s.claim.id)
    for key, names in charging.items():
        direct = [s for name in names for answer in answering.get(name, ()) for s in said[answer]]
        reply, replies = _reply(key, inside, direct)
        yield key, Charge(incident=incident.id, day=_first(incident), claims=_each(names), reply=reply, replies=replies)


def _blamed(said: Said) -> Iterator[tuple[str, str]]:
    """Who accuses whom in a claim: nobody unless it is a charge by a party."""
    accuser = said.claim.claimant.party
    if said.claim.stance is not Stance.ACCUSES or said.event.status in UNREAL or accuser is None or accuser in AWAY:
        return
    yield from ((accuser, accused) for accused in sorted(_initiators(said.event) - {accuser}))


def _conflicts(event: Event, accuser: str, accused: str) -> set[tuple[str, str]]:
    targets = {a.party for a in event.targets if a.party} - {accused}
    against = {accuser} if accuser in targets or not targets else targets
    return {(min(accused, other), max(accused, other)) for other in against}


def _reply(key: Key, inside: Sequence[Said], direct: Sequence[Said]) -> tuple[Reply, tuple[str, ...]]:
    """What the accused says to a charge, with the claims that say it; `direct` are answers to the very claims that charge."""
    spoken = [s for s in inside if _speaks_for(s, key.accused) and family_of(s.event.kind) is family_of(key.kind)]
    answers = [s for s in direct if _speaks_for(s, key.accused)]
    denials = [s for s in spoken if _denies(s, key)] + [s for s in answers if s.claim.stance is Stance.DENIES]
    counters = [s for s in (*spoken, *answers) if (key.accused, key.accuser) in _blamed(s)]
    admissions = [s for s in spoken if _admits(s, key)]
    if admissions and not counters:
        return Reply.ADMITTED, _each(s.claim.id for s in admissions)
    if denials:
        return Reply.DENIED, _each(s.claim.id for s in denials)
    return (Reply.COUNTERED, _each(s.claim.id for s in counters)) if counters else (Reply.SILENT, ())


def _denies(said: Said, key: Key) -> bool:
    denied = said.claim.stance is Stance.DENIES or (said.claim.stance is Stance.ASSERTS and said.event.status is Status.DENIED)
    of_victims = said.event.kind is Kind.CASUALTY and key.kind is not Kind.CASUALTY
    return denied and not of_victims and _initiators(said.event) <= {key.accused}


def _admits(said: Said, key: Key) -> bool:
    told = said.claim.stance is Stance.ASSERTS and said.event.status in (Status.OCCURRED, Status.ONGOING)
    return told and said.event.kind is not Kind.CASUALTY and _initiators(said.event) == {key.accused}


def _speaks_for(said: Said, party: str) -> bool:
    return said.claim.claimant.party == party and said.claim.claimant.sector in SPOKEN_FOR


def _initiators(event: Event) -> set[str]:
    return {a.party for a in event.initiators if a.party}


def _answering(claims: Iterable[Claim]) -> dict[str, list[str]]:
    """By claim, the claims that answer it."""
    answers: dict[str, list[str]] = defaultdict(list)
    for claim in claims:
        if claim.answers is not None:
            answers[claim.answers].append(claim.id)
    return answers


def _first(incident: Incident) -> dt.date | None:
    return incident.time.start if incident.time is not None else None


def _last(incident: Incident) -> dt.date | None:
    return (incident.time.end or incident.time.start) if incident.time is not None else None


def _within(incident: Incident, asked: BlameOptions) -> bool:
    first, last = _first(incident), _last(incident)
    return first is None or last is None or (last >= (asked.since or dt.date.min) and first <= (asked.until or dt.date.max))


def _in_period(key: Key, incident: Incident, by: By) -> Key:
    return Key(key.conflict, ALL if by is By.ALL else _month(incident), key.accuser, key.accused, key.kind)


def _month(incident: Incident) -> str:
    first, last = _first(incident), _last(incident)
    return f"{first:%Y-%m}" if first and last and (last - first).days < ONE_PERIOD else ""


def _cell(key: Key, charges: Sequence[Charge], origins: Mapping[str, str]) -> Cell:
    replies = Counter(charge.reply for charge in charges)
    reports = {name.rpartition("/")[0] for charge in charges for name in charge.claims}
    return Cell(
        conflict=key.conflict,
        period=key.period or None,
        accuser=key.accuser,
        accused=key.accused,
        kind=key.kind,
        times=len(charges),
        origins=len({origins.get(name, name) for name in reports}),
        admitted=replies[Reply.ADMITTED],
        denied=replies[Reply.DENIED],
        countered=replies[Reply.COUNTERED],
        silent=replies[Reply.SILENT],
        charges=tuple(charges),
    )


def _each(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names)))
