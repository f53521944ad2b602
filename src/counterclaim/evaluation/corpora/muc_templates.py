"""From a record to the templates of MUC-4: which events are incidents there, which of them are one, and what goes into the slots.

The definitions are those of the task (`template-doc-part1.v7`, sections 1, 5 and 7); words and types are in the `muc_*.csv` tables.
What MUC asks for and the record does not tell is left empty; what the record tells and MUC leaves out (denials, plans, clashes of
armed forces with guerrillas, military acts that harm no civilians, harm to soldiers alone, a toll over months, what is older than two
months, an attack of which nothing is told) makes no template.

A record gives an event the day and the place of the dateline where the text tells no other. For MUC these are no more than a bound and
a country (7.3, note 3; 7.4, note 4), and hold no two incidents apart.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from counterclaim.evaluation.corpora.muc_data import DATELINE, MONTHS, Fill, Template
from counterclaim.evaluation.corpora.muc_matching import DATA, RECENT, head, says, words_of
from counterclaim.evaluation.corpora.muc_victims import best_told, victims_of
from counterclaim.grounding.actors.names import load_parties, outsiders
from counterclaim.grounding.placenames import fold
from counterclaim.records.models import MEDIA, NARRATOR, Actor, Claim, Event, Place, Record, Span, Time
from counterclaim.records.words import Category, Kind, PlacePrecision, Sector, Stance, Status
from counterclaim.tables import read_table

HAPPENED = frozenset({Status.OCCURRED, Status.ONGOING, Status.AVERTED})
ARMED = frozenset({Sector.MIL, Sector.REB, Sector.PARA})
AUTHORITIES = frozenset({Sector.GOV, Sector.MIL, Sector.FOR, Sector.LOC})
MILITARY_ACTS = frozenset(
    {Kind.ARMED_CLASH, Kind.AIR_STRIKE, Kind.SHELLING, Kind.MISSILE_STRIKE, Kind.DRONE_ATTACK, Kind.INCURSION, Kind.TERRITORIAL_GAIN}
)
"""Acts of war, which MUC records only where they harm civilians (section 1, rule 1)."""
HOSTILE = MILITARY_ACTS | {Kind.ATTACK, Kind.CASUALTY, Kind.CAPTURE, Kind.MINE_OR_IED}
"""Kinds that may be an incident. A threat, a protest or a search may speak of bombs and kidnappings that have not come about."""
WITHOUT_WEAPON = frozenset({"KIDNAPPING", "ARSON"})
VOICES = frozenset({NARRATOR, MEDIA})
CLAIMED, FACT, SUSPECTED = "CLAIMED OR ADMITTED", "REPORTED AS FACT", "SUSPECTED OR ACCUSED"
BY_AUTHORITIES, POSSIBLE = "SUSPECTED OR ACCUSED BY AUTHORITIES", "POSSIBLE"
SUMMARY = dt.timedelta(days=27)
"""From this length on a time tells of many incidents: "in September", "over the last six weeks" (section 1, rule 7)."""
NIGHT = dt.timedelta(days=1)
"""The longest stretch that the task's keys write as one; a week or a month is "on or before" the report's day."""
WEEKDAYS = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")
DATE, LOCATION, TYPE, WEAPON, WEAPON_TYPE, PERPETRATOR, ORGANISATION, CONFIDENCE = 2, 3, 4, 6, 7, 9, 10, 11
VICTIM, NUMBER = 19, 21


@dataclass
class Incident:
    """Events of one report that are one incident to MUC, with the claims that tell them."""

    type: str
    told: list[tuple[Claim, Event]] = field(default_factory=list)

    @property
    def events(self) -> list[Event]:
        """Its events in the order of the text."""
        return [e for _, e in self.told]

    @property
    def initiators(self) -> list[Actor]:
        """Who did it, each party and phrase once."""
        return list({(a.party, a.name): a for e in self.events for a in e.initiators}.values())


def templates_of(record: Record, countries: Mapping[str, str]) -> tuple[Template, ...]:
    """The templates of one report.

    Args:
        record: the record of the report; its id is the message's.
        countries: English names of countries by alpha-3 code.
    """
    return tuple(_template(record, incident, countries) for incident in incidents_of(record))


def incidents_of(record: Record) -> list[Incident]:
    """The incidents of a report. An event joins the last one that it does not differ from in type, place, day or perpetrator, the
    distinctions that make a separate template (section 5)."""
    found: list[Incident] = []
    for claim in record.claims:
        for event in (_as_told(record.event(name), record.report.text) for name in claim.events):
            kind = type_of(event, record.report.text)
            if kind is None or not _relevant(claim, event, record):
                continue
            home = next((i for i in reversed(found) if _same(i, kind, event)), None)
            if home is None:
                home = Incident(kind)
                found.append(home)
            home.type = kind if home.type == "ATTACK" else home.type
            home.told.append((claim, event))
    return [incident for incident in found if _is_specific(incident, record.report.text)]


def _as_told(event: Event, text: str) -> Event:
    """An event without the day of the dateline, and with no more than the country of a place that only the dateline names."""
    dateline = DATELINE.match(text)
    end = dateline.end() if dateline else 0
    time = None if event.time is not None and event.time.span is not None and event.time.span.end <= end else event.time
    place = event.place
    if place is not None and place.span is not None and place.span.end <= end and place.country:
        place = place.model_copy(update={"precision": PlacePrecision.COUNTRY})
    return event.model_copy(update={"time": time, "place": place})


def _is_specific(incident: Incident, text: str) -> bool:
    """Whether more is told of an incident than that there was an attack (section 1, rule 7): whom it harmed, or whom or what it hit."""
    if incident.type != "ATTACK" or any(h.best != 0 for e in incident.events for h in e.harm):
        return True
    told = any(t.span is not None for e in incident.events for t in e.targets)
    return told or any(says(s.of(text), word) for e in incident.events for s in e.spans for word in ("killing", "object"))


def type_of(event: Event, text: str) -> str | None:
    """The incident type by the first line of `muc_types.csv` that fits the event's kind and words; None where it is no incident."""
    if event.kind not in HOSTILE:
        return None
    words = " ".join(span.of(text) for span in (*event.spans, *(w.span for w in event.weapons))).lower()
    for kind, word, name in _types():
        if kind in ("*", event.kind.value) and word in words:
            return name or None
    return None


