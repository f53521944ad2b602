"""`ucdp`: CSV in the columns of UCDP's Georeferenced Event Dataset (codebook 23.1), one row for each violent incident with somebody killed.

UCDP's own numbers of conflicts, dyads and actors are not ours to give and stay empty. Deaths come from the casualties of the incident, in
the manner of UCDP, the conservative lines left out: soldiers of a side go to that side, civilians of any side to `deaths_civilians`, what
is neither for sure to `deaths_unknown`. `best` is the sum of the four, `low` and `high` the sums of their bounds, by the rules of
`casualties`.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping

from counterclaim.export.casualties import Counted, counted, total
from counterclaim.export.coding import NOBODY_TELLS, Sides, happened, one_sided, sides_in
from counterclaim.export.formats import Export, Format, Part
from counterclaim.export.joined import Joined, actor_code
from counterclaim.export.schemes import actor_name, is_state, state_of, time_precision, words_of
from counterclaim.export.tabular import Cell, delimited
from counterclaim.records.comparison import Comparison
from counterclaim.records.incidents import Incident
from counterclaim.records.models import Actor, Report
from counterclaim.records.words import Category, Effect, Family, family_of

COLUMNS = tuple(
    """id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id
    dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources
    source_article source_office source_date source_headline source_original where_prec where_coordinates
    where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region event_clarity
    date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob""".split()
)
STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
CIVILIANS = "Civilians"
NOT_VIOLENT = "not violence"
NO_DEATH = "no death told"
CELL_DEGREES = 0.5
"""Width and height of a cell of PRIO-GRID."""


def write(comparison: Comparison) -> Export:
    """A CSV file with a head row."""
    joined, rows, left_out = Joined(comparison), list[tuple[Cell, ...]](), Counter[str]()
    for incident in comparison.incidents:
        events = happened(joined, incident)
        sides = ordered(joined, incident)
        deaths = deaths_of(joined, incident, sides)
        whole = total(part for parts in deaths.values() for part in parts)
        if not events or family_of(incident.kind) is not Family.VIOLENCE:
            left_out[NOBODY_TELLS if not events else NOT_VIOLENT] += 1
        elif not (whole.low or whole.best or whole.high):
            left_out[NO_DEATH] += 1
        else:
            who = _who(sides, civilians=one_sided(joined, incident))
            row = {**who, **_where(incident), **_when(incident), **_told(joined, incident, deaths), **_deaths(deaths)}
            row |= {"low": whole.low, "best": whole.best, "high": whole.high}
            rows.append(tuple(row.get(column) for column in COLUMNS))
    return Export((Part("ged.csv", delimited(COLUMNS, rows)),), len(rows), left_out)


def ordered(joined: Joined, incident: Incident) -> Sides:
    """The sides as GED puts them: a state comes first, but for violence against civilians, where who began it does."""
    sides = sides_in(joined, incident)
    first, second = (is_state(actor.party if actor else None) for actor in (sides.one, sides.other))
    if first or not second or one_sided(joined, incident):
        return sides
    return Sides(sides.other, sides.one, sides.others)


def deaths_of(joined: Joined, incident: Incident, sides: Sides) -> Mapping[str, list[Counted]]:
    """The dead of an incident by the four columns of GED."""
    one, other = (actor.party if actor else None for actor in (sides.one, sides.other))
    found: dict[str, list[Counted]] = {}
    for part in counted(joined, incident, Effect.KILLED):
        column = "deaths_civilians" if part.category is Category.CIVILIAN else "deaths_unknown"
        if part.category is Category.MILITARY and part.side in (one, other):
            column = "deaths_a" if part.side == one else "deaths_b"
        found.setdefault(column, []).append(part)
    return found


def _deaths(deaths: Mapping[str, list[Counted]]) -> Mapping[str, Cell]:
    return {column: total(parts).best for column, parts in deaths.items()}


def _who(sides: Sides, *, civilians: bool) -> Mapping[str, Cell]:
    one, other = _party(sides.one), CIVILIANS if civilians else _party(sides.other)
    states = [is_state(a.party) for a in (sides.one, sides.other) if a and a.party]
    return {
        "type_of_violence": ONE_SIDED if civilians else None if len(states) < 2 else STATE_BASED if any(states) else NON_STATE,
        "dyad_name": f"{one} - {other}" if one and other else None,
        "side_a": one,
        "side_b": other,
        "gwnoa": state_of(sides.one.party if sides.one else None).gw,
        "gwnob": None if civilians else state_of(sides.other.party if sides.other else None).gw,
    }


def _party(actor: Actor | None) -> str | None:
    """The party by name and code; GED names the government of a state, not its ministry."""
    if actor is None:
        return None
    state = state_of(actor.party)
    if state.name:
        return f"Government of {state.name} [{actor.party}]"
    return f"{actor_name(actor) or actor.party} [{actor.party}]" if actor.party else actor_code(actor)


def _where(incident: Incident) -> Mapping[str, Cell]:
    place = incident.place
    if place is None:
        return {}
    state = state_of(place.country)
    known = place.lat is not None and place.lon is not None
    return {
        "where_prec": int(words_of("ucdp_where_prec")[place.precision]),
        "where_coordinates": place.name,
        "where_description": f"{place.precision.value}, by {place.source}" if place.source else place.precision.value,
        "adm_1": place.admin1,
        "latitude": place.lat,
        "longitude": place.lon,
        "geom_wkt": f"POINT ({place.lon} {place.lat})" if known else None,
        "priogrid_gid": grid_cell(place.lat, place.lon) if place.lat is not None and place.lon is not None else None,
        "country": state.name,
        "country_id": state.gw,
        "region": state.ucdp_region,
    }


def grid_cell(lat: float, lon: float) -> int:
    """The number of the cell of PRIO-GRID (Tollefsen et al. 2012) of a point in degrees: half a degree wide, from 1 in the south-west."""
    rows, across = int(180 / CELL_DEGREES), int(360 / CELL_DEGREES)
    row = min(math.floor((lat + 90) / CELL_DEGREES), rows - 1)
    column = min(math.floor((lon + 180) / CELL_DEGREES), across - 1)
    return row * across + column + 1


def _when(incident: Incident) -> Mapping[str, Cell]:
    time = incident.time
    return {
        "id": incident.id,
        "relid": incident.id,
        "code_status": "unreviewed",
        "year": time.start.year if time and time.start else None,
        "date_prec": time_precision("ucdp_date_prec", time),
        "event_clarity": time_precision("ucdp_event_clarity", time),
        "date_start": time.start if time else None,
        "date_end": time.end if time else None,
    }


def _told(joined: Joined, incident: Incident, deaths: Mapping[str, list[Counted]]) -> Mapping[str, Cell]:
    reports = joined.reports_in(incident)
    claims = (f"{actor_code(c.claimant)} {c.stance.value} ({joined.evidence(c)})" for c in joined.claims_in(incident))
    return {
        "number_of_sources": len({report.copy_of or report.id for report in reports}),
        "source_article": ";".join(_article(r) for r in reports),
        "source_office": "; ".join(dict.fromkeys(r.outlet or "" for r in reports)),
        "source_date": "; ".join(dict.fromkeys(str(r.published_on or "") for r in reports)),
        "source_headline": "; ".join(dict.fromkeys(r.title or "" for r in reports)),
        "source_original": f"{'; '.join(claims)}. Deaths: {'; '.join(_figures(deaths))}.",
    }


def _article(report: Report) -> str:
    """A report as GED names it, `"outlet,date,title"`; quotes within are doubled, and the first two commas part it."""
    words = f"{(report.outlet or '').replace(',', ' ')},{report.published_on or ''},{report.title or ''}".replace('"', '""')
    return f'"{words}"'


def _figures(deaths: Mapping[str, list[Counted]]) -> Iterator[str]:
    """Each figure of the four columns with its rule and every claim behind it."""
    for column, parts in sorted(deaths.items()):
        for part in parts:
            yield f"{column}: {part.by_rule}, from {' & '.join(t.described for t in part.tolls) or 'claims that are not at hand'}"


FORMAT = Format({"ucdp": COLUMNS}, write)
