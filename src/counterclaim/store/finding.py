"""What a report can be found by: its parties, claimants, kinds and places, each once, in one narrow table.

They follow from the rows of its claims and events. Searches and their facets read this table alone: to gather the same from six tables,
whose rows hold long texts, takes them ten times as long.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Connection, Select, delete, insert, literal, select, union

from counterclaim.store.batches import in_batches, one_of
from counterclaim.store.tables import claims, event_actors, events, places, report_facets, reports

PARTY, CLAIMANT, KIND, PLACE = "party", "claimant", "kind", "place"
"""A party acts or suffers in some event, a claimant claims something."""


def facets_in(*wanted: ColumnElement[bool]) -> CompoundSelect[Any]:
    """The rows that the table must hold of all reports, or of those for whose rows something holds: facet, value, number of the report."""
    told = reports.join(events, events.c.report == reports.c.id)
    claimed = reports.join(claims, claims.c.report == reports.c.id)

    def rows(facet: str, value: ColumnElement[str], source: Any) -> Select[Any]:
        return select(literal(facet, literal_execute=True), value, reports.c.number).select_from(source).where(value.is_not(None), *wanted)

    return union(
        rows(PARTY, event_actors.c.party, told.join(event_actors, event_actors.c.event == events.c.id)),
        rows(CLAIMANT, claims.c.claimant_party, claimed),
        rows(KIND, events.c.kind, told),
        rows(PLACE, places.c.name, told.join(places, places.c.event == events.c.id)),
    )


def write_facets(on: Connection, names: Sequence[str]) -> None:
    """Makes the rows of some reports anew, from their claims and events as they are now."""
    for batch in in_batches(names):
        wanted = one_of(reports.c.id, batch, on.dialect.name)
        on.execute(delete(report_facets).where(report_facets.c.report.in_(select(reports.c.number).where(wanted))))
        on.execute(insert(report_facets).from_select(["facet", "value", "report"], facets_in(wanted)))


def having(values: Sequence[str], *facets: str) -> Select[Any]:
    """The numbers of the reports that have one of these values in one of these facets, each once."""
    of = report_facets.c
    return select(of.report).where(of.facet.in_(facets), of.value.in_(values)).distinct()
