"""What an incident is in the words of other schemes: one kind, one pair of actors, over all who tell it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from counterclaim.export.joined import Joined, actor_code
from counterclaim.records.incidents import Incident
from counterclaim.records.models import Actor, Event
from counterclaim.records.ontologies import CIVIL, Codes, Told, codes_for, only_civilians
from counterclaim.records.words import Category, Family, Kind, Sector, Status, family_of

HAPPENED = frozenset({Status.OCCURRED, Status.ONGOING})
"""States in which the thing took place, as the claim has it."""
NOBODY_TELLS = "nobody tells it as having happened"


@dataclass(frozen=True)
class Sides:
    """Who acts and who suffers, by count of claims; each a party with the name that is told most. `others` are parties beside the two."""

    one: Actor | None
    other: Actor | None
    others: tuple[Actor, ...]


def happened(joined: Joined, incident: Incident) -> list[Event]:
    """The events of an incident that somebody tells as having happened; those of the incident's own kind alone if there are any."""
    events = _occurred(joined, incident)
    return [event for event in events if event.kind is incident.kind] or events


def _occurred(joined: Joined, incident: Incident) -> list[Event]:
    return [event for _, event in joined.told_in(incident) if event.status in HAPPENED]


def one_sided(joined: Joined, incident: Incident) -> bool:
    """Whether force was used against civilians alone: some claim tells of none but civilians as victims and no claim of soldiers, nor of
    civilians among others; where none tells who the victims are, all targets are civilians. Events of every kind are asked, for those
    killed in an air strike may be told with no word of it. A clash is none: there two sides fight, whoever dies.
    """
    events = _occurred(joined, incident)
    if family_of(incident.kind) is not Family.VIOLENCE or any(event.kind is Kind.ARMED_CLASH for event in events):
        return False
    victims = [{h.category for h in event.harm if not h.cumulative and (h.low, h.high) != (0, 0)} for event in events]
    known = [sorts for sorts in victims if sorts - {Category.UNKNOWN}]
    if known:
        return all(map(only_civilians, known))
    targets = [actor.sector in CIVIL for event in events for actor in event.targets]
    return bool(targets) and all(targets)


def sides_in(joined: Joined, incident: Incident) -> Sides:
    """Who acts and who suffers in an incident; of force against civilians alone they suffer it, whoever else is named as its target."""
    sides = sides_of(happened(joined, incident))
    if not one_sided(joined, incident):
        return sides
    civilians = civilians_of(joined, incident)
    beside = [a for a in (sides.other, *sides.others) if a and a.party == civilians.party and a.sector in CIVIL and a.id != civilians.id]
    of_doer = [a for a in sides.others if sides.one and a.party == sides.one.party and a not in beside and a.id != civilians.id]
    return Sides(sides.one, civilians, (*of_doer, *beside))


def civilians_of(joined: Joined, incident: Incident) -> Actor:
    """The civilians of an incident that is one-sided: those of the party whose people are told most often as victims or targets, of
    another party than the first initiator if there is one; else of the country of the place, else of nobody's.
    """
    events = _occurred(joined, incident)
    doer = sides_of(events).one
    harmed = [harm.side for event in events for harm in event.harm if harm.side and harm.category is Category.CIVILIAN]
    victims = harmed or [actor for event in events for actor in event.targets]
    counts = Counter(actor.party for actor in victims if actor.party and (doer is None or actor.party != doer.party))
    counts = counts or Counter(actor.party for actor in victims if actor.party)
    place = incident.place.country if incident.place else None
    party = min(counts, key=lambda p: (-counts[p], p)) if counts else place
    return Actor.of(party, Sector.CVL)


def incident_codes(joined: Joined, incident: Incident) -> Codes:
    """The codes of an incident from what happened: its kind, all weapons told, and whether it was against civilians alone."""
    told = happened(joined, incident)
    weapons = frozenset(weapon.kind for event in told for weapon in event.weapons)
    return codes_for(Told(told[0].kind, Status.OCCURRED, weapons, one_sided(joined, incident)))


def sides_of(events: Iterable[Event]) -> Sides:
    """The first initiator by count of claims, then the first target, or else the next initiator, of another party."""
    told = list(events)
    doers = _ranked(actor for event in told for actor in event.initiators)
    sufferers = _ranked(actor for event in told for actor in event.targets)
    one = doers[0] if doers else None
    rest = [actor for actor in (*sufferers, *doers) if one is None or actor.party != one.party]
    other = rest[0] if rest else None
    chosen = {actor_code(actor) for actor in (one, other) if actor}
    others = {actor_code(actor): actor for actor in (*doers, *sufferers) if actor_code(actor) not in chosen}
    return Sides(one, other, tuple(others[code] for code in sorted(others)))


def _ranked(actors: Iterable[Actor]) -> list[Actor]:
    """Each actor once, those named most often first, by code among equals."""
    by_code: dict[str, list[Actor]] = {}
    for actor in actors:
        by_code.setdefault(actor_code(actor), []).append(actor)
    ranked = sorted(by_code.items(), key=lambda item: (-len(item[1]), item[0]))
    return [_named(same) for _, same in ranked]


def _named(same: list[Actor]) -> Actor:
    names = Counter(actor.name for actor in same if actor.name)
    name = min(names, key=lambda n: (-names[n], n)) if names else None
    return same[0].model_copy(update={"name": name})
