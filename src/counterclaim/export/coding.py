"""What an incident is in the words of other schemes: one kind, one pair of actors, over all who tell it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from counterclaim.export.joined import Joined, actor_code
from counterclaim.records.incidents import Incident
from counterclaim.records.models import Actor, Event
from counterclaim.records.ontologies import Codes, Told, codes_for, harms_civilians
from counterclaim.records.words import Status

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
    events = [event for _, event in joined.told_in(incident) if event.status in HAPPENED]
    return [event for event in events if event.kind is incident.kind] or events


def incident_codes(events: Iterable[Event]) -> Codes:
    """The codes of an incident from its events: the kind of the first, all weapons told, civilians where every event says so."""
    told = list(events)
    weapons = frozenset(weapon.kind for event in told for weapon in event.weapons)
    return codes_for(Told(told[0].kind, Status.OCCURRED, weapons, all(map(harms_civilians, told))))


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
