"""`acled`: CSV in the columns of ACLED's data, one row for each incident that has an ACLED type. ACLED's data are not in it.

Columns as ACLED names them (codebook 2023; data dictionary of its export tool). What a row cannot hold goes into `notes`: the claims with
their claimants and offsets, and the figures of the dead that were not taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from counterclaim.export.coding import NOBODY_TELLS, Sides, happened, incident_codes, one_sided, sides_in, sides_of
from counterclaim.export.deaths import Fatalities, fatalities_of
from counterclaim.export.formats import Export, Format, Part
from counterclaim.export.joined import Joined, actor_code
from counterclaim.export.schemes import actor_name, group_of, is_state, party_name, state_of, time_precision, words_of
from counterclaim.export.tabular import Cell, delimited
from counterclaim.records.comparison import Comparison
from counterclaim.records.incidents import Incident
from counterclaim.records.models import Actor
from counterclaim.records.ontologies import CIVIL
from counterclaim.records.words import Sector

COLUMNS = tuple(
    """event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 actor2 assoc_actor_2
    inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location latitude longitude geo_precision source
    source_scale notes fatalities tags timestamp""".split()
)
STATE_FORCES = "State forces"
NO_TYPE = "ACLED has no type for it"
FORCE = frozenset({"Violence against civilians", "Explosions/Remote violence"})
"""Types of event in which civilians alone may be the second actor; in ACLED they are none of a battle, a protest or a development."""


def write(comparison: Comparison) -> Export:
    """A CSV file with a head row."""
    joined, rows, left_out = Joined(comparison), list[tuple[Cell, ...]](), Counter[str]()
    for incident in comparison.incidents:
        events = happened(joined, incident)
        if not events:
            left_out[NOBODY_TELLS] += 1
        elif incident_codes(joined, incident).acled_event is None:
            left_out[NO_TYPE] += 1
        else:
            row = {
                **_what(joined, incident),
                **_who(sides_in(joined, incident) if _against_civilians(joined, incident) else sides_of(events)),
                **_where(incident),
                **_told(joined, incident),
                **_when(incident),
            }
            rows.append(tuple(row.get(column) for column in COLUMNS))
    return Export((Part("acled.csv", delimited(COLUMNS, rows)),), len(rows), left_out)


def _what(joined: Joined, incident: Incident) -> Mapping[str, Cell]:
    codes = incident_codes(joined, incident)
    return {
        "disorder_type": words_of("acled_disorder").get(codes.acled_event or ""),
        "event_type": codes.acled_event,
        "sub_event_type": codes.acled_subevent,
        "civilian_targeting": "Civilian targeting" if _against_civilians(joined, incident) else None,
    }


def _when(incident: Incident) -> Mapping[str, Cell]:
    day = incident.time.start if incident.time else None
    return {"event_date": day, "year": day.year if day else None, "time_precision": time_precision("acled_time_precision", incident.time)}


def _against_civilians(joined: Joined, incident: Incident) -> bool:
    return one_sided(joined, incident) and incident_codes(joined, incident).acled_event in FORCE


def _who(sides: Sides) -> Mapping[str, Cell]:
    kinds = [_inter(actor) for actor in (sides.one, sides.other)]
    known = [kind for kind in kinds if kind]
    one = sides.one is None or sides.other is None
    return {
        "actor1": _name(sides.one),
        "assoc_actor_1": _beside(sides, sides.one),
        "inter1": kinds[0],
        "actor2": _name(sides.other),
        "assoc_actor_2": _beside(sides, sides.other),
        "inter2": kinds[1],
        "interaction": f"{known[0]} only" if one and known else "-".join(known) if len(known) == len(kinds) else None,
    }


def _name(actor: Actor | None) -> str | None:
    """The actor's name with its code, so that nobody takes it for one of ACLED's own: `Civilians (Sudan) [SDN:CVL]`."""
    if actor is None:
        return None
    return _with_code(_civilians(actor) if actor.sector in CIVIL else actor_name(actor), actor)


def _civilians(actor: Actor) -> str:
    """As ACLED names them, by their country; bodies whose members are civilians have a name of their own."""
    group = group_of(actor.party)
    if group is not None and group.sector in CIVIL:
        return group.name
    whose = party_name(actor.party) or actor.party
    return f"Civilians ({whose})" if whose else "Civilians"


def _with_code(name: str | None, actor: Actor) -> str:
    return f"{name} [{actor.id}]" if name and actor.id else name or actor_code(actor)


def _beside(sides: Sides, actor: Actor | None) -> str | None:
    """Further sectors of the same party."""
    party = actor.party if actor else None
    return "; ".join(actor_code(a) for a in sides.others if party and a.party == party) or None


def _inter(actor: Actor | None) -> str | None:
    """ACLED's sort of actor; of a state without a sector its forces, since it acts with force; of a party that is none the sort that the
    knowledge files give it, where no sector is told or one that only states have; None for a party of no known sort.
    """
    if actor is None:
        return None
    sort = _sort(actor.sector)
    if sort is not None and sort != STATE_FORCES:
        return sort
    if is_state(actor.party):
        return STATE_FORCES
    group = group_of(actor.party)
    known = _sort(group.sector) if group else None
    return known if known != STATE_FORCES else None


def _sort(sector: Sector | None) -> str | None:
    return words_of("acled_inter").get(sector.value) if sector else None


def _where(incident: Incident) -> Mapping[str, Cell]:
    place = incident.place
    state = state_of(place.country if place else None)
    return {
        "event_id_cnty": f"{place.country}-{incident.id}" if place and place.country else incident.id,
        "iso": state.iso_numeric,
        "region": state.acled_region,
        "country": state.name,
        "admin1": place.admin1 if place else None,
        "location": place.name if place else None,
        "latitude": place.lat if place else None,
        "longitude": place.lon if place else None,
        "geo_precision": int(words_of("acled_geo_precision")[place.precision]) if place else None,
    }


def _told(joined: Joined, incident: Incident) -> Mapping[str, Cell]:
    dead = fatalities_of(joined, incident)
    outlets = dict.fromkeys(report.outlet or report.url or report.id for report in joined.reports_in(incident))
    verdicts = [f"{row.question}={row.verdict.value}" for row in incident.accounts]
    return {
        "source": "; ".join(outlets),
        "notes": _notes(joined, incident, dead),
        "fatalities": dead.figure,
        "tags": "; ".join(verdicts) or None,
    }


def _notes(joined: Joined, incident: Incident, dead: Fatalities) -> str:
    claims = dict.fromkeys(
        f"{actor_code(claim.claimant)} {claim.stance.value} {event.kind.value} ({joined.evidence(claim)})"
        for claim, event in joined.told_in(incident)
    )
    parts = [f"Claims: {'; '.join(claims)}.", f"Fatalities: {dead.how}."]
    for head, tolls in (("Taken", dead.taken), ("Not taken", dead.discarded)):
        if tolls:
            parts.append(f"{head}: {'; '.join(toll.described for toll in tolls)}.")
    return " ".join(parts)


FORMAT = Format({"acled": COLUMNS}, write)
