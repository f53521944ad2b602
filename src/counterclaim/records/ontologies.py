"""The kinds of the record in the words of other schemes: PLOVER, CAMEO and ACLED.

`ontologies.csv` holds the mapping. A line holds for an event when each of its cells `stance`, `kind`, `status`, `weapon` and
`civilian` holds; an empty cell holds always, `|` parts words of which one must be met. The **first** line that holds wins, so
what is special stands above what is general.

An event and the claim that tells it are two things in these schemes. That A shells B is an assault by A; that B accuses A of
it is an accusation by B. Lines with a stance are about the second: their `source` is `claimant`, and ACLED, which has no
words of politicians, has nothing for them. Assertions and commitments have no lines of their own: they are coded as the
event that they tell. What is only planned or demanded is in CAMEO an intent or a threat, in PLOVER likewise an agreement or a
threat, in ACLED nothing. A denied event keeps its type: whether it took place is `status`, not type.

An empty code means that the scheme has none. PLOVER has neither public statements (so no denials) nor flight of people; CAMEO
has no flight either. Deaths told with no act are, in reports on armed conflict, taken for force by unknown means. ACLED tells
battles from violence against civilians by who was attacked, which the cell `civilian` asks for; whether ground was taken by a
government or from it the record does not say, and `territorial_gain` is taken for the latter, as ACLED does with foreign armies.

Schemes, in our own reading of them:
    PLOVER: Open Event Data Alliance, "Political Language Ontology for Verifiable Event Records", codebook; event types and modes
        as in the POLECAT data (Halterman et al. 2023), modes in lower case.
    CAMEO: Schrodt, Gerner and Yilmaz, "Conflict and Mediation Event Observations", codebook 1.1b3 (2012).
    ACLED: "Armed Conflict Location and Event Data Project codebook" (2023), event and sub-event types.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Self, TypeVar

from counterclaim.errors import ResourceError
from counterclaim.records.models import Event
from counterclaim.records.words import Category, Kind, Sector, Stance, Status, WeaponKind
from counterclaim.tables import read_table

TABLE = "ontologies.csv"
Word = TypeVar("Word", bound=StrEnum)
CIVIL = frozenset({Sector.CVL, Sector.MED, Sector.NGO})
"""Sectors whose people are civilians."""
CAMEO = re.compile(r"(?:0[1-9]|1\d|20)\d{1,2}")


class Source(StrEnum):
    """Who is the source of the coded event."""

    INITIATOR = "initiator"
    CLAIMANT = "claimant"


@dataclass(frozen=True, slots=True)
class Codes:
    """One event in the words of three schemes; None where a scheme has no word for it.

    Attributes:
        source: whether the initiators of the event or the claimant are the source actor of PLOVER and CAMEO.
        plover_event: event type in capitals ("ASSAULT").
        plover_mode: mode in lower case ("heavy-weapons").
        cameo: code of three or four digits.
        acled_event: event type ("Battles").
        acled_subevent: sub-event type ("Armed clash").
    """

    source: Source
    plover_event: str | None
    plover_mode: str | None
    cameo: str | None
    acled_event: str | None
    acled_subevent: str | None

    @property
    def cameo_root(self) -> str | None:
        """The first two digits of the CAMEO code."""
        return self.cameo[:2] if self.cameo else None


@dataclass(frozen=True, slots=True)
class Told:
    """What the table asks of an event; `stance` None asks for the event alone."""

    kind: Kind
    status: Status
    weapons: frozenset[WeaponKind] = frozenset()
    civilian: bool = False
    stance: Stance | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: conditions, of which an empty one always holds, and the codes."""

    stances: frozenset[Stance]
    kinds: frozenset[Kind]
    statuses: frozenset[Status]
    weapons: frozenset[WeaponKind]
    civilian: bool
    codes: Codes

    @classmethod
    def read(cls, row: dict[str, str]) -> Self:
        """A line from its cells. Raises ValueError for a word that the record does not have, or what is no CAMEO code."""
        if row["cameo"] and not CAMEO.fullmatch(row["cameo"]):
            raise ValueError(f"{row['cameo']!r} is not a CAMEO code")
        if row["civilian"] not in ("", "yes"):
            raise ValueError(f"{row['civilian']!r} is neither yes nor empty")
        return cls(
            stances=_words(Stance, row["stance"]),
            kinds=_words(Kind, row["kind"]),
            statuses=_words(Status, row["status"]),
            weapons=_words(WeaponKind, row["weapon"]),
            civilian=row["civilian"] == "yes",
            codes=Codes(
                source=Source(row["source"]),
                plover_event=row["plover_event"] or None,
                plover_mode=row["plover_mode"] or None,
                cameo=row["cameo"] or None,
                acled_event=row["acled_event"] or None,
                acled_subevent=row["acled_subevent"] or None,
            ),
        )

    def holds(self, told: Told) -> bool:
        """Whether all conditions of the line hold."""
        return (
            (not self.stances or told.stance in self.stances)
            and (not self.kinds or told.kind in self.kinds)
            and (not self.statuses or told.status in self.statuses)
            and (not self.weapons or bool(self.weapons & told.weapons))
            and (told.civilian or not self.civilian)
        )


def _words(enumeration: type[Word], cell: str) -> frozenset[Word]:
    return frozenset(enumeration(word) for word in cell.split("|") if word)


@cache
def load_ontologies() -> tuple[Line, ...]:
    """The lines of the table in order. Raises ResourceError when it cannot be read or holds an unknown word."""
    lines = list[Line]()
    for row in read_table("counterclaim.records", TABLE):
        try:
            lines.append(Line.read(row))
        except (ValueError, KeyError) as error:
            raise ResourceError(f"line {len(lines) + 2} of {TABLE} cannot be read: {error}") from error
    return tuple(lines)


def codes_for(told: Told) -> Codes:
    """The codes of the first line that holds. Raises ResourceError when none does, which a test of the table excludes."""
    for line in load_ontologies():
        if line.holds(told):
            return line.codes
    raise ResourceError(f"{TABLE} has no line for {told.kind}")


def codes_of(event: Event, stance: Stance | None = None) -> Codes:
    """The codes of an event alone, or, with the stance of a claim, of what the claimant does in telling it.

    Raises ResourceError when the table cannot be read.
    """
    return codes_for(Told(event.kind, event.status, frozenset(w.kind for w in event.weapons), harms_civilians(event), stance))


def harms_civilians(event: Event) -> bool:
    """Whether all victims that an event tells, or else all its targets, are civilians; False where it names neither."""
    if event.harm:
        return only_civilians([h.category for h in event.harm])
    return bool(event.targets) and all(t.sector in CIVIL for t in event.targets)


def only_civilians(categories: Collection[Category]) -> bool:
    """Whether there are victims, and all of them are civilians."""
    return bool(categories) and all(c is Category.CIVILIAN for c in categories)
