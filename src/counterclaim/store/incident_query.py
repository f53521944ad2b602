"""Filters of incidents → SQL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from counterclaim.records.words import Verdict
from counterclaim.store.asking import IncidentFilter, Order
from counterclaim.store.tables import accounts, claims, incident_claims, incident_parties, incidents, reports
from counterclaim.store.words_query import reports_with

ORDERS: Mapping[Order, tuple[Any, ...]] = {
    Order.LATEST: (incidents.c.first_day.desc().nulls_last(), incidents.c.claims.desc(), incidents.c.id),
    Order.EARLIEST: (incidents.c.first_day.asc().nulls_last(), incidents.c.claims.desc(), incidents.c.id),
    Order.MOST_CLAIMS: (incidents.c.claims.desc(), incidents.c.id),
    Order.CHANGED: (incidents.c.changed_at.desc(), incidents.c.id),
}
COUNTED: Mapping[Verdict, Any] = {Verdict.DISPUTED: incidents.c.disputed, Verdict.ADMITTED: incidents.c.admitted}
"""Verdicts that the row of an incident counts: nothing else has to be looked at for them."""


def conditions(which: IncidentFilter, dialect: str) -> list[ColumnElement[bool]]:
    """What must hold of a row of `incidents`."""
    return [*_of_columns(which), *_of_parts(which, dialect)]


def _of_columns(which: IncidentFilter) -> Iterator[ColumnElement[bool]]:
    of = incidents.c
    for column, values in ((of.kind, which.kinds), (of.country, which.countries), (of.place, which.places)):
        if values:
            yield column.in_(values)
    if which.since is not None:
        yield of.last_day >= which.since
    if which.until is not None:
        yield of.first_day <= which.until
    if which.killed is not None:
        yield of.killed >= which.killed
    if which.changed_since is not None:
        yield of.changed_at >= which.changed_since
    if which.campaign is not None:
        yield of.campaign == which.campaign
    if which.box is not None:
        south, west, north, east = which.box
        yield of.lat.between(south, north)
        yield of.lon.between(west, east) if west <= east else of.lon.not_between(east, west)


def _of_parts(which: IncidentFilter, dialect: str) -> Iterator[ColumnElement[bool]]:
    for party in which.parties:
        yield incidents.c.id.in_(select(incident_parties.c.incident).where(incident_parties.c.party == party))
    counted = [COUNTED[verdict] for verdict in which.verdicts if verdict in COUNTED]
    if which.verdicts and len(counted) == len(which.verdicts):
        yield or_(*(column > 0 for column in counted))
    elif which.verdicts:
        standing = select(accounts.c.incident).where(accounts.c.verdict.in_(which.verdicts), accounts.c.until.is_(None))
        yield incidents.c.id.in_(standing)
    told = select(incident_claims.c.incident).join(claims, incident_claims.c.claim == claims.c.id)
    if which.outlets:
        published = select(reports.c.id).where(reports.c.outlet.in_(which.outlets))
        yield incidents.c.id.in_(told.where(claims.c.report.in_(published)))
    if which.words:
        found = select(reports.c.id).where(reports.c.number.in_(reports_with(which.words, dialect)))
        yield incidents.c.id.in_(told.where(claims.c.report.in_(found)))