@cache
def _types() -> tuple[tuple[str, str, str], ...]:
    return tuple((r["kind"], r["word"], r["type"]) for r in read_table(DATA, "muc_types.csv"))


@cache
def _weapon_types() -> tuple[tuple[str, str], ...]:
    return tuple((r["word"].upper(), r["type"]) for r in read_table(DATA, "muc_weapons.csv"))


def _relevant(claim: Claim, event: Event, record: Record) -> bool:
    """Whether MUC would record it: told as a fact, recent, no summary, and not between armed bodies alone."""
    published = record.report.published_on
    start, end = (event.time.start, event.time.end) if event.time else (None, None)
    old = end is not None and published is not None and end < published - RECENT
    long = start is not None and end is not None and end - start >= SUMMARY
    total = bool(event.harm) and all(h.cumulative for h in event.harm)
    if event.status not in HAPPENED or claim.stance not in (Stance.ASSERTS, Stance.ACCUSES) or old or long or total:
        return False
    if any(h.category is Category.CIVILIAN for h in event.harm) or any(t.sector is Sector.CVL for t in event.targets):
        return True
    harmed = [h.category is Category.MILITARY for h in event.harm if h.best != 0]
    soldiers = harmed or [t.sector in ARMED for t in event.targets]
    return not (event.kind in MILITARY_ACTS or (soldiers and all(soldiers)))


def _same(incident: Incident, kind: str, event: Event) -> bool:
    if incident.type != kind and {incident.type, kind} not in ({"ATTACK", "BOMBING"}, {"ATTACK", "ARSON"}):
        return False
    parties = {a.party for e in incident.events for a in e.initiators}
    own = {a.party for a in event.initiators}
    if parties and own and not parties & own:
        return False
    return all(_places_agree(e.place, event.place) and _days_agree(e.time, event.time) for e in incident.events)


def _places_agree(one: Place | None, other: Place | None) -> bool:
    if one is None or other is None or fold(one.name) == fold(other.name):
        return True
    return PlacePrecision.COUNTRY in (one.precision, other.precision) and one.country == other.country


def _days_agree(one: Time | None, other: Time | None) -> bool:
    if one is None or other is None or one.start is None or other.start is None or one.end is None or other.end is None:
        return True
    return one.start <= other.end and other.start <= one.end


# --- slots ------------------------------------------------------------------------------------------------------------


def _template(record: Record, incident: Incident, countries: Mapping[str, str]) -> Template:
    text = record.report.text
    slots: dict[int, tuple[Fill, ...]] = {
        TYPE: (Fill((incident.type,)),),
        DATE: _one(date_of(incident, record)),
        LOCATION: _one(_location(incident, record, countries)),
    }
    if incident.type not in WITHOUT_WEAPON:
        weapons = [(words, kind) for e in incident.events for w in e.weapons if (kind := weapon_type(words := w.span.of(text))) is not None]
        slots[WEAPON] = _unique(Fill((words,)) for words, _ in weapons)
        slots[WEAPON_TYPE] = _unique(Fill((kind,), (words,)) for words, kind in weapons)
    named = [(actor, name) for actor in incident.initiators if (name := organisation_of(actor, text)) is not None]
    slots[ORGANISATION] = _unique(Fill((name,)) for _, name in named)
    slots[CONFIDENCE] = _unique(Fill((confidence(actor, incident, text),), (name,)) for actor, name in named)
    slots[PERPETRATOR] = _unique(Fill((p,)) for a in incident.initiators if (p := _individual(a, text)) is not None)
    victims = best_told(victims_of(incident.events, text))
    slots[VICTIM] = _unique(Fill((who,)) for who, _ in victims)
    slots[NUMBER] = _unique(Fill((number,), (who,)) for who, number in victims)
    return Template(record.report.id, False, slots)


def _one(value: str | None) -> tuple[Fill, ...]:
    return (Fill((value,)),) if value else ()


