"""What bears on agreements and talks: mentions of them by day, and incidents in outline. No more is read than is asked for."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache, partial
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from counterclaim.memo import Memo
from counterclaim.records.days import shifted
from counterclaim.records.incidents import Casualties, Incident
from counterclaim.records.models import Place, Time
from counterclaim.records.words import Category, Effect, Kind, PlacePrecision, TimePrecision
from counterclaim.store.asking import Days, Under
from counterclaim.store.batches import in_batches
from counterclaim.store.tables import (
    agreements,
    casualties,
    claim_events,
    claims,
    events,
    incident_claims,
    incident_parties,
    incidents,
    reports,
    talks,
)

NAMED = (incidents.c.id, incidents.c.word)
OUTLINED = tuple(incidents.c[name] for name in "id kind place country lat lon precision first_day last_day parties".split())
CASUALTIES = tuple(casualties.c[name] for name in "incident side effect category low best high rule".split())
ALIKE = 10_000
"""Places, times and casualties that many incidents have in common: each is made once, not once an incident."""
BLANK = Incident.model_construct()
"""To fill in what a copy has is quicker than to make one, which looks up each default anew."""
HOME, OUTLINE = "home", "outline"
"""What is kept of an incident, before its name."""
FEWEST = 2
"""Parties of an agreement that take part in an incident for it to bear on the agreement."""


def mentioned_in(days: Days) -> list[ColumnElement[bool]]:
    """What holds of the agreements that reports of these days mention."""
    return [agreements.c.report.in_(_reports_of(days))] if days != Days() else []


def meeting_in(days: Days) -> list[ColumnElement[bool]]:
    """What holds of the talks of these days; where no day is told the day of the report counts."""
    if days == Days():
        return []
    undated = and_(talks.c.first_day.is_(None), talks.c.report.in_(_reports_of(days)))
    return [or_(undated, and_(*_among(talks.c.first_day, talks.c.last_day, days)))]


def _reports_of(days: Days) -> Select[Any]:
    """The reports published on these days; one of unknown date counts by the day on which it was added."""
    after = shifted(days.until, 1) if days.until is not None else None
    added = [reports.c.added_at >= days.since.isoformat()] if days.since is not None else []
    added += [reports.c.added_at < after.isoformat()] if after is not None else []
    published = and_(*_among(reports.c.published_on, reports.c.published_on, days))
    return select(reports.c.id).where(or_(published, and_(reports.c.published_on.is_(None), *added)))


def _among(first: Any, last: Any, days: Days) -> Iterator[ColumnElement[bool]]:
    if days.since is not None:
        yield last >= days.since
    if days.until is not None:
        yield first <= days.until


def said_beside(on: Connection, charges: Collection[str]) -> list[str]:
    """The claims that tell what some charges of a breach mean: these, what answers them, and, where one tells no act itself, all of its
    report.
    """
    kind = select(claim_events.c.claim).join(events, events.c.id == claim_events.c.event).where(events.c.kind == Kind.CEASEFIRE_BREACH)
    bare, found = set[str](), set[str]()
    for batch in in_batches(sorted(charges)):
        bare |= {name.rpartition("/")[0] for name in on.execute(kind.where(claim_events.c.claim.in_(batch))).scalars()}
    for batch in in_batches(sorted({name.rpartition("/")[0] for name in charges})):
        for row in on.execute(select(claims.c.id, claims.c.report, claims.c.answers).where(claims.c.report.in_(batch))):
            if row.id in charges or row.answers in charges or row.report in bare:
                found.add(row.id)
    return sorted(found)


def homes_of(on: Connection, names: Collection[str], memo: Memo) -> list[Incident]:
    """The incidents of some claims, of which there is no more than their ids and these claims."""
    told: dict[str, list[str]] = defaultdict(list)
    query = select(incident_claims.c.incident, incident_claims.c.claim).order_by(incident_claims.c.position)
    for batch in in_batches(sorted(names)):
        for incident, claim in on.execute(query.where(incident_claims.c.claim.in_(batch))).all():
            told[incident].append(claim)
    return [memo.kept((HOME, name, *told[name]), partial(_home, name, tuple(told[name]))) for name in sorted(told)]


def _home(name: str, told: tuple[str, ...]) -> Incident:
    return BLANK.model_copy(update={"id": name, "claims": told})


def outlines_of(on: Connection, names: Iterable[str], memo: Memo) -> list[Incident]:
    """The incidents of some claims, in outline: without accounts and links, and with the numbers of the casualties alone."""
    query = select(*NAMED).join(incident_claims, incident_claims.c.incident == incidents.c.id).distinct()
    rows = [row for batch in in_batches(sorted(set(names))) for row in on.execute(query.where(incident_claims.c.claim.in_(batch))).all()]
    return _outlined(on, dict(map(tuple, rows)), memo)


def outlines_under(on: Connection, which: Under, memo: Memo) -> list[Incident]:
    """The incidents in outline in which two of some parties take part, on days of a stretch."""
    query = select(*NAMED).where(*_among(incidents.c.first_day, incidents.c.first_day, which.days))
    if which.parties:
        among = select(incident_parties.c.incident).where(incident_parties.c.party.in_(sorted(which.parties)))
        query = query.where(incidents.c.id.in_(among.group_by(incident_parties.c.incident).having(func.count() >= FEWEST)))
    if which.harmed:
        query = query.where(incidents.c.id.in_(select(casualties.c.incident)))
    if which.kinds:
        query = query.where(incidents.c.kind.in_(sorted(which.kinds)))
    return _outlined(on, dict(map(tuple, on.execute(query).all())), memo, told=not which.harmed)


def _outlined(on: Connection, words: dict[str, str], memo: Memo, *, told: bool = True) -> list[Incident]:
    """Incidents by their ids and words, by id; their claims are named only if `told`. Those that are kept are not read."""
    known = {name: memo.get((OUTLINE, told, name, word)) for name, word in words.items()}
    for incident in _read_outlines(on, [name for name, incident in known.items() if incident is None], told=told):
        known[incident.id] = incident
        memo.put((OUTLINE, told, incident.id, words[incident.id]), incident)
    return [known[name] for name in sorted(known)]


def _read_outlines(on: Connection, names: Iterable[str], *, told: bool) -> Iterator[Incident]:
    for batch in in_batches(sorted(names)):
        spoken: dict[str, list[str]] = defaultdict(list)
        harmed: dict[str, list[Casualties]] = defaultdict(list)
        told_of = select(incident_claims.c.incident, incident_claims.c.claim).where(incident_claims.c.incident.in_(batch))
        for name, claim in on.execute(told_of.order_by(incident_claims.c.incident, incident_claims.c.position)).all() if told else ():
            spoken[name].append(claim)
        lines = select(*CASUALTIES).where(casualties.c.incident.in_(batch))
        for name, *line in on.execute(lines.order_by(casualties.c.incident, casualties.c.position)).all():
            harmed[name].append(_line(tuple(line)))
        for row in on.execute(select(*OUTLINED).where(incidents.c.id.in_(batch))).all():
            yield _outline(row, tuple(spoken[row.id]), tuple(harmed[row.id]))


def _outline(row: Any, named: tuple[str, ...], harmed: tuple[Casualties, ...]) -> Incident:
    """Rows were checked when they were written."""
    name, kind, place, country, lat, lon, precision, first, last, parties = row
    known = {
        "id": name,
        "kind": Kind(kind),
        "place": _place(place, country, lat, lon, precision),
        "time": _time(first, last),
        "parties": tuple(parties.split()),
        "claims": named,
        "reports": tuple(dict.fromkeys(claim.rpartition("/")[0] for claim in named)),
        "casualties": harmed,
    }
    return BLANK.model_copy(update=known)


@lru_cache(ALIKE)
def _place(name: str | None, country: str | None, lat: float | None, lon: float | None, precision: str) -> Place | None:
    if name is None:
        return None
    return Place.model_construct(name=name, country=country, lat=lat, lon=lon, precision=PlacePrecision(precision), confidence=1.0)


@lru_cache(ALIKE)
def _time(first: dt.date | None, last: dt.date | None) -> Time | None:
    if first is None:
        return None
    return Time.model_construct(start=first, end=last, precision=TimePrecision.DAY if first == last else TimePrecision.RANGE)


@lru_cache(ALIKE)
def _line(told: tuple[Any, ...]) -> Casualties:
    side, effect, category, low, best, high, rule = told
    return Casualties.model_construct(
        side=side, effect=Effect(effect), category=Category(category), low=low, best=best, high=high, rule=rule, claims=()
    )
