"""Whether a store is whole: what the database itself can check, and what must hold between our tables."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, except_, func, select, text

from counterclaim.store.finding import facets_in
from counterclaim.store.tables import claims, incident_claims, incidents, report_facets, reports, told


def faults(on: Connection) -> Iterator[str]:
    """What is wrong, a line each; nothing in a store that is whole."""
    if on.dialect.name == "sqlite":
        yield from (str(said) for (said,) in on.execute(text("PRAGMA integrity_check")) if said != "ok")
        yield from (f"{row[0]}: a row names one of {row[2]} that is not there" for row in on.execute(text("PRAGMA foreign_key_check")))
    words = on.execute(text("SELECT count(*) FROM report_words")).scalar_one()
    kept = on.execute(select(func.count()).select_from(reports)).scalar_one()
    if words != kept:
        yield f"{kept} reports, but {words} in the full-text index"
    facets = facets_in().subquery()
    for one, other, what in (
        (select(facets), select(report_facets), "cannot be found by"),
        (select(report_facets), select(facets), "is found by what it does not tell"),
    ):
        for facet, value, number in on.execute(except_(one, other)):
            yield f"report {number} {what}: {facet} {value}"
    homes = select(incidents.c.home)
    group = func.coalesce(told.c.regrouped, told.c.home)
    for (key,) in on.execute(select(told.c.key).where(group.is_(None) | group.not_in(homes))):
        yield f"{key} is in no incident"
    for (name,) in on.execute(select(incidents.c.home).where(incidents.c.home.not_in(select(group).where(group.is_not(None))))):
        yield f"nothing is told in the incident of {name}"
    listed = select(incident_claims.c.claim)
    for (name,) in on.execute(select(told.c.claim).where(told.c.claim.not_in(listed))):
        yield f"{name} is listed in no incident"
    for (name,) in on.execute(select(claims.c.id).where(claims.c.report.not_in(select(reports.c.id)))):
        yield f"{name} has no report"