def _unique(fills: Iterable[Fill]) -> tuple[Fill, ...]:
    """Fills without those whose phrases have the heads of an earlier one."""
    found: dict[tuple[str, ...], Fill] = {}
    for fill in fills:
        found.setdefault(tuple(head(v) or v for v in fill.about or fill.values), fill)
    return tuple(found.values())


def date_of(incident: Incident, record: Record) -> str | None:
    """Slot 2: the first day told, or night; `- day` of the report for a weekday, a longer stretch and for none (7.3, notes 1 to 3)."""
    published, text = record.report.published_on, record.report.text
    times = [(e.time, e.time.start, e.time.end) for e in incident.events if e.time is not None]
    days = [
        (end - start, start, end)
        for time, start, end in times
        if start is not None
        and end is not None
        and end - start <= NIGHT
        and not (time.span is not None and any(w in time.span.of(text).upper() for w in WEEKDAYS))
    ]
    if not days:
        return f"- {_day(published)}" if published else None
    _, start, end = min(days, key=lambda d: d[0])
    return _day(start) if start == end else f"{_day(start)} - {_day(end)}"


def _day(day: dt.date) -> str:
    return f"{day.day:02} {MONTHS[day.month - 1]} {day.year % 100:02}"


def _location(incident: Incident, record: Record, countries: Mapping[str, str]) -> str | None:
    """Slot 3: country and place. An incident without a country is in the one of the task's nine that the report tells most of (section 1,
    rule 4, and 7.4, note 5)."""
    places = [e.place for e in incident.events if e.place is not None]
    exact = next((p for p in places if p.precision is not PlacePrecision.COUNTRY), places[0] if places else None)
    code = exact.country if exact is not None and exact.country else _home(record)
    country = countries.get((code or "").split("|")[0], "").upper()
    name = _without_direction(exact.name) if exact is not None and exact.precision is not PlacePrecision.COUNTRY else None
    return ": ".join(part for part in (country, name if name != country else None) if part) or None


def _home(record: Record) -> str | None:
    told = [e.place.country for e in record.events if e.place is not None]
    parties = [a.party for e in record.events for a in (*e.initiators, *e.targets)]
    counted = Counter(code for code in (*told, *parties) if code in _countries())
    return counted.most_common(1)[0][0] if counted else None


@cache
def _countries() -> frozenset[str]:
    return frozenset(r["code"] for r in read_table(DATA, "muc_countries.csv"))


def _without_direction(place: str) -> str:
    """SAN SALVADOR of "downtown San Salvador": the task's list has towns and neighbourhoods, no parts of them told by direction."""
    first, _, rest = place.upper().partition(" ")
    return rest if rest and first in words_of("direction") else place.upper()


def weapon_type(words: str) -> str | None:
    """Slot 7 by the first line of `muc_weapons.csv` that the words hold; None for what is no instrument there (helicopters, tear gas)."""
    return next((name for word, name in _weapon_types() if word in words.upper()), None)


def organisation_of(actor: Actor, text: str) -> str | None:
    """Slot 10: the name of a listed party that is no state, as the text has it, or a phrase with the head of an organisation (ARMY)."""
    party = load_parties().get(actor.party or "")
    if party is not None and actor.party not in outsiders():
        known = next((n for n in (party.name.upper(), party.code) if n in text.upper()), None)
        return known or actor.name
    return actor.name if actor.name and head(actor.name) in words_of("organisation") else None


def _individual(actor: Actor, text: str) -> str | None:
    """Slot 9: a person, or people by a phrase that is no organisation's name (TERRORISTS OF THE …)."""
    if actor.person:
        return actor.person
    phrase = actor.name or ""
    organisation = organisation_of(actor, text)
    return phrase if phrase and (organisation is None or head(phrase) not in (head(organisation), *words_of("organisation"))) else None


def confidence(actor: Actor, incident: Incident, text: str) -> str:
    """Slot 11, by the decision tree of the task (`template-doc-part2.v7`).

    Told by the perpetrator itself: CLAIMED OR ADMITTED. Else with a word of doubt or charge in the claim: SUSPECTED OR ACCUSED, and BY
    AUTHORITIES where an authority says so. Else REPORTED AS FACT; POSSIBLE where no claim connects the actor with the act.
    """
    claims = [(c, e) for c, e in incident.told if actor.party in {i.party for i in e.initiators}]
    if any(c.claimant.party == actor.party and c.claimant.party not in VOICES for c, _ in claims):
        return CLAIMED
    doubted = [c for c, e in claims if says(_around(c, e, text), "doubt")]
    if any(_is_authority(c.claimant) for c in doubted):
        return BY_AUTHORITIES
    return SUSPECTED if doubted else FACT if claims else POSSIBLE


def _around(claim: Claim, event: Event, text: str) -> str:
    spans: tuple[Span | None, ...] = (claim.cue, *event.spans, *(i.span for i in event.initiators))
    return " ".join(s.of(text) for s in spans if s is not None)


def _is_authority(claimant: Actor) -> bool:
    return claimant.sector in AUTHORITIES or (claimant.party not in VOICES and says(claimant.name or "", "authority"))
