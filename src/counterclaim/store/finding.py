"""What a report can be found by: its parties, claimants, kinds, places and verdicts, each once, in one narrow table.

They follow from the rows of its claims and events, and of the incidents that these belong to. Searches and their facets read this table
alone: to gather the same from eight tables, whose rows hold long texts, takes them ten times as long.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Connection, Select, and_, bindparam, delete, literal, select, union

from counterclaim.store.batches import in_batches, one_of, write_rows
from counterclaim.store.tables import accounts, claims, event_actors, events, incident_claims, places, report_facets, reports

PARTY, CLAIMANT, KIND, PLACE, VERDICT = "party", "claimant", "kind", "place", "verdict"
"""A party acts or suffers in some event, a claimant claims something; a verdict stands in the account of some incident."""


def facets_in(*wanted: ColumnElement[bool]) -> CompoundSelect[Any]:
    """The rows that the table must hold of all reports, or of those for whose rows something holds: facet, value, number of the report."""
    told = reports.join(events, events.c.report == reports.c.id)
    claimed = reports.join(claims, claims.c.report == reports.c.id)
    grouped = claimed.join(incident_claims, incident_claims.c.claim == claims.c.id)
    judged = grouped.join(accounts, and_(accounts.c.incident == incident_claims.c.incident, accounts.c.until.is_(None)))

    def rows(facet: str, value: ColumnElement[Any], source: Any) -> Select[Any]:
        return select(literal(facet, literal_execute=True), value, reports.c.number).select_from(source).where(value.is_not(None), *wanted)

    return union(
        rows(PARTY, event_actors.c.party, told.join(event_actors, event_actors.c.event == events.c.id)),
        rows(CLAIMANT, claims.c.claimant_party, claimed),
        rows(KIND, events.c.kind, told),
        rows(PLACE, places.c.name, told.join(places, places.c.event == events.c.id)),
        rows(VERDICT, accounts.c.verdict, judged),
    )


def write_facets(on: Connection, names: Sequence[str]) -> None:
    """Brings the rows of some reports to what their claims, events and incidents are now. Most are as they were, and not written."""
    of = report_facets.c
    for batch in in_batches(names):
        wanted = one_of(reports.c.id, batch, on.dialect.name)
        now = {(facet, value, number) for facet, value, number in on.execute(facets_in(wanted))}
        numbers = select(reports.c.number).where(wanted)
        before = {(row.facet, row.value, row.report) for row in on.execute(select(report_facets).where(of.report.in_(numbers)))}
        if gone := before - now:
            here = and_(of.facet == bindparam("f"), of.value == bindparam("v"), of.report == bindparam("r"))
            on.execute(delete(report_facets).where(here), [{"f": f, "v": v, "r": r} for f, v, r in sorted(gone)])
        write_rows(on, report_facets, sorted(now - before))


def having(values: Sequence[str], *facets: str) -> Select[Any]:
    """The numbers of the reports that have one of these values in one of these facets, each once."""
    of = report_facets.c
    return select(of.report).where(of.facet.in_(facets), of.value.in_(values)).distinct()
