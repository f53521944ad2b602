"""Campaigns near incidents that changed: looked at again, and written where they are others than before."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, delete, insert, select, update

from counterclaim.incidents.campaigns import PAUSE_DAYS, VAGUEST_DAYS, Fight, Scene, campaigns_among
from counterclaim.records.days import shifted
from counterclaim.records.incidents import Campaign, Incident
from counterclaim.records.words import PlacePrecision
from counterclaim.store.batches import in_batches
from counterclaim.store.rows import Row
from counterclaim.store.tables import campaigns, incidents

Days = tuple[dt.date, dt.date]
_of = incidents.c
FACTS = (_of.id, _of.home, _of.campaign, _of.sides, _of.parties, _of.first_day, _of.last_day, _of.lat, _of.lon, _of.precision, _of.place)
"""The columns of an incident that campaigns are made from."""


class CampaignWriter:
    """Writes campaigns in one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Works on a connection that is in a transaction."""
        self._on = connection

    def write(self, before: Collection[Any], fights: Iterable[Fight]) -> dict[str, str]:
        """Writes the campaigns that change.

        Args:
            before: rows of `FACTS`, those incidents that others take the place of and that are still stored.
            fights: what takes their place, as far as it may be part of a campaign; not stored yet.

        Returns:
            by id of an incident the campaign that it is part of now, of all incidents near those that changed.
        """
        after = {fight.incident: fight for fight in fights}
        changed = [*after.values(), *(fight_at(row) for row in before if row.sides is not None)]
        others, old = self._near(changed, {row.id for row in before}, {row.campaign for row in before if row.campaign})
        found = campaigns_among([*after.values(), *(fight_at(row) for row in others.values())])
        home = {name: campaign.id for campaign in found for name in campaign.incidents}
        self._replace(found, old)
        self._move({name: home.get(name) for name, row in others.items() if row.campaign != home.get(name)})
        return home

    def _near(self, changed: Sequence[Fight], gone: Collection[str], old: set[str]) -> tuple[dict[str, Any], set[str]]:
        """The rows of other fights whose campaigns may have changed, by incident, and the campaigns that all were part of."""
        found: dict[str, Any] = {}
        stretches = _stretches(changed)
        for first, last in _joined(days for some in stretches.values() for days in some):
            begun = _of.first_day.between(shifted(first, -VAGUEST_DAYS), last)
            found |= {row.id: row for row in self._fights(begun) if row.id not in gone and _touches(row, stretches)}
        further, known = old | {row.campaign for row in found.values() if row.campaign}, set[str]()
        while further:
            known |= further
            for batch in in_batches(sorted(further)):
                found |= {row.id: row for row in self._fights(_of.campaign.in_(batch)) if row.id not in gone}
            further = {row.campaign for row in found.values() if row.campaign} - known
        return found, known

    def _fights(self, which: ColumnElement[bool]) -> Iterable[Any]:
        return self._on.execute(select(*FACTS).where(_of.sides.is_not(None), which))

    def _replace(self, found: Iterable[Campaign], old: Collection[str]) -> None:
        rows = {campaign.id: _campaign_row(campaign) for campaign in found}
        kept = {
            row.id
            for batch in in_batches(sorted(old))
            for row in self._on.execute(select(campaigns.c.id, campaigns.c.json).where(campaigns.c.id.in_(batch)))
            if row.id in rows and row.json == rows[row.id]["json"]
        }
        for batch in in_batches(sorted(set(old) - kept)):
            self._on.execute(delete(campaigns).where(campaigns.c.id.in_(batch)))
        if fresh := [row for name, row in rows.items() if name not in kept]:
            self._on.execute(insert(campaigns), fresh)

    def _move(self, moved: Mapping[str, str | None]) -> None:
        """Sets the campaign of incidents that did not change otherwise."""
        told = [
            Incident.model_validate_json(json).model_copy(update={"campaign": moved[name]})
            for batch in in_batches(sorted(moved))
            for name, json in self._on.execute(select(_of.id, _of.json).where(_of.id.in_(batch)))
        ]
        if told:
            statement = update(incidents).where(_of.id == bindparam("of")).values(campaign=bindparam("into"), json=bindparam("whole"))
            self._on.execute(statement, [{"of": i.id, "into": i.campaign, "whole": i.model_dump_json()} for i in told])


def fight_at(row: Any) -> Fight:
    """The fight of a row of `FACTS` that has sides."""
    scene = Scene(row.lat, row.lon, PlacePrecision(row.precision), row.place)
    return Fight(row.id, scene, row.first_day, row.last_day, frozenset(row.parties.split()), frozenset(row.sides.split()))


def _stretches(changed: Iterable[Fight]) -> dict[tuple[str, str], list[Days]]:
    """By every two parties of a fight the days near it."""
    days: dict[tuple[str, str], set[Days]] = defaultdict(set)
    for fight in changed:
        for two in combinations(sorted(fight.parties), 2):
            days[two].add((shifted(fight.first, -PAUSE_DAYS), shifted(fight.last, PAUSE_DAYS)))
    return {two: list(_joined(some)) for two, some in days.items()}


def _joined(stretches: Iterable[Days]) -> Iterator[Days]:
    """The same days, those that overlap as one stretch."""
    joined: Days | None = None
    for first, last in sorted(stretches):
        if joined is not None and first <= joined[1]:
            joined = joined[0], max(joined[1], last)
        else:
            if joined is not None:
                yield joined
            joined = first, last
    if joined is not None:
        yield joined


def _touches(row: Any, stretches: Mapping[tuple[str, str], Sequence[Days]]) -> bool:
    pairs = combinations(sorted(row.parties.split()), 2)
    return any(row.last_day >= first and row.first_day <= last for two in pairs for first, last in stretches.get(two, ()))


def _campaign_row(campaign: Campaign) -> Row:
    return {
        "id": campaign.id,
        "parties": " ".join(campaign.parties),
        "first_day": campaign.start,
        "last_day": campaign.end,
        "json": campaign.model_dump_json(),
    }
