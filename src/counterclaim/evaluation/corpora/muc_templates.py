"""From a record to the templates of MUC-4: which events are incidents there, which of them are one, and what goes into the slots.

The definitions are those of the task (`template-doc-part1.v7`, sections 1, 5 and 7); words and types are in the `muc_*.csv` tables.
What MUC asks for and the record does not tell is left empty; what the record tells and MUC leaves out (denials, plans, clashes of
armed forces with guerrillas, harm to soldiers alone, a toll over months, what is older than two months) makes no template.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from counterclaim.evaluation.corpora.muc_data import MONTHS, Fill, Template
from counterclaim.evaluation.corpora.muc_matching import DATA, RECENT, head, says, without_harm, words_of
from counterclaim.grounding.actors.names import load_parties, outsiders
from counterclaim.grounding.placenames import fold
from counterclaim.records.models import MEDIA, NARRATOR, Actor, Claim, Event, Harm, Place, Record, Span, Time
from counterclaim.records.words import Category, Effect, Kind, PlacePrecision, Sector, Stance, Status
from counterclaim.tables import read_table

HAPPENED = frozenset({Status.OCCURRED, Status.ONGOING, Status.AVERTED})
ARMED = frozenset({Sector.MIL, Sector.REB, Sector.PARA})
AUTHORITIES = frozenset({Sector.GOV, Sector.MIL, Sector.FOR, Sector.LOC})
WITHOUT_WEAPON = frozenset({"KIDNAPPING", "ARSON"})
VOICES = frozenset({NARRATOR, MEDIA})
CLAIMED, FACT, SUSPECTED = "CLAIMED OR ADMITTED", "REPORTED AS FACT", "SUSPECTED OR ACCUSED"
BY_AUTHORITIES, POSSIBLE = "SUSPECTED OR ACCUSED BY AUTHORITIES", "POSSIBLE"
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
        for event in map(record.event, claim.events):
            kind = type_of(event, record.report.text)
            if kind is None or not _relevant(claim, event, record):
                continue
            home = next((i for i in reversed(found) if _same(i, kind, event)), None)
            if home is None:
                home = Incident(kind)
                found.append(home)
            home.type = kind if home.type == "ATTACK" else home.type
            home.told.append((claim, event))
    return found


def type_of(event: Event, text: str) -> str | None:
    """The incident type by the first line of `muc_types.csv` that fits the event's kind and words; None where it is no incident."""
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
    day, published = event.time.end if event.time else None, record.report.published_on
    old = day is not None and published is not None and day < published - RECENT
    total = bool(event.harm) and all(h.cumulative for h in event.harm)
    if event.status not in HAPPENED or claim.stance not in (Stance.ASSERTS, Stance.ACCUSES) or old or total:
        return False
    civilians = any(h.category is Category.CIVILIAN for h in event.harm) or any(t.sector is Sector.CVL for t in event.targets)
    soldiers = [t.sector in ARMED for t in event.targets] + [h.category is Category.MILITARY for h in event.harm]
    return civilians or not (event.kind is Kind.ARMED_CLASH or (soldiers and all(soldiers)))


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
        slots[WEAPON] = _unique(Fill((w.span.of(text),)) for e in incident.events for w in e.weapons)
        slots[WEAPON_TYPE] = _unique(_weapon(w.span.of(text)) for e in incident.events for w in e.weapons)
    named = [(actor, name) for actor in incident.initiators if (name := organisation_of(actor, text)) is not None]
    slots[ORGANISATION] = _unique(Fill((name,)) for _, name in named)
    slots[CONFIDENCE] = _unique(Fill((confidence(actor, incident, text),), (name,)) for actor, name in named)
    slots[PERPETRATOR] = _unique(Fill((p,)) for a in incident.initiators if (p := _individual(a, text)) is not None)
    victims = [(who, number) for who, number in _victims(incident, text) if who.upper() not in words_of("pronoun")]
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
    """Slot 2: the first day known, else the shortest stretch; `- day` of the report for a weekday and for none (7.3, notes 1 and 3)."""
    published, text = record.report.published_on, record.report.text
    times = [e.time for e in incident.events if e.time is not None and e.time.start is not None and e.time.end is not None]
    stretches = [(t.end - t.start, t.start, t.end, t) for t in times if t.start is not None and t.end is not None]
    if not stretches:
        return f"- {_day(published)}" if published else None
    _, start, end, time = min(stretches, key=lambda s: s[0])
    if time.span is not None and published is not None and any(w in time.span.of(text).upper() for w in WEEKDAYS):
        return f"- {_day(published)}"
    return _day(start) if start == end else f"{_day(start)} - {_day(end)}"


def _day(day: dt.date) -> str:
    return f"{day.day:02} {MONTHS[day.month - 1]} {day.year % 100:02}"


def _location(incident: Incident, record: Record, countries: Mapping[str, str]) -> str | None:
    """Slot 3: country and place; the country that most places of the report lie in where the incident has none (7.4, note 5)."""
    places = [e.place for e in incident.events if e.place is not None]
    exact = next((p for p in places if p.precision is not PlacePrecision.COUNTRY), places[0] if places else None)
    told = Counter(e.place.country for e in record.events if e.place is not None and e.place.country)
    code = exact.country if exact is not None and exact.country else told.most_common(1)[0][0] if told else None
    country = countries.get((code or "").split("|")[0])
    name = exact.name if exact is not None and exact.precision is not PlacePrecision.COUNTRY else None
    return ": ".join(part.upper() for part in (country, name) if part) or None


def _weapon(words: str) -> Fill:
    kind = next((name for word, name in _weapon_types() if word in words.upper()), None)
    return Fill((kind or "OTHER",), (words,))


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


def _victims(incident: Incident, text: str) -> Iterator[tuple[str, str]]:
    """Slots 18, 19 and 21: people harmed, else people targeted, with their number."""
    for event in incident.events:
        harms = [h for h in event.harm if h.effect is not Effect.DISPLACED and h.best != 0]
        for harm in harms:
            yield without_harm(harm.span.of(text)), _number(harm, text)
        for target in event.targets if not harms else ():
            if target.span is not None and (target.person or target.role or target.sector):
                phrase = target.name or target.span.of(text)
                yield phrase, _plural(phrase)


def _number(harm: Harm, text: str) -> str:
    """Slot 21: `3`, `3-` for at least three, `-3` for at most, `3-5`; PLURAL or 1 where the report gives none."""
    if harm.best is not None:
        return str(harm.best)
    if harm.low is None and harm.high is None:
        return _plural(without_harm(harm.span.of(text)))
    return f"{'' if harm.low is None else harm.low}-{'' if harm.high is None else harm.high}"


def _plural(phrase: str) -> str:
    word = head(phrase)
    return "PLURAL" if word.endswith(("S", "MEN", "PEOPLE", "CHILDREN")) and not word.endswith("SS") else "1"


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
