"""Days of fighting as one thing: incidents that are close in time, of the same sides and in one area → campaigns, their parents.

Two incidents hang together if all of this holds:
  - both are violence that at least one claim tells as a fact (not only planned, demanded, threatened or denied);
  - both name two parties at least; all parties of one are among those of the other, or both sides of each, the two parties that most of
    its claims have act or suffer, are among the parties of the other;
  - the days of both are known to within `VAGUEST_DAYS`, and the later begins at most `PAUSE_DAYS` after the last day of the earlier;
  - the places of both are known more exactly than by country, and at most `APART_KM` lie between the edges of what they may cover.
A campaign is all that hangs together, directly or through others, `LEAST` incidents at least; so it may move and last as long as the
fighting does. Each incident belongs to one at most. The thresholds are conventions, not fitted: no annotated corpus of campaigns is known.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from counterclaim.records.comparison import Comparison
from counterclaim.records.distance import gap_km
from counterclaim.records.identity import name_of
from counterclaim.records.incidents import Campaign, Incident
from counterclaim.records.models import Event
from counterclaim.records.words import Family, PlacePrecision, Stance, Status, family_of

PAUSE_DAYS = 3
"""So two quiet days do not end a campaign, three do."""
APART_KM = 50
"""About the reach of field artillery: what is shelled in an exchange of fire lies so far from the guns at most."""
VAGUEST_DAYS = 7
"""Days. "Last week" is known well enough, "in May" is not."""
LEAST = 2
FACTS = frozenset({Stance.ASSERTS, Stance.ACCUSES})


class Scene(NamedTuple):
    """A place as far as campaigns go."""

    lat: float | None
    lon: float | None
    precision: PlacePrecision
    name: str


@dataclass(frozen=True)
class Fight:
    """An incident, by its id, that may be part of a campaign."""

    incident: str
    place: Scene
    first: dt.date
    last: dt.date
    parties: frozenset[str]
    sides: frozenset[str]


def with_campaigns(comparison: Comparison) -> Comparison:
    """The comparison with its campaigns, and with the campaign of each incident that has one. The order of its incidents stays."""
    found = find_campaigns(comparison)
    home = {name: campaign.id for campaign in found for name in campaign.incidents}
    incidents = tuple(i.model_copy(update={"campaign": home.get(i.id)}) for i in comparison.incidents)
    return comparison.model_copy(update={"incidents": incidents, "campaigns": tuple(found)})


def find_campaigns(comparison: Comparison) -> list[Campaign]:
    """The campaigns among the incidents of a comparison, the earliest first. The order of the incidents does not matter."""
    events = {event.id: event for event in comparison.events}
    told: Mapping[str, list[Event]] = {
        claim.id: [events[name] for name in claim.events] for claim in comparison.claims if claim.stance in FACTS
    }
    sides = ((incident, sides_of(event for name in incident.claims for event in told.get(name, ()))) for incident in comparison.incidents)
    return campaigns_among(fight for incident, two in sides if two is not None and (fight := fight_of(incident, two)) is not None)


def campaigns_among(fights: Iterable[Fight]) -> list[Campaign]:
    """The campaigns that some fights make, the earliest first. Their order does not matter."""
    found = [_campaign(group) for group in _together(fights) if len(group) >= LEAST]
    return sorted(found, key=lambda campaign: (campaign.start, campaign.id))


def _is_fact(event: Event) -> bool:
    return event.status in (Status.OCCURRED, Status.ONGOING) and family_of(event.kind) is Family.VIOLENCE


def fight_of(incident: Incident, sides: frozenset[str]) -> Fight | None:
    """The incident as something that may be part of a campaign, as far as its kind, parties, days and place go; else None."""
    place, time = incident.place, incident.time
    if family_of(incident.kind) is not Family.VIOLENCE or len(incident.parties) < 2 or time is None or time.start is None:
        return None
    last = time.end or time.start
    if (last - time.start).days >= VAGUEST_DAYS or place is None or place.lat is None or place.precision is PlacePrecision.COUNTRY:
        return None
    scene = Scene(place.lat, place.lon, place.precision, place.name)
    return Fight(incident.id, scene, time.start, last, frozenset(incident.parties), sides)


def sides_of(told: Iterable[Event]) -> frozenset[str] | None:
    """The two parties that are named by most events that tell violence as a fact, with those that are named as often as the second.

    Args:
        told: the events of claims whose stance is one of `FACTS`.

    Returns:
        None if none of them tells violence as a fact.
    """
    facts = [event for event in told if _is_fact(event)]
    if not facts:
        return None
    counts = Counter(party for event in facts for party in {a.party for a in (*event.initiators, *event.targets) if a.party})
    least = sorted(counts.values(), reverse=True)[:2]
    return frozenset(party for party, n in counts.items() if n >= least[-1])


def _together(fights: Iterable[Fight]) -> Iterator[list[Fight]]:
    """Fights by what hangs together, each group by days. Only those that share two parties and are near in time are looked at again."""
    groups: dict[str, list[Fight]] = {}
    recent: dict[tuple[str, str], list[Fight]] = defaultdict(list)
    for fight in sorted(fights, key=lambda f: (f.first, f.last, f.incident)):
        group = groups[fight.incident] = [fight]
        for pair in combinations(sorted(fight.parties), 2):
            recent[pair] = [earlier for earlier in recent[pair] if (fight.first - earlier.last).days <= PAUSE_DAYS]
            for earlier in recent[pair]:
                other = groups[earlier.incident]
                if other is not group and _same_sides(earlier, fight) and _near(earlier.place, fight.place):
                    small, large = sorted((group, other), key=len)
                    large.extend(small)
                    groups |= dict.fromkeys((f.incident for f in small), large)
                    group = large
            recent[pair].append(fight)
    for group in {id(group): group for group in groups.values()}.values():
        yield sorted(group, key=lambda f: (f.first, f.last, f.incident))


def _same_sides(one: Fight, other: Fight) -> bool:
    nested = one.parties <= other.parties or other.parties <= one.parties
    return nested or (one.sides <= other.parties and other.sides <= one.parties)


def _near(one: Scene, other: Scene) -> bool:
    gap = gap_km(one, other)
    return gap is not None and gap <= APART_KM


def _campaign(fights: Sequence[Fight]) -> Campaign:
    return Campaign(
        id=name_of("k", fights[0].incident),
        parties=tuple(sorted({party for fight in fights for party in fight.parties})),
        places=tuple(dict.fromkeys(fight.place.name for fight in fights)),
        start=fights[0].first,
        end=max(fight.last for fight in fights),
        incidents=tuple(fight.incident for fight in fights),
    )
