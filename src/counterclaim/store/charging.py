"""What the blame matrix is made of: who says it, and who does what to whom, from columns alone. Reading claims and events whole takes five
times as long.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import Column, Connection, Select, and_, select

from counterclaim.records.comparison import Comparison
from counterclaim.records.incidents import Incident
from counterclaim.records.models import Actor, Claim, Event, Report, Time
from counterclaim.records.words import Kind, Sector, Stance, Status, TimePrecision
from counterclaim.store.asking import IncidentFilter
from counterclaim.store.batches import in_batches, one_of
from counterclaim.store.incident_query import conditions
from counterclaim.store.tables import claim_events, claims, event_actors, events, incident_claims, incidents, reports

SAID = tuple(claims.c[name] for name in "id claimant_party claimant_sector stance answers".split())
DONE = tuple(events.c[name] for name in "id kind status background".split())
ROLES = ("initiator", "target")
REPORT, CLAIM, EVENT = Report.model_construct(), Claim.model_construct(), Event.model_construct()
INCIDENT, DAY = Incident.model_construct(), Time.model_construct()
"""Blank ones: to fill in what a copy has is quicker than to make one, which looks up each default anew."""


def charged(on: Connection, which: IncidentFilter | None) -> Comparison:
    """A comparison fit for `incidents.blame.blame_of` and nothing else: of claims, events and incidents there is what a matrix counts by,
    of reports the id, and what it holds is not checked again. Without a filter claims that belong to no incident are there too: they may
    answer one that does. Claims of no event are left out: they neither charge nor reply.
    """
    of, told = incidents.c, incident_claims.c
    days = on.execute(select(of.id, of.first_day, of.last_day).where(*conditions(which or IncidentFilter(), on.dialect.name))).all()
    inside = [row.id for row in days] if which is not None else None
    named: dict[str, list[str]] = defaultdict(list)
    for incident, claim in _among(on, select(told.incident, told.claim), told.incident, inside):
        named[incident].append(claim)
    claimed, happened = _said(on, {claim for some in named.values() for claim in some} if which is not None else None)
    seen = {name.rpartition("/")[0] for name in claimed}
    origins = dict(tuple(row) for row in _among(on, select(reports.c.id, reports.c.origin), reports.c.id, seen))
    return Comparison.model_construct(
        reports=tuple(REPORT.model_copy(update={"id": name, "copy_of": origin}) for name, origin in origins.items()),
        claims=tuple(claimed.values()),
        events=tuple(happened.values()),
        incidents=tuple(_incident(row, tuple(name for name in named[row.id] if name in claimed)) for row in days),
    )


def _said(on: Connection, names: Iterable[str] | None) -> tuple[Mapping[str, Claim], Mapping[str, Event]]:
    """Some claims by id, and what they tell of: events of one kind and status between the same parties are one here, for a matrix counts
    incidents and asks no more of an event.
    """
    acting = and_(event_actors.c.event == events.c.id, event_actors.c.role.in_(ROLES))
    query = (
        select(*SAID, *DONE, event_actors.c.role, event_actors.c.party)
        .join_from(claims, claim_events, claim_events.c.claim == claims.c.id)
        .join(events, events.c.id == claim_events.c.event)
        .outerjoin(event_actors, acting)
    )
    said, done = dict[str, tuple[Any, ...]](), dict[str, tuple[Any, ...]]()
    tells: dict[str, dict[str, None]] = defaultdict(dict)
    acts: dict[str, dict[str, dict[str | None, None]]] = defaultdict(lambda: {role: {} for role in ROLES})
    for claim, party, sector, stance, answers, event, kind, status, background, role, actor in _among(on, query, claims.c.id, names):
        said[claim] = (party, sector, stance, answers)
        done[event] = (kind, status, background)
        tells[claim][event] = None
        if role is not None:
            acts[event][role][actor] = None
    alike = {event: (*row, *(frozenset(acts[event][role]) for role in ROLES)) for event, row in done.items()}
    numbers = {act: str(number) for number, act in enumerate(dict.fromkeys(alike.values()))}
    claimed = {name: _claim(name, row, tuple(dict.fromkeys(numbers[alike[event]] for event in tells[name]))) for name, row in said.items()}
    return claimed, {number: _event(number, *act) for act, number in numbers.items()}


def _claim(name: str, row: tuple[Any, ...], told: tuple[str, ...]) -> Claim:
    party, sector, stance, answers = row
    known = {"id": name, "claimant": _actor(party, sector), "stance": Stance(stance), "answers": answers, "events": told}
    return CLAIM.model_copy(update=known)


def _event(number: str, *act: Any) -> Event:
    kind, status, background, initiators, targets = act
    known = {"id": number, "kind": Kind(kind), "status": Status(status), "background": background}
    return EVENT.model_copy(update={**known, "initiators": tuple(map(_actor, initiators)), "targets": tuple(map(_actor, targets))})


@lru_cache(4096)
def _actor(party: str | None, sector: str | None = None) -> Actor:
    return Actor.model_construct(id=party, party=party, sector=Sector(sector) if sector is not None else None)


def _incident(row: Any, told: tuple[str, ...]) -> Incident:
    days = {"start": row.first_day, "end": row.last_day, "precision": TimePrecision.DAY}
    time = DAY.model_copy(update=days) if row.first_day or row.last_day else None
    return INCIDENT.model_copy(update={"id": row.id, "time": time, "claims": told})


def _among(on: Connection, query: Select[Any], column: Column[str], names: Iterable[str] | None) -> Iterator[Any]:
    """The rows whose column has one of these values, or all rows for None."""
    for batch in in_batches(sorted(names)) if names is not None else [None]:
        yield from on.execute(query if batch is None else query.where(one_of(column, batch, on.dialect.name))).all()
